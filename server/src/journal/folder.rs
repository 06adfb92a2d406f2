//! The data folder: one process owns it, nobody else on the laptop reads it, and it knows what it held.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use meeting::PollId;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

use super::JournalError;

/// The lock file, locked for as long as the folder is open. The system lets go of it when the process dies, however it
/// dies.
const LOCK: &str = "hoitruong.lock";
/// The file that says what the folder held when it was last written to.
const STATE: &str = "state.json";
/// How the name of a file ends while it is written, and while it is shredded.
pub(super) const FRESH: &str = "new";
const GONE: &str = "gone";

/// What the folder knows of itself, beside the database: what lets a missing or an older file be noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// Where it is served, while it is.
    #[serde(default)]
    pub(super) served: Option<Served>,
    /// The ballot boxes that take ballots, each as MEETING-POLL.
    #[serde(rename = "urns", default)]
    pub(super) ballot_boxes: BTreeSet<String>,
    /// The position each meeting had reached, by its key in the store.
    #[serde(default)]
    pub(super) heads: BTreeMap<i64, u64>,
    /// True if this is a backup from which no server was started yet: it has no keys to what was printed before.
    #[serde(default)]
    pub(super) is_copy: bool,
}

/// Where the folder is served, for the command line of another window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// An address on this laptop, such as `http://127.0.0.1:3000`.
    pub url: String,
    /// The token this laptop's own command line shows to be let in. Whoever reads it can read the whole folder anyway.
    pub token: String,
}

impl Served {
    /// Reads where a folder is served, as whoever serves it has written down.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        read(path).ok().and_then(|state| state.served)
    }
}

/// A data folder that this process owns.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: Arc<Path>,
    state: Arc<Mutex<State>>,
    lock: Arc<File>,
}

impl Folder {
    /// Makes the folder if it is not there, closes it to other users, and takes its lock.
    pub(super) fn own(path: &Path) -> Result<Self, JournalError> {
        let fault = |source| JournalError::Folder { path: path.to_owned(), source };
        make(path).map_err(fault)?;
        let lock = path.join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(&lock).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let at = Served::of(path).map(|served| format!(" ({})", served.url));
                return Err(JournalError::InUse { path: path.to_owned(), at });
            }
            Err(TryLockError::Error(source)) => return Err(fault(source)),
        }
        restrict_to_owner(path).map_err(fault)?;
        let state = read(path).unwrap_or_default();
        Ok(Self { path: path.into(), state: Arc::new(Mutex::new(state)), lock: Arc::new(file) })
    }

    /// Releases the lock, so that another process may open the folder.
    pub(super) fn let_go(&self) {
        if let Err(fault) = self.lock.unlock() {
            tracing::warn!(%fault, "the folder is let go of only when the program ends");
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What the folder held when it was last written to; `None` in one that was never opened before.
    pub(super) fn known(&self) -> Option<State> {
        self.path.join(STATE).exists().then(|| self.state.lock().clone())
    }

    /// True if the ballot box of a poll takes ballots, as far as was written down.
    pub(super) fn knows_ballot_box(&self, meeting: i64, poll: PollId) -> bool {
        self.state.lock().ballot_boxes.contains(&format!("{meeting}-{poll}"))
    }

    /// Writes down that the ballot box of a poll takes ballots, or no more.
    pub(super) fn note_ballot_box(&self, meeting: i64, poll: PollId, open: bool) -> Result<(), JournalError> {
        self.write_down(|state| {
            let ballot_box = format!("{meeting}-{poll}");
            let _ = if open {
                state.ballot_boxes.insert(ballot_box)
            } else {
                state.ballot_boxes.remove(&ballot_box)
            };
        })
    }

    /// Writes down what the folder holds, if that has changed. It is not waited for until it is on the disk: after a
    /// power cut it may be a little behind, and never ahead.
    pub(super) fn write_down(&self, change: impl FnOnce(&mut State)) -> Result<(), JournalError> {
        let mut known = self.state.lock();
        let mut state = known.clone();
        change(&mut state);
        if state == *known && self.path.join(STATE).exists() {
            return Ok(());
        }
        let json = serde_json::to_vec(&state).unwrap_or_default();
        write_beside(&self.path.join(STATE), &json, false)?;
        *known = state;
        Ok(())
    }
}

fn read(path: &Path) -> io::Result<State> {
    Ok(serde_json::from_slice(&std::fs::read(path.join(STATE))?)?)
}

/// Runs work with files on a thread where nobody else has to wait for the disk.
///
/// # Errors
/// What `work` says.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, JournalError> + Send + 'static,
) -> Result<T, JournalError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(fault) => std::panic::resume_unwind(fault.into_panic()),
    }
}

/// Makes a folder that only this user can look into.
pub(super) fn make(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file whole or not at all: beside its place first, then into it. With `durably` it is on the disk before
/// this returns.
///
/// # Errors
/// If the disk does not take it; what stood there before stays.
pub(super) fn write_beside(path: &Path, bytes: &[u8], durably: bool) -> Result<(), JournalError> {
    let fault = |source| JournalError::file(path, source);
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".");
    fresh.push(FRESH);
    let fresh = PathBuf::from(fresh);
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&fresh).map_err(fault)?;
    file.write_all(bytes).map_err(fault)?;
    if durably {
        file.sync_all().map_err(fault)?;
    }
    drop(file);
    std::fs::rename(&fresh, path).map_err(fault)?;
    if durably { sync_folder_of(path).map_err(fault) } else { Ok(()) }
}

/// Syncs the folder of a path, so that a change of names in it lasts.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    // Windows opens no folder as a file, and needs none: its file systems keep names in their own journal.
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Closes the folder and all that is in it to the laptop's other users, at every start: a folder may come from an
/// older version or from a copy.
#[cfg(unix)]
fn restrict_to_owner(path: &Path) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, Permissions::from_mode(0o700))?;
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            restrict_to_owner(&entry.path())?;
        } else if kind.is_file() {
            std::fs::set_permissions(entry.path(), Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

/// As on Unix, by the access list: inherited rights are taken away, the owner, the system and the administrators
/// keep theirs (S-1-3-4, S-1-5-18, S-1-5-32-544), and all below inherits from it.
#[cfg(windows)]
fn restrict_to_owner(path: &Path) -> io::Result<()> {
    let grants = ["*S-1-3-4:(OI)(CI)F", "*S-1-5-18:(OI)(CI)F", "*S-1-5-32-544:(OI)(CI)F"];
    let mut icacls = std::process::Command::new("icacls");
    icacls.arg(path).args(["/inheritance:r", "/grant:r"]).args(grants).arg("/q");
    let said = icacls.output()?;
    if said.status.success() {
        return Ok(());
    }
    Err(io::Error::other(String::from_utf8_lossy(&said.stderr).into_owned()))
}

/// Shreds a file that holds secrets of an evening: overwrites what was in it, and removes it. Before that it loses its
/// name: half overwritten it would be taken for a damaged one, if the power fails then.
///
/// # Errors
/// If the disk does not do all of it; done again, it goes on where it stopped.
pub(super) fn shred(path: &Path) -> io::Result<()> {
    let mut gone = path.as_os_str().to_owned();
    gone.push(".");
    gone.push(GONE);
    let gone = PathBuf::from(gone);
    // What an attempt before this one did not finish.
    overwrite_and_remove(&gone)?;
    match std::fs::rename(path, &gone) {
        Ok(()) => {}
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(fault) => return Err(fault),
    }
    sync_folder_of(path)?;
    overwrite_and_remove(&gone)
}

/// Removes what was being shredded in a folder, or being written, when the power failed.
///
/// # Errors
/// If the disk does not do it.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == GONE || kind == FRESH) {
            overwrite_and_remove(&path)?;
        }
    }
    Ok(())
}

fn overwrite_and_remove(path: &Path) -> io::Result<()> {
    match overwrite(path) {
        Ok(()) => std::fs::remove_file(path),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(fault) => Err(fault),
    }
}

/// Writes zeros over all that is in a file.
///
/// # Errors
/// If it is not there, or the disk does not do it.
pub(super) fn overwrite(path: &Path) -> io::Result<()> {
    let file = File::options().write(true).open(path)?;
    let mut zeros = io::repeat(0).take(file.metadata()?.len());
    io::copy(&mut zeros, &mut &file)?;
    file.sync_data()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_is_read_and_written_as_it_ever_was() {
        let written = serde_json::json!({
            "served": { "url": "http://127.0.0.1:3000", "token": "t" },
            "urns": ["1-1"],
            "heads": { "1": 7 },
            "is_copy": true,
        });
        let state: State = serde_json::from_value(written.clone()).expect("a state of an older program");
        assert!(state.ballot_boxes.contains("1-1") && state.heads[&1] == 7 && state.is_copy);
        assert_eq!(serde_json::to_value(state).expect("a state is JSON"), written);
    }

    #[test]
    fn a_folder_is_owned_once_and_let_go_with_its_owner() {
        let data = tempfile::TempDir::new().expect("a folder");
        let first = Folder::own(data.path()).expect("nobody has it");
        assert_eq!(first.known(), None, "it held nothing yet");
        let served = Served { url: "http://127.0.0.1:3000".to_owned(), token: "t".to_owned() };
        first.write_down(|state| state.served = Some(served)).expect("written");
        let said = Folder::own(data.path()).expect_err("it is taken").to_string();
        assert!(said.contains("http://127.0.0.1:3000") && said.contains("Hãy"), "{said}");
        drop(first);
        let again = Folder::own(data.path()).expect("it was let go");
        assert!(again.known().is_some_and(|state| state.served.is_some()));
    }

    #[cfg(unix)]
    #[test]
    fn other_users_read_nothing_whatever_it_was_before() {
        use std::os::unix::fs::PermissionsExt;
        let data = tempfile::TempDir::new().expect("a folder");
        let deep = data.path().join("files");
        std::fs::create_dir(&deep).expect("made");
        for path in [data.path().join("hoitruong.db"), deep.join("paper")] {
            std::fs::write(&path, b"x").expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("set");
        }
        std::fs::set_permissions(data.path(), std::fs::Permissions::from_mode(0o755)).expect("set");
        let folder = Folder::own(data.path()).expect("owned");
        folder.write_down(|state| state.heads = [(1, 7)].into()).expect("written");
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(data.path()), mode(&deep)), (0o700, 0o700));
        for name in ["hoitruong.db", "files/paper", LOCK, STATE] {
            assert_eq!(mode(&data.path().join(name)), 0o600, "{name}");
        }
    }

    #[test]
    fn what_is_shredded_is_gone_and_what_is_not_there_is_no_fault() {
        let data = tempfile::TempDir::new().expect("a folder");
        let path = data.path().join("secret");
        std::fs::write(&path, vec![7; 10_000]).expect("written");
        // A second name of the same bytes shows what became of them.
        let second = data.path().join("second");
        std::fs::hard_link(&path, &second).expect("linked");
        shred(&path).expect("shredded");
        shred(&path).expect("nothing to do");
        assert!(!path.exists());
        assert_eq!(std::fs::read(&second).expect("there"), vec![0; 10_000]);
    }

    #[test]
    fn what_was_cut_off_in_shredding_is_finished_by_the_next_attempt_or_at_the_next_start() {
        let data = tempfile::TempDir::new().expect("a folder");
        let names = || {
            let entries = std::fs::read_dir(data.path()).expect("there");
            let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
            names.sort();
            names
        };
        let path = data.path().join("1-1.db");
        // Something that cannot be overwritten stands in the way, as on a disk that refuses.
        let way = data.path().join("1-1.db.gone");
        std::fs::write(&path, b"secret").expect("written");
        std::fs::create_dir(&way).expect("made");
        shred(&path).expect_err("it is not done");
        assert!(path.exists(), "and still there to be done again");
        std::fs::remove_dir(&way).expect("removed");
        std::fs::write(&way, b"half of it").expect("written");
        shred(&path).expect("shredded");
        assert!(names().is_empty(), "{:?}", names());
        for name in ["1-1.db.gone", "1-1.papers.json.gone", "1-1.json.new", "1-1.json", "1-1.db"] {
            std::fs::write(data.path().join(name), b"secret").expect("written");
        }
        sweep(data.path()).expect("swept");
        assert_eq!(names(), ["1-1.db", "1-1.json"]);
    }
}
