//! Questions of several kinds, and ballots with an answer to each.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::PollId;
use crate::refusal::{Field, Refusal};
use crate::{letters, validate};

/// Most questions on one ballot: more than that nobody of seventy answers on a phone.
pub const MOST_QUESTIONS: usize = 12;
/// Most options of a question.
pub const MOST_OPTIONS: usize = 12;

/// The kind of a question: how it is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One level of a scale is ticked, best first.
    #[default]
    Scale,
    /// One of two options is ticked.
    YesNo,
    /// One of several options is ticked.
    Single,
    /// Any number of several options is ticked.
    Multiple,
    /// Free words are written.
    Text,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Scale, Self::YesNo, Self::Single, Self::Multiple, Self::Text];

    /// The least and the most options that such a question has.
    #[must_use]
    pub fn options(self) -> (usize, usize) {
        match self {
            Self::Scale | Self::Single => (2, MOST_OPTIONS),
            Self::YesNo => (2, 2),
            Self::Multiple => (1, MOST_OPTIONS),
            Self::Text => (0, 0),
        }
    }

    /// The most options one ballot may tick, of `options`.
    #[must_use]
    pub fn ticks(self, options: usize) -> usize {
        match self {
            Self::Scale | Self::YesNo | Self::Single => 1,
            Self::Multiple => options,
            Self::Text => 0,
        }
    }

    /// The kind's name in data and styles.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::YesNo => "yes_no",
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Text => "text",
        }
    }
}

/// A question of a poll, with what can be ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// How it is answered.
    pub kind: Kind,
    /// The question as it is put.
    pub title: String,
    /// The options, in order; of a scale the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

impl Question {
    /// Validates the question.
    ///
    /// # Errors
    /// If a text is empty, too long or holds what may not be written, or there are too few or too many options.
    pub fn validated(&self) -> Result<Self, Refusal> {
        let title = validate::line(&self.title, Field::Question, validate::TITLE)?;
        let (least, most) = self.kind.options();
        validate::in_range(
            i64::try_from(self.options.len()).unwrap_or(i64::MAX),
            Field::Options,
            i64::try_from(least).unwrap_or_default(),
            i64::try_from(most).unwrap_or_default(),
        )?;
        let option = |option: &String| validate::line(option, Field::Option, validate::NAME);
        let options: Vec<String> = self.options.iter().map(option).collect::<Result<_, _>>()?;
        let mut seen = BTreeSet::new();
        if let Some(twice) = options.iter().find(|option| !seen.insert(letters::sameness(option))) {
            return Err(Refusal::SameOption { option: twice.clone() });
        }
        Ok(Self { kind: self.kind, title, options })
    }
}

/// What one ballot says to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The options ticked, from 0; none is a question left blank.
    Ticked(Vec<u32>),
    /// Free words; may be empty.
    Words(String),
}

impl Answer {
    /// True if the question was left blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Ticked(ticks) => ticks.is_empty(),
            Self::Words(words) => words.is_empty(),
        }
    }

    /// Validates the answer: ticks in order and each once, words without blanks around them.
    ///
    /// # Errors
    /// If it is not one to this question.
    fn validated(&self, question: &Question) -> Result<Self, Refusal> {
        match self {
            Self::Words(words) if question.kind == Kind::Text => {
                validate::paragraphs(words, Field::Remark, validate::REMARK).map(Self::Words)
            }
            Self::Ticked(ticks) if question.kind != Kind::Text => {
                let options = question.options.len();
                let last = i64::try_from(options).unwrap_or(i64::MAX) - 1;
                for tick in ticks {
                    validate::in_range(i64::from(*tick), Field::Level, 0, last)?;
                }
                let mut ticks = ticks.clone();
                ticks.sort_unstable();
                ticks.dedup();
                let most = question.kind.ticks(options);
                if ticks.len() > most {
                    let most = i64::try_from(most).unwrap_or(i64::MAX);
                    return Err(Refusal::OutOfRange { field: Field::Ticks, least: 0, most });
                }
                Ok(Self::Ticked(ticks))
            }
            _ => Err(Refusal::OtherPoll),
        }
    }
}

/// The ballot of one person: an answer to each question of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Id of the poll.
    pub poll: PollId,
    /// An answer to each question, in the order of the questions.
    pub answers: Vec<Answer>,
}

impl Ballot {
    /// Validates the ballot.
    ///
    /// # Errors
    /// If it is not one of these questions, or says nothing at all.
    pub fn validated(&self, questions: &[Question]) -> Result<Self, Refusal> {
        if self.answers.len() != questions.len() {
            return Err(Refusal::OtherPoll);
        }
        let each = self.answers.iter().zip(questions).map(|(answer, question)| answer.validated(question));
        let answers = each.collect::<Result<Vec<_>, _>>()?;
        if answers.iter().all(Answer::is_blank) {
            return Err(Refusal::Empty { field: Field::Level });
        }
        Ok(Self { poll: self.poll, answers })
    }
}
