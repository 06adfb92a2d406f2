//! A field of lines: names, or what a question can be answered with, one a line.

use leptos::html;
use leptos::prelude::*;
use meeting::validate;

use super::TextArea;

/// The content of a field of several lines: names, one a line; or one line too long for a field of one line.
#[derive(Clone, Copy)]
pub struct Lines {
    text: RwSignal<String>,
    node: NodeRef<html::Textarea>,
}

impl Lines {
    /// A field that holds these lines.
    #[must_use]
    pub fn new(names: &[String]) -> Self {
        Self { text: RwSignal::new(names.join("\n")), node: NodeRef::new() }
    }

    /// The lines that are not blank.
    #[must_use]
    pub fn get(self) -> Vec<String> {
        let text = self.text.read();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
    }

    /// All lines, joined into one.
    #[must_use]
    pub fn line(self) -> String {
        self.get().join(" ")
    }

    /// The text as it is typed.
    #[must_use]
    pub fn text(self) -> String {
        self.text.try_get().unwrap_or_default()
    }

    /// Replaces the text.
    pub fn write(self, text: &str) {
        if let Some(Some(area)) = self.node.try_get_untracked() {
            area.set_value(text);
        }
        self.text.try_set(text.to_owned());
    }
}

/// The field itself, with its label.
#[component]
pub fn LinesField(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    label: &'static str,
    /// The content.
    lines: Lines,
    /// Lines shown when it is empty.
    rows: u32,
    /// Most characters, if limited.
    #[prop(optional, into)]
    most: Option<usize>,
    /// A placeholder: what to write here, while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
) -> AnyView {
    let initial = lines.text.get_untracked();
    // Letters typed before the page was hydrated are in the field already; what was stored of an earlier page is not.
    let rendered = initial.clone();
    Effect::new(move |taken: Option<bool>| {
        let Some(area) = lines.node.get() else { return false };
        let words = lines.text.get_untracked();
        if taken != Some(true) && words == rendered && area.value() != words {
            lines.text.set(area.value());
        } else if area.value() != words {
            area.set_value(&words);
        }
        true
    });
    view! {
        <TextArea
            testid=testid
            label=label
            initial=initial
            rows=rows
            most=most.unwrap_or(validate::TEXT)
            placeholder=placeholder
            node=lines.node
            on:input=move |event| lines.text.set(event_target_value(&event))
        />
    }
    .into_any()
}
