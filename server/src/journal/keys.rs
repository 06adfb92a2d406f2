//! Stores the secrets of staff places, as digests, and the keys that door cards are signed with.

use meeting::{Moment, Place};

use super::{Journal, JournalError};

/// A key that opens a place.
#[derive(Clone, Debug)]
pub struct KeyRow {
    /// SHA-256 of the secret, hex.
    pub digest: String,
    /// The meeting it is for; `None` for all meetings of the data folder.
    pub meeting: Option<i64>,
    /// Name of the place it opens.
    pub place: String,
    /// When it was made.
    pub issued: Moment,
    /// The place it was made from; `None` is the laptop itself, or a version that did not say.
    pub made_by: Option<String>,
}

/// Digits of the digest by which a key is named to people: enough to tell all keys of a folder apart.
const NAME: usize = 16;

impl KeyRow {
    /// The name by which lists and forms show it. It opens nothing.
    #[must_use]
    pub fn name(&self) -> &str {
        self.digest.get(..NAME).unwrap_or(&self.digest)
    }

    /// True if it opens the office, which is that of all meetings.
    #[must_use]
    pub fn is_office(&self) -> bool {
        self.meeting.is_none() && self.place == Place::Office.name()
    }
}

impl Journal {
    /// Lists all keys that still open something.
    pub async fn keys(&self) -> Result<Vec<KeyRow>, JournalError> {
        let query = sqlx::query_as::<_, (String, Option<i64>, String, i64, Option<String>)>(
            "SELECT digest, meeting, place, issued, made_by FROM keys WHERE revoked IS NULL",
        );
        let row = |(digest, meeting, place, issued, made_by)| KeyRow {
            digest,
            meeting,
            place,
            issued: Moment(issued),
            made_by,
        };
        Ok(self.all(query).await?.into_iter().map(row).collect())
    }

    /// Stores a new key.
    pub async fn add_key(&self, key: &KeyRow) -> Result<(), JournalError> {
        let query = sqlx::query(
            "INSERT INTO keys (digest, meeting, place, issued, made_by) VALUES (?1, ?2, ?3, ?4, ?5)",
        );
        let query = query.bind(&key.digest).bind(key.meeting).bind(&key.place).bind(key.issued.0);
        self.write(query.bind(&key.made_by)).await
    }

    /// The key that a meeting's door cards are signed with, if it has one of its own.
    pub async fn card_key(&self, meeting: i64) -> Result<Option<Vec<u8>>, JournalError> {
        let query = sqlx::query_as::<_, (Vec<u8>,)>("SELECT key FROM card_keys WHERE meeting = ?1");
        Ok(self.one(query.bind(meeting)).await?.map(|(key,)| key))
    }

    /// Stores the key that a meeting's door cards are signed with. One that is there stays: cards bear its signature.
    pub async fn add_card_key(&self, meeting: i64, key: &[u8]) -> Result<(), JournalError> {
        let query = sqlx::query("INSERT OR IGNORE INTO card_keys (meeting, key) VALUES (?1, ?2)");
        self.write(query.bind(meeting).bind(key)).await
    }

    /// Ends keys, by their digests.
    pub async fn end_keys(&self, digests: &[String], now: Moment) -> Result<(), JournalError> {
        let query = sqlx::query(
            "UPDATE keys SET revoked = ?2 \
             WHERE revoked IS NULL AND digest IN (SELECT value FROM json_each(?1))",
        );
        self.write(query.bind(super::text(&digests)).bind(now.0)).await
    }
}
