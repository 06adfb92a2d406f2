//! What may be asked for of a poll. Ballots are not among it: see [`super::check_ballot`].

use serde::{Deserialize, Serialize};

use super::{PaperCount, Questionnaire, Tally};
use crate::id::{CardNumber, PollId};

/// A command on polls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Writes a poll, or writes it anew before it is opened.
    WritePoll {
        /// Which; `None` for one more.
        poll: Option<PollId>,
        /// What it asks.
        #[serde(rename = "sheet")]
        questionnaire: Questionnaire,
    },
    /// Takes a poll away that was never opened.
    RemovePoll {
        /// Which.
        poll: PollId,
    },
    /// Asks for a show of hands at once.
    #[serde(rename = "AskHands")]
    OpenShowOfHands {
        /// What is asked.
        title: String,
    },
    /// Begins to take ballots.
    OpenPoll {
        /// Of which poll.
        poll: PollId,
    },
    /// Takes no more ballots.
    ClosePoll {
        /// Of which poll.
        poll: PollId,
    },
    /// Takes ballots again, of those who have not voted.
    ReopenPoll {
        /// Of which poll.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// Makes a poll worth nothing; the same stands prepared anew.
    DiscardPoll {
        /// Which.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// Lets the hall see the count.
    ShowResult {
        /// Of which poll.
        poll: PollId,
    },
    /// Hides the count again.
    HideResult {
        /// Of which poll.
        poll: PollId,
    },
    /// Lets the hall read one of the free words, or no longer.
    PublishWords {
        /// Of which poll.
        poll: PollId,
        /// At which question, from 0.
        question: u32,
        /// Which of its words, from 0.
        words: u32,
        /// Whether it is to be read.
        shown: bool,
    },
    /// Hands out a paper on the right of a door card.
    #[serde(rename = "HandOutPaper")]
    IssuePaperBallot {
        /// Of which poll.
        poll: PollId,
        /// Whose.
        card: CardNumber,
    },
    /// Takes a paper back that was not used; the card has its right again.
    #[serde(rename = "TakeBackPaper")]
    TakeBackPaperBallot {
        /// Of which poll.
        poll: PollId,
        /// Whose.
        card: CardNumber,
    },
    /// Says how many papers were handed out without a card.
    #[serde(rename = "CountLoosePapers")]
    CountLoosePaperBallots {
        /// Of which poll.
        poll: PollId,
        /// How many in all.
        count: u32,
    },
    /// Enters what was counted on the papers.
    #[serde(rename = "EnterPapers")]
    EnterPaperCount {
        /// Of which poll.
        poll: PollId,
        /// The count.
        count: PaperCount,
        /// Who counted.
        name: String,
    },
    /// Confirms what another has entered.
    #[serde(rename = "ConfirmPapers")]
    ConfirmPaperCount {
        /// Of which poll.
        poll: PollId,
        /// Which entry.
        entry: u32,
        /// Who confirms.
        name: String,
    },
    /// Opens the tablet at the desk for one person.
    OpenTablet {
        /// For which poll.
        poll: PollId,
        /// By which door card; `None` for someone without one, where the poll asks for none.
        card: Option<CardNumber>,
    },
    /// Closes the tablet at the desk again.
    CloseTablet {
        /// For which poll.
        poll: PollId,
    },
    /// The time is over.
    EndPoll,
    /// The program has put the ballots in random order.
    #[serde(rename = "SealUrn")]
    SealBallotBox {
        /// Of which poll.
        poll: PollId,
    },
    /// The program has counted.
    CountBallots {
        /// Of which poll.
        poll: PollId,
        /// The count.
        tally: Tally,
    },
}
