//! Connections on which nothing comes, or nothing is taken, end; and only what browsers of the hall speak is spoken.

use std::net::SocketAddr;
use std::time::Duration;

use meeting::Place;
use server::listen::Patience;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client::{Client, PATIENCE};
use super::harness::Hall;

const SHORT: Duration = Duration::from_millis(300);

fn impatient() -> Patience {
    Patience { head: SHORT, body: SHORT, taking: SHORT, file: SHORT }
}

/// Sends these bytes; what comes back until the other end closes.
async fn say(address: SocketAddr, bytes: &[u8]) -> String {
    let mut line = TcpStream::connect(address).await.unwrap();
    line.write_all(bytes).await.unwrap();
    rest(&mut line).await
}

/// What comes until the other end closes; fails if it never does.
async fn rest(line: &mut TcpStream) -> String {
    let mut said = Vec::new();
    let read = async {
        // A line that was reset is closed too.
        let _ = line.read_to_end(&mut said).await;
    };
    tokio::time::timeout(PATIENCE, read).await.expect("the other end closes");
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_sends_no_whole_request_is_closed_and_a_socket_stays() {
    let hall = Hall::open_with("xa-cong-an", impatient()).await;
    let mut chair = hall.socket(Place::Chair).await;
    let (_, mut phone) = hall.phone().await;
    let host = hall.address;
    let path = format!("/api/meetings/{}/commands", hall.code());
    let half = [String::new(), "GE".to_owned(), format!("GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: ")];
    for bytes in half {
        assert_eq!(say(host, bytes.as_bytes()).await, "", "{bytes:?}: nobody asked for anything");
    }
    let stored = say(host, format!("GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).await;
    assert!(stored.starts_with("HTTP/1.1 200"), "answered, then closed as nothing more comes: {stored}");
    let key = hall.secret(Place::Chair);
    for who in [String::new(), format!("Authorization: Bearer {key}\r\n")] {
        let head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\n{who}Content-Length: 50\r\n\r\n{{\"id\"");
        let answer = say(host, head.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("too_slow"), "{who}: {answer}");
    }
    // Sockets are silent for as long as the meeting is.
    tokio::time::sleep(3 * SHORT).await;
    chair.act(meeting::speakers::Command::OpenList).await;
    phone.until("the open list", |phone| !phone.panel("speakers").to_string().contains("list-closed")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_drips_is_broken_off_however_much_it_says_will_come() {
    let hall = Hall::open_with("xa-cong-an", impatient()).await;
    let (host, key) = (hall.address, hall.secret(Place::Office));
    let length = 10 * 1024 * 1024;
    for (path, length) in
        [(format!("/m/{}/items/2/files?as=office", hall.code()), length), ("/lang".into(), 9_000)]
    {
        let mut line = TcpStream::connect(host).await.unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\nContent-Type: \
             multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n"
        );
        line.write_all(head.as_bytes()).await.unwrap();
        let drip = async {
            while line.write_all(b"-").await.is_ok() {
                let mut byte = [0; 1];
                let answered = tokio::time::timeout(Duration::from_millis(50), line.read(&mut byte)).await;
                if answered.is_ok() {
                    return;
                }
            }
        };
        tokio::time::timeout(PATIENCE, drip).await.expect("broken off");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_have_a_bound_and_other_protocols_are_not_spoken() {
    let hall = Hall::open("xa-cong-an").await;
    let host = hall.address;
    let many = (0..200).map(|n| format!("X-{n}: y\r\n")).collect::<String>();
    let long = format!("Cookie: {}\r\n", "z".repeat(64 * 1024));
    for extra in [many, long] {
        let answer = say(host, format!("GET / HTTP/1.1\r\nHost: {host}\r\n{extra}\r\n").as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
    // Staff may send a whole text of the minutes; a phone what a form of its own holds.
    let body = "x".repeat(40 * 1024);
    let lengths = format!("Host: {host}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    let pieces = format!("Host: {host}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n");
    let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for (head, body) in [(lengths, &body), (pieces, &chunk)] {
        let path = format!("/api/meetings/{}/commands", hall.code());
        let answer = say(host, format!("POST {path} HTTP/1.1\r\n{head}\r\n{body}").as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("too_large"), "{answer}");
    }
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
    let answer = say(host, preface).await;
    assert!(
        !answer.contains('\u{4}') && (answer.is_empty() || answer.starts_with("HTTP/1.1 4")),
        "{answer:?}"
    );
    let http = hall.http.get(hall.url("/healthz")).send().await.unwrap();
    assert_eq!((http.status().as_u16(), http.version()), (200, reqwest::Version::HTTP_11));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_halls_own_addresses_open_anything() {
    let hall = Hall::open("xa-cong-an").await;
    let seat = hall.seat().await;
    let port = hall.address.port();
    let page = format!("/m/{}", hall.code());
    let panels = format!("/api/meetings/{}/panels", hall.code());
    for path in [page.as_str(), &panels, "/", "/healthz", "/nothing"] {
        for host in
            ["evil.example", &format!("evil.example:{port}"), "127.0.0.1.evil.example", "10.255.255.1"]
        {
            let request = hall.http.get(hall.url(path)).header("host", host).bearer_auth(&seat);
            let answer = request.send().await.unwrap();
            let status = answer.status().as_u16();
            let (cookies, said) = (answer.headers().contains_key("set-cookie"), answer.text().await.unwrap());
            assert_eq!((status, cookies), (421, false), "{path} {host}: {said}");
            assert!(said.contains(&format!("http://{}", hall.address)), "the right address: {said}");
        }
        for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
            let answer = hall.http.get(hall.url(path)).header("host", &host).bearer_auth(&seat);
            assert_ne!(answer.send().await.unwrap().status(), 421, "{path} {host}");
        }
    }
    // Said in the address instead, or said twice.
    let own = hall.address;
    for head in [
        format!("GET http://evil.example{page} HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
        format!("GET {page} HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
    ] {
        let answer = say(own, head.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 4") && !answer.contains("set-cookie"), "{answer}");
    }
    let live = format!("/m/{}/live?as=phone", hall.code());
    let upgrade =
        hall.http.get(hall.url(&live)).header("host", "evil.example").header("upgrade", "websocket");
    assert_eq!(upgrade.send().await.unwrap().status(), 421);
    Client::join(hall.address, hall.code(), Place::Phone, &seat).await;
}
