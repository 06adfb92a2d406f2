//! Applies events of the agenda.

use super::{Agenda, Event, Item, ItemState, Phase, timing};
use crate::id::ItemId;
use crate::splice::Doc;
use crate::time::Moment;

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

/// The items an event is about, for the undo, which notes them as they were before.
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
