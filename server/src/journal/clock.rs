//! Stores the clock, and the times of a meeting that are no events.

use meeting::Moment;

use super::events::{read, text};
use super::{Journal, JournalError};
use crate::clock::SavedClock;

impl Journal {
    /// The saved clock; `None` in a new folder, and in one of a version that saved nothing.
    pub async fn clock(&self) -> Result<Option<SavedClock>, JournalError> {
        let query = sqlx::query_as::<_, (Vec<u8>,)>("SELECT value FROM house WHERE name = 'clock'");
        let saved = self.one(query).await?;
        let json = saved.map(|(saved,)| String::from_utf8_lossy(&saved).into_owned());
        json.map(|json| read(&json, || "house clock".to_owned())).transpose()
    }

    /// Saves the clock.
    pub async fn save_clock(&self, saved: &SavedClock) -> Result<(), JournalError> {
        let query = sqlx::query(
            "INSERT INTO house (name, value) VALUES ('clock', ?1) \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        );
        self.write(query.bind(text(saved).into_bytes())).await
    }

    /// Corrects when a meeting was created and when its room last ran. Done twice it is as done once.
    pub async fn correct_meeting(
        &self,
        meeting: i64,
        created: Moment,
        alive: Moment,
    ) -> Result<(), JournalError> {
        let query = sqlx::query("UPDATE meetings SET created = ?2, alive = ?3 WHERE id = ?1");
        self.write(query.bind(meeting).bind(created.0).bind(alive.0)).await
    }
}
