//! Panel types of the list of speakers and the floor.

use serde::{Deserialize, Serialize};

use super::{ItemView, is_zero};
use crate::attendance::Kind;
use crate::id::{CardNumber, RequestId, SpeechId};
use crate::speakers::{Agreeing, Basis, Clock, Purpose, Ranked, RequestState, Source, Total};
use crate::time::Moment;

/// A speech as a place may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechView {
    /// Id, as on the wire.
    pub id: SpeechId,
    /// The request it fulfils.
    pub request: Option<RequestId>,
    /// What it is for.
    pub purpose: Purpose,
    /// The speaker's name, as called out.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// Milliseconds given in all, with what was added.
    pub allotted_ms: i64,
    /// Whether the time runs, stands or is over, and how much is left.
    pub clock: Clock,
    /// Names of those who ask the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreeing: Vec<String>,
    /// Of an answer: name of the person it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// Details for staff; `None` for the hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<SpeechDetail>,
}

/// What only staff see of a speech.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechDetail {
    /// On whose behalf; empty if their own.
    pub on_behalf: String,
    /// The subject.
    pub subject: String,
    /// The speech it answers or comes back to.
    pub about: Option<SpeechId>,
    /// True if it left the topic.
    pub off_topic: bool,
    /// What those who agree registered, with their names; those who registered nothing of their own are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Agreeing>,
}

/// What is on and who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// The item that is on, if one is.
    pub item: Option<ItemView>,
    /// How many items the agenda has.
    pub items: usize,
    /// The speech that has the floor, if one has.
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

/// A request that waits, as a place may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The number they were told.
    pub request: RequestId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// The door card they hold, if they hold one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardNumber>,
    /// True if they were asked to come forward.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub called: bool,
    /// Details for staff; `None` for the hall.
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
    /// The subject.
    pub subject: String,
    /// On whose behalf; empty if their own.
    pub on_behalf: String,
    /// Where the request came from.
    pub source: Source,
    /// When it was made.
    pub at: Moment,
    /// Field or issue of the programme it belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// True if they left a contact for a written answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contact: bool,
    /// Whether they come as one of the people or on duty.
    #[serde(default)]
    pub kind: Kind,
    /// How often they have had the floor today; 0 is the first time.
    #[serde(default)]
    pub spoken: u32,
    /// Seconds they get, if not the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// True if the chair pinned them to where they stand.
    #[serde(rename = "by_hand", default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// Those who ask the same and are named as agreeing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreeing: Vec<Agreeing>,
    /// True if their door card is voided: they get no floor until the desk gives them another.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub card_voided: bool,
    /// The number of another who waits with this name from this hamlet, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namesake: Option<u32>,
}

/// Someone who is no longer on the list and may come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftRequest {
    /// The number they were told.
    pub request: RequestId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// The door card they hold, if they hold one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardNumber>,
    /// Whether they have the floor, are absent, have withdrawn, or have spoken.
    pub state: RequestState,
    /// On whose behalf; empty if their own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub on_behalf: String,
    /// The subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Field or issue of the programme it belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// Whether they come as one of the people or on duty.
    #[serde(default)]
    pub kind: Kind,
    /// True if they asked from a phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_phone: bool,
    /// True if they left a contact.
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

/// The list of speakers as a place may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakersPanel {
    /// True if people may put themselves on the list.
    pub open: bool,
    /// When the last call ends, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_call: Option<Moment>,
    /// Most speeches of one person, if there is a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_speeches: Option<u32>,
    /// Those who wait, in order.
    pub waiting: Vec<Waiting>,
    /// How many speeches are over.
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
    /// What the order goes by.
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
