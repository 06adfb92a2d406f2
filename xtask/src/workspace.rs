//! Paths of the workspace, and the cargo that builds it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The root folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A command of the very cargo that started us, in the project's folder.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The folder where cargo puts what it builds: `target/`, unless a developer has moved it.
pub(crate) fn target_dir() -> Result<PathBuf> {
    #[derive(serde::Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let json = process::output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Metadata =
        serde_json::from_str(&json).context("cargo metadata printed something that is not its JSON")?;
    Ok(metadata.target_directory)
}

/// The second target folder, for the consoles' wasm. With one of its own, building it neither waits for the server's
/// build nor drags `app`'s other feature into it.
pub(crate) fn browser_target_dir() -> Result<PathBuf> {
    Ok(target_dir()?.join("wasm"))
}

/// The folder of the built site. The server embeds it from this very place, wherever `target` has been moved to.
pub(crate) fn site_dir() -> PathBuf {
    root().join("target/site")
}

/// A program's file name on this system.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}
