//! The real program on a laptop whose clocks are moved under it: the wall clock is set, the laptop sleeps. A small
//! library between the program and the system moves them, compiled here with the compiler that links Rust programs.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::program::Program;

const PROGRAMME: &str = "xa-dinh-ky";
const YEAR: i64 = 365 * 24 * 3_600;

/// A laptop with clocks that can be moved, and the program on it.
struct Laptop {
    folder: TempDir,
    program: Option<Program>,
    http: reqwest::Client,
}

impl Laptop {
    /// Starts the program with the wall clock wrong by so many seconds.
    fn start(wall: i64) -> Self {
        let folder = TempDir::new().unwrap();
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/hall/preload/clocks.c");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .arg(folder.path().join("clocks.so"))
            .arg(source)
            .status()
            .expect("cc, which links Rust programs, compiles C too");
        assert!(compiled.success());
        let mut laptop = Self { folder, program: None, http: reqwest::Client::new() };
        laptop.set(wall, 0);
        laptop.switch_on("127.0.0.1:0");
        laptop
    }

    fn switch_on(&mut self, listen: &str) {
        let path = |name| self.folder.path().join(name).display().to_string();
        let variables = [("LD_PRELOAD", path("clocks.so")), ("CLOCKS", path("clocks"))];
        let data = self.folder.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        self.program = Some(Program::start_within(&data, listen, PROGRAMME, &variables));
    }

    /// Kills the program and starts it again.
    fn power_cut(&mut self) {
        let address = self.program().authority();
        drop(self.program.take());
        self.switch_on(&address);
    }

    /// Moves the wall clock, and lets the laptop have slept, by so many seconds.
    fn set(&self, wall: i64, slept: i64) {
        let (fresh, clocks) = (self.folder.path().join("fresh"), self.folder.path().join("clocks"));
        std::fs::write(&fresh, format!("{wall} {slept}\n")).unwrap();
        std::fs::rename(fresh, clocks).unwrap();
    }

    fn program(&self) -> &Program {
        self.program.as_ref().unwrap()
    }

    async fn post(&self, place: &str, what: &str, body: Value) -> (u16, String) {
        let program = self.program();
        let url = format!("http://{}/api/meetings/{}/{what}", program.authority(), program.code());
        let request = self.http.post(url).bearer_auth(program.secret(place)).json(&body);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn act(&self, id: &str, command: Value) {
        let (status, body) = self.post("chair", "commands", json!({ "id": id, "command": command })).await;
        assert_eq!(status, 200, "{id}: {body}");
    }

    /// Someone speaks for ten minutes.
    async fn begin_speech(&self) {
        self.act("start", json!({ "agenda": { "StartItem": { "id": 4 } } })).await;
        let speech = json!({ "speaker": { "name": "Bà Hoa" }, "purpose": "opinion", "seconds": 600 });
        self.act("give", json!({ "speakers": { "InviteToSpeak": speech } })).await;
    }

    /// What the office sees, and the meeting's clock in seconds, when the room has looked at its clocks.
    async fn look(&self) -> (Value, i64) {
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let program = self.program();
        let url = format!("http://{}/api/meetings/{}/panels", program.authority(), program.code());
        let answer = self.http.get(url).bearer_auth(program.secret("office")).send().await.unwrap();
        let look: Value = answer.json().await.unwrap();
        (look["panels"].clone(), look["now"].as_i64().unwrap() / 1_000)
    }

    async fn events(&self) -> Vec<Value> {
        let program = self.program();
        let url = format!("http://{}/api/meetings/{}/events?since=0", program.authority(), program.code());
        let answer = self.http.get(url).bearer_auth(program.secret("secretary")).send().await.unwrap();
        let mut events: Value = answer.json().await.unwrap();
        serde_json::from_value(events["events"].take()).unwrap()
    }

    async fn left_seconds(&self) -> i64 {
        let (panels, _) = self.look().await;
        let clock = &panels["floor"]["speech"]["clock"];
        clock["paused"]["left_ms"].as_i64().unwrap_or_else(|| panic!("paused: {clock}")) / 1_000
    }
}

fn seconds() -> i64 {
    i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wall_clock_is_set_under_the_real_program() {
    let mut laptop = Laptop::start(-2 * YEAR);
    laptop.begin_speech().await;
    let (panels, now) = laptop.look().await;
    assert!((now - seconds() + 2 * YEAR).abs() < 30, "the clock is read at the start");
    assert!(
        !panels["laptop"]["clock"]["later"].is_null(),
        "older than the program itself: {}",
        panels["laptop"]
    );
    laptop.set(0, 0);
    let (panels, now) = laptop.look().await;
    assert!((now - seconds() + 2 * YEAR).abs() < 60, "no step is followed");
    let ahead = panels["laptop"]["clock"]["ahead_ms"].as_i64().unwrap() / 1_000;
    assert!((ahead - 2 * YEAR).abs() < 60, "{}", panels["laptop"]);
    let (status, body) = laptop.post("office", "clock", json!("laptop")).await;
    assert_eq!(status, 204, "{body}");
    // A clock three years ahead for a while.
    laptop.set(3 * YEAR, 0);
    let (panels, now) = laptop.look().await;
    assert!((now - seconds()).abs() < 60 && !panels["laptop"]["clock"].is_null(), "{}", panels["laptop"]);
    laptop.set(0, 0);
    laptop.act("pause", json!({ "speakers": { "PauseSpeech": { "speech": 1 } } })).await;
    let left = laptop.left_seconds().await;
    assert!((480..600).contains(&left), "{left} of 600 seconds are left");
    laptop.power_cut();
    let (panels, now) = laptop.look().await;
    assert!((now - seconds()).abs() < 60, "after a power cut too");
    assert!(panels["laptop"]["clock"].is_null(), "{}", panels["laptop"]);
    for event in laptop.events().await {
        let ago = seconds() - event["at"].as_i64().unwrap() / 1_000;
        assert!((-5..300).contains(&ago), "put right, though it was recorded in another year: {event}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_laptop_sleeps_under_the_real_program() {
    let mut laptop = Laptop::start(0);
    laptop.begin_speech().await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    // Twenty minutes of sleep, which the wall clock knows of as well.
    laptop.set(1_200, 1_200);
    let left = laptop.left_seconds().await;
    assert!((480..600).contains(&left), "{left} of 600 seconds are left");
    let (panels, now) = laptop.look().await;
    assert!((now - seconds() - 1_200).abs() < 60, "sleep is time that passed");
    assert!(panels["laptop"]["clock"].is_null(), "{}", panels["laptop"]);
    laptop.power_cut();
    assert_eq!(laptop.left_seconds().await, left);
}
