//! Ballots: who has voted and what was voted, apart; and what papers say until they are counted.

use std::collections::BTreeMap;

use meeting::PollId;
use meeting::poll::{self, Cast, Channel, PaperCount};

use super::events::{read, text};
use super::{Journal, JournalError};

/// Someone who has voted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Voter {
    /// In which poll.
    pub poll: PollId,
    /// Who.
    pub person: String,
    /// The ids the ballot and its replacements came under, one a word.
    pub commands: String,
}

impl Journal {
    /// Who has voted, in all polls of a meeting.
    pub async fn voters(&self, meeting: i64) -> Result<Vec<Voter>, JournalError> {
        let query = sqlx::query_as::<_, (u32, String, String)>(
            "SELECT poll, person, commands FROM voters WHERE meeting = ?1",
        );
        let rows = query.bind(meeting).fetch_all(&self.pool).await?;
        let voter = |(poll, person, commands)| Voter { poll: PollId(poll), person, commands };
        Ok(rows.into_iter().map(voter).collect())
    }

    /// What was voted in a poll, each with the key it stands under, in the order of the keys.
    pub async fn ballots(&self, meeting: i64, poll: PollId) -> Result<Vec<(String, Cast)>, JournalError> {
        let query = sqlx::query_as::<_, (String, String, Option<String>)>(
            "SELECT key, body, channel FROM ballots WHERE meeting = ?1 AND poll = ?2 ORDER BY key",
        );
        let rows = query.bind(meeting).bind(poll.0).fetch_all(&self.pool).await?;
        let ballot = |(key, body, channel): (String, String, Option<String>)| {
            let channel =
                channel.and_then(|name| Channel::ALL.into_iter().find(|known| known.name() == name));
            Ok((key, Cast { channel, ballot: read(&body, || "ballots".to_owned())? }))
        };
        rows.into_iter().map(ballot).collect()
    }

    /// What the papers say that are not counted with the ballots yet.
    pub async fn papers(&self, meeting: i64) -> Result<BTreeMap<PollId, PaperCount>, JournalError> {
        let query = sqlx::query_as::<_, (u32, String)>("SELECT poll, body FROM papers WHERE meeting = ?1");
        let rows = query.bind(meeting).fetch_all(&self.pool).await?;
        let count = |(poll, body): (u32, String)| Ok((PollId(poll), read(&body, || "papers".to_owned())?));
        rows.into_iter().map(count).collect()
    }

    /// Throws away what the papers of a poll say, once it is in the count, and its traces.
    pub async fn forget_papers(&self, meeting: i64, poll: PollId) -> Result<(), JournalError> {
        let query = sqlx::query("DELETE FROM papers WHERE meeting = ?1 AND poll = ?2");
        query.bind(meeting).bind(poll.0).execute(&self.pool).await?;
        self.scrub().await
    }

    /// Writes voters and ballots of a poll anew, each ballot under a key from `fresh`, and scrubs the traces of
    /// writing them: from then on nothing in the data folder joins a voter to a ballot. Which ballots came from the
    /// tablet is forgotten if they are too few to hide in.
    ///
    /// Safe to repeat: what a power cut interrupted is done again at the next start.
    pub async fn seal_ballots(
        &self,
        meeting: i64,
        poll: PollId,
        fresh: impl FnMut() -> String,
    ) -> Result<(), JournalError> {
        let ballots = self.ballots(meeting, poll).await?;
        let came = |channel: Option<Channel>| {
            let all = ballots.iter().filter(|(_, cast)| cast.channel == channel).count();
            u32::try_from(all).unwrap_or(u32::MAX)
        };
        let forgets = poll::forgets(came(Some(Channel::Phone)), came(Some(Channel::Tablet)), came(None));
        let mut keyed: Vec<_> = std::iter::repeat_with(fresh).zip(ballots).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        // Sorted by person, which is random or a card's number: the order of voting is in neither.
        let mut voters = self.voters(meeting).await?;
        voters.retain(|voter| voter.poll == poll);
        voters.sort();
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        delete(&mut transaction, meeting, poll).await?;
        for (key, (_, Cast { channel, ballot })) in &keyed {
            let query = sqlx::query(
                "INSERT INTO ballots (meeting, poll, key, body, channel) VALUES (?1, ?2, ?3, ?4, ?5)",
            );
            let channel = channel.filter(|_| !forgets).map(Channel::name);
            let query = query.bind(meeting).bind(poll.0).bind(key).bind(text(ballot)).bind(channel);
            query.execute(&mut *transaction).await?;
        }
        for voter in &voters {
            let query =
                sqlx::query("INSERT INTO voters (meeting, poll, person, commands) VALUES (?1, ?2, ?3, ?4)");
            let query = query.bind(meeting).bind(poll.0).bind(&voter.person).bind(&voter.commands);
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        self.scrub().await
    }

    /// Throws away the ballots of a discarded poll and their traces; does nothing if there are none.
    pub async fn discard_ballots(&self, meeting: i64, poll: PollId) -> Result<(), JournalError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let gone = delete(&mut transaction, meeting, poll).await?;
        transaction.commit().await?;
        if gone > 0 { self.scrub().await } else { Ok(()) }
    }

    /// Writes the file anew from its live rows, then empties and cuts the WAL, which still holds the old pages.
    async fn scrub(&self) -> Result<(), JournalError> {
        sqlx::query("VACUUM").execute(&self.pool).await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await?;
        Ok(())
    }
}

async fn delete(
    transaction: &mut sqlx::Transaction<'_, sqlx::Sqlite>,
    meeting: i64,
    poll: PollId,
) -> Result<u64, JournalError> {
    let mut gone = 0;
    for table in [
        "DELETE FROM ballots WHERE meeting = ?1 AND poll = ?2",
        "DELETE FROM voters WHERE meeting = ?1 AND poll = ?2",
    ] {
        let query = sqlx::query(table).bind(meeting).bind(poll.0);
        gone += query.execute(&mut **transaction).await?.rows_affected();
    }
    Ok(gone)
}
