//! The phase of a meeting: being prepared, open, closed.

use serde::{Deserialize, Serialize};

/// The phase of the meeting as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Being prepared: no item has begun.
    #[default]
    Prepared,
    /// Its first item has begun.
    Open,
    /// Closed: nothing begins any more.
    Closed,
}
