//! English: for whoever chooses it.

pub(super) mod common;
pub(super) mod consoles;
