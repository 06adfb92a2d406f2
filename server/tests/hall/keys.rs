//! Keys that end: whoever sits by one leaves at once, and nothing that comes by it is done.

use std::net::SocketAddr;

use futures_util::{FutureExt, SinkExt, StreamExt};
use meeting::wire::KEY_ENDED;
use meeting::{CardNumber, Place, agenda, cards};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::Message;

use super::client::{Client, PATIENCE, connect};
use super::harness::{Hall, fresh_id};
use super::program::Program;

/// The code a socket is closed with; 0 if the line just breaks.
async fn closed<S>(socket: &mut S) -> u16
where
    S: StreamExt<Item = Result<Message, tokio_tungstenite::tungstenite::Error>> + Unpin,
{
    let end = async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Close(frame))) => return frame.map_or(0, |frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return 0,
            }
        }
    };
    tokio::time::timeout(PATIENCE, end).await.expect("the socket ends")
}

/// Ends all links of the meeting but the office's, as the office does, and makes new ones.
async fn end_links(office: &reqwest::Client, links: String) {
    let printed = office.post(links).form(&[("revoke", "yes")]).send().await.unwrap();
    assert_eq!(printed.status(), 200);
}

fn close_meeting(id: &str) -> Message {
    let command = json!({ "agenda": "CloseMeeting" });
    Message::text(json!({ "do": { "id": id, "command": command } }).to_string())
}

/// Where the meeting stands: how many events, and whether it is closed.
async fn stands(hall: &Hall) -> (usize, bool) {
    let url = hall.url(&format!("/api/meetings/{}/events?since=0", hall.code()));
    let request = hall.http.get(url).bearer_auth(hall.secret(Place::Office));
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    let events = answer["events"].as_array().unwrap();
    let is_close = |event: &&Value| event["event"] == json!({ "agenda": "MeetingClosed" });
    (events.len(), events.iter().any(|event| is_close(&event)))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_key_ends_its_sockets_at_once_and_they_command_nothing_more() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: meeting::ItemId(1) }).await;
    let places = [Place::Chair, Place::Secretary, Place::Desk, Place::Projector, Place::Tablet];
    let mut sitting = Vec::new();
    for place in places {
        sitting.push((place, hall.socket(place).await));
    }
    // One that has not yet said a word.
    let mut silent =
        connect(hall.address, hall.code(), "chair", &hall.secret(Place::Chair), None).await.unwrap();
    let mut office = hall.socket(Place::Office).await;
    let (_, mut phone) = hall.phone().await;

    let browser = hall.browser(Place::Office).await;
    end_links(&browser, hall.url(&format!("/m/{}/office/links", hall.code()))).await;

    let before = stands(&hall).await;
    for (place, client) in &mut sitting {
        // Said before the client has heard that it is over.
        let _ = client.socket.send(close_meeting(&fresh_id())).await;
        assert_eq!(closed(&mut client.socket).await, KEY_ENDED, "{place}");
    }
    assert_eq!(closed(&mut silent).await, KEY_ENDED);
    assert_eq!(stands(&hall).await, before, "nothing was done by an ended key");
    for place in places {
        let refused = connect(hall.address, hall.code(), place.name(), &hall.secret(place), None).await;
        assert!(refused.is_err(), "{place} comes in again by the ended key");
        let (status, _) =
            hall.send(&hall.secret(place), &fresh_id(), json!({ "agenda": "CloseMeeting" })).await;
        assert_eq!(status, 401, "{place}");
    }
    // Whose keys were not ended sit on.
    let position = office.act(agenda::Command::FinishItem { id: meeting::ItemId(1) }).await;
    assert!(position > before.0 as u64);
    phone.until("that the item is over", |phone| phone.frames > 2).await;
}

/// A command that the room takes up after the key was ended is not done, however it came and however long it waited.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_asked_by_an_ended_key_is_done_after_the_office_was_told_that_it_is_ended() {
    let hall = Hall::open("xa-cong-an").await;
    let browser = hall.browser(Place::Office).await;
    let mut met = 0;
    for _ in 0..10 {
        let printed = browser
            .post(hall.url(&format!("/m/{}/office/links", hall.code())))
            .form(&[("revoke", "yes")])
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        let key = printed.split("/desk?key=").nth(1).or_else(|| printed.split("/desk<wbr>?key=").nth(1));
        let key = key.unwrap().chars().take_while(char::is_ascii_hexdigit).collect::<String>();
        let mut flood = Vec::new();
        for _ in 0..6 {
            let mut desk = Client::join(hall.address, hall.code(), Place::Desk, &key).await.socket;
            flood.push(tokio::spawn(async move {
                // Always with several under way.
                loop {
                    let command = json!({ "attendance": { "AddArrivals": { "residents": 1 } } });
                    let frame = json!({ "do": { "id": fresh_id(), "command": command } }).to_string();
                    if desk.send(Message::text(frame)).await.is_err() {
                        return;
                    }
                    while let Some(said) = desk.next().now_or_never() {
                        if !matches!(said, Some(Ok(Message::Text(_)))) {
                            return;
                        }
                    }
                    tokio::task::yield_now().await;
                }
            }));
        }
        // Under way when the key is ended.
        let before = stands(&hall).await.0;
        while stands(&hall).await.0 < before + 12 {}
        end_links(&browser, hall.url(&format!("/m/{}/office/links", hall.code()))).await;
        let told = stands(&hall).await.0;
        for answer in flood {
            tokio::time::timeout(PATIENCE, answer).await.expect("the socket ends").unwrap();
            met += 1;
        }
        assert_eq!(stands(&hall).await.0, told, "something was done after the key had ended");
    }
    assert_eq!(met, 60, "each of them asked until it came too late");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_void_card_and_a_lost_one_leave_at_once_and_others_stay() {
    let hall = Hall::open("xa-cong-an").await;
    let office = hall.browser(Place::Office).await;
    let url = hall.url(&format!("/m/{}/office/cards", hall.code()));
    let html = office.post(url).form(&[("count", "4")]).send().await.unwrap().text().await.unwrap();
    let addresses: Vec<_> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let addresses: Vec<_> = addresses.into_iter().filter(|link| link.contains("/card/")).collect();
    let mut phones = Vec::new();
    for address in &addresses {
        // The cookie that the card's address sets is the seat.
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let opened = http.get(*address).send().await.unwrap();
        let cookie = opened.headers()["set-cookie"].to_str().unwrap();
        let seat = cookie.strip_prefix("seat=").unwrap().split(';').next().unwrap().to_owned();
        let client = Client::join(hall.address, hall.code(), Place::Phone, &seat).await;
        phones.push((seat, client));
    }
    hall.act(Place::Desk, cards::Command::VoidCard { card: CardNumber(1) }).await;
    assert_eq!(closed(&mut phones[0].1.socket).await, KEY_ENDED, "the void card");
    hall.act(Place::Desk, cards::Command::ReissueCard { card: CardNumber(2), by: CardNumber(4) }).await;
    assert_eq!(closed(&mut phones[1].1.socket).await, KEY_ENDED, "the lost card");
    for (seat, _) in &phones[..2] {
        let mut again = connect(hall.address, hall.code(), "phone", seat, None).await.unwrap();
        again.send(Message::text(json!({ "hello": {} }).to_string())).await.unwrap();
        assert_eq!(closed(&mut again).await, KEY_ENDED, "it does not come back");
        let page = hall.http.get(hall.url(&format!("/m/{}", hall.code())));
        let page = page.header("cookie", format!("seat={seat}")).send().await.unwrap().text().await.unwrap();
        assert!(page.contains("không còn giá trị"), "the page says so: {page}");
    }
    hall.act(Place::Chair, agenda::Command::StartItem { id: meeting::ItemId(5) }).await;
    for (_, phone) in &mut phones[2..] {
        let frames = phone.frames;
        phone.until("that the meeting goes on", |phone| phone.frames > frames).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_program_puts_out_whoever_sits_by_an_ended_key() {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", "xa-cong-an", None);
    let (authority, code) = (program.authority(), program.code());
    // The address on links is the hall's own; the program listens on loopback alone.
    let port = authority.rsplit(':').next().unwrap();
    let address: SocketAddr = format!("127.0.0.1:{port}").parse().unwrap();
    let mut chair = Client::join(address, &code, Place::Chair, &program.secret("chair")).await;
    chair.act(agenda::Command::StartItem { id: meeting::ItemId(1) }).await;
    let http = reqwest::Client::builder().cookie_store(true).build().unwrap();
    let office = format!("http://{address}/m/{code}/office");
    http.get(format!("{office}?key={}", program.secret("office"))).send().await.unwrap();
    end_links(&http, format!("{office}/links")).await;
    let _ = chair.socket.send(close_meeting("late")).await;
    assert_eq!(closed(&mut chair.socket).await, KEY_ENDED);
    let panels = http.get(format!("http://{address}/api/meetings/{code}/panels"));
    let panels: Value =
        panels.bearer_auth(program.secret("office")).send().await.unwrap().json().await.unwrap();
    assert_eq!(panels["panels"]["head"]["phase"], "open", "the meeting was not closed by an ended key");
}
