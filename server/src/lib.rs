//! The program `hoitruong`: rooms, journal, web.
//!
//! A command travels `web` → [`room`] → [`journal`] → back to whoever asked, and as panels to everyone
//! who listens. The binary in `main.rs` is the command line; the tests in `tests/` start the same
//! [`serve::Server`] with clocks of their own.

// A hall goes on: whatever can fail here is answered or reported, never the end of a task. Tests are excepted (clippy.toml).
#![warn(clippy::panic, clippy::expect_used, clippy::indexing_slicing)]

pub mod clock;
mod connections;
pub mod control;
pub mod documents;
pub mod export;
pub mod hall_address;
mod import;
pub mod journal;
pub mod keys;
pub mod links;
pub mod listen;
pub mod meetings;
pub mod rehearse;
mod request;
pub mod room;
mod secret;
pub mod serve;
mod web;
