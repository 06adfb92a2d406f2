//! Decides which step can be undone and whether it is.

use super::{Command, Event, Held, Prior, Step};
use crate::actor::{Actor, Place};
use crate::agenda::{Item, Phase};
use crate::id::{EntryId, ItemId};
use crate::minutes::Fact;
use crate::refusal::Refusal;
use crate::{Meeting, poll};

/// A step that a place could undo: its own last one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer<'a> {
    /// The step, whether or not it can be undone.
    pub step: &'a Step,
    /// What rests on it, so that it cannot be undone. Then nothing is: an older step is not what anyone means who has
    /// just pressed.
    pub held: Option<Held>,
}

/// The step a place may undo: the last one it made itself, or one of the desk's that removed many; `None` if there is
/// none.
#[must_use]
pub fn offered(meeting: &Meeting, place: Place) -> Option<Offer<'_>> {
    let steps = meeting.undo.steps();
    // Who removes many from the desk has nothing there to take it back with.
    let is_own = |step: &Step| step.by == place || !matches!(step.by, Place::Chair | Place::Office);
    let last = steps.iter().rposition(is_own)?;
    let step = &steps[last];
    let requests = &meeting.speakers.requests;
    let rests = || steps[last + 1..].iter().any(|newer| step.prior.is_before(&newer.prior, requests));
    let held = held(meeting, step).or_else(|| rests().then_some(Held::Acted));
    Some(Offer { step, held })
}

impl Offer<'_> {
    /// True if undoing it changes what the hall is at, so that it is asked once more.
    #[must_use]
    pub fn moves_agenda(&self) -> bool {
        self.step.prior.phase.is_some() || !self.step.prior.items.is_empty()
    }
}

/// What rests on a step, so that it cannot be undone; `None` if nothing does.
fn held(meeting: &Meeting, step: &Step) -> Option<Held> {
    let wrote = |id: &EntryId| {
        meeting.minutes.entry(*id).is_some_and(|entry| {
            let opinions =
                matches!(entry.fact, Fact::Speech(speech) if meeting.opinions.of(speech).next().is_some());
            opinions || !entry.text.text().is_empty()
        })
    };
    // A meeting in which people vote is not one that has not begun.
    let voting = step.prior.phase.is_some() && meeting.polls.all.iter().any(poll::Poll::begun);
    // An item goes with what the chair has noted at it.
    let noted = |(id, old): (&ItemId, &Option<Item>)| {
        let item = meeting.agenda.item(*id).filter(|_| old.is_none());
        item.is_some_and(|item| !item.notes.text().is_empty())
    };
    let written = step.prior.entries.iter().any(wrote) || step.prior.items.iter().any(noted);
    match (written, voting, step.held) {
        (true, ..) => Some(Held::Written),
        (_, true, _) => Some(Held::Voting),
        (.., true) => Some(Held::Acted),
        _ => None,
    }
}

/// Decides to undo.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
) -> Result<Vec<crate::state::Event>, Refusal> {
    let Command::Undo { step } = command;
    if meeting.agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    match actor.place().and_then(|place| offered(meeting, place)) {
        Some(Offer { step: last, .. }) if last.position != *step => Err(Refusal::OtherStep),
        Some(Offer { held: Some(why), .. }) => Err(Refusal::StepHeld { why }),
        Some(Offer { step: last, held: None }) => {
            let Prior { requests, speeches, entries, .. } = &last.prior;
            let undone = Event::Undone {
                step: *step,
                requests: requests.keys().copied().collect(),
                speeches: speeches.keys().copied().collect(),
                entries: entries.clone(),
            };
            Ok(vec![undone.into()])
        }
        None => Err(Refusal::NothingToUndo),
    }
}
