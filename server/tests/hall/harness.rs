//! A hall for a test: a server of its own on loopback, with a clock set by hand.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use meeting::wire::Ask;
use meeting::{CardNumber, Command, Moment, Place, Recorded};
use serde_json::{Value, json};
use server::clock::Clock;
use server::journal::{Faults, Journal, OpenOptions};
use server::links::Links;
use server::listen::Patience;
use server::serve::{Options, Server};
use tempfile::TempDir;

use super::client::Client;
use super::line::Line;

/// A wall clock that can be set while the steady one runs on, and a laptop that can sleep.
pub(crate) struct ManualClock {
    start: Instant,
    /// Milliseconds it has slept.
    slept: std::sync::atomic::AtomicU64,
    /// How often it was switched on.
    boots: std::sync::atomic::AtomicU64,
    /// To which moment the laptop bears witness by itself.
    witnessed: std::sync::atomic::AtomicI64,
    /// Milliseconds the wall clock is moved by.
    moved: std::sync::atomic::AtomicI64,
    /// Milliseconds that have gone by besides those that did.
    passed: std::sync::atomic::AtomicU64,
}

impl ManualClock {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            slept: 0.into(),
            boots: 0.into(),
            witnessed: 0.into(),
            moved: 0.into(),
            passed: 0.into(),
        }
    }

    /// Moves the wall clock, and it alone.
    pub(crate) fn move_wall(&self, ms: i64) {
        self.moved.fetch_add(ms, std::sync::atomic::Ordering::SeqCst);
    }

    /// Lets the laptop sleep.
    pub(crate) fn sleep(&self, ms: u64) {
        self.slept.fetch_add(ms, std::sync::atomic::Ordering::SeqCst);
        self.pass(ms);
    }

    /// Has been switched off and on when it is looked at next.
    pub(crate) fn reboot(&self) {
        self.boots.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }

    /// Puts something of this time into the laptop.
    pub(crate) fn witness(&self, at: Moment) {
        self.witnessed.store(at.0, std::sync::atomic::Ordering::SeqCst);
    }

    /// Lets time go by.
    pub(crate) fn pass(&self, ms: u64) {
        self.passed.fetch_add(ms, std::sync::atomic::Ordering::SeqCst);
        self.move_wall(i64::try_from(ms).unwrap());
    }
}

impl Clock for ManualClock {
    fn wall(&self) -> Moment {
        let moved = self.moved.load(std::sync::atomic::Ordering::SeqCst);
        // 2026-11-21 19:30 in the hall.
        Moment(1_795_264_200_000 + i64::try_from(self.start.elapsed().as_millis()).unwrap() + moved)
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed() + Duration::from_millis(self.passed.load(std::sync::atomic::Ordering::SeqCst))
    }

    fn awake(&self) -> Duration {
        let slept = Duration::from_millis(self.slept.load(std::sync::atomic::Ordering::SeqCst));
        self.elapsed() - slept
    }

    fn boot(&self) -> Option<String> {
        Some(self.boots.load(std::sync::atomic::Ordering::SeqCst).to_string())
    }

    fn witnessed(&self, _: &Path) -> Moment {
        Moment(self.witnessed.load(std::sync::atomic::Ordering::SeqCst))
    }
}

/// A running hall with one meeting.
pub(crate) struct Hall {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) links: Links,
    pub(crate) http: reqwest::Client,
    /// Where clients find it: its own address, or the line it stands behind.
    pub(crate) address: SocketAddr,
    /// Where it listens.
    listens: SocketAddr,
    pub(crate) data: TempDir,
    /// What goes wrong with its store.
    pub(crate) faults: Faults,
    server: Option<Server>,
    patience: Patience,
}

impl Hall {
    /// Opens a hall with a meeting of this programme.
    pub(crate) async fn open(programme: &str) -> Self {
        Self::open_as(ManualClock::new(), programme, Patience::default()).await
    }

    /// Opens a hall with this clock.
    pub(crate) async fn open_by(clock: ManualClock, programme: &str) -> Self {
        Self::open_as(clock, programme, Patience::default()).await
    }

    /// Opens a hall whose patience with those who are connected is this.
    pub(crate) async fn open_with(programme: &str, patience: Patience) -> Self {
        Self::open_as(ManualClock::new(), programme, patience).await
    }

    async fn open_as(clock: ManualClock, programme: &str, patience: Patience) -> Self {
        let clock = Arc::new(clock);
        let data = TempDir::new().unwrap();
        let faults = Faults::default();
        let anywhere = "127.0.0.1:0".parse().unwrap();
        let (server, address) = start(&data, programme, &clock, anywhere, &faults, patience).await;
        let links = server.links().await.unwrap().remove(0);
        let (http, server) = (reqwest::Client::new(), Some(server));
        Self { clock, links, http, address, listens: address, data, faults, server, patience }
    }

    /// Puts a line between the hall and everyone who comes from now on.
    pub(crate) async fn put_behind_a_line(&mut self) -> Line {
        let line = Line::to(self.listens).await;
        self.address = line.address;
        line
    }

    /// Stops the server: its files may be read now.
    pub(crate) async fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }

    /// The store of the running server.
    pub(crate) fn journal(&self) -> &Journal {
        self.server.as_ref().unwrap().meetings.journal()
    }

    /// Stops the server, if it runs, and starts it again at the same address, with the same data and keys.
    pub(crate) async fn restart(&mut self) {
        self.stop().await;
        let (server, _) = start(&self.data, "", &self.clock, self.listens, &self.faults, self.patience).await;
        self.server = Some(server);
    }

    pub(crate) fn code(&self) -> &str {
        &self.links.code
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn secret(&self, place: Place) -> String {
        self.links.places[&place].secret.clone()
    }

    /// A seat for one more phone.
    pub(crate) async fn seat(&self) -> String {
        let url = self.url(&format!("/api/meetings/{}/phones", self.code()));
        let seat: Value = self.http.post(url).send().await.unwrap().json().await.unwrap();
        seat["secret"].as_str().unwrap().to_owned()
    }

    /// Everything of the meeting, as the laptop's own command line reads it while the hall is open.
    pub(crate) async fn export(&self) -> Value {
        server::export::export(self.data.path(), self.code()).await.unwrap()
    }

    /// Sends a command over the API: status and body.
    pub(crate) async fn send(&self, secret: &str, id: &str, command: Value) -> (u16, Value) {
        let body = json!({ "id": id, "command": command });
        self.send_raw(secret, body.to_string()).await
    }

    pub(crate) async fn send_raw(&self, secret: &str, body: String) -> (u16, Value) {
        let url = self.url(&format!("/api/meetings/{}/commands", self.code()));
        let answer = self.http.post(url).bearer_auth(secret).body(body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Does a command from a staff place; returns the position. Panics if it is refused.
    pub(crate) async fn act(&self, place: Place, command: impl Into<Command>) -> u64 {
        let command = serde_json::to_value(Ask::from(command.into())).unwrap();
        let (status, body) = self.send(&self.secret(place), &fresh_id(), command.clone()).await;
        assert_eq!(status, 200, "{place} {command}: {body}");
        body["done"]["position"].as_u64().unwrap()
    }

    /// All that a secret's holder may see.
    pub(crate) async fn panels(&self, secret: &str) -> Value {
        let url = self.url(&format!("/api/meetings/{}/panels", self.code()));
        let answer = self.http.get(url).bearer_auth(secret).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json::<Value>().await.unwrap()["panels"].take()
    }

    /// The journal as staff may read it.
    pub(crate) async fn events(&self) -> Vec<Value> {
        let url = self.url(&format!("/api/meetings/{}/events?since=0", self.code()));
        let secret = self.secret(Place::Secretary);
        let answer: Value =
            self.http.get(url).bearer_auth(secret).send().await.unwrap().json().await.unwrap();
        answer["events"].as_array().unwrap().clone()
    }

    /// The journal as it stands on the disk.
    pub(crate) async fn recorded(&self) -> Vec<Recorded> {
        let meetings = &self.server.as_ref().unwrap().meetings;
        meetings.journal().events(meetings.room(self.code()).unwrap().id, 0, u32::MAX).await.unwrap()
    }

    /// What is printed on a door card, as whoever holds it reads it.
    pub(crate) fn card_address(&self, card: u32) -> String {
        let meetings = &self.server.as_ref().unwrap().meetings;
        meetings.card_address(&meetings.room(self.code()).unwrap(), CardNumber(card))
    }

    /// Opens a socket at a staff place or the projector.
    pub(crate) async fn socket(&self, place: Place) -> Client {
        Client::join(self.address, self.code(), place, &self.secret(place)).await
    }

    /// A browser that keeps cookies, sitting at this place.
    pub(crate) async fn browser(&self, place: Place) -> reqwest::Client {
        let browser = reqwest::Client::builder().cookie_store(true).build().unwrap();
        let page = browser.get(&self.links.places[&place].url).send().await.unwrap();
        assert_eq!(page.status(), 200, "{place}");
        browser
    }

    /// Takes a seat and opens a phone's socket: the seat and the client.
    pub(crate) async fn phone(&self) -> (String, Client) {
        let seat = self.seat().await;
        let client = Client::join(self.address, self.code(), Place::Phone, &seat).await;
        (seat, client)
    }
}

async fn start(
    data: &TempDir,
    programme: &str,
    clock: &Arc<ManualClock>,
    listen: SocketAddr,
    faults: &Faults,
    patience: Patience,
) -> (Server, SocketAddr) {
    let demo = (!programme.is_empty()).then(|| programme.to_owned());
    let options = OpenOptions { faults: faults.clone(), ..OpenOptions::default() };
    let data = data.path().to_owned();
    let options =
        Options { listen: vec![listen], data, demo, journal: options, patience, ..Options::default() };
    // The port of a server that just stopped may still be in use for a moment.
    for _ in 0..50 {
        if let Ok(server) = Server::start(&options, clock.clone()).await {
            let address = server.addresses[0];
            return (server, address);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the server does not start at {listen}");
}

/// All files of a folder and of the folders in it.
pub(crate) fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
        .into_iter()
        .flat_map(|entry| if entry.is_dir() { files_of(&entry) } else { vec![entry] })
        .collect()
}

/// Every byte of every file of a folder.
pub(crate) fn bytes_of(folder: &Path) -> Vec<u8> {
    files_of(folder).into_iter().flat_map(|file| std::fs::read(file).unwrap()).collect()
}

/// A command id nobody used yet.
pub(crate) fn fresh_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// A ballot of the programme's satisfaction poll, as a phone's script sends it: a level of the scale, and words.
pub(crate) fn ballot(level: u64, words: &str) -> Value {
    json!({ "ballot": { "poll": 1, "answers": [{ "ticked": [level] }, { "words": words }] } })
}

/// The same as its form sends it.
pub(crate) fn ballot_form(id: &str, level: u64, words: &str) -> Vec<(&'static str, String)> {
    [("id", id.to_owned()), ("poll", "1".to_owned()), ("t0", level.to_string()), ("w1", words.to_owned())]
        .into()
}

/// The seed of a random test: the one given, to play a failure again, or a new one. Shown when a test fails.
#[expect(clippy::print_stdout, reason = "what a test prints is read when it has failed")]
pub(crate) fn seed() -> u64 {
    let given = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(rand::random);
    println!("SEED={seed}");
    seed
}
