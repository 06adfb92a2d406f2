//! One task per live meeting. It alone changes the meeting: it drains its mailbox, decides, commits what
//! was decided in one go, and only then lets anyone hear of it.

mod ballot_box;
mod clock;
mod commit;
mod due;
mod fanout;
mod publish;
mod sent;
mod state;
mod stream_state;
mod task;

use std::collections::HashMap;
use std::sync::Arc;

use app::screens::Surroundings;
use app::text::Lang;
use meeting::panel::{self, Beside, Panel, PanelName};
use meeting::wire::{Answer, Envelope};
use meeting::{Audience, Meeting, Moment, PersonId};
use tokio::sync::{mpsc, oneshot, watch};

use crate::clock::{LaptopClock, Timekeeper};
use crate::journal::{Journal, JournalError, MeetingRow};
use crate::keys::Sitting;
use clock::Awake;
use commit::{Draft, expired, refused};
use fanout::Fanout;
use publish::Publisher;
use state::State;
use task::{PendingCommand, Task};

pub(crate) use commit::Changed;
pub(crate) use fanout::{ClientSocket, SocketIo};
pub use stream_state::{Stream, StreamState};

/// Messages that wait for the room; a sender waits when it is full.
const MAILBOX: usize = 1024;

/// Why the room gives no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RoomError {
    /// The disk did not take it: nothing was changed, and it may be sent again.
    #[error("chưa ghi được vào đĩa: {0}")]
    NotSaved(String),
    /// The room is closing down.
    #[error("phòng đang đóng")]
    Gone,
    /// The key of whoever asked was ended meanwhile: nothing was done.
    #[error("đường dẫn đã bị hủy")]
    KeyEnded,
}

/// A meeting as one audience may see it, with its position in the stream.
#[derive(Debug)]
pub struct Snapshot {
    /// The stream's epoch.
    pub epoch: Arc<str>,
    /// The journal position of the meeting.
    pub position: u64,
    /// The meeting's clock.
    pub now: Moment,
    /// The panels, each with the offset of its last change.
    pub panels: Vec<(PanelName, u64, Panel)>,
}

/// A function that reads a meeting inside its room, for whoever asked.
type ReadFn = Box<dyn FnOnce(&Meeting, &Beside) + Send>;

/// A message in a room's mailbox.
enum Message {
    /// To do a command with those that wait, in one commit.
    Do(Box<PendingCommand>),
    /// To run an errand after the commit.
    Then(Errand),
    /// To end, after all that came before.
    Stop(oneshot::Sender<()>),
}

/// A request to a room that is no command.
enum Errand {
    /// To let someone read the meeting.
    Read(ReadFn),
    /// To open the stream of one person.
    Subscribe {
        person: PersonId,
        lang: Lang,
        reply: oneshot::Sender<Option<watch::Receiver<Arc<StreamState>>>>,
    },
    /// To put the clock right: the office has said what the time is.
    CorrectClock(oneshot::Sender<Result<(), RoomError>>),
}

/// A meeting as loaded from the disk, before its room is opened.
pub struct Stored {
    state: State,
    replayed: usize,
}

impl Stored {
    /// Loads a meeting from the disk.
    ///
    /// # Errors
    /// If the disk does not give it.
    pub async fn load(journal: &Journal, meeting: i64) -> Result<Self, JournalError> {
        let (state, replayed) = State::load(journal, meeting).await?;
        Ok(Self { state, replayed })
    }

    /// The latest moment that the disk knows of the meeting.
    #[must_use]
    pub fn last_known(&self, row: &MeetingRow) -> Moment {
        self.state.meeting.last.max(row.alive)
    }
}

/// A handle to a room: what others hold of the task.
#[derive(Clone)]
pub struct Room {
    /// The meeting's key in the store.
    pub id: i64,
    /// The code people join by.
    pub code: Arc<str>,
    /// What the screens of this meeting show around their panels.
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
        clock: &Arc<LaptopClock>,
    ) -> Result<Self, JournalError> {
        let last_known = stored.last_known(row);
        let Stored { state, replayed } = stored;
        let time = Arc::new(clock.keeper(row.id, last_known));
        let surroundings = Arc::new(surroundings);
        let publisher = Publisher::new(surroundings.clone());
        let streams = publisher.receivers().into_iter().map(|(stream, stream_states)| {
            let fanout = Fanout::start(&stream_states, &time);
            (stream, Public { stream_states, fanout })
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
        task.check_clock().await;
        task.settle_ballots().await;
        let disk = *task.disk.borrow_and_update();
        task.tell_of_laptop(|laptop| laptop.disk = disk);
        task.publish_all();
        let (mailbox, messages) = mpsc::channel(MAILBOX);
        tokio::spawn(task.run(messages));
        Ok(Self { id: row.id, code: row.code.as_str().into(), surroundings, mailbox, streams, time })
    }

    /// The time now, by the meeting's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.time.now()
    }

    /// The meeting's clock.
    pub(crate) fn time(&self) -> &Arc<Timekeeper> {
        &self.time
    }

    /// Corrects the meeting's clock after the office has said what the time is; answered when it is on disk.
    ///
    /// # Errors
    /// If it could not be persisted; the room goes on trying.
    pub(crate) async fn correct_clock(&self) -> Result<(), RoomError> {
        let (reply, answer) = oneshot::channel();
        self.send(Message::Then(Errand::CorrectClock(reply))).await?;
        answer.await.map_err(|_| RoomError::Gone)?
    }

    /// The newest state of a stream, and every one that follows.
    #[must_use]
    pub fn stream(&self, stream: Stream) -> watch::Receiver<Arc<StreamState>> {
        self.public(stream).stream_states.clone()
    }

    /// Has every change of a stream written to a client socket from now on.
    pub(crate) fn deliver(&self, stream: Stream, client_socket: &Arc<ClientSocket>) {
        self.public(stream).fanout.join(client_socket);
    }

    #[expect(clippy::expect_used, reason = "a room opens with all of `Stream::all` and never takes one away")]
    fn public(&self, stream: Stream) -> &Public {
        self.streams.get(&stream).expect("a stream of a meeting")
    }

    /// The stream of what belongs to one person; it ends when their door card is voided. `None` if it is void.
    ///
    /// # Errors
    /// If the room is closing down.
    pub async fn person(
        &self,
        person: PersonId,
        lang: Lang,
    ) -> Result<Option<watch::Receiver<Arc<StreamState>>>, RoomError> {
        let (reply, answer) = oneshot::channel();
        self.send(Message::Then(Errand::Subscribe { person, lang, reply })).await?;
        answer.await.map_err(|_| RoomError::Gone)
    }

    /// Asks for a command to be done; answered when it is on disk. Whoever's key is ended before its turn comes is not
    /// obeyed.
    ///
    /// # Errors
    /// If it could not be persisted; it may be sent again under the same id.
    pub async fn ask(&self, by: impl Into<Sitting>, envelope: Envelope) -> Result<Answer, RoomError> {
        let (reply, answer) = oneshot::channel();
        self.send(Message::Do(Box::new(PendingCommand { sitting: by.into(), envelope, reply }))).await?;
        answer.await.map_err(|_| RoomError::Gone)?
    }

    /// Reads from the meeting, inside its room.
    ///
    /// # Errors
    /// If the room is closing down.
    pub async fn read<T: Send + 'static>(
        &self,
        reading: impl FnOnce(&Meeting, &Beside) -> T + Send + 'static,
    ) -> Result<T, RoomError> {
        let (reply, answer) = oneshot::channel();
        let read: ReadFn = Box::new(move |meeting, beside| {
            // Whoever asked may have gone; then nobody misses the answer.
            let _ = reply.send(reading(meeting, beside));
        });
        self.send(Message::Then(Errand::Read(read))).await?;
        answer.await.map_err(|_| RoomError::Gone)
    }

    /// All panels of a stream as data, with their offsets; for a phone also what belongs to its person.
    ///
    /// # Errors
    /// If the room is closing down.
    pub async fn snapshot(&self, stream: Stream, person: Option<PersonId>) -> Result<Snapshot, RoomError> {
        let stream_state = self.stream(stream);
        let place = stream.place();
        let (epoch, position, panels) = self
            .read(move |meeting, beside| {
                // Taken inside the room, so that panels and offsets are of one state.
                let stream_state = stream_state.borrow();
                let public = Audience::Place(place);
                let mut panels = Vec::new();
                for name in panel::names(meeting, public) {
                    let panel = panel::view(meeting, beside, public, name);
                    panels.extend(panel.map(|panel| (name, stream_state.offset_of(name), panel)));
                }
                let own = person.and_then(|person| {
                    panel::view(meeting, beside, Audience::Person(person), PanelName::Mine)
                });
                panels.extend(own.map(|own| (PanelName::Mine, stream_state.offset, own)));
                (stream_state.epoch.clone(), meeting.position, panels)
            })
            .await?;
        Ok(Snapshot { epoch, position, now: self.now(), panels })
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

/// A stream that many listen to, with its fan-out.
struct Public {
    stream_states: watch::Receiver<Arc<StreamState>>,
    fanout: Fanout,
}
