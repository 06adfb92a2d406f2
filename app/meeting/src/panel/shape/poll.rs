//! Shapes of polls and ballots.

use serde::{Deserialize, Serialize};

use crate::id::PollId;
use crate::poll::{Count, Purpose, Question, Right, Sheet, State};
use crate::time::Moment;

/// The poll that is open, or else the one the hall looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollPanel {
    /// Its name on the wire; 0 if there is none.
    pub poll: PollId,
    /// What it is for.
    pub purpose: Purpose,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Who asks.
    pub asked_by: String,
    /// What gives one ballot.
    pub right: Right,
    /// Whether a ballot may be replaced while it is open.
    pub changes: bool,
    /// How far it is.
    pub state: State,
    /// While open: when it closes by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<Moment>,
    /// How many have voted; 0 on a phone until the ballots are counted.
    pub cast: u32,
    /// Whether the hall may see the count.
    pub shown: bool,
    /// What was counted at each question, for those who may see it.
    pub counts: Option<Vec<Count>>,
    /// For staff: what stands prepared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepared: Vec<PreparedPoll>,
}

impl PollPanel {
    /// What it asks first: what it is called by.
    #[must_use]
    pub fn title(&self) -> &str {
        self.questions.first().map_or("", |question| &question.title)
    }
}

/// A poll that waits to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedPoll {
    /// Its name on the wire.
    pub poll: PollId,
    /// What it asks, and by which rules.
    pub sheet: Sheet,
}

/// The ballots a phone may fill: that of the poll that is open, and that of the first that stands prepared, so that
/// nothing long is pushed to every phone when it is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotPanel {
    /// The open one first.
    pub ballots: Vec<BallotView>,
}

/// A ballot to fill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotView {
    /// Of which poll.
    pub poll: PollId,
    /// Whether the poll takes it.
    pub open: bool,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// What was ticked at a question, once counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedQuestion {
    /// The question as it was put.
    pub title: String,
    /// What could be ticked, and how many did.
    pub options: Vec<(String, u32)>,
}
