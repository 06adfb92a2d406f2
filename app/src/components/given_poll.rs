//! The poll of a place it was given to: opened, closed and shown from there as by the chair.

use leptos::prelude::*;
use meeting::panel::PollPanel;
use meeting::poll::{Command, State};

use super::Act;
use crate::live::Live;
use crate::text::ballots::{self, Ballots};
use crate::text::consoles::Consoles;

/// Says how many have voted of how many who are here, and how many paper ballots are out besides until they are
/// counted.
#[must_use]
pub fn cast(t: &Consoles, words: &Ballots, poll: &PollPanel, here: u32) -> String {
    let mut said = (t.turnout)(poll.cast, here);
    if poll.counts.is_none() && poll.paper_ballots_out > 0 {
        said += &(words.and_paper_ballots)(poll.paper_ballots_out);
    }
    said
}

/// Opens, closes and shows the poll that was given to this place; shown while there is one.
#[component]
pub fn GivenPoll() -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), ballots::of(live.lang));
    let here = Some(live.place);
    // The one that is on is seen through before the next.
    let current = Memo::new(move |_| {
        live.poll.with(|poll| {
            let on = matches!(poll.state, State::Open | State::Closed)
                || poll.state == State::Sealed && poll.counts.is_none();
            (on && poll.given_to == here).then(|| (poll.poll, poll.state, poll.title().to_owned()))
        })
    });
    let prepared = Memo::new(move |_| {
        live.poll.with(|poll| {
            let busy = matches!(poll.state, State::Open | State::Closed);
            let first = poll.prepared.iter().find(|first| !busy && first.questionnaire.given_to == here);
            first.map(|first| (first.poll, State::Prepared, first.questionnaire.title().to_owned()))
        })
    });
    // The hall may look at another poll by now, such as a show of hands.
    let waiting = Memo::new(move |_| {
        live.poll.with(|poll| {
            let mut others = poll.uncounted.iter();
            let mine = others.find(|other| other.given_to == here && poll.state != State::Open);
            mine.map(|other| (other.poll, State::Sealed, other.title.clone()))
        })
    });
    let given = Memo::new(move |_| current.get().or_else(|| waiting.get()).or_else(|| prepared.get()));
    let state = Memo::new(move |_| given.with(|given| given.as_ref().map(|(_, state, _)| *state)));
    let poll = move || given.with_untracked(|given| given.as_ref().map(|(poll, ..)| *poll));
    let title = move || given.with(|given| given.as_ref().map(|(.., title)| title.clone()));
    let said = move || state.get().map(common.poll_state);
    let turnout = move || {
        let here = live.attendance.with(|panel| panel.residents + panel.officials);
        let on = current.with(Option::is_some);
        on.then(|| live.poll.with(|poll| cast(t, words, poll, here)))
    };
    let wanting = Memo::new(move |_| {
        live.poll.with(|poll| {
            let shown = given.with(|given| given.as_ref().map(|(poll, ..)| *poll));
            let mut others = poll.uncounted.iter().filter(|other| Some(other.poll) == shown);
            Some(poll.poll) == shown && poll.paper_count_missing
                || others.any(|other| other.paper_count_missing)
        })
    });
    let unless = move |wanted: State| move || state.get() != Some(wanted);
    view! {
        <section class="card given-poll" class:hidden=move || given.with(Option::is_none) aria-label=t.poll>
            <div class="card-head">
                <h2>{t.poll}</h2>
                <span class="state" data-testid="given-poll-state">{said}</span>
            </div>
            <p class="about" data-testid="given-poll">{title}</p>
            <p class="about" class:hidden=move || !wanting.get() || unless(State::Sealed)()>{words.wanting}</p>
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
