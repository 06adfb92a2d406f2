//! Notes what each step changes, so that it can be undone.

use super::{MOST, Prior, Step};
use crate::actor::{Actor, Place};
use crate::agenda::{self, Phase};
use crate::history::{self, Action, ActionKind};
use crate::id::EntryId;
use crate::speakers;
use crate::{Meeting, Recorded};

/// What an event, not yet applied, is about to change, and the action it is.
pub(crate) struct Noted {
    prior: Prior,
    action: Option<Action>,
    entries: usize,
}

/// Notes what an event is about to change. `None` for what belongs to no step and holds none.
pub(crate) fn note(meeting: &Meeting, event: &crate::state::Event) -> Option<Noted> {
    let mut prior = Prior::default();
    match event {
        crate::state::Event::Agenda(event) => {
            let agenda = &meeting.agenda;
            prior.items =
                agenda::apply::about(event).into_iter().map(|id| (id, agenda.item(id).cloned())).collect();
            if matches!(
                event,
                agenda::Event::ItemAdded { .. }
                    | agenda::Event::ItemRemoved { .. }
                    | agenda::Event::ItemMoved { .. }
            ) {
                prior.item_order = Some(agenda.items.iter().map(|item| item.id).collect());
            }
            if matches!(event, agenda::Event::MeetingOpened) {
                prior.phase = Some((agenda.phase, agenda.opened));
            }
        }
        crate::state::Event::Speakers(event) => {
            let speakers = &meeting.speakers;
            let speakers::apply::About { requests, speeches, order, all_moved, moves, rules } =
                speakers::apply::about(speakers, event);
            let request = |id| (id, speakers.requests.get(&id).cloned());
            prior.requests = requests.into_iter().map(request).collect();
            prior.speeches = speeches.into_iter().map(|id| (id, speakers.speech(id).cloned())).collect();
            prior.waiting = order.then(|| speakers.waiting.clone());
            prior.all_moved = all_moved;
            prior.moves = moves;
            prior.rules = (!rules.is_empty()).then(|| (speakers.rules, rules.into_iter().collect()));
        }
        _ => return None,
    }
    Some(Noted { prior, action: history::action(meeting, event), entries: meeting.minutes.entries.len() })
}

/// Remembers what was noted as a step, or, if someone else acted, marks the steps that this holds.
pub(crate) fn push_step(meeting: &mut Meeting, recorded: &Recorded, noted: Noted) {
    let begun: Vec<EntryId> = meeting.minutes.entries[noted.entries..].iter().map(|entry| entry.id).collect();
    let Noted { mut prior, action, .. } = noted;
    prior.entries = begun;
    let (steps, requests) = (&mut meeting.undo.steps, &meeting.speakers.requests);
    // Many are removed from the desk, and one wrong press must not cost them all: that is a step too.
    let removes =
        matches!(recorded.event, crate::state::Event::Speakers(speakers::Event::RequestsRemoved { .. }));
    let by = match recorded.by {
        Actor::Staff(by @ (Place::Chair | Place::Office)) => Some(by),
        Actor::Staff(by) if removes => Some(by),
        _ => None,
    };
    let Some(by) = by else {
        // The program pauses and counts; nothing it does is another's will.
        if recorded.by != Actor::System {
            for step in steps {
                if step.action.kind == ActionKind::RequestsRemoved {
                    step.prior.leave_requests(&prior, requests);
                }
                step.held |= step.prior.is_under(&prior, requests);
                step.prior.leave_rules(&prior);
            }
        }
        return;
    };
    let Some(action) = action else { return };
    // What was closed is not opened again by an undo, and what is done after it is no step.
    if meeting.agenda.phase == Phase::Closed {
        steps.clear();
        return;
    }
    if recorded.continues
        && let Some(step) = steps.last_mut()
    {
        step.prior.earlier_than(prior);
        step.action = step.action.with(action);
        return;
    }
    if steps.len() == MOST {
        steps.remove(0);
    }
    steps.push(Step { position: recorded.position, at: recorded.at, by, action, held: false, prior });
}
