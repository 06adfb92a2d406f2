//! Commands and events of the agenda.

use serde::{Deserialize, Serialize};

use super::item::{Attachment, Content, ItemText};
use crate::id::{AttachmentId, ItemId};

/// A command on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Inserts an item behind another, or at the top.
    AddItem {
        /// The item it stands behind; `None` is the top.
        after: Option<ItemId>,
        /// The item it is a part of, if it is one.
        #[serde(default)]
        under: Option<ItemId>,
        /// What is written about it.
        item: ItemText,
        /// True if it begins at once.
        #[serde(default)]
        start: bool,
    },
    /// Replaces what is written about an item.
    EditItem {
        /// The item.
        id: ItemId,
        /// What is written about it from now on.
        item: ItemText,
    },
    /// Removes an item that has not begun.
    RemoveItem {
        /// The item.
        id: ItemId,
    },
    /// Moves an item, with its parts, behind another, or to the top.
    MoveItem {
        /// The item.
        id: ItemId,
        /// The item it stands behind; `None` is the top.
        after: Option<ItemId>,
        /// The item it is a part of, if it is one.
        #[serde(default)]
        under: Option<ItemId>,
    },
    /// Begins an item; the one that is on ends with it. One that was over begins again.
    StartItem {
        /// The item.
        id: ItemId,
    },
    /// Ends the item that is on.
    FinishItem {
        /// The item.
        id: ItemId,
    },
    /// Leaves an item out, and its parts that are still to come.
    SkipItem {
        /// The item.
        id: ItemId,
    },
    /// Makes an item that is over or was left out one that is still to come.
    ReopenItem {
        /// The item.
        id: ItemId,
    },
    /// Lets the hall see an item that was hidden.
    ShowItem {
        /// The item.
        id: ItemId,
    },
    /// Hides an item that has not begun from the hall.
    HideItem {
        /// The item.
        id: ItemId,
    },
    /// Sets the planned durations of items, all or none.
    #[serde(rename = "PlanMinutes")]
    PlanDurations {
        /// Items, each with its planned duration in minutes.
        plan: Vec<(ItemId, u32)>,
    },
    /// Attaches an address, or a file that is stored already.
    Attach {
        /// The item it is attached to.
        id: ItemId,
        /// The title that people read.
        title: String,
        /// Where it is found.
        content: Content,
    },
    /// Removes an attachment.
    Detach {
        /// The item it is attached to.
        id: ItemId,
        /// The attachment.
        attachment: AttachmentId,
    },
    /// Closes the meeting.
    CloseMeeting,
}

/// What happened on the agenda, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An item was inserted.
    ItemAdded {
        /// Id given to it.
        id: ItemId,
        /// The item it stands behind; `None` is the top.
        after: Option<ItemId>,
        /// The item it is a part of, if it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<ItemId>,
        /// What is written about it.
        item: ItemText,
    },
    /// What is written about an item was replaced.
    ItemEdited {
        /// The item.
        id: ItemId,
        /// What is written about it since.
        item: ItemText,
    },
    /// An item was removed.
    ItemRemoved {
        /// The item.
        id: ItemId,
    },
    /// An item was moved.
    ItemMoved {
        /// The item.
        id: ItemId,
        /// The item it stands behind; `None` is the top.
        after: Option<ItemId>,
        /// The item it is a part of, if it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<ItemId>,
    },
    /// The meeting was opened: its first item begins.
    MeetingOpened,
    /// An item began.
    ItemStarted {
        /// The item.
        id: ItemId,
    },
    /// An item ended.
    ItemFinished {
        /// The item.
        id: ItemId,
    },
    /// An item was left out.
    ItemSkipped {
        /// The item.
        id: ItemId,
    },
    /// An item that was over or left out is to come again.
    ItemReopened {
        /// The item.
        id: ItemId,
    },
    /// An item that was hidden was shown to the hall.
    ItemShown {
        /// The item.
        id: ItemId,
    },
    /// An item was hidden from the hall.
    ItemHidden {
        /// The item.
        id: ItemId,
    },
    /// The planned durations of items were set.
    #[serde(rename = "MinutesPlanned")]
    DurationsPlanned {
        /// Items, each with its planned duration in minutes.
        plan: Vec<(ItemId, u32)>,
    },
    /// A file or an address was attached.
    Attached {
        /// The item it is attached to.
        id: ItemId,
        /// The attachment.
        attachment: Attachment,
    },
    /// An attachment was removed.
    Detached {
        /// The item it was attached to.
        id: ItemId,
        /// The attachment.
        attachment: AttachmentId,
    },
    /// The meeting was closed.
    MeetingClosed,
}
