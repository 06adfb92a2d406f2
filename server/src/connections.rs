//! Counts everyone who is connected. The system gives one program only so many handles: past what is left for guests
//! the one that has been silent longest is closed, so that there is always room for who comes next, and always room for
//! staff. Never by address: a whole hall can share one.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::Notify;

/// Handles the program needs for itself: the store, the listeners, the files that are being read.
const OWN: u64 = 72;
/// Connections that guests leave free for staff.
const STAFF: usize = 24;
/// Most connections, however many the system would give: each takes some 10 KB.
const MOST: u64 = 16_384;
/// Fewest connections, however few handles the system gives.
const FEWEST: u64 = 16;
/// How many candidates are looked up at once when a connection is to be closed.
const AT_ONCE: usize = 64;
/// How long a connection is new: time to ask for something, whoever else is here. So long those that were looked up
/// stay the next to go, for whoever came since is new.
const NEW: Duration = Duration::from_secs(1);
/// How long the accept loop waits before it looks again whether there is room.
const A_MOMENT: Duration = Duration::from_millis(50);

/// Number of handles the program may have, after asking the system for all it gives.
#[must_use]
pub(crate) fn handles() -> u64 {
    rlimit::increase_nofile_limit(u64::MAX).unwrap_or(256)
}

/// The rank of a connection: of two that are to be closed the one of lower rank goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
enum Rank {
    /// Has asked for nothing yet.
    Silent,
    /// Has asked for something.
    Visitor,
    /// A phone's open socket.
    Live,
    /// Has shown a key of staff: stays.
    Staff,
}

/// One connection, as the table of all connections knows it.
#[derive(Debug)]
pub(crate) struct Connection {
    id: u64,
    rank: AtomicU8,
    /// Milliseconds, from the beginning of the table, at which it was let in.
    since: u64,
    /// Milliseconds, from the beginning of the table, at which something was last heard.
    heard: AtomicU64,
    end: Notify,
    table: Arc<Connections>,
}

/// The order in which connections are closed: who is not new, then the lower rank, then the longer silence, then the
/// older. Of those who are new, all at once, the rank says nothing yet: the one that has just come would always be the
/// lowest.
type Standing = (bool, u8, u64, u64);

impl Connection {
    fn standing(&self, now: u64, new: u64) -> Standing {
        let is_new = now.saturating_sub(self.since) < new;
        let rank = if is_new { 0 } else { self.rank.load(Ordering::Relaxed) };
        (is_new, rank, self.heard.load(Ordering::Relaxed), self.id)
    }

    fn stays(&self) -> bool {
        self.rank.load(Ordering::Relaxed) == Rank::Staff as u8
    }

    fn rise(&self, rank: Rank) {
        self.rank.fetch_max(rank as u8, Ordering::Relaxed);
    }

    /// Notes that something came from the other end, or was taken there.
    pub(crate) fn hears(&self) {
        self.heard.store(self.table.now(), Ordering::Relaxed);
    }

    /// Notes that it has asked for something.
    pub(crate) fn asks(&self) {
        self.rise(Rank::Visitor);
        self.hears();
    }

    /// Notes that it is a websocket now.
    pub(crate) fn goes_live(&self) {
        self.rise(Rank::Live);
        self.hears();
    }

    /// Notes that it has shown a key of staff.
    pub(crate) fn is_staff(&self) {
        if !self.stays() {
            self.table.welcome_staff(self);
        }
    }

    /// Completes when the connection is to be closed. One task waits for this at a time.
    pub(crate) async fn ends(&self) {
        self.end.notified().await;
    }
}

/// A connection that counts until this is dropped.
#[derive(Debug)]
pub(crate) struct Admitted(Arc<Connection>);

impl Admitted {
    /// The connection that counts.
    pub(crate) fn connection(&self) -> &Arc<Connection> {
        &self.0
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.0.table.forget(&self.0);
    }
}

/// The table of all connections.
#[derive(Debug)]
pub(crate) struct Connections {
    most: usize,
    /// Most connections of those who are not staff.
    most_guests: usize,
    began: Instant,
    /// Milliseconds for which a connection is new.
    new: u64,
    all: Mutex<All>,
    left: Notify,
}

#[derive(Debug, Default)]
struct All {
    next: u64,
    known: HashMap<u64, Known>,
    /// Number of guests, without those that are being closed.
    guests: usize,
    /// The connections to close next, the first of them last.
    leaving: Vec<Standing>,
    /// Milliseconds, from the beginning of the table, at which they were looked up.
    found_at: u64,
}

#[derive(Debug)]
struct Known {
    connection: Arc<Connection>,
    closing: bool,
}

impl Connections {
    /// A table for as many connections as this number of handles carries.
    pub(crate) fn new(handles: u64) -> Arc<Self> {
        Self::with(handles, NEW)
    }

    fn with(handles: u64, new: Duration) -> Arc<Self> {
        let most = handles.saturating_sub(OWN).clamp(FEWEST, MOST);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Arc::new(Self {
            most,
            most_guests: most - STAFF.min(most / 2),
            began: Instant::now(),
            new: u64::try_from(new.as_millis()).unwrap_or(u64::MAX),
            all: Mutex::default(),
            left: Notify::new(),
        })
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Lets one more connection in. If that is one guest too many, the one that was silent longest is closed.
    pub(crate) fn admit(self: &Arc<Self>) -> Admitted {
        let mut all = self.all.lock();
        let id = all.next;
        all.next += 1;
        let connection = Arc::new(Connection {
            id,
            rank: AtomicU8::new(Rank::Silent as u8),
            since: self.now(),
            heard: AtomicU64::new(self.now()),
            end: Notify::new(),
            table: self.clone(),
        });
        all.known.insert(id, Known { connection: connection.clone(), closing: false });
        all.guests += 1;
        if all.guests > self.most_guests {
            all.close_longest_silent(self.now(), self.new);
        }
        Admitted(connection)
    }

    fn welcome_staff(&self, connection: &Connection) {
        let mut all = self.all.lock();
        if connection.rank.swap(Rank::Staff as u8, Ordering::Relaxed) == Rank::Staff as u8 {
            return;
        }
        if all.known.get(&connection.id).is_some_and(|known| !known.closing) {
            all.guests -= 1;
        }
    }

    fn forget(&self, connection: &Connection) {
        let mut all = self.all.lock();
        if let Some(known) = all.known.remove(&connection.id)
            && !known.closing
            && !connection.stays()
        {
            all.guests -= 1;
        }
        drop(all);
        self.left.notify_waiters();
        self.left.notify_one();
    }

    /// Waits until there is a handle for one more.
    pub(crate) async fn room(&self) {
        loop {
            {
                let mut all = self.all.lock();
                if all.known.len() < self.most {
                    return;
                }
                // Those that were told to close are on their way out; with none of them, someone is told.
                if !all.known.values().any(|known| known.closing) {
                    all.close_longest_silent(self.now(), self.new);
                }
            }
            self.someone_left().await;
        }
    }

    /// Closes the guest that was silent longest: the system has no more handles.
    pub(crate) async fn make_room(&self) {
        self.all.lock().close_longest_silent(self.now(), self.new);
        self.someone_left().await;
    }

    async fn someone_left(&self) {
        let _ = tokio::time::timeout(A_MOMENT, self.left.notified()).await;
    }

    /// Waits until all connections have ended.
    pub(crate) async fn emptied(&self) {
        while !self.all.lock().known.is_empty() {
            self.someone_left().await;
        }
    }

    /// Closes all connections that are left.
    pub(crate) fn close_all(&self) {
        for known in self.all.lock().known.values() {
            known.connection.end.notify_one();
        }
    }
}

impl All {
    fn close_longest_silent(&mut self, now: u64, new: u64) {
        if now >= self.found_at + new {
            self.leaving.clear();
        }
        loop {
            let Some(standing) = self.leaving.pop() else {
                if self.find_leaving(now, new) { continue } else { return }
            };
            let Some(known) = self.known.get_mut(&standing.3) else { continue };
            // Who has spoken since is not the longest silent any more.
            let connection = &known.connection;
            if known.closing || connection.stays() || connection.standing(now, new) != standing {
                continue;
            }
            known.closing = true;
            self.guests -= 1;
            known.connection.end.notify_one();
            return;
        }
    }

    /// Looks up which connections go next; `false` if none does. Some at once: a crowd that pushes in is not counted
    /// through for each of it.
    fn find_leaving(&mut self, now: u64, new: u64) -> bool {
        let guests = self.known.values().filter(|known| !known.closing && !known.connection.stays());
        let mut guests: Vec<_> = guests.map(|known| known.connection.standing(now, new)).collect();
        if guests.len() > AT_ONCE {
            guests.select_nth_unstable(AT_ONCE);
            guests.truncate(AT_ONCE);
        }
        guests.sort_unstable_by(|one, other| other.cmp(one));
        (self.leaving, self.found_at) = (guests, now);
        !self.leaving.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn is_closed(one: &Admitted) -> bool {
        one.connection().ends().now_or_never().is_some()
    }

    /// A table in which eight guests have room, and one is new for ten milliseconds.
    fn small() -> Arc<Connections> {
        Connections::with(OWN + 16, Duration::from_millis(10))
    }

    async fn until_old() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    #[tokio::test]
    async fn the_longest_silent_guest_goes_first_and_staff_never() {
        let table = small();
        let chair = table.admit();
        chair.connection().is_staff();
        let phone = table.admit();
        phone.connection().goes_live();
        until_old().await;
        let guests: Vec<Admitted> = (0..7).map(|_| table.admit()).collect();
        until_old().await;
        guests[0].connection().hears();
        assert!(!guests.iter().any(is_closed), "eight guests have room");
        let mut later = Vec::new();
        for _ in 0..6 {
            until_old().await;
            later.push(table.admit());
        }
        let closed: Vec<bool> = guests.iter().map(is_closed).collect();
        assert_eq!(closed, [false, true, true, true, true, true, true], "who spoke last stays");
        for _ in 0..30 {
            until_old().await;
            later.push(table.admit());
        }
        assert!(is_closed(&guests[0]) && later[..29].iter().all(is_closed));
        assert!(!later[29..].iter().any(is_closed), "the seven that came last");
        assert!(!is_closed(&phone), "a silent stranger goes before a phone that is live");
        assert!(!is_closed(&chair));
        drop((guests, later, phone, chair));
        assert_eq!(table.all.lock().guests, 0);
        table.emptied().await;
    }

    #[tokio::test]
    async fn who_is_new_has_time_to_ask_though_all_the_others_are_live() {
        let table = small();
        let phones: Vec<Admitted> = (0..8).map(|_| table.admit()).collect();
        phones.iter().for_each(|phone| phone.connection().goes_live());
        until_old().await;
        let new = table.admit();
        let closed: Vec<bool> = phones.iter().map(is_closed).collect();
        assert_eq!(closed, [true, false, false, false, false, false, false, false]);
        assert!(!is_closed(&new));
        // All of them new at once: who came first goes.
        let mut pushing: Vec<Admitted> = Vec::new();
        for _ in 0..40 {
            pushing.push(table.admit());
            assert!(!is_closed(&pushing[pushing.len() - 1]), "who has just come");
            pushing.last().iter().for_each(|one| one.connection().goes_live());
        }
    }

    #[tokio::test]
    async fn nobody_is_let_in_past_the_handles_until_someone_has_left() {
        let table = Connections::new(OWN + 16);
        let staff: Vec<Admitted> = (0..16).map(|_| table.admit()).collect();
        staff.iter().for_each(|one| one.connection().is_staff());
        assert!(table.room().now_or_never().is_none());
        let (room, ()) = tokio::join!(tokio::time::timeout(Duration::from_secs(20), table.room()), async {
            drop(staff);
        });
        assert!(room.is_ok());
    }
}
