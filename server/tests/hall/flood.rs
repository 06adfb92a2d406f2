//! An honest hall of a thousand phones is never slowed; one laptop that plays two thousand closes nothing to anyone.

use std::time::Instant;

use meeting::cards::Command as Cards;
use meeting::speakers::{self, Removed, Speaker};
use meeting::{ItemId, Place, agenda};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::harness::{Hall, fresh_id};

/// Phones of a full evening.
const HONEST: usize = 1_000;
/// Seats that one laptop tries to take.
const PLAYED: usize = 2_300;
/// How many try at once.
const AT_ONCE: usize = 40;

fn ask(name: &str) -> Value {
    json!({ "speakers": { "RequestFloor": { "speaker": { "name": name } } } })
}

fn write() -> Value {
    json!({ "written": { "HandIn": { "name": "Bà A", "text": "Nước" } } })
}

/// Takes a seat without a key: the seat, or what was said instead.
async fn seat(hall: &Hall) -> Result<String, (u16, Value)> {
    let url = hall.url(&format!("/api/meetings/{}/phones", hall.code()));
    let answer = hall.http.post(url).header("accept-language", "vi").send().await.unwrap();
    let (status, body): (_, Value) = (answer.status().as_u16(), answer.json().await.unwrap());
    body["secret"].as_str().map(str::to_owned).ok_or((status, body))
}

/// So many phones take a seat and send each of these; what each was answered, and their seats.
async fn crowd(
    hall: &std::sync::Arc<Hall>,
    count: usize,
    sends: fn(usize) -> Vec<Value>,
) -> (Vec<u16>, Vec<String>) {
    let (mut statuses, mut seats, mut going) = (Vec::new(), Vec::new(), JoinSet::new());
    let take =
        |(status, seat): (Vec<u16>, Option<String>), statuses: &mut Vec<u16>, seats: &mut Vec<String>| {
            statuses.extend(status);
            seats.extend(seat);
        };
    for number in 0..count {
        if going.len() >= AT_ONCE {
            take(going.join_next().await.unwrap().unwrap(), &mut statuses, &mut seats);
        }
        let hall = hall.clone();
        going.spawn(async move {
            let seat = match seat(&hall).await {
                Ok(seat) => seat,
                Err((status, _)) => return (vec![status], None),
            };
            let mut statuses = Vec::new();
            for command in sends(number) {
                statuses.push(hall.send(&seat, &fresh_id(), command).await.0);
            }
            (statuses, Some(seat))
        });
    }
    while let Some(done) = going.join_next().await {
        take(done.unwrap(), &mut statuses, &mut seats);
    }
    (statuses, seats)
}

async fn in_the_peoples_turn() -> std::sync::Arc<Hall> {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    std::sync::Arc::new(hall)
}

async fn waiting(hall: &Hall) -> u64 {
    let panels = hall.panels(&hall.secret(Place::Desk)).await;
    let speakers = &panels["speakers"];
    speakers["waiting"].as_array().unwrap().len() as u64 + speakers["more"].as_u64().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_honest_phones_come_ask_and_write_within_a_minute_and_none_is_refused() {
    let hall = in_the_peoples_turn().await;
    let began = Instant::now();
    let sends = |number: usize| {
        let asks = vec![ask(&format!("Người thứ {number}"))];
        if number.is_multiple_of(3) { [asks, vec![write()]].concat() } else { asks }
    };
    let (statuses, seats) = crowd(&hall, HONEST, sends).await;
    assert_eq!(seats.len(), HONEST);
    assert!(statuses.iter().all(|status| *status == 200), "after {:?}: {statuses:?}", began.elapsed());
    assert_eq!(waiting(&hall).await, HONEST as u64);
    // Many look at the page again and again, change their minds, and ask anew.
    for seat in &seats[..50] {
        let mine = hall.panels(seat).await["mine"]["request"]["id"].take();
        let withdraw = json!({ "speakers": { "WithdrawRequest": { "request": mine } } });
        assert_eq!(hall.send(seat, &fresh_id(), withdraw).await.0, 200);
        assert_eq!(hall.send(seat, &fresh_id(), ask("Đổi ý")).await.0, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_seats_of_one_laptop_close_nothing_and_are_gone_by_one_press() {
    let hall = in_the_peoples_turn().await;
    // Those who were here before.
    let (honest, early) = crowd(&hall, 50, |_| Vec::new()).await;
    assert!(honest.is_empty() && early.len() == 50);
    hall.act(Place::Office, Cards::PrintCards { count: 2 }).await;
    let card = meeting::CardNumber(2);
    let sends = |number: usize| vec![ask(&format!("Lạ {number}")), write(), ask("Nữa")];
    let (statuses, seats) = crowd(&hall, PLAYED, sends).await;
    let none = statuses.iter().filter(|status| **status == 503).count();
    assert!(none > PLAYED / 4 && seats.len() < 2_000, "{} seats, {none} got none", seats.len());
    let said = loop {
        // A few come every second.
        match seat(&hall).await {
            Ok(_) => {}
            Err((_, said)) => break said,
        }
    };
    assert!(said["error"]["message"].as_str().unwrap().contains("điện thoại mới"), "{said}");
    let full = waiting(&hall).await;
    assert!(full > 500, "the list was flooded: {full}");
    // The list is open: to who has a seat, to the desk, to a card.
    for (number, seat) in early.iter().enumerate() {
        let (status, said) = hall.send(seat, &fresh_id(), ask(&format!("Thật {number}"))).await;
        assert_eq!(status, 200, "{said}");
    }
    let speaker = |name: &str| Speaker { name: name.to_owned(), ..Speaker::default() };
    let register = |name| speakers::Command::RegisterSpeaker { speaker: speaker(name), namesake: false };
    hall.act(Place::Desk, register("Cụ Lê Thị Mận")).await;
    let with_card = Speaker { card: Some(card), ..speaker("Bà Hai") };
    hall.act(Place::Desk, speakers::Command::RegisterSpeaker { speaker: with_card, namesake: false }).await;
    assert_eq!(waiting(&hall).await, full + 52);
    // What the desk has at hand stays small, page and all; the rest is a list.
    let desk = hall.browser(Place::Desk).await;
    let page = desk.get(hall.url(&format!("/m/{}/desk", hall.code()))).send().await.unwrap();
    let bytes = page.bytes().await.unwrap().len();
    assert!(bytes < 1_500_000, "{bytes} bytes");
    for (name, heading) in
        [("waiting", format!("{} người chờ", full + 52)), ("written", "ý kiến bằng văn bản".into())]
    {
        let list =
            desk.get(hall.url(&format!("/m/{}/desk/{name}?page=3", hall.code()))).send().await.unwrap();
        let html = list.text().await.unwrap();
        assert_eq!(html.matches("data-testid=\"entry\"").count(), 100, "{name}");
        assert!(html.contains(&heading), "{html}");
    }
    let outside = hall.http.get(hall.url(&format!("/m/{}/desk/waiting", hall.code()))).send().await.unwrap();
    assert_eq!(outside.status(), 401);
    // One press, and only those whom someone knows are left; from then on only cards.
    let which = Removed::PhonesWithoutCard;
    hall.act(Place::Desk, speakers::Command::RemoveRequests { which }).await;
    assert_eq!(waiting(&hall).await, 2);
    hall.act(Place::Desk, Cards::AdmitCardsOnly { only: true }).await;
    let (status, said) = hall.send(&early[0], &fresh_id(), ask("Thật")).await;
    assert_eq!((status, said["error"]["code"].as_str()), (409, Some("cards_only")), "{said}");
    // And it was one wrong press: the chair takes it back.
    let steps = hall.panels(&hall.secret(Place::Chair)).await["undo"]["steps"].take();
    let step =
        steps.as_array().unwrap().iter().find(|step| step["action"]["deed"] == "requests_removed").unwrap();
    let step = step["step"].as_u64().unwrap();
    hall.act(Place::Chair, meeting::undo::Command::Undo { step }).await;
    assert_eq!(waiting(&hall).await, full + 52);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_uses_up_nothing_that_others_need() {
    let hall = in_the_peoples_turn().await;
    let (statuses, seats) = crowd(&hall, 200, |number| vec![ask(&format!("Lạ {number}"))]).await;
    assert!(statuses.iter().all(|status| *status == 200));
    // Each of them asks on and on for what it has already: two thousand requests that come to nothing.
    let mut going = JoinSet::new();
    for seat in seats {
        let hall = hall.clone();
        going.spawn(async move {
            let mut statuses = Vec::new();
            for _ in 0..10 {
                statuses.push(hall.send(&seat, &fresh_id(), ask("Nữa")).await.0);
            }
            statuses
        });
    }
    let statuses = going.join_all().await.concat();
    assert!(statuses.iter().all(|status| *status == 409), "refused: {statuses:?}");
    let (statuses, _) = crowd(&hall, 100, |number| vec![ask(&format!("Thật {number}")), write()]).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
}
