//! Undo: a new event that restores what a step of the chair or the office changed on the agenda, the list
//! or the floor. History keeps both the step and its undoing; typed words, ballots and numbers that were
//! told stay.
//!
//! Beside each of the last steps stands what it changed, as it was before. A step is undone from the
//! newest back, one at a time, and named by what it did. Once someone else has acted on the same request
//! or speech, or words were written under what it began, something rests on it: it is passed over, and the
//! next older one that has nothing to do with it can be undone.

pub(crate) mod apply;
pub(crate) mod decide;
pub(crate) mod note;
mod prior;

use serde::{Deserialize, Serialize};

use crate::actor::Place;
use crate::clock::Correction;
use crate::history::Action;
use crate::id::{EntryId, RequestId, SpeechId};
use crate::time::Moment;

pub use crate::refusal::Held;
use prior::Prior;

pub use decide::{Offer, offered};

/// How many steps can be undone one after the other.
const MOST: usize = 40;

/// The steps that can be undone, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    steps: Vec<Step>,
}

/// What one command of the chair or the office did, or a removal of many from the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The position of its first event: its name on the wire.
    pub position: u64,
    /// When it was done.
    pub at: Moment,
    /// From where.
    pub by: Place,
    /// What it did.
    pub action: Action,
    #[serde(rename = "before")]
    prior: Prior,
    /// Whether someone else has acted since on what it changed.
    held: bool,
}

/// A command to undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Undoes the newest step, if it is this one: two who press at once undo one step, not two.
    Undo {
        /// The position by which it is named.
        step: u64,
    },
}

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A step was undone.
    Undone {
        /// Which.
        step: u64,
        /// Requests that changed back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        requests: Vec<RequestId>,
        /// Speeches that changed back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        speeches: Vec<SpeechId>,
        /// Entries that left the minutes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        entries: Vec<EntryId>,
    },
}

impl Undo {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        // What was before an older step was so by the clock that was right.
        for step in self.steps.iter_mut().filter(|step| step.at >= correction.from) {
            step.action.correct(correction);
            step.prior.correct(correction);
            correction.past(&mut step.at);
        }
    }

    /// The last steps, the oldest first, whether or not something rests on them.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}
