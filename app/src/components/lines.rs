//! A field of lines: names, or what a question can be answered with, one a line.

use leptos::html;
use leptos::prelude::*;

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

    /// Writes others in their place.
    pub fn set(self, names: &[String]) {
        let text = names.join("\n");
        if let Some(area) = self.node.get_untracked() {
            area.set_value(&text);
        }
        self.text.set(text);
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
) -> AnyView {
    let initial = lines.text.get_untracked();
    view! {
        <TextArea
            testid=testid
            label=label
            initial=initial
            rows=rows
            node=lines.node
            on:input=move |event| lines.text.set(event_target_value(&event))
        />
    }
    .into_any()
}
