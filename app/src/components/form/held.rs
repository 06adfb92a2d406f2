//! The content of a form's fields, as words, whatever kind of field each is.

use leptos::prelude::*;

use crate::components::Lines;
use crate::live::typed::Fields;

/// Collects fields with their names.
#[must_use]
pub fn fields<const N: usize>(all: [(&str, String); N]) -> Fields {
    all.into_iter().map(|(key, words)| (key.to_owned(), words)).collect()
}

/// A signal that holds what is typed in one field.
pub trait Held: Copy + Send + Sync + 'static {
    /// Its content, followed by whoever reads it.
    fn read(self) -> String;
    /// Replaces its content.
    fn write(self, words: &str);
}

impl Held for RwSignal<String> {
    fn read(self) -> String {
        self.try_get().unwrap_or_default()
    }

    fn write(self, words: &str) {
        self.try_set(words.to_owned());
    }
}

/// The content of a ticked box; that of one that is not ticked is empty.
const TICKED: &str = "ticked";

/// The content of a box.
#[must_use]
pub fn ticks(ticked: bool) -> String {
    if ticked { TICKED.to_owned() } else { String::new() }
}

impl Held for RwSignal<bool> {
    fn read(self) -> String {
        ticks(self.try_get() == Some(true))
    }

    fn write(self, words: &str) {
        self.try_set(words == TICKED);
    }
}

impl Held for Lines {
    fn read(self) -> String {
        self.text()
    }

    fn write(self, words: &str) {
        Lines::write(self, words);
    }
}
