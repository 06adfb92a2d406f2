//! The room's clock: what the laptop slept through, what is put right when the office has said what the time is, and
//! when it is asked.

use std::time::Duration;

use meeting::clock::{Correction, wrong_since};
use meeting::{Actor, Moment, Place, details};

use super::Draft;
use super::task::Task;
use crate::journal::JournalError;

/// The least sleep that counts as an interruption: the two clocks are never read at quite the same moment.
const LEAST_SLEEP: Duration = Duration::from_secs(5);
/// Milliseconds from which on the difference of two clocks is told as another than the one that is shown.
const OTHER_MS: i64 = 2_000;

/// What the room knows of the laptop's sleep.
#[derive(Clone, Copy, Debug)]
pub(super) struct Awake {
    /// How long the laptop had slept since it was switched on.
    pub(super) slept: Duration,
    /// When the room was last at work.
    pub(super) until: Moment,
}

impl Task {
    /// Pauses what ran while the laptop slept. That is an interruption like a power cut: what ran stands paused where
    /// it was last known to run. Asked before anything is decided on, so that no command of someone who opens the lid
    /// is counted as if the hall had gone on.
    pub(super) async fn notice_sleep(&mut self) {
        let (slept, now) = (self.time.slept(), self.time.now());
        if slept.saturating_sub(self.awake.slept) >= LEAST_SLEEP {
            let last_known = self.awake.until;
            tracing::warn!(
                seconds = (slept - self.awake.slept).as_secs(),
                "the laptop has slept and goes on"
            );
            if let Err(fault) = self.do_ourselves(details::Command::Recover { last_known }.into()).await {
                // Nothing of the sleep is counted meanwhile: it is asked again before the next command.
                tracing::error!(%fault, "the speech is not paused yet; trying again");
                return;
            }
        }
        // Two clocks are read one after the other: held up in between, a reading is too small, never too large.
        self.awake = Awake { slept: slept.max(self.awake.slept), until: now };
    }

    /// Puts the meeting right, if the office has said that its clock was wrong.
    pub(super) async fn correct_clock(&mut self) -> Result<(), JournalError> {
        let Some((correction, now)) = self.time.correction() else { return Ok(()) };
        self.be_sure().await?;
        let recorded = self.journal.events(self.id, 0, u32::MAX).await?;
        let corrections = &self.state.meeting.corrections;
        let times: Vec<Moment> =
            recorded.iter().map(|event| corrections.time_of(event.position, event.at)).collect();
        let Correction { from, shown, is, .. } = correction;
        let correction = Correction { from: wrong_since(&times, from, shown, is), ..correction };
        let mut draft = Draft::new(self.state.meeting.position, now);
        let command = details::Command::CorrectClock(correction).into();
        let events = meeting::decide(&self.state.meeting, Actor::System, &command, now).unwrap_or_default();
        for event in events {
            self.apply(Actor::Staff(Place::Office), event, false, &mut draft);
        }
        if !draft.batch.is_empty() {
            let first = recorded
                .first()
                .map_or(now, |event| self.state.meeting.corrections.time_of(event.position, event.at));
            if let Err(fault) = self.journal.correct_meeting(self.id, first, now).await {
                self.state = self.on_disk.clone();
                return Err(fault);
            }
            self.persist(&draft).await?;
        }
        self.time.follow();
        self.awake.until = now;
        self.publish(draft.touched, now);
        self.ask_about_clock().await;
        Ok(())
    }

    /// Finishes a [`Task::correct_clock`] that a power cut interrupted, and returns what the disk last knew, by the
    /// right clock.
    pub(super) async fn correct_at_opening(&mut self, last_known: Moment) -> Result<Moment, JournalError> {
        let position = self.state.meeting.position;
        self.correct_clock().await?;
        let correction =
            self.state.meeting.corrections.last().filter(|_| self.state.meeting.position > position);
        let Some(correction) = correction else { return Ok(last_known) };
        // It may have been put right already: nothing is known of what lies ahead.
        let known = [last_known, last_known.plus_ms(correction.by_ms())].into_iter();
        let known = known.filter(|known| *known <= self.time.now()).max();
        Ok(known.unwrap_or(self.state.meeting.last))
    }

    /// Tries again what [`Task::correct_clock`] could not do, and asks the office what the time is when the clocks
    /// do not agree.
    pub(super) async fn check_clock(&mut self) {
        if let Err(fault) = self.correct_clock().await {
            tracing::error!(%fault, "the clock is not put right yet; trying again in a second");
        }
        self.ask_about_clock().await;
    }

    async fn ask_about_clock(&mut self) {
        let doubt = self.time.doubt();
        let shown = self.state.beside.laptop.clock;
        let same = match (doubt, shown) {
            (Some(doubt), Some(shown)) => {
                doubt.later == shown.later && (doubt.ahead_ms - shown.ahead_ms).abs() < OTHER_MS
            }
            (doubt, shown) => doubt.is_none() && shown.is_none(),
        };
        if same {
            return;
        }
        self.tell_of_laptop(|laptop| laptop.clock = doubt);
        let clock = self.time.laptop();
        if clock.asks_anew(doubt.is_some())
            && let Err(fault) = self.journal.save_clock(&clock.saved()).await
        {
            // Only which events a later answer is about hangs on it.
            tracing::warn!(%fault, "that the office is asked for the time is not noted on disk");
        }
    }
}
