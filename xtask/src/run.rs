//! `cargo xtask run`: builds everything, and starts a demonstration meeting.

use std::process::Command;

use anyhow::{Context, Result};
use clap::Parser;

use crate::progress::Progress;
use crate::workspace::{cargo, program, root, target_dir};
use crate::{process, setup, site};

/// The arguments of `hoitruong serve` unless the developer gives others.
const DEFAULTS: [(&str, &str); 3] =
    [("--listen", "0.0.0.0:3000"), ("--data", "data"), ("--demo", "xa-cong-an")];

/// Build everything and start the program with a demonstration meeting.
#[derive(Parser)]
pub(crate) struct Args {
    /// More words for `hoitruong serve`, such as `--listen 127.0.0.1:4000`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    serve: Vec<String>,
}

/// Builds the site and the program, and becomes the program.
pub(crate) fn run(args: &Args) -> Result<()> {
    let mut progress = Progress::of(3);
    progress.step("set-up", setup::for_building)?;
    progress.step("site", site::build)?;
    let path = progress.step("program", || {
        process::run(cargo().args(["build", "-p", "server", "--bin", "hoitruong"]))?;
        Ok(target_dir()?.join("debug").join(program("hoitruong")))
    })?;
    let mut server = Command::new(&path);
    server.arg("serve").args(serve_arguments(&args.serve)).current_dir(root());
    become_process(&mut server).with_context(|| format!("cannot start {}", path.display()))
}

/// The defaults that were not replaced, then the arguments the developer gave.
fn serve_arguments(asked: &[String]) -> Vec<String> {
    let is_asked = |flag: &str| {
        asked
            .iter()
            .any(|word| word.strip_prefix(flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
    };
    let defaults = DEFAULTS.into_iter().filter(|(flag, _)| !is_asked(flag));
    defaults.flat_map(|(flag, value)| [flag.into(), value.into()]).chain(asked.iter().cloned()).collect()
}

/// Turns this process into the server: whoever sends Ctrl-C, or a signal to our process id, reaches it directly,
/// so that it shuts down as it would in the hall.
#[cfg(unix)]
fn become_process(server: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(server.exec().into())
}

/// Waits for the server: where a process cannot turn into another, the console sends Ctrl-C to both.
#[cfg(not(unix))]
fn become_process(server: &mut Command) -> Result<()> {
    process::run(server)
}

#[cfg(test)]
mod tests {
    use super::serve_arguments;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(Into::into).collect()
    }

    #[test]
    fn defaults_stand_until_they_are_replaced() {
        assert_eq!(serve_arguments(&[]), words("--listen 0.0.0.0:3000 --data data --demo xa-cong-an"));
        assert_eq!(
            serve_arguments(&words("--listen=127.0.0.1:4000 --links-json links.json")),
            words("--data data --demo xa-cong-an --listen=127.0.0.1:4000 --links-json links.json")
        );
    }

    #[test]
    fn a_longer_flag_replaces_nothing() {
        assert_eq!(
            serve_arguments(&words("--data-retention 30")),
            words("--listen 0.0.0.0:3000 --data data --demo xa-cong-an --data-retention 30")
        );
    }
}
