//! Estimates how far the meeting's clock is from this browser's.

use std::collections::VecDeque;

/// How many estimates are remembered: enough to hold one that came fast, few enough to follow a clock
/// that was set.
const REMEMBERED: usize = 8;

/// Milliseconds a frame is late at most: a line that is silent for so long is given up.
const LATEST_MS: i64 = 30_000;

/// Estimates of how far the meeting's clock is ahead of ours. A frame says what time it was when it was
/// sent; it is that much older when it arrives, so the greatest estimate is the best one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offset {
    recent: VecDeque<i64>,
}

impl Offset {
    /// Takes in that a frame sent at `theirs` arrived at `ours`.
    pub(crate) fn heard(&mut self, theirs: i64, ours: i64) {
        // No frame is that late: their clock was put right.
        if self.theirs(ours) - theirs > LATEST_MS {
            self.forget();
        }
        if self.recent.len() == REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back(theirs.saturating_sub(ours));
    }

    /// What the meeting's clock shows when ours shows this.
    pub(crate) fn theirs(&self, ours: i64) -> i64 {
        ours.saturating_add(self.recent.iter().max().copied().unwrap_or(0))
    }

    /// Forgets the estimates: after a break nothing remembered need be true any more.
    pub(crate) fn forget(&mut self) {
        self.recent.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fastest_frame_tells_the_time() {
        let mut offset = Offset::default();
        // Their clock is an hour ahead; frames took 900, 20 and 300 ms.
        for (sent, took) in [(0, 900), (5_000, 20), (10_000, 300)] {
            offset.heard(3_600_000 + sent, sent + took);
        }
        assert_eq!(offset.theirs(20_000), 3_600_000 + 20_000 - 20);
    }

    #[test]
    fn after_a_break_the_first_frame_counts() {
        let mut offset = Offset::default();
        offset.heard(3_600_000, 0);
        offset.forget();
        offset.heard(1_000, 900);
        assert_eq!(offset.theirs(2_000), 2_100);
    }

    #[test]
    fn a_clock_that_was_put_right_by_hours_is_followed_at_once() {
        for by in [-7 * 3_600_000, 7 * 3_600_000] {
            let mut offset = Offset::default();
            offset.heard(1_000, 1_000);
            offset.heard(2_000 + by, 2_000);
            assert_eq!(offset.theirs(3_000), 3_000 + by);
        }
    }

    #[test]
    fn a_clock_that_was_set_back_is_followed() {
        let mut offset = Offset::default();
        offset.heard(3_600_000, 0);
        for beat in 1..=8 {
            offset.heard(beat * 5_000, beat * 5_000);
        }
        assert_eq!(offset.theirs(50_000), 50_000);
    }
}
