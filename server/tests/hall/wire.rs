//! The wire: latest wins, coming back with what one has, and what is not let in.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use meeting::speakers::{self, Speaker};
use meeting::{ItemId, Place, agenda, minutes};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::{self, Message};

use super::client::{Client, connect};
use super::harness::Hall;

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_not_read_gets_the_newest_in_few_frames() {
    let hall = Hall::open("xa-cong-an").await;
    let mut office = hall.socket(Place::Office).await;
    // More than a socket's buffers hold, while the client reads nothing.
    let filling = "x".repeat(15_000);
    for round in 0..300 {
        let text = format!("{round} {filling}");
        hall.act(Place::Secretary, minutes::Command::WriteNote { text }).await;
    }
    let before = office.frames;
    office.until("the newest entry", |client| client.panels.contains_key("entry/300")).await;
    assert!((1..=300).all(|entry| office.panels.contains_key(&format!("entry/{entry}"))), "none is missing");
    let frames = office.frames - before;
    assert!(frames < 300, "frames are gathered while the client is slow: {frames}");
}

#[tokio::test(flavor = "multi_thread")]
async fn quick_and_slow_clients_joining_while_much_happens_all_end_with_the_same() {
    let hall = Arc::new(Hall::open("xa-cong-an").await);
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let mut clients = JoinSet::new();
    for number in 0..40_u64 {
        let hall = hall.clone();
        clients.spawn(async move {
            // They come one after the other while the list is being filled, and some read slowly.
            tokio::time::sleep(Duration::from_millis(number * 10)).await;
            let (seat, mut client) = hall.phone().await;
            let full = |client: &Client| client.panel("speakers").as_str().unwrap().contains("Người 150");
            while !full(&client) {
                client.receive().await;
                tokio::time::sleep(Duration::from_millis(number % 4 * 7)).await;
            }
            (seat, client)
        });
    }
    for number in 1..=150 {
        let speaker = Speaker { name: format!("Người {number}"), ..Speaker::default() };
        hall.act(Place::Desk, speakers::Command::RegisterSpeaker { speaker, namesake: false }).await;
        // The newest comes first, so that every frame changes what phones show by name.
        let request = meeting::RequestId(number);
        hall.act(Place::Desk, speakers::Command::MoveRequest { request, after: None }).await;
    }
    let (_, fresh) = hall.phone().await;
    while let Some(client) = clients.join_next().await {
        let (_, mut client) = client.unwrap();
        client.until("the list in step", |client| client.panel("speakers") == fresh.panel("speakers")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_comes_back_gets_only_what_changed() {
    let mut hall = Hall::open("xa-cong-an").await;
    let chair = hall.socket(Place::Chair).await;
    let hello = chair.hello();
    drop(chair);
    hall.act(Place::Chair, speakers::Command::OpenList).await;
    let (code, secret) = (hall.code().to_owned(), hall.secret(Place::Chair));
    let back = Client::come_back(hall.address, &code, Place::Chair, &secret, hello.clone()).await;
    assert_eq!(
        back.panels.keys().collect::<Vec<_>>(),
        ["speakers", "undo"],
        "the list, and that it can be undone"
    );
    // After a restart nothing a client has is to be relied on.
    hall.restart().await;
    let back = Client::come_back(hall.address, &code, Place::Chair, &secret, hello).await;
    assert!(back.panels.len() > 5, "everything again: {:?}", back.panels.keys());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_makes_up_what_it_has_is_still_served() {
    let hall = Hall::open("xa-cong-an").await;
    let epoch = hall.socket(Place::Chair).await.epoch;
    let hello = json!({ "epoch": epoch, "have": { "agenda": u64::MAX, "entry/9": 3 } });
    let mut chair =
        Client::come_back(hall.address, hall.code(), Place::Chair, &hall.secret(Place::Chair), hello).await;
    assert!(!chair.panels.contains_key("agenda"), "it says it has it");
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(1) }).await;
    chair.until("the agenda", |client| client.panels.contains_key("agenda")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_pushed_to_a_phone_are_small() {
    let hall = Hall::open("xa-cong-an").await;
    let (_, mut phone) = hall.phone().await;
    let mut pushes = Vec::new();
    for id in 1..=5 {
        hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(id) }).await;
        let frames = phone.frames;
        phone.until("the item", |client| client.frames > frames).await;
        pushes.push(phone.last_bytes);
    }
    for number in 1..=30 {
        let name = format!("Nguyễn Thị Phương Thảo {number}");
        let speaker = Speaker { name, hamlet: "Thôn Đông Thượng".into(), ..Speaker::default() };
        hall.act(Place::Desk, speakers::Command::RegisterSpeaker { speaker, namesake: false }).await;
        let frames = phone.frames;
        phone.until("the list", |client| client.frames > frames).await;
        pushes.push(phone.last_bytes);
    }
    let largest = pushes.iter().max().unwrap();
    assert!(*largest <= 1024, "budget of a push: 1 KB; sent {pushes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_open_a_socket_is_told_why() {
    let hall = Hall::open("xa-cong-an").await;
    let chair = hall.secret(Place::Chair);
    let own = format!("http://{}", hall.address);
    let cases = [
        ("no such place", "judge", chair.as_str(), None, 404),
        ("another place's key", "secretary", chair.as_str(), None, 403),
        ("no key at all", "chair", "", None, 401),
        ("a made-up key", "chair", "00000000000000000000000000000000", None, 401),
        ("another site", "chair", chair.as_str(), Some("http://evil.example"), 403),
        ("no site", "chair", chair.as_str(), Some("null"), 403),
    ];
    for (case, place, secret, origin, expected) in cases {
        let refused = connect(hall.address, hall.code(), place, secret, origin).await;
        let Err(tungstenite::Error::Http(response)) = refused else { panic!("{case}: let in") };
        assert_eq!(response.status(), expected, "{case}");
    }
    assert!(connect(hall.address, hall.code(), "chair", &chair, Some(&own)).await.is_ok(), "our own site");
    assert!(connect(hall.address, "00000", "chair", &chair, None).await.is_err(), "no such meeting");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_cannot_be_read_is_answered_under_its_id_where_it_has_one() {
    let hall = Hall::open("xa-cong-an").await;
    for place in [Place::Chair, Place::Phone] {
        let mut client = match place {
            Place::Phone => hall.phone().await.1,
            place => hall.socket(place).await,
        };
        for (bad, id) in [
            (r#"{"do":{"id":"a-1","command":{"weather":"Rain"}}}"#, Some("a-1")),
            (r#"{"do":{"id":"a-2","command":{"speakers":"OpenList"},"made":"noon"}}"#, Some("a-2")),
            (r#"{"do":{"id":"a-3"}}"#, Some("a-3")),
            (r#"{"do":{"id":"a-4","command":{"speakers":"OpenList"},"of":"a newer program"}}"#, Some("a-4")),
            (r#"{"do":{"id":7,"command":{"speakers":"OpenList"}}}"#, None),
            (r#"{"do":{"id":"","command":{"speakers":"OpenList"}}}"#, None),
            (r#"{"do":{"id":"a b","command":{"speakers":"OpenList"}}}"#, None),
            (r#"{"do":{"id":"a-5","command":{"speakers":"#, None),
        ] {
            client.socket.send(Message::text(bad)).await.unwrap();
            let answer = loop {
                let frame = client.receive().await;
                if let Some(answer) = frame.get("unreadable") {
                    break answer.clone();
                }
            };
            assert_eq!(answer.get("id").and_then(Value::as_str), id, "{place:?}: {bad}: {answer}");
            assert!(answer["message"].as_str().unwrap().contains("không đọc được"), "{bad}: {answer}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_that_cannot_be_read_are_answered_and_change_nothing() {
    let hall = Hall::open("xa-cong-an").await;
    let mut chair = hall.socket(Place::Chair).await;
    let before = hall.events().await.len();
    for bad in [
        "",
        "null",
        "[]",
        "{\"do\":3}",
        "{\"hello\":{}}",
        "{\"do\":{\"id\":\"\",\"command\":{\"speakers\":\"OpenList\"}}}",
    ] {
        chair.socket.send(Message::text(bad)).await.unwrap();
        let answer = loop {
            let frame = chair.receive().await;
            if frame.get("unreadable").is_some() {
                break frame;
            }
        };
        assert!(
            answer["unreadable"]["message"].as_str().unwrap().contains("không đọc được"),
            "{bad}: {answer}"
        );
    }
    chair.socket.send(Message::binary(vec![0, 1, 2])).await.unwrap();
    chair.until("still served", |client| client.frames > 0).await;
    assert_eq!(hall.events().await.len(), before);
    // A frame far beyond the limit ends that line and only that.
    let flood = Message::text("x".repeat(10 * 1024 * 1024));
    let _ = chair.socket.send(flood).await;
    let ended = loop {
        match chair.socket.next().await {
            None | Some(Err(_) | Ok(Message::Close(_))) => break true,
            Some(Ok(_)) => {}
        }
    };
    assert!(ended);
    assert_eq!(hall.panels(&hall.secret(Place::Chair)).await["head"]["phase"], Value::from("prepared"));
}
