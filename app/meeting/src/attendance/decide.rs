//! Decides commands on attendance.

use super::{Command, Event};
use crate::id::AttendeeId;
use crate::refusal::{Field, Refusal, Thing};
use crate::state::Meeting;
use crate::validate;

/// Most people one may count: more than any hall holds.
const MOST_PRESENT: i64 = 100_000;

/// Decides a command on attendance.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::state::Event>, Refusal> {
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
