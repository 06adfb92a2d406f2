//! Commands and events of the list of speakers and the floor.

use serde::{Deserialize, Serialize};

use super::{Basis, Purpose, Source, Speaker};
use crate::id::{PersonId, RequestId, SpeechId};
use crate::time::Moment;

/// A command on the list of speakers or the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Opens the list: people may put themselves on it.
    OpenList,
    /// Closes the list: it takes no more requests.
    CloseList,
    /// Sets a last call: requests are taken until then; `None` takes it back. Opens a closed list.
    SetLastCall {
        /// When it ends.
        until: Option<Moment>,
    },
    /// Closes the list whose last call is over. Only the program itself sends it.
    EndLastCall,
    /// Sets how often one person may speak.
    SetMostSpeeches {
        /// Most speeches of one person; `None` lifts the limit.
        most: Option<u32>,
    },
    /// A person with a phone asks for the floor.
    RequestFloor {
        /// Who wants to speak, and about what.
        speaker: Speaker,
    },
    /// Staff put someone on the list.
    RegisterSpeaker {
        /// Who wants to speak, and about what.
        speaker: Speaker,
        /// True if staff say that this is another person than the one of this name from this hamlet who is on the list.
        #[serde(default)]
        namesake: bool,
    },
    /// Staff put many people on the list, all or none.
    RegisterMany {
        /// Who wants to speak, and about what.
        speakers: Vec<Speaker>,
        /// Indexes, from 0, of those of whom it was said that they are another than who is called the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        namesakes: Vec<u32>,
    },
    /// Corrects what is known of someone on the list.
    EditRequest {
        /// The request.
        request: RequestId,
        /// Who wants to speak, and about what.
        speaker: Speaker,
    },
    /// Sets the speaking time of one request.
    SetRequestTime {
        /// The request.
        request: RequestId,
        /// In seconds; `None` is the usual time.
        seconds: Option<u32>,
    },
    /// Takes a request back.
    WithdrawRequest {
        /// The request.
        request: RequestId,
    },
    /// Takes many requests off the list at once.
    RemoveRequests {
        /// The requests that go.
        which: Removed,
    },
    /// Puts a waiting request behind another, or first.
    MoveRequest {
        /// The request.
        request: RequestId,
        /// The request it stands behind; `None` is first.
        after: Option<RequestId>,
    },
    /// Puts the list into an order that was proposed and seen. Who came meanwhile stands last.
    ApplyOrder {
        /// What the order goes by.
        basis: Basis,
        /// The order as it was seen.
        order: Vec<RequestId>,
    },
    /// Merges requests that ask the same: one speaks for the others.
    MergeRequests {
        /// The request that speaks.
        into: RequestId,
        /// The requests that agree.
        requests: Vec<RequestId>,
    },
    /// Splits a merged request off: its person waits for themselves again, right behind who was to speak for them.
    SplitRequest {
        /// The request.
        request: RequestId,
    },
    /// Asks someone who waits to come forward; the time does not run yet.
    CallSpeaker {
        /// The request.
        request: RequestId,
    },
    /// Notes that someone was called and is not in the room.
    MarkAbsent {
        /// The request.
        request: RequestId,
    },
    /// Puts a request that is no longer on the list back on it: someone absent who came, someone who
    /// withdrew or has spoken and asks again.
    ReturnToList {
        /// The request.
        request: RequestId,
        /// The request it stands behind; `None` is first.
        after: Option<RequestId>,
        /// True if staff say that this is another person than the one of this name from this hamlet who is on the list.
        #[serde(default)]
        namesake: bool,
    },
    /// Releases those whom the chair has pinned: proposed orders may move them again.
    #[serde(rename = "ReleaseHands")]
    ClearManualOrder,
    /// Gives the floor to someone who waits.
    GiveFloor {
        /// The request.
        request: RequestId,
        /// Seconds, if not the usual time.
        #[serde(default)]
        seconds: Option<u32>,
    },
    /// Gives the floor again to someone who has spoken, past the list: to come back after an answer, or
    /// to go on.
    GiveFloorAgain {
        /// The speech they gave.
        speech: SpeechId,
        /// What the new speech is for.
        purpose: Purpose,
        /// Seconds, if not the usual time.
        #[serde(default)]
        seconds: Option<u32>,
    },
    /// Gives the floor to someone who is not on the list.
    InviteToSpeak {
        /// Who is invited, and about what.
        speaker: Speaker,
        /// What the speech is for.
        purpose: Purpose,
        /// Seconds, if not the usual time.
        #[serde(default)]
        seconds: Option<u32>,
        /// The speech it answers, if it answers one.
        #[serde(default)]
        about: Option<SpeechId>,
    },
    /// Stops the time of a speech.
    PauseSpeech {
        /// The speech.
        speech: SpeechId,
    },
    /// Lets the time of a speech run on.
    ResumeSpeech {
        /// The speech.
        speech: SpeechId,
    },
    /// Gives a speech more time.
    ExtendSpeech {
        /// The speech.
        speech: SpeechId,
        /// How many seconds more.
        seconds: u32,
    },
    /// Ends a speech: takes the floor back.
    EndSpeech {
        /// The speech.
        speech: SpeechId,
        /// The breach of the rules for which it ends; empty if for none.
        #[serde(default)]
        breach: String,
    },
    /// Marks a speech as off the topic, or takes the mark back.
    MarkOffTopic {
        /// The speech.
        speech: SpeechId,
        /// True if it is off the topic.
        off_topic: bool,
    },
    /// Sets the usual time of a speech.
    SetSpeechTime {
        /// The usual time, in seconds.
        seconds: u32,
    },
    /// Sets the usual time of an answer.
    SetAnswerTime {
        /// The usual time, in seconds.
        seconds: u32,
    },
}

/// The requests that a removal of many takes off the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removed {
    /// Those that are named.
    These(Vec<RequestId>),
    /// All that came from phones without a door card, but for those whom the chair has called or pinned.
    PhonesWithoutCard,
}

/// What happened on the list or the floor, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The list was opened.
    ListOpened,
    /// The list was closed.
    ListClosed,
    /// A last call was set: requests are taken until then.
    LastCallSet {
        /// When it ends; `None` if it was taken back.
        until: Option<Moment>,
    },
    /// It was set how often one person may speak.
    MostSpeechesSet {
        /// Most speeches of one person; `None` if the limit was lifted.
        most: Option<u32>,
    },
    /// Someone came on the list.
    SpeakerRegistered {
        /// Id given, which is the number the person is told.
        request: RequestId,
        /// The person whose phone it came from, if it did.
        person: Option<PersonId>,
        /// Whether they registered before, at the desk, or from a phone.
        source: Source,
        /// Who wants to speak, and about what.
        speaker: Speaker,
    },
    /// What is known of someone was corrected.
    RequestEdited {
        /// The request.
        request: RequestId,
        /// Who wants to speak, and about what.
        speaker: Speaker,
    },
    /// The speaking time of one request was set.
    RequestTimeSet {
        /// The request.
        request: RequestId,
        /// In seconds; `None` is the usual time.
        seconds: Option<u32>,
    },
    /// A request was taken back.
    RequestWithdrawn {
        /// The request.
        request: RequestId,
    },
    /// Many requests were taken off the list at once.
    RequestsRemoved {
        /// The requests that went.
        requests: Vec<RequestId>,
    },
    /// A request was moved.
    RequestMoved {
        /// The request.
        request: RequestId,
        /// The request it stands behind; `None` is first.
        after: Option<RequestId>,
    },
    /// The list was put into an order that was proposed.
    ListReordered {
        /// What the order goes by.
        basis: Basis,
        /// The requests in that order.
        order: Vec<RequestId>,
    },
    /// The places that the chair had pinned were released: proposed orders may move everyone again.
    #[serde(rename = "HandsReleased")]
    ManualOrderCleared,
    /// Requests were merged: one speaks for the others.
    RequestsMerged {
        /// The request that speaks.
        into: RequestId,
        /// The requests that agree.
        requests: Vec<RequestId>,
    },
    /// A merged request was split off: its person waits for themselves again.
    RequestSplit {
        /// The request.
        request: RequestId,
    },
    /// Someone was asked to come forward.
    SpeakerCalled {
        /// The request.
        request: RequestId,
    },
    /// Someone who was called is not here.
    SpeakerAbsent {
        /// The request.
        request: RequestId,
    },
    /// A request came back on the list.
    ReturnedToList {
        /// The request.
        request: RequestId,
        /// The request it stands behind; `None` is first.
        after: Option<RequestId>,
    },
    /// Someone was given the floor: a speech began.
    FloorGiven {
        /// The speech that began.
        speech: SpeechId,
        /// The request it fulfils.
        request: Option<RequestId>,
        /// What it is for.
        purpose: Purpose,
        /// The speaker's name, as called out.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// Seconds given.
        seconds: u32,
        /// On whose behalf; empty if their own; with a request it is said there.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        on_behalf: String,
        /// The subject; with a request it is said there.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        subject: String,
        /// The speech it answers or comes back to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<SpeechId>,
    },
    /// The time of a speech was stopped.
    SpeechPaused {
        /// The speech.
        speech: SpeechId,
        /// Milliseconds left; negative is overrun.
        left_ms: i64,
    },
    /// The time of a speech runs on.
    SpeechResumed {
        /// The speech.
        speech: SpeechId,
        /// When the time is up.
        deadline: Moment,
    },
    /// A speech was given more time.
    SpeechExtended {
        /// The speech.
        speech: SpeechId,
        /// How many seconds more.
        seconds: u32,
    },
    /// A speech ended.
    SpeechEnded {
        /// The speech.
        speech: SpeechId,
        /// Milliseconds left; negative is overrun.
        left_ms: i64,
        /// The breach of the rules for which it ended; empty if for none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        breach: String,
    },
    /// A speech was marked as off the topic, or the mark was taken back.
    OffTopicMarked {
        /// The speech.
        speech: SpeechId,
        /// True if it is off the topic.
        off_topic: bool,
    },
    /// The usual time of a speech was set.
    SpeechTimeSet {
        /// The usual time, in seconds.
        seconds: u32,
    },
    /// The usual time of an answer was set.
    AnswerTimeSet {
        /// The usual time, in seconds.
        seconds: u32,
    },
}
