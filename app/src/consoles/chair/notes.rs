//! What the chair keeps with an item: notes for the chair alone, and the papers attached to it.

use leptos::prelude::*;
use meeting::ItemId;
use meeting::agenda::{Attachment, Content};
use meeting::minutes::Target;

use super::sheet::SheetTitle;
use crate::components::SyncedText;
use crate::live::Live;

/// Notes and papers of an item.
#[component]
pub fn ItemSheet(
    /// Which item.
    id: ItemId,
) -> AnyView {
    let live = Live::here();
    let t = live.chair_words();
    let item = Memo::new(move |_| live.agenda.with(|panel| panel.items.iter().find(|item| item.id == id).cloned()));
    if item.with_untracked(Option::is_none) {
        return view! { <SheetTitle title=t.item_gone /> }.into_any();
    }
    let notes = Signal::derive(move || {
        item.with(|item| item.as_ref().and_then(|item| item.notes.clone()).unwrap_or_default())
    });
    let code = live.code();
    let papers = move || item.with(|item| item.as_ref().map(|item| item.attachments.clone()).unwrap_or_default());
    let title = Signal::derive(move || {
        item.with(|item| item.as_ref().map_or_else(|| t.item_gone.to_owned(), |item| {
            format!("{} {}", item.label(), item.title)
        }))
    });
    let link = move |paper: Attachment| {
        let address = match paper.content {
            Content::Link { url } => url,
            Content::File { digest, .. } => format!("/m/{code}/files/{digest}"),
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
        <SheetTitle title=title />
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
        <div class:hidden=move || papers().is_empty()>
            <h3>{t.papers}</h3>
            <ul class="papers">
                <For each=papers key=|paper| paper.id children=link />
            </ul>
        </div>
    }
    .into_any()
}
