//! Panel types of the minutes.

use serde::{Deserialize, Serialize};

use super::{CountedQuestion, is_zero};
use crate::id::{EntryId, OpinionId, SpeechId};
use crate::opinions::Outcome;
use crate::speakers::{Agreeing, Purpose};
use crate::time::Moment;

/// The ids of the minutes' entries, each of which is a panel of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesPanel {
    /// The entries, in the order things happened.
    pub entries: Vec<EntryId>,
}

/// A text with the revision it is at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextView {
    /// The words.
    pub text: String,
    /// The journal position of the last change.
    pub revision: u64,
}

impl From<&crate::splice::Doc> for TextView {
    fn from(doc: &crate::splice::Doc) -> Self {
        Self { text: doc.text().to_owned(), revision: doc.revision() }
    }
}

/// What an entry of the minutes tells of, with its names and times looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactView {
    /// The meeting was opened.
    MeetingOpened,
    /// An item began.
    Item {
        /// The item's number as people count.
        number: usize,
        /// Which part of that item it is; 0 is the item itself.
        #[serde(default, skip_serializing_if = "is_zero")]
        part: usize,
        /// The item's title.
        title: String,
        /// Who led it.
        lead: String,
    },
    /// An item was left out.
    ItemSkipped {
        /// The item's number as people count.
        number: usize,
        /// Which part of that item it is; 0 is the item itself.
        #[serde(default, skip_serializing_if = "is_zero")]
        part: usize,
        /// The item's title.
        title: String,
    },
    /// Someone had the floor.
    Speech {
        /// Id of the speech.
        speech: SpeechId,
        /// What the speech was for.
        purpose: Purpose,
        /// The speaker's name.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// On whose behalf; empty if their own.
        on_behalf: String,
        /// The subject, as registered.
        subject: String,
        /// When it ended.
        ended: Option<Moment>,
        /// Milliseconds spoken, once ended.
        spoken_ms: Option<i64>,
        /// Names of those who ask the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        agreeing: Vec<String>,
        /// What those registered, with their names; those who registered nothing of their own are left out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Agreeing>,
        /// True if it left the topic.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        off_topic: bool,
        /// Why it was ended for a breach of the rules; empty if it was not.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        breach: String,
        /// The opinions raised at it.
        opinions: Vec<OpinionView>,
    },
    /// The poll was opened.
    PollOpened {
        /// Title of the poll.
        question: String,
    },
    /// The poll was closed.
    PollClosed {
        /// Once counted: each question that is ticked, and ballots for each of its options.
        counts: Option<Vec<CountedQuestion>>,
    },
    /// The poll was opened again.
    PollReopened,
    /// The poll was discarded.
    PollDiscarded,
    /// The meeting was closed.
    MeetingClosed,
    /// A written opinion was taken up.
    Written {
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// What it says.
        text: String,
        /// The answer to it; empty until it is given.
        answer: String,
    },
    /// The secretary wrote something of their own.
    Note,
}

/// An opinion raised at a speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionView {
    /// Id, as on the wire, and its number.
    pub id: OpinionId,
    /// Its words.
    pub text: TextView,
    /// Its outcome; `None` until it is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// An entry of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPanel {
    /// Id, as on the wire.
    pub id: EntryId,
    /// When what it tells of happened.
    pub at: Moment,
    /// What it tells of.
    pub fact: FactView,
    /// What the secretary wrote beside it.
    pub text: TextView,
}
