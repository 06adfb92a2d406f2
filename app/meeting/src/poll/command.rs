//! What may be asked for of a poll. Ballots are not among it: see [`super::check_ballot`].

use serde::{Deserialize, Serialize};

use super::{PaperCount, Sheet, Tally};
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
        sheet: Sheet,
    },
    /// Takes a poll away that was never opened.
    RemovePoll {
        /// Which.
        poll: PollId,
    },
    /// Asks for a show of hands at once.
    AskHands {
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
    HandOutPaper {
        /// Of which poll.
        poll: PollId,
        /// Whose.
        card: CardNumber,
    },
    /// Takes a paper back that was not used; the card has its right again.
    TakeBackPaper {
        /// Of which poll.
        poll: PollId,
        /// Whose.
        card: CardNumber,
    },
    /// Says how many papers were handed out without a card.
    CountLoosePapers {
        /// Of which poll.
        poll: PollId,
        /// How many in all.
        count: u32,
    },
    /// Enters what was counted on the papers.
    EnterPapers {
        /// Of which poll.
        poll: PollId,
        /// The count.
        count: PaperCount,
        /// Who counted.
        name: String,
    },
    /// Confirms what another has entered.
    ConfirmPapers {
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
    SealUrn {
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
