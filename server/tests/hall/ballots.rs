//! Ballots over sockets and forms, sent several times each and through a power cut: every voter counts once, as last
//! acknowledged.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use meeting::{ItemId, Place, PollId, agenda, poll};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message;

use super::client::{PATIENCE, connect};
use super::harness::{Hall, ballot, ballot_form, bytes_of, fresh_id, seed};
use super::program::Program;

const VOTERS: usize = 1_000;
const LEVELS: u64 = 5;

/// A phone in a crowd: it sends by socket or by form, and whatever fails it sends again.
struct Voter {
    address: SocketAddr,
    code: String,
    seat: String,
    http: reqwest::Client,
    dice: StdRng,
}

impl Voter {
    /// Sends a ballot once; whether it was acknowledged, `None` if nobody can tell.
    async fn send(&mut self, id: &str, level: u64) -> Option<bool> {
        if self.dice.random_bool(0.5) {
            self.over_a_socket(id, level).await
        } else {
            self.by_form(id, level).await
        }
    }

    async fn over_a_socket(&mut self, id: &str, level: u64) -> Option<bool> {
        let mut socket = connect(self.address, &self.code, "phone", &self.seat, None).await.ok()?;
        socket.send(Message::text(json!({ "hello": {} }).to_string())).await.ok()?;
        let frame = json!({ "do": { "id": id, "command": ballot(level, "") } });
        socket.send(Message::text(frame.to_string())).await.ok()?;
        // The line drops before the answer.
        if self.dice.random_bool(0.2) {
            return None;
        }
        loop {
            let message = tokio::time::timeout(PATIENCE, socket.next()).await.ok()??.ok()?;
            let Message::Text(text) = message else { continue };
            let frame: Value = serde_json::from_str(&text).ok()?;
            if frame["answer"]["id"] == id {
                assert!(frame["answer"]["answer"]["done"].is_object(), "{frame}");
                return Some(true);
            }
        }
    }

    async fn by_form(&mut self, id: &str, level: u64) -> Option<bool> {
        let request = self.http.post(format!("http://{}/m/{}/vote", self.address, self.code));
        let request =
            request.header("cookie", format!("seat={}", self.seat)).form(&ballot_form(id, level, ""));
        if self.dice.random_bool(0.2) {
            let _ = tokio::time::timeout(Duration::from_millis(5), request.send()).await;
            return None;
        }
        let answer = request.send().await.ok()?;
        if answer.status().is_server_error() {
            return None;
        }
        assert!(answer.status().is_success(), "{}: {}", answer.status(), answer.text().await.unwrap());
        Some(true)
    }

    /// Sends until it is acknowledged, now and then on two lines at once.
    async fn insist(&mut self, id: &str, level: u64) {
        for attempt in 0..200 {
            if attempt == 0 && self.dice.random_bool(0.1) {
                let mut twin = self.twin();
                let (here, there) = tokio::join!(self.send(id, level), twin.send(id, level));
                if here.or(there).is_some() {
                    return;
                }
            } else if self.send(id, level).await.is_some() {
                return;
            }
            let wait = self.dice.random_range(50..400);
            tokio::time::sleep(Duration::from_millis(wait)).await;
        }
        panic!("ballot {id} is never acknowledged");
    }

    /// The same phone on another line.
    fn twin(&mut self) -> Self {
        let dice = StdRng::seed_from_u64(self.dice.random());
        let Self { address, code, seat, http, .. } = &*self;
        Self { address: *address, code: code.clone(), seat: seat.clone(), http: http.clone(), dice }
    }

    /// Sends one to five ballots, each in place of the one before, and old ones again; the last level acknowledged.
    async fn vote(mut self, number: usize, acknowledged: Arc<AtomicUsize>) -> u64 {
        let mut sent: Vec<u64> = Vec::new();
        for turn in 0..self.dice.random_range(1..=5) {
            let level = self.dice.random_range(0..LEVELS);
            self.insist(&format!("ballot-{number}-{turn}"), level).await;
            acknowledged.fetch_add(1, Ordering::SeqCst);
            sent.push(level);
            // An older one that was under way comes late: it is in the ballot box no more, and stays out.
            if self.dice.random_bool(0.2) {
                let late = self.dice.random_range(0..sent.len());
                let level = sent[late];
                self.send(&format!("ballot-{number}-{late}"), level).await;
            }
        }
        *sent.last().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_voters_through_a_power_cut_count_once_each_as_last_acknowledged() {
    let mut dice = StdRng::seed_from_u64(seed());
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", "xa-cong-an", None);
    let (authority, code) = (program.authority(), program.code());
    let address: SocketAddr = authority.parse().unwrap();
    let http = reqwest::Client::new();
    let chair = program.secret("chair");
    let act = async |id: &str, command: Value| {
        let url = format!("http://{authority}/api/meetings/{code}/commands");
        let body = json!({ "id": id, "command": command });
        let answer = http.post(url).bearer_auth(&chair).json(&body).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert!(answer["done"].is_object(), "{command}: {answer}");
    };
    act("start", json!({ "agenda": { "StartItem": { "id": 6 } } })).await;
    act("open", json!({ "poll": { "OpenPoll": { "poll": 1 } } })).await;
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let mut crowd = JoinSet::new();
    for number in 0..VOTERS {
        let url = format!("http://{authority}/api/meetings/{code}/phones");
        let seat: Value = http.post(url).send().await.unwrap().json().await.unwrap();
        let seat = seat["secret"].as_str().unwrap().to_owned();
        let (code, http) = (code.clone(), http.clone());
        let voter = Voter { address, code, seat, http, dice: StdRng::seed_from_u64(dice.random()) };
        let (acknowledged, start) = (acknowledged.clone(), dice.random_range(0..3_000));
        crowd.spawn(async move {
            tokio::time::sleep(Duration::from_millis(start)).await;
            voter.vote(number, acknowledged).await
        });
    }
    // The power fails somewhere in the middle.
    let until = dice.random_range(VOTERS / 2..VOTERS * 3 / 2);
    let began = Instant::now();
    while acknowledged.load(Ordering::SeqCst) < until {
        assert!(began.elapsed() < 5 * PATIENCE, "the crowd does not get on");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(program);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let _program = Program::start(data.path(), &authority, "xa-cong-an", None);
    let mut expected = vec![0_u64; LEVELS as usize];
    for level in crowd.join_all().await {
        expected[level as usize] += 1;
    }
    act("close", json!({ "poll": { "ClosePoll": { "poll": 1 } } })).await;
    act("show", json!({ "poll": { "ShowResult": { "poll": 1 } } })).await;
    let url = format!("http://{authority}/api/meetings/{code}/panels");
    let panels: Value = http.get(url).bearer_auth(&chair).send().await.unwrap().json().await.unwrap();
    let poll = &panels["panels"]["poll"];
    assert_eq!(poll["cast"], VOTERS, "each voter once");
    assert_eq!(poll["counts"][0]["ticks"], json!(expected), "each as last acknowledged");
}

fn code(answer: &Value) -> &Value {
    &answer["answer"]["refused"]["refusal"]["code"]
}

/// A hall with the poll open.
async fn asking() -> Hall {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    hall
}

async fn result(hall: &Hall) -> Value {
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    hall.act(Place::Chair, poll::Command::ShowResult { poll: PollId(1) }).await;
    hall.panels(&hall.secret(Place::Chair)).await["poll"]["counts"][0]["ticks"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn none_counts_before_opening_nor_from_staff_and_a_phone_is_not_told_of_others() {
    let hall = Hall::open("xa-cong-an").await;
    let (seat, mut phone) = hall.phone().await;
    let early = phone.ask_as("early", ballot(0, "")).await;
    assert_eq!(code(&early), "poll_not_open");
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    assert_eq!(code(&phone.ask_as("none", ballot(5, "")).await), "out_of_range");
    assert!(phone.ask_as("first", ballot(1, "")).await["answer"]["done"].is_object());
    phone.until("own ballot said to be in", |client| client.panel("mine").as_str().is_some()).await;
    let (status, _) = hall.send(&hall.secret(Place::Desk), "desk", ballot(0, "")).await;
    assert_eq!(status, 403, "no ballot from a staff place");
    assert_eq!(hall.panels(&hall.secret(Place::Chair)).await["poll"]["cast"], 1);
    assert_eq!(hall.panels(&seat).await["poll"]["cast"], 0, "phones are not told of each ballot");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_is_replaced_by_the_phone_it_came_from_and_by_nobody_else() {
    let mut hall = asking().await;
    let (seat, mut phone) = hall.phone().await;
    assert!(phone.ask_as("first", ballot(0, "")).await["answer"]["done"].is_object());
    drop(phone);
    // The phone's own part of the seat is what finds its ballot, not who sits there.
    let person_alone = &seat[..48];
    let forged = format!("{person_alone}{}", "0".repeat(32));
    for (other, id) in [(person_alone, "bare"), (&forged, "forged")] {
        let (status, body) = hall.send(other, id, ballot(4, "")).await;
        assert_eq!((status, &body["error"]["code"]), (409, &"already_voted".into()), "{id}");
    }
    hall.restart().await;
    let (status, _) = hall.send(&seat, "second", ballot(2, "")).await;
    assert_eq!(status, 200);
    assert_eq!(hall.send(&seat, "first", ballot(0, "")).await.0, 200, "late, and done already");
    assert_eq!(result(&hall).await, json!([0, 0, 1, 0, 0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reopened_poll_takes_only_those_who_have_not_voted() {
    let mut hall = asking().await;
    let (first, second) = (hall.seat().await, hall.seat().await);
    assert_eq!(hall.send(&first, "one", ballot(0, "")).await.0, 200);
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    assert_eq!(hall.send(&second, "late", ballot(1, "")).await.0, 409);
    hall.restart().await;
    let reason = "Mất điện, nhiều người chưa kịp gửi".to_owned();
    hall.act(Place::Chair, poll::Command::ReopenPoll { poll: PollId(1), reason }).await;
    let (status, body) = hall.send(&first, "again", ballot(4, "")).await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (409, &"already_voted".into()),
        "a sealed ballot is not found"
    );
    assert_eq!(hall.send(&second, "two", ballot(1, "")).await.0, 200);
    assert_eq!(hall.send(&second, "three", ballot(2, "")).await.0, 200, "this one is");
    assert_eq!(result(&hall).await, json!([1, 0, 1, 0, 0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discarded_poll_leaves_no_ballot_and_is_asked_anew() {
    let mut hall = asking().await;
    let seat = hall.seat().await;
    assert_eq!(hall.send(&seat, "one", ballot(0, "xin-hay-quen")).await.0, 200);
    let discard = poll::Command::DiscardPoll { poll: PollId(1), reason: "Hỏi nhầm câu".to_owned() };
    hall.act(Place::Chair, discard).await;
    hall.stop().await;
    let left = memchr::memmem::find(&bytes_of(hall.data.path()), b"xin-hay-quen");
    assert_eq!(left, None, "left behind in a file");
    hall.restart().await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(2) }).await;
    let anew =
        |level: u32| json!({ "ballot": { "poll": 2, "answers": [{ "ticked": [level] }, { "words": "" }] } });
    assert_eq!(hall.send(&seat, "two", anew(3)).await.0, 200, "who voted in the discarded one votes again");
    assert_eq!(hall.send(&seat, "three", anew(1)).await.0, 200, "and may think better of it");
    assert_eq!(hall.panels(&hall.secret(Place::Chair)).await["poll"]["cast"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_with_a_time_closes_by_itself() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    let mut chair = hall.socket(Place::Chair).await;
    let mut questionnaire: poll::Questionnaire =
        serde_json::from_value(chair.panel("poll")["prepared"][0]["sheet"].clone()).unwrap();
    questionnaire.closes_after = Some(1);
    hall.act(Place::Office, poll::Command::WritePoll { poll: Some(PollId(1)), questionnaire }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    chair.until("when it closes", |client| client.panel("poll")["closes"].is_i64()).await;
    hall.clock.pass(61_000);
    chair.until("closed and shuffled", |client| client.panel("poll")["state"] == "sealed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_comes_late_names_its_ballot_and_ticks_nothing_in_the_next() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    let ask = |title: &str| poll::Command::OpenShowOfHands { title: title.to_owned() };
    hall.act(Place::Chair, ask("Nghỉ mười phút?")).await;
    let phone = reqwest::Client::builder().cookie_store(true).build().unwrap();
    let page = hall.url(&format!("/m/{}", hall.code()));
    phone.get(&page).send().await.unwrap();
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(2) }).await;
    hall.act(Place::Chair, ask("Họp tiếp tối mai?")).await;
    let form = [("id", fresh_id()), ("poll", "2".to_owned()), ("t0", "1".to_owned())];
    let answer = phone.post(format!("{page}/vote")).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 409);
    let said = answer.text().await.unwrap();
    assert!(said.contains("“Nghỉ mười phút?”: "), "{said}");
    assert!(said.contains("Họp tiếp tối mai?"));
    assert!(!said.contains(" checked"), "nothing is ticked in the next: {said}");
    // Of the same ballot it stands as it was: both options, of which one may be ticked.
    let form = [("id", fresh_id()), ("poll", "3".to_owned()), ("t0", "1".to_owned()), ("t0", "0".to_owned())];
    let said = phone.post(format!("{page}/vote")).form(&form).send().await.unwrap().text().await.unwrap();
    assert!(said.contains(" checked"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_past_the_time_of_its_poll_is_refused_before_anyone_has_closed_it() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    let prepared = hall.panels(&hall.secret(Place::Office)).await["poll"]["prepared"][0]["sheet"].take();
    let questionnaire =
        poll::Questionnaire { closes_after: Some(5), ..serde_json::from_value(prepared).unwrap() };
    hall.act(Place::Office, poll::Command::WritePoll { poll: Some(PollId(1)), questionnaire }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    let (in_time, late) = (hall.seat().await, hall.seat().await);
    assert_eq!(hall.send(&in_time, "in-time", ballot(1, "")).await.0, 200);
    hall.clock.pass(5 * 60 * 1000);
    let (status, refused) = hall.send(&late, "late", ballot(1, "")).await;
    assert_eq!((status, &refused["error"]["code"]), (409, &"poll_over".into()), "{refused}");
}

/// A plain form sent twice with a changed tick: the second is what the person means.
#[tokio::test(flavor = "multi_thread")]
async fn one_id_with_another_ballot_is_what_was_meant_last_and_never_silently_the_first() {
    let mut hall = asking().await;
    let (seat, other) = (hall.seat().await, hall.seat().await);
    assert_eq!(hall.send(&seat, "form", ballot(0, "")).await.0, 200);
    assert_eq!(hall.send(&seat, "form", ballot(3, "")).await.0, 200);
    assert_eq!(
        hall.send(&seat, "form", ballot(0, "")).await.0,
        200,
        "the first, on its way twice, is done already"
    );
    // What is known of it is on the disk.
    hall.restart().await;
    assert_eq!(hall.send(&seat, "form", ballot(3, "")).await.0, 200);
    assert_eq!(hall.send(&seat, "form", ballot(2, "")).await.0, 200);
    assert_eq!(hall.panels(&hall.secret(Place::Chair)).await["poll"]["cast"], 1);
    assert_eq!(hall.send(&other, "form", ballot(4, "")).await.0, 200, "another phone's ids are its own");
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    let (status, late) = hall.send(&seat, "form", ballot(1, "")).await;
    assert_eq!((status, &late["error"]["code"]), (409, &"poll_over".into()), "{late}");
    assert_eq!(hall.send(&seat, "form", ballot(2, "")).await.0, 200, "what was taken stays done");
    // Beside the sealed ballots nothing is left that depends on what they say.
    let sealed = std::fs::read_to_string(hall.data.path().join("urns/1-1.json")).unwrap();
    let sealed: Value = serde_json::from_str(&sealed).unwrap();
    let stored = sealed["voters"].as_array().unwrap().iter().map(|voter| voter["commands"].as_str().unwrap());
    let stored: Vec<_> = stored.flat_map(str::split_whitespace).collect();
    assert!(
        !stored.is_empty() && stored.iter().all(|word| !word.contains('.') && *word != "form"),
        "{stored:?}"
    );
    hall.act(Place::Chair, poll::Command::ShowResult { poll: PollId(1) }).await;
    let ticks = hall.panels(&hall.secret(Place::Chair)).await["poll"]["counts"][0]["ticks"].take();
    assert_eq!(ticks, json!([0, 0, 1, 0, 1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_ballot_stands_the_same_id_with_another_is_refused_as_voted() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    let prepared = hall.panels(&hall.secret(Place::Office)).await["poll"]["prepared"][0]["sheet"].take();
    let questionnaire = poll::Questionnaire { changes: false, ..serde_json::from_value(prepared).unwrap() };
    hall.act(Place::Office, poll::Command::WritePoll { poll: Some(PollId(1)), questionnaire }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    let seat = hall.seat().await;
    assert_eq!(hall.send(&seat, "form", ballot(0, "")).await.0, 200);
    assert_eq!(hall.send(&seat, "form", ballot(0, "")).await.0, 200);
    let (status, refused) = hall.send(&seat, "form", ballot(3, "")).await;
    assert_eq!((status, &refused["error"]["code"]), (409, &"already_voted".into()), "{refused}");
}

/// An id is one of a staff place, or one of a phone; whatever else comes under it is said to be something else.
#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_one_place_is_not_one_of_another_too() {
    let mut hall = asking().await;
    let note = |title: &str| json!({ "poll": { "AskHands": { "title": title } } });
    let reused = |(status, body): (u16, Value)| {
        assert_eq!((status, &body["error"]["code"]), (409, &"id_reused".into()), "{body}");
    };
    let (chair, office) = (hall.secret(Place::Chair), hall.secret(Place::Office));
    let speech_time = json!({ "speakers": { "SetSpeechTime": { "seconds": 120 } } });
    assert_eq!(hall.send(&chair, "two", speech_time.clone()).await.0, 200);
    assert_eq!(hall.send(&chair, "two", speech_time.clone()).await.0, 200, "the same again");
    reused(hall.send(&chair, "two", json!({ "speakers": { "SetSpeechTime": { "seconds": 240 } } })).await);
    let arrivals = json!({ "attendance": { "AddArrivals": { "residents": 3 } } });
    reused(hall.send(&office, "two", arrivals.clone()).await);
    hall.restart().await;
    reused(hall.send(&hall.secret(Place::Office), "two", arrivals).await);
    // A phone's ballot and what else it asks for.
    let seat = hall.seat().await;
    assert_eq!(hall.send(&seat, "three", ballot(1, "")).await.0, 200);
    let submit = json!({ "written": { "HandIn": { "name": "Bà Sáu", "hamlet": "", "text": "Đường thôn" } } });
    reused(hall.send(&seat, "three", submit.clone()).await);
    assert_eq!(hall.send(&seat, "four", submit).await.0, 200);
    reused(hall.send(&seat, "four", ballot(2, "")).await);
    // Nobody is kept from anything by an id that a stranger has used.
    assert_eq!(hall.send(&hall.seat().await, "three", ballot(1, "")).await.0, 200);
    assert_eq!(
        hall.send(&hall.secret(Place::Chair), "four", note("Nghỉ?")).await.1["error"]["code"],
        "poll_open"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_choice_is_offered_only_where_it_would_be_taken() {
    let mut hall = asking().await;
    let (first, second) = (hall.seat().await, hall.seat().await);
    let page = |hall: &Hall| hall.url(&format!("/m/{}", hall.code()));
    let locked = async |hall: &Hall, seat: &str| {
        let cookie = format!("seat={seat}");
        let asked = reqwest::Client::new().get(page(hall)).header("cookie", cookie);
        let html = asked.send().await.unwrap().text().await.unwrap();
        let after = html.split_once("data-locked=\"").unwrap_or_else(|| panic!("{html}")).1;
        (after.split('"').next().unwrap().to_owned(), html.contains("data-voted=\"yes\""))
    };
    assert_eq!(hall.send(&first, "one", ballot(0, "")).await.0, 200);
    assert_eq!(locked(&hall, &first).await, ("no".to_owned(), true));
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    let reason = "Mất điện".to_owned();
    hall.act(Place::Chair, poll::Command::ReopenPoll { poll: PollId(1), reason }).await;
    assert_eq!(hall.send(&second, "two", ballot(1, "")).await.0, 200);
    for _ in 0..2 {
        assert_eq!(
            locked(&hall, &first).await,
            ("yes".to_owned(), true),
            "a sealed ballot is not found again"
        );
        assert_eq!(locked(&hall, &second).await, ("no".to_owned(), true));
        hall.restart().await;
    }
}
