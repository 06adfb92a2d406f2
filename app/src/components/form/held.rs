//! What the fields of a form hold, as words, whatever kind of field each is.

use leptos::prelude::*;

use crate::components::Lines;
use crate::live::typed::Fields;

/// Fields by their names.
#[must_use]
pub fn fields<const N: usize>(all: [(&str, String); N]) -> Fields {
    all.into_iter().map(|(key, words)| (key.to_owned(), words)).collect()
}

/// What holds what is typed in one field.
pub trait Held: Copy + Send + Sync + 'static {
    /// What it holds, followed by whoever reads it.
    fn read(self) -> String;
    /// Puts something else into it.
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

/// What a ticked box holds; one that is not ticked holds nothing.
const TICKED: &str = "ticked";

/// What a box holds that is ticked, or is not.
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
