//! A meeting with its ballot box, as the room plays it: what only the voter roll can tell is asked too, ballots go in,
//! and the count of paper ballots stands beside.

use std::collections::BTreeSet;

use meeting::panel::Beside;
use meeting::poll::{self, Answer, Ballot, check_ballot, check_right};
use meeting::{Actor, Command, Event, PersonId, PollId, Refusal, decide};

use crate::play::Play;

/// A meeting and what stands beside it.
pub(crate) struct Hall {
    pub(crate) play: Play,
    pub(crate) beside: Beside,
}

impl Hall {
    pub(crate) fn of(play: Play) -> Self {
        Self { play, beside: Beside::default() }
    }

    /// What a command leads to, if nothing speaks against it; persisted by [`Self::record`].
    pub(crate) fn decided(&self, actor: Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        let meeting = &self.play.meeting;
        let events = decide(meeting, actor, command, self.play.now)?;
        check_right(meeting, &self.beside.voter_roll, command).map(|()| events)
    }

    /// Keeps what a command led to, and what it says beside the journal.
    pub(crate) fn record(&mut self, actor: Actor, command: &Command, events: Vec<Event>) {
        self.note_paper_counts(command);
        for (index, event) in events.into_iter().enumerate() {
            self.play.record(actor, event, index > 0);
        }
        self.settle();
    }

    /// The count of paper ballots stands beside the ballot box, when it is entered.
    pub(crate) fn note_paper_counts(&mut self, command: &Command) {
        if let Command::Poll(poll::Command::EnterPaperCount { poll, count, .. }) = command
            && let Ok(count) = poll::figures(&self.play.meeting, *poll, count)
        {
            self.beside.voter_roll.paper_counts.insert(*poll, count);
        }
    }

    /// What the room throws away of a discarded poll; and what was sealed is not found again.
    pub(crate) fn settle(&mut self) {
        let discarded =
            self.play.meeting.polls.all.iter().filter(|poll| poll.state == poll::State::Discarded);
        let discarded: BTreeSet<PollId> = discarded.map(|poll| poll.id).collect();
        let voter_roll = &mut self.beside.voter_roll;
        voter_roll.voters.retain(|poll, _| !discarded.contains(poll));
        for poll in self.play.meeting.polls.all.iter().filter(|poll| poll.state == poll::State::Sealed) {
            voter_roll.locked.insert(poll.id, voter_roll.voters.get(&poll.id).cloned().unwrap_or_default());
        }
    }

    /// A ballot goes in, or why not.
    pub(crate) fn cast(&mut self, person: PersonId, ballot: &Ballot, replaces: bool) -> Result<(), Refusal> {
        check_ballot(&self.play.meeting, &self.beside.voter_roll, person, ballot, replaces)?;
        self.beside.voter_roll.voters.entry(ballot.poll).or_default().insert(person);
        Ok(())
    }

    /// A ballot as numbers draw it: for the poll that takes ballots, or now and then for another, and mostly one that
    /// fits it.
    pub(crate) fn ballot(&self, a: u8, b: u8) -> Ballot {
        let polls = &self.play.meeting.polls;
        let open = polls.open().filter(|_| !a.is_multiple_of(8));
        let poll = open.or_else(|| polls.all.get(usize::from(b) % polls.all.len().max(1)));
        let questions = poll.map(|poll| poll.questionnaire.questions.as_slice()).unwrap_or_default();
        let answers = questions.iter().map(|question| match question.kind {
            poll::Kind::Text => {
                Answer::Words(if b.is_multiple_of(3) { "§góp ý".to_owned() } else { String::new() })
            }
            // Now and then one that is not there.
            _ => Answer::Ticked(vec![
                u32::from(a % 16) % (question.options.len() as u32 + u32::from(a / 16 == 0)),
            ]),
        });
        let mut answers: Vec<_> = answers.collect();
        if b.is_multiple_of(32) {
            answers.pop();
        }
        Ballot { poll: poll.map_or(PollId(1), |poll| poll.id), answers }
    }
}
