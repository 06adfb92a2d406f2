//! Shapes of the list of speakers and the floor.

use serde::{Deserialize, Serialize};

use super::{ItemView, is_zero};
use crate::attendance::Kind;
use crate::id::{CardNumber, RequestId, SpeechId};
use crate::speakers::{Agreeing, Basis, Clock, Purpose, Ranked, RequestState, Source, Total};
use crate::time::Moment;

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
    #[serde(rename = "by_hand", default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
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
pub struct LeftRequest {
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

impl LeftRequest {
    /// The number they are called by: that of their door card, or else of the request.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.card.map_or(self.request.0, |card| card.0)
    }
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
    #[serde(rename = "gone", default, skip_serializing_if = "Vec::is_empty")]
    pub left_list: Vec<LeftRequest>,
    /// How many more wait behind those who are told here, for staff.
    #[serde(default, skip_serializing_if = "is_zero")]
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
    #[serde(rename = "placed")]
    pub ranked: Vec<Ranked>,
}

/// How long people and hamlets have spoken, the longest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalsPanel {
    /// By person.
    pub people: Vec<Total>,
    /// By hamlet or organisation.
    pub hamlets: Vec<Total>,
}
