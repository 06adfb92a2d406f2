//! Frames on the wire: what a client and the room say to each other over one websocket, and the body of
//! the same commands over HTTP. JSON, one object a frame.
//!
//! A client says hello once, with what it already has; then it sends commands. The server sends panels
//! (latest wins: a frame holds all that is newer than what the client has), an answer to each command,
//! and a beat when there is nothing else to say.
//!
//! A stream position is an epoch and an offset. The offset counts what the room has published since it
//! started; a changed epoch means the room has started anew, so everything the client has is void.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::panel::PanelName;
use crate::poll::Ballot;
use crate::refusal::Refusal;
use crate::state::Command;
use crate::time::Moment;

/// Most bytes a client may send in one frame or request body: a full text of the minutes in JSON fits.
pub const MOST_BYTES: usize = 128 * 1024;

/// Most bytes that a sender who is not staff may send at once: the longest written opinion as a form encodes it fits.
pub const MOST_BYTES_OF_A_GUEST: usize = 32 * 1024;
/// The close code of a websocket whose key or card was ended: it need not come back with the same. Of the codes that
/// the protocol (RFC 6455, 7.4.2) leaves to applications.
pub const KEY_ENDED: u16 = 4401;

/// Milliseconds that a command may have been on its way from a phone.
pub const EXPIRES_MS: i64 = 10 * 60 * 1000;

/// What a client sends over the socket. Who only relays a command (`C`) need not know what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToRoom<C = Ask> {
    /// First, once.
    Hello(Hello),
    /// A command, with the id under which it is answered.
    Do(Envelope<C>),
}

impl ToRoom {
    /// Finds the id of a command in a frame that cannot be read as one, such as of a newer program; `None` if there is
    /// none that could be answered.
    #[must_use]
    pub fn id_of_unreadable(text: &str) -> Option<String> {
        /// The fields of a frame that are looked for.
        #[derive(Deserialize)]
        struct Frame {
            r#do: Named,
        }
        #[derive(Deserialize)]
        struct Named {
            id: String,
        }
        let Frame { r#do: Named { id } } = serde_json::from_str(text).ok()?;
        is_id(&id).then_some(id)
    }
}

/// True if this is an id under which a command can be answered: see [`Envelope::id`].
#[must_use]
pub fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// What a client already has, said when it connects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hello {
    /// The epoch of what it has; empty if it has nothing.
    #[serde(default)]
    pub epoch: String,
    /// The offset of each panel it has.
    #[serde(default)]
    pub have: BTreeMap<PanelName, u64>,
}

/// A command with what makes it safe to send again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<C = Ask> {
    /// Chosen by the sender, new for each command, the same when it is sent again: 1 to 64 letters,
    /// digits, `-` or `_`.
    pub id: String,
    /// The command itself.
    pub command: C,
    /// When it was made, on the meeting's clock, so that one that was on its way for too long expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Moment>,
}

/// What a client may ask for: a command of the meeting, or a ballot, which is no event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// A command on the meeting as a whole.
    Details(crate::details::Command),
    /// A command on the agenda.
    Agenda(crate::agenda::Command),
    /// A command on the list or the floor.
    Speakers(crate::speakers::Command),
    /// A command on contacts.
    Contacts(crate::contacts::Command),
    /// A command on opinions.
    Opinions(crate::opinions::Command),
    /// A command on written opinions.
    Written(crate::written::Command),
    /// A command on the minutes.
    Minutes(crate::minutes::Command),
    /// A command on the poll.
    Poll(crate::poll::Command),
    /// A command on attendance.
    Attendance(crate::attendance::Command),
    /// A command on door cards.
    Cards(crate::cards::Command),
    /// A command on keys.
    Keys(crate::keys::Command),
    /// A command on the projector.
    Projector(crate::projector::Command),
    /// A command to undo.
    Undo(crate::undo::Command),
    /// A ballot for the ballot box, from a phone.
    Ballot(Ballot),
    /// A ballot for the ballot box, from the tablet at the desk.
    TabletBallot {
        /// The person for whom the desk has opened it.
        voter: PersonId,
        /// The ballot itself.
        ballot: Ballot,
    },
}

/// A ballot on its way to the ballot box, with whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentBallot {
    /// The person it is cast for, if it was sent from the tablet; whoever sends one from a phone sends their own.
    pub at_tablet: Option<PersonId>,
    /// The ballot itself.
    pub ballot: Ballot,
}

/// What was asked, by the way it goes: a command is decided and becomes events, a ballot goes into the ballot box.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// A command of the meeting, to be decided.
    Command(Command),
    /// A ballot, for the ballot box.
    Ballot(SentBallot),
}

impl From<Ask> for Incoming {
    fn from(ask: Ask) -> Self {
        Self::Command(match ask {
            Ask::Details(command) => Command::Details(command),
            Ask::Agenda(command) => Command::Agenda(command),
            Ask::Speakers(command) => Command::Speakers(command),
            Ask::Contacts(command) => Command::Contacts(command),
            Ask::Opinions(command) => Command::Opinions(command),
            Ask::Written(command) => Command::Written(command),
            Ask::Minutes(command) => Command::Minutes(command),
            Ask::Poll(command) => Command::Poll(command),
            Ask::Attendance(command) => Command::Attendance(command),
            Ask::Cards(command) => Command::Cards(command),
            Ask::Keys(command) => Command::Keys(command),
            Ask::Projector(command) => Command::Projector(command),
            Ask::Undo(command) => Command::Undo(command),
            Ask::Ballot(ballot) => return Self::Ballot(SentBallot { at_tablet: None, ballot }),
            Ask::TabletBallot { voter, ballot } => {
                return Self::Ballot(SentBallot { at_tablet: Some(voter), ballot });
            }
        })
    }
}

impl<T: Into<Command>> From<T> for Ask {
    fn from(command: T) -> Self {
        match command.into() {
            Command::Details(command) => Self::Details(command),
            Command::Agenda(command) => Self::Agenda(command),
            Command::Speakers(command) => Self::Speakers(command),
            Command::Contacts(command) => Self::Contacts(command),
            Command::Opinions(command) => Self::Opinions(command),
            Command::Written(command) => Self::Written(command),
            Command::Minutes(command) => Self::Minutes(command),
            Command::Poll(command) => Self::Poll(command),
            Command::Attendance(command) => Self::Attendance(command),
            Command::Cards(command) => Self::Cards(command),
            Command::Keys(command) => Self::Keys(command),
            Command::Projector(command) => Self::Projector(command),
            Command::Undo(command) => Self::Undo(command),
        }
    }
}

/// The answer to a command, given after it is on disk. A reader may choose a type `R` that reads less of a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<R = Refusal> {
    /// It was done, or was so already.
    Done {
        /// The journal position it made, or found if there was nothing to change.
        position: u64,
    },
    /// It was not done; nothing changed.
    Refused {
        /// Why it was not done.
        refusal: R,
    },
}

/// What the server sends over the socket. Panels (`P`) carry data for consoles, HTML for screens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromRoom<P, R = Refusal> {
    /// The panels that are newer than what the client has.
    Panels(Panels<P>),
    /// The answer to a command that the client sent.
    Answer {
        /// The command's id.
        id: String,
        /// Done or refused.
        answer: Answer<R>,
        /// The refusal as a sentence for the person, if it was refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// It cannot be done just now, and nothing was changed. The client keeps the command and sends it again under its
    /// id, after a while that grows.
    NotNow {
        /// The command's id.
        id: String,
        /// A sentence for the person.
        message: String,
    },
    /// A heartbeat: nothing new; the line is alive.
    Beat {
        /// The meeting's clock.
        now: Moment,
    },
    /// The frame could not be read; nothing was done.
    Unreadable {
        /// The command's id, where one could be read. Without it the frame was the first of those not yet answered on this
        /// line: they are answered in the order in which they came.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// A sentence for the person.
        message: String,
    },
}

/// Panels newer than what the client has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panels<P> {
    /// The epoch; if it is not the client's, all it has is void.
    pub epoch: String,
    /// The offset up to which this is all.
    pub offset: u64,
    /// The meeting's clock, to measure the offset of one's own.
    pub now: Moment,
    /// The panels, by name.
    pub panels: BTreeMap<PanelName, P>,
    /// Names of panels that are gone.
    #[serde(rename = "gone", default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<PanelName>,
}
