//! The real program as a process of its own, which can be killed as a power cut kills it.

use std::fs::File;
use std::path::{Path, PathBuf};
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
        let (mut command, links) = Self::serve(data, listen, programme);
        if let Some(log) = log {
            let file = File::options().create(true).append(true).open(log).unwrap();
            command.env("RUST_LOG", "debug,sqlx=trace,server=trace").stderr(file);
        }
        Self::spawn(command, &links)
    }

    /// The same with these variables in its environment.
    pub(crate) fn start_with(
        data: &Path,
        listen: &str,
        programme: &str,
        variables: &[(&str, String)],
    ) -> Self {
        let (mut command, links) = Self::serve(data, listen, programme);
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        Self::spawn(command, &links)
    }

    fn serve(data: &Path, listen: &str, programme: &str) -> (Command, PathBuf) {
        let links = data.join("links.json");
        let _ = std::fs::remove_file(&links);
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoitruong"));
        command.args(["serve", "--listen", listen, "--demo", programme, "--data"]).arg(data);
        command.arg("--links-json").arg(&links).stdout(Stdio::null());
        (command, links)
    }

    fn spawn(mut command: Command, links: &Path) -> Self {
        let mut program = Self { child: command.spawn().unwrap(), links: Value::Null };
        let started = Instant::now();
        while program.links.is_null() {
            assert!(started.elapsed() < Duration::from_secs(20), "the program does not start");
            std::thread::sleep(Duration::from_millis(20));
            let written = std::fs::read_to_string(links).ok();
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
