//! Bad input: each gets a clear answer in the person's language; nothing changes, nothing runs.

use meeting::speakers::{self, Speaker};
use meeting::{ItemId, Place, agenda};
use serde_json::{Value, json};

use super::harness::{Hall, ballot, fresh_id};

/// One row: what is sent, from where, and what must come back.
struct Row {
    what: &'static str,
    from: Place,
    body: String,
    status: u16,
    code: &'static str,
    /// A word of the Vietnamese and of the English sentence.
    words: (&'static str, &'static str),
}

fn row(
    what: &'static str,
    from: Place,
    command: Value,
    status: u16,
    code: &'static str,
    words: (&'static str, &'static str),
) -> Row {
    let body = json!({ "id": fresh_id(), "command": command }).to_string();
    Row { what, from, body, status, code, words }
}

fn raw(
    what: &'static str,
    body: &str,
    status: u16,
    code: &'static str,
    words: (&'static str, &'static str),
) -> Row {
    Row { what, from: Place::Chair, body: body.to_owned(), status, code, words }
}

fn register(name: &str) -> Value {
    json!({ "speakers": { "RegisterSpeaker": { "speaker": { "name": name } } } })
}

fn table() -> Vec<Row> {
    use Place::{Chair, Desk, Office, Phone, Projector, Secretary};
    let unreadable = ("không đọc được", "could not be read");
    let not_allowed = ("", "");
    let any = ("", "");
    vec![
        raw("an empty body", "", 400, "malformed", unreadable),
        raw("not JSON", "<xml/>", 400, "malformed", unreadable),
        raw("the wrong type", r#"{"id":1,"command":{"speakers":"OpenList"}}"#, 400, "malformed", unreadable),
        raw(
            "an unknown command",
            r#"{"id":"a","command":{"speakers":"Shout"}}"#,
            400,
            "malformed",
            unreadable,
        ),
        raw("an unknown subject", r#"{"id":"a","command":{"weather":"Rain"}}"#, 400, "malformed", unreadable),
        raw(
            "an unknown field",
            r#"{"id":"a","command":{"speakers":"OpenList"},"role":"chair"}"#,
            400,
            "malformed",
            unreadable,
        ),
        raw(
            "a negative id",
            r#"{"id":"a","command":{"agenda":{"StartItem":{"id":-1}}}}"#,
            400,
            "malformed",
            unreadable,
        ),
        raw(
            "an id with blanks",
            r#"{"id":"a b","command":{"speakers":"OpenList"}}"#,
            400,
            "malformed",
            unreadable,
        ),
        raw("no id", r#"{"command":{"speakers":"OpenList"}}"#, 400, "malformed", unreadable),
        raw("deeply nested", &"[".repeat(100_000), 400, "malformed", unreadable),
        raw("10 MB", &"x".repeat(10 * 1024 * 1024), 413, "too_large", ("quá dài", "too long")),
        row("a name of blanks", Desk, register(" \n\t "), 422, "empty", any),
        row("control characters", Desk, register("An\u{0}\u{7}"), 422, "forbidden_character", any),
        row("right-to-left marks", Desk, register("\u{202e}nA"), 422, "forbidden_character", any),
        row("too long a name", Desk, register(&"ễ".repeat(500)), 422, "too_long", any),
        row(
            "a speech of no time",
            Chair,
            json!({ "speakers": { "SetSpeechTime": { "seconds": 0 } } }),
            422,
            "out_of_range",
            any,
        ),
        row(
            "the phone gives the floor",
            Phone,
            json!({ "speakers": { "GiveFloor": { "request": 1 } } }),
            403,
            "not_allowed",
            not_allowed,
        ),
        row(
            "the projector closes the meeting",
            Projector,
            json!({ "agenda": "CloseMeeting" }),
            403,
            "not_allowed",
            not_allowed,
        ),
        row(
            "the secretary opens the poll",
            Secretary,
            json!({ "poll": { "OpenPoll": { "poll": 1 } } }),
            403,
            "not_allowed",
            not_allowed,
        ),
        row(
            "the desk asks as a phone",
            Desk,
            json!({ "speakers": { "RequestFloor": { "speaker": { "name": "A" } } } }),
            403,
            "not_allowed",
            not_allowed,
        ),
        row(
            "someone counts the ballots",
            Office,
            json!({ "poll": { "CountBallots": { "poll": 1, "tally": { "ballots": 9, "counts": [] } } } }),
            403,
            "not_allowed",
            not_allowed,
        ),
        row(
            "someone plays an outage",
            Office,
            json!({ "details": { "Recover": { "last_known": 0 } } }),
            403,
            "not_allowed",
            not_allowed,
        ),
        row(
            "an item that is not there",
            Chair,
            json!({ "agenda": { "StartItem": { "id": 999 } } }),
            404,
            "not_found",
            any,
        ),
        row(
            "the floor for nobody",
            Chair,
            json!({ "speakers": { "GiveFloor": { "request": 999 } } }),
            404,
            "not_found",
            any,
        ),
        row(
            "a poll that is not open",
            Chair,
            json!({ "poll": { "ClosePoll": { "poll": 1 } } }),
            409,
            "poll_not_open",
            any,
        ),
        row(
            "a revision of the future",
            Secretary,
            json!({ "minutes": { "EditText": { "target": { "entry": 1 }, "revision": 999_999, "splice": { "at": 0, "inserted": "x" } } } }),
            409,
            "unknown_revision",
            any,
        ),
        row(
            "beyond the text",
            Secretary,
            json!({ "minutes": { "EditText": { "target": { "entry": 1 }, "revision": 13, "splice": { "at": 50, "removed": 9 } } } }),
            422,
            "outside_text",
            any,
        ),
        row(
            "a splice at the end of numbers",
            Secretary,
            json!({ "minutes": { "EditText": { "target": { "entry": 1 }, "revision": 13, "splice": { "at": u64::MAX, "removed": u64::MAX } } } }),
            422,
            "outside_text",
            any,
        ),
        row("a ballot without a poll", Phone, ballot(0, ""), 409, "poll_not_open", any),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_gets_a_clear_answer_in_the_persons_language_and_changes_nothing() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let before = hall.events().await;
    let url = hall.url(&format!("/api/meetings/{}/commands", hall.code()));
    for row in table() {
        let mut sentences = Vec::new();
        for (lang, word) in [("vi", row.words.0), ("en", row.words.1)] {
            let request =
                hall.http.post(&url).bearer_auth(hall.secret(row.from)).header("accept-language", lang);
            let answer = request.body(row.body.clone()).send().await.unwrap();
            let status = answer.status().as_u16();
            let body: Value = answer.json().await.unwrap();
            assert_eq!(status, row.status, "{}: {body}", row.what);
            assert_eq!(body["error"]["code"], row.code, "{}: {body}", row.what);
            let sentence = body["error"]["message"].as_str().unwrap().to_owned();
            // What exactly, in English, is for whoever writes the program that sent it, not for a person.
            let detail = body["error"]["detail"].as_str();
            assert_eq!(detail.is_some(), row.code == "malformed", "{}: {body}", row.what);
            assert!(!detail.is_some_and(|detail| sentence.contains(detail)), "{}: {body}", row.what);
            assert!(sentence.len() > 10 && sentence.contains(word), "{}: {sentence}", row.what);
            sentences.push(sentence);
        }
        assert_ne!(sentences[0], sentences[1], "{}: in the person's language", row.what);
    }
    assert_eq!(hall.events().await, before, "nothing changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_is_kept_as_words_and_a_command_sent_twice_is_done_once() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let desk = hall.secret(Place::Desk);
    let evil = "</textarea><script>alert(1)</script>";
    let first = hall.send(&desk, "same", register(evil)).await;
    let second = hall.send(&desk, "same", register(evil)).await;
    assert_eq!((first.0, &first), (200, &second), "the stored answer comes back");
    let (status, other) = hall.send(&desk, "same", register("Ông B")).await;
    assert_eq!((status, &other["error"]["code"]), (409, &json!("id_reused")));
    let panels = hall.panels(&desk).await;
    assert_eq!(panels["speakers"]["waiting"].as_array().unwrap().len(), 1);
    assert_eq!(panels["speakers"]["waiting"][0]["name"], evil, "kept as it was typed");
    let (_, phone) = hall.phone().await;
    let shown = phone.panel("speakers").as_str().unwrap();
    assert!(!shown.contains("<script"), "shown as words: {shown}");
    let speaker = Speaker { name: "Ông C".into(), ..Speaker::default() };
    hall.act(Place::Chair, speakers::Command::RegisterSpeaker { speaker, namesake: false }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_touches_only_its_own_and_what_waited_too_long_expires() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let (one, other) = (hall.seat().await, hall.seat().await);
    let ask = json!({ "speakers": { "RequestFloor": { "speaker": { "name": "Bà A" } } } });
    assert_eq!(hall.send(&one, "a", ask.clone()).await.0, 200);
    let twice = hall.send(&one, "b", ask.clone()).await;
    assert_eq!(twice.1["error"]["code"], "already_waiting");
    let withdraw = json!({ "speakers": { "WithdrawRequest": { "request": 1 } } });
    let foreign = hall.send(&other, "a", withdraw).await;
    assert_eq!(foreign.1["error"]["code"], "not_yours", "the same id of another person is another command");
    let late = json!({ "id": "late", "command": ask, "made": 1_000 });
    let (status, body) = hall.send_raw(&other, late.to_string()).await;
    assert_eq!((status, &body["error"]["code"]), (409, &json!("expired")));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_who_floods_is_slowed_and_the_hall_is_not() {
    let hall = Hall::open("xa-cong-an").await;
    let (flooder, other) = (hall.seat().await, hall.seat().await);
    let ask = || json!({ "speakers": { "RequestFloor": { "speaker": { "name": "Bà A" } } } });
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(hall.send(&flooder, &fresh_id(), ask()).await.0);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    assert_eq!(hall.send(&other, &fresh_id(), ask()).await.0, 409, "the list is closed, but they are heard");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_asks_for_a_key_and_answers_in_json() {
    let hall = Hall::open("xa-cong-an").await;
    let code = hall.code();
    let get = |path: String| hall.http.get(hall.url(&path));
    let phone = hall.seat().await;
    let chair = hall.secret(Place::Chair);
    let cases = [
        (get(format!("/api/meetings/{code}/panels")), 401, "no_key"),
        (get(format!("/api/meetings/{code}/panels")).bearer_auth("x"), 401, "no_key"),
        (get("/api/meetings/00000/panels".to_owned()).bearer_auth(&chair), 404, "no_meeting"),
        (get(format!("/api/meetings/{code}/events?since=0")).bearer_auth(&phone), 403, "wrong_place"),
        (get(format!("/api/meetings/{code}/events?since=minus")).bearer_auth(&chair), 400, "malformed"),
        (get(format!("/api/meetings/{code}/nothing")).bearer_auth(&chair), 404, "nothing_here"),
        (get("/api/meetings".to_owned()).bearer_auth(&chair), 405, "wrong_method"),
        (hall.http.post(hall.url("/api/meetings")).bearer_auth(&chair).body("{}"), 401, "no_key"),
        (
            hall.http
                .post(hall.url("/api/meetings"))
                .bearer_auth(hall.secret(Place::Office))
                .body(r#"{"programme":"x"}"#),
            400,
            "unknown_programme",
        ),
    ];
    for (request, status, expected) in cases {
        let answer = request.send().await.unwrap();
        let (url, got) = (answer.url().clone(), answer.status());
        let body: Value = answer.json().await.unwrap();
        assert_eq!((got.as_u16(), &body["error"]["code"]), (status, &json!(expected)), "{url}: {body}");
    }
    // A position beyond the last has nothing behind it, and that is no error.
    let beyond = get(format!("/api/meetings/{code}/events?since=18446744073709551615")).bearer_auth(&chair);
    let body: Value = beyond.send().await.unwrap().json().await.unwrap();
    assert_eq!(body["events"], json!([]));
}
