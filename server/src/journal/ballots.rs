//! Ballots: who has voted and what was voted, apart.

use meeting::poll::Ballot;

use super::events::{read, text};
use super::{Journal, JournalError};

impl Journal {
    /// Who has voted: person and the command id the ballot came under.
    pub async fn voters(&self, meeting: i64) -> Result<Vec<(String, String)>, JournalError> {
        let query = sqlx::query_as("SELECT person, command FROM voters WHERE meeting = ?1");
        Ok(query.bind(meeting).fetch_all(&self.pool).await?)
    }

    /// What was voted, in the order of the random keys.
    pub async fn ballots(&self, meeting: i64) -> Result<Vec<Ballot>, JournalError> {
        let query =
            sqlx::query_scalar::<_, String>("SELECT body FROM ballots WHERE meeting = ?1 ORDER BY random");
        let rows = query.bind(meeting).fetch_all(&self.pool).await?;
        rows.iter().map(|body| read(body, || "ballots".to_owned())).collect()
    }

    /// Writes both anew in the random order of `keys` and scrubs the traces of writing them: from then on
    /// nothing in the data folder joins a voter to a ballot. `keys` has one fresh random key a ballot.
    ///
    /// Safe to repeat: a scrub that a power cut interrupted is done again at the next start.
    pub async fn scrub_ballots(&self, meeting: i64, keys: Vec<String>) -> Result<(), JournalError> {
        let ballots = self.ballots(meeting).await?;
        let voters = self.voters(meeting).await?;
        let mut keyed: Vec<(String, Ballot)> = keys.into_iter().zip(ballots).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for table in ["DELETE FROM ballots WHERE meeting = ?1", "DELETE FROM voters WHERE meeting = ?1"] {
            sqlx::query(table).bind(meeting).execute(&mut *transaction).await?;
        }
        for (random, ballot) in &keyed {
            let query = sqlx::query("INSERT INTO ballots (meeting, random, body) VALUES (?1, ?2, ?3)");
            query.bind(meeting).bind(random).bind(text(ballot)).execute(&mut *transaction).await?;
        }
        // Sorted by person, which is random: the order of voting is in neither.
        let mut voters = voters;
        voters.sort();
        for (person, command) in &voters {
            let query = sqlx::query("INSERT INTO voters (meeting, person, command) VALUES (?1, ?2, ?3)");
            query.bind(meeting).bind(person).bind(command).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        // The file is written anew from its live rows, then the WAL, which still holds the old pages, is
        // emptied and cut.
        sqlx::query("VACUUM").execute(&self.pool).await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await?;
        Ok(())
    }
}
