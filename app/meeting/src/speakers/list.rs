//! What the list and the floor hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DEFAULT_ANSWER_SECONDS, DEFAULT_SECONDS};
use crate::attendance::Kind;
use crate::clock::Correction;
use crate::id::{CardNumber, ItemId, PersonId, RequestId, SpeechId};
use crate::person_key::PersonKey;
use crate::time::Moment;

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
    /// On the list and asked to come forward.
    Called,
    /// Has the floor.
    Speaking,
    /// Has spoken.
    Spoken,
    /// Taken back.
    Withdrawn,
    /// Called, but not in the room: off the list until the chair puts it back.
    Absent,
    /// Asks the same as another, who speaks for both.
    Merged(RequestId),
}

impl RequestState {
    /// Whether a request in this state stands on the list.
    #[must_use]
    pub fn is_on_list(self) -> bool {
        matches!(self, Self::Waiting | Self::Called)
    }
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
    /// Which field or issue of the programme it belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// Where a written answer can be sent. Only on its way in: it is kept beside the journal, and what is on record of a
    /// speaker has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// As one of the people or on duty.
    #[serde(default, skip_serializing_if = "is_resident")]
    pub kind: Kind,
    /// The door card they hold: then its number is the one they are called by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardNumber>,
    /// Which of several people of this name from this hamlet, from 0. The rules say; what a command says is not heard.
    #[serde(default, skip_serializing_if = "is_first")]
    pub which: u32,
}

fn is_first(which: &u32) -> bool {
    *which == 0
}

fn is_resident(kind: &Kind) -> bool {
    *kind == Kind::Resident
}

impl Speaker {
    /// Under which speeches are added up.
    #[must_use]
    pub fn key(&self) -> PersonKey {
        PersonKey { which: self.which, ..self.name_key() }
    }

    /// What all who bear this name and come from this hamlet share.
    #[must_use]
    pub fn name_key(&self) -> PersonKey {
        PersonKey::of(&self.name, &self.hamlet)
    }
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
    /// When it was made; of one taken back or fulfilled that was made again, when that was.
    pub at: Moment,
    /// How far it is.
    pub state: RequestState,
    /// Seconds this person gets, if not the usual time.
    pub seconds: Option<u32>,
    /// Whether the chair has put it where it stands: then no proposed order moves it.
    #[serde(rename = "by_hand")]
    pub pinned: bool,
}

impl Request {
    /// Whose request it is, to those who add up.
    #[must_use]
    pub fn key(&self) -> PersonKey {
        self.speaker.key()
    }
}

/// Someone who asks the same as another, named as they were when that one got the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreeing {
    /// The number they were told.
    pub request: RequestId,
    /// Name.
    pub name: String,
    /// About what, as they registered it; empty if they did not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
}

impl Agreeing {
    /// Whose request this is, as it stands.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        let Speaker { name, subject, .. } = &request.speaker;
        Self { request: request.id, name: name.clone(), subject: subject.clone() }
    }
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
    /// For whom, if not for oneself.
    pub on_behalf: String,
    /// About what.
    pub subject: String,
    /// The speech it answers or comes back to.
    pub about: Option<SpeechId>,
    /// Those who ask the same and are named as agreeing.
    pub agreeing: Vec<Agreeing>,
    /// Whether it left the topic. It is received and answered all the same.
    pub off_topic: bool,
    /// Why it was ended for a breach of the rules; empty if it was not.
    pub breach: String,
    /// Which of several people of this name from this hamlet, from 0.
    #[serde(default)]
    pub which: u32,
}

impl Speech {
    /// Whose speech it was, to those who add up.
    #[must_use]
    pub fn key(&self) -> PersonKey {
        PersonKey { which: self.which, ..PersonKey::of(&self.name, &self.hamlet) }
    }

    /// Whether one of the people spoke, rather than someone who answers.
    #[must_use]
    pub fn is_from_the_hall(&self) -> bool {
        matches!(self.purpose, Purpose::Opinion | Purpose::FollowUp)
    }

    /// Milliseconds spoken until `now`, pauses left out.
    #[must_use]
    pub fn spoken_ms(&self, now: Moment) -> i64 {
        self.allotted_ms - self.clock.left_ms(now)
    }
}

/// What holds for the list and for speeches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Whether people may put themselves on the list.
    pub open: bool,
    /// Whether it ever was open: it opens by itself only the first time.
    pub was_opened: bool,
    /// The last moment at which a request is taken, while the list is open.
    pub last_call: Option<Moment>,
    /// Most speeches of one person; what comes back after an answer does not count.
    pub most_speeches: Option<u32>,
    /// Seconds a speech gets.
    pub seconds: u32,
    /// Seconds an answer gets.
    pub answer_seconds: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            open: false,
            was_opened: false,
            last_call: None,
            most_speeches: None,
            seconds: DEFAULT_SECONDS,
            answer_seconds: DEFAULT_ANSWER_SECONDS,
        }
    }
}

/// The list and the speeches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speakers {
    /// What holds for all.
    pub rules: Rules,
    /// Those who wait, in the order they will speak.
    pub waiting: Vec<RequestId>,
    /// Every request ever made.
    pub requests: BTreeMap<RequestId, Request>,
    /// Every speech, in order.
    pub speeches: Vec<Speech>,
    /// The highest id ever given: that of a speech that was undone is not used again.
    pub(super) last_speech: Option<SpeechId>,
}

impl Request {
    /// Its time, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        correction.past(&mut self.at);
    }
}

impl Speech {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        correction.past(&mut self.started);
        self.ended.iter_mut().for_each(|ended| correction.past(ended));
        if let Clock::Running { deadline } = &mut self.clock {
            correction.deadline(deadline);
        }
    }
}

impl Rules {
    /// Its time, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.last_call.iter_mut().for_each(|until| correction.deadline(until));
    }
}

impl Speakers {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.rules.correct(correction);
        self.requests.values_mut().for_each(|request| request.correct(correction));
        self.speeches.iter_mut().for_each(|speech| speech.correct(correction));
    }
}

/// One of the things that hold for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rule {
    Open,
    LastCall,
    MostSpeeches,
    Seconds,
    AnswerSeconds,
}

impl Rule {
    /// Makes this one what it was.
    pub(crate) fn restore(self, rules: &mut Rules, was: &Rules, at: Moment) {
        match self {
            Self::Open => (rules.open, rules.was_opened) = (was.open, was.was_opened),
            // A last call that is over calls nobody.
            Self::LastCall => rules.last_call = was.last_call.filter(|until| *until > at),
            Self::MostSpeeches => rules.most_speeches = was.most_speeches,
            Self::Seconds => rules.seconds = was.seconds,
            Self::AnswerSeconds => rules.answer_seconds = was.answer_seconds,
        }
    }
}
