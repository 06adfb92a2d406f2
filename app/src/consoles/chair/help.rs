//! Every key and what it does.

use crate::address;
use leptos::prelude::*;

use super::dialog::DialogTitle;
use crate::live::Live;

/// The list of keys.
#[component]
pub fn Help() -> AnyView {
    let live = Live::here();
    let t = live.chair_words();
    let history = address::history(&live.code(), &live.place);
    let row = |(key, what): (&'static str, &'static str)| {
        view! {
            <dt>
                <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
        }
    };
    view! {
        <DialogTitle title=t.keys_title />
        <p>
            <a class="paper" href=history target="_blank" rel="noopener" data-testid="history">{t.history}</a>
        </p>
        <p class="about">{t.keys_note}</p>
        <dl class="all-keys scroll" data-testid="all-keys" tabindex="0">
            {t.all_keys.map(row).collect_view()}
        </dl>
    }
    .into_any()
}
