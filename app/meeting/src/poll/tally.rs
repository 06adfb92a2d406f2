//! The count of a closed poll.

use serde::{Deserialize, Serialize};

use super::{Answer, Ballot, Kind, Question};

/// What was counted at one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Ballots that answer it; the rest left it blank.
    pub answered: u32,
    /// Ballots that tick each option.
    pub ticks: Vec<u32>,
    /// The free words, in random order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl Count {
    /// The level in the middle when all answers to a scale stand in a row, from 0; of an even number the worse of
    /// the two, so that nothing is made better than it is. `None` without answers.
    #[must_use]
    pub fn median(&self) -> Option<usize> {
        let middle = self.answered / 2;
        let mut before = 0;
        self.ticks.iter().position(|count| {
            before += count;
            before > middle
        })
    }

    /// How many of a scale are satisfied: those above its middle.
    #[must_use]
    pub fn satisfied(&self) -> u32 {
        self.ticks[..self.ticks.len() / 2].iter().sum()
    }
}

/// The count of a poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// All ballots.
    pub ballots: u32,
    /// Question by question.
    pub counts: Vec<Count>,
}

impl Tally {
    /// Counts ballots, which come in random order; `shuffle` puts the free words of each question in an order of
    /// their own, so that the words of one ballot cannot be matched by their places.
    #[must_use]
    pub fn of(questions: &[Question], ballots: &[Ballot], mut shuffle: impl FnMut(&mut Vec<String>)) -> Self {
        let count = |(index, question): (usize, &Question)| {
            let mut count = Count { ticks: vec![0; question.options.len()], ..Count::default() };
            for answer in ballots.iter().filter_map(|ballot| ballot.answers.get(index)) {
                count.answered += u32::from(!answer.is_blank());
                match answer {
                    Answer::Ticked(ticks) => {
                        for tick in ticks {
                            if let Some(count) = count.ticks.get_mut(*tick as usize) {
                                *count += 1;
                            }
                        }
                    }
                    Answer::Words(words) if question.kind == Kind::Text && !words.is_empty() => {
                        count.words.push(words.clone());
                    }
                    Answer::Words(_) => {}
                }
            }
            shuffle(&mut count.words);
            count
        };
        let counts = questions.iter().enumerate().map(count).collect();
        Self { ballots: u32::try_from(ballots.len()).unwrap_or(u32::MAX), counts }
    }
}
