//! The secretary's console: the minutes write themselves, the words beside them are the secretary's.
//!
//! Keys: Ctrl+Enter begins a note, Alt+↑ and Alt+↓ go from text to text, Ctrl+↓ to the newest.

pub mod entry;
pub mod outcome;

use crate::address;
use meeting::Place;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use meeting::minutes::Command;
use meeting::panel::FactView;

use crate::components::{Countdown, For, GivenPoll, HamletTotals, PaperCountForm, Remarks, WaitingList};
use crate::live::{Live, Outcome};
use crate::text::staff;

/// Within so many pixels of its end a list counts as being read at its end.
const NEAR_END: i32 = 240;

/// The secretary's console.
#[component]
pub fn Secretary() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let list = NodeRef::<html::Ol>::new();
    let desk = Minutes { live, list, unseen: RwSignal::new(0), wanted: RwSignal::new(None) };
    provide_context(desk);
    let ids = Memo::new(move |_| live.minutes.with(|panel| panel.entries.clone()));
    Effect::watch(
        move || ids.with(Vec::len),
        move |now, before, _| {
            let came = before.map_or(0, |before| now.saturating_sub(*before));
            desk.grown(came);
        },
        false,
    );
    Effect::new(move |_| {
        desk.to_end();
        let _ = window_event_listener(leptos::ev::keydown, move |event| desk.key(&event));
    });
    let unseen = desk.unseen;
    view! {
        <main class="secretary">
            <section class="card minutes-card" aria-label=t.minutes>
                <ol class="scroll minutes" data-testid="minutes" node_ref=list tabindex="0">
                    <For
                        each=move || ids.get()
                        key=|id| *id
                        children=|id| view! { <entry::MinutesEntry id=id /> }
                    />
                </ol>
                <p class="empty" class:hidden=move || ids.with(|ids| !ids.is_empty())>
                    {t.no_minutes_yet}
                </p>
                <div class="actions minutes-actions">
                    <button
                        type="button"
                        class="button strong"
                        data-testid="write-note"
                        on:click=move |_| desk.write_note()
                    >
                        {t.write_note}
                        <kbd>"Ctrl + Enter"</kbd>
                    </button>
                    <button
                        type="button"
                        class="button quiet"
                        data-testid="newest-entry"
                        on:click=move |_| desk.newest()
                    >
                        {move || match unseen.get() {
                            0 => t.to_newest.to_owned(),
                            some => (t.to_newest_of)(some),
                        }}
                        <kbd>"Ctrl + ↓"</kbd>
                    </button>
                    <p class="keys">{t.secretary_keys}</p>
                </div>
            </section>
            <aside class="card now-card" aria-label=t.on_now>
                <Now />
                <GivenPoll />
                <PaperCountForm />
                <Remarks />
                <h2>{t.speakers}</h2>
                <div class="scroll" tabindex="0">
                    <WaitingList />
                </div>
                <HamletTotals />
                <a class="button quiet" href=address::history(&live.code(), &Place::Secretary) data-testid="history-link">
                    {staff::of(live.lang).history}
                </a>
            </aside>
        </main>
    }
    .into_any()
}

/// What is on and who speaks, in a few lines.
#[component]
fn Now() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let item =
        move || live.floor.with(|floor| floor.item.as_ref().map(|item| (item.label(), item.title.clone())));
    let speaker = Memo::new(move |_| live.floor.with(|floor| floor.speech.as_ref().map(|s| s.name.clone())));
    view! {
        <p class="count">{t.on_now}</p>
        <p class="now-item" data-testid="current-item">
            {move || match item() {
                Some((number, title)) => format!("{number}. {title}"),
                None => t.nothing_on.to_owned(),
            }}
        </p>
        <Show when=move || speaker.with(Option::is_some)>
            <p class="speaker" data-testid="speaker-name">{move || speaker.get()}</p>
            <Countdown />
        </Show>
    }
    .into_any()
}

/// What the secretary does with the minutes as a whole. A handle.
#[derive(Clone, Copy)]
struct Minutes {
    live: Live,
    list: NodeRef<html::Ol>,
    /// Entries that came while an older one was being read or typed.
    unseen: RwSignal<usize>,
    /// The journal position of a note or opinion just begun here, whose field gets the focus when it comes, unless a person
    /// has typed or gone somewhere else by then: see [`Typed::touches`](crate::live::typed::Typed::touches).
    wanted: RwSignal<Option<(u64, u64)>>,
}

impl Minutes {
    /// Begins an entry of the secretary's own; the focus goes into it.
    fn write_note(self) {
        self.begin(Command::WriteNote { text: String::new() });
    }

    /// Begins a text; when it comes back from the room, the focus goes into it.
    fn begin(self, ask: impl Into<meeting::wire::Ask>) {
        let touches = self.live.typed.touches();
        self.live.send_then(ask, move |outcome| {
            if let Outcome::Done { position } = outcome {
                self.wanted.try_set(Some((*position, touches)));
            }
        });
    }

    /// Puts the focus into a text, if it is the one that was just begun.
    fn arrived(self, revision: u64, id: String) {
        let Some((wanted, touches)) = self.wanted.get_untracked() else { return };
        if wanted == revision {
            self.wanted.set(None);
            if self.live.typed.touches() == touches {
                // It is in the page only once what is being painted now is.
                set_timeout(move || focus(&id), Duration::ZERO);
            }
        }
    }

    /// Entries came: who reads at the end goes along, who types elsewhere is left in peace.
    fn grown(self, came: usize) {
        if came == 0 {
            return;
        }
        let near = self.list.get_untracked().is_some_and(|list| {
            // The new entries are not painted yet, so this is the end as it was.
            list.scroll_height() - list.scroll_top() - list.client_height() < NEAR_END
        });
        if near {
            set_timeout(move || self.to_end(), Duration::ZERO);
        } else {
            self.unseen.update(|unseen| *unseen += came);
        }
    }

    fn to_end(self) {
        self.unseen.set(0);
        if let Some(list) = self.list.get_untracked() {
            list.set_scroll_top(list.scroll_height());
        }
    }

    /// Into the text of the newest entry.
    fn newest(self) {
        self.to_end();
        if let Some(last) = self.texts().last() {
            focus(last);
        }
    }

    /// The ids of all fields, as they stand below each other.
    fn texts(self) -> Vec<String> {
        let mut ids = Vec::new();
        for id in self.live.minutes.get_untracked().entries {
            ids.push(entry::text_id(id));
            if let Some(entry) = self.live.entry(id).get_untracked()
                && let FactView::Speech { opinions, .. } = entry.fact
            {
                ids.extend(opinions.iter().map(|one| entry::opinion_id(one.id)));
            }
        }
        ids
    }

    fn key(self, event: &leptos::ev::KeyboardEvent) {
        let (key, ctrl, alt) = (event.key(), event.ctrl_key() || event.meta_key(), event.alt_key());
        match (key.as_str(), ctrl, alt) {
            ("Enter", true, false) => self.write_note(),
            ("ArrowDown", true, false) => self.newest(),
            ("ArrowUp", false, true) => self.step(false),
            ("ArrowDown", false, true) => self.step(true),
            _ => return,
        }
        event.prevent_default();
    }

    /// One text up or down from the one that has the focus; from none, to the last.
    fn step(self, down: bool) {
        let ids = self.texts();
        let focused = document().active_element().map(|element| element.id());
        let index = focused.and_then(|focused| ids.iter().position(|id| *id == focused));
        let wanted = match index {
            Some(index) if down => index + 1,
            Some(index) => index.saturating_sub(1),
            None => ids.len().saturating_sub(1),
        };
        if let Some(id) = ids.get(wanted) {
            focus(id);
        }
    }
}

/// Puts the focus into a field of the page.
fn focus(id: &str) {
    use leptos::wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id);
    if let Some(field) =
        element.as_ref().and_then(|element| element.dyn_ref::<leptos::web_sys::HtmlElement>())
    {
        let _ = field.focus();
        field.scroll_into_view_with_bool(false);
    }
}
