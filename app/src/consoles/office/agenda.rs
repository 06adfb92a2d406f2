//! The agenda as the office writes it before the meeting, and begins it: the office opens and introduces
//! before the chair takes over.

use leptos::prelude::*;
use meeting::ItemId;
use meeting::agenda::{Command, ItemKind, ItemState, ItemText};
use meeting::clean;
use meeting::panel::ItemView;

use crate::components::{Act, Choice, Field, behind};
use crate::live::{Live, Outcome};

/// The agenda, each item with what can be done with it, and a form for one more.
#[component]
pub fn AgendaEditor() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let ids = Memo::new(move |_| {
        live.agenda.with(|panel| panel.items.iter().map(|item| item.id).collect::<Vec<_>>())
    });
    let adding = RwSignal::new(false);
    view! {
        <section class="card agenda-editor" aria-label=t.agenda>
            <h2>{t.agenda}</h2>
            <ol class="agenda-list" data-testid="agenda">
                <For each=move || ids.get() key=|id| *id children=move |id| view! { <Row id=id ids=ids /> } />
            </ol>
            <button
                type="button"
                class="button quiet"
                data-testid="add-item-open"
                aria-expanded=move || adding.get().to_string()
                on:click=move |_| adding.update(|open| *open = !*open)
            >
                {t.add_item}
            </button>
            <Show when=move || adding.get()>
                <ItemForm
                    item=None
                    ask=move |item| {
                        let after = ids.with_untracked(|ids| ids.last().copied());
                        Command::AddItem { after, under: None, item, start: false }
                    }
                    done=move || adding.set(false)
                />
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Row(id: ItemId, ids: Memo<Vec<ItemId>>) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
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
                item.minutes.map(|minutes| (common.duration)(i64::from(minutes) * 60_000)),
                item.optional.then(|| t.optional.to_owned()),
                (item.state != ItemState::Pending).then(|| (common.item_state)(item.state).to_owned()),
            ];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
        })
    };
    let editing = RwSignal::new(false);
    let unless = move |wanted: ItemState| move || state.get() != Some(wanted);
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
        >
            <span class="number">{of(|item| item.number.to_string())}</span>
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
                <button
                    type="button"
                    class="button quiet"
                    data-testid="edit-item"
                    aria-expanded=move || editing.get().to_string()
                    on:click=move |_| editing.update(|open| *open = !*open)
                >
                    {t.edit}
                </button>
                <Act testid="move-item-up" class="quiet sign" label="▲" hint=t.move_up ask=shift(true) />
                <Act testid="move-item-down" class="quiet sign" label="▼" hint=t.move_down ask=shift(false) />
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
                    item=item.get_untracked()
                    ask=move |item| Command::EditItem { id, item }
                    done=move || editing.set(false)
                />
            </Show>
        </li>
    }
    .into_any()
}

/// The form of an item, new or known.
#[component]
fn ItemForm(
    item: Option<ItemView>,
    ask: impl Fn(ItemText) -> Command + Send + Sync + Copy + 'static,
    done: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let (known_kind, known_title, known_lead, minutes, known_optional) = item.map_or_else(
        || (ItemKind::Report, String::new(), String::new(), None, false),
        |item| (item.kind, item.title, item.lead, item.minutes, item.optional),
    );
    let title = RwSignal::new(known_title);
    let lead = RwSignal::new(known_lead);
    let minutes = RwSignal::new(minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    let optional = RwSignal::new(known_optional);
    let kind = RwSignal::new(kind_key(known_kind));
    let kinds = ItemKind::ALL.map(|kind| (kind_key(kind), (common.item_kind)(kind).to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = ItemKind::ALL.into_iter().find(|one| kind_key(*one) == kind.get_untracked());
        let text = ItemText {
            kind: chosen.unwrap_or(known_kind),
            title: title.get_untracked(),
            lead: lead.get_untracked(),
            minutes: minutes.get_untracked().trim().parse().ok(),
            optional: optional.get_untracked(),
            ..ItemText::new(known_kind, "")
        };
        live.send_then(ask(text), move |outcome| {
            if matches!(outcome, Outcome::Done { .. }) {
                done();
            }
        });
    };
    view! {
        <form class="form item-form" data-testid="item-form" on:submit=submit>
            <Field testid="item-title" label=t.item_title value=title class="wide" most=clean::TITLE />
            <Field testid="item-lead" label=t.item_lead value=lead most=clean::TITLE />
            <Choice testid="item-kind" label=t.item_kind value=kind options=kinds.to_vec() />
            <Field testid="item-minutes" label=t.item_minutes value=minutes kind="number" />
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="item-optional"
                    prop:checked=move || optional.get()
                    on:change=move |event| optional.set(event_target_checked(&event))
                />
                <span>{t.optional}</span>
            </label>
            <div class="actions wide">
                <button type="submit" class="button strong" data-testid="save-item">
                    {t.save}
                </button>
                <button type="button" class="button quiet" data-testid="cancel-item" on:click=move |_| done()>
                    {t.cancel}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn kind_key(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Opening => "opening",
        ItemKind::Report => "report",
        ItemKind::Address => "address",
        ItemKind::Floor => "floor",
        ItemKind::Answer => "answer",
        ItemKind::Poll => "poll",
        ItemKind::Conclusion => "conclusion",
        ItemKind::Signing => "signing",
        ItemKind::Closing => "closing",
        ItemKind::Break => "break",
    }
}
