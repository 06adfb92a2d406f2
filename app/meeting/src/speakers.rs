//! The list of speakers and who has the floor. One list from three sources; one person at a time.
//!
//! A running speech is a deadline on the meeting's clock, never a tick: whoever knows the time knows
//! how long is left. Nothing done to those who wait touches it.

mod apply;
mod crowd;
pub mod fair;
mod list;
mod message;
mod register;

use std::collections::BTreeSet;

use crate::agenda::Phase;
use crate::id::{PersonId, RequestId, SpeechId};
use crate::refusal::{Field, Refusal, Thing};
use crate::role::Actor;
use crate::time::Moment;
use crate::validate;
use crate::{Meeting, Place};

pub(crate) use apply::{About, Rule, about, apply};
pub use fair::{Basis, Ranked, Reason, Total};
pub use list::{
    Agreeing, Clock, PersonKey, Purpose, Request, RequestState, Rules, Source, Speaker, Speakers, Speech,
};
pub use message::{Command, Event, Removed};
pub use register::checked;
use register::{apart, checked_card, register_many, registered, source_of};

/// Seconds a speech gets until the chair says otherwise.
pub const DEFAULT_SECONDS: u32 = 300;
/// Seconds an answer gets until the chair says otherwise.
pub const DEFAULT_ANSWER_SECONDS: u32 = 300;
/// Fewest and most seconds a speech may be given.
pub const SECONDS: std::ops::RangeInclusive<i64> = 10..=3600;
/// Most people put on the list at once.
pub const MOST_AT_ONCE: i64 = 500;
/// Most speeches one person may be limited to.
const MOST_SPEECHES: i64 = 20;

impl Speakers {
    /// The speech that has the floor, running or paused.
    #[must_use]
    pub fn current(&self) -> Option<&Speech> {
        self.speeches.last().filter(|speech| speech.ended.is_none())
    }

    /// Those who wait, in order.
    pub fn waiting(&self) -> impl Iterator<Item = &Request> {
        self.waiting.iter().filter_map(|id| self.requests.get(id))
    }

    /// The speech with this id.
    #[must_use]
    pub fn speech(&self, id: SpeechId) -> Option<&Speech> {
        self.speeches.iter().find(|speech| speech.id == id)
    }

    /// The last of the people in the hall who had the floor: whom one answers, and who may come back.
    #[must_use]
    pub fn last_heard(&self) -> Option<&Speech> {
        self.speeches.iter().rfind(|speech| speech.is_from_the_hall())
    }

    /// Requests for which this one speaks.
    pub fn agreeing(&self, into: RequestId) -> impl Iterator<Item = &Request> {
        self.requests.values().filter(move |request| request.state == RequestState::Merged(into))
    }

    /// How often someone has had the floor from the list.
    #[must_use]
    pub fn speeches_of(&self, key: &PersonKey) -> u32 {
        let opinions = self.speeches.iter().filter(|speech| speech.purpose == Purpose::Opinion);
        u32::try_from(opinions.filter(|speech| speech.key() == *key).count()).unwrap_or(u32::MAX)
    }

    /// Someone of this name from this hamlet who is on the list.
    #[must_use]
    pub fn namesake(&self, speaker: &Speaker) -> Option<&Request> {
        let key = speaker.name_key();
        self.waiting().find(|request| request.speaker.name_key() == key)
    }

    /// Seconds this person gets: what was set for them, for the item that is on, or for all.
    #[must_use]
    pub fn seconds_of(&self, request: Option<&Request>, item: Option<&crate::agenda::Item>) -> u32 {
        let own = request.and_then(|request| request.seconds);
        own.or_else(|| item.and_then(|item| item.text.seconds)).unwrap_or(self.rules.seconds)
    }

    /// What this person has asked for last and not taken back, if it is not yet over.
    #[must_use]
    pub fn request_of(&self, person: PersonId) -> Option<&Request> {
        let own = self.requests.values().rev().filter(|request| request.person == Some(person));
        own.into_iter().find(|request| self.is_alive(request))
    }

    fn is_alive(&self, request: &Request) -> bool {
        match request.state {
            RequestState::Waiting | RequestState::Called | RequestState::Speaking => true,
            RequestState::Merged(into) => {
                let into = self.requests.get(&into);
                into.is_some_and(|into| into.state.is_on_list() || into.state == RequestState::Speaking)
            }
            RequestState::Spoken | RequestState::Withdrawn | RequestState::Absent => false,
        }
    }

    fn require(&self, id: RequestId) -> Result<&Request, Refusal> {
        self.requests.get(&id).ok_or(Refusal::NotFound { thing: Thing::Request })
    }

    fn require_waiting(&self, id: RequestId) -> Result<&Request, Refusal> {
        let request = self.require(id)?;
        if request.state.is_on_list() { Ok(request) } else { Err(Refusal::NotWaiting) }
    }

    fn require_speech(&self, id: SpeechId) -> Result<&Speech, Refusal> {
        self.speech(id).ok_or(Refusal::NotFound { thing: Thing::Speech })
    }

    /// The speech that has the floor, if it is this one.
    fn require_current(&self, id: SpeechId) -> Result<&Speech, Refusal> {
        let speech = self.require_speech(id)?;
        if speech.ended.is_none() { Ok(speech) } else { Err(Refusal::SpeechEnded) }
    }

    fn require_floor_free(&self) -> Result<(), Refusal> {
        self.current().map_or(Ok(()), |speech| Err(Refusal::FloorTaken { name: speech.name.clone() }))
    }

    /// That the list takes requests at this moment.
    fn require_open(&self, now: Moment) -> Result<(), Refusal> {
        match self.rules {
            Rules { open: false, .. } => Err(Refusal::ListClosed),
            Rules { last_call: Some(until), .. } if now > until => Err(Refusal::LastCallOver { until }),
            _ => Ok(()),
        }
    }

    /// That this person has not spoken as often as anyone may.
    fn require_turn(&self, speaker: &Speaker) -> Result<(), Refusal> {
        match self.rules.most_speeches {
            Some(most) if self.speeches_of(&speaker.key()) >= most => Err(Refusal::SpokenEnough { most }),
            _ => Ok(()),
        }
    }

    fn next_request(&self) -> RequestId {
        RequestId::after(self.requests.keys().next_back().copied())
    }

    fn next_speech(&self) -> SpeechId {
        SpeechId::after(self.last_speech)
    }
}

pub(crate) fn checked_seconds(seconds: u32) -> Result<u32, Refusal> {
    validate::in_range(i64::from(seconds), Field::Seconds, *SECONDS.start(), *SECONDS.end())?;
    Ok(seconds)
}

/// Decides a command on the list or the floor.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::Event>, Refusal> {
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
            // A closed list and a limit bind the desk as they bind the phones; the chair's hand always
            // wins, and before the meeting registering is what the office is there for.
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

fn last_call(rules: &Rules, until: Option<Moment>, now: Moment) -> Result<Vec<crate::Event>, Refusal> {
    if until.is_some_and(|until| until <= now) {
        return Err(Refusal::LastCallPast);
    }
    if until == rules.last_call && (rules.open || until.is_none()) {
        return Ok(Vec::new());
    }
    let mut events: Vec<crate::Event> = vec![Event::LastCallSet { until }.into()];
    if until.is_some() && !rules.open {
        events.push(Event::ListOpened.into());
    }
    Ok(events)
}

fn require_meeting_open(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.agenda.phase == Phase::Open { Ok(()) } else { Err(Refusal::MeetingNotOpen) }
}

/// Seconds somebody who is not on the list gets.
fn usual(meeting: &Meeting, purpose: Purpose) -> u32 {
    match purpose {
        Purpose::Answer => meeting.speakers.rules.answer_seconds,
        Purpose::Opinion | Purpose::FollowUp => meeting.speakers.seconds_of(None, meeting.agenda.current()),
    }
}

/// To whom the floor is given.
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

/// The events that stop a running speech as of an earlier moment: no earlier than the last event, or time
/// would be given back that was spoken, or was spent in a pause.
pub(crate) fn pause_at(meeting: &Meeting, moment: Moment) -> Vec<crate::Event> {
    let running = meeting.speakers.current().filter(|speech| matches!(speech.clock, Clock::Running { .. }));
    let paused = running.map(|speech| Event::SpeechPaused {
        speech: speech.id,
        left_ms: speech.clock.left_ms(moment.max(meeting.last)),
    });
    paused.map(Into::into).into_iter().collect()
}
