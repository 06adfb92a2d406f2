//! The record that keys to places were made and ended. The keys themselves are stored beside all meetings; here stands
//! the action, so that nobody makes themselves a chair's key without a trace. Only the program notes it, and only when
//! it is so.

pub(crate) mod decide;

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Place};

/// A command on keys; only the program itself sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Notes that links to places were made.
    NoteMade {
        /// The places they lead to.
        places: Vec<Place>,
        /// The place from which they were made.
        from: Place,
    },
    /// Notes that links to places were ended.
    NoteEnded {
        /// The places they led to.
        places: Vec<Place>,
        /// The place from which they were ended.
        from: Place,
    },
}

/// What happened to keys, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Links to places were made.
    LinksMade {
        /// The places they lead to.
        places: Vec<Place>,
        /// The place from which they were made.
        from: Place,
    },
    /// Links were ended: whoever sat by them sits no longer.
    LinksEnded {
        /// The places they led to.
        places: Vec<Place>,
        /// The place from which they were ended.
        from: Place,
    },
}

impl Event {
    /// The staff place that did it, as an actor: not the program that noted it.
    #[must_use]
    pub fn by(&self) -> Actor {
        let (Self::LinksMade { from, .. } | Self::LinksEnded { from, .. }) = self;
        Actor::Staff(*from)
    }
}
