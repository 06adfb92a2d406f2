//! Events, the answers to commands, snapshots.

use std::collections::{BTreeMap, HashMap};

use meeting::poll::{Cast, PaperCount};
use meeting::wire::Answer;
use meeting::{Actor, Event, Meeting, Moment, PersonId, PollId, Recorded};
use serde_json::json;

use super::database::Work;
use super::{Journal, JournalError};

/// Raised whenever a snapshot of an older version would not mean the same: old ones are thrown away and
/// the meeting is rebuilt from its events.
const SNAPSHOT_FORMAT: i64 = 4;

/// The answer kept for a command.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Whose command.
    pub actor: String,
    /// Its id.
    pub id: String,
    /// Digest of what was asked.
    pub digest: String,
    /// What was answered.
    pub answer: Answer,
}

/// What one commit writes.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Events, in order, right behind the expected position.
    pub events: Vec<Recorded>,
    /// Answers.
    pub answers: Vec<Kept>,
    /// Voters as they stand now: poll and person, and the ids their ballots came under, one a word. In the order of
    /// the persons, not of voting.
    pub voters: BTreeMap<(PollId, PersonId), String>,
    /// Ballots, new or in place of the one under the same key. In the order of the keys.
    pub ballots: BTreeMap<(PollId, String), Cast>,
    /// What papers say.
    pub papers: BTreeMap<PollId, PaperCount>,
}

impl Batch {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.answers.is_empty() && self.voters.is_empty()
    }
}

/// A meeting as loaded.
#[derive(Debug)]
pub struct Loaded {
    /// The meeting.
    pub meeting: Meeting,
    /// How many events were applied to a snapshot to get it.
    pub replayed: usize,
}

impl Journal {
    /// Writes a batch: what papers say, then events and answers in one transaction, then the ballots. Each part is
    /// whole in itself, and none is worth anything without what stands before it. `expected` is the position of the
    /// last event before it.
    ///
    /// # Errors
    /// `PositionTaken` if the journal has gone on; nothing is written then. After any other error the disk may hold
    /// more than is known here, and is to be read again.
    pub async fn append(&self, meeting: i64, expected: u64, batch: &Batch) -> Result<(), JournalError> {
        self.keep_papers(meeting, batch).await?;
        if !batch.events.is_empty() || !batch.answers.is_empty() {
            let mut work = self.database.begin().await?;
            match write(&mut work, meeting, expected, batch).await {
                Ok(()) => work.commit().await?,
                Err(taken @ JournalError::PositionTaken { .. }) => {
                    work.give_up().await?;
                    return Err(taken);
                }
                Err(fault) => return Err(fault),
            }
            self.reached(meeting, expected + batch.events.len() as u64);
        }
        if batch.voters.is_empty() { Ok(()) } else { self.cast(meeting, batch).await }
    }

    /// Makes a meeting with its first events; `None`, and nothing is written, if its code is taken.
    pub async fn create_meeting(
        &self,
        code: &str,
        created: Moment,
        batch: &Batch,
    ) -> Result<Option<i64>, JournalError> {
        let mut work = self.database.begin().await?;
        let query =
            "INSERT INTO meetings (code, created) VALUES (?1, ?2) ON CONFLICT DO NOTHING RETURNING id";
        let made = work.one::<(i64,)>(sqlx::query_as(query).bind(code).bind(created.0)).await?;
        let Some((id,)) = made else {
            work.give_up().await?;
            return Ok(None);
        };
        write(&mut work, id, 0, batch).await?;
        work.commit().await?;
        self.reached(id, batch.events.len() as u64);
        Ok(Some(id))
    }

    /// The answers already given to these commands (actor and id), by the same.
    pub async fn answers(
        &self,
        meeting: i64,
        asked: &[(String, String)],
    ) -> Result<HashMap<(String, String), Kept>, JournalError> {
        let query = sqlx::query_as::<_, (String, String, String, String)>(
            // CROSS JOIN is an order to SQLite: look up what was asked, never walk all answers ever given.
            "SELECT c.actor, c.id, c.digest, c.answer FROM json_each(?2) AS asked CROSS JOIN commands AS c \
             WHERE c.meeting = ?1 AND c.actor = asked.value->>0 AND c.id = asked.value->>1",
        );
        let asked = array(asked.iter().map(|(actor, id)| json!([actor, id])));
        let rows = self.all(query.bind(meeting).bind(asked)).await?;
        let mut known = HashMap::with_capacity(rows.len());
        for (actor, id, digest, answer) in rows {
            let answer = read(&answer, || format!("commands {actor} {id}"))?;
            known.insert((actor.clone(), id.clone()), Kept { actor, id, digest, answer });
        }
        Ok(known)
    }

    /// Events behind a position, in order, at most `limit`.
    pub async fn events(&self, meeting: i64, since: u64, limit: u32) -> Result<Vec<Recorded>, JournalError> {
        let query = sqlx::query_as::<_, (i64, i64, String, String, bool)>(
            "SELECT position, at, actor, body, continues FROM events \
             WHERE meeting = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
        );
        // A position beyond what SQLite can count has nothing behind it.
        let since = i64::try_from(since).unwrap_or(i64::MAX);
        let rows = self.all(query.bind(meeting).bind(since).bind(limit)).await?;
        let recorded = rows.into_iter().map(|(position, at, actor, body, continues)| {
            let place = || format!("events {position}");
            Ok(Recorded {
                position: position.unsigned_abs(),
                at: Moment(at),
                by: read::<Actor>(&actor, place)?,
                continues,
                event: read::<Event>(&body, place)?,
            })
        });
        recorded.collect()
    }

    /// A meeting, from its newest snapshot and the events since.
    pub async fn load(&self, meeting: i64) -> Result<Loaded, JournalError> {
        let query =
            sqlx::query_as::<_, (String,)>("SELECT body FROM snapshots WHERE meeting = ?1 AND format = ?2");
        let snapshot = self.one(query.bind(meeting).bind(SNAPSHOT_FORMAT)).await?;
        // A snapshot that cannot be read is no loss: the events are the truth.
        let mut state: Meeting =
            snapshot.and_then(|(body,)| serde_json::from_str(&body).ok()).unwrap_or_default();
        let events = self.events(meeting, state.position, u32::MAX).await?;
        for event in &events {
            state.apply(event);
        }
        Ok(Loaded { meeting: state, replayed: events.len() })
    }

    /// Keeps a meeting as it stands.
    pub async fn snapshot(&self, meeting: i64, state: &Meeting) -> Result<(), JournalError> {
        let query = sqlx::query(
            "INSERT INTO snapshots (meeting, format, position, body) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (meeting) DO UPDATE SET format = ?2, position = ?3, body = ?4",
        );
        let position = i64::try_from(state.position).unwrap_or(i64::MAX);
        let query = query.bind(meeting).bind(SNAPSHOT_FORMAT).bind(position).bind(text(state));
        self.write(query).await
    }
}

/// Writes events and answers of a batch. Nothing goes in unless the journal ends where it is expected to.
async fn write(work: &mut Work, meeting: i64, expected: u64, batch: &Batch) -> Result<(), JournalError> {
    // One statement for any number of rows: they travel as one JSON text.
    if !batch.events.is_empty() {
        let rows = batch.events.iter().map(|recorded| {
            json!([
                recorded.position,
                recorded.at,
                text(&recorded.by),
                text(&recorded.event),
                recorded.continues
            ])
        });
        let query = sqlx::query(
            "INSERT INTO events (meeting, position, at, actor, body, continues) \
             SELECT ?1, value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?2) \
             WHERE (SELECT coalesce(max(position), 0) FROM events WHERE meeting = ?1) = ?3",
        );
        let expected_at = i64::try_from(expected).unwrap_or(i64::MAX);
        let written = work.execute(query.bind(meeting).bind(array(rows)).bind(expected_at)).await?;
        if written.rows_affected() != batch.events.len() as u64 {
            return Err(JournalError::PositionTaken { position: expected + 1 });
        }
    }
    if !batch.answers.is_empty() {
        let rows =
            batch.answers.iter().map(|kept| json!([kept.actor, kept.id, kept.digest, text(&kept.answer)]));
        let query = sqlx::query(
            "INSERT INTO commands (meeting, actor, id, digest, answer) \
             SELECT ?1, value->>0, value->>1, value->>2, value->>3 FROM json_each(?2)",
        );
        work.execute(query.bind(meeting).bind(array(rows))).await?;
    }
    Ok(())
}

/// Our own types always have a JSON form.
pub(crate) fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|fault| unreachable!("no JSON form: {fault}"))
}

pub(super) fn array(rows: impl Iterator<Item = serde_json::Value>) -> String {
    serde_json::Value::Array(rows.collect()).to_string()
}

pub(super) fn read<T: serde::de::DeserializeOwned>(
    json: &str,
    place: impl Fn() -> String,
) -> Result<T, JournalError> {
    serde_json::from_str(json).map_err(|source| JournalError::Unreadable { place: place(), source })
}
