//! Shapes of polls and ballots.

use serde::{Deserialize, Serialize};

use crate::actor::Place;
use crate::id::{CardNumber, PersonId, PollId};
use crate::poll::{Apart, Count, Entry, PaperCount, Purpose, Question, Questionnaire, Right, State};
use crate::time::Moment;

/// The poll the hall looks at: the last that was opened, or else, for staff, the first that is prepared.
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
    /// After how many minutes it closes by itself.
    #[serde(rename = "minutes", default, skip_serializing_if = "Option::is_none")]
    pub closes_after: Option<u32>,
    /// How many have voted; 0 on a phone until the ballots are counted.
    pub cast: u32,
    /// Whether the hall may see the count.
    pub shown: bool,
    /// For the hall: whether the count is kept from it all the same, since so few ballots would tell who voted what.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// What was counted at each question, for those who may see it.
    pub counts: Option<Vec<Count>>,
    /// The same channel by channel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
    /// What became of the papers, if there were any.
    #[serde(rename = "papers", default, skip_serializing_if = "Option::is_none")]
    pub paper_ballots: Option<PaperFigures>,
    /// How many people were here when it was closed; 0 if nobody counted.
    #[serde(default)]
    pub present: u32,
    /// The free words the hall may read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// For staff: which those are, by question and place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<(u32, u32)>,
    /// For staff: who runs it beside the chair and the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<Place>,
    /// For staff: whether papers are out whose count is to be entered or confirmed before it can be shown.
    #[serde(rename = "papers_wanting", default, skip_serializing_if = "std::ops::Not::not")]
    pub paper_count_missing: bool,
    /// For staff: how many papers are out.
    #[serde(rename = "papers_out", default)]
    pub paper_ballots_out: u32,
    /// For staff: other polls that are closed and wait for their result to be asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncounted: Vec<UncountedPoll>,
    /// For the office: every poll that is counted, and what it is called by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<(PollId, String)>,
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

/// What became of the papers of a poll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperFigures {
    /// Papers handed out.
    #[serde(rename = "handed_out")]
    pub issued: u32,
    /// Papers found in the box.
    pub returned: u32,
    /// Of these, papers that do not count.
    pub invalid: u32,
}

/// The papers of a poll, as those see them who hand them out and count them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperBallotsPanel {
    /// Of which poll; 0 if there is none.
    pub poll: PollId,
    /// How far it is.
    pub state: State,
    /// What gives one ballot.
    pub right: Right,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Door cards that went into a paper.
    pub cards: Vec<CardNumber>,
    /// Handed out without a card.
    pub loose: u32,
    /// Handed out in all.
    #[serde(rename = "handed_out")]
    pub issued: u32,
    /// Whether their count is still to be entered or confirmed.
    #[serde(default)]
    pub wanting: bool,
    /// That the count was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    /// What was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<PaperCount>,
    /// Whether the tablet is open for someone who has not voted yet.
    pub at_tablet: bool,
}

/// A poll that is closed and not counted, while the hall looks at another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncountedPoll {
    /// Its name on the wire.
    pub poll: PollId,
    /// What it is called by.
    pub title: String,
    /// Who runs it beside the chair and the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<Place>,
    /// Whether its papers are still to be counted.
    #[serde(rename = "papers_wanting")]
    pub paper_count_missing: bool,
}

/// A poll that waits to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedPoll {
    /// Its name on the wire.
    pub poll: PollId,
    /// What it asks, and by which rules.
    #[serde(rename = "sheet")]
    pub questionnaire: Questionnaire,
}

/// The ballots one may fill: that of the poll that is open. What is asked is told when it is asked, and not before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotPanel {
    /// None or one.
    pub ballots: Vec<BallotView>,
}

/// A ballot to fill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotView {
    /// Of which poll.
    pub poll: PollId,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// At the tablet: whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voter: Option<PersonId>,
}

/// What was ticked at a question, once counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedQuestion {
    /// The question as it was put.
    pub title: String,
    /// What could be ticked, and how many did.
    pub options: Vec<(String, u32)>,
}
