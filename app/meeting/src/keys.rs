//! That keys to places were made and ended. The keys themselves are the house's; here stands the deed, so that nobody
//! makes themselves a chair's key without a trace. Only the program notes it, and only when it is so.

pub(crate) mod decide;

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Place};

/// A command on keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Notes that links were made.
    NoteMade {
        /// To which places.
        places: Vec<Place>,
        /// From where.
        from: Place,
    },
    /// Notes that links were ended.
    NoteEnded {
        /// To which places.
        places: Vec<Place>,
        /// From where.
        from: Place,
    },
}

/// What happened to keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Links were made.
    LinksMade {
        /// To which places.
        places: Vec<Place>,
        /// From where.
        from: Place,
    },
    /// Links were ended: whoever sat by them sits no longer.
    LinksEnded {
        /// To which places.
        places: Vec<Place>,
        /// From where.
        from: Place,
    },
}

impl Event {
    /// Who did it: not the program that noted it.
    #[must_use]
    pub fn by(&self) -> Actor {
        let (Self::LinksMade { from, .. } | Self::LinksEnded { from, .. }) = self;
        Actor::Staff(*from)
    }
}
