//! The tally: the count of a closed poll, and how it is made.

use serde::{Deserialize, Serialize};

use super::{Answer, Ballot, Channel, FEWEST_APART, Kind, PaperCount, Question, groups};

/// A part of a whole in tenths of a percent, rounded half up; `None` of an empty whole.
#[must_use]
pub fn tenths(part: u32, whole: u32) -> Option<u32> {
    let whole = u64::from(whole);
    let tenths = (u64::from(part) * 1000 + whole / 2).checked_div(whole)?;
    Some(u32::try_from(tenths).unwrap_or(u32::MAX))
}

/// The count of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Ballots that answer it; the rest left it blank.
    pub answered: u32,
    /// Ballots that tick each option.
    pub ticks: Vec<u32>,
    /// The free words, in random order; none if there are fewer than five ballots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl Count {
    /// The level in the middle when all answers to a scale stand in a row, from 0; of an even number the worse of
    /// the two, so that nothing is made better than it is. `None` without answers.
    #[must_use]
    pub fn median(&self) -> Option<usize> {
        let middle = self.answered / 2;
        let mut below = 0;
        self.ticks.iter().position(|count| {
            below += count;
            below > middle
        })
    }

    /// Adds the count of the same question by another channel.
    fn add(&mut self, other: &Self) {
        self.answered += other.answered;
        self.ticks.iter_mut().zip(&other.ticks).for_each(|(count, more)| *count += more);
        self.words.extend(other.words.iter().cloned());
    }

    /// Number of satisfied answers to a scale: those above its middle.
    #[must_use]
    pub fn satisfied(&self) -> u32 {
        self.ticks[..self.ticks.len() / 2].iter().sum()
    }
}

/// A ballot as it lies in the ballot box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The channel it came by; `None` if it is forgotten whether it was a phone or the tablet.
    pub channel: Option<Channel>,
    /// The ballot itself.
    pub ballot: Ballot,
}

impl Cast {
    /// A ballot that came by this channel.
    #[must_use]
    pub fn by(channel: Channel, ballot: Ballot) -> Self {
        Self { channel: Some(channel), ballot }
    }
}

/// The count of a poll: the whole, each question, and each channel as far as it may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Number of valid ballots.
    pub ballots: u32,
    /// The count of each question.
    pub counts: Vec<Count>,
    /// The counts by channel, as far as each may be shown apart; what the channels have in all is the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
}

/// The count of one channel, or of several that are not told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apart {
    /// The channels whose ballots these are.
    pub channels: Vec<Channel>,
    /// Number of valid ballots among them.
    pub ballots: u32,
    /// The count of each question, without the free words.
    pub counts: Vec<Count>,
}

impl Tally {
    /// Counts the ballots in the ballot box, which come in random order, and the paper ballots; `shuffle` puts the free
    /// words of each question in an order of their own, so that the words of one ballot cannot be matched by their
    /// places.
    #[must_use]
    pub fn of(
        questions: &[Question],
        cast: &[Cast],
        paper_ballots: Option<&PaperCount>,
        mut shuffle: impl FnMut(&mut Vec<String>),
    ) -> Self {
        let count = |wanted: &dyn Fn(Option<Channel>) -> bool, paper_ballots: Option<&PaperCount>| {
            let ballots = cast.iter().filter(|one| wanted(one.channel)).map(|one| &one.ballot);
            let ballots: Vec<&Ballot> = ballots.collect();
            let mut counts: Vec<Count> = (0..).zip(questions).map(|at| count(at, &ballots)).collect();
            let paper =
                paper_ballots.map(|paper_ballots| paper_ballots.counts.as_slice()).unwrap_or_default();
            counts.iter_mut().zip(paper).for_each(|(count, paper)| count.add(paper));
            let electronic = u32::try_from(ballots.len()).unwrap_or(u32::MAX);
            (electronic + paper_ballots.map_or(0, PaperCount::valid), counts)
        };
        let (ballots, mut counts) = count(&|_| true, paper_ballots);
        for count in &mut counts {
            // Nobody reads the words of so few, today or in the journal.
            if ballots < FEWEST_APART {
                count.words.clear();
            }
            shuffle(&mut count.words);
        }
        let came = |channel| {
            let all = cast.iter().filter(|one| one.channel == channel).count();
            u32::try_from(all).unwrap_or(u32::MAX)
        };
        let (phone, tablet) = (came(Some(Channel::Phone)), came(Some(Channel::Tablet)));
        let groups = groups(phone, tablet, came(None), paper_ballots.map_or(0, PaperCount::valid));
        let apart = groups.into_iter().map(|group| {
            let paper = paper_ballots.filter(|_| group.channels.contains(&Channel::Paper));
            // What is forgotten is of phone or tablet, which then stand together.
            let wanted = |channel: Option<Channel>| group.channels.contains(&channel.unwrap_or_default());
            let (ballots, mut counts) = count(&wanted, paper);
            counts.iter_mut().for_each(|count| count.words.clear());
            Apart { channels: group.channels, ballots, counts }
        });
        Self { ballots, counts, apart: apart.collect() }
    }
}

fn count((index, question): (usize, &Question), ballots: &[&Ballot]) -> Count {
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
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_to_a_tenth_of_a_percent() {
        assert_eq!([tenths(1, 3), tenths(2, 3), tenths(1, 8), tenths(1, 2000)], [333, 667, 125, 1].map(Some));
        assert_eq!([tenths(0, 7), tenths(7, 7), tenths(5, 4)], [0, 1000, 1250].map(Some));
        assert_eq!([tenths(0, 0), tenths(3, 0)], [None, None]);
        assert_eq!(tenths(u32::MAX, u32::MAX), Some(1000));
    }
}
