//! Brings a folder of an older version to this one, where a statement of SQL is not enough: files and ballot boxes that
//! lay in the database move out of it. Each step is whole in itself and done again after a power cut.

use std::collections::{BTreeMap, BTreeSet};

use meeting::poll::State;
use meeting::{Actor, Moment, PollId, Recorded, RequestId, chain, contacts};
use serde_json::Value;

use super::ballot_boxes::{Content, StoredBallot, Voter};
use super::events::{read, text, write_records};
use super::folder::blocking;
use super::{Journal, JournalError};

/// Number of free pages in the database that are worth giving back.
const WORTH: i64 = 1_000;

/// The statement that makes the table of events as it is now.
const CHAINED: &str = "CREATE TABLE chained (
    meeting  INTEGER NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL,           -- from 1, without gaps
    salt     BLOB NOT NULL,              -- 16 random bytes
    body     TEXT NOT NULL,              -- JSON: the event as it is recorded
    link     BLOB NOT NULL,              -- SHA-256, see `meeting::chain`
    PRIMARY KEY (meeting, position)
) STRICT, WITHOUT ROWID";

/// An event as it was stored before there was a chain: position, time, who, what, whether it continues a command.
type Unchained = (i64, i64, String, String, bool);

impl Journal {
    /// Does every step that is left to do.
    pub(super) async fn upgrade(&self) -> Result<(), JournalError> {
        if self.has_table("voters").await? {
            self.move_ballot_boxes().await?;
        }
        if self.has_table("files").await? {
            self.move_files().await?;
        }
        self.give_room_back().await
    }

    /// Moves contacts out of the events of a version that had them there, and chains the events. Each stays as it is,
    /// readable or not: what is damaged is found by whoever reads it.
    pub(super) async fn chain_events(&self) -> Result<(), JournalError> {
        if self.is_chained().await? {
            return Ok(());
        }
        let mut work = self.database.begin().await?;
        work.run(CHAINED.to_owned()).await?;
        let query = "SELECT DISTINCT meeting FROM events ORDER BY meeting";
        for (meeting,) in work.all::<(i64,)>(sqlx::query_as(query)).await? {
            let query = "SELECT position, at, actor, body, continues FROM events WHERE meeting = ?1 ORDER BY position";
            let events = work.all::<Unchained>(sqlx::query_as(query).bind(meeting)).await?;
            let (mut position, mut at) = (0, 0);
            let mut contacts = BTreeMap::new();
            let mut records = Vec::with_capacity(events.len());
            for (of_event, at_event, actor, body, continues) in events {
                (position, at) = (of_event.unsigned_abs(), at_event);
                let body = take_contact(&body, &mut contacts).unwrap_or(body);
                // As `Recorded` is written.
                let continues = if continues { "\"continues\":true," } else { "" };
                records.push((
                    position,
                    format!(r#"{{"position":{position},"at":{at},"by":{actor},{continues}"event":{body}}}"#),
                ));
            }
            contacts.retain(|_, contact| !contact.is_empty());
            for (request, contact) in contacts {
                position += 1;
                let query = "INSERT OR REPLACE INTO contacts (meeting, request, contact) VALUES (?1, ?2, ?3)";
                work.execute(sqlx::query(query).bind(meeting).bind(request.0).bind(&contact)).await?;
                let event = contacts::Event::ContactLeft { request, contact }.into();
                let left = Recorded { position, at: Moment(at), by: Actor::System, continues: false, event };
                records.push((position, text(&left)));
            }
            write_records(&mut work, "chained", meeting, chain::START, records.into_iter()).await?;
        }
        work.run("DROP TABLE events".to_owned()).await?;
        work.run("ALTER TABLE chained RENAME TO events".to_owned()).await?;
        work.commit().await?;
        // What was in the pages that are free now is nowhere any more.
        self.write(sqlx::query("VACUUM")).await
    }

    /// True if the events have links, as they do from this version on.
    pub(super) async fn is_chained(&self) -> Result<bool, JournalError> {
        let query = "SELECT 1 FROM pragma_table_info('events') WHERE name = 'link'";
        Ok(self.one::<(i64,)>(sqlx::query_as(query)).await?.is_some())
    }

    /// True if the database has a table of this name.
    pub(super) async fn has_table(&self, name: &str) -> Result<bool, JournalError> {
        let query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        Ok(self.one::<(i64,)>(sqlx::query_as(query).bind(name)).await?.is_some())
    }

    async fn move_ballot_boxes(&self) -> Result<(), JournalError> {
        let query = "SELECT meeting, poll FROM voters UNION SELECT meeting, poll FROM ballots";
        let mut ballot_boxes: BTreeSet<(i64, u32)> =
            self.all(sqlx::query_as(query)).await?.into_iter().collect();
        let mut sealed = BTreeSet::new();
        for row in self.meetings().await? {
            let polls = self.load(row.id).await?.meeting.polls.all;
            let done = polls.iter().filter(|poll| poll.state == State::Sealed);
            sealed.extend(done.map(|poll| (row.id, poll.id.0)));
        }
        // A ballot box that nobody put anything into is on record from now on.
        ballot_boxes.extend(&sealed);
        for (meeting, poll) in ballot_boxes {
            let content = self.content_before(meeting, poll).await?;
            // Ballots that are not known to be sealed may stand under the keys of their phones: they are still to be.
            if sealed.contains(&(meeting, poll)) {
                let ballot_boxes = self.ballot_boxes.clone();
                blocking(move || ballot_boxes.write_sealed(meeting, PollId(poll), &content)).await?;
            } else {
                self.put_back(meeting, PollId(poll), &content).await?;
            }
        }
        let papers = sqlx::query_as::<_, (i64, u32, String)>("SELECT meeting, poll, body FROM papers");
        for (meeting, poll, body) in self.all(papers).await? {
            let (ballot_boxes, count) = (self.ballot_boxes.clone(), read(&body, || "papers".to_owned())?);
            blocking(move || ballot_boxes.write_paper_counts(meeting, PollId(poll), &count)).await?;
        }
        let mut work = self.database.begin().await?;
        for table in ["voters", "ballots", "papers"] {
            work.run(format!("DROP TABLE {table}")).await?;
        }
        work.commit().await
    }

    async fn content_before(&self, meeting: i64, poll: u32) -> Result<Content, JournalError> {
        let query = "SELECT person, commands FROM voters WHERE meeting = ?1 AND poll = ?2 ORDER BY person";
        let voters = sqlx::query_as::<_, (String, String)>(query).bind(meeting).bind(poll);
        let voters = self.all(voters).await?;
        let query = "SELECT key, channel, body FROM ballots WHERE meeting = ?1 AND poll = ?2 ORDER BY key";
        let ballots = sqlx::query_as::<_, (String, Option<String>, String)>(query).bind(meeting).bind(poll);
        let ballots = self.all(ballots).await?.into_iter().map(|(key, channel, body)| {
            Ok(StoredBallot { key, channel, ballot: read(&body, || format!("ballots {meeting} {poll}"))? })
        });
        Ok(Content {
            voters: voters.into_iter().map(|(person, commands)| Voter { person, commands }).collect(),
            ballots: ballots.collect::<Result<_, JournalError>>()?,
        })
    }

    async fn move_files(&self) -> Result<(), JournalError> {
        let query = sqlx::query_as::<_, (i64, String)>("SELECT meeting, digest FROM files");
        for (meeting, digest) in self.all(query).await? {
            let query = "SELECT media, bytes FROM files WHERE meeting = ?1 AND digest = ?2";
            let query = sqlx::query_as::<_, (String, Vec<u8>)>(query).bind(meeting).bind(&digest);
            let Some((media, bytes)) = self.one(query).await? else { continue };
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            let (files, named) = (self.files.clone(), digest.clone());
            blocking(move || files.write(&named, &bytes)).await?;
            let query =
                "INSERT OR IGNORE INTO attachments (meeting, digest, media, bytes) VALUES (?1, ?2, ?3, ?4)";
            self.write(sqlx::query(query).bind(meeting).bind(digest).bind(media).bind(size)).await?;
        }
        // Nothing secret is in them, and overwriting them all would take as much room again in the log.
        self.write(sqlx::query("PRAGMA secure_delete = OFF")).await?;
        let dropped = self.write(sqlx::query("DROP TABLE files")).await;
        self.write(sqlx::query("PRAGMA secure_delete = ON")).await?;
        dropped
    }

    /// Vacuums the database if much of it is free pages.
    async fn give_room_back(&self) -> Result<(), JournalError> {
        let free = self.one::<(i64,)>(sqlx::query_as("PRAGMA freelist_count")).await?;
        if free.is_some_and(|(free,)| free > WORTH) {
            self.write(sqlx::query("VACUUM")).await?;
        }
        Ok(())
    }
}

/// Moves the contact out of an event that an older version stored; the last one that was said of a request holds.
/// `None` if the event says nothing of one, or cannot be read.
fn take_contact(body: &str, contacts: &mut BTreeMap<RequestId, String>) -> Option<String> {
    let mut event: Value = serde_json::from_str(body).ok()?;
    let registers = event.get_mut("speakers")?.as_object_mut()?.values_mut().next()?;
    let request = u32::try_from(registers.get("request")?.as_u64()?).ok()?;
    let speaker = registers.get_mut("speaker")?.as_object_mut()?;
    let contact = speaker.remove("contact");
    let taken = contact.is_some();
    let contact = contact.and_then(|contact| contact.as_str().map(str::to_owned)).unwrap_or_default();
    contacts.insert(RequestId(request), contact);
    taken.then(|| event.to_string())
}
