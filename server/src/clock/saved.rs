//! The saved state of the clock, so that what the office said holds over a restart.

use std::collections::BTreeMap;

use meeting::Moment;
use meeting::clock::Correction;
use meeting::laptop::CLOCK_TOLERANCE_MS;
use serde::{Deserialize, Serialize};

/// Milliseconds for which a wall clock that was found wrong is held to be as wrong as it was: one evening.
const EVENING_MS: i64 = 12 * 60 * 60 * 1000;

/// The state of the clock that is saved on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedClock {
    /// The id of the boot in which it was saved, if the system tells.
    pub boot: Option<String>,
    /// What the steady clock showed when it was saved.
    pub elapsed_ms: i64,
    /// The time at which the steady clock showed zero.
    pub anchor: Moment,
    /// Since when time has gone, without a correction, by this reading of the wall clock.
    pub from: Moment,
    /// Milliseconds by which the wall clock is ahead, if the office has said that it is wrong; negative if it is
    /// behind.
    pub wall_ahead_ms: Option<i64>,
    /// Up to this moment something of a later time than the clock's is no news to the office.
    pub known: Moment,
    /// How many times the office has said what the time is.
    pub answers: u64,
    /// True if the office was asked and has not said it.
    pub asked: bool,
    /// Meetings that are ahead of the clock, since the disk knows a later moment of them, by their key in the store.
    pub ahead: BTreeMap<i64, Ahead>,
    /// Corrections that meetings' clocks still need, by the meetings' key in the store.
    pub corrections: BTreeMap<i64, Correction>,
}

/// A meeting that is ahead of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    /// Since when it is ahead, by its own clock.
    pub from: Moment,
}

impl SavedClock {
    /// Works out the clock at a start. `recorded` is the latest moment in any journal.
    pub(super) fn read(
        saved: Option<Self>,
        boot: Option<String>,
        wall: Moment,
        elapsed_ms: i64,
        recorded: Moment,
    ) -> Self {
        let Some(saved) = saved else {
            let anchor = wall.plus_ms(-elapsed_ms);
            return Self { boot, elapsed_ms, anchor, from: wall, ..Self::default() };
        };
        let goes_on = saved.goes_on(boot.as_deref(), wall, elapsed_ms, recorded);
        let differs = saved.anchor.plus_ms(elapsed_ms).since(wall).abs() >= CLOCK_TOLERANCE_MS;
        let anchor = if goes_on && differs {
            // The wall clock was set meanwhile, or is known to be wrong: that moves no duration and no deadline.
            saved.anchor
        } else if goes_on {
            wall.plus_ms(-elapsed_ms)
        } else {
            saved.put_right(wall, recorded).plus_ms(-elapsed_ms)
        };
        let now = anchor.plus_ms(elapsed_ms);
        // What was recorded while a question was open is of the same clock as what follows.
        let from = if goes_on || saved.asked { saved.from.min(now) } else { now };
        let wall_ahead_ms = saved.wall_ahead_ms.filter(|_| wall.since(now).abs() >= CLOCK_TOLERANCE_MS);
        Self { boot, elapsed_ms, anchor, from, wall_ahead_ms, ..saved }
    }

    /// True if the steady clock has counted on since this was saved.
    fn goes_on(&self, boot: Option<&str>, wall: Moment, elapsed_ms: i64, recorded: Moment) -> bool {
        let same = boot.is_some() && boot == self.boot.as_deref() && elapsed_ms >= self.elapsed_ms;
        // A journal that knows better, with a wall clock that bears it out, means that it has not.
        let now = self.anchor.plus_ms(elapsed_ms);
        let short = recorded.since(now) >= CLOCK_TOLERANCE_MS && recorded <= wall;
        same && !short
    }

    /// The time that a wall clock means after the laptop was switched off, if the office had said that it was wrong: it
    /// may be as wrong as it was, or have been set meanwhile. The first of the two that can be is taken.
    fn put_right(&self, wall: Moment, recorded: Moment) -> Moment {
        let Some(ahead_ms) = self.wall_ahead_ms else { return wall };
        let right = wall.plus_ms(-ahead_ms);
        let can_be = (recorded..=recorded.plus_ms(EVENING_MS)).contains(&right);
        if can_be && (wall < recorded || right < wall) { right } else { wall }
    }
}
