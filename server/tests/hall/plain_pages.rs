//! Plain pages as a browser without script uses them.

use meeting::speakers::{self, Speaker};
use meeting::{ItemId, Place, agenda};
use reqwest::header::CONTENT_SECURITY_POLICY;

use super::harness::{Hall, fresh_id};

fn browser() -> reqwest::Client {
    reqwest::Client::builder().cookie_store(true).build().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_place_opens_from_its_link_and_the_key_leaves_the_address() {
    let hall = Hall::open("xa-cong-an").await;
    let browser = browser();
    for place in Place::ALL {
        let link = &hall.links.places[&place].url;
        let page = browser.get(link).send().await.unwrap();
        assert_eq!(page.status(), 200, "{place}");
        assert!(!page.url().as_str().contains("key="), "{place}: {}", page.url());
        let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert!(page.text().await.unwrap().starts_with("<!DOCTYPE html>"), "{place}");
    }
    // All of them are tabs of one browser: each still opens without its key.
    for place in ["chair", "secretary", "desk", "office", "projector"] {
        let page = browser.get(hall.url(&format!("/m/{}/{place}", hall.code()))).send().await.unwrap();
        assert_eq!(page.status(), 200, "{place}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_no_place_opens_and_the_page_says_what_to_do() {
    let hall = Hall::open("xa-cong-an").await;
    let cases = [
        ("/m/{}/chair", 401, "khóa"),
        ("/m/{}/chair?key=nonsense", 401, "khóa"),
        ("/m/{}/judge", 404, "vị trí"),
        ("/m/00000/chair", 404, "mã này"),
        ("/00000", 404, "mã này"),
        ("/favicon.ico", 404, "trang này"),
        ("/office", 401, "khóa"),
        ("/m/{}/office/links", 401, "khóa"),
        ("/assets/nothing.js", 404, "trang này"),
    ];
    for (path, status, word) in cases {
        let page = browser().get(hall.url(&path.replace("{}", hall.code()))).send().await.unwrap();
        assert_eq!(page.status(), status, "{path}");
        let text = page.text().await.unwrap();
        assert!(text.contains(word) && text.contains("<!DOCTYPE html>"), "{path}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_asks_and_withdraws_with_plain_forms() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let browser = browser();
    let home = hall.url(&format!("/m/{}", hall.code()));
    browser.get(&home).send().await.unwrap();
    let id = fresh_id();
    let form = [
        ("id", id.as_str()),
        ("name", "Bà Đỗ Thị Hạnh"),
        ("hamlet", "Thôn 5"),
        ("subject", "Đất đai"),
        ("on_behalf", ""),
    ];
    for _ in 0..2 {
        let page = browser.post(format!("{home}/ask")).form(&form).send().await.unwrap();
        assert_eq!(page.status(), 200, "pressed twice, done once");
    }
    let desk = hall.panels(&hall.secret(Place::Desk)).await;
    assert_eq!(desk["speakers"]["waiting"].as_array().unwrap().len(), 1);
    assert_eq!(desk["speakers"]["waiting"][0]["staff"]["subject"], "Đất đai");
    let form = [("id", fresh_id()), ("request", "1".to_owned())];
    let page = browser.post(format!("{home}/withdraw")).form(&form).send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(
        hall.panels(&hall.secret(Place::Desk)).await["speakers"]["waiting"].as_array().unwrap().is_empty()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_comes_back_with_what_was_typed_and_why() {
    let hall = Hall::open("xa-cong-an").await;
    let browser = browser();
    let home = hall.url(&format!("/m/{}", hall.code()));
    browser.get(&home).send().await.unwrap();
    let name = "Bà <b>Hạnh</b> </textarea><script>alert(1)</script>";
    let form = [("id", fresh_id()), ("name", name.to_owned()), ("subject", "Đất đai".to_owned())];
    let page = browser.post(format!("{home}/ask")).form(&form).send().await.unwrap();
    assert_eq!(page.status(), 409, "the list is closed");
    let text = page.text().await.unwrap();
    assert!(text.contains("Danh sách đăng ký phát biểu"), "says why: {text}");
    assert!(text.contains("Đất đai"), "keeps what was typed");
    assert!(!text.contains("<script>alert") && !text.contains("</textarea><script>"), "and runs none of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_whose_browser_keeps_no_cookie_is_told_so_with_what_was_typed() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let home = hall.url(&format!("/m/{}", hall.code()));
    // One that forgets: every request is its first.
    let browser = reqwest::Client::new();
    assert!(browser.get(&home).send().await.unwrap().headers().contains_key("set-cookie"));
    let ask = [("id", fresh_id()), ("name", "Bà Hạnh".to_owned()), ("subject", "Đất đai".to_owned())];
    let write = [("id", fresh_id()), ("name", "Ông Tư".to_owned()), ("text", "Đường hẹp".to_owned())];
    for (path, form, typed) in
        [("ask", ask, ["Bà Hạnh", "Đất đai"]), ("write", write, ["Ông Tư", "Đường hẹp"])]
    {
        let page = browser.post(format!("{home}/{path}")).form(&form).send().await.unwrap();
        assert_eq!(page.status(), 401, "{path}");
        let text = page.text().await.unwrap();
        assert!(text.contains("đang chặn cookie"), "{path}: says why: {text}");
        for typed in typed {
            assert!(text.contains(typed), "{path}: keeps {typed}: {text}");
        }
    }
    let desk = hall.panels(&hall.secret(Place::Desk)).await;
    assert!(desk["speakers"]["waiting"].as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_makes_a_meeting_and_prints_its_links() {
    let hall = Hall::open("xa-cong-an").await;
    let browser = browser();
    browser.get(&hall.links.places[&Place::Office].url).send().await.unwrap();
    let bad = [("programme", "xa-dinh-ky"), ("title", "Đối thoại\u{202e}")];
    let page = browser.post(hall.url("/office")).form(&bad).send().await.unwrap();
    assert_eq!(page.status(), 422, "typed again, not lost");
    let good = [("programme", "xa-dinh-ky"), ("title", "Đối thoại quý IV")];
    let page = browser.post(hall.url("/office")).form(&good).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let made = page.url().path().trim_end_matches("/office").to_owned();
    assert_ne!(made, format!("/m/{}", hall.code()));
    let list = browser.get(hall.url("/office")).send().await.unwrap().text().await.unwrap();
    assert!(list.contains("Đối thoại quý IV"));
    let links = browser
        .post(hall.url(&format!("{made}/office/links")))
        .form(&[("revoke", "yes")])
        .send()
        .await
        .unwrap();
    let text = links.text().await.unwrap();
    assert_eq!(text.matches("<svg").count(), Place::ALL.len() - 1, "a QR for every place but the office");
    // The other meeting's links are as they were.
    let chair = &hall.links.places[&Place::Chair].url;
    assert_eq!(browser.get(chair).send().await.unwrap().status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_links_no_longer_open_and_the_new_ones_do() {
    let hall = Hall::open("xa-cong-an").await;
    let office = browser();
    office.get(&hall.links.places[&Place::Office].url).send().await.unwrap();
    let url = hall.url(&format!("/m/{}/office/links", hall.code()));
    let printed = office.post(url).form(&[("revoke", "yes")]).send().await.unwrap().text().await.unwrap();
    let old = browser().get(&hall.links.places[&Place::Chair].url).send().await.unwrap();
    assert_eq!(old.status(), 401);
    let marker = format!("/m/{}/chair?key=", hall.code());
    let printed = printed.replace("<wbr>", "");
    let key = printed.split(&marker).nth(1).unwrap().get(..32).unwrap();
    let new = browser().get(hall.url(&format!("{marker}{key}"))).send().await.unwrap();
    assert_eq!(new.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn english_is_chosen_per_person_and_never_leads_to_another_site() {
    let hall = Hall::open("xa-cong-an").await;
    let (english, vietnamese) = (browser(), browser());
    let home = format!("/m/{}", hall.code());
    let page = english
        .post(hall.url("/lang"))
        .form(&[("lang", "en"), ("back", home.as_str())])
        .send()
        .await
        .unwrap();
    assert!(page.text().await.unwrap().contains(r#"<html lang="en""#));
    let page = vietnamese.get(hall.url(&home)).header("accept-language", "en-US").send().await.unwrap();
    assert!(
        page.text().await.unwrap().contains(r#"<html lang="vi""#),
        "a phone set to English by its seller"
    );
    for back in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let page =
            english.post(hall.url("/lang")).form(&[("lang", "en"), ("back", back)]).send().await.unwrap();
        assert_eq!(page.url().host_str(), Some("127.0.0.1"), "{back}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_size_of_text_is_kept_per_person_and_only_a_known_one() {
    let hall = Hall::open("xa-cong-an").await;
    let (large, other) = (browser(), browser());
    let home = format!("/m/{}", hall.code());
    let choose = async |size: &str, back: &str| {
        large.post(hall.url("/text-size")).form(&[("size", size), ("back", back)]).send().await.unwrap()
    };
    let chosen = choose("large", &home).await.text().await.unwrap();
    assert!(chosen.contains(r#"data-text="large""#), "the page it leads back to is large");
    assert_eq!(choose("huge", &home).await.status(), 400);
    let again = large.get(hall.url(&home)).send().await.unwrap().text().await.unwrap();
    assert!(again.contains(r#"data-text="large""#), "a wrong size changes nothing");
    let elsewhere = other.get(hall.url(&home)).send().await.unwrap().text().await.unwrap();
    assert!(elsewhere.contains(r#"data-text="normal""#));
    assert_eq!(choose("normal", "//evil.example").await.url().host_str(), Some("127.0.0.1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn consoles_carry_what_they_are_painted_from_and_nothing_typed_runs() {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(5) }).await;
    let evil = "</script><script>alert('X')</script></textarea>";
    let speaker = Speaker { name: evil.into(), subject: evil.into(), ..Speaker::default() };
    hall.act(Place::Desk, speakers::Command::RegisterSpeaker { speaker, namesake: false }).await;
    hall.act(Place::Secretary, meeting::minutes::Command::WriteNote { text: evil.into() }).await;
    for place in Place::ALL {
        let page = browser().get(&hall.links.places[&place].url).send().await.unwrap();
        let text = page.text().await.unwrap();
        assert!(!text.contains("<script>alert"), "{place}");
        assert!(!text.contains("</textarea><script"), "{place}");
    }
}
