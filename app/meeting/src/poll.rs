//! Polls: the satisfaction poll and quick shows of hands. Ballots are not events: who has voted and what was voted
//! are stored apart, by the server; the journal gets the tally. Here are the rules for both.
//!
//! A poll is prepared, open, closed, sealed, and its result is shown. Between closing and sealing the server writes
//! both stores anew in random order and scrubs the traces of writing. Nobody, not even the chair, has a count
//! before it is shown: then the ballots are counted, and from then on the poll is not opened again.
//!
//! A ballot comes from a phone, from the tablet at the desk, which the desk opens for one person at a time, or on
//! paper, which the desk hands out and counts. Whoever has used their right one way has used it for all.

pub(crate) mod apply;
mod channel;
mod command;
pub(crate) mod decide;
mod eligibility;
mod event;
mod legacy;
mod paper_ballots;
mod question;
mod tally;
mod voter_roll;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::actor::Place;
use crate::clock::Correction;
use crate::id::{PersonId, PollId};
use crate::refusal::{Field, Refusal};
use crate::time::Moment;
use crate::validate;

pub use channel::{Channel, FEWEST_APART, forgets, groups};
pub use command::Command;
pub use decide::figures;
pub use eligibility::{at_tablet, check_ballot, check_right};
pub use event::Event;
pub use paper_ballots::{Entry, MOST_PAPER_BALLOTS, PaperBallots, PaperCount, Signed};
pub use question::{Answer, Ballot, Kind, MOST_OPTIONS, MOST_QUESTIONS, Question};
pub use tally::{Apart, Cast, Count, Tally, tenths};
pub use voter_roll::VoterRoll;

/// Fewest ballots whose count the hall is shown: of one alone everyone who saw its voter would know what they chose.
pub const FEWEST_SHOWN: u32 = 2;
/// Most minutes a poll stays open by itself.
pub const LONGEST_DURATION: i64 = 240;
/// What is asked at a show of hands.
const SHOW_OF_HANDS: [&str; 3] = ["Đồng ý", "Không đồng ý", "Không có ý kiến"];

/// What a poll is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// How satisfied the people are.
    #[default]
    Satisfaction,
    /// A quick yes, no or abstention in the middle of the meeting.
    #[serde(rename = "hands")]
    ShowOfHands,
}

/// What gives one ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// A device: the weakest, since one may have two. The result says so.
    #[default]
    Device,
    /// A door card.
    Card,
    /// A door card that the desk handed out: only who came has one.
    #[serde(rename = "card_handed_out")]
    CardIssued,
}

impl Right {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Device, Self::Card, Self::CardIssued];

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Card => "card",
            Self::CardIssued => "card_handed_out",
        }
    }
}

/// How far a poll is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Written, not yet open.
    #[default]
    Prepared,
    /// Takes ballots.
    Open,
    /// Takes no more; its ballots are being put in random order.
    Closed,
    /// Nothing joins a ballot to its voter any more.
    Sealed,
    /// Worth nothing: its ballots are gone.
    Discarded,
}

/// What a poll asks, and by which rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// What it is for.
    #[serde(default)]
    pub purpose: Purpose,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Who asks; may be empty.
    #[serde(default)]
    pub asked_by: String,
    /// What gives one ballot.
    #[serde(default)]
    pub right: Right,
    /// Whether a ballot may be replaced until the poll closes.
    pub changes: bool,
    /// Closes by itself so many minutes after it was opened.
    #[serde(rename = "minutes", default, skip_serializing_if = "Option::is_none")]
    pub closes_after: Option<u32>,
    /// Who runs it beside the chair and the office: the desk (the Front) or the secretary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<Place>,
}

impl Questionnaire {
    /// Places that a poll may be given to.
    pub const GIVEN_TO: [Place; 2] = [Place::Desk, Place::Secretary];

    /// What is asked at a show of hands.
    #[must_use]
    pub fn show_of_hands(title: String) -> Self {
        let options = SHOW_OF_HANDS.map(str::to_owned).to_vec();
        let question = Question { kind: Kind::Single, title, options };
        Self { purpose: Purpose::ShowOfHands, questions: vec![question], changes: true, ..Self::default() }
    }

    /// What it asks first: what it is called by.
    #[must_use]
    pub fn title(&self) -> &str {
        self.questions.first().map_or("", |question| &question.title)
    }

    fn validated(&self) -> Result<Self, Refusal> {
        let questions = i64::try_from(self.questions.len()).unwrap_or(i64::MAX);
        validate::in_range(
            questions,
            Field::Questions,
            1,
            i64::try_from(MOST_QUESTIONS).unwrap_or(i64::MAX),
        )?;
        if let Some(place) = self.given_to.filter(|place| !Self::GIVEN_TO.contains(place)) {
            return Err(Refusal::NotAllowed { place: Some(place) });
        }
        if let Some(minutes) = self.closes_after {
            validate::in_range(i64::from(minutes), Field::Duration, 1, LONGEST_DURATION)?;
        }
        Ok(Self {
            questions: self.questions.iter().map(Question::validated).collect::<Result<_, _>>()?,
            asked_by: validate::optional_line(&self.asked_by, Field::Name, validate::NAME)?,
            ..*self
        })
    }
}

/// A poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// Its name on the wire.
    pub id: PollId,
    /// What it asks.
    #[serde(rename = "sheet")]
    pub questionnaire: Questionnaire,
    /// How far it is.
    pub state: State,
    /// While open: when it closes by itself.
    pub closes: Option<Moment>,
    /// The count, once the result was asked for.
    pub tally: Option<Tally>,
    /// Whether the hall may see the count.
    pub shown: bool,
    /// Its papers.
    #[serde(rename = "papers", default)]
    pub paper_ballots: PaperBallots,
    /// For whom the desk has opened the tablet.
    #[serde(default)]
    pub tablet: Option<PersonId>,
    /// How often the tablet was opened.
    #[serde(rename = "openings", default)]
    pub times_opened: u32,
    /// How many people were here when it was closed.
    #[serde(default)]
    pub present: u32,
    /// The free words the hall may read: which question, and which of its words, both from 0.
    #[serde(default)]
    pub published: BTreeSet<(u32, u32)>,
}

impl Poll {
    /// Whether ballots were taken, or are.
    #[must_use]
    pub fn begun(&self) -> bool {
        self.state != State::Prepared
    }

    /// Whether the hall was asked it, and it stands: what is prepared, or discarded, is not for the hall to read.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        matches!(self.state, State::Open | State::Closed | State::Sealed)
    }

    /// Whether it is closed, and nobody has asked for its result yet.
    #[must_use]
    pub fn is_uncounted(&self) -> bool {
        matches!(self.state, State::Closed | State::Sealed) && self.tally.is_none()
    }
}

/// The polls of a meeting, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polls {
    /// Each of them.
    pub all: Vec<Poll>,
    /// The one the hall sees: the last that was opened, or else the first that is prepared.
    pub current: PollId,
    /// The highest id of those that were removed: it is not given again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<PollId>,
}

impl Polls {
    /// Their times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        let closes = self.all.iter_mut().filter_map(|poll| poll.closes.as_mut());
        closes.for_each(|closes| correction.deadline(closes));
    }

    /// The poll of this id.
    #[must_use]
    pub fn get(&self, id: PollId) -> Option<&Poll> {
        self.all.iter().find(|poll| poll.id == id)
    }

    fn get_mut(&mut self, id: PollId) -> Option<&mut Poll> {
        self.all.iter_mut().find(|poll| poll.id == id)
    }

    /// The one the hall sees.
    #[must_use]
    pub fn current(&self) -> Option<&Poll> {
        self.get(self.current)
    }

    /// The one that takes ballots.
    #[must_use]
    pub fn open(&self) -> Option<&Poll> {
        self.all.iter().find(|poll| poll.state == State::Open)
    }
}

/// Whether nothing is left to do before the ballots of a poll are counted.
#[must_use]
pub fn awaits_count(poll: &Poll) -> bool {
    poll.state == State::Sealed && poll.tally.is_none() && !poll.paper_ballots.wanting()
}
