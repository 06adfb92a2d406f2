//! Ballot boxes: who has voted and what was voted, poll by poll, in files of their own beside the database.
//!
//! While a poll is open its ballot box is a small database, `urns/MEETING-POLL.db`: voters and ballots are two tables
//! that share no key and no order. When the poll is closed both are written, each in an order that tells nothing, into
//! `urns/MEETING-POLL.json`, and the database is overwritten and removed with its log. From then on nothing in the
//! folder joins them, however large the folder is and whatever else is in it. A file is whole or not there: what a
//! power cut interrupts is done again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use meeting::PollId;
use meeting::poll::{self, Ballot, Cast, Channel, PaperCount};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::database::{Database, Work};
use super::events::{array, read, text};
use super::folder::{FRESH, Folder, blocking, make, shred, sweep, sync_folder_of, write_beside};
use super::gauge::Gauge;
use super::{Batch, Journal, JournalError};

/// The folder of the ballot boxes.
pub(super) const FOLDER: &str = "urns";

/// Someone who has voted, as stored in a ballot box.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Voter {
    /// The person, as text.
    pub person: String,
    /// The ids their ballots came under, one a word: see [`crate::room`]. What stands in a word behind a dot goes when
    /// the ballot box is sealed.
    pub commands: String,
}

/// A ballot as stored in a ballot box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredBallot {
    /// What it stands under: while the poll is open the digest of a phone's secret, after that a random word.
    pub(super) key: String,
    /// The channel it came by; `None` where it was forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) channel: Option<String>,
    /// The ballot itself.
    pub(super) ballot: Ballot,
}

/// The content of a ballot box. In a sealed one neither list says anything of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Who has voted, in the order of the persons, which are random or cards' numbers.
    pub voters: Vec<Voter>,
    /// What was voted, in the order of the keys.
    pub(super) ballots: Vec<StoredBallot>,
}

impl Content {
    /// The keys under which the ballots stand.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.ballots.iter().map(|stored| stored.key.clone()).collect()
    }

    /// The ballots, ready to be counted.
    #[must_use]
    pub fn casts(self) -> Vec<Cast> {
        let cast = |stored: StoredBallot| {
            let named = |name: String| Channel::ALL.into_iter().find(|known| known.name() == name);
            Cast { channel: stored.channel.and_then(named), ballot: stored.ballot }
        };
        self.ballots.into_iter().map(cast).collect()
    }

    /// The same content with every ballot under a fresh key, in the order of these, and without the channel of ballots
    /// where too few came by one to hide among.
    fn sealed(mut self, fresh: impl FnMut() -> String) -> Self {
        let came = |channel: Option<&str>| {
            let all = self.ballots.iter().filter(|stored| stored.channel.as_deref() == channel).count();
            u32::try_from(all).unwrap_or(u32::MAX)
        };
        let [phone, tablet] = [Channel::Phone, Channel::Tablet].map(|channel| came(Some(channel.name())));
        let forgets = poll::forgets(phone, tablet, came(None));
        for (stored, key) in self.ballots.iter_mut().zip(std::iter::repeat_with(fresh)) {
            stored.key = key;
            stored.channel = stored.channel.take().filter(|_| !forgets);
        }
        for voter in &mut self.voters {
            let ids = voter.commands.split_whitespace().filter_map(|word| word.split('.').next());
            voter.commands = ids.collect::<Vec<_>>().join(" ");
        }
        self.ballots.sort_by(|a, b| a.key.cmp(&b.key));
        self.voters.sort();
        self
    }
}

/// The ballot boxes of a data folder.
#[derive(Clone, Debug)]
pub(super) struct BallotBoxes {
    folder: PathBuf,
    gauge: Gauge,
    /// The databases of those that take ballots.
    open: Arc<Mutex<HashMap<(i64, PollId), Database>>>,
}

/// Paths of the files of one ballot box.
struct Paths {
    open: PathBuf,
    sealed: PathBuf,
    paper_count: PathBuf,
}

impl BallotBoxes {
    pub(super) fn of(folder: &Folder, gauge: Gauge) -> Result<Self, JournalError> {
        let folder = folder.path().join(FOLDER);
        let ready = make(&folder).and_then(|()| sweep(&folder));
        ready.map_err(|source| JournalError::file(&folder, source))?;
        Ok(Self { folder, gauge, open: Arc::default() })
    }

    fn paths(&self, meeting: i64, poll: PollId) -> Paths {
        let file = |ending: &str| self.folder.join(format!("{meeting}-{poll}.{ending}"));
        Paths { open: file("db"), sealed: file("json"), paper_count: file("papers.json") }
    }

    fn database(&self, meeting: i64, poll: PollId) -> Database {
        let path = self.paths(meeting, poll).open;
        let mut open = self.open.lock();
        open.entry((meeting, poll)).or_insert_with(|| Database::at(path, self.gauge.clone())).clone()
    }

    /// The files of sealed ballot boxes; `None` while any takes ballots, is being sealed, or has paper ballots that are
    /// not in the count yet.
    pub(super) fn at_rest(&self) -> Result<Option<Vec<PathBuf>>, JournalError> {
        let fault = |source| JournalError::file(&self.folder, source);
        let mut sealed = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !name.ends_with(".json") || name.ends_with(".papers.json") {
                return Ok(None);
            }
            sealed.push(path);
        }
        Ok(Some(sealed))
    }

    /// Closes the files that are open.
    pub(super) async fn close(&self) {
        let open: Vec<_> = self.open.lock().drain().map(|(_, database)| database).collect();
        for database in open {
            database.close().await;
        }
    }

    /// Writes a sealed ballot box as it stands.
    pub(super) fn write_sealed(
        &self,
        meeting: i64,
        poll: PollId,
        content: &Content,
    ) -> Result<(), JournalError> {
        write_beside(&self.paths(meeting, poll).sealed, text(content).as_bytes(), true)
    }

    /// Writes the count of a poll's paper ballots.
    pub(super) fn write_paper_counts(
        &self,
        meeting: i64,
        poll: PollId,
        count: &PaperCount,
    ) -> Result<(), JournalError> {
        write_beside(&self.paths(meeting, poll).paper_count, text(count).as_bytes(), true)
    }

    fn sealed(&self, meeting: i64, poll: PollId) -> Result<Option<Content>, JournalError> {
        read_json(self.paths(meeting, poll).sealed)
    }
}

fn read_json<T: serde::de::DeserializeOwned>(path: PathBuf) -> Result<Option<T>, JournalError> {
    match std::fs::read_to_string(&path) {
        Ok(json) => read(&json, || path.display().to_string()).map(Some),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(JournalError::file(path, source)),
    }
}

/// Shreds these files, one after the other.
async fn shredded(paths: impl IntoIterator<Item = PathBuf> + Send) -> Result<(), JournalError> {
    let paths: Vec<_> = paths.into_iter().collect();
    blocking(move || {
        let mut paths = paths.into_iter();
        paths.try_for_each(|path| shred(&path).map_err(|source| JournalError::file(path, source)))
    })
    .await
}

/// The path with `ending` added to its last part.
fn with(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// The path of a file, and that of what was being written to replace it when that was interrupted.
fn and_fresh(path: PathBuf) -> [PathBuf; 2] {
    [with(&path, &format!(".{FRESH}")), path]
}

/// Makes the tables of a ballot box, if they are not there.
async fn prepare(work: &mut Work) -> Result<(), JournalError> {
    for table in [
        "CREATE TABLE IF NOT EXISTS voters (person TEXT PRIMARY KEY, commands TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS ballots \
         (key TEXT PRIMARY KEY, channel TEXT, body TEXT NOT NULL) STRICT, WITHOUT ROWID",
        // A row here, and it takes no more.
        "CREATE TABLE IF NOT EXISTS closed (since INTEGER PRIMARY KEY) STRICT",
    ] {
        work.execute(sqlx::query(table)).await?;
    }
    Ok(())
}

impl Journal {
    /// Opens the ballot box of a poll that takes ballots, making it if it is not there, and returns its content. One
    /// that was sealed before, and whose poll was opened again, is taken up where it was left.
    pub async fn open_ballot_box(&self, meeting: i64, poll: PollId) -> Result<Content, JournalError> {
        self.make_up(meeting, poll).await?;
        let sealed = self.ballot_boxes.sealed(meeting, poll)?;
        let mut work = self.ballot_boxes.database(meeting, poll).begin().await?;
        prepare(&mut work).await?;
        work.execute(sqlx::query("DELETE FROM closed")).await?;
        if let Some(content) = &sealed {
            put(&mut work, content).await?;
        }
        let content = content(&mut work).await?;
        work.commit().await?;
        // Whether or not it was there: it may have been half done before.
        shredded([self.ballot_boxes.paths(meeting, poll).sealed]).await?;
        self.folder.note_ballot_box(meeting, poll, true)?;
        Ok(content)
    }

    /// Inserts a content into a ballot box that is still to be sealed; what is there already stays.
    pub(super) async fn put_back(
        &self,
        meeting: i64,
        poll: PollId,
        content: &Content,
    ) -> Result<(), JournalError> {
        let mut work = self.ballot_boxes.database(meeting, poll).begin().await?;
        prepare(&mut work).await?;
        put(&mut work, content).await?;
        work.commit().await
    }

    /// Reads the ballot box of a poll that takes no ballots; empty if it never did. Of one that is not sealed yet, what
    /// the sealing will find.
    pub async fn closed_ballot_box(
        &self,
        meeting: i64,
        poll: PollId,
    ) -> Result<Option<Content>, JournalError> {
        self.make_up(meeting, poll).await?;
        if !self.ballot_boxes.paths(meeting, poll).open.exists() {
            return self.ballot_boxes.sealed(meeting, poll);
        }
        let mut work = self.ballot_boxes.database(meeting, poll).begin().await?;
        prepare(&mut work).await?;
        let content = content(&mut work).await?;
        work.commit().await?;
        Ok(Some(content))
    }

    /// Reads a sealed ballot box.
    ///
    /// # Errors
    /// `Missing` if it is not there.
    pub async fn sealed_ballot_box(&self, meeting: i64, poll: PollId) -> Result<Content, JournalError> {
        match self.closed_ballot_box(meeting, poll).await? {
            Some(content) => Ok(content),
            None if self.accept_loss => Ok(Content::default()),
            None => {
                let file = self.ballot_boxes.paths(meeting, poll).sealed;
                Err(JournalError::Missing {
                    what: format!("không còn tệp {} giữ phiếu đã bỏ", file.display()),
                })
            }
        }
    }

    /// Seals the ballot box of a poll: closes it for good, and writes it anew so that nothing joins a voter to a
    /// ballot, each ballot under a key from `fresh`. Which ballots came from the tablet is forgotten if they are too
    /// few to hide in. The files the ballots came in are overwritten and removed.
    ///
    /// Safe to repeat: what was interrupted is done again.
    ///
    /// # Errors
    /// If the disk did not do all of it; the poll is not sealed then.
    pub async fn seal_ballot_box(
        &self,
        meeting: i64,
        poll: PollId,
        fresh: impl FnMut() -> String,
    ) -> Result<(), JournalError> {
        self.make_up(meeting, poll).await?;
        let paths = self.ballot_boxes.paths(meeting, poll);
        let content = match (paths.open.exists(), paths.sealed.exists()) {
            // Done but for what may be left of the files it came in.
            (false, true) => return self.remove_open(meeting, poll).await,
            // Nobody ever came: an empty ballot box, and that is on record too.
            (false, false) => Content::default(),
            (true, sealed) => {
                if sealed {
                    // Opened again, and what it held was not taken up yet.
                    self.open_ballot_box(meeting, poll).await?;
                }
                let mut work = self.ballot_boxes.database(meeting, poll).begin().await?;
                prepare(&mut work).await?;
                work.execute(sqlx::query("INSERT OR IGNORE INTO closed (since) VALUES (1)")).await?;
                let content = content(&mut work).await?;
                work.commit().await?;
                content
            }
        };
        let (ballot_boxes, content) = (self.ballot_boxes.clone(), content.sealed(fresh));
        blocking(move || ballot_boxes.write_sealed(meeting, poll, &content)).await?;
        self.remove_open(meeting, poll).await
    }

    /// Discards the ballot box of a discarded poll and all its traces.
    pub async fn discard_ballot_box(&self, meeting: i64, poll: PollId) -> Result<(), JournalError> {
        self.remove_open(meeting, poll).await?;
        shredded(and_fresh(self.ballot_boxes.paths(meeting, poll).sealed)).await
    }

    /// Finishes a sealing that was interrupted: a ballot box that was closed and written anew needs no files it came
    /// in.
    async fn make_up(&self, meeting: i64, poll: PollId) -> Result<(), JournalError> {
        let paths = self.ballot_boxes.paths(meeting, poll);
        let is_lost =
            !paths.open.exists() && !paths.sealed.exists() && self.folder.knows_ballot_box(meeting, poll);
        if is_lost && !self.accept_loss {
            let what = format!("không còn tệp {} giữ phiếu đang lấy", paths.open.display());
            return Err(JournalError::Missing { what });
        }
        if !(paths.open.exists() && paths.sealed.exists()) {
            return Ok(());
        }
        let mut work = self.ballot_boxes.database(meeting, poll).begin().await?;
        prepare(&mut work).await?;
        let closed = work.one::<(i64,)>(sqlx::query_as("SELECT since FROM closed")).await?;
        work.commit().await?;
        if closed.is_some() { self.remove_open(meeting, poll).await } else { Ok(()) }
    }

    /// Removes the files that ballots came in.
    async fn remove_open(&self, meeting: i64, poll: PollId) -> Result<(), JournalError> {
        // Before any of it goes: what is not there any more is not missed.
        self.folder.note_ballot_box(meeting, poll, false)?;
        if let Some(fault) = self.ballot_boxes.gauge.faults().due().await.and_then(super::Fault::error) {
            return Err(self.ballot_boxes.gauge.note(fault));
        }
        let path = self.ballot_boxes.paths(meeting, poll).open;
        if path.exists() {
            // Without its log it must still know that it was closed, or it would be counted once more.
            self.ballot_boxes.database(meeting, poll).retire().await?;
            self.ballot_boxes.open.lock().remove(&(meeting, poll));
        }
        // The log first: as long as the database stands, this is done again.
        shredded(["-wal", "-shm", ""].map(|ending| with(&path, ending))).await?;
        blocking(move || sync_folder_of(&path).map_err(|source| JournalError::file(path, source))).await
    }

    /// Casts the ballots of a batch: puts them into their ballot boxes.
    pub(super) async fn cast(&self, meeting: i64, batch: &Batch) -> Result<(), JournalError> {
        let mut polls: Vec<PollId> = batch.voters.keys().map(|(poll, _)| *poll).collect();
        polls.dedup();
        for poll in polls {
            let mut work = self.ballot_boxes.database(meeting, poll).begin().await?;
            prepare(&mut work).await?;
            let voters = batch.voters.iter().filter(|((of, _), _)| *of == poll);
            let rows = array(voters.map(|((_, person), ids)| json!([person, ids])));
            let written = sqlx::query(
                "INSERT INTO voters (person, commands) SELECT value->>0, value->>1 FROM json_each(?1) \
                 WHERE NOT EXISTS (SELECT 1 FROM closed) \
                 ON CONFLICT (person) DO UPDATE SET commands = excluded.commands",
            );
            let written = work.execute(written.bind(rows)).await?;
            if written.rows_affected() == 0 {
                work.give_up().await?;
                return Err(JournalError::BallotBoxClosed);
            }
            let ballots = batch.ballots.iter().filter(|((of, _), _)| *of == poll);
            let rows = array(ballots.map(|((_, key), Cast { channel, ballot })| {
                json!([key, channel.map(Channel::name), text(ballot)])
            }));
            let written = sqlx::query(
                "INSERT INTO ballots (key, channel, body) \
                 SELECT value->>0, value->>1, value->>2 FROM json_each(?1) WHERE true \
                 ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            );
            work.execute(written.bind(rows)).await?;
            work.commit().await?;
        }
        Ok(())
    }

    /// The count of a poll's paper ballots, as long as it is not in the tally.
    pub fn paper_count(&self, meeting: i64, poll: PollId) -> Result<Option<PaperCount>, JournalError> {
        read_json(self.ballot_boxes.paths(meeting, poll).paper_count)
    }

    /// Deletes the count of a poll's paper ballots, once it is in the tally.
    pub async fn delete_paper_counts(&self, meeting: i64, poll: PollId) -> Result<(), JournalError> {
        shredded(and_fresh(self.ballot_boxes.paths(meeting, poll).paper_count)).await
    }

    /// Persists the counts of paper ballots of a batch.
    pub(super) async fn persist_paper_counts(&self, meeting: i64, batch: &Batch) -> Result<(), JournalError> {
        for (poll, count) in &batch.paper_counts {
            let (ballot_boxes, poll, count) = (self.ballot_boxes.clone(), *poll, count.clone());
            blocking(move || ballot_boxes.write_paper_counts(meeting, poll, &count)).await?;
        }
        Ok(())
    }
}

/// Inserts what a sealed ballot box held; what is there already stays.
async fn put(work: &mut Work, content: &Content) -> Result<(), JournalError> {
    let voters = array(content.voters.iter().map(|voter| json!([voter.person, voter.commands])));
    let query =
        "INSERT OR IGNORE INTO voters (person, commands) SELECT value->>0, value->>1 FROM json_each(?1)";
    work.execute(sqlx::query(query).bind(voters)).await?;
    let ballots =
        array(content.ballots.iter().map(|stored| json!([stored.key, stored.channel, text(&stored.ballot)])));
    let query = "INSERT OR IGNORE INTO ballots (key, channel, body) \
                 SELECT value->>0, value->>1, value->>2 FROM json_each(?1)";
    work.execute(sqlx::query(query).bind(ballots)).await.map(|_| ())
}

async fn content(work: &mut Work) -> Result<Content, JournalError> {
    let voters = sqlx::query_as::<_, (String, String)>("SELECT person, commands FROM voters ORDER BY person");
    let voters = work.all(voters).await?;
    let ballots = sqlx::query_as::<_, (String, Option<String>, String)>(
        "SELECT key, channel, body FROM ballots ORDER BY key",
    );
    let ballots = work.all(ballots).await?.into_iter().map(|(key, channel, body)| {
        Ok(StoredBallot { key, channel, ballot: read(&body, || "ballots".to_owned())? })
    });
    Ok(Content {
        voters: voters.into_iter().map(|(person, commands)| Voter { person, commands }).collect(),
        ballots: ballots.collect::<Result<_, JournalError>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_ballot_box_is_read_and_written_as_it_ever_was() {
        let written = json!({
            "voters": [{ "person": "000000000000002a", "commands": "b1 b2.0f" }],
            "ballots": [
                { "key": "k1", "channel": "phone", "ballot": { "poll": 1, "answers": [{ "ticked": [0] }, { "words": "Chờ lâu" }] } },
                { "key": "k2", "ballot": { "poll": 1, "answers": [{ "ticked": [] }, { "words": "" }] } },
            ],
        });
        let content: Content =
            serde_json::from_value(written.clone()).expect("a ballot box of an older program");
        assert_eq!((content.voters.len(), content.keys()), (1, vec!["k1".to_owned(), "k2".to_owned()]));
        assert_eq!(serde_json::to_value(content).expect("a ballot box is JSON"), written);
    }
}
