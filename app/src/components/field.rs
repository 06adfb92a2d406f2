//! Fields of forms.

use leptos::html;
use leptos::prelude::*;

use super::For;

/// A line to type in, with its label. What was typed before the page was hydrated stays.
#[component]
pub fn Field(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The content.
    value: RwSignal<String>,
    /// The `type` of the input; text unless given.
    #[prop(default = "text")]
    kind: &'static str,
    /// Id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Most characters, if limited.
    #[prop(optional)]
    most: Option<usize>,
    /// Classes for the style sheet.
    #[prop(optional)]
    class: &'static str,
    /// The input itself, for whoever moves the focus.
    #[prop(optional)]
    node: NodeRef<html::Input>,
) -> AnyView {
    let rendered = StoredValue::new(value.get_untracked());
    Effect::new(move |first: Option<()>| {
        let words = value.get();
        let Some(input) = node.get() else { return };
        let is_as_rendered = |words: &str| rendered.with_value(|rendered| rendered == words);
        let typed = input.value();
        if first.is_none() && !typed.is_empty() && !is_as_rendered(&typed) && is_as_rendered(&words) {
            value.set(typed);
        } else if input.value() != words {
            input.set_value(&words);
        }
    });
    view! {
        <label class=format!("field {class}")>
            <span>{label}</span>
            <input
                type=kind
                node_ref=node
                data-testid=testid
                value=value.get_untracked()
                list=list
                maxlength=most.map(|most| most.to_string())
                autocomplete="off"
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

/// A choice among a few fixed options, with its label. Options are pairs of a value and its words.
#[component]
pub fn Choice(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value chosen.
    value: RwSignal<String>,
    /// The options to choose from.
    options: Vec<(&'static str, String)>,
    /// Classes for the style sheet.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let known: Vec<&'static str> = options.iter().map(|(value, _)| *value).collect();
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if known.contains(&chosen.as_str()) {
            value.set(chosen);
        }
    };
    let options = options.into_iter().map(|(option, words)| {
        view! {
            <option value=option selected=move || value.with(|value| value == option)>
                {words}
            </option>
        }
    });
    view! {
        <label class=format!("field {class}")>
            <span>{label}</span>
            <select data-testid=testid autocomplete="off" prop:value=move || value.get() on:change=choose>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// A choice among options that the meeting itself names, with its label. Options are pairs of a value and its words.
#[component]
pub fn Pick(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value chosen.
    value: RwSignal<String>,
    /// The options to choose from.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Classes for the style sheet.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let option = move |(option, words): (String, String)| {
        let key = option.clone();
        view! {
            <option value=option selected=move || value.with(|value| *value == key)>
                {words}
            </option>
        }
    };
    view! {
        <label class=format!("field {class}")>
            <span>{label}</span>
            <select
                data-testid=testid
                autocomplete="off"
                prop:value=move || {
                    options.track();
                    value.get()
                }
                on:change=move |event| value.set(event_target_value(&event))
            >
                <For each=move || options.get() key=Clone::clone children=option />
            </select>
        </label>
    }
    .into_any()
}
