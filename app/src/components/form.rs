//! A form being filled, whichever it is: what is typed in it is stored until it is acknowledged, an answer clears only
//! what is still as it was sent, and what others change meanwhile never touches a field that was changed here.

mod held;

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use meeting::wire::Ask;

use crate::live::typed::{Change, Draft, Fields, Listener, Origin};
use crate::live::{Live, Outcome};

pub use held::{Held, fields, ticks};

type Read = Arc<dyn Fn() -> String + Send + Sync>;
type Write = Arc<dyn Fn(&str) + Send + Sync>;

/// One field of a form.
struct Part {
    /// The content that the field has as long as nobody changes it.
    base: String,
    /// True if what was sent from it stays in it as what is known; else it is empty again once that is done.
    stays: bool,
    read: Read,
    write: Write,
}

impl Part {
    fn holds(&self) -> String {
        untrack(|| (self.read)())
    }
}

/// A command sent from a form and not yet answered.
struct Flight {
    ask: Ask,
    sent: Fields,
    /// What was known of each field when it was sent.
    bases: Fields,
}

struct Inside {
    name: String,
    parts: BTreeMap<String, Part>,
    flights: Vec<Flight>,
    /// True once what was stored has come back into the form.
    resumed: bool,
}

/// The outcome of a command that a form sent, and whether the form is still as it was.
pub struct Answered<'a> {
    /// The outcome of the command.
    pub outcome: &'a Outcome,
    /// True if the form is on the page and all in it is still as it was sent.
    pub untouched: bool,
    /// True if, besides, nobody has typed or moved the focus anywhere since.
    still: bool,
}

impl Answered<'_> {
    /// True if it was done, and the form holds nothing newer: then it may go.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.untouched && matches!(self.outcome, Outcome::Done { .. })
    }

    /// Moves the focus back to where the next one begins, unless a person is somewhere else by now. Returns true if it
    /// did.
    pub fn refocus(&self, first: NodeRef<html::Input>) -> bool {
        let input = first.try_get_untracked().flatten().filter(|_| self.still);
        input.is_some_and(|input| input.focus().is_ok())
    }
}

/// A form being filled. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Form {
    live: Live,
    inside: StoredValue<Inside>,
    /// Changes when what is known of a field does.
    based: RwSignal<u32>,
    changed: RwSignal<bool>,
    news: RwSignal<bool>,
    flying: RwSignal<usize>,
    stays: bool,
}

impl Form {
    /// A form for something new: once that is done, its fields are as they were before. The name tells it from every
    /// other form of its console.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self::named(name.into(), false)
    }

    /// A form for something that is known and changed here: once that is done, what was sent is what is known.
    #[must_use]
    pub fn editing(name: impl Into<String>) -> Self {
        Self::named(name.into(), true)
    }

    fn named(name: String, stays: bool) -> Self {
        let inside = Inside { name, parts: BTreeMap::new(), flights: Vec::new(), resumed: false };
        Self {
            live: Live::here(),
            inside: StoredValue::new(inside),
            based: RwSignal::new(0),
            changed: RwSignal::new(false),
            news: RwSignal::new(false),
            flying: RwSignal::new(0),
            stays,
        }
    }

    /// Adds a field, which holds what is known of it by now.
    #[must_use]
    pub fn field(self, key: impl Into<String>, held: impl Held) -> Self {
        self.part(key.into(), self.stays, move || held.read(), move |words| held.write(words))
    }

    /// Adds a field whose words are wanted again for the next one.
    #[must_use]
    pub fn lasting(self, key: impl Into<String>, held: impl Held) -> Self {
        self.part(key.into(), true, move || held.read(), move |words| held.write(words))
    }

    /// Adds something more that is no field of one line.
    #[must_use]
    pub fn more(
        self,
        key: impl Into<String>,
        read: impl Fn() -> String + Send + Sync + 'static,
        write: impl Fn(&str) + Send + Sync + 'static,
    ) -> Self {
        self.part(key.into(), self.stays, read, write)
    }

    fn part(
        self,
        key: String,
        stays: bool,
        read: impl Fn() -> String + Send + Sync + 'static,
        write: impl Fn(&str) + Send + Sync + 'static,
    ) -> Self {
        let base = untrack(&read);
        let part = Part { base, stays, read: Arc::new(read), write: Arc::new(write) };
        self.inside.update_value(|inside| {
            inside.parts.insert(key, part);
        });
        self
    }

    /// Begins to store what is typed, once all fields are named.
    #[must_use]
    pub fn begin(self) -> Self {
        let typed = self.live.typed;
        let name = self.inside.with_value(|inside| inside.name.clone());
        let own = Listener(Arc::new(move |sent, outcome| self.settled(sent, outcome)));
        typed.listen(&name, own.clone());
        Effect::new(move |_| {
            if !typed.found.get() {
                return;
            }
            self.resume();
            self.based.track();
            self.note(self.changes());
        });
        on_cleanup(move || typed.unlisten(&name, &own));
        self
    }

    /// True if something in it was changed and is not acknowledged.
    #[must_use]
    pub fn is_changed(self) -> bool {
        self.changed.get()
    }

    /// True if something is on its way.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.flying.get() > 0
    }

    /// The content of all fields.
    #[must_use]
    pub fn holds(self) -> Fields {
        self.inside
            .with_value(|inside| inside.parts.iter().map(|(key, part)| (key.clone(), part.holds())).collect())
    }

    /// The fields that were changed; whoever reads this follows them.
    fn changes(self) -> BTreeMap<String, Change> {
        let parts = self.inside.with_value(|inside| {
            let parts = inside.parts.iter();
            parts.map(|(key, part)| (key.clone(), part.base.clone(), part.read.clone())).collect::<Vec<_>>()
        });
        let changes = parts.into_iter().map(|(key, was, read)| (key, Change { was, is: read() }));
        changes.filter(|(_, change)| change.was != change.is).collect()
    }

    /// Stores what was changed.
    fn note(self, changes: BTreeMap<String, Change>) {
        let Some(name) = self.inside.try_with_value(|inside| inside.name.clone()) else { return };
        let changed = !changes.is_empty();
        if changed {
            self.live.typed.store(&name, Draft::Form(changes));
        } else {
            self.live.typed.drop(&name);
        }
        if self.changed.try_get_untracked() != Some(changed) {
            self.changed.try_set(changed);
        }
        if !changed && self.news.try_get_untracked() == Some(true) {
            self.news.try_set(false);
        }
    }

    /// Brings what was stored back into the fields that nobody has changed since.
    fn resume(self) {
        let resumed = self.inside.try_update_value(|inside| std::mem::replace(&mut inside.resumed, true));
        if resumed != Some(false) {
            return;
        }
        let name = self.inside.with_value(|inside| inside.name.clone());
        let Some(Draft::Form(stored)) = self.live.typed.draft(&name) else { return };
        for (key, Change { was, is }) in stored {
            let Some((base, holds, write)) = self.look(&key) else { continue };
            if holds == base && is != base {
                write(&is);
                if was != base {
                    self.news.set(true);
                }
            }
        }
    }

    /// A field: what is known of it, its content, and the function that writes something else into it.
    fn look(self, key: &str) -> Option<(String, String, Write)> {
        let part = self.inside.try_with_value(|inside| {
            let part = inside.parts.get(key)?;
            Some((part.base.clone(), part.read.clone(), part.write.clone()))
        });
        part.flatten().map(|(base, read, write)| (base, untrack(|| read()), write))
    }

    fn rebase(self, key: &str, known: &str) {
        self.inside.try_update_value(|inside| {
            if let Some(part) = inside.parts.get_mut(key) {
                known.clone_into(&mut part.base);
            }
        });
    }

    /// Takes in what is known of a field now. The field takes it on unless it was changed here; then the form says that
    /// something has changed elsewhere.
    pub fn follow(self, key: &str, known: &str) {
        let Some((base, holds, write)) = self.look(key).filter(|(base, ..)| base != known) else { return };
        self.rebase(key, known);
        let own = self.inside.with_value(|inside| {
            inside
                .flights
                .iter()
                .any(|flight| flight.sent.get(key).is_some_and(|sent| sent.trim() == known.trim()))
        });
        if holds == base {
            write(known);
        } else if holds != known && !own {
            self.news.set(true);
        }
        self.based.update(|times| *times += 1);
    }

    /// Follows what is known of the form's fields: see [`Form::follow`].
    #[must_use]
    pub fn follows(self, known: impl Fn() -> Option<Fields> + Clone + Send + Sync + 'static) -> Self {
        // Of what is there no more nothing can be changed.
        let gone = known.clone();
        on_cleanup(move || {
            if untrack(gone).is_none() {
                self.note(BTreeMap::new());
            }
        });
        Effect::watch(
            known,
            move |known, _, _| known.iter().flatten().for_each(|(key, known)| self.follow(key, known)),
            false,
        );
        self
    }

    /// Says that what the form is about was changed elsewhere, though none of its fields follows it.
    pub fn tell(self) {
        if self.changed.try_get_untracked() == Some(true)
            && self.inside.with_value(|inside| inside.flights.is_empty())
        {
            self.news.set(true);
        }
    }

    /// Reverts all that was changed here.
    pub fn revert(self) {
        let parts: Vec<_> = self.inside.with_value(|inside| {
            inside.parts.values().map(|part| (part.base.clone(), part.write.clone())).collect()
        });
        for (base, write) in parts {
            write(&base);
        }
        self.note(BTreeMap::new());
    }

    /// Sends the command that the form makes; the same once more, while that is on its way, is not sent.
    pub fn send(self, ask: impl Into<Ask>, then: impl FnOnce(&Answered<'_>) + 'static) {
        self.send_held(self.holds(), ask, then);
    }

    /// As [`Form::send`], for the content that the fields had at an earlier moment.
    pub fn send_held(self, sent: Fields, ask: impl Into<Ask>, then: impl FnOnce(&Answered<'_>) + 'static) {
        let ask = ask.into();
        let is_same = |flight: &Flight| flight.sent == sent && flight.ask == ask;
        if self.inside.with_value(|inside| inside.flights.iter().any(is_same)) {
            return;
        }
        let name = self.inside.with_value(|inside| inside.name.clone());
        self.inside.update_value(|inside| {
            let bases = inside.parts.iter().map(|(key, part)| (key.clone(), part.base.clone())).collect();
            inside.flights.push(Flight { ask: ask.clone(), sent: sent.clone(), bases });
        });
        self.flying.update(|flying| *flying += 1);
        let live = self.live;
        let touches = live.typed.touches();
        let origin = Origin { name, sent };
        live.send_from(origin.clone(), ask, move |outcome| {
            let untouched = live.typed.settle(&origin, outcome);
            let still = untouched && live.typed.touches() == touches;
            then(&Answered { outcome, untouched, still });
        });
    }

    /// Handles the answer to what was sent: what is still as it was sent is cleared, or is what is known now.
    fn settled(self, sent: &Fields, outcome: &Outcome) -> bool {
        let flight = self.inside.try_update_value(|inside| {
            let place = inside.flights.iter().position(|flight| flight.sent == *sent)?;
            Some(inside.flights.remove(place))
        });
        let Some(flight) = flight else { return false };
        if flight.is_some() {
            self.flying.try_update(|flying| *flying -= 1);
        }
        let untouched = self.holds() == *sent;
        if matches!(outcome, Outcome::Refused { .. }) {
            return untouched;
        }
        for (key, words) in sent {
            let Some((base, holds, write)) = self.look(key) else { continue };
            let stays = self.inside.with_value(|inside| inside.parts.get(key).is_some_and(|part| part.stays));
            // Unless something newer has become known meanwhile.
            let is_news =
                flight.as_ref().and_then(|flight| flight.bases.get(key)).is_some_and(|known| *known != base);
            // What an earlier page sent may have been changed by others since: then what is known is what the page shows.
            if stays && flight.is_some() && !is_news {
                self.rebase(key, words);
            } else if holds == *words && holds != base {
                // Empty again; or as the room has it, which may have put it right.
                write(&base);
            }
        }
        self.based.try_update(|times| *times += 1);
        self.note(untrack(|| self.changes()));
        untouched
    }
}

/// Says beside a form that what it is about was changed elsewhere while it was being filled; what is there now can be
/// taken.
#[component]
pub fn FormNews(
    /// The form it stands beside.
    form: Form,
) -> AnyView {
    let t = form.live.words();
    view! {
        <p class="form-news wide" role="status" class:hidden=move || !form.news.get() data-testid="form-news">
            {t.form_news}
            " "
            <button type="button" class="button quiet" data-testid="take-news" on:click=move |_| form.revert()>
                {t.form_take_news}
            </button>
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use meeting::speakers::{Command, Speaker};

    use super::*;
    use crate::live::Why;
    use crate::text::Lang;
    use crate::view_model::Snapshot;

    /// A form with two fields, the second of which lasts.
    fn with_form(test: impl FnOnce(Live, Form, [RwSignal<String>; 2])) {
        Owner::new().with(|| {
            let live = Live::new(Snapshot {
                place: meeting::Place::Desk,
                code: String::new(),
                lang: Lang::Vi,
                epoch: String::new(),
                now: meeting::Moment(0),
                panels: BTreeMap::new(),
                join_url: String::new(),
            });
            provide_context(live);
            let both = [RwSignal::new(String::new()), RwSignal::new("Thôn 1".to_owned())];
            let form = Form::new("test").field("name", both[0]).lasting("hamlet", both[1]).begin();
            test(live, form, both);
        });
    }

    /// Sends the form as it is; the function returned gives it the outcome.
    fn sent(live: Live, form: Form) -> impl Fn(&Outcome) -> bool {
        let sent = form.holds();
        let speaker = Speaker { name: sent["name"].clone(), ..Speaker::default() };
        form.send(Command::RegisterSpeaker { speaker, namesake: false }, |_| {});
        move |outcome| live.typed.settle(&Origin { name: "test".to_owned(), sent: sent.clone() }, outcome)
    }

    const DONE: Outcome = Outcome::Done { position: 3 };

    #[test]
    fn an_answer_clears_only_what_is_still_as_it_was_sent() {
        with_form(|live, form, [name, hamlet]| {
            name.set("An".to_owned());
            hamlet.set("Thôn 2".to_owned());
            let answer = sent(live, form);
            assert!(form.is_busy());
            assert!(answer(&DONE), "nothing newer");
            assert_eq!((name.get().as_str(), hamlet.get().as_str()), ("", "Thôn 2"), "the hamlet lasts");
            assert!(!form.is_busy() && !form.is_changed());
            name.set("Bình".to_owned());
            let answer = sent(live, form);
            name.set("Cúc".to_owned());
            assert!(!answer(&DONE), "something newer");
            assert_eq!(name.get(), "Cúc");
            assert!(matches!(live.typed.draft("test"), Some(Draft::Form(stored)) if stored.len() == 1));
        });
    }

    #[test]
    fn a_refusal_clears_nothing() {
        with_form(|live, form, [name, _]| {
            name.set("An".to_owned());
            let answer = sent(live, form);
            assert!(answer(&Outcome::Refused { refusal: Why::Other, sentence: String::new() }));
            assert_eq!(name.get(), "An");
            assert!(!form.is_busy(), "and it can be sent again");
        });
    }

    #[test]
    fn the_same_is_not_sent_twice_and_something_else_is() {
        with_form(|live, form, [name, _]| {
            name.set("An".to_owned());
            let (first, second) = (sent(live, form), sent(live, form));
            assert_eq!(form.flying.get(), 1);
            name.set("Bình".to_owned());
            let third = sent(live, form);
            assert_eq!(form.flying.get(), 2);
            first(&DONE);
            third(&DONE);
            second(&DONE);
            assert_eq!((form.flying.get(), name.get().as_str()), (0, ""));
        });
    }

    #[test]
    fn what_is_known_is_followed_but_for_what_was_changed_here() {
        with_form(|live, form, [name, hamlet]| {
            form.follow("hamlet", "Thôn 3");
            assert_eq!((hamlet.get().as_str(), form.news.get()), ("Thôn 3", false));
            hamlet.set("Thôn 4".to_owned());
            form.follow("hamlet", "Thôn 5");
            assert_eq!((hamlet.get().as_str(), form.news.get()), ("Thôn 4", true));
            form.revert();
            assert_eq!((hamlet.get().as_str(), form.news.get()), ("Thôn 5", false));
            // Its own words, as the room wrote them, are no news.
            hamlet.set("Thôn 6 ".to_owned());
            let answer = sent(live, form);
            form.follow("hamlet", "Thôn 6");
            assert!(!form.news.get());
            answer(&DONE);
            assert_eq!((hamlet.get().as_str(), form.is_changed()), ("Thôn 6", false));
            assert_eq!(name.get(), "");
        });
    }

    #[test]
    fn an_answer_to_an_earlier_page_puts_nothing_over_what_others_have_changed_since() {
        with_form(|live, form, [_, hamlet]| {
            // It was sent and stored; the line broke before the answer, others changed it, and the page was loaded
            // anew.
            form.follow("hamlet", "Thôn của người khác");
            hamlet.set("Thôn đã gửi".to_owned());
            let sent = Fields::from(
                [("name", ""), ("hamlet", "Thôn đã gửi")]
                    .map(|(key, words)| (key.to_owned(), words.to_owned())),
            );
            live.typed.settle(&Origin { name: "test".to_owned(), sent }, &DONE);
            assert_eq!((hamlet.get().as_str(), form.is_changed()), ("Thôn của người khác", false));
        });
    }

    #[test]
    fn what_is_typed_counts_as_unsent_as_long_as_it_is_kept_and_its_form_may_be_folded_away() {
        with_form(|live, form, [name, _]| {
            let unsent = || live.typed.forms.with_untracked(BTreeSet::len);
            name.set("An".to_owned());
            form.note(form.changes());
            assert_eq!(unsent(), 1);
            let gone = Listener(Arc::new(|_, _| false));
            live.typed.unlisten("test", &gone);
            assert!(live.typed.hears("test"), "what has taken another's place stays when that one goes");
            let answer = sent(live, form);
            answer(&DONE);
            assert_eq!(unsent(), 0);
        });
    }
}
