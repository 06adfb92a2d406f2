//! Starts other programs: a failure names the program, and what the network spoiled is tried again.

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// Runs a command to its end, its output shown as it comes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status}); what it printed above says why", shown(command));
    }
    Ok(())
}

/// Runs a command to its end and returns its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("`{}` failed ({}); what it printed above says why", shown(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` did not print text", shown(command)))
}

/// True if a command can be started and ends well. It is silent: used to ask whether a program is there.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a command that needs the network, up to three times: one lost connection should not cost a whole run.
pub(crate) fn run_over_network(command: &mut Command) -> Result<()> {
    const WAITS: [Duration; 2] = [Duration::from_secs(3), Duration::from_secs(10)];
    for wait in WAITS {
        match run(command) {
            Ok(()) => return Ok(()),
            Err(error) => {
                eprintln!("     {error:#}\n     once more in {} s", wait.as_secs());
                thread::sleep(wait);
            }
        }
    }
    run(command)
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`: is {} installed?", shown(command), command.get_program().display())
}

/// Formats a command as one would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
