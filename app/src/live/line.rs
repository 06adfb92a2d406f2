//! The socket itself: says hello with what is there, takes frames in, sends commands, comes back by itself.
//!
//! A page has one line, so it lives beside the page and not inside a component. Nobody outside is ever
//! called while it is borrowed: whoever is told something may ask for something at once.

use std::cell::RefCell;
use std::collections::VecDeque;

use leptos::prelude::*;
use meeting::Moment;
use meeting::wire::{Ask, EXPIRES_MS, Envelope, FromRoom, Hello, KEY_ENDED, MOST_BYTES, ToRoom};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CloseEvent, MessageEvent, RequestInit, Response, WebSocket};

use super::offset::Offset;
use super::outbox::{Outbox, Outcome, Then, Why};
use super::typed::{Origin, StoredCommand};
use super::{Link, Live, drawer};
use crate::address;

/// How often clocks on the page move on and the line is looked after.
const TICK: std::time::Duration = std::time::Duration::from_millis(250);
/// Silence after which a line is taken for dead: several beats of the server.
const SILENCE_MS: f64 = 12_000.0;
/// How long a socket may take to open.
const OPENING_MS: f64 = 5_000.0;
/// How long without a line before people are told.
const PATIENCE_MS: f64 = 3_000.0;
/// Under which every console of this browser notes that it was let in.
const LET_IN: &str = "let-in";

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
    /// What was said on this socket and not yet answered, in order: so it is answered.
    told: VecDeque<String>,
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

/// Opens the line of this page and keeps it open, and goes on with what an earlier page of this console had not done.
pub fn open(live: Live) {
    LINE.with_borrow_mut(|line| {
        line.live = Some(live);
        line.down = steady();
        // Older than it says by the time the page took to load, so any frame is a better estimate.
        line.offset.heard(live.now.get_untracked().0, ours());
    });
    connect();
    set_interval(tick, TICK);
    for touch in ["input", "focusin"] {
        let _ = window_event_listener_untyped(touch, move |_| live.typed.touch());
    }
    let _ = window_event_listener(leptos::ev::beforeunload, move |event| {
        if live.is_unsent() {
            event.prevent_default();
            event.set_return_value("?");
        }
    });
    drawer::open(live, move |commands| go_on(live, commands));
    // Where the key was ended nothing is tried by itself: a new one is worth a try, and so is a person who comes back.
    for sign in ["storage", "focus"] {
        let _ = window_event_listener_untyped(sign, |_| try_new_key());
    }
}

/// Whoever was put out tries once more.
fn try_new_key() {
    let is_out = LINE.with_borrow(|line| {
        line.socket.is_none() && line.live.is_some_and(|live| live.link.get_untracked() == Link::Ended)
    });
    if is_out {
        connect();
    }
}

/// Tells the other consoles of this browser that there is a key here that is good: it may be theirs too.
fn tell_let_in() {
    if let Ok(Some(storage)) = window().local_storage() {
        // Where nothing can be kept, a person who comes back to the other page has it try.
        let _ = storage.set_item(LET_IN, &random_id());
    }
}

/// A browser does not say why a socket was not let in. The address of the page does: without a key that is good it is
/// not answered, and there is nothing to wait for.
fn ask_why(live: Live) {
    let how = RequestInit::new();
    how.set_method("HEAD");
    let Ok(address) = window().location().pathname() else { return };
    let asked = JsFuture::from(window().fetch_with_str_and_init(&address, &how));
    leptos::task::spawn_local(async move {
        let Ok(answer) = asked.await else { return };
        let refused = answer.dyn_into::<Response>().is_ok_and(|answer| answer.status() == 401);
        if refused && live.link.get_untracked() != Link::Up {
            live.link.set(Link::Ended);
            LINE.with_borrow_mut(|line| line.retry = None);
        }
    });
}

/// Sends again what an earlier page of this console had sent, under the same ids: what was done is not done twice.
fn go_on(live: Live, commands: Vec<StoredCommand>) {
    for StoredCommand { envelope, origin } in commands {
        let id = envelope.id.clone();
        // A button that was pressed on a page of long ago no longer means what it meant; what was typed is never too late.
        let pressed = envelope.made.filter(|_| origin.is_none());
        if pressed.is_some_and(|pressed| now().since(pressed) > EXPIRES_MS) {
            drawer::remove(&drawer::command(&id));
            live.say(live.words().too_late.to_owned());
            continue;
        }
        push(
            live,
            envelope,
            Box::new(move |outcome| {
                drawer::remove(&drawer::command(&id));
                live.owns(outcome);
                live.settle(origin.as_ref(), outcome);
            }),
        );
    }
}

/// Sends a command now or as soon as there is a line, again after a break, until it is answered. It is kept till then, with
/// the form it is of.
pub(super) fn send(live: Live, command: Ask, origin: Option<Origin>, then: Then) {
    // Words are never too late.
    let typed = matches!(command, Ask::Minutes(_) | Ask::Opinions(_));
    // From here on nobody looks into it: it is kept, told, and told again as it is.
    let command = serde_json::to_value(command).unwrap_or_default();
    let envelope = Envelope { id: random_id(), command, made: (!typed).then(now) };
    let too_long =
        serde_json::to_string(&ToRoom::Do(envelope.clone())).map_or(0, |text| text.len()) > MOST_BYTES;
    if too_long {
        // The room would break the line over it, and that each time it is sent again.
        let sentence = live.words().too_long.to_owned();
        return then(&Outcome::Refused { refusal: Why::Other, sentence });
    }
    let stored = drawer::command(&envelope.id);
    drawer::put(&stored, &StoredCommand { envelope: envelope.clone(), origin });
    push(
        live,
        envelope,
        Box::new(move |outcome| {
            drawer::remove(&stored);
            then(outcome);
        }),
    );
}

fn push(live: Live, envelope: Envelope<Value>, then: Then) {
    let waiting = LINE.with_borrow_mut(|line| {
        if line.open {
            line.ask(&envelope);
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

    fn tell_unanswered(&mut self) {
        let unanswered: Vec<Envelope<Value>> = self.outbox.unanswered().cloned().collect();
        for envelope in &unanswered {
            self.ask(envelope);
        }
    }

    fn ask(&mut self, envelope: &Envelope<Value>) {
        self.told.push_back(envelope.id.clone());
        self.tell(&ToRoom::Do(envelope.clone()));
    }

    /// What was said under this id is answered: all that was said before it has been, too.
    fn heard_of(&mut self, id: &str) {
        if let Some(place) = self.told.iter().position(|told| told == id) {
            self.told.drain(..=place);
        }
    }

    fn tell(&self, frame: &ToRoom<Value>) {
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
pub(super) fn random_id() -> String {
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
        let Some(socket) = socket_address(&live).and_then(|address| WebSocket::new(&address).ok()) else {
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

fn socket_address(live: &Live) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}{}?as={}", location.host().ok()?, address::live(&live.code()), live.place))
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
        line.told.clear();
        line.tell(&ToRoom::Hello(hello));
        line.tell_unanswered();
        mark("data-connected", true);
    });
}

fn on_close(generation: u64, code: u16) {
    let not_let_in = LINE.with_borrow_mut(|line| {
        let live = line.live.filter(|_| line.generation == generation)?;
        let opened = line.open;
        // What is typed stays: a new link opened in this browser lets this page in again, and it goes on.
        if code == KEY_ENDED {
            live.link.set(Link::Ended);
        }
        line.give_up();
        (!opened && live.link.get_untracked() == Link::Lost).then_some(live)
    });
    if let Some(live) = not_let_in {
        ask_why(live);
    }
}

impl Line {
    /// Lets go of the socket and says when to try again: at once the first time, then with growing and
    /// random pauses, so that a hall of clients does not come back in one moment; by an ended key not at all.
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
        self.retry = None;
        mark("data-connected", false);
        if self.live.is_some_and(|live| live.link.get_untracked() == Link::Ended) {
            return;
        }
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
        tell_let_in();
    }
    match frame {
        FromRoom::Panels(panels) => live.take(panels),
        FromRoom::Answer { id, answer, message } => {
            answered(live, &id, &Outcome::of(answer, message));
        }
        FromRoom::Beat { .. } => {}
        FromRoom::NotNow { id, message } => {
            let now = now();
            LINE.with_borrow_mut(|line| {
                line.heard_of(&id);
                line.put_off(&id, now);
            });
            live.say(message);
        }
        FromRoom::Unreadable { id, message } => {
            // Sent again it would be no better: whoever asked is told, and asks anew.
            let id = id.or_else(|| LINE.with_borrow(|line| line.outbox.first_of(&line.told)));
            live.say(message.clone());
            if let Some(id) = id {
                answered(live, &id, &Outcome::Refused { refusal: Why::Other, sentence: message });
            }
        }
    }
}

/// A command is answered: it is kept no longer, and whoever asked is told.
fn answered(live: Live, id: &str, outcome: &Outcome) {
    let (then, waiting, was_put_off) = LINE.with_borrow_mut(|line| {
        line.heard_of(id);
        let was_put_off = std::mem::take(&mut line.refusals) > 0;
        (line.outbox.answered(id), line.outbox.len(), was_put_off)
    });
    live.waiting.set(waiting);
    if was_put_off {
        // That it could not be done is true no more.
        live.notice.set(None);
    }
    if let Some(then) = then {
        then(outcome);
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
