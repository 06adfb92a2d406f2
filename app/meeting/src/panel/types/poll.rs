//! Panel types of polls and ballots.

use serde::{Deserialize, Serialize};

use crate::actor::Place;
use crate::id::{CardNumber, PersonId, PollId};
use crate::poll::{Apart, Count, Entry, PaperCount, Purpose, Question, Questionnaire, Right, State};
use crate::time::Moment;

/// The poll the hall looks at: the last that was opened, or else, for staff, the first that is prepared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollPanel {
    /// Id, as on the wire; 0 if there is none.
    pub poll: PollId,
    /// The kind of poll it is.
    pub purpose: Purpose,
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// The organisation that asks; may be empty.
    pub asked_by: String,
    /// What entitles to one ballot.
    pub right: Right,
    /// True if a ballot may be replaced while the poll is open.
    pub changes: bool,
    /// How far the poll has come.
    pub state: State,
    /// While open: when it closes by itself, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<Moment>,
    /// Minutes after which it closes by itself, if it does.
    #[serde(rename = "minutes", default, skip_serializing_if = "Option::is_none")]
    pub closes_after: Option<u32>,
    /// How many have voted; 0 on a phone until the ballots are counted.
    pub cast: u32,
    /// True if the hall may see the count.
    pub shown: bool,
    /// For the hall: true if the count is kept from it all the same, since so few ballots would tell who voted what.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// What was counted at each question, for those who may see it.
    pub counts: Option<Vec<Count>>,
    /// The counts of each channel, as far as each may be shown apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
    /// What became of the paper ballots, if there were any.
    #[serde(rename = "papers", default, skip_serializing_if = "Option::is_none")]
    pub paper_ballots: Option<PaperFigures>,
    /// How many people were here when it was closed; 0 if nobody counted.
    #[serde(default)]
    pub present: u32,
    /// The free words the hall may read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// For staff: which words those are, by question and index among its words, both from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<(u32, u32)>,
    /// For staff: the place that runs it beside the chair and the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<Place>,
    /// For staff: true if paper ballots are out whose count is to be entered or confirmed before the result can be
    /// shown.
    #[serde(rename = "papers_wanting", default, skip_serializing_if = "std::ops::Not::not")]
    pub paper_count_missing: bool,
    /// For staff: how many paper ballots are out.
    #[serde(rename = "papers_out", default)]
    pub paper_ballots_out: u32,
    /// For staff: other polls that are closed and wait for their result to be asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncounted: Vec<UncountedPoll>,
    /// For the office: every poll that is counted, with its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<(PollId, String)>,
    /// For staff: the polls that are prepared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepared: Vec<PreparedPoll>,
}

impl PollPanel {
    /// The title of its first question: what the poll is called by.
    #[must_use]
    pub fn title(&self) -> &str {
        self.questions.first().map_or("", |question| &question.title)
    }
}

/// What became of the paper ballots of a poll, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperFigures {
    /// Paper ballots issued.
    #[serde(rename = "handed_out")]
    pub issued: u32,
    /// Paper ballots found in the ballot box.
    pub returned: u32,
    /// Of these, paper ballots that are not valid.
    pub invalid: u32,
}

/// The paper ballots of a poll, for those who issue them and count them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperBallotsPanel {
    /// Id of the poll; 0 if there is none.
    pub poll: PollId,
    /// How far the poll has come.
    pub state: State,
    /// What entitles to one ballot.
    pub right: Right,
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// Door cards on which a paper ballot was issued.
    pub cards: Vec<CardNumber>,
    /// Paper ballots issued without a card.
    pub loose: u32,
    /// Paper ballots issued in all.
    #[serde(rename = "handed_out")]
    pub issued: u32,
    /// True if their count is still to be entered or confirmed.
    #[serde(default)]
    pub wanting: bool,
    /// The record that the count was entered, once it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    /// The count as it was entered, once it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<PaperCount>,
    /// True if the tablet is open for someone who has not voted yet.
    pub at_tablet: bool,
}

/// A poll that is closed and not counted, while the hall looks at another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncountedPoll {
    /// Id, as on the wire.
    pub poll: PollId,
    /// The title it is called by.
    pub title: String,
    /// The place that runs it beside the chair and the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<Place>,
    /// True if its paper ballots are still to be counted.
    #[serde(rename = "papers_wanting")]
    pub paper_count_missing: bool,
}

/// A poll that waits to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedPoll {
    /// Id, as on the wire.
    pub poll: PollId,
    /// What it asks, and by which rules.
    #[serde(rename = "sheet")]
    pub questionnaire: Questionnaire,
}

/// The ballots one may fill: that of the poll that is open. What is asked is told when it is asked, and not before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotPanel {
    /// The ballots to fill: none or one.
    pub ballots: Vec<BallotView>,
}

/// A ballot to fill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotView {
    /// Id of the poll.
    pub poll: PollId,
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// At the tablet: the person whose ballot it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voter: Option<PersonId>,
}

/// The count of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedQuestion {
    /// The question as it was put.
    pub title: String,
    /// Each option, and how many ballots tick it.
    pub options: Vec<(String, u32)>,
}
