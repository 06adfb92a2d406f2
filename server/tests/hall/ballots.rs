//! Ballots over sockets and forms, sent several times each: every voter counts once.

use meeting::{ItemId, Place, agenda, poll};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::client::Client;
use super::harness::Hall;

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_voters_sending_again_and_again_count_once_each_over_a_restart() {
    let mut hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll).await;
    let mut seats = Vec::new();
    for _ in 0..100 {
        seats.push(hall.seat().await);
    }
    vote_all(&hall, &seats[..60]).await;
    hall.restart().await;
    // Everyone, those before the restart too: a phone that never saw its answer sends again.
    vote_all(&hall, &seats).await;
    hall.act(Place::Chair, poll::Command::ClosePoll).await;
    let mut chair = hall.socket(Place::Chair).await;
    chair.until("the count", |client| client.panel("poll")["counts"].is_array()).await;
    assert_eq!(chair.panel("poll")["counts"], json!([20, 20, 20, 20, 20]));
    assert_eq!(chair.panel("poll")["cast"], 100);
}

async fn vote_all(hall: &Hall, seats: &[String]) {
    let mut voters = JoinSet::new();
    for (number, seat) in seats.iter().cloned().enumerate() {
        let (address, code, http) = (hall.address, hall.code().to_owned(), hall.http.clone());
        voters.spawn(async move {
            let level = number % 5;
            let id = format!("ballot-{number}");
            if number % 2 == 0 {
                let mut client = Client::join(address, &code, Place::Phone, &seat).await;
                for _ in 0..3 {
                    let ballot = json!({ "ballot": { "level": level } });
                    let answer = client.ask_as(&id, ballot).await;
                    assert!(answer["answer"]["done"].is_object(), "{answer}");
                }
            } else {
                let form = [("id", id.clone()), ("level", level.to_string())];
                for _ in 0..3 {
                    let request = http.post(format!("http://{address}/m/{code}/vote"));
                    let answer =
                        request.header("cookie", format!("seat={seat}")).form(&form).send().await.unwrap();
                    assert!(answer.status().is_success(), "{}", answer.status());
                }
            }
        });
    }
    while let Some(voter) = voters.join_next().await {
        voter.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_ballot_under_another_id_is_refused_and_none_counts_before_opening() {
    let hall = Hall::open("xa-cong-an").await;
    let (seat, mut phone) = hall.phone().await;
    let ballot = |level: u32| json!({ "ballot": { "level": level } });
    let code = |answer: &Value| answer["answer"]["refused"]["refusal"]["code"].clone();
    let early = phone.ask_as("early", ballot(0)).await;
    assert_eq!(code(&early), "poll_not_open");
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll).await;
    assert_eq!(code(&phone.ask_as("none", ballot(5)).await), "out_of_range");
    assert!(phone.ask_as("first", ballot(1)).await["answer"]["done"].is_object());
    phone.until("own ballot said to be in", |client| client.panel("mine").as_str().is_some()).await;
    assert_eq!(code(&phone.ask_as("second", ballot(4)).await), "already_voted");
    let (status, _) = hall.send(&hall.secret(Place::Desk), "desk", ballot(0)).await;
    assert_eq!(status, 403, "no ballot from a staff place");
    assert_eq!(hall.panels(&hall.secret(Place::Chair)).await["poll"]["cast"], 1);
    assert_eq!(hall.panels(&seat).await["poll"]["cast"], 0, "phones are not told of each ballot");
}
