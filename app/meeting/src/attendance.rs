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
    /// Id, as on the wire.
    pub id: AttendeeId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// In which capacity they came.
    pub kind: Kind,
    /// When they were checked in.
    pub at: Moment,
}

/// Everyone who is here: those checked in by name, and counts of the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// People checked in by name, in the order they came.
    pub named: Vec<Attendee>,
    /// Counted residents without a name.
    pub residents: u32,
    /// Counted officials without a name.
    pub officials: u32,
    /// The highest attendee id ever given.
    last_id: Option<AttendeeId>,
}

impl Attendance {
    /// Moves its times by a correction of the clock.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.named.iter_mut().for_each(|attendee| correction.past(&mut attendee.at));
    }

    /// Number of residents here, named and counted.
    #[must_use]
    pub fn all_residents(&self) -> u32 {
        self.residents + self.count_named(Kind::Resident)
    }

    /// Number of officials here, named and counted.
    #[must_use]
    pub fn all_officials(&self) -> u32 {
        self.officials + self.count_named(Kind::Official)
    }

    /// Finds a checked-in person with this name from this hamlet.
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
        /// In which capacity they come.
        #[serde(default)]
        kind: Kind,
        /// True if staff say that this is another person than the one of this name from this hamlet who is checked in.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        namesake: bool,
    },
    /// Removes someone who was checked in by name.
    CheckOut {
        /// Whose check-in is removed.
        attendee: AttendeeId,
    },
    /// Counts people in, or out if negative. A difference, so that two desks counting at once add up.
    AddArrivals {
        /// How many residents more.
        #[serde(default)]
        residents: i32,
        /// How many officials more.
        #[serde(default)]
        officials: i32,
    },
}

/// What happened to attendance, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Someone was checked in.
    CheckedIn {
        /// Id given to them.
        attendee: AttendeeId,
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// In which capacity they came.
        kind: Kind,
    },
    /// A check-in was taken back.
    CheckedOut {
        /// Whose check-in was taken back.
        attendee: AttendeeId,
    },
    /// People without a name were counted in, or out if negative.
    ArrivalsCounted {
        /// How many residents more.
        residents: i32,
        /// How many officials more.
        officials: i32,
    },
}
