//! One websocket per client. It holds no queue: when it can take more, it gets one frame with all that is
//! newer than what it has. Memory per connection is bounded by that.

use std::sync::Arc;
use std::time::Duration;

use app::text::Lang;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Parts;
use hyper_util::rt::TokioIo;
use meeting::Place;
use meeting::wire::{
    Answer, Envelope, FromRoom, Hello, KEY_ENDED, MOST_BYTES, MOST_BYTES_OF_A_GUEST, ToRoom, is_id,
};
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{self, Message, Utf8Bytes};

use super::error::Error;
use super::{Web, api, room_of, session};
use crate::connections::Connection;
use crate::keys::Sitting;
use crate::listen::Watched;
use crate::room::{ClientSocket, Room, SocketIo, Stream, StreamState};

/// How long a line may be silent before a beat tells the client that it stands.
const BEAT: Duration = Duration::from_secs(5);
/// How long a client may take one frame before it is given up: it comes back by itself.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a client may take to say hello.
const HELLO: Duration = Duration::from_secs(10);
/// How long a client whose key was ended may take to hear of it.
const LAST_WORD: Duration = Duration::from_secs(2);
/// Read buffer of one connection. Clients send little; the default of 128 KB each would be 128 MB a hall.
const READ_BUFFER: usize = 2 * 1024;

/// As whom a socket is opened.
#[derive(Deserialize)]
pub(super) struct SocketQuery {
    #[serde(rename = "as")]
    place: String,
    lang: Option<String>,
}

/// `GET /m/{code}/live?as=PLACE`.
pub(super) async fn live(
    State(web): State<Web>,
    Path(code): Path<String>,
    query: Result<Query<SocketQuery>, axum::extract::rejection::QueryRejection>,
    mut request: Request,
) -> Result<Response, Error> {
    let Query(query) = query.map_err(|fault| Error::Malformed(fault.body_text()))?;
    let room = room_of(&web, &code)?;
    let place: Place = query.place.parse().map_err(|_| Error::UnknownPlace)?;
    let sitting = session::sitting(&web, &room, place, request.headers())?;
    let lang = query.lang.as_deref().and_then(Lang::from_code);
    let lang = lang.unwrap_or_else(|| session::lang(request.headers()));
    let answer = create_response_with_body(&request, Body::empty)
        .map_err(|fault| Error::Malformed(fault.to_string()))?;
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        let Ok(upgraded) = upgrade.await else { return };
        // The bare connection, so that the fan-out can write to it without waking this task.
        let Ok(Parts { io, read_buf, .. }) = upgraded.downcast::<TokioIo<Watched>>() else {
            tracing::error!("a connection that is not a plain TCP stream cannot go live");
            return;
        };
        let (tcp, admitted) = io.into_inner().into_parts();
        let connection = admitted.connection();
        connection.goes_live();
        let client_socket = ClientSocket::new(tcp);
        let own = SocketIo(client_socket.clone());
        // Copied, not taken over: what came early is little, and the buffer it lies in is not.
        let early = read_buf.to_vec();
        drop(read_buf);
        let socket =
            WebSocketStream::from_partially_read(own, early, Role::Server, Some(limits(place))).await;
        let heard = connection.clone();
        let line = Line { socket, client_socket, heard, web, room, sitting, place, lang };
        tokio::select! {
            // An error is a line that broke; the client comes back with what it has.
            _ = line.run() => {}
            // Room was needed for others: it comes back too.
            () = connection.ends() => {}
        }
    });
    Ok(answer)
}

fn limits(place: Place) -> WebSocketConfig {
    let most = if place.is_staff() { MOST_BYTES } else { MOST_BYTES_OF_A_GUEST };
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        // Frames are built whole, so nothing is gained by gathering them.
        .write_buffer_size(0)
        .max_message_size(Some(most))
        .max_frame_size(Some(most))
}

/// The line is gone.
struct Broken;

impl From<tungstenite::Error> for Broken {
    fn from(_: tungstenite::Error) -> Self {
        Self
    }
}

struct Line {
    socket: WebSocketStream<SocketIo>,
    client_socket: Arc<ClientSocket>,
    heard: Arc<Connection>,
    web: Web,
    room: Room,
    sitting: Sitting,
    place: Place,
    lang: Lang,
}

impl Line {
    /// Serves the client for as long as the key it came by is good, and not an instant longer.
    async fn run(mut self) -> Result<(), Broken> {
        let mut life = self.sitting.life.clone();
        tokio::select! {
            biased;
            () = life.over() => {}
            served = self.serve() => return served,
        }
        self.put_out().await
    }

    async fn serve(&mut self) -> Result<(), Broken> {
        let Some(hello) = Box::pin(self.hello()).await? else { return Ok(()) };
        let stream = Stream::of(self.place, self.lang);
        let public = self.room.stream(stream);
        let mut own = match self.sitting.actor.person() {
            Some(person) => match self.room.person(person, self.lang).await.map_err(|_| Broken)? {
                Some(own) => Some(own),
                None => return self.put_out().await,
            },
            None => None,
        };
        self.greet(&public, &hello).await?;
        let mut have_own = match &mut own {
            Some(own) => self.greet_own(own, &hello).await?,
            None => 0,
        };
        drop(hello);
        self.room.deliver(stream, &self.client_socket);
        let client_socket = self.client_socket.clone();
        // One timer for the life of the line, moved only when it fires.
        let beat = sleep(BEAT);
        tokio::pin!(beat);
        loop {
            tokio::select! {
                () = client_socket.woken() => {
                    if public.has_changed().is_err() {
                        return self.farewell().await;
                    }
                    self.catch_up(&public).await?;
                }
                changed = next(&mut own) => {
                    if changed.is_err() {
                        let closing = public.has_changed().is_err();
                        return if closing { self.farewell().await } else { self.put_out().await };
                    }
                    if let Some(own) = &mut own {
                        self.catch_up_own(own, &mut have_own).await?;
                    }
                }
                message = self.socket.next() => match message {
                    // What a client says is rare: its state is kept out of what every silent line costs.
                    Some(Ok(message)) => if !Box::pin(self.take(message)).await? {
                        return Ok(());
                    },
                    Some(Err(_)) | None => return Err(Broken),
                },
                () = &mut beat => {
                    if client_socket.was_quiet() {
                        self.say(&FromRoom::Beat { now: self.room.now() }).await?;
                    }
                    beat.as_mut().reset(Instant::now() + BEAT);
                }
            }
        }
    }

    /// The first frame: what the client has. One that cannot be read is answered, and the line ends.
    async fn hello(&mut self) -> Result<Option<Hello>, Broken> {
        let first = timeout(HELLO, self.socket.next()).await.map_err(|_| Broken)?;
        let Some(Ok(Message::Text(text))) = first else { return Err(Broken) };
        match serde_json::from_str::<ToRoom>(&text) {
            Ok(ToRoom::Hello(hello)) => Ok(Some(hello)),
            Ok(ToRoom::Do(_)) => self.unreadable(None, "hello first").await.map(|()| None),
            Err(fault) => self.unreadable(None, &fault.to_string()).await.map(|()| None),
        }
    }

    /// Brings the client from what it says it has to the newest, and lets the fan-out go on from there.
    async fn greet(
        &mut self,
        public: &watch::Receiver<Arc<StreamState>>,
        hello: &Hello,
    ) -> Result<(), Broken> {
        let now = self.room.now();
        let frame = self.client_socket.begin(|_| {
            let stream_state = public.borrow();
            (Some(stream_state.greeting(hello, now)), stream_state.offset)
        });
        self.send_begun(frame).await
    }

    /// What the fan-out left to this line: the client was not in step, or slow.
    async fn catch_up(&mut self, public: &watch::Receiver<Arc<StreamState>>) -> Result<(), Broken> {
        let frame = self.client_socket.begin(|have| {
            let stream_state = public.borrow();
            (stream_state.since(have, || self.room.now()), stream_state.offset)
        });
        self.send_begun(frame).await
    }

    async fn send_begun(&mut self, frame: Option<Utf8Bytes>) -> Result<(), Broken> {
        let sent = match frame {
            Some(frame) => self.send(frame).await,
            // The fan-out may have left half a frame of its own.
            None => timeout(PATIENCE, self.socket.flush()).await.map_err(|_| Broken)?.map_err(Into::into),
        };
        self.client_socket.end();
        sent
    }

    async fn greet_own(
        &mut self,
        own: &mut watch::Receiver<Arc<StreamState>>,
        hello: &Hello,
    ) -> Result<u64, Broken> {
        let stream_state = own.borrow_and_update().clone();
        self.send(stream_state.greeting(hello, self.room.now())).await?;
        Ok(stream_state.offset)
    }

    async fn catch_up_own(
        &mut self,
        own: &mut watch::Receiver<Arc<StreamState>>,
        have: &mut u64,
    ) -> Result<(), Broken> {
        let stream_state = own.borrow_and_update().clone();
        if let Some(frame) = stream_state.since(*have, || self.room.now()) {
            self.send(frame).await?;
        }
        *have = stream_state.offset;
        Ok(())
    }

    /// One frame from the client; `false` ends the line.
    async fn take(&mut self, message: Message) -> Result<bool, Broken> {
        self.heard.hears();
        let text = match message {
            Message::Text(text) => text,
            Message::Close(_) => return Ok(false),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return Ok(true),
            Message::Binary(_) => {
                self.unreadable(None, "text frames only").await?;
                return Ok(true);
            }
        };
        match serde_json::from_str(&text) {
            Ok(ToRoom::Do(envelope)) => self.carry_out(envelope).await?,
            Ok(ToRoom::Hello(_)) => self.unreadable(None, "hello once").await?,
            Err(fault) => {
                let id = ToRoom::id_of_unreadable(&text);
                self.unreadable(id, &fault.to_string()).await?;
            }
        }
        Ok(true)
    }

    async fn carry_out(&mut self, envelope: Envelope) -> Result<(), Broken> {
        let id = envelope.id.clone();
        let done = api::carry_out(&self.web, &self.room, self.sitting.clone(), envelope).await;
        let (answer, message) = match done {
            Ok(position) => (Answer::Done { position }, None),
            Err(error @ (Error::Refused(_) | Error::Overtaken(..))) => {
                let message = error.message(self.lang);
                let (Error::Refused(refusal) | Error::Overtaken(refusal, _)) = error else {
                    return Err(Broken);
                };
                (Answer::Refused { refusal }, Some(message))
            }
            Err(Error::Malformed(detail)) => {
                // The id itself may be what is malformed.
                return self.unreadable(Some(id).filter(|id| is_id(id)), &detail).await;
            }
            Err(error) if error.passes() => {
                let message = error.not_now(self.lang);
                return self.say(&FromRoom::NotNow { id, message }).await;
            }
            // Not done and not refused: the client keeps it and sends it again over a new line.
            Err(_) => return Err(Broken),
        };
        self.say(&FromRoom::Answer { id, answer, message }).await
    }

    /// Says that something could not be read and was not done, under its id where it has one that can be read.
    async fn unreadable(&mut self, id: Option<String>, detail: &str) -> Result<(), Broken> {
        let message = Error::Malformed(detail.to_owned()).message(self.lang);
        self.say(&FromRoom::Unreadable { id, message }).await
    }

    async fn say(&mut self, frame: &FromRoom<()>) -> Result<(), Broken> {
        self.send(crate::journal::text(frame).into()).await
    }

    async fn send(&mut self, frame: Utf8Bytes) -> Result<(), Broken> {
        timeout(PATIENCE, self.socket.send(Message::Text(frame))).await.map_err(|_| Broken)??;
        Ok(())
    }

    /// The program is closing down: say so, so that the client comes back when it is up again.
    async fn farewell(&mut self) -> Result<(), Broken> {
        let restart = CloseFrame { code: CloseCode::Restart, reason: "".into() };
        self.socket.send(Message::Close(Some(restart))).await?;
        Ok(())
    }

    /// The key or the card of whoever sits here was ended: say so, so that the client does not take it for a broken
    /// line. Whoever does not listen is put out all the same.
    async fn put_out(&mut self) -> Result<(), Broken> {
        self.client_socket.shut();
        let ended = CloseFrame { code: CloseCode::Library(KEY_ENDED), reason: "".into() };
        timeout(LAST_WORD, self.socket.send(Message::Close(Some(ended)))).await.map_err(|_| Broken)??;
        Ok(())
    }
}

/// The next change of a stream that may not be there.
async fn next(stream: &mut Option<watch::Receiver<Arc<StreamState>>>) -> Result<(), watch::error::RecvError> {
    match stream {
        Some(stream) => stream.changed().await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_beats_and_ends_as_the_script_knows() {
        let fixture = include_str!("../../../fixtures/frames.json");
        let fixture: serde_json::Value = serde_json::from_str(fixture).expect("a table both sides read");
        assert_eq!(fixture["beat_ms"], u64::try_from(BEAT.as_millis()).unwrap_or(u64::MAX));
        assert_eq!(fixture["key_ended"], KEY_ENDED);
    }
}
