//! A rehearsal: joins a running hall as many phones, plays taps from the chair's place, and tells what
//! arrived and how late. It stops by itself.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{self, Message};

use crate::{request, secret};

/// How long a frame may take before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most phones one rehearsal plays.
const MOST_PHONES: usize = 10_000;

/// What a rehearsal found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Phones that joined.
    pub phones: usize,
    /// Taps played.
    pub taps: usize,
    /// Frames that should have arrived.
    pub expected: usize,
    /// How late each frame came that did, sorted.
    pub delays: Vec<Duration>,
}

impl Report {
    fn quantile(&self, part: f64) -> Duration {
        let last = self.delays.len().saturating_sub(1);
        self.delays.get((last as f64 * part).round() as usize).copied().unwrap_or_default()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |delay: Duration| delay.as_secs_f64() * 1000.0;
        writeln!(f, "Điện thoại: {}   Lần bấm: {}", self.phones, self.taps)?;
        writeln!(f, "Đã đến: {}/{}", self.delays.len(), self.expected)?;
        write!(
            f,
            "Độ trễ từ lúc bấm: một nửa ≤ {:.1} ms, 99% ≤ {:.1} ms, chậm nhất {:.1} ms",
            ms(self.quantile(0.5)),
            ms(self.quantile(0.99)),
            ms(self.quantile(1.0))
        )
    }
}

#[derive(Deserialize)]
struct LinksFile {
    code: String,
    places: BTreeMap<String, LinkEntry>,
}

#[derive(Deserialize)]
struct LinkEntry {
    url: String,
    secret: String,
}

/// Rehearses with the hall whose links are in this file.
///
/// # Errors
/// If the file cannot be read, the hall does not answer, or it does not listen on this machine.
pub async fn run(links: &Path, phones: usize, taps: usize) -> anyhow::Result<Report> {
    let file =
        std::fs::read_to_string(links).with_context(|| format!("không đọc được tệp {}", links.display()))?;
    let file: LinksFile = serde_json::from_str(&file).context("tệp đường dẫn không đúng dạng")?;
    let chair = file.places.get("chair").context("tệp đường dẫn không có vị trí chủ trì")?;
    let authority = chair.url.strip_prefix("http://").and_then(|rest| rest.split('/').next());
    let authority = authority.context("đường dẫn không bắt đầu bằng http://")?;
    if phones == 0 || phones > MOST_PHONES {
        bail!("số điện thoại từ 1 đến {MOST_PHONES}");
    }
    let hall = Hall { authority: authority.to_owned(), code: file.code };
    // People can only ask while the list is open; that it was open already is as good.
    let opened = hall.command(&chair.secret, &json!({ "speakers": "OpenList" })).await?;
    if opened.is_err_and(|code| code != "list_open") {
        bail!("không mở được danh sách đăng ký phát biểu, nên không diễn tập được");
    }
    let (arrivals, mut arrived) = mpsc::unbounded_channel();
    let mut listeners = JoinSet::new();
    let mut seats = Vec::with_capacity(phones);
    for _ in 0..phones {
        let (seat, socket) = hall.join().await?;
        seats.push(seat);
        let arrivals = arrivals.clone();
        listeners.spawn(async move { listen(socket, &arrivals).await });
    }
    drop(arrivals);
    let mut delays = Vec::new();
    let mut expected = 0;
    for (tap, seat) in (1..=taps).zip(seats.iter().cycle()) {
        // One phone after the other asks for the floor and takes it back; all phones show the list.
        let speaker = json!({ "name": format!("Diễn tập {tap}") });
        let ask = json!({ "speakers": { "RequestFloor": { "speaker": speaker } } });
        let request = hall.tap(seat, &ask, phones, &mut arrived, &mut delays).await?;
        expected += phones;
        let withdraw = json!({ "speakers": { "WithdrawRequest": { "request": request } } });
        hall.tap(seat, &withdraw, phones, &mut arrived, &mut delays).await?;
        expected += phones;
    }
    listeners.abort_all();
    delays.sort();
    Ok(Report { phones, taps: taps * 2, expected, delays })
}

/// The delay of each frame that arrives after a tap, until all phones have it or patience ends.
async fn collect(
    arrived: &mut mpsc::UnboundedReceiver<Instant>,
    phones: usize,
    started: Instant,
) -> Vec<Duration> {
    let mut delays = Vec::with_capacity(phones);
    while delays.len() < phones {
        match tokio::time::timeout(PATIENCE, arrived.recv()).await {
            Ok(Some(at)) => delays.push(at.saturating_duration_since(started)),
            Ok(None) | Err(_) => break,
        }
    }
    delays
}

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<TcpStream>>;

/// Tells of each frame of panels after the greeting.
async fn listen(mut socket: Socket, arrivals: &mpsc::UnboundedSender<Instant>) {
    while let Some(Ok(message)) = socket.next().await {
        let panels = matches!(&message, Message::Text(text) if text.starts_with(r#"{"panels""#));
        if panels && arrivals.send(Instant::now()).is_err() {
            return;
        }
    }
}

struct Hall {
    authority: String,
    code: String,
}

impl Hall {
    /// Takes a seat and opens its socket; returns after both first frames (the hall's and one's own).
    async fn join(&self) -> anyhow::Result<(String, Socket)> {
        let seat = self.request("POST", "phones", None, &json!({})).await?;
        let seat = seat
            .get("secret")
            .and_then(Value::as_str)
            .context("hội trường không cấp được chỗ cho điện thoại")?
            .to_owned();
        let address = format!("ws://{}/m/{}/live?as=phone", self.authority, self.code);
        let mut request = address.into_client_request()?;
        request.headers_mut().insert("authorization", HeaderValue::from_str(&format!("Bearer {seat}"))?);
        let connected = tokio_tungstenite::connect_async(request).await;
        let (mut socket, _) = connected.context("không mở được đường truyền")?;
        socket.send(Message::text(json!({ "hello": {} }).to_string())).await?;
        for _ in 0..2 {
            socket.next().await.unwrap_or(Err(tungstenite::Error::ConnectionClosed))?;
        }
        Ok((seat, socket))
    }

    /// One tap of one phone: times the frames it causes on all phones, and returns the number of the
    /// phone's own request, if it has one then.
    async fn tap(
        &self,
        seat: &str,
        command: &Value,
        phones: usize,
        arrived: &mut mpsc::UnboundedReceiver<Instant>,
        delays: &mut Vec<Duration>,
    ) -> anyhow::Result<Value> {
        let started = Instant::now();
        if let Err(code) = self.command(seat, command).await? {
            bail!("hội trường từ chối: {code}");
        }
        delays.extend(collect(arrived, phones, started).await);
        let panels = self.request("GET", "panels", Some(seat), &Value::Null).await?;
        Ok(panels.pointer("/panels/mine/request/id").cloned().unwrap_or_default())
    }

    /// Sends a command: done, or the code of its refusal.
    async fn command(&self, secret: &str, command: &Value) -> anyhow::Result<Result<(), String>> {
        let body = json!({ "id": secret::random_hex::<16>(), "command": command });
        let answer = self.request("POST", "commands", Some(secret), &body).await?;
        let refused = answer.pointer("/error/code").and_then(Value::as_str).map(str::to_owned);
        Ok(refused.map_or(Ok(()), Err))
    }

    async fn request(
        &self,
        method: &str,
        path: &str,
        bearer: Option<&str>,
        body: &Value,
    ) -> anyhow::Result<Value> {
        let path = format!("/api/meetings/{}/{path}", self.code);
        Ok(request::answered(&self.authority, method, &path, bearer, body).await?.1)
    }
}
