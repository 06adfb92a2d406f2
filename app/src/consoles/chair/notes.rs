//! The dialog of an item: the chair's notes for the chair alone, and the files and addresses attached to it.

use crate::address;
use leptos::prelude::*;
use meeting::ItemId;
use meeting::agenda::{Attachment, Command, Content};
use meeting::minutes::Target;
use meeting::panel::ItemView;

use super::ChairUi;
use super::agenda::positions_of;
use super::dialog::DialogTitle;
use crate::components::reorder::positions::Position;
use crate::components::{Act, For, SyncedText};
use crate::live::Live;

/// Shows notes and attachments of an item.
#[component]
pub fn ItemDialog(
    /// The item.
    id: ItemId,
) -> AnyView {
    let live = Live::here();
    let t = live.chair_words();
    let item =
        Memo::new(move |_| live.agenda.with(|panel| panel.items.iter().find(|item| item.id == id).cloned()));
    if item.with_untracked(Option::is_none) {
        return view! { <DialogTitle title=t.item_gone /> }.into_any();
    }
    let notes = Signal::derive(move || {
        item.with(|item| item.as_ref().and_then(|item| item.notes.clone()).unwrap_or_default())
    });
    let code = live.code();
    let attachments =
        move || item.with(|item| item.as_ref().map(|item| item.attachments.clone()).unwrap_or_default());
    let title = Signal::derive(move || {
        item.with(|item| {
            item.as_ref()
                .map_or_else(|| t.item_gone.to_owned(), |item| format!("{} {}", item.label(), item.title))
        })
    });
    let link = move |paper: Attachment| {
        let address = match paper.content {
            Content::Link { url } => url,
            Content::File { digest, .. } => address::file(&code, &digest),
        };
        view! {
            <li>
                <a class="paper" href=address target="_blank" rel="noopener noreferrer" data-testid="paper">
                    {paper.title}
                    " ↗"
                </a>
            </li>
        }
    };
    view! {
        <DialogTitle title=title />
        <div class="notes">
            <h3>{t.notes}</h3>
            <SyncedText
                target=Target::Notes(id)
                text=notes
                testid="chair-notes"
                label=t.notes
                id="chair-notes".to_owned()
            />
        </div>
        <MoveTo id=id />
        <div class:hidden=move || attachments().is_empty()>
            <h3>{t.attachments}</h3>
            <ul class="papers">
                <For each=attachments key=|paper| paper.id children=link />
            </ul>
        </div>
    }
    .into_any()
}

/// Moves the item to a position that is chosen by name.
#[component]
fn MoveTo(id: ItemId) -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let t = live.chair_words();
    let positions = Memo::new(move |_| {
        live.agenda.with(|panel| {
            let titled = |row: u32| {
                // The last part of an item stands for all of it, unless it is among parts that one moves.
                let at = panel.items.iter().find(|item| item.id.0 == row)?;
                let above = panel
                    .items
                    .iter()
                    .find(|item| Some(item.id) == at.under && Some(item.id) != own_above(&panel.items, id));
                let named = above.unwrap_or(at);
                Some((t.behind)(&format!("{} {}", named.label(), named.title)))
            };
            let position = |position: Position| match position {
                None => Some((String::new(), t.first.to_owned())),
                Some(row) => Some((row.to_string(), titled(row)?)),
            };
            positions_of(&panel.items, id.0).into_iter().filter_map(position).collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(
        positions.with_untracked(|positions| positions.first().map(|(position, _)| position.clone())),
    );
    let option = |(position, words): (String, String)| view! { <option value=position>{words}</option> };
    let ask = move |()| {
        let after = chosen.get_untracked()?.parse().ok();
        let under = live.agenda.with_untracked(|panel| own_above(&panel.items, id));
        Some(Command::MoveItem { id, after, under }.into())
    };
    view! {
        <div class="sheet-line">
            <label class="field grow">
                <span>{t.move_to}</span>
                <select
                    data-testid="move-item-place"
                    autocomplete="off"
                    on:change=move |event| chosen.set(Some(event_target_value(&event)))
                >
                    <For each=move || positions.get() key=Clone::clone children=option />
                </select>
            </label>
            <Act testid="move-item-to" label=t.move_go done=move |()| ui.close() ask=ask />
        </div>
    }
    .into_any()
}

/// The item this one is a part of.
fn own_above(items: &[ItemView], id: ItemId) -> Option<ItemId> {
    items.iter().find(|item| item.id == id)?.under
}
