//! The journal: append-only events with an exact position, the answers to commands, snapshots, keys, and,
//! apart from all of these, the ballots. Acknowledged means on disk.
//!
//! The store is SQLite in one file of the data folder, in WAL mode with `synchronous=FULL`: a commit that
//! returned survives a power cut.

mod ballots;
mod clock;
mod events;
mod files;
mod keys;

use std::path::Path;
use std::str::FromStr;

use meeting::Moment;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

pub use ballots::Voter;
pub(crate) use events::text;
pub use events::{Batch, Kept, Loaded};
pub use files::Keeping;
pub use keys::KeyRow;

/// Name of the file in the data folder.
pub const FILE: &str = "hoitruong.db";

/// What went wrong with the store.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The data folder cannot be used.
    #[error("không dùng được thư mục dữ liệu {path}: {source}")]
    Folder {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Someone else appended at the expected position.
    #[error("nhật ký đã có sự kiện ở vị trí {position}; không ghi gì thêm")]
    PositionTaken {
        /// The position.
        position: u64,
    },
    /// A row cannot be read by this version of the program.
    #[error("không đọc được nhật ký tại {place}: {source}")]
    Unreadable {
        /// Which row.
        place: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The database refused.
    #[error("cơ sở dữ liệu báo lỗi: {0}")]
    Database(#[from] sqlx::Error),
    /// The database could not be brought to this version.
    #[error("không nâng cấp được cơ sở dữ liệu: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// The store of one house.
#[derive(Clone, Debug)]
pub struct Journal {
    pool: SqlitePool,
}

/// A meeting as the journal lists it.
#[derive(Clone, Debug)]
pub struct MeetingRow {
    /// Its key in the store.
    pub id: i64,
    /// The code people join by.
    pub code: String,
    /// When it was made.
    pub created: Moment,
    /// The last moment its room is known to have run.
    pub alive: Moment,
    /// The address printed for it.
    pub join_url: Option<String>,
}

impl Journal {
    /// Opens the store in a data folder, making both if they are not there.
    ///
    /// # Errors
    /// If the folder cannot be made or the file is not a journal of this program.
    pub async fn open(folder: &Path) -> Result<Self, JournalError> {
        let fault = |source| JournalError::Folder { path: folder.display().to_string(), source };
        tokio::fs::create_dir_all(folder).await.map_err(fault)?;
        let path = folder.join(FILE);
        let options = SqliteConnectOptions::from_str("sqlite:")?
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten: the urn must not linger in free pages.
            .pragma("secure_delete", "ON")
            .busy_timeout(std::time::Duration::from_secs(5));
        // One connection: SQLite has one writer, and waiting in our own queue beats its busy loop.
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        sqlx::migrate!("migrations/sqlite").run(&pool).await?;
        // A power cut may have left in the log what was being scrubbed.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&pool).await?;
        Ok(Self { pool })
    }

    /// Closes the store; everything kept is in the main file then.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// The house's signing key, made at the first call.
    pub async fn seat_key(&self, fresh: [u8; 32]) -> Result<Vec<u8>, JournalError> {
        sqlx::query("INSERT OR IGNORE INTO house (name, value) VALUES ('seat_key', ?1)")
            .bind(fresh.as_slice())
            .execute(&self.pool)
            .await?;
        let key = sqlx::query_scalar("SELECT value FROM house WHERE name = 'seat_key'");
        Ok(key.fetch_one(&self.pool).await?)
    }

    /// All meetings, newest first.
    pub async fn meetings(&self) -> Result<Vec<MeetingRow>, JournalError> {
        let query = sqlx::query_as::<_, (i64, String, i64, i64, Option<String>)>(
            "SELECT id, code, created, alive, join_url FROM meetings ORDER BY created DESC, id DESC",
        );
        let rows = query.fetch_all(&self.pool).await?;
        let row = |(id, code, created, alive, join_url)| MeetingRow {
            id,
            code,
            created: Moment(created),
            alive: Moment(alive),
            join_url,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Makes a meeting; its events follow by [`Journal::append`].
    pub async fn add_meeting(&self, code: &str, created: Moment) -> Result<i64, JournalError> {
        let query = sqlx::query_scalar("INSERT INTO meetings (code, created) VALUES (?1, ?2) RETURNING id");
        Ok(query.bind(code).bind(created.0).fetch_one(&self.pool).await?)
    }

    /// Notes that a room runs at this moment.
    pub async fn note_alive(&self, meeting: i64, now: Moment) -> Result<(), JournalError> {
        let query = sqlx::query("UPDATE meetings SET alive = max(alive, ?2) WHERE id = ?1");
        query.bind(meeting).bind(now.0).execute(&self.pool).await?;
        Ok(())
    }

    /// Notes the address printed for a meeting.
    pub async fn note_join_url(&self, meeting: i64, url: &str) -> Result<(), JournalError> {
        let query = sqlx::query("UPDATE meetings SET join_url = ?2 WHERE id = ?1");
        query.bind(meeting).bind(url).execute(&self.pool).await?;
        Ok(())
    }
}
