//! The phones of a bench: many sockets in one process, which says when all of them have a change.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::AUTHORIZATION;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::{Connected, Delivered, now, small_buffers};

/// The hello of a phone that has nothing yet.
const HELLO: &str = r#"{"hello":{"have":{}}}"#;

/// Open many sockets and report what reaches them.
#[derive(Parser)]
pub(crate) struct Args {
    /// Where to connect: `ws://127.0.0.1:…`.
    url: String,
    /// How many sockets.
    #[arg(long)]
    sockets: usize,
    /// A file with the secret of one phone on each line.
    #[arg(long)]
    secrets: Option<PathBuf>,
}

/// Connects, prints [`Connected`], then a [`Delivered`] for each change that all sockets have; ends with its input.
#[expect(clippy::print_stdout, reason = "the reports are for the process that started this one")]
pub(crate) fn run(args: &Args) -> Result<()> {
    let secrets = match &args.secrets {
        Some(path) => fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?,
        None => String::new(),
    };
    let mut secrets = secrets.lines();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let heard = Arc::new(Mutex::new(Heard { sockets: args.sockets, ..Heard::default() }));
        let mut sockets = JoinSet::new();
        for number in 1..=args.sockets {
            let socket = connect(&args.url, secrets.next())
                .await
                .with_context(|| format!("socket {number} cannot connect to {}", args.url))?;
            sockets.spawn(listen(socket, Arc::clone(&heard)));
        }
        println!("{}", serde_json::to_string(&Connected { sockets: args.sockets })?);
        let mut input = tokio::io::stdin();
        tokio::select! {
            _ = input.read_u8() => Ok(()),
            Some(ended) = sockets.join_next() => ended?,
        }
    })
}

type Socket = WebSocketStream<TcpStream>;

async fn connect(url: &str, secret: Option<&str>) -> Result<Socket> {
    let mut request = url.into_client_request()?;
    let host = request.uri().authority().context("the address names no host")?.to_string();
    // A bench is for one's own machine: it must not be able to burden another.
    ensure!(host.starts_with("127.0.0.1:"), "a bench connects to 127.0.0.1 only, not to {host}");
    if let Some(secret) = secret {
        request.headers_mut().insert(AUTHORIZATION, format!("Bearer {secret}").parse()?);
    }
    let stream = TcpStream::connect(host).await?;
    stream.set_nodelay(true)?;
    let (mut socket, _) = client_async_with_config(request, stream, Some(small_buffers())).await?;
    socket.send(Message::text(HELLO)).await?;
    Ok(socket)
}

/// Listens for as long as the socket lasts, which is longer than the bench.
async fn listen(mut socket: Socket, heard: Arc<Mutex<Heard>>) -> Result<()> {
    let mut reached = None;
    while let Some(message) = socket.next().await {
        if let Message::Text(frame) = message? {
            heard.lock().unwrap_or_else(PoisonError::into_inner).frame(&frame, &mut reached);
        }
    }
    bail!("the server closed a socket")
}

/// What all sockets together have received.
#[derive(Default)]
struct Heard {
    sockets: usize,
    /// The offset of the newest change any socket has.
    newest: u64,
    /// How many sockets have it.
    have_it: usize,
    frames: u64,
}

impl Heard {
    /// Counts a frame of a socket that has reached this offset, and reports the change in it once this was the
    /// last socket to get it. What belongs to one phone comes in a frame of its own and brings it no further.
    #[expect(clippy::print_stdout, reason = "the reports are for the process that started this one")]
    fn frame(&mut self, frame: &str, reached: &mut Option<u64>) {
        let Some(offset) = offset(frame) else { return };
        self.frames += 1;
        if offset < self.newest || reached.is_some_and(|reached| reached >= offset) {
            return;
        }
        *reached = Some(offset);
        if offset > self.newest {
            (self.newest, self.have_it) = (offset, 0);
        }
        self.have_it += 1;
        if self.have_it == self.sockets {
            let delivered = Delivered { offset, last: now(), frames: self.frames, frame: frame.to_owned() };
            if let Ok(line) = serde_json::to_string(&delivered) {
                println!("{line}");
            }
        }
    }
}

/// Finds the offset of a frame with panels. Searched for rather than parsed: this is done for every delivery, on the
/// cores the servers run on.
fn offset(frame: &str) -> Option<u64> {
    let panels = frame.strip_prefix(r#"{"panels":{"#)?;
    let (_, from) = panels.split_once(r#""offset":"#)?;
    let end = from.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(from.len());
    from[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn only_frames_with_panels_count() {
        assert_eq!(offset(r#"{"panels":{"epoch":"e","offset":17,"now":1,"panels":{}}}"#), Some(17));
        assert_eq!(offset(r#"{"beat":{"now":1}}"#), None);
    }
}
