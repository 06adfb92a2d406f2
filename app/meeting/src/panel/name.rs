//! Which panels there are, and what they are called on the wire.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::EntryId;

/// Which panel. On the wire a short name; an entry of the minutes is `entry/12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PanelName {
    /// What the meeting is.
    Head,
    /// Its items.
    Agenda,
    /// What is on and who speaks.
    Floor,
    /// Who waits.
    Speakers,
    /// The poll.
    Poll,
    /// The ballot a phone may fill.
    Ballot,
    /// The papers of a poll.
    PaperBallots,
    /// Who is here.
    Attendance,
    /// The door cards.
    Cards,
    /// What the projector shows.
    Scene,
    /// What was handed in in writing.
    Written,
    /// Which entries the minutes have.
    Minutes,
    /// One of them.
    Entry(EntryId),
    /// How long people and hamlets have spoken.
    Totals,
    /// What can be undone.
    Undo,
    /// What staff must know of the laptop.
    Laptop,
    /// What belongs to one person.
    Mine,
}

impl fmt::Display for PanelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head => f.write_str("head"),
            Self::Agenda => f.write_str("agenda"),
            Self::Floor => f.write_str("floor"),
            Self::Speakers => f.write_str("speakers"),
            Self::Poll => f.write_str("poll"),
            Self::Ballot => f.write_str("ballot"),
            Self::PaperBallots => f.write_str("papers"),
            Self::Attendance => f.write_str("attendance"),
            Self::Cards => f.write_str("cards"),
            Self::Scene => f.write_str("scene"),
            Self::Written => f.write_str("written"),
            Self::Minutes => f.write_str("minutes"),
            Self::Entry(entry) => write!(f, "entry/{entry}"),
            Self::Totals => f.write_str("totals"),
            Self::Undo => f.write_str("undo"),
            Self::Laptop => f.write_str("laptop"),
            Self::Mine => f.write_str("mine"),
        }
    }
}

/// A name that no panel has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPanel;

impl fmt::Display for UnknownPanel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no panel has this name")
    }
}

impl FromStr for PanelName {
    type Err = UnknownPanel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "head" => Self::Head,
            "agenda" => Self::Agenda,
            "floor" => Self::Floor,
            "speakers" => Self::Speakers,
            "poll" => Self::Poll,
            "ballot" => Self::Ballot,
            "papers" => Self::PaperBallots,
            "attendance" => Self::Attendance,
            "cards" => Self::Cards,
            "scene" => Self::Scene,
            "written" => Self::Written,
            "minutes" => Self::Minutes,
            "totals" => Self::Totals,
            "undo" => Self::Undo,
            "laptop" => Self::Laptop,
            "mine" => Self::Mine,
            other => {
                let entry = other.strip_prefix("entry/").and_then(|id| id.parse().ok());
                Self::Entry(entry.ok_or(UnknownPanel)?)
            }
        })
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
