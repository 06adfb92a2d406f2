//! The documents of a counted poll: the record to print, the workbook and the chart, for the office alone.

use meeting::{ItemId, Place, PollId, agenda, poll};
use reqwest::StatusCode;

use super::harness::{Hall, ballot, fresh_id};

/// The three addresses of a poll, each with the media it is.
const DOCUMENTS: [(&str, &str); 3] = [
    ("result", "text/html; charset=utf-8"),
    ("result.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("chart.svg", "image/svg+xml"),
];

/// A hall in which so many levels of the programme's poll were voted from as many phones; still open.
async fn voted(levels: &[u64]) -> Hall {
    let hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(6) }).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    for level in levels {
        let words = if *level == 0 { "=Cảm ơn <b>các anh</b>" } else { "" };
        let (status, body) = hall.send(&hall.seat().await, &fresh_id(), ballot(*level, words)).await;
        assert_eq!(status, 200, "{body}");
    }
    hall
}

async fn show(hall: &Hall) {
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    hall.act(Place::Chair, poll::Command::ShowResult { poll: PollId(1) }).await;
}

async fn get(hall: &Hall, browser: &reqwest::Client, poll: &str, file: &str) -> reqwest::Response {
    let url = hall.url(&format!("/m/{}/office/polls/{poll}/{file}", hall.code()));
    browser.get(url).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_prints_and_keeps_what_was_counted() {
    let hall = voted(&[0, 0, 0, 1, 1, 4]).await;
    show(&hall).await;
    let office = hall.browser(Place::Office).await;
    let mut said = Vec::new();
    for (file, media) in DOCUMENTS {
        let answer = get(&hall, &office, "1", file).await;
        assert_eq!(answer.status(), 200, "{file}");
        assert_eq!(answer.headers()["content-type"], media, "{file}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{file}");
        let disposition = answer.headers().get("content-disposition");
        if file == "result.xlsx" {
            let disposition = disposition.unwrap().to_str().unwrap();
            assert!(
                disposition.starts_with("attachment; filename=\"ket-qua-lay-phieu-so-1"),
                "{disposition}"
            );
            assert!(disposition.contains("filename*=UTF-8''K%E1%BA%BFt%20qu%E1%BA%A3"), "{disposition}");
        } else {
            assert_eq!(disposition, None, "{file} is shown in place");
        }
        said.push(answer.bytes().await.unwrap());
    }
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", "");
    let (record, chart) = (text(&said[0]), text(&said[2]));
    for part in ["Biên bản kiểm phiếu", "Điện thoại", "(50%)", "(33,3%)", "(16,7%)", "83,3%", "<svg"]
    {
        assert!(record.contains(part), "{part}: {record}");
    }
    assert_eq!(record.matches("=Cảm ơn &lt;b&gt;các anh&lt;/b&gt;").count(), 3, "{record}");
    for part in ["<?xml", "<script", "style="] {
        assert!(!chart.contains(part), "{part}: {chart}");
    }
    for part in ["3 phiếu · 50%", "2 phiếu · 33,3%", "1 phiếu · 16,7%", "0 phiếu · 0%"] {
        assert!(chart.contains(part), "{part}: {chart}");
    }
    assert!(said[1].starts_with(b"PK"), "a workbook is a zip");
    // The office's console leads there.
    let console = office.get(hall.url(&format!("/m/{}/office", hall.code()))).send().await.unwrap();
    let console = console.text().await.unwrap();
    for (file, _) in DOCUMENTS {
        assert!(console.contains(&format!("href=\"/m/{}/office/polls/1/{file}\"", hall.code())), "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_too_few_are_kept_back_and_the_record_says_so() {
    let hall = voted(&[0, 0, 1, 1]).await;
    show(&hall).await;
    let office = hall.browser(Place::Office).await;
    let record = get(&hall, &office, "1", "result").await.text().await.unwrap();
    assert!(record.contains("data-testid=\"kept-back\""), "{record}");
    assert!(!record.contains("Cảm ơn"), "{record}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_counted_or_not_there_is_said_and_nobody_else_is_served() {
    let hall = voted(&[0, 1, 2, 3, 4]).await;
    let office = hall.browser(Place::Office).await;
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    for (file, _) in DOCUMENTS {
        let answer = get(&hall, &office, "1", file).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT, "{file}");
        let said = answer.text().await.unwrap();
        assert!(said.contains("Kết quả chưa được công bố"), "{file}: {said}");
        assert!(said.contains(&format!("href=\"/m/{}/office\"", hall.code())), "the way back: {said}");
        for poll in ["2", "0", "-1", "x"] {
            assert_eq!(
                get(&hall, &office, poll, file).await.status(),
                StatusCode::NOT_FOUND,
                "{poll} {file}"
            );
        }
    }
    hall.act(Place::Chair, poll::Command::ShowResult { poll: PollId(1) }).await;
    let elsewhere = Hall::open("xa-cong-an").await;
    let other_office = elsewhere.secret(Place::Office);
    for (file, _) in DOCUMENTS {
        let url = hall.url(&format!("/m/{}/office/polls/1/{file}", hall.code()));
        for place in Place::ALL.into_iter().filter(|place| !matches!(place, Place::Office | Place::Phone)) {
            let browser = hall.browser(place).await;
            assert_eq!(
                get(&hall, &browser, "1", file).await.status(),
                StatusCode::UNAUTHORIZED,
                "{place} {file}"
            );
            let bearer = hall.http.get(&url).bearer_auth(hall.secret(place)).send().await.unwrap();
            assert_eq!(bearer.status(), StatusCode::UNAUTHORIZED, "{place} {file}");
        }
        for key in [hall.seat().await, other_office.clone()] {
            let bearer = hall.http.get(&url).bearer_auth(&key).send().await.unwrap();
            assert_eq!(bearer.status(), StatusCode::UNAUTHORIZED, "{file}");
        }
        assert_eq!(hall.http.get(&url).send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{file}");
        assert_eq!(get(&hall, &office, "1", file).await.status(), StatusCode::OK, "{file}");
    }
}
