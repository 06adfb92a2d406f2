//! People registered from a file, as a browser's form sends it: all of them or nobody.

use meeting::speakers::{self, Speaker};
use meeting::{ItemId, Place, RequestId, agenda};
use reqwest::multipart::{Form, Part};
use serde_json::Value;

use super::harness::Hall;

const GOOD: &str = "Họ và tên;Thôn;Nội dung\nTrần Thị Bình;Thôn 2;Đường, điện\nLê Văn Cúc;Thôn 3;\n";

/// The office or the desk with a page of its own.
struct Staff<'a> {
    hall: &'a Hall,
    browser: reqwest::Client,
    address: String,
}

impl<'a> Staff<'a> {
    async fn sit(hall: &'a Hall, place: Place) -> Self {
        let address = hall.url(&format!("/m/{}/{place}/import", hall.code()));
        Self { hall, browser: hall.browser(place).await, address }
    }

    async fn send(&self, bytes: impl Into<Vec<u8>>) -> (u16, String) {
        let form = Form::new().part("file", Part::bytes(bytes.into()).file_name("danh-sach.csv"));
        let answer = self.browser.post(&self.address).multipart(form).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn confirm(&self, page: &str) -> (u16, String) {
        self.confirm_rows(&hidden(page, "id"), &hidden(page, "rows")).await
    }

    async fn confirm_rows(&self, id: &str, rows: &str) -> (u16, String) {
        let form = Form::new().text("id", id.to_owned()).text("rows", rows.to_owned());
        let answer =
            self.browser.post(format!("{}/confirm", self.address)).multipart(form).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn waiting(&self) -> Vec<String> {
        let panels = self.hall.panels(&self.hall.secret(Place::Desk)).await;
        let waiting = panels["speakers"]["waiting"].as_array().unwrap().clone();
        waiting.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    }
}

/// What a hidden field of a page holds.
fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    let field = field.unwrap_or_else(|| panic!("no field {name} in {page}")).split('"').next().unwrap();
    field.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn speaker(name: &str, hamlet: &str) -> Speaker {
    Speaker { name: name.into(), hamlet: hamlet.into(), ..Speaker::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_file_is_looked_at_then_registered_once_in_its_order() {
    let hall = Hall::open("xa-dinh-ky").await;
    let office = Staff::sit(&hall, Place::Office).await;
    let before = hall.events().await.len();
    let (status, page) = office.send(GOOD).await;
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("Trần Thị Bình") && page.contains("Đăng ký 2 người"), "{page}");
    assert_eq!(hall.events().await.len(), before, "looking changes nothing");
    for press in ["first", "again"] {
        let (status, done) = office.confirm(&page).await;
        assert_eq!(status, 200, "{press}: {done}");
        assert!(done.contains("Đã đăng ký 2 người"), "{press}: {done}");
    }
    assert_eq!(office.waiting().await, ["Trần Thị Bình", "Lê Văn Cúc"], "pressed twice, done once");
    let events = hall.events().await;
    assert_eq!(events.len(), before + 2);
    assert_eq!(events[before + 1]["continues"], true, "one command");
    // Taken back, the same file can be read and registered anew.
    for request in [1, 2] {
        hall.act(Place::Desk, speakers::Command::WithdrawRequest { request: RequestId(request) }).await;
    }
    let (_, page) = office.send(GOOD).await;
    office.confirm(&page).await;
    assert_eq!(office.waiting().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn namesakes_are_asked_about_and_only_who_is_another_is_registered() {
    let hall = Hall::open("xa-dinh-ky").await;
    hall.act(
        Place::Office,
        speakers::Command::RegisterSpeaker { speaker: speaker("Đỗ An", "Thôn 1"), namesake: false },
    )
    .await;
    let office = Staff::sit(&hall, Place::Office).await;
    let file = "Tên,Thôn\nBình,Thôn 2\nđỗ an,thôn 1\nBình,Thôn 2\nBÌNH,Thôn 2\nCúc,Thôn 2\n";
    let (status, page) = office.send(file).await;
    assert_eq!(status, 200, "{page}");
    assert_eq!(page.matches("data-testid=\"question\"").count(), 3, "{page}");
    assert!(page.contains("số 1") && page.contains("dòng 2"), "{page}");
    assert!(page.contains("Đăng ký 2 người và những người được đánh dấu"), "{page}");
    // The one on line 4 is another; lines 3 and 5 say the same person twice.
    let mut form = Form::new().text("id", hidden(&page, "id")).text("rows", hidden(&page, "rows"));
    for line in ["3", "4", "5"] {
        form = form.text("asked", line);
    }
    let form = form.text("another", "4");
    let answer =
        office.browser.post(format!("{}/confirm", office.address)).multipart(form).send().await.unwrap();
    assert!(answer.text().await.unwrap().contains("Đã đăng ký 3 người"));
    assert_eq!(office.waiting().await, ["Đỗ An", "Bình", "Bình", "Cúc"]);
    let events = hall.events().await;
    let which: Vec<_> = events
        .iter()
        .filter_map(|event| event["event"]["speakers"]["SpeakerRegistered"].get("speaker"))
        .filter(|speaker| speaker["name"] == "Bình")
        .map(|speaker| speaker["which"].as_u64().unwrap_or(0))
        .collect();
    assert_eq!(which, [0, 1], "two people");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_registered_by_half() {
    let hall = Hall::open("xa-dinh-ky").await;
    hall.act(
        Place::Office,
        speakers::Command::RegisterSpeaker { speaker: speaker("Đỗ An", "Thôn 1"), namesake: false },
    )
    .await;
    let desk = Staff::sit(&hall, Place::Desk).await;
    let before = hall.events().await;
    let cases: [(&str, Vec<u8>, u16, &[&str]); 7] = [
        ("no name on line 3", b"Ten,Thon\nBinh,Thon 2\n?,Thon 3\n".to_vec(), 422, &["Dòng 3", "họ và tên"]),
        ("another encoding", b"Ten\nB\xecnh\n".to_vec(), 422, &["Dòng 2", "CSV UTF-8"]),
        ("a workbook", b"PK\x03\x04\x14\0".to_vec(), 422, &["tệp Excel", "CSV"]),
        ("no names", "Thôn,Nội dung\nThôn 1,x\n".into(), 422, &["Họ và tên", "Thôn, Nội dung"]),
        ("nothing", Vec::new(), 422, &["Tệp trống"]),
        (
            "50,000 people",
            ["Tên\n".into(), "Người\n".repeat(50_000)].concat().into(),
            422,
            &["50000", "500 người"],
        ),
        ("nine megabytes", vec![b'x'; 9 * 1024 * 1024], 413, &["8 MB", "chưa có gì thay đổi"]),
    ];
    for (what, bytes, expected, words) in cases {
        let (status, page) = desk.send(bytes).await;
        assert_eq!(status, expected, "{what}: {page}");
        assert!(words.iter().all(|word| page.contains(word)), "{what}: {page}");
        assert!(!page.contains("import-confirm"), "{what}: nothing to confirm");
    }
    // Forms made by hand: what cannot be stored, what is no list, and far too many.
    let row = |line: u32, name: &str| format!(r#"{{"line":{line},"speaker":{{"name":"{name}"}}}}"#);
    let many: Vec<_> = (0..501).map(|number| row(number, &format!("Người {number}"))).collect();
    for (rows, expected) in [
        (format!("[{},{}]", row(2, "Bình"), row(3, " ")), 422),
        (format!("[{}]", many.join(",")), 422),
        ("[]".to_owned(), 422),
        ("Tên".to_owned(), 400),
    ] {
        let (status, page) = desk.confirm_rows("x", &rows).await;
        assert_eq!(status, expected, "{page}");
    }
    assert_eq!(hall.events().await, before, "the journal is as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_between_looking_and_confirming_is_named_and_nobody_is_registered() {
    let hall = Hall::open("xa-dinh-ky").await;
    let desk = Staff::sit(&hall, Place::Desk).await;
    let (_, page) = desk.send(GOOD).await;
    hall.act(
        Place::Office,
        speakers::Command::RegisterSpeaker { speaker: speaker("Lê Văn Cúc", "Thôn 3"), namesake: false },
    )
    .await;
    let before = hall.events().await;
    let (status, refused) = desk.confirm(&page).await;
    assert_eq!(status, 409, "{refused}");
    assert!(
        refused.contains("vừa thay đổi") && refused.contains("Dòng 3") && refused.contains("số 1"),
        "{refused}"
    );
    assert_eq!(hall.events().await, before);
    // In the hall a closed list binds the desk; the people looked at are still there to be confirmed.
    let (_, page) = desk.send("Tên\nTrần Thị Bình\n").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(1) }).await;
    let (status, refused) = desk.confirm(&page).await;
    assert_eq!(status, 409, "{refused}");
    assert!(refused.contains("đang khóa") && refused.contains("import-confirm"), "{refused}");
    hall.act(Place::Chair, speakers::Command::OpenList).await;
    assert_eq!(desk.confirm(&refused).await.0, 200);
    assert_eq!(desk.waiting().await, ["Lê Văn Cúc", "Trần Thị Bình"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_office_and_the_desk_come_in_and_the_template_is_read_back() {
    let hall = Hall::open("xa-dinh-ky").await;
    let path = |place: &str| hall.url(&format!("/m/{}/{place}/import", hall.code()));
    for (place, own, expected) in [
        (Place::Chair, "chair", 404),
        (Place::Chair, "desk", 401),
        (Place::Phone, "phone", 404),
        (Place::Phone, "office", 401),
        (Place::Desk, "office", 401),
        (Place::Desk, "desk", 200),
        (Place::Office, "office", 200),
    ] {
        let browser = hall.browser(place).await;
        let page = browser.get(path(own)).send().await.unwrap();
        assert_eq!(page.status(), expected, "{place} at {own}");
    }
    let foreign = hall.browser(Place::Desk).await;
    let form = Form::new().part("file", Part::text(GOOD).file_name("a.csv"));
    let page = foreign.post(path("desk")).header("origin", "http://evil.example").multipart(form);
    assert_eq!(page.send().await.unwrap().status(), 403, "sent by another site");
    let desk = Staff::sit(&hall, Place::Desk).await;
    let template = desk.browser.get(format!("{}/template", desk.address)).send().await.unwrap();
    assert!(template.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let mut template = template.text().await.unwrap();
    assert!(template.starts_with('\u{feff}'), "so that a spreadsheet knows the letters");
    template.push_str("Trần Bình;Thôn 2;;Đường;;0912 345 678;nhân dân\r\n");
    let (status, page) = desk.send(template).await;
    assert_eq!(status, 200, "{page}");
    assert_eq!(desk.confirm(&page).await.0, 200);
    let panels = hall.panels(&hall.secret(Place::Desk)).await;
    let one: &Value = &panels["speakers"]["waiting"][0];
    assert_eq!((&one["name"], &one["staff"]["contact"]), (&"Trần Bình".into(), &true.into()));
    let contacts = hall.journal().contacts(1).await.unwrap();
    assert_eq!(contacts.into_values().collect::<Vec<_>>(), ["0912 345 678"]);
}
