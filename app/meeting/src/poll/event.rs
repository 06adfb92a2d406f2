//! Events of polls, as the journal stores them.

use serde::{Deserialize, Serialize};

use super::{Questionnaire, Signed, Tally};
use crate::id::{CardNumber, PersonId, PollId};
use crate::time::Moment;

/// What happened to polls. Events in the form of older journals are read too: see `legacy`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Event {
    /// A poll was prepared, or its questionnaire replaced.
    PollWritten {
        /// The poll.
        poll: PollId,
        /// What it asks, and by which rules.
        #[serde(rename = "sheet")]
        questionnaire: Questionnaire,
    },
    /// A poll was removed before it was opened.
    PollRemoved {
        /// The poll.
        poll: PollId,
    },
    /// A poll was opened: it takes ballots.
    PollOpened {
        /// The poll.
        poll: PollId,
        /// When it closes by itself, if it does.
        closes: Option<Moment>,
    },
    /// A poll was closed: it takes no more ballots.
    PollClosed {
        /// The poll.
        poll: PollId,
    },
    /// The ballots of a poll are in random order: nothing joins them to their voters any more.
    #[serde(rename = "UrnSealed")]
    BallotBoxSealed {
        /// The poll.
        poll: PollId,
    },
    /// A closed poll was opened again, for those who have not voted.
    PollReopened {
        /// The poll.
        poll: PollId,
        /// The reason that was given.
        reason: String,
    },
    /// A poll was discarded: its ballots are worth nothing.
    PollDiscarded {
        /// The poll.
        poll: PollId,
        /// The reason that was given.
        reason: String,
    },
    /// The ballots were counted.
    BallotsCounted {
        /// The poll.
        poll: PollId,
        /// The count.
        tally: Tally,
    },
    /// The hall was shown the result.
    ResultShown {
        /// The poll.
        poll: PollId,
    },
    /// The result was hidden from the hall again.
    ResultHidden {
        /// The poll.
        poll: PollId,
    },
    /// The hall may read one of the free words, or no longer.
    WordsPublished {
        /// The poll.
        poll: PollId,
        /// Index of the question, from 0.
        question: u32,
        /// Index among the question's words, from 0.
        words: u32,
        /// True if the hall may read them.
        shown: bool,
    },
    /// A paper ballot was issued on the right of a door card.
    #[serde(rename = "PaperHandedOut")]
    PaperBallotIssued {
        /// The poll.
        poll: PollId,
        /// Number of the card.
        card: CardNumber,
    },
    /// A paper ballot came back unused.
    #[serde(rename = "PaperTakenBack")]
    PaperBallotTakenBack {
        /// The poll.
        poll: PollId,
        /// Number of the card.
        card: CardNumber,
    },
    /// It was said how many paper ballots were issued without a card.
    #[serde(rename = "LoosePapersCounted")]
    LoosePaperBallotsCounted {
        /// The poll.
        poll: PollId,
        /// How many were issued in all.
        count: u32,
    },
    /// Someone entered the count of the paper ballots; the figures are stored beside the ballot box.
    #[serde(rename = "PapersEntered")]
    PaperCountEntered {
        /// The poll.
        poll: PollId,
        /// Paper ballots found in the ballot box.
        returned: u32,
        /// Of these, paper ballots that are not valid.
        invalid: u32,
        /// Who entered it.
        by: Signed,
    },
    /// Another confirmed the count of the paper ballots.
    #[serde(rename = "PapersConfirmed")]
    PaperCountConfirmed {
        /// The poll.
        poll: PollId,
        /// Who confirmed it.
        by: Signed,
    },
    /// The tablet was opened for one person.
    TabletOpened {
        /// The poll.
        poll: PollId,
        /// The person it was opened for.
        voter: PersonId,
    },
    /// The tablet was closed again.
    TabletClosed {
        /// The poll.
        poll: PollId,
    },
}

impl Event {
    /// The poll it happened to.
    #[must_use]
    pub fn poll(&self) -> PollId {
        match self {
            Self::PollWritten { poll, .. }
            | Self::PollRemoved { poll }
            | Self::PollOpened { poll, .. }
            | Self::PollClosed { poll }
            | Self::BallotBoxSealed { poll }
            | Self::PollReopened { poll, .. }
            | Self::PollDiscarded { poll, .. }
            | Self::BallotsCounted { poll, .. }
            | Self::ResultShown { poll }
            | Self::ResultHidden { poll }
            | Self::WordsPublished { poll, .. }
            | Self::PaperBallotIssued { poll, .. }
            | Self::PaperBallotTakenBack { poll, .. }
            | Self::LoosePaperBallotsCounted { poll, .. }
            | Self::PaperCountEntered { poll, .. }
            | Self::PaperCountConfirmed { poll, .. }
            | Self::TabletOpened { poll, .. }
            | Self::TabletClosed { poll } => *poll,
        }
    }
}
