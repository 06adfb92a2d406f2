//! The agenda: its items, their order, and which is on. The meeting opens with its first item.
//!
//! An item may have parts, one level deep. At most one item is on, and of its parts at most one.

pub(crate) mod apply;
pub(crate) mod decide;
mod item;
mod message;
mod order;
pub mod timing;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::{AttachmentId, ItemId};
use crate::refusal::{Refusal, Thing};
use crate::time::Moment;

pub use crate::phase::Phase;
pub use item::{Attachment, Content, Item, ItemKind, ItemState, ItemText, Media};
pub use message::{Command, Event};

/// The agenda of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// In the order they are to be taken; parts stand right behind the item they belong to.
    pub items: Vec<Item>,
    /// Where the meeting stands.
    pub phase: Phase,
    /// When the first item began, if it has.
    pub opened: Option<Moment>,
    /// When the meeting was closed, if it is.
    pub closed: Option<Moment>,
    /// The end that the planned durations gave when the meeting began: what later plans are held to.
    pub planned_end: Option<Moment>,
    /// The highest id ever given: an id is never used again, not even of an item that was removed.
    last_id: Option<ItemId>,
    /// The highest attachment id ever given, for the same reason.
    last_attachment: Option<AttachmentId>,
}

impl Agenda {
    /// Moves its times by a correction of the clock.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        // The planned end counts from when the meeting began, so it moves with that.
        if self.opened.is_some_and(|opened| opened >= correction.from) {
            self.planned_end.iter_mut().for_each(|end| correction.deadline(end));
        }
        self.opened.iter_mut().chain(&mut self.closed).for_each(|at| correction.past(at));
        self.items.iter_mut().for_each(|item| item.correct(correction));
    }
}

/// Most bytes of one attached file: 20 MiB.
pub const MOST_FILE_BYTES: i64 = 20 * 1024 * 1024;

impl Agenda {
    /// The items in the form in which planned and actual times are summed.
    fn timed(&self) -> Vec<timing::Timed> {
        let timed = |item: &Item| timing::Timed {
            id: item.id,
            under: item.under,
            kind: item.text.kind,
            state: item.state,
            planned_duration: item.text.planned_duration,
            started: item.started,
            finished: item.finished,
            spent_ms: item.spent_ms,
        };
        self.items.iter().map(timed).collect()
    }

    /// The item with this id, or a refusal if there is none.
    pub(crate) fn require(&self, id: ItemId) -> Result<&Item, Refusal> {
        self.item(id).ok_or(Refusal::NotFound { thing: Thing::Item })
    }

    /// Refuses unless an item can stand behind one and as a part of another.
    pub(crate) fn require_position(
        &self,
        after: Option<ItemId>,
        under: Option<ItemId>,
    ) -> Result<(), Refusal> {
        if let Some(after) = after {
            self.require(after)?;
        }
        match under {
            Some(under) if self.require(under)?.under.is_some() => Err(Refusal::TooDeep),
            _ => Ok(()),
        }
    }

    /// The item with this id, or a refusal if it is not still to come.
    pub(crate) fn require_pending(&self, id: ItemId) -> Result<&Item, Refusal> {
        let item = self.require(id)?;
        if item.state == ItemState::Pending { Ok(item) } else { Err(Refusal::ItemBegun) }
    }
}
