//! Faults that a test puts into the store, so that what a disk does once a year is tried a thousand times a day.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use meeting::laptop::Trouble;
use parking_lot::Mutex;

use super::JournalError;

/// A fault: what happens at one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not executed, and the disk says why.
    Refused(Trouble),
    /// It is executed, and nobody hears of it: as when the power fails between writing and answering.
    Torn,
    /// It takes this long.
    Slow(Duration),
}

/// The plan of faults, counted in statements from when a fault is planned. Without a plan nothing ever goes wrong.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Plan>>);

#[derive(Debug, Default)]
struct Plan {
    /// How many statements go well before the next fault, and the fault.
    next: VecDeque<(u32, Fault)>,
    /// The fault at every statement until it is lifted.
    lasting: Option<Fault>,
    met: u64,
}

impl Faults {
    /// Plans a fault: lets so many statements go well, then does this once; several follow one after the other.
    pub fn plan(&self, after: u32, fault: Fault) {
        self.0.lock().next.push_back((after, fault));
    }

    /// Sets the fault of every statement from now on; `None` lifts it.
    pub fn last(&self, fault: Option<Fault>) {
        self.0.lock().lasting = fault;
    }

    /// Forgets what is planned.
    pub fn lift(&self) {
        let mut plan = self.0.lock();
        plan.next.clear();
        plan.lasting = None;
    }

    /// Number of statements that went wrong so far.
    #[must_use]
    pub fn met(&self) -> u64 {
        self.0.lock().met
    }

    /// The fault of the statement that is due now, after the time that it takes.
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
    /// The error that the statement returns: it is not executed, or nobody hears of it.
    pub(super) fn error(self) -> Option<JournalError> {
        let trouble = match self {
            Self::Refused(trouble) => trouble,
            Self::Torn => Trouble::Broken,
            Self::Slow(_) => return None,
        };
        Some(JournalError::Disk { trouble, detail: "a fault that a test has planned".to_owned() })
    }
}
