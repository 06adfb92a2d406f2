//! Brings a folder of an older version to this one, where a statement of SQL is not enough: files and urns that lay in
//! the database move out of it. Each step is whole in itself and done again after a power cut.

use std::collections::BTreeSet;

use meeting::PollId;
use meeting::poll::State;

use super::events::read;
use super::folder::blocking;
use super::urns::{Content, Kept, Voter};
use super::{Journal, JournalError};

/// Free pages in the database that are worth giving back.
const WORTH: i64 = 1_000;

impl Journal {
    /// Does what is left to do.
    pub(super) async fn upgrade(&self) -> Result<(), JournalError> {
        if self.has_table("voters").await? {
            self.move_urns().await?;
        }
        if self.has_table("files").await? {
            self.move_files().await?;
        }
        self.give_room_back().await
    }

    async fn has_table(&self, name: &str) -> Result<bool, JournalError> {
        let query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        Ok(self.one::<(i64,)>(sqlx::query_as(query).bind(name)).await?.is_some())
    }

    async fn move_urns(&self) -> Result<(), JournalError> {
        let query = "SELECT meeting, poll FROM voters UNION SELECT meeting, poll FROM ballots";
        let mut urns: BTreeSet<(i64, u32)> = self.all(sqlx::query_as(query)).await?.into_iter().collect();
        // An urn that nobody put anything into is on record from now on.
        for row in self.meetings().await? {
            let polls = self.load(row.id).await?.meeting.polls.all;
            let sealed = polls.iter().filter(|poll| matches!(poll.state, State::Closed | State::Sealed));
            urns.extend(sealed.map(|poll| (row.id, poll.id.0)));
        }
        for (meeting, poll) in urns {
            let content = self.content_before(meeting, poll).await?;
            let urns = self.urns.clone();
            blocking(move || urns.write_sealed(meeting, PollId(poll), &content)).await?;
        }
        let papers = sqlx::query_as::<_, (i64, u32, String)>("SELECT meeting, poll, body FROM papers");
        for (meeting, poll, body) in self.all(papers).await? {
            let (urns, count) = (self.urns.clone(), read(&body, || "papers".to_owned())?);
            blocking(move || urns.write_papers(meeting, PollId(poll), &count)).await?;
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
            Ok(Kept { key, channel, ballot: read(&body, || format!("ballots {meeting} {poll}"))? })
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

    /// Writes the database anew if much of it is free pages.
    async fn give_room_back(&self) -> Result<(), JournalError> {
        let free = self.one::<(i64,)>(sqlx::query_as("PRAGMA freelist_count")).await?;
        if free.is_some_and(|(free,)| free > WORTH) {
            self.write(sqlx::query("VACUUM")).await?;
        }
        Ok(())
    }
}
