//! The form of an item, new or known.

use leptos::prelude::*;
use meeting::agenda::{Command, ItemKind, ItemState, ItemText};
use meeting::panel::ItemView;
use meeting::{ItemId, clean};

use crate::components::{Choice, Field, Pick};
use crate::live::{Live, Outcome};
use crate::text::staff;

/// What was typed of an item.
pub struct Typed {
    /// What it is.
    pub text: ItemText,
    /// The item it is a part of.
    pub under: Option<ItemId>,
}

/// The form. What it asks for is done one after the other; the first refusal ends it, with what is typed kept.
#[component]
pub fn ItemForm(
    /// The item as it is; `None` for a new one.
    item: Option<ItemView>,
    /// What is to be asked for, in turn, once it is sent.
    ask: impl Fn(Typed) -> Vec<Command> + Send + Sync + Copy + 'static,
    /// Called when all of it is done, or left as it was.
    done: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), staff::of(live.lang));
    let own = item.as_ref().map(|item| item.id);
    let begun = item.as_ref().is_some_and(|item| item.state != ItemState::Pending);
    let (known, known_under) = item.map_or_else(
        || (ItemText::new(ItemKind::Report, ""), None),
        |item| {
            let ItemView { kind, title, lead, minutes, seconds, optional, hidden, under, .. } = item;
            (ItemText { kind, title, lead, minutes, seconds, optional, hidden }, under)
        },
    );
    let number =
        |number: Option<u32>| RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default());
    let (minutes, seconds) = (number(known.minutes), number(known.seconds));
    let (optional, hidden) = (RwSignal::new(known.optional), RwSignal::new(known.hidden));
    let known_kind = known.kind;
    let kind = RwSignal::new(kind_key(known_kind));
    let (title, lead) = (RwSignal::new(known.title), RwSignal::new(known.lead));
    let under = RwSignal::new(known_under.map(|under| under.to_string()).unwrap_or_default());
    let wholes = Signal::derive(move || {
        let none = (String::new(), words.top_level.to_owned());
        let others = live.agenda.with(|panel| {
            let others = panel.items.iter().filter(|item| item.under.is_none() && Some(item.id) != own);
            let others = others.map(|item| {
                (
                    item.id.to_string(),
                    format!("{} {}", item.label(), item.title.chars().take(60).collect::<String>()),
                )
            });
            others.collect::<Vec<_>>()
        });
        std::iter::once(none).chain(others).collect::<Vec<_>>()
    });
    let kinds = ItemKind::ALL.map(|kind| (kind_key(kind), (common.item_kind)(kind).to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = ItemKind::ALL.into_iter().find(|one| kind_key(*one) == kind.get_untracked());
        let text = ItemText {
            kind: chosen.unwrap_or(known_kind),
            title: title.get_untracked(),
            lead: lead.get_untracked(),
            minutes: minutes.get_untracked().trim().parse().ok(),
            seconds: seconds.get_untracked().trim().parse().ok(),
            optional: optional.get_untracked(),
            hidden: hidden.get_untracked(),
        };
        let under = under.get_untracked().parse().ok();
        one_after_the_other(live, ask(Typed { text, under }), done);
    };
    let check = |testid: &'static str, label: &'static str, value: RwSignal<bool>| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid=testid
                    prop:checked=move || value.get()
                    on:change=move |event| value.set(event_target_checked(&event))
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <form class="form item-form" data-testid="item-form" on:submit=submit>
            <Field testid="item-title" label=t.item_title value=title class="wide" most=clean::TITLE />
            <Field testid="item-lead" label=t.item_lead value=lead most=clean::TITLE />
            <Choice testid="item-kind" label=t.item_kind value=kind options=kinds.to_vec() />
            <Field testid="item-minutes" label=t.item_minutes value=minutes kind="number" />
            <Field testid="item-seconds" label=words.item_seconds value=seconds kind="number" />
            <Pick testid="item-under" label=words.part_of value=under options=wholes class="wide" />
            {check("item-optional", t.optional, optional)}
            {(!begun).then(|| check("item-hidden", words.hidden, hidden))}
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

/// Asks for each in turn; all done, the form is done.
fn one_after_the_other(
    live: Live,
    mut commands: Vec<Command>,
    done: impl Fn() + Send + Sync + Copy + 'static,
) {
    if commands.is_empty() {
        done();
        return;
    }
    let first = commands.remove(0);
    live.send_then(first, move |outcome| {
        if matches!(outcome, Outcome::Done { .. }) {
            one_after_the_other(live, commands, done);
        }
    });
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
