//! The sealing of a ballot box, interrupted by a power cut somewhere in it or around a reopening: every ballot that was
//! acknowledged is counted once, and in the end nothing of what the ballots came in is left.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;

use super::client::PATIENCE;
use super::harness::{ballot, bytes_of, fresh_id, seed};
use super::program::Program;
use super::secrecy::key_of;

const LEVELS: usize = 5;
/// Within so long of a close or a reopening the power fails.
const SOON: u64 = 30_000;

/// How many power cuts there are to be.
fn rounds(usual: usize) -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// What lies in the folder of the ballot boxes.
pub(super) fn ballot_boxes(data: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(data.join("urns")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// True if a key that a phone can work out stands anywhere in the folder.
pub(super) fn joins(data: &Path, seats: &[String]) -> bool {
    let bytes = bytes_of(data);
    seats.iter().any(|seat| memchr::memmem::find(&bytes, key_of(seat).as_bytes()).is_some())
}

/// What the phones and the staff know of a hall whose power fails.
#[derive(Clone)]
struct Line {
    http: reqwest::Client,
    authority: String,
    code: String,
}

impl Line {
    /// Sends a command once; nothing if the line broke or the server failed.
    async fn send(&self, secret: &str, id: &str, command: &Value) -> Option<(u16, Value)> {
        let url = format!("http://{}/api/meetings/{}/commands", self.authority, self.code);
        let body = json!({ "id": id, "command": command });
        let answer = self.http.post(url).bearer_auth(secret).json(&body).send().await.ok()?;
        let status = answer.status();
        let body = answer.json().await.ok()?;
        (!status.is_server_error()).then_some((status.as_u16(), body))
    }

    /// Sends a command until it is answered.
    async fn insist(&self, secret: &str, id: &str, command: &Value) -> (u16, Value) {
        let began = Instant::now();
        loop {
            if let Some(answer) = self.send(secret, id, command).await {
                return answer;
            }
            assert!(began.elapsed() < 2 * PATIENCE, "{id} is never answered");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// A hall of the real program.
struct Evening {
    data: TempDir,
    program: Option<Program>,
    line: Line,
    chair: String,
}

impl Evening {
    async fn start() -> Self {
        let data = TempDir::new().unwrap();
        let program = Program::start(data.path(), "127.0.0.1:0", "xa-cong-an", None);
        let (authority, code) = (program.authority(), program.code());
        let chair = program.secret("chair");
        let line = Line { http: reqwest::Client::new(), authority, code };
        let evening = Self { data, program: Some(program), line, chair };
        evening.act("start", &json!({ "agenda": { "StartItem": { "id": 6 } } })).await;
        evening.act("open", &json!({ "poll": { "OpenPoll": { "poll": 1 } } })).await;
        evening
    }

    /// The power fails.
    fn cut(&mut self) {
        self.program = None;
    }

    fn back(&mut self) {
        let authority: SocketAddr = self.line.authority.parse().unwrap();
        let program = Program::start(self.data.path(), &authority.to_string(), "xa-cong-an", None);
        self.program = Some(program);
    }

    /// The chair does this, however often it must be sent.
    async fn act(&self, id: &str, command: &Value) {
        let (status, body) = self.line.insist(&self.chair, id, command).await;
        assert_eq!(status, 200, "{id}: {body}");
    }

    /// The chair does this, and nobody waits for the answer.
    fn say(&self, id: &'static str, command: &Value) {
        let (line, chair, command) = (self.line.clone(), self.chair.clone(), command.clone());
        tokio::spawn(async move { line.send(&chair, id, &command).await });
    }

    async fn seats(&self, count: usize) -> Vec<String> {
        let url = format!("http://{}/api/meetings/{}/phones", self.line.authority, self.line.code);
        let mut seats = Vec::new();
        for _ in 0..count {
            let seat: Value = self.line.http.post(&url).send().await.unwrap().json().await.unwrap();
            seats.push(seat["secret"].as_str().unwrap().to_owned());
        }
        seats
    }

    /// Has everyone vote at once, until all are acknowledged; adds up what they chose.
    fn vote(&self, seats: &[String], dice: &mut StdRng, expected: &mut [u64]) -> JoinSet<()> {
        let mut crowd = JoinSet::new();
        for seat in seats {
            let level = dice.random_range(0..LEVELS);
            expected[level] += 1;
            let (line, seat) = (self.line.clone(), seat.clone());
            crowd.spawn(async move {
                let ballot = ballot(u64::try_from(level).unwrap(), "");
                let (status, body) = line.insist(&seat, &fresh_id(), &ballot).await;
                assert_eq!(status, 200, "{body}");
            });
        }
        crowd
    }

    async fn poll(&self) -> Value {
        let url = format!("http://{}/api/meetings/{}/panels", self.line.authority, self.line.code);
        let answer = self.line.http.get(url).bearer_auth(&self.chair).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["panels"]["poll"].take()
    }

    /// Waits until the poll is sealed, which nobody has to ask for.
    async fn until_sealed(&self) {
        let began = Instant::now();
        while self.poll().await["state"] != "sealed" {
            assert!(began.elapsed() < PATIENCE, "not sealed by itself: {}", self.poll().await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The result is what was acknowledged, and of what the ballots came in nothing is left.
    async fn ends_well(mut self, seats: &[String], expected: &[u64]) {
        self.until_sealed().await;
        assert_eq!(ballot_boxes(self.data.path()), ["1-1.json"]);
        self.act("show", &json!({ "poll": { "ShowResult": { "poll": 1 } } })).await;
        let poll = self.poll().await;
        assert_eq!(poll["counts"][0]["ticks"], json!(expected), "as acknowledged: {poll}");
        assert_eq!(poll["cast"], seats.len(), "each voter once: {poll}");
        self.cut();
        assert!(!joins(self.data.path(), seats), "a phone's key finds its ballot");
        assert_eq!(ballot_boxes(self.data.path()), ["1-1.json"]);
    }
}

fn close() -> Value {
    json!({ "poll": { "ClosePoll": { "poll": 1 } } })
}

async fn a_moment(dice: &mut StdRng) {
    tokio::time::sleep(Duration::from_micros(dice.random_range(0..SOON))).await;
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "where the cuts fell is worth reading")]
async fn a_power_cut_in_the_sealing_loses_no_ballot_and_joins_none() {
    let mut dice = StdRng::seed_from_u64(seed());
    let mut met: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut in_sealing = 0;
    for round in 0..rounds(20) {
        let mut evening = Evening::start().await;
        let seats = evening.seats(30).await;
        let mut expected = [0; LEVELS];
        evening.vote(&seats, &mut dice, &mut expected).join_all().await;
        // Half of the cuts are counted from the answer: the sealing comes after it.
        if round % 2 == 0 {
            evening.act("close", &close()).await;
        } else {
            evening.say("close", &close());
        }
        a_moment(&mut dice).await;
        evening.cut();
        let lies = ballot_boxes(evening.data.path());
        evening.back();
        let closed = evening.poll().await["state"] != "open";
        in_sealing += usize::from(closed && lies != ["1-1.json"]);
        *met.entry(lies).or_default() += 1;
        if !closed {
            assert_eq!(round % 2, 1, "it was acknowledged");
            evening.act("close", &close()).await;
        }
        evening.ends_well(&seats, &expected).await;
    }
    println!("closed and not sealed at the cut: {in_sealing}; what lay there: {met:?}");
    assert!(in_sealing > 0, "no cut fell into the sealing: {met:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "where the cuts fell is worth reading")]
async fn a_reopened_poll_counts_every_voter_once_through_power_cuts() {
    let mut dice = StdRng::seed_from_u64(seed());
    let mut met: BTreeMap<(&str, Vec<String>), usize> = BTreeMap::new();
    let reopen = json!({ "poll": { "ReopenPoll": { "poll": 1, "reason": "Mất điện" } } });
    for _ in 0..rounds(10) {
        let mut evening = Evening::start().await;
        let mut seats = evening.seats(10).await;
        let mut expected = [0; LEVELS];
        evening.vote(&seats, &mut dice, &mut expected).join_all().await;
        let steps =
            [("close", close()), ("reopen", reopen.clone()), ("vote", Value::Null), ("again", close())];
        for (step, command) in steps {
            let cut = dice.random_bool(0.6);
            let crowd = if step == "vote" {
                let (first, late) = (seats[0].clone(), evening.seats(10).await);
                let (status, body) = evening.line.insist(&first, "once-more", &ballot(0, "")).await;
                assert_eq!((status, &body["error"]["code"]), (409, &"already_voted".into()), "{body}");
                let crowd = evening.vote(&late, &mut dice, &mut expected);
                seats.extend(late);
                crowd
            } else {
                evening.say(step, &command);
                JoinSet::new()
            };
            if cut {
                a_moment(&mut dice).await;
                evening.cut();
                *met.entry((step, ballot_boxes(evening.data.path()))).or_default() += 1;
                evening.back();
            }
            crowd.join_all().await;
            if step != "vote" {
                evening.act(step, &command).await;
            }
            if step == "close" {
                evening.until_sealed().await;
            }
        }
        evening.ends_well(&seats, &expected).await;
    }
    println!("where the cuts fell, and what lay there: {met:?}");
    let steps: Vec<_> = met.keys().map(|(step, _)| *step).collect();
    assert!(steps.contains(&"reopen") && steps.contains(&"again"), "no cut fell where it matters: {met:?}");
}
