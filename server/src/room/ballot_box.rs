//! The room's ballot box, and the paper ballots beside it: ballots go in and are replaced, it is sealed when the poll
//! closes, and counted when someone asks for the result.

use meeting::panel;
use meeting::poll::{self, Cast, Channel, Tally};
use meeting::wire::{Answer, Ask, Envelope, SentBallot};
use meeting::{Actor, Command, Place, PollId, Refusal};
use rand::seq::SliceRandom;

use super::sent::Sent;
use super::state::State;
use super::task::{PendingCommand, Task};
use super::{Draft, expired, refused};
use crate::journal::JournalError;
use crate::keys::{BallotSecret, Sitting};
use crate::secret;

/// How many times one voter may send a ballot: first and replaced.
const MOST_BALLOTS: usize = 50;

impl Task {
    /// Casts a ballot: puts it into the ballot box, or in place of the one this phone has there. What it came under is
    /// stored with the voter, what was voted is not, so that a ballot sent again is harmless and still nothing joins
    /// the two. One from the tablet is of whom the desk has opened it for, and nothing finds it again.
    pub(super) fn cast(
        &mut self,
        sender: &Sitting,
        envelope: &Envelope,
        SentBallot { at_tablet, ballot }: &SentBallot,
        draft: &mut Draft,
    ) -> Answer {
        let done = Answer::Done { position: self.state.meeting.position };
        let (poll, actor) = (ballot.poll, sender.actor);
        let (person, channel) = match (actor, *at_tablet) {
            (Actor::Person(person), None) => (person, Channel::Phone),
            (Actor::Staff(Place::Tablet), Some(voter)) => (voter, Channel::Tablet),
            _ => return refused(Refusal::NotAllowed { place: actor.place() }),
        };
        let own =
            sender.ballot_secret.as_ref().filter(|_| channel == Channel::Phone).map(BallotSecret::as_str);
        let taken = Sent::new(&envelope.id, own, channel, ballot);
        let sent = self.state.sent.get(&(poll, person));
        // Under its id with another content it is what the person means now, and goes the way of every other.
        if sent.is_some_and(|sent| sent.iter().any(|sent| sent.is_again(&taken))) {
            return done;
        }
        if expired(&self.state.meeting, actor, envelope, draft.now) {
            return refused(Refusal::Expired);
        }
        // Its time is over, though nobody has closed it yet.
        let closes = self.state.meeting.polls.get(poll).and_then(|poll| poll.closes);
        if closes.is_some_and(|closes| closes <= draft.now) {
            return refused(Refusal::PollOver);
        }
        if channel == Channel::Tablet {
            let open = self
                .state
                .meeting
                .polls
                .get(poll)
                .and_then(|poll| poll::at_tablet(poll, &self.state.beside.voter_roll));
            if open != Some(person) {
                return refused(Refusal::TabletNotOpen);
            }
        }
        let key = own.map_or_else(secret::random_hex::<32>, |own| secret::ballot_key(own, poll, person));
        let replaces = self.state.keys.get(&poll).is_some_and(|keys| keys.contains(&key));
        let ballot = match poll::check_ballot(
            &self.state.meeting,
            &self.state.beside.voter_roll,
            person,
            ballot,
            replaces,
        ) {
            Ok(ballot) => ballot,
            Err(refusal) => return refused(refusal),
        };
        let sent = self.state.sent.entry((poll, person)).or_default();
        if sent.len() >= MOST_BALLOTS {
            return refused(Refusal::TooMany);
        }
        sent.push(taken);
        draft.batch.voters.insert((poll, person), Sent::joined(sent));
        draft.batch.ballots.insert((poll, key.clone()), Cast::by(channel, ballot));
        self.state.keys.entry(poll).or_default().insert(key);
        self.state.beside.voter_roll.voters.entry(poll).or_default().insert(person);
        self.state.note_locked(poll, person);
        draft.touched.take_in(panel::touched_by_ballot(&self.state.meeting, poll, person));
        done
    }

    /// Seals the ballot box of a poll that was closed, and discards the ballots of polls that were discarded. A step of
    /// its own: what the power or the disk interrupts is made up for in a second, or at the next start. Until then the
    /// poll is closed, nobody has its result, and staff are told.
    pub(super) async fn settle_ballots(&mut self) {
        let settled = self.try_to_settle().await;
        if let Err(fault) = &settled {
            tracing::error!(%fault, "the closed poll is not sealed yet; trying again in a second");
        }
        self.tell_of_laptop(|laptop| laptop.unsealed = settled.is_err());
    }

    async fn try_to_settle(&mut self) -> Result<(), JournalError> {
        self.be_sure().await?;
        let all: Vec<_> = self.state.meeting.polls.all.iter().map(|poll| (poll.id, poll.state)).collect();
        for (poll, state) in all {
            match state {
                poll::State::Open if !self.state.keys.contains_key(&poll) => {
                    let content = self.journal.open_ballot_box(self.id, poll).await?;
                    self.both(|state| state.fill(poll, &content, true));
                }
                poll::State::Closed => {
                    self.journal.seal_ballot_box(self.id, poll, secret::random_hex::<32>).await?;
                    self.both(|state| state.forget_keys(poll));
                    self.do_ourselves(poll::Command::SealBallotBox { poll }.into()).await?;
                }
                poll::State::Discarded if self.state.beside.voter_roll.voters.contains_key(&poll) => {
                    self.journal.discard_ballot_box(self.id, poll).await?;
                    self.both(|state| {
                        state.forget_keys(poll);
                        state.forget_ballots(poll);
                    });
                }
                _ => {}
            }
        }
        // The count of paper ballots is in the tally now, or is wanted no more.
        let all = self.state.meeting.polls.all.iter();
        let settled = all.filter(|poll| {
            !poll.is_uncounted() && self.state.beside.voter_roll.paper_counts.contains_key(&poll.id)
        });
        let settled: Vec<PollId> = settled.map(|poll| poll.id).collect();
        for poll in settled {
            self.journal.delete_paper_counts(self.id, poll).await?;
            self.both(|state| {
                state.beside.voter_roll.paper_counts.remove(&poll);
            });
        }
        Ok(())
    }

    /// Changes both states: for what is so on the disk already.
    fn both(&mut self, change: impl Fn(&mut State)) {
        change(&mut self.state);
        change(&mut self.on_disk);
    }

    /// Adds to a draft the count of paper ballots that a command enters, to be stored beside the ballot box.
    pub(super) fn draft_paper_count(&mut self, command: &Command, draft: &mut Draft) {
        let Command::Poll(poll::Command::EnterPaperCount { poll, count, .. }) = command else { return };
        if let Ok(count) = poll::figures(&self.state.meeting, *poll, count) {
            draft.batch.paper_counts.insert(*poll, count.clone());
            self.state.beside.voter_roll.paper_counts.insert(*poll, count);
        }
    }

    /// Counts the ballots of a poll whose result someone who may asks for: nobody has a count before.
    pub(super) async fn count_polls_to_show(&mut self, asked: &[PendingCommand]) -> Result<(), JournalError> {
        for asked in asked {
            let Ask::Poll(command @ poll::Command::ShowResult { poll }) = &asked.envelope.command else {
                continue;
            };
            let command = Command::Poll(command.clone());
            let awaited =
                meeting::decide(&self.state.meeting, asked.sitting.actor, &command, self.time.now())
                    == Err(Refusal::PollNotCounted);
            let poll = self.state.meeting.polls.get(*poll).filter(|poll| awaited && poll::awaits_count(poll));
            let Some(poll) = poll.cloned() else { continue };
            let ballots = self.journal.sealed_ballot_box(self.id, poll.id).await?.casts();
            let paper_ballots = poll
                .paper_ballots
                .confirmed()
                .and_then(|_| self.state.beside.voter_roll.paper_counts.get(&poll.id));
            let shuffle = |words: &mut Vec<String>| words.shuffle(&mut rand::rng());
            let tally = Tally::of(&poll.questionnaire.questions, &ballots, paper_ballots, shuffle);
            self.do_ourselves(poll::Command::CountBallots { poll: poll.id, tally }.into()).await?;
        }
        Ok(())
    }

    /// Closes the poll whose time is over, and makes up for a sealing or a scrubbing that the disk refused.
    pub(super) async fn end_poll(&mut self) {
        let now = self.time.now();
        let over =
            self.state.meeting.polls.open().and_then(|poll| poll.closes).is_some_and(|closes| closes <= now);
        let all = &self.state.meeting.polls.all;
        let unsealed = all.iter().any(|poll| match poll.state {
            poll::State::Closed => true,
            poll::State::Open => !self.state.keys.contains_key(&poll.id),
            _ => false,
        });
        // What should be gone from the disk by now.
        let left_over = |poll: &poll::Poll| {
            let discarded = poll.state == poll::State::Discarded
                && self.state.beside.voter_roll.voters.contains_key(&poll.id);
            discarded
                || !poll.is_uncounted() && self.state.beside.voter_roll.paper_counts.contains_key(&poll.id)
        };
        if !over && !unsealed && !all.iter().any(left_over) {
            return;
        }
        if let Err(fault) = self.do_ourselves(poll::Command::EndPoll.into()).await {
            tracing::warn!(%fault, "the poll is not closed yet; trying again in a second");
        }
        self.settle_ballots().await;
    }
}
