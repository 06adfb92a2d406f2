//! Every key and what it does.

use leptos::prelude::*;

use super::sheet::SheetTitle;
use crate::live::Live;

/// The list of keys.
#[component]
pub fn Help() -> AnyView {
    let t = Live::here().chair_words();
    let row = |(key, what): (&'static str, &'static str)| {
        view! {
            <dt>
                <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
        }
    };
    view! {
        <SheetTitle title=t.keys_title />
        <p class="about">{t.keys_note}</p>
        <dl class="all-keys scroll" data-testid="all-keys" tabindex="0">
            {t.all_keys.map(row).collect_view()}
        </dl>
    }
    .into_any()
}
