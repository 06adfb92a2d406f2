//! The middle of the chair's console: what is on, and who speaks.

use leptos::prelude::*;
use meeting::agenda::Phase;

use super::ChairUi;
use super::between_speeches::BetweenSpeeches;
use super::dialog::Dialog;
use super::speech::SpeechOn;
use crate::live::Live;

/// Shows what is on and who speaks.
#[component]
pub fn FloorPanel() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let speaks = Memo::new(move |_| live.floor.with(|floor| floor.speech.is_some()));
    view! {
        <section class="card floor-card" data-in="floor" tabindex="-1" aria-label=t.on_now>
            <ItemOn />
            <div class="floor-middle">
                <Show when=move || speaks.get() fallback=|| view! { <BetweenSpeeches /> }>
                    <SpeechOn />
                </Show>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn ItemOn() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, c) = (live.words(), live.chair_words());
    let count = move || {
        live.floor.with(|floor| {
            floor.item.as_ref().map(|item| (c.item_of)(&item.label(), floor.items)).unwrap_or_default()
        })
    };
    let title = move || {
        let running = live.floor.with(|floor| floor.item.as_ref().map(|item| item.title.clone()));
        let over = live.head.with(|head| head.phase == Phase::Closed);
        running.unwrap_or_else(|| (if over { t.step_over } else { t.nothing_on }).to_owned())
    };
    let lead = move || live.floor.with(|floor| floor.item.as_ref().map(|item| item.lead.clone()));
    let noted = Memo::new(move |_| {
        let id = live.floor.with(|floor| floor.item.as_ref().map(|item| item.id))?;
        live.agenda.with(|panel| {
            let item = panel.items.iter().find(|item| item.id == id)?;
            let notes =
                item.notes.as_ref().map(|notes| notes.text.trim()).filter(|notes| !notes.is_empty())?;
            Some((id, notes.to_owned()))
        })
    });
    view! {
        <div class="item-on" data-testid="current-item">
            <p class="count">{count}</p>
            <h2 title=title>{title}</h2>
            <p class="about" title=lead>{lead}</p>
            {move || {
                noted
                    .get()
                    .map(|(id, notes)| {
                        view! {
                            <button
                                type="button"
                                class="notes-line"
                                data-testid="current-notes"
                                on:click=move |_| ui.dialog.set(Some(Dialog::Item(id)))
                            >
                                "✎ "
                                {notes}
                            </button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
