//! Faults that a test puts into the store, so that what a disk does once a year is tried a thousand times a day.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use meeting::laptop::Trouble;
use parking_lot::Mutex;

use super::JournalError;

/// What happens at one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not done, and the disk says why.
    Refused(Trouble),
    /// It is done, and nobody hears of it: as when the power fails between writing and answering.
    Torn,
    /// It takes this long.
    Slow(Duration),
}

/// Which statements go wrong, counted from when a fault is planned. Without a plan nothing ever does.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Plan>>);

#[derive(Debug, Default)]
struct Plan {
    /// How many statements go well before the next fault, and the fault.
    next: VecDeque<(u32, Fault)>,
    /// What happens at every statement until it is lifted.
    lasting: Option<Fault>,
    met: u64,
}

impl Faults {
    /// Lets so many statements go well, then does this once; several follow one after the other.
    pub fn plan(&self, after: u32, fault: Fault) {
        self.0.lock().next.push_back((after, fault));
    }

    /// Does this at every statement from now on, or nothing any more.
    pub fn last(&self, fault: Option<Fault>) {
        self.0.lock().lasting = fault;
    }

    /// Forgets what is planned.
    pub fn lift(&self) {
        let mut plan = self.0.lock();
        plan.next.clear();
        plan.lasting = None;
    }

    /// How many statements went wrong so far.
    #[must_use]
    pub fn met(&self) -> u64 {
        self.0.lock().met
    }

    /// What happens at the statement that is due now.
    pub(super) async fn due(&self) -> Option<Fault> {
        let fault = {
            let mut plan = self.0.lock();
            let planned = match plan.next.front_mut() {
                Some((0, _)) => plan.next.pop_front().map(|(_, fault)| fault),
                Some((left, _)) => {
                    *left -= 1;
                    None
                }
                None => None,
            };
            let fault = planned.or(plan.lasting);
            plan.met += u64::from(fault.is_some());
            fault
        };
        if let Some(Fault::Slow(delay)) = fault {
            tokio::time::sleep(delay).await;
        }
        fault
    }
}

impl Fault {
    /// The error of a statement that is not done, or of which nobody hears.
    pub(super) fn error(self) -> Option<JournalError> {
        let trouble = match self {
            Self::Refused(trouble) => trouble,
            Self::Torn => Trouble::Broken,
            Self::Slow(_) => return None,
        };
        Some(JournalError::Disk { trouble, detail: "a fault that a test has planned".to_owned() })
    }
}
