//! Writes into the minutes what happens elsewhere: items, speeches, polls.

use super::{Fact, Minutes};
use crate::time::Moment;
use crate::{agenda, poll, speakers, written};

/// Adds the entry that an event of another subject makes, if it makes one.
pub(crate) fn record(minutes: &mut Minutes, event: &crate::state::Event, at: Moment, position: u64) {
    let fact = match event {
        crate::state::Event::Agenda(event) => match event {
            agenda::Event::MeetingOpened => Fact::MeetingOpened,
            agenda::Event::ItemStarted { id } => Fact::Item(*id),
            agenda::Event::ItemSkipped { id } => Fact::ItemSkipped(*id),
            agenda::Event::MeetingClosed => Fact::MeetingClosed,
            _ => return,
        },
        crate::state::Event::Speakers(speakers::Event::FloorGiven { speech, .. }) => Fact::Speech(*speech),
        crate::state::Event::Written(written::Event::TakenUp { written }) => Fact::Written(*written),
        crate::state::Event::Poll(event) => match event {
            poll::Event::PollOpened { poll, .. } => Fact::PollOpened(*poll),
            poll::Event::PollClosed { poll } => Fact::PollClosed(*poll),
            poll::Event::PollReopened { poll, reason } => {
                return minutes.push(at, Fact::PollReopened(*poll), reason.clone(), position);
            }
            poll::Event::PollDiscarded { poll, reason } => {
                return minutes.push(at, Fact::PollDiscarded(*poll), reason.clone(), position);
            }
            _ => return,
        },
        _ => return,
    };
    minutes.push(at, fact, String::new(), position);
}
