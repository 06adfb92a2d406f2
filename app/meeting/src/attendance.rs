//! Who is here: people checked in by name at the desk, and a count of the rest.

use serde::{Deserialize, Serialize};

use crate::Meeting;
use crate::clock::Correction;
use crate::id::AttendeeId;
use crate::refusal::{Field, Refusal, Thing};
use crate::speakers::PersonKey;
use crate::time::Moment;
use crate::validate;

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

/// Most people one may count: more than any hall holds.
const MOST_PRESENT: i64 = 100_000;

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

/// Decides a command on attendance.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::Event>, Refusal> {
    let attendance = &meeting.attendance;
    if meeting.agenda.phase == crate::agenda::Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    let event = match command {
        Command::CheckIn { name, hamlet, kind, namesake } => {
            validate::in_range(attendance.named.len() as i64 + 1, Field::Count, 1, MOST_PRESENT)?;
            let name = validate::line(name, Field::Name, validate::NAME)?;
            let hamlet = validate::optional_line(hamlet, Field::Hamlet, validate::NAME)?;
            // Two desks may check one person in; the count feeds a rule of law.
            if let Some(known) = attendance.called(&name, &hamlet).filter(|_| !namesake) {
                return Err(Refusal::SameAttendee { at: known.at });
            }
            Event::CheckedIn { attendee: AttendeeId::after(attendance.last_id), name, hamlet, kind: *kind }
        }
        Command::CheckOut { attendee } => {
            if !attendance.named.iter().any(|known| known.id == *attendee) {
                return Err(Refusal::NotFound { thing: Thing::Attendee });
            }
            Event::CheckedOut { attendee: *attendee }
        }
        Command::AddArrivals { residents, officials } => {
            let counts = [(attendance.residents, residents), (attendance.officials, officials)];
            for (now, more) in counts {
                validate::in_range(i64::from(now) + i64::from(*more), Field::Count, 0, MOST_PRESENT)?;
            }
            Event::ArrivalsCounted { residents: *residents, officials: *officials }
        }
    };
    Ok(vec![event.into()])
}

/// Applies what happened to attendance.
pub(crate) fn apply(attendance: &mut Attendance, event: &Event, at: Moment) {
    match event {
        Event::CheckedIn { attendee, name, hamlet, kind } => {
            attendance.last_id = Some(*attendee);
            let (name, hamlet) = (name.clone(), hamlet.clone());
            attendance.named.push(Attendee { id: *attendee, name, hamlet, kind: *kind, at });
        }
        Event::CheckedOut { attendee } => attendance.named.retain(|known| known.id != *attendee),
        Event::ArrivalsCounted { residents, officials } => {
            attendance.residents = attendance.residents.saturating_add_signed(*residents);
            attendance.officials = attendance.officials.saturating_add_signed(*officials);
        }
    }
}
