//! The bare broadcaster the server is compared with: tokio-tungstenite, and nothing a meeting needs.
//!
//! Every line it reads goes to every socket as one text frame. No rules, no journal, no audiences: the least that
//! delivering those bytes can cost with the same library on the same machine.

use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_tungstenite::accept_async_with_config;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use super::small_buffers;

/// Serves until its input ends; the first line it prints is its address.
#[expect(clippy::print_stdout, reason = "the address is for the process that started this one")]
pub(crate) fn run() -> Result<()> {
    // As many threads as there are cores: what the server has too.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("cannot listen on loopback")?;
        println!("\"{}\"", listener.local_addr()?);
        let (newest, _) = watch::channel(Utf8Bytes::default());
        let frames = newest.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, frames.subscribe()));
            }
        });
        let mut lines = BufReader::new(tokio::io::stdin()).lines();
        while let Some(line) = lines.next_line().await? {
            newest.send_replace(line.into());
        }
        Ok(())
    })
}

/// Serves one socket: sends the newest frame whenever there is one, until the other side goes.
async fn serve(stream: TcpStream, mut frames: watch::Receiver<Utf8Bytes>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut socket = accept_async_with_config(stream, Some(small_buffers())).await?;
    loop {
        tokio::select! {
            changed = frames.changed() => {
                changed?;
                let frame = frames.borrow_and_update().clone();
                socket.send(Message::Text(frame)).await?;
            }
            heard = socket.next() => match heard {
                Some(Ok(message)) if !message.is_close() => {}
                _ => return Ok(()),
            },
        }
    }
}
