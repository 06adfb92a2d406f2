//! The agenda: its items, their order, and which is on. The meeting opens with its first item.

use serde::{Deserialize, Serialize};

use crate::clean;
use crate::id::ItemId;
use crate::programme::TemplateItem;
use crate::refusal::{Field, Refusal, Thing};
use crate::time::Moment;
use crate::{Meeting, poll, speakers};

/// What an item is: sets the usual controls and the projector's scene, and forbids nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Nêu lý do, giới thiệu, khai mạc.
    Opening,
    /// Báo cáo.
    Report,
    /// Phát biểu chỉ đạo.
    Address,
    /// Nhân dân phát biểu.
    Floor,
    /// Trả lời, giải trình.
    Answer,
    /// Lấy phiếu.
    Poll,
    /// Kết luận.
    Conclusion,
    /// Ký biên bản.
    Signing,
    /// Bế mạc.
    Closing,
    /// Giải lao.
    Break,
}

impl ItemKind {
    /// Every kind, in the order a form offers them.
    pub const ALL: [Self; 10] = [
        Self::Opening,
        Self::Report,
        Self::Address,
        Self::Floor,
        Self::Answer,
        Self::Poll,
        Self::Conclusion,
        Self::Signing,
        Self::Closing,
        Self::Break,
    ];
}

/// How far an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Still to come.
    #[default]
    Pending,
    /// On now; at most one is.
    Running,
    /// Over.
    Done,
    /// Left out.
    Skipped,
}

/// What the office and the chair write about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemText {
    /// What it is.
    pub kind: ItemKind,
    /// What is on.
    pub title: String,
    /// Who leads it.
    #[serde(default)]
    pub lead: String,
    /// Minutes planned.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// May be left out.
    #[serde(default)]
    pub optional: bool,
}

/// An agenda item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name on the wire.
    pub id: ItemId,
    /// What is written about it.
    pub text: ItemText,
    /// How far it is.
    pub state: ItemState,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
}

/// Where the meeting as a whole stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Being prepared.
    #[default]
    Prepared,
    /// Its first item has begun.
    Open,
    /// Over.
    Closed,
}

/// The agenda of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// In the order they are to be taken.
    pub items: Vec<Item>,
    /// Where the meeting stands.
    pub phase: Phase,
    /// When the first item began.
    pub opened: Option<Moment>,
    /// When the meeting was closed.
    pub closed: Option<Moment>,
    /// The highest id ever given: an id is never used again, not even of an item that was removed.
    last_id: Option<ItemId>,
}

/// A command on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Inserts an item behind another, or at the top.
    AddItem {
        /// Behind which; `None` is the top.
        after: Option<ItemId>,
        /// What it is.
        item: ItemText,
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
    /// Moves an item behind another, or to the top.
    MoveItem {
        /// Which.
        id: ItemId,
        /// Behind which; `None` is the top.
        after: Option<ItemId>,
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
    /// Leaves an item out.
    SkipItem {
        /// Which.
        id: ItemId,
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
    /// The meeting ended.
    MeetingClosed,
}

/// Most minutes one item may be planned for: a whole day.
const MOST_MINUTES: i64 = 24 * 60;
/// Most items of one agenda.
const MOST_ITEMS: i64 = 200;

impl Agenda {
    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The item that is on.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.items.iter().find(|item| item.state == ItemState::Running)
    }

    /// The item's number as people count, from 1.
    #[must_use]
    pub fn number(&self, id: ItemId) -> Option<usize> {
        self.items.iter().position(|item| item.id == id).map(|index| index + 1)
    }

    /// The next item to take: the first still to come behind the one that is on, or behind the last
    /// that was.
    #[must_use]
    pub fn next(&self) -> Option<&Item> {
        let last = self.items.iter().rposition(|item| item.state != ItemState::Pending);
        let mut behind = self.items[last.map_or(0, |last| last + 1)..].iter();
        behind.next().or_else(|| self.items.iter().find(|item| item.state == ItemState::Pending))
    }

    fn require(&self, id: ItemId) -> Result<&Item, Refusal> {
        self.item(id).ok_or(Refusal::NotFound { thing: Thing::Item })
    }

    fn require_after(&self, after: Option<ItemId>) -> Result<(), Refusal> {
        after.map_or(Ok(()), |after| self.require(after).map(drop))
    }

    fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    /// Puts an item behind another; behind one that is gone, at the end, so that no item is ever lost.
    fn insert(&mut self, after: Option<ItemId>, item: Item) {
        let index = match after {
            None => 0,
            Some(after) => self.number(after).unwrap_or(self.items.len()),
        };
        self.items.insert(index, item);
    }
}

/// The events that lay down a template's items.
pub(crate) fn from_template(items: &[TemplateItem]) -> Vec<crate::Event> {
    let added = (1..).zip(items).map(|(number, item)| {
        let text = ItemText {
            kind: item.kind,
            title: item.title.clone(),
            lead: item.lead.clone(),
            minutes: None,
            optional: item.optional,
        };
        let after = (number > 1).then(|| ItemId(number - 1));
        Event::ItemAdded { id: ItemId(number), after, item: text }.into()
    });
    added.collect()
}

fn checked(item: &ItemText) -> Result<ItemText, Refusal> {
    if let Some(minutes) = item.minutes {
        clean::number(i64::from(minutes), Field::Minutes, 1, MOST_MINUTES)?;
    }
    Ok(ItemText {
        title: clean::line(&item.title, Field::Title, clean::TITLE)?,
        lead: clean::optional_line(&item.lead, Field::Lead, clean::TITLE)?,
        ..item.clone()
    })
}

/// Decides a command on the agenda.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::Event>, Refusal> {
    let agenda = &meeting.agenda;
    if agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    let mut events = Vec::new();
    match command {
        Command::AddItem { after, item } => {
            agenda.require_after(*after)?;
            clean::number(agenda.items.len() as i64 + 1, Field::Count, 1, MOST_ITEMS)?;
            let id = ItemId::after(agenda.last_id);
            events.push(Event::ItemAdded { id, after: *after, item: checked(item)? }.into());
        }
        Command::EditItem { id, item } => {
            agenda.require(*id)?;
            events.push(Event::ItemEdited { id: *id, item: checked(item)? }.into());
        }
        Command::RemoveItem { id } => {
            if agenda.require(*id)?.state != ItemState::Pending {
                return Err(Refusal::ItemBegun);
            }
            events.push(Event::ItemRemoved { id: *id }.into());
        }
        Command::MoveItem { id, after } => {
            agenda.require(*id)?;
            agenda.require_after(*after)?;
            // Behind itself is where it stands.
            if *after != Some(*id) {
                events.push(Event::ItemMoved { id: *id, after: *after }.into());
            }
        }
        Command::StartItem { id } => start(meeting, *id, &mut events)?,
        Command::FinishItem { id } => {
            if agenda.require(*id)?.state != ItemState::Running {
                return Err(Refusal::ItemNotRunning);
            }
            events.push(Event::ItemFinished { id: *id }.into());
        }
        Command::SkipItem { id } => {
            if agenda.require(*id)?.state != ItemState::Pending {
                return Err(Refusal::ItemBegun);
            }
            events.push(Event::ItemSkipped { id: *id }.into());
        }
        Command::CloseMeeting => {
            if agenda.phase != Phase::Open {
                return Err(Refusal::MeetingNotOpen);
            }
            // Both are the chair's to end in their own way: a speech with a word, a poll with a count.
            if let Some(speech) = meeting.speakers.current() {
                return Err(Refusal::FloorTaken { name: speech.name.clone() });
            }
            if meeting.poll.state == poll::State::Open {
                return Err(Refusal::PollOpen);
            }
            if let Some(item) = agenda.current() {
                events.push(Event::ItemFinished { id: item.id }.into());
            }
            if meeting.speakers.open {
                events.push(speakers::Event::ListClosed.into());
            }
            events.push(Event::MeetingClosed.into());
        }
    }
    Ok(events)
}

fn start(meeting: &Meeting, id: ItemId, events: &mut Vec<crate::Event>) -> Result<(), Refusal> {
    let agenda = &meeting.agenda;
    let item = agenda.require(id)?;
    if item.state == ItemState::Running {
        return Err(Refusal::ItemRunning);
    }
    if agenda.phase == Phase::Prepared {
        events.push(Event::MeetingOpened.into());
    }
    if let Some(current) = agenda.current() {
        events.push(Event::ItemFinished { id: current.id }.into());
    }
    events.push(Event::ItemStarted { id }.into());
    // The people's turn: nobody should have to find the switch that lets them ask for it.
    if item.text.kind == ItemKind::Floor && !meeting.speakers.open && !meeting.speakers.was_opened {
        events.push(speakers::Event::ListOpened.into());
    }
    Ok(())
}

/// Applies what happened on the agenda.
pub(crate) fn apply(agenda: &mut Agenda, event: &Event, at: Moment) {
    match event {
        Event::ItemAdded { id, after, item } => {
            agenda.last_id = agenda.last_id.max(Some(*id));
            let item = Item {
                id: *id,
                text: item.clone(),
                state: ItemState::Pending,
                started: None,
                finished: None,
            };
            agenda.insert(*after, item);
        }
        Event::ItemEdited { id, item } => {
            if let Some(known) = agenda.item_mut(*id) {
                known.text = item.clone();
            }
        }
        Event::ItemRemoved { id } => agenda.items.retain(|item| item.id != *id),
        Event::ItemMoved { id, after } => {
            if let Some(index) = agenda.items.iter().position(|item| item.id == *id) {
                let item = agenda.items.remove(index);
                agenda.insert(*after, item);
            }
        }
        Event::MeetingOpened => {
            agenda.phase = Phase::Open;
            agenda.opened = Some(at);
        }
        Event::ItemStarted { id } => {
            if let Some(item) = agenda.item_mut(*id) {
                item.state = ItemState::Running;
                item.started = Some(at);
                item.finished = None;
            }
        }
        Event::ItemFinished { id } => {
            if let Some(item) = agenda.item_mut(*id) {
                item.state = ItemState::Done;
                item.finished = Some(at);
            }
        }
        Event::ItemSkipped { id } => {
            if let Some(item) = agenda.item_mut(*id) {
                item.state = ItemState::Skipped;
            }
        }
        Event::MeetingClosed => {
            agenda.phase = Phase::Closed;
            agenda.closed = Some(at);
        }
    }
}
