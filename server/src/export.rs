//! Everything of one meeting as JSON: its events, and what they make.

use std::path::Path;

use anyhow::{Context, bail};
use meeting::clock::Corrections;
use meeting::{Meeting, Recorded};
use serde::Serialize;
use serde_json::{Value, json};

use crate::journal::{FILE, Journal, JournalError, Served};

/// The shape of the export; raised when a reader would have to change.
const FORMAT: u32 = 1;

/// The meeting with this code, whole. Ballots are in it only as the tally. A folder that is open in another window is
/// asked for there.
///
/// # Errors
/// If there is no such data folder or meeting, or it cannot be read.
pub async fn export(data: &Path, code: &str) -> anyhow::Result<Value> {
    // Opening would make an empty house, and exporting must not leave anything behind.
    if !data.join(FILE).is_file() {
        bail!("không có dữ liệu hội nghị trong thư mục {}", data.display());
    }
    let journal = match Journal::open(data).await {
        Ok(journal) => journal,
        Err(in_use @ JournalError::InUse { .. }) => {
            let served = Served::of(data).ok_or(in_use)?;
            return served.ask("GET", &format!("/api/meetings/{code}/export"), &Value::Null).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    let exported = one(&journal, code).await;
    journal.close().await;
    exported
}

/// An event as it is told: `at` is when it happened, and `recorded_at` what a clock showed then that was found to
/// be wrong, where it was. What the event itself holds is as it was recorded.
/// `read` is the event as whoever asks may read it.
pub(crate) fn told(corrections: &Corrections, recorded: &Recorded, read: &impl Serialize) -> Value {
    let mut event = json!(read);
    let at = corrections.time_of(recorded.position, recorded.at);
    if let Some(fields) = event.as_object_mut().filter(|_| at != recorded.at) {
        fields.insert("at".to_owned(), json!(at));
        fields.insert("recorded_at".to_owned(), json!(recorded.at));
    }
    event
}

/// The meeting with this code, from a journal that is open.
///
/// # Errors
/// As [`export`].
pub async fn one(journal: &Journal, code: &str) -> anyhow::Result<Value> {
    let meetings = journal.meetings().await?;
    let row = meetings.iter().find(|row| row.code == code).with_context(|| {
        let known: Vec<_> = meetings.iter().map(|row| row.code.as_str()).collect();
        format!("không có hội nghị mang mã {code}; các mã hiện có: {}", known.join(", "))
    })?;
    let events = journal.events(row.id, 0, u32::MAX).await?;
    // From the events alone: the export shows what the journal says, not what a snapshot remembers.
    let meeting = Meeting::rebuilt(&events);
    let events: Vec<Value> = events.iter().map(|event| told(&meeting.corrections, event, event)).collect();
    Ok(
        json!({ "format": FORMAT, "code": row.code, "created": row.created, "events": events, "meeting": meeting }),
    )
}
