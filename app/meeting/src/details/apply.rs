//! Applies events of the meeting as a whole.

use super::{Event, ProgrammeCopy};
use crate::Meeting;
use crate::clock;

/// Applies an event of the meeting as a whole.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, position: u64) {
    match event {
        Event::MeetingCreated { code, title, programme } => {
            meeting.code.clone_from(code);
            meeting.details.title.clone_from(title);
            meeting.details.chairs.clone_from(&programme.chairs);
            meeting.programme = ProgrammeCopy::clone(programme);
        }
        Event::MeetingDescribed(details) => meeting.details = details.clone(),
        Event::ClockCorrected(correction) => clock::decide::apply(meeting, correction, position),
    }
}
