//! What begins and ends on the agenda: starting an item may open the list of speakers, and nothing ends under someone who
//! speaks or a poll that takes ballots.

use crate::agenda::{Event, ItemKind, ItemState};
use crate::id::ItemId;
use crate::phase::Phase;
use crate::refusal::Refusal;
use crate::speakers;
use crate::state::{self, Meeting};

/// Returns the events that start an item; what is on ends with it.
pub(crate) fn start(meeting: &Meeting, id: ItemId) -> Result<Vec<state::Event>, Refusal> {
    let item = meeting.agenda.require(id)?;
    if item.state == ItemState::Running {
        return Err(Refusal::ItemRunning);
    }
    require_ground(meeting, item.under)?;
    Ok(begin(meeting, id, item.under, item.text.kind))
}

/// Returns the events that finish an item that is on, and with it its part.
pub(crate) fn finish(meeting: &Meeting, id: ItemId) -> Result<Vec<state::Event>, Refusal> {
    let agenda = &meeting.agenda;
    if agenda.require(id)?.state != ItemState::Running {
        return Err(Refusal::ItemNotRunning);
    }
    require_nothing_on(meeting)?;
    let parts = agenda.parts(id).filter(|part| part.state == ItemState::Running);
    let finished = parts.map(|part| part.id).chain([id]);
    Ok(finished.map(|id| Event::ItemFinished { id }.into()).collect())
}

/// Refuses if someone speaks or a poll is open. Both are the chair's to end in their own way: a speech with a word, a
/// poll with a count; and neither goes on under no item.
fn require_nothing_on(meeting: &Meeting) -> Result<(), Refusal> {
    if let Some(speech) = meeting.speakers.current() {
        return Err(Refusal::FloorTaken { name: speech.name.clone() });
    }
    if meeting.polls.open().is_some() {
        return Err(Refusal::PollOpen);
    }
    Ok(())
}

/// Refuses if beginning an item would end what is on and that may not end; an item under it leaves it as it is.
pub(crate) fn require_ground(meeting: &Meeting, under: Option<ItemId>) -> Result<(), Refusal> {
    let mut running = meeting.agenda.items.iter().filter(|item| item.state == ItemState::Running);
    if running.any(|item| Some(item.id) != under) { require_nothing_on(meeting) } else { Ok(()) }
}

/// The events that begin an item: what is on ends first, unless the item is a part of it.
pub(crate) fn begin(
    meeting: &Meeting,
    id: ItemId,
    under: Option<ItemId>,
    kind: ItemKind,
) -> Vec<state::Event> {
    let agenda = &meeting.agenda;
    let mut events: Vec<state::Event> = Vec::new();
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

/// Returns the events that close the meeting; what is on ends with it.
pub(crate) fn close(meeting: &Meeting) -> Result<Vec<state::Event>, Refusal> {
    let agenda = &meeting.agenda;
    if agenda.phase != Phase::Open {
        return Err(Refusal::MeetingNotOpen);
    }
    require_nothing_on(meeting)?;
    let running = agenda.items.iter().rev().filter(|item| item.state == ItemState::Running);
    let mut events: Vec<state::Event> =
        running.map(|item| Event::ItemFinished { id: item.id }.into()).collect();
    if meeting.speakers.rules.open {
        events.push(speakers::Event::ListClosed.into());
    }
    events.push(Event::MeetingClosed.into());
    Ok(events)
}
