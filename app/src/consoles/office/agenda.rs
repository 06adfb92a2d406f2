//! The agenda as the office writes it before the meeting, and begins it: the office opens and introduces
//! before the chair takes over.

pub mod attachments;
pub mod form;

use leptos::prelude::*;
use meeting::ItemId;
use meeting::agenda::{Command, ItemState};
use meeting::panel::ItemView;

use crate::components::{Act, For, Opens, behind};
use crate::live::Live;
use crate::text::staff;

use form::{ItemForm, Typed, form_name};

/// Lists the agenda, each item with what can be done with it, and a form for one more.
#[component]
pub fn AgendaEditor() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let ids = Memo::new(move |_| {
        live.agenda.with(|panel| panel.items.iter().map(|item| item.id).collect::<Vec<_>>())
    });
    let adding = RwSignal::new(false);
    live.typed.reopens(form_name(None), move || adding.set(true));
    view! {
        <section class="card agenda-editor" aria-label=t.agenda>
            <h2>{t.agenda}</h2>
            <ol class="agenda-list" data-testid="agenda">
                <For each=move || ids.get() key=|id| *id children=|id| view! { <Row id=id /> } />
            </ol>
            <Opens testid="add-item-open" label=t.add_item open=adding />
            <Show when=move || adding.get()>
                <ItemForm
                    item=Signal::stored(None)
                    ask=move |Typed { text, under }| {
                        vec![Command::AddItem { after: last_of(live, under), under, item: text, start: false }]
                    }
                    done=move || adding.set(false)
                />
            </Show>
        </section>
    }
    .into_any()
}

/// The item behind which a new one stands last: in the agenda, or among the parts of one.
fn last_of(live: Live, under: Option<ItemId>) -> Option<ItemId> {
    live.agenda.with_untracked(|panel| {
        let mut alike = panel.items.iter().filter(|item| item.under == under);
        alike.next_back().map(|item| item.id).or(under)
    })
}

/// The command that moves an item one position among its like: parts stay with their item.
fn moved(items: &[ItemView], id: ItemId, up: bool) -> Option<Command> {
    let under = items.iter().find(|item| item.id == id)?.under;
    let alike: Vec<ItemId> = items.iter().filter(|item| item.under == under).map(|item| item.id).collect();
    let after = behind(&alike, id, up)?.or(under);
    Some(Command::MoveItem { id, after, under })
}

#[component]
fn Row(id: ItemId) -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), staff::of(live.lang));
    let item =
        Memo::new(move |_| live.agenda.with(|panel| panel.items.iter().find(|item| item.id == id).cloned()));
    let of = move |part: fn(&ItemView) -> String| {
        move || item.with(|item| item.as_ref().map(part).unwrap_or_default())
    };
    let state = Memo::new(move |_| item.with(|item| item.as_ref().map(|item| item.state)));
    let about = move || {
        item.with(|item| {
            let item = item.as_ref()?;
            let parts = [
                Some((common.item_kind)(item.kind).to_owned()),
                Some(item.lead.clone()).filter(|lead| !lead.is_empty()),
                item.planned_duration.map(|minutes| (common.duration)(i64::from(minutes) * 60_000)),
                item.seconds.map(|seconds| format!("{}: {seconds}", words.item_seconds)),
                item.hidden.then(|| words.hidden_mark.to_owned()),
                item.optional.then(|| t.optional.to_owned()),
                (item.state != ItemState::Pending).then(|| (common.item_state)(item.state).to_owned()),
            ];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
        })
    };
    let editing = RwSignal::new(false);
    live.typed.reopens(form_name(Some(id)), move || editing.set(true));
    let unless = move |wanted: ItemState| move || state.get() != Some(wanted);
    let shift = move |up: bool| {
        Callback::new(move |()| {
            live.agenda.with_untracked(|panel| moved(&panel.items, id, up)).map(Into::into)
        })
    };
    let hidden = Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(|item| item.hidden)));
    let is_part = move || item.with(|item| item.as_ref().is_some_and(|item| item.under.is_some()));
    view! {
        <li
            class="agenda-item"
            class:part=is_part
            class:not-shown=hidden
            data-testid="agenda-item"
            data-item=id.to_string()
            data-state=move || state.get().map(super::super::state_name)
        >
            <span class="number">{of(ItemView::label)}</span>
            <div class="what">
                <p class="title">{of(|item| item.title.clone())}</p>
                <p class="about">{about}</p>
            </div>
            <div class="actions">
                <span class:hidden=unless(ItemState::Pending)>
                    <Act
                        testid="start-item"
                        class="quiet"
                        label=t.start_item
                        ask=move |()| Some(Command::StartItem { id }.into())
                    />
                </span>
                <span class:hidden=unless(ItemState::Running)>
                    <Act
                        testid="finish-item"
                        class="quiet"
                        label=t.finish_item
                        ask=move |()| Some(Command::FinishItem { id }.into())
                    />
                </span>
                <Opens testid="edit-item" label=t.edit open=editing />
                <Act testid="move-item-up" class="quiet sign" label="▲" hint=t.move_up ask=shift(true) />
                <Act testid="move-item-down" class="quiet sign" label="▼" hint=t.move_down ask=shift(false) />
                <span class:hidden=move || !hidden.get()>
                    <Act
                        testid="show-item"
                        class="quiet"
                        label=words.show_item
                        ask=move |()| Some(Command::ShowItem { id }.into())
                    />
                </span>
                <span class:hidden=unless(ItemState::Pending)>
                    <Act
                        testid="remove-item"
                        class="quiet"
                        label=t.remove
                        confirm=Signal::derive(move || Some(t.remove_sure.to_owned()))
                        ask=move |()| Some(Command::RemoveItem { id }.into())
                    />
                </span>
            </div>
            <Show when=move || editing.get()>
                <ItemForm
                    item=item
                    ask=move |Typed { text, under }| {
                        let known = item.with_untracked(|item| item.as_ref().and_then(|item| item.under));
                        let edit = Command::EditItem { id, item: text };
                        let moved = Command::MoveItem { id, after: last_of(live, under), under };
                        if under == known { vec![edit] } else { vec![moved, edit] }
                    }
                    done=move || editing.set(false)
                />
            </Show>
            <attachments::Attachments id=id />
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::Snapshot;

    fn items() -> Vec<ItemView> {
        let item = |id: u32, under: Option<u32>| {
            serde_json::json!({
                "id": id, "number": 1, "under": under, "kind": "report", "title": "", "lead": "", "minutes": null,
                "optional": false, "state": "pending", "started": null, "finished": null,
            })
        };
        let all = [item(1, None), item(2, None), item(3, Some(2)), item(4, Some(2)), item(5, None)];
        serde_json::from_value(all.into()).expect("items")
    }

    fn place(id: u32, after: Option<u32>, under: Option<u32>) -> Option<Command> {
        Some(Command::MoveItem { id: ItemId(id), after: after.map(ItemId), under: under.map(ItemId) })
    }

    #[test]
    fn an_item_steps_over_the_parts_of_another_and_a_part_stays_with_its_item() {
        let items = items();
        assert_eq!(moved(&items, ItemId(5), true), place(5, Some(1), None));
        assert_eq!(moved(&items, ItemId(1), false), place(1, Some(2), None));
        assert_eq!(moved(&items, ItemId(4), true), place(4, Some(2), Some(2)), "first of the parts");
        assert_eq!(moved(&items, ItemId(3), false), place(3, Some(4), Some(2)));
        assert_eq!(moved(&items, ItemId(3), true), None);
        assert_eq!(moved(&items, ItemId(4), false), None, "a part does not leave by itself");
    }

    #[test]
    fn one_more_stands_last_among_its_like() {
        Owner::new().with(|| {
            let panel = serde_json::json!({ "items": items(), "next": null });
            let live = Live::new(Snapshot {
                place: meeting::Place::Office,
                code: String::new(),
                lang: crate::text::Lang::Vi,
                epoch: String::new(),
                now: meeting::Moment(0),
                panels: [(meeting::panel::PanelName::Agenda, (1, panel))].into(),
                join_url: String::new(),
            });
            assert_eq!(last_of(live, None), Some(ItemId(5)));
            assert_eq!(last_of(live, Some(ItemId(2))), Some(ItemId(4)));
            assert_eq!(
                last_of(live, Some(ItemId(1))),
                Some(ItemId(1)),
                "the first part stands behind its item"
            );
        });
    }
}
