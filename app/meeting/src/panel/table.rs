//! The table of panels: each row gives a panel's name in code and on the wire, and its type. One more panel is one more
//! row here and its arm in [`view`](super::view).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::types::{
    AgendaPanel, AttendancePanel, BallotPanel, CardsPanel, EntryPanel, Floor, Head, Mine, MinutesPanel,
    PaperBallotsPanel, PollPanel, ScenePanel, SpeakersPanel, TotalsPanel, UndoPanel, WrittenPanel,
};
use crate::id::EntryId;
use crate::laptop::Laptop;

macro_rules! panels {
    ($($(#[$doc:meta])* $name:ident $wire:literal $holds:ty;)*) => {
        /// The name of a panel. On the wire a short text; an entry of the minutes is `entry/12`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum PanelName {
            $($(#[$doc])* $name,)*
            /// One entry of the minutes.
            Entry(EntryId),
        }

        impl PanelName {
            /// Every panel of which there is exactly one.
            pub const SINGLE: &'static [Self] = &[$(Self::$name),*];
        }

        impl fmt::Display for PanelName {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name => f.write_str($wire),)*
                    Self::Entry(entry) => write!(f, "entry/{entry}"),
                }
            }
        }

        impl FromStr for PanelName {
            type Err = UnknownPanel;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(match text {
                    $($wire => Self::$name,)*
                    other => {
                        let entry = other.strip_prefix("entry/").and_then(|id| id.parse().ok());
                        Self::Entry(entry.ok_or(UnknownPanel)?)
                    }
                })
            }
        }

        /// A panel's data. The name says which it is, so the data carry no tag.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Panel {
            $($(#[$doc])* $name($holds),)*
            /// One entry of the minutes.
            Entry(Box<EntryPanel>),
        }

        impl Panel {
            /// Reads a panel of this name from its JSON.
            ///
            /// # Errors
            /// If the JSON is not what that panel holds.
            pub fn read(name: PanelName, json: &str) -> Result<Self, serde_json::Error> {
                Ok(match name {
                    $(PanelName::$name => Self::$name(serde_json::from_str(json)?),)*
                    PanelName::Entry(_) => Self::Entry(serde_json::from_str(json)?),
                })
            }
        }
    };
}

panels! {
    /// The meeting's title, venue, times and people.
    Head "head" Head;
    /// The items of the agenda.
    Agenda "agenda" AgendaPanel;
    /// The item that is on and who speaks.
    Floor "floor" Box<Floor>;
    /// Who waits for the floor.
    Speakers "speakers" SpeakersPanel;
    /// The poll the hall looks at.
    Poll "poll" PollPanel;
    /// The ballot a phone may fill.
    Ballot "ballot" BallotPanel;
    /// The paper ballots of a poll.
    PaperBallots "papers" PaperBallotsPanel;
    /// Who has come.
    Attendance "attendance" AttendancePanel;
    /// The door cards, in numbers.
    Cards "cards" CardsPanel;
    /// The scene on the projector.
    Scene "scene" ScenePanel;
    /// The written opinions.
    Written "written" WrittenPanel;
    /// The ids of the minutes' entries.
    Minutes "minutes" MinutesPanel;
    /// How long people and hamlets have spoken.
    Totals "totals" TotalsPanel;
    /// The steps that can be undone.
    Undo "undo" UndoPanel;
    /// What staff must know of the laptop.
    Laptop "laptop" Laptop;
    /// What belongs to one person alone.
    Mine "mine" Mine;
}

/// The error of parsing a name that no panel has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPanel;

impl fmt::Display for UnknownPanel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no panel has this name")
    }
}

impl TryFrom<String> for PanelName {
    type Error = UnknownPanel;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PanelName> for String {
    fn from(name: PanelName) -> Self {
        name.to_string()
    }
}
