//! Secrecy: whether anyone can join a voter to a ballot once a poll is closed. People vote one after the other, each
//! choice known to the test; then it takes all that is on the disk, and what the program said of itself, and tries to
//! tell from it who chose what: by key, by order, by time, by the place in the file, by what was left behind. Every try
//! is held against chance; and every try must find the link where one is planted or a step of sealing is left out, or
//! it would prove nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use meeting::PersonId;
use meeting::poll::{Answer, Ballot};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use super::harness::{ballot, bytes_of, files_of, seed};
use super::program::Program;

const VOTERS: usize = 200;
const LEVELS: u32 = 5;
/// Bytes of a page of the file.
const PAGE: usize = 4096;
/// More than so many right of [`VOTERS`] is no chance: the mean is 40, and this seven standard deviations above it.
const CHANCE: usize = 80;
/// Every fifth has no phone and votes at the tablet at the desk.
const fn is_at_tablet(number: usize) -> bool {
    number % 5 == 4
}
/// The same of those at the tablet: 40, of whom 8 are met by chance, and seven standard deviations more.
const CHANCE_AT_TABLET: usize = 26;

/// The journal, and the ballot box of the poll while it is open and once it is sealed.
const JOURNAL: &str = "hoitruong.db";
const OPEN: &str = "urns/1-1.db";
const SEALED: &str = "urns/1-1.json";

/// A ballot as it lies in the ballot box.
struct Lying {
    key: String,
    channel: Option<String>,
    choice: u32,
}

/// What a ballot box holds: persons and ballots, each in the order they lie in.
struct VoterRoll {
    voters: Vec<String>,
    ballots: Vec<Lying>,
}

/// What someone has who tries.
struct Evidence {
    /// The seats of those who voted, in the order they did: more than anyone but the phones has.
    seats: Vec<String>,
    /// What each of them chose: what is to be found out.
    choices: Vec<u32>,
    /// The data folder.
    folder: PathBuf,
    /// Every byte of every file in it, and of a backup, one file after the other.
    bytes: Vec<u8>,
    /// What the program said.
    log: String,
}

impl Evidence {
    fn persons(&self) -> Vec<&str> {
        self.seats.iter().map(|seat| &seat[..16]).collect()
    }

    /// How many of these guesses are right; `None` is no guess.
    fn right(&self, guesses: &[Option<u32>]) -> usize {
        guesses.iter().zip(&self.choices).filter(|(guess, choice)| **guess == Some(**choice)).count()
    }

    /// Takes a folder as it lies there: before anything opens its files, since to open and close them tidies up.
    fn take(&mut self, folder: &Path) {
        folder.clone_into(&mut self.folder);
        self.bytes = bytes_of(folder);
    }

    /// The ballot box as it stands for the count: the file of a sealed one, the tables of an open one.
    async fn ballot_box(&self) -> VoterRoll {
        let sealed = self.folder.join(SEALED);
        if sealed.exists() {
            let ballot_box: Value = serde_json::from_slice(&std::fs::read(sealed).unwrap()).unwrap();
            let text = |value: &Value| value.as_str().map(str::to_owned);
            let voter = |voter: &Value| text(&voter["person"]).unwrap();
            let ballot = |stored: &Value| Lying {
                key: text(&stored["key"]).unwrap(),
                channel: text(&stored["channel"]),
                choice: choice_in(stored["ballot"].to_string().as_bytes()).unwrap(),
            };
            return VoterRoll {
                voters: ballot_box["voters"].as_array().unwrap().iter().map(voter).collect(),
                ballots: ballot_box["ballots"].as_array().unwrap().iter().map(ballot).collect(),
            };
        }
        let mut file = open(&self.folder.join(OPEN)).await;
        let voters = sqlx::query_scalar("SELECT person FROM voters").fetch_all(&mut file).await.unwrap();
        let rows: Vec<(String, Option<String>, String)> =
            sqlx::query_as("SELECT key, channel, body FROM ballots").fetch_all(&mut file).await.unwrap();
        let lying = |(key, channel, body): (String, _, String)| Lying {
            key,
            channel,
            choice: choice_in(body.as_bytes()).unwrap(),
        };
        VoterRoll { voters, ballots: rows.into_iter().map(lying).collect() }
    }

    /// Everything that was tried, and how many each got right, in either direction where there is one.
    async fn tries(&self) -> BTreeMap<&'static str, usize> {
        let VoterRoll { voters, ballots } = self.ballot_box().await;
        let bytes = &self.bytes;
        let in_order: Vec<Option<u32>> = ballots.iter().map(|lying| Some(lying.choice)).collect();
        let table_order = |person: &&str| {
            let place = voters.iter().position(|known| known == person)?;
            in_order.get(place).copied().flatten()
        };
        // Fresh keys help nothing if the ballots still lie as they lay under the old ones.
        let of_phones: Vec<u32> = ballots
            .iter()
            .filter(|lying| lying.channel.as_deref() == Some("phone"))
            .map(|lying| lying.choice)
            .collect();
        let phones = self.seats.iter().enumerate().filter(|(number, _)| !is_at_tablet(*number));
        let mut old_keys: Vec<String> = phones.map(|(_, seat)| key_of(seat)).collect();
        old_keys.sort();
        let old_order = |backwards: bool| -> Vec<Option<u32>> {
            let guess = |seat: &String| {
                let place = old_keys.binary_search(&key_of(seat)).ok()?;
                let place = if backwards { old_keys.len() - 1 - place } else { place };
                of_phones.get(place).copied()
            };
            self.seats.iter().map(guess).collect()
        };
        let by_table: Vec<_> = self.persons().iter().map(table_order).collect();
        let known: BTreeMap<&str, u32> =
            ballots.iter().map(|lying| (lying.key.as_str(), lying.choice)).collect();
        let by_key = |key: &dyn Fn(&str) -> String| -> Vec<Option<u32>> {
            self.seats.iter().map(|seat| known.get(key(seat).as_str()).copied()).collect()
        };
        // What stands behind a text somewhere in the files, live or left over.
        let behind = |text: &str| choices_behind(bytes, text.as_bytes(), 300);
        let last = |text: String| behind(&text).last().copied();
        // The order in which the ballots lie in the file, against the order of voting. A page is filled from its end.
        let lying = places_of(bytes, b"\"answers\":[{\"ticked\"");
        let mut filled = lying.clone();
        filled.sort_by_key(|at| (at / PAGE, std::cmp::Reverse(*at)));
        let choices_at = |places: Vec<usize>| -> Vec<Option<u32>> {
            places.into_iter().map(|at| choice_in(&bytes[at..bytes.len().min(at + 40)])).collect()
        };
        let (lying, filled) = (choices_at(lying), choices_at(filled));
        let person = |seat: &str| seat[..16].to_owned();
        let command = |number: usize| format!("vote-{number}-");
        let said = |text: &str| choices_behind(self.log.as_bytes(), text.as_bytes(), 400).last().copied();
        let either = |guesses: &[Option<u32>]| {
            let backwards: Vec<_> = guesses.iter().rev().copied().collect();
            self.right(guesses).max(self.right(&backwards))
        };
        [
            ("order of the ballots", either(&in_order)),
            ("order of both lists", either(&by_table)),
            ("order of the phones' keys", self.right(&old_order(false)).max(self.right(&old_order(true)))),
            ("key: the phone's secret", self.right(&by_key(&key_of))),
            ("key: the person", self.right(&by_key(&person))),
            ("key: digest of the person", self.right(&by_key(&|seat| digest(&seat[..16])))),
            ("key: digest of the seat", self.right(&by_key(&digest))),
            ("place in the file", either(&lying).max(either(&filled))),
            (
                "left behind: the phone's key",
                self.right(&self.seats.iter().map(|seat| last(key_of(seat))).collect::<Vec<_>>()),
            ),
            (
                "left behind: the person",
                self.right(&self.seats.iter().map(|seat| last(person(seat))).collect::<Vec<_>>()),
            ),
            (
                "left behind: the command",
                self.right(&(0..VOTERS).map(|number| last(command(number))).collect::<Vec<_>>()),
            ),
            ("log: the person", self.right(&self.persons().into_iter().map(said).collect::<Vec<_>>())),
            (
                "log: the command",
                self.right(&(0..VOTERS).map(|number| said(&command(number))).collect::<Vec<_>>()),
            ),
            ("time: events while it was open", self.right(&self.by_time().await)),
        ]
        .into()
    }

    /// What the journal noted between opening and closing, one after the other, if it noted anything of choices.
    async fn by_time(&self) -> Vec<Option<u32>> {
        let mut file = open(&self.folder.join(JOURNAL)).await;
        let rows: Vec<String> = sqlx::query_scalar("SELECT body FROM events ORDER BY body->>'at', position")
            .fetch_all(&mut file)
            .await
            .unwrap();
        let open = rows.iter().skip_while(|body| !body.contains("PollOpened"));
        open.take_while(|body| !body.contains("PollClosed"))
            .filter_map(|body| choice_in(body.as_bytes()).map(Some))
            .collect()
    }

    /// The journal says when the tablet was opened for whom, and the ballot box which ballots came from it: how many are
    /// right when both are taken in order.
    async fn at_tablet(&self) -> usize {
        let ballots = self.ballot_box().await.ballots.into_iter();
        let lying = ballots.filter(|lying| lying.channel.as_deref() == Some("tablet"));
        let lying: Vec<u32> = lying.map(|lying| lying.choice).collect();
        let choices = self.choices.iter().enumerate().filter(|(number, _)| is_at_tablet(*number));
        let choices: Vec<u32> = choices.map(|(_, choice)| *choice).collect();
        assert_eq!(lying.len(), choices.len());
        let right =
            |lying: &mut dyn Iterator<Item = &u32>| lying.zip(&choices).filter(|(a, b)| a == b).count();
        right(&mut lying.iter()).max(right(&mut lying.iter().rev()))
    }

    /// Those that did better than chance.
    async fn found(&self) -> Vec<&'static str> {
        self.tries().await.into_iter().filter(|(_, right)| *right > CHANCE).map(|(what, _)| what).collect()
    }
}

async fn open(file: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(file)).await.unwrap()
}

fn digest(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// What a ballot stands under while the poll is open, as only its phone can tell.
pub(super) fn key_of(seat: &str) -> String {
    digest(&format!("ballot/{}/1/{}", &seat[48..], &seat[..16]))
}

/// The first choice that stands in these bytes.
fn choice_in(bytes: &[u8]) -> Option<u32> {
    let tick = b"\"ticked\":[";
    let at = memchr::memmem::find(bytes, tick)?;
    bytes.get(at + tick.len()).filter(|digit| digit.is_ascii_digit()).map(|digit| u32::from(digit - b'0'))
}

/// Where a text stands.
fn places_of(bytes: &[u8], text: &[u8]) -> Vec<usize> {
    memchr::memmem::find_iter(bytes, text).collect()
}

/// The choice that follows each occurrence of a text within so many bytes.
fn choices_behind(bytes: &[u8], text: &[u8], reach: usize) -> Vec<u32> {
    let behind = |at: usize| choice_in(&bytes[at..bytes.len().min(at + text.len() + reach)]);
    places_of(bytes, text).into_iter().filter_map(behind).collect()
}

fn copy_of(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for file in files_of(folder) {
        let to = copy.path().join(file.strip_prefix(folder).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(&file, to).unwrap();
    }
    copy
}

/// Puts the files of an open ballot box beside what another folder holds.
fn forget_open_ballot_box(before: &Path, folder: &Path) {
    for ending in ["", "-wal"] {
        let name = format!("{OPEN}{ending}");
        std::fs::copy(before.join(&name), folder.join(&name)).unwrap();
    }
}

/// The hall after the vote: the evidence once it is closed, and a copy of the folder from just before.
struct Vote {
    evidence: Evidence,
    before: TempDir,
    data: TempDir,
}

async fn vote() -> Vote {
    let mut dice = StdRng::seed_from_u64(seed());
    let (data, said) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let log = said.path().join("log.txt");
    let program = Program::start(data.path(), "127.0.0.1:0", "xa-cong-an", Some(&log));
    let (http, base) =
        (reqwest::Client::new(), format!("http://{}/api/meetings/{}", program.authority(), program.code()));
    let send = async |secret: &str, id: &str, command: Value| {
        let body = json!({ "id": id, "command": command });
        let answer =
            http.post(format!("{base}/commands")).bearer_auth(secret).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{id}");
    };
    let chair = program.secret("chair");
    send(&chair, "start", json!({ "agenda": { "StartItem": { "id": 6 } } })).await;
    send(&chair, "open", json!({ "poll": { "OpenPoll": { "poll": 1 } } })).await;
    let (mut seats, mut choices) = (Vec::new(), Vec::new());
    for number in 0..VOTERS {
        let choice = dice.random_range(0..LEVELS);
        if is_at_tablet(number) {
            let open = json!({ "poll": { "OpenTablet": { "poll": 1, "card": null } } });
            send(&program.secret("desk"), &format!("open-{number}"), open).await;
            let voter = PersonId::at_tablet(u32::try_from(number / 5 + 1).unwrap());
            let ballot = ballot(choice.into(), "")["ballot"].take();
            let sent = json!({ "tablet_ballot": { "voter": voter, "ballot": ballot } });
            send(&program.secret("tablet"), &format!("vote-{number}-1"), sent).await;
            // There is no seat; as long as one, and as good as any to try with.
            seats.push(format!("{voter}{}", digest(&number.to_string())));
            choices.push(choice);
            continue;
        }
        let seat: Value = http.post(format!("{base}/phones")).send().await.unwrap().json().await.unwrap();
        let seat = seat["secret"].as_str().unwrap().to_owned();
        // Some think better of it.
        if number % 7 == 0 {
            send(&seat, &format!("vote-{number}-0"), ballot(dice.random_range(0..LEVELS).into(), "")).await;
        }
        send(&seat, &format!("vote-{number}-1"), ballot(choice.into(), "")).await;
        seats.push(seat);
        choices.push(choice);
    }
    let before = copy_of(data.path());
    send(&chair, "close", json!({ "poll": { "ClosePoll": { "poll": 1 } } })).await;
    send(&chair, "show", json!({ "poll": { "ShowResult": { "poll": 1 } } })).await;
    // Switched off as a power cut does, so that nothing is tidied up on the way out; and a backup made then.
    drop(program);
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.len() > 10_000, "the program did say what it does");
    let mut evidence = Evidence { seats, choices, folder: PathBuf::new(), bytes: Vec::new(), log };
    evidence.take(data.path());
    evidence.bytes.extend(bytes_of(copy_of(data.path()).path()));
    Vote { evidence, before, data }
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "how near to chance each try came is worth reading")]
async fn nothing_on_the_disk_joins_a_voter_to_a_ballot_once_the_poll_is_closed() {
    let Vote { mut evidence, before, data } = vote().await;
    let tries = evidence.tries().await;
    println!("right of {VOTERS}, by chance 40: {tries:?}");
    assert!(evidence.found().await.is_empty(), "{tries:?}");
    let at_tablet = evidence.at_tablet().await;
    println!("right of 40 at the tablet, by chance 8: {at_tablet}");
    assert!(at_tablet <= CHANCE_AT_TABLET, "{at_tablet}");
    let VoterRoll { voters, ballots } = evidence.ballot_box().await;
    assert_eq!(voters.len(), VOTERS);
    assert!(voters.is_sorted(), "in the order of the persons, not of voting");
    let mut stored: Vec<u32> = ballots.into_iter().map(|lying| lying.choice).collect();
    stored.sort_unstable();
    let mut cast = evidence.choices.clone();
    cast.sort_unstable();
    assert_eq!(stored, cast, "and yet every ballot is there");

    let unscrubbed = copy_of(data.path());
    drop(data);
    // A sealing that writes anew but scrubs nothing leaves what the ballots came in.
    forget_open_ballot_box(before.path(), unscrubbed.path());

    // While it was open, whoever has the disk and the phones could tell: SECURITY.md says so.
    evidence.take(before.path());
    let found = evidence.found().await;
    assert!(found.contains(&"key: the phone's secret"), "{found:?} {:?}", evidence.tries().await);

    evidence.take(unscrubbed.path());
    let found = evidence.found().await;
    assert!(found.contains(&"left behind: the phone's key"), "{found:?}");
    assert!(!found.contains(&"key: the phone's secret"), "{found:?}");
}

/// What a careless hand could have written, each as one link planted in the sealed folder.
#[tokio::test(flavor = "multi_thread")]
async fn every_try_finds_the_link_that_is_planted_for_it() {
    let Vote { mut evidence, before, data } = vote().await;
    let sealed = copy_of(data.path());
    let mut dice = StdRng::seed_from_u64(seed());
    let by_voter = |number: usize| {
        let body = Ballot {
            poll: meeting::PollId(1),
            answers: vec![Answer::Ticked(vec![evidence.choices[number]])],
        };
        (evidence.seats[number][..16].to_owned(), serde_json::to_string(&body).unwrap())
    };
    let bodies: Vec<(String, String)> = (0..VOTERS).map(by_voter).collect();
    let mut sorted: Vec<&String> = bodies.iter().map(|(person, _)| person).collect();
    sorted.sort();
    let rank = |number: usize| sorted.iter().position(|person| **person == bodies[number].0).unwrap();
    let keys: [(&str, &dyn Fn(usize) -> String); 7] = [
        ("key: the phone's secret", &|number| key_of(&evidence.seats[number])),
        ("order of both lists", &|number| format!("{:04}", rank(number))),
        ("key: the person", &|number| bodies[number].0.clone()),
        ("key: digest of the person", &|number| digest(&bodies[number].0)),
        ("key: digest of the seat", &|number| digest(&evidence.seats[number])),
        ("order of the ballots", &|number| format!("{number:04}")),
        ("place in the file", &|number| format!("{number:04}")),
    ];
    let with_ballots = |ballots: Vec<(String, usize)>| {
        let folder = copy_of(sealed.path());
        let path = folder.path().join(SEALED);
        let mut ballot_box: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let stored = ballots.into_iter().map(|(key, number)| {
            let ballot: Value = serde_json::from_str(&bodies[number].1).unwrap();
            json!({ "key": key, "channel": if is_at_tablet(number) { "tablet" } else { "phone" }, "ballot": ballot })
        });
        ballot_box["ballots"] = stored.collect();
        std::fs::write(path, ballot_box.to_string()).unwrap();
        folder
    };
    let mut planted = Vec::new();
    for (what, key) in keys {
        let mut ballots: Vec<_> = (0..VOTERS).map(|number| (key(number), number)).collect();
        ballots.sort();
        planted.push((what, with_ballots(ballots)));
    }
    // Fresh keys, and the ballots where they lay under the old ones.
    let mut ballots: Vec<_> = (0..VOTERS).map(|number| (key_of(&evidence.seats[number]), number)).collect();
    ballots.sort();
    for (key, _) in &mut ballots {
        *key = format!("{:064x}", dice.random::<u128>());
    }
    planted.push(("order of the phones' keys", with_ballots(ballots)));
    // A file that was forgotten.
    let forgotten: [(&str, &dyn Fn(usize) -> String); 3] = [
        ("left behind: the phone's key", &|number| key_of(&evidence.seats[number])),
        ("left behind: the person", &|number| bodies[number].0.clone()),
        ("left behind: the command", &|number| format!("vote-{number}-1")),
    ];
    for (what, beside) in forgotten {
        for place in ["forgotten.txt", "urns/forgotten.txt", "files/forgotten.txt"] {
            let folder = copy_of(sealed.path());
            let lines =
                bodies.iter().enumerate().map(|(number, (_, body))| format!("{} {body}\n", beside(number)));
            let path = folder.path().join(place);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, lines.collect::<String>()).unwrap();
            planted.push((what, folder));
        }
    }
    let folder = copy_of(sealed.path());
    forget_open_ballot_box(before.path(), folder.path());
    planted.push(("left behind: the phone's key", folder));
    // An event a ballot.
    let folder = copy_of(sealed.path());
    let mut file = open(&folder.path().join(JOURNAL)).await;
    let closed: i64 = sqlx::query_scalar("SELECT position FROM events WHERE body LIKE '%PollClosed%'")
        .fetch_one(&mut file)
        .await
        .unwrap();
    sqlx::query("UPDATE events SET position = position + 1000 WHERE position >= ?1 AND meeting = 1")
        .bind(closed)
        .execute(&mut file)
        .await
        .unwrap();
    for (number, (_, body)) in bodies.iter().enumerate() {
        let insert = sqlx::query(
            "INSERT INTO events (meeting, position, salt, body, link) \
             SELECT 1, ?1, x'', json_object('at', max(body->>'at'), 'event', json(?2)), x'' \
             FROM events WHERE body LIKE '%PollOpened%'",
        );
        let position = closed + i64::try_from(number).unwrap();
        insert.bind(position).bind(body).execute(&mut file).await.unwrap();
    }
    drop(file);
    planted.push(("time: events while it was open", folder));
    let in_the_log = ["log: the command", "log: the person"];
    let mut covered: Vec<&str> = planted.iter().map(|(what, _)| *what).chain(in_the_log).collect();
    covered.sort_unstable();
    covered.dedup();
    let tries: Vec<&str> = evidence.tries().await.into_keys().collect();
    assert_eq!(covered, tries, "a link is planted for each");
    for (what, folder) in &planted {
        evidence.take(folder.path());
        let found = evidence.found().await;
        assert!(found.contains(what), "{what} is not found, but {found:?}");
        if *what == "order of the ballots" {
            assert_eq!(evidence.at_tablet().await, 40, "the order at the tablet is found as well");
        }
    }
    evidence.take(sealed.path());
    let said = bodies
        .iter()
        .enumerate()
        .map(|(number, (person, body))| format!("{person} vote-{number}-1 {body}\n"));
    evidence.log = said.collect();
    let found = evidence.found().await;
    assert_eq!(found, in_the_log);
}
