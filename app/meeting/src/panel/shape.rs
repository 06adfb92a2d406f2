//! What each panel holds.

mod poll;

use serde::{Deserialize, Serialize};

use crate::agenda::timing::Timed;
use crate::agenda::{Attachment, ItemKind, ItemState, Phase};
use crate::attendance::{Attendee, Kind};
use crate::history::Action;
use crate::id::{CardNumber, EntryId, ItemId, OpinionId, PollId, RequestId, SpeechId, WrittenId};
use crate::opinions::Outcome;
use crate::programme::AttendanceRule;
use crate::projector::Scene;
use crate::role::Place;
use crate::speakers::{Agreeing, Basis, Clock, Placed, Purpose, RequestState, Source, Total};
use crate::time::Moment;
use crate::undo::Held;

pub use poll::{
    BallotPanel, BallotView, CountedQuestion, PaperFigures, PapersPanel, PollPanel, PreparedPoll,
    UncountedPoll,
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
    pub minutes: Option<u32>,
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
            minutes: self.minutes,
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
    /// Names of those who ask the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreeing: Vec<String>,
    /// Of an answer: the name of the one it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What only staff see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<SpeechDetail>,
}

/// What only staff see of a speech.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechDetail {
    /// For whom, if not for oneself.
    pub on_behalf: String,
    /// About what.
    pub subject: String,
    /// The speech it answers or comes back to.
    pub about: Option<SpeechId>,
    /// Whether it left the topic.
    pub off_topic: bool,
    /// What those who agree registered, with their names; those who registered nothing of their own are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Agreeing>,
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
    /// Seconds a speech usually gets in the item that is on.
    pub seconds: u32,
    /// Seconds an answer usually gets.
    #[serde(default)]
    pub answer_seconds: u32,
    /// The last of the people who had the floor, to be answered or to come back; for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<SpeechView>,
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
    /// The door card they hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardNumber>,
    /// Whether they were asked to come forward.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub called: bool,
    /// What only staff see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<WaitingDetail>,
}

impl Waiting {
    /// The number they are called by: that of their door card, or else of the request.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.card.map_or(self.request.0, |card| card.0)
    }
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
    /// Field or issue.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// Whether they left a contact for a written answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contact: bool,
    /// One of the people, or on duty.
    #[serde(default)]
    pub kind: Kind,
    /// How often they have had the floor today; 0 is the first time.
    #[serde(default)]
    pub spoken: u32,
    /// Seconds they get, if not the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Whether the chair put them where they stand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// Who asks the same and is named as agreeing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreeing: Vec<Agreeing>,
    /// Whether their door card is worth nothing any more: they get no floor until the desk gives them another.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub card_voided: bool,
    /// The number of another of this name from this hamlet who waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namesake: Option<u32>,
}

/// Someone who is no longer on the list and may come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// The number they were told.
    pub request: RequestId,
    /// Name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// The door card they hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardNumber>,
    /// Who has the floor, is absent, has withdrawn, or has spoken.
    pub state: RequestState,
    /// For whom, if not for oneself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub on_behalf: String,
    /// About what.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Field or issue.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// One of the people, or on duty.
    #[serde(default)]
    pub kind: Kind,
    /// Whether they asked from a phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_phone: bool,
    /// Whether they left a contact.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contact: bool,
}

impl Gone {
    /// The number they are called by: that of their door card, or else of the request.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.card.map_or(self.request.0, |card| card.0)
    }
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Who waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakersPanel {
    /// Whether people may put themselves on the list.
    pub open: bool,
    /// Until when, if there was a last call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_call: Option<Moment>,
    /// Most speeches of one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_speeches: Option<u32>,
    /// In order.
    pub waiting: Vec<Waiting>,
    /// How many speeches there were.
    pub spoken: usize,
    /// Those who left the list last and may come back, for staff: the absent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Gone>,
    /// How many more wait behind those who are told here, for staff.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: usize,
    /// Orders the list could stand in, for the chair, while there is something to put in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
}

/// An order the list could stand in. It moves nobody until the chair applies it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it goes by.
    pub basis: Basis,
    /// Everyone who waits, each with why they stand there.
    pub placed: Vec<Placed>,
}

/// How long people and hamlets have spoken, the longest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalsPanel {
    /// By person.
    pub people: Vec<Total>,
    /// By hamlet or organisation.
    pub hamlets: Vec<Total>,
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
    #[serde(default, skip_serializing_if = "is_none")]
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
        /// Which part of that item it is; 0 is the item itself.
        #[serde(default, skip_serializing_if = "is_zero")]
        part: usize,
        /// What was on.
        title: String,
        /// Who led it.
        lead: String,
    },
    /// An item was left out.
    ItemSkipped {
        /// Its number as people count.
        number: usize,
        /// Which part of that item it is; 0 is the item itself.
        #[serde(default, skip_serializing_if = "is_zero")]
        part: usize,
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
        /// Names of those who ask the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        agreeing: Vec<String>,
        /// What those registered, with their names; those who registered nothing of their own are left out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Agreeing>,
        /// Whether it left the topic.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        off_topic: bool,
        /// Why it was ended for a breach of the rules; empty if it was not.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        breach: String,
        /// The opinions raised.
        opinions: Vec<OpinionView>,
    },
    /// The poll was opened.
    PollOpened {
        /// The question.
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
        /// What was answered; empty until it is.
        answer: String,
    },
    /// The secretary wrote something of their own.
    Note,
}

/// An opinion raised at a speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionView {
    /// Its name on the wire, and its number.
    pub id: OpinionId,
    /// Its words.
    pub text: TextView,
    /// What becomes of it; `None` until it is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
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
    /// The polls in whose urn one's ballot is.
    pub voted: Vec<PollId>,
    /// The one of them that takes ballots, if one's own stands there, whether or not others may be replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<PollId>,
    /// The polls of which one's door card went into a paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<PollId>,
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
