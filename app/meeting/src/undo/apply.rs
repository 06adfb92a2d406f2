//! Applies an undoing: restores what a step changed.

use crate::Meeting;
use crate::agenda::Item;
use crate::history::ActionKind;
use crate::id::{ItemId, RequestId};
use crate::speakers::{Clock, RequestState, Speech};
use crate::time::Moment;
use std::collections::{BTreeMap, BTreeSet};

use super::{Event, Prior, Step};

/// Restores what the newest step changed.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, at: Moment) {
    let Event::Undone { step, .. } = event;
    let Some(index) = meeting.undo.steps.iter().position(|known| known.position == *step) else { return };
    let Step { prior, action, .. } = meeting.undo.steps.remove(index);
    restore_agenda(meeting, &prior);
    restore_speeches(meeting, &prior, action.kind, at);
    restore_list(meeting, &prior, at);
    for entry in prior.entries {
        meeting.minutes.undo(entry);
    }
}

fn restore_agenda(meeting: &mut Meeting, prior: &Prior) {
    let agenda = &mut meeting.agenda;
    if let Some((phase, opened)) = prior.phase {
        (agenda.phase, agenda.opened) = (phase, opened);
    }
    agenda.items.retain(|item| !matches!(prior.items.get(&item.id), Some(None)));
    for item in &mut agenda.items {
        if let Some(Some(old)) = prior.items.get(&item.id) {
            // Typed words stay as they are.
            let notes = std::mem::take(&mut item.notes);
            *item = Item { notes, ..old.clone() };
        }
    }
    let Some(order) = &prior.item_order else { return };
    // The agenda is changed by those alone whose steps stand here, so the old order is that of the same
    // items.
    let mut items: BTreeMap<ItemId, Item> =
        std::mem::take(&mut agenda.items).into_iter().map(|item| (item.id, item)).collect();
    for (id, old) in &prior.items {
        if let Some(old) = old {
            items.entry(*id).or_insert_with(|| old.clone());
        }
    }
    agenda.items = order.iter().filter_map(|id| items.remove(id)).collect();
    agenda.items.extend(items.into_values());
}

fn restore_speeches(meeting: &mut Meeting, prior: &Prior, kind: ActionKind, at: Moment) {
    use ActionKind::{SpeechBroken, SpeechEnded, SpeechPaused, SpeechResumed};
    // What did not stop or start the time does not by its undoing: after an outage it stands.
    let stopped_or_started = matches!(kind, SpeechPaused | SpeechResumed | SpeechEnded | SpeechBroken);
    for (id, old) in &prior.speeches {
        let speeches = &mut meeting.speakers.speeches;
        match old {
            // It never was: its number is not given again.
            None => speeches.retain(|speech| speech.id != *id),
            Some(old) => {
                if let Some(speech) = speeches.iter_mut().find(|speech| speech.id == *id) {
                    // Time that has run is not given back, time that stood is not taken: what is left
                    // now, less what the step had added, runs or stands as it did before.
                    let left_ms = speech.clock.left_ms(at) - (speech.allotted_ms - old.allotted_ms);
                    let as_it_was = if stopped_or_started { old.clock } else { speech.clock };
                    let clock = match as_it_was {
                        Clock::Running { .. } => Clock::Running { deadline: at.plus_ms(left_ms) },
                        Clock::Paused { .. } => Clock::Paused { left_ms },
                        ended @ Clock::Ended { .. } => ended,
                    };
                    *speech = Speech { clock, ..old.clone() };
                }
            }
        }
    }
}

fn restore_list(meeting: &mut Meeting, prior: &Prior, at: Moment) {
    let speakers = &mut meeting.speakers;
    if let Some((was, changed)) = &prior.rules {
        changed.iter().for_each(|rule| rule.restore(&mut speakers.rules, was, at));
    }
    for (id, old) in &prior.requests {
        match old {
            Some(old) => drop(speakers.requests.insert(*id, old.clone())),
            // The number was told: it stays, as one that was taken back.
            None => speakers.set_state(*id, RequestState::Withdrawn),
        }
    }
    let Some(order) = &prior.waiting else { return };
    let moved: BTreeSet<RequestId> = if prior.all_moved {
        order.iter().copied().collect()
    } else {
        prior.requests.keys().copied().collect()
    };
    // Who was not moved by the step keeps the position they have now; who was comes behind the one they
    // stood behind.
    let mut list: Vec<RequestId> =
        speakers.waiting.iter().copied().filter(|id| !moved.contains(id)).collect();
    for (index, id) in order.iter().enumerate().filter(|(_, id)| moved.contains(id)) {
        if !speakers.requests.get(id).is_some_and(|request| request.state.is_on_list()) {
            continue;
        }
        let ahead =
            order[..index].iter().rev().find_map(|ahead| list.iter().position(|known| known == ahead));
        list.insert(ahead.map_or(0, |ahead| ahead + 1), *id);
    }
    speakers.waiting = list;
}
