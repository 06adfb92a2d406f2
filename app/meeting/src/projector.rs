//! What the projector shows. It follows the meeting by itself; a chair may pin a scene.

pub(crate) mod apply;
pub(crate) mod decide;

use serde::{Deserialize, Serialize};

pub use decide::{MESSAGE, following, resumes, scene};

/// A scene: one full picture on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scene {
    /// Title, QR and code to join by.
    Welcome,
    /// The agenda and where the meeting is on it.
    Agenda,
    /// Who speaks, how long is left, who is next; or, between two speeches, who is next.
    Speaker,
    /// The poll: the question, how many have voted, and whether more may.
    Poll,
    /// The result of the poll.
    Result,
    /// A break: the time of day, and when it goes on.
    Break,
    /// The minutes are read out and signed.
    Minutes,
    /// What becomes of each opinion, who sees to it and by when.
    Conclusions,
    /// A message from the chair to the hall.
    Message(String),
    /// Only the emblem's colours: nothing to read.
    Blank,
    /// Thanks.
    Closing,
}

/// What the chair has pinned to the projector.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Projector {
    /// Shown whatever happens; `None` follows the meeting.
    pub pinned: Option<Scene>,
}

/// A command on the projector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Pins a scene: it is shown until another is pinned or the projector follows again.
    Pin {
        /// The scene to show.
        scene: Scene,
    },
    /// Follows the meeting again.
    Follow,
}

/// What happened to the projector, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A scene was pinned.
    ScenePinned {
        /// The scene that is shown.
        scene: Scene,
    },
    /// The projector follows the meeting again.
    MeetingFollowed,
}
