//! A row of the chair's agenda: one item, with what can be done with it.

use leptos::prelude::*;
use meeting::ItemId;
use meeting::agenda::{Command, ItemState};
use meeting::panel::ItemView;

use super::dialog::{Dialog, Opens};
use crate::components::{Act, Grip, Reorder};
use crate::consoles::state_name;
use crate::live::Live;

/// The row of one item.
#[component]
pub fn AgendaRow(
    /// The item.
    id: ItemId,
    /// The item that shows its controls because it was touched.
    touched: RwSignal<Option<ItemId>>,
    /// The reordering of the list it is a row of.
    reorder: Reorder,
) -> AnyView {
    let live = Live::here();
    let (t, c, common) = (live.words(), live.chair_words(), live.common());
    let row = id.0;
    let item =
        Memo::new(move |_| live.agenda.with(|panel| panel.items.iter().find(|item| item.id == id).cloned()));
    let of = move |part: fn(&ItemView) -> String| {
        move || item.with(|item| item.as_ref().map(part).unwrap_or_default())
    };
    let state = Memo::new(move |_| item.with(|item| item.as_ref().map(|item| item.state)));
    let hidden = Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(|item| item.hidden)));
    let is_part =
        Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(|item| item.under.is_some())));
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
    // Whole minutes: what is shown changes once a minute, not with every tick.
    let minutes = Memo::new(move |_| {
        item.with(|item| {
            let item = item.as_ref()?;
            if item.state == ItemState::Pending && item.spent_ms == 0 {
                return item.planned_duration.map(c.planned_duration);
            }
            let spent = item.timed().spent_ms(live.now.get()) / 60_000;
            (item.state != ItemState::Skipped).then(|| (c.spent_of_planned)(spent, item.planned_duration))
        })
    });
    let over = Memo::new(move |_| {
        item.with(|item| {
            let item = item.as_ref()?;
            let planned = i64::from(item.planned_duration?) * 60_000;
            Some(item.timed().spent_ms(live.now.get()) > planned)
        })
        .unwrap_or_default()
    });
    let has = move || {
        item.with(|item| {
            let item = item.as_ref()?;
            let noted = item.notes.as_ref().is_some_and(|notes| !notes.text.trim().is_empty());
            let attachments =
                (!item.attachments.is_empty()).then(|| (c.attachments_of)(item.attachments.len()));
            let parts = [
                item.hidden.then(|| format!("◌ {}", c.hidden)),
                noted.then(|| format!("✎ {}", c.has_notes)),
                attachments,
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(" · "))
        })
    };
    let toggle = move |_| {
        touched.update(|touched| *touched = if *touched == Some(id) { None } else { Some(id) });
    };
    let unless =
        move |wanted: &'static [ItemState]| move || !state.get().is_some_and(|state| wanted.contains(&state));
    let pending = move || state.get() == Some(ItemState::Pending);
    view! {
        <li
            class="agenda-item"
            data-testid="agenda-item"
            data-item=id.to_string()
            data-row=row.to_string()
            data-state=move || state.get().map(state_name)
            data-next=move || is_next.get().then_some("true")
            data-part=move || is_part.get().then_some("true")
            data-hidden=move || hidden.get().then_some("true")
            class:lifted=move || reorder.is_lifted(row)
            class:drop-behind=move || reorder.drops_behind(Some(row))
        >
            <div class="agenda-line">
                <Grip reorder=reorder row=row testid="item-grip" />
                <button
                    type="button"
                    class="agenda-head"
                    data-testid="agenda-item-toggle"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=toggle
                >
                    <span class="number">{of(ItemView::label)}</span>
                    <span class="what">
                        <span class="title">{of(|item| item.title.clone())}</span>
                        <span class="about">
                            <span class="state">{note}</span>
                            <span class="minutes" class:over=over data-testid="item-minutes-spent">
                                {move || minutes.get()}
                            </span>
                            <span class="lead">{of(|item| item.lead.clone())}</span>
                        </span>
                        <span class="about has" data-testid="item-has">{has}</span>
                    </span>
                </button>
            </div>
            // Folded away and not put away: the keys of a row work all the same.
            <div class="actions" class:folded=move || !is_open.get()>
                <span class:hidden=unless(&[ItemState::Running])>
                    <Act
                        testid="finish-item"
                        key="K"
                        label=t.finish_item
                        ask=move |()| Some(Command::FinishItem { id }.into())
                    />
                </span>
                <span class:hidden=unless(&[ItemState::Pending, ItemState::Skipped, ItemState::Done])>
                    <Act
                        testid="start-item"
                        key="K"
                        label=Signal::derive(move || {
                            let again = state.get() == Some(ItemState::Done);
                            (if again { t.start_item_again } else { t.start_item }).to_owned()
                        })
                        ask=move |()| Some(Command::StartItem { id }.into())
                    />
                </span>
                <span class:hidden=unless(&[ItemState::Skipped, ItemState::Done])>
                    <Act
                        testid="reopen-item"
                        key="U"
                        class="quiet"
                        label=c.reopen
                        ask=move |()| Some(Command::ReopenItem { id }.into())
                    />
                </span>
                <span class:hidden=unless(&[ItemState::Pending])>
                    <Act
                        testid="skip-item"
                        key="U"
                        class="quiet"
                        label=t.skip_item
                        ask=move |()| Some(Command::SkipItem { id }.into())
                    />
                </span>
                <span class:hidden=move || !pending() || hidden.get()>
                    <Act testid="hide-item" class="quiet" key="Y" label=c.hide_item ask=move |()| Some(Command::HideItem { id }.into()) />
                </span>
                <span class:hidden=move || !hidden.get()>
                    <Act testid="show-item" class="quiet" key="Y" label=c.show_item ask=move |()| Some(Command::ShowItem { id }.into()) />
                </span>
                <Opens testid="item-details" key="D" label=c.details dialog=Dialog::Item(id) />
            </div>
        </li>
    }
    .into_any()
}
