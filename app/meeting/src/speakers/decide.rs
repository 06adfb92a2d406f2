//! Decides commands on the list of speakers and the floor.

use crate::actor::Actor;
use crate::agenda::Phase;
use crate::id::{PersonId, RequestId, SpeechId};
use crate::refusal::{Field, Refusal, Thing};
use crate::time::Moment;
use crate::validate;
use crate::{Meeting, Place};
use std::collections::BTreeSet;

use super::register::{apart, checked_card, register_many, registered, source_of};
use super::{
    Clock, Command, Event, MOST_AT_ONCE, Purpose, RequestState, Rules, Source, Speaker, checked,
    checked_seconds, crowd,
};

/// Most speeches one person may be limited to.
const MOST_SPEECHES: i64 = 20;

/// Decides a command on the list or the floor.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::state::Event>, Refusal> {
    let speakers = &meeting.speakers;
    let rules = &speakers.rules;
    // A name is put right also when the minutes are read.
    if meeting.agenda.phase == Phase::Closed && !matches!(command, Command::EditRequest { .. }) {
        return Err(Refusal::MeetingClosed);
    }
    let is_chair = actor == Actor::Staff(Place::Chair);
    let event = match command {
        Command::OpenList if rules.open => return Err(Refusal::ListOpen),
        Command::OpenList => Event::ListOpened,
        Command::CloseList if !rules.open => return Err(Refusal::ListClosed),
        Command::CloseList => Event::ListClosed,
        Command::SetLastCall { until } => return last_call(rules, *until, now),
        Command::EndLastCall => match rules {
            Rules { open: true, last_call: Some(until), .. } if now > *until => Event::ListClosed,
            _ => return Ok(Vec::new()),
        },
        Command::SetMostSpeeches { most } => {
            if let Some(most) = most {
                validate::in_range(i64::from(*most), Field::Count, 1, MOST_SPEECHES)?;
            }
            Event::MostSpeechesSet { most: *most }
        }
        Command::RequestFloor { speaker } => {
            let person = actor.person().ok_or(Refusal::NotAllowed { place: actor.place() })?;
            if speakers.request_of(person).is_some() {
                return Err(Refusal::AlreadyWaiting);
            }
            speakers.require_open(now)?;
            let request = speakers.next_request();
            let mut speaker = Speaker { card: person.card(), ..checked(speaker)? };
            speaker.which = speakers.which(&speaker, Some(person), false);
            speakers.require_turn(&speaker)?;
            meeting.cards.require_admitted(person)?;
            speakers.require_room_for(person)?;
            return Ok(registered(request, Some(person), Source::Phone, speaker).collect());
        }
        Command::RegisterSpeaker { speaker, namesake } => {
            let source = source_of(meeting);
            let card = checked_card(meeting, speaker.card, None)?;
            let mut speaker = Speaker { card, ..checked(speaker)? };
            let person = card.map(PersonId::of_card);
            speaker.which = speakers.which(&speaker, person, *namesake);
            // A closed list and a limit bind the desk as they bind the phones; what the chair does always wins, and
            // before the meeting registering is what the office is there for.
            if source == Source::Desk && !is_chair {
                speakers.require_open(now)?;
                speakers.require_turn(&speaker)?;
            }
            if let Some(known) = speakers.namesake(&speaker).filter(|_| !namesake) {
                return Err(Refusal::SameName { request: known.id });
            }
            speakers.require_room(1)?;
            let request = speakers.next_request();
            return Ok(registered(request, person, source, speaker).collect());
        }
        Command::RegisterMany { speakers: many, namesakes } => {
            return register_many(meeting, actor, (many, namesakes), now);
        }
        Command::EditRequest { request, speaker } => {
            // Whenever it is noticed: before they speak, while, and after. A request from a phone is that phone's, whatever
            // card is typed.
            let known = speakers.require(*request)?;
            if known.state == RequestState::Withdrawn {
                return Err(Refusal::NotWaiting);
            }
            let card = match known.source {
                Source::Phone => known.person.and_then(PersonId::card),
                _ => checked_card(meeting, speaker.card, Some(*request))?,
            };
            let which = known.speaker.which;
            let (speaker, contact) = apart(*request, Speaker { card, which, ..checked(speaker)? });
            let edited = Event::RequestEdited { request: *request, speaker };
            return Ok([edited.into()].into_iter().chain(contact).collect());
        }
        Command::SetRequestTime { request, seconds } => {
            speakers.require_waiting(*request)?;
            let seconds = seconds.map(checked_seconds).transpose()?;
            Event::RequestTimeSet { request: *request, seconds }
        }
        Command::WithdrawRequest { request } => {
            let known = speakers.require(*request)?;
            if actor.person().is_some_and(|person| known.person != Some(person)) {
                return Err(Refusal::NotYours);
            }
            if !known.state.is_on_list() && !matches!(known.state, RequestState::Merged(_)) {
                return Err(Refusal::NotWaiting);
            }
            Event::RequestWithdrawn { request: *request }
        }
        Command::RemoveRequests { which } => {
            let requests = crowd::removed(speakers, which)?;
            if requests.is_empty() {
                return Ok(Vec::new());
            }
            Event::RequestsRemoved { requests }
        }
        Command::MoveRequest { request, after } => {
            speakers.require_waiting(*request)?;
            if let Some(after) = after {
                speakers.require_waiting(*after)?;
            }
            if *after == Some(*request) {
                return Ok(Vec::new());
            }
            Event::RequestMoved { request: *request, after: *after }
        }
        Command::ApplyOrder { basis, order } => {
            let unique: BTreeSet<_> = order.iter().collect();
            if unique.len() != order.len() {
                return Err(Refusal::NotFound { thing: Thing::Request });
            }
            // Who left the list is passed over; but once someone was given the floor, others are due than when the order
            // was seen.
            for request in order {
                let state = speakers.require(*request)?.state;
                if matches!(state, RequestState::Speaking | RequestState::Spoken) {
                    return Err(Refusal::ListChanged);
                }
            }
            Event::ListReordered { basis: *basis, order: order.clone() }
        }
        Command::MergeRequests { into, requests } => {
            speakers.require_waiting(*into)?;
            validate::in_range(requests.len() as i64, Field::Count, 1, MOST_AT_ONCE)?;
            for request in requests {
                speakers.require_waiting(*request)?;
            }
            let unique: BTreeSet<_> = requests.iter().chain([into]).collect();
            if unique.len() != requests.len() + 1 {
                return Err(Refusal::SameRequest);
            }
            Event::RequestsMerged { into: *into, requests: requests.clone() }
        }
        Command::SplitRequest { request } => {
            if !matches!(speakers.require(*request)?.state, RequestState::Merged(_)) {
                return Err(Refusal::NotMerged);
            }
            Event::RequestSplit { request: *request }
        }
        Command::CallSpeaker { request } => {
            let known = speakers.require_waiting(*request)?;
            if known.state == RequestState::Called {
                return Ok(Vec::new());
            }
            require_meeting_open(meeting)?;
            meeting.cards.require_worth(known.person)?;
            Event::SpeakerCalled { request: *request }
        }
        Command::MarkAbsent { request } => {
            speakers.require_waiting(*request)?;
            Event::SpeakerAbsent { request: *request }
        }
        Command::ClearManualOrder => {
            if !speakers.waiting().any(|request| request.pinned) {
                return Ok(Vec::new());
            }
            Event::ManualOrderCleared
        }
        Command::ReturnToList { request, after, namesake } => {
            let known = speakers.require(*request)?;
            let gone =
                matches!(known.state, RequestState::Absent | RequestState::Withdrawn | RequestState::Spoken);
            if !gone {
                return Err(Refusal::StillOnList);
            }
            meeting.cards.require_worth(known.person)?;
            // Who asked anew meanwhile waits once, not twice.
            if known.person.is_some_and(|person| speakers.request_of(person).is_some()) {
                return Err(Refusal::AlreadyWaiting);
            }
            if let Some(waits) = speakers.namesake(&known.speaker).filter(|_| !namesake) {
                return Err(Refusal::SameName { request: waits.id });
            }
            // Who was called in time comes back at any time; who asks again is bound like everyone.
            if known.state != RequestState::Absent && !is_chair {
                speakers.require_open(now)?;
                speakers.require_turn(&known.speaker)?;
            }
            if let Some(after) = after {
                speakers.require_waiting(*after)?;
            }
            speakers.require_room(1)?;
            Event::ReturnedToList { request: *request, after: *after }
        }
        Command::GiveFloor { request, seconds } => {
            let known = speakers.require_waiting(*request)?;
            meeting.cards.require_worth(known.person)?;
            let usual = speakers.seconds_of(Some(known), meeting.agenda.current());
            let given = Given { request: Some(*request), ..Given::to(Purpose::Opinion, &known.speaker) };
            give_floor(meeting, given, seconds.unwrap_or(usual))?
        }
        Command::GiveFloorAgain { speech, purpose, seconds } => {
            let known = speakers.require_speech(*speech)?;
            let asked = known.request.and_then(|request| speakers.requests.get(&request));
            meeting.cards.require_worth(asked.and_then(|request| request.person))?;
            let speaker = Speaker {
                name: known.name.clone(),
                hamlet: known.hamlet.clone(),
                on_behalf: known.on_behalf.clone(),
                subject: known.subject.clone(),
                ..Speaker::default()
            };
            let given = Given { about: Some(*speech), ..Given::to(*purpose, &speaker) };
            give_floor(meeting, given, seconds.unwrap_or_else(|| usual(meeting, *purpose)))?
        }
        Command::InviteToSpeak { speaker, purpose, seconds, about } => {
            if let Some(about) = about {
                speakers.require_speech(*about)?;
            }
            let speaker = checked(speaker)?;
            let given = Given { about: *about, ..Given::to(*purpose, &speaker) };
            give_floor(meeting, given, seconds.unwrap_or_else(|| usual(meeting, *purpose)))?
        }
        Command::PauseSpeech { speech } => {
            let known = speakers.require_current(*speech)?;
            if matches!(known.clock, Clock::Paused { .. }) {
                return Err(Refusal::SpeechPaused);
            }
            Event::SpeechPaused { speech: *speech, left_ms: known.clock.left_ms(now) }
        }
        Command::ResumeSpeech { speech } => {
            let known = speakers.require_current(*speech)?;
            if matches!(known.clock, Clock::Running { .. }) {
                return Err(Refusal::SpeechRunning);
            }
            Event::SpeechResumed { speech: *speech, deadline: now.plus_ms(known.clock.left_ms(now)) }
        }
        Command::ExtendSpeech { speech, seconds } => {
            speakers.require_current(*speech)?;
            Event::SpeechExtended { speech: *speech, seconds: checked_seconds(*seconds)? }
        }
        Command::EndSpeech { speech, breach } => {
            let known = speakers.require_current(*speech)?;
            let breach = validate::optional_line(breach, Field::Reason, validate::TITLE)?;
            Event::SpeechEnded { speech: *speech, left_ms: known.clock.left_ms(now), breach }
        }
        Command::MarkOffTopic { speech, off_topic } => {
            if speakers.require_speech(*speech)?.off_topic == *off_topic {
                return Ok(Vec::new());
            }
            Event::OffTopicMarked { speech: *speech, off_topic: *off_topic }
        }
        Command::SetSpeechTime { seconds } => Event::SpeechTimeSet { seconds: checked_seconds(*seconds)? },
        Command::SetAnswerTime { seconds } => Event::AnswerTimeSet { seconds: checked_seconds(*seconds)? },
    };
    Ok(vec![event.into()])
}

fn last_call(rules: &Rules, until: Option<Moment>, now: Moment) -> Result<Vec<crate::state::Event>, Refusal> {
    if until.is_some_and(|until| until <= now) {
        return Err(Refusal::LastCallPast);
    }
    if until == rules.last_call && (rules.open || until.is_none()) {
        return Ok(Vec::new());
    }
    let mut events: Vec<crate::state::Event> = vec![Event::LastCallSet { until }.into()];
    if until.is_some() && !rules.open {
        events.push(Event::ListOpened.into());
    }
    Ok(events)
}

fn require_meeting_open(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.agenda.phase == Phase::Open { Ok(()) } else { Err(Refusal::MeetingNotOpen) }
}

/// Seconds that somebody gets who is not on the list.
fn usual(meeting: &Meeting, purpose: Purpose) -> u32 {
    match purpose {
        Purpose::Answer => meeting.speakers.rules.answer_seconds,
        Purpose::Opinion | Purpose::FollowUp => meeting.speakers.seconds_of(None, meeting.agenda.current()),
    }
}

/// The person to whom the floor is given, and for what.
struct Given<'a> {
    request: Option<RequestId>,
    purpose: Purpose,
    speaker: &'a Speaker,
    about: Option<SpeechId>,
}

impl<'a> Given<'a> {
    fn to(purpose: Purpose, speaker: &'a Speaker) -> Self {
        Self { request: None, purpose, speaker, about: None }
    }
}

fn give_floor(meeting: &Meeting, given: Given<'_>, seconds: u32) -> Result<Event, Refusal> {
    require_meeting_open(meeting)?;
    meeting.speakers.require_floor_free()?;
    let Given { request, purpose, speaker, about } = given;
    // With a request these are said there, and stay right when the request is corrected.
    let unless_asked = |text: &String| if request.is_some() { String::new() } else { text.clone() };
    Ok(Event::FloorGiven {
        speech: meeting.speakers.next_speech(),
        request,
        purpose,
        name: speaker.name.clone(),
        hamlet: speaker.hamlet.clone(),
        seconds: checked_seconds(seconds)?,
        on_behalf: unless_asked(&speaker.on_behalf),
        subject: unless_asked(&speaker.subject),
        about,
    })
}

/// Returns the events that stop a running speech as of an earlier moment: no earlier than the last event, or time would
/// be given back that was spoken, or was spent in a pause.
pub(crate) fn pause_at(meeting: &Meeting, moment: Moment) -> Vec<crate::state::Event> {
    let running = meeting.speakers.current().filter(|speech| matches!(speech.clock, Clock::Running { .. }));
    let paused = running.map(|speech| Event::SpeechPaused {
        speech: speech.id,
        left_ms: speech.clock.left_ms(moment.max(meeting.last)),
    });
    paused.map(Into::into).into_iter().collect()
}
