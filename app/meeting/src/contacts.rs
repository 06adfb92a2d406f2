//! Where people can be reached with a written answer: telephone numbers and addresses. They stand beside the journal,
//! which forgets nothing, and are gone once they are erased. On record is that someone left one, that they were read,
//! and that they were erased.
//!
//! A contact comes with a request for the floor and is kept for as long as the office has set after the last answer.

pub(crate) mod apply;
pub(crate) mod decide;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::RequestId;
use crate::time::Moment;

pub use decide::{Standing, due, standing};

/// Days that contacts are kept after the last answer, unless the office says otherwise.
pub const DEFAULT_DAYS: u32 = 30;
/// The most days the office may set.
pub const MOST_DAYS: u32 = 365;
/// Milliseconds of a day.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What is on record of a meeting's contacts; the contacts themselves are not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// Whose request has one.
    pub left: BTreeSet<RequestId>,
    /// Days that they are kept after the last answer.
    pub days: u32,
    /// When the meeting was closed or, if that was later, what became of an opinion was last decided.
    pub answered: Option<Moment>,
}

impl Default for Contacts {
    fn default() -> Self {
        Self { left: BTreeSet::new(), days: DEFAULT_DAYS, answered: None }
    }
}

impl Contacts {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.answered.iter_mut().for_each(|at| correction.past(at));
    }
}

/// A command on contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Reads all that there are.
    ReadContacts,
    /// Erases all that there are.
    EraseContacts,
    /// Erases all that there are if they have been kept as long as was set: the program itself does.
    EraseDueContacts,
    /// Sets how long they are kept after the last answer.
    #[serde(rename = "KeepContacts")]
    SetContactDays {
        /// In days; 0 is until the answer is given.
        days: u32,
    },
}

/// What happened to contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// One was left, or another in its stead.
    ContactLeft {
        /// With which request.
        request: RequestId,
        /// What it is. On its way to the disk only: it is written beside the event, never in it.
        #[serde(skip)]
        contact: String,
    },
    /// They were read.
    ContactsRead {
        /// With which requests they were left.
        requests: Vec<RequestId>,
    },
    /// All were erased.
    ContactsErased {
        /// How many there were.
        count: u32,
    },
    /// How long they are kept was set.
    ContactDaysSet {
        /// In days after the last answer.
        days: u32,
    },
}
