//! One SQLite file of the data folder, used through one connection that nobody shares.
//!
//! SQLite has one writer; waiting for a turn here beats its busy loop. The file is held exclusively: no other
//! program can read or write it meanwhile, so none can keep alive what is to be scrubbed. Whatever fails, at whichever
//! statement, the connection it failed on is closed and never used again: after a full disk or an I/O error SQLite
//! has rolled back by itself, and nothing above it can be trusted to know.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode,
    SqliteQueryResult, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, FromRow, Sqlite};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::folder::{blocking, overwrite};
use super::gauge::Gauge;
use super::{Fault, JournalError};

/// How long another program's hold on a file is waited for. Nobody else should have one.
const BUSY: Duration = Duration::from_millis(500);
/// Pages that may wait in the write-ahead log until they are moved into the file itself: some 400 KB.
const CHECKPOINT_PAGES: &str = "100";

/// A SQLite file, and its one connection.
#[derive(Clone, Debug)]
pub(super) struct Database {
    path: Arc<Path>,
    held: Arc<Mutex<Held>>,
    gauge: Gauge,
    /// True if something was written since the log was last emptied.
    logged: Arc<AtomicBool>,
}

#[derive(Debug, Default)]
struct Held {
    live: Option<SqliteConnection>,
    /// The file the connection was opened on. With none yet, the file may be made.
    file: Option<FileId>,
    /// A connection on which something failed: closed before the next is opened, since the file is held exclusively.
    dying: Option<SqliteConnection>,
}

impl Database {
    /// The database at this path; the file is made when it is first used.
    pub(super) fn at(path: PathBuf, gauge: Gauge) -> Self {
        Self { path: path.into(), held: Arc::default(), gauge, logged: Arc::default() }
    }

    /// Begins work that reads, or that writes with one statement that is a transaction in itself.
    pub(super) async fn reader(&self) -> Result<Work, JournalError> {
        let mut held = self.held.clone().lock_owned().await;
        // Asked after waiting: whoever waited longest may find the folder given away.
        if self.gauge.is_shut() {
            return Err(JournalError::Closed);
        }
        if let Some(dying) = held.dying.take() {
            // Whatever it says: it is given up.
            let _ = dying.close().await;
        }
        // A folder that was moved away or a disk that was pulled out: what is written to it nobody finds again.
        let is_same = held.file.is_none() || held.file == FileId::of(&self.path);
        if !is_same && let Some(stray) = held.live.take() {
            let _ = stray.close().await;
        }
        let connection = match held.live.take() {
            Some(connection) => connection,
            None => {
                let opened = open(&self.path, held.file.is_none()).await;
                let opened = opened.map_err(|fault| self.gauge.note(fault.into()))?;
                held.file = FileId::of(&self.path);
                opened
            }
        };
        let (gauge, logged) = (self.gauge.clone(), self.logged.clone());
        Ok(Work { held, connection: Some(connection), gauge, logged })
    }

    /// Begins a transaction. Dropped before [`Work::commit`] it leaves nothing behind.
    pub(super) async fn begin(&self) -> Result<Work, JournalError> {
        let mut work = self.reader().await?;
        work.execute(sqlx::query("BEGIN IMMEDIATE")).await?;
        Ok(work)
    }

    /// True if something waits in the write-ahead log.
    pub(super) fn has_log(&self) -> bool {
        self.logged.load(Ordering::Relaxed)
    }

    /// Checkpoints: moves what waits in the write-ahead log into the file, and cuts the log.
    pub(super) async fn checkpoint(&self) -> Result<(), JournalError> {
        let mut work = self.reader().await?;
        let row = work.one::<(i64, i64, i64)>(sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")).await?;
        work.done();
        match row {
            Some((0, _, _)) => {
                self.logged.store(false, Ordering::Relaxed);
                Ok(())
            }
            // It does not fail when a reader keeps the log alive: it says so in its answer.
            _ => Err(self.gauge.note(self.log_is_held())),
        }
    }

    /// Closes the file, which is going to be removed: everything is in it, and what its log held is overwritten. SQLite
    /// would only take the log's name away.
    pub(super) async fn retire(&self) -> Result<(), JournalError> {
        let mut work = self.reader().await?;
        let row = work.one::<(i64, i64, i64)>(sqlx::query_as("PRAGMA wal_checkpoint(FULL)")).await?;
        if !matches!(row, Some((0, _, _))) {
            return Err(self.gauge.note(self.log_is_held()));
        }
        let mut log = self.path.as_os_str().to_owned();
        log.push("-wal");
        // On the blocking threads, and before anyone else gets the connection.
        let overwritten = blocking(move || match overwrite(Path::new(&log)) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(JournalError::file(log, source))
            }
            _ => Ok(()),
        });
        overwritten.await.map_err(|fault| self.gauge.note(fault))?;
        work.done();
        self.close().await;
        Ok(())
    }

    fn log_is_held(&self) -> JournalError {
        let detail = format!("{}-wal", self.path.display());
        JournalError::Disk { trouble: meeting::laptop::Trouble::Locked, detail }
    }

    /// Closes the file; everything is in it then, and the next use may open it again.
    pub(super) async fn close(&self) {
        let mut held = self.held.lock().await;
        let Held { live, dying, .. } = &mut *held;
        for connection in [dying.take(), live.take()].into_iter().flatten() {
            if let Err(fault) = connection.close().await {
                tracing::warn!(%fault, file = %self.path.display(), "not closed cleanly; the log has what is missing");
            }
        }
    }
}

async fn open(path: &Path, first: bool) -> Result<SqliteConnection, sqlx::Error> {
    if first {
        make(path).map_err(sqlx::Error::Io)?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .locking_mode(SqliteLockingMode::Exclusive)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        // What is deleted is overwritten.
        .pragma("secure_delete", "ON")
        .busy_timeout(BUSY);
    options.connect().await
}

/// Identifies the file that a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileId(u64, u64);

impl FileId {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).ok().map(|file| Self(file.dev(), file.ino()))
    }

    /// Identifies a file at a path. A file that is open keeps its name there.
    #[cfg(not(unix))]
    fn of(path: &Path) -> Option<Self> {
        path.exists().then_some(Self(0, 0))
    }
}

/// Makes the file, for nobody else to read: SQLite would make it as open as the system's habit is.
fn make(path: &Path) -> std::io::Result<()> {
    if path.exists() {
        // Not so much as opened: closing it would let go of what SQLite holds on it (POSIX locks are the process's).
        return Ok(());
    }
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

/// One piece of work on a file. It has the connection to itself; dropped unfinished, it takes it to the grave.
pub(super) struct Work {
    held: OwnedMutexGuard<Held>,
    connection: Option<SqliteConnection>,
    gauge: Gauge,
    logged: Arc<AtomicBool>,
}

impl Work {
    /// Executes a statement.
    pub(super) async fn execute(
        &mut self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<SqliteQueryResult, JournalError> {
        let torn = self.due().await?;
        let done = query.execute(self.connection()).await;
        self.noted(done, torn)
    }

    /// Executes a statement whose text is put together here, of no word from outside.
    pub(super) async fn run(&mut self, sql: String) -> Result<(), JournalError> {
        self.execute(sqlx::query(AssertSqlSafe(sql))).await.map(|_| ())
    }

    /// Fetches all rows of a query.
    pub(super) async fn all<O>(
        &mut self,
        query: QueryAs<'_, Sqlite, O, SqliteArguments>,
    ) -> Result<Vec<O>, JournalError>
    where
        O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let torn = self.due().await?;
        let rows = query.fetch_all(self.connection()).await;
        self.noted(rows, torn)
    }

    /// Fetches the first row of a query, if there is one.
    pub(super) async fn one<O>(
        &mut self,
        query: QueryAs<'_, Sqlite, O, SqliteArguments>,
    ) -> Result<Option<O>, JournalError>
    where
        O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let torn = self.due().await?;
        let row = query.fetch_optional(self.connection()).await;
        self.noted(row, torn)
    }

    /// The connection, for what brings its own statements.
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        self.connection
            .as_mut()
            .unwrap_or_else(|| unreachable!("it is given back only by the end of the work"))
    }

    /// Commits: puts what was written on disk.
    pub(super) async fn commit(mut self) -> Result<(), JournalError> {
        self.execute(sqlx::query("COMMIT")).await?;
        self.wrote();
        Ok(())
    }

    /// Rolls back what was written, deliberately.
    pub(super) async fn give_up(mut self) -> Result<(), JournalError> {
        self.execute(sqlx::query("ROLLBACK")).await?;
        self.done();
        Ok(())
    }

    /// Ends the work: nothing more to do, and what was written is on disk.
    pub(super) fn wrote(self) {
        self.gauge.wrote();
        self.logged.store(true, Ordering::Relaxed);
        self.done();
    }

    /// Ends the work: nothing more to do, and nothing was written.
    pub(super) fn done(mut self) {
        self.held.live = self.connection.take();
    }

    async fn due(&self) -> Result<bool, JournalError> {
        match self.gauge.faults().due().await {
            Some(Fault::Torn) => Ok(true),
            Some(fault) => fault.error().map_or(Ok(false), |error| Err(self.gauge.note(error))),
            None => Ok(false),
        }
    }

    fn noted<T>(&self, done: Result<T, sqlx::Error>, torn: bool) -> Result<T, JournalError> {
        let done = done.map_err(JournalError::from);
        let torn = torn.then(|| Fault::Torn.error()).flatten();
        done.and_then(|done| torn.map_or(Ok(done), Err)).map_err(|fault| self.gauge.note(fault))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.held.dying = Some(connection);
        }
    }
}
