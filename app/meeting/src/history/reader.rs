//! Reads the history from a journal: one line for each action.

use crate::clock::Corrections;
use crate::{Event, Meeting, poll};
use serde::{Deserialize, Serialize};

use super::{Action, action};

/// One line of the history: an action with its position, its time and who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The position of its event in the journal.
    pub position: u64,
    /// When it was done.
    pub at: crate::Moment,
    /// Who: a staff place, a phone, or the program.
    pub by: crate::Actor,
    /// What was done.
    pub action: Action,
}

/// Reads the history off a meeting's events as they come, so that they need not be held all at once.
#[derive(Debug)]
pub struct Reader {
    meeting: Meeting,
    corrections: Corrections,
}

impl Reader {
    /// A reader for a meeting whose clock was put right like this: what was done before is told with the time at which
    /// it was done.
    #[must_use]
    pub fn new(corrections: Corrections) -> Self {
        Self { meeting: Meeting::default(), corrections }
    }

    /// The line that the next event makes, if it makes one; each event is given once, in order.
    pub fn next(&mut self, recorded: &crate::state::Recorded) -> Option<Line> {
        // What the program laid down when the meeting was made is its beginning, not its history.
        let laid_down = recorded.by == crate::Actor::System
            && matches!(recorded.event, Event::Agenda(_) | Event::Poll(poll::Event::PollWritten { .. }));
        let crate::state::Recorded { position, at, .. } = *recorded;
        let by = match &recorded.event {
            Event::Keys(event) => event.by(),
            _ => recorded.by,
        };
        let line = action(&self.meeting, &recorded.event).filter(|_| !laid_down).map(|mut action| {
            self.corrections.of(position, at).for_each(|correction| action.correct(correction));
            Line { position, at: self.corrections.time_of(position, at), by, action }
        });
        self.meeting.apply(recorded);
        line
    }
}

/// Reads the history of a meeting from all of its events, in order.
pub fn read<'a>(events: impl IntoIterator<Item = &'a crate::state::Recorded> + Clone) -> Vec<Line> {
    let mut reader = Reader::new(Meeting::rebuilt(events.clone()).corrections);
    events.into_iter().filter_map(|recorded| reader.next(recorded)).collect()
}
