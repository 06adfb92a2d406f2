//! The types of panels: what each holds, as it goes over the wire.

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

/// The meeting's title, venue, times, people and phase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The code people join by.
    pub code: String,
    /// Title, as on its documents.
    pub title: String,
    /// Where it is held.
    pub venue: String,
    /// When it is to begin, if that is set.
    pub starts: Option<Moment>,
    /// When it is to end, as the office says, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Moment>,
    /// The end that the planned durations gave when the meeting began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_end: Option<Moment>,
    /// Names of those who chair, with their titles.
    pub chairs: Vec<String>,
    /// Names of the secretaries.
    pub secretaries: Vec<String>,
    /// The phase of the meeting.
    pub phase: Phase,
    /// When it was opened, if it is.
    pub opened: Option<Moment>,
    /// When it was closed, if it is.
    pub closed: Option<Moment>,
    /// Rules of conduct, one an entry.
    pub rules: Vec<String>,
    /// True if written opinions are taken.
    #[serde(default)]
    pub intake: bool,
    /// Fields or issues of the programme that opinions are sorted by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Days that contacts are stored after the last answer.
    #[serde(default)]
    pub contact_days: u32,
}

/// An agenda item as a place may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// Id, as on the wire.
    pub id: ItemId,
    /// Its number as people count; 0 while the hall may not see it.
    pub number: usize,
    /// Which part of that item it is; 0 is the item itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub part: usize,
    /// The item it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<ItemId>,
    /// Its kind.
    pub kind: ItemKind,
    /// Its title.
    pub title: String,
    /// Who leads it.
    pub lead: String,
    /// Planned duration in minutes, if one is planned.
    #[serde(rename = "minutes")]
    pub planned_duration: Option<u32>,
    /// Seconds a speech gets in it, if not the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// True if it may be left out.
    pub optional: bool,
    /// True if the hall may not see it yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Whether it is to come, on, over or left out.
    pub state: ItemState,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
    /// Milliseconds it was on before it last began.
    #[serde(default)]
    pub spent_ms: i64,
    /// Files and addresses, in the order they were attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The chair's notes; `None` for everyone else.
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

    /// The item as the sums of planned and actual time need it.
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
    /// The items in their order.
    pub items: Vec<ItemView>,
    /// The next item to take, if one is to come.
    pub next: Option<ItemId>,
}

/// The steps that can be undone, and the one that is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoPanel {
    /// The last steps, the newest first, whoever made them.
    pub steps: Vec<StepView>,
    /// The step this place could undo, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<OfferView>,
}

/// The last step of a place, which it could undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// The step.
    pub step: StepView,
    /// What rests on it, so that it cannot be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// True if undoing it changes what the hall is at: it is asked once more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moves_agenda: bool,
}

/// A step that can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// The position of its first event, by which it is named.
    pub step: u64,
    /// When it was done.
    pub at: Moment,
    /// The place from which it was done.
    pub by: Place,
    /// The action it was, as the history tells it.
    pub action: Action,
}

/// Everyone who is here: people checked in by name, and counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendancePanel {
    /// People checked in by name, in the order they came.
    pub named: Vec<Attendee>,
    /// All residents, named and counted.
    pub residents: u32,
    /// All officials, named and counted.
    pub officials: u32,
    /// The programme's rule on how many must and may come, if it has one.
    pub rule: Option<AttendanceRule>,
}

/// The scene on the projector, with what it needs that no other panel holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenePanel {
    /// The scene.
    pub scene: Scene,
    /// True if the chair pinned it.
    pub pinned: bool,
    /// In a break: when the meeting goes on, as planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resumes: Option<Moment>,
    /// In the conclusions: every opinion, in the order they were written down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conclusions: Vec<ConclusionView>,
}

/// An opinion and its outcome, as the hall may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConclusionView {
    /// Number of the opinion.
    pub opinion: OpinionId,
    /// Name of the person who raised it.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// Its outcome; `None` until it is decided.
    pub outcome: Option<Outcome>,
}

/// The door cards, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardsPanel {
    /// How many there are: they are numbered from 1.
    pub printed: u32,
    /// Cards in someone's hand.
    pub out: Vec<CardNumber>,
    /// Cards that are voided.
    pub voided: Vec<CardNumber>,
    /// How often the address of a card that was never printed was opened.
    pub guesses: u32,
    /// True if the cards in people's hands open nothing any more, and the stack has not been printed since.
    #[serde(default)]
    pub renewed: bool,
    /// True if only who has a card may ask and submit from a phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only: bool,
}

/// Written opinions, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenPanel {
    /// The written opinions that are shown.
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
    /// Id, as on the wire.
    pub id: WrittenId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What it says.
    pub text: String,
    /// When it was submitted.
    pub at: Moment,
    /// True if it is in the minutes.
    pub taken_up: bool,
    /// The answer to it; empty until it is given.
    pub answer: String,
}

/// What belongs to one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// The person's own request that waits or speaks.
    pub request: Option<MyRequest>,
    /// The polls in whose ballot box the person's ballot is.
    pub voted: Vec<PollId>,
    /// The one of them that takes ballots, if the person's own ballot stands there, whether or not others may be
    /// replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<PollId>,
    /// The polls in which a paper ballot was issued on the person's door card.
    #[serde(rename = "papers", default, skip_serializing_if = "Vec::is_empty")]
    pub paper_ballots: Vec<PollId>,
    /// The door card the person sits by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardNumber>,
    /// True if that card is voided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub card_voided: bool,
    /// The written opinions the person has submitted, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<MyWritten>,
}

/// A written opinion as its author sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyWritten {
    /// The words it begins with: enough to know it again.
    pub begins: String,
    /// True if it is in the minutes.
    pub taken_up: bool,
    /// The answer to it; empty until it is given.
    pub answer: String,
}

/// A request as the person who made it sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyRequest {
    /// The number the person was told.
    pub id: RequestId,
    /// The name they gave.
    pub name: String,
    /// True if the person has the floor.
    pub speaking: bool,
    /// True if the person is asked to come forward.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub called: bool,
    /// Name of the one who speaks for the person, having asked the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_with: Option<String>,
}
