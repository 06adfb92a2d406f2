//! What lies over the console for a moment: one dialog, whatever it holds. Escape closes it.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use meeting::{ItemId, RequestId};

use super::{Hand, breach, gone, help, insert, minutes, notes, order, rules, totals, waiting_sheet};
use crate::live::Live;

/// What the dialog holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Every key.
    Help,
    /// Proposed orders of the list.
    Order,
    /// Those who left the list.
    Gone,
    /// What holds for the list and for speeches.
    Rules,
    /// What else can be done with someone who waits.
    Waiting(RequestId),
    /// Notes and papers of an item.
    Item(ItemId),
    /// One more item.
    Insert,
    /// The time that is left, spread anew.
    Minutes,
    /// How long who has spoken.
    Totals,
    /// Why a speech is ended.
    Breach,
}

impl Sheet {
    /// As a hook for tests.
    fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Order => "order",
            Self::Gone => "gone",
            Self::Rules => "rules",
            Self::Waiting(_) => "waiting",
            Self::Item(_) => "item",
            Self::Insert => "insert",
            Self::Minutes => "minutes",
            Self::Totals => "totals",
            Self::Breach => "breach",
        }
    }
}

/// The dialog.
#[component]
pub fn SheetHost() -> AnyView {
    let (live, hand) = (Live::here(), Hand::here());
    let t = live.chair_words();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (sheet, Some(dialog)) = (hand.sheet.get(), node.get()) else { return };
        if sheet.is_none() {
            dialog.close();
            return;
        }
        // Once what it holds is there, so that the focus finds it.
        request_animation_frame(move || {
            if !dialog.open() && hand.sheet.try_get_untracked().flatten().is_some() {
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
    live.typed.reopens(insert::FORM.to_owned(), move || hand.sheet.set(Some(Sheet::Insert)));
    if let Some(speech) = live.floor.with_untracked(|floor| floor.speech.as_ref().map(|speech| speech.id)) {
        live.typed.reopens(breach::form_name(speech), move || hand.sheet.set(Some(Sheet::Breach)));
    }
    let refusal = move || {
        live.notice.with(|notice| notice.as_ref().map(|notice| notice.text.clone())).map(|text| {
            view! { <p class="sheet-message" role="alert" data-testid="sheet-message">{text}</p> }
        })
    };
    let body = move |sheet: Sheet| match sheet {
        Sheet::Help => view! { <help::Help /> }.into_any(),
        Sheet::Order => view! { <order::Proposals /> }.into_any(),
        Sheet::Gone => view! { <gone::GonePeople /> }.into_any(),
        Sheet::Rules => view! { <rules::Rules /> }.into_any(),
        Sheet::Waiting(request) => view! { <waiting_sheet::WaitingSheet request=request /> }.into_any(),
        Sheet::Item(id) => view! { <notes::ItemSheet id=id /> }.into_any(),
        Sheet::Insert => view! { <insert::InsertItem /> }.into_any(),
        Sheet::Minutes => view! { <minutes::SpreadMinutes /> }.into_any(),
        Sheet::Totals => view! { <totals::Totals /> }.into_any(),
        Sheet::Breach => view! { <breach::Breach /> }.into_any(),
    };
    view! {
        <dialog
            class="sheet"
            node_ref=node
            data-testid="sheet"
            data-sheet=move || hand.sheet.get().map(Sheet::name)
            aria-labelledby="sheet-title"
            on:close=move |_| hand.close()
        >
            {move || {
                hand.sheet
                    .get()
                    .map(|sheet| {
                        view! {
                            <div class="sheet-inside">
                                {refusal}
                                {body(sheet)}
                                <button
                                    type="button"
                                    class="button quiet sheet-close"
                                    data-testid="sheet-close"
                                    aria-keyshortcuts="Escape"
                                    on:click=move |_| hand.close()
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

/// The heading of what the dialog holds.
#[component]
pub fn SheetTitle(
    /// What it says.
    #[prop(into)]
    title: Signal<String>,
) -> AnyView {
    view! { <h2 id="sheet-title" class="sheet-title" data-testid="sheet-title" tabindex="-1">{title}</h2> }
        .into_any()
}

/// A button that opens the dialog.
#[component]
pub fn Opens(
    /// Hook for tests.
    testid: &'static str,
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it opens.
    sheet: Sheet,
    /// The key that presses it too.
    #[prop(optional)]
    key: Option<&'static str>,
    /// How it looks.
    #[prop(optional)]
    class: &'static str,
    /// What it means, where the label is only a sign.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
) -> AnyView {
    let (live, hand) = (Live::here(), Hand::here());
    let open = move |_| {
        // What was refused before has nothing to do with what is opened now.
        live.notice.set(None);
        hand.sheet.set(Some(sheet));
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
