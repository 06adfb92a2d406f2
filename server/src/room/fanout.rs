//! Fans a stream out: from its newest state to a thousand sockets.
//!
//! Waking a task for every socket at every change costs more than the change itself, so the frame that leads from the
//! last state to the newest is made once and written straight to every socket that is in step and can take it. Whoever
//! is not in step, or slow, is woken: its own task brings it up to date with one frame of its own, however much has
//! passed. Nothing waits in a queue.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, ready};

use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::futures::Notified;
use tokio::sync::{Notify, mpsc, watch};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use super::stream_state::StreamState;
use crate::clock::Timekeeper;

/// How many sockets are written to before others get their turn on the thread.
const STRIDE: usize = 64;

/// Number of sockets from which on those that have gone are looked for.
const FEW: usize = 256;

/// A client's socket, written to by the fan-out and by its own task. Whatever is written goes in whole, so the two
/// never tear each other's frames.
pub(crate) struct ClientSocket {
    tcp: TcpStream,
    wake: Notify,
    write_state: Mutex<WriteState>,
}

struct WriteState {
    /// The offset of the stream up to which the client has all.
    have: u64,
    /// True while its own task is about to write: the fan-out keeps out, and the task looks again when it is done.
    busy: bool,
    /// True if something was written since [`ClientSocket::was_quiet`] was last asked.
    spoke: bool,
    /// Bytes that the kernel would not take yet.
    pending: Vec<u8>,
}

impl ClientSocket {
    /// A socket whose client has nothing yet; the fan-out keeps out until [`ClientSocket::end`].
    pub(crate) fn new(tcp: TcpStream) -> Arc<Self> {
        let write_state = WriteState { have: 0, busy: true, spoke: false, pending: Vec::new() };
        Arc::new(Self { tcp, wake: Notify::new(), write_state: Mutex::new(write_state) })
    }

    /// Completes when the task has something to do that the fan-out left to it.
    pub(crate) fn woken(&self) -> Notified<'_> {
        self.wake.notified()
    }

    /// Begins to write the frame that `make` makes from the offset the client has; it returns the frame, and the offset
    /// it leads to. With no frame there is nothing to write.
    pub(crate) fn begin(&self, make: impl FnOnce(u64) -> (Option<Utf8Bytes>, u64)) -> Option<Utf8Bytes> {
        let mut write_state = self.write_state.lock();
        let (frame, offset) = make(write_state.have);
        write_state.have = offset;
        write_state.busy = frame.is_some();
        frame
    }

    /// Notes that the task has written what it began.
    pub(crate) fn end(&self) {
        self.write_state.lock().busy = false;
    }

    /// Keeps the fan-out out for good: the task is about to say its last word.
    pub(crate) fn shut(&self) {
        self.write_state.lock().busy = true;
    }

    /// True if nothing was written since this was last asked.
    pub(crate) fn was_quiet(&self) -> bool {
        !std::mem::take(&mut self.write_state.lock().spoke)
    }

    /// Writes the frame that leads from one offset to another, if the client is in step and can take it;
    /// else leaves it to the client's own task.
    fn offer(&self, from: u64, to: u64, frame: &[u8]) {
        let mut write_state = self.write_state.lock();
        if write_state.have >= to {
            return;
        }
        let in_step = !write_state.busy && write_state.pending.is_empty() && write_state.have == from;
        // An error here is one the task meets too when it writes or reads.
        let written = if in_step { self.tcp.try_write(frame).unwrap_or(0) } else { 0 };
        if written > 0 {
            write_state.have = to;
            write_state.spoke = true;
            write_state.pending.extend_from_slice(frame.get(written..).unwrap_or_default());
        }
        if written < frame.len() {
            self.wake.notify_one();
        }
    }
}

/// The task's own end of a [`ClientSocket`], as a byte stream for the websocket protocol. A write takes everything it
/// is given; a flush waits until the kernel has it.
pub(crate) struct SocketIo(pub(crate) Arc<ClientSocket>);

impl AsyncRead for SocketIo {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            ready!(self.0.tcp.poll_read_ready(cx))?;
            match self.0.tcp.try_read(buffer.initialize_unfilled()) {
                Ok(count) => {
                    buffer.advance(count);
                    return Poll::Ready(Ok(()));
                }
                Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => {}
                Err(fault) => return Poll::Ready(Err(fault)),
            }
        }
    }
}

impl AsyncWrite for SocketIo {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let mut write_state = self.0.write_state.lock();
        write_state.spoke = true;
        let written = if write_state.pending.is_empty() {
            match self.0.tcp.try_write(bytes) {
                Ok(count) => count,
                Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => 0,
                Err(fault) => return Poll::Ready(Err(fault)),
            }
        } else {
            0
        };
        write_state.pending.extend_from_slice(bytes.get(written..).unwrap_or_default());
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            if self.0.write_state.lock().pending.is_empty() {
                return Poll::Ready(Ok(()));
            }
            ready!(self.0.tcp.poll_write_ready(cx))?;
            let mut write_state = self.0.write_state.lock();
            match self.0.tcp.try_write(&write_state.pending) {
                Ok(count) if count == write_state.pending.len() => write_state.pending = Vec::new(),
                Ok(count) => drop(write_state.pending.drain(..count)),
                Err(fault) if fault.kind() == io::ErrorKind::WouldBlock => {}
                Err(fault) => return Poll::Ready(Err(fault)),
            }
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // The connection closes when the last of its two ends is dropped; what was said goes out first.
        self.poll_flush(cx)
    }
}

/// The channel by which a worker is told of a socket that joins.
type Worker = mpsc::UnboundedSender<Weak<ClientSocket>>;

/// Delivers one stream to all who listen: as many workers as there are processors, each with its share.
pub(crate) struct Fanout {
    first: Worker,
    others: Vec<Worker>,
    next: AtomicUsize,
}

impl Fanout {
    /// Starts the workers; they end when the room drops the stream.
    pub(crate) fn start(stream_states: &watch::Receiver<Arc<StreamState>>, time: &Arc<Timekeeper>) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let worker = || {
            let (sender, joining) = mpsc::unbounded_channel();
            tokio::spawn(deliver(stream_states.clone(), joining, time.clone()));
            sender
        };
        let others = std::iter::repeat_with(worker).take(processors - 1).collect();
        Self { first: worker(), others, next: AtomicUsize::new(0) }
    }

    /// Adds a socket. What was published since its client was greeted reaches it by waking its task.
    pub(crate) fn join(&self, client_socket: &Arc<ClientSocket>) {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % (1 + self.others.len());
        let worker = self.others.get(turn).unwrap_or(&self.first);
        // A worker that has ended ended with its room; the task finds out by its own watch.
        let _ = worker.send(Arc::downgrade(client_socket));
        client_socket.wake.notify_one();
    }
}

async fn deliver(
    mut stream_states: watch::Receiver<Arc<StreamState>>,
    mut joining: mpsc::UnboundedReceiver<Weak<ClientSocket>>,
    time: Arc<Timekeeper>,
) {
    let mut client_sockets: Vec<Weak<ClientSocket>> = Vec::new();
    // How many there may be before those who have left are looked for: they come and go while nothing changes.
    let mut look_at = FEW;
    let mut seen = stream_states.borrow_and_update().offset;
    loop {
        tokio::select! {
            biased;
            joined = joining.recv() => match joined {
                Some(client_socket) => {
                    if client_sockets.len() >= look_at {
                        client_sockets.retain(|client_socket| client_socket.strong_count() > 0);
                        look_at = FEW.max(2 * client_sockets.len());
                    }
                    client_sockets.push(client_socket);
                }
                None => return,
            },
            changed = stream_states.changed() => {
                if changed.is_err() {
                    // The room has closed: each task says farewell to its own client.
                    client_sockets.iter().filter_map(Weak::upgrade).for_each(|client_socket| client_socket.wake.notify_one());
                    return;
                }
                let stream_state = stream_states.borrow_and_update().clone();
                // If several changes came while this was at work, one frame leads over all of them.
                if let Some(frame) = stream_state.since(seen, || time.now()) {
                    write_to_all(&mut client_sockets, seen, stream_state.offset, &framed(frame)).await;
                }
                seen = stream_state.offset;
            }
        }
    }
}

async fn write_to_all(client_sockets: &mut Vec<Weak<ClientSocket>>, from: u64, to: u64, frame: &[u8]) {
    let mut index = 0;
    while let Some(client_socket) = client_sockets.get(index) {
        match client_socket.upgrade() {
            Some(client_socket) => {
                client_socket.offer(from, to, frame);
                index += 1;
                if index % STRIDE == 0 {
                    tokio::task::yield_now().await;
                }
            }
            None => drop(client_sockets.swap_remove(index)),
        }
    }
}

/// Frames a text as a websocket server sends it: one unmasked frame.
fn framed(text: Utf8Bytes) -> Vec<u8> {
    let frame = Frame::message(text, OpCode::Data(Data::Text), true);
    let mut bytes = Vec::with_capacity(frame.len());
    frame.format(&mut bytes).unwrap_or_else(|fault| unreachable!("a vector takes all: {fault}"));
    bytes
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;

    use super::*;

    async fn client_socket() -> io::Result<(Arc<ClientSocket>, TcpStream)> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let client = TcpStream::connect(listener.local_addr()?).await?;
        let (server, _) = listener.accept().await?;
        server.writable().await?;
        Ok((ClientSocket::new(server), client))
    }

    fn is_woken(client_socket: &ClientSocket) -> bool {
        client_socket.woken().now_or_never().is_some()
    }

    #[tokio::test]
    async fn only_who_is_in_step_is_written_to_and_everyone_else_is_woken() -> io::Result<()> {
        let (client_socket, mut client) = client_socket().await?;
        client_socket.offer(0, 1, b"not greeted yet");
        assert!(is_woken(&client_socket));
        assert!(client_socket.begin(|_| (None, 1)).is_none(), "greeted: it has all up to 1");
        client_socket.offer(1, 2, b"in step;");
        assert!(!is_woken(&client_socket), "written, so its task sleeps on");
        client_socket.offer(3, 4, b"behind;");
        assert!(is_woken(&client_socket));
        client_socket.offer(1, 2, b"has it already;");
        assert!(!is_woken(&client_socket));
        assert!(client_socket.begin(|have| (Some(Utf8Bytes::from_static("")), have + 2)).is_some());
        client_socket.offer(4, 5, b"its task is writing;");
        assert!(is_woken(&client_socket));
        client_socket.end();
        client_socket.offer(4, 5, b"in step again;");
        assert!(!is_woken(&client_socket));
        drop(client_socket);
        let mut read = String::new();
        client.read_to_string(&mut read).await?;
        assert_eq!(read, "in step;in step again;");
        Ok(())
    }

    #[test]
    fn a_text_is_framed_as_the_protocol_says() {
        assert_eq!(framed(Utf8Bytes::from_static("ễ")), [0x81, 3, 0xe1, 0xbb, 0x85]);
        let long = framed("x".repeat(300).into());
        assert_eq!(long[..4], [0x81, 126, 1, 44], "RFC 6455, 5.2: a length of two bytes from 126 on");
    }
}
