//! `cargo xtask bench`: measures against the budgets, and fails if one is not held.
//!
//! A time on one machine says little about another, so what is measured is a ratio: ours and something plain
//! that does the same work, side by side in one run. All traffic stays on 127.0.0.1, and a run ends by itself.

mod bare;
mod clients;
mod closing;
mod fanout;
mod hall;
mod helper;
mod http;
mod report;

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use clap::{Parser, Subcommand};
use serde::{Deserialize, Serialize};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// Hold the budgets, as ratios within one run.
#[derive(Parser)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Fanout(fanout::Args),
    Closing(closing::Args),
    /// The phones, in a process of their own, so that their work is not counted as the server's.
    #[command(hide = true)]
    Clients(clients::Args),
    /// What the server is compared with, also in a process of its own.
    #[command(hide = true)]
    Bare,
}

/// Runs a bench, or plays one of its parts.
pub(crate) fn bench(args: &Args) -> Result<()> {
    match &args.what {
        What::Fanout(args) => fanout::run(args),
        What::Closing(args) => closing::run(args),
        What::Clients(args) => clients::run(args),
        What::Bare => bare::run(),
    }
}

/// The phones' report once every one of them has a change.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Delivered {
    /// The offset in the change's frame.
    offset: u64,
    /// When the last phone had it, by [`now`], in nanoseconds.
    last: u64,
    /// Frames with panels that all phones together have had so far.
    frames: u64,
    /// The text of the frame.
    frame: String,
}

/// The phones' first report: every socket is open.
#[derive(Debug, Serialize, Deserialize)]
struct Connected {
    sockets: usize,
}

/// Nanoseconds on this machine's clock: the one clock all parts of a bench share.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}

/// A websocket configuration with small buffers: frames are small and connections many, and with tungstenite's own 128
/// KB a connection, memory would be all buffer.
fn small_buffers() -> WebSocketConfig {
    WebSocketConfig::default().read_buffer_size(4 * 1024)
}
