//! Backup: a copy of the whole folder at one moment, made while the meetings run.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::folder::{Folder, State, blocking, make};
use super::{FILE, Journal, JournalError, ballot_boxes, files};

impl Journal {
    /// Writes a copy of the folder to `target`, which must not exist yet. It is whole or not there. The keys that sign
    /// the seats of phones and door cards are not in it: whoever finds a backup makes up neither.
    ///
    /// # Errors
    /// `PollOpen` while a poll is open or being counted: a copy made then could join voters to ballots for good.
    pub async fn backup(&self, target: &Path) -> Result<(), JournalError> {
        let fault = |source| JournalError::Folder { path: target.to_owned(), source };
        if target.exists() {
            return Err(fault(std::io::ErrorKind::AlreadyExists.into()));
        }
        let mut fresh = target.as_os_str().to_owned();
        fresh.push(".new");
        let fresh = PathBuf::from(fresh);
        if fresh.exists() {
            std::fs::remove_dir_all(&fresh).map_err(fault)?;
        }
        make(&fresh).map_err(fault)?;
        let copied = self.copy_to(&fresh).await;
        let copied = match copied {
            Ok(()) => std::fs::rename(&fresh, target).map_err(fault),
            Err(fault) => Err(fault),
        };
        if copied.is_err() {
            // Half a copy is worse than none. What cannot be removed is called `.new`, and nobody takes it for one.
            let _ = std::fs::remove_dir_all(&fresh);
        }
        copied
    }

    async fn copy_to(&self, target: &Path) -> Result<(), JournalError> {
        self.ballot_boxes.at_rest()?.ok_or(JournalError::PollOpen)?;
        let database = target.join(FILE);
        // One statement, and so one moment.
        let mut work = self.database.reader().await?;
        work.execute(sqlx::query("VACUUM INTO ?1").bind(database.to_string_lossy().into_owned())).await?;
        let heads = self.folder.known().unwrap_or_default().heads;
        work.done();
        forget_keys(&database).await?;
        // Files and sealed ballot boxes are never changed, so they are as the database saw them; unless a poll was
        // opened again just now.
        let sealed = self.ballot_boxes.at_rest()?.ok_or(JournalError::PollOpen)?;
        let attached =
            self.all::<(String,)>(sqlx::query_as("SELECT DISTINCT digest FROM attachments")).await?;
        let attached = attached.into_iter().map(|(digest,)| self.files.path(&digest));
        let copies: Vec<(PathBuf, PathBuf)> = sealed
            .into_iter()
            .map(|path| (path, target.join(ballot_boxes::FOLDER)))
            .chain(attached.map(|path| (path, target.join(files::FOLDER))))
            .collect();
        let folders = [ballot_boxes::FOLDER, files::FOLDER].map(|name| target.join(name));
        blocking(move || {
            for folder in &folders {
                make(folder).map_err(|source| JournalError::file(folder, source))?;
            }
            for (path, folder) in copies {
                let name = path.file_name().unwrap_or_default();
                std::fs::copy(&path, folder.join(name))
                    .map_err(|source| JournalError::file(&path, source))?;
            }
            Ok(())
        })
        .await?;
        Folder::own(target)?.write_down(|state| *state = State { heads, is_copy: true, ..State::default() })
    }
}

async fn forget_keys(database: &Path) -> Result<(), JournalError> {
    let options = SqliteConnectOptions::new().filename(database).pragma("secure_delete", "ON");
    let mut copy = options.connect().await?;
    for keys in ["DELETE FROM house WHERE name = 'seat_key'", "DELETE FROM card_keys"] {
        sqlx::query(keys).execute(&mut copy).await?;
    }
    copy.close().await?;
    Ok(())
}
