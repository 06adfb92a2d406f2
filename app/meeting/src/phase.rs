//! Where a meeting stands: being prepared, open, over.

use serde::{Deserialize, Serialize};

/// Where the meeting as a whole stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Being prepared.
    #[default]
    Prepared,
    /// Its first item has begun.
    Open,
    /// Over.
    Closed,
}
