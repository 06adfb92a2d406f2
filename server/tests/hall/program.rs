//! The real program as a process of its own, which can be killed as a power cut kills it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A running program with one meeting.
pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) links: Value,
}

impl Drop for Program {
    /// Killed, not asked: as when the power fails.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    /// Starts it with a meeting of this programme if the folder has none. With a `log` it says there all that it can
    /// say of itself.
    pub(crate) fn start(data: &Path, listen: &str, programme: &str, log: Option<&Path>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoitruong"));
        command.args(["serve", "--listen", listen, "--demo", programme, "--data"]).arg(data);
        if let Some(log) = log {
            let file = File::options().create(true).append(true).open(log).unwrap();
            command.env("RUST_LOG", "debug,sqlx=trace,server=trace").stderr(file);
        }
        Self::run(command)
    }

    /// Starts it with these options besides.
    pub(crate) fn start_with(data: &Path, options: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoitruong"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(options);
        Self::run(command)
    }

    /// Starts it where the system gives it only so many handles.
    pub(crate) fn start_with_handles(data: &Path, programme: &str, handles: u32) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -n {handles}; exec \"$0\" \"$@\"")]);
        command.arg(env!("CARGO_BIN_EXE_hoitruong"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--demo", programme, "--data"]).arg(data);
        Self::run(command)
    }

    /// Starts it with its folder on a disk of this size that is its own, and says where the test finds that disk: the
    /// program sees a mount that nobody else does.
    pub(crate) fn start_on_small_disk(data: &Path, size: &str, programme: &str) -> (Self, PathBuf) {
        let mut command = Command::new("unshare");
        let mount = format!("mount -t tmpfs -o size={size} none \"$0\" && exec \"$@\"");
        command.args(["--map-root-user", "--mount", "sh", "-c", &mount]).arg(data);
        command.arg(env!("CARGO_BIN_EXE_hoitruong"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--demo", programme, "--data"]).arg(data);
        let program = Self::run(command);
        let disk = format!("/proc/{}/root{}", program.child.id(), data.display());
        (program, disk.into())
    }

    /// Starts it with a meeting of this programme, and with these variables in its environment.
    pub(crate) fn start_within(
        data: &Path,
        listen: &str,
        programme: &str,
        variables: &[(&str, String)],
    ) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoitruong"));
        command.args(["serve", "--listen", listen, "--demo", programme, "--data"]).arg(data);
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        Self::run(command)
    }

    /// Starts it, and waits until it is up.
    fn run(mut command: Command) -> Self {
        let beside = TempDir::new().unwrap();
        let links = beside.path().join("links.json");
        command.arg("--links-json").arg(&links).stdout(Stdio::null());
        let mut program = Self { child: command.spawn().unwrap(), links: Value::Null };
        let started = Instant::now();
        while program.links.is_null() {
            assert!(started.elapsed() < Duration::from_secs(20), "the program does not start");
            std::thread::sleep(Duration::from_millis(20));
            let written = std::fs::read_to_string(&links).ok();
            program.links = written.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        }
        program
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) {
        let told = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        assert!(self.child.wait().unwrap().success());
    }

    /// How many megabytes it has in memory.
    pub(crate) fn megabytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
    }

    pub(crate) fn authority(&self) -> String {
        let url = self.links["places"]["chair"]["url"].as_str().unwrap();
        url.split('/').nth(2).unwrap().to_owned()
    }

    pub(crate) fn code(&self) -> String {
        self.links["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn secret(&self, place: &str) -> String {
        self.links["places"][place]["secret"].as_str().unwrap().to_owned()
    }
}

/// What the program says at a start until it has said this; then it is stopped.
pub(crate) fn says(data: &Path, arguments: &[&str], until: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hoitruong"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(arguments);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let (mut said, mut lines) = (String::new(), BufReader::new(child.stdout.take().unwrap()).lines());
    while !said.contains(until) {
        said += &lines.next().expect("it says more").unwrap();
        said.push('\n');
    }
    child.kill().unwrap();
    child.wait().unwrap();
    said
}
