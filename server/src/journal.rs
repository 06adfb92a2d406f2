//! The journal: append-only events with an exact position, the answers to commands, snapshots, keys; and, in files of
//! their own beside the database, ballot boxes and attached files. Acknowledged means on disk.
//!
//! The store is a folder that one process owns:
//!
//! | name | what |
//! |---|---|
//! | `hoitruong.db` | SQLite in WAL mode with `synchronous=FULL`: a commit that returned survives a power cut |
//! | `urns/` | who has voted and what was voted, poll by poll ([`ballot_boxes`]) |
//! | `files/` | attached files under their digest ([`files`]) |
//! | `state.json` | what the folder held when it was last written to, so that a missing file is noticed ([`folder`]) |
//! | `hoitruong.lock` | locked while the folder is open |

mod backup;
mod ballot_boxes;
mod check;
mod clock;
mod database;
mod error;
mod events;
mod faults;
mod files;
mod folder;
mod gauge;
mod keys;
pub mod migrations;
mod tend;
mod upgrade;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use meeting::Moment;
use meeting::laptop::Disk;
use parking_lot::Mutex;
use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{FromRow, Sqlite};
use tokio::sync::watch;

use ballot_boxes::BallotBoxes;
use database::Database;
use files::Files;
use folder::Folder;
use gauge::Gauge;
use tend::Tending;

pub use ballot_boxes::{Content, Voter};
pub use check::Finding;
pub use error::JournalError;
pub(crate) use events::text;
pub use events::{Batch, Loaded, StoredAnswer};
pub use faults::{Fault, Faults};
pub use files::{StoreOutcome, StoredFile};
pub use folder::Served;
pub use keys::KeyRow;

/// Name of the database in the data folder.
pub const FILE: &str = "hoitruong.db";

/// How a data folder is to be opened.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// True to go on with what is there, although the folder is known to have held more.
    pub accept_loss: bool,
    /// Codes of meetings that are neither read nor opened.
    pub leave_out: BTreeSet<String>,
    /// True to open what is there, to be read through by [`Journal::inspect`], whatever is missing or damaged.
    pub inspect: bool,
    /// Faults that a test puts into the store.
    pub faults: Faults,
}

/// The store of one data folder.
#[derive(Clone, Debug)]
pub struct Journal {
    database: Database,
    ballot_boxes: BallotBoxes,
    files: Files,
    folder: Folder,
    gauge: Gauge,
    accept_loss: bool,
    leave_out: Arc<BTreeSet<String>>,
    tending: Arc<Mutex<Option<Tending>>>,
}

/// A meeting as the journal lists it.
#[derive(Clone, Debug)]
pub struct MeetingRow {
    /// Its key in the store.
    pub id: i64,
    /// The code people join by.
    pub code: String,
    /// When it was created.
    pub created: Moment,
    /// The last moment its room is known to have run.
    pub alive: Moment,
    /// The address printed for it, if one was.
    pub join_url: Option<String>,
}

impl Journal {
    /// Opens the store in a data folder, making both if they are not there.
    ///
    /// # Errors
    /// As [`Journal::open_as`].
    pub async fn open(folder: &Path) -> Result<Self, JournalError> {
        Self::open_as(folder, OpenOptions::default()).await
    }

    /// Opens the store in a data folder, making both if they are not there: takes the folder's lock, looks whether all
    /// is there that was, and brings it to this version.
    ///
    /// # Errors
    /// If another process has the folder open, the disk does not take what is written, or what is there is not what
    /// was written. Nothing is changed then that an older version could not read.
    pub async fn open_as(path: &Path, options: OpenOptions) -> Result<Self, JournalError> {
        let OpenOptions { accept_loss, leave_out, inspect, faults } = options;
        let folder = Folder::own(path)?;
        let known = folder.known();
        if known.is_some() && !accept_loss && !inspect {
            check::database_is_there(path)?;
        }
        let gauge = Gauge::new(path.to_owned(), faults);
        let journal = Self {
            database: Database::at(path.join(FILE), gauge.clone()),
            ballot_boxes: BallotBoxes::of(&folder, gauge.clone())?,
            files: Files::of(&folder)?,
            folder,
            gauge,
            accept_loss,
            leave_out: Arc::new(leave_out),
            tending: Arc::default(),
        };
        if let Err(fault) = journal.make_ready(known, inspect).await {
            journal.close_files().await;
            return Err(fault);
        }
        *journal.tending.lock() = Some(Tending::start(&journal));
        Ok(journal)
    }

    async fn make_ready(&self, known: Option<folder::State>, inspect: bool) -> Result<(), JournalError> {
        let is_made = self.has_table("events").await?;
        if inspect {
            // What is not as it was written is left as it is.
            let is_whole = is_made && self.findings(known.as_ref()).await?.is_empty();
            return if is_whole { self.migrate().await } else { Ok(()) };
        }
        // Checked before anything is changed.
        if is_made {
            self.check(known.as_ref()).await?;
        }
        self.migrate().await?;
        if !is_made {
            self.check(known.as_ref()).await?;
        }
        self.upgrade().await?;
        self.forget_unmade().await?;
        // A power cut may have left in the log what was being scrubbed.
        self.database.checkpoint().await?;
        let query = "SELECT meeting, max(position) FROM events GROUP BY meeting";
        let heads = self.all::<(i64, i64)>(sqlx::query_as(query)).await?;
        let heads: BTreeMap<_, _> =
            heads.into_iter().map(|(meeting, head)| (meeting, head.unsigned_abs())).collect();
        self.folder.write_down(|state| {
            state.served = None;
            state.heads = heads;
        })
    }

    /// Brings the database's schema to this version.
    async fn migrate(&self) -> Result<(), JournalError> {
        let mut work = self.database.reader().await?;
        migrations::all().run(work.connection()).await?;
        work.done();
        self.chain_events().await
    }

    /// Closes the store; everything stored is in the files themselves then, and another process may open them.
    pub async fn close(&self) {
        let tending = self.tending.lock().take();
        if let Some(tending) = tending {
            tending.stop().await;
        }
        if let Err(fault) = self.folder.write_down(|state| state.served = None) {
            tracing::warn!(%fault, "the folder still says where it was served");
        }
        self.close_files().await;
    }

    async fn close_files(&self) {
        self.gauge.shut();
        self.ballot_boxes.close().await;
        self.database.close().await;
        self.folder.let_go();
    }

    /// Writes down where the folder is served, for the command line of another window.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub fn note_served(&self, served: Served) -> Result<(), JournalError> {
        self.folder.write_down(|state| state.served = Some(served))
    }

    /// True if the folder is a backup from which no server was started yet.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        self.folder.known().is_some_and(|state| state.is_copy)
    }

    /// Makes a backup a folder in use from now on, with keys of its own; but not while a meeting is left out.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub fn settle_copy(&self) -> Result<(), JournalError> {
        if self.is_copy() && self.leave_out.is_empty() {
            self.folder.write_down(|state| state.is_copy = false)?;
        }
        Ok(())
    }

    /// The state of the disk, now and whenever it changes.
    #[must_use]
    pub fn disk(&self) -> watch::Receiver<Disk> {
        self.gauge.watch()
    }

    /// Remembers the position a meeting has reached on the disk. Said after it has come there, so never too much: what
    /// is missing at the next start was there.
    fn reached(&self, meeting: i64, position: u64) {
        let down = self.folder.write_down(|state| {
            state.heads.insert(meeting, position);
        });
        if let Err(fault) = down {
            tracing::debug!(%fault, "the folder does not know yet how far a meeting has come");
        }
    }

    async fn all<O>(&self, query: QueryAs<'_, Sqlite, O, SqliteArguments>) -> Result<Vec<O>, JournalError>
    where
        O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let mut work = self.database.reader().await?;
        let rows = work.all(query).await?;
        work.done();
        Ok(rows)
    }

    async fn one<O>(&self, query: QueryAs<'_, Sqlite, O, SqliteArguments>) -> Result<Option<O>, JournalError>
    where
        O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let mut work = self.database.reader().await?;
        let row = work.one(query).await?;
        work.done();
        Ok(row)
    }

    /// Executes one statement that is a transaction in itself.
    async fn write(&self, query: Query<'_, Sqlite, SqliteArguments>) -> Result<(), JournalError> {
        let mut work = self.database.reader().await?;
        work.execute(query).await?;
        work.wrote();
        Ok(())
    }

    /// The key that signs seats in this data folder; `fresh` becomes it at the first call.
    pub async fn seat_key(&self, fresh: [u8; 32]) -> Result<Vec<u8>, JournalError> {
        let query = "SELECT value FROM house WHERE name = 'seat_key'";
        if let Some((key,)) = self.one(sqlx::query_as(query)).await? {
            return Ok(key);
        }
        let query = sqlx::query("INSERT INTO house (name, value) VALUES ('seat_key', ?1)");
        self.write(query.bind(fresh.as_slice())).await?;
        Ok(fresh.to_vec())
    }

    /// Lists all meetings that are not left out, newest first.
    pub async fn meetings(&self) -> Result<Vec<MeetingRow>, JournalError> {
        let query = sqlx::query_as::<_, (i64, String, i64, i64, Option<String>)>(
            "SELECT id, code, created, alive, join_url FROM meetings ORDER BY created DESC, id DESC",
        );
        let rows = self.all(query).await?.into_iter().map(|(id, code, created, alive, join_url)| {
            MeetingRow { id, code, created: Moment(created), alive: Moment(alive), join_url }
        });
        Ok(rows.filter(|row| !self.leave_out.contains(&row.code)).collect())
    }

    /// Notes that a room runs at this moment.
    pub async fn note_alive(&self, meeting: i64, now: Moment) -> Result<(), JournalError> {
        let query = sqlx::query("UPDATE meetings SET alive = max(alive, ?2) WHERE id = ?1");
        self.write(query.bind(meeting).bind(now.0)).await
    }

    /// Notes the address printed for a meeting.
    pub async fn note_join_url(&self, meeting: i64, url: &str) -> Result<(), JournalError> {
        let query = sqlx::query("UPDATE meetings SET join_url = ?2 WHERE id = ?1");
        self.write(query.bind(meeting).bind(url)).await
    }
}
