//! The power fails in mid-speech: the real program is killed and started again.

use std::process::Command;
use std::time::{Duration, Instant};

use meeting::Place;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::Client;
use super::program::Program;

const PROGRAMME: &str = "xa-dinh-ky";

async fn send(
    http: &reqwest::Client,
    authority: &str,
    code: &str,
    secret: &str,
    id: &str,
    command: Value,
) -> Value {
    let url = format!("http://{authority}/api/meetings/{code}/commands");
    let body = json!({ "id": id, "command": command });
    http.post(url).bearer_auth(secret).json(&body).send().await.unwrap().json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_once_and_the_speech_stands_paused() {
    let data = TempDir::new().unwrap();
    let http = reqwest::Client::new();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let (authority, code) = (program.authority(), program.code());
    let (chair, desk) = (program.secret("chair"), program.secret("desk"));
    let act = |secret: String, id: String, command: Value| {
        let (http, authority, code) = (http.clone(), authority.clone(), code.clone());
        async move { send(&http, &authority, &code, &secret, &id, command).await }
    };
    let mut acknowledged = Vec::new();
    let mut keep = |id: &str, command: &Value, answer: &Value| {
        let position = answer["done"]["position"].as_u64().unwrap_or_else(|| panic!("{answer}"));
        acknowledged.push((id.to_owned(), command.clone(), position));
    };
    for (id, command) in [
        ("start", json!({ "agenda": { "StartItem": { "id": 4 } } })),
        (
            "give",
            json!({ "speakers": { "InviteToSpeak": { "speaker": { "name": "Bà Hoa" }, "purpose": "opinion", "seconds": 600 } } }),
        ),
    ] {
        let answer = act(chair.clone(), id.to_owned(), command.clone()).await;
        keep(id, &command, &answer);
    }
    // The desk registers people until the lights go out.
    let started = Instant::now();
    let mut number = 0;
    while started.elapsed() < Duration::from_millis(2_500) {
        number += 1;
        let id = format!("register-{number}");
        let command =
            json!({ "speakers": { "RegisterSpeaker": { "speaker": { "name": format!("Ông {number}") } } } });
        let answer = act(desk.clone(), id.clone(), command.clone()).await;
        keep(&id, &command, &answer);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let killed = Instant::now();
    let spoken_before = started.elapsed();
    drop(program);
    let program = Program::start(data.path(), &authority, PROGRAMME, None);
    assert!(killed.elapsed() < Duration::from_secs(5), "back within 5 s: {:?}", killed.elapsed());
    let url = format!("http://{authority}/api/meetings/{code}/panels");
    let panels: Value = http
        .get(url)
        .bearer_auth(&chair)
        .send()
        .await
        .expect("the key from before opens")
        .json()
        .await
        .unwrap();
    let left = panels["panels"]["floor"]["speech"]["clock"]["paused"]["left_ms"].as_i64();
    let left = left.unwrap_or_else(|| panic!("paused: {panels}"));
    let spoken = 600_000 - left;
    let most = i64::try_from(spoken_before.as_millis()).unwrap() + 200;
    assert!(
        (most - 2_000..=most).contains(&spoken),
        "paused where the disk last knew: spoken {spoken} of {most} ms"
    );
    // Whoever never saw the answer sends again: the same answer, and nothing twice.
    for (id, command, position) in &acknowledged {
        let secret = if id.starts_with("register") { &desk } else { &chair };
        let again = act(secret.clone(), id.clone(), command.clone()).await;
        assert_eq!(again["done"]["position"].as_u64(), Some(*position), "{id}: {again}");
    }
    let exported = server::export::export(data.path(), &code).await.unwrap();
    let names: Vec<&str> = exported["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|event| event["event"]["speakers"]["SpeakerRegistered"]["speaker"]["name"].as_str())
        .collect();
    let expected: Vec<String> = (1..=number).map(|number| format!("Ông {number}")).collect();
    assert_eq!(names, expected, "every acknowledged command once, in order");
    let address = authority.parse().unwrap();
    let back = Client::join(address, &code, Place::Chair, &chair).await;
    assert_eq!(back.panel("speakers")["waiting"].as_array().unwrap().len(), number);
    drop(program);
}

#[test]
fn it_stops_cleanly_when_told_and_says_why_when_it_cannot_start() {
    let data = TempDir::new().unwrap();
    let mut program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let taken = Command::new(env!("CARGO_BIN_EXE_hoitruong"))
        .args(["serve", "--listen", &program.authority(), "--data"])
        .arg(data.path().join("other"))
        .output()
        .unwrap();
    assert!(!taken.status.success());
    let said = String::from_utf8_lossy(&taken.stderr).into_owned();
    assert!(said.contains("không mở được địa chỉ"), "{said}");
    let told = Command::new("kill").args(["-INT", &program.child.id().to_string()]).status().unwrap();
    assert!(told.success());
    let started = Instant::now();
    let status = loop {
        if let Some(status) = program.child.try_wait().unwrap() {
            break status;
        }
        assert!(started.elapsed() < Duration::from_secs(10), "Ctrl-C is not heard");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success(), "{status}");
    assert!(!data.path().join("hoitruong.db-wal").exists(), "everything is in the main file");
}

#[test]
fn new_and_export_do_what_they_say() {
    let data = TempDir::new().unwrap();
    let run = |arguments: &[&str]| {
        let program = Command::new(env!("CARGO_BIN_EXE_hoitruong"))
            .args(arguments)
            .arg("--data")
            .arg(data.path())
            .output();
        let output = program.unwrap();
        (
            output.status.success(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (ok, code, _) = run(&["new", "--programme", "xa-hdnd-thon", "--title", "Đối thoại thôn Đông"]);
    assert!(ok);
    let (ok, exported, _) = run(&["export", "--meeting", code.trim()]);
    assert!(ok);
    let exported: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(exported["meeting"]["details"]["title"], "Đối thoại thôn Đông");
    let (ok, _, said) = run(&["new", "--programme", "khong-co"]);
    assert!(!ok && said.contains("xa-cong-an"), "names the programmes there are: {said}");
    let (ok, _, said) = run(&["export", "--meeting", "00000"]);
    assert!(!ok && said.contains(code.trim()), "names the codes there are: {said}");
}
