//! Time in the hall. The laptop's wall clock is read when the program starts; from then on time goes by a steady
//! clock that counts sleep, and nobody can step that. A wall clock that shows another time is put before the
//! office, who says what the time is.
//!
//! All meetings of the data folder share one clock, the [`LaptopClock`]. A meeting's [`Timekeeper`] goes by it, unless
//! the disk knows a later moment: then that meeting goes on from there, since its time never runs backward, until the
//! office has said what is right.

mod saved;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use meeting::Moment;
use meeting::clock::Correction;
use meeting::laptop::{CLOCK_TOLERANCE_MS, ClockDoubt, SaidTime};
use parking_lot::Mutex;

pub use saved::{Ahead, SavedClock};

/// The source of time; tests bring their own.
pub trait Clock: Send + Sync + 'static {
    /// The wall clock, which may step.
    fn wall(&self) -> Moment;
    /// Time since the laptop was booted, sleep included; it never steps.
    fn elapsed(&self) -> Duration;
    /// Time since the laptop was booted, without the time it slept.
    fn awake(&self) -> Duration;
    /// An id of this boot of the laptop, if the system has one: `elapsed` counts on while it stays.
    fn boot(&self) -> Option<String>;
    /// The latest moment to which this program and the files of the data folder bear witness: the true time is not
    /// earlier.
    fn witnessed(&self, data: &Path) -> Moment;
}

/// The laptop's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn wall(&self) -> Moment {
        moment(SystemTime::now())
    }

    fn elapsed(&self) -> Duration {
        Duration::from_nanos(zeitstempel::now())
    }

    fn awake(&self) -> Duration {
        Duration::from_nanos(zeitstempel::now_awake())
    }

    fn boot(&self) -> Option<String> {
        let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        Some(id.trim().to_owned())
    }

    fn witnessed(&self, data: &Path) -> Moment {
        let built = env!("BUILT_SECONDS").parse().map_or(0, |seconds: i64| seconds * 1_000);
        let files = std::fs::read_dir(data).into_iter().flatten().flatten();
        let written = files.filter_map(|file| file.metadata().ok()?.modified().ok()).map(moment);
        written.max().unwrap_or_default().max(Moment(built))
    }
}

fn moment(time: SystemTime) -> Moment {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(millis(since))
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// The clock by which all meetings of the data folder go.
pub struct LaptopClock {
    clock: Arc<dyn Clock>,
    saved: Mutex<SavedClock>,
    /// Something in the laptop is of this time, which is later than the clock showed at the start, if anything is.
    later: Mutex<Option<Moment>>,
}

impl LaptopClock {
    /// Reads the clock: goes on by what was saved if the laptop has not been switched off since, or else by the wall
    /// clock. `recorded` is the latest moment in any journal, `witnessed` that of anything else.
    #[must_use]
    pub fn start(
        clock: Arc<dyn Clock>,
        saved: Option<SavedClock>,
        recorded: Moment,
        witnessed: Moment,
    ) -> Self {
        let (wall, elapsed, boot) = (clock.wall(), millis(clock.elapsed()), clock.boot());
        let saved = SavedClock::read(saved, boot, wall, elapsed, recorded);
        let (now, newest) = (saved.anchor.plus_ms(elapsed), recorded.max(witnessed));
        let later = (newest.since(now) >= CLOCK_TOLERANCE_MS && newest > saved.known).then_some(newest);
        Self { clock, saved: Mutex::new(saved), later: Mutex::new(later) }
    }

    /// The time now, by this clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.saved.lock().anchor.plus_ms(self.elapsed())
    }

    fn elapsed(&self) -> i64 {
        millis(self.clock.elapsed())
    }

    /// The state of the clock to be saved on disk.
    #[must_use]
    pub fn saved(&self) -> SavedClock {
        SavedClock { elapsed_ms: self.elapsed(), ..self.saved.lock().clone() }
    }

    /// The clock of a meeting of which the disk knows this moment.
    #[must_use]
    pub fn keeper(self: &Arc<Self>, meeting: i64, last_known: Moment) -> Timekeeper {
        let elapsed = self.elapsed();
        let mut saved = self.saved.lock();
        let now = saved.anchor.plus_ms(elapsed);
        let (anchor, from) = if last_known <= now {
            saved.ahead.remove(&meeting);
            (saved.anchor, saved.from)
        } else {
            let ahead_ms = last_known.since(now);
            // A question that was open before the program was started again is open still.
            let known = saved.ahead.get(&meeting).map(|ahead| ahead.from);
            let from = if ahead_ms < CLOCK_TOLERANCE_MS { saved.from } else { known.unwrap_or(last_known) };
            if ahead_ms >= CLOCK_TOLERANCE_MS {
                saved.ahead.insert(meeting, Ahead { from });
            }
            (saved.anchor.plus_ms(ahead_ms), from)
        };
        let (anchor, from) = (AtomicI64::new(anchor.0), AtomicI64::new(from.0));
        Timekeeper { laptop: self.clone(), meeting, anchor, from }
    }

    /// The state to be saved when the office has said what the time is, at one of these meetings: the time, and how
    /// each meeting's clock was wrong. It takes effect with [`LaptopClock::take`].
    #[must_use]
    pub fn said(&self, said: SaidTime, at: &Timekeeper, meetings: &[Arc<Timekeeper>]) -> SavedClock {
        let (wall, elapsed) = (self.clock.wall(), self.elapsed());
        let mut saved = self.saved();
        let now = match said {
            SaidTime::Laptop => wall,
            SaidTime::Program => at.now(),
            SaidTime::At(time) => time,
        };
        saved.answers += 1;
        saved.corrections = meetings
            .iter()
            .map(|time| {
                let shown = time.anchor().plus_ms(elapsed);
                let correction = Correction { shown, is: now, from: time.from(), answer: saved.answers };
                (time.meeting, correction)
            })
            .collect();
        let by_ms = now.since(saved.anchor.plus_ms(elapsed));
        if saved.from <= saved.anchor.plus_ms(elapsed) {
            saved.from = saved.from.plus_ms(by_ms);
        }
        saved.anchor = now.plus_ms(-elapsed);
        let ahead_ms = wall.since(now);
        saved.wall_ahead_ms = (ahead_ms.abs() >= CLOCK_TOLERANCE_MS).then_some(ahead_ms);
        saved.known = saved.known.max((*self.later.lock()).unwrap_or_default());
        (saved.asked, saved.ahead) = (false, Default::default());
        saved
    }

    /// Takes a saved state into effect.
    pub fn take(&self, saved: SavedClock) {
        *self.saved.lock() = saved;
        *self.later.lock() = None;
    }

    /// Notes that the office is asked for the time, if `asks`; true if it was not asked before, so that this is to be
    /// saved.
    #[must_use]
    pub fn asks_anew(&self, asks: bool) -> bool {
        let mut saved = self.saved.lock();
        // What one meeting no longer asks another may.
        let anew = asks && !saved.asked;
        saved.asked |= asks;
        anew
    }
}

/// The clock of one meeting.
pub struct Timekeeper {
    laptop: Arc<LaptopClock>,
    meeting: i64,
    /// The time at which the laptop's steady clock showed zero.
    anchor: AtomicI64,
    /// Since when it has gone, without a correction, by this reading of the wall clock.
    from: AtomicI64,
}

impl Timekeeper {
    /// The time now, by the meeting's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.anchor().plus_ms(self.laptop.elapsed())
    }

    fn anchor(&self) -> Moment {
        Moment(self.anchor.load(Ordering::SeqCst))
    }

    fn from(&self) -> Moment {
        Moment(self.from.load(Ordering::SeqCst))
    }

    /// How long the laptop has slept since it was booted.
    #[must_use]
    pub fn slept(&self) -> Duration {
        self.laptop.clock.elapsed().saturating_sub(self.laptop.clock.awake())
    }

    /// The clock that all meetings share.
    #[must_use]
    pub fn laptop(&self) -> &Arc<LaptopClock> {
        &self.laptop
    }

    /// Why the office is to be asked what the time is; `None` if there is no reason.
    #[must_use]
    pub fn doubt(&self) -> Option<ClockDoubt> {
        let ahead_ms = self.laptop.clock.wall().since(self.now());
        let later = *self.laptop.later.lock();
        let known = self.laptop.saved.lock().wall_ahead_ms;
        let as_known = known.is_some_and(|known| (ahead_ms - known).abs() < CLOCK_TOLERANCE_MS);
        let doubt = ClockDoubt { ahead_ms, later };
        (later.is_some() || doubt.differs() && !as_known).then_some(doubt)
    }

    /// The correction this meeting's clock needs, and what it shows then; `None` if it needs none.
    #[must_use]
    pub fn correction(&self) -> Option<(Correction, Moment)> {
        let elapsed = self.laptop.elapsed();
        let saved = self.laptop.saved.lock();
        let correction = saved.corrections.get(&self.meeting).copied();
        correction.map(|correction| (correction, saved.anchor.plus_ms(elapsed)))
    }

    /// Goes by the laptop's clock from now on.
    pub fn follow(&self) {
        let mut saved = self.laptop.saved.lock();
        saved.corrections.remove(&self.meeting);
        self.anchor.store(saved.anchor.0, Ordering::SeqCst);
        self.from.store(saved.from.0, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests;
