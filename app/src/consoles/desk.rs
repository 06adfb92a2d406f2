//! The desk's console: who is here, and who speaks without a phone.

pub mod check_in;
pub mod present;

use leptos::prelude::*;
use meeting::speakers::Command;

use crate::components::{Act, RegisterSpeaker, WaitingList};
use crate::live::Live;

/// The desk's console.
#[component]
pub fn Desk() -> AnyView {
    view! {
        <main class="desk">
            <check_in::CheckIn />
            <present::Present />
            <Speakers />
        </main>
    }
    .into_any()
}

#[component]
fn Speakers() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let open = Memo::new(move |_| live.speakers.with(|panel| panel.open));
    view! {
        <section class="card desk-speakers" aria-label=t.speakers>
            <div class="card-head">
                <h2>{t.speakers}</h2>
                <span class="state" data-testid="list-state" data-open=move || open.get().to_string()>
                    {move || if open.get() { t.list_open } else { t.list_closed }}
                </span>
                <span class:hidden=open>
                    <Act testid="open-list" class="quiet" label=t.open_list ask=move |()| Some(Command::OpenList.into()) />
                </span>
                <span class:hidden=move || !open.get()>
                    <Act
                        testid="close-list"
                        class="quiet"
                        label=t.close_list
                        ask=move |()| Some(Command::CloseList.into())
                    />
                </span>
            </div>
            <RegisterSpeaker />
            <div class="scroll">
                <WaitingList withdraw=true />
            </div>
        </section>
    }
    .into_any()
}
