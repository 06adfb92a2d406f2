//! What each panel holds.

use serde::{Deserialize, Serialize};

use crate::agenda::{ItemKind, ItemState, Phase};
use crate::attendance::Attendee;
use crate::id::{EntryId, ItemId, OpinionId, RequestId, SpeechId};
use crate::poll::State;
use crate::programme::AttendanceRule;
use crate::projector::Scene;
use crate::speakers::{Clock, Purpose, Source};
use crate::time::Moment;

/// What the meeting is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The code people join by.
    pub code: String,
    /// Title, as on the papers.
    pub title: String,
    /// Where.
    pub venue: String,
    /// When it is to begin.
    pub starts: Option<Moment>,
    /// Those who chair.
    pub chairs: Vec<String>,
    /// Those who write.
    pub secretaries: Vec<String>,
    /// Where it stands.
    pub phase: Phase,
    /// When it began.
    pub opened: Option<Moment>,
    /// When it ended.
    pub closed: Option<Moment>,
    /// House rules.
    pub rules: Vec<String>,
}

/// An agenda item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// Its name on the wire.
    pub id: ItemId,
    /// Its number as people count.
    pub number: usize,
    /// What it is.
    pub kind: ItemKind,
    /// What is on.
    pub title: String,
    /// Who leads it.
    pub lead: String,
    /// Minutes planned.
    pub minutes: Option<u32>,
    /// May be left out.
    pub optional: bool,
    /// How far it is.
    pub state: ItemState,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
}

/// The agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaPanel {
    /// In order.
    pub items: Vec<ItemView>,
    /// The next to take.
    pub next: Option<ItemId>,
}

/// Someone's speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechView {
    /// Its name on the wire.
    pub id: SpeechId,
    /// The request it fulfils.
    pub request: Option<RequestId>,
    /// What for.
    pub purpose: Purpose,
    /// The name called out.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// Milliseconds given in all.
    pub allotted_ms: i64,
    /// How the time stands.
    pub clock: Clock,
}

/// What is on and who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// The item that is on.
    pub item: Option<ItemView>,
    /// How many items there are.
    pub items: usize,
    /// Who has the floor.
    pub speech: Option<SpeechView>,
    /// Seconds a speech usually gets.
    pub seconds: u32,
}

/// Someone who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The number they were told.
    pub request: RequestId,
    /// Name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What only staff see.
    pub staff: Option<WaitingDetail>,
}

/// What only staff see of someone who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingDetail {
    /// About what.
    pub subject: String,
    /// For whom, if not for oneself.
    pub on_behalf: String,
    /// Where the request came from.
    pub source: Source,
    /// When it was made.
    pub at: Moment,
}

/// Who waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakersPanel {
    /// Whether people may put themselves on the list.
    pub open: bool,
    /// In order.
    pub waiting: Vec<Waiting>,
    /// How many speeches there were.
    pub spoken: usize,
}

/// The poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollPanel {
    /// The question as it is put.
    pub question: String,
    /// Who asks.
    pub asked_by: String,
    /// The scale, best first.
    pub levels: Vec<String>,
    /// How far it is.
    pub state: State,
    /// How many have voted; 0 on a phone until the ballots are counted.
    pub cast: u32,
    /// Whether the hall may see the count.
    pub shown: bool,
    /// Ballots for each level, for those who may see it.
    pub counts: Option<Vec<u32>>,
    /// The free words, for staff.
    pub remarks: Vec<String>,
}

/// Who is here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendancePanel {
    /// Checked in by name, in the order they came.
    pub named: Vec<Attendee>,
    /// All residents, named and counted.
    pub residents: u32,
    /// All officials, named and counted.
    pub officials: u32,
    /// How many must and may come.
    pub rule: Option<AttendanceRule>,
}

/// What the projector shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenePanel {
    /// The picture.
    pub scene: Scene,
    /// Whether the chair pinned it.
    pub pinned: bool,
}

/// Which entries the minutes have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesPanel {
    /// In order.
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

/// What an entry of the minutes says happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactView {
    /// The meeting was opened.
    MeetingOpened,
    /// An item began.
    Item {
        /// Its number as people count.
        number: usize,
        /// What was on.
        title: String,
        /// Who led it.
        lead: String,
    },
    /// An item was left out.
    ItemSkipped {
        /// Its number as people count.
        number: usize,
        /// What would have been on.
        title: String,
    },
    /// Someone had the floor.
    Speech {
        /// Which.
        speech: SpeechId,
        /// What for.
        purpose: Purpose,
        /// Who.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// For whom.
        on_behalf: String,
        /// About what, as registered.
        subject: String,
        /// When it ended.
        ended: Option<Moment>,
        /// Milliseconds spoken, once ended.
        spoken_ms: Option<i64>,
        /// The opinions raised.
        opinions: Vec<(OpinionId, TextView)>,
    },
    /// The poll was opened.
    PollOpened {
        /// The question.
        question: String,
    },
    /// The poll was closed.
    PollClosed {
        /// Ballots for each level, once counted, with the words of the level.
        counts: Option<Vec<(String, u32)>>,
    },
    /// The meeting was closed.
    MeetingClosed,
    /// The secretary wrote something of their own.
    Note,
}

/// An entry of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPanel {
    /// Its name on the wire.
    pub id: EntryId,
    /// When it happened.
    pub at: Moment,
    /// What happened.
    pub fact: FactView,
    /// What the secretary wrote.
    pub text: TextView,
}

/// What belongs to one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// The own request that waits or speaks.
    pub request: Option<MyRequest>,
    /// Whether one's ballot is in the urn.
    pub voted: bool,
}

/// One's own request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyRequest {
    /// The number told.
    pub id: RequestId,
    /// The name given.
    pub name: String,
    /// Whether one has the floor.
    pub speaking: bool,
}
