//! Parts that several screens share.

use leptos::prelude::*;
use meeting::panel::{PollPanel, SpeechView};
use meeting::poll::{self, Apart, Count, Kind, Question, tenths};
use meeting::speakers::Clock;

use crate::text::ballots::Ballots;
use crate::text::common::clock_face;
use crate::text::screens::Hall;

/// The share of the given time that is left, in thousandths, for the bar.
fn share(left_ms: i64, allotted_ms: i64) -> i64 {
    (left_ms.max(0) * 1000 / allotted_ms.max(1)).min(1000)
}

/// Renders the time of a speech. What runs is given as its deadline: the script counts, and without one the time until
/// when is what is true for as long as the page stands.
pub(super) fn countdown(words: &'static Hall, speech: &SpeechView) -> impl IntoView + use<> {
    let (deadline, left, word, digits, share) = match speech.clock {
        Clock::Running { deadline } => {
            (Some(deadline.0.to_string()), None, None, (words.until)(deadline), 1000)
        }
        Clock::Paused { left_ms } | Clock::Ended { left_ms } => {
            let word = if left_ms <= -1000 { words.paused_over } else { words.paused };
            (
                None,
                Some(left_ms.to_string()),
                Some(word),
                clock_face(left_ms),
                share(left_ms, speech.allotted_ms),
            )
        }
    };
    view! {
        <p
            class="countdown"
            role="timer"
            data-testid="countdown"
            data-deadline=deadline
            data-left=left
            data-allotted=speech.allotted_ms.to_string()
        >
            <span>{word}</span>
            " "
            <b>{digits}</b>
            {bar(share)}
        </p>
    }
}

/// Number of those who ask the same that are named.
const NAMED: usize = 3;

/// Renders those who ask the same as who speaks.
pub(super) fn agreeing(words: &'static Hall, speech: &SpeechView) -> Option<impl IntoView + use<>> {
    let names = speech.agreeing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = speech.agreeing.len().saturating_sub(NAMED);
    (!names.is_empty())
        .then(|| view! { <p class="agreeing" data-testid="agreeing">{(words.agreeing)(&names, more)}</p> })
}

/// Renders a bar filled to so many thousandths. The words beside it say the same, so a screen reader leaves it out.
pub(super) fn bar(thousandths: i64) -> impl IntoView {
    let share = thousandths.clamp(0, 1000) as f64 / 1000.0;
    view! { <progress value=share.to_string() aria-hidden="true"></progress> }
}

/// Says a part of all in percent; `None` of nothing.
pub(super) fn percent(words: &'static Hall, part: u32, all: u32) -> Option<String> {
    tenths(part, all).map(words.percent)
}

/// Renders the count of a poll, question by question in the order of the ballot, if the hall may see it. The first
/// question stands above it already. What takes more than so many `rows` is left out, and that is said. `by_channel`
/// stands behind the number of all ballots; `bar` draws a share in thousandths.
pub(super) fn result(
    words: &'static Hall,
    poll: &PollPanel,
    rows: usize,
    by_channel: Option<String>,
    bar: fn(u32) -> AnyView,
) -> Option<impl IntoView + use<>> {
    let counts = poll.counts.as_ref().filter(|_| poll.shown)?;
    let ticked = poll.questions.iter().zip(counts).enumerate();
    let mut ticked: Vec<_> = ticked.filter(|(_, (question, _))| !question.options.is_empty()).collect();
    let mut taken = 0;
    let fitting = ticked.iter().take_while(|(_, (question, _))| {
        taken += question.options.len() + 1;
        taken <= rows
    });
    // The first is shown however long it is.
    let fitting = fitting.count().max(1);
    let more = (ticked.len() > fitting)
        .then(|| view! { <p class="summary" data-testid="more">{words.more_results}</p> });
    ticked.truncate(fitting);
    let all = poll.cast;
    let one = |(index, (question, count)): (usize, (&Question, &Count))| {
        let title = (index > 0).then(|| view! { <h3>{question.title.clone()}</h3> });
        let percent = |part: u32| percent(words, part, count.answered);
        let row = |(option, part): (&String, &u32)| {
            view! {
                <li>
                    <span>{option.clone()}</span>
                    {bar(tenths(*part, count.answered).unwrap_or(0))}
                    {percent(*part).map(|percent| view! { <b>{percent}</b> })}
                    " "
                    <small>{(words.ballots)(*part)}</small>
                </li>
            }
        };
        let rows: Vec<_> = question.options.iter().zip(&count.ticks).map(row).collect();
        let median = count.median().filter(|_| question.kind == Kind::Scale);
        let summary = median.and_then(|median| question.options.get(median)).and_then(|median| {
            let satisfied = percent(count.satisfied())?;
            Some(view! { <p class="summary" data-testid="summary">{(words.satisfied)(&satisfied, median)}</p> })
        });
        // Where some left it blank the shares are of the rest.
        let base = (count.answered != all && count.answered > 0)
            .then(|| view! { <p class="summary" data-testid="base">{(words.share_of)(count.answered)}</p> });
        view! {
            {title}
            <ol class="bars" data-testid="result">{rows}</ol>
            {base}
            {summary}
        }
    };
    Some(view! {
        {ticked.into_iter().map(one).collect::<Vec<_>>()}
        {more}
        <p class="total">
            {(words.all_ballots)(poll.cast)}
            {by_channel}
            " · "
            <small>{(words.counted_by)(poll.right)}</small>
        </p>
    })
}

/// How many ballots came by which channel, in brackets; left out where all came by one.
pub(super) fn by_channel(ballots: &'static Ballots, apart: &[Apart]) -> Option<String> {
    let one =
        |apart: &Apart| format!("{} {}", ballots.channels(&apart.channels).to_lowercase(), apart.ballots);
    let all: Vec<_> = apart.iter().map(one).collect();
    (all.len() > 1).then(|| format!(" ({})", all.join(", ")))
}

/// Renders when an open poll closes by itself: counted down by the script, and without one the time of day.
pub(super) fn closes(words: &'static Hall, poll: &PollPanel) -> Option<impl IntoView + use<>> {
    let closes = poll.closes.filter(|_| poll.state == poll::State::Open)?;
    let allotted = i64::from(poll.closes_after.unwrap_or_default()) * 60_000;
    Some(view! {
        <p class="closes" data-testid="closes">
            {words.closes}
            " "
            <span
                class="timer"
                role="timer"
                data-deadline=closes.0.to_string()
                data-allotted=allotted.to_string()
            >
                <span></span>
                " "
                <b>{(words.until)(closes)}</b>
            </span>
        </p>
    })
}

/// The sentence about a poll that is closed and whose count is not to be seen.
pub(super) fn closed(words: &'static Hall, poll: &PollPanel) -> &'static str {
    if poll.withheld { words.withheld } else { words.poll_closed }
}

/// The name of the poll's state in the style sheet.
pub(super) fn poll_state(poll: &PollPanel) -> &'static str {
    match poll.state {
        poll::State::Prepared | poll::State::Discarded => "prepared",
        poll::State::Open => "open",
        poll::State::Sealed if poll.shown && poll.counts.is_some() => "shown",
        poll::State::Closed | poll::State::Sealed => "closed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_never_leaves_its_frame() {
        assert_eq!([share(-5, 10), share(5, 10), share(20, 10), share(5, 0)], [0, 500, 1000, 1000]);
    }
}
