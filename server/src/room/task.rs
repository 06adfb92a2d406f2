//! The task of a room: it takes what waits in the mailbox, does commands in one commit and errands after it, and keeps the
//! time between.

use crate::clock::Timekeeper;
use crate::journal::{Journal, JournalError};
use crate::keys::Sitting;
use clock::Awake;
pub(crate) use commit::Changed;
use commit::Draft;
use meeting::laptop::{Disk, Laptop};
use meeting::panel::PanelName;
use meeting::wire::{Answer, Envelope};
use meeting::{Actor, Command, Moment};
use publish::Publisher;
use state::State;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};

use super::{Errand, MAILBOX, Message, RoomError, clock, commit, publish, state};

/// Events between two snapshots.
pub(super) const SNAPSHOT_EVERY: u64 = 500;

/// How often a running speech's time is noted on disk: the most of it an outage can lose.
pub(super) const ALIVE_EVERY: Duration = Duration::from_secs(1);

/// A command that waits for its answer.
pub(super) struct PendingCommand {
    pub(super) sitting: Sitting,
    pub(super) envelope: Envelope,
    pub(super) reply: oneshot::Sender<Result<Answer, RoomError>>,
}

pub(super) struct Task {
    pub(super) id: i64,
    pub(super) journal: Journal,
    /// The state as decided: what is not on the disk yet is about to be.
    pub(super) state: State,
    /// The state as it is on the disk.
    pub(super) on_disk: State,
    /// True if a write failed, so that the disk may hold more than is known here: it is read again before anything is
    /// decided.
    pub(super) doubtful: bool,
    /// The position of the newest snapshot.
    pub(super) snapshot_at: u64,
    pub(super) publisher: Publisher,
    pub(super) time: Arc<Timekeeper>,
    pub(super) awake: Awake,
    pub(super) disk: watch::Receiver<Disk>,
}

impl Task {
    pub(super) async fn run(mut self, mut messages: mpsc::Receiver<Message>) {
        let mut alive = tokio::time::interval(ALIVE_EVERY);
        alive.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut waiting = Vec::new();
        loop {
            tokio::select! {
                count = messages.recv_many(&mut waiting, MAILBOX) => {
                    if count == 0 {
                        return;
                    }
                    self.notice_sleep().await;
                    if let Some(stopped) = self.take(&mut waiting).await {
                        self.snapshot().await;
                        // Sockets end when the publisher goes, which must be before the caller goes on.
                        drop(self);
                        let _ = stopped.send(());
                        return;
                    }
                }
                Ok(()) = self.disk.changed() => {
                    let disk = *self.disk.borrow_and_update();
                    self.tell_of_laptop(|laptop| laptop.disk = disk);
                }
                _ = alive.tick() => {
                    self.notice_sleep().await;
                    self.check_clock().await;
                    self.note_alive().await;
                    self.end_last_call().await;
                    self.erase_due_contacts().await;
                    self.end_poll().await;
                }
            }
        }
    }

    /// Works through what waited: all commands in one commit, then the errands in order.
    pub(super) async fn take(&mut self, waiting: &mut Vec<Message>) -> Option<oneshot::Sender<()>> {
        let mut asked = Vec::new();
        let mut errands = Vec::new();
        let mut stop = None;
        for message in waiting.drain(..) {
            match message {
                Message::Do(pending) if pending.sitting.life.is_over() => {
                    let _ = pending.reply.send(Err(RoomError::KeyEnded));
                }
                Message::Do(pending) => asked.push(*pending),
                Message::Then(errand) => errands.push(errand),
                Message::Stop(stopped) => stop = Some(stopped),
            }
        }
        if !asked.is_empty() {
            self.commit(asked).await;
        }
        for errand in errands {
            let State { meeting, beside, .. } = &self.state;
            match errand {
                Errand::Read(read) => read(meeting, beside),
                Errand::Subscribe { person, lang, reply } => {
                    let stream_state = self.publisher.person(meeting, beside, person, lang, self.time.now());
                    // A socket that closed meanwhile needs no stream state.
                    let _ = reply.send(stream_state);
                }
                Errand::CorrectClock(reply) => {
                    let done = self.correct_clock().await;
                    // Whoever asked may have gone; it is done all the same.
                    let _ = reply.send(done.map_err(|fault| RoomError::NotSaved(fault.to_string())));
                }
            }
        }
        stop
    }

    /// Persists a draft. On failure the room is where it was before it, and reads the disk before it decides anything
    /// else: a write of which nobody heard may still be there.
    pub(super) async fn persist(&mut self, draft: &Draft) -> Result<(), JournalError> {
        if draft.batch.is_empty() {
            return Ok(());
        }
        let written = self.journal.append(self.id, draft.before, &draft.batch).await;
        match &written {
            Ok(()) => self.on_disk.follow(&draft.batch),
            Err(fault) => {
                tracing::error!(%fault, "not saved: the meeting goes back to what is on disk");
                self.state = self.on_disk.clone();
                self.doubtful = true;
            }
        }
        written
    }

    /// After a failed write: makes the meeting what the disk has. Until the disk says, nothing is decided, and what
    /// everyone sees stays what was stored.
    pub(super) async fn be_sure(&mut self) -> Result<(), JournalError> {
        if !self.doubtful {
            return Ok(());
        }
        let (mut state, _) = State::load(&self.journal, self.id).await?;
        state.beside.laptop = self.state.beside.laptop.clone();
        state.beside.lately = self.on_disk.beside.lately.clone();
        self.on_disk = state.clone();
        self.state = state;
        self.doubtful = false;
        self.publish_all();
        Ok(())
    }

    /// Does what no person decides.
    pub(super) async fn do_ourselves(&mut self, command: Command) -> Result<(), JournalError> {
        self.be_sure().await?;
        let mut draft = Draft::new(self.state.meeting.position, self.time.now());
        let Ok(events) = meeting::decide(&self.state.meeting, Actor::System, &command, draft.now) else {
            return Ok(());
        };
        for (index, event) in events.into_iter().enumerate() {
            self.apply(Actor::System, event, index > 0, &mut draft);
        }
        if !draft.batch.is_empty() {
            self.persist(&draft).await?;
            self.publish(draft.touched, draft.now);
        }
        Ok(())
    }

    pub(super) async fn snapshot(&mut self) {
        match self.journal.snapshot(self.id, &self.on_disk.meeting).await {
            Ok(()) => self.snapshot_at = self.on_disk.meeting.position,
            Err(fault) => tracing::warn!(%fault, "no snapshot; the next start reads more events"),
        }
    }

    pub(super) fn publish(&mut self, changed: Changed, now: Moment) {
        self.publisher.publish(&self.state.meeting, &self.state.beside, changed, now);
    }

    pub(super) fn publish_all(&mut self) {
        self.publisher.publish_all(&self.state.meeting, &self.state.beside, self.time.now());
    }

    /// Tells staff what has become of the laptop, if that is something new.
    pub(super) fn tell_of_laptop(&mut self, change: impl FnOnce(&mut Laptop)) {
        let mut laptop = self.state.beside.laptop.clone();
        change(&mut laptop);
        if laptop == self.state.beside.laptop {
            return;
        }
        self.on_disk.beside.laptop.clone_from(&laptop);
        self.state.beside.laptop = laptop;
        let changed = Changed { panels: [PanelName::Laptop].into(), ..Changed::default() };
        self.publish(changed, self.time.now());
    }
}
