//! The real program under a crush: silent connections by the hundred, and files that are asked for and not read.

use std::time::{Duration, Instant};

use meeting::Place;
use reqwest::multipart::{Form, Part};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client::{Client, PATIENCE};
use super::harness::fresh_id;
use super::program::Program;

/// Handles of a program that is to be crushed.
const HANDLES: u32 = 256;
/// Connections that ask for a file and do not read it.
const UNREAD: usize = 60;
/// Megabytes by which memory may grow meanwhile. Held whole, the file would take sixty times its 19.
const MOST_MEGABYTES: u64 = 120;

/// Opens a console as a browser does that keeps nothing open: the status.
async fn reload(program: &Program, place: &str) -> Result<u16, reqwest::Error> {
    let url = format!("http://{}/m/{}/{place}", program.authority(), program.code());
    let fresh = reqwest::Client::builder().timeout(PATIENCE).build()?;
    let cookie = format!("{place}={}", program.secret(place));
    Ok(fresh.get(url).header("cookie", cookie).send().await?.status().as_u16())
}

#[tokio::test(flavor = "multi_thread")]
async fn with_few_handles_silent_crowds_shut_nobody_out_and_staff_stay_connected() {
    let data = TempDir::new().unwrap();
    let program = Program::start_with_handles(data.path(), "xa-cong-an", HANDLES);
    let address = program.authority().parse().unwrap();
    let code = program.code();
    let mut chair = Client::join(address, &code, Place::Chair, &program.secret("chair")).await;
    let seats = format!("http://{address}/api/meetings/{code}/phones");
    let seat: Value = reqwest::Client::new().post(&seats).send().await.unwrap().json().await.unwrap();
    let seat = seat["secret"].as_str().unwrap();
    // Strangers that never say a word, then phones that are live, each far more than there are handles.
    let mut silent = Vec::new();
    for _ in 0..2 * HANDLES {
        silent.push(TcpStream::connect(address).await.unwrap());
    }
    assert_eq!(reload(&program, "chair").await.unwrap(), 200);
    let mut phones = Vec::new();
    for number in 0..HANDLES {
        phones.push(Client::join(address, &code, Place::Phone, seat).await);
        if number % 64 == 0 {
            assert_eq!(reload(&program, "desk").await.unwrap(), 200, "with {number} phones");
        }
    }
    assert_eq!(reload(&program, "chair").await.unwrap(), 200);
    let page = reqwest::get(format!("http://{address}/m/{code}")).await.unwrap();
    assert_eq!(page.status(), 200, "one more phone");
    let mut closed = 0;
    for line in &mut silent {
        let mut byte = [0];
        let read = tokio::time::timeout(Duration::from_millis(5), line.read(&mut byte)).await;
        closed += usize::from(matches!(read, Ok(Ok(0) | Err(_))));
    }
    assert!(closed > HANDLES as usize, "{closed} of the silent were closed");
    // The last phones are live, and so is the chair, on the line it opened before all of them.
    let (_, Client { .. }) = (chair.act(meeting::speakers::Command::OpenList).await, &phones[0]);
    let last = phones.last_mut().unwrap();
    last.until("the open list", |phone| !phone.panel("speakers").to_string().contains("list-closed")).await;
}

fn paper() -> Vec<u8> {
    let mut paper = b"%PDF-1.4\n".to_vec();
    let mut state = 1_u64;
    while paper.len() < 19 * 1024 * 1024 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        paper.extend(state.to_le_bytes());
    }
    paper
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_is_asked_for_and_not_read_takes_no_memory() {
    let data = TempDir::new().unwrap();
    let program = Program::start(data.path(), "127.0.0.1:0", "xa-cong-an", None);
    let (authority, code) = (program.authority(), program.code());
    let office = format!("office={}", program.secret("office"));
    let http = reqwest::Client::new();
    let form = Form::new().text("title", fresh_id()).part("file", Part::bytes(paper()).file_name("a.pdf"));
    let url = format!("http://{authority}/m/{code}/items/2/files?as=office");
    let sent = http.post(url).header("cookie", &office).multipart(form).send().await.unwrap();
    assert_eq!(sent.status(), 200);
    let digest: String = Sha256::digest(paper()).iter().map(|byte| format!("{byte:02x}")).collect();
    let path = format!("/m/{code}/files/{digest}");
    let before = program.megabytes();

    let mut lines = Vec::new();
    for number in 0..2 * UNREAD {
        let mut line = TcpStream::connect(&authority).await.unwrap();
        let method = if number < UNREAD { "GET" } else { "HEAD" };
        // Several at once on one line are answered one after the other.
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {authority}\r\n\r\n").repeat(3);
        line.write_all(head.as_bytes()).await.unwrap();
        lines.push(line);
    }
    let began = Instant::now();
    let mut most = 0;
    while began.elapsed() < Duration::from_secs(6) {
        most = most.max(program.megabytes());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(most < before + MOST_MEGABYTES, "{before} MB before, {most} MB with {UNREAD} that do not read");
    // Staff have turns of their own, and read it whole meanwhile.
    let url = format!("http://{authority}{path}");
    let read = http.get(&url).header("cookie", &office).send().await.unwrap();
    let whole = read.bytes().await.unwrap();
    assert!(whole == paper(), "{} bytes of {}", whole.len(), paper().len());
    // Who waits for a turn is told so, or begins to get it; who asked for the head alone has it.
    let mut begun = 0;
    for (number, line) in lines.iter_mut().enumerate() {
        let mut head = vec![0; 12];
        tokio::time::timeout(PATIENCE, line.read_exact(&mut head)).await.expect("an answer").unwrap();
        let head = String::from_utf8(head).unwrap();
        assert!(head == "HTTP/1.1 200" || (head == "HTTP/1.1 503" && number < UNREAD), "{number}: {head}");
        begun += usize::from(head == "HTTP/1.1 200" && number < UNREAD);
    }
    assert!(begun >= 20, "{begun} of {UNREAD} were being served");
}
