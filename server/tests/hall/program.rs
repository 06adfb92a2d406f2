//! The real program as a process of its own, which can be killed as a power cut kills it.

use std::fs::File;
use std::io::{BufRead, BufReader};
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
        let links = data.join("links.json");
        let _ = std::fs::remove_file(&links);
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoitruong"));
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
