//! The real program on a laptop whose clocks are moved under it: the wall clock is set, the laptop sleeps. A library
//! between the program and the system moves them: a small one of our own, compiled here with the compiler that links Rust
//! programs, and for the wall clock libfaketime as well, which many programs are tried with.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::program::Program;

const PROGRAMME: &str = "xa-dinh-ky";
const YEAR: i64 = 365 * 24 * 3_600;

/// Where distributions put libfaketime for programs of several threads.
const FAKETIME: [&str; 6] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib64/faketime/libfaketimeMT.so.1",
    "/usr/lib/faketime/libfaketimeMT.so.1",
    "/usr/lib64/libfaketimeMT.so.1",
    "/usr/local/lib/faketime/libfaketimeMT.so.1",
];

/// What moves the clocks.
#[derive(Clone, Copy, PartialEq)]
enum Mover {
    Ours,
    Faketime,
}

/// A laptop with clocks that can be moved, and the program on it.
struct Laptop {
    mover: Mover,
    folder: TempDir,
    program: Option<Program>,
    http: reqwest::Client,
}

impl Laptop {
    /// Starts the program with the wall clock wrong by so many seconds.
    fn start(mover: Mover, wall: i64) -> Self {
        let folder = TempDir::new().unwrap();
        if mover == Mover::Ours {
            Self::compile(&folder);
        }
        let mut laptop = Self { mover, folder, program: None, http: reqwest::Client::new() };
        laptop.set(wall, 0);
        laptop.switch_on("127.0.0.1:0");
        laptop
    }

    fn compile(folder: &TempDir) {
        let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/hall/preload/clocks.c");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .arg(folder.path().join("clocks.so"))
            .arg(source)
            .status()
            .expect("cc, which links Rust programs, compiles C too");
        assert!(compiled.success());
    }

    fn switch_on(&mut self, listen: &str) {
        let path = |name| self.folder.path().join(name).display().to_string();
        let variables = match self.mover {
            Mover::Ours => vec![("LD_PRELOAD", path("clocks.so")), ("CLOCKS", path("clocks"))],
            Mover::Faketime => vec![
                ("LD_PRELOAD", faketime()),
                ("FAKETIME_TIMESTAMP_FILE", path("clocks")),
                ("FAKETIME_NO_CACHE", "1".to_owned()),
                ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ],
        };
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
        let moved = match self.mover {
            Mover::Ours => format!("{wall} {slept}\n"),
            Mover::Faketime => {
                assert_eq!(slept, 0, "it knows of no sleep");
                format!("{wall:+}\n")
            }
        };
        std::fs::write(&fresh, moved).unwrap();
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
    async fn snapshot(&self) -> (Value, i64) {
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let program = self.program();
        let url = format!("http://{}/api/meetings/{}/panels", program.authority(), program.code());
        let answer = self.http.get(url).bearer_auth(program.secret("office")).send().await.unwrap();
        let snapshot: Value = answer.json().await.unwrap();
        (snapshot["panels"].clone(), snapshot["now"].as_i64().unwrap() / 1_000)
    }

    async fn events(&self) -> Vec<Value> {
        let program = self.program();
        let url = format!("http://{}/api/meetings/{}/events?since=0", program.authority(), program.code());
        let answer = self.http.get(url).bearer_auth(program.secret("secretary")).send().await.unwrap();
        let mut events: Value = answer.json().await.unwrap();
        serde_json::from_value(events["events"].take()).unwrap()
    }

    async fn left_seconds(&self) -> i64 {
        let (panels, _) = self.snapshot().await;
        let clock = &panels["floor"]["speech"]["clock"];
        clock["paused"]["left_ms"].as_i64().unwrap_or_else(|| panic!("paused: {clock}")) / 1_000
    }
}

fn faketime() -> String {
    let found = FAKETIME.into_iter().find(|path| std::path::Path::new(path).exists());
    found
        .expect("libfaketime, which `cargo xtask test` installs (Debian: apt-get install faketime)")
        .to_owned()
}

fn seconds() -> i64 {
    i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wall_clock_is_set_under_the_real_program() {
    two_years_behind_and_three_ahead(Mover::Ours).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wall_clock_is_set_by_libfaketime() {
    two_years_behind_and_three_ahead(Mover::Faketime).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn seven_hours_ahead_at_the_start_by_libfaketime() {
    seven_hours_ahead(Mover::Faketime).await;
}

/// Two years behind and put right in mid-speech, then three seconds of a clock three years ahead.
async fn two_years_behind_and_three_ahead(mover: Mover) {
    let mut laptop = Laptop::start(mover, -2 * YEAR);
    laptop.begin_speech().await;
    let (panels, now) = laptop.snapshot().await;
    assert!((now - seconds() + 2 * YEAR).abs() < 30, "the clock is read at the start");
    assert!(
        !panels["laptop"]["clock"]["later"].is_null(),
        "older than the program itself: {}",
        panels["laptop"]
    );
    laptop.set(0, 0);
    let (panels, now) = laptop.snapshot().await;
    assert!((now - seconds() + 2 * YEAR).abs() < 60, "no step is followed");
    let ahead = panels["laptop"]["clock"]["ahead_ms"].as_i64().unwrap() / 1_000;
    assert!((ahead - 2 * YEAR).abs() < 60, "{}", panels["laptop"]);
    let (status, body) = laptop.post("office", "clock", json!("laptop")).await;
    assert_eq!(status, 204, "{body}");
    // A clock three years ahead for a while.
    laptop.set(3 * YEAR, 0);
    let arrived = json!({ "attendance": { "AddArrivals": { "residents": 1 } } });
    let (status, body) =
        laptop.post("desk", "commands", json!({ "id": "meanwhile", "command": arrived })).await;
    assert_eq!(status, 200, "{body}");
    let (panels, now) = laptop.snapshot().await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!((now - seconds()).abs() < 60 && !panels["laptop"]["clock"].is_null(), "{}", panels["laptop"]);
    laptop.set(0, 0);
    laptop.act("pause", json!({ "speakers": { "PauseSpeech": { "speech": 1 } } })).await;
    let left = laptop.left_seconds().await;
    assert!((480..600).contains(&left), "{left} of 600 seconds are left");
    laptop.power_cut();
    let (panels, now) = laptop.snapshot().await;
    assert!((now - seconds()).abs() < 60, "after a power cut too");
    assert!(panels["laptop"]["clock"].is_null(), "{}", panels["laptop"]);
    for event in laptop.events().await {
        let ago = seconds() - event["at"].as_i64().unwrap() / 1_000;
        assert!((-5..300).contains(&ago), "put right, though it was recorded in another year: {event}");
    }
}

/// Seven hours ahead at the start, and corrected: the wrong hour stays nowhere.
async fn seven_hours_ahead(mover: Mover) {
    let hours = 7 * 3_600;
    let mut laptop = Laptop::start(mover, hours);
    laptop.begin_speech().await;
    let (panels, now) = laptop.snapshot().await;
    assert!(
        (now - seconds() - hours).abs() < 60 && panels["laptop"]["clock"].is_null(),
        "{}",
        panels["laptop"]
    );
    laptop.set(0, 0);
    let (panels, now) = laptop.snapshot().await;
    assert!((now - seconds() - hours).abs() < 60, "no step is followed");
    let ahead = panels["laptop"]["clock"]["ahead_ms"].as_i64().unwrap() / 1_000;
    assert!((ahead + hours).abs() < 60, "{}", panels["laptop"]);
    let (status, body) = laptop.post("office", "clock", json!("laptop")).await;
    assert_eq!(status, 204, "{body}");
    laptop.act("pause", json!({ "speakers": { "PauseSpeech": { "speech": 1 } } })).await;
    let left = laptop.left_seconds().await;
    assert!((480..600).contains(&left), "{left} of 600 seconds are left");
    for again in [false, true] {
        if again {
            laptop.power_cut();
        }
        let (panels, now) = laptop.snapshot().await;
        assert!((now - seconds()).abs() < 60 && panels["laptop"]["clock"].is_null(), "{}", panels["laptop"]);
        let late = seconds() + 60;
        let events = laptop.events().await;
        let wrong = events.iter().filter(|event| event["at"].as_i64().unwrap() / 1_000 > late);
        assert_eq!(wrong.count(), 0, "{events:?}");
        assert!(
            events.iter().any(|event| !event["event"]["details"]["ClockCorrected"].is_null()),
            "on record"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_laptop_sleeps_under_the_real_program() {
    let mut laptop = Laptop::start(Mover::Ours, 0);
    laptop.begin_speech().await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    // Twenty minutes of sleep, which the wall clock knows of as well.
    laptop.set(1_200, 1_200);
    let left = laptop.left_seconds().await;
    assert!((480..600).contains(&left), "{left} of 600 seconds are left");
    let (panels, now) = laptop.snapshot().await;
    assert!((now - seconds() - 1_200).abs() < 60, "sleep is time that passed");
    assert!(panels["laptop"]["clock"].is_null(), "{}", panels["laptop"]);
    laptop.power_cut();
    assert_eq!(laptop.left_seconds().await, left);
}
