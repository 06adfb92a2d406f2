//! The consoles: chair, secretary, desk, office. Rendered on the server from a [`Snapshot`], hydrated in the
//! browser from the same, then fed with panels over the [`live`](crate::live) connection.

pub mod chair;
pub mod desk;
pub mod office;
pub mod secretary;

use crate::address;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use meeting::Place;
use meeting::agenda::{ItemState, Phase};

use crate::components::{ClockNotice, ConnectionNotice, HamletNames, LaptopNotice, MessageLine, SavedMark};
use crate::live::Live;
use crate::live::panels::{self, Reader};
use crate::text::{Lang, common};
use crate::view_model::{ConsolePage, Snapshot};

/// The whole document of one console.
#[must_use]
pub fn shell(page: ConsolePage) -> impl IntoView {
    let ConsolePage { snapshot, assets } = page;
    let lang = snapshot.lang;
    let own = console_of(snapshot.place);
    let entry = own.name;
    let title = format!("{} · Hội trường", (common::of(lang).place)(snapshot.place));
    let (script, module) = (assets.url(&format!("{entry}.js")), assets.url(&format!("{entry}_bg.wasm")));
    // Both addresses are ours: a hash and a name. As JSON they are quoted for the script.
    let quoted = |address: &str| serde_json::to_string(address).unwrap_or_default().replace('<', "\\u003c");
    let start = format!(
        "import init, {{ {entry} }} from {};\nawait init({{ module_or_path: {} }});\n{entry}();",
        quoted(&script),
        quoted(&module),
    );
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                <link rel="icon" href=assets.url("icons/hoitruong.svg") />
                <link rel="stylesheet" href=assets.url("consoles.css") />
                <link rel="modulepreload" href=script nonce=use_nonce() />
                <link rel="preload" href=module r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
                <script type="module" nonce=use_nonce() inner_html=start></script>
            </head>
            <body>
                <Console snapshot=Some(snapshot) own=own />
            </body>
        </html>
    }
}

/// What is one console's own. The browser has that of one console alone: each has a module of its own, and what only the
/// others reach is not in it.
#[derive(Clone, Copy, Debug)]
pub struct ConsoleDefinition {
    /// What its module and the entry into it are called.
    name: &'static str,
    /// What stands below the bar.
    body: fn(Live) -> AnyView,
    /// Which panels it shows.
    readers: &'static [Reader],
}

/// The chair's.
pub const CHAIR: ConsoleDefinition =
    ConsoleDefinition { name: "chair", body: |_| chair::Chair(), readers: panels::CHAIR };
/// The secretary's.
pub const SECRETARY: ConsoleDefinition =
    ConsoleDefinition { name: "secretary", body: |_| secretary::Secretary(), readers: panels::SECRETARY };
/// The desk's.
pub const DESK: ConsoleDefinition =
    ConsoleDefinition { name: "desk", body: |_| desk::Desk(), readers: panels::DESK };
/// The office's.
pub const OFFICE: ConsoleDefinition = ConsoleDefinition {
    name: "office",
    body: |live| office::Office(office::OfficeProps { code: live.code() }),
    readers: panels::OFFICE,
};

/// Which console a place has.
fn console_of(place: Place) -> ConsoleDefinition {
    match place {
        Place::Secretary => SECRETARY,
        Place::Desk => DESK,
        Place::Office => OFFICE,
        // The projector and the phones have screens of their own and never come here.
        Place::Chair | Place::Projector | Place::Tablet | Place::Phone => CHAIR,
    }
}

/// One console. The server gives the snapshot; the browser finds it in the page.
#[component]
pub fn Console(
    /// What it is first painted from.
    snapshot: Option<Snapshot>,
    /// What is its own.
    own: ConsoleDefinition,
) -> impl IntoView {
    let shared: SharedValue<Option<Snapshot>> = SharedValue::new(move || snapshot);
    shared.into_inner().map(|snapshot| {
        let live = Live::reading(own.readers, snapshot);
        provide_context(live);
        #[cfg(feature = "hydrate")]
        Effect::new(move |_| {
            live.ready.set(true);
            crate::live::line::mark("data-hydrated", true);
            crate::live::line::open(live);
        });
        let phase = move || live.head.with(|head| phase_name(head.phase));
        view! {
            <div class="console" data-testid="console" data-place=live.place.name() data-phase=phase>
                <Bar code=live.code() />
                <LaptopNotice />
                <ClockNotice />
                <div class="lines">
                    <ConnectionNotice />
                    <MessageLine />
                </div>
                <HamletNames />
                {(own.body)(live)}
            </div>
        }
    })
}

/// What stands above every console: the meeting, the place, the time, the language.
#[component]
fn Bar(
    /// The meeting's code.
    code: String,
) -> AnyView {
    let live = Live::here();
    let common = live.common();
    let title = move || live.head.with(|head| head.title.clone());
    let phase = move || live.head.with(|head| (common.phase)(head.phase));
    let time = Memo::new(move |_| (common.time)(live.now.get()));
    view! {
        <header class="bar">
            <p class="place" data-testid="place">{(common.place)(live.place)}</p>
            <h1 data-testid="meeting-title">{title}</h1>
            <SavedMark />
            <p class="phase" data-testid="phase">{phase}</p>
            <p class="time" data-testid="time">{move || time.get()}</p>
            <Languages back=address::console(&code, &live.place) />
        </header>
    }
    .into_any()
}

/// The switch to the other language: a plain form, since the whole page changes.
#[component]
fn Languages(
    /// Where to come back to.
    back: String,
) -> AnyView {
    let live = Live::here();
    let (other, name) = match live.lang {
        Lang::Vi => (Lang::En, "English"),
        Lang::En => (Lang::Vi, "Tiếng Việt"),
    };
    view! {
        <form method="post" action=address::lang() class="languages">
            <input type="hidden" name="back" value=back />
            <button
                type="submit"
                class="button quiet"
                name="lang"
                value=other.code()
                lang=other.code()
                data-testid="language"
            >
                {name}
            </button>
        </form>
    }
    .into_any()
}

/// Where the meeting stands, as a hook for tests and style.
fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepared => "prepared",
        Phase::Open => "open",
        Phase::Closed => "closed",
    }
}

/// How far an item is, as a hook for tests and style.
fn state_name(state: ItemState) -> &'static str {
    match state {
        ItemState::Pending => "pending",
        ItemState::Running => "running",
        ItemState::Done => "done",
        ItemState::Skipped => "skipped",
    }
}
