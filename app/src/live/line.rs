//! The socket itself: says hello with what is there, takes frames in, sends commands, comes back by itself.
//!
//! A page has one line, so it lives beside the page and not inside a component. Nobody outside is ever
//! called while it is borrowed: whoever is told something may ask for something at once.

use std::cell::RefCell;

use leptos::prelude::*;
use meeting::Moment;
use meeting::wire::{Ask, Envelope, FromRoom, Hello, KEY_ENDED, ToRoom};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::offset::Offset;
use super::outbox::{Outbox, Outcome, Then, Why};
use super::{Link, Live};

/// How often clocks on the page move on and the line is looked after.
const TICK: std::time::Duration = std::time::Duration::from_millis(250);
/// Silence after which a line is taken for dead: several beats of the server.
const SILENCE_MS: f64 = 12_000.0;
/// How long a socket may take to open.
const OPENING_MS: f64 = 5_000.0;
/// How long without a line before people are told.
const PATIENCE_MS: f64 = 3_000.0;

thread_local! {
    static LINE: RefCell<Line> = RefCell::default();
}

#[derive(Default)]
struct Line {
    live: Option<Live>,
    socket: Option<WebSocket>,
    /// Told apart by number: a socket that was given up may still speak.
    generation: u64,
    open: bool,
    outbox: Outbox,
    offset: Offset,
    /// Whether nothing has been heard on this socket yet: what was measured before may be void.
    fresh: bool,
    attempts: u32,
    /// When something was last heard, or the socket was begun.
    heard: f64,
    /// Since when there has been no line.
    down: f64,
    /// When to try again.
    retry: Option<f64>,
    /// How often in a row something could not be done, and when it is sent again.
    refusals: u32,
    again: Option<f64>,
}

/// Opens the line of this page and keeps it open.
pub fn open(live: Live) {
    LINE.with_borrow_mut(|line| {
        line.live = Some(live);
        line.down = steady();
        // Older than it says by the time the page took to load, so any frame is a better estimate.
        line.offset.heard(live.now.get_untracked().0, ours());
    });
    connect();
    set_interval(tick, TICK);
}

/// Sends a command now or as soon as there is a line, again after a break, until it is answered.
pub(super) fn send(live: Live, command: Ask, then: Then) {
    // Words are never too late; a button pressed long ago no longer means what it meant.
    let typed = matches!(command, Ask::Minutes(_) | Ask::Opinions(_));
    let envelope = Envelope { id: random_id(), command, made: (!typed).then(now) };
    let waiting = LINE.with_borrow_mut(|line| {
        if line.open {
            line.tell(&ToRoom::Do(envelope.clone()));
        }
        line.outbox.push(envelope, then);
        line.outbox.len()
    });
    live.waiting.set(waiting);
}

impl Line {
    /// Keeps what could not be done, to be sent again after a pause that grows.
    fn put_off(&mut self, id: &str, now: Moment) {
        self.outbox.not_now(id, now);
        if self.again.is_none() {
            self.again = Some(steady() + f64::from(1_000_u32 << self.refusals.min(4)));
            self.refusals += 1;
        }
    }

    fn tell_unanswered(&self) {
        for envelope in self.outbox.unanswered() {
            self.tell(&ToRoom::Do(envelope.clone()));
        }
    }

    fn tell(&self, frame: &ToRoom) {
        let text = serde_json::to_string(frame).unwrap_or_default();
        if let Some(socket) = &self.socket {
            // A socket that is closing refuses; what was asked is sent again on the next one.
            let _ = socket.send_with_str(&text);
        }
    }
}

/// The meeting's clock.
fn now() -> Moment {
    LINE.with_borrow(|line| Moment(line.offset.theirs(ours())))
}

fn ours() -> i64 {
    steady() as i64
}

/// Milliseconds on a clock nobody sets. The wall clock of a laptop jumps when someone corrects it, and a
/// countdown must not jump with it.
fn steady() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// 128 random bits: never the same again. Not `crypto.randomUUID`, which plain http does not have.
fn random_id() -> String {
    let mut bytes = [0_u8; 16];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn connect() {
    LINE.with_borrow_mut(|line| {
        let Some(live) = line.live else { return };
        line.generation += 1;
        line.open = false;
        line.retry = None;
        line.heard = steady();
        let Some(socket) = address(&live).and_then(|address| WebSocket::new(&address).ok()) else {
            line.retry = Some(line.heard + 2_000.0);
            return;
        };
        let generation = line.generation;
        let opened = Closure::<dyn FnMut()>::new(move || on_open(generation));
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event| on_message(generation, &event));
        let closed = Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| {
            on_close(generation, event.code());
        });
        socket.set_onopen(Some(opened.into_js_value().unchecked_ref()));
        socket.set_onmessage(Some(message.into_js_value().unchecked_ref()));
        socket.set_onclose(Some(closed.into_js_value().unchecked_ref()));
        line.socket = Some(socket);
    });
}

fn address(live: &Live) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}/m/{}/live?as={}", location.host().ok()?, live.code(), live.place))
}

fn on_open(generation: u64) {
    LINE.with_borrow_mut(|line| {
        if line.generation != generation {
            return;
        }
        let Some(live) = line.live else { return };
        let hello =
            live.stream.with_value(|stream| Hello { epoch: stream.epoch.clone(), have: stream.have.clone() });
        line.open = true;
        line.fresh = true;
        line.tell(&ToRoom::Hello(hello));
        line.tell_unanswered();
        mark("data-connected", true);
    });
}

fn on_close(generation: u64, code: u16) {
    LINE.with_borrow_mut(|line| {
        if line.generation != generation {
            return;
        }
        // What is typed stays: a new link opened in this browser lets this page in again, and it goes on.
        if let Some(live) = line.live.filter(|_| code == KEY_ENDED) {
            live.link.set(Link::Ended);
        }
        line.give_up();
    });
}

impl Line {
    /// Lets go of the socket and says when to try again: at once the first time, then with growing and
    /// random pauses, so that a hall of clients does not come back in one moment.
    fn give_up(&mut self) {
        self.generation += 1;
        if let Some(socket) = self.socket.take() {
            let _ = socket.close();
        }
        let now = steady();
        if let Some(live) = self.live
            && live.link.get_untracked() == Link::Up
        {
            self.down = now;
            live.link.set(Link::Joining);
        }
        self.open = false;
        mark("data-connected", false);
        let least = [100.0, 300.0, 600.0, 1_000.0][(self.attempts as usize).min(3)];
        self.attempts += 1;
        let pause = least + js_sys::Math::random() * if least < 200.0 { 200.0 } else { least };
        self.retry = Some(now + pause);
        set_timeout(tick, std::time::Duration::from_millis(pause as u64 + 1));
    }
}

fn on_message(generation: u64, event: &MessageEvent) {
    let Some(text) = event.data().as_string() else { return };
    let Ok(frame) = serde_json::from_str::<FromRoom<Value, Why>>(&text) else { return };
    let known = LINE.with_borrow_mut(|line| {
        let live = line.live.filter(|_| line.generation == generation)?;
        line.heard = steady();
        line.attempts = 0;
        let theirs = match &frame {
            FromRoom::Panels(panels) => Some(panels.now),
            FromRoom::Beat { now } => Some(*now),
            FromRoom::Answer { .. } | FromRoom::NotNow { .. } | FromRoom::Unreadable { .. } => None,
        };
        if let Some(theirs) = theirs {
            if std::mem::take(&mut line.fresh) {
                line.offset.forget();
            }
            line.offset.heard(theirs.0, ours());
        }
        Some(live)
    });
    let Some(live) = known else { return };
    if live.link.get_untracked() != Link::Up {
        live.link.set(Link::Up);
    }
    match frame {
        FromRoom::Panels(panels) => live.take(panels),
        FromRoom::Answer { id, answer, message } => {
            let (then, waiting, was_put_off) = LINE.with_borrow_mut(|line| {
                let was_put_off = std::mem::take(&mut line.refusals) > 0;
                (line.outbox.answered(&id), line.outbox.len(), was_put_off)
            });
            live.waiting.set(waiting);
            if was_put_off {
                // That it could not be done is true no more.
                live.notice.set(None);
            }
            if let Some(then) = then {
                then(&Outcome::of(answer, message));
            }
        }
        FromRoom::Beat { .. } => {}
        FromRoom::NotNow { id, message } => {
            let now = now();
            LINE.with_borrow_mut(|line| line.put_off(&id, now));
            live.say(message);
        }
        FromRoom::Unreadable { message } => live.say(message),
    }
}

fn tick() {
    let now = steady();
    let again = LINE.with_borrow_mut(|line| {
        let Some(live) = line.live else { return false };
        live.now.set(Moment(line.offset.theirs(now as i64)));
        if line.socket.is_some() {
            let patience = if line.open { SILENCE_MS } else { OPENING_MS };
            if now - line.heard > patience {
                line.give_up();
            }
        }
        if live.link.get_untracked() == Link::Joining && now - line.down > PATIENCE_MS {
            live.link.set(Link::Lost);
        }
        if line.open && line.again.is_some_and(|at| at <= now) {
            line.again = None;
            line.tell_unanswered();
        }
        line.retry.is_some_and(|at| at <= now)
    });
    if again {
        connect();
    }
}

/// Says on the document how far the page is, for whoever looks from outside.
pub fn mark(name: &str, on: bool) {
    if let Some(root) = document().document_element() {
        let _ = if on { root.set_attribute(name, "true") } else { root.remove_attribute(name) };
    }
}
