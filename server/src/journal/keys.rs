//! Secrets of staff places, kept as digests.

use meeting::Moment;

use super::{Journal, JournalError};

/// A key that opens a place.
#[derive(Clone, Debug)]
pub struct KeyRow {
    /// SHA-256 of the secret, hex.
    pub digest: String,
    /// Of which meeting; `None` is the whole house.
    pub meeting: Option<i64>,
    /// Which place.
    pub place: String,
}

impl Journal {
    /// All keys that still open something.
    pub async fn keys(&self) -> Result<Vec<KeyRow>, JournalError> {
        let query = sqlx::query_as::<_, (String, Option<i64>, String)>(
            "SELECT digest, meeting, place FROM keys WHERE revoked IS NULL",
        );
        let rows = self.all(query).await?;
        Ok(rows.into_iter().map(|(digest, meeting, place)| KeyRow { digest, meeting, place }).collect())
    }

    /// Keeps a new key.
    pub async fn add_key(&self, key: &KeyRow, issued: Moment) -> Result<(), JournalError> {
        let query = sqlx::query("INSERT INTO keys (digest, meeting, place, issued) VALUES (?1, ?2, ?3, ?4)");
        self.write(query.bind(&key.digest).bind(key.meeting).bind(&key.place).bind(issued.0)).await
    }

    /// Ends all keys of a place.
    pub async fn revoke_keys(
        &self,
        meeting: Option<i64>,
        place: &str,
        now: Moment,
    ) -> Result<(), JournalError> {
        let query = sqlx::query(
            "UPDATE keys SET revoked = ?3 WHERE meeting IS ?1 AND place = ?2 AND revoked IS NULL",
        );
        self.write(query.bind(meeting).bind(place).bind(now.0)).await
    }
}
