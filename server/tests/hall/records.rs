//! What leaves the program as events, history and panels holds nothing that a place's own panels do not show.

use meeting::minutes::{self, Target};
use meeting::speakers::Speaker;
use meeting::splice::Splice;
use meeting::{ItemId, Place, agenda, poll, speakers, written};
use serde_json::Value;

use super::harness::Hall;

const NOTE: &str = "Nhắc riêng trưởng công an chuyện cũ";

async fn events(hall: &Hall, place: Place) -> Vec<Value> {
    let url = hall.url(&format!("/api/meetings/{}/events?since=0", hall.code()));
    let answer: Value =
        hall.http.get(url).bearer_auth(hall.secret(place)).send().await.unwrap().json().await.unwrap();
    answer["events"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chairs_notes_are_the_chairs_and_no_phone_is_named() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let splice = Splice { at: 0, removed: 0, inserted: NOTE.to_owned() };
    let target = Target::Notes(ItemId(5));
    let items = hall.panels(&hall.secret(Place::Chair)).await["agenda"]["items"].take();
    let item = items.as_array().unwrap().iter().find(|item| item["id"] == 5).unwrap();
    let revision = item["notes"]["revision"].as_u64().unwrap();
    hall.act(Place::Chair, minutes::Command::EditText { target, revision, splice }).await;
    let (seat, mut phone) = hall.phone().await;
    let person = seat[..16].to_owned();
    let speaker = Speaker { name: "Lê Văn Cúc".into(), ..Speaker::default() };
    phone.act(speakers::Command::RequestFloor { speaker }).await;
    let (name, hamlet, text) = ("Người giấu tên".into(), String::new(), "Cán bộ nhũng nhiễu".into());
    phone.act(written::Command::Submit { name, hamlet, text }).await;
    let disk = hall.recorded().await;
    let whole = serde_json::to_string(&disk).unwrap();
    assert!(whole.contains(NOTE) && whole.contains(&person), "the journal holds it");
    for place in [Place::Chair, Place::Secretary, Place::Desk, Place::Office] {
        let events = events(&hall, place).await;
        let positions: Vec<_> = events.iter().filter_map(|event| event["position"].as_u64()).collect();
        assert_eq!(positions, (1..=disk.len() as u64).collect::<Vec<_>>(), "{place}: no gaps");
        let all = serde_json::to_string(&events).unwrap();
        assert_eq!(all.contains(NOTE), place == Place::Chair, "{place}");
        assert!(!all.contains(&person), "{place} is told which phone it was");
        assert!(all.contains("Lê Văn Cúc") && all.contains("Cán bộ nhũng nhiễu"), "{place}");
        let notes: Vec<_> =
            events.iter().filter(|event| event["event"]["minutes"] == "TextSpliced").collect();
        assert_eq!(notes.len(), usize::from(place != Place::Chair), "the kind stays: {notes:?}");
        assert!(notes.iter().all(|event| event["withheld"] == true && event["by"]["staff"] == "chair"));
        let browser = hall.browser(place).await;
        for kind in ["history", "history.csv", "history.json"] {
            let url = hall.url(&format!("/m/{}/{place}/{kind}", hall.code()));
            let said = browser.get(url).send().await.unwrap().text().await.unwrap();
            assert!(said.contains("Lê Văn Cúc"), "{place} {kind}");
            assert!(!said.contains(NOTE) && !said.contains(&person), "{place} {kind}: {said}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_asked_yet_is_on_no_screen_of_the_hall() {
    let hall = Hall::open("xa-cong-an").await;
    let asked = hall.panels(&hall.secret(Place::Office)).await["poll"]["prepared"][0]["sheet"].take();
    let mut questionnaire: poll::Questionnaire = serde_json::from_value(asked).unwrap();
    questionnaire.questions[0].title = "Ông Bí thư có nên từ chức không".to_owned();
    questionnaire.asked_by = "Cơ quan điều tra".to_owned();
    let poll = poll::Command::WritePoll { poll: Some(meeting::PollId(1)), questionnaire };
    hall.act(Place::Office, poll).await;
    let secrets = ["từ chức", "Cơ quan điều tra"];
    let page = async |browser: reqwest::Client, path: String| {
        browser.get(hall.url(&path)).send().await.unwrap().text().await.unwrap()
    };
    let pages = async || {
        let code = hall.code();
        let mut all = vec![
            // Nobody has seen this browser before.
            ("a visitor", page(reqwest::Client::new(), format!("/m/{code}")).await),
            ("the tablet", page(hall.browser(Place::Tablet).await, format!("/m/{code}/tablet")).await),
        ];
        for show in ["", "?show=poll"] {
            let projector = hall.browser(Place::Projector).await;
            all.push(("the projector", page(projector, format!("/m/{code}/projector{show}")).await));
        }
        for place in [Place::Phone, Place::Tablet, Place::Projector] {
            all.push((place.name(), hall.panels(&hall.secret(place)).await.to_string()));
            let client = hall.socket(place).await;
            all.push(("a socket", format!("{:?}", client.panels)));
        }
        all
    };
    // The chair pins it to the wall: the wall says that it comes.
    hall.act(Place::Chair, meeting::projector::Command::Pin { scene: meeting::projector::Scene::Poll }).await;
    for (whose, page) in pages().await {
        assert!(secrets.iter().all(|secret| !page.contains(secret)), "{whose}: {page}");
    }
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: meeting::PollId(1) }).await;
    let told = pages().await.into_iter().filter(|(_, page)| page.contains("từ chức")).count();
    assert!(told >= 5, "once it is opened the hall is asked ({told})");
}
