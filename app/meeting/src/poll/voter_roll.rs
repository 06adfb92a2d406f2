//! Who has voted in which poll. The server keeps it beside the meeting, never in its journal.

use std::collections::{BTreeMap, BTreeSet};

use super::PaperCount;
use crate::id::{PersonId, PollId};

/// Who has a ballot in the urn, poll by poll, and what papers say until they are counted with it. Held beside the
/// meeting, never in its journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoterRoll {
    /// Those who have voted.
    pub voters: BTreeMap<PollId, BTreeSet<PersonId>>,
    /// Those of them whose ballot stands: it was sealed, or came from the tablet, so that nothing finds it to put another
    /// in its place.
    pub locked: BTreeMap<PollId, BTreeSet<PersonId>>,
    /// The count of the papers as it was entered last.
    pub paper_ballots: BTreeMap<PollId, PaperCount>,
}

impl VoterRoll {
    /// Whether this person's ballot is in it.
    #[must_use]
    pub fn holds(&self, poll: PollId, person: PersonId) -> bool {
        self.voters.get(&poll).is_some_and(|voters| voters.contains(&person))
    }

    /// Whether this person's own phone may put another ballot in place of the one that is in it.
    #[must_use]
    pub fn is_replaceable(&self, poll: PollId, person: PersonId) -> bool {
        let locked = self.locked.get(&poll).is_some_and(|locked| locked.contains(&person));
        self.holds(poll, person) && !locked
    }

    /// How many ballots are in it.
    #[must_use]
    pub fn count(&self, poll: PollId) -> u32 {
        self.voters.get(&poll).map_or(0, |voters| u32::try_from(voters.len()).unwrap_or(u32::MAX))
    }
}
