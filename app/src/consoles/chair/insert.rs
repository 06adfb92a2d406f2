//! The form for one more item, behind the one that is on.

use leptos::prelude::*;
use meeting::agenda::{Command, ItemKind, ItemText};
use meeting::validate;

use super::ChairUi;
use super::dialog::DialogTitle;
use crate::components::{Choice, Field, Form};
use crate::live::Live;

/// Values of the choice of a kind, which are fixed words: the kinds are told apart by their index among all.
const PLACES: [&str; ItemKind::ALL.len()] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
/// What is inserted most often while a meeting is on: answers.
const ANSWER: &str = PLACES[4];

/// The name of the form.
pub(super) const FORM: &str = "insert";

/// The form for one more item.
#[component]
pub fn InsertItem() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, c, common) = (live.words(), live.chair_words(), live.common());
    let title = RwSignal::new(String::new());
    let kind = RwSignal::new(ANSWER.to_owned());
    let form = Form::new(FORM).field("title", title).field("kind", kind).begin();
    let options = PLACES
        .into_iter()
        .zip(ItemKind::ALL)
        .map(|(place, kind)| (place, (common.item_kind)(kind).to_owned()));
    let insert = move |start: bool| {
        let chosen =
            kind.with_untracked(|kind| PLACES.iter().position(|place| place == kind)).unwrap_or_default();
        let item = ItemText::new(ItemKind::ALL[chosen], &title.get_untracked());
        let after = live.floor.with_untracked(|floor| floor.item.as_ref().map(|item| item.id));
        form.send(Command::AddItem { after, under: None, item, start }, move |answered| {
            if answered.is_over() {
                ui.close();
            }
        });
    };
    let empty = move || title.with(|title| title.trim().is_empty());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !empty() {
            insert(true);
        }
    };
    view! {
        <DialogTitle title=c.insert_title />
        <form class="form" data-typed="true" on:submit=submit>
            <Field testid="insert-title" label=t.item_title value=title most=validate::TITLE class="wide" />
            <Choice testid="insert-kind" label=t.item_kind value=kind options=options.collect() class="wide" />
            <button type="submit" class="button strong" data-testid="insert-start" disabled=empty>
                {c.insert_start}
            </button>
            <button
                type="button"
                class="button"
                data-testid="insert-later"
                disabled=empty
                on:click=move |_| insert(false)
            >
                {c.insert_later}
            </button>
        </form>
    }
    .into_any()
}
