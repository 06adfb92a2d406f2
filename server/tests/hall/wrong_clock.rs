//! A laptop whose clock is wrong, is put right, or sleeps: no duration and no deadline moves, the office is asked what
//! the time is, and what was recorded under the wrong clock is put right.

use std::time::Duration;

use meeting::poll::{self, Questionnaire};
use meeting::speakers::{self, Purpose, Speaker};
use meeting::{ItemId, Moment, Place, PollId, SpeechId, agenda};
use serde_json::{Value, json};

use super::harness::{Hall, ManualClock, ballot, fresh_id};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const YEAR: i64 = 365 * 24 * HOUR;

/// What the office says of the time.
async fn say(hall: &Hall, said: Value) {
    let url = hall.url(&format!("/api/meetings/{}/clock", hall.code()));
    let office = hall.secret(Place::Office);
    let answer = hall.http.post(url).bearer_auth(office).json(&said).send().await.unwrap();
    assert_eq!(answer.status(), 204, "{said}");
}

/// Why the office is asked what the time is, when the room has looked at the clock.
async fn doubt(hall: &Hall) -> Value {
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    hall.panels(&hall.secret(Place::Office)).await["laptop"]["clock"].take()
}

/// The meeting's clock.
async fn now(hall: &Hall) -> Moment {
    let url = hall.url(&format!("/api/meetings/{}/panels", hall.code()));
    let chair = hall.secret(Place::Chair);
    let answer: Value = hall.http.get(url).bearer_auth(chair).send().await.unwrap().json().await.unwrap();
    Moment(answer["now"].as_i64().unwrap())
}

async fn is_right(hall: &Hall, what: &str) {
    let (shown, is) = (now(hall).await, meeting_time(hall));
    assert!(shown.since(is).abs() < 5 * SECOND, "{what}: shows {shown:?}, is {is:?}");
}

/// What the hand clock's wall shows.
fn meeting_time(hall: &Hall) -> Moment {
    server::clock::Clock::wall(&*hall.clock)
}

/// Someone speaks for ten minutes.
async fn begin_speech(hall: &Hall) {
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(4) }).await;
    let speaker = Speaker { name: "Bà Hoa".into(), hamlet: "Thôn Đông".into(), ..Speaker::default() };
    let purpose = Purpose::Opinion;
    hall.act(
        Place::Chair,
        speakers::Command::InviteToSpeak { speaker, purpose, seconds: Some(600), about: None },
    )
    .await;
}

/// A poll is open for ten minutes.
async fn begin_poll(hall: &Hall) {
    let questionnaire = poll_questionnaire(hall).await;
    hall.act(Place::Office, poll::Command::WritePoll { poll: Some(PollId(1)), questionnaire }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
}

async fn poll_questionnaire(hall: &Hall) -> Questionnaire {
    let panels = hall.panels(&hall.secret(Place::Office)).await;
    let questionnaire = serde_json::from_value(panels["poll"]["prepared"][0]["sheet"].clone()).unwrap();
    Questionnaire { closes_after: Some(10), ..questionnaire }
}

async fn left_ms(hall: &Hall) -> i64 {
    let panels = hall.panels(&hall.secret(Place::Chair)).await;
    let clock = &panels["floor"]["speech"]["clock"];
    clock["paused"]["left_ms"].as_i64().unwrap_or_else(|| panic!("paused: {clock}"))
}

async fn votes(hall: &Hall) -> u16 {
    hall.send(&hall.seat().await, &fresh_id(), ballot(1, "")).await.0
}

#[tokio::test(flavor = "multi_thread")]
async fn two_years_behind_and_put_right_in_mid_speech_charges_nobody_and_closes_no_poll() {
    let clock = ManualClock::new();
    clock.move_wall(-2 * YEAR);
    let mut hall = Hall::open_by(clock, "xa-dinh-ky").await;
    begin_speech(&hall).await;
    begin_poll(&hall).await;
    assert!(doubt(&hall).await.is_null(), "nothing tells the clock to be wrong yet");
    hall.clock.move_wall(2 * YEAR);
    let asked = doubt(&hall).await;
    assert!((asked["ahead_ms"].as_i64().unwrap() - 2 * YEAR).abs() < 5 * SECOND, "{asked}");
    let secretary = hall.panels(&hall.secret(Place::Secretary)).await;
    assert!(!secretary["laptop"]["clock"].is_null(), "staff are told");
    assert_eq!(votes(&hall).await, 200, "the poll is open");
    // A phone's request was on its way while the clock was put right.
    let (seat, made) = (hall.seat().await, now(&hall).await);
    say(&hall, json!("laptop")).await;
    is_right(&hall, "after the answer").await;
    assert!(doubt(&hall).await.is_null(), "the question is answered");
    assert_eq!(votes(&hall).await, 200, "the poll is open still");
    let ask = json!({ "speakers": { "RequestFloor": { "speaker": { "name": "Ông Tư" } } } });
    let late = json!({ "id": fresh_id(), "command": ask, "made": made });
    let (_, body) = hall.send_raw(&seat, late.to_string()).await;
    assert_ne!(body["error"]["code"], "expired", "{body}");
    hall.act(Place::Chair, speakers::Command::PauseSpeech { speech: SpeechId(1) }).await;
    let left = left_ms(&hall).await;
    assert!((580 * SECOND..600 * SECOND).contains(&left), "two years are charged to nobody: {left} ms left");
    let exported = server::export::export(hall.data.path(), hall.code()).await.unwrap();
    let started = exported["meeting"]["speakers"]["speeches"][0]["started"].as_i64().unwrap();
    assert!(
        now(&hall).await.since(Moment(started)) < 20 * SECOND,
        "she began some seconds ago, and not in 2024"
    );
    hall.restart().await;
    is_right(&hall, "after a restart").await;
    assert_eq!(left_ms(&hall).await, left);
    assert_eq!(votes(&hall).await, 200, "and the poll is open still");
    hall.clock.pass(11 * 60 * 1_000);
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    assert_eq!(votes(&hall).await, 409, "until its ten minutes are over");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_seconds_of_a_clock_three_years_ahead_leave_nothing_behind() {
    let mut hall = Hall::open("xa-dinh-ky").await;
    begin_speech(&hall).await;
    begin_poll(&hall).await;
    hall.clock.move_wall(3 * YEAR);
    hall.act(Place::Desk, register("Ông Ba")).await;
    let asked = doubt(&hall).await;
    assert!(asked["ahead_ms"].as_i64().unwrap() > 2 * YEAR, "{asked}");
    tokio::time::sleep(Duration::from_secs(2)).await;
    hall.clock.move_wall(-3 * YEAR);
    assert!(doubt(&hall).await.is_null(), "the question goes by itself");
    is_right(&hall, "when the clock was right again").await;
    assert_eq!(votes(&hall).await, 200, "the poll is open");
    hall.act(Place::Chair, speakers::Command::PauseSpeech { speech: SpeechId(1) }).await;
    assert!((570 * SECOND..600 * SECOND).contains(&left_ms(&hall).await));
    hall.restart().await;
    is_right(&hall, "after a restart").await;
    assert!(hall.events().await.iter().all(|event| event["at"].as_i64().unwrap() < meeting_time(&hall).0));
}

fn register(name: &str) -> speakers::Command {
    let speaker = Speaker { name: name.into(), hamlet: "Thôn Đoài".into(), ..Speaker::default() };
    speakers::Command::RegisterSpeaker { speaker, namesake: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn seven_hours_ahead_at_the_start_are_put_right_in_all_that_was_recorded() {
    let clock = ManualClock::new();
    clock.move_wall(7 * HOUR);
    let mut hall = Hall::open_by(clock, "xa-dinh-ky").await;
    begin_speech(&hall).await;
    let (seat, _phone) = hall.phone().await;
    hall.act(Place::Desk, register("Ông Ba")).await;
    // Someone corrects the laptop's clock, and starts the program again besides.
    hall.clock.move_wall(-7 * HOUR);
    hall.restart().await;
    hall.act(Place::Desk, register("Ông Bốn")).await;
    let asked = doubt(&hall).await;
    assert!((asked["ahead_ms"].as_i64().unwrap() + 7 * HOUR).abs() < 5 * SECOND, "{asked}");
    let late = Moment(meeting_time(&hall).0 + HOUR);
    say(&hall, json!("laptop")).await;
    is_right(&hall, "after the answer").await;
    for place in [Place::Chair, Place::Secretary, Place::Office] {
        no_time_after(&hall.panels(&hall.secret(place)).await, late, place.name());
    }
    no_time_after(&hall.panels(&seat).await, late, "phone");
    let events = hall.events().await;
    for event in &events {
        assert!(event["at"].as_i64().unwrap() < late.0, "{event}");
    }
    let times: Vec<_> = events.iter().map(|event| event["at"].as_i64().unwrap()).collect();
    assert!(times.is_sorted(), "{times:?}");
    let correction = &events.last().unwrap()["event"]["details"]["ClockCorrected"];
    let by = correction["is"].as_i64().unwrap() - correction["shown"].as_i64().unwrap();
    assert!((by + 7 * HOUR).abs() < 5 * SECOND, "the correction is on record: {correction}");
    assert_eq!(events.last().unwrap()["by"]["staff"], "office");
    let exported = server::export::export(hall.data.path(), hall.code()).await.unwrap();
    no_time_after(&exported["meeting"]["speakers"], late, "export");
    no_time_after(&exported["meeting"]["minutes"], late, "export");
    assert!(exported["created"].as_i64().unwrap() < late.0, "when it was made");
    let browser = hall.browser(Place::Secretary).await;
    let url = hall.url(&format!("/m/{}/secretary/history.json", hall.code()));
    let history: Value = browser.get(url).send().await.unwrap().json().await.unwrap();
    let lines = history["lines"].as_array().unwrap();
    assert!(lines.len() > 3 && lines[0].to_string().contains("clock-corrected"), "{history}");
    let wrong: Vec<_> = lines[1..].iter().filter(|line| line["time"].to_string().contains(" 02:")).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    hall.clock.reboot();
    hall.restart().await;
    is_right(&hall, "after the laptop was switched off and on").await;
    assert!(doubt(&hall).await.is_null());
}

/// No moment of these, wherever it stands, lies after this one; deadlines of minutes aside.
fn no_time_after(json: &Value, late: Moment, whose: &str) {
    match json {
        Value::Number(number) => {
            let moment = number.as_i64().filter(|number| *number > 1_500_000_000_000);
            assert!(moment.is_none_or(|moment| moment < late.0), "{whose}: {number} is after {late:?}");
        }
        Value::Array(all) => all.iter().for_each(|one| no_time_after(one, late, whose)),
        Value::Object(all) => all.values().for_each(|one| no_time_after(one, late, whose)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_laptop_that_slept_is_a_laptop_that_was_off() {
    let hall = Hall::open("xa-dinh-ky").await;
    begin_speech(&hall).await;
    begin_poll(&hall).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    hall.clock.sleep(20 * 60 * 1_000);
    // Whoever opens the lid presses at once: not even that command is decided on as if the hall had gone on.
    let pause = speakers::Command::PauseSpeech { speech: SpeechId(1) };
    let command = serde_json::to_value(meeting::wire::Ask::from(meeting::Command::from(pause))).unwrap();
    let (status, body) = hall.send(&hall.secret(Place::Chair), &fresh_id(), command).await;
    assert_eq!((status, body["error"]["code"].as_str()), (409, Some("speech_paused")), "{body}");
    let left = left_ms(&hall).await;
    assert!(
        (590 * SECOND..600 * SECOND).contains(&left),
        "she spoke for some seconds, not for 1,203: {left}"
    );
    let paused = hall
        .events()
        .await
        .into_iter()
        .rev()
        .find(|event| !event["event"]["speakers"]["SpeechPaused"].is_null());
    assert_eq!(paused.unwrap()["by"], "system");
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    assert_eq!(votes(&hall).await, 409, "the poll's ten minutes are over: sleep is time that passed");
    is_right(&hall, "after the sleep").await;
    assert!(doubt(&hall).await.is_null(), "both clocks slept");
    // The chair decides; what she speaks then counts again.
    hall.act(Place::Chair, speakers::Command::ResumeSpeech { speech: SpeechId(1) }).await;
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    hall.act(Place::Chair, speakers::Command::PauseSpeech { speech: SpeechId(1) }).await;
    let more = left - left_ms(&hall).await;
    assert!((SECOND..10 * SECOND).contains(&more), "{more}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_knows_a_later_time_pins_no_meeting_to_it() {
    let clock = ManualClock::new();
    clock.move_wall(3 * YEAR);
    let mut hall = Hall::open_by(clock, "xa-dinh-ky").await;
    begin_speech(&hall).await;
    // The laptop is switched off and on, and its clock is right now.
    hall.clock.move_wall(-3 * YEAR);
    hall.clock.reboot();
    hall.restart().await;
    let asked = doubt(&hall).await;
    assert!((asked["ahead_ms"].as_i64().unwrap() + 3 * YEAR).abs() < MINUTE, "{asked}");
    // A meeting that is made now is of now, whatever an older one says.
    let url = hall.url("/api/meetings");
    let office = hall.secret(Place::Office);
    let wanted = json!({ "programme": "xa-cong-an" });
    let made: Value =
        hall.http.post(url).bearer_auth(&office).json(&wanted).send().await.unwrap().json().await.unwrap();
    let code = made["code"].as_str().unwrap();
    let made = server::export::export(hall.data.path(), code).await.unwrap();
    assert!((made["created"].as_i64().unwrap() - meeting_time(&hall).0).abs() < MINUTE);
    say(&hall, json!("laptop")).await;
    is_right(&hall, "after the answer").await;
    let events = hall.events().await;
    let later: Vec<_> =
        events.iter().filter(|event| event["at"].as_i64().unwrap() > meeting_time(&hall).0).collect();
    assert!(later.is_empty(), "{later:?}");
    for _ in 0..2 {
        hall.restart().await;
        is_right(&hall, "after a restart").await;
        assert!(doubt(&hall).await.is_null());
        hall.clock.reboot();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_behind_what_the_laptop_knows_is_put_before_the_office_once() {
    let clock = ManualClock::new();
    clock.move_wall(-2 * YEAR);
    let built = Moment(server::clock::Clock::wall(&clock).0 + YEAR);
    clock.witness(built);
    let mut hall = Hall::open_by(clock, "xa-dinh-ky").await;
    assert_eq!(doubt(&hall).await["later"], json!(built), "at the first start");
    begin_speech(&hall).await;
    let is = Moment(meeting_time(&hall).0 + 2 * YEAR);
    say(&hall, json!({ "at": is })).await;
    assert!(now(&hall).await.since(is) < 5 * SECOND);
    assert!(doubt(&hall).await.is_null(), "it was said that the laptop's clock is wrong");
    // Nobody sets the laptop's clock: it stays as wrong, and what was said holds.
    for reboot in [false, true] {
        if reboot {
            hall.clock.reboot();
        }
        hall.restart().await;
        assert!((now(&hall).await.since(meeting_time(&hall)) - 2 * YEAR).abs() < MINUTE, "{reboot}");
        assert!(doubt(&hall).await.is_null(), "{reboot}");
    }
    // Then someone does, while the program does not run.
    hall.clock.move_wall(2 * YEAR);
    hall.clock.reboot();
    hall.restart().await;
    is_right(&hall, "after the laptop's clock was set").await;
    assert!(doubt(&hall).await.is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_office_says_what_the_time_is() {
    let hall = Hall::open("xa-dinh-ky").await;
    let url = hall.url(&format!("/api/meetings/{}/clock", hall.code()));
    for place in [Place::Chair, Place::Secretary, Place::Desk, Place::Projector] {
        let secret = hall.secret(place);
        let answer = hall.http.post(&url).bearer_auth(secret).json(&json!("laptop")).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{place}");
    }
    let correct = json!({ "details": { "CorrectClock": { "shown": 0, "is": 1, "from": 0, "answer": 9 } } });
    let (status, _) = hall.send(&hall.secret(Place::Office), &fresh_id(), correct).await;
    assert_eq!(status, 403, "what the program works out is not sent from outside");
    for slip in [json!({ "at": 0 }), json!("tomorrow"), json!({})] {
        let office = hall.secret(Place::Office);
        let answer = hall.http.post(&url).bearer_auth(office).json(&slip).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{slip}");
    }
    is_right(&hall, "after all that").await;
    let office = hall.browser(Place::Office).await;
    let form = hall.url(&format!("/m/{}/office/clock", hall.code()));
    let day = [("is", "other"), ("time", "2026-11-21T20:30")];
    assert_eq!(office.post(&form).form(&day).send().await.unwrap().status(), 200);
    assert!((now(&hall).await.since(Moment(1_795_267_800_000))).abs() < 5 * SECOND, "half past eight");
    let shown = hall.panels(&hall.secret(Place::Office)).await;
    assert!(shown["laptop"]["clock"].is_null(), "{shown}");
    assert!(hall.events().await.last().unwrap()["event"]["details"]["ClockCorrected"].is_object());
}
