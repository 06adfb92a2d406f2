//! The table of how long each hamlet has spoken, for whoever looks after a fair turn.

use leptos::prelude::*;

use super::For;
use crate::live::Live;
use crate::text::staff;

/// The hamlets that have spoken, the longest first, folded away until someone looks.
#[component]
pub fn HamletTotals() -> AnyView {
    let live = Live::here();
    let (common, words) = (live.common(), staff::of(live.lang));
    let row = move |total: meeting::speakers::Total| {
        let hamlet = if total.hamlet.is_empty() { words.no_hamlet.to_owned() } else { total.hamlet };
        let said = (words.total)(total.speeches, &(common.duration)(total.spoken_ms));
        view! {
            <li class="total-line" data-testid="hamlet-total">
                <span>{hamlet}</span>
                <span class="about">{said}</span>
            </li>
        }
    };
    let key = |total: &meeting::speakers::Total| (total.hamlet.clone(), total.speeches, total.spoken_ms);
    view! {
        <details class="totals-panel" data-testid="totals">
            <summary>{words.totals}</summary>
            <ul>
                <For each=move || live.totals.with(|panel| panel.hamlets.clone()) key=key children=row />
            </ul>
            <p class="empty" class:hidden=move || live.totals.with(|panel| !panel.hamlets.is_empty())>
                {words.no_totals}
            </p>
        </details>
    }
    .into_any()
}
