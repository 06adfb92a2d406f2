//! What the list and the floor hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::DEFAULT_SECONDS;
use crate::id::{ItemId, PersonId, RequestId, SpeechId};
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
