//! A text of the minutes, typed by one or several people at once.

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use meeting::minutes::{Command, Target};
use meeting::panel::TextView;
use meeting::splice::{Splice, TextSync};
use meeting::validate;

use super::TextArea;
use crate::live::typed::{Draft, Fields, Listener, Origin};
use crate::live::{Live, Outcome, Why};

/// How long after the last key the words are sent.
const PAUSE: Duration = Duration::from_millis(300);
/// How many times a new key may put that off: who types without a pause is saved all the same.
const POSTPONED: u8 = 8;
/// How long after an edit that did not fit the next one is tried.
const AGAIN: Duration = Duration::from_millis(600);

/// How far the words are saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mark {
    /// As they were when the page came.
    #[default]
    Untouched,
    /// On their way.
    Saving,
    /// On the room's disk.
    Saved,
    /// Not taken; they are still here.
    NotSaved,
}

/// A text that is saved as it is typed. What others type comes in around one's own words and takes
/// neither them nor the caret away.
#[component]
pub fn SyncedText(
    /// The text it edits.
    target: Target,
    /// The room's newest text.
    #[prop(into)]
    text: Signal<TextView>,
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Id of the element in the page.
    id: String,
    /// A placeholder: what to write here, while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
) -> AnyView {
    let live = Live::here();
    let t = live.words();
    let first = text.get_untracked();
    let initial = first.text.clone();
    let typing = Typing {
        live,
        target,
        name: StoredValue::new(format!("text {}", serde_json::to_string(&target).unwrap_or_default())),
        text,
        node: NodeRef::new(),
        sync: StoredValue::new(TextSync::new(first.text, first.revision)),
        mark: RwSignal::new(Mark::Untouched),
        resumed: StoredValue::new(false),
        composing: StoredValue::new(false),
        timer: StoredValue::new(None),
        postponed: StoredValue::new(0),
    };
    Effect::new(move |_| {
        typing.node.track();
        if live.typed.found.get() {
            typing.resume();
        }
        // Words typed before the page was hydrated are in the field already.
        text.track();
        typing.news();
    });
    let listener = Listener(Arc::new(move |_, outcome| typing.answered(outcome)));
    let name = typing.name.get_value();
    live.typed.listen(&name, listener.clone());
    // What holds the field may be closed with the focus still in it.
    on_cleanup(move || {
        typing.flush();
        typing.set_mark(Mark::Untouched);
        live.typed.unlisten(&name, &listener);
    });
    let mark = typing.mark;
    let words = move || match mark.get() {
        Mark::Untouched => "",
        Mark::Saving => t.saving,
        Mark::Saved => t.saved,
        Mark::NotSaved => t.not_saved,
    };
    let state = move || match mark.get() {
        Mark::Untouched => "untouched",
        Mark::Saving => "saving",
        Mark::Saved => "saved",
        Mark::NotSaved => "not-saved",
    };
    view! {
        <div class="synced-text" data-state=state>
            <TextArea
                testid=testid
                label=label
                initial=initial
                id=id
                most=validate::TEXT
                placeholder=placeholder
                node=typing.node
                on:input=move |_| typing.typed()
                on:blur=move |_| typing.flush()
                on:compositionstart=move |_| typing.composing.set_value(true)
                on:compositionend=move |_| {
                    typing.composing.set_value(false);
                    typing.typed();
                    typing.news();
                }
            />
            <span class="mark" data-testid="text-state">
                {words}
            </span>
        </div>
    }
    .into_any()
}

/// One text field and what is known of the room's text. A handle.
#[derive(Clone, Copy)]
struct Typing {
    live: Live,
    target: Target,
    /// The name under which what is typed is stored.
    name: StoredValue<String>,
    text: Signal<TextView>,
    node: NodeRef<html::Textarea>,
    sync: StoredValue<TextSync>,
    mark: RwSignal<Mark>,
    /// True once what an earlier page of this console stored has been looked for.
    resumed: StoredValue<bool>,
    /// True while an input method is putting a letter together: the field is not to be touched.
    composing: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    postponed: StoredValue<u8>,
}

impl Typing {
    fn field(self) -> Option<String> {
        Some(self.node.try_get_untracked()??.value())
    }

    fn is_composing(self) -> bool {
        self.composing.try_get_value().unwrap_or(false)
    }

    /// Handles a key or a paste. A letter that is still being put together is on no disk either.
    fn typed(self) {
        if !self.is_composing() {
            self.drop_forbidden();
        }
        self.set_mark(Mark::Saving);
        self.remember();
        if !self.is_composing() {
            self.plan(PAUSE);
        }
    }

    /// Sets how far the words are saved, here and above the console.
    fn set_mark(self, mark: Mark) {
        let Some(before) = self.mark.try_get_untracked() else { return };
        let is_out = |mark: Mark| matches!(mark, Mark::Saving | Mark::NotSaved);
        let texts = self.live.typed.texts;
        match (is_out(before), is_out(mark)) {
            (false, true) => drop(texts.try_update(|texts| *texts += 1)),
            (true, false) => drop(texts.try_update(|texts| *texts -= 1)),
            _ => {}
        }
        if before != mark {
            self.mark.try_set(mark);
        }
    }

    /// Stores in this browser what is not on the room's disk.
    fn remember(self) {
        let (Some(field), Some(sync)) = (self.field(), self.sync.try_get_value()) else { return };
        if self.resumed.try_get_value() != Some(true) {
            return;
        }
        let name = self.name.get_value();
        if sync.is_unsaved(&field) {
            self.live.typed.store(&name, Draft::Text { sync, field });
        } else {
            self.live.typed.drop(&name);
        }
    }

    /// Resumes what an earlier page of this console stored.
    fn resume(self) {
        if self.node.get_untracked().is_none() || self.resumed.get_value() {
            return;
        }
        self.resumed.set_value(true);
        let Some(Draft::Text { sync, field: typed_before }) = self.live.typed.draft(&self.name.get_value())
        else {
            return;
        };
        let Some(field) = self.field() else { return };
        let shown = self.sync.with_value(|sync| sync.base().to_owned());
        let words = TextSync::resumed(&typed_before, &shown, &field);
        self.sync.set_value(sync);
        if let Some(change) = Splice::between(&field, &words) {
            self.show(&field, &words, |caret| change.carry(caret, true));
        }
        self.set_mark(Mark::Saving);
        self.remember();
    }

    /// Drops characters the room would refuse at once, so that the rest is not held up by them.
    fn drop_forbidden(self) {
        let Some(words) = self.field().filter(|words| words.contains(validate::is_forbidden)) else { return };
        let allowed: String = words.chars().filter(|c| !validate::is_forbidden(*c)).collect();
        let Some(change) = Splice::between(&words, &allowed) else { return };
        self.show(&words, &allowed, |caret| change.carry(caret, true));
    }

    /// Puts other words into the field and carries the caret over.
    fn show(self, before: &str, after: &str, carry: impl Fn(usize) -> usize) {
        let Some(Some(area)) = self.node.try_get_untracked() else { return };
        let ends = (area.selection_start().ok().flatten(), area.selection_end().ok().flatten());
        area.set_value(after);
        if let (Some(start), Some(end)) = ends {
            let carried = |end: u32| {
                let position = chars_before(before, end as usize);
                u32::try_from(utf16_before(after, carry(position))).unwrap_or(end)
            };
            let _ = area.set_selection_range(carried(start), carried(end));
        }
    }

    /// Plans to send the words after a pause.
    fn plan(self, pause: Duration) {
        let Some(running) = self.timer.try_get_value() else { return };
        if let Some(timer) = running {
            if self.postponed.get_value() >= POSTPONED {
                return;
            }
            timer.clear();
        }
        self.postponed.update_value(|times| *times = if running.is_some() { *times + 1 } else { 0 });
        self.timer.set_value(set_timeout_with_handle(move || self.flush(), pause).ok());
    }

    /// Sends what is not yet on its way.
    fn flush(self) {
        if let Some(Some(timer)) = self.timer.try_get_value() {
            timer.clear();
            self.timer.set_value(None);
        }
        let Some(field) = self.field() else { return };
        if self.resumed.try_get_value() == Some(false) {
            return self.plan(PAUSE);
        }
        let edit = self.sync.try_update_value(|sync| sync.edit(&field)).flatten();
        let Some((revision, splice)) = edit else {
            self.settle();
            return;
        };
        self.set_mark(Mark::Saving);
        self.remember();
        let command = Command::EditText { target: self.target, revision, splice };
        let (live, origin) = (self.live, Origin { name: self.name.get_value(), sent: Fields::new() });
        live.send_quietly(Some(origin.clone()), command, move |outcome| live.settle(Some(&origin), outcome));
    }

    /// Handles the answer to what was sent. Returns true if the field holds nothing newer.
    fn answered(self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Done { position } => {
                self.sync.try_update_value(|sync| sync.acknowledged(*position));
                self.news();
            }
            Outcome::Refused { refusal, sentence } => {
                self.sync.try_update_value(TextSync::refused);
                self.news();
                if matches!(refusal, Why::UnknownRevision | Why::OutsideText) {
                    self.plan(AGAIN);
                } else {
                    self.set_mark(Mark::NotSaved);
                    self.live.say(sentence.clone());
                }
            }
        }
        self.remember();
        let field = self.field().unwrap_or_default();
        self.sync.try_with_value(|sync| !sync.is_unsaved(&field)).unwrap_or(false)
    }

    /// Brings the room's newest text into the field around what is being typed.
    fn news(self) {
        if self.is_composing() {
            return;
        }
        let (Some(newest), Some(field)) = (self.text.try_get_untracked(), self.field()) else { return };
        let rebased = self.sync.try_update_value(|sync| sync.news(&newest.text, newest.revision, &field));
        if let Some(Some(rebased)) = rebased {
            self.show(&field, &rebased.text, |caret| rebased.carry(caret));
        }
        self.settle();
    }

    /// Shows how far the words are saved, and plans to send those that are not.
    fn settle(self) {
        let (Some(field), Some(mark)) = (self.field(), self.mark.try_get_untracked()) else { return };
        let unsaved = self.sync.try_with_value(|sync| sync.is_unsaved(&field)).unwrap_or(false);
        match (unsaved, mark) {
            (true, Mark::NotSaved) | (false, Mark::Untouched) => {}
            (true, _) => {
                self.set_mark(Mark::Saving);
                if self.timer.get_value().is_none() && !self.is_under_way() {
                    self.plan(PAUSE);
                }
            }
            (false, _) => self.set_mark(Mark::Saved),
        }
        self.remember();
    }

    /// True if an edit waits for its answer or its echo; what was typed meanwhile goes out after it.
    fn is_under_way(self) -> bool {
        let Some(field) = self.field() else { return false };
        // Asking for an edit is the only way to know; a copy is asked, so nothing is begun.
        self.sync.try_with_value(|sync| sync.clone().edit(&field).is_none()).unwrap_or(false)
    }
}

/// Number of characters before a position that the browser counts in UTF-16 units.
fn chars_before(text: &str, units: usize) -> usize {
    let mut passed = 0;
    text.chars()
        .take_while(|c| {
            passed += c.len_utf16();
            passed <= units
        })
        .count()
}

/// Number of UTF-16 units before a position counted in characters.
fn utf16_before(text: &str, chars: usize) -> usize {
    text.chars().take(chars).map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_carried_between_the_browsers_count_and_ours() {
        let text = "đ𝄞ễ!";
        for (units, chars) in [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4)] {
            assert_eq!(chars_before(text, units), chars);
            assert_eq!(utf16_before(text, chars), units);
        }
        assert_eq!(chars_before(text, 2), 1, "inside a pair is before it");
        assert_eq!(chars_before(text, 99), 4);
    }
}
