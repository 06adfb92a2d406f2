//! Decides commands on keys.

use super::{Command, Event};

/// Decides a command on keys. What it notes is so already, so there is nothing to refuse.
pub(crate) fn decide(command: &Command) -> Vec<crate::state::Event> {
    let event = match command.clone() {
        Command::NoteMade { places, from } => Event::LinksMade { places, from },
        Command::NoteEnded { places, from } => Event::LinksEnded { places, from },
    };
    vec![event.into()]
}
