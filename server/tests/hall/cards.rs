//! Door cards as browsers without script use them: printed by the office, opened by whoever holds one.

use meeting::speakers::{self, Speaker};
use meeting::{CardNumber, ItemId, Place, PollId, agenda, cards, poll};

use super::harness::{Hall, ballot_form, fresh_id};

fn browser() -> reqwest::Client {
    reqwest::Client::builder().cookie_store(true).build().unwrap()
}

/// A hall in the people's turn with so many cards, and the address on each.
async fn with_cards(count: usize) -> (Hall, Vec<String>) {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let office = hall.browser(Place::Office).await;
    let url = hall.url(&format!("/m/{}/office/cards", hall.code()));
    let printed = office.post(url).form(&[("count", count.to_string())]).send().await.unwrap();
    assert_eq!(printed.status(), 200);
    let html = printed.text().await.unwrap();
    assert_eq!(html.matches("data-testid=\"door-card\"").count(), count);
    assert_eq!(html.matches("<svg").count(), count, "a QR on every card");
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let addresses: Vec<_> = links.filter(|link| link.contains("/card/")).map(str::to_owned).collect();
    assert_eq!(addresses.len(), count);
    (hall, addresses)
}

/// Opens an address: the phone it makes, and what it shows.
async fn open(address: &str) -> (reqwest::Client, String) {
    let phone = browser();
    let page = phone.get(address).send().await.unwrap();
    assert_eq!(page.status(), 200, "{address}");
    assert!(!page.url().as_str().contains("/card/"), "the card leaves the address: {}", page.url());
    let html = page.text().await.unwrap();
    (phone, html)
}

async fn vote(hall: &Hall, phone: &reqwest::Client) -> (u16, String) {
    let form = ballot_form(&fresh_id(), 0, "");
    let url = hall.url(&format!("/m/{}/vote", hall.code()));
    let page = phone.post(url).form(&form).send().await.unwrap();
    (page.status().as_u16(), page.text().await.unwrap())
}

async fn ask(hall: &Hall, phone: &reqwest::Client, name: &str) -> (u16, String) {
    let form = [("id", fresh_id()), ("name", name.to_owned())];
    let url = hall.url(&format!("/m/{}/ask", hall.code()));
    let page = phone.post(url).form(&form).send().await.unwrap();
    (page.status().as_u16(), page.text().await.unwrap())
}

/// How many ballots are in.
async fn cast(hall: &Hall) -> u64 {
    hall.panels(&hall.secret(Place::Chair)).await["poll"]["cast"].as_u64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_one_person_on_whatever_phone_and_has_one_ballot() {
    let (hall, cards) = with_cards(3).await;
    let (first, html) = open(&cards[1]).await;
    assert!(html.contains("Thẻ số 2"), "{html}");
    let (status, _) = ask(&hall, &first, "Bà Đỗ Thị Hạnh").await;
    assert_eq!(status, 200);
    let (second, html) = open(&cards[1]).await;
    assert!(html.contains("Bà Đỗ Thị Hạnh"), "the other phone knows what was asked: {html}");
    assert_eq!(
        ask(&hall, &second, "Bà Hạnh").await.0,
        409,
        "who waits does not ask again from another phone"
    );
    let waiting = hall.panels(&hall.secret(Place::Chair)).await["speakers"]["waiting"].take();
    assert_eq!(waiting.as_array().unwrap().len(), 1);
    assert_eq!(waiting[0]["card"], 2, "the number called is the card's");

    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    let (other, _) = open(&cards[0]).await;
    assert_eq!(vote(&hall, &first).await.0, 200);
    let (status, said) = vote(&hall, &second).await;
    assert_eq!(status, 409);
    assert!(said.contains("Phiếu của Ông/Bà đã được ghi nhận"), "{said}");
    assert_eq!(vote(&hall, &other).await.0, 200);
    assert_eq!(cast(&hall).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_card_is_worth_nothing_and_the_reissued_one_has_all_that_was_its() {
    let (mut hall, cards) = with_cards(3).await;
    let (lost, _) = open(&cards[0]).await;
    ask(&hall, &lost, "Ông Nguyễn Văn Tám").await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    assert_eq!(vote(&hall, &lost).await.0, 200);
    let reissue = cards::Command::ReissueCard { card: CardNumber(1), by: CardNumber(3) };
    hall.act(Place::Desk, reissue).await;
    hall.act(Place::Desk, cards::Command::VoidCard { card: CardNumber(2) }).await;
    hall.restart().await;

    let (new, html) = open(&cards[2]).await;
    assert!(html.contains("Ông Nguyễn Văn Tám"), "{html}");
    assert_eq!(vote(&hall, &new).await.0, 409, "the lost one has voted");
    for number in [1, 2] {
        let (phone, html) = open(&cards[number - 1]).await;
        assert!(html.contains("không còn giá trị"), "{number}: {html}");
        for (status, said) in [vote(&hall, &phone).await, ask(&hall, &phone, "Ai đó").await] {
            assert_eq!(status, 409, "{number}: {said}");
            assert!(said.contains("Thẻ này đã hủy"), "{number}: {said}");
        }
    }
    assert_eq!(cast(&hall).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_guessed_or_is_another_meetings_opens_nothing() {
    let (hall, cards) = with_cards(2).await;
    let elsewhere = Hall::open("xa-cong-an").await;
    let guessed = [
        cards[0].replace("/card/1-", "/card/2-"),
        format!("{}0", cards[0]),
        cards[0].replace(&hall.url("/m/"), &elsewhere.url("/m/")).replace(hall.code(), elsewhere.code()),
        hall.url(&format!("/m/{}/card/1", hall.code())),
        hall.url(&format!("/m/{}/card/-", hall.code())),
    ];
    for address in guessed {
        let page = browser().get(&address).send().await.unwrap();
        assert_eq!(page.status(), 404, "{address}");
        let said = page.text().await.unwrap();
        assert!(said.contains("bàn đăng ký"), "{address}: {said}");
    }
}

/// A folder as an older version left it: cards signed with the folder's own key.
#[tokio::test(flavor = "multi_thread")]
async fn cards_printed_before_there_were_two_keys_still_open_and_new_meetings_have_a_key_of_their_own() {
    let (mut hall, cards) = with_cards(2).await;
    let file = hall.data.path().join(server::journal::FILE);
    let rows = |sql: &'static str| {
        let file = file.clone();
        async move {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
            let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
            let done = sqlx::query(sql).execute(&pool).await.unwrap().rows_affected();
            pool.close().await;
            done
        }
    };
    hall.stop().await;
    // The key is the meeting's: without it the folder's own opens none of these.
    assert_eq!(rows("DELETE FROM card_keys").await, 1, "a new meeting has its own");
    hall.restart().await;
    assert_eq!(browser().get(&cards[0]).send().await.unwrap().status(), 404);
    let old = hall.card_address(1);
    assert_ne!(old, cards[0]);
    let (phone, html) = open(&old).await;
    assert!(html.contains("Thẻ số 1"));
    hall.stop().await;
    assert_eq!(rows("UPDATE card_keys SET key = key").await, 0, "printed without one, it gets none");
    hall.restart().await;
    assert_eq!(ask(&hall, &phone, "Bà Đỗ Thị Hạnh").await.0, 200, "the seat of an old card is good");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_and_the_office_hears_of_it_and_a_true_card_opens_all_the_same() {
    let (hall, cards) = with_cards(2).await;
    let mut statuses = Vec::new();
    for number in 0..14 {
        let guess = hall.url(&format!("/m/{}/card/1-{number:032}", hall.code()));
        statuses.push(browser().get(&guess).send().await.unwrap().status().as_u16());
    }
    assert_eq!(statuses[..10], [404; 10]);
    assert!(statuses[10..].contains(&429), "{statuses:?}");
    // Every one is told, in few events.
    let noted = async || hall.panels(&hall.secret(Place::Office)).await["cards"]["guesses"].as_u64().unwrap();
    while noted().await < 14 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let (_, html) = open(&cards[0]).await;
    assert!(html.contains("Thẻ số 1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_of_cards_takes_no_other_phone_nor_an_edited_cookie() {
    let (hall, cards) = with_cards(3).await;
    let asked = hall.panels(&hall.secret(Place::Office)).await["poll"]["prepared"][0]["sheet"].take();
    let questionnaire =
        poll::Questionnaire { right: poll::Right::CardIssued, ..serde_json::from_value(asked).unwrap() };
    hall.act(Place::Office, poll::Command::WritePoll { poll: Some(PollId(1)), questionnaire }).await;
    hall.act(Place::Desk, cards::Command::IssueCard { card: CardNumber(1), newcomer: false }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    let phone = browser();
    phone.get(hall.url(&format!("/m/{}", hall.code()))).send().await.unwrap();
    let (status, said) = vote(&hall, &phone).await;
    assert_eq!(status, 409);
    assert!(said.contains("dành cho người có thẻ"), "{said}");
    let (stolen, _) = open(&cards[1]).await;
    let (status, said) = vote(&hall, &stolen).await;
    assert_eq!(status, 409);
    assert!(said.contains("chưa được bàn đăng ký ghi là đã phát"), "{said}");
    // The number of a card, and the signature of another.
    let other = cards[0].rsplit('-').next().unwrap();
    let edited = format!("{}{other}", meeting::PersonId::of_card(CardNumber(3)));
    let url = hall.url(&format!("/m/{}/vote", hall.code()));
    let request = hall.http.post(url).header("cookie", format!("seat={edited}"));
    let status = request.form(&ballot_form("edited", 0, "")).send().await.unwrap().status();
    assert_eq!(status, 401);
    assert_eq!(cast(&hall).await, 0);
    let (holder, _) = open(&cards[0]).await;
    assert_eq!(vote(&hall, &holder).await.0, 200);
    assert_eq!(cast(&hall).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_puts_a_holder_on_the_list_by_the_number_and_their_phone_knows() {
    let (hall, cards) = with_cards(2).await;
    let speaker =
        || Speaker {
            name: "Cụ Lê Thị Mận".to_owned(), card: Some(CardNumber(2)), ..Speaker::default()
        };
    let register = speakers::Command::RegisterSpeaker { speaker: speaker(), namesake: false };
    hall.act(Place::Desk, register).await;
    let (phone, html) = open(&cards[1]).await;
    assert!(html.contains("Cụ Lê Thị Mận"), "{html}");
    assert_eq!(ask(&hall, &phone, "Cụ Mận").await.0, 409, "she waits already");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_is_told_why_cards_are_not_printed_and_only_the_office_prints() {
    let hall = Hall::open("xa-cong-an").await;
    let url = hall.url(&format!("/m/{}/office/cards", hall.code()));
    let office = hall.browser(Place::Office).await;
    for count in ["0", "401", "tám mươi", ""] {
        let page = office.post(&url).form(&[("count", count)]).send().await.unwrap();
        assert_eq!(page.status(), 422, "{count}");
        assert!(page.text().await.unwrap().contains("từ 1 đến 400"), "{count}");
    }
    let desk = hall.browser(Place::Desk).await;
    assert_eq!(desk.post(&url).form(&[("count", "8")]).send().await.unwrap().status(), 401);
    let panel = &hall.panels(&hall.secret(Place::Desk)).await["cards"];
    assert_eq!(panel["printed"], 0, "nothing was printed");
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_guesses_are_answered_later_and_later_and_told_to_the_last_in_few_events() {
    const GUESSES: usize = 150;
    let (hall, cards) = with_cards(2).await;
    let before = hall.events().await.len();
    let mut guessing = tokio::task::JoinSet::new();
    for number in 0..GUESSES {
        let guess = hall.url(&format!("/m/{}/card/1-{number:032}", hall.code()));
        let http = hall.http.clone();
        guessing.spawn(async move {
            let began = std::time::Instant::now();
            let page = http.get(&guess).send().await.unwrap();
            (began.elapsed(), page.status().as_u16(), page.text().await.unwrap())
        });
    }
    // Meanwhile a true card opens at once.
    let (_, html) = open(&cards[0]).await;
    assert!(html.contains("Thẻ số 1"));
    let answers = guessing.join_all().await;
    let slowed = answers.iter().filter(|(_, status, _)| *status == 429);
    assert!(slowed.clone().count() > GUESSES / 2, "most were too many");
    assert!(slowed.clone().all(|(.., said)| said.contains("văn phòng đã được báo")), "and hear so");
    let latest = answers.iter().map(|(took, ..)| *took).max().unwrap();
    assert!(latest > std::time::Duration::from_secs(5), "the last waits for each before it: {latest:?}");
    let noted = async || hall.panels(&hall.secret(Place::Office)).await["cards"]["guesses"].as_u64().unwrap();
    while noted().await < GUESSES as u64 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(noted().await, GUESSES as u64, "each once");
    let events = hall.events().await.len() - before;
    assert!(events < GUESSES / 4, "{events} events");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_takes_no_phone_that_is_someones_without_asking() {
    let (hall, cards) = with_cards(3).await;
    let page = hall.url(&format!("/m/{}", hall.code()));
    let sits_as =
        async |phone: &reqwest::Client| phone.get(&page).send().await.unwrap().text().await.unwrap();
    // A fresh phone, or one on which nothing was done, sits at once.
    let (fresh, html) = open(&cards[0]).await;
    assert!(html.contains("Thẻ số 1"), "{html}");
    let looked = browser();
    sits_as(&looked).await;
    assert!(looked.get(&cards[0]).send().await.unwrap().text().await.unwrap().contains("Thẻ số 1"));
    // One that has a card, or has asked, is asked first, and stays what it is until it says yes.
    let asked = browser();
    sits_as(&asked).await;
    assert_eq!(ask(&hall, &asked, "Bà Đỗ Thị Hạnh").await.0, 200);
    for (phone, own) in [(&fresh, "Thẻ số 1"), (&asked, "Bà Đỗ Thị Hạnh")] {
        let question = phone.get(&cards[1]).send().await.unwrap();
        assert_eq!(question.status(), 200);
        let question = question.text().await.unwrap();
        assert!(question.contains("Dùng thẻ số 2 trên điện thoại này?"), "{question}");
        assert!(sits_as(phone).await.contains(own), "nothing was changed");
    }
    let foreign = fresh.post(&cards[1]).header("origin", "http://evil.example");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
    let own = fresh.post(&cards[1]).header("origin", hall.url("")).send().await.unwrap();
    assert!(own.text().await.unwrap().contains("Thẻ số 2"));
    // Where another site leads a fresh phone to a card, it is asked too.
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("referer", "http://evil.example/x"), ("referer", "//")]
    {
        let led = browser();
        let question = led.get(&cards[2]).header(name, value).send().await.unwrap().text().await.unwrap();
        assert!(question.contains("được mở từ một trang khác"), "{name}: {question}");
        assert!(!sits_as(&led).await.contains("Thẻ số 3"), "{name}");
    }
    let scanned = browser().get(&cards[2]).header("sec-fetch-site", "none").send().await.unwrap();
    assert!(scanned.text().await.unwrap().contains("Thẻ số 3"));
    let wrong = cards[1].replace("/card/2-", "/card/3-");
    assert_eq!(browser().post(&wrong).send().await.unwrap().status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_are_printed_anew_where_a_meeting_goes_on_from_a_backup() {
    let (mut hall, cards) = with_cards(3).await;
    hall.act(Place::Desk, cards::Command::IssueCard { card: CardNumber(1), newcomer: false }).await;
    let (phone, _) = open(&cards[0]).await;
    assert_eq!(ask(&hall, &phone, "Bà Sáu").await.0, 200);
    let backup = hall.data.path().with_extension("backup");
    hall.journal().backup(&backup).await.unwrap();
    hall.stop().await;
    std::fs::remove_dir_all(hall.data.path()).unwrap();
    std::fs::rename(&backup, hall.data.path()).unwrap();
    hall.restart().await;
    let desk = hall.secret(Place::Desk);
    let panel = async || hall.panels(&desk).await["cards"].take();
    let told = panel().await;
    let in_hands = told["out"].as_array().map(Vec::len);
    assert_eq!((told["renewed"].as_bool(), in_hands), (Some(true), Some(0)), "{told}");
    assert_eq!(browser().get(&cards[0]).send().await.unwrap().status(), 404, "the old card opens nothing");
    let (phone, page) = open(&hall.card_address(1)).await;
    assert!(page.contains("Bà Sáu"), "under its number is what was asked before: {page}");
    assert_eq!(ask(&hall, &phone, "Bà Sáu").await.0, 409, "and once only");
    let form = hall.url(&format!("/m/{}/office/cards", hall.code()));
    let office = hall.browser(Place::Office).await;
    let form = async || office.get(&form).send().await.unwrap().text().await.unwrap();
    let again_comes_first = |page: &str| page.find("cards-again") < page.find("make-cards");
    let page = form().await;
    assert!(
        page.contains("không quét được nữa") && again_comes_first(&page),
        "printing them again is the step: {page}"
    );
    assert!(page.contains("In lại 3 thẻ<"), "those that were handed out among them: {page}");
    hall.act(Place::Office, cards::Command::ShowCards).await;
    let page = form().await;
    assert!(!page.contains("không quét được nữa") && !again_comes_first(&page), "{page}");
    assert_ne!(panel().await["renewed"], true, "printed again, nobody needs to be told");
    let renewed = async |hall: &Hall| {
        let events = hall.recorded().await.into_iter();
        events.filter(|one| one.event == cards::Event::CardsRenewed.into()).count()
    };
    assert_eq!(renewed(&hall).await, 1);
    let address = hall.card_address(1);
    hall.restart().await;
    assert_eq!(renewed(&hall).await, 1, "the folder is this hall's own now");
    open(&address).await;
}
