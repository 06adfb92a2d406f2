//! `cargo xtask …`: the commands a newcomer types, and nothing else to install.
//!
//! | command | what it does |
//! |---|---|
//! | `run` | builds everything and starts `hoitruong` with a demonstration meeting |
//! | `test` | every check there is, in one order, each with its time |
//! | `site` | builds what browsers download into `target/site/`, as the other commands do first |
//! | `release` | builds the one file that is given to others |
//! | `bench` | measures against the budgets, as ratios within one run |
//!
//! Each command does the set-up it needs ([`setup`]); progress goes to the error stream, so that what a command
//! answers (a path, a measurement) stands alone on the output stream.

mod bench;
mod dependencies;
mod process;
mod progress;
mod release;
mod run;
mod screen;
mod setup;
mod site;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Builds, runs and tests Hội trường.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Args),
    Test(test::Args),
    /// Build what browsers download into target/site/.
    Site,
    /// Build the one file that is handed out; its path is the last line printed.
    Release,
    Bench(bench::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Test(args) => test::test(&args),
        Command::Site => setup::for_building().and_then(|()| site::build()),
        Command::Release => release::release(),
        Command::Bench(args) => bench::bench(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
