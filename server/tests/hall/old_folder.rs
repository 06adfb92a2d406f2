//! A folder of an older version, as its own program left it when the power failed, opened by this one.
//!
//! `tests/golden/folder-0004` was written by the program of commit a3b50be, the last whose store knew migrations up to
//! `tests/golden/folder-0004` was written by the program of commit a3b50be, the last whose store knew migrations up to
//! 0004 alone: attached files and ballot boxes lay in the database, contacts in the events. It was served, played a
//! meeting over HTTP (attachments, door cards, four people with contacts of which one was changed and one erased, a
//! speech with its opinion, a sealed poll and an open one) and killed. `export.json` is what that program exported of
//! it, `known.json` what people of that meeting have in their hands: links, cards, seats of phones.

use std::path::{Path, PathBuf};

use meeting::{Recorded, RequestId};
use serde::Deserialize;
use serde_json::{Value, json};
use server::journal::{FILE, Journal};
use tempfile::TempDir;

use super::harness::{ballot, bytes_of, fresh_id};
use super::program::Program;

const MEETING: i64 = 1;
/// What was attached.
const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
/// Contacts that stood in its events and were changed or erased there: nothing of them is stored any more.
const GONE: [&str; 2] = ["0912 000 001", "0912 000 002"];
/// Those that hold, by request.
const LEFT: [(u32, &str); 3] = [(1, "0912 000 009"), (3, "0912 000 003"), (4, "dung-golden@example.vn")];

/// What people of that meeting have in their hands.
#[derive(Deserialize)]
struct Known {
    code: String,
    /// Keys of places.
    secrets: std::collections::BTreeMap<String, String>,
    /// Paths of door cards.
    cards: Vec<String>,
    /// Seats of phones: all voted in the sealed poll, the first three in the open one.
    seats: Vec<String>,
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/folder-0004").join(name)
}

fn known() -> Known {
    serde_json::from_slice(&std::fs::read(golden("known.json")).unwrap()).unwrap()
}

fn folder() -> TempDir {
    let data = TempDir::new().unwrap();
    for name in [FILE.to_owned(), format!("{FILE}-wal")] {
        std::fs::copy(golden(&name), data.path().join(&name)).unwrap();
    }
    data
}

fn has(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_programs_folder_opens_whole_and_its_contacts_move_out() {
    let before: Value = serde_json::from_slice(&std::fs::read(golden("export.json")).unwrap()).unwrap();
    let data = folder();
    let found = bytes_of(data.path());
    for contact in GONE.into_iter().chain(LEFT.map(|(_, contact)| contact)) {
        assert!(has(&found, contact), "{contact} is in the folder to begin with");
    }
    for time in ["first", "second"] {
        let journal = Journal::open(data.path()).await.unwrap();
        let findings = journal.inspect().await.unwrap();
        assert!(findings.is_empty(), "at the {time} opening: {findings:?}");
        let contacts = journal.contacts(MEETING).await.unwrap();
        let left: Vec<_> = LEFT.map(|(request, contact)| (RequestId(request), contact.to_owned())).into();
        assert_eq!(contacts.into_iter().collect::<Vec<_>>(), left);
        journal.close().await;
    }
    let now = server::export::export(data.path(), &known().code).await.unwrap();
    let events: Vec<Recorded> = serde_json::from_value(now["events"].clone()).unwrap();
    assert_eq!(events.len(), before["events"].as_array().unwrap().len() + LEFT.len());
    let mut record = before["events"].clone();
    take_contacts(&mut record);
    let stored = now["events"].as_array().unwrap();
    let (stored, added) = stored.split_at(stored.len() - LEFT.len());
    assert_eq!(stored, record.as_array().unwrap(), "the record is the same");
    for (event, (request, _)) in added.iter().zip(LEFT) {
        assert_eq!(event["event"]["contacts"]["ContactLeft"]["request"], request, "{event}");
        assert_eq!(event["by"], "system");
    }
    let mut meeting = before["meeting"].clone();
    take_contacts(&mut meeting);
    meeting["position"] = json!(events.len());
    assert_holds(&now["meeting"], &meeting, "meeting");
    let found = bytes_of(data.path());
    for contact in GONE {
        assert!(!has(&found, contact), "{contact} is nowhere any more");
    }
    assert_eq!(
        std::fs::read_dir(data.path().join("files")).unwrap().count(),
        1,
        "the paper lies beside the database"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_an_older_programs_meeting_go_on_with_what_they_have_in_their_hands() {
    let (data, known) = (folder(), known());
    let program = Program::start_with(data.path(), &[]);
    let base = format!("http://{}", program.authority());
    let http = reqwest::Client::builder().cookie_store(true).build().unwrap();
    let api = format!("{base}/api/meetings/{}", known.code);
    let send = async |secret: &str, command: Value| {
        let body = json!({ "id": fresh_id(), "command": command });
        let answer =
            http.post(format!("{api}/commands")).bearer_auth(secret).json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let panels = async |secret: &str| -> Value {
        let answer = http.get(format!("{api}/panels")).bearer_auth(secret).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json::<Value>().await.unwrap()["panels"].take()
    };
    let chair = &known.secrets["chair"];
    for place in ["chair", "secretary", "desk", "office", "projector", "tablet"] {
        panels(&known.secrets[place]).await;
    }
    assert_eq!(panels(chair).await["poll"]["cast"], 3, "who voted has voted");
    let vote = |poll: u32, level| {
        let mut ballot = ballot(level, "");
        ballot["ballot"]["poll"] = poll.into();
        ballot
    };
    let (status, said) = send(&known.seats[3], vote(2, 0)).await;
    assert_eq!(status, 200, "{said}");
    let (status, said) = send(&known.seats[3], vote(1, 0)).await;
    assert_eq!(status, 409, "the first is over: {said}");
    assert_eq!(panels(chair).await["poll"]["cast"], 4);
    let (status, said) = send(chair, json!({ "poll": { "ClosePoll": { "poll": 2 } } })).await;
    assert_eq!(status, 200, "{said}");
    while panels(chair).await["poll"]["state"] != "sealed" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let page = http.get(format!("{base}{}", known.cards[0])).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Thẻ số 1"), "{page}");
    let items = panels(chair).await["agenda"]["items"].take();
    let mut paper_ballots = items.as_array().unwrap().iter().filter_map(|item| item["attachments"].get(0));
    let digest = paper_ballots.next().unwrap()["content"]["file"]["digest"].as_str().unwrap().to_owned();
    let office = reqwest::Client::builder().cookie_store(true).build().unwrap();
    let link = format!("{base}/m/{}/office?key={}", known.code, known.secrets["office"]);
    assert_eq!(office.get(link).send().await.unwrap().status(), 200);
    let paper = office.get(format!("{base}/m/{}/files/{digest}", known.code)).send().await.unwrap();
    assert_eq!(paper.bytes().await.unwrap(), PAPER);
    let contacts = format!("{base}/m/{}/office/contacts", known.code);
    let read = office.post(&contacts).form(&[("id", "r"), ("do", "read")]).send().await.unwrap();
    let read = read.text().await.unwrap();
    for (_, contact) in LEFT {
        assert!(read.contains(contact), "{contact}: {read}");
    }
    let erased = office.post(&contacts).form(&[("id", "e"), ("do", "erase")]).send().await.unwrap();
    assert_eq!(erased.status(), 200);
    program.stop();
    let found = bytes_of(data.path());
    for contact in GONE.into_iter().chain(LEFT.map(|(_, contact)| contact)) {
        assert!(!has(&found, contact), "{contact} is nowhere any more");
    }
    let journal = Journal::open(data.path()).await.unwrap();
    let findings = journal.inspect().await.unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    journal.close().await;
}

/// Takes contacts out of a record as it was.
fn take_contacts(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.remove("contact");
            fields.values_mut().for_each(take_contacts);
        }
        Value::Array(all) => all.iter_mut().for_each(take_contacts),
        _ => {}
    }
}

/// All that an older version knew is known, and as it was; there may be more.
fn assert_holds(now: &Value, before: &Value, path: &str) {
    match (now, before) {
        (Value::Object(now), Value::Object(before)) => {
            for (name, value) in before {
                let path = format!("{path}.{name}");
                assert_holds(now.get(name).unwrap_or_else(|| panic!("{path} is gone")), value, &path);
            }
        }
        (Value::Array(now), Value::Array(before)) => {
            assert_eq!(now.len(), before.len(), "{path}");
            for (index, (now, before)) in now.iter().zip(before).enumerate() {
                assert_holds(now, before, &format!("{path}.{index}"));
            }
        }
        _ => assert_eq!(now, before, "{path}"),
    }
}
