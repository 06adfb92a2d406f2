//! Paper ballots: issued at the desk, by door card or loose, and counted when the poll is closed. The count is entered
//! by one and confirmed by another, both by name.
//!
//! What a few paper ballots say would tell whose they are, now or to who reads the journal in years to come. So their
//! figures are no event: they are stored beside the ballot box until they go into the count of all ballots. The journal
//! has how many paper ballots there were, and who counted them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Count, Kind, Poll, Question, State};
use crate::actor::Place;
use crate::id::{CardNumber, PersonId};
use crate::refusal::{Field, Refusal};
use crate::{search, validate};

/// Most paper ballots of a poll: more than any hall holds.
pub const MOST_PAPER_BALLOTS: u32 = 5_000;

/// What is on record of the paper ballots of a poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperBallots {
    /// Door cards on which a paper ballot was issued.
    pub cards: BTreeSet<CardNumber>,
    /// Those of them whose paper ballot was out when the poll was closed: it may lie in the ballot box.
    pub boxed: BTreeSet<CardNumber>,
    /// How many were issued without a card.
    pub loose: u32,
    /// The count, once someone has entered it.
    pub entry: Option<Entry>,
    /// How many counts were entered so far.
    pub entries: u32,
}

impl PaperBallots {
    /// How many paper ballots are in people's hands or in the ballot box.
    #[must_use]
    pub fn issued(&self) -> u32 {
        self.loose + u32::try_from(self.cards.len()).unwrap_or(u32::MAX)
    }

    /// True if a paper ballot was issued on the card of one of these persons.
    pub fn hold(&self, mut persons: impl Iterator<Item = PersonId>) -> bool {
        persons.any(|person| person.card().is_some_and(|card| self.cards.contains(&card)))
    }

    /// The entry, once another has confirmed it.
    #[must_use]
    pub fn confirmed(&self) -> Option<&Entry> {
        self.entry.as_ref().filter(|entry| entry.confirmed.is_some())
    }

    /// True if paper ballots are out, and their count is still to be entered or confirmed.
    #[must_use]
    pub fn wanting(&self) -> bool {
        self.issued() > 0 && self.confirmed().is_none()
    }
}

/// The record that a count of the paper ballots was entered. The figures are stored beside the ballot box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number of this entry among those of the poll, from 1.
    pub number: u32,
    /// Paper ballots found in the ballot box.
    pub returned: u32,
    /// Of these, paper ballots that are not valid.
    pub invalid: u32,
    /// Who entered it.
    pub entered: Signed,
    /// Who else counted and found the same, once someone has.
    pub confirmed: Option<Signed>,
}

/// Someone who answers for a count, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// Full name.
    pub name: String,
    /// The place from which they signed.
    pub place: Place,
}

impl Signed {
    /// Validates the name of someone who signs from this place.
    pub(super) fn new(name: &str, place: Option<Place>) -> Result<Self, Refusal> {
        let place = place.ok_or(Refusal::NotAllowed { place })?;
        Ok(Self { name: validate::line(name, Field::Name, validate::NAME)?, place })
    }

    /// True if this is the same person, however the name is typed.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        search::fold(&self.name).trim() == search::fold(&other.name).trim()
    }
}

/// The figures of the paper ballots in the ballot box.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperCount {
    /// Paper ballots found in the ballot box.
    pub returned: u32,
    /// Of these, those that are blank or spoilt.
    pub invalid: u32,
    /// The count of each question, of the valid ones.
    pub counts: Vec<Count>,
}

impl PaperCount {
    /// How many paper ballots are valid.
    #[must_use]
    pub fn valid(&self) -> u32 {
        self.returned.saturating_sub(self.invalid)
    }

    /// Validates the count.
    ///
    /// # Errors
    /// If the figures cannot be those of so many paper ballots with these questions.
    pub(super) fn validated(&self, questions: &[Question], issued: u32) -> Result<Self, Refusal> {
        validate::in_range(i64::from(self.returned), Field::Returned, 0, i64::from(issued))?;
        validate::in_range(i64::from(self.invalid), Field::Invalid, 0, i64::from(self.returned))?;
        if self.counts.len() != questions.len() {
            return Err(Refusal::OtherPoll);
        }
        let valid = self.valid();
        let each = (1..).zip(self.counts.iter().zip(questions));
        let each = each.map(|(number, (count, question))| validated(count, question, number, valid));
        let counts = each.collect::<Result<Vec<_>, _>>()?;
        // A paper ballot that answers nothing is not valid, so each valid one is met at some question.
        let answers: u64 = counts.iter().map(|count| u64::from(count.answered)).sum();
        if answers < u64::from(valid) {
            return Err(Refusal::PaperBallotsLeftOver { valid });
        }
        Ok(Self { counts, ..*self })
    }
}

fn validated(count: &Count, question: &Question, number: u32, valid: u32) -> Result<Count, Refusal> {
    let wrong = Err(Refusal::PaperCountDoesNotAddUp { question: number, valid });
    if count.ticks.len() != question.options.len() || count.answered > valid {
        return wrong;
    }
    let ticks: u64 = count.ticks.iter().copied().map(u64::from).sum();
    let most = count.ticks.iter().copied().max().unwrap_or_default();
    let fits = match question.kind {
        Kind::Text => count.words.len() == count.answered as usize,
        // Whoever answers ticks at least one, and none twice.
        Kind::Multiple => ticks >= u64::from(count.answered) && most <= count.answered,
        Kind::Scale | Kind::YesNo | Kind::Single => ticks == u64::from(count.answered),
    };
    if !fits || question.kind != Kind::Text && !count.words.is_empty() {
        return wrong;
    }
    let words = count.words.iter().map(|words| validate::paragraphs(words, Field::Remark, validate::REMARK));
    let words = words.collect::<Result<Vec<_>, _>>()?;
    if words.iter().any(String::is_empty) {
        return wrong;
    }
    Ok(Count { words, ..count.clone() })
}

/// Refuses if the count of this poll's paper ballots may not be entered, confirmed or mended now.
pub(super) fn may_count(poll: &Poll) -> Result<(), Refusal> {
    match poll.state {
        State::Closed | State::Sealed if poll.tally.is_some() => Err(Refusal::PollCounted),
        State::Closed | State::Sealed => Ok(()),
        State::Open => Err(Refusal::PollOpen),
        State::Prepared => Err(Refusal::PollNotOpen),
        State::Discarded => Err(Refusal::PollDiscarded),
    }
}

/// Refuses if it may not be said now how many paper ballots were issued without a card. It may also afterwards, when
/// the box is opened, so that none is left out because nobody had typed it in.
pub(super) fn may_count_out(poll: &Poll) -> Result<(), Refusal> {
    if poll.state == State::Open { Ok(()) } else { may_count(poll) }
}
