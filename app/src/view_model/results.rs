//! The view model of a counted poll, as it leaves the hall: what its record, its workbook and its chart are all made
//! from.

use meeting::details::Details;
use meeting::panel::PaperFigures;
use meeting::poll::{Apart, Count, FEWEST_APART, Question, Questionnaire, Tally, tenths};
use meeting::programme::DocumentForm;
use meeting::refusal::Thing;
use meeting::{Meeting, PollId, Refusal};

use crate::text::{Lang, ballots, results};

/// A figure of the whole poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A number.
    Number(u32),
    /// A share in tenths of a percent.
    Share(u32),
}

/// A poll that is counted, with all that its documents say.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// The code of its meeting.
    pub code: String,
    /// The details of its meeting.
    pub details: Details,
    /// Which authority's form its documents have.
    pub document_form: Option<DocumentForm>,
    /// Its id, as in addresses.
    pub poll: PollId,
    /// What it asked, and by which rules.
    pub questionnaire: Questionnaire,
    /// What became of the paper ballots, if there were any.
    pub paper_ballots: Option<PaperFigures>,
    /// Who counted the paper ballots, and who counted them again.
    pub counters: [Option<String>; 2],
    /// How many people were here when it was closed; 0 if nobody counted.
    pub present: u32,
    /// The count, without the free words if there are too few ballots to show them.
    pub tally: Tally,
}

impl Counted {
    /// The counted poll of this id.
    ///
    /// # Errors
    /// `NotFound`, or `PollNotCounted` before its result was asked for.
    pub fn of(meeting: &Meeting, poll: PollId) -> Result<Self, Refusal> {
        let poll = meeting.polls.get(poll).ok_or(Refusal::NotFound { thing: Thing::Poll })?;
        let mut tally = poll.tally.clone().ok_or(Refusal::PollNotCounted)?;
        if tally.ballots < FEWEST_APART {
            tally.counts.iter_mut().for_each(|count| count.words.clear());
        }
        let paper_ballots = poll.paper_ballots.confirmed().map(|count| PaperFigures {
            issued: poll.paper_ballots.issued(),
            returned: count.returned,
            invalid: count.invalid,
        });
        let entry = poll.paper_ballots.entry.as_ref();
        let entered = entry.map(|entry| entry.entered.name.clone());
        let confirmed = entry.and_then(|entry| entry.confirmed.as_ref()).map(|by| by.name.clone());
        Ok(Self {
            code: meeting.code.clone(),
            details: meeting.details.clone(),
            document_form: meeting.programme.document_form,
            poll: poll.id,
            questionnaire: poll.questionnaire.clone(),
            paper_ballots,
            counters: [entered, confirmed],
            present: poll.present,
            tally,
        })
    }

    /// Each question with its count, in the order of the ballot.
    pub fn questions(&self) -> impl Iterator<Item = (&Question, &Count)> {
        self.questionnaire.questions.iter().zip(&self.tally.counts)
    }

    /// The groups of channels that are shown apart; empty if there is one alone, which is the whole over again.
    #[must_use]
    pub fn apart(&self) -> &[Apart] {
        if self.tally.apart.len() > 1 { &self.tally.apart } else { &[] }
    }

    /// The channel by which all ballots came, in words, if they are not told apart.
    #[must_use]
    pub fn only_way(&self, lang: Lang) -> Option<String> {
        match self.tally.apart.as_slice() {
            [all] => Some(way(lang, all)),
            _ => None,
        }
    }

    /// Paper ballots and ballots, by the channels they came by, against those who were here: each figure by its name.
    #[must_use]
    pub fn figures(&self, lang: Lang) -> Vec<(String, Figure)> {
        let words = results::of(lang);
        let mut figures = Vec::new();
        let mut say = |name: &str, figure| figures.push((name.to_owned(), figure));
        if let Some(paper_ballots) = self.paper_ballots {
            say(words.issued, Figure::Number(paper_ballots.issued));
            say(words.returned, Figure::Number(paper_ballots.returned));
            say(words.invalid, Figure::Number(paper_ballots.invalid));
        }
        let ballots = self.tally.ballots;
        say(words.valid, Figure::Number(ballots));
        for apart in self.apart() {
            say(&(words.of_these)(&way(lang, apart)), Figure::Number(apart.ballots));
        }
        if self.present > 0 {
            say(words.present, Figure::Number(self.present));
        }
        // More ballots than people were counted: then the people were, and no share of them is right.
        if let Some(turnout) = tenths(ballots, self.present).filter(|_| ballots <= self.present) {
            say(words.turnout, Figure::Share(turnout));
        }
        figures
    }

    /// True if there are too few ballots to show anyone's words: they would tell whose they are.
    #[must_use]
    pub fn withholds_words(&self) -> bool {
        self.tally.ballots < FEWEST_APART
    }
}

/// The name of a group of ballots that is shown apart.
#[must_use]
pub fn way(lang: Lang, apart: &Apart) -> String {
    ballots::of(lang).channels(&apart.channels)
}
