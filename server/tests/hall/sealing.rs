//! The sealing of an urn, interrupted: by a power cut somewhere in it, and by a disk that does not do what it is told.
//! Every ballot that was acknowledged is counted once, and in the end nothing of what the ballots came in is left.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use meeting::laptop::Trouble;
use meeting::poll::{Command, State};
use meeting::wire::{Answer, Ask, Envelope};
use meeting::{Actor, ItemId, PersonId, Place, PollId, Refusal, agenda};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use server::address::HallAddress;
use server::clock::SystemClock;
use server::house::House;
use server::journal::{Fault, Faults, Journal, Opening};
use server::room::{Room, RoomError, Stream};
use tempfile::TempDir;
use tokio::task::JoinSet;

use super::client::PATIENCE;
use super::harness::{ballot, fresh_id, seed};
use super::program::Program;
use super::secrecy::{bytes_of, key_of};

const ONE: PollId = PollId(1);
const LEVELS: usize = 5;
/// Within so long of a close or a reopening the power fails.
const SOON: u64 = 30_000;

/// How many power cuts there are to be.
fn rounds(usual: usize) -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// What lies in the folder of the urns.
fn urns(data: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(data.join("urns")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Whether a key that a phone can work out stands anywhere in the folder.
fn joins(data: &Path, seats: &[String]) -> bool {
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
        assert_eq!(urns(self.data.path()), ["1-1.json"]);
        self.act("show", &json!({ "poll": { "ShowResult": { "poll": 1 } } })).await;
        let poll = self.poll().await;
        assert_eq!(poll["counts"][0]["ticks"], json!(expected), "as acknowledged: {poll}");
        assert_eq!(poll["cast"], seats.len(), "each voter once: {poll}");
        self.cut();
        assert!(!joins(self.data.path(), seats), "a phone's key finds its ballot");
        assert_eq!(urns(self.data.path()), ["1-1.json"]);
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
        let lies = urns(evening.data.path());
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
                *met.entry((step, urns(evening.data.path()))).or_default() += 1;
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

/// A room on a disk that can be told to refuse.
struct Refusing {
    data: TempDir,
    faults: Faults,
    house: Arc<House>,
    room: Room,
    seats: Vec<String>,
    expected: Vec<u64>,
}

impl Refusing {
    /// Six have voted.
    async fn voted() -> Self {
        let (data, faults) = (TempDir::new().unwrap(), Faults::default());
        let opening = Opening { faults: faults.clone(), ..Opening::default() };
        let journal = Journal::open_as(data.path(), opening).await.unwrap();
        let address = HallAddress::fixed("http://hoi-truong.test");
        let house =
            House::open(journal, Arc::new(SystemClock), address, meeting::Moment::default()).await.unwrap();
        let house = Arc::new(house);
        let room = house.create("xa-cong-an", "").await.unwrap();
        let (seats, expected) = (Vec::new(), vec![1, 2, 1, 1, 1]);
        let mut hall = Self { data, faults, house, room, seats, expected };
        hall.act(agenda::Command::StartItem { id: ItemId(6) }).await;
        hall.act(Command::OpenPoll { poll: ONE }).await;
        for number in 0..6_u64 {
            let (person, own) = (PersonId(1_000 + number), format!("{number:032x}"));
            let ballot: Ask = serde_json::from_value(ballot(number % 5 + number / 5, "")).unwrap();
            let envelope = Envelope { id: fresh_id(), command: ballot, made: None };
            let answer = hall.room.ask(Actor::Person(person), envelope, Some(own.clone())).await;
            assert!(matches!(answer, Ok(Answer::Done { .. })), "{answer:?}");
            hall.seats.push(format!("{person}{:032}{own}", 0));
        }
        hall
    }

    async fn ask(&self, id: &str, command: impl Into<meeting::Command>) -> Result<Answer, RoomError> {
        let envelope = Envelope { id: id.to_owned(), command: Ask::from(command.into()), made: None };
        self.room.ask(Actor::Staff(Place::Chair), envelope, None).await
    }

    async fn act(&self, command: impl Into<meeting::Command>) {
        let answer = self.ask(&fresh_id(), command).await;
        assert!(matches!(answer, Ok(Answer::Done { .. })), "{answer:?}");
    }

    async fn state(&self) -> State {
        self.room.glance(|meeting, _| meeting.polls.get(ONE).unwrap().state).await.unwrap()
    }

    /// What the office is told of the laptop.
    async fn laptop(&self) -> Value {
        let look = self.room.look(Stream::Console(Place::Office), None).await.unwrap();
        let laptop = look.panels.iter().find(|(name, _, _)| name.to_string() == "laptop").unwrap();
        serde_json::to_value(&laptop.2).unwrap()
    }

    async fn until(&self, what: &str, expected: impl AsyncFn(&Self) -> bool) {
        let began = Instant::now();
        while !expected(self).await {
            assert!(
                began.elapsed() < PATIENCE,
                "never {what}: {:?} {}",
                self.state().await,
                self.laptop().await
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// As long as the disk refuses the poll stays closed, staff are told, and nobody gets a result.
    async fn is_stuck(&self) {
        self.until("said to be unsealed", async |hall| hall.laptop().await["unsealed"] == true).await;
        // Over several of the room's own attempts.
        let began = Instant::now();
        while began.elapsed() < Duration::from_millis(2_500) {
            assert_eq!(self.state().await, State::Closed);
            assert_eq!(self.laptop().await["unsealed"], true);
            let shown = self.ask(&fresh_id(), Command::ShowResult { poll: ONE }).await;
            let refused = Answer::Refused { refusal: Refusal::PollNotSealed };
            let sealed = matches!(&shown, Ok(answer) if *answer != refused);
            assert!(!sealed, "no result before the sealing: {shown:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Once the disk does what it is told the poll is sealed by itself, and every ballot is there.
    async fn ends_well(self) {
        self.until("sealed by itself", async |hall| hall.state().await == State::Sealed).await;
        self.until("nothing to say", async |hall| hall.laptop().await["unsealed"] == false).await;
        assert_eq!(urns(self.data.path()), ["1-1.json"]);
        self.act(Command::ShowResult { poll: ONE }).await;
        let tally = self.room.glance(|meeting, _| meeting.polls.get(ONE).unwrap().tally.clone()).await;
        let tally = serde_json::to_value(tally.unwrap().unwrap()).unwrap();
        assert_eq!(tally["counts"][0]["ticks"], json!(self.expected), "{tally}");
        self.house.close().await;
        assert!(!joins(self.data.path(), &self.seats), "a phone's key finds its ballot");
    }
}

/// Whichever statement of closing and sealing the disk stops at.
#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "how many statements there were is worth reading")]
async fn a_sealing_that_the_disk_refuses_is_made_up_for_when_it_no_longer_does() {
    let stopped = async |(after, torn): (u32, bool)| {
        let hall = Refusing::voted().await;
        let fault = if torn { Fault::Torn } else { Fault::Refused(Trouble::Full) };
        hall.faults.plan(after, fault);
        if !torn {
            // And nothing is written after that.
            (0..100_000).for_each(|_| hall.faults.plan(0, fault));
        }
        let closing = hall.ask("close", Command::ClosePoll { poll: ONE }).await;
        let settled = async |hall: &Refusing| {
            hall.state().await == State::Sealed || hall.laptop().await["unsealed"] == true
        };
        let stuck = !torn && closing.is_ok() && {
            hall.until("settled or said to be unsealed", settled).await;
            hall.state().await == State::Closed
        };
        if stuck {
            hall.is_stuck().await;
        }
        let met = hall.faults.met() > 0;
        hall.faults.lift();
        if closing.is_err() {
            let closes = async |hall: &Refusing| {
                matches!(hall.ask("close", Command::ClosePoll { poll: ONE }).await, Ok(Answer::Done { .. }))
            };
            hall.until("closed after all", closes).await;
        }
        hall.ends_well().await;
        (after, stuck, met)
    };
    let all = (0..30).flat_map(|after| [(after, false), (after, true)]);
    let tries = join_all(all.map(stopped)).await;
    let stuck: BTreeSet<u32> =
        tries.iter().filter(|(_, stuck, _)| *stuck).map(|(after, ..)| *after).collect();
    println!("the sealing was stopped at these statements: {stuck:?}");
    assert!(stuck.len() > 5, "the faults did not fall into the sealing: {stuck:?}");
    assert!(tries.iter().any(|(.., met)| !met), "more statements than were tried");
}

/// What is in the way where a file of the urn has to go: as if the disk took no such file.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_written_or_removed_keeps_the_poll_closed_until_it_can() {
    let refused = async |name: &str| {
        let hall = Refusing::voted().await;
        let way = hall.data.path().join("urns").join(name);
        std::fs::create_dir(&way).unwrap();
        hall.act(Command::ClosePoll { poll: ONE }).await;
        hall.is_stuck().await;
        std::fs::remove_dir(&way).unwrap();
        hall.ends_well().await;
    };
    tokio::join!(refused("1-1.json.new"), refused("1-1.json"), refused("1-1.db.gone"));
}

/// A reopening, a ballot and the closing that wait together are one commit: what was sealed before is still counted.
#[tokio::test(flavor = "multi_thread")]
async fn a_poll_reopened_and_closed_in_one_commit_counts_what_was_sealed_before() {
    let mut hall = Refusing::voted().await;
    hall.act(Command::ClosePoll { poll: ONE }).await;
    hall.until("sealed", async |hall| hall.state().await == State::Sealed).await;
    // The room is busy with the first while the rest comes in.
    (0..3).for_each(|_| hall.faults.plan(0, Fault::Slow(Duration::from_millis(300))));
    let reopen = Command::ReopenPoll { poll: ONE, reason: "Mất điện".to_owned() };
    let ballot =
        Envelope { id: fresh_id(), command: serde_json::from_value(ballot(4, "")).unwrap(), made: None };
    let (person, own) = (PersonId(7_000), format!("{:032x}", 7));
    let [before, again, last] = [(); 3].map(|()| fresh_id());
    let answers = tokio::join!(
        hall.ask(&before, Command::HideResult { poll: ONE }),
        hall.ask(&again, reopen),
        hall.room.ask(Actor::Person(person), ballot, Some(own.clone())),
        hall.ask(&last, Command::ClosePoll { poll: ONE }),
    );
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        assert!(matches!(answer, Ok(Answer::Done { .. })), "{answer:?}");
    }
    let events = hall.house.journal().events(hall.room.id, 0, u32::MAX).await.unwrap();
    let said: Vec<_> = events.iter().map(|event| (event.at, format!("{:?}", event.event))).collect();
    let last = |what: &str| said.iter().rfind(|(_, event)| event.contains(what)).unwrap().0;
    assert_eq!(last("PollReopened"), last("PollClosed"), "in one commit");
    hall.seats.push(format!("{person}{:032}{own}", 0));
    hall.expected[4] += 1;
    hall.ends_well().await;
}

/// The power fails while a file is overwritten, or written: what is left of it is no obstacle, and soon gone.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_power_cut_left_half_done_is_gone_after_the_next_start() {
    let hall = Refusing::voted().await;
    hall.act(Command::ClosePoll { poll: ONE }).await;
    hall.until("sealed", async |hall| hall.state().await == State::Sealed).await;
    hall.house.close().await;
    let half = [&[0; 4096], key_of(&hall.seats[0]).as_bytes()].concat();
    for name in ["1-1.db.gone", "1-1.db-wal.gone", "1-1.json.gone", "1-1.json.new", "1-1.papers.json.gone"] {
        std::fs::write(hall.data.path().join("urns").join(name), &half).unwrap();
    }
    let journal = Journal::open(hall.data.path()).await.unwrap();
    let urn = journal.sealed_urn(hall.room.id, ONE).await.unwrap();
    assert_eq!((urn.voters.len(), urn.clone().casts().len()), (6, 6));
    assert_eq!(urns(hall.data.path()), ["1-1.json"]);
    assert!(!joins(hall.data.path(), &hall.seats));
    // Nor does it take a start, where the disk failed and the power did not.
    let left = |name: &str| std::fs::write(hall.data.path().join("urns").join(name), &half).unwrap();
    left("1-1.db.gone");
    journal.seal_urn(hall.room.id, ONE, || unreachable!("it is sealed")).await.unwrap();
    assert_eq!(urns(hall.data.path()), ["1-1.json"]);
    std::fs::remove_file(hall.data.path().join("urns/1-1.json")).unwrap();
    left("1-1.json.gone");
    journal.open_urn(hall.room.id, ONE).await.unwrap();
    assert!(!urns(hall.data.path()).contains(&"1-1.json.gone".to_owned()));
    journal.close().await;
}

/// To take a file's name away leaves its bytes to whoever looks for them; a second name shows what became of them.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_ballots_came_in_is_overwritten_not_only_removed() {
    let hall = Refusing::voted().await;
    let second = TempDir::new().unwrap();
    for name in ["1-1.db", "1-1.db-wal"] {
        std::fs::hard_link(hall.data.path().join("urns").join(name), second.path().join(name)).unwrap();
    }
    assert!(joins(second.path(), &hall.seats), "they are in there while it is open");
    hall.act(Command::ClosePoll { poll: ONE }).await;
    let seats = hall.seats.clone();
    hall.ends_well().await;
    assert!(!joins(second.path(), &seats), "and still are");
    let bytes = bytes_of(second.path());
    assert!(bytes.iter().all(|byte| *byte == 0), "{} bytes are not all zeros", bytes.len());
}
