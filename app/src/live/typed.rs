//! What is typed here and not yet acknowledged. It is stored in this browser until it is, so that a page that is loaded
//! anew, a browser that fell over or a battery that died costs nobody a letter: the `drawer` holds it
//! per meeting, place and form, and whatever is mounted again under its name goes on with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use leptos::prelude::*;
use meeting::splice::TextSync;
#[cfg(any(feature = "hydrate", test))]
use meeting::wire::Envelope;
use serde::{Deserialize, Serialize};
#[cfg(any(feature = "hydrate", test))]
use serde_json::Value;

#[cfg(feature = "hydrate")]
use super::drawer;
use super::outbox::Outcome;

/// The content of a form's fields, by their names.
pub type Fields = BTreeMap<String, String>;

/// What is typed in one form or one text, stored under its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Draft {
    /// The changed fields of a form.
    Form(BTreeMap<String, Change>),
    /// A text that is saved as it is typed: how far it was in step with the room, and the content of its field.
    Text {
        /// What was known of the room's text.
        sync: TextSync,
        /// The content of the field.
        field: String,
    },
}

/// One field of a form that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its content before anyone typed.
    pub was: String,
    /// Its content now.
    pub is: String,
}

impl Draft {
    /// What is left of the change once what was sent is done; `None` if nothing is.
    fn without(self, sent: &Fields, position: u64) -> Option<Self> {
        match self {
            Self::Form(mut changes) => {
                changes.retain(|key, change| sent.get(key) != Some(&change.is));
                (!changes.is_empty()).then_some(Self::Form(changes))
            }
            Self::Text { mut sync, field } => {
                sync.acknowledged(position);
                sync.is_unsaved(&field).then_some(Self::Text { sync, field })
            }
        }
    }
}

/// The form or text a command was sent from, and the content of its fields then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its name.
    pub name: String,
    /// The fields as they were sent; a text has none.
    pub sent: Fields,
}

impl Origin {
    /// True if it is a text that is saved as it is typed.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.sent.is_empty()
    }
}

/// A command on its way, as the drawer stores it.
#[cfg(any(feature = "hydrate", test))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredCommand {
    pub(crate) envelope: Envelope<Value>,
    #[serde(default)]
    pub(crate) origin: Option<Origin>,
}

/// A callback that hears what was sent and what became of it, and returns true if all that is held is still as it was
/// sent.
pub type Hears = dyn Fn(&Fields, &Outcome) -> bool + Send + Sync;

/// The callback of whatever is mounted under a name. Two are equal if they are the same one.
#[derive(Clone)]
pub struct Listener(pub Arc<Hears>);

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listener")
    }
}

/// All that is typed at this console and not yet acknowledged. A handle: copying it copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    drafts: StoredValue<BTreeMap<String, Draft>>,
    listeners: StoredValue<BTreeMap<String, Listener>>,
    /// Names of what an earlier page of this console stored and is still there.
    earlier: StoredValue<BTreeSet<String>>,
    /// How many times a person has typed or moved the focus here.
    touches: StoredValue<u64>,
    /// True once what was stored has been looked for.
    pub found: RwSignal<bool>,
    /// True if this browser stores anything.
    pub is_stored: RwSignal<bool>,
    /// Names of the forms that hold what was not sent, on the page or folded away on it.
    pub forms: RwSignal<BTreeSet<String>>,
    /// How many texts on the page hold letters that are not on the room's disk.
    pub texts: RwSignal<usize>,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            drafts: StoredValue::default(),
            listeners: StoredValue::default(),
            earlier: StoredValue::default(),
            touches: StoredValue::default(),
            found: RwSignal::new(false),
            is_stored: RwSignal::new(true),
            forms: RwSignal::default(),
            texts: RwSignal::default(),
        }
    }
}

impl Typed {
    /// The draft stored under a name, if there is one.
    #[must_use]
    pub fn draft(&self, name: &str) -> Option<Draft> {
        self.drafts.with_value(|drafts| drafts.get(name).cloned())
    }

    /// Stores a draft under a name.
    pub fn store(&self, name: &str, draft: Draft) {
        if self.drafts.with_value(|drafts| drafts.get(name) == Some(&draft)) && self.counts(name, &draft) {
            return;
        }
        #[cfg(feature = "hydrate")]
        drawer::put(&drawer::draft(name), &draft);
        if !self.counts(name, &draft) {
            self.forms.update(|forms| {
                forms.insert(name.to_owned());
            });
        }
        self.drafts.update_value(|drafts| {
            drafts.insert(name.to_owned(), draft);
        });
    }

    /// True if a draft is to be counted as not sent: a form that an earlier page left is not before it is there again.
    fn counts(&self, name: &str, draft: &Draft) -> bool {
        matches!(draft, Draft::Text { .. }) || self.forms.with_untracked(|forms| forms.contains(name))
    }

    /// Drops the draft under a name.
    pub fn drop(&self, name: &str) {
        let known = self.drafts.try_update_value(|drafts| drafts.remove(name)).flatten();
        if known.is_some() {
            self.earlier.try_update_value(|earlier| earlier.remove(name));
            if self.forms.try_with_untracked(|forms| forms.contains(name)) == Some(true) {
                self.forms.try_update(|forms| forms.remove(name));
            }
            #[cfg(feature = "hydrate")]
            drawer::remove(&drawer::draft(name));
        }
    }

    /// Takes in the drafts that were stored when this page was loaded.
    #[cfg(feature = "hydrate")]
    pub(super) fn find(&self, drafts: BTreeMap<String, Draft>) {
        self.earlier.set_value(drafts.keys().cloned().collect());
        self.drafts.update_value(|known| known.extend(drafts));
        self.found.set(true);
    }

    /// Opens what holds a form if something was typed in it on an earlier page of this console: it is to be seen again.
    pub fn reopens(&self, name: String, open: impl Fn() + 'static) {
        let typed = *self;
        Effect::new(move |opened: Option<bool>| {
            let found = typed.found.get();
            let is_earlier = || typed.earlier.with_value(|earlier| earlier.contains(&name));
            if found && opened != Some(true) && is_earlier() {
                open();
            }
            found
        });
    }

    /// As [`Typed::reopens`], and also if it was typed on this page, where a form may come to stand in another place.
    pub fn stays_open(&self, name: String, open: impl Fn() + 'static) {
        if self.draft(&name).is_some() {
            open();
        }
        self.reopens(name, open);
    }

    /// True if something is mounted under a name.
    #[must_use]
    pub fn hears(&self, name: &str) -> bool {
        self.listeners.with_value(|listeners| listeners.contains_key(name))
    }

    /// Mounts a listener under a name: it hears what becomes of what was sent from there.
    pub fn listen(&self, name: &str, listener: Listener) {
        self.listeners.update_value(|listeners| {
            listeners.insert(name.to_owned(), listener);
        });
    }

    /// Removes a listener that is gone; what has taken its place meanwhile stays.
    pub fn unlisten(&self, name: &str, gone: &Listener) {
        self.listeners.try_update_value(|listeners| {
            if listeners.get(name).is_some_and(|listener| Arc::ptr_eq(&listener.0, &gone.0)) {
                listeners.remove(name);
            }
        });
    }

    /// Tells the listener of what was sent from under a name what became of it. Returns true if all there is still as
    /// it was sent; what is not on the page any more is not.
    pub fn settle(&self, origin: &Origin, outcome: &Outcome) -> bool {
        let Origin { name, sent } = origin;
        let listener = self.listeners.with_value(|listeners| listeners.get(name).cloned());
        if let Some(Listener(hears)) = listener {
            return hears(sent, outcome);
        }
        match (outcome, self.draft(name)) {
            (Outcome::Done { position }, Some(draft)) => match draft.without(sent, *position) {
                Some(rest) => self.store(name, rest),
                None => self.drop(name),
            },
            // It is sent again by whoever opens it next: nothing of it is on its way any more.
            (Outcome::Refused { .. }, Some(Draft::Text { mut sync, field })) => {
                sync.refused();
                self.store(name, Draft::Text { sync, field });
            }
            _ => {}
        }
        false
    }

    /// Notes that a person typed or moved the focus.
    pub fn touch(&self) {
        self.touches.update_value(|touches| *touches += 1);
    }

    /// A mark that changes when a person types or moves the focus.
    #[must_use]
    pub fn touches(&self) -> u64 {
        self.touches.get_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::Why;

    fn fields(all: &[(&str, &str)]) -> Fields {
        all.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect()
    }

    fn form(all: &[(&str, &str)]) -> Draft {
        let change = |words: String| Change { was: String::new(), is: words };
        Draft::Form(fields(all).into_iter().map(|(key, words)| (key, change(words))).collect())
    }

    #[test]
    fn an_answer_to_a_form_that_is_gone_takes_only_what_is_still_as_it_was_sent() {
        Owner::new().with(|| {
            let typed = Typed::default();
            let sent = fields(&[("name", "An"), ("hamlet", "Thôn 1")]);
            let origin = Origin { name: "register".to_owned(), sent };
            typed.store("register", form(&[("name", "Bình"), ("hamlet", "Thôn 1")]));
            let refused = Outcome::Refused { refusal: Why::Other, sentence: String::new() };
            assert!(!typed.settle(&origin, &refused));
            assert_eq!(typed.draft("register"), Some(form(&[("name", "Bình"), ("hamlet", "Thôn 1")])));
            assert!(!typed.settle(&origin, &Outcome::Done { position: 4 }));
            assert_eq!(typed.draft("register"), Some(form(&[("name", "Bình")])));
            let sent = fields(&[("name", "Bình"), ("hamlet", "")]);
            typed.settle(&Origin { name: "register".to_owned(), sent }, &Outcome::Done { position: 5 });
            assert_eq!(typed.draft("register"), None);
        });
    }

    #[test]
    fn an_answer_to_a_text_that_is_gone_keeps_what_was_typed_after_it() {
        let origin = Origin { name: "text".to_owned(), sent: Fields::new() };
        let mut sync = TextSync::new("Ông A".to_owned(), 1);
        assert!(sync.edit("Ông A nói").is_some());
        for (field, left) in [("Ông A nói", false), ("Ông A nói rằng", true)] {
            Owner::new().with(|| {
                let typed = Typed::default();
                typed.store("text", Draft::Text { sync: sync.clone(), field: field.to_owned() });
                typed.settle(&origin, &Outcome::Done { position: 2 });
                assert_eq!(typed.draft("text").is_some(), left, "{field}");
            });
        }
    }

    #[test]
    fn a_text_refused_while_its_field_is_gone_is_sent_again_by_the_next() {
        Owner::new().with(|| {
            let typed = Typed::default();
            let mut sync = TextSync::new("Ông A".to_owned(), 1);
            assert!(sync.edit("Ông A nói").is_some());
            typed.store("text", Draft::Text { sync, field: "Ông A nói".to_owned() });
            let refused = Outcome::Refused { refusal: Why::UnknownRevision, sentence: String::new() };
            typed.settle(&Origin { name: "text".to_owned(), sent: Fields::new() }, &refused);
            let Some(Draft::Text { mut sync, field }) = typed.draft("text") else { panic!("it is kept") };
            assert!(!sync.awaits() && sync.edit(&field).is_some(), "nothing of it is on its way any more");
        });
    }

    #[test]
    fn what_is_kept_is_read_as_it_was_written() {
        let mut sync = TextSync::new("Ông A".to_owned(), 1);
        assert!(sync.edit("Ông A nói").is_some());
        for draft in [form(&[("name", "Bình")]), Draft::Text { sync, field: "Ông A nói".to_owned() }] {
            let json = serde_json::to_string(&draft).expect("a draft is JSON");
            assert_eq!(serde_json::from_str::<Draft>(&json).ok(), Some(draft));
        }
        let envelope = Envelope {
            id: "a".to_owned(),
            command: serde_json::json!({"speakers": "OpenList"}),
            made: Some(meeting::Moment(7)),
        };
        let stored = StoredCommand {
            envelope,
            origin: Some(Origin { name: "n".to_owned(), sent: fields(&[("a", "b")]) }),
        };
        let json = serde_json::to_string(&stored).expect("a command is JSON");
        assert_eq!(serde_json::from_str::<StoredCommand>(&json).ok(), Some(stored));
    }
}
