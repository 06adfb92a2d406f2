//! The list of speakers and who has the floor. One list from three sources; one person at a time.
//!
//! A running speech is a deadline on the meeting's clock, never a tick: whoever knows the time knows
//! how long is left. Nothing done to those who wait touches it.

mod list;
mod message;

use crate::Meeting;
use crate::agenda::Phase;
use crate::clean;
use crate::id::{PersonId, RequestId, SpeechId};
use crate::refusal::{Field, Refusal, Thing};
use crate::role::Actor;
use crate::time::Moment;

pub use list::{Clock, Purpose, Request, RequestState, Source, Speaker, Speakers, Speech};
pub use message::{Command, Event};

/// Seconds a speech gets until the chair says otherwise.
pub const DEFAULT_SECONDS: u32 = 300;
/// Fewest and most seconds a speech may be given.
pub const SECONDS: std::ops::RangeInclusive<i64> = 10..=3600;
/// Most people who wait at once.
const MOST_WAITING: i64 = 2_000;

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

    /// What this person has asked for last and not taken back, if it is not yet over.
    #[must_use]
    pub fn request_of(&self, person: PersonId) -> Option<&Request> {
        let own = self.requests.values().rev().filter(|request| request.person == Some(person));
        own.into_iter()
            .find(|request| matches!(request.state, RequestState::Waiting | RequestState::Speaking))
    }

    fn require_waiting(&self, id: RequestId) -> Result<&Request, Refusal> {
        let request = self.requests.get(&id).ok_or(Refusal::NotFound { thing: Thing::Request })?;
        if request.state == RequestState::Waiting { Ok(request) } else { Err(Refusal::NotWaiting) }
    }

    /// The speech that has the floor, if it is this one.
    fn require_current(&self, id: SpeechId) -> Result<&Speech, Refusal> {
        let speech = self.speech(id).ok_or(Refusal::NotFound { thing: Thing::Speech })?;
        if speech.ended.is_none() { Ok(speech) } else { Err(Refusal::SpeechEnded) }
    }

    fn require_floor_free(&self) -> Result<(), Refusal> {
        self.current().map_or(Ok(()), |speech| Err(Refusal::FloorTaken { name: speech.name.clone() }))
    }

    fn next_request(&self) -> RequestId {
        RequestId::after(self.requests.keys().next_back().copied())
    }

    fn next_speech(&self) -> SpeechId {
        SpeechId::after(self.speeches.last().map(|speech| speech.id))
    }

    fn insert_waiting(&mut self, id: RequestId, after: Option<RequestId>) {
        let behind = after.and_then(|after| self.waiting.iter().position(|known| *known == after));
        let index = match (after, behind) {
            (None, _) => 0,
            (Some(_), Some(index)) => index + 1,
            // The one to stand behind is gone: last, so that nobody is ever lost.
            (Some(_), None) => self.waiting.len(),
        };
        self.waiting.insert(index, id);
    }
}

/// A speaker as typed, made fit to keep.
fn checked(speaker: &Speaker) -> Result<Speaker, Refusal> {
    Ok(Speaker {
        name: clean::line(&speaker.name, Field::Name, clean::NAME)?,
        hamlet: clean::optional_line(&speaker.hamlet, Field::Hamlet, clean::NAME)?,
        on_behalf: clean::optional_line(&speaker.on_behalf, Field::OnBehalf, clean::NAME)?,
        subject: clean::optional_line(&speaker.subject, Field::Subject, clean::TITLE)?,
    })
}

fn checked_seconds(seconds: u32) -> Result<u32, Refusal> {
    clean::number(i64::from(seconds), Field::Seconds, *SECONDS.start(), *SECONDS.end())?;
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
    if meeting.agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    let event = match command {
        Command::OpenList if speakers.open => return Err(Refusal::ListOpen),
        Command::OpenList => Event::ListOpened,
        Command::CloseList if !speakers.open => return Err(Refusal::ListClosed),
        Command::CloseList => Event::ListClosed,
        Command::RequestFloor { speaker } => {
            let person = actor.person().ok_or(Refusal::NotAllowed { place: actor.place() })?;
            if speakers.request_of(person).is_some() {
                return Err(Refusal::AlreadyWaiting);
            }
            if !speakers.open {
                return Err(Refusal::ListClosed);
            }
            register(speakers, Some(person), Source::Phone, speaker)?
        }
        Command::RegisterSpeaker { speaker } => {
            let source = if meeting.agenda.phase == Phase::Prepared { Source::Before } else { Source::Desk };
            // A closed list binds the desk as it binds the phones; the chair's hand always wins, and
            // before the meeting registering is what the office is there for.
            let bound = source == Source::Desk && actor != Actor::Staff(crate::Place::Chair);
            if bound && !speakers.open {
                return Err(Refusal::ListClosed);
            }
            register(speakers, None, source, speaker)?
        }
        Command::WithdrawRequest { request } => {
            let known = speakers.requests.get(request);
            let known = known.ok_or(Refusal::NotFound { thing: Thing::Request })?;
            if actor.person().is_some_and(|person| known.person != Some(person)) {
                return Err(Refusal::NotYours);
            }
            speakers.require_waiting(*request)?;
            Event::RequestWithdrawn { request: *request }
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
        Command::GiveFloor { request, seconds } => {
            let speaker = &speakers.require_waiting(*request)?.speaker;
            give_floor(meeting, Some(*request), Purpose::Opinion, speaker, *seconds)?
        }
        Command::InviteToSpeak { speaker, purpose, seconds } => {
            give_floor(meeting, None, *purpose, &checked(speaker)?, *seconds)?
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
        Command::EndSpeech { speech } => {
            let known = speakers.require_current(*speech)?;
            Event::SpeechEnded { speech: *speech, left_ms: known.clock.left_ms(now) }
        }
        Command::SetSpeechTime { seconds } => Event::SpeechTimeSet { seconds: checked_seconds(*seconds)? },
    };
    Ok(vec![event.into()])
}

fn register(
    speakers: &Speakers,
    person: Option<PersonId>,
    source: Source,
    speaker: &Speaker,
) -> Result<Event, Refusal> {
    clean::number(speakers.waiting.len() as i64 + 1, Field::Count, 1, MOST_WAITING)
        .map_err(|_| Refusal::TooMany)?;
    let request = speakers.next_request();
    Ok(Event::SpeakerRegistered { request, person, source, speaker: checked(speaker)? })
}

fn give_floor(
    meeting: &Meeting,
    request: Option<RequestId>,
    purpose: Purpose,
    speaker: &Speaker,
    seconds: Option<u32>,
) -> Result<Event, Refusal> {
    let speakers = &meeting.speakers;
    if meeting.agenda.phase != Phase::Open {
        return Err(Refusal::MeetingNotOpen);
    }
    speakers.require_floor_free()?;
    Ok(Event::FloorGiven {
        speech: speakers.next_speech(),
        request,
        purpose,
        name: speaker.name.clone(),
        hamlet: speaker.hamlet.clone(),
        seconds: checked_seconds(seconds.unwrap_or(speakers.seconds))?,
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

/// Applies what happened on the list or the floor.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, at: Moment) {
    let item = meeting.agenda.current().map(|item| item.id);
    let speakers = &mut meeting.speakers;
    match event {
        Event::ListOpened => {
            speakers.open = true;
            speakers.was_opened = true;
        }
        Event::ListClosed => speakers.open = false,
        Event::SpeakerRegistered { request, person, source, speaker } => {
            let (id, state) = (*request, RequestState::Waiting);
            let request =
                Request { id, person: *person, source: *source, speaker: speaker.clone(), at, state };
            speakers.requests.insert(id, request);
            speakers.waiting.push(id);
        }
        Event::RequestWithdrawn { request } => leave_list(speakers, *request, RequestState::Withdrawn),
        Event::RequestMoved { request, after } => {
            speakers.waiting.retain(|known| known != request);
            speakers.insert_waiting(*request, *after);
        }
        Event::FloorGiven { speech, request, purpose, name, hamlet, seconds } => {
            if let Some(request) = request {
                leave_list(speakers, *request, RequestState::Speaking);
            }
            let allotted_ms = i64::from(*seconds) * 1000;
            speakers.speeches.push(Speech {
                id: *speech,
                request: *request,
                purpose: *purpose,
                name: name.clone(),
                hamlet: hamlet.clone(),
                item,
                started: at,
                ended: None,
                allotted_ms,
                clock: Clock::Running { deadline: at.plus_ms(allotted_ms) },
            });
        }
        Event::SpeechPaused { speech, left_ms } => {
            with_speech(speakers, *speech, |speech| speech.clock = Clock::Paused { left_ms: *left_ms });
        }
        Event::SpeechResumed { speech, deadline } => {
            with_speech(speakers, *speech, |speech| speech.clock = Clock::Running { deadline: *deadline });
        }
        Event::SpeechExtended { speech, seconds } => {
            let more = i64::from(*seconds) * 1000;
            with_speech(speakers, *speech, |speech| {
                speech.allotted_ms += more;
                speech.clock = match speech.clock {
                    Clock::Running { deadline } => Clock::Running { deadline: deadline.plus_ms(more) },
                    Clock::Paused { left_ms } => Clock::Paused { left_ms: left_ms + more },
                    ended @ Clock::Ended { .. } => ended,
                };
            });
        }
        Event::SpeechEnded { speech, left_ms } => {
            let mut request = None;
            with_speech(speakers, *speech, |speech| {
                speech.clock = Clock::Ended { left_ms: *left_ms };
                speech.ended = Some(at);
                request = speech.request;
            });
            if let Some(request) = request.and_then(|request| speakers.requests.get_mut(&request)) {
                request.state = RequestState::Spoken;
            }
        }
        Event::SpeechTimeSet { seconds } => speakers.seconds = *seconds,
    }
}

fn leave_list(speakers: &mut Speakers, id: RequestId, state: RequestState) {
    speakers.waiting.retain(|known| *known != id);
    if let Some(request) = speakers.requests.get_mut(&id) {
        request.state = state;
    }
}

fn with_speech(speakers: &mut Speakers, id: SpeechId, change: impl FnOnce(&mut Speech)) {
    if let Some(speech) = speakers.speeches.iter_mut().find(|speech| speech.id == id) {
        change(speech);
    }
}
