//! Messages of the program to the person at the console.

use leptos::prelude::*;

use crate::live::{Link, Live};

/// One calm line: why something was not done. It stays until it is dismissed or superseded.
#[component]
pub fn MessageLine() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let text = move || live.notice.with(|notice| notice.as_ref().map(|notice| notice.text.clone()));
    let shown = Memo::new(move |_| live.notice.with(Option::is_some));
    view! {
        <div class="message" role="status" aria-live="polite" data-testid="message" class:shown=shown>
            <p>{text}</p>
            <button
                type="button"
                class="button quiet"
                class:hidden=move || !shown.get()
                data-testid="dismiss-message"
                on:click=move |_| live.notice.set(None)
            >
                {t.dismiss}
            </button>
        </div>
    }
    .into_any()
}

/// Says that the line to the server is gone, once it has been for a while, or that the key of this place was ended;
/// goes by itself.
#[component]
pub fn ConnectionNotice() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let said = Memo::new(move |_| match live.link.get() {
        Link::Joining | Link::Up => None,
        Link::Lost if live.typed.is_stored.get() => Some(t.connection_lost),
        Link::Lost => Some(t.connection_lost_unkept),
        Link::Ended => Some(t.key_ended),
    });
    view! {
        <div
            class="connection"
            role="status"
            aria-live="polite"
            data-testid="connection"
            class:shown=move || said.get().is_some()
            class:stays=move || live.link.get() == Link::Ended
        >
            {move || said.get()}
        </div>
    }
    .into_any()
}

/// Says what staff must know of the laptop, for as long as it is so.
#[component]
pub fn LaptopNotice() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let lines = Memo::new(move |_| {
        let laptop = live.laptop.get();
        let unsealed = laptop.unsealed.then(|| t.unsealed.to_owned());
        [(t.disk)(laptop.disk), unsealed].into_iter().flatten().collect::<Vec<_>>()
    });
    view! {
        <div
            class="laptop"
            role="alert"
            data-testid="laptop"
            class:shown=move || lines.with(|lines| !lines.is_empty())
        >
            {move || lines.get().into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </div>
    }
    .into_any()
}

/// Says whether all that was done and typed here is on the server's disk.
#[component]
pub fn SavedMark() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let saving = Memo::new(move |_| live.waiting.get() > 0 || live.typed.texts.get() > 0);
    let unsent = Memo::new(move |_| live.typed.forms.with(|forms| !forms.is_empty()));
    view! {
        <span class="saved" class:unsaved=move || saving.get() || unsent.get() data-testid="saved">
            {move || match (saving.get(), unsent.get()) {
                (true, _) => t.saving,
                (false, true) => t.unsent,
                (false, false) => t.saved,
            }}
        </span>
    }
    .into_any()
}
