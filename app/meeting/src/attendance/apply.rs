//! Applies events of attendance.

use super::{Attendance, Attendee, Event};
use crate::time::Moment;

/// Applies an event of attendance.
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
