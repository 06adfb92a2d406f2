//! Decides commands on the agenda. What begins and ends concerns more than the agenda: see [`conduct`].

use super::{Attachment, Command, Content, Event, ItemState, ItemText, MOST_FILE_BYTES};
use crate::conduct;
use crate::id::{AttachmentId, ItemId};
use crate::phase::Phase;
use crate::refusal::{Field, Refusal, Thing};
use crate::speakers;
use crate::state::{self, Meeting};
use crate::validate;

/// Most minutes one item may be planned for: a whole day.
const LONGEST_DURATION: i64 = 24 * 60;

/// Most items of one agenda.
const MOST_ITEMS: i64 = 200;

/// Most files and addresses attached to one item.
const MOST_ATTACHMENTS: i64 = 20;

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
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<state::Event>, Refusal> {
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
        Command::StartItem { id } => return conduct::start(meeting, *id),
        Command::FinishItem { id } => return conduct::finish(meeting, *id),
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
        Command::CloseMeeting => return conduct::close(meeting),
    };
    Ok(vec![event.into()])
}

/// Returns the events that add an item, and start it if that is asked for.
fn add(
    meeting: &Meeting,
    after: Option<ItemId>,
    under: Option<ItemId>,
    item: &ItemText,
    start: bool,
) -> Result<Vec<state::Event>, Refusal> {
    let agenda = &meeting.agenda;
    agenda.require_position(after, under)?;
    validate::in_range(agenda.items.len() as i64 + 1, Field::Count, 1, MOST_ITEMS)?;
    let id = ItemId::after(agenda.last_id);
    let item = checked(item)?;
    let kind = item.kind;
    let mut events = vec![Event::ItemAdded { id, after, under, item }.into()];
    if start {
        conduct::require_ground(meeting, under)?;
        events.extend(conduct::begin(meeting, id, under, kind));
    }
    Ok(events)
}
