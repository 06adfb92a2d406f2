//! The agenda on the chair's console: every item with what can be done with it.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use meeting::ItemId;
use meeting::agenda::{Command, ItemState, Phase};
use meeting::panel::ItemView;

use crate::components::{Act, behind};
use crate::live::Live;

/// How much of what comes before stays in sight above the item that is on, in pixels.
const ABOVE: i32 = 56;

/// The agenda. The item that is on and the next show their controls; another shows them when it is
/// touched.
#[component]
pub fn AgendaList() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let ids = Memo::new(move |_| {
        live.agenda.with(|panel| panel.items.iter().map(|item| item.id).collect::<Vec<_>>())
    });
    let touched = RwSignal::new(None);
    let list = NodeRef::<html::Ol>::new();
    // The item that is on comes into sight when it begins; whoever looks elsewhere later is left alone.
    let running = Memo::new(move |_| live.floor.with(|floor| floor.item.as_ref().map(|item| item.id)));
    Effect::new(move |_| {
        let (Some(id), Some(list)) = (running.get(), list.get()) else { return };
        let row = list.query_selector(&format!("[data-item='{id}']")).ok().flatten();
        if let Some(row) = row.and_then(|row| row.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
            list.set_scroll_top(row.offset_top() - list.offset_top() - ABOVE);
        }
    });
    let open = Memo::new(move |_| live.head.with(|head| head.phase == Phase::Open));
    view! {
        <section class="card agenda-card" aria-label=t.agenda>
            <div class="card-head">
                <h2>{t.agenda}</h2>
                <span class:hidden=move || !open.get()>
                    <Act
                        testid="close-meeting"
                        class="quiet"
                        label=t.close_meeting
                        confirm=Signal::derive(move || Some(t.close_meeting_sure.to_owned()))
                        ask=move |()| Some(Command::CloseMeeting.into())
                    />
                </span>
            </div>
            <ol class="scroll agenda-list" data-testid="agenda" tabindex="0" node_ref=list>
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |id| view! { <AgendaRow id=id ids=ids touched=touched /> }
                />
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn AgendaRow(id: ItemId, ids: Memo<Vec<ItemId>>, touched: RwSignal<Option<ItemId>>) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let item =
        Memo::new(move |_| live.agenda.with(|panel| panel.items.iter().find(|item| item.id == id).cloned()));
    let of = move |part: fn(&ItemView) -> String| {
        move || item.with(|item| item.as_ref().map(part).unwrap_or_default())
    };
    let state = Memo::new(move |_| item.with(|item| item.as_ref().map(|item| item.state)));
    let is_next = Memo::new(move |_| live.agenda.with(|panel| panel.next == Some(id)));
    let is_open = Memo::new(move |_| {
        touched.get() == Some(id) || is_next.get() || state.get() == Some(ItemState::Running)
    });
    let note = move || match state.get() {
        Some(ItemState::Pending) if is_next.get() => t.next_item.to_owned(),
        Some(ItemState::Running) => {
            let started = item.with(|item| item.as_ref().and_then(|item| item.started));
            started.map_or_else(String::new, |started| (t.since)(&(common.time)(started)))
        }
        Some(state) => (common.item_state)(state).to_owned(),
        None => String::new(),
    };
    let toggle = move |_| {
        touched.update(|touched| *touched = if *touched == Some(id) { None } else { Some(id) });
    };
    let unless =
        move |wanted: &'static [ItemState]| move || !state.get().is_some_and(|state| wanted.contains(&state));
    let shift = move |up: bool| {
        Callback::new(move |()| {
            let after = ids.with_untracked(|ids| behind(ids, id, up))?;
            Some(Command::MoveItem { id, after, under: None }.into())
        })
    };
    view! {
        <li
            class="agenda-item"
            data-testid="agenda-item"
            data-item=id.to_string()
            data-state=move || state.get().map(super::super::state_name)
            data-next=move || is_next.get().then_some("true")
        >
            <button
                type="button"
                class="agenda-head"
                data-testid="agenda-item-toggle"
                aria-expanded=move || is_open.get().to_string()
                on:click=toggle
            >
                <span class="number">{of(|item| item.number.to_string())}</span>
                <span class="what">
                    <span class="title">{of(|item| item.title.clone())}</span>
                    <span class="about">
                        <span class="state">{note}</span>
                        {move || of(|item| item.lead.clone())()}
                    </span>
                </span>
            </button>
            <div class="actions" class:hidden=move || !is_open.get()>
                <span class:hidden=unless(&[ItemState::Running])>
                    <Act
                        testid="finish-item"
                        label=t.finish_item
                        ask=move |()| Some(Command::FinishItem { id }.into())
                    />
                </span>
                <span class:hidden=unless(&[ItemState::Pending, ItemState::Skipped, ItemState::Done])>
                    <Act
                        testid="start-item"
                        label=Signal::derive(move || {
                            let again = state.get() == Some(ItemState::Done);
                            (if again { t.start_item_again } else { t.start_item }).to_owned()
                        })
                        ask=move |()| Some(Command::StartItem { id }.into())
                    />
                </span>
                <span class:hidden=unless(&[ItemState::Pending])>
                    <Act
                        testid="skip-item"
                        class="quiet"
                        label=t.skip_item
                        ask=move |()| Some(Command::SkipItem { id }.into())
                    />
                </span>
                <Act testid="move-item-up" class="quiet sign" label="▲" hint=t.move_up ask=shift(true) />
                <Act testid="move-item-down" class="quiet sign" label="▼" hint=t.move_down ask=shift(false) />
            </div>
        </li>
    }
    .into_any()
}
