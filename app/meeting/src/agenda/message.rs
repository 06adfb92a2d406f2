//! What may be asked of the agenda, and what happened to it.

use serde::{Deserialize, Serialize};

use super::item::{Attachment, Content, ItemText};
use crate::id::{AttachmentId, ItemId};

/// A command on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Inserts an item behind another, or at the top.
    AddItem {
        /// Behind which; `None` is the top.
        after: Option<ItemId>,
        /// As a part of which.
        #[serde(default)]
        under: Option<ItemId>,
        /// What it is.
        item: ItemText,
        /// Whether it begins at once.
        #[serde(default)]
        start: bool,
    },
    /// Writes an item anew.
    EditItem {
        /// Which.
        id: ItemId,
        /// What it becomes.
        item: ItemText,
    },
    /// Removes an item that has not begun.
    RemoveItem {
        /// Which.
        id: ItemId,
    },
    /// Moves an item, with its parts, behind another, or to the top.
    MoveItem {
        /// Which.
        id: ItemId,
        /// Behind which; `None` is the top.
        after: Option<ItemId>,
        /// As a part of which.
        #[serde(default)]
        under: Option<ItemId>,
    },
    /// Begins an item; the one that is on is finished with it. One that was over begins again.
    StartItem {
        /// Which.
        id: ItemId,
    },
    /// Ends the item that is on.
    FinishItem {
        /// Which.
        id: ItemId,
    },
    /// Leaves an item out, and its parts that are still to come.
    SkipItem {
        /// Which.
        id: ItemId,
    },
    /// Makes an item that is over or was left out one that is still to come.
    ReopenItem {
        /// Which.
        id: ItemId,
    },
    /// Lets the hall see an item that was hidden.
    ShowItem {
        /// Which.
        id: ItemId,
    },
    /// Hides an item that has not begun from the hall.
    HideItem {
        /// Which.
        id: ItemId,
    },
    /// Plans items anew, all or none.
    #[serde(rename = "PlanMinutes")]
    PlanDurations {
        /// Which items, each with its minutes.
        plan: Vec<(ItemId, u32)>,
    },
    /// Attaches an address or a file that is kept already.
    Attach {
        /// To which item.
        id: ItemId,
        /// What people read.
        title: String,
        /// Where it is found.
        content: Content,
    },
    /// Takes an attachment away.
    Detach {
        /// From which item.
        id: ItemId,
        /// Which.
        attachment: AttachmentId,
    },
    /// Ends the meeting.
    CloseMeeting,
}

/// What happened on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An item was inserted.
    ItemAdded {
        /// Its id.
        id: ItemId,
        /// Behind which.
        after: Option<ItemId>,
        /// As a part of which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<ItemId>,
        /// What it is.
        item: ItemText,
    },
    /// An item was written anew.
    ItemEdited {
        /// Which.
        id: ItemId,
        /// What it became.
        item: ItemText,
    },
    /// An item was removed.
    ItemRemoved {
        /// Which.
        id: ItemId,
    },
    /// An item was moved.
    ItemMoved {
        /// Which.
        id: ItemId,
        /// Behind which.
        after: Option<ItemId>,
        /// As a part of which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<ItemId>,
    },
    /// The meeting began.
    MeetingOpened,
    /// An item began.
    ItemStarted {
        /// Which.
        id: ItemId,
    },
    /// An item ended.
    ItemFinished {
        /// Which.
        id: ItemId,
    },
    /// An item was left out.
    ItemSkipped {
        /// Which.
        id: ItemId,
    },
    /// An item is to come again.
    ItemReopened {
        /// Which.
        id: ItemId,
    },
    /// An item became one for the hall to see.
    ItemShown {
        /// Which.
        id: ItemId,
    },
    /// An item was hidden from the hall.
    ItemHidden {
        /// Which.
        id: ItemId,
    },
    /// Items were planned anew.
    #[serde(rename = "MinutesPlanned")]
    DurationsPlanned {
        /// Which items, each with its minutes.
        plan: Vec<(ItemId, u32)>,
    },
    /// Something was attached.
    Attached {
        /// To which item.
        id: ItemId,
        /// What.
        attachment: Attachment,
    },
    /// An attachment was taken away.
    Detached {
        /// From which item.
        id: ItemId,
        /// Which.
        attachment: AttachmentId,
    },
    /// The meeting ended.
    MeetingClosed,
}
