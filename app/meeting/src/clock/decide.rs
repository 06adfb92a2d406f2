//! Decides and applies a correction of the clock to every time of a meeting.

use super::Correction;
use crate::{Event, Meeting, details, speakers};

/// Decides a correction of the clock: no event, if that was done already or nothing was recorded or runs under the
/// wrong one.
pub(crate) fn decide(meeting: &Meeting, correction: Correction) -> Vec<Event> {
    let known = meeting.corrections.last().is_some_and(|last| last.answer >= correction.answer);
    let concerns = meeting.last >= correction.from || deadlines(meeting);
    if known || !concerns || correction.by_ms() == 0 {
        return Vec::new();
    }
    vec![details::Event::ClockCorrected(correction).into()]
}

/// True if something runs towards its end: a speech, a last call or a poll.
fn deadlines(meeting: &Meeting) -> bool {
    let speech = meeting.speakers.current();
    let speaking = speech.is_some_and(|speech| matches!(speech.clock, speakers::Clock::Running { .. }));
    speaking
        || meeting.speakers.rules.last_call.is_some()
        || meeting.polls.all.iter().any(|poll| poll.closes.is_some())
}

/// Moves every moment of a meeting that was recorded under the wrong clock.
pub(crate) fn apply(meeting: &mut Meeting, correction: &Correction, position: u64) {
    meeting.agenda.correct(correction);
    meeting.speakers.correct(correction);
    meeting.written.correct(correction);
    meeting.contacts.correct(correction);
    meeting.minutes.correct(correction);
    meeting.polls.correct(correction);
    meeting.attendance.correct(correction);
    meeting.undo.correct(correction);
    meeting.corrections.0.push((position, *correction));
}
