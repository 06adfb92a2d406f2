//! `bench fanout`: measures one change to all phones, ours against a bare broadcaster of the same bytes.
//!
//! Round after round the chair opens or closes the list of speakers; when every phone has the change, the very
//! frame they got goes through the bare broadcaster to as many sockets. So both live through the same minutes of
//! this machine, and whatever else it is doing falls on both.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Parser, value_parser};
use serde_json::json;

use super::hall::Hall;
use super::helper::{Cost, Helper, command};
use super::report::{Report, Side, median};
use super::{Connected, Delivered, now};
use crate::progress::Progress;
use crate::workspace::{cargo, program, target_dir};
use crate::{process, release, setup, site};

/// Rounds before the first that counts: buffers grow and caches fill.
const WARM_UP: u32 = 5;

/// A pause after a round: stragglers arrive now, and are not taken for the next.
const PAUSE: Duration = Duration::from_millis(10);

/// One change to all phones: the server's time for it, its memory, and how long until the last phone has it.
#[derive(Parser)]
pub(crate) struct Args {
    /// How many phones.
    #[arg(long, default_value_t = 1000, value_parser = value_parser!(u32).range(1..=8000))]
    sockets: u32,
    /// How many changes; more make the server's time more exact.
    #[arg(long, default_value_t = 200, value_parser = value_parser!(u32).range(1..=2000))]
    rounds: u32,
    /// Print one line of JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Builds both programs as they are released, measures, and prints the report.
#[expect(clippy::print_stdout, reason = "the measurement is this command's answer")]
pub(crate) fn run(args: &Args) -> Result<()> {
    let mut progress = Progress::of(5);
    progress.step("set-up", setup::for_building)?;
    progress.step("site", site::build)?;
    let ours = progress.step("program", release::program_with_site)?;
    // The parts of the bench as well: a broadcaster that is not optimised would flatter us.
    let xtask = progress.step("bench", || {
        process::run(cargo().args(["build", "--release", "-p", "xtask"]))?;
        Ok(target_dir()?.join("release").join(program("xtask")))
    })?;
    let report = progress.step("measure", || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(measure(args, &ours, &xtask))
    })?;
    let answer = if args.json { serde_json::to_string(&report)? } else { report.to_string() };
    println!("{answer}");
    Ok(())
}

async fn measure(args: &Args, program: &Path, xtask: &Path) -> Result<Report> {
    let folder = tempfile::tempdir().context("cannot make a folder for the bench")?;
    let mut hall = Hall::start(program, folder.path()).await?;
    let mut bare = Helper::start("the bare broadcaster", &mut command(xtask, ["bench", "bare"]))?;
    let bare_address: String = bare.hear().await?;
    let (hall_empty, bare_empty) = (hall.cost()?, bare.cost()?);

    let secrets = seats(&mut hall, args.sockets, folder.path()).await?;
    let url = format!("ws://{}/m/{}/live?as=phone", hall.address, hall.code);
    let ours = Phones::connect(xtask, args.sockets, &url, Some(&secrets)).await?;
    let theirs = Phones::connect(xtask, args.sockets, &format!("ws://{bare_address}"), None).await?;
    // Whichever way the demonstration begins, the first round opens the list: it may be closed already.
    let _ = hall.chair(json!({ "speakers": "CloseList" })).await;

    let mut race = Race { hall, bare, ours, theirs };
    for number in 0..WARM_UP {
        race.round(number).await?;
    }
    race.ours.last_ms.clear();
    race.theirs.last_ms.clear();
    let before = race.standing()?;
    for number in WARM_UP..WARM_UP + args.rounds {
        race.round(number).await?;
    }
    let after = race.standing()?;

    let per_socket = |cost: Cost, empty: Cost| (cost.memory_kb - empty.memory_kb) / f64::from(args.sockets);
    Ok(Report {
        sockets: args.sockets,
        rounds: args.rounds,
        frame_bytes: race.ours.newest.frame.len(),
        ours: Side {
            cpu_us: after.ours.cpu_us_since(before.ours),
            last_ms: median(race.ours.last_ms),
            kb_per_socket: per_socket(after.ours.cost, hall_empty),
        },
        bare: Side {
            cpu_us: after.bare.cpu_us_since(before.bare),
            last_ms: median(race.theirs.last_ms),
            kb_per_socket: per_socket(after.bare.cost, bare_empty),
        },
    })
}

/// Both servers, each with its phones.
struct Race {
    hall: Hall,
    bare: Helper,
    ours: Phones,
    theirs: Phones,
}

impl Race {
    /// Plays one change through both, one after the other.
    async fn round(&mut self, number: u32) -> Result<()> {
        self.ours.settle().await?;
        let asked = now();
        let command = if number.is_multiple_of(2) { "OpenList" } else { "CloseList" };
        self.hall.chair(json!({ "speakers": command })).await?;
        self.ours.all_have_it(asked).await?;

        self.theirs.settle().await?;
        let asked = now();
        self.bare.say(&self.ours.newest.frame).await?;
        self.theirs.all_have_it(asked).await
    }

    fn standing(&self) -> Result<Standing> {
        Ok(Standing {
            ours: Reading { cost: self.hall.cost()?, frames: self.ours.newest.frames },
            bare: Reading { cost: self.bare.cost()?, frames: self.theirs.newest.frames },
        })
    }
}

/// The readings of both servers at one moment.
struct Standing {
    ours: Reading,
    bare: Reading,
}

/// What a server has cost so far, and what it has delivered for it.
#[derive(Clone, Copy)]
struct Reading {
    cost: Cost,
    frames: u64,
}

impl Reading {
    /// Microseconds on a core for each frame delivered since `before`.
    fn cpu_us_since(self, before: Self) -> f64 {
        let frames = self.frames.saturating_sub(before.frames).max(1);
        (self.cost.cpu_seconds - before.cost.cpu_seconds) * 1e6 / frames as f64
    }
}

/// All phones of one server.
struct Phones {
    process: Helper,
    /// The newest change that all of them have.
    newest: Delivered,
    /// Milliseconds each change took to reach the last of them.
    last_ms: Vec<f64>,
}

impl Phones {
    /// Starts the phones and waits until all are connected.
    async fn connect(xtask: &Path, sockets: u32, url: &str, secrets: Option<&Path>) -> Result<Self> {
        let mut phones = command(xtask, ["bench", "clients", url, "--sockets", &sockets.to_string()]);
        if let Some(secrets) = secrets {
            phones.arg("--secrets").arg(secrets);
        }
        let mut process = Helper::start("the process with the phones", &mut phones)?;
        process.hear::<Connected>().await?;
        // Ours greets each phone with all there is to see; the bare one has nothing to say yet.
        let newest = if secrets.is_some() { process.hear().await? } else { Delivered::default() };
        Ok(Self { process, newest, last_ms: Vec::new() })
    }

    /// Waits until all phones have the change that was asked for at this time.
    async fn all_have_it(&mut self, asked: u64) -> Result<()> {
        self.newest = self.process.hear().await?;
        self.last_ms.push(self.newest.last.saturating_sub(asked) as f64 / 1e6);
        Ok(())
    }

    /// Waits until nothing is under way any more.
    async fn settle(&mut self) -> Result<()> {
        while let Some(newer) = self.process.hear_within(PAUSE).await? {
            self.newest = newer;
        }
        Ok(())
    }
}

/// Gets a seat for each phone and leaves their secrets in a file, one on a line.
async fn seats(hall: &mut Hall, sockets: u32, folder: &Path) -> Result<PathBuf> {
    let mut secrets = String::new();
    for _ in 0..sockets {
        secrets += &hall.seat().await?;
        secrets.push('\n');
    }
    let path = folder.join("secrets");
    fs::write(&path, secrets).context("cannot write the secrets of the phones")?;
    Ok(path)
}
