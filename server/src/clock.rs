//! Time in the hall. A laptop's clock may step: someone sets it, the network corrects it, the lid was
//! closed. The meeting's time must neither run backward nor stand still.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use meeting::Moment;
use parking_lot::Mutex;

/// Where time comes from; tests bring their own.
pub trait Clock: Send + Sync + 'static {
    /// The wall clock, which may step.
    fn wall(&self) -> Moment;
    /// Time since some fixed point, which never steps back.
    fn elapsed(&self) -> Duration;
}

/// The laptop's own clock.
pub struct SystemClock {
    start: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self { start: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn wall(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

/// The meeting's clock. It follows the wall clock forward (a lid that was closed is time that passed)
/// and flows on by the steady clock when the wall clock steps back.
pub struct Timekeeper {
    clock: Arc<dyn Clock>,
    last: Mutex<(Moment, Duration)>,
}

impl Timekeeper {
    /// A clock that never shows less than `no_earlier`, the last moment the disk knows of.
    pub fn new(clock: Arc<dyn Clock>, no_earlier: Moment) -> Self {
        let start = (clock.wall().max(no_earlier), clock.elapsed());
        Self { clock, last: Mutex::new(start) }
    }

    /// Now.
    pub fn now(&self) -> Moment {
        let mut last = self.last.lock();
        let (wall, elapsed) = (self.clock.wall(), self.clock.elapsed());
        let passed = elapsed.saturating_sub(last.1).as_millis();
        let steady = last.0.plus_ms(i64::try_from(passed).unwrap_or(i64::MAX));
        let now = steady.max(wall);
        // Whole milliseconds only, or the fractions cut off at each call would add up to a slow clock.
        if now > last.0 {
            *last = (now, elapsed);
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock whose two hands are set by hand.
    #[derive(Default)]
    struct Hands(Mutex<(i64, u64)>);

    impl Hands {
        fn set(&self, wall: i64, elapsed: u64) {
            *self.0.lock() = (wall, elapsed);
        }
    }

    impl Clock for Hands {
        fn wall(&self) -> Moment {
            Moment(self.0.lock().0)
        }

        fn elapsed(&self) -> Duration {
            Duration::from_millis(self.0.lock().1)
        }
    }

    #[test]
    fn follows_forward_flows_on_when_set_back_and_never_shows_less_than_the_disk_knows() {
        let hands = Arc::new(Hands::default());
        hands.set(1_000, 0);
        let keeper = Timekeeper::new(hands.clone(), Moment(5_000));
        assert_eq!(keeper.now(), Moment(5_000), "no earlier than the disk knows");
        hands.set(1_500, 500);
        assert_eq!(keeper.now(), Moment(5_500), "flows on while the wall clock is behind");
        hands.set(9_000, 600);
        assert_eq!(keeper.now(), Moment(9_000), "follows the wall clock forward");
        hands.set(9_000 - 3_600_000, 1_600);
        assert_eq!(keeper.now(), Moment(10_000), "an hour back: neither backward nor still");
    }
}
