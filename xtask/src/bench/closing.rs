//! `bench closing`: measures what closing a poll costs its own meeting, and every other one, in a folder with many
//! attached files.
//!
//! Round after round one meeting asks for a show of hands, gets ballots, and closes; another works on meanwhile, one
//! command after the other. How long the other's commands take around a closing is held against how long they take in as
//! long a stretch of the same round without one. So both are of the same minutes of this machine.

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::{Parser, value_parser};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::sleep;

use super::hall::Hall;
use super::http::Http;
use super::report::median;
use crate::progress::Progress;
use crate::{release, setup, site};

/// Milliseconds that closing may take, and sealing after it.
const MS_BUDGET: f64 = 50.0;
/// How much longer than without a closing the slowest hundredth of another meeting's commands may take.
const RATIO_BUDGET: f64 = 1.3;
/// Bytes of one attached file.
const FILE: usize = 19 * 1024 * 1024;
/// Number of files attached to one meeting: a meeting takes a hundred megabytes.
const FILES: usize = 5;
/// How long the other meeting is watched, with a closing and without.
const STRETCH: Duration = Duration::from_millis(500);
/// How long a sealing is waited for; one that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most polls that a meeting may have, less those of its programme.
const MOST_ROUNDS: i64 = 50;

/// How long closing and sealing a poll take, and what they cost other meetings.
#[derive(Parser)]
pub(crate) struct Args {
    /// Megabytes of attached files in the folder.
    #[arg(long, default_value_t = 400, value_parser = value_parser!(u32).range(0..=2000))]
    attached: u32,
    /// Ballots in each poll.
    #[arg(long, default_value_t = 80, value_parser = value_parser!(u32).range(1..=500))]
    ballots: u32,
    /// How many polls.
    #[arg(long, default_value_t = 30, value_parser = value_parser!(u32).range(1..=MOST_ROUNDS))]
    rounds: u32,
    /// Print one line of JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Builds the program as it is released, measures, and prints the report.
#[expect(clippy::print_stdout, reason = "the measurement is this command's answer")]
pub(crate) fn run(args: &Args) -> Result<()> {
    let mut progress = Progress::of(4);
    progress.step("set-up", setup::for_building)?;
    progress.step("site", site::build)?;
    let ours = progress.step("program", release::program_with_site)?;
    let report = progress.step("measure", || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(measure(args, &ours))
    })?;
    let answer = if args.json { serde_json::to_string(&report)? } else { report.to_string() };
    println!("{answer}");
    Ok(())
}

/// What one run measured.
#[derive(Serialize)]
struct Report {
    attached_mb: u32,
    ballots: u32,
    rounds: u32,
    /// Milliseconds from asking to "closed, nothing more is taken": the median and the longest.
    closing_ms: [f64; 2],
    /// Milliseconds from there to sealed.
    sealing_ms: [f64; 2],
    /// Milliseconds of the slowest hundredth of the other meeting's commands: around a closing, and without one.
    other_p99_ms: [f64; 2],
    /// The first as a multiple of the second.
    other_ratio: f64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { attached_mb, ballots, rounds, closing_ms, sealing_ms, other_p99_ms, other_ratio } = self;
        writeln!(f, "{rounds} polls of {ballots} ballots, {attached_mb} MB attached")?;
        writeln!(f, "{:38}{:>9}{:>9}{:>9}", "", "median", "longest", "budget")?;
        for (name, [middle, longest]) in [("closing, ms", closing_ms), ("sealing after it, ms", sealing_ms)] {
            writeln!(f, "{name:38}{middle:>9.1}{longest:>9.1}{MS_BUDGET:>9.0}")?;
        }
        let [with, without] = other_p99_ms;
        writeln!(f, "{:38}{:>9}{:>9}{:>9}", "", "closing", "quiet", "ratio")?;
        writeln!(f, "{:38}{with:>9.1}{without:>9.1}{other_ratio:>9.2}", "other meeting, p99, ms")?;
        let holds = closing_ms[0] <= MS_BUDGET && sealing_ms[0] <= MS_BUDGET && *other_ratio <= RATIO_BUDGET;
        f.write_str(if holds { "within the budgets" } else { "over a budget" })
    }
}

async fn measure(args: &Args, program: &Path) -> Result<Report> {
    let folder = tempfile::tempdir().context("cannot make a folder for the bench")?;
    let mut hall = Hall::start(program, folder.path()).await?;
    let mut office = Http::connect(&hall.address).await?;
    attach(&hall, &mut office, args.attached).await?;
    let other = new_meeting(&hall, &mut office).await?;
    hall.chair(json!({ "agenda": { "StartItem": { "id": 1 } } })).await?;
    let mut seats = Vec::new();
    for _ in 0..args.ballots {
        seats.push(hall.seat().await?);
    }
    let (stretch, watched) = watch::channel(Stretch::Idle);
    let address = hall.address.clone();
    let working = tokio::spawn(async move { work(&address, &other, watched).await });

    let (mut closing, mut sealing) = (Vec::new(), Vec::new());
    // The programme has a poll of its own.
    for poll in 2..2 + args.rounds {
        hall.chair(json!({ "poll": { "AskHands": { "title": format!("Biểu quyết {poll}") } } })).await?;
        for seat in &seats {
            let ballot = json!({ "ballot": { "poll": poll, "answers": [{ "ticked": [0] }] } });
            let path = format!("/api/meetings/{}/commands", hall.code);
            let body = json!({ "id": format!("ballot-{poll}"), "command": ballot });
            let _: Value = office.post(&path, Some(seat), &body).await?;
        }
        // Which comes first changes from round to round.
        for closes in [poll % 2 == 0, poll % 2 == 1] {
            sleep(STRETCH / 5).await;
            stretch.send_replace(if closes { Stretch::Closing } else { Stretch::Quiet });
            sleep(STRETCH / 5).await;
            if closes {
                let asked = Instant::now();
                hall.chair(json!({ "poll": { "ClosePoll": { "poll": poll } } })).await?;
                closing.push(ms_since(asked));
                let closed = Instant::now();
                while state(&mut office, &hall).await? != "sealed" {
                    ensure!(closed.elapsed() < PATIENCE, "the poll is not sealed");
                    sleep(Duration::from_millis(1)).await;
                }
                sealing.push(ms_since(closed));
            }
            sleep(STRETCH * 4 / 5).await;
            stretch.send_replace(Stretch::Idle);
        }
    }
    stretch.send_replace(Stretch::Over);
    let Took { with, without } = working.await??;
    let other_p99_ms = [p99(with)?, p99(without)?];
    Ok(Report {
        attached_mb: args.attached,
        ballots: args.ballots,
        rounds: args.rounds,
        closing_ms: middle_and_longest(closing),
        sealing_ms: middle_and_longest(sealing),
        other_p99_ms,
        other_ratio: other_p99_ms[0] / other_p99_ms[1],
    })
}

/// The stretch of a round that the other meeting's commands fall into.
#[derive(Clone, Copy, PartialEq)]
enum Stretch {
    /// They are not counted.
    Idle,
    /// They are around a closing.
    Closing,
    /// They are without one.
    Quiet,
    /// The bench is over.
    Over,
}

/// How long commands took, in milliseconds, by stretch.
#[derive(Default)]
struct Took {
    with: Vec<f64>,
    without: Vec<f64>,
}

/// The other meeting of the bench, and what opens it.
struct Other {
    code: String,
    chair: String,
}

/// Creates a meeting beside the one that is there.
async fn new_meeting(hall: &Hall, office: &mut Http) -> Result<Other> {
    #[derive(Deserialize)]
    struct Made {
        code: String,
        places: Places,
    }
    #[derive(Deserialize)]
    struct Places {
        chair: Link,
    }
    #[derive(Deserialize)]
    struct Link {
        secret: String,
    }
    let wanted = json!({ "programme": "xa-cong-an" });
    let made: Made = office.post("/api/meetings", Some(&hall.office), &wanted).await?;
    Ok(Other { code: made.code, chair: made.places.chair.secret })
}

/// Attaches so many megabytes, spread over as many meetings as they need.
async fn attach(hall: &Hall, office: &mut Http, megabytes: u32) -> Result<()> {
    let files = (megabytes as usize * 1024 * 1024).div_ceil(FILE);
    let mut code = String::new();
    for number in 0..files {
        if number % FILES == 0 {
            code = new_meeting(hall, office).await?.code;
        }
        // No two alike, or they would be one; and nothing that squeezes.
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut state = number as u64 + 1;
        while file.len() < FILE {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            file.extend_from_slice(&state.to_le_bytes());
        }
        office.post_file(&format!("/m/{code}/items/1/files?as=office"), &hall.office, &file).await?;
    }
    Ok(())
}

/// Opens and closes the other meeting's list, again and again, until the bench is over.
async fn work(address: &str, other: &Other, stretch: watch::Receiver<Stretch>) -> Result<Took> {
    let mut http = Http::connect(address).await?;
    let path = format!("/api/meetings/{}/commands", other.code);
    let mut took = Took::default();
    for number in 0_u64.. {
        let begun = *stretch.borrow();
        let command = if number.is_multiple_of(2) { "OpenList" } else { "CloseList" };
        let body = json!({ "id": format!("work-{number}"), "command": { "speakers": command } });
        let asked = Instant::now();
        let answer: Value = http.post(&path, Some(&other.chair), &body).await?;
        ensure!(answer.get("done").is_some(), "the other meeting refused {command}: {answer}");
        let ms = ms_since(asked);
        match begun {
            Stretch::Closing => took.with.push(ms),
            Stretch::Quiet => took.without.push(ms),
            Stretch::Idle => {}
            Stretch::Over => break,
        }
        sleep(Duration::from_millis(1)).await;
    }
    Ok(took)
}

/// The state of the poll that the meeting looks at.
async fn state(http: &mut Http, hall: &Hall) -> Result<String> {
    let path = format!("/api/meetings/{}/panels", hall.code);
    let panels: Value = http.get(&path, &hall.chair).await?;
    let state = panels.pointer("/panels/poll/state");
    Ok(state.and_then(Value::as_str).context("there is no poll on the chair's panel")?.to_owned())
}

fn ms_since(then: Instant) -> f64 {
    then.elapsed().as_secs_f64() * 1e3
}

fn middle_and_longest(values: Vec<f64>) -> [f64; 2] {
    let longest = values.iter().copied().fold(f64::NAN, f64::max);
    [median(values), longest]
}

/// The least time that the slowest hundredth takes.
fn p99(mut values: Vec<f64>) -> Result<f64> {
    values.sort_by(f64::total_cmp);
    let at = values.len() * 99 / 100;
    match values.get(at) {
        Some(value) if values.len() >= 100 => Ok(*value),
        _ => bail!("{} commands are too few to tell; take more rounds", values.len()),
    }
}
