//! Addresses of door cards there are not: each is answered later than the one before, and every one is counted.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use meeting::wire::{Ask, Envelope};
use meeting::{Actor, cards};
use parking_lot::Mutex;

use super::error::Error;
use crate::room::Room;
use crate::secret;

/// So many wrong addresses at once are hands that slip.
const SLIPS: f64 = 10.0;
/// How many of them are forgotten in a second.
const FORGOTTEN: f64 = 1.0;
/// By how much each one more makes the answer later.
const LATER: Duration = Duration::from_millis(100);
/// The longest that an answer takes.
const LATEST: Duration = Duration::from_secs(15);
/// How often at most the office is told: in one event, however many they were.
const TOLD_EVERY: Duration = Duration::from_secs(1);
/// How long until it is told after the disk did not take it.
const RETRY: Duration = Duration::from_secs(10);

/// Wrong addresses by meeting: whoever guesses has no seat, or a new one each time.
#[derive(Default)]
pub(super) struct Guesses(Mutex<HashMap<i64, Guessed>>);

struct Guessed {
    /// How many there were of late.
    lately: f64,
    last: Instant,
    /// How many the office has not been told of.
    untold: u32,
    /// Whether someone is about to tell it.
    telling: bool,
}

impl Guesses {
    /// Counts a wrong address, and lets whoever tried it wait for the answer.
    pub(super) async fn slow(self: &Arc<Self>, room: &Room) -> Error {
        let too_many = self.count(room);
        tokio::time::sleep(LATER.mul_f64(too_many).min(LATEST)).await;
        if too_many > 0.0 { Error::ManyGuesses } else { Error::NoCard }
    }

    /// By how many these are more than hands that slip.
    fn count(self: &Arc<Self>, room: &Room) -> f64 {
        let mut all = self.0.lock();
        let now = Instant::now();
        let fresh = || Guessed { lately: 0.0, last: now, untold: 0, telling: false };
        let guessed = all.entry(room.id).or_insert_with(fresh);
        let forgotten = now.duration_since(guessed.last).as_secs_f64() * FORGOTTEN;
        guessed.lately = (guessed.lately - forgotten).max(0.0) + 1.0;
        guessed.last = now;
        guessed.untold = guessed.untold.saturating_add(1);
        if !std::mem::replace(&mut guessed.telling, true) {
            tokio::spawn(self.clone().tell(room.clone()));
        }
        (guessed.lately - SLIPS).max(0.0)
    }

    /// Tells the office of all that were not told yet, until there are no more.
    async fn tell(self: Arc<Self>, room: Room) {
        loop {
            tokio::time::sleep(TOLD_EVERY).await;
            let count = {
                let mut all = self.0.lock();
                let Some(guessed) = all.get_mut(&room.id) else { return };
                if guessed.untold == 0 {
                    guessed.telling = false;
                    return;
                }
                std::mem::take(&mut guessed.untold)
            };
            let command = Ask::Cards(cards::Command::NoteGuesses { count });
            let envelope = Envelope { id: secret::random_hex::<16>(), command, made: None };
            if room.ask(Actor::System, envelope).await.is_err() {
                if let Some(guessed) = self.0.lock().get_mut(&room.id) {
                    guessed.untold = guessed.untold.saturating_add(count);
                }
                tokio::time::sleep(RETRY).await;
            }
        }
    }
}
