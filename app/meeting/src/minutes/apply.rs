//! Applies events of the minutes.

use super::{Event, Fact, Target};
use crate::Meeting;
use crate::time::Moment;

/// Applies an event of the minutes themselves.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, at: Moment, position: u64) {
    match event {
        Event::NoteWritten { text } => meeting.minutes.push(at, Fact::Note, text.clone(), position),
        Event::TextSpliced { target, splice } => {
            let doc = match target {
                Target::Entry(id) => meeting.minutes.text_mut(*id),
                Target::Opinion(id) => meeting.opinions.text_mut(*id),
                Target::Notes(id) => meeting.agenda.item_mut(*id).map(|item| &mut item.notes),
            };
            if let Some(doc) = doc {
                doc.splice(splice.clone(), position);
            }
        }
    }
}
