//! The phone's panels. What is pushed to every phone is kept short, and in an order that keeps a small
//! change a small splice: what changes together stands together.

use crate::address;
use leptos::prelude::*;
use meeting::PollId;
use meeting::agenda::{Attachment, Content, ItemState, Phase};
use meeting::panel::{
    AgendaPanel, BallotPanel, BallotView, Floor, Head, ItemView, Mine, MyWritten, PollPanel, SpeakersPanel,
    SpeechView, Waiting,
};
use meeting::poll::{Kind, Purpose, Question, Right};
use meeting::validate;

use super::super::shared;
use crate::components::TextArea;
use crate::text::ballots::Ballots;
use crate::text::screens::{Hall, Phone};

/// How many of those who wait are named.
const NAMED: usize = 3;

/// A phase as the style sheet knows it.
pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepared => "prepared",
        Phase::Open => "open",
        Phase::Closed => "closed",
    }
}

/// Whether people may put themselves on the list, as the style sheet knows it.
pub(super) fn list_state(speakers: &SpeakersPanel) -> &'static str {
    if speakers.open { "open" } else { "closed" }
}

/// Yes or no, as the style sheet knows it.
pub(super) fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// Whether written opinions are taken, as the style sheet knows it.
pub(super) fn intake(head: &Head) -> &'static str {
    if head.intake { "open" } else { "closed" }
}

/// What the meeting is and whether it is on.
pub(super) fn head(hall: &'static Hall, phone: &'static Phone, head: &Head) -> impl IntoView + use<> {
    let begins = head.starts.filter(|_| head.phase == Phase::Prepared);
    let begins = begins.map(|starts| view! { <p>{(phone.begins)(&(hall.when)(starts))}</p> });
    let standing = match head.phase {
        Phase::Prepared => Some(hall.not_open),
        Phase::Open => None,
        Phase::Closed => Some(hall.closed),
    };
    let venue = (!head.venue.is_empty()).then(|| view! { <p class="venue">{head.venue.clone()}</p> });
    view! {
        <i data-set-phase=phase(head.phase) data-set-intake=intake(head)></i>
        <h1 data-testid="title">{head.title.clone()}</h1>
        {venue}
        {standing.map(|standing| view! { <p class="phase" data-testid="phase">{standing}</p> })}
        {begins}
    }
}

/// What is on and who speaks.
pub(super) fn floor(hall: &'static Hall, phone: &'static Phone, floor: &Floor) -> impl IntoView + use<> {
    let item = match &floor.item {
        Some(item) => current_item(hall, phone, item, floor.items).into_any(),
        // Before the opening and after the closing the style sheet leaves this out.
        None => view! { <p class="between" data-testid="between-items">{hall.between_items}</p> }.into_any(),
    };
    let speech = floor.speech.as_ref().map(|speech| speaking(hall, speech));
    view! {
        {item}
        {speech}
    }
}

fn current_item(
    hall: &'static Hall,
    phone: &'static Phone,
    item: &ItemView,
    items: usize,
) -> impl IntoView + use<> {
    view! {
        <p class="label">{format!("{} · {}", phone.on_now, (hall.item_of)(&item.label(), items))}</p>
        <h2 data-testid="current-item">{item.title.clone()}</h2>
    }
}

fn speaking(hall: &'static Hall, speech: &SpeechView) -> impl IntoView + use<> {
    let hamlet = (!speech.hamlet.is_empty()).then(|| view! { <p>{speech.hamlet.clone()}</p> });
    view! {
        <div class="speech" data-testid="speaking-now">
            <p class="label">{(hall.has_floor)(speech.purpose)}</p>
            <p class="name">{speech.name.clone()}</p>
            {hamlet}
            {shared::agreeing(hall, speech)}
            {shared::countdown(hall, speech)}
        </div>
    }
}

/// Who waits. The order of all is one attribute, from which each phone reads its own place.
pub(super) fn speakers(phone: &'static Phone, speakers: &SpeakersPanel) -> impl IntoView + use<> {
    let waiting = |waiting: &Waiting| {
        let hamlet = (!waiting.hamlet.is_empty()).then(|| view! { <small>{waiting.hamlet.clone()}</small> });
        view! {
            <li data-key=waiting.request.to_string()>
                <b>{waiting.number()}</b>
                " "
                <span>{waiting.name.clone()}</span>
                {hamlet}
            </li>
        }
    };
    let order = speakers.waiting.iter().map(|waiting| waiting.request.to_string()).collect::<Vec<_>>();
    let rest = match order.len() {
        0 => Some(phone.nobody_waits.to_owned()),
        all if all > NAMED => Some((phone.more_wait)(all - NAMED)),
        _ => None,
    };
    let closed = (!speakers.open)
        .then(|| view! { <p class="card closed" data-testid="list-closed">{phone.list_closed}</p> });
    let last_call = speakers.last_call.filter(|_| speakers.open);
    let last_call = last_call
        .map(|until| view! { <p class="until" data-testid="last-call">{(phone.last_call)(until)}</p> });
    view! {
        <i data-set-list=list_state(speakers)></i>
        {closed}
        {last_call}
        <h2>{phone.waiting}</h2>
        <ol class="waiting" data-testid="waiting">
            {speakers.waiting.iter().take(NAMED).map(waiting).collect::<Vec<_>>()}
        </ol>
        <p data-order=order.join(" ")>{rest}</p>
    }
}

/// The question, and the count once it is shown. How many have voted is left out: it would be pushed to
/// every phone at every ballot.
pub(super) fn poll(
    hall: &'static Hall,
    phone: &'static Phone,
    ballots: &'static Ballots,
    poll: &PollPanel,
) -> impl IntoView + use<> {
    let state = shared::poll_state(poll);
    let label = if poll.purpose == Purpose::ShowOfHands { phone.show_of_hands } else { phone.poll };
    let question = (state != "prepared").then(|| {
        view! {
            <p class="label">{label}</p>
            <h2 id="question" data-testid="poll-question">{poll.title().to_owned()}</h2>
        }
    });
    let asked_by = (state == "open" && !poll.asked_by.is_empty())
        .then(|| view! { <p class="lead">{(phone.asked_by)(&poll.asked_by)}</p> });
    let right = (state == "open" && poll.right != Right::Device)
        .then(|| view! { <p class="lead">{(hall.counted_by)(poll.right)}</p> });
    let closed =
        (state == "closed").then(|| view! { <p data-testid="poll-closed">{shared::closed(hall, poll)}</p> });
    let result = (state == "shown").then(|| view! { <p class="label">{phone.result}</p> });
    // The question stands first: it stays, so what is pushed when the count is shown begins behind it.
    view! {
        {question}
        {asked_by}
        {right}
        {shared::closes(hall, poll)}
        {closed}
        {result}
        {shared::result(hall, poll, usize::MAX, shared::by_channel(ballots, &poll.apart), bar)}
        <i data-set-poll=state data-set-ballot=poll.poll.to_string() data-set-changes=yes(poll.changes)></i>
    }
}

/// A share of a result as a bar, in steps of two percent: see `style/phone/bars.css`. As `<progress>` five of them would
/// take a result over what may be pushed to every phone.
fn bar(thousandths: u32) -> AnyView {
    view! { <i class=format!("w{}", (thousandths + 10) / 20)></i> }.into_any()
}

/// Those in which it stands and no other is offered, as the root says it.
pub(super) fn locked(mine: &Mine) -> String {
    list(&mine.locked)
}

/// The polls in whose urn one's ballot is, as the root says it.
pub(super) fn votes(mine: &Mine) -> String {
    list(&mine.voted)
}

/// The polls in which one has taken a paper, as the root says it.
pub(super) fn paper_ballots(mine: &Mine) -> String {
    list(&mine.paper_ballots)
}

fn list(polls: &[PollId]) -> String {
    polls.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// What the ballot asks, in the middle of its form. The first question stands above the form. `typed` is what a ballot held that was refused,
/// field by field.
pub(in crate::screens) fn ballot(
    phone: &'static Phone,
    panel: &BallotPanel,
    typed: &[(String, String)],
) -> impl IntoView + use<> {
    // Of another poll nothing that is ticked or typed stays.
    let one = |ballot: &BallotView| {
        let poll = ballot.poll.to_string();
        // Nor of another person at the tablet.
        let key = ballot.voter.map_or_else(|| poll.clone(), |voter| format!("{poll}-{voter}"));
        let held = |name: &str| typed.iter().find(|(known, _)| known == name).map(|(_, held)| held.as_str());
        let voter = ballot.voter.map(|voter| voter.to_string());
        let is_this = held("poll") == Some(&poll) && held("voter") == voter.as_deref();
        let typed = if is_this { typed } else { &[] };
        let voter = voter.map(|voter| {
            view! { <input type="hidden" name="voter" value=voter/> }
        });
        view! {
            <fieldset data-key=key>
                <input type="hidden" name="poll" value=poll/>
                {voter}
                {questions(phone, ballot, typed)}
            </fieldset>
        }
    };
    panel.ballots.iter().map(one).collect::<Vec<_>>()
}

fn questions(
    phone: &'static Phone,
    ballot: &BallotView,
    typed: &[(String, String)],
) -> impl IntoView + use<> {
    let tickable = ballot.questions.iter().filter(|question| !question.options.is_empty()).count();
    let one = |(index, question): (usize, &Question)| {
        let label = if index == 0 { "question".to_owned() } else { format!("q{}-{index}", ballot.poll) };
        let title = (index > 0 && question.kind != Kind::Text)
            .then(|| view! { <p class="asked" id=label.clone()>{question.title.clone()}</p> });
        let answer = match question.kind {
            Kind::Text => words(question, index, typed).into_any(),
            // With one thing to tick, a ballot without it says nothing; of several, each may be left blank.
            _ => ticks(phone, question, index, &label, tickable == 1, typed).into_any(),
        };
        view! {
            {title}
            {answer}
        }
    };
    ballot.questions.iter().enumerate().map(one).collect::<Vec<_>>()
}

fn ticks(
    phone: &'static Phone,
    question: &Question,
    index: usize,
    label: &str,
    required: bool,
    typed: &[(String, String)],
) -> impl IntoView + use<> {
    let name = format!("t{index}");
    let multiple = question.kind == Kind::Multiple;
    let last = question.options.len().saturating_sub(1).max(1);
    let option = |(tick, option): (usize, &String)| {
        let value = tick.to_string();
        let face = (question.kind == Kind::Scale).then(|| face(tick, last));
        view! {
            <label class="level">
                <input
                    type=if multiple { "checkbox" } else { "radio" }
                    name=name.clone()
                    value=value.clone()
                    checked=typed.iter().any(|(known, ticked)| *known == name && *ticked == value)
                    required=(required && !multiple).then_some("")
                    data-testid=format!("tick-{index}-{tick}")
                />
                {face}
                <span>{option.clone()}</span>
                <i></i>
            </label>
        }
    };
    let options: Vec<_> = question.options.iter().enumerate().map(option).collect();
    let hint = multiple.then(|| view! { <p class="hint">{phone.several}</p> });
    view! {
        <div role=if multiple { "group" } else { "radiogroup" } aria-labelledby=label.to_owned()>{options}</div>
        {hint}
    }
}

fn words(question: &Question, index: usize, typed: &[(String, String)]) -> impl IntoView + use<> {
    let name = format!("w{index}");
    let initial = typed.iter().find(|(known, _)| *known == name).map(|(_, words)| words.clone());
    view! {
        <label>
            <span>{question.title.clone()}</span>
            <TextArea
                testid="vote-words"
                label=question.title.clone()
                initial=initial.unwrap_or_default()
                rows=1
                most=validate::REMARK
                node=NodeRef::new()
                attr:name=name
            />
        </label>
    }
}

/// A face from smiling (the first level) to frowning (the last).
fn face(index: usize, last: usize) -> impl IntoView + use<> {
    let mood = 1.0 - 2.0 * index as f64 / last as f64;
    let (ends, middle) = (15.5 - 1.5 * mood, 15.5 + 3.5 * mood);
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="10.5"></circle>
            <path d=format!("M8.5 8v2M15.5 8v2M7 {ends}Q12 {middle} 17 {ends}")></path>
        </svg>
    }
}

/// Where the meeting stands on its agenda.
pub(super) fn agenda(phone: &'static Phone, code: &str, agenda: &AgendaPanel) -> impl IntoView + use<> {
    let item = |item: &ItemView| {
        let (state, word) = match item.state {
            ItemState::Pending => ("pending", ""),
            ItemState::Running => ("running", phone.item_on),
            ItemState::Done => ("done", phone.item_done),
            ItemState::Skipped => ("skipped", phone.item_skipped),
        };
        let word = (!word.is_empty()).then(|| view! { <small>{word}</small> });
        let paper = |paper: &Attachment| {
            let address = match &paper.content {
                Content::Link { url } => url.clone(),
                Content::File { digest, .. } => address::file(&code, &digest),
            };
            view! {
                <a class="paper" href=address target="_blank" rel="noopener noreferrer">
                    {format!("{}: {}", phone.paper, paper.title)}
                </a>
            }
        };
        view! {
            <li data-state=state class=(item.part > 0).then_some("part")>
                <b>{item.label()}</b>
                " "
                {item.title.clone()}
                {word}
                {item.attachments.iter().map(paper).collect::<Vec<_>>()}
            </li>
        }
    };
    view! { <ol class="agenda">{agenda.items.iter().map(item).collect::<Vec<_>>()}</ol> }
}

/// Whether one's own card holds what is to be seen whatever else is on: what one handed in, a door card.
pub(super) fn has_more(mine: &Mine) -> bool {
    !mine.written.is_empty() || mine.card.is_some()
}

/// What one has handed in, and what became of it.
fn written(phone: &'static Phone, all: &[MyWritten]) -> Option<impl IntoView + use<>> {
    let one = |one: &MyWritten| {
        let standing = if one.taken_up { phone.written_taken_up } else { phone.written_received };
        let answer = (!one.answer.is_empty()).then(|| {
            view! { <p class="answer">{format!("{} {}", phone.written_answered, one.answer)}</p> }
        });
        view! {
            <li>
                <p>{format!("“{}”", one.begins)}</p>
                <p><b>{standing}</b></p>
                {answer}
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <p class="label">{phone.my_written}</p>
            <ul class="written" data-testid="my-written">{all.iter().map(one).collect::<Vec<_>>()}</ul>
        }
    })
}

/// One's own number, ballot and written opinions. The place in the list is not here: it changes with everyone's.
pub(super) fn mine(phone: &'static Phone, mine: &Mine) -> impl IntoView + use<> {
    let request = mine.request.as_ref();
    let number = request.map(|request| request.id.to_string()).unwrap_or_default();
    let speaking = request.is_some_and(|request| request.speaking);
    let ticket = request.map(|request| {
        let heading = if speaking {
            view! { <p class="turn" data-testid="my-turn">{phone.my_turn}</p> }.into_any()
        } else if request.called {
            view! { <p class="turn" data-testid="my-call">{phone.called}</p> }.into_any()
        } else {
            let label = if mine.card.is_some() { phone.my_card_number } else { phone.my_number };
            view! { <p class="label">{label}</p> }.into_any()
        };
        // The number called is that of the door card, where there is one.
        let number = mine.card.map_or(request.id.0, |card| card.0);
        let merged = request.merged_with.as_ref().map(|who| {
            view! { <p data-testid="my-merged">{(phone.merged_with)(who)}</p> }
        });
        view! {
            {heading}
            <p class="number" data-testid="my-number">{number}</p>
            <p class="name">{request.name.clone()}</p>
            {merged}
        }
    });
    // Who waits reads the number of the card as the one they are called by.
    let card = mine.card.filter(|_| mine.card_voided || request.is_none()).map(|number| {
        let said = if mine.card_voided { phone.card_voided.to_owned() } else { (phone.my_card)(number.0) };
        view! { <p class="card-number" data-testid="my-card" data-void=yes(mine.card_voided)>{said}</p> }
    });
    let voted =
        (!mine.voted.is_empty()).then(|| view! { <p class="voted" data-testid="voted">{phone.voted}</p> });
    let on_paper = (!mine.paper_ballots.is_empty())
        .then(|| view! { <p class="on-paper" data-testid="on-paper">{phone.on_paper}</p> });
    view! {
        <i
            data-set-request=number.clone()
            data-set-speaking=yes(speaking)
            data-set-votes=votes(mine)
            data-set-locks=locked(mine)
            data-set-papers=paper_ballots(mine)
            data-set-more=yes(has_more(mine))
            data-set-void=yes(mine.card_voided)
        ></i>
        {card}
        {voted}
        {on_paper}
        {ticket}
        {written(phone, &mine.written)}
    }
}
