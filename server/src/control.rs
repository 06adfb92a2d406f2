//! What the command line asks of the program that has the data folder open: the folder says where it is served, and
//! what opens the door.

use std::path::Path;

use serde_json::{Value, json};

use crate::journal::{Journal, JournalError, Served};
use crate::request;

impl Served {
    /// Asks the program that serves a folder.
    ///
    /// # Errors
    /// If it does not answer, or refuses: its message then.
    pub async fn ask(&self, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        let authority = self.url.strip_prefix("http://").unwrap_or(&self.url);
        request::json(authority, method, path, Some(&self.token), body).await
    }
}

/// Writes a backup of a data folder to `target`, whether it is open in another window or not, and reads it through.
///
/// # Errors
/// If there is something at `target`, the disk does not take it, or a poll is open.
pub async fn backup(data: &Path, target: &Path) -> anyhow::Result<()> {
    let target = std::path::absolute(target)?;
    match Journal::open(data).await {
        Ok(journal) => {
            let done = journal.backup(&target).await;
            journal.close().await;
            done?;
        }
        Err(in_use @ JournalError::InUse { .. }) => {
            let served = Served::of(data).ok_or(in_use)?;
            served.ask("POST", &app::address::api_backup(), &json!({ "to": target })).await?;
        }
        Err(fault) => return Err(fault.into()),
    }
    // As a start would, and then all of it.
    let copy = Journal::open(&target).await?;
    let findings = copy.inspect().await;
    copy.close().await;
    match findings?.into_iter().next() {
        Some(finding) => Err(finding.fault.into()),
        None => Ok(()),
    }
}
