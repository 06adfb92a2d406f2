//! Where people can be reached with a written answer: telephone numbers and addresses. They stand beside the journal,
//! which forgets nothing, and are gone once they are erased. On record is that someone left one, that they were read,
//! and that they were erased.
//!
//! A contact comes with a request for the floor and is stored for as long as the office has set after the last answer.

pub(crate) mod apply;
pub(crate) mod decide;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::RequestId;
use crate::time::Moment;

pub use decide::{Standing, due, standing};

/// Days that contacts are stored after the last answer, unless the office says otherwise.
pub const DEFAULT_DAYS: u32 = 30;
/// The most days the office may set.
pub const MOST_DAYS: u32 = 365;
/// Milliseconds of a day.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What is on record of a meeting's contacts; the contacts themselves are stored beside the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// The requests that have a contact.
    pub left: BTreeSet<RequestId>,
    /// Days that they are stored after the last answer.
    pub days: u32,
    /// When the meeting was closed or, if that was later, when an outcome was last decided.
    pub answered: Option<Moment>,
}

impl Default for Contacts {
    fn default() -> Self {
        Self { left: BTreeSet::new(), days: DEFAULT_DAYS, answered: None }
    }
}

impl Contacts {
    /// Moves its times by a correction of the clock.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.answered.iter_mut().for_each(|at| correction.past(at));
    }
}

/// A command on contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Reads all contacts that there are, on the record.
    ReadContacts,
    /// Erases all contacts that there are.
    EraseContacts,
    /// Erases all contacts if they have been stored as long as was set. Only the program itself sends it.
    EraseDueContacts,
    /// Sets how long contacts are stored after the last answer.
    #[serde(rename = "KeepContacts")]
    SetContactDays {
        /// In days; 0 erases them as soon as the last answer is given.
        days: u32,
    },
}

/// What happened to contacts, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A contact was left, or another in its stead.
    ContactLeft {
        /// The request it was left with.
        request: RequestId,
        /// The contact itself. On its way to the disk only: it is written beside the event, never in it.
        #[serde(skip)]
        contact: String,
    },
    /// Contacts were read.
    ContactsRead {
        /// The requests they were left with.
        requests: Vec<RequestId>,
    },
    /// All contacts were erased.
    ContactsErased {
        /// How many there were.
        count: u32,
    },
    /// It was set how long contacts are stored.
    ContactDaysSet {
        /// In days after the last answer.
        days: u32,
    },
}
