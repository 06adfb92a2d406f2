//! Who is here: people checked in by name at the desk, and a count of the rest.

pub(crate) mod apply;
pub(crate) mod decide;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::AttendeeId;
use crate::person_key::PersonKey;
use crate::time::Moment;

/// Whether someone comes as one of the people or on duty. Rules on how many must come count residents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of the people.
    #[default]
    Resident,
    /// On duty.
    Official,
}

/// Someone checked in by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Its name on the wire.
    pub id: AttendeeId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// As what.
    pub kind: Kind,
    /// When.
    pub at: Moment,
}

/// Who is here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Checked in by name, in the order they came.
    pub named: Vec<Attendee>,
    /// Counted residents without a name.
    pub residents: u32,
    /// Counted officials without a name.
    pub officials: u32,
    /// The highest id ever given.
    last_id: Option<AttendeeId>,
}

impl Attendance {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.named.iter_mut().for_each(|attendee| correction.past(&mut attendee.at));
    }

    /// Residents here, named and counted.
    #[must_use]
    pub fn all_residents(&self) -> u32 {
        self.residents + self.count_named(Kind::Resident)
    }

    /// Officials here, named and counted.
    #[must_use]
    pub fn all_officials(&self) -> u32 {
        self.officials + self.count_named(Kind::Official)
    }

    /// Someone of this name from this hamlet who is checked in.
    fn called(&self, name: &str, hamlet: &str) -> Option<&Attendee> {
        let key = PersonKey::of(name, hamlet);
        self.named.iter().find(|known| PersonKey::of(&known.name, &known.hamlet) == key)
    }

    fn count_named(&self, kind: Kind) -> u32 {
        let count = self.named.iter().filter(|attendee| attendee.kind == kind).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// A command on attendance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Checks someone in by name.
    CheckIn {
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        #[serde(default)]
        hamlet: String,
        /// As what.
        #[serde(default)]
        kind: Kind,
        /// Whether staff say that it is another than the one of this name from this hamlet who is checked in.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        namesake: bool,
    },
    /// Takes a check-in back.
    CheckOut {
        /// Whose.
        attendee: AttendeeId,
    },
    /// Counts people in, or out if negative. A difference, so that two desks counting at once add up.
    AddArrivals {
        /// Residents more.
        #[serde(default)]
        residents: i32,
        /// Officials more.
        #[serde(default)]
        officials: i32,
    },
}

/// What happened to attendance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Someone was checked in.
    CheckedIn {
        /// Id given.
        attendee: AttendeeId,
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// As what.
        kind: Kind,
    },
    /// A check-in was taken back.
    CheckedOut {
        /// Whose.
        attendee: AttendeeId,
    },
    /// People were counted.
    ArrivalsCounted {
        /// Residents more.
        residents: i32,
        /// Officials more.
        officials: i32,
    },
}
