//! `cargo xtask test`: every check there is, in one order, cheapest first.
//!
//! The order also keeps anything from being built twice: the browser's half is linted with the profile it is
//! built with, and the browser tests start the very program that `cargo test` built.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};

use crate::progress::Progress;
use crate::setup::WASM_TARGET;
use crate::workspace::{browser_target_dir, cargo, root};
use crate::{dependencies, process, screen, setup, site};

/// The arguments that select everything but the consoles' wasm: `app` is compiled for one side or the other, never for
/// both at once.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "wasm"];

/// Run every check there is.
#[derive(Parser)]
pub(crate) struct Args {
    /// Do this step and no other (may be given several times).
    #[arg(long)]
    only: Vec<Step>,
    /// Leave this step out (may be given several times).
    #[arg(long)]
    skip: Vec<Step>,
    /// More words for Playwright, such as the name of one spec.
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// The steps, in their order.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// `cargo fmt --check`
    Format,
    /// the types and the unit tests of the screens' script
    Screen,
    /// licences, duplicate and unused crates
    Dependencies,
    /// clippy over everything the server is made of
    Lint,
    /// the documentation of the code: what it refers to is there
    Documentation,
    /// clippy over what runs in the browser
    LintWasm,
    /// what browsers download
    Site,
    /// `cargo test`
    Rust,
    /// the types of the browser tests
    Types,
    /// the browser tests
    Browser,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Screen => "screen",
            Self::Dependencies => "dependencies",
            Self::Lint => "lint",
            Self::Documentation => "documentation",
            Self::LintWasm => "lint-wasm",
            Self::Site => "site",
            Self::Rust => "rust",
            Self::Types => "types",
            Self::Browser => "browser",
        }
    }

    fn run(self, args: &Args) -> Result<()> {
        match self {
            Self::Format => process::run(cargo().args(["fmt", "--all", "--check"])),
            Self::Screen => screen::test(),
            Self::Dependencies => dependencies::check(),
            Self::Lint => process::run(cargo().args(["clippy", "--all-targets", "--", "-D", "warnings"])),
            // Behind clippy, of what that has checked. What is private is documented too, so a link to it leads there.
            Self::Documentation => process::run(
                cargo().args(["doc", "--no-deps", "--document-private-items"]).args(NATIVE).args([
                    "--config",
                    // Added to what .cargo/config.toml says.
                    r#"build.rustdocflags = ["-D", "warnings", "-A", "rustdoc::private_intra_doc_links"]"#,
                ]),
            ),
            Self::LintWasm => process::run(
                cargo()
                    .args(["clippy", "-p", "wasm", "--target", WASM_TARGET, "--profile", "wasm-release"])
                    .args(["--", "-D", "warnings"])
                    .env("CARGO_TARGET_DIR", browser_target_dir()?),
            ),
            Self::Site => site::build(),
            Self::Rust => process::run(cargo().arg("test").args(NATIVE)),
            Self::Types => process::run(in_end2end("tsc").arg("--noEmit")),
            Self::Browser => process::run(
                in_end2end("playwright")
                    .arg("test")
                    .args(&args.playwright)
                    .env("HOITRUONG_BIN", tested_program()?)
                    .env("CHROMIUM", setup::browser()?),
            ),
        }
    }
}

/// Runs the steps that were asked for and stops at the first that fails.
pub(crate) fn test(args: &Args) -> Result<()> {
    let steps: Vec<Step> = Step::value_variants()
        .iter()
        .copied()
        .filter(|step| args.only.is_empty() || args.only.contains(step))
        .filter(|step| !args.skip.contains(step))
        .collect();
    if steps.is_empty() {
        bail!("nothing is left to test: every step asked for is also skipped");
    }
    let mut progress = Progress::of(steps.len() + 1);
    let done = progress
        .step("set-up", || set_up(&steps))
        .and_then(|()| steps.iter().try_for_each(|step| progress.step(step.name(), || step.run(args))));
    eprintln!("\n{}", progress.summary());
    done?;
    match Step::value_variants().len() - steps.len() {
        0 => eprintln!("everything passed"),
        left_out => eprintln!("passed, with {left_out} steps left out as asked"),
    }
    Ok(())
}

/// Sets up everything that might have to be installed, before anything else: what is missing shows in the first minute.
fn set_up(steps: &[Step]) -> Result<()> {
    let any = |wanted: &[Step]| steps.iter().any(|step| wanted.contains(step));
    setup::for_building()?;
    if any(&[Step::Rust]) {
        setup::faketime()?;
    }
    if any(&[Step::Format, Step::Lint, Step::LintWasm]) {
        setup::for_linting()?;
    }
    if any(&[Step::Types, Step::Browser]) {
        setup::npm_packages("end2end")?;
    }
    if any(&[Step::Browser]) {
        setup::browser()?;
    }
    Ok(())
}

/// Path of the program as `cargo test` builds it. Asking cargo, in the same words, costs a second when it is built, and
/// never names a stale one.
fn tested_program() -> Result<PathBuf> {
    #[derive(serde::Deserialize)]
    struct Artifact {
        target: Target,
        profile: Profile,
        executable: Option<PathBuf>,
    }
    #[derive(serde::Deserialize)]
    struct Target {
        name: String,
        kind: Vec<String>,
    }
    #[derive(serde::Deserialize)]
    struct Profile {
        test: bool,
    }
    let messages = process::output(cargo().arg("test").args(NATIVE).args([
        "--no-run",
        "--message-format",
        "json-render-diagnostics",
    ]))?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Artifact>(line).ok())
        .filter(|built| built.target.name == "hoitruong" && built.target.kind == ["bin"])
        // The program's own unit tests are a program of the same name.
        .filter(|built| !built.profile.test)
        .find_map(|built| built.executable)
        .context("cargo built no program `hoitruong`: does server/Cargo.toml still name it?")
}

/// A command of a program that npm installed for the browser tests.
fn in_end2end(name: &str) -> Command {
    let folder = root().join("end2end");
    let mut command = Command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    command
}
