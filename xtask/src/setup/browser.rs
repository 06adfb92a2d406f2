//! Finds or installs a browser for the browser tests: the machine's own, else Playwright's, else Debian's package.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{apt_install, can_apt};
use crate::process;
use crate::workspace::root;

/// The names Chromium and its relatives go by.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Finds a browser that starts, or installs one. The npm packages have to be there.
pub(crate) fn browser() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").filter(|chosen| !chosen.is_empty()) {
        let chosen = PathBuf::from(chosen);
        if starts(&chosen) {
            return Ok(chosen);
        }
        bail!(
            "CHROMIUM is set to {}, but that does not start; set it to a Chromium, or unset it",
            chosen.display()
        );
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    eprintln!("     no browser on this machine: fetching Playwright's");
    if let Err(error) = process::run(playwright().args(["install", "chromium"])) {
        eprintln!("     {error:#}");
    }
    if let Some(found) = playwrights() {
        return Ok(found);
    }
    if can_apt() {
        eprintln!("     installing the system's chromium");
        apt_install("chromium")?;
        if let Some(found) = installed() {
            return Ok(found);
        }
    }
    bail!(
        "the browser tests need Chromium, and none could be found or installed; \
         install it (Debian: `sudo apt-get install chromium`) or set CHROMIUM to the path of one, and try again"
    )
}

/// Finds a browser that is already there: the system's, or one Playwright fetched earlier.
fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file() && starts(program))
        .or_else(playwrights)
}

/// Finds the browser Playwright has fetched, if it has.
fn playwrights() -> Option<PathBuf> {
    let script = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
    let printed =
        process::output(Command::new("node").args(["-e", script]).current_dir(root().join("end2end")))
            .ok()?;
    let program = PathBuf::from(printed);
    (program.is_file() && starts(&program)).then_some(program)
}

/// True if a browser starts. Being there is not enough: one without its system libraries is a file that does not start.
fn starts(program: &Path) -> bool {
    process::succeeds(Command::new(program).arg("--version"))
}

fn playwright() -> Command {
    let mut command = Command::new("npx");
    command.args(["--no-install", "playwright"]).current_dir(root().join("end2end"));
    command
}
