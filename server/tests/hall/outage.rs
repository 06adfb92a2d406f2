//! Outages made for real: a disk that fills up, a folder opened twice, files that are gone, older or damaged.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use super::harness::{ballot, fresh_id, seed};
use super::program::Program;

const PROGRAMME: &str = "xa-cong-an";
/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// The API of a running program.
struct Api {
    http: reqwest::Client,
    authority: String,
    code: String,
}

impl Api {
    fn of(program: &Program) -> Self {
        Self { http: reqwest::Client::new(), authority: program.authority(), code: program.code() }
    }

    async fn send(&self, secret: &str, id: &str, command: &Value) -> (u16, Value) {
        let url = format!("http://{}/api/meetings/{}/commands", self.authority, self.code);
        let body = json!({ "id": id, "command": command });
        let answer = self.http.post(url).bearer_auth(secret).json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    async fn get(&self, secret: &str, what: &str) -> Value {
        let url = format!("http://{}/api/meetings/{}/{what}", self.authority, self.code);
        self.http.get(url).bearer_auth(secret).send().await.unwrap().json().await.unwrap()
    }

    async fn health(&self) -> (u16, String) {
        let answer = self.http.get(format!("http://{}/healthz", self.authority)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Waits until the program says of itself that it is well, or not.
    async fn until_health(&self, status: u16) {
        let started = Instant::now();
        while self.health().await.0 != status {
            assert!(started.elapsed() < PATIENCE, "/healthz never says {status}: {:?}", self.health().await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

fn register(name: &str) -> Value {
    json!({ "speakers": { "RegisterSpeaker": { "speaker": { "name": name } } } })
}

fn names(events: &Value) -> Vec<String> {
    let name = |event: &Value| event["event"]["speakers"]["SpeakerRegistered"]["speaker"]["name"].clone();
    let names = events["events"].as_array().unwrap().iter().map(name);
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Writes until there is no room left.
fn fill(folder: &Path) -> PathBuf {
    let filler = folder.join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    for size in [1 << 16, 1 << 12, 1] {
        while std::io::Write::write_all(&mut file, &vec![1; size]).is_ok() {}
    }
    filler
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_the_evening_goes_on_by_itself_when_there_is_room() {
    let data = TempDir::new().unwrap();
    let (program, disk) = Program::start_on_small_disk(data.path(), "8m", PROGRAMME);
    let api = Api::of(&program);
    let (desk, office) = (program.secret("desk"), program.secret("office"));
    for number in 0..20 {
        assert_eq!(
            api.send(&desk, &format!("before-{number}"), &register(&format!("Trước {number}"))).await.0,
            200
        );
    }
    for round in 0..3 {
        let filler = fill(&disk);
        // Whatever still fits does; then none does, and it is said.
        let mut waiting = Vec::new();
        while waiting.len() < 3 {
            let id = fresh_id();
            let name = format!("Lượt {round} {id}");
            match api.send(&desk, &id, &register(&name)).await {
                (200, _) => {}
                (status, body) => {
                    assert_eq!((status, &body["error"]["code"]), (500, &"not_kept".into()), "{body}");
                    waiting.push((id, name));
                }
            }
        }
        // Nor is a meeting made, once the few pages that the log gives back are full again.
        let mut made = 0;
        loop {
            let making = api.http.post(format!("http://{}/api/meetings", api.authority)).bearer_auth(&office);
            let making = making.json(&json!({ "programme": PROGRAMME })).send().await.unwrap();
            if making.status() == 500 {
                break;
            }
            made += 1;
            assert!(making.status() == 201 && made < 20, "{}", making.status());
        }
        assert_eq!(api.health().await.0, 503);
        for place in ["office", "chair", "secretary"] {
            let panels = api.get(&program.secret(place), "panels").await;
            assert_eq!(panels["panels"]["laptop"]["disk"]["failing"]["trouble"], "full", "{place}: {panels}");
        }
        let desk_panels = api.get(&desk, "panels").await;
        assert!(
            desk_panels["panels"]["speakers"]["waiting"].is_array(),
            "what was kept is shown all the time"
        );
        std::fs::remove_file(filler).unwrap();
        api.until_health(200).await;
        let panels = api.get(&office, "panels").await;
        assert!(panels["panels"]["laptop"]["disk"]["failing"].is_null(), "{panels}");
        for (id, name) in &waiting {
            for _ in 0..2 {
                let (status, body) = api.send(&desk, id, &register(name)).await;
                assert_eq!(status, 200, "sent again, it is done: {body}");
            }
            let events = api.get(&desk, "events?since=0").await;
            assert_eq!(names(&events).iter().filter(|known| *known == name).count(), 1, "and done once");
        }
    }
    let events = api.get(&desk, "events?since=0").await;
    let positions: Vec<u64> = events["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["position"].as_u64().unwrap())
        .collect();
    assert_eq!(positions, (1..=positions.len() as u64).collect::<Vec<_>>());
    assert!(names(&events).len() >= 20 + 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_moved_away_takes_nothing_and_goes_on_when_it_is_back() {
    let parent = TempDir::new().unwrap();
    let (data, away) = (parent.path().join("data"), parent.path().join("away"));
    let program = Program::start(&data, "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let (desk, office) = (program.secret("desk"), program.secret("office"));
    assert_eq!(api.send(&desk, "before", &register("Trước")).await.0, 200);
    std::fs::rename(&data, &away).unwrap();
    let (status, body) = api.send(&desk, "meanwhile", &register("Trong khi")).await;
    assert_eq!((status, &body["error"]["code"]), (500, &"not_kept".into()), "{body}");
    let panels = api.get(&office, "panels").await;
    assert_eq!(panels["panels"]["laptop"]["disk"]["failing"]["trouble"], "gone", "{panels}");
    assert!(!data.exists(), "nothing is made in its place");
    std::fs::rename(&away, &data).unwrap();
    api.until_health(200).await;
    assert_eq!(api.send(&desk, "meanwhile", &register("Trong khi")).await.0, 200);
    assert_eq!(names(&api.get(&desk, "events?since=0").await), ["Trước", "Trong khi"]);
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_hoitruong");
    Command::new(program).args(arguments).arg("--data").arg(data).output().unwrap()
}

/// A start that is refused: what it says.
fn refused(data: &Path, more: &[&str]) -> String {
    let output = run(data, &[&["serve", "--listen", "127.0.0.1:0"], more].concat());
    assert!(!output.status.success(), "it starts");
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_opened_once_and_the_second_start_disturbs_nothing() {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let chair = program.secret("chair");
    let invite = json!({ "speakers": { "InviteToSpeak":
        { "speaker": { "name": "Bà Hoa" }, "purpose": "opinion", "seconds": 600 } } });
    api.send(&chair, "start", &json!({ "agenda": { "StartItem": { "id": 4 } } })).await;
    assert_eq!(api.send(&chair, "invite", &invite).await.0, 200);
    let before = api.get(&chair, "events?since=0").await;
    let said = refused(data.path(), &[]);
    assert!(said.contains(&program.authority()), "it says where the hall is open: {said}");
    for command in [&["new", "--programme", PROGRAMME][..], &["check"]] {
        let output = run(data.path(), command);
        assert!(!output.status.success(), "{command:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("đang được mở"), "{output:?}");
    }
    assert_eq!(
        api.get(&chair, "events?since=0").await,
        before,
        "the speech runs on, and nothing was written"
    );
    let panels = api.get(&chair, "panels").await;
    assert!(panels["panels"]["floor"]["speech"]["clock"]["running"].is_object(), "{panels}");
    // What only reads is done by the program that has the folder.
    let exported = run(data.path(), &["export", "--meeting", &api.code]);
    let exported: Value = serde_json::from_slice(&exported.stdout).unwrap();
    assert_eq!(exported["events"].as_array().unwrap().len(), before["events"].as_array().unwrap().len());
}

/// Waits until the ballot box of the poll that was just opened is ready, and the folder knows of it.
async fn until_ballot_box_is_known(data: &Path) {
    let started = Instant::now();
    while !std::fs::read_to_string(data.join("state.json")).unwrap().contains("\"1-1\"") {
        assert!(started.elapsed() < PATIENCE, "the urn is not ready");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_program_reads_or_holds_the_files_of_an_open_hall() {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let chair = program.secret("chair");
    for (id, command) in [
        ("start", json!({ "agenda": { "StartItem": { "id": 6 } } })),
        ("open", json!({ "poll": { "OpenPoll": { "poll": 1 } } })),
    ] {
        assert_eq!(api.send(&chair, id, &command).await.0, 200);
    }
    until_ballot_box_is_known(data.path()).await;
    for file in ["hoitruong.db", "urns/1-1.db"] {
        let path = data.path().join(file);
        let options = SqliteConnectOptions::new().filename(&path).busy_timeout(Duration::ZERO);
        let reading = async {
            let mut other = SqliteConnection::connect_with(&options).await?;
            sqlx::query("SELECT * FROM sqlite_schema").fetch_all(&mut other).await
        };
        let fault = reading.await.expect_err("another program reads it").to_string();
        assert!(fault.contains("locked"), "{file}: {fault}");
    }
    drop(program);
    // A viewer that has it open first keeps the hall shut, with a sentence that says why.
    let options = SqliteConnectOptions::new().filename(data.path().join("hoitruong.db"));
    let mut viewer = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query("BEGIN").execute(&mut viewer).await.unwrap();
    sqlx::query("SELECT count(*) FROM events").fetch_all(&mut viewer).await.unwrap();
    let said = refused(data.path(), &[]);
    assert!(said.contains("chương trình khác đang giữ tệp dữ liệu") && said.contains("Hãy"), "{said}");
    sqlx::query("ROLLBACK").execute(&mut viewer).await.unwrap();
    viewer.close().await.unwrap();
    let again = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    assert_eq!(Api::of(&again).health().await.0, 200);
}

/// A folder of which the program was killed after so many acknowledged registrations.
async fn killed_after(count: usize) -> (TempDir, String) {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let desk = program.secret("desk");
    for number in 0..count {
        assert_eq!(api.send(&desk, &format!("{number}"), &register(&format!("Ông {number}"))).await.0, 200);
    }
    (data, program.code())
}

fn copy_of(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    copy_into(folder, copy.path());
    copy
}

fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy_into(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

async fn edit(folder: &Path, statement: &str) {
    let options = SqliteConnectOptions::new().filename(folder.join("hoitruong.db"));
    let mut file = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut file).await.unwrap();
    file.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn little_of_what_was_acknowledged_is_in_the_log_alone() {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let desk = program.secret("desk");
    for number in 0..300 {
        assert_eq!(api.send(&desk, &format!("{number}"), &register(&format!("Ông {number}"))).await.0, 200);
    }
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    let alone = TempDir::new().unwrap();
    std::fs::copy(data.path().join("hoitruong.db"), alone.path().join("hoitruong.db")).unwrap();
    drop(program);
    let options = SqliteConnectOptions::new().filename(alone.path().join("hoitruong.db"));
    let mut file = SqliteConnection::connect_with(&options).await.unwrap();
    let query = "SELECT count(*) FROM events WHERE body LIKE '%SpeakerRegistered%'";
    let (count,): (i64,) = sqlx::query_as(query).fetch_one(&mut file).await.unwrap();
    assert_eq!(count, 300, "a copy of the one file has them");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_older_or_damaged_is_said_before_anything_is_opened() {
    let (killed, code) = killed_after(40).await;
    let missing = |said: &str, what: &str| {
        assert!(said.contains(what) && said.contains("--accept-loss"), "{what}: {said}");
    };
    // The log is gone.
    let folder = copy_of(killed.path());
    std::fs::remove_file(folder.path().join("hoitruong.db-wal")).unwrap();
    missing(&refused(folder.path(), &[]), "hoitruong.db-wal");
    let started = Program::start_with(folder.path(), &["--accept-loss"]);
    assert_eq!(Api::of(&started).health().await.0, 200, "and it goes on if that is accepted");
    drop(started);
    // The database is gone, or empty.
    for empty in [false, true] {
        let folder = copy_of(killed.path());
        let file = folder.path().join("hoitruong.db");
        if empty {
            std::fs::write(&file, b"").unwrap();
        } else {
            std::fs::remove_file(&file).unwrap();
        }
        missing(&refused(folder.path(), &[]), "hoitruong.db");
    }
    // Whole again, and closed as it should be: from here on the log is empty.
    let whole = copy_of(killed.path());
    Program::start(whole.path(), "127.0.0.1:0", PROGRAMME, None).stop();
    // An older copy of the database alone.
    let older = copy_of(whole.path());
    let program = Program::start(whole.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    assert_eq!(api.send(&program.secret("desk"), "late", &register("Muộn")).await.0, 200);
    program.stop();
    std::fs::copy(older.path().join("hoitruong.db"), whole.path().join("hoitruong.db")).unwrap();
    missing(&refused(whole.path(), &[]), &code);
    // Events are missing in the middle; a snapshot knows of events that are not there.
    for statement in [
        "DELETE FROM events WHERE position BETWEEN 20 AND 25",
        "DELETE FROM events WHERE position = 1",
        "INSERT OR REPLACE INTO snapshots (meeting, format, position, body) VALUES (1, 4, 100000, '{}')",
        "DELETE FROM events",
    ] {
        let folder = copy_of(older.path());
        edit(folder.path(), statement).await;
        let said = refused(folder.path(), &[]);
        assert!(said.contains(&code) && said.contains("Hãy"), "{statement}: {said}");
        let checked = run(folder.path(), &["check"]);
        assert!(!checked.status.success(), "{statement}");
        assert!(String::from_utf8_lossy(&checked.stdout).contains(&code), "{checked:?}");
    }
    // The other meetings go on without the one that is damaged.
    let folder = copy_of(older.path());
    let other = run(folder.path(), &["new", "--programme", PROGRAMME]);
    let other = String::from_utf8(other.stdout).unwrap().trim().to_owned();
    let damage = format!(
        "DELETE FROM events WHERE position = 9 AND meeting = (SELECT id FROM meetings WHERE code = '{code}')"
    );
    edit(folder.path(), &damage).await;
    assert!(refused(folder.path(), &[]).contains(&code));
    let started = Program::start_with(folder.path(), &["--leave-out", &code]);
    assert_eq!(started.code(), other);
    drop(started);
    // Pages are overwritten; the file is none.
    let folder = copy_of(older.path());
    let file = folder.path().join("hoitruong.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let pages = bytes.len() / 4096;
    for page in (1..pages).step_by(3) {
        bytes[page * 4096..page * 4096 + 200].fill(0xa5);
    }
    std::fs::write(&file, &bytes).unwrap();
    let said = refused(folder.path(), &[]);
    assert!(said.contains("hỏng") && said.contains("Hãy khôi phục"), "{said}");
    std::fs::write(&file, b"this is no database, however long it is").unwrap();
    let said = refused(folder.path(), &[]);
    assert!(said.contains("hỏng") && said.contains("Hãy"), "{said}");
    // And the folder as it was opens, checked from end to end.
    let checked = run(older.path(), &["check"]);
    assert!(checked.status.success(), "{checked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_box_that_is_gone_while_its_poll_is_open_is_missed() {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let chair = program.secret("chair");
    for (id, command) in [
        ("start", json!({ "agenda": { "StartItem": { "id": 6 } } })),
        ("open", json!({ "poll": { "OpenPoll": { "poll": 1 } } })),
    ] {
        assert_eq!(api.send(&chair, id, &command).await.0, 200);
    }
    let seat: Value = api
        .http
        .post(format!("http://{}/api/meetings/{}/phones", api.authority, api.code))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(api.send(seat["secret"].as_str().unwrap(), "vote", &ballot(2, "")).await.0, 200);
    let ballot_box = data.path().join("urns/1-1.db");
    until_ballot_box_is_known(data.path()).await;
    drop(program);
    for ending in ["", "-wal"] {
        let _ = std::fs::remove_file(format!("{}{ending}", ballot_box.display()));
    }
    let said = refused(data.path(), &[]);
    assert!(said.contains("1-1.db") && said.contains("--accept-loss"), "{said}");
    drop(Program::start_with(data.path(), &["--accept-loss"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_fails_says_in_vietnamese_what_to_do() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("tep");
    std::fs::write(&file, b"x").unwrap();
    let said = refused(&file, &[]);
    assert!(said.contains("không phải thư mục") && said.contains("Hãy"), "{said}");
    let newer = data.path().join("newer");
    assert!(run(&newer, &["new", "--programme", PROGRAMME]).status.success());
    let statement = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                     VALUES (9999, 'later', 1, x'00', 1)";
    edit(&newer, statement).await;
    let said = refused(&newer, &[]);
    assert!(said.contains("bản Hội trường mới hơn") && said.contains("Hãy"), "{said}");
    assert!(!said.contains("(code:"), "no codes of SQLite: {said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_made_while_the_meeting_runs_and_never_while_a_poll_is_open() {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let (chair, desk) = (program.secret("chair"), program.secret("desk"));
    for number in 0..30 {
        assert_eq!(api.send(&desk, &format!("{number}"), &register(&format!("Ông {number}"))).await.0, 200);
    }
    let copies = TempDir::new().unwrap();
    let backup = |name: &str| {
        let to = copies.path().join(name);
        let output = run(data.path(), &["backup", "--to", to.to_str().unwrap()]);
        (to, output)
    };
    let (copy, output) = backup("first");
    assert!(output.status.success(), "{output:?}");
    let (_, again) = backup("first");
    assert!(!again.status.success(), "nothing is written over");
    for (id, command) in [
        ("start", json!({ "agenda": { "StartItem": { "id": 6 } } })),
        ("open", json!({ "poll": { "OpenPoll": { "poll": 1 } } })),
    ] {
        assert_eq!(api.send(&chair, id, &command).await.0, 200);
    }
    let (to, output) = backup("open");
    assert!(!output.status.success() && !to.exists());
    assert!(String::from_utf8_lossy(&output.stderr).contains("đang lấy phiếu"), "{output:?}");
    assert_eq!(api.send(&chair, "close", &json!({ "poll": { "ClosePoll": { "poll": 1 } } })).await.0, 200);
    let started = Instant::now();
    let sealed = loop {
        let (to, output) = backup("sealed");
        if output.status.success() {
            break to;
        }
        assert!(started.elapsed() < PATIENCE, "{output:?}");
    };
    let exported = server::export::export(&copy, &api.code).await.unwrap();
    assert_eq!(names(&exported).len(), 30, "all of it is in the first");
    // The key that signs seats stays on the laptop.
    let options = SqliteConnectOptions::new().filename(sealed.join("hoitruong.db"));
    let mut file = SqliteConnection::connect_with(&options).await.unwrap();
    let key =
        sqlx::query("SELECT 1 FROM house WHERE name = 'seat_key'").fetch_optional(&mut file).await.unwrap();
    assert!(key.is_none());
    file.close().await.unwrap();
    program.stop();
    let restored = Program::start(&sealed, "127.0.0.1:0", PROGRAMME, None);
    assert_eq!(restored.code(), api.code, "it opens as any folder does");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_whose_maker_hangs_up_is_made_whole_or_not_at_all() {
    use tokio::io::AsyncWriteExt;
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let api = Api::of(&program);
    let office = program.secret("office");
    let seed = seed();
    for number in 0..60 {
        let mut line = tokio::net::TcpStream::connect(&api.authority).await.unwrap();
        let body = json!({ "programme": PROGRAMME, "title": format!("Ngắt {number}") }).to_string();
        let request = format!(
            "POST /api/meetings HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {office}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            api.authority,
            body.len()
        );
        line.write_all(request.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_micros((seed >> (number % 48)) % 9_000)).await;
        drop(line);
    }
    // Whoever asks gets an answer only after what was begun before, or the count is wrong in one direction or the other.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let making = api.http.post(format!("http://{}/api/meetings", api.authority)).bearer_auth(&office);
    let made = making.json(&json!({ "programme": PROGRAMME })).send().await.unwrap();
    assert_eq!(made.status(), 201);
    let page = |code: String| {
        let (http, authority) = (api.http.clone(), api.authority.clone());
        async move { http.get(format!("http://{authority}/m/{code}")).send().await.unwrap().status().as_u16() }
    };
    let known: Vec<String> = codes_on_disk(&program, data.path()).await;
    assert!(known.len() > 10, "some were made before their maker hung up: {}", known.len());
    for code in &known {
        assert_eq!(page(code.clone()).await, 200, "{code} is on the disk, and opens");
    }
    drop(program);
    let again = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
    let after = codes_on_disk(&again, data.path()).await;
    assert_eq!(after, known, "and a restart finds the same");
}

/// The codes of all meetings, as a backup has them: each with its events.
async fn codes_on_disk(_running: &Program, data: &Path) -> Vec<String> {
    let copies = TempDir::new().unwrap();
    let to = copies.path().join("copy");
    let output = run(data, &["backup", "--to", to.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let options = SqliteConnectOptions::new().filename(to.join("hoitruong.db"));
    let mut file = SqliteConnection::connect_with(&options).await.unwrap();
    let codes = "SELECT m.code, (SELECT count(*) FROM events AS e WHERE e.meeting = m.id) FROM meetings AS m ORDER BY m.code";
    let codes: Vec<(String, i64)> = sqlx::query_as(codes).fetch_all(&mut file).await.unwrap();
    assert!(codes.iter().all(|(_, events)| *events > 0), "a meeting without an event: {codes:?}");
    codes.into_iter().map(|(code, _)| code).collect()
}

#[cfg(unix)]
#[test]
fn other_users_of_the_laptop_read_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let data = TempDir::new().unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let set = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    for round in 0..2 {
        let program = Program::start(data.path(), "127.0.0.1:0", PROGRAMME, None);
        assert_eq!(mode(data.path()), 0o700);
        for entry in std::fs::read_dir(data.path()).unwrap() {
            let path = entry.unwrap().path();
            let most = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), most, "{} at start {round}", path.display());
        }
        program.stop();
        // As an older version left it.
        set(data.path(), 0o755);
        set(&data.path().join("hoitruong.db"), 0o644);
    }
}
