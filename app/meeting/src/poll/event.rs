//! What happened to a poll, as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::{Questionnaire, Signed, Tally};
use crate::id::{CardNumber, PersonId, PollId};
use crate::time::Moment;

/// What happened to polls. What older journals hold is read too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Event {
    /// A poll was written.
    PollWritten {
        /// Which.
        poll: PollId,
        /// What it asks.
        #[serde(rename = "sheet")]
        questionnaire: Questionnaire,
    },
    /// It was taken away before it was opened.
    PollRemoved {
        /// Which.
        poll: PollId,
    },
    /// It takes ballots.
    PollOpened {
        /// Which.
        poll: PollId,
        /// When it closes by itself.
        closes: Option<Moment>,
    },
    /// It takes no more.
    PollClosed {
        /// Which.
        poll: PollId,
    },
    /// Nothing joins its ballots to their voters any more.
    #[serde(rename = "UrnSealed")]
    BallotBoxSealed {
        /// Of which poll.
        poll: PollId,
    },
    /// It takes ballots again, of those who have not voted.
    PollReopened {
        /// Which.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// It is worth nothing.
    PollDiscarded {
        /// Which.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// The ballots were counted.
    BallotsCounted {
        /// Of which poll.
        poll: PollId,
        /// The count.
        tally: Tally,
    },
    /// The hall may see the count.
    ResultShown {
        /// Of which poll.
        poll: PollId,
    },
    /// The hall may no longer see it.
    ResultHidden {
        /// Of which poll.
        poll: PollId,
    },
    /// The hall may read one of the free words, or no longer.
    WordsPublished {
        /// Of which poll.
        poll: PollId,
        /// At which question, from 0.
        question: u32,
        /// Which of its words, from 0.
        words: u32,
        /// Whether it may be read.
        shown: bool,
    },
    /// A paper was handed out on the right of a door card.
    #[serde(rename = "PaperHandedOut")]
    PaperBallotIssued {
        /// Of which poll.
        poll: PollId,
        /// Whose.
        card: CardNumber,
    },
    /// A paper came back unused.
    #[serde(rename = "PaperTakenBack")]
    PaperBallotTakenBack {
        /// Of which poll.
        poll: PollId,
        /// Whose.
        card: CardNumber,
    },
    /// So many papers were handed out without a card.
    #[serde(rename = "LoosePapersCounted")]
    LoosePaperBallotsCounted {
        /// Of which poll.
        poll: PollId,
        /// How many in all.
        count: u32,
    },
    /// Someone entered what was counted on the papers; what that is stands beside the urn.
    #[serde(rename = "PapersEntered")]
    PaperCountEntered {
        /// Of which poll.
        poll: PollId,
        /// Papers found in the box.
        returned: u32,
        /// Of these, papers that do not count.
        invalid: u32,
        /// Who.
        by: Signed,
    },
    /// Another confirmed it.
    #[serde(rename = "PapersConfirmed")]
    PaperCountConfirmed {
        /// Of which poll.
        poll: PollId,
        /// Who.
        by: Signed,
    },
    /// The tablet was opened for one person.
    TabletOpened {
        /// For which poll.
        poll: PollId,
        /// For whom.
        voter: PersonId,
    },
    /// The tablet was closed again.
    TabletClosed {
        /// For which poll.
        poll: PollId,
    },
}

impl Event {
    /// Which poll it happened to.
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
