//! A hall that fills: two hundred phones join within seconds, ask for the floor, and come back together when
//! the program was started again.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use meeting::speakers::{Command, Speaker};
use meeting::{ItemId, Place, agenda};
use serde_json::Value;
use tokio::task::JoinSet;

use super::client::Client;
use super::harness::Hall;

const PHONES: usize = 200;
/// How long it may take until all of them are live.
const SOON: Duration = Duration::from_secs(10);

/// The numbers on the list, in order.
fn waiting(panels: &Value) -> Vec<String> {
    let waiting = panels["speakers"]["waiting"].as_array().unwrap();
    waiting.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_phones_join_and_come_back_together() {
    let mut hall = Hall::open("xa-dinh-ky").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(4) }).await;
    let (address, code) = (hall.address, hall.code().to_owned());
    let http = hall.http.clone();

    let began = Instant::now();
    let mut joining = JoinSet::new();
    for number in 0..PHONES {
        let (http, code) = (http.clone(), code.clone());
        joining.spawn(async move {
            let url = format!("http://{address}/api/meetings/{code}/phones");
            let seat: Value = http.post(url).send().await.unwrap().json().await.unwrap();
            let seat = seat["secret"].as_str().unwrap().to_owned();
            let mut client = Client::join(address, &code, Place::Phone, &seat).await;
            let speaker = Speaker { name: format!("Người thứ {number}"), ..Speaker::default() };
            client.act(Command::RequestFloor { speaker }).await;
            (seat, client)
        });
    }
    let phones: Vec<(String, Client)> = joining.join_all().await;
    assert!(began.elapsed() < SOON, "all have joined after {:?}", began.elapsed());
    let before = waiting(&hall.panels(&hall.secret(Place::Desk)).await);
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), PHONES, "each once");
    assert_eq!(before.len(), PHONES, "none doubled");

    hall.restart().await;
    let began = Instant::now();
    let mut returning = JoinSet::new();
    for (seat, old) in phones {
        let code = code.clone();
        returning.spawn(async move {
            // The socket that died with the program is of no use to anyone.
            let hello = old.hello();
            drop(old);
            let mut client = Client::come_back(address, &code, Place::Phone, &seat, hello).await;
            client
                .until("one's own number", |client| client.panel("mine").to_string().contains("my-number"))
                .await;
            client
        });
    }
    let mut back = returning.join_all().await;
    assert!(began.elapsed() < SOON, "all are back after {:?}", began.elapsed());
    assert_eq!(waiting(&hall.panels(&hall.secret(Place::Desk)).await), before, "as they stood");

    // And they are live: what happens now reaches every one of them.
    hall.act(Place::Chair, Command::CloseList).await;
    for client in &mut back {
        let closed = |client: &Client| client.panel("speakers").to_string().contains("list-closed");
        client.until("the list closed", closed).await;
    }
}
