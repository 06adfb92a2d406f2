//! Links to places: made when asked for, listed, ended, and what is done with them on record.

use std::collections::BTreeSet;

use meeting::{CardNumber, Place, cards};
use server::clock::SystemClock;
use server::serve::{Options, Server};
use tempfile::TempDir;

use super::harness::{Hall, fresh_id};
use super::program;

/// The office's page of links.
async fn page(hall: &Hall, office: &reqwest::Client) -> String {
    let page = office.get(hall.url(&format!("/m/{}/office/links", hall.code()))).send().await.unwrap();
    assert_eq!(page.status(), 200);
    page.text().await.unwrap()
}

/// The links listed on it: place, what it is called by, and whether it is the reader's own.
fn listed(page: &str) -> Vec<(String, String, bool)> {
    let row = |row: &str| {
        let of = |name: &str| {
            let rest = row.split(&format!("{name}=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        (of("data-place"), of("data-key"), of("data-own") == "yes")
    };
    page.split("data-testid=\"good-link\"").skip(1).map(row).collect()
}

async fn post(hall: &Hall, office: &reqwest::Client, path: &str, form: &[(&str, &str)]) -> String {
    let url = hall.url(&format!("/m/{}/office/{path}", hall.code()));
    let answer = office.post(url).form(form).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path} {form:?}");
    answer.text().await.unwrap()
}

/// The secret of a place's link on a printed sheet.
fn secret(questionnaire: &str, place: &str) -> Option<String> {
    let questionnaire = questionnaire.replace("<wbr>", "");
    let rest = questionnaire.split(&format!("/{place}?key=")).nth(1)?;
    Some(rest.chars().take_while(char::is_ascii_hexdigit).collect())
}

/// What the history says, newest first, as the secretary reads it.
async fn history(hall: &Hall) -> Vec<String> {
    let browser = hall.browser(Place::Secretary).await;
    let url = hall.url(&format!("/m/{}/secretary/history.json", hall.code()));
    let data: serde_json::Value = browser.get(url).send().await.unwrap().json().await.unwrap();
    let lines = data["lines"].as_array().unwrap().iter();
    lines
        .map(|line| format!("{}: {}", line["who"].as_str().unwrap(), line["sentence"].as_str().unwrap()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_listed_and_each_can_be_ended_and_all_of_it_is_on_record() {
    let hall = Hall::open("xa-cong-an").await;
    let office = hall.browser(Place::Office).await;
    let before = listed(&page(&hall, &office).await);
    let places: BTreeSet<_> = before.iter().map(|(place, ..)| place.as_str()).collect();
    assert_eq!(places, ["chair", "desk", "office", "projector", "secretary", "tablet"].into());
    assert_eq!(before.iter().filter(|(.., own)| *own).count(), 1);

    // A sheet to hand round bears no key of the office, and each of its keys is listed.
    let questionnaire = post(&hall, &office, "links", &[]).await;
    assert_eq!(secret(&questionnaire, "office"), None);
    let chair = secret(&questionnaire, "chair").unwrap();
    let after = listed(&page(&hall, &office).await);
    assert_eq!(after.len(), before.len() + 5);
    assert_eq!(history(&hall).await[0].split(": ").next(), Some("office"), "{:?}", history(&hall).await);
    assert!(history(&hall).await[0].contains("Tạo đường dẫn mới: Chủ tọa"), "{:?}", history(&hall).await);

    // One is ended; the other of the same place is good.
    let fresh = after.iter().find(|row| row.0 == "chair" && !before.contains(row)).unwrap();
    post(&hall, &office, "links/end", &[("key", &fresh.1)]).await;
    assert_eq!(hall.send(&chair, &fresh_id(), serde_json::json!({ "agenda": "CloseMeeting" })).await.0, 401);
    hall.panels(&hall.secret(Place::Chair)).await;
    assert_eq!(history(&hall).await[0], "office: Hủy đường dẫn: Chủ tọa");

    // An office key is made when it is asked for, alone, and ends like any other; the reader's own stays.
    let questionnaire = post(&hall, &office, "links", &[("office", "yes")]).await;
    let second = secret(&questionnaire, "office").unwrap();
    assert_eq!(secret(&questionnaire, "chair"), None);
    assert_eq!(history(&hall).await[0], "office: Tạo đường dẫn mới: Văn phòng");
    hall.panels(&second).await;
    post(&hall, &office, "links/end", &[("place", "office")]).await;
    assert_eq!(history(&hall).await[0], "office: Hủy đường dẫn: Văn phòng");
    assert_eq!(hall.send(&second, &fresh_id(), serde_json::json!({ "agenda": "CloseMeeting" })).await.0, 401);
    let left = listed(&page(&hall, &office).await);
    let offices: Vec<_> = left.iter().filter(|row| row.0 == "office").collect();
    assert!(matches!(offices[..], [(_, _, true)]), "{offices:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_with_the_offices_key_stands_in_every_meeting_it_opens() {
    let hall = Hall::open("xa-cong-an").await;
    let office = hall.browser(Place::Office).await;
    let made = office.post(hall.url("/office")).form(&[("programme", "xa-dinh-ky"), ("title", "Quý IV")]);
    let other = made.send().await.unwrap().url().path().trim_end_matches("/office").to_owned();
    post(&hall, &office, "links", &[("office", "yes")]).await;
    let there = office.get(hall.url(&format!("{other}/office/history"))).send().await.unwrap();
    assert!(there.text().await.unwrap().contains("Tạo đường dẫn mới: Văn phòng"));
    assert_eq!(history(&hall).await[0], "office: Tạo đường dẫn mới: Văn phòng");
    // Of another place's keys only its own meeting hears.
    post(&hall, &office, "links", &[]).await;
    let there = office.get(hall.url(&format!("{other}/office/history"))).send().await.unwrap();
    assert!(!there.text().await.unwrap().contains("Chủ tọa, "));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_program_puts_links_on_record() {
    let hall = Hall::open("xa-cong-an").await;
    let note = serde_json::json!({ "keys": { "NoteMade": { "places": ["chair"], "from": "office" } } });
    for place in Place::ALL {
        let (status, body) = hall.send(&hall.secret(place), &fresh_id(), note.clone()).await;
        assert_eq!(status, 403, "{place}: {body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_in_peoples_hands_are_not_shown_again_and_the_stack_not_without_a_trace() {
    let hall = Hall::open("xa-cong-an").await;
    let office = hall.browser(Place::Office).await;
    post(&hall, &office, "cards", &[("count", "5")]).await;
    hall.act(Place::Desk, cards::Command::IssueCard { card: CardNumber(1), newcomer: false }).await;
    hall.act(Place::Desk, cards::Command::VoidCard { card: CardNumber(2) }).await;
    let url = hall.url(&format!("/m/{}/office/cards?all=yes", hall.code()));
    let looked = office.get(url).send().await.unwrap().text().await.unwrap();
    assert!(!looked.contains("/card/"), "looking shows no card");
    let again = post(&hall, &office, "cards", &[("again", "yes")]).await;
    for card in 1..=5 {
        let path = hall.card_address(card).split("/card/").nth(1).unwrap().to_owned();
        assert_eq!(again.contains(&path), card > 2, "card {card}");
    }
    let office_history = office.get(hall.url(&format!("/m/{}/office/history", hall.code())));
    let said = office_history.send().await.unwrap().text().await.unwrap();
    assert!(said.contains("In lại 3 thẻ tham dự chưa phát"), "{said}");
}

async fn keys_on_disk(data: &TempDir) -> usize {
    let journal = server::journal::Journal::open(data.path()).await.unwrap();
    let count = journal.keys().await.unwrap().len();
    journal.close().await;
    count
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_makes_no_key_that_nobody_asked_for() {
    let data = TempDir::new().unwrap();
    let said = |arguments: &[&str]| program::says(data.path(), arguments, "Ctrl+C");
    let offices = |said: &str| said.matches("/office?key=").count();
    let first = said(&["--demo", "xa-cong-an"]);
    assert_eq!(offices(&first), 1, "{first}");
    let keys = keys_on_disk(&data).await;
    let second = said(&["--demo", "xa-cong-an"]);
    assert!(!second.contains("?key="), "{second}");
    assert!(second.contains("--new-office-link"), "{second}");
    assert_eq!(keys_on_disk(&data).await, keys);
    let lost = said(&["--new-office-link"]);
    assert_eq!((offices(&lost), lost.matches("?key=").count()), (1, 1), "{lost}");
    assert_eq!(keys_on_disk(&data).await, keys + 1);
    assert_eq!(said(&["--new-links"]).matches("/chair?key=").count(), 1);
    // A folder whose office keys are all ended is let in again.
    let listen = vec!["127.0.0.1:0".parse().unwrap()];
    let options = Options { listen, data: data.path().to_owned(), ..Options::default() };
    let server = Server::start(&options, std::sync::Arc::new(SystemClock)).await.unwrap();
    let room = server.meetings.rooms().remove(0);
    server.meetings.end_links(&room, Place::Office, server::journal::KeyRow::is_office).await.unwrap();
    assert!(!server.meetings.has_office_link());
    server.stop().await;
    assert_eq!(offices(&said(&[])), 1);
}
