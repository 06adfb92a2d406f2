//! The list of speakers and who has the floor. One list from three sources; one person at a time.
//!
//! A running speech is a deadline on the meeting's clock, never a tick: whoever knows the time knows
//! how long is left. Nothing done to those who wait touches it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Meeting;
use crate::agenda::Phase;
use crate::clean;
use crate::id::{ItemId, PersonId, RequestId, SpeechId};
use crate::refusal::{Field, Refusal, Thing};
use crate::role::Actor;
use crate::time::Moment;

/// Seconds a speech gets until the chair says otherwise.
pub const DEFAULT_SECONDS: u32 = 300;
/// Fewest and most seconds a speech may be given.
pub const SECONDS: std::ops::RangeInclusive<i64> = 10..=3600;
/// Most people who wait at once.
const MOST_WAITING: i64 = 2_000;

/// Where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Registered before the meeting, with content.
    Before,
    /// At the desk in the hall.
    Desk,
    /// From the person's own phone.
    Phone,
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// On the list.
    Waiting,
    /// Has the floor.
    Speaking,
    /// Has spoken.
    Spoken,
    /// Taken back.
    Withdrawn,
}

/// Who wants to speak and about what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// Name as it is called out.
    pub name: String,
    /// Hamlet or organisation.
    #[serde(default)]
    pub hamlet: String,
    /// For whom, if not for oneself.
    #[serde(default)]
    pub on_behalf: String,
    /// About what.
    #[serde(default)]
    pub subject: String,
}

/// A request to speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Also the number the person is told.
    pub id: RequestId,
    /// Whose phone it came from.
    pub person: Option<PersonId>,
    /// Where it came from.
    pub source: Source,
    /// Who, about what.
    pub speaker: Speaker,
    /// When it was made.
    pub at: Moment,
    /// How far it is.
    pub state: RequestState,
}

/// What a speech is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Someone from the list speaks.
    Opinion,
    /// An agency or a co-chair answers.
    Answer,
    /// The one who was answered comes back.
    FollowUp,
}

/// How the time of a speech stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Runs until then; past it is overrun.
    Running {
        /// When the time is up.
        deadline: Moment,
    },
    /// Stands.
    Paused {
        /// Milliseconds left; negative is overrun.
        left_ms: i64,
    },
    /// Over.
    Ended {
        /// Milliseconds that were left; negative is overrun.
        left_ms: i64,
    },
}

impl Clock {
    /// Milliseconds left at this moment; negative is overrun.
    #[must_use]
    pub fn left_ms(self, now: Moment) -> i64 {
        match self {
            Self::Running { deadline } => deadline.since(now),
            Self::Paused { left_ms } | Self::Ended { left_ms } => left_ms,
        }
    }
}

/// One stretch of one person having the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// Its name on the wire.
    pub id: SpeechId,
    /// The request it fulfils; the chair may also invite someone who never asked.
    pub request: Option<RequestId>,
    /// What for.
    pub purpose: Purpose,
    /// The speaker's name as called out.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// The item it was in.
    pub item: Option<ItemId>,
    /// When the floor was given.
    pub started: Moment,
    /// When it ended.
    pub ended: Option<Moment>,
    /// Milliseconds given in all, with what was added.
    pub allotted_ms: i64,
    /// How the time stands.
    pub clock: Clock,
}

impl Speech {
    /// Milliseconds spoken until `now`, pauses left out.
    #[must_use]
    pub fn spoken_ms(&self, now: Moment) -> i64 {
        self.allotted_ms - self.clock.left_ms(now)
    }
}

/// The list and the speeches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speakers {
    /// Whether people may put themselves on the list.
    pub open: bool,
    /// Whether it ever was open: it opens by itself only the first time.
    pub was_opened: bool,
    /// Seconds a speech gets.
    pub seconds: u32,
    /// Those who wait, in the order they will speak.
    pub waiting: Vec<RequestId>,
    /// Every request ever made.
    pub requests: BTreeMap<RequestId, Request>,
    /// Every speech, in order.
    pub speeches: Vec<Speech>,
}

impl Default for Speakers {
    fn default() -> Self {
        Self {
            open: false,
            was_opened: false,
            seconds: DEFAULT_SECONDS,
            waiting: Vec::new(),
            requests: BTreeMap::new(),
            speeches: Vec::new(),
        }
    }
}

/// A command on the list of speakers or the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Lets people put themselves on the list.
    OpenList,
    /// Takes no more requests.
    CloseList,
    /// A person with a phone asks for the floor.
    RequestFloor {
        /// Who, about what.
        speaker: Speaker,
    },
    /// Staff put someone on the list.
    RegisterSpeaker {
        /// Who, about what.
        speaker: Speaker,
    },
    /// Takes a request back.
    WithdrawRequest {
        /// Which.
        request: RequestId,
    },
    /// Puts a waiting request behind another, or first.
    MoveRequest {
        /// Which.
        request: RequestId,
        /// Behind which; `None` is first.
        after: Option<RequestId>,
    },
    /// Gives the floor to someone who waits.
    GiveFloor {
        /// To whom.
        request: RequestId,
        /// For how long, if not for the usual time.
        #[serde(default)]
        seconds: Option<u32>,
    },
    /// Gives the floor to someone who is not on the list.
    InviteToSpeak {
        /// Who.
        speaker: Speaker,
        /// What for.
        purpose: Purpose,
        /// For how long, if not for the usual time.
        #[serde(default)]
        seconds: Option<u32>,
    },
    /// Stops the time.
    PauseSpeech {
        /// Which.
        speech: SpeechId,
    },
    /// Lets the time run on.
    ResumeSpeech {
        /// Which.
        speech: SpeechId,
    },
    /// Gives more time.
    ExtendSpeech {
        /// Which.
        speech: SpeechId,
        /// How many seconds more.
        seconds: u32,
    },
    /// Takes the floor back.
    EndSpeech {
        /// Which.
        speech: SpeechId,
    },
    /// Sets the usual time of a speech.
    SetSpeechTime {
        /// In seconds.
        seconds: u32,
    },
}

/// What happened on the list or the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The list was opened.
    ListOpened,
    /// The list was closed.
    ListClosed,
    /// Someone came on the list.
    SpeakerRegistered {
        /// The number given.
        request: RequestId,
        /// Whose phone.
        person: Option<PersonId>,
        /// Where from.
        source: Source,
        /// Who, about what.
        speaker: Speaker,
    },
    /// A request was taken back.
    RequestWithdrawn {
        /// Which.
        request: RequestId,
    },
    /// A request was moved.
    RequestMoved {
        /// Which.
        request: RequestId,
        /// Behind which.
        after: Option<RequestId>,
    },
    /// Someone got the floor.
    FloorGiven {
        /// The speech that began.
        speech: SpeechId,
        /// The request it fulfils.
        request: Option<RequestId>,
        /// What for.
        purpose: Purpose,
        /// The name called out.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// For how long.
        seconds: u32,
    },
    /// The time was stopped.
    SpeechPaused {
        /// Which.
        speech: SpeechId,
        /// With how much left.
        left_ms: i64,
    },
    /// The time runs on.
    SpeechResumed {
        /// Which.
        speech: SpeechId,
        /// Until when.
        deadline: Moment,
    },
    /// More time was given.
    SpeechExtended {
        /// Which.
        speech: SpeechId,
        /// How many seconds more.
        seconds: u32,
    },
    /// The speech ended.
    SpeechEnded {
        /// Which.
        speech: SpeechId,
        /// With how much left.
        left_ms: i64,
    },
    /// The usual time of a speech was set.
    SpeechTimeSet {
        /// In seconds.
        seconds: u32,
    },
}

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
