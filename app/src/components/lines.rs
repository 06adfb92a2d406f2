//! A field of lines: names, or what a question can be answered with, one a line.

use leptos::html;
use leptos::prelude::*;
use meeting::validate;

use super::TextArea;

/// Names, one a line, in a field; or one line too long for a field of one line.
#[derive(Clone, Copy)]
pub struct Lines {
    text: RwSignal<String>,
    node: NodeRef<html::Textarea>,
}

impl Lines {
    /// These lines.
    #[must_use]
    pub fn new(names: &[String]) -> Self {
        Self { text: RwSignal::new(names.join("\n")), node: NodeRef::new() }
    }

    /// Each line that says something.
    #[must_use]
    pub fn get(self) -> Vec<String> {
        let text = self.text.read();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
    }

    /// All of it as one line.
    #[must_use]
    pub fn line(self) -> String {
        self.get().join(" ")
    }

    /// All that is typed, as it is.
    #[must_use]
    pub fn text(self) -> String {
        self.text.try_get().unwrap_or_default()
    }

    /// Writes something else in its place.
    pub fn write(self, text: &str) {
        if let Some(Some(area)) = self.node.try_get_untracked() {
            area.set_value(text);
        }
        self.text.try_set(text.to_owned());
    }
}

/// The field itself.
#[component]
pub fn LinesField(
    /// Hook for tests.
    testid: &'static str,
    /// What goes in.
    label: &'static str,
    /// What it holds.
    lines: Lines,
    /// Lines shown when it is empty.
    rows: u32,
    /// Most characters.
    #[prop(optional, into)]
    most: Option<usize>,
    /// What to write here, while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
) -> AnyView {
    let initial = lines.text.get_untracked();
    // Letters typed before the page was hydrated are in the field already; what was kept of an earlier page is not.
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
