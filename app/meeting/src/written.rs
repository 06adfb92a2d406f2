//! Written opinions: what people hand in from their phones for the desk, and what became of it.
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

/// Most characters of a written opinion: a full page by hand.
pub const TEXT: usize = 2_000;
/// Most characters of an answer to it: with all its accents still a push that a weak line carries.
pub const ANSWER: usize = 400;

/// A written opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its name on the wire.
    pub id: WrittenId,
    /// Whose phone.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What it says.
    pub text: String,
    /// When it came.
    pub at: Moment,
    /// Whether it is in the minutes.
    pub taken_up: bool,
    /// What was answered; empty until it is.
    pub answer: String,
}

/// All written opinions of a meeting, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenOpinions {
    /// In order.
    pub all: Vec<Written>,
}

impl WrittenOpinions {
    /// Their times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.all.iter_mut().for_each(|written| correction.past(&mut written.at));
    }

    /// The one with this id.
    #[must_use]
    pub fn get(&self, id: WrittenId) -> Option<&Written> {
        self.all.iter().find(|written| written.id == id)
    }

    /// Those of one person.
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
    /// Hands one in, from a phone.
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
    /// Puts one into the minutes.
    TakeUp {
        /// Which.
        written: WrittenId,
    },
    /// Answers one, or answers it anew.
    AnswerWritten {
        /// Which.
        written: WrittenId,
        /// What is answered.
        answer: String,
    },
}

/// What happened to written opinions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// One was handed in.
    #[serde(rename = "HandedIn")]
    Submitted {
        /// Its id.
        written: WrittenId,
        /// Whose phone.
        person: PersonId,
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// What it says.
        text: String,
    },
    /// One was put into the minutes.
    TakenUp {
        /// Which.
        written: WrittenId,
    },
    /// One was answered.
    WrittenAnswered {
        /// Which.
        written: WrittenId,
        /// What was answered.
        answer: String,
    },
}
