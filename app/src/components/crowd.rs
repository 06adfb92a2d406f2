//! What helps against a crowd of phones: the rest of a long list, removing many at once, and letting only door cards in.

use crate::address;
use leptos::prelude::*;
use meeting::cards;
use meeting::panel::Waiting;
use meeting::speakers::{Command, Removed, Source};
use meeting::{Place, RequestId};

use super::Act;
use crate::live::Live;
use crate::text::staff;

/// How many more wait than the list holds, and where all of them are.
#[component]
pub fn MoreWaiting(
    /// At which console.
    place: Place,
) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let more = Memo::new(move |_| live.speakers.with(|panel| panel.more));
    let all = address::waiting(&live.code(), &place);
    view! {
        <p class="about" data-testid="more-waiting" class:hidden=move || more.get() == 0>
            {move || (words.more_waiting)(more.get())}
            " "
            <a href=all data-testid="all-waiting">{words.see_all}</a>
        </p>
    }
    .into_any()
}

/// Takes many off the list at once: those that were found by what was looked for, or all that came from phones
/// without a card.
#[component]
pub fn RemoveMany(
    /// What is looked for; empty is everyone.
    wanted: RwSignal<String>,
    /// Who was found.
    found: Memo<Vec<RequestId>>,
) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let strange = |one: &&Waiting| {
        let by_phone = one.staff.as_ref().is_some_and(|detail| detail.source == Source::Phone);
        by_phone && one.card.is_none()
    };
    let phones = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().filter(strange).count() + panel.more)
    });
    let none_found =
        Memo::new(move |_| wanted.with(|wanted| wanted.trim().is_empty()) || found.with(Vec::is_empty));
    let remove = |which: Removed| Some(Command::RemoveRequests { which }.into());
    view! {
        <details class="crowd" data-testid="crowd" class:hidden=move || phones.get() == 0 && none_found.get()>
            <summary>{words.crowd}</summary>
            <p class="about">{words.crowd_about}</p>
            <div class="actions">
                <span class:hidden=none_found>
                    <Act
                        testid="remove-found"
                        class="quiet"
                        label=Signal::derive(move || (words.remove_found)(found.with(Vec::len)))
                        confirm=Signal::derive(move || Some(words.remove_sure.to_owned()))
                        ask=move |()| remove(Removed::These(found.get_untracked()))
                    />
                </span>
                <Act
                    testid="remove-phones"
                    class="quiet"
                    label=words.remove_phones
                    confirm=Signal::derive(move || Some(words.remove_sure.to_owned()))
                    ask=move |()| remove(Removed::PhonesWithoutCard)
                />
                <CardsOnly />
            </div>
        </details>
    }
    .into_any()
}

/// That the cards in people's hands open nothing any more, until they are printed again.
#[component]
pub fn CardsRenewed() -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let renewed = Memo::new(move |_| live.cards.with(|panel| panel.renewed));
    view! {
        <p class="alarm" role="alert" class:hidden=move || !renewed.get() data-testid="cards-renewed">
            {words.cards_renewed}
        </p>
    }
    .into_any()
}

/// Lets only who has a door card ask and write from a phone, or everyone again.
#[component]
pub fn CardsOnly() -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let only = Memo::new(move |_| live.cards.with(|panel| panel.only));
    view! {
        <Act
            testid="cards-only"
            class="quiet"
            label=words.cards_only
            pressed=only
            ask=move |()| Some(cards::Command::AdmitCardsOnly { only: !only.get_untracked() }.into())
        />
    }
    .into_any()
}
