//! The history: the page, its filter, and both files say the same, and it is what was done.

use meeting::agenda::{self, ItemKind, ItemText};
use meeting::speakers::{self, Speaker};
use meeting::{ItemId, Place, RequestId, SpeechId, minutes};
use serde_json::Value;

use super::harness::Hall;

/// A hall in which a few things were done, newest first as “who: what”.
async fn after_an_hour() -> (Hall, Vec<&'static str>) {
    let hall = Hall::open("xa-cong-an").await;
    let item = ItemText::new(ItemKind::Report, "=Báo cáo bổ sung");
    hall.act(Place::Office, agenda::Command::AddItem { after: None, under: None, item, start: false }).await;
    let item = ItemText::new(ItemKind::Floor, "Nhân dân phát biểu");
    hall.act(Place::Office, agenda::Command::EditItem { id: ItemId(5), item }).await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let speaker =
        Speaker { name: "Đỗ Thị Hạnh".into(), hamlet: "Thôn 5".into(), ..Speaker::default() };
    hall.act(Place::Desk, speakers::Command::RegisterSpeaker { speaker, namesake: false }).await;
    hall.act(Place::Secretary, minutes::Command::WriteNote { text: "ghi".into() }).await;
    let (_, mut phone) = hall.phone().await;
    let speaker = Speaker { name: "Lê Văn Cúc".into(), ..Speaker::default() };
    phone.act(speakers::Command::RequestFloor { speaker }).await;
    hall.act(Place::Chair, speakers::Command::GiveFloor { request: RequestId(1), seconds: None }).await;
    let breach = "Xúc phạm người khác".to_owned();
    hall.act(Place::Chair, speakers::Command::EndSpeech { speech: SpeechId(1), breach }).await;
    let lines = vec![
        "chair: Dừng lượt do vi phạm nội quy – Đỗ Thị Hạnh: Xúc phạm người khác",
        "chair: Mời Đỗ Thị Hạnh phát biểu",
        "phone: Đăng ký phát biểu: Lê Văn Cúc",
        "desk: Đăng ký phát biểu: Đỗ Thị Hạnh",
        "chair: Mở danh sách đăng ký phát biểu",
        "chair: Bắt đầu mục “Nhân dân phát biểu”",
        "chair: Khai mạc hội nghị",
        "office: Sửa mục “Nhân dân phát biểu”",
        "office: Thêm mục “=Báo cáo bổ sung”",
    ];
    (hall, lines)
}

async fn json(hall: &Hall, browser: &reqwest::Client, query: &str) -> Vec<Value> {
    let url = hall.url(&format!("/m/{}/secretary/history.json?{query}", hall.code()));
    let answer = browser.get(url).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{query}");
    let data: Value = answer.json().await.unwrap();
    data["lines"].as_array().unwrap().clone()
}

fn said(lines: &[Value]) -> Vec<String> {
    lines
        .iter()
        .map(|line| format!("{}: {}", line["who"].as_str().unwrap(), line["sentence"].as_str().unwrap()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lines_are_what_was_done_and_by_whom() {
    let (hall, expected) = after_an_hour().await;
    let browser = hall.browser(Place::Secretary).await;
    let lines = json(&hall, &browser, "").await;
    assert_eq!(said(&lines), expected);
    // Every line is an event of the journal at that time.
    let events = hall.events().await;
    for line in &lines {
        let event = events.iter().find(|event| event["position"] == line["position"]).unwrap();
        assert_eq!(event["at"], line["at"]);
    }
    // The table says the same, line by line.
    let url = hall.url(&format!("/m/{}/secretary/history.csv", hall.code()));
    let table = browser.get(url).send().await.unwrap().text().await.unwrap();
    let table = table.strip_prefix('\u{feff}').expect("a mark of order");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        assert_eq!(row[0], line["position"].to_string());
        assert_eq!(row[1].replace(' ', "T"), line["time"].as_str().unwrap()[..19]);
        assert_eq!(&row[4], line["sentence"].as_str().unwrap());
    }
    // The page has them in the same order, with times as people say them.
    let url = hall.url(&format!("/m/{}/secretary/history", hall.code()));
    let page = browser.get(url).send().await.unwrap().text().await.unwrap();
    let positions: Vec<&str> =
        page.split("data-position=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let expected: Vec<String> = lines.iter().map(|line| line["position"].to_string()).collect();
    assert_eq!(positions, expected);
    assert!(page.contains("19 giờ 30"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_lets_through_what_it_says_and_nothing_else() {
    let (hall, all) = after_an_hour().await;
    let browser = hall.browser(Place::Secretary).await;
    let by = |who: &str| all.iter().filter(|line| line.starts_with(who)).count();
    for (query, expected) in [
        ("who=chair", by("chair")),
        ("who=phone", 1),
        ("who=program", 0),
        ("subject=agenda", 4),
        ("subject=floor&who=chair", 2),
        ("subject=poll", 0),
        ("words=do+thi+hanh", 3),
        ("words=XUC+PHAM", 1),
        ("words=%22%3E%3Cscript%3E", 0),
        ("from=2026-11-21T19:30", all.len()),
        ("to=2026-11-21T19:29", 0),
        ("from=2026-11-21T19:30&to=2026-11-21T19:31", all.len()),
        ("from=2026-11-22T00:00", 0),
        ("who=&subject=&words=&from=&to=", all.len()),
    ] {
        let lines = json(&hall, &browser, query).await;
        assert_eq!(lines.len(), expected, "{query}: {:?}", said(&lines));
        let url = hall.url(&format!("/m/{}/secretary/history?{query}", hall.code()));
        let page = browser.get(url).send().await.unwrap().text().await.unwrap();
        assert_eq!(page.matches("data-position=").count(), expected, "{query}");
        assert!(!page.contains("<script>"), "{query}");
    }
    for query in ["who=judge", "subject=x", "from=yesterday", "to=2026-13-01T00:00"] {
        let url = hall.url(&format!("/m/{}/secretary/history?{query}", hall.code()));
        assert_eq!(browser.get(url).send().await.unwrap().status(), 400, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_alone_read_it_and_it_turns_by_pages() {
    let hall = Hall::open("xa-cong-an").await;
    for (place, own, expected) in [
        (Place::Chair, "chair", 200),
        (Place::Office, "office", 200),
        (Place::Desk, "desk", 200),
        (Place::Secretary, "secretary", 200),
        (Place::Secretary, "chair", 401),
        (Place::Phone, "phone", 404),
        (Place::Phone, "chair", 401),
        (Place::Projector, "projector", 404),
    ] {
        let browser = hall.browser(place).await;
        for kind in ["history", "history.csv", "history.json"] {
            let url = hall.url(&format!("/m/{}/{own}/{kind}", hall.code()));
            assert_eq!(browser.get(url).send().await.unwrap().status(), expected, "{place} at {own}/{kind}");
        }
    }
    let mut chair = hall.socket(Place::Chair).await;
    for number in 0..205 {
        let command =
            if number % 2 == 0 { speakers::Command::OpenList } else { speakers::Command::CloseList };
        chair.act(command).await;
    }
    let browser = hall.browser(Place::Chair).await;
    let page = |number: &str| {
        let url = hall.url(&format!("/m/{}/chair/history?words=danh+sach&page={number}", hall.code()));
        let browser = browser.clone();
        async move { browser.get(url).send().await.unwrap().text().await.unwrap() }
    };
    let (first, second) = (page("1").await, page("2").await);
    assert_eq!(first.matches("data-position=").count(), 200);
    assert_eq!(second.matches("data-position=").count(), 5);
    assert!(
        first.contains("words=danh%20sach&amp;page=2") && !first.contains("data-testid=\"newer\""),
        "{first}"
    );
    assert_eq!(page("999999999999999999999").await.matches("data-position=").count(), 200);
    assert_eq!(page("7").await.matches("data-position=").count(), 5, "past the end is the end");
}
