//! A disk that does not do what it is told while a ballot box is sealed: the poll stays closed, staff are told, nobody
//! gets a result; and once it does, nobody has to ask for anything.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use meeting::laptop::Trouble;
use meeting::poll::{Command, State};
use meeting::wire::{Answer, Ask, Envelope};
use meeting::{Actor, ItemId, Moment, PersonId, Place, PollId, Refusal, agenda};
use serde_json::{Value, json};
use server::clock::SystemClock;
use server::hall_address::HallAddress;
use server::journal::{Fault, Faults, Journal, OpenOptions};
use server::keys::{BallotSecret, Sitting};
use server::meetings::Meetings;
use server::room::{Room, RoomError, Stream};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use super::client::PATIENCE;
use super::harness::{ballot, bytes_of, fresh_id};
use super::sealing::{ballot_boxes, joins};
use super::secrecy::key_of;

const ONE: PollId = PollId(1);

/// A phone, by the secret of its own.
fn phone(person: PersonId, own: &str) -> Sitting {
    Sitting { ballot_secret: Some(BallotSecret::new(own.to_owned())), ..Actor::Person(person).into() }
}

/// A room on a disk that can be told to refuse.
struct Refusing {
    data: TempDir,
    faults: Faults,
    meetings: Arc<Meetings>,
    room: Room,
    seats: Vec<String>,
    expected: Vec<u64>,
}

impl Refusing {
    /// Six have voted.
    async fn voted() -> Self {
        let (data, faults) = (TempDir::new().unwrap(), Faults::default());
        let options = OpenOptions { faults: faults.clone(), ..OpenOptions::default() };
        let journal = Journal::open_as(data.path(), options).await.unwrap();
        let address = HallAddress::fixed("http://hoi-truong.test");
        let meetings =
            Meetings::open(journal, Arc::new(SystemClock), address, Moment::default()).await.unwrap();
        let meetings = Arc::new(meetings);
        let room = meetings.create("xa-cong-an", "").await.unwrap();
        let (seats, expected) = (Vec::new(), vec![1, 2, 1, 1, 1]);
        let mut hall = Self { data, faults, meetings, room, seats, expected };
        hall.act(agenda::Command::StartItem { id: ItemId(6) }).await;
        hall.act(Command::OpenPoll { poll: ONE }).await;
        for number in 0..6_u64 {
            let (person, own) = (PersonId(1_000 + number), format!("{number:032x}"));
            let ballot: Ask = serde_json::from_value(ballot(number % 5 + number / 5, "")).unwrap();
            let envelope = Envelope { id: fresh_id(), command: ballot, made: None };
            let answer = hall.room.ask(phone(person, &own), envelope).await;
            assert!(matches!(answer, Ok(Answer::Done { .. })), "{answer:?}");
            hall.seats.push(format!("{person}{:032}{own}", 0));
        }
        hall
    }

    async fn ask(&self, id: &str, command: impl Into<meeting::Command>) -> Result<Answer, RoomError> {
        let envelope = Envelope { id: id.to_owned(), command: Ask::from(command.into()), made: None };
        self.room.ask(Actor::Staff(Place::Chair), envelope).await
    }

    async fn act(&self, command: impl Into<meeting::Command>) {
        let answer = self.ask(&fresh_id(), command).await;
        assert!(matches!(answer, Ok(Answer::Done { .. })), "{answer:?}");
    }

    async fn state(&self) -> State {
        self.room.read(|meeting, _| meeting.polls.get(ONE).unwrap().state).await.unwrap()
    }

    /// What the office is told of the laptop.
    async fn laptop(&self) -> Value {
        let snapshot = self.room.snapshot(Stream::Console(Place::Office), None).await.unwrap();
        let laptop = snapshot.panels.iter().find(|(name, _, _)| name.to_string() == "laptop").unwrap();
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
        assert_eq!(ballot_boxes(self.data.path()), ["1-1.json"]);
        self.act(Command::ShowResult { poll: ONE }).await;
        let tally = self.room.read(|meeting, _| meeting.polls.get(ONE).unwrap().tally.clone()).await;
        let tally = serde_json::to_value(tally.unwrap().unwrap()).unwrap();
        assert_eq!(tally["counts"][0]["ticks"], json!(self.expected), "{tally}");
        self.meetings.close().await;
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

/// What is in the way where a file of the ballot box has to go: as if the disk took no such file.
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
        hall.room.ask(phone(person, &own), ballot),
        hall.ask(&last, Command::ClosePoll { poll: ONE }),
    );
    for answer in [answers.0, answers.1, answers.2, answers.3] {
        assert!(matches!(answer, Ok(Answer::Done { .. })), "{answer:?}");
    }
    let events = hall.meetings.journal().events(hall.room.id, 0, u32::MAX).await.unwrap();
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
    hall.meetings.close().await;
    let half = [&[0; 4096], key_of(&hall.seats[0]).as_bytes()].concat();
    for name in ["1-1.db.gone", "1-1.db-wal.gone", "1-1.json.gone", "1-1.json.new", "1-1.papers.json.gone"] {
        std::fs::write(hall.data.path().join("urns").join(name), &half).unwrap();
    }
    let journal = Journal::open(hall.data.path()).await.unwrap();
    let ballot_box = journal.sealed_ballot_box(hall.room.id, ONE).await.unwrap();
    assert_eq!((ballot_box.voters.len(), ballot_box.clone().casts().len()), (6, 6));
    assert_eq!(ballot_boxes(hall.data.path()), ["1-1.json"]);
    assert!(!joins(hall.data.path(), &hall.seats));
    // Nor does it take a start, where the disk failed and the power did not.
    let left = |name: &str| std::fs::write(hall.data.path().join("urns").join(name), &half).unwrap();
    left("1-1.db.gone");
    journal.seal_ballot_box(hall.room.id, ONE, || unreachable!("it is sealed")).await.unwrap();
    assert_eq!(ballot_boxes(hall.data.path()), ["1-1.json"]);
    std::fs::remove_file(hall.data.path().join("urns/1-1.json")).unwrap();
    left("1-1.json.gone");
    journal.open_ballot_box(hall.room.id, ONE).await.unwrap();
    assert!(!ballot_boxes(hall.data.path()).contains(&"1-1.json.gone".to_owned()));
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

/// A folder of an older version, which was cut off between closing a poll and sealing it: ballots lie in the database
/// under the keys their phones know.
#[tokio::test(flavor = "multi_thread")]
async fn a_poll_that_an_older_version_closed_and_did_not_seal_is_sealed_by_this_one() {
    let mut hall = Refusing::voted().await;
    hall.act(Command::ClosePoll { poll: ONE }).await;
    hall.until("sealed", async |hall| hall.state().await == State::Sealed).await;
    hall.meetings.close().await;
    let path = hall.data.path().to_owned();
    std::fs::remove_dir_all(path.join("urns")).unwrap();
    std::fs::remove_file(path.join("state.json")).unwrap();
    let file = SqliteConnectOptions::new().filename(path.join("hoitruong.db"));
    let mut file = SqliteConnection::connect_with(&file).await.unwrap();
    for statement in [
        "CREATE TABLE voters (meeting INTEGER NOT NULL, poll INTEGER NOT NULL, person TEXT NOT NULL, \
         commands TEXT NOT NULL, PRIMARY KEY (meeting, poll, person)) STRICT, WITHOUT ROWID",
        "CREATE TABLE ballots (meeting INTEGER NOT NULL, poll INTEGER NOT NULL, key TEXT NOT NULL, channel TEXT, \
         body TEXT NOT NULL, PRIMARY KEY (meeting, poll, key)) STRICT, WITHOUT ROWID",
        "CREATE TABLE papers (meeting INTEGER NOT NULL, poll INTEGER NOT NULL, body TEXT NOT NULL, \
         PRIMARY KEY (meeting, poll)) STRICT, WITHOUT ROWID",
        "DELETE FROM snapshots",
        "DELETE FROM events WHERE body LIKE '%UrnSealed%'",
    ] {
        sqlx::query(statement).execute(&mut file).await.unwrap();
    }
    let levels = hall.expected.iter().enumerate();
    let levels =
        levels.flat_map(|(level, count)| std::iter::repeat_n(level, usize::try_from(*count).unwrap()));
    for (seat, level) in hall.seats.iter().zip(levels) {
        let voter =
            sqlx::query("INSERT INTO voters VALUES (1, 1, ?1, ?2)").bind(&seat[..16]).bind(fresh_id());
        voter.execute(&mut file).await.unwrap();
        let body = ballot(u64::try_from(level).unwrap(), "")["ballot"].to_string();
        let stored =
            sqlx::query("INSERT INTO ballots VALUES (1, 1, ?1, 'phone', ?2)").bind(key_of(seat)).bind(body);
        stored.execute(&mut file).await.unwrap();
    }
    file.close().await.unwrap();
    let journal = Journal::open(&path).await.unwrap();
    let address = HallAddress::fixed("http://hoi-truong.test");
    hall.meetings =
        Arc::new(Meetings::open(journal, Arc::new(SystemClock), address, Moment::default()).await.unwrap());
    hall.room = hall.meetings.rooms().remove(0);
    hall.ends_well().await;
}
