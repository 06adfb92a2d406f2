//! The poll on the chair's console.

use leptos::prelude::*;
use meeting::agenda::Phase;
use meeting::poll::{Command, State};

use crate::components::Act;
use crate::live::Live;

/// The poll: the question, how many have voted, and once it is closed the count.
#[component]
pub fn PollCard() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let state = Memo::new(move |_| live.poll.with(|poll| poll.state));
    let counted = Memo::new(move |_| live.poll.with(|poll| poll.counts.is_some()));
    let shown = Memo::new(move |_| live.poll.with(|poll| poll.shown));
    let over = Memo::new(move |_| live.head.with(|head| head.phase == Phase::Closed));
    let turnout = move || {
        let here = live.attendance.with(|panel| panel.residents + panel.officials);
        (t.turnout)(live.poll.with(|poll| poll.cast), here)
    };
    let said = move || match state.get() {
        State::Closed if shown.get() => t.result_is_shown,
        state => (common.poll_state)(state),
    };
    let question = move || live.poll.with(|poll| poll.question.clone());
    let counts = move || {
        live.poll.with(|poll| {
            let counts = poll.counts.as_ref()?;
            let most = poll.cast.max(1);
            let rows = poll.levels.iter().zip(counts).map(|(level, count)| {
                view! {
                    <li>
                        <span>{level.clone()}</span>
                        <progress value=count.to_string() max=most.to_string()></progress>
                        <b>{count.to_string()}</b>
                    </li>
                }
            });
            Some(view! { <ul class="counts" data-testid="poll-counts">{rows.collect_view()}</ul> })
        })
    };
    let unless =
        move |wanted: fn(State, bool, bool) -> bool| move || !wanted(state.get(), counted.get(), shown.get());
    view! {
        <section class="card poll-card" data-in="more" tabindex="-1" aria-label=t.poll>
            <h2>
                {t.poll}
                <span class="state" data-testid="poll-state">
                    {said}
                </span>
            </h2>
            <p class="about question" class:hidden=counted data-testid="poll-question" title=question>
                {question}
            </p>
            <div class="actions">
                <span class="grow" data-testid="turnout">{turnout}</span>
                <span class:hidden=unless(|state, _, _| state == State::Prepared)>
                    <Act testid="open-poll" key="Q" label=t.open_poll ask=move |()| Some(Command::OpenPoll.into()) />
                </span>
                <span class:hidden=unless(|state, _, _| state == State::Open)>
                    <Act
                        testid="close-poll"
                        key="Q"
                        label=t.close_poll
                        confirm=Signal::derive(move || Some(t.close_poll_sure.to_owned()))
                        ask=move |()| Some(Command::ClosePoll.into())
                    />
                </span>
                <span class:hidden=unless(|_, counted, shown| counted && !shown)>
                    <Act testid="show-result" key="Q" label=t.show_result ask=move |()| Some(Command::ShowResult.into()) />
                </span>
                // What the hall has read and gone home with is not taken back.
                <span class:hidden=move || !shown.get() || over.get()>
                    <Act testid="hide-result" key="Q" label=t.hide_result ask=move |()| Some(Command::HideResult.into()) />
                </span>
            </div>
            {counts}
        </section>
    }
    .into_any()
}
