//! Helper processes of a bench: starts them, speaks with them by lines, and reads what they cost.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// How long a helper is waited for: longer than anything a bench waits for takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Ticks of the times that Linux tells of a process: hundredths of a second, whatever its own clock ticks at.
const TICKS_PER_SECOND: f64 = 100.0;

/// A command that may open as many sockets as this system lets anyone, and that ends with the bench.
pub(crate) fn command(program: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", r#"ulimit -n "$(ulimit -H -n)"; exec "$@""#, "sh"])
        .arg(program)
        .args(args)
        .kill_on_drop(true);
    command
}

/// A part of the bench in a process of its own, which is spoken to a line at a time.
pub(crate) struct Helper {
    name: &'static str,
    child: Child,
    input: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Helper {
    /// Starts the process.
    pub(crate) fn start(name: &'static str, command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("{name} cannot be spoken to");
        };
        Ok(Self { name, child, input, lines: BufReader::new(output).lines() })
    }

    /// Sends it a line.
    pub(crate) async fn say(&mut self, line: &str) -> Result<()> {
        let said = self.input.write_all(format!("{line}\n").as_bytes()).await;
        said.with_context(|| format!("{} no longer listens", self.name))
    }

    /// Waits for the next line it says, and reads it as JSON.
    pub(crate) async fn hear<T: DeserializeOwned>(&mut self) -> Result<T> {
        let heard = self.hear_within(PATIENCE).await?;
        heard.with_context(|| format!("{} has said nothing for {} s", self.name, PATIENCE.as_secs()))
    }

    /// As [`Helper::hear`], but `None` if it says nothing in this time.
    pub(crate) async fn hear_within<T: DeserializeOwned>(&mut self, time: Duration) -> Result<Option<T>> {
        let Ok(line) = timeout(time, self.lines.next_line()).await else { return Ok(None) };
        let line =
            line?.with_context(|| format!("{} has ended; what it printed above says why", self.name))?;
        let said = serde_json::from_str(&line);
        said.map(Some).with_context(|| format!("{} said something unexpected: {line}", self.name))
    }

    /// What it has cost the machine so far.
    pub(crate) fn cost(&self) -> Result<Cost> {
        Cost::of(&self.child)
    }
}

/// What a process has cost this machine so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Seconds on a core, its own and the system's for it.
    pub(crate) cpu_seconds: f64,
    /// Kilobytes of memory it holds now.
    pub(crate) memory_kb: f64,
}

impl Cost {
    /// Reads the cost of a process from the system.
    pub(crate) fn of(child: &Child) -> Result<Self> {
        let id = child.id().context("a process of the bench has ended")?;
        let read = |file: &str| {
            fs::read_to_string(format!("/proc/{id}/{file}")).context(
                "cannot read /proc, where Linux tells what a process costs; benches run on Linux only",
            )
        };
        let cpu_seconds = cpu_seconds(&read("stat")?).context("/proc/…/stat does not look as it should")?;
        let memory_kb = memory_kb(&read("status")?).context("/proc/…/status does not look as it should")?;
        Ok(Self { cpu_seconds, memory_kb })
    }
}

/// Reads utime and stime of `/proc/PID/stat`, in seconds. The program's name, in parentheses, may hold anything.
fn cpu_seconds(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11);
    let user: f64 = times.next()?.parse().ok()?;
    let system: f64 = times.next()?.parse().ok()?;
    Some((user + system) / TICKS_PER_SECOND)
}

/// Reads VmRSS of `/proc/PID/status`, in kilobytes.
fn memory_kb(status: &str) -> Option<f64> {
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    held.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_linux_writes() {
        let stat = "77 (a (b) c) S 1 77 77 0 -1 4194560 100 0 0 0 125 75 0 0 20 0 3 0 900 1 2";
        assert_eq!(cpu_seconds(stat), Some(2.0));
        assert_eq!(memory_kb("Name:\tx\nVmRSS:\t   10240 kB\nThreads:\t3\n"), Some(10240.0));
    }
}
