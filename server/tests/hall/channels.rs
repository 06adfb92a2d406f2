//! Ballots that do not come from phones: at the tablet, on paper; and all of them in one result.

use std::collections::BTreeMap;

use meeting::poll::{Command, Count, PaperCount, Questionnaire, Right};
use meeting::{CardNumber, PersonId, Place, PollId, cards};
use serde_json::{Value, json};

use super::harness::{Hall, ballot, ballot_form, bytes_of, fresh_id};

const ONE: PollId = PollId(1);

/// A hall whose poll of this right is open, with ten cards, all issued.
async fn voting(right: Right) -> Hall {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, meeting::agenda::Command::StartItem { id: meeting::ItemId(5) }).await;
    hall.act(Place::Office, cards::Command::PrintCards { count: 10 }).await;
    for card in 1..=10 {
        hall.act(Place::Desk, cards::Command::IssueCard { card: CardNumber(card), newcomer: false }).await;
    }
    let panels = hall.panels(&hall.secret(Place::Office)).await;
    let questionnaire: Questionnaire =
        serde_json::from_value(panels["poll"]["prepared"][0]["sheet"].clone()).unwrap();
    hall.act(
        Place::Office,
        Command::WritePoll { poll: Some(ONE), questionnaire: Questionnaire { right, ..questionnaire } },
    )
    .await;
    hall.act(Place::Chair, Command::OpenPoll { poll: ONE }).await;
    hall
}

/// Sends a ballot from the tablet for this voter: status and body.
async fn at_tablet(hall: &Hall, id: &str, voter: PersonId, level: u64) -> (u16, Value) {
    let ballot = ballot(level, "")["ballot"].take();
    let command = json!({ "tablet_ballot": { "voter": voter, "ballot": ballot } });
    hall.send(&hall.secret(Place::Tablet), id, command).await
}

async fn open_tablet(hall: &Hall, card: Option<u32>) {
    hall.act(Place::Desk, Command::OpenTablet { poll: ONE, card: card.map(CardNumber) }).await;
}

/// Does a command that must be refused, and returns with which code.
async fn refused(hall: &Hall, place: Place, command: Command) -> Value {
    let command = serde_json::to_value(meeting::wire::Ask::from(meeting::Command::from(command))).unwrap();
    let (status, mut body) = hall.send(&hall.secret(place), &fresh_id(), command.clone()).await;
    assert!((400..500).contains(&status), "{command}: {body}");
    body["error"]["code"].take()
}

/// Closes the poll and waits until its ballots lie in random order, which comes after the answer.
async fn close(hall: &Hall) {
    hall.act(Place::Chair, Command::ClosePoll { poll: ONE }).await;
    let chair = hall.secret(Place::Chair);
    while hall.panels(&chair).await["poll"]["state"] != "sealed" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

async fn cast(hall: &Hall) -> u64 {
    hall.panels(&hall.secret(Place::Chair)).await["poll"]["cast"].as_u64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tablet_takes_one_ballot_of_whom_the_desk_opened_it_for_and_forgets_them() {
    let mut hall = voting(Right::Device).await;
    let tablet = hall.browser(Place::Tablet).await;
    let page = hall.url(&format!("/m/{}/tablet", hall.code()));
    let address = format!("{page}/vote");
    let snapshot = async || tablet.get(&page).send().await.unwrap().text().await.unwrap();
    let post = async |form: &[(&str, String)]| {
        let answer = tablet.post(&address).form(form).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let html = snapshot().await;
    assert!(html.contains("data-booth=\"no\"") && html.contains("gặp cán bộ ở bàn đăng ký"), "{html}");
    let form = |id: &str, voter: PersonId, level| {
        let mut form = ballot_form(id, level, "Chờ lâu");
        form.push(("voter", voter.to_string()));
        form
    };
    let (first, second) = (PersonId::at_tablet(1), PersonId::at_tablet(2));
    // Nobody has opened it: a ballot made up is refused.
    assert_eq!(post(&form(&fresh_id(), first, 0)).await.0, 409);
    open_tablet(&hall, None).await;
    let html = snapshot().await;
    assert!(html.contains("data-booth=\"yes\"") && html.contains(&first.to_string()), "{html}");
    assert_eq!(
        refused(&hall, Place::Desk, Command::OpenTablet { poll: ONE, card: None }).await,
        "tablet_taken"
    );
    // Refused, the page comes again with what was ticked and why.
    let mut bad = form(&fresh_id(), first, 4);
    bad[3].1 = "x".repeat(2_000);
    let (status, html) = post(&bad).await;
    assert_eq!(status, 422, "{html}");
    assert!(html.contains("checked") && html.contains("góp ý"), "{html}");
    // Sent twice it counts once; after a power cut as well.
    let id = fresh_id();
    let (status, html) = post(&form(&id, first, 4)).await;
    assert_eq!(status, 200);
    assert!(html.contains("Đã ghi nhận phiếu") && html.contains("data-thanks=\"yes\""), "{html}");
    assert!(!html.contains("checked") && !html.contains("Chờ lâu"), "nothing of them is left: {html}");
    hall.restart().await;
    assert_eq!(post(&form(&id, first, 4)).await.0, 200);
    assert_eq!(cast(&hall).await, 1);
    // Another ballot of theirs is not taken, and the next one is another person.
    assert_eq!(post(&form(&fresh_id(), first, 0)).await.0, 409);
    open_tablet(&hall, None).await;
    assert_eq!(post(&form(&fresh_id(), first, 0)).await.0, 409);
    assert_eq!(at_tablet(&hall, &fresh_id(), second, 1).await.0, 200);
    assert_eq!(cast(&hall).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_tablet_sends_its_ballots_and_it_sends_no_others() {
    let hall = voting(Right::Device).await;
    open_tablet(&hall, None).await;
    let command =
        json!({ "tablet_ballot": { "voter": PersonId::at_tablet(1), "ballot": ballot(0, "")["ballot"] } });
    for secret in [hall.seat().await, hall.secret(Place::Desk), hall.secret(Place::Chair)] {
        assert_eq!(hall.send(&secret, &fresh_id(), command.clone()).await.0, 403);
    }
    for place in [Place::Tablet, Place::Office, Place::Projector] {
        assert_eq!(hall.send(&hall.secret(place), &fresh_id(), ballot(0, "")).await.0, 403, "{place}");
    }
    let someone = reqwest::Client::new();
    let page = hall.url(&format!("/m/{}/tablet", hall.code()));
    assert_eq!(someone.get(&page).send().await.unwrap().status(), 401);
    let form = ballot_form(&fresh_id(), 0, "");
    assert_eq!(someone.post(format!("{page}/vote")).form(&form).send().await.unwrap().status(), 401);
    assert_eq!(cast(&hall).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_votes_by_phone_or_at_the_tablet_or_on_paper() {
    let hall = voting(Right::CardIssued).await;
    let paper = |card| Command::IssuePaperBallot { poll: ONE, card: CardNumber(card) };
    hall.act(Place::Desk, paper(1)).await;
    open_tablet(&hall, Some(2)).await;
    assert_eq!(at_tablet(&hall, &fresh_id(), PersonId::of_card(CardNumber(2)), 0).await.0, 200);
    let phone = async |card: u32| {
        let phone = reqwest::Client::builder().cookie_store(true).build().unwrap();
        let page = phone.get(hall.card_address(card)).send().await.unwrap().text().await.unwrap();
        let vote = hall.url(&format!("/m/{}/vote", hall.code()));
        let answer = phone.post(vote).form(&ballot_form(&fresh_id(), 0, "")).send().await.unwrap();
        (page, answer.status().as_u16(), answer.text().await.unwrap())
    };
    let (page, status, said) = phone(1).await;
    assert!(page.contains("Ông/Bà đã nhận phiếu giấy") && page.contains("data-paper=\"yes\""), "{page}");
    assert_eq!(status, 409);
    assert!(said.contains("Thẻ này đã nhận phiếu giấy"), "{said}");
    let (_, status, said) = phone(2).await;
    assert_eq!(status, 409);
    assert!(said.contains("đã được ghi nhận"), "{said}");
    assert_eq!(phone(3).await.1, 200);
    for card in [2, 3] {
        assert_eq!(refused(&hall, Place::Desk, paper(card)).await, "card_used");
        let tablet = Command::OpenTablet { poll: ONE, card: Some(CardNumber(card)) };
        assert_eq!(refused(&hall, Place::Desk, tablet).await, "card_used");
    }
    assert_eq!(cast(&hall).await, 2);
}

/// How many ballots of each channel the ballot box's file holds.
async fn channels(hall: &Hall) -> Vec<(Option<String>, usize)> {
    let sealed = hall.data.path().join("urns/1-1.json");
    let channels: Vec<Option<String>> = if sealed.exists() {
        let ballot_box: Value = serde_json::from_slice(&std::fs::read(sealed).unwrap()).unwrap();
        let channel = |stored: &Value| stored.get("channel").map(|name| name.as_str().unwrap().to_owned());
        ballot_box["ballots"].as_array().unwrap().iter().map(channel).collect()
    } else {
        let open = hall.journal().closed_ballot_box(1, ONE).await.unwrap().unwrap();
        open.casts().into_iter().map(|cast| cast.channel.map(|channel| channel.name().to_owned())).collect()
    };
    let mut counted = BTreeMap::new();
    for channel in channels {
        *counted.entry(channel).or_default() += 1;
    }
    counted.into_iter().collect()
}

async fn vote(hall: &Hall, phones: u64, tablet: u32) {
    for level in 0..phones {
        let seat = hall.seat().await;
        assert_eq!(hall.send(&seat, &fresh_id(), ballot(level % 5, "")).await.0, 200);
    }
    for options in 1..=tablet {
        open_tablet(hall, None).await;
        let voter = PersonId::at_tablet(options);
        assert_eq!(at_tablet(hall, &fresh_id(), voter, 1).await.0, 200);
    }
}

/// The count of nine paper ballots, two of them invalid.
fn paper_ballots() -> PaperCount {
    let scale = Count { answered: 7, ticks: vec![1, 4, 0, 1, 1], words: Vec::new() };
    let words = Count { answered: 1, ticks: Vec::new(), words: vec!["Làm tốt".to_owned()] };
    PaperCount { returned: 9, invalid: 2, counts: vec![scale, words] }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_channels_make_one_result_and_each_is_shown_apart() {
    let hall = voting(Right::Device).await;
    hall.act(Place::Desk, Command::CountLoosePaperBallots { poll: ONE, count: 12 }).await;
    vote(&hall, 10, 5).await;
    close(&hall).await;
    let show = || Command::ShowResult { poll: ONE };
    assert_eq!(refused(&hall, Place::Chair, show()).await, "papers_not_confirmed");
    let enter =
        Command::EnterPaperCount { poll: ONE, count: paper_ballots(), name: "Lê Văn Cường".to_owned() };
    hall.act(Place::Desk, enter).await;
    let confirm = |name: &str| Command::ConfirmPaperCount { poll: ONE, entry: 1, name: name.to_owned() };
    assert_eq!(refused(&hall, Place::Desk, confirm("Lê Văn Cường")).await, "same_person");
    assert_eq!(refused(&hall, Place::Chair, show()).await, "papers_not_confirmed");
    // Until the result is asked for, nobody but those who count knows what the paper ballots say.
    for place in [Place::Chair, Place::Projector] {
        let panels = hall.panels(&hall.secret(place)).await.to_string();
        assert!(!panels.contains("Làm tốt") && !panels.contains("\"returned\""), "{place}: {panels}");
    }
    hall.act(Place::Secretary, confirm("Đỗ Thị Dung")).await;
    assert_eq!(channels(&hall).await, [(Some("phone".to_owned()), 10), (Some("tablet".to_owned()), 5)]);
    hall.act(Place::Chair, show()).await;
    let panel = hall.panels(&hall.secret(Place::Projector)).await["poll"].take();
    assert_eq!(panel["cast"], 22);
    assert_eq!(panel["counts"][0]["ticks"], json!([3, 11, 2, 3, 3]));
    let apart: Vec<_> = panel["apart"]
        .as_array()
        .unwrap()
        .iter()
        .map(|apart| json!([apart["channels"], apart["ballots"], apart["counts"][0]["ticks"]]))
        .collect();
    let expected = json!([
        [["phone"], 10, [2, 2, 2, 2, 2]],
        [["tablet"], 5, [0, 5, 0, 0, 0]],
        [["paper"], 7, [1, 4, 0, 1, 1]]
    ]);
    assert_eq!(Value::from(apart), expected);
    assert_eq!(panel["papers"], json!({ "handed_out": 12, "returned": 9, "invalid": 2 }));
    // Both names are on record, and stand with the paper ballots; what these said is only in the count of all.
    let record = serde_json::to_string(&hall.recorded().await).unwrap();
    assert!(record.contains("Lê Văn Cường") && record.contains("Đỗ Thị Dung"));
    let events = hall.events().await;
    let entered = events.iter().find(|event| event.to_string().contains("PapersEntered")).unwrap();
    assert!(!entered.to_string().contains("ticks"), "{entered}");
    let events = serde_json::to_string(&events).unwrap();
    assert!(events.contains("PapersConfirmed") && !events.contains("Đỗ Thị Dung"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_few_paper_ballots_say_survives_a_power_cut_and_is_nowhere_once_it_is_counted() {
    let mut hall = voting(Right::CardIssued).await;
    let handed = Command::IssuePaperBallot { poll: ONE, card: CardNumber(1) };
    hall.act(Place::Desk, handed).await;
    open_tablet(&hall, Some(2)).await;
    assert_eq!(at_tablet(&hall, &fresh_id(), PersonId::of_card(CardNumber(2)), 1).await.0, 200);
    for card in 3..=9 {
        open_tablet(&hall, Some(card)).await;
        let voter = PersonId::of_card(CardNumber(card));
        assert_eq!(at_tablet(&hall, &fresh_id(), voter, 0).await.0, 200);
    }
    close(&hall).await;
    let scale = Count { answered: 1, ticks: vec![0, 0, 0, 0, 1], words: Vec::new() };
    let words = Count { answered: 1, ticks: Vec::new(), words: vec!["Bị đòi phong bì".to_owned()] };
    let count = PaperCount { returned: 1, invalid: 0, counts: vec![scale, words] };
    let enter = Command::EnterPaperCount { poll: ONE, count, name: "Lê Văn Cường".to_owned() };
    hall.act(Place::Desk, enter).await;
    hall.restart().await;
    let panel = hall.panels(&hall.secret(Place::Secretary)).await["papers"].take();
    assert_eq!(panel["figures"]["counts"][0]["ticks"], json!([0, 0, 0, 0, 1]), "{panel}");
    let confirm = Command::ConfirmPaperCount { poll: ONE, entry: 1, name: "Đỗ Thị Dung".to_owned() };
    hall.act(Place::Secretary, confirm).await;
    hall.act(Place::Chair, Command::ShowResult { poll: ONE }).await;
    let poll = hall.panels(&hall.secret(Place::Projector)).await["poll"].take();
    assert_eq!((poll["cast"].as_u64(), &poll["counts"][0]["ticks"]), (Some(9), &json!([7, 1, 0, 0, 1])));
    assert_eq!(poll["apart"].as_array().unwrap().len(), 1, "one paper does not stand apart: {poll}");
    // The one paper ballot of card 1 is told from the others nowhere: not in the journal, not in the file.
    let secret = "[0,0,0,0,1]";
    let events = serde_json::to_string(&hall.events().await).unwrap();
    assert!(!events.contains(secret), "{events}");
    // Which is scrubbed after the answer, and whoever stops it waits for that.
    hall.stop().await;
    let found = memchr::memmem::find(&bytes_of(hall.data.path()), secret.as_bytes());
    assert_eq!(found, None, "left behind in a file");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_ticked_at_the_tablet_does_not_come_back_for_the_next() {
    let hall = voting(Right::Device).await;
    let tablet = hall.browser(Place::Tablet).await;
    let address = hall.url(&format!("/m/{}/tablet/vote", hall.code()));
    open_tablet(&hall, None).await;
    // The first goes away in the middle; the desk opens it for another, who presses what stands there.
    hall.act(Place::Desk, Command::CloseTablet { poll: ONE }).await;
    open_tablet(&hall, None).await;
    let mut form = ballot_form(&fresh_id(), 4, "Chờ lâu");
    form.push(("voter", PersonId::at_tablet(1).to_string()));
    let answer = tablet.post(&address).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 409);
    let html = answer.text().await.unwrap();
    assert!(html.contains(&PersonId::at_tablet(2).to_string()), "the ballot of who is there: {html}");
    assert!(!html.contains("checked") && !html.contains("Chờ lâu"), "{html}");
    assert_eq!(cast(&hall).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_of_hands_in_between_does_not_strand_a_poll_that_waits_for_its_paper_ballots() {
    let hall = voting(Right::Device).await;
    hall.act(Place::Desk, Command::CountLoosePaperBallots { poll: ONE, count: 9 }).await;
    vote(&hall, 6, 0).await;
    close(&hall).await;
    hall.act(Place::Chair, Command::OpenShowOfHands { title: "Nghỉ 10 phút?".to_owned() }).await;
    let desk = hall.panels(&hall.secret(Place::Desk)).await;
    assert_eq!((&desk["papers"]["poll"], &desk["papers"]["handed_out"]), (&json!(1), &json!(9)));
    let chair = hall.panels(&hall.secret(Place::Chair)).await;
    assert_eq!(chair["poll"]["poll"], 2);
    assert_eq!(
        (&chair["poll"]["uncounted"][0]["poll"], &chair["poll"]["uncounted"][0]["papers_wanting"]),
        (&json!(1), &json!(true))
    );
    let enter =
        Command::EnterPaperCount { poll: ONE, count: paper_ballots(), name: "Lê Văn Cường".to_owned() };
    hall.act(Place::Desk, enter).await;
    let confirm = Command::ConfirmPaperCount { poll: ONE, entry: 1, name: "Đỗ Thị Dung".to_owned() };
    hall.act(Place::Secretary, confirm).await;
    // The hall would look away from the ballot it is filling.
    assert_eq!(refused(&hall, Place::Chair, Command::ShowResult { poll: ONE }).await, "poll_open");
    hall.act(Place::Chair, Command::ClosePoll { poll: PollId(2) }).await;
    hall.act(Place::Chair, Command::ShowResult { poll: ONE }).await;
    assert_eq!(hall.panels(&hall.secret(Place::Projector)).await["poll"]["cast"], 13);
}

#[tokio::test(flavor = "multi_thread")]
async fn which_ballots_came_from_the_tablet_is_forgotten_when_they_are_few() {
    let hall = voting(Right::Device).await;
    vote(&hall, 10, 4).await;
    let before = [(Some("phone".to_owned()), 10), (Some("tablet".to_owned()), 4)];
    assert_eq!(channels(&hall).await, before, "while it is open that is told");
    close(&hall).await;
    assert_eq!(channels(&hall).await, [(None, 14)], "not in the file either");
    // Opened again, the few are not found by what comes after them.
    hall.act(Place::Chair, Command::ReopenPoll { poll: ONE, reason: "Sót người".to_owned() }).await;
    vote(&hall, 6, 0).await;
    close(&hall).await;
    assert_eq!(channels(&hall).await, [(None, 20)]);
    hall.act(Place::Chair, Command::ShowResult { poll: ONE }).await;
    let panel = hall.panels(&hall.secret(Place::Chair)).await["poll"].take();
    assert_eq!(panel["cast"], 20);
    let apart = panel["apart"].as_array().unwrap();
    assert_eq!((apart.len(), &apart[0]["channels"]), (1, &json!(["phone", "tablet"])));
}
