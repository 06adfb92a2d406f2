//! The form of an item, new or known.

use leptos::prelude::*;
use meeting::agenda::{Command, ItemKind, ItemState, ItemText};
use meeting::panel::ItemView;
use meeting::{ItemId, validate};

use crate::components::{Choice, Field, Form, FormNews, Pick, fields, ticks};
use crate::live::typed::Fields;
use crate::live::{Live, Outcome};
use crate::text::staff;

/// An item as it is typed.
pub struct Typed {
    /// What is written about it.
    pub text: ItemText,
    /// The item it is a part of.
    pub under: Option<ItemId>,
}

/// The form. What it asks for is done one after the other; the first refusal ends it, with what is typed still there.
#[component]
pub fn ItemForm(
    /// The item as it is; `None` for a new one, or one that is gone.
    #[prop(into)]
    item: Signal<Option<ItemView>>,
    /// Makes the commands to send, in turn.
    ask: impl Fn(Typed) -> Vec<Command> + Send + Sync + Copy + 'static,
    /// Called when all of it is done, or left as it was.
    done: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), staff::of(live.lang));
    let first = item.get_untracked();
    let own = first.as_ref().map(|item| item.id);
    let begun = first.as_ref().is_some_and(|item| item.state != ItemState::Pending);
    let known_kind = first.as_ref().map_or(ItemKind::Report, |item| item.kind);
    let (is_optional, is_hidden) = first.as_ref().map_or((false, false), |item| (item.optional, item.hidden));
    let (optional, hidden) = (RwSignal::new(is_optional), RwSignal::new(is_hidden));
    let known = first.as_ref().map(known_fields).unwrap_or_default();
    let held = |key| RwSignal::new(known.get(key).cloned().unwrap_or_default());
    let (minutes, seconds, title, lead) = (held("minutes"), held("seconds"), held("title"), held("lead"));
    let (kind, under) = (RwSignal::new(kind_key(known_kind).to_owned()), held("under"));
    let form = match own {
        Some(_) => Form::editing(form_name(own)),
        None => Form::new(form_name(None)),
    };
    let form = form.field("title", title).field("lead", lead).field("kind", kind).field("under", under);
    let form = form.field("minutes", minutes).field("seconds", seconds).field("optional", optional);
    let form = form.field("hidden", hidden).begin();
    let form = form.follows(move || item.get().as_ref().map(known_fields));
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
        let chosen = kind.with_untracked(|kind| ItemKind::ALL.into_iter().find(|one| kind_key(*one) == kind));
        let text = ItemText {
            kind: chosen.unwrap_or(known_kind),
            title: title.get_untracked(),
            lead: lead.get_untracked(),
            planned_duration: minutes.get_untracked().trim().parse().ok(),
            seconds: seconds.get_untracked().trim().parse().ok(),
            optional: optional.get_untracked(),
            hidden: hidden.get_untracked(),
        };
        let under = under.get_untracked().parse().ok();
        one_after_the_other(live, (form, form.holds()), ask(Typed { text, under }), done);
    };
    let leave = move |_| {
        form.revert();
        done();
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
            <Field testid="item-title" label=t.item_title value=title class="wide" most=validate::TITLE />
            <Field testid="item-lead" label=t.item_lead value=lead most=validate::TITLE />
            <Choice testid="item-kind" label=t.item_kind value=kind options=kinds.to_vec() />
            <Field testid="item-minutes" label=t.item_duration value=minutes kind="number" />
            <Field testid="item-seconds" label=words.item_seconds value=seconds kind="number" />
            <Pick testid="item-under" label=words.part_of value=under options=wholes class="wide" />
            {check("item-optional", t.optional, optional)}
            {(!begun).then(|| check("item-hidden", words.hidden, hidden))}
            <FormNews form=form />
            <div class="actions wide">
                <button type="submit" class="button strong" data-testid="save-item">
                    {t.save}
                </button>
                <button type="button" class="button quiet" data-testid="cancel-item" on:click=leave>
                    {t.cancel}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Sends commands in turn; the last is the form's own, and with it the form is done unless it holds something newer.
fn one_after_the_other(
    live: Live,
    (form, sent): (Form, Fields),
    mut commands: Vec<Command>,
    done: impl Fn() + Send + Sync + Copy + 'static,
) {
    if commands.is_empty() {
        return done();
    }
    let first = commands.remove(0);
    if commands.is_empty() {
        form.send_held(sent, first, move |answered| {
            if answered.is_over() {
                done();
            }
        });
    } else {
        live.send_then(first, move |outcome| {
            if matches!(outcome, Outcome::Done { .. }) {
                one_after_the_other(live, (form, sent), commands, done);
            }
        });
    }
}

/// The name of the form of an item, or of a new one.
#[must_use]
pub fn form_name(item: Option<ItemId>) -> String {
    item.map_or_else(|| "item new".to_owned(), |item| format!("item {item}"))
}

/// The fields as they are filled with what is known of an item.
fn known_fields(item: &ItemView) -> Fields {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    fields([
        ("title", item.title.clone()),
        ("lead", item.lead.clone()),
        ("kind", kind_key(item.kind).to_owned()),
        ("under", item.under.map(|under| under.to_string()).unwrap_or_default()),
        ("minutes", number(item.planned_duration)),
        ("seconds", number(item.seconds)),
        ("optional", ticks(item.optional)),
        ("hidden", ticks(item.hidden)),
    ])
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
