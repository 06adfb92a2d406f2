//! Makes a meeting from a programme.

use crate::journal::{Batch, Journal, JournalError, MeetingRow};
use crate::room::{Room, Stored};
use meeting::programme;
use meeting::{Actor, Moment, Recorded, Refusal};
use std::sync::Arc;

use super::{Meetings, whole};

/// Why a meeting was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// There is no such programme.
    #[error("không có chương trình mẫu “{0}”")]
    UnknownProgramme(String),
    /// The title cannot be kept.
    #[error("tên hội nghị không dùng được")]
    Refused(Refusal),
    /// The disk did not take it.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Writes a new meeting made from a programme into the journal.
///
/// # Errors
/// If there is no such programme, the title cannot be kept, or the disk did not take it.
pub async fn create(
    journal: &Journal,
    now: Moment,
    programme_id: &str,
    title: &str,
) -> Result<MeetingRow, CreateError> {
    let programme = programme::load(programme_id)
        .ok_or_else(|| CreateError::UnknownProgramme(programme_id.to_owned()))?;
    loop {
        // Digits only: they are told over a loudspeaker and typed on the number keys of old phones.
        let code = format!("{:05}", rand::random_range(10_000..100_000));
        let title = if title.trim().is_empty() { programme.title.clone() } else { title.to_owned() };
        let events =
            meeting::details::create(&code, &title, programme.clone()).map_err(CreateError::Refused)?;
        let events = (1..).zip(events).map(|(position, event)| {
            let continues = position > 1;
            Recorded { position, at: now, by: Actor::System, continues, event }
        });
        let batch = Batch { events: events.collect(), ..Batch::default() };
        if let Some(id) = journal.create_meeting(&code, now, &batch).await? {
            return Ok(MeetingRow { id, code, created: now, alive: now, join_url: None });
        }
    }
}

impl Meetings {
    /// Makes a meeting from a programme and opens its room. An empty title takes the programme's own.
    ///
    /// # Errors
    /// If there is no such programme, the title cannot be kept, or the disk did not take it.
    pub async fn create(self: &Arc<Self>, programme_id: &str, title: &str) -> Result<Room, CreateError> {
        let (meetings, programme_id, title) = (self.clone(), programme_id.to_owned(), title.to_owned());
        whole(async move {
            let row = create(&meetings.journal, meetings.clock.now(), &programme_id, &title).await?;
            let stored = Stored::load(&meetings.journal, row.id).await?;
            Ok(meetings.open_room(row, stored).await?)
        })
        .await
    }
}
