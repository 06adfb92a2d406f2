//! Stores what is typed and not acknowledged in this browser: in an IndexedDB, since that alone of a browser's stores
//! writes to the disk at once and not when it has time. Each tab has a part of its own, so that two tabs of one place
//! do not send the same words twice; what a tab that is gone has left is taken over by the next one of its place.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Date, Function, Object, Reflect};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, MessageEvent};

use super::Live;
use super::line::random_id;
use super::typed::{Draft, StoredCommand};

/// Name of the database and of the one store in it.
const NAME: &str = "hoitruong";
const STORE: &str = "typed";
/// Key in this tab's own storage of the mark that tells it from others, also after it was loaded anew.
const TAB: &str = "hoitruong/tab";
/// Milliseconds for which what nobody came back to is stored.
const STORED_MS: f64 = 7.0 * 24.0 * 3_600_000.0;
/// How long the browser may take to say what it has stored.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);
/// How long another tab may take to say that it is still there.
const ROLL_CALL: std::time::Duration = std::time::Duration::from_millis(150);

/// Prefix of the name of what is typed and not sent.
const DRAFT: &str = "draft ";

/// Prefixes of the messages between tabs: one asks who else is there, one answers; each says the sender's mark.
const WHO: &str = "who ";
const HERE: &str = "here ";

thread_local! {
    static DRAWER: RefCell<Drawer> = RefCell::default();
}

#[derive(Default)]
struct Drawer {
    live: Option<Live>,
    database: Option<IdbDatabase>,
    channel: Option<BroadcastChannel>,
    /// Meeting and place: what is of another is none of this page's business.
    here: String,
    tab: String,
    /// Changes to be written, by name, with their time; `None` removes.
    changed: BTreeMap<String, Option<(f64, String)>>,
    /// When something was last stored: no two have one time, so that they stay in order.
    last: f64,
    /// True while a write is planned or under way.
    busy: bool,
    /// Marks of the tabs of this place that said that they are there.
    others: Vec<String>,
    /// Callbacks of a write: when it is done, and when it could not be.
    written: Option<(Function, Function)>,
}

/// Something stored, as it lies in the database under `here`, `tab` and `name`.
#[derive(Clone, Serialize, Deserialize)]
struct Record {
    here: String,
    tab: String,
    name: String,
    at: f64,
    /// A [`Draft`] or a [`StoredCommand`], as JSON.
    value: String,
}

impl Record {
    fn key(&self) -> String {
        key(&self.here, &self.tab, &self.name)
    }
}

fn key(here: &str, tab: &str, name: &str) -> String {
    format!("{here} {tab} {name}")
}

/// The name under which what is typed in a form or text is stored.
pub(super) fn draft(name: &str) -> String {
    format!("{DRAFT}{name}")
}

/// The name under which a command on its way is stored.
pub(super) fn command(id: &str) -> String {
    format!("command {id}")
}

/// Stores a value under a name.
pub(super) fn put(name: &str, value: &impl Serialize) {
    if let Ok(value) = serde_json::to_string(value) {
        change(name, Some(value));
    }
}

/// Removes the value under a name.
pub(super) fn remove(name: &str) {
    change(name, None);
}

/// Plans a change. What changes in one go is written in one go: a command and what is typed beside it are never at
/// odds.
fn change(name: &str, value: Option<String>) {
    let begin = DRAWER.with_borrow_mut(|drawer| {
        drawer.last = Date::now().max(drawer.last + 0.001);
        let value = value.map(|value| (drawer.last, value));
        drawer.changed.insert(name.to_owned(), value);
        drawer.database.is_some() && !std::mem::replace(&mut drawer.busy, true)
    });
    if begin {
        queue_microtask(write);
    }
}

/// Writes the changes. What changes meanwhile is written after it.
fn write() {
    let lost = DRAWER.with_borrow_mut(|drawer| {
        drawer.busy = !drawer.changed.is_empty();
        if !drawer.busy || drawer.write(&drawer.changed).is_ok() {
            drawer.changed.clear();
            return None;
        }
        // It is tried again with what changes next.
        drawer.busy = false;
        drawer.live
    });
    if let Some(live) = lost {
        warn_not_stored(live);
    }
}

impl Drawer {
    fn write(&self, changed: &BTreeMap<String, Option<(f64, String)>>) -> Result<(), JsValue> {
        let database = self.database.as_ref().ok_or(JsValue::NULL)?;
        // On the disk itself before it counts as written: a battery dies without warning.
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
        let writing = begin.call3(database, &STORE.into(), &"readwrite".into(), &options)?;
        let writing: IdbTransaction = writing.unchecked_into();
        let store = writing.object_store(STORE)?;
        for (name, value) in changed {
            let (here, tab) = (self.here.clone(), self.tab.clone());
            let key = key(&here, &tab, name);
            match value {
                Some((at, value)) => {
                    let record = Record { here, tab, name: name.clone(), at: *at, value: value.clone() };
                    let json = serde_json::to_string(&record).unwrap_or_default();
                    store.put_with_key(&json.into(), &key.into())?;
                }
                None => drop(store.delete(&key.into())?),
            }
        }
        if let Some((done, failed)) = &self.written {
            writing.set_oncomplete(Some(done));
            writing.set_onabort(Some(failed));
        }
        // So that it is done though the page goes at once; older browsers do it when they have time.
        if let Ok(commit) = Reflect::get(&writing, &"commit".into())?.dyn_into::<Function>() {
            let _ = commit.call0(&writing);
        }
        Ok(())
    }
}

/// Says on the page that the browser does not store: what is typed lives as long as the page.
fn warn_not_stored(live: Live) {
    let _ = live.typed.is_stored.try_set(false);
}

/// Makes the callbacks of a write: when it is done, and when it could not be.
fn written() -> (Function, Function) {
    let done = Closure::<dyn FnMut()>::new(write);
    let failed = Closure::<dyn FnMut()>::new(|| {
        let live = DRAWER.with_borrow(|drawer| drawer.live);
        live.into_iter().for_each(warn_not_stored);
        write();
    });
    (done.into_js_value().unchecked_into(), failed.into_js_value().unchecked_into())
}

fn on(target: &JsValue, event: &str, call: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(move |_: JsValue| call());
    let _ = Reflect::set(target, &event.into(), &call);
}

/// Opens the drawer: finds what was stored for this console, and then calls `then` with the commands that were on their
/// way, in order.
pub(super) fn open(live: Live, then: impl Fn(Vec<StoredCommand>) + Copy + 'static) {
    let found = move |records: Vec<Record>| {
        if live.typed.found.get_untracked() {
            return;
        }
        let (drafts, commands): (Vec<Record>, Vec<Record>) =
            records.into_iter().partition(|record| record.name.starts_with(DRAFT));
        let commands: Vec<StoredCommand> =
            commands.iter().filter_map(|record| serde_json::from_str(&record.value).ok()).collect();
        let drafts = drafts.into_iter().filter_map(|record| {
            let mut draft: Draft = serde_json::from_str(&record.value).ok()?;
            let name = record.name.strip_prefix(DRAFT)?.to_owned();
            let is_ours =
                |stored: &StoredCommand| stored.origin.as_ref().is_some_and(|origin| origin.name == name);
            if let Draft::Text { sync, .. } = &mut draft
                && sync.awaits()
                && !commands.iter().any(is_ours)
            {
                // Nobody will ever answer it.
                sync.refused();
            }
            Some((name, draft))
        });
        let drafts: BTreeMap<String, Draft> = drafts.collect();
        then(commands);
        live.typed.find(drafts);
    };
    DRAWER.with_borrow_mut(|drawer| {
        drawer.live = Some(live);
        drawer.here = format!("{}/{}", live.code(), live.place);
        drawer.tab = tab();
        drawer.written = Some(written());
    });
    // A browser that does not answer must not keep anybody from typing.
    set_timeout(move || found(Vec::new()), PATIENCE);
    // What waits to be written is written before the page goes.
    let _ = window_event_listener_untyped("pagehide", |_| write());
    if ask_for(move || read(found)).is_none() {
        warn_not_stored(live);
        found(Vec::new());
    }
}

/// This tab's own mark; another one each time where the browser stores nothing.
fn tab() -> String {
    let storage = window().session_storage().ok().flatten();
    let known = storage.as_ref().and_then(|storage| storage.get_item(TAB).ok().flatten());
    known.unwrap_or_else(|| {
        let fresh = random_id();
        let _ = storage.map(|storage| storage.set_item(TAB, &fresh));
        fresh
    })
}

/// Asks the browser for the database; `then` is called with or without it. `None` where there is none to be had.
fn ask_for(then: impl Fn() + Copy + 'static) -> Option<()> {
    let asked: IdbOpenDbRequest = window().indexed_db().ok()??.open_with_u32(NAME, 1).ok()?;
    let result = |asked: &IdbRequest| asked.result().ok().map(JsCast::unchecked_into::<IdbDatabase>);
    let fresh = asked.clone();
    on(&asked, "onupgradeneeded", move || {
        let _ = result(&fresh).map(|database| database.create_object_store(STORE));
    });
    let opened = asked.clone();
    on(&asked, "onsuccess", move || {
        DRAWER.with_borrow_mut(|drawer| drawer.database = result(&opened));
        then();
        write();
    });
    on(&asked, "onerror", move || {
        let live = DRAWER.with_borrow(|drawer| drawer.live);
        live.into_iter().for_each(warn_not_stored);
        then();
    });
    Some(())
}

/// Reads what is stored for this place: what this tab left at once, what others left once it is clear that they are
/// gone.
fn read(found: impl Fn(Vec<Record>) + Copy + 'static) {
    let asked = DRAWER.with_borrow(|drawer| {
        let reading = drawer.database.as_ref()?.transaction_with_str(STORE).ok()?;
        reading.object_store(STORE).ok()?.get_all().ok()
    });
    let Some(asked) = asked else { return found(Vec::new()) };
    let answered = asked.clone();
    on(&asked, "onsuccess", move || {
        let all: Array = answered.result().map(JsCast::unchecked_into).unwrap_or_default();
        let all = all.iter().filter_map(|one| serde_json::from_str::<Record>(&one.as_string()?).ok());
        let here = DRAWER.with_borrow(|drawer| drawer.here.clone());
        let oldest = Date::now() - STORED_MS;
        let (fresh, stale): (Vec<Record>, Vec<Record>) = all.partition(|record| record.at > oldest);
        clear(&stale);
        let ours = fresh.into_iter().filter(|record| record.here == here).collect::<Vec<_>>();
        // Also where there is nothing to take over: a tab that was copied has the other's mark, and gets one of its own.
        call_the_roll();
        set_timeout(move || found(taken_over(ours)), ROLL_CALL);
    });
    on(&asked, "onerror", move || found(Vec::new()));
}

/// Asks which other tabs are there, and answers whoever asks.
fn call_the_roll() {
    let name = DRAWER.with_borrow(|drawer| format!("{NAME}/{}", drawer.here));
    let Ok(channel) = BroadcastChannel::new(&name) else { return };
    let answer = channel.clone();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let said = event.data().as_string().unwrap_or_default();
        if said.starts_with(WHO) {
            let tab = DRAWER.with_borrow(|drawer| drawer.tab.clone());
            let _ = answer.post_message(&format!("{HERE}{tab}").into());
        }
        // Who asks is there too: of two that come at once neither takes what is the other's.
        if let Some(other) = said.strip_prefix(WHO).or(said.strip_prefix(HERE)) {
            DRAWER.with_borrow_mut(|drawer| drawer.others.push(other.to_owned()));
        }
    });
    channel.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    let tab = DRAWER.with_borrow(|drawer| drawer.tab.clone());
    let _ = channel.post_message(&format!("{WHO}{tab}").into());
    DRAWER.with_borrow_mut(|drawer| drawer.channel = Some(channel));
}

/// Takes over, of what was left for this place, what no other tab still holds; from here on it is this tab's. Of two
/// that left something under one name it is the later, and the other waits for the next time.
fn taken_over(mut records: Vec<Record>) -> Vec<Record> {
    let (others, own) = DRAWER.with_borrow_mut(|drawer| {
        let others = std::mem::take(&mut drawer.others);
        if others.contains(&drawer.tab) {
            // A tab that was copied has the other's mark.
            drawer.tab = random_id();
            let storage = window().session_storage().ok().flatten();
            let _ = storage.map(|storage| storage.set_item(TAB, &drawer.tab));
        }
        (others, drawer.tab.clone())
    });
    records.retain(|record| !others.contains(&record.tab));
    records.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut names = Vec::new();
    records.retain(|record| {
        !names.contains(&record.name) && {
            names.push(record.name.clone());
            true
        }
    });
    records.reverse();
    let foreign: Vec<Record> = records.iter().filter(|record| record.tab != own).cloned().collect();
    for record in &foreign {
        change(&record.name, Some(record.value.clone()));
    }
    // Only what lies here by now is taken away there.
    write();
    clear(&foreign);
    records
}

/// Removes records from the store.
fn clear(records: &[Record]) {
    DRAWER.with_borrow(|drawer| {
        let database = drawer.database.as_ref().filter(|_| !records.is_empty())?;
        let mode = web_sys::IdbTransactionMode::Readwrite;
        let store = database.transaction_with_str_and_mode(STORE, mode).ok()?.object_store(STORE).ok()?;
        for record in records {
            let _ = store.delete(&record.key().into());
        }
        Some(())
    });
}
