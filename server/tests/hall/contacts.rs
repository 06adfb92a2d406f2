//! Contacts over the whole program: read by desk and office alone, on record, and gone when they are erased.

use meeting::speakers::Speaker;
use meeting::{OpinionId, Place, RequestId, SpeechId, agenda, contacts, opinions, speakers};
use serde_json::{Value, json};

use super::harness::{Hall, bytes_of};

const NUMBER: &str = "0912 345 678";

async fn hall_with_contact() -> Hall {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: meeting::ItemId(1) }).await;
    hall.act(Place::Chair, speakers::Command::OpenList).await;
    let (_, mut phone) = hall.phone().await;
    let speaker = Speaker { name: "Lê Thị Cúc".into(), contact: NUMBER.into(), ..Speaker::default() };
    phone.act(speakers::Command::RequestFloor { speaker }).await;
    hall
}

async fn press(hall: &Hall, place: Place, form: &[(&str, &str)]) -> (u16, String) {
    let address = hall.url(&format!("/m/{}/{place}/contacts", hall.code()));
    let answer = hall.browser(place).await.post(address).form(form).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn page(hall: &Hall, place: Place) -> (u16, String) {
    let address = hall.url(&format!("/m/{}/{place}/contacts", hall.code()));
    let answer = hall.browser(place).await.get(address).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

fn said(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, NUMBER.as_bytes()).is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_and_office_read_them_and_each_reading_is_on_record() {
    let hall = hall_with_contact().await;
    for place in [Place::Desk, Place::Office] {
        let before = hall.recorded().await.len();
        let (status, shown) = page(&hall, place).await;
        assert_eq!(status, 200);
        assert!(shown.contains("Lê Thị Cúc") && !said(shown.as_bytes()), "{place}: {shown}");
        assert_eq!(hall.recorded().await.len(), before, "who looks who left one reads none");
        let (status, read) = press(&hall, place, &[("id", "read-1"), ("do", "read")]).await;
        assert_eq!(status, 200);
        assert!(said(read.as_bytes()), "{place}: {read}");
        let record = hall.recorded().await;
        let last = record.last().unwrap();
        assert_eq!((record.len(), last.by), (before + 1, meeting::Actor::Staff(place)));
        assert_eq!(last.event, contacts::Event::ContactsRead { requests: vec![RequestId(1)] }.into());
    }
    for place in [Place::Chair, Place::Secretary] {
        assert_eq!(page(&hall, place).await.0, 404, "{place}");
        assert_eq!(press(&hall, place, &[("id", "read-2"), ("do", "read")]).await.0, 404, "{place}");
        let command = json!({ "contacts": "ReadContacts" });
        let (status, refused) = hall.send(&hall.secret(place), "read-3", command).await;
        assert_eq!(status, 403, "{place}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_in_no_panel_no_event_no_export_and_no_other_page() {
    let hall = hall_with_contact().await;
    let code = hall.code();
    for place in [Place::Chair, Place::Secretary, Place::Desk, Place::Office] {
        let panels: Value = hall.panels(&hall.secret(place)).await;
        assert_eq!(panels["speakers"]["waiting"][0]["staff"]["contact"], true, "{place}");
        assert!(!said(panels.to_string().as_bytes()), "{place}");
        let browser = hall.browser(place).await;
        for path in ["", "/history", "/history.json", "/history.csv", "/waiting"] {
            let page = browser.get(hall.url(&format!("/m/{code}/{place}{path}"))).send().await.unwrap();
            assert_eq!(page.status(), 200, "{place}{path}");
            assert!(!said(page.text().await.unwrap().as_bytes()), "{place}{path}");
        }
    }
    assert!(!said(serde_json::to_string(&hall.events().await).unwrap().as_bytes()));
    assert!(!said(hall.export().await.to_string().as_bytes()));
    assert!(said(&bytes_of(hall.data.path())), "it is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_they_are_nowhere_in_the_folder() {
    let mut hall = hall_with_contact().await;
    let (status, _) = press(&hall, Place::Desk, &[("id", "erase-0"), ("do", "erase")]).await;
    assert_eq!(status, 403, "the desk does not erase");
    let (status, left) = press(&hall, Place::Office, &[("id", "erase-1"), ("do", "erase")]).await;
    assert_eq!(status, 200);
    assert!(!left.contains("Lê Thị Cúc"), "{left}");
    // A command of before that comes again is still known.
    let (status, _) = press(&hall, Place::Office, &[("id", "erase-1"), ("do", "erase")]).await;
    assert_eq!(status, 200);
    hall.stop().await;
    assert!(!said(&bytes_of(hall.data.path())), "nothing of it is left");
    hall.restart().await;
    let panels = hall.panels(&hall.secret(Place::Desk)).await;
    assert_eq!(panels["speakers"]["waiting"][0]["staff"]["contact"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn they_go_by_themselves_when_the_time_set_is_over() {
    let hall = hall_with_contact().await;
    let phone = async || {
        let address = hall.url(&format!("/m/{}", hall.code()));
        hall.http.get(address).send().await.unwrap().text().await.unwrap()
    };
    assert!(phone().await.contains("xóa 30 ngày sau khi trả lời xong"), "{}", phone().await);
    let (status, _) = press(&hall, Place::Office, &[("id", "k"), ("do", "keep"), ("days", "2")]).await;
    assert_eq!(status, 200);
    assert!(phone().await.contains("xóa 2 ngày sau khi trả lời xong"));
    let (status, refused) =
        press(&hall, Place::Office, &[("id", "m"), ("do", "keep"), ("days", "9999")]).await;
    assert_eq!(status, 422, "{refused}");
    hall.act(Place::Chair, agenda::Command::CloseMeeting).await;
    let stored = async || !hall.journal().contacts(1).await.unwrap().is_empty();
    tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    assert!(stored().await);
    hall.clock.pass(2 * 24 * 60 * 60 * 1000);
    for _ in 0..100 {
        if !stored().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("two days later they are still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_who_is_still_to_be_answered() {
    let hall = hall_with_contact().await;
    let shown =
        |page: &str| ["Chưa phát biểu", "Còn phải trả lời", "Đã trả lời"].map(|word| page.contains(word));
    assert_eq!(shown(&page(&hall, Place::Desk).await.1), [true, false, false]);
    hall.act(Place::Chair, speakers::Command::GiveFloor { request: RequestId(1), seconds: None }).await;
    let opinion = opinions::Command::RecordOpinion { speech: SpeechId(1), text: "Đường".into() };
    hall.act(Place::Secretary, opinion).await;
    assert_eq!(shown(&page(&hall, Place::Desk).await.1), [false, true, false]);
    let outcome = Some(opinions::Outcome::Settled);
    hall.act(Place::Secretary, opinions::Command::DecideOutcome { opinion: OpinionId(1), outcome }).await;
    assert_eq!(shown(&page(&hall, Place::Office).await.1), [false, false, true]);
}
