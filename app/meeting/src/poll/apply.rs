//! Applies events of polls.

use super::paper_ballots::Entry;
use super::{Event, Poll, Polls, State};
use crate::id::PollId;
use crate::state::Meeting;

/// Applies an event of polls.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event) {
    let present = meeting.attendance.all_residents() + meeting.attendance.all_officials();
    let polls = &mut meeting.polls;
    let id = event.poll();
    if let Event::PollRemoved { .. } = event {
        return remove(polls, id);
    }
    if polls.get(id).is_none() {
        polls.all.push(Poll { id, ..Poll::default() });
    }
    // The hall goes on to a new one when nothing that was asked before is left to see.
    let nothing_left = polls.current().is_none_or(|poll| poll.state == State::Discarded);
    let Some(poll) = polls.get_mut(id) else { return };
    match event {
        Event::PollWritten { questionnaire, .. } => poll.questionnaire.clone_from(questionnaire),
        Event::PollOpened { closes, .. } => {
            poll.state = State::Open;
            poll.closes = *closes;
        }
        Event::PollClosed { .. } => {
            poll.state = State::Closed;
            poll.closes = None;
            poll.tablet = None;
            poll.present = present;
            poll.paper_ballots.boxed = poll.paper_ballots.cards.clone();
        }
        Event::BallotBoxSealed { .. } => poll.state = State::Sealed,
        Event::PollReopened { .. } => poll.state = State::Open,
        Event::PollDiscarded { .. } => {
            *poll = Poll {
                id,
                questionnaire: poll.questionnaire.clone(),
                state: State::Discarded,
                ..Poll::default()
            };
        }
        Event::BallotsCounted { tally, .. } => {
            // Older journals say nothing of sealing: it was part of counting.
            poll.state = State::Sealed;
            poll.tally = Some(tally.clone());
        }
        Event::ResultShown { .. } => poll.shown = true,
        Event::ResultHidden { .. } => poll.shown = false,
        Event::WordsPublished { question, words, shown: true, .. } => {
            poll.published.insert((*question, *words));
        }
        Event::WordsPublished { question, words, shown: false, .. } => {
            poll.published.remove(&(*question, *words));
        }
        Event::PaperBallotIssued { card, .. } => {
            poll.paper_ballots.cards.insert(*card);
        }
        Event::PaperBallotTakenBack { card, .. } => {
            poll.paper_ballots.cards.remove(card);
        }
        Event::LoosePaperBallotsCounted { count, .. } => {
            poll.paper_ballots.loose = *count;
            // What was counted was held against another number: it is entered and confirmed anew.
            poll.paper_ballots.entry = None;
        }
        Event::PaperCountEntered { returned, invalid, by, .. } => {
            poll.paper_ballots.entries += 1;
            let (number, entered) = (poll.paper_ballots.entries, by.clone());
            let (returned, invalid) = (*returned, *invalid);
            poll.paper_ballots.entry = Some(Entry { number, returned, invalid, entered, confirmed: None });
        }
        Event::PaperCountConfirmed { by, .. } => {
            if let Some(entry) = &mut poll.paper_ballots.entry {
                entry.confirmed = Some(by.clone());
            }
        }
        Event::TabletOpened { voter, .. } => {
            poll.tablet = Some(*voter);
            poll.times_opened += 1;
        }
        Event::TabletClosed { .. } => poll.tablet = None,
        // Done above: there is none left to change.
        Event::PollRemoved { .. } => {}
    }
    let to_be_seen = match event {
        Event::PollOpened { .. } | Event::PollReopened { .. } | Event::ResultShown { .. } => true,
        Event::PollWritten { .. } => nothing_left,
        _ => false,
    };
    if to_be_seen {
        polls.current = id;
    }
}

/// Removes a prepared poll. What the hall sees is then what was asked last, or else the first that is prepared.
fn remove(polls: &mut Polls, id: PollId) {
    polls.all.retain(|poll| poll.id != id);
    polls.removed = polls.removed.max(Some(id));
    if polls.current == id {
        let asked = polls.all.iter().rfind(|poll| poll.begun());
        polls.current = asked.or(polls.all.first()).map(|poll| poll.id).unwrap_or_default();
    }
}
