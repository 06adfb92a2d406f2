//! Attachments of items: only what a browser shows and never runs, only to whom the item is shown.

use meeting::agenda::{Command, ItemKind, ItemText, Media};
use meeting::{AttachmentId, ItemId, Place};
use reqwest::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use server::journal::{Journal, StoreOutcome};

use super::harness::{Hall, fresh_id};

const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

/// Sends a file to an item as a place's form does: status and page.
async fn send(hall: &Hall, place: Place, item: u32, bytes: &[u8], name: &str) -> (u16, String) {
    let browser = hall.browser(place).await;
    let url = hall.url(&format!("/m/{}/items/{item}/files?as={place}", hall.code()));
    let part = Part::bytes(bytes.to_vec()).file_name(name.to_owned());
    let answer =
        browser.post(url).multipart(Form::new().text("title", "").part("file", part)).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// What is attached to an item, as someone with this secret sees it.
async fn attached(hall: &Hall, secret: &str, item: u32) -> Vec<Value> {
    let panels = hall.panels(secret).await;
    let items = panels["agenda"]["items"].as_array().unwrap().clone();
    let item = items.into_iter().find(|one| one["id"] == item);
    item.and_then(|item| item["attachments"].as_array().cloned()).unwrap_or_default()
}

fn digest(attachment: &Value) -> String {
    attachment["content"]["file"]["digest"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_served_whole_and_harmless() {
    let hall = Hall::open("xa-cong-an").await;
    for (place, bytes, name) in [(Place::Office, PAPER, "Báo cáo.pdf"), (Place::Chair, PICTURE, "Ảnh.pdf")]
    {
        assert_eq!(send(&hall, place, 2, bytes, name).await.0, 200, "{name}");
    }
    assert_eq!(
        send(&hall, Place::Office, 2, PAPER, "Báo cáo.pdf").await.0,
        200,
        "sent twice by an impatient hand"
    );
    let all = attached(&hall, &hall.secret(Place::Chair), 2).await;
    let titles: Vec<&Value> = all.iter().map(|one| &one["title"]).collect();
    assert_eq!(titles, ["Báo cáo", "Ảnh"]);
    assert_eq!(all[1]["content"]["file"]["media"], "png", "what it is, not what it is called");
    // The item is shown to the hall, so anyone in it may read.
    let visitor = reqwest::Client::new();
    for (attachment, bytes, kind) in [(&all[0], PAPER, "application/pdf"), (&all[1], PICTURE, "image/png")] {
        let url = hall.url(&format!("/m/{}/files/{}", hall.code(), digest(attachment)));
        let answer = visitor.get(&url).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header(CONTENT_TYPE.as_str()), kind);
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header(CONTENT_SECURITY_POLICY.as_str()), "sandbox; default-src 'none'");
        assert!(header("content-disposition").starts_with("inline; filename=\""));
        assert_eq!(header("cache-control"), "private, max-age=31536000, immutable");
        let tag = header(ETAG.as_str());
        assert_eq!(answer.bytes().await.unwrap(), bytes);
        let head = visitor.head(&url).send().await.unwrap();
        assert_eq!(
            (head.status().as_u16(), head.headers()["content-length"].to_str().unwrap()),
            (200, &*bytes.len().to_string())
        );
        let known = visitor.get(&url).header(IF_NONE_MATCH, tag).send().await.unwrap();
        assert_eq!(known.status(), 304);
    }
    // Taken away, it is nobody's any more.
    hall.act(Place::Office, Command::Detach { id: ItemId(2), attachment: AttachmentId(1) }).await;
    let url = hall.url(&format!("/m/{}/files/{}", hall.code(), digest(&all[0])));
    assert_eq!(hall.browser(Place::Chair).await.get(&url).send().await.unwrap().status(), 404);
}

/// What is sent from where to which item, and what comes back: a status and a word of the sentence.
type Row<'a> = (&'static str, Place, u32, &'a [u8], u16, &'static str);

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_taken_is_explained_and_leaves_nothing_behind() {
    let mut hall = Hall::open("xa-cong-an").await;
    let before = hall.events().await;
    let mut large = PAPER.to_vec();
    large.resize(20 * 1024 * 1024 + 1, b' ');
    let mut huge = PAPER.to_vec();
    huge.resize(21 * 1024 * 1024, b' ');
    let cases: [Row<'_>; 9] = [
        ("a page that says it is a paper", Place::Office, 2, b"<html><script>", 415, "không phải PDF"),
        ("a drawing that may run", Place::Office, 2, b"<svg onload='alert(1)'>", 415, "không phải PDF"),
        ("a program", Place::Office, 2, b"MZ\x90\0", 415, "không phải PDF"),
        ("no file", Place::Office, 2, b"", 422, "Chưa chọn tệp"),
        ("a byte too large", Place::Office, 2, &large, 413, "20 MB"),
        ("a megabyte too large", Place::Office, 2, &huge, 413, "20 MB"),
        ("an item that is not there", Place::Office, 99, PAPER, 404, "mục chương trình này"),
        ("from the desk", Place::Desk, 2, PAPER, 403, "Bàn đăng ký"),
        ("from the secretary", Place::Secretary, 2, PAPER, 403, "Thư ký"),
    ];
    for (what, place, item, bytes, status, words) in cases {
        let (answered, page) = send(&hall, place, item, bytes, "bao-cao.pdf").await;
        assert_eq!(answered, status, "{what}: {page}");
        assert!(page.contains(words), "{what}: {page}");
        assert!(page.contains(&format!("href=\"/m/{}/{place}\"", hall.code())), "{what}: a way back: {page}");
    }
    // Without a key, and from another site.
    let url = hall.url(&format!("/m/{}/items/2/files?as=office", hall.code()));
    let form = || Form::new().part("file", Part::bytes(PAPER).file_name("a.pdf"));
    assert_eq!(reqwest::Client::new().post(&url).multipart(form()).send().await.unwrap().status(), 401);
    let office = hall.browser(Place::Office).await;
    let foreign = office.post(&url).header("origin", "http://evil.example").multipart(form());
    assert_eq!(foreign.send().await.unwrap().status(), 403);
    assert_eq!(hall.events().await, before);
    hall.stop().await;
    let journal = Journal::open(hall.data.path()).await.unwrap();
    let meeting = journal.meetings().await.unwrap().remove(0).id;
    let stored = journal.file_kind(meeting, &sha256(PAPER)).await.unwrap();
    assert_eq!(stored, None, "a refused file is not kept");
    journal.close().await;
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_item_keeps_its_attachments_from_the_hall_until_it_is_shown() {
    let hall = Hall::open("xa-cong-an").await;
    let item = ItemText { hidden: true, ..ItemText::new(ItemKind::Report, "Kín") };
    hall.act(Place::Office, Command::AddItem { after: None, under: None, item, start: false }).await;
    let panels = hall.panels(&hall.secret(Place::Office)).await;
    let hidden =
        panels["agenda"]["items"].as_array().unwrap().iter().find(|item| item["title"] == "Kín").unwrap();
    let id = u32::try_from(hidden["id"].as_u64().unwrap()).unwrap();
    assert_eq!(send(&hall, Place::Office, id, PAPER, "kin.pdf").await.0, 200);
    let url = hall.url(&format!("/m/{}/files/{}", hall.code(), sha256(PAPER)));
    let read = |browser: reqwest::Client| {
        let url = url.clone();
        async move { browser.get(url).send().await.unwrap().status().as_u16() }
    };
    for place in [Place::Chair, Place::Secretary, Place::Desk, Place::Office] {
        assert_eq!(read(hall.browser(place).await).await, 200, "{place}");
    }
    let phone = hall.browser(Place::Phone).await;
    let wall = hall.browser(Place::Projector).await;
    assert_eq!((read(phone.clone()).await, read(wall.clone()).await), (404, 404), "not for the hall");
    let other = hall.url(&format!("/m/{}/files/{}", hall.code(), "0".repeat(64)));
    assert_eq!(phone.get(other).send().await.unwrap().status(), 404, "as if it were not there");
    hall.act(Place::Office, Command::ShowItem { id: ItemId(id) }).await;
    assert_eq!((read(phone).await, read(wall).await), (200, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_kept_can_be_attached_by_its_digest() {
    let hall = Hall::open("xa-cong-an").await;
    assert_eq!(send(&hall, Place::Office, 2, PAPER, "a.pdf").await.0, 200);
    let before = hall.events().await;
    let attach = |digest: &str, media: &str, bytes: usize| {
        let content = json!({ "file": { "digest": digest, "media": media, "bytes": bytes } });
        json!({ "agenda": { "Attach": { "id": 3, "title": "X", "content": content } } })
    };
    let stored = sha256(PAPER);
    for (digest, media, bytes) in [
        ("0".repeat(64), "pdf", PAPER.len()),
        ("../../etc/passwd".to_owned(), "pdf", 9),
        (stored.clone(), "png", PAPER.len()),
        (stored.clone(), "pdf", PAPER.len() + 1),
    ] {
        let command = attach(&digest, media, bytes);
        let (status, body) = hall.send(&hall.secret(Place::Office), &fresh_id(), command.clone()).await;
        assert_eq!((status, body["error"]["code"].as_str()), (404, Some("not_found")), "{command}: {body}");
        let mut chair = hall.socket(Place::Chair).await;
        let answer = chair.ask_as(&fresh_id(), command).await;
        assert_eq!(answer["answer"]["refused"]["refusal"]["thing"], "file", "{answer}");
    }
    assert_eq!(hall.events().await, before);
    let (status, body) =
        hall.send(&hall.secret(Place::Office), &fresh_id(), attach(&stored, "pdf", PAPER.len())).await;
    assert_eq!(status, 200, "what is kept goes with a second item too: {body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_meeting_have_a_bound_together_and_are_kept_once() {
    let mut hall = Hall::open("xa-cong-an").await;
    hall.stop().await;
    let journal = Journal::open(hall.data.path()).await.unwrap();
    let meeting = journal.meetings().await.unwrap().remove(0).id;
    let keep = |bytes: &'static [u8]| {
        let journal = journal.clone();
        async move { journal.store_file(meeting, &sha256(bytes), Media::Pdf, bytes.to_vec(), 10).await.unwrap() }
    };
    assert_eq!(keep(b"123456").await, StoreOutcome::Stored);
    assert_eq!(keep(b"12345").await, StoreOutcome::Full);
    assert_eq!(keep(b"123456").await, StoreOutcome::Stored, "the same bytes take no more room");
    assert_eq!(keep(b"1234").await, StoreOutcome::Stored);
    assert!(journal.open_file(meeting, &sha256(b"12345")).await.unwrap().is_none());
    let mut stored = journal.open_file(meeting, &sha256(b"1234")).await.unwrap().unwrap();
    assert_eq!(stored.size(), 4);
    assert_eq!(stored.read_piece().await.unwrap().as_deref(), Some(b"1234".as_slice()));
    assert_eq!(stored.read_piece().await.unwrap(), None);
    journal.close().await;
}
