//! The poll of a place it was given to: opened, closed and shown from there as by the chair.

use leptos::prelude::*;
use meeting::poll::{Command, State};

use super::Act;
use crate::live::Live;
use crate::text::ballots;

/// Opens, closes and shows the poll that was given to this place; there while there is one.
#[component]
pub fn GivenPoll() -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), ballots::of(live.lang));
    let here = Some(live.place);
    // The one that is on is seen through before the next.
    let current = Memo::new(move |_| {
        live.poll.with(|poll| {
            let on = matches!(poll.state, State::Open | State::Closed)
                || poll.state == State::Sealed && !poll.shown;
            (on && poll.given_to == here).then(|| (poll.poll, poll.state, poll.title().to_owned()))
        })
    });
    let prepared = Memo::new(move |_| {
        live.poll.with(|poll| {
            let busy = matches!(poll.state, State::Open | State::Closed);
            let first = poll.prepared.first().filter(|first| !busy && first.sheet.given_to == here);
            first.map(|first| (first.poll, State::Prepared, first.sheet.title().to_owned()))
        })
    });
    let given = Memo::new(move |_| current.get().or_else(|| prepared.get()));
    let state = Memo::new(move |_| given.with(|given| given.as_ref().map(|(_, state, _)| *state)));
    let poll = move || given.with_untracked(|given| given.as_ref().map(|(poll, ..)| *poll));
    let title = move || given.with(|given| given.as_ref().map(|(.., title)| title.clone()));
    let said = move || state.get().map(common.poll_state);
    let turnout = move || {
        let here = live.attendance.with(|panel| panel.residents + panel.officials);
        let on = state.get().is_some_and(|state| state != State::Prepared);
        on.then(|| (t.turnout)(live.poll.with(|poll| poll.cast), here))
    };
    let unless = move |wanted: State| move || state.get() != Some(wanted);
    view! {
        <section class="card given-poll" class:hidden=move || given.with(Option::is_none) aria-label=t.poll>
            <div class="card-head">
                <h2>{t.poll}</h2>
                <span class="state" data-testid="given-poll-state">{said}</span>
            </div>
            <p class="about" data-testid="given-poll">{title}</p>
            <p class="about" class:hidden=move || !live.poll.with(|poll| poll.papers_wanting) || unless(State::Sealed)()>
                {words.wanting}
            </p>
            <div class="actions">
                <span class="grow">{turnout}</span>
                <span class:hidden=unless(State::Prepared)>
                    <Act
                        testid="open-poll"
                        label=t.open_poll
                        ask=move |()| Some(Command::OpenPoll { poll: poll()? }.into())
                    />
                </span>
                <span class:hidden=unless(State::Open)>
                    <Act
                        testid="close-poll"
                        label=t.close_poll
                        confirm=Signal::derive(move || Some(t.close_poll_sure.to_owned()))
                        ask=move |()| Some(Command::ClosePoll { poll: poll()? }.into())
                    />
                </span>
                <span class:hidden=unless(State::Sealed)>
                    <Act
                        testid="show-result"
                        label=t.show_result
                        ask=move |()| Some(Command::ShowResult { poll: poll()? }.into())
                    />
                </span>
            </div>
        </section>
    }
    .into_any()
}
