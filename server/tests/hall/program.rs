//! The real program as a process of its own, which can be killed as a power cut kills it.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

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
        Self::run(Command::new(env!("CARGO_BIN_EXE_hoitruong")), data, listen, programme, log)
    }

    /// Starts it where the system gives it only so many handles.
    pub(crate) fn start_with_handles(data: &Path, programme: &str, handles: u32) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -n {handles}; exec \"$0\" \"$@\"")]);
        command.arg(env!("CARGO_BIN_EXE_hoitruong"));
        Self::run(command, data, "127.0.0.1:0", programme, None)
    }

    fn run(mut command: Command, data: &Path, listen: &str, programme: &str, log: Option<&Path>) -> Self {
        let links = data.join("links.json");
        let _ = std::fs::remove_file(&links);
        command.args(["serve", "--listen", listen, "--demo", programme, "--data"]).arg(data);
        command.arg("--links-json").arg(&links).stdout(Stdio::null());
        if let Some(log) = log {
            let file = File::options().create(true).append(true).open(log).unwrap();
            command.env("RUST_LOG", "debug,sqlx=trace,server=trace").stderr(file);
        }
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
