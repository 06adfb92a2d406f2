//! A line between the hall and its clients that a test lets go wrong: what a weak Wi-Fi does in an evening.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Bytes that are handed on at once.
const PIECE: usize = 512;

/// What becomes of a connection, once so many bytes went through it one way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    /// It ends, between two bytes.
    Cut,
    /// It ends as when the other side has forgotten it.
    Reset,
    /// Nothing comes through any more this way, and after a while it ends.
    Mute(Duration),
    /// From then on little comes through at a time.
    Slow(Duration),
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the hall.
    Up,
    /// From the hall.
    Down,
}

#[derive(Clone, Copy, Debug)]
struct Planned {
    way: Way,
    after: usize,
    fate: Fate,
}

/// A line on loopback. It ends with the test.
#[derive(Clone)]
pub(crate) struct Line {
    /// Where clients find it.
    pub(crate) address: SocketAddr,
    planned: Arc<Mutex<VecDeque<Planned>>>,
    /// Counts how often the whole line went down.
    down: Arc<watch::Sender<u64>>,
    met: Arc<AtomicU64>,
}

impl Line {
    /// A line to a hall, on which nothing goes wrong yet.
    pub(crate) async fn to(hall: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let line = Self {
            address,
            planned: Arc::default(),
            down: Arc::new(watch::channel(0).0),
            met: Arc::default(),
        };
        let accepting = line.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let line = accepting.clone();
                tokio::spawn(async move {
                    let Ok(hall) = TcpStream::connect(hall).await else { return };
                    line.carry(client, hall).await;
                });
            }
        });
        line
    }

    /// What becomes of the next connection that is opened and has nothing planned for it.
    pub(crate) fn plan(&self, way: Way, after: usize, fate: Fate) {
        self.planned.lock().push_back(Planned { way, after, fate });
    }

    /// Ends every connection.
    pub(crate) fn go_down(&self) {
        self.met.fetch_add(1, Ordering::SeqCst);
        self.down.send_modify(|count| *count += 1);
    }

    /// Forgets what is planned.
    pub(crate) fn lift(&self) {
        self.planned.lock().clear();
    }

    /// How much went wrong so far.
    pub(crate) fn met(&self) -> u64 {
        self.met.load(Ordering::SeqCst)
    }

    async fn carry(&self, client: TcpStream, hall: TcpStream) {
        let planned = self.planned.lock().pop_front();
        let of = |way| planned.filter(|planned| planned.way == way);
        let mut down = self.down.subscribe();
        let (from_client, to_client) = client.into_split();
        let (from_hall, to_hall) = hall.into_split();
        let ends = tokio::select! {
            end = self.pass_on(from_client, to_hall, of(Way::Up)) => end,
            end = self.pass_on(from_hall, to_client, of(Way::Down)) => end,
            _ = down.changed() => None,
        };
        // Dropped, both sides end; the side that was being written to may be reset instead.
        drop(ends);
    }

    /// Hands on what comes until it ends, or what is planned ends it.
    async fn pass_on(
        &self,
        mut from: OwnedReadHalf,
        mut to: OwnedWriteHalf,
        planned: Option<Planned>,
    ) -> Option<OwnedWriteHalf> {
        let mut through = 0;
        let mut piece = [0; PIECE];
        let mut slow = None;
        let mut planned = planned;
        loop {
            let count = from.read(&mut piece).await.ok().filter(|count| *count > 0)?;
            let due = planned.take_if(|planned| through + count > planned.after);
            let whole = due.map_or(count, |due| match due.fate {
                Fate::Slow(_) => count,
                _ => due.after.saturating_sub(through),
            });
            if let Some(due) = due {
                self.met.fetch_add(1, Ordering::SeqCst);
                if let Fate::Slow(delay) = due.fate {
                    slow = Some(delay);
                }
            }
            write(&mut to, &piece[..whole], slow).await.ok()?;
            through += count;
            match due.map(|due| due.fate) {
                Some(Fate::Cut) => return None,
                Some(Fate::Reset) => {
                    // Whatever lies unsent is thrown away with it.
                    let _ = to.as_ref().set_zero_linger();
                    return Some(to);
                }
                Some(Fate::Mute(time)) => {
                    tokio::time::sleep(time).await;
                    return None;
                }
                Some(Fate::Slow(_)) | None => {}
            }
        }
    }
}

/// Writes at once, or little by little.
async fn write(to: &mut OwnedWriteHalf, bytes: &[u8], slow: Option<Duration>) -> io::Result<()> {
    let Some(delay) = slow else { return to.write_all(bytes).await };
    for little in bytes.chunks(40) {
        to.write_all(little).await?;
        tokio::time::sleep(delay).await;
    }
    Ok(())
}
