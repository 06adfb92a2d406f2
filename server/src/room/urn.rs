//! The room's urn, and the papers beside it: ballots go in and are replaced, it is sealed when the poll closes, and counted when someone asks for
//! the result.

use meeting::panel::PanelName;
use meeting::poll::{self, Cast, Channel, Tally, Urn};
use meeting::wire::{Answer, Ask, Envelope, ForUrn};
use meeting::{Actor, Command, PersonId, Place, PollId, Refusal};
use rand::seq::SliceRandom;

use super::{Asked, Draft, Task, expired, refused};
use crate::journal::{JournalError, Voter};
use crate::secret;

/// How often one voter may send a ballot: first and replaced.
const MOST_BALLOTS: usize = 50;

impl Task {
    /// Puts a ballot into the urn, or in place of the one this phone has there. The ids it came under are kept with
    /// the voter, what was voted is not, so that a ballot sent again is harmless and still nothing joins the two.
    /// One from the tablet is of whom the desk has opened it for, and nothing finds it again.
    pub(super) fn cast(
        &mut self,
        actor: Actor,
        envelope: &Envelope,
        secret: Option<&str>,
        ForUrn { at_tablet, ballot }: &ForUrn,
        draft: &mut Draft,
    ) -> Answer {
        let done = Answer::Done { position: self.meeting.position };
        let poll = ballot.poll;
        let (person, channel) = match (actor, *at_tablet) {
            (Actor::Person(person), None) => (person, Channel::Phone),
            (Actor::Staff(Place::Tablet), Some(voter)) => (voter, Channel::Tablet),
            _ => return refused(Refusal::NotAllowed { place: actor.place() }),
        };
        let sent = self.sent.get(&(poll, person));
        if sent.is_some_and(|sent| sent.contains(&envelope.id)) {
            return done;
        }
        if expired(&self.meeting, actor, envelope, draft.now) {
            return refused(Refusal::Expired);
        }
        if channel == Channel::Tablet {
            let open = self.meeting.polls.get(poll).and_then(|poll| poll::at_tablet(poll, &self.beside.urn));
            if open != Some(person) {
                return refused(Refusal::TabletNotOpen);
            }
        }
        let own = secret.filter(|_| channel == Channel::Phone);
        let key = own.map_or_else(secret::random_hex::<32>, |own| secret::ballot_key(own, poll, person));
        let replaces = self.keys.get(&poll).is_some_and(|keys| keys.contains(&key));
        let ballot = match poll::check_ballot(&self.meeting, &self.beside.urn, person, ballot, replaces) {
            Ok(ballot) => ballot,
            Err(refusal) => return refused(refusal),
        };
        let sent = self.sent.entry((poll, person)).or_default();
        if sent.len() >= MOST_BALLOTS {
            return refused(Refusal::TooMany);
        }
        sent.push(envelope.id.clone());
        draft.batch.voters.insert((poll, person), sent.join(" "));
        draft.batch.ballots.insert((poll, key.clone()), Cast::by(channel, ballot));
        self.keys.entry(poll).or_default().insert(key);
        self.beside.urn.voters.entry(poll).or_default().insert(person);
        draft.touched.persons.insert(person);
        draft.touched.panels.insert(PanelName::Poll);
        if self.meeting.polls.get(poll).is_some_and(|poll| poll.tablet == Some(person)) {
            // The tablet goes back to its start, and the desk sees that it is free.
            draft.touched.panels.extend([PanelName::Ballot, PanelName::Papers]);
        }
        done
    }

    /// Seals the urn of a poll that was closed, and throws away the ballots of those that were discarded. A step of
    /// its own, so that it is made up for at the next start if the power fails in between.
    pub(super) async fn settle_ballots(&mut self) -> Result<(), JournalError> {
        let all = self.meeting.polls.all.iter();
        let ended = all.filter(|poll| matches!(poll.state, poll::State::Closed | poll::State::Discarded));
        let ended: Vec<(PollId, poll::State)> = ended.map(|poll| (poll.id, poll.state)).collect();
        for (poll, state) in ended {
            if state == poll::State::Closed {
                self.journal.seal_ballots(self.id, poll, secret::random_hex::<32>).await?;
                self.do_ourselves(poll::Command::SealUrn { poll }.into()).await?;
            } else if self.beside.urn.voters.contains_key(&poll) {
                self.journal.discard_ballots(self.id, poll).await?;
                self.beside.urn.voters.remove(&poll);
                self.sent.retain(|(of, _), _| *of != poll);
            }
            // Whatever found a ballot while the poll was open finds none any more.
            self.keys.remove(&poll);
        }
        // What papers say is in the count now, or is wanted no more.
        let all = self.meeting.polls.all.iter();
        let settled =
            all.filter(|poll| !poll.is_uncounted() && self.beside.urn.papers.contains_key(&poll.id));
        let settled: Vec<PollId> = settled.map(|poll| poll.id).collect();
        for poll in settled {
            self.journal.forget_papers(self.id, poll).await?;
            self.beside.urn.papers.remove(&poll);
        }
        Ok(())
    }

    /// Keeps what papers say beside the urn.
    pub(super) fn keep_papers(&mut self, command: &Command, draft: &mut Draft) {
        let Command::Poll(poll::Command::EnterPapers { poll, count, .. }) = command else { return };
        if let Ok(count) = poll::figures(&self.meeting, *poll, count) {
            draft.batch.papers.insert(*poll, count.clone());
            self.beside.urn.papers.insert(*poll, count);
        }
    }

    /// Counts the ballots of a poll whose result someone who may asks for: nobody has a count before.
    pub(super) async fn count_what_is_asked_for(&mut self, asked: &[Asked]) -> Result<(), JournalError> {
        for asked in asked {
            let Ask::Poll(command @ poll::Command::ShowResult { poll }) = &asked.envelope.command else {
                continue;
            };
            let command = Command::Poll(command.clone());
            let awaited = meeting::decide(&self.meeting, asked.actor, &command, self.time.now())
                == Err(Refusal::PollNotCounted);
            let poll = self.meeting.polls.get(*poll).filter(|poll| awaited && poll::awaits_count(poll));
            let Some(poll) = poll.cloned() else { continue };
            let ballots = self.journal.ballots(self.id, poll.id).await?;
            let ballots: Vec<Cast> = ballots.into_iter().map(|(_, cast)| cast).collect();
            let papers = poll.papers.confirmed().and_then(|_| self.beside.urn.papers.get(&poll.id));
            let shuffle = |words: &mut Vec<String>| words.shuffle(&mut rand::rng());
            let tally = Tally::of(&poll.sheet.questions, &ballots, papers, shuffle);
            self.do_ourselves(poll::Command::CountBallots { poll: poll.id, tally }.into()).await?;
        }
        Ok(())
    }

    /// Reads from disk who has voted, and under which keys the ballots of an open poll stand.
    pub(super) async fn fill_urn(&mut self) -> Result<(), JournalError> {
        self.beside.urn = Urn { papers: self.journal.papers(self.id).await?, ..Urn::default() };
        self.sent.clear();
        self.keys.clear();
        for Voter { poll, person, commands } in self.journal.voters(self.id).await? {
            let Ok(person) = PersonId::try_from(person) else { continue };
            self.beside.urn.voters.entry(poll).or_default().insert(person);
            self.sent.insert((poll, person), commands.split(' ').map(str::to_owned).collect());
        }
        if let Some(open) = self.meeting.polls.open() {
            let ballots = self.journal.ballots(self.id, open.id).await?;
            self.keys.insert(open.id, ballots.into_iter().map(|(key, _)| key).collect());
        }
        Ok(())
    }

    /// Closes the poll whose time is over, and makes up for a sealing or a scrubbing that the disk refused.
    pub(super) async fn end_poll(&mut self) {
        let now = self.time.now();
        let over = self.meeting.polls.open().and_then(|poll| poll.closes).is_some_and(|closes| closes <= now);
        let all = &self.meeting.polls.all;
        let unsealed = all.iter().any(|poll| poll.state == poll::State::Closed);
        // What should be gone from the disk by now.
        let kept = |poll: &poll::Poll| {
            let discarded =
                poll.state == poll::State::Discarded && self.beside.urn.voters.contains_key(&poll.id);
            discarded || !poll.is_uncounted() && self.beside.urn.papers.contains_key(&poll.id)
        };
        if !over && !unsealed && !all.iter().any(kept) {
            return;
        }
        let ended = match self.do_ourselves(poll::Command::EndPoll.into()).await {
            Ok(()) => self.settle_ballots().await,
            Err(fault) => Err(fault),
        };
        if let Err(fault) = ended {
            tracing::warn!(%fault, "the poll is not closed or sealed yet; trying again in a second");
        }
    }
}
