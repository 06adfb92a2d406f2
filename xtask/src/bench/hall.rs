//! Our own server as a bench runs it, with a meeting that is on.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::process::Child;
use tokio::time::sleep;

use super::helper::{Cost, command};
use super::http::Http;

/// How long a start is waited for; one that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// The running program, its demonstration meeting, and the chair's connection.
pub(crate) struct Hall {
    child: Child,
    /// The address it listens on.
    pub(crate) address: String,
    /// The code people join its meeting by.
    pub(crate) code: String,
    /// The secret that opens the chair's place.
    pub(crate) chair: String,
    /// The secret that opens the office's place.
    pub(crate) office: String,
    http: Http,
    commands: u64,
    /// The file that takes what the program prints.
    log: PathBuf,
}

/// What `--links-json` writes, as far as a bench reads it.
#[derive(Deserialize)]
struct Links {
    code: String,
    places: Places,
}

#[derive(Deserialize)]
struct Places {
    chair: Link,
    office: Link,
}

#[derive(Deserialize)]
struct Link {
    secret: String,
}

impl Hall {
    /// Starts the program with its data in this folder.
    pub(crate) async fn start(program: &Path, folder: &Path) -> Result<Self> {
        let address = free_address()?;
        let data = folder.join("data").display().to_string();
        let links = folder.join("links.json");
        let links_path = links.display().to_string();
        let log = folder.join("log");
        let mut child = command(
            program,
            [
                "serve",
                "--listen",
                &address,
                "--data",
                &data,
                "--demo",
                "xa-cong-an",
                "--links-json",
                &links_path,
            ],
        )
        .stdin(Stdio::null())
        .stdout(File::create(&log)?)
        .stderr(File::options().append(true).open(&log)?)
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
        let started = Instant::now();
        let (links, http) = loop {
            let links = fs::read(&links).ok().and_then(|json| serde_json::from_slice::<Links>(&json).ok());
            if let Some(links) = links
                && let Ok(http) = Http::connect(&address).await
            {
                break (links, http);
            }
            if child.try_wait()?.is_some() || started.elapsed() > PATIENCE {
                bail!("the server did not start; it said:\n{}", fs::read_to_string(&log).unwrap_or_default());
            }
            sleep(Duration::from_millis(50)).await;
        };
        let (chair, office) = (links.places.chair.secret, links.places.office.secret);
        Ok(Self { child, address, code: links.code, chair, office, http, commands: 0, log })
    }

    /// Gets a seat for one more phone. Taken by staff: more phones than a hall has are played here.
    pub(crate) async fn seat(&mut self) -> Result<String> {
        #[derive(Deserialize)]
        struct Seat {
            secret: String,
        }
        let path = format!("/api/meetings/{}/phones", self.code);
        let seat: Result<Seat> = self.http.post(&path, Some(&self.chair), &json!({})).await;
        Ok(self.explained(seat)?.secret)
    }

    /// Sends a command of the chair; returns once it is on disk.
    pub(crate) async fn chair(&mut self, command: Value) -> Result<()> {
        self.commands += 1;
        let path = format!("/api/meetings/{}/commands", self.code);
        let body = json!({ "id": format!("bench-{}", self.commands), "command": command });
        let answer: Result<Value> = self.http.post(&path, Some(&self.chair), &body).await;
        let answer = self.explained(answer)?;
        if answer.get("done").is_none() {
            bail!("the chair's command {body} was refused: {answer}");
        }
        Ok(())
    }

    /// Adds to a request that failed, because the server has ended, what the server said last.
    fn explained<T>(&mut self, answer: Result<T>) -> Result<T> {
        answer.map_err(|error| match self.child.try_wait() {
            Ok(Some(status)) => {
                let said = fs::read_to_string(&self.log).unwrap_or_default();
                error.context(format!("the server has ended ({status}); it said:\n{said}"))
            }
            _ => error,
        })
    }

    /// What the server has cost the machine so far.
    pub(crate) fn cost(&self) -> Result<Cost> {
        Cost::of(&self.child)
    }
}

/// Finds an address nobody listens on. It is free again by the time the server asks for it.
fn free_address() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot listen on loopback")?;
    Ok(listener.local_addr()?.to_string())
}
