//! Polls on the chair's console.

use leptos::prelude::*;
use meeting::agenda::Phase;
use meeting::panel::UncountedPoll;
use meeting::poll::{Command, State};
use meeting::validate;

use crate::components::{Act, Field, For, Form, cast};
use crate::live::Live;
use crate::text::{ballots, staff};

/// Shows the poll: the question, how many have voted, and once it is shown the result.
#[component]
pub fn PollCard() -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), ballots::of(live.lang));
    let staff = staff::of(live.lang);
    let wanting = Memo::new(move |_| {
        live.poll.with(|poll| poll.paper_count_missing && matches!(poll.state, State::Closed | State::Sealed))
    });
    let poll = Memo::new(move |_| live.poll.with(|poll| poll.poll));
    let state = Memo::new(move |_| live.poll.with(|poll| poll.state));
    let counted = Memo::new(move |_| live.poll.with(|poll| poll.counts.is_some()));
    let shown = Memo::new(move |_| live.poll.with(|poll| poll.shown));
    // What is open or not yet shown is seen through first.
    let prepared = Memo::new(move |_| {
        let first = live.poll.with(|poll| poll.prepared.first().map(|prepared| prepared.poll));
        let busy = matches!(state.get(), State::Open | State::Closed)
            || state.get() == State::Sealed && !counted.get();
        first.filter(|_| !busy)
    });
    let turnout = move || {
        let here = live.attendance.with(|panel| panel.residents + panel.officials);
        live.poll.with(|poll| cast(t, words, poll, here))
    };
    let said = move || match state.get() {
        State::Sealed if shown.get() => t.result_is_shown.to_owned(),
        state => match live.poll.with(|poll| poll.closes) {
            Some(closes) => (t.poll_closes)(closes),
            None => (common.poll_state)(state).to_owned(),
        },
    };
    let question = move || live.poll.with(|poll| poll.title().to_owned());
    let counts = move || {
        live.poll.with(|poll| {
            let counts = poll.counts.as_ref()?;
            let ticked = poll.questions.iter().zip(counts).filter(|(asked, _)| !asked.options.is_empty());
            let several = ticked.clone().count() > 1;
            let one = |(asked, count): (&meeting::poll::Question, &meeting::poll::Count)| {
                let most = count.answered.max(1);
                let rows = asked.options.iter().zip(&count.ticks).map(|(option, ticks)| {
                    view! {
                        <li>
                            <span>{option.clone()}</span>
                            <progress value=ticks.to_string() max=most.to_string()></progress>
                            <b>{ticks.to_string()}</b>
                        </li>
                    }
                });
                let title = several.then(|| view! { <p class="about">{asked.title.clone()}</p> });
                view! {
                    {title}
                    <ul class="counts" data-testid="poll-counts">{rows.collect_view()}</ul>
                }
            };
            Some(ticked.map(one).collect_view())
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
                <span class:hidden=move || prepared.get().is_none()>
                    <Act
                        testid="open-poll"
                        key="Q"
                        label=t.open_poll
                        ask=move |()| Some(Command::OpenPoll { poll: prepared.get_untracked()? }.into())
                    />
                    // What will not be asked any more does not stand in the way of the next step.
                    <Act
                        testid="remove-poll"
                        class="quiet"
                        label=staff.remove_poll
                        confirm=Signal::derive(move || Some(staff.remove_poll_sure.to_owned()))
                        ask=move |()| Some(Command::RemovePoll { poll: prepared.get_untracked()? }.into())
                    />
                </span>
                <span class:hidden=unless(|state, _, _| state == State::Open)>
                    <Act
                        testid="close-poll"
                        key="Q"
                        label=t.close_poll
                        confirm=Signal::derive(move || Some(t.close_poll_sure.to_owned()))
                        ask=move |()| Some(Command::ClosePoll { poll: poll.get_untracked() }.into())
                    />
                </span>
                <span class:hidden=unless(|state, _, shown| state == State::Sealed && !shown)>
                    <Act
                        testid="show-result"
                        key="Q"
                        label=t.show_result
                        ask=move |()| Some(Command::ShowResult { poll: poll.get_untracked() }.into())
                    />
                </span>
            </div>
            <p class="about wanting" class:hidden=move || !wanting.get() data-testid="papers-wanting">
                {words.wanting}
            </p>
            {counts}
            <Uncounted />
            <More />
        </section>
    }
    .into_any()
}

/// Lists polls that were closed before the one the hall looks at, and whose result is still to be shown.
#[component]
fn Uncounted() -> AnyView {
    let live = Live::here();
    let (t, words) = (live.words(), ballots::of(live.lang));
    let others = Memo::new(move |_| live.poll.with(|poll| poll.uncounted.clone()));
    let open = Memo::new(move |_| live.poll.with(|poll| poll.state == State::Open));
    let one = move |other: UncountedPoll| {
        let UncountedPoll { poll, title, paper_count_missing, .. } = other;
        let wanting = paper_count_missing.then(|| view! { <span class="about">{words.wanting}</span> });
        view! {
            <li class="actions">
                <span class="grow" title=title.clone()>{title.clone()}</span>
                {wanting}
                <Act
                    testid="show-earlier-result"
                    class="quiet"
                    label=t.show_result
                    ask=move |()| Some(Command::ShowResult { poll }.into())
                />
            </li>
        }
    };
    view! {
        // While the hall fills a ballot it does not look at another result.
        <div class="uncounted" class:hidden=move || others.with(Vec::is_empty) || open.get() data-testid="uncounted">
            <p class="about">{words.uncounted}</p>
            <ul>
                <For each=move || others.get() key=|other| (other.poll, other.paper_count_missing) children=one />
            </ul>
        </div>
    }
    .into_any()
}

/// What is rarely done: opens a show of hands, opens a poll again or discards it, each with why.
#[component]
fn More() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let poll = Memo::new(move |_| live.poll.with(|poll| poll.poll));
    let state = Memo::new(move |_| live.poll.with(|poll| poll.state));
    let counted = Memo::new(move |_| live.poll.with(|poll| poll.counts.is_some()));
    let shown = Memo::new(move |_| live.poll.with(|poll| poll.shown));
    let over = Memo::new(move |_| live.head.with(|head| head.phase == Phase::Closed));
    let (title, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let show_of_hands = Form::new("hands").field("title", title).begin();
    let why_form = Form::new("poll-reason").field("reason", reason).begin();
    let asked = move || {
        let typed = title.get_untracked();
        if typed.trim().is_empty() { t.show_of_hands_default.to_owned() } else { typed }
    };
    let why = move || reason.get_untracked();
    // It lies over the poll's own buttons, which are wanted next.
    let details = NodeRef::<leptos::html::Details>::new();
    let done = move |()| {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let begun = move || matches!(state.get(), State::Open | State::Closed | State::Sealed);
    view! {
        <details class="poll-more" node_ref=details>
            <summary data-testid="poll-more">{t.poll_more}</summary>
            <div class="more">
            <div class="actions" class:hidden=move || state.get() == State::Open>
                <Field testid="hands-title" class="grow" label=t.show_of_hands_title value=title most=validate::TITLE />
                <Act
                    testid="ask-hands"
                    label=t.open_show_of_hands
                    ask=move |()| Some(Command::OpenShowOfHands { title: asked() }.into())
                    form=show_of_hands
                    done=done
                />
            </div>
            <div class="actions" class:hidden=move || !begun()>
                <Field testid="poll-reason" class="grow" label=t.poll_reason value=reason most=validate::TITLE />
                <span class:hidden=move || state.get() != State::Sealed || counted.get()>
                    <Act
                        testid="reopen-poll"
                        class="quiet"
                        label=t.reopen_poll
                        ask=move |()| Some(Command::ReopenPoll { poll: poll.get_untracked(), reason: why() }.into())
                        form=why_form
                        done=done
                    />
                </span>
                <Act
                    testid="discard-poll"
                    class="quiet"
                    label=t.discard_poll
                    confirm=Signal::derive(move || Some(t.discard_poll_sure.to_owned()))
                    ask=move |()| Some(Command::DiscardPoll { poll: poll.get_untracked(), reason: why() }.into())
                    form=why_form
                    done=done
                />
            </div>
            <div class="actions">
            // What the hall has read and gone home with is not taken back.
                <span class:hidden=move || !shown.get() || over.get()>
                    <Act
                        testid="hide-result"
                        class="quiet"
                        label=t.hide_result
                        ask=move |()| Some(Command::HideResult { poll: poll.get_untracked() }.into())
                    />
                </span>
            </div>
            </div>
        </details>
    }
    .into_any()
}
