//! How much people may send: buckets that fill steadily. One for each person; and for all phones together, so that a
//! crowd of seats which anyone can have any number of neither fills the disk nor crowds out the hall. Never per
//! address: a whole hall can share one.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Instant;

use meeting::wire::Ask;
use meeting::{Actor, PersonId};
use parking_lot::Mutex;

use super::error::Error;
use crate::room::Room;

/// How much fits, and how much comes in a second.
#[derive(Clone, Copy, Debug)]
struct Measure {
    most: f64,
    per_second: f64,
}

/// Commands of one person, done or not.
const OF_ONE: Measure = Measure { most: 20.0, per_second: 1.0 };
/// Commands of a staff place. Staff type: a console sends an edit a few times a second, and several may share a place.
const OF_STAFF: Measure = Measure { most: 2_000.0, per_second: 200.0 };
/// New seats of a data folder. An evening has up to a thousand phones, which may all come in one minute.
const SEATS: Measure = Measure { most: 1_200.0, per_second: 4.0 };

/// What phones without a door card write, each kind with a bucket for all of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    /// The first request of a seat: each can have one, and a thousand may ask in the minute in which the list opens.
    Asking,
    /// Whatever the seat does on the list after that.
    AskingAgain,
    /// A written opinion: the largest thing a phone sends.
    Writing,
    /// A ballot, first or replaced.
    Voting,
}

impl Kind {
    fn measure(self) -> Measure {
        match self {
            Self::Asking => Measure { most: 2_000.0, per_second: 10.0 },
            Self::AskingAgain => Measure { most: 600.0, per_second: 5.0 },
            Self::Writing => Measure { most: 1_200.0, per_second: 4.0 },
            Self::Voting => Measure { most: 10_000.0, per_second: 100.0 },
        }
    }
}

/// Most that one half of a [`Recent`] holds.
const HALF: usize = 10_000;

/// What was used of late, by key. It forgets what was not used longest, so that it never grows with all who ever came.
struct Recent<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Self { young: HashMap::new(), old: HashMap::new() }
    }
}

impl<K: Eq + Hash + Copy, V> Recent<K, V> {
    fn entry(&mut self, key: K, fresh: impl FnOnce() -> V) -> &mut V {
        if !self.young.contains_key(&key) {
            let value = self.old.remove(&key).unwrap_or_else(fresh);
            if self.young.len() >= HALF {
                self.old = std::mem::take(&mut self.young);
            }
            self.young.insert(key, value);
        }
        self.young.get_mut(&key).unwrap_or_else(|| unreachable!("it was put there"))
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.young.get(key).or_else(|| self.old.get(key))
    }
}

struct Bucket {
    left: f64,
    last: Instant,
}

impl Bucket {
    fn full(measure: Measure, now: Instant) -> Self {
        Self { left: measure.most, last: now }
    }

    fn fill(&mut self, measure: Measure, now: Instant) {
        let came = now.duration_since(self.last).as_secs_f64() * measure.per_second;
        self.left = (self.left + came).min(measure.most);
        self.last = now;
    }

    fn take(&mut self, measure: Measure, now: Instant) -> Result<(), Error> {
        self.fill(measure, now);
        if self.left < 1.0 {
            return Err(Error::TooFast);
        }
        self.left -= 1.0;
        Ok(())
    }
}

/// All buckets of a data folder.
#[derive(Default)]
pub(super) struct Limits {
    people: Mutex<Recent<(i64, Actor), Bucket>>,
    /// By meeting and kind: as many as there are meetings.
    crowds: Mutex<HashMap<(i64, Kind), Bucket>>,
    /// Seats that have written.
    known: Mutex<Recent<(i64, PersonId), ()>>,
    seats: Mutex<Option<Bucket>>,
}

impl Limits {
    /// Takes one from the actor's bucket, and sees whether there is room for what it writes.
    ///
    /// # Errors
    /// If there is not.
    pub(super) fn take(&self, room: &Room, actor: Actor, ask: &Ask) -> Result<Share, Error> {
        let now = Instant::now();
        let measure = if actor.person().is_some() { OF_ONE } else { OF_STAFF };
        let fresh = || Bucket::full(measure, now);
        self.people.lock().entry((room.id, actor), fresh).take(measure, now)?;
        // Door cards are in people's hands, one each: they are no crowd that anyone could make.
        let Some(person) = actor.person().filter(|person| person.card().is_none()) else {
            return Ok(Share(None));
        };
        let kind = self.kind(room, person, ask);
        let mut crowds = self.crowds.lock();
        let measure = kind.measure();
        let bucket = crowds.entry((room.id, kind)).or_insert_with(|| Bucket::full(measure, now));
        bucket.fill(measure, now);
        if bucket.left < 1.0 {
            return Err(Error::TooFast);
        }
        Ok(Share(Some((kind, person))))
    }

    fn kind(&self, room: &Room, person: PersonId, ask: &Ask) -> Kind {
        match ask {
            Ask::Ballot(_) | Ask::TabletBallot { .. } => Kind::Voting,
            Ask::Written(_) => Kind::Writing,
            _ if self.known.lock().get(&(room.id, person)).is_some() => Kind::AskingAgain,
            _ => Kind::Asking,
        }
    }

    /// What was asked has been written. What was refused cost the disk nothing, and costs the crowd nothing:
    /// else whoever asks for what cannot be would use up what the hall has.
    pub(super) fn spend(&self, room: &Room, Share(share): Share) {
        let Some((kind, person)) = share else { return };
        if let Some(bucket) = self.crowds.lock().get_mut(&(room.id, kind)) {
            bucket.left = (bucket.left - 1.0).max(0.0);
        }
        if matches!(kind, Kind::Asking | Kind::AskingAgain) {
            self.known.lock().entry((room.id, person), || ());
        }
    }

    /// Takes a new seat.
    ///
    /// # Errors
    /// `Crowded` if so many were taken that there is none now.
    pub(super) fn seat(&self) -> Result<(), Error> {
        let now = Instant::now();
        let mut seats = self.seats.lock();
        let bucket = seats.get_or_insert_with(|| Bucket::full(SEATS, now));
        bucket.take(SEATS, now).map_err(|_| Error::Crowded)
    }
}

/// A share in a crowd's bucket, spent when what was asked has been written.
pub(super) struct Share(Option<(Kind, PersonId)>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_of_late_is_known_and_the_rest_is_forgotten() {
        let mut recent = Recent::default();
        for person in 0..5 * HALF as u64 {
            *recent.entry(person, || 0) += 1;
            *recent.entry(0, || 0) += 1;
            assert!(recent.young.len() + recent.old.len() <= 2 * HALF);
        }
        assert_eq!(recent.get(&0), Some(&(5 * HALF as u64 + 1)), "used all the time");
        assert_eq!(recent.get(&1), None);
    }

    #[test]
    fn a_bucket_gives_what_it_holds_and_then_what_comes() {
        let (measure, now) = (Measure { most: 3.0, per_second: 2.0 }, Instant::now());
        let mut bucket = Bucket::full(measure, now);
        let taken = |bucket: &mut Bucket, after: u64| {
            let at = now + std::time::Duration::from_secs(after);
            std::iter::from_fn(|| bucket.take(measure, at).ok()).count()
        };
        assert_eq!(taken(&mut bucket, 0), 3);
        assert_eq!(taken(&mut bucket, 1), 2);
        assert_eq!(taken(&mut bucket, 60), 3);
    }
}
