//! One task per live meeting. It alone changes the meeting: it drains its mailbox, decides, commits what
//! was decided in one go, and only then lets anyone hear of it.

mod clock;
mod commit;
mod due;
mod fanout;
mod publish;
mod sent;
mod slate;
mod state;
mod urn;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use app::screens::Surroundings;
use app::text::Lang;
use meeting::laptop::{Disk, Laptop};
use meeting::panel::{self, Beside, Panel, PanelName};
use meeting::wire::{Answer, Envelope};
use meeting::{Actor, Audience, Command, Meeting, Moment, PersonId};
use tokio::sync::{mpsc, oneshot, watch};

use crate::clock::{HouseClock, Timekeeper};
use crate::journal::{Journal, JournalError, MeetingRow};
use crate::keys::Sitting;
use clock::Awake;
use commit::{Draft, expired, refused};
use fanout::Fanout;
use publish::Publisher;
use state::State;

pub(crate) use commit::Changed;
pub(crate) use fanout::{Outlet, Own};
pub use slate::{Slate, Stream};

/// Messages that wait for the room; a sender waits when it is full.
const MAILBOX: usize = 1024;
/// Events between two snapshots.
const SNAPSHOT_EVERY: u64 = 500;
/// How often a running speech's time is noted on disk: the most of it an outage can lose.
const ALIVE_EVERY: Duration = Duration::from_secs(1);

/// Why the room gives no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RoomError {
    /// The disk did not take it: nothing was changed, and it may be sent again.
    #[error("chưa ghi được vào đĩa: {0}")]
    NotKept(String),
    /// The room is closing down.
    #[error("phòng đang đóng")]
    Gone,
    /// The key of whoever asked was ended meanwhile: nothing was done.
    #[error("đường dẫn đã bị hủy")]
    KeyEnded,
}

/// A meeting as one audience may see it, with where in the stream it stands.
#[derive(Debug)]
pub struct Look {
    /// The stream's epoch.
    pub epoch: Arc<str>,
    /// The journal position.
    pub position: u64,
    /// The meeting's clock.
    pub now: Moment,
    /// The panels with the offset each is of.
    pub panels: Vec<(PanelName, u64, Panel)>,
}

/// A look at a meeting for whoever asked the room.
type Glance = Box<dyn FnOnce(&Meeting, &Beside) + Send>;

enum Message {
    Do {
        sitting: Sitting,
        envelope: Box<Envelope>,
        ballot_secret: Option<String>,
        reply: oneshot::Sender<Result<Answer, RoomError>>,
    },
    Glance(Glance),
    Subscribe {
        person: PersonId,
        lang: Lang,
        reply: oneshot::Sender<Option<watch::Receiver<Arc<Slate>>>>,
    },
    /// The office has said what the time is.
    CorrectClock(oneshot::Sender<Result<(), RoomError>>),
    Stop(oneshot::Sender<()>),
}

/// A meeting as the disk has it, before its room is opened.
pub struct Stored {
    state: State,
    replayed: usize,
}

impl Stored {
    /// Reads it.
    ///
    /// # Errors
    /// If the disk does not give it.
    pub async fn load(journal: &Journal, meeting: i64) -> Result<Self, JournalError> {
        let (state, replayed) = State::load(journal, meeting).await?;
        Ok(Self { state, replayed })
    }

    /// The latest moment that the disk knows of it.
    #[must_use]
    pub fn last_known(&self, row: &MeetingRow) -> Moment {
        self.state.meeting.last.max(row.alive)
    }
}

/// The way to a room.
#[derive(Clone)]
pub struct Room {
    /// The meeting's key in the store.
    pub id: i64,
    /// The code people join by.
    pub code: Arc<str>,
    /// What the screens of this meeting have around their panels.
    pub surroundings: Arc<Surroundings>,
    mailbox: mpsc::Sender<Message>,
    streams: Arc<HashMap<Stream, Public>>,
    time: Arc<Timekeeper>,
}

impl Room {
    /// Opens the room of a meeting that was loaded: recovers what an outage left, and starts its task.
    ///
    /// # Errors
    /// If the journal cannot be read or written.
    pub async fn open(
        journal: Journal,
        row: &MeetingRow,
        stored: Stored,
        surroundings: Surroundings,
        clock: &Arc<HouseClock>,
    ) -> Result<Self, JournalError> {
        let last_known = stored.last_known(row);
        let Stored { state, replayed } = stored;
        let time = Arc::new(clock.keeper(row.id, last_known));
        let surroundings = Arc::new(surroundings);
        let publisher = Publisher::new(surroundings.clone());
        let streams = publisher.receivers().into_iter().map(|(stream, slates)| {
            let fanout = Fanout::start(&slates, &time);
            (stream, Public { slates, fanout })
        });
        let streams = Arc::new(streams.collect());
        let mut task = Task {
            id: row.id,
            disk: journal.disk(),
            journal,
            snapshot_at: state.meeting.position - replayed as u64,
            on_disk: state.clone(),
            state,
            doubtful: false,
            publisher,
            awake: Awake { slept: time.slept(), until: time.now() },
            time: time.clone(),
        };
        let last_known = task.correct_at_opening(last_known).await?;
        task.do_ourselves(meeting::details::Command::Recover { last_known }.into()).await?;
        if task.journal.is_copy() {
            task.do_ourselves(meeting::cards::Command::RenewCards.into()).await?;
        }
        task.look_at_clock().await;
        task.settle_ballots().await;
        let disk = *task.disk.borrow_and_update();
        task.tell_of_laptop(|laptop| laptop.disk = disk);
        task.publish_all();
        let (mailbox, messages) = mpsc::channel(MAILBOX);
        tokio::spawn(task.run(messages));
        Ok(Self { id: row.id, code: row.code.as_str().into(), surroundings, mailbox, streams, time })
    }

    /// The meeting's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.time.now()
    }

    /// What the meeting's clock goes by.
    pub(crate) fn time(&self) -> &Arc<Timekeeper> {
        &self.time
    }

    /// Puts the meeting right after the office has said what the time is; answered when it is on disk.
    ///
    /// # Errors
    /// If it could not be kept; the room goes on trying.
    pub(crate) async fn correct_clock(&self) -> Result<(), RoomError> {
        let (reply, answer) = oneshot::channel();
        self.send(Message::CorrectClock(reply)).await?;
        answer.await.map_err(|_| RoomError::Gone)?
    }

    /// The newest of a stream, now and whenever it changes.
    #[must_use]
    pub fn stream(&self, stream: Stream) -> watch::Receiver<Arc<Slate>> {
        self.public(stream).slates.clone()
    }

    /// Has every change of a stream written to a connection from now on.
    pub(crate) fn deliver(&self, stream: Stream, outlet: &Arc<Outlet>) {
        self.public(stream).fanout.join(outlet);
    }

    #[expect(clippy::expect_used, reason = "a room opens with all of `Stream::all` and never takes one away")]
    fn public(&self, stream: Stream) -> &Public {
        self.streams.get(&stream).expect("a stream of a meeting")
    }

    /// What belongs to one person, now and whenever it changes; it ends when their door card is voided. `None` if it
    /// is.
    ///
    /// # Errors
    /// If the room is closing down.
    pub async fn person(
        &self,
        person: PersonId,
        lang: Lang,
    ) -> Result<Option<watch::Receiver<Arc<Slate>>>, RoomError> {
        let (reply, answer) = oneshot::channel();
        self.send(Message::Subscribe { person, lang, reply }).await?;
        answer.await.map_err(|_| RoomError::Gone)
    }

    /// Asks for a command to be done; answered when it is on disk. Whoever's key is ended before its turn comes is
    /// not obeyed. Of a ballot, `ballot_secret` is what only the phone it came from keeps: under its digest the ballot
    /// is found again while the poll is open.
    ///
    /// # Errors
    /// If it could not be kept; it may be sent again under the same id.
    pub async fn ask(
        &self,
        by: impl Into<Sitting>,
        envelope: Envelope,
        ballot_secret: Option<String>,
    ) -> Result<Answer, RoomError> {
        let (reply, answer) = oneshot::channel();
        let (sitting, envelope) = (by.into(), Box::new(envelope));
        self.send(Message::Do { sitting, envelope, ballot_secret, reply }).await?;
        answer.await.map_err(|_| RoomError::Gone)?
    }

    /// Looks at the meeting.
    ///
    /// # Errors
    /// If the room is closing down.
    pub async fn glance<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Meeting, &Beside) -> T + Send + 'static,
    ) -> Result<T, RoomError> {
        let (reply, answer) = oneshot::channel();
        let glance: Glance = Box::new(move |meeting, beside| {
            // Whoever asked may have gone; then nobody misses the answer.
            let _ = reply.send(look(meeting, beside));
        });
        self.send(Message::Glance(glance)).await?;
        answer.await.map_err(|_| RoomError::Gone)
    }

    /// All panels of a stream as data, with their offsets; for a phone also what belongs to its person.
    ///
    /// # Errors
    /// If the room is closing down.
    pub async fn look(&self, stream: Stream, person: Option<PersonId>) -> Result<Look, RoomError> {
        let slate = self.stream(stream);
        let place = stream.place();
        let (epoch, position, panels) = self
            .glance(move |meeting, beside| {
                // Taken inside the room, so that panels and offsets are of one state.
                let slate = slate.borrow();
                let public = Audience::Place(place);
                let mut panels = Vec::new();
                for name in panel::names(meeting, public) {
                    let panel = panel::view(meeting, beside, public, name);
                    panels.extend(panel.map(|panel| (name, slate.offset_of(name), panel)));
                }
                let own = person.and_then(|person| {
                    panel::view(meeting, beside, Audience::Person(person), PanelName::Mine)
                });
                panels.extend(own.map(|own| (PanelName::Mine, slate.offset, own)));
                (slate.epoch.clone(), meeting.position, panels)
            })
            .await?;
        Ok(Look { epoch, position, now: self.now(), panels })
    }

    /// Stops the room after what waits in its mailbox; its sockets end.
    pub async fn stop(&self) {
        let (reply, stopped) = oneshot::channel();
        if self.send(Message::Stop(reply)).await.is_ok() {
            let _ = stopped.await;
        }
    }

    async fn send(&self, message: Message) -> Result<(), RoomError> {
        self.mailbox.send(message).await.map_err(|_| RoomError::Gone)
    }
}

/// A stream that many listen to.
struct Public {
    slates: watch::Receiver<Arc<Slate>>,
    fanout: Fanout,
}

/// A command that waits for its answer.
struct Asked {
    actor: Actor,
    envelope: Envelope,
    ballot_secret: Option<String>,
    reply: oneshot::Sender<Result<Answer, RoomError>>,
}

struct Task {
    id: i64,
    journal: Journal,
    /// As decided: what is not on the disk yet is about to be.
    state: State,
    /// As it is on the disk.
    on_disk: State,
    /// A write failed, and the disk may hold more than is known here: it is read again before anything is decided.
    doubtful: bool,
    /// The position of the newest snapshot.
    snapshot_at: u64,
    publisher: Publisher,
    time: Arc<Timekeeper>,
    awake: Awake,
    disk: watch::Receiver<Disk>,
}

impl Task {
    async fn run(mut self, mut messages: mpsc::Receiver<Message>) {
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
                    self.look_at_clock().await;
                    self.note_alive().await;
                    self.end_last_call().await;
                    self.erase_due_contacts().await;
                    self.end_poll().await;
                }
            }
        }
    }

    /// Works through what waited: all commands in one commit, then the rest in order.
    async fn take(&mut self, waiting: &mut Vec<Message>) -> Option<oneshot::Sender<()>> {
        let mut asked = Vec::new();
        let mut rest = Vec::new();
        let mut stop = None;
        for message in waiting.drain(..) {
            match message {
                Message::Do { sitting, reply, .. } if sitting.life.is_over() => {
                    let _ = reply.send(Err(RoomError::KeyEnded));
                }
                Message::Do { sitting: Sitting { actor, .. }, envelope, ballot_secret, reply } => {
                    asked.push(Asked { actor, envelope: *envelope, ballot_secret, reply });
                }
                Message::Stop(stopped) => stop = Some(stopped),
                other @ (Message::Glance(_) | Message::Subscribe { .. } | Message::CorrectClock(_)) => {
                    rest.push(other);
                }
            }
        }
        if !asked.is_empty() {
            self.commit(asked).await;
        }
        for message in rest {
            let State { meeting, beside, .. } = &self.state;
            match message {
                Message::Glance(look) => look(meeting, beside),
                Message::Subscribe { person, lang, reply } => {
                    let slate = self.publisher.person(meeting, beside, person, lang, self.time.now());
                    // A socket that closed meanwhile needs no slate.
                    let _ = reply.send(slate);
                }
                Message::CorrectClock(reply) => {
                    let done = self.correct_clock().await;
                    // Whoever asked may have gone; it is done all the same.
                    let _ = reply.send(done.map_err(|fault| RoomError::NotKept(fault.to_string())));
                }
                Message::Do { .. } | Message::Stop(_) => unreachable!("sorted out above"),
            }
        }
        stop
    }

    /// Writes a draft. On failure the room is where it was before it, and looks at the disk before it decides anything
    /// else: a write of which nobody heard may still be there.
    async fn keep(&mut self, draft: &Draft) -> Result<(), JournalError> {
        if draft.batch.is_empty() {
            return Ok(());
        }
        let kept = self.journal.append(self.id, draft.before, &draft.batch).await;
        match &kept {
            Ok(()) => self.on_disk.follow(&draft.batch),
            Err(fault) => {
                tracing::error!(%fault, "not kept: the meeting goes back to what is on disk");
                self.state = self.on_disk.clone();
                self.doubtful = true;
            }
        }
        kept
    }

    /// After a failed write: makes the meeting what the disk has. Until the disk says, nothing is decided, and what
    /// everyone sees stays what was kept.
    async fn be_sure(&mut self) -> Result<(), JournalError> {
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
    async fn do_ourselves(&mut self, command: Command) -> Result<(), JournalError> {
        self.be_sure().await?;
        let mut draft = Draft::new(self.state.meeting.position, self.time.now());
        let Ok(events) = meeting::decide(&self.state.meeting, Actor::System, &command, draft.now) else {
            return Ok(());
        };
        for (index, event) in events.into_iter().enumerate() {
            self.apply(Actor::System, event, index > 0, &mut draft);
        }
        if !draft.batch.is_empty() {
            self.keep(&draft).await?;
            self.publish(draft.touched, draft.now);
        }
        Ok(())
    }

    async fn snapshot(&mut self) {
        match self.journal.snapshot(self.id, &self.on_disk.meeting).await {
            Ok(()) => self.snapshot_at = self.on_disk.meeting.position,
            Err(fault) => tracing::warn!(%fault, "no snapshot; the next start reads more events"),
        }
    }

    fn publish(&mut self, changed: Changed, now: Moment) {
        self.publisher.publish(&self.state.meeting, &self.state.beside, changed, now);
    }

    fn publish_all(&mut self) {
        self.publisher.publish_all(&self.state.meeting, &self.state.beside, self.time.now());
    }

    /// Says to staff what has become of the laptop, if that is something new.
    fn tell_of_laptop(&mut self, change: impl FnOnce(&mut Laptop)) {
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
