//! `cargo xtask release`: the one file that is given to others, with the site inside it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::progress::Progress;
use crate::workspace::{cargo, program, root, target_dir};
use crate::{process, setup, site};

/// Builds the program for release and prints its path as the last line of the output stream.
#[expect(clippy::print_stdout, reason = "the path is this command's answer, for scripts to read")]
pub(crate) fn release() -> Result<()> {
    let mut progress = Progress::of(3);
    progress.step("set-up", setup::for_building)?;
    progress.step("site", site::build)?;
    let path = progress.step("program", program_with_site)?;
    eprintln!("{}", progress.summary());
    println!("{}", path.display());
    Ok(())
}

/// Compiles the program around the site, which has to be built, and returns where it is.
pub(crate) fn program_with_site() -> Result<PathBuf> {
    process::run(cargo().args(["build", "--release", "-p", "server", "--bin", "hoitruong"]))?;
    let built = target_dir()?.join("release").join(program("hoitruong"));
    let folder = root().join("target/dist");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = folder.join(program("hoitruong"));
    // Beside it first: a program that is running cannot be written over, but it can be replaced.
    let fresh = folder.join("hoitruong.new");
    fs::copy(&built, &fresh).with_context(|| format!("cannot copy {}", built.display()))?;
    fs::rename(&fresh, &path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
