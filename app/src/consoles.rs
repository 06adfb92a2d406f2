//! stand-in
use crate::page::ConsolePage;
use leptos::prelude::*;
/// x
pub fn shell(page: ConsolePage) -> impl IntoView {
    let _ = page;
    view! {<html></html>}
}
/// x
#[component]
pub fn Console() -> impl IntoView {
    view! {<p></p>}
}
