//! The state a room decides on: the meeting, and what stands beside it. The room has it twice, as decided and as on the
//! disk, so that a write the disk refuses is taken back without asking the disk anything.

use std::collections::{HashMap, HashSet};

use meeting::history::Done;
use meeting::panel::Beside;
use meeting::poll::State as PollState;
use meeting::{Actor, Meeting, PersonId, PollId, Recorded, history};

use super::sent::Sent;
use crate::journal::{Batch, Content, Journal, JournalError, Voter};

/// The meeting and what stands beside it.
#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) meeting: Meeting,
    /// The voter roll, for the rules, and what staff must know of the laptop.
    pub(super) beside: Beside,
    /// The records of each voter's ballots, in order.
    pub(super) sent: HashMap<(PollId, PersonId), Vec<Sent>>,
    /// The keys under which the ballots of an open poll stand; there is no entry until its ballot box is ready.
    pub(super) keys: HashMap<PollId, HashSet<String>>,
}

impl State {
    /// Loads the state from the disk; with it the number of events that were applied to a snapshot.
    ///
    /// # Errors
    /// If the disk does not give it, or a ballot box that was sealed is not there.
    pub(super) async fn load(journal: &Journal, meeting: i64) -> Result<(Self, usize), JournalError> {
        let loaded = journal.load(meeting).await?;
        let mut state = Self { meeting: loaded.meeting, ..Self::default() };
        let polls: Vec<_> = state.meeting.polls.all.iter().map(|poll| (poll.id, poll.state)).collect();
        for (poll, stands) in polls {
            let content = match stands {
                PollState::Prepared => None,
                PollState::Open => Some(journal.open_ballot_box(meeting, poll).await?),
                PollState::Closed | PollState::Discarded => journal.closed_ballot_box(meeting, poll).await?,
                PollState::Sealed => Some(journal.sealed_ballot_box(meeting, poll).await?),
            };
            if let Some(content) = content {
                state.fill(poll, &content, stands == PollState::Open);
            }
            if let Some(count) = journal.paper_count(meeting, poll)? {
                state.beside.voter_roll.paper_counts.insert(poll, count);
            }
        }
        Ok((state, loaded.replayed))
    }

    /// Takes in the content of a ballot box. In one that is open ballots are found by the keys they stand under.
    pub(super) fn fill(&mut self, poll: PollId, content: &Content, open: bool) {
        // A ballot box nobody voted in is one all the same.
        self.beside.voter_roll.voters.entry(poll).or_default();
        for Voter { person, commands } in &content.voters {
            let Ok(person) = PersonId::try_from(person.clone()) else { continue };
            self.beside.voter_roll.voters.entry(poll).or_default().insert(person);
            self.sent.insert((poll, person), Sent::split(commands));
            self.note_locked(poll, person);
        }
        if open {
            self.keys.entry(poll).or_default().extend(content.keys());
        }
    }

    /// Applies an event to the meeting, and notes it for whoever wants the same a moment too late.
    pub(super) fn apply(&mut self, recorded: &Recorded) {
        // Of several that came of one command the first says what was done.
        let action = history::action(&self.meeting, &recorded.event).filter(|_| !recorded.continues);
        if let Some(action) = action {
            self.beside.lately.note(Done { at: recorded.at, by: recorded.by, action });
        }
        self.meeting.apply(recorded);
    }

    /// Takes in what a batch did, now that it is on the disk.
    pub(super) fn follow(&mut self, batch: &Batch) {
        for recorded in &batch.events {
            self.apply(recorded);
        }
        for ((poll, person), commands) in &batch.voters {
            self.beside.voter_roll.voters.entry(*poll).or_default().insert(*person);
            self.sent.insert((*poll, *person), Sent::split(commands));
            self.note_locked(*poll, *person);
        }
        for (poll, key) in batch.ballots.keys() {
            self.keys.entry(*poll).or_default().insert(key.clone());
        }
        self.beside.voter_roll.paper_counts.extend(batch.paper_counts.clone());
    }

    /// Forgets the keys of a poll's ballots: whatever found one while the poll was open finds none any more.
    pub(super) fn forget_keys(&mut self, poll: PollId) {
        self.keys.remove(&poll);
        let roll = &mut self.beside.voter_roll;
        let voters = roll.voters.get(&poll).cloned().unwrap_or_default();
        roll.locked.entry(poll).or_default().extend(voters);
    }

    /// Notes whether this voter's last ballot stands: then no other is offered in its place.
    pub(super) fn note_locked(&mut self, poll: PollId, person: PersonId) {
        let last = self.sent.get(&(poll, person)).and_then(|sent| sent.last());
        if last.is_some_and(|last| !last.is_replaceable()) {
            self.beside.voter_roll.locked.entry(poll).or_default().insert(person);
        }
    }

    /// True if a ballot of this phone came under this id.
    pub(super) fn has_voted_under(&self, actor: Actor, id: &str) -> bool {
        let Some(person) = actor.person() else { return false };
        let own = self.beside.voter_roll.voters.keys().filter_map(|poll| self.sent.get(&(*poll, person)));
        own.flatten().any(|sent| sent.came_under(id))
    }

    /// Forgets the ballots of a discarded poll: they are gone.
    pub(super) fn forget_ballots(&mut self, poll: PollId) {
        self.beside.voter_roll.voters.remove(&poll);
        self.beside.voter_roll.locked.remove(&poll);
        self.sent.retain(|(of, _), _| *of != poll);
    }
}
