//! The state of the laptop, as far as an evening depends on it: what staff must know of its disk and its clock. Nothing
//! of it is the meeting's, so nothing of it is in a journal; the server keeps it beside the meeting and says it in a
//! panel.

use serde::{Deserialize, Serialize};

use crate::time::Moment;

/// What staff must know of the laptop. The default is a laptop about which there is nothing to report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Laptop {
    /// How the disk stands that holds the data folder.
    pub disk: Disk,
    /// True if a poll was closed and the traces of its ballots are not off the disk yet: it is tried again and again.
    pub unsealed: bool,
    /// Why the office is asked what the time is: the laptop's clock and the meeting's do not agree, or both seem slow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockDoubt>,
}

/// Why the office is asked what the time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockDoubt {
    /// How many milliseconds the laptop's clock is ahead of the meeting's; negative if it is behind.
    pub ahead_ms: i64,
    /// A later time than the laptop's clock showed when the program was started, found on something in the laptop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later: Option<Moment>,
}

/// Milliseconds from which on two clocks do not agree.
pub const CLOCK_TOLERANCE_MS: i64 = 2 * 60 * 1000;

impl ClockDoubt {
    /// True if the laptop's clock and the meeting's show different times.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.ahead_ms.abs() >= CLOCK_TOLERANCE_MS
    }
}

/// The office's answer to what the time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaidTime {
    /// The laptop's clock is right.
    Laptop,
    /// The meeting's clock is right.
    Program,
    /// Neither is: this is the time.
    At(Moment),
}

/// How the disk that holds the data folder stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disk {
    /// It takes what is written.
    #[default]
    Fine,
    /// It takes what is written, and not for much longer.
    Low {
        /// How many megabytes are free.
        megabytes: u64,
    },
    /// It does not take what is written. What it took before is stored; writing is tried again all the time.
    Failing {
        /// The reason, as far as the system says.
        trouble: Trouble,
    },
}

/// The reason why a disk does not take what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// There is no room left.
    Full,
    /// Another program holds the file.
    Locked,
    /// The folder or the disk takes no writing.
    ReadOnly,
    /// The folder is not there: a disk was pulled out, or someone moved it.
    #[serde(rename = "gone")]
    Missing,
    /// The disk answers with errors.
    Broken,
    /// What is on the disk is not what was written there.
    Damaged,
}

impl Trouble {
    /// Every variant.
    pub const ALL: [Self; 6] =
        [Self::Full, Self::Locked, Self::ReadOnly, Self::Missing, Self::Broken, Self::Damaged];
}
