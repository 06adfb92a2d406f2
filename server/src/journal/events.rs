//! Stores events, the answers to commands, and snapshots.

use std::collections::{BTreeMap, HashMap};

use meeting::chain::{self, Content};
use meeting::poll::{Cast, PaperCount};
use meeting::wire::Answer;
use meeting::{Event, Meeting, Moment, PersonId, PollId, Recorded, RequestId, contacts};
use serde_json::json;
use sqlx::AssertSqlSafe;

use super::database::Work;
use super::{Journal, JournalError};
use crate::secret;

/// Raised whenever a snapshot of an older version would not mean the same: old ones are thrown away and
/// the meeting is rebuilt from its events.
const SNAPSHOT_FORMAT: i64 = 6;

/// The answer to a command, as stored under the command's id.
#[derive(Clone, Debug)]
pub struct StoredAnswer {
    /// Who sent the command: the scope of its id.
    pub actor: String,
    /// The command's id.
    pub id: String,
    /// Digest of the command; empty once the contacts of the meeting were erased, which it could give away.
    pub digest: String,
    /// The answer.
    pub answer: Answer,
}

/// What one commit writes.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Events, in order, right behind the expected position.
    pub events: Vec<Recorded>,
    /// Answers to commands.
    pub answers: Vec<StoredAnswer>,
    /// Voters as they stand now: poll and person, and the ids their ballots came under, one a word. In the order of
    /// the persons, not of voting.
    pub voters: BTreeMap<(PollId, PersonId), String>,
    /// Ballots, new or in place of the one under the same key. In the order of the keys.
    pub ballots: BTreeMap<(PollId, String), Cast>,
    /// Counts of paper ballots, by poll.
    pub paper_counts: BTreeMap<PollId, PaperCount>,
}

impl Batch {
    /// True if there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.answers.is_empty() && self.voters.is_empty()
    }
}

/// A meeting as loaded from the store.
#[derive(Debug)]
pub struct Loaded {
    /// The meeting itself.
    pub meeting: Meeting,
    /// How many events were applied to a snapshot to get it.
    pub replayed: usize,
}

impl Journal {
    /// Writes a batch: the counts of paper ballots, then events and answers in one transaction, then the ballots. Each
    /// part is whole in itself, and none is worth anything without what stands before it. `expected` is the position of
    /// the last event before it.
    ///
    /// # Errors
    /// `PositionTaken` if the journal has gone on; nothing is written then. After any other error the disk may hold
    /// more than is known here, and is to be read again.
    pub async fn append(&self, meeting: i64, expected: u64, batch: &Batch) -> Result<(), JournalError> {
        self.persist_paper_counts(meeting, batch).await?;
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

    /// Creates a meeting with its first events; `None`, and nothing is written, if its code is taken.
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

    /// Looks up the answers already given to these commands (actor and id), by the same.
    pub async fn answers(
        &self,
        meeting: i64,
        asked: &[(String, String)],
    ) -> Result<HashMap<(String, String), StoredAnswer>, JournalError> {
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
            known.insert((actor.clone(), id.clone()), StoredAnswer { actor, id, digest, answer });
        }
        Ok(known)
    }

    /// Reads the events behind a position, in order, at most `limit`.
    pub async fn events(&self, meeting: i64, since: u64, limit: u32) -> Result<Vec<Recorded>, JournalError> {
        let query = sqlx::query_as::<_, (i64, String)>(
            "SELECT position, body FROM events WHERE meeting = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
        );
        // A position beyond what SQLite can count has nothing behind it.
        let since = i64::try_from(since).unwrap_or(i64::MAX);
        let rows = self.all(query.bind(meeting).bind(since).bind(limit)).await?;
        rows.into_iter().map(|(position, body)| read(&body, || format!("events {position}"))).collect()
    }

    /// Reads the contacts of a meeting, as long as they are stored.
    pub async fn contacts(&self, meeting: i64) -> Result<BTreeMap<RequestId, String>, JournalError> {
        let query = "SELECT request, contact FROM contacts WHERE meeting = ?1";
        let rows = self.all::<(u32, String)>(sqlx::query_as(query).bind(meeting)).await?;
        Ok(rows.into_iter().map(|(request, contact)| (RequestId(request), contact)).collect())
    }

    /// Loads a meeting, from its newest snapshot and the events since.
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

    /// Stores a snapshot of a meeting as it stands.
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

/// Writes events and answers of a batch, and what they say of contacts. Nothing goes in unless the journal ends where it
/// is expected to.
async fn write(work: &mut Work, meeting: i64, expected: u64, batch: &Batch) -> Result<(), JournalError> {
    if !batch.events.is_empty() {
        let query = "SELECT position, link FROM events WHERE meeting = ?1 ORDER BY position DESC LIMIT 1";
        let last = work.one::<(i64, Vec<u8>)>(sqlx::query_as(query).bind(meeting)).await?;
        let (position, link) = last.unwrap_or((0, chain::START.to_vec()));
        let link = link.try_into().map_err(|_| damaged_link(meeting, position))?;
        if position.unsigned_abs() != expected {
            return Err(JournalError::PositionTaken { position: expected + 1 });
        }
        let records = batch.events.iter().map(|recorded| (recorded.position, text(recorded)));
        write_records(work, "events", meeting, link, records).await?;
    }
    if !batch.answers.is_empty() {
        let rows = batch
            .answers
            .iter()
            .map(|stored| json!([stored.actor, stored.id, stored.digest, text(&stored.answer)]));
        let query = sqlx::query(
            "INSERT INTO commands (meeting, actor, id, digest, answer) \
             SELECT ?1, value->>0, value->>1, value->>2, value->>3 FROM json_each(?2)",
        );
        work.execute(query.bind(meeting).bind(array(rows))).await?;
    }
    // After the answers: with contacts that are erased go the digests of the commands they came with, these too.
    write_contacts(work, meeting, &batch.events).await
}

/// Writes records into a table of them, chained to the link before them.
pub(super) async fn write_records(
    work: &mut Work,
    table: &'static str,
    meeting: i64,
    mut link: chain::Digest,
    records: impl Iterator<Item = (u64, String)>,
) -> Result<chain::Digest, JournalError> {
    // One statement for any number of rows: they travel as one JSON text.
    let rows = array(records.map(|(position, body)| {
        let salt = rand::random::<chain::Salt>();
        link = chain::link(&link, Content::Whole { salt, body: body.as_bytes() });
        json!([position, secret::hex(&salt), body, secret::hex(&link)])
    }));
    let query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO {table} (meeting, position, salt, body, link) \
         SELECT ?1, value->>0, unhex(value->>1), value->>2, unhex(value->>3) FROM json_each(?2)",
    )));
    work.execute(query.bind(meeting).bind(rows)).await?;
    Ok(link)
}

/// Applies to the contacts beside the events what these say of them.
async fn write_contacts(work: &mut Work, meeting: i64, events: &[Recorded]) -> Result<(), JournalError> {
    for recorded in events {
        match &recorded.event {
            Event::Contacts(contacts::Event::ContactLeft { request, contact }) => {
                let query = "INSERT OR REPLACE INTO contacts (meeting, request, contact) VALUES (?1, ?2, ?3)";
                work.execute(sqlx::query(query).bind(meeting).bind(request.0).bind(contact)).await?;
            }
            Event::Contacts(contacts::Event::ContactsErased { .. }) => {
                let query = "DELETE FROM contacts WHERE meeting = ?1";
                work.execute(sqlx::query(query).bind(meeting)).await?;
                // From the digest of a command a number of ten figures is soon found by trying.
                let query = "UPDATE commands SET digest = '' WHERE meeting = ?1";
                work.execute(sqlx::query(query).bind(meeting)).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn damaged_link(meeting: i64, position: i64) -> JournalError {
    JournalError::Damaged {
        what: format!("nhật ký của hội nghị mang số {meeting}, sự kiện {position}")
    }
}

/// The JSON of one of our own types, which always has one.
pub(crate) fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|fault| unreachable!("no JSON form: {fault}"))
}

/// The rows as one JSON array, to be bound to a statement.
pub(super) fn array(rows: impl Iterator<Item = serde_json::Value>) -> String {
    serde_json::Value::Array(rows.collect()).to_string()
}

pub(super) fn read<T: serde::de::DeserializeOwned>(
    json: &str,
    location: impl Fn() -> String,
) -> Result<T, JournalError> {
    serde_json::from_str(json).map_err(|source| JournalError::Unreadable { location: location(), source })
}
