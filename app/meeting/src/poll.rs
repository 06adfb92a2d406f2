//! The satisfaction poll. Ballots are not events: who has voted and what was voted are stored apart, by
//! the server; the journal gets the tally. Here are the rules for both.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Meeting;
use crate::clean;
use crate::id::PersonId;
use crate::programme::TemplatePoll;
use crate::refusal::{Field, Refusal};
use crate::role::Actor;

/// Below so many ballots the free words are shown to nobody: they would tell whose they are.
pub const FEWEST_FOR_REMARKS: u32 = 5;

/// How far the poll is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Written, not yet open.
    #[default]
    Prepared,
    /// Takes ballots.
    Open,
    /// Takes no more; counted or about to be.
    Closed,
}

/// The poll of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The question as it is put.
    pub question: String,
    /// Who asks.
    pub asked_by: String,
    /// The scale, best first.
    pub levels: Vec<String>,
    /// How far it is.
    pub state: State,
    /// The count, once closed.
    pub tally: Option<Tally>,
    /// Whether the hall may see the count.
    pub shown: bool,
}

/// One cast ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Which level of the scale, from 0.
    pub level: u32,
    /// Free words; may be empty.
    #[serde(default)]
    pub remark: String,
}

/// The count of a closed poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Ballots for each level of the scale.
    pub counts: Vec<u32>,
    /// The free words, in random order.
    pub remarks: Vec<String>,
}

impl Tally {
    /// Counts ballots, which come in random order.
    #[must_use]
    pub fn of(levels: usize, ballots: &[Ballot]) -> Self {
        let mut counts = vec![0; levels];
        for ballot in ballots {
            if let Some(count) = counts.get_mut(ballot.level as usize) {
                *count += 1;
            }
        }
        let remarks = ballots.iter().map(|ballot| ballot.remark.clone());
        Self { counts, remarks: remarks.filter(|remark| !remark.is_empty()).collect() }
    }

    /// All ballots.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// Who has a ballot in the urn. Held beside the meeting, never in its journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urn {
    /// Those who have voted.
    pub voters: BTreeSet<PersonId>,
}

/// A command on the poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Begins to take ballots.
    OpenPoll,
    /// Takes no more ballots; the program counts them.
    ClosePoll,
    /// Lets the hall see the count.
    ShowResult,
    /// Hides the count again.
    HideResult,
    /// The program has counted.
    CountBallots {
        /// The count.
        tally: Tally,
    },
}

/// What happened to the poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The poll was written.
    PollPrepared {
        /// The question as it is put.
        question: String,
        /// Who asks.
        asked_by: String,
        /// The scale, best first.
        levels: Vec<String>,
    },
    /// It takes ballots.
    PollOpened,
    /// It takes no more.
    PollClosed,
    /// The ballots were counted.
    BallotsCounted {
        /// The count.
        tally: Tally,
    },
    /// The hall may see the count.
    ResultShown,
    /// The hall may no longer see it.
    ResultHidden,
}

/// The event that lays down a template's poll.
pub(crate) fn from_template(poll: &TemplatePoll) -> crate::Event {
    let TemplatePoll { question, asked_by, levels } = poll.clone();
    Event::PollPrepared { question, asked_by, levels }.into()
}

/// Decides a command on the poll.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::Event>, Refusal> {
    let poll = &meeting.poll;
    let event = match command {
        Command::OpenPoll => {
            match meeting.agenda.phase {
                crate::agenda::Phase::Prepared => return Err(Refusal::MeetingNotOpen),
                crate::agenda::Phase::Closed => return Err(Refusal::MeetingClosed),
                crate::agenda::Phase::Open => {}
            }
            match poll.state {
                State::Prepared => Event::PollOpened,
                State::Open => return Err(Refusal::PollOpen),
                State::Closed => return Err(Refusal::PollClosed),
            }
        }
        Command::ClosePoll if poll.state != State::Open => return Err(Refusal::PollNotOpen),
        Command::ClosePoll => Event::PollClosed,
        Command::ShowResult if poll.tally.is_none() => return Err(Refusal::PollNotCounted),
        Command::ShowResult if poll.shown => return Ok(Vec::new()),
        Command::ShowResult => Event::ResultShown,
        Command::HideResult if !poll.shown => return Ok(Vec::new()),
        Command::HideResult => Event::ResultHidden,
        Command::CountBallots { tally } => {
            if poll.state != State::Closed || poll.tally.is_some() {
                return Err(Refusal::PollNotOpen);
            }
            Event::BallotsCounted { tally: tally.clone() }
        }
    };
    Ok(vec![event.into()])
}

/// Whether this ballot may go into the urn; gives it back made fit to keep.
///
/// # Errors
/// If the poll does not take ballots, this person has voted, or the ballot is not one of this poll's.
pub fn check_ballot(meeting: &Meeting, urn: &Urn, actor: Actor, ballot: &Ballot) -> Result<Ballot, Refusal> {
    let person = actor.person().ok_or(Refusal::NotAllowed { place: actor.place() })?;
    if meeting.poll.state != State::Open {
        return Err(Refusal::PollNotOpen);
    }
    if meeting.cards.is_void(person) {
        return Err(Refusal::CardVoided);
    }
    // A card reissued after voting has voted.
    if meeting.cards.same_as(person).any(|person| urn.voters.contains(&person)) {
        return Err(Refusal::AlreadyVoted);
    }
    let levels = meeting.poll.levels.len() as i64;
    clean::number(i64::from(ballot.level), Field::Level, 0, levels - 1)?;
    let remark = clean::paragraphs(&ballot.remark, Field::Remark, clean::REMARK)?;
    Ok(Ballot { level: ballot.level, remark })
}

/// Applies what happened to the poll.
pub(crate) fn apply(poll: &mut Poll, event: &Event) {
    match event {
        Event::PollPrepared { question, asked_by, levels } => {
            poll.question.clone_from(question);
            poll.asked_by.clone_from(asked_by);
            poll.levels.clone_from(levels);
        }
        Event::PollOpened => poll.state = State::Open,
        Event::PollClosed => poll.state = State::Closed,
        Event::BallotsCounted { tally } => poll.tally = Some(tally.clone()),
        Event::ResultShown => poll.shown = true,
        Event::ResultHidden => poll.shown = false,
    }
}
