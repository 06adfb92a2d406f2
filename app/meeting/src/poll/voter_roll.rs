//! The voter roll: who has voted in which poll. The server stores it beside the meeting, never in its journal.

use std::collections::{BTreeMap, BTreeSet};

use super::PaperCount;
use crate::id::{PersonId, PollId};

/// Who has a ballot in the ballot box, poll by poll, and the count of the paper ballots until it goes into the tally.
/// Held beside the meeting, never in its journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoterRoll {
    /// The persons who have voted, by poll.
    pub voters: BTreeMap<PollId, BTreeSet<PersonId>>,
    /// Those of them whose ballot stands: it was sealed, or came from the tablet, so that nothing finds it to put
    /// another in its place.
    pub locked: BTreeMap<PollId, BTreeSet<PersonId>>,
    /// The count of the paper ballots as it was entered last, by poll.
    pub paper_counts: BTreeMap<PollId, PaperCount>,
}

impl VoterRoll {
    /// True if this person has a ballot in the ballot box.
    #[must_use]
    pub fn holds(&self, poll: PollId, person: PersonId) -> bool {
        self.voters.get(&poll).is_some_and(|voters| voters.contains(&person))
    }

    /// True if this person's own phone may replace the ballot that is in the ballot box.
    #[must_use]
    pub fn is_replaceable(&self, poll: PollId, person: PersonId) -> bool {
        let locked = self.locked.get(&poll).is_some_and(|locked| locked.contains(&person));
        self.holds(poll, person) && !locked
    }

    /// Number of ballots in the ballot box.
    #[must_use]
    pub fn count(&self, poll: PollId) -> u32 {
        self.voters.get(&poll).map_or(0, |voters| u32::try_from(voters.len()).unwrap_or(u32::MAX))
    }
}
