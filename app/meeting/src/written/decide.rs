//! Decides commands on written opinions.

use super::{ANSWER, Command, Event, TEXT};
use crate::actor::Actor;
use crate::agenda::{ItemKind, ItemState, Phase};
use crate::id::WrittenId;
use crate::refusal::{Field, Refusal, Thing};
use crate::{Meeting, validate};

/// Most written opinions one person may submit.
const OF_ONE: usize = 10;

/// Most written opinions that a meeting takes.
const OF_ALL: usize = 2_500;

/// Most there may be for one more to be taken from a phone without a door card: the rest is left to those who have one.
const WITHOUT_CARD: usize = 2_000;

/// True if written opinions are still taken.
#[must_use]
pub fn is_taken(meeting: &Meeting) -> bool {
    let concludes = |kind| matches!(kind, ItemKind::Conclusion | ItemKind::Closing);
    let begun = |state| matches!(state, ItemState::Running | ItemState::Done);
    meeting.agenda.phase != Phase::Closed
        && !meeting.agenda.items.iter().any(|item| concludes(item.text.kind) && begun(item.state))
}

/// Decides a command on written opinions. They may be taken up and answered after the meeting too: the
/// minutes are finished then.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
) -> Result<Vec<crate::state::Event>, Refusal> {
    let known = &meeting.written;
    let find = |id| known.get(id).ok_or(Refusal::NotFound { thing: Thing::Written });
    let event = match command {
        Command::Submit { name, hamlet, text } => {
            let person = actor.person().ok_or(Refusal::NotAllowed { place: actor.place() })?;
            if meeting.agenda.phase == Phase::Closed {
                return Err(Refusal::MeetingClosed);
            }
            if !is_taken(meeting) {
                return Err(Refusal::IntakeClosed);
            }
            meeting.cards.require_admitted(person)?;
            if known.of(person).count() >= OF_ONE {
                return Err(Refusal::OwnFull { most: OF_ONE as u32 });
            }
            let most = if person.card().is_some() { OF_ALL } else { WITHOUT_CARD };
            if known.all.len() >= most {
                return Err(Refusal::IntakeFull { most: most as u32 });
            }
            let text = validate::paragraphs(text, Field::Text, TEXT)?;
            if text.is_empty() {
                return Err(Refusal::Empty { field: Field::Text });
            }
            Event::Submitted {
                written: WrittenId::after(known.all.last().map(|written| written.id)),
                person,
                name: validate::line(name, Field::Name, validate::NAME)?,
                hamlet: validate::optional_line(hamlet, Field::Hamlet, validate::NAME)?,
                text,
            }
        }
        Command::TakeUp { written } if find(*written)?.taken_up => return Ok(Vec::new()),
        Command::TakeUp { written } => Event::TakenUp { written: *written },
        Command::AnswerWritten { written, answer } => {
            let answer = validate::paragraphs(answer, Field::Answer, ANSWER)?;
            if answer.is_empty() {
                return Err(Refusal::Empty { field: Field::Answer });
            }
            if find(*written)?.answer == answer {
                return Ok(Vec::new());
            }
            Event::WrittenAnswered { written: *written, answer }
        }
    };
    Ok(vec![event.into()])
}
