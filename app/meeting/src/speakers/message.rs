//! What may be asked of the list and the floor, and what happened there.

use serde::{Deserialize, Serialize};

use super::{Basis, Purpose, Source, Speaker};
use crate::id::{PersonId, RequestId, SpeechId};
use crate::time::Moment;

/// A command on the list of speakers or the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Lets people put themselves on the list.
    OpenList,
    /// Takes no more requests.
    CloseList,
    /// Takes requests until then; `None` takes the last call back. Opens a closed list.
    SetLastCall {
        /// Until when.
        until: Option<Moment>,
    },
    /// Closes the list whose last call is over: the program itself does.
    EndLastCall,
    /// Sets how often one person may speak.
    SetMostSpeeches {
        /// How often; `None` is as often as they like.
        most: Option<u32>,
    },
    /// A person with a phone asks for the floor.
    RequestFloor {
        /// Who, about what.
        speaker: Speaker,
    },
    /// Staff put someone on the list.
    RegisterSpeaker {
        /// Who, about what.
        speaker: Speaker,
        /// Someone else of this name from this hamlet waits: it is not the same person.
        #[serde(default)]
        namesake: bool,
    },
    /// Staff put many people on the list, all or none.
    RegisterMany {
        /// Who, about what.
        speakers: Vec<Speaker>,
        /// Of which of them, from 0, it was said that they are another than who is called the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        namesakes: Vec<u32>,
    },
    /// Corrects what is known of someone on the list.
    EditRequest {
        /// Whose request.
        request: RequestId,
        /// Who, about what.
        speaker: Speaker,
    },
    /// Sets how long this person gets.
    SetRequestTime {
        /// Whose request.
        request: RequestId,
        /// In seconds; `None` is the usual time.
        seconds: Option<u32>,
    },
    /// Takes a request back.
    WithdrawRequest {
        /// Which.
        request: RequestId,
    },
    /// Takes many requests off the list at once.
    RemoveRequests {
        /// Which.
        which: Removed,
    },
    /// Puts a waiting request behind another, or first.
    MoveRequest {
        /// Which.
        request: RequestId,
        /// Behind which; `None` is first.
        after: Option<RequestId>,
    },
    /// Puts the list into an order that was proposed and seen. Who came meanwhile stands last.
    ApplyOrder {
        /// What it goes by.
        basis: Basis,
        /// The order as it was seen.
        order: Vec<RequestId>,
    },
    /// Lets one speak for others who ask the same.
    MergeRequests {
        /// Who speaks.
        into: RequestId,
        /// Who agrees.
        requests: Vec<RequestId>,
    },
    /// Lets someone who was merged wait for themselves again, right behind who was to speak for them.
    SplitRequest {
        /// Who.
        request: RequestId,
    },
    /// Asks someone who waits to come forward; the time does not run yet.
    CallSpeaker {
        /// Whom.
        request: RequestId,
    },
    /// Notes that someone was called and is not in the room.
    MarkAbsent {
        /// Who.
        request: RequestId,
    },
    /// Puts a request that is no longer on the list back on it: someone absent who came, someone who
    /// withdrew or has spoken and asks again.
    ReturnToList {
        /// Which.
        request: RequestId,
        /// Behind which; `None` is first.
        after: Option<RequestId>,
        /// Someone else of this name from this hamlet waits: it is not the same person.
        #[serde(default)]
        namesake: bool,
    },
    /// Lets proposed orders move those whom the chair has put somewhere.
    #[serde(rename = "ReleaseHands")]
    ClearManualOrder,
    /// Gives the floor to someone who waits.
    GiveFloor {
        /// To whom.
        request: RequestId,
        /// For how long, if not for the usual time.
        #[serde(default)]
        seconds: Option<u32>,
    },
    /// Gives the floor again to someone who has spoken, past the list: to come back after an answer, or
    /// to go on.
    GiveFloorAgain {
        /// Whose speech.
        speech: SpeechId,
        /// What for.
        purpose: Purpose,
        /// For how long, if not for the usual time.
        #[serde(default)]
        seconds: Option<u32>,
    },
    /// Gives the floor to someone who is not on the list.
    InviteToSpeak {
        /// Who.
        speaker: Speaker,
        /// What for.
        purpose: Purpose,
        /// For how long, if not for the usual time.
        #[serde(default)]
        seconds: Option<u32>,
        /// The speech it answers.
        #[serde(default)]
        about: Option<SpeechId>,
    },
    /// Stops the time.
    PauseSpeech {
        /// Which.
        speech: SpeechId,
    },
    /// Lets the time run on.
    ResumeSpeech {
        /// Which.
        speech: SpeechId,
    },
    /// Gives more time.
    ExtendSpeech {
        /// Which.
        speech: SpeechId,
        /// How many seconds more.
        seconds: u32,
    },
    /// Takes the floor back.
    EndSpeech {
        /// Which.
        speech: SpeechId,
        /// Which breach of the rules made it end, if one did.
        #[serde(default)]
        breach: String,
    },
    /// Marks a speech as off the topic, or takes the mark back.
    MarkOffTopic {
        /// Which.
        speech: SpeechId,
        /// Whether it is.
        off_topic: bool,
    },
    /// Sets the usual time of a speech.
    SetSpeechTime {
        /// In seconds.
        seconds: u32,
    },
    /// Sets the usual time of an answer.
    SetAnswerTime {
        /// In seconds.
        seconds: u32,
    },
}

/// Which requests are taken off the list at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removed {
    /// These.
    These(Vec<RequestId>),
    /// All that came from phones without a door card, but for those whom the chair has called or put somewhere.
    PhonesWithoutCard,
}

/// What happened on the list or the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The list was opened.
    ListOpened,
    /// The list was closed.
    ListClosed,
    /// Requests are taken until then.
    LastCallSet {
        /// Until when; `None` took it back.
        until: Option<Moment>,
    },
    /// How often one person may speak was set.
    MostSpeechesSet {
        /// How often.
        most: Option<u32>,
    },
    /// Someone came on the list.
    SpeakerRegistered {
        /// The number given.
        request: RequestId,
        /// Whose phone.
        person: Option<PersonId>,
        /// Where from.
        source: Source,
        /// Who, about what.
        speaker: Speaker,
    },
    /// What is known of someone was corrected.
    RequestEdited {
        /// Whose request.
        request: RequestId,
        /// Who, about what.
        speaker: Speaker,
    },
    /// How long this person gets was set.
    RequestTimeSet {
        /// Whose request.
        request: RequestId,
        /// In seconds.
        seconds: Option<u32>,
    },
    /// A request was taken back.
    RequestWithdrawn {
        /// Which.
        request: RequestId,
    },
    /// Many requests were taken off the list at once.
    RequestsRemoved {
        /// Which.
        requests: Vec<RequestId>,
    },
    /// A request was moved.
    RequestMoved {
        /// Which.
        request: RequestId,
        /// Behind which.
        after: Option<RequestId>,
    },
    /// The list was put into an order.
    ListReordered {
        /// What it goes by.
        basis: Basis,
        /// The order.
        order: Vec<RequestId>,
    },
    /// Proposed orders may move everyone again.
    #[serde(rename = "HandsReleased")]
    ManualOrderCleared,
    /// One speaks for others.
    RequestsMerged {
        /// Who speaks.
        into: RequestId,
        /// Who agrees.
        requests: Vec<RequestId>,
    },
    /// Someone merged waits for themselves again.
    RequestSplit {
        /// Who.
        request: RequestId,
    },
    /// Someone was asked to come forward.
    SpeakerCalled {
        /// Who.
        request: RequestId,
    },
    /// Someone who was called is not here.
    SpeakerAbsent {
        /// Who.
        request: RequestId,
    },
    /// A request came back on the list.
    ReturnedToList {
        /// Which.
        request: RequestId,
        /// Behind which.
        after: Option<RequestId>,
    },
    /// Someone got the floor.
    FloorGiven {
        /// The speech that began.
        speech: SpeechId,
        /// The request it fulfils.
        request: Option<RequestId>,
        /// What for.
        purpose: Purpose,
        /// The name called out.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// For how long.
        seconds: u32,
        /// For whom, if not for oneself; with a request it is said there.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        on_behalf: String,
        /// About what; with a request it is said there.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        subject: String,
        /// The speech it answers or comes back to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<SpeechId>,
    },
    /// The time was stopped.
    SpeechPaused {
        /// Which.
        speech: SpeechId,
        /// With how much left.
        left_ms: i64,
    },
    /// The time runs on.
    SpeechResumed {
        /// Which.
        speech: SpeechId,
        /// Until when.
        deadline: Moment,
    },
    /// More time was given.
    SpeechExtended {
        /// Which.
        speech: SpeechId,
        /// How many seconds more.
        seconds: u32,
    },
    /// The speech ended.
    SpeechEnded {
        /// Which.
        speech: SpeechId,
        /// With how much left.
        left_ms: i64,
        /// Which breach of the rules made it end, if one did.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        breach: String,
    },
    /// A speech was marked as off the topic, or the mark was taken back.
    OffTopicMarked {
        /// Which.
        speech: SpeechId,
        /// Whether it is.
        off_topic: bool,
    },
    /// The usual time of a speech was set.
    SpeechTimeSet {
        /// In seconds.
        seconds: u32,
    },
    /// The usual time of an answer was set.
    AnswerTimeSet {
        /// In seconds.
        seconds: u32,
    },
}
