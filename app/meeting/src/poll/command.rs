//! Commands on polls. Casting a ballot is not among them: see [`super::check_ballot`].

use serde::{Deserialize, Serialize};

use super::{PaperCount, Questionnaire, Tally};
use crate::id::{CardNumber, PollId};

/// A command on polls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Prepares a poll, or replaces its questionnaire before it is opened.
    WritePoll {
        /// The poll; `None` for a new one.
        poll: Option<PollId>,
        /// What it asks, and by which rules.
        #[serde(rename = "sheet")]
        questionnaire: Questionnaire,
    },
    /// Removes a poll that was never opened.
    RemovePoll {
        /// The poll.
        poll: PollId,
    },
    /// Opens a show of hands at once.
    #[serde(rename = "AskHands")]
    OpenShowOfHands {
        /// The question.
        title: String,
    },
    /// Opens a prepared poll: it takes ballots.
    OpenPoll {
        /// The poll.
        poll: PollId,
    },
    /// Closes an open poll: it takes no more ballots.
    ClosePoll {
        /// The poll.
        poll: PollId,
    },
    /// Opens a closed poll again: it takes ballots of those who have not voted.
    ReopenPoll {
        /// The poll.
        poll: PollId,
        /// The reason, for the minutes.
        reason: String,
    },
    /// Discards a poll: its ballots are worth nothing; the same stands prepared anew.
    DiscardPoll {
        /// The poll.
        poll: PollId,
        /// The reason, for the minutes.
        reason: String,
    },
    /// Lets the hall see the result.
    ShowResult {
        /// The poll.
        poll: PollId,
    },
    /// Hides the result from the hall again.
    HideResult {
        /// The poll.
        poll: PollId,
    },
    /// Lets the hall read one of the free words, or no longer.
    PublishWords {
        /// The poll.
        poll: PollId,
        /// Index of the question, from 0.
        question: u32,
        /// Index among the question's words, from 0.
        words: u32,
        /// True if the hall may read them.
        shown: bool,
    },
    /// Issues a paper ballot on the right of a door card.
    #[serde(rename = "HandOutPaper")]
    IssuePaperBallot {
        /// The poll.
        poll: PollId,
        /// Number of the card.
        card: CardNumber,
    },
    /// Takes a paper ballot back that was not used; the card has its right again.
    #[serde(rename = "TakeBackPaper")]
    TakeBackPaperBallot {
        /// The poll.
        poll: PollId,
        /// Number of the card.
        card: CardNumber,
    },
    /// Says how many paper ballots were issued without a card.
    #[serde(rename = "CountLoosePapers")]
    CountLoosePaperBallots {
        /// The poll.
        poll: PollId,
        /// How many were issued in all.
        count: u32,
    },
    /// Enters the count of the paper ballots.
    #[serde(rename = "EnterPapers")]
    EnterPaperCount {
        /// The poll.
        poll: PollId,
        /// The count.
        count: PaperCount,
        /// Name of the person who counted.
        name: String,
    },
    /// Confirms the count that another has entered.
    #[serde(rename = "ConfirmPapers")]
    ConfirmPaperCount {
        /// The poll.
        poll: PollId,
        /// Number of the entry that is confirmed, from 1.
        entry: u32,
        /// Name of the person who confirms.
        name: String,
    },
    /// Opens the tablet at the desk for one person.
    OpenTablet {
        /// The poll.
        poll: PollId,
        /// The person's door card; `None` for someone without one, where the poll asks for none.
        card: Option<CardNumber>,
    },
    /// Closes the tablet at the desk again.
    CloseTablet {
        /// The poll.
        poll: PollId,
    },
    /// Closes the poll whose time is over. Only the program itself sends it.
    EndPoll,
    /// Notes that the ballots are in random order. Only the program itself sends it.
    #[serde(rename = "SealUrn")]
    SealBallotBox {
        /// The poll.
        poll: PollId,
    },
    /// Records the count. Only the program itself sends it.
    CountBallots {
        /// The poll.
        poll: PollId,
        /// The count.
        tally: Tally,
    },
}
