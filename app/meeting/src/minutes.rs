//! The minutes: what happened is written by the program, the words beside it by the secretary.

pub(crate) mod apply;
pub(crate) mod decide;
pub(crate) mod recording;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::{EntryId, ItemId, OpinionId, PollId, SpeechId, WrittenId};
use crate::splice::{Doc, Splice};
use crate::time::Moment;

/// What an entry is about. The names and times are looked up where they are stored, so that a corrected name is
/// corrected in the minutes too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The meeting was opened.
    MeetingOpened,
    /// An item began.
    Item(ItemId),
    /// An item was left out.
    ItemSkipped(ItemId),
    /// Someone had the floor.
    Speech(SpeechId),
    /// A poll was opened.
    PollOpened(PollId),
    /// A poll was closed, with its count.
    PollClosed(PollId),
    /// A poll was opened again; the text begins with why.
    PollReopened(PollId),
    /// A poll was discarded; the text begins with why.
    PollDiscarded(PollId),
    /// The meeting was closed.
    MeetingClosed,
    /// A written opinion was taken up.
    Written(WrittenId),
    /// The secretary wrote something of their own.
    Note,
}

/// An entry of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Id, as on the wire.
    pub id: EntryId,
    /// When what it tells of happened.
    pub at: Moment,
    /// What it tells of.
    pub fact: Fact,
    /// What the secretary wrote beside it.
    pub text: Doc,
    /// True if what happened was undone. The entry is not shown then, unless words stand in it.
    pub undone: bool,
}

impl Entry {
    /// True if the entry is shown in the minutes: it was not undone, or words stand in it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.undone || !self.text.text().is_empty()
    }
}

/// The minutes of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// The entries, in the order in which things happened.
    pub entries: Vec<Entry>,
}

/// A text that is edited by splices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// What the secretary wrote at an entry.
    Entry(EntryId),
    /// The words of an opinion.
    Opinion(OpinionId),
    /// What the chair notes at an item for the chair alone.
    Notes(ItemId),
}

/// A command on the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Begins an entry of the secretary's own. It may be empty: the words follow as they are typed.
    WriteNote {
        /// The words to begin with.
        #[serde(default)]
        text: String,
    },
    /// Edits a text.
    EditText {
        /// The text to edit.
        target: Target,
        /// The revision the edit was made on.
        revision: u64,
        /// What was removed and inserted where.
        splice: Splice,
    },
}

/// What happened to the minutes, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The secretary began an entry of their own.
    NoteWritten {
        /// The words it begins with.
        text: String,
    },
    /// A text was edited: the splice as it reads on the newest revision.
    TextSpliced {
        /// The text that was edited.
        target: Target,
        /// What was removed and inserted where.
        splice: Splice,
    },
}

impl Minutes {
    /// Moves its times by a correction of the clock.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.entries.iter_mut().for_each(|entry| correction.past(&mut entry.at));
    }

    /// The entry with this id.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        // Entries are numbered from 1 in the order they stand; none is ever removed.
        self.entries.get((id.0 as usize).checked_sub(1)?)
    }

    /// The entry about a speech.
    #[must_use]
    pub fn about_speech(&self, speech: SpeechId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.fact == Fact::Speech(speech))
    }

    /// The entry about a written opinion.
    #[must_use]
    pub fn about_written(&self, written: WrittenId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.fact == Fact::Written(written))
    }

    fn push(&mut self, at: Moment, fact: Fact, text: String, position: u64) {
        let id = EntryId::after(self.entries.last().map(|entry| entry.id));
        self.entries.push(Entry { id, at, fact, text: Doc::new(text, position), undone: false });
    }

    /// Marks an entry as undone.
    pub(crate) fn undo(&mut self, id: EntryId) {
        let index = (id.0 as usize).checked_sub(1);
        if let Some(entry) = index.and_then(|index| self.entries.get_mut(index)) {
            entry.undone = true;
        }
    }

    fn text_mut(&mut self, id: EntryId) -> Option<&mut Doc> {
        let index = (id.0 as usize).checked_sub(1)?;
        self.entries.get_mut(index).map(|entry| &mut entry.text)
    }
}
