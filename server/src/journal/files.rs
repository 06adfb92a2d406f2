//! Files attached to items, each kept once under the digest of its bytes, beside the database: `files/DIGEST`. The
//! database knows which meeting has which. A file that no item names is never served; it only waits to be sent again.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use meeting::agenda::Media;
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt as _;

use super::folder::{Folder, blocking, make, write_beside};
use super::{Journal, JournalError};
use crate::secret;

/// The folder of the files.
pub(super) const FOLDER: &str = "files";

/// What became of a file that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is on disk, now or since earlier.
    Kept,
    /// The meeting's files would be larger than they may be together; nothing was changed.
    Full,
}

/// Bytes of a file that are read at once.
const PIECE: usize = 64 * 1024;

/// A kept file that is being read, found to be what was sent.
#[derive(Debug)]
pub struct StoredFile {
    file: tokio::fs::File,
    size: u64,
}

impl StoredFile {
    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The next piece; `None` after the last.
    ///
    /// # Errors
    /// If the disk does not give it.
    pub async fn read_piece(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut piece = Vec::with_capacity(PIECE);
        let read = (&mut self.file).take(PIECE as u64).read_to_end(&mut piece).await?;
        Ok((read > 0).then_some(piece))
    }
}

/// The files of a data folder.
#[derive(Clone, Debug)]
pub(super) struct Files {
    folder: PathBuf,
    /// Those found whole since the start.
    whole: Arc<Mutex<HashSet<String>>>,
}

impl Files {
    pub(super) fn of(folder: &Folder) -> Result<Self, JournalError> {
        let folder = folder.path().join(FOLDER);
        make(&folder).map_err(|source| JournalError::file(&folder, source))?;
        Ok(Self { folder, whole: Arc::default() })
    }

    pub(super) fn path(&self, digest: &str) -> PathBuf {
        self.folder.join(digest)
    }

    /// Writes a file under the digest of its bytes, unless it is there.
    pub(super) fn write(&self, digest: &str, bytes: &[u8]) -> Result<(), JournalError> {
        let path = self.path(digest);
        if self.is_whole(digest)? {
            return Ok(());
        }
        write_beside(&path, bytes, true)?;
        self.whole.lock().insert(digest.to_owned());
        Ok(())
    }

    /// Whether a file is there and is what was sent. Read once in the life of the program.
    pub(super) fn is_whole(&self, digest: &str) -> Result<bool, JournalError> {
        let path = self.path(digest);
        if self.whole.lock().contains(digest) {
            return Ok(path.exists());
        }
        let whole = match digest_of(&path) {
            Ok(found) => found == digest,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => false,
            Err(source) => return Err(JournalError::file(path, source)),
        };
        if whole {
            self.whole.lock().insert(digest.to_owned());
        }
        Ok(whole)
    }
}

/// SHA-256 of a file, hex.
fn digest_of(path: &Path) -> std::io::Result<String> {
    let mut file = std::io::BufReader::with_capacity(64 * 1024, std::fs::File::open(path)?);
    let mut digest = Sha256::new();
    std::io::copy(&mut file, &mut digest)?;
    Ok(secret::hex(&digest.finalize()))
}

/// What media a file is kept as, by the name browsers know it by.
fn media(mime: &str) -> Option<Media> {
    let all = [Media::Pdf, Media::Png, Media::Jpeg, Media::Webp, Media::Gif];
    all.into_iter().find(|media| media.mime() == mime)
}

impl Journal {
    /// Keeps a file, if the files of this meeting stay within `most` bytes together.
    pub async fn keep_file(
        &self,
        meeting: i64,
        digest: &str,
        media: Media,
        bytes: Vec<u8>,
        most: i64,
    ) -> Result<Keeping, JournalError> {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if self.file_kind(meeting, digest).await?.is_none()
            && self.bytes_of_files(meeting).await? + size > most
        {
            return Ok(Keeping::Full);
        }
        // The bytes first: what the database names is there.
        let (files, named) = (self.files.clone(), digest.to_owned());
        let written = blocking(move || files.write(&named, &bytes)).await;
        written.map_err(|fault| self.gauge.note(fault))?;
        let mut work = self.database.begin().await?;
        let query = sqlx::query(
            "INSERT INTO attachments (meeting, digest, media, bytes) SELECT ?1, ?2, ?3, ?4 \
             WHERE (SELECT coalesce(sum(bytes), 0) FROM attachments WHERE meeting = ?1) + ?4 <= ?5 \
             ON CONFLICT DO NOTHING",
        );
        let query = query.bind(meeting).bind(digest).bind(media.mime()).bind(size).bind(most);
        let done = work.execute(query).await?;
        work.commit().await?;
        if done.rows_affected() == 1 || self.file_kind(meeting, digest).await?.is_some() {
            return Ok(Keeping::Kept);
        }
        Ok(Keeping::Full)
    }

    async fn bytes_of_files(&self, meeting: i64) -> Result<i64, JournalError> {
        let query = "SELECT coalesce(sum(bytes), 0) FROM attachments WHERE meeting = ?1";
        let sum = self.one::<(i64,)>(sqlx::query_as(query).bind(meeting)).await?;
        Ok(sum.map_or(0, |(sum,)| sum))
    }

    /// What a file is and how many bytes it has; `None` if it is not kept.
    pub async fn file_kind(&self, meeting: i64, digest: &str) -> Result<Option<(Media, u32)>, JournalError> {
        let query = "SELECT media, bytes FROM attachments WHERE meeting = ?1 AND digest = ?2";
        let query = sqlx::query_as::<_, (String, u32)>(query).bind(meeting).bind(digest);
        Ok(self.one(query).await?.and_then(|(mime, bytes)| Some((media(&mime)?, bytes))))
    }

    /// A file of a meeting, to be read in pieces; `None` if it is not kept.
    ///
    /// # Errors
    /// `Missing` or `Damaged` if what is on the disk is not what was sent.
    pub async fn open_file(&self, meeting: i64, digest: &str) -> Result<Option<StoredFile>, JournalError> {
        let Some((_, bytes)) = self.file_kind(meeting, digest).await? else { return Ok(None) };
        let (files, named) = (self.files.clone(), digest.to_owned());
        let path = self.files.path(digest);
        let found = blocking(move || files.is_whole(&named)).await;
        if !found.map_err(|fault| self.gauge.note(fault))? {
            let what = path.display().to_string();
            return Err(if path.exists() {
                JournalError::Damaged { what }
            } else {
                JournalError::Missing { what }
            });
        }
        let file = tokio::fs::File::open(&path).await.map_err(|source| JournalError::file(path, source))?;
        Ok(Some(StoredFile { file, size: u64::from(bytes) }))
    }
}
