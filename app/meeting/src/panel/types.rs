//! What each panel holds.

mod minutes;
mod poll;
mod speakers;

use serde::{Deserialize, Serialize};

use crate::actor::Place;
use crate::agenda::timing::Timed;
use crate::agenda::{Attachment, ItemKind, ItemState, Phase};
use crate::attendance::Attendee;
use crate::history::Action;
use crate::id::{CardNumber, ItemId, OpinionId, PollId, RequestId, WrittenId};
use crate::opinions::Outcome;
use crate::programme::AttendanceRule;
use crate::projector::Scene;
use crate::time::Moment;
use crate::undo::Held;

pub use minutes::{EntryPanel, FactView, MinutesPanel, OpinionView, TextView};
pub use poll::{
    BallotPanel, BallotView, CountedQuestion, PaperBallotsPanel, PaperFigures, PollPanel, PreparedPoll,
    UncountedPoll,
};
pub use speakers::{
    Floor, LeftRequest, Proposal, SpeakersPanel, SpeechDetail, SpeechView, TotalsPanel, Waiting,
    WaitingDetail,
};

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
    /// When it is to end, as the office says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Moment>,
    /// When it was to end by the minutes planned when it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_end: Option<Moment>,
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
    /// Whether written opinions are taken.
    #[serde(default)]
    pub intake: bool,
    /// Fields or issues of the programme that opinions are sorted by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Days that contacts are kept after the last answer.
    #[serde(default)]
    pub contact_days: u32,
}

/// An agenda item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// Its name on the wire.
    pub id: ItemId,
    /// Its number as people count; 0 while the hall may not see it.
    pub number: usize,
    /// Which part of that item it is; 0 is the item itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub part: usize,
    /// The item it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<ItemId>,
    /// What it is.
    pub kind: ItemKind,
    /// What is on.
    pub title: String,
    /// Who leads it.
    pub lead: String,
    /// Minutes planned.
    #[serde(rename = "minutes")]
    pub planned_duration: Option<u32>,
    /// Seconds a speech gets in it, if not the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// May be left out.
    pub optional: bool,
    /// Not yet for the hall to see.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// How far it is.
    pub state: ItemState,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
    /// Milliseconds it was on before it last began.
    #[serde(default)]
    pub spent_ms: i64,
    /// Papers and addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What the chair notes, for the chair alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<TextView>,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl ItemView {
    /// Its number in writing: 4, or 4.2; empty while it has none.
    #[must_use]
    pub fn label(&self) -> String {
        label(self.number, self.part)
    }

    /// What the sums of planned and actual time need to know of it.
    #[must_use]
    pub fn timed(&self) -> Timed {
        Timed {
            id: self.id,
            under: self.under,
            kind: self.kind,
            state: self.state,
            planned_duration: self.planned_duration,
            started: self.started,
            finished: self.finished,
            spent_ms: self.spent_ms,
        }
    }
}

/// An item's number in writing: 4, or 4.2; empty if it has none.
#[must_use]
pub fn label(number: usize, part: usize) -> String {
    match (number, part) {
        (0, _) => String::new(),
        (number, 0) => number.to_string(),
        (number, part) => format!("{number}.{part}"),
    }
}

/// The agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaPanel {
    /// In order.
    pub items: Vec<ItemView>,
    /// The next to take.
    pub next: Option<ItemId>,
}

/// The last steps, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoPanel {
    /// The last, the newest first, whoever made them.
    pub steps: Vec<StepView>,
    /// What this place could take back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<OfferView>,
}

/// The last step of a place, which it could take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// Which.
    pub step: StepView,
    /// Why it cannot be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// Whether taking it back changes what the hall is at: it is asked once more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moves_agenda: bool,
}

/// A step that can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// Its name on the wire: the position of its first event.
    pub step: u64,
    /// When it was done.
    pub at: Moment,
    /// From where.
    pub by: Place,
    /// What it did.
    pub action: Action,
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
    /// In a break: when the meeting goes on, as planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resumes: Option<Moment>,
    /// In the conclusions: every opinion, in the order they were written down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conclusions: Vec<ConclusionView>,
}

/// What becomes of an opinion, as the hall may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConclusionView {
    /// Its number.
    pub opinion: OpinionId,
    /// Who raised it.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What was decided; `None` until it is.
    pub outcome: Option<Outcome>,
}

/// The door cards, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardsPanel {
    /// How many there are: they are numbered from 1.
    pub printed: u32,
    /// Those in someone's hand.
    pub out: Vec<CardNumber>,
    /// Those that are worth nothing any more.
    pub voided: Vec<CardNumber>,
    /// How often someone tried a card there is not.
    pub guesses: u32,
    /// Whether the cards in people's hands open nothing any more, and the stack has not been printed since.
    #[serde(default)]
    pub renewed: bool,
    /// Whether only who has a card may ask and hand in from a phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only: bool,
}

/// What was handed in in writing, in the order it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenPanel {
    /// All of it.
    pub all: Vec<WrittenView>,
    /// How many more there are besides those.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: usize,
    /// How many of all are not in the minutes.
    #[serde(default)]
    pub open: usize,
}

/// A written opinion, as staff see it. Whose phone it came from stays with the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenView {
    /// Its name on the wire.
    pub id: WrittenId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What it says.
    pub text: String,
    /// When it came.
    pub at: Moment,
    /// Whether it is in the minutes.
    pub taken_up: bool,
    /// What was answered; empty until it is.
    pub answer: String,
}

/// What belongs to one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// The own request that waits or speaks.
    pub request: Option<MyRequest>,
    /// The polls in whose urn one's ballot is.
    pub voted: Vec<PollId>,
    /// The one of them that takes ballots, if one's own stands there, whether or not others may be replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<PollId>,
    /// The polls of which one's door card went into a paper.
    #[serde(rename = "papers", default, skip_serializing_if = "Vec::is_empty")]
    pub paper_ballots: Vec<PollId>,
    /// The door card one sits by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardNumber>,
    /// Whether it is worth nothing any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub card_voided: bool,
    /// What one has handed in in writing, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<MyWritten>,
}

/// One's own written opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyWritten {
    /// How it begins: enough to know it again.
    pub begins: String,
    /// Whether it is in the minutes.
    pub taken_up: bool,
    /// What was answered; empty until it is.
    pub answer: String,
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
    /// Whether one is asked to come forward.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub called: bool,
    /// Who speaks for one, having asked the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_with: Option<String>,
}
