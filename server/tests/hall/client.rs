//! A client as the consoles and the phone's script are: stores panels, applies splices, comes back with what it has.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use meeting::wire::Ask;
use meeting::{Command, Place};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::harness::fresh_id;

/// How long anything may take on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Client {
    pub(crate) socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) epoch: String,
    /// Each panel with its offset: data for consoles, HTML as a string for screens.
    pub(crate) panels: BTreeMap<String, (u64, Value)>,
    /// Answers that came while something else was awaited.
    answers: BTreeMap<String, Value>,
    /// Frames of panels received so far, and the bytes of the last.
    pub(crate) frames: usize,
    pub(crate) last_bytes: usize,
}

impl Client {
    pub(crate) async fn join(address: SocketAddr, code: &str, place: Place, secret: &str) -> Self {
        Self::come_back(address, code, place, secret, json!({})).await
    }

    /// Opens a socket, says hello with what it has, and takes the greeting.
    pub(crate) async fn come_back(
        address: SocketAddr,
        code: &str,
        place: Place,
        secret: &str,
        hello: Value,
    ) -> Self {
        let socket = connect(address, code, place.name(), secret, None).await.unwrap();
        let panels = BTreeMap::new();
        let answers = BTreeMap::new();
        let mut client = Self { socket, epoch: String::new(), panels, answers, frames: 0, last_bytes: 0 };
        client.socket.send(Message::text(json!({ "hello": hello }).to_string())).await.unwrap();
        let greetings = if place == Place::Phone { 2 } else { 1 };
        while client.frames < greetings {
            client.receive().await;
        }
        client
    }

    /// Opens a socket in place of one that ended, and says hello with what it has; `None` if the line is down.
    pub(crate) async fn come_again(
        &mut self,
        address: SocketAddr,
        code: &str,
        place: Place,
        secret: &str,
    ) -> Option<()> {
        self.socket = connect(address, code, place.name(), secret, None).await.ok()?;
        let hello = Message::text(json!({ "hello": self.hello() }).to_string());
        self.socket.send(hello).await.ok()
    }

    /// Sends a command without waiting for its answer; `None` if the line is down.
    pub(crate) async fn say(&mut self, id: &str, command: &Value) -> Option<()> {
        let frame = json!({ "do": { "id": id, "command": command } });
        self.socket.send(Message::text(frame.to_string())).await.ok()
    }

    /// Takes one frame; `None` if the line is down.
    pub(crate) async fn hear(&mut self) -> Option<Value> {
        let message = self.socket.next().await?.ok()?;
        Some(self.take_in(message))
    }

    /// Takes one frame.
    pub(crate) async fn receive(&mut self) -> Value {
        let message = tokio::time::timeout(PATIENCE, self.socket.next()).await;
        let message = message.expect("a frame in time").expect("an open line").unwrap();
        self.take_in(message)
    }

    fn take_in(&mut self, message: Message) -> Value {
        let Message::Text(text) = message else { return Value::Null };
        let frame: Value = serde_json::from_str(&text).unwrap();
        if let Some(panels) = frame.get("panels") {
            self.frames += 1;
            self.last_bytes = text.len();
            self.take(panels);
        }
        if let Some(answer) = frame.get("answer") {
            self.answers.insert(answer["id"].as_str().unwrap().to_owned(), answer.clone());
        }
        frame
    }

    fn take(&mut self, frame: &Value) {
        let epoch = frame["epoch"].as_str().unwrap();
        if epoch != self.epoch {
            self.panels.clear();
            epoch.clone_into(&mut self.epoch);
        }
        let offset = frame["offset"].as_u64().unwrap();
        for (name, panel) in frame["panels"].as_object().unwrap() {
            let panel = match panel.as_array() {
                Some(splice) => self.spliced(name, splice),
                None => panel.clone(),
            };
            self.panels.insert(name.clone(), (offset, panel));
        }
        for name in frame["gone"].as_array().into_iter().flatten() {
            self.panels.remove(name.as_str().unwrap());
        }
    }

    /// A panel of a screen after a splice, counted in UTF-16 units.
    fn spliced(&self, name: &str, splice: &[Value]) -> Value {
        let (offset, html) = &self.panels[name];
        // A frame that brings a panel may be of a later offset than the panel's own last change.
        assert!(splice[0].as_u64().unwrap() <= *offset, "the splice is made on what the client has");
        let units: Vec<u16> = html.as_str().unwrap().encode_utf16().collect();
        let (at, removed) = (splice[1].as_u64().unwrap() as usize, splice[2].as_u64().unwrap() as usize);
        let inserted = splice[3].as_str().unwrap().encode_utf16();
        let spliced: Vec<u16> = units[..at]
            .iter()
            .copied()
            .chain(inserted)
            .chain(units[at + removed..].iter().copied())
            .collect();
        Value::String(String::from_utf16(&spliced).unwrap())
    }

    /// What the client would say it has.
    pub(crate) fn hello(&self) -> Value {
        let have: BTreeMap<_, _> = self.panels.iter().map(|(name, (offset, _))| (name, offset)).collect();
        json!({ "epoch": self.epoch, "have": have })
    }

    pub(crate) fn panel(&self, name: &str) -> &Value {
        self.panels.get(name).map_or(&Value::Null, |(_, panel)| panel)
    }

    /// Waits until the panels are as expected.
    pub(crate) async fn until(&mut self, what: &str, expected: impl Fn(&Self) -> bool) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while !expected(self) {
                self.receive().await;
            }
        });
        if waited.await.is_err() {
            panic!("never saw {what}; has {:#?}", self.panels);
        }
    }

    /// Sends a command over the socket and waits for its answer.
    pub(crate) async fn ask(&mut self, command: impl Into<Command>) -> Value {
        let command = serde_json::to_value(Ask::from(command.into())).unwrap();
        self.ask_as(&fresh_id(), command).await
    }

    pub(crate) async fn ask_as(&mut self, id: &str, command: Value) -> Value {
        let frame = json!({ "do": { "id": id, "command": command } });
        self.socket.send(Message::text(frame.to_string())).await.unwrap();
        loop {
            if let Some(answer) = self.answers.remove(id) {
                return answer;
            }
            self.receive().await;
        }
    }

    /// As [`Client::ask`]; panics if it is refused.
    pub(crate) async fn act(&mut self, command: impl Into<Command>) -> u64 {
        let answer = self.ask(command).await;
        answer["answer"]["done"]["position"].as_u64().unwrap_or_else(|| panic!("refused: {answer}"))
    }
}

/// Opens a socket without a word.
pub(crate) async fn connect(
    address: SocketAddr,
    code: &str,
    place: &str,
    secret: &str,
    origin: Option<&str>,
) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, tokio_tungstenite::tungstenite::Error> {
    let mut request = format!("ws://{address}/m/{code}/live?as={place}").into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("authorization", format!("Bearer {secret}").parse().unwrap());
    if let Some(origin) = origin {
        headers.insert("origin", origin.parse().unwrap());
    }
    tokio_tungstenite::connect_async(request).await.map(|(socket, _)| socket)
}
