//! What may be asked of the list and the floor, and what happened there.

use serde::{Deserialize, Serialize};

use super::{Purpose, Source, Speaker};
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
    /// A person with a phone asks for the floor.
    RequestFloor {
        /// Who, about what.
        speaker: Speaker,
    },
    /// Staff put someone on the list.
    RegisterSpeaker {
        /// Who, about what.
        speaker: Speaker,
    },
    /// Takes a request back.
    WithdrawRequest {
        /// Which.
        request: RequestId,
    },
    /// Puts a waiting request behind another, or first.
    MoveRequest {
        /// Which.
        request: RequestId,
        /// Behind which; `None` is first.
        after: Option<RequestId>,
    },
    /// Gives the floor to someone who waits.
    GiveFloor {
        /// To whom.
        request: RequestId,
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
    },
    /// Sets the usual time of a speech.
    SetSpeechTime {
        /// In seconds.
        seconds: u32,
    },
}

/// What happened on the list or the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The list was opened.
    ListOpened,
    /// The list was closed.
    ListClosed,
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
    /// A request was taken back.
    RequestWithdrawn {
        /// Which.
        request: RequestId,
    },
    /// A request was moved.
    RequestMoved {
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
    },
    /// The usual time of a speech was set.
    SpeechTimeSet {
        /// In seconds.
        seconds: u32,
    },
}
