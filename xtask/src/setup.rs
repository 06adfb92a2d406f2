//! Sets up a bare machine: someone with rustup and Node types one command and it works.
//!
//! Every function looks first and is silent when nothing is missing; what cannot be installed is named together
//! with what to do, and the command stops. Nothing is quietly left out.

mod browser;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

pub(crate) use browser::browser;

use crate::process;
use crate::workspace::{cargo, root};

/// The target the consoles are compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Sets up what it takes to build the site and the program.
pub(crate) fn for_building() -> Result<()> {
    c_compiler()?;
    wasm_target()?;
    npm_packages("screen")
}

/// Sets up what it takes to lint and to check the layout of the code.
pub(crate) fn for_linting() -> Result<()> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !process::succeeds(cargo().args([tool, "--version"])) {
            eprintln!("     installing {component}");
            process::run_over_network(rustup().args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Sets up libfaketime, which moves the clocks of a program under test.
pub(crate) fn faketime() -> Result<()> {
    // Its own program comes with the library.
    let is_there = || process::succeeds(Command::new("faketime").arg("--version"));
    if !cfg!(target_os = "linux") || is_there() {
        return Ok(());
    }
    if can_apt() {
        eprintln!("     installing libfaketime, for the tests of a clock that is wrong");
        return apt_install("faketime");
    }
    bail!(
        "libfaketime is needed for the tests of a clock that is wrong and is not installed; \
         install it (Debian: `sudo apt-get install faketime`) and try again"
    )
}

/// Installs the npm packages of a folder, exactly as its lock file names them.
pub(crate) fn npm_packages(folder: &str) -> Result<()> {
    let name = folder;
    let folder = root().join(name);
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    // By content, not by age: git sets every file's time to that of the checkout.
    let wanted = format!("{:x}", Sha256::digest(lock));
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if !process::succeeds(Command::new("npm").arg("--version")) {
        bail!(
            "Node.js with npm is needed for {name}/ and is not installed; \
             install it (Debian: `apt-get install nodejs npm`) and try again"
        );
    }
    eprintln!("     installing the npm packages of {name}/");
    process::run_over_network(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder),
    )?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Requires a C compiler: SQLite is compiled from C.
fn c_compiler() -> Result<()> {
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    if process::succeeds(Command::new(&compiler).arg("--version")) {
        return Ok(());
    }
    if can_apt() {
        eprintln!("     installing a C compiler, for SQLite");
        return apt_install("build-essential");
    }
    bail!(
        "a C compiler is needed for SQLite, and `{}` does not run; \
         install one (Debian: `sudo apt-get install build-essential`) and try again",
        compiler.display()
    )
}

/// Installs the standard library for the consoles' target.
fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries = process::output(
        Command::new(rustc).args(["--print", "target-libdir", "--target", WASM_TARGET]).current_dir(root()),
    )?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    if !process::succeeds(rustup().arg("--version")) {
        bail!(
            "this Rust has no standard library for {WASM_TARGET}, and there is no rustup to install it; \
             install rustup, or your system's package for that target, and try again"
        );
    }
    // rust-toolchain.toml names the target too, but a rustup told not to install by itself leaves it out.
    eprintln!("     installing the Rust target {WASM_TARGET}");
    process::run_over_network(rustup().args(["target", "add", WASM_TARGET]))
}

/// A rustup command in the project's folder, where rust-toolchain.toml says which toolchain is meant.
fn rustup() -> Command {
    let mut command = Command::new("rustup");
    command.current_dir(root());
    command
}

/// True if packages of the system can be installed without asking anyone: as root, where there is apt.
fn can_apt() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
        && process::succeeds(Command::new("apt-get").arg("--version"))
}

/// Installs a package of the system.
fn apt_install(package: &str) -> Result<()> {
    let apt = |words: &[&str]| {
        process::run_over_network(
            Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    apt(&["-qq", "update"])?;
    apt(&["-qq", "install", "--yes", "--no-install-recommends", package])
}
