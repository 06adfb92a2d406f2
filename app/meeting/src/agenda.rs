//! The agenda: its items, their order, and which is on. The meeting opens with its first item.
//!
//! An item may have parts, one level deep. At most one item is on, and of its parts at most one.

mod item;
mod message;
mod order;
pub mod timing;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::{AttachmentId, ItemId};
use crate::programme::TemplateItem;
use crate::refusal::{Field, Refusal, Thing};
use crate::splice::Doc;
use crate::time::Moment;
use crate::validate;
use crate::{Meeting, speakers};

pub use item::{Attachment, Content, Item, ItemKind, ItemState, ItemText, Media, Phase};
pub use message::{Command, Event};

/// The agenda of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// In the order they are to be taken; parts stand right behind the item they belong to.
    pub items: Vec<Item>,
    /// Where the meeting stands.
    pub phase: Phase,
    /// When the first item began.
    pub opened: Option<Moment>,
    /// When the meeting was closed.
    pub closed: Option<Moment>,
    /// When it was to end by the minutes that were planned when it began: what later plans are held to.
    pub planned_end: Option<Moment>,
    /// The highest id ever given: an id is never used again, not even of an item that was removed.
    last_id: Option<ItemId>,
    /// The same for attachments.
    last_attachment: Option<AttachmentId>,
}

impl Agenda {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        // The planned end counts from when the meeting began, so it moves with that.
        if self.opened.is_some_and(|opened| opened >= correction.from) {
            self.planned_end.iter_mut().for_each(|end| correction.deadline(end));
        }
        self.opened.iter_mut().chain(&mut self.closed).for_each(|at| correction.past(at));
        self.items.iter_mut().for_each(|item| item.correct(correction));
    }
}

/// Most minutes one item may be planned for: a whole day.
const LONGEST_DURATION: i64 = 24 * 60;
/// Most items of one agenda.
const MOST_ITEMS: i64 = 200;
/// Most papers and addresses of one item.
const MOST_ATTACHMENTS: i64 = 20;
/// Most bytes of one attached file.
pub const MOST_FILE_BYTES: i64 = 20 * 1024 * 1024;

/// The events that lay down a template's items.
pub(crate) fn from_template(items: &[TemplateItem]) -> Vec<crate::Event> {
    let added = (1..).zip(items).map(|(number, item)| {
        let text = ItemText {
            lead: item.lead.clone(),
            optional: item.optional,
            ..ItemText::new(item.kind, &item.title)
        };
        let after = (number > 1).then(|| ItemId(number - 1));
        Event::ItemAdded { id: ItemId(number), after, under: None, item: text }.into()
    });
    added.collect()
}

impl Agenda {
    /// The items as the sums of planned and actual time need them.
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

    fn require(&self, id: ItemId) -> Result<&Item, Refusal> {
        self.item(id).ok_or(Refusal::NotFound { thing: Thing::Item })
    }

    /// That an item can stand behind one and as a part of another.
    fn require_position(&self, after: Option<ItemId>, under: Option<ItemId>) -> Result<(), Refusal> {
        if let Some(after) = after {
            self.require(after)?;
        }
        match under {
            Some(under) if self.require(under)?.under.is_some() => Err(Refusal::TooDeep),
            _ => Ok(()),
        }
    }

    fn require_pending(&self, id: ItemId) -> Result<&Item, Refusal> {
        let item = self.require(id)?;
        if item.state == ItemState::Pending { Ok(item) } else { Err(Refusal::ItemBegun) }
    }
}

fn checked_duration(duration: u32) -> Result<(), Refusal> {
    validate::in_range(i64::from(duration), Field::Duration, 1, LONGEST_DURATION)
}

fn checked(item: &ItemText) -> Result<ItemText, Refusal> {
    item.planned_duration.map_or(Ok(()), checked_duration)?;
    if let Some(seconds) = item.seconds {
        speakers::checked_seconds(seconds)?;
    }
    Ok(ItemText {
        title: validate::line(&item.title, Field::Title, validate::TITLE)?,
        lead: validate::optional_line(&item.lead, Field::Lead, validate::TITLE)?,
        ..item.clone()
    })
}

fn checked_content(content: &Content) -> Result<Content, Refusal> {
    match content {
        Content::Link { url } => Ok(Content::Link { url: validate::url(url)? }),
        Content::File { digest, bytes, .. } => {
            let is_digest =
                digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if !is_digest {
                return Err(Refusal::NotFound { thing: Thing::File });
            }
            validate::in_range(i64::from(*bytes), Field::File, 1, MOST_FILE_BYTES)?;
            Ok(content.clone())
        }
    }
}

/// Decides a command on the agenda.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::Event>, Refusal> {
    let agenda = &meeting.agenda;
    if agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    let event = match command {
        Command::AddItem { after, under, item, start } => {
            return add(meeting, *after, *under, item, *start);
        }
        Command::EditItem { id, item } => {
            let known = agenda.require(*id)?;
            let item = checked(item)?;
            if item.hidden && known.state != ItemState::Pending {
                return Err(Refusal::ItemBegun);
            }
            Event::ItemEdited { id: *id, item }
        }
        Command::RemoveItem { id } => {
            // What has been on stays: the minutes tell of it.
            if agenda.require_pending(*id)?.started.is_some() {
                return Err(Refusal::ItemBegun);
            }
            if agenda.parts(*id).next().is_some() {
                return Err(Refusal::HasParts);
            }
            Event::ItemRemoved { id: *id }
        }
        Command::MoveItem { id, after, under } => {
            let item = agenda.require(*id)?;
            agenda.require_position(*after, *under)?;
            if under.is_some() && agenda.parts(*id).next().is_some() {
                return Err(Refusal::TooDeep);
            }
            // Of what is on, the whole and its part are on together.
            if item.state == ItemState::Running && *under != item.under {
                return Err(Refusal::ItemRunning);
            }
            // Behind itself, or behind one of its own parts, is where it stands.
            let own =
                |after: ItemId| after == *id || agenda.item(after).is_some_and(|at| at.under == Some(*id));
            if *under == Some(*id) || (after.is_some_and(own) && *under == item.under) {
                return Ok(Vec::new());
            }
            Event::ItemMoved { id: *id, after: *after, under: *under }
        }
        Command::StartItem { id } => {
            agenda.require(*id)?;
            return start(meeting, *id);
        }
        Command::FinishItem { id } => {
            if agenda.require(*id)?.state != ItemState::Running {
                return Err(Refusal::ItemNotRunning);
            }
            require_nothing_on(meeting)?;
            let parts = agenda.parts(*id).filter(|part| part.state == ItemState::Running);
            let finished = parts.map(|part| part.id).chain([*id]);
            return Ok(finished.map(|id| Event::ItemFinished { id }.into()).collect());
        }
        Command::SkipItem { id } => {
            agenda.require_pending(*id)?;
            let parts = agenda.parts(*id).filter(|part| part.state == ItemState::Pending);
            let skipped = [*id].into_iter().chain(parts.map(|part| part.id));
            return Ok(skipped.map(|id| Event::ItemSkipped { id }.into()).collect());
        }
        Command::ReopenItem { id } => match agenda.require(*id)?.state {
            ItemState::Done | ItemState::Skipped => Event::ItemReopened { id: *id },
            ItemState::Running => return Err(Refusal::ItemRunning),
            ItemState::Pending => return Ok(Vec::new()),
        },
        Command::ShowItem { id } => {
            if !agenda.require(*id)?.text.hidden {
                return Ok(Vec::new());
            }
            Event::ItemShown { id: *id }
        }
        Command::HideItem { id } => {
            if agenda.require_pending(*id)?.text.hidden {
                return Ok(Vec::new());
            }
            Event::ItemHidden { id: *id }
        }
        Command::PlanDurations { plan } => {
            validate::in_range(plan.len() as i64, Field::Count, 1, MOST_ITEMS)?;
            for (id, duration) in plan {
                let item = agenda.require(*id)?;
                if matches!(item.state, ItemState::Done | ItemState::Skipped) {
                    return Err(Refusal::ItemBegun);
                }
                checked_duration(*duration)?;
            }
            Event::DurationsPlanned { plan: plan.clone() }
        }
        Command::Attach { id, title, content } => {
            let item = agenda.require(*id)?;
            validate::in_range(item.attachments.len() as i64 + 1, Field::Count, 1, MOST_ATTACHMENTS)?;
            let attachment = Attachment {
                id: AttachmentId::after(agenda.last_attachment),
                title: validate::line(title, Field::Title, validate::TITLE)?,
                content: checked_content(content)?,
            };
            Event::Attached { id: *id, attachment }
        }
        Command::Detach { id, attachment } => {
            let attachments = &agenda.require(*id)?.attachments;
            if !attachments.iter().any(|known| known.id == *attachment) {
                return Err(Refusal::NotFound { thing: Thing::File });
            }
            Event::Detached { id: *id, attachment: *attachment }
        }
        Command::CloseMeeting => return close(meeting),
    };
    Ok(vec![event.into()])
}

fn add(
    meeting: &Meeting,
    after: Option<ItemId>,
    under: Option<ItemId>,
    item: &ItemText,
    start: bool,
) -> Result<Vec<crate::Event>, Refusal> {
    let agenda = &meeting.agenda;
    agenda.require_position(after, under)?;
    validate::in_range(agenda.items.len() as i64 + 1, Field::Count, 1, MOST_ITEMS)?;
    let id = ItemId::after(agenda.last_id);
    let item = checked(item)?;
    let kind = item.kind;
    let mut events = vec![Event::ItemAdded { id, after, under, item }.into()];
    if start {
        require_ground(meeting, under)?;
        events.extend(begin(meeting, id, under, kind));
    }
    Ok(events)
}

fn start(meeting: &Meeting, id: ItemId) -> Result<Vec<crate::Event>, Refusal> {
    let item = meeting.agenda.require(id)?;
    if item.state == ItemState::Running {
        return Err(Refusal::ItemRunning);
    }
    require_ground(meeting, item.under)?;
    Ok(begin(meeting, id, item.under, item.text.kind))
}

/// That nobody speaks and no poll is open. Both are the chair's to end in their own way: a speech with a word, a poll
/// with a count; and neither goes on under no item.
fn require_nothing_on(meeting: &Meeting) -> Result<(), Refusal> {
    if let Some(speech) = meeting.speakers.current() {
        return Err(Refusal::FloorTaken { name: speech.name.clone() });
    }
    if meeting.polls.open().is_some() {
        return Err(Refusal::PollOpen);
    }
    Ok(())
}

/// That what is on may end, if beginning an item ends it: one under this item leaves that as it is.
fn require_ground(meeting: &Meeting, under: Option<ItemId>) -> Result<(), Refusal> {
    let mut running = meeting.agenda.items.iter().filter(|item| item.state == ItemState::Running);
    if running.any(|item| Some(item.id) != under) { require_nothing_on(meeting) } else { Ok(()) }
}

/// The events that begin an item: what is on ends, unless the item is a part of it.
fn begin(meeting: &Meeting, id: ItemId, under: Option<ItemId>, kind: ItemKind) -> Vec<crate::Event> {
    let agenda = &meeting.agenda;
    let mut events: Vec<crate::Event> = Vec::new();
    if agenda.phase == Phase::Prepared {
        events.push(Event::MeetingOpened.into());
    }
    // Parts stand behind the item they belong to, so backwards they end before it.
    let running = agenda.items.iter().rev().filter(|item| item.state == ItemState::Running);
    let ended = running.filter(|item| Some(item.id) != under);
    events.extend(ended.map(|item| Event::ItemFinished { id: item.id }.into()));
    let above = under.and_then(|under| agenda.item(under)).filter(|above| above.state != ItemState::Running);
    let of_the_people =
        kind == ItemKind::Floor || above.is_some_and(|above| above.text.kind == ItemKind::Floor);
    events.extend(above.map(|above| Event::ItemStarted { id: above.id }.into()));
    events.push(Event::ItemStarted { id }.into());
    // The people's turn: nobody should have to find the switch that lets them ask for it.
    let rules = &meeting.speakers.rules;
    if of_the_people && !rules.open && !rules.was_opened {
        events.push(speakers::Event::ListOpened.into());
    }
    events
}

fn close(meeting: &Meeting) -> Result<Vec<crate::Event>, Refusal> {
    let agenda = &meeting.agenda;
    if agenda.phase != Phase::Open {
        return Err(Refusal::MeetingNotOpen);
    }
    require_nothing_on(meeting)?;
    let running = agenda.items.iter().rev().filter(|item| item.state == ItemState::Running);
    let mut events: Vec<crate::Event> =
        running.map(|item| Event::ItemFinished { id: item.id }.into()).collect();
    if meeting.speakers.rules.open {
        events.push(speakers::Event::ListClosed.into());
    }
    events.push(Event::MeetingClosed.into());
    Ok(events)
}

/// Applies what happened on the agenda.
pub(crate) fn apply(agenda: &mut Agenda, event: &Event, at: Moment, position: u64) {
    let change = |agenda: &mut Agenda, id: ItemId, change: &dyn Fn(&mut Item)| {
        if let Some(item) = agenda.item_mut(id) {
            change(item);
        }
    };
    match event {
        Event::ItemAdded { id, after, under, item } => {
            agenda.last_id = agenda.last_id.max(Some(*id));
            let item = Item {
                id: *id,
                under: None,
                text: item.clone(),
                notes: Doc::new(String::new(), position),
                attachments: Vec::new(),
                state: ItemState::Pending,
                started: None,
                finished: None,
                spent_ms: 0,
                earlier: Vec::new(),
            };
            agenda.put(vec![item], *after, *under);
        }
        Event::ItemEdited { id, item } => change(agenda, *id, &|known| known.text = item.clone()),
        Event::ItemRemoved { id } => agenda.items.retain(|item| item.id != *id),
        Event::ItemMoved { id, after, under } => {
            let items = agenda.take(*id);
            agenda.put(items, *after, *under);
        }
        Event::MeetingOpened => {
            agenda.phase = Phase::Open;
            agenda.opened = Some(at);
            agenda.planned_end = timing::planned_end(&agenda.timed(), at);
        }
        Event::ItemStarted { id } => change(agenda, *id, &|item| {
            item.state = ItemState::Running;
            item.earlier.extend(item.started.zip(item.finished));
            item.started = Some(at);
            item.finished = None;
            item.text.hidden = false;
        }),
        Event::ItemFinished { id } => change(agenda, *id, &|item| {
            item.state = ItemState::Done;
            item.finished = Some(at);
            item.spent_ms += item.started.map_or(0, |started| at.since(started).max(0));
        }),
        Event::ItemSkipped { id } => change(agenda, *id, &|item| item.state = ItemState::Skipped),
        Event::ItemReopened { id } => change(agenda, *id, &|item| item.state = ItemState::Pending),
        Event::ItemShown { id } => change(agenda, *id, &|item| item.text.hidden = false),
        Event::ItemHidden { id } => change(agenda, *id, &|item| item.text.hidden = true),
        Event::DurationsPlanned { plan } => {
            for (id, duration) in plan {
                change(agenda, *id, &|item| item.text.planned_duration = Some(*duration));
            }
        }
        Event::Attached { id, attachment } => {
            agenda.last_attachment = agenda.last_attachment.max(Some(attachment.id));
            change(agenda, *id, &|item| item.attachments.push(attachment.clone()));
        }
        Event::Detached { id, attachment } => {
            change(agenda, *id, &|item| item.attachments.retain(|known| known.id != *attachment));
        }
        Event::MeetingClosed => {
            agenda.phase = Phase::Closed;
            agenda.closed = Some(at);
        }
    }
}

/// The items an event is about, for those who keep what was before.
pub(crate) fn about(event: &Event) -> Vec<ItemId> {
    match event {
        Event::ItemAdded { id, .. }
        | Event::ItemEdited { id, .. }
        | Event::ItemRemoved { id }
        | Event::ItemMoved { id, .. }
        | Event::ItemStarted { id }
        | Event::ItemFinished { id }
        | Event::ItemSkipped { id }
        | Event::ItemReopened { id }
        | Event::ItemShown { id }
        | Event::ItemHidden { id }
        | Event::Attached { id, .. }
        | Event::Detached { id, .. } => vec![*id],
        Event::DurationsPlanned { plan } => plan.iter().map(|(id, _)| *id).collect(),
        Event::MeetingOpened | Event::MeetingClosed => Vec::new(),
    }
}
