//! How long people and hamlets have spoken.

use crate::address;
use leptos::prelude::*;
use meeting::speakers::Total;

use super::dialog::DialogTitle;
use crate::live::Live;

/// Both tables, the longest first.
#[component]
pub fn Totals() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.chair_words(), live.common());
    let history = address::history(&live.code(), &live.place);
    let line = move |total: &Total, name: String, about: String| {
        let spoken = (t.totals_line)(total.speeches, &(common.duration)(total.spoken_ms));
        view! {
            <li class="total-row" data-testid="total-row">
                <span class="who">
                    <span class="name">{name}</span>
                    <span class="about">{about}</span>
                </span>
                <span class="state">{spoken}</span>
            </li>
        }
    };
    let people = move || {
        live.totals.with(|totals| {
            let rows = totals.people.iter();
            rows.map(|total| line(total, total.name.clone(), total.hamlet.clone())).collect_view()
        })
    };
    let hamlets = move || {
        live.totals.with(|totals| {
            let named = |hamlet: &str| if hamlet.is_empty() { t.no_hamlet } else { hamlet }.to_owned();
            let rows = totals.hamlets.iter();
            rows.map(|total| line(total, named(&total.hamlet), String::new())).collect_view()
        })
    };
    let none = move || live.totals.with(|totals| totals.people.is_empty());
    view! {
        <DialogTitle title=t.totals_title />
        <p>
            <a class="paper" href=history target="_blank" rel="noopener" data-testid="history">{t.history}</a>
        </p>
        <p class="empty" class:hidden=move || !none()>{t.totals_none}</p>
        <div class="scroll both-totals" class:hidden=none tabindex="0">
            <section>
                <h3>{t.totals_hamlets}</h3>
                <ol data-testid="totals-hamlets">{hamlets}</ol>
            </section>
            <section>
                <h3>{t.totals_people}</h3>
                <ol data-testid="totals-people">{people}</ol>
            </section>
        </div>
    }
    .into_any()
}
