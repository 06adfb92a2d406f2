//! Papers attached to items, each kept once under the digest of its bytes. A file that no item names is
//! never served; it only waits to be sent again. It is read piece by piece: however many read, and however
//! slowly, none of them holds a whole file.

use meeting::agenda::Media;

use super::{Journal, JournalError};

/// What became of a file that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is on disk, now or since earlier.
    Kept,
    /// The meeting's files would be larger than they may be together; nothing was changed.
    Full,
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
        let query = sqlx::query(
            "INSERT INTO files (meeting, digest, media, bytes) SELECT ?1, ?2, ?3, ?4 \
             WHERE (SELECT coalesce(sum(length(bytes)), 0) FROM files WHERE meeting = ?1) + length(?4) <= ?5 \
             ON CONFLICT DO NOTHING",
        );
        let query = query.bind(meeting).bind(digest).bind(media.mime()).bind(bytes).bind(most);
        let done = query.execute(&self.pool).await?;
        if done.rows_affected() == 1 || self.file_kind(meeting, digest).await?.is_some() {
            return Ok(Keeping::Kept);
        }
        Ok(Keeping::Full)
    }

    /// What a file is and how many bytes it has; `None` if it is not kept.
    pub async fn file_kind(&self, meeting: i64, digest: &str) -> Result<Option<(Media, u32)>, JournalError> {
        let query = sqlx::query_as::<_, (String, u32)>(
            "SELECT media, length(bytes) FROM files WHERE meeting = ?1 AND digest = ?2",
        );
        let row = query.bind(meeting).bind(digest).fetch_optional(&self.pool).await?;
        Ok(row.and_then(|(mime, bytes)| Some((media(&mime)?, bytes))))
    }

    /// A file to be read; `None` if it is not kept.
    pub async fn open_file(&self, meeting: i64, digest: &str) -> Result<Option<StoredFile>, JournalError> {
        let query = sqlx::query_scalar::<_, i64>(
            "SELECT length(bytes) FROM files WHERE meeting = ?1 AND digest = ?2",
        );
        let size = query.bind(meeting).bind(digest).fetch_optional(&self.pool).await?;
        Ok(size.map(|size| StoredFile {
            journal: self.clone(),
            meeting,
            digest: digest.to_owned(),
            size: u64::try_from(size).unwrap_or_default(),
            read: 0,
        }))
    }
}

/// Bytes of a file that are read at once.
const PIECE: u64 = 512 * 1024;

/// A kept file that is being read.
#[derive(Debug)]
pub struct StoredFile {
    journal: Journal,
    meeting: i64,
    digest: String,
    size: u64,
    read: u64,
}

impl StoredFile {
    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The next piece; `None` after the last. What was read is not a whole file until then.
    pub async fn read_piece(&mut self) -> Result<Option<Vec<u8>>, JournalError> {
        if self.read >= self.size {
            return Ok(None);
        }
        let query =
            sqlx::query_scalar("SELECT substr(bytes, ?3, ?4) FROM files WHERE meeting = ?1 AND digest = ?2");
        let from = i64::try_from(self.read + 1).unwrap_or(i64::MAX);
        let query = query.bind(self.meeting).bind(&self.digest).bind(from).bind(PIECE as i64);
        let piece: Option<Vec<u8>> = query.fetch_optional(&self.journal.pool).await?;
        let piece = piece.filter(|piece| !piece.is_empty());
        self.read += piece.as_ref().map_or(0, |piece| piece.len() as u64);
        Ok(piece)
    }
}
