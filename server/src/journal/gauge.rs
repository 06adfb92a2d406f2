//! The gauge: the state of the disk, by what the last writing said and how much is free.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use meeting::laptop::{Disk, Trouble};
use tokio::sync::watch;

use super::{Faults, JournalError};

/// Free bytes below which staff are told, while there is time to do something about it.
const LOW: u64 = 200 * 1024 * 1024;
/// Megabytes in whose steps the free room is told, so that the sentence stands still.
const STEP: u64 = 10;

/// The state of the disk that holds the data folder, shared by all that is written there.
#[derive(Clone, Debug)]
pub(super) struct Gauge {
    disk: Arc<watch::Sender<Disk>>,
    folder: Arc<PathBuf>,
    faults: Faults,
    shut: Arc<AtomicBool>,
}

impl Gauge {
    pub(super) fn new(folder: PathBuf, faults: Faults) -> Self {
        Self {
            disk: Arc::new(watch::Sender::new(Disk::Fine)),
            folder: Arc::new(folder),
            faults,
            shut: Arc::default(),
        }
    }

    /// The state, now and whenever it changes.
    pub(super) fn watch(&self) -> watch::Receiver<Disk> {
        self.disk.subscribe()
    }

    /// True if the disk does not take what is written.
    pub(super) fn is_failing(&self) -> bool {
        matches!(*self.disk.borrow(), Disk::Failing { .. })
    }

    /// Notes that the folder is released: nothing is opened there any more.
    pub(super) fn shut(&self) {
        self.shut.store(true, Ordering::SeqCst);
    }

    /// True once the folder is released.
    pub(super) fn is_shut(&self) -> bool {
        self.shut.load(Ordering::SeqCst)
    }

    pub(super) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Notes an error, and gives it back.
    pub(super) fn note(&self, fault: JournalError) -> JournalError {
        if let Some(trouble) = fault.trouble() {
            self.set(Disk::Failing { trouble });
        }
        fault
    }

    /// Notes that something is on disk: it takes what is written. On a full one a few bytes may still find room where
    /// others do not, so that says nothing there.
    pub(super) fn wrote(&self) {
        if self.is_failing() && !matches!(*self.disk.borrow(), Disk::Failing { trouble: Trouble::Full }) {
            self.set(Disk::Fine);
        }
    }

    /// Notes that as much is on disk as any evening writes at once: it takes what is written.
    pub(super) fn took_much(&self) {
        if self.is_failing() {
            self.set(Disk::Fine);
        }
    }

    /// Measures how much is free, unless nothing is written anyway.
    pub(super) async fn measure(&self) {
        if self.is_failing() {
            return;
        }
        let folder = self.folder.clone();
        let free = tokio::task::spawn_blocking(move || free_bytes(&folder)).await.ok().flatten();
        match free {
            Some(free) if free < LOW => {
                let megabytes = free / (1024 * 1024);
                let megabytes = if megabytes < STEP { megabytes } else { megabytes / STEP * STEP };
                self.set_unless_failing(Disk::Low { megabytes });
            }
            Some(_) => self.set_unless_failing(Disk::Fine),
            None => {}
        }
    }

    /// Sets the state, but room alone does not tell that writing works again: only writing does.
    fn set_unless_failing(&self, disk: Disk) {
        self.disk.send_if_modified(|known| {
            !matches!(known, Disk::Failing { .. }) && std::mem::replace(known, disk) != disk
        });
    }

    fn set(&self, disk: Disk) {
        self.disk.send_if_modified(|known| std::mem::replace(known, disk) != disk);
    }
}

/// Bytes that may still be written to the disk that holds this folder.
fn free_bytes(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}
