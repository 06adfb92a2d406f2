//! Tiếng Việt: the hall's language.

pub(super) mod actions;
pub(super) mod ballots;
pub(super) mod chair;
pub(super) mod common;
pub(super) mod consoles;
pub(super) mod laptop;
pub(super) mod plain_pages;
pub(super) mod results;
pub(super) mod screens;
pub(super) mod staff;
