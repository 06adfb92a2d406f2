//! Written opinions: what people submit from their phones for the desk, and what became of it.
//!
//! They are taken until the conclusion begins (or, where a programme has none, the closing): from then on
//! what has no outcome is decided in turn. Taking one up puts it into the minutes.

pub(crate) mod apply;
pub(crate) mod decide;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::{PersonId, WrittenId};
use crate::time::Moment;

pub use decide::is_taken;

/// Most characters of a written opinion: a full page of handwriting.
pub const TEXT: usize = 2_000;
/// Most characters of an answer to it: with all its accents still a push that a weak line carries.
pub const ANSWER: usize = 400;

/// A written opinion, submitted from a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Id, as on the wire.
    pub id: WrittenId,
    /// The person whose phone it came from.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What it says.
    pub text: String,
    /// When it was submitted.
    pub at: Moment,
    /// True if it is in the minutes.
    pub taken_up: bool,
    /// The answer to it; empty until it is given.
    pub answer: String,
}

/// All written opinions of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenOpinions {
    /// The opinions, in the order they came.
    pub all: Vec<Written>,
}

impl WrittenOpinions {
    /// Moves their times by a correction of the clock.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.all.iter_mut().for_each(|written| correction.past(&mut written.at));
    }

    /// The written opinion with this id.
    #[must_use]
    pub fn get(&self, id: WrittenId) -> Option<&Written> {
        self.all.iter().find(|written| written.id == id)
    }

    /// The written opinions of one person.
    pub fn of(&self, person: PersonId) -> impl Iterator<Item = &Written> {
        self.all.iter().filter(move |written| written.person == person)
    }

    fn get_mut(&mut self, id: WrittenId) -> Option<&mut Written> {
        self.all.iter_mut().find(|written| written.id == id)
    }
}

/// A command on written opinions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Submits one, from a phone.
    #[serde(rename = "HandIn")]
    Submit {
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        #[serde(default)]
        hamlet: String,
        /// What it says.
        text: String,
    },
    /// Takes one up: puts it into the minutes.
    TakeUp {
        /// The written opinion.
        written: WrittenId,
    },
    /// Answers one, or answers it anew.
    AnswerWritten {
        /// The written opinion.
        written: WrittenId,
        /// The answer.
        answer: String,
    },
}

/// What happened to written opinions, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// One was submitted.
    #[serde(rename = "HandedIn")]
    Submitted {
        /// Id given to it.
        written: WrittenId,
        /// The person whose phone it came from.
        person: PersonId,
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// What it says.
        text: String,
    },
    /// One was taken up: put into the minutes.
    TakenUp {
        /// The written opinion.
        written: WrittenId,
    },
    /// One was answered.
    WrittenAnswered {
        /// The written opinion.
        written: WrittenId,
        /// The answer.
        answer: String,
    },
}
