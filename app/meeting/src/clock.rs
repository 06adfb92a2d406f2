//! The clock put right. The meeting's clock runs steadily and may be wrong all the while, as the laptop's was
//! when it was read. When the office has said what the time is, everything recorded under the wrong clock
//! is moved by as much as it was wrong. No duration changes, and what still runs keeps the time it has left.
//!
//! The journal stores the events as they were recorded, and the correction behind them; [`Corrections`] says at what
//! time each of them happened.

pub(crate) mod decide;

use serde::{Deserialize, Serialize};

use crate::time::Moment;

/// One correction of the meeting's clock: by how much, and since when it had been wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What the meeting's clock showed when it was corrected.
    pub shown: Moment,
    /// What the time was at that moment.
    pub is: Moment,
    /// Since when the clock had been wrong, in the time that it showed itself.
    pub from: Moment,
    /// Number of the office's answer it follows, so that none is followed twice.
    pub answer: u64,
}

impl Correction {
    /// Milliseconds by which the clock was put right: negative if it was fast.
    #[must_use]
    pub fn by_ms(&self) -> i64 {
        self.is.since(self.shown)
    }

    /// Moves a moment, in place, if it was recorded while the clock was wrong.
    pub(crate) fn past(&self, at: &mut Moment) {
        if *at >= self.from {
            *at = at.plus_ms(self.by_ms());
        }
    }

    /// Moves the end of what still runs, in place, so that it has as much time left as before.
    pub(crate) fn deadline(&self, at: &mut Moment) {
        *at = at.plus_ms(self.by_ms());
    }
}

/// All corrections of a meeting's clock, in order, each with its position in the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections(Vec<(u64, Correction)>);

impl Corrections {
    /// The newest correction, if there is one.
    #[must_use]
    pub fn last(&self) -> Option<&Correction> {
        self.0.last().map(|(_, correction)| correction)
    }

    /// The true time of an event that was recorded at this position and time.
    #[must_use]
    pub fn time_of(&self, position: u64, at: Moment) -> Moment {
        let mut at = at;
        self.of(position, at).for_each(|correction| correction.past(&mut at));
        at
    }

    /// The corrections that moved what was recorded at this position and time.
    pub(crate) fn of(&self, position: u64, at: Moment) -> impl Iterator<Item = &Correction> {
        let mut at = at;
        let later = self.0.iter().filter(move |(corrected, _)| position < *corrected);
        later.map(|(_, correction)| correction).filter(move |correction| {
            let moves = at >= correction.from;
            correction.past(&mut at);
            moves
        })
    }

    /// The true time of what its sender dates: `made` may be of the wrong clock, if it was on its way while the clock
    /// was put right.
    #[must_use]
    pub fn sent(&self, made: Moment, now: Moment) -> Moment {
        let Some(last) = self.last() else { return made };
        let under_wrong = (last.from..=last.shown).contains(&made);
        // Of a clock that was fast only what lies ahead is known to be of it.
        if under_wrong && (last.by_ms() > 0 || made > now) { made.plus_ms(last.by_ms()) } else { made }
    }
}

/// The moment since when a clock has been wrong that is put right from `shown` to `is`. `from` is when this clock is
/// known to have begun, `times` are those of all events. What was recorded before that, but cannot have been before
/// what came after it, was recorded under a clock as wrong as this one.
#[must_use]
pub fn wrong_since(times: &[Moment], from: Moment, shown: Moment, is: Moment) -> Moment {
    let by_ms = is.since(shown);
    let (before, under) = times.split_at(times.partition_point(|at| *at < from));
    let (mut from, mut next) = (from, under.first().copied().unwrap_or(shown));
    for at in before.iter().rev() {
        if *at <= next.plus_ms(by_ms) {
            break;
        }
        (from, next) = (*at, *at);
    }
    from
}
