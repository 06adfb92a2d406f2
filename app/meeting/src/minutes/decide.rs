//! Decides commands on the minutes.

use super::{Command, Event, Target};
use crate::refusal::{Field, Refusal, Thing};
use crate::splice::Unmergeable;
use crate::{Meeting, validate};

/// Decides a command on the minutes. They are finished after the meeting, so a closed one takes them.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::state::Event>, Refusal> {
    match command {
        Command::WriteNote { text } => {
            let text = validate::paragraphs(text, Field::Text, validate::TEXT)?;
            Ok(vec![Event::NoteWritten { text }.into()])
        }
        Command::EditText { target, revision, splice } => {
            let doc = match target {
                Target::Entry(id) => meeting.minutes.entry(*id).map(|entry| &entry.text),
                Target::Opinion(id) => meeting.opinions.get(*id).map(|opinion| &opinion.text),
                Target::Notes(id) => meeting.agenda.item(*id).map(|item| &item.notes),
            };
            let missing = match target {
                Target::Entry(_) => Thing::Entry,
                Target::Opinion(_) => Thing::Opinion,
                Target::Notes(_) => Thing::Item,
            };
            let doc = doc.ok_or(Refusal::NotFound { thing: missing })?;
            validate::check(&splice.inserted, Field::Text, validate::TEXT)?;
            let splice = doc.merge(*revision, splice).map_err(|fault| match fault {
                Unmergeable::Revision => Refusal::UnknownRevision { newest: doc.revision() },
                Unmergeable::Outside => Refusal::OutsideText,
            })?;
            let length = doc.text().chars().count() + splice.inserted.chars().count() - splice.removed;
            if length > validate::TEXT {
                return Err(Refusal::TooLong { field: Field::Text, most: validate::TEXT });
            }
            Ok(vec![Event::TextSpliced { target: *target, splice }.into()])
        }
    }
}
