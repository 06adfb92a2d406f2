//! The agenda on the chair's console: every item in its order, and when all of it will be over.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use meeting::ItemId;
use meeting::agenda::{Command, Phase};
use meeting::panel::ItemView;

use super::agenda_row::AgendaRow;
use super::dialog::{Dialog, Opens};
use super::outlook::OutlookLine;
use crate::components::reorder::positions::Position;
use crate::components::{Act, For, Reorder};
use crate::live::Live;

/// Pixels of what comes before that stay in sight above the item that is on.
const ABOVE: i32 = 56;

/// The positions an item may be put in: one of the first level behind whole items, a part among the parts of its own.
/// Behind itself or its own parts is no position: there it stands.
#[must_use]
pub fn positions_of(items: &[ItemView], row: u32) -> Vec<Position> {
    let under = items.iter().find(|item| item.id.0 == row).and_then(|item| item.under);
    let others = |item: &&ItemView| item.id.0 != row && item.under != Some(ItemId(row));
    let position = |item: &ItemView| Some(item.id.0);
    match under {
        Some(under) => {
            let whole = items.iter().filter(|item| item.id == under || item.under == Some(under));
            whole.filter(others).map(position).collect()
        }
        None => {
            // Behind the last part of each.
            let is_last = |index: usize| items.get(index + 1).is_none_or(|next| next.under.is_none());
            let ends = items.iter().enumerate().filter(|(index, _)| is_last(*index)).map(|(_, item)| item);
            std::iter::once(None).chain(ends.filter(others).map(position)).collect()
        }
    }
}

/// The agenda. The item that is on and the next show their controls; another shows them when it is touched.
#[component]
pub fn AgendaList() -> AnyView {
    let live = Live::here();
    let (t, c) = (live.words(), live.chair_words());
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
    let name = move |row: u32| {
        live.agenda.with(|panel| {
            let item = panel.items.iter().find(|item| item.id.0 == row);
            item.map(|item| item.title.clone()).unwrap_or_default()
        })
    };
    let ask = move |row: u32, position: Position| {
        let under =
            live.agenda.with_untracked(|panel| panel.items.iter().find(|item| item.id.0 == row)?.under);
        Some(Command::MoveItem { id: ItemId(row), after: position.map(ItemId), under }.into())
    };
    let reorder = Reorder::new(
        Signal::derive(move || ids.with(|ids| ids.iter().map(|id| id.0).collect::<Vec<_>>())),
        move |row| live.agenda.with_untracked(|panel| positions_of(&panel.items, row)),
        ask,
        name,
        list,
    );
    let open = Memo::new(move |_| live.head.with(|head| head.phase == Phase::Open));
    let over = Memo::new(move |_| live.head.with(|head| head.phase == Phase::Closed));
    view! {
        <section class="card agenda-card" data-in="agenda" tabindex="-1" aria-label=t.agenda>
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
                <span class:hidden=over>
                    <Opens testid="insert-open" key="W" label=c.insert dialog=Dialog::Insert />
                </span>
            </div>
            <ol
                class="scroll agenda-list reorder"
                data-testid="agenda"
                tabindex="0"
                node_ref=list
                class:drop-first=move || reorder.drops_behind(None)
            >
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |id| view! { <AgendaRow id=id touched=touched reorder=reorder /> }
                />
            </ol>
            <p class="unseen" role="status" aria-live="assertive">{reorder.said()}</p>
            <OutlookLine />
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use meeting::agenda::{ItemKind, ItemState};

    use super::*;

    fn item(id: u32, under: Option<u32>) -> ItemView {
        ItemView {
            id: ItemId(id),
            number: 1,
            part: 0,
            under: under.map(ItemId),
            kind: ItemKind::Floor,
            title: String::new(),
            lead: String::new(),
            planned_duration: None,
            seconds: None,
            optional: false,
            hidden: false,
            state: ItemState::Pending,
            started: None,
            finished: None,
            spent_ms: 0,
            attachments: Vec::new(),
            notes: None,
        }
    }

    #[test]
    fn an_item_goes_behind_whole_items_and_a_part_among_its_own() {
        let items = [item(1, None), item(2, None), item(3, Some(2)), item(4, Some(2)), item(5, None)];
        assert_eq!(positions_of(&items, 1), [None, Some(4), Some(5)]);
        assert_eq!(positions_of(&items, 2), [None, Some(1), Some(5)]);
        assert_eq!(positions_of(&items, 3), [Some(2), Some(4)]);
    }
}
