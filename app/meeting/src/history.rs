//! Turns an event into an action for the history: what someone did, at a staff place or with a phone, and whom or what
//! it was about. Names are those of the moment at which it was done, so it is asked before the event is applied. What
//! it was about reads the same in every language: names, titles, numbers, times.

mod action;
mod action_kind;
mod lately;
mod reader;

use chrono::{NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::clock::Correction;

pub use action::action;
pub use action_kind::{ActionKind, Subject};
pub use lately::{Done, Lately};
pub use reader::{Line, Reader, read};

/// An action that was done, and whom or what it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What was done.
    #[serde(rename = "deed")]
    pub kind: ActionKind,
    /// Whom or what about: a name, a title, a number with nothing else; empty if it says itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// For an undoing: what was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undid: Option<ActionKind>,
}

impl Action {
    /// Merges two actions of one command into the one that a reader is told: `self` was done first, `next` with it.
    pub(crate) fn with(&self, next: Self) -> Self {
        let counted = |count: u32| Self::new(ActionKind::RegisteredMany, count.to_string());
        match (self.kind, next.kind) {
            (ActionKind::ItemAdded | ActionKind::ItemInserted, ActionKind::ItemStarted) => {
                Self { kind: ActionKind::ItemInserted, ..next }
            }
            // Whoever takes an item begins it, and what goes with it goes without saying. Of an item and
            // its part that end, the item is what ended.
            (_, ActionKind::ItemStarted) | (ActionKind::ItemFinished, ActionKind::ItemFinished) => next,
            (ActionKind::Registered, ActionKind::Registered) => counted(2),
            (ActionKind::RegisteredMany, ActionKind::Registered) => {
                counted(self.about.parse().unwrap_or(1) + 1)
            }
            _ => self.clone(),
        }
    }

    /// Moves the time of day it names by a correction of the clock.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        if matches!(
            (self.kind, self.undid),
            (ActionKind::LastCallSet, _) | (_, Some(ActionKind::LastCallSet))
        ) && let Ok(until) = NaiveTime::parse_from_str(&self.about, TIME_OF_DAY)
        {
            let until = until + TimeDelta::milliseconds(correction.by_ms());
            self.about = until.format(TIME_OF_DAY).to_string();
        }
    }

    fn new(kind: ActionKind, about: impl Into<String>) -> Self {
        Self { kind, about: about.into(), undid: None }
    }
}

/// The format in which a time of day is named.
const TIME_OF_DAY: &str = "%H:%M";
