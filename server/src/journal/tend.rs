//! Housekeeping of the store while nobody asks for anything: little is left in the log, and a disk that did not take
//! what was written is tried until it does.

use std::time::Duration;

use tokio::task::JoinHandle;

use super::{Journal, JournalError};

/// How often the task does its work.
const EVERY: Duration = Duration::from_secs(1);
/// Bytes that must find room before a disk is taken for one that is no longer full.
const PROBE: i64 = 256 * 1024;
/// In how many turns of the task the free room is measured once.
const LOOK: u32 = 5;

/// The task that does it; it runs as long as this is held.
#[derive(Debug)]
pub(super) struct Tending(JoinHandle<()>);

impl Tending {
    pub(super) fn start(journal: &Journal) -> Self {
        // Its own handles, but not the one to itself: the task ends with the last journal.
        let journal = Journal { tending: std::sync::Arc::default(), ..journal.clone() };
        Self(tokio::spawn(async move {
            let mut ticks = tokio::time::interval(EVERY);
            ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            for count in 0_u32.. {
                ticks.tick().await;
                if count % LOOK == 0 {
                    journal.gauge.measure().await;
                }
                if let Err(fault) = journal.tend().await {
                    tracing::debug!(%fault, "the disk is tried again in a second");
                }
            }
        }))
    }

    /// Stops between two pieces of work or in one, which then leaves nothing behind.
    pub(super) async fn stop(mut self) {
        self.0.abort();
        // Cancelled, which is what was asked for.
        let _ = (&mut self.0).await;
    }
}

impl Drop for Tending {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Journal {
    async fn tend(&self) -> Result<(), JournalError> {
        if self.gauge.is_failing() {
            // A real commit: only that tells that the disk takes what is written.
            let query = "INSERT INTO house (name, value) VALUES ('probe', randomblob(?1)) \
                         ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            for bytes in [PROBE, 1] {
                let mut work = self.database.begin().await?;
                work.execute(sqlx::query(query).bind(bytes)).await?;
                work.commit().await?;
            }
            self.gauge.took_much();
        }
        if self.database.has_log() { self.database.checkpoint().await } else { Ok(()) }
    }
}
