//! Accepts connections and serves the site over each: HTTP/1 and nothing else, so that one connection asks for one
//! thing at a time. Whoever sends no request, or does not take what was asked for, is dropped.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::time::Sleep;
use tower_service::Service;

use crate::connections::{Admitted, Connections};

/// How long those at the other end of a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of a request; a connection on which nothing more is asked is closed after it.
    pub head: Duration,
    /// For the body of a small request. A large one may take longer, by its size.
    pub body: Duration,
    /// For any part of an answer: one that takes none for so long has gone.
    pub taking: Duration,
    /// For a file, before its speed is looked at.
    pub file: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            body: Duration::from_secs(30),
            taking: Duration::from_secs(30),
            file: Duration::from_secs(60),
        }
    }
}

/// Most bytes of a request's head, and of an answer that wait for the wire.
const BUFFER: usize = 32 * 1024;
/// What the kernel holds of an answer for one connection: enough for a hall's Wi-Fi, and little for a thousand.
const SEND_BUFFER: u32 = 64 * 1024;
/// Connections that wait to be accepted: a hall that scans one code at one word.
const BACKLOG: u32 = 1024;
/// How long to wait after an error of the system that is none of ours.
const A_MOMENT: Duration = Duration::from_millis(50);
/// How often at most the log says that the handles have run out.
const WARNED_EVERY: Duration = Duration::from_secs(10);

/// Opens a listening socket at an address.
pub(crate) fn open(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Windows would let a second program take the same address.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    // Those that are taken in inherit it.
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves the site to whoever comes, until told to stop; then until the last has left.
pub(crate) async fn serve(
    listener: TcpListener,
    site: Router,
    connections: Arc<Connections>,
    patience: Patience,
    mut stopped: watch::Receiver<bool>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(BUFFER);
    let http = Arc::new(http);
    let mut warned: Option<Instant> = None;
    loop {
        let accepted = tokio::select! {
            () = told(&mut stopped) => break,
            accepted = async { connections.room().await; listener.accept().await } => accepted,
        };
        match accepted {
            Ok((tcp, _)) => {
                let watched = Watched::new(tcp, connections.admit(), patience.taking);
                tokio::spawn(serve_one(http.clone(), watched, site.clone(), stopped.clone()));
            }
            Err(fault) if are_handles_gone(&fault) => {
                if warned.is_none_or(|warned| warned.elapsed() > WARNED_EVERY) {
                    tracing::warn!(%fault, "no handle for one more connection: the longest silent is closed");
                    warned = Some(Instant::now());
                }
                connections.make_room().await;
            }
            // The other end has gone already.
            Err(fault) if is_theirs(&fault) => {}
            Err(fault) => {
                tracing::warn!(%fault, "a connection was not taken in");
                tokio::time::sleep(A_MOMENT).await;
            }
        }
    }
    connections.emptied().await;
}

/// Completes when the server is to stop.
async fn told(stopped: &mut watch::Receiver<bool>) {
    // An error means that the server is gone, which is as good as being told.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// True if the program or the system has no handles left: EMFILE, ENFILE, and what Windows calls them.
fn are_handles_gone(fault: &io::Error) -> bool {
    let gone: &[i32] = if cfg!(windows) { &[10_024] } else { &[23, 24] };
    fault.raw_os_error().is_some_and(|code| gone.contains(&code))
}

fn is_theirs(fault: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(fault.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

async fn serve_one(
    http: Arc<http1::Builder>,
    watched: Watched,
    site: Router,
    mut stopped: watch::Receiver<bool>,
) {
    let here = watched.here;
    let known = watched.admitted.connection().clone();
    let on = known.clone();
    let answer = service_fn(move |mut request: Request<Incoming>| {
        on.asks();
        request.extensions_mut().insert(on.clone());
        request.extensions_mut().insert(Here(here));
        site.clone().call(request)
    });
    let serving = http.serve_connection(TokioIo::new(watched), answer).with_upgrades();
    tokio::pin!(serving);
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = known.ends() => return,
        () = told(&mut stopped) => {
            serving.as_mut().graceful_shutdown();
            tokio::select! {
                ended = serving.as_mut() => ended,
                () = known.ends() => return,
            }
        }
    };
    if let Err(fault) = ended {
        tracing::debug!(%fault, "a connection ended early");
    }
}

/// The address of this laptop that a connection came in by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Here(pub(crate) Option<SocketAddr>);

/// A TCP stream whose other end is known to the table of connections, and is given up when it takes nothing for too
/// long.
pub(crate) struct Watched {
    tcp: TcpStream,
    admitted: Admitted,
    here: Option<SocketAddr>,
    patience: Duration,
    /// Since when writes are refused; `None` while all is taken.
    refused: Option<Pin<Box<Sleep>>>,
}

impl Watched {
    fn new(tcp: TcpStream, admitted: Admitted, patience: Duration) -> Self {
        // Small frames must not wait for each other.
        if let Err(fault) = tcp.set_nodelay(true) {
            tracing::debug!(%fault, "TCP_NODELAY");
        }
        let here = tcp.local_addr().ok();
        Self { tcp, admitted, here, patience, refused: None }
    }

    /// The bare stream, and the connection it counts as.
    pub(crate) fn into_parts(self) -> (TcpStream, Admitted) {
        (self.tcp, self.admitted)
    }

    fn taken(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.refused = None;
            self.admitted.connection().hears();
            return written;
        }
        let patience = self.patience;
        let refused = self.refused.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(refused.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.tcp).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.admitted.connection().hears();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write(cx, bytes);
        self.taken(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write_vectored(cx, bytes);
        self.taken(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}
