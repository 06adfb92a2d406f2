//! Renders the projector's panels. Texts that may be long carry a size, so that they fill the wall and fit it.

use leptos::prelude::*;
use meeting::agenda::ItemState;
use meeting::opinions::Outcome;
use meeting::panel::{
    AgendaPanel, ConclusionView, Floor, Head, ItemView, PollPanel, ScenePanel, SpeakersPanel, Waiting,
};
use meeting::poll::{Kind, Purpose};
use meeting::projector::Scene;
use meeting::speakers::Clock;

use super::super::shared;
use super::scene_name;
use crate::text::ballots::Ballots;
use crate::text::common::Common;
use crate::text::screens::{Hall, Projector};

/// Number of those who wait that are named.
const NAMED: usize = 3;
/// Number of items that are named behind the one that is on.
const BEHIND: usize = 3;
/// Number of conclusions that are shown at once.
const CONCLUDED: usize = 4;

/// The size at which a text may be set, by its length: the style sheet has one for each.
fn size(text: &str) -> &'static str {
    match text.chars().count() {
        0..=24 => "xl",
        25..=60 => "l",
        61..=110 => "m",
        111..=180 => "s",
        _ => "xs",
    }
}

/// Renders a message word by word: what reads as one, like the number plate of a car, stays on one line.
fn unbroken(message: &str) -> impl IntoView + use<> {
    let word = |word: &str| {
        let read_as_one = word.contains('-') && word.chars().any(|c| c.is_ascii_digit());
        if read_as_one && word.chars().count() <= 24 {
            view! { <span class="unbroken">{word.to_owned()}</span> }.into_any()
        } else {
            word.to_owned().into_any()
        }
    };
    message.split_inclusive(' ').map(word).collect::<Vec<_>>()
}

/// Whether someone speaks, as a name in the style sheet.
pub(super) fn speech_state(floor: &Floor) -> &'static str {
    match floor.speech.as_ref().map(|speech| speech.clock) {
        None | Some(Clock::Ended { .. }) => "none",
        Some(Clock::Running { .. }) => "running",
        Some(Clock::Paused { .. }) => "paused",
    }
}

/// Whether people may put themselves on the list, as a name in the style sheet.
pub(super) fn list_state(speakers: &SpeakersPanel) -> &'static str {
    if speakers.open { "open" } else { "closed" }
}

/// Renders what the meeting is.
pub(super) fn head(hall: &'static Hall, head: &Head) -> impl IntoView + use<> {
    let venue = (!head.venue.is_empty()).then(|| view! { <p class="venue">{head.venue.clone()}</p> });
    let starts = head.starts.map(|starts| view! { <p class="venue">{(hall.when)(starts)}</p> });
    view! {
        <h1 class=size(&head.title) data-testid="title">{head.title.clone()}</h1>
        {venue}
        {starts}
    }
}

/// Renders the scene, and the words only it shows.
pub(super) fn scene(
    common: &'static Common,
    projector: &'static Projector,
    scene: &ScenePanel,
) -> impl IntoView + use<> {
    let name = scene_name(&scene.scene);
    let words = match &scene.scene {
        Scene::Message(message) => {
            view! { <p class=format!("message {}", size(message)) data-testid="message">{unbroken(message)}</p> }
                .into_any()
        }
        Scene::Closing => view! {
            <p class="thanks" data-testid="thanks">{projector.thanks}</p>
            <p class="farewell">{projector.farewell}</p>
        }
        .into_any(),
        Scene::Break => view! {
            <p class="label">{projector.pause}</p>
            <p class="clock" data-testid="clock"></p>
            <p class="farewell" data-testid="resumes">
                {scene.resumes.map_or_else(|| projector.resumes_soon.to_owned(), projector.resumes)}
            </p>
        }
        .into_any(),
        Scene::Minutes => view! {
            <p class="label">{projector.minutes}</p>
            <p class="message l" data-testid="reading">{projector.reading}</p>
            <p class="farewell">{projector.listen}</p>
        }
        .into_any(),
        Scene::Conclusions => conclusions(common, projector, &scene.conclusions).into_any(),
        _ => ().into_any(),
    };
    view! {
        <i data-set-follows=name data-testid="scene" data-scene=name></i>
        {words}
    }
}

/// Renders what was concluded last, who sees to it and by when. Opinions are concluded in their order, so the last of
/// them are what is being read out.
fn conclusions(
    common: &'static Common,
    projector: &'static Projector,
    all: &[ConclusionView],
) -> impl IntoView + use<> {
    let decided: Vec<_> = all.iter().filter_map(|one| Some((one, one.outcome.as_ref()?))).collect();
    let one = |(one, outcome): &(&ConclusionView, &Outcome)| {
        let hamlet = (!one.hamlet.is_empty()).then(|| view! { <small>{one.hamlet.clone()}</small> });
        let said = (common.outcome)(outcome);
        let class = format!("said {}", size(&said));
        view! {
            <li>
                <b>{one.opinion.to_string()}</b>
                <p class="who"><span>{one.name.clone()}</span> " " {hamlet}</p>
                <p class=class>{said}</p>
            </li>
        }
    };
    let shown = &decided[decided.len().saturating_sub(CONCLUDED)..];
    view! {
        <p class="label" data-testid="concluded">{(projector.conclusions)(decided.len(), all.len())}</p>
        <ol class="conclusions" data-testid="conclusions">{shown.iter().map(one).collect::<Vec<_>>()}</ol>
    }
}

/// Renders where the meeting stands: the item that is on, large, between its neighbours.
pub(super) fn agenda(
    hall: &'static Hall,
    projector: &'static Projector,
    agenda: &AgendaPanel,
) -> impl IntoView + use<> {
    let all = agenda.items.len();
    let items = agenda.items.iter().filter(|item| item.part == 0).count();
    // Of an item and its part that are on, the part stands behind.
    let running = agenda.items.iter().rposition(|item| item.state == ItemState::Running);
    let next = agenda.items.iter().position(|item| Some(item.id) == agenda.next);
    let heading = if running.is_some() { projector.on_now } else { projector.next_item };
    let centre = running.or(next);
    let before = centre.unwrap_or(all).checked_sub(1).and_then(|index| agenda.items.get(index));
    let behind = centre.map_or(all, |centre| centre + 1);
    let neighbour = |item: &ItemView| {
        let state = item_state(item.state);
        view! {
            <li data-state=state>
                <b>{item.label()}</b>
                " "
                <span>{item.title.clone()}</span>
            </li>
        }
    };
    let large = centre.and_then(|centre| agenda.items.get(centre)).map(|item| {
        let lead = (!item.lead.is_empty()).then(|| view! { <p class="lead">{item.lead.clone()}</p> });
        view! {
            <div class="on">
                <p class="label">{format!("{heading} · {}", (hall.item_of)(&item.label(), items))}</p>
                <h2 class=size(&item.title) data-testid="current-item">{item.title.clone()}</h2>
                {lead}
            </div>
        }
    });
    let steps = agenda
        .items
        .iter()
        .filter(|item| item.part == 0)
        .map(|item| view! { <i data-state=item_state(item.state)></i> });
    view! {
        <div class="steps" aria-hidden="true">{steps.collect::<Vec<_>>()}</div>
        <ol class="past">{before.map(neighbour)}</ol>
        {large}
        <ol class="coming">{agenda.items.iter().skip(behind).take(BEHIND).map(neighbour).collect::<Vec<_>>()}</ol>
    }
}

fn item_state(state: ItemState) -> &'static str {
    match state {
        ItemState::Pending => "pending",
        ItemState::Running => "running",
        ItemState::Done => "done",
        ItemState::Skipped => "skipped",
    }
}

/// Renders the item that is on and who speaks.
pub(super) fn floor(
    hall: &'static Hall,
    projector: &'static Projector,
    floor: &Floor,
) -> impl IntoView + use<> {
    let item = floor.item.as_ref().map(|item| {
        view! {
            <p class="item" data-testid="floor-item">
                <b>{(hall.item_of)(&item.label(), floor.items)}</b>
                {format!(" {}", item.title)}
            </p>
        }
    });
    let speech = floor.speech.as_ref().map(|speech| {
        let hamlet =
            (!speech.hamlet.is_empty()).then(|| view! { <p class="hamlet">{speech.hamlet.clone()}</p> });
        view! {
            <div class="speech" data-testid="speaking-now">
                <p class="label">{(hall.has_floor)(speech.purpose)}</p>
                <p class=format!("name {}", size(&speech.name))>{speech.name.clone()}</p>
                {hamlet}
                {speech.answers.as_ref().map(|name| view! { <p class="answers">{(projector.answers)(name)}</p> })}
                {shared::agreeing(hall, speech)}
                {shared::countdown(hall, speech)}
            </div>
        }
    });
    view! {
        <i data-set-speech=speech_state(floor)></i>
        {item}
        {speech}
    }
}

/// Renders who speaks next, and how to come on the list.
pub(super) fn speakers(projector: &'static Projector, speakers: &SpeakersPanel) -> impl IntoView + use<> {
    let waiting = |waiting: &Waiting| {
        let hamlet = (!waiting.hamlet.is_empty()).then(|| view! { <small>{waiting.hamlet.clone()}</small> });
        view! {
            <li data-key=waiting.request.to_string() data-called=waiting.called.then_some("yes")>
                <b>{waiting.number()}</b>
                " "
                <span class=size(&waiting.name)>{waiting.name.clone()}</span>
                {hamlet}
            </li>
        }
    };
    let all = speakers.waiting.len();
    // Who was called is on the way to the lectern, wherever they stand on the list.
    let called = speakers.waiting.iter().filter(|one| one.called);
    let is_called = called.clone().next().is_some();
    let named = called.chain(speakers.waiting.iter().filter(|one| !one.called)).take(NAMED);
    let list = match (speakers.open, speakers.last_call) {
        (true, Some(until)) => (projector.last_call)(until),
        (true, None) => projector.list_open.to_owned(),
        (false, _) => projector.list_closed.to_owned(),
    };
    let rest = match all {
        0 => Some(projector.nobody_waits.to_owned()),
        all if all > NAMED => Some((projector.more_wait)(all - NAMED)),
        _ => None,
    };
    view! {
        <i data-set-list=list_state(speakers)></i>
        <h2 class="during">{projector.next_speakers}</h2>
        <h2 class="between">{if is_called { projector.called } else { projector.next_speaker }}</h2>
        <p class=if all == 0 { "rest nobody" } else { "rest" }>{rest}</p>
        <ol class="next" data-testid="next-speakers">
            {named.map(waiting).collect::<Vec<_>>()}
        </ol>
        <p class="list" data-testid="list-state">
            {list}
        </p>
    }
}

/// Number of free words that fit beside a result.
const REMARKS: usize = 3;

/// Number of rows of a result that fit a wall: options, and a row for each question.
const ROWS: usize = 14;

/// Renders the question; how many have voted while it is open; the count once it is shown.
pub(super) fn poll(
    hall: &'static Hall,
    projector: &'static Projector,
    ballots: &'static Ballots,
    poll: &PollPanel,
) -> impl IntoView + use<> {
    let state = shared::poll_state(poll);
    let heading = match (state, poll.purpose) {
        ("shown", _) => projector.result,
        (_, Purpose::ShowOfHands) => projector.show_of_hands,
        (_, Purpose::Satisfaction) => projector.poll,
    };
    let how =
        if poll.purpose == Purpose::ShowOfHands { projector.how_to_raise } else { projector.how_to_vote };
    let standing = match state {
        "prepared" => view! { <p class="standing">{projector.poll_soon}</p> }.into_any(),
        "open" => view! {
            <p class="turnout" data-testid="turnout">
                <b>{poll.cast.to_string()}</b>
                {format!(" {}", projector.turnout)}
            </p>
            <p class="standing">{how}</p>
            {shared::closes(hall, poll)}
        }
        .into_any(),
        "closed" => view! {
            <p class="turnout" data-testid="turnout">
                <b>{poll.cast.to_string()}</b>
                {format!(" {}", projector.turnout)}
            </p>
            <p class="standing" data-testid="poll-closed">{shared::closed(hall, poll)}</p>
        }
        .into_any(),
        _ => ().into_any(),
    };
    // Before it is asked the wall says no more than that it comes.
    let title = poll.title();
    let question = (!title.is_empty())
        .then(|| view! { <h2 class=size(title) data-testid="poll-question">{title.to_owned()}</h2> });
    view! {
        <i data-set-poll=state></i>
        <p class="label">{heading}</p>
        {question}
        {standing}
        {shared::result(hall, poll, ROWS, None, |share| shared::bar(i64::from(share)).into_any())}
        {behind(hall, ballots, poll)}
    }
}

/// Renders what stands behind a result that is shown: each channel apart, the paper ballots, the turnout, and the free
/// words that were published.
fn behind(hall: &'static Hall, ballots: &'static Ballots, poll: &PollPanel) -> Option<impl IntoView + use<>> {
    poll.counts.as_ref().filter(|_| poll.shown)?;
    let scale = poll.questions.iter().position(|question| question.kind == Kind::Scale);
    let apart = poll.apart.iter().filter(|_| poll.apart.len() > 1).map(|apart| {
        let name = ballots.channels(&apart.channels);
        let satisfied = scale.and_then(|scale| apart.counts.get(scale));
        let satisfied = satisfied.and_then(|count| shared::percent(hall, count.satisfied(), count.answered));
        (ballots.satisfied_apart)(&name, apart.ballots, satisfied.as_deref())
    });
    let turnout = (poll.present > 0 && poll.cast <= poll.present)
        .then(|| (ballots.of_present)(poll.cast, poll.present));
    let facts = apart.chain(poll.paper_ballots.map(ballots.paper_ballots)).chain(turnout);
    let facts: Vec<_> = facts.map(|fact| view! { <li>{fact}</li> }).collect();
    let remark = |words: &String| view! { <li class=size(words)>{format!("“{words}”")}</li> };
    let remarks: Vec<_> = poll.words.iter().rev().take(REMARKS).map(remark).collect();
    let facts = (!facts.is_empty()).then(|| view! { <ul class="behind" data-testid="behind">{facts}</ul> });
    let remarks =
        (!remarks.is_empty()).then(|| view! { <ul class="remarks" data-testid="remarks">{remarks}</ul> });
    Some(view! {
        {facts}
        {remarks}
    })
}
