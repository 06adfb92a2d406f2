//! The one dialog that lies over the console for a moment, whatever it holds. Escape closes it.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use meeting::{ItemId, RequestId};

use super::{
    ChairUi, breach, help, insert, left_list, notes, order, rules, spread_time, totals, waiting_dialog,
};
use crate::live::Live;

/// The dialogs there are, by what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The list of keys.
    Help,
    /// Proposed orders of the list.
    Order,
    /// Those who left the list.
    LeftList,
    /// The rules for the list and for speeches.
    Rules,
    /// What else can be done with someone who waits.
    Waiting(RequestId),
    /// Notes and attachments of an item.
    Item(ItemId),
    /// The form for one more item.
    Insert,
    /// The time that is left, spread anew over the items.
    SpreadTime,
    /// How long people and hamlets have spoken.
    Totals,
    /// The reason why a speech is ended.
    Breach,
}

impl Dialog {
    /// The dialog's name, as a hook for tests.
    fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Order => "order",
            Self::LeftList => "gone",
            Self::Rules => "rules",
            Self::Waiting(_) => "waiting",
            Self::Item(_) => "item",
            Self::Insert => "insert",
            Self::SpreadTime => "minutes",
            Self::Totals => "totals",
            Self::Breach => "breach",
        }
    }
}

/// Shows the dialog that is open.
#[component]
pub fn DialogHost() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let t = live.chair_words();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (open, Some(dialog)) = (ui.dialog.get(), node.get()) else { return };
        if open.is_none() {
            dialog.close();
            return;
        }
        // Once what it holds is there, so that the focus finds it.
        request_animation_frame(move || {
            if !dialog.open() && ui.dialog.try_get_untracked().flatten().is_some() {
                let _ = dialog.show_modal();
            }
            // A field that is to be typed in at once, or else the heading, where nothing is pressed by mistake.
            let field = dialog.query_selector("[data-typed] input").ok().flatten();
            let first = field.or_else(|| dialog.query_selector(".sheet-title").ok().flatten());
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        });
    });
    // What was typed in it before the page was loaded anew is seen again.
    live.typed.reopens(insert::FORM.to_owned(), move || ui.dialog.set(Some(Dialog::Insert)));
    if let Some(speech) = live.floor.with_untracked(|floor| floor.speech.as_ref().map(|speech| speech.id)) {
        live.typed.reopens(breach::form_name(speech), move || ui.dialog.set(Some(Dialog::Breach)));
    }
    let refusal = move || {
        live.notice.with(|notice| notice.as_ref().map(|notice| notice.text.clone())).map(|text| {
            view! { <p class="sheet-message" role="alert" data-testid="sheet-message">{text}</p> }
        })
    };
    let body = move |dialog: Dialog| match dialog {
        Dialog::Help => view! { <help::Help /> }.into_any(),
        Dialog::Order => view! { <order::Proposals /> }.into_any(),
        Dialog::LeftList => view! { <left_list::LeftList /> }.into_any(),
        Dialog::Rules => view! { <rules::Rules /> }.into_any(),
        Dialog::Waiting(request) => view! { <waiting_dialog::WaitingDialog request=request /> }.into_any(),
        Dialog::Item(id) => view! { <notes::ItemDialog id=id /> }.into_any(),
        Dialog::Insert => view! { <insert::InsertItem /> }.into_any(),
        Dialog::SpreadTime => view! { <spread_time::SpreadTime /> }.into_any(),
        Dialog::Totals => view! { <totals::Totals /> }.into_any(),
        Dialog::Breach => view! { <breach::Breach /> }.into_any(),
    };
    view! {
        <dialog
            class="sheet"
            node_ref=node
            data-testid="sheet"
            data-sheet=move || ui.dialog.get().map(Dialog::name)
            aria-labelledby="sheet-title"
            on:close=move |_| ui.close()
        >
            {move || {
                ui.dialog
                    .get()
                    .map(|dialog| {
                        view! {
                            <div class="sheet-inside">
                                {refusal}
                                {body(dialog)}
                                <button
                                    type="button"
                                    class="button quiet sheet-close"
                                    data-testid="sheet-close"
                                    aria-keyshortcuts="Escape"
                                    on:click=move |_| ui.close()
                                >
                                    {t.close}
                                    <kbd aria-hidden="true">"Esc"</kbd>
                                </button>
                            </div>
                        }
                    })
            }}
        </dialog>
    }
    .into_any()
}

/// The heading of a dialog.
#[component]
pub fn DialogTitle(
    /// The words of the heading.
    #[prop(into)]
    title: Signal<String>,
) -> AnyView {
    view! { <h2 id="sheet-title" class="sheet-title" data-testid="sheet-title" tabindex="-1">{title}</h2> }
        .into_any()
}

/// A button that opens a dialog.
#[component]
pub fn Opens(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The dialog it opens.
    dialog: Dialog,
    /// The key that presses it too.
    #[prop(optional)]
    key: Option<&'static str>,
    /// Classes for the style sheet.
    #[prop(optional)]
    class: &'static str,
    /// What it means, where the label is only a sign.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
) -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let open = move |_| {
        // What was refused before has nothing to do with what is opened now.
        live.notice.set(None);
        ui.dialog.set(Some(dialog));
    };
    view! {
        <button
            type="button"
            class=format!("button quiet {class}")
            data-testid=testid
            data-key=key
            aria-keyshortcuts=key
            aria-haspopup="dialog"
            aria-label=move || hint.map(|hint| hint.get())
            title=move || hint.map(|hint| hint.get())
            on:click=open
        >
            <span class="says">{label}</span>
            <crate::components::KeyHint key=key />
        </button>
    }
    .into_any()
}
