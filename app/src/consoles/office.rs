//! The office's console: the meeting's details, its agenda, those registered beforehand, and what is printed.

pub mod agenda;
pub mod details;
pub mod poll;
pub mod when;

use crate::address;
use leptos::prelude::*;
use meeting::Place;

use crate::components::{CardsOnly, CardsRenewed, RegisterSpeaker, WaitingList};
use crate::live::Live;
use crate::text::staff;

/// The office's console, below the bar.
#[component]
pub fn Office(
    /// The meeting's code.
    code: String,
) -> AnyView {
    let live = Live::here();
    let (t, words) = (live.words(), staff::of(live.lang));
    let here = move || live.attendance.with(|panel| (t.are_here)(panel.residents, panel.officials));
    let guesses = Memo::new(move |_| live.cards.with(|cards| cards.guesses));
    view! {
        <main class="office">
            <nav class="card links" aria-label=t.print_and_meetings>
                <a class="button quiet" href=address::cards(&code) data-testid="cards-link">{staff::of(live.lang).cards}</a>
                <a class="button strong" href=address::links(&code) data-testid="print-links">
                    {t.print_links}
                </a>
                <a class="button quiet" href=address::import(&code, &Place::Office) data-testid="import-link">
                    {words.import}
                </a>
                <a class="button quiet" href=address::history(&code, &Place::Office) data-testid="history-link">
                    {words.history}
                </a>
                <a class="button quiet" href=address::contacts(&code, &Place::Office) data-testid="contacts-link">
                    {words.contacts}
                </a>
                <a class="button quiet" href=address::office() data-testid="all-meetings">
                    {t.all_meetings}
                </a>
                <CardsOnly />
                <p class="about" data-testid="attendance-count">{here}</p>
                <CardsRenewed />
                <p class="alarm" role="alert" class:hidden=move || guesses.get() == 0 data-testid="card-guesses">
                    {move || (words.card_guesses)(guesses.get())}
                </p>
            </nav>
            <details::MeetingDetails />
            <agenda::AgendaEditor />
            <section class="card office-speakers" aria-label=t.speakers>
                <h2>{t.registered_before}</h2>
                <RegisterSpeaker />
                <WaitingList />
            </section>
            <poll::Polls />
        </main>
    }
    .into_any()
}
