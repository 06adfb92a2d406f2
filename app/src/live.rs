//! The state of a console in the browser: what the room has said, held as signals, and what this console asks.
//!
//! One signal a panel, so that a change of the list of speakers repaints the list and nothing else. They
//! are first filled from the [`Snapshot`] the page was rendered from, on the server and in the browser
//! alike; then [`line`] keeps them up to date. Nothing here reads a clock before the page is hydrated.

#[cfg(feature = "hydrate")]
mod drawer;
#[cfg(feature = "hydrate")]
pub mod line;
#[cfg(any(feature = "hydrate", test))]
mod offset;
mod outbox;
pub mod panels;
pub mod typed;

use std::collections::{BTreeMap, HashMap};

use leptos::prelude::*;
use meeting::laptop::Laptop;
use meeting::panel::{
    AgendaPanel, AttendancePanel, CardsPanel, EntryPanel, Floor, Head, MinutesPanel, PanelName,
    PaperBallotsPanel, PollPanel, ScenePanel, SpeakersPanel, TotalsPanel, UndoPanel, WrittenPanel,
};
use meeting::wire::{Ask, Panels};
use meeting::{EntryId, Moment, Place};
use serde_json::Value;

use crate::text::Lang;
use crate::text::actions::{self, ActionWords};
use crate::text::chair::{self, Chair};
use crate::text::common::{self, Common};
use crate::text::consoles::{self, Consoles};
use crate::view_model::Snapshot;

pub use outbox::{Outcome, Why};
use panels::Reader;
use typed::{Origin, Typed};

/// How many of this console's own journal positions are remembered: more than the steps that are shown.
const OWN: usize = 40;

/// The state of the line to the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Not there yet, or just lost: not worth a word, most losses mend at once.
    #[default]
    Joining,
    /// Up.
    Up,
    /// Lost for so long that people should know.
    Lost,
    /// The key of this place was ended: only a new one opens it again.
    Ended,
}

/// A message in the message line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Number of the message: a new one of the same words is still a new one.
    pub number: u64,
}

/// All a console knows, and the way to ask the room for more. A handle: copying it copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// The place whose console this is.
    pub place: Place,
    /// The language this person reads.
    pub lang: Lang,
    /// The meeting's title, venue, times, people and phase.
    pub head: RwSignal<Head>,
    /// The items of the agenda.
    pub agenda: RwSignal<AgendaPanel>,
    /// The item that is on and who speaks.
    pub floor: RwSignal<Floor>,
    /// Who waits for the floor.
    pub speakers: RwSignal<SpeakersPanel>,
    /// The poll the hall looks at.
    pub poll: RwSignal<PollPanel>,
    /// Who has come.
    pub attendance: RwSignal<AttendancePanel>,
    /// How long people and hamlets have spoken.
    pub totals: RwSignal<TotalsPanel>,
    /// The steps that can be undone, where they are told.
    pub undo: RwSignal<UndoPanel>,
    /// The state of the laptop, where it is told.
    pub laptop: RwSignal<Laptop>,
    /// The door cards, where they are told.
    pub cards: RwSignal<CardsPanel>,
    /// The paper ballots of a poll, where they are told.
    pub paper_ballots: RwSignal<PaperBallotsPanel>,
    /// The written opinions.
    pub written: RwSignal<WrittenPanel>,
    /// The scene on the projector, where it is told.
    pub scene: RwSignal<Option<ScenePanel>>,
    /// The ids of the minutes' entries.
    pub minutes: RwSignal<MinutesPanel>,
    readers: &'static [Reader],
    entries: StoredValue<HashMap<EntryId, ArcRwSignal<Option<EntryPanel>>>>,
    stream: StoredValue<Stream>,
    /// The meeting's clock, moved on four times a second once the page is hydrated.
    pub now: RwSignal<Moment>,
    /// True once the page is hydrated: before that a form would be sent the browser's way.
    pub ready: RwSignal<bool>,
    /// The state of the line to the room.
    pub link: RwSignal<Link>,
    /// Number of commands that wait for their answer.
    pub waiting: RwSignal<usize>,
    /// Journal positions this console's own commands made, the newest last.
    pub own: RwSignal<Vec<u64>>,
    /// The message in the message line, if there is one.
    pub notice: RwSignal<Option<Notice>>,
    /// What is typed here and not yet acknowledged.
    pub typed: Typed,
}

/// The position of this console in its stream.
#[derive(Clone, Debug, Default)]
struct Stream {
    code: String,
    epoch: String,
    have: BTreeMap<PanelName, u64>,
}

impl Live {
    /// The state as the page was rendered from it; of panels only those that `readers` read.
    #[must_use]
    pub fn reading(readers: &'static [Reader], snapshot: Snapshot) -> Self {
        let Snapshot { place, code, lang, epoch, now, panels, join_url: _ } = snapshot;
        let live = Self {
            place,
            lang,
            head: RwSignal::default(),
            agenda: RwSignal::default(),
            floor: RwSignal::default(),
            speakers: RwSignal::default(),
            poll: RwSignal::default(),
            attendance: RwSignal::default(),
            totals: RwSignal::default(),
            undo: RwSignal::default(),
            laptop: RwSignal::default(),
            cards: RwSignal::default(),
            paper_ballots: RwSignal::default(),
            written: RwSignal::default(),
            scene: RwSignal::new(None),
            minutes: RwSignal::default(),
            readers,
            entries: StoredValue::default(),
            stream: StoredValue::new(Stream { code, epoch, have: BTreeMap::new() }),
            now: RwSignal::new(now),
            ready: RwSignal::new(false),
            link: RwSignal::default(),
            waiting: RwSignal::new(0),
            own: RwSignal::default(),
            notice: RwSignal::new(None),
            typed: Typed::default(),
        };
        let have = panels.iter().map(|(name, (offset, _))| (*name, *offset)).collect();
        live.stream.update_value(|stream| stream.have = have);
        live.show(panels.into_iter().map(|(name, (_, value))| (name, value)));
        live
    }

    /// The state as the page was rendered from it, with every panel.
    #[cfg(test)]
    pub(crate) fn new(snapshot: Snapshot) -> Self {
        Self::reading(panels::ALL, snapshot)
    }

    /// The state of the console that the calling component is in.
    ///
    /// # Panics
    /// Outside a console: every component here is inside one.
    #[must_use]
    pub fn here() -> Self {
        expect_context()
    }

    /// The code of the meeting.
    #[must_use]
    pub fn code(&self) -> String {
        self.stream.with_value(|stream| stream.code.clone())
    }

    /// Words of the consoles, in this person's language.
    #[must_use]
    pub fn words(&self) -> &'static Consoles {
        consoles::of(self.lang)
    }

    /// Words of the chair's console, in this person's language.
    #[must_use]
    pub fn chair_words(&self) -> &'static Chair {
        chair::of(self.lang)
    }

    /// Words for actions, in this person's language.
    #[must_use]
    pub fn actions(&self) -> &'static ActionWords {
        actions::of(self.lang)
    }

    /// Words every page uses, in this person's language.
    #[must_use]
    pub fn common(&self) -> &'static Common {
        common::of(self.lang)
    }

    /// The signal of an entry of the minutes; `None` inside until it has come.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> ArcRwSignal<Option<EntryPanel>> {
        let known = self.entries.with_value(|entries| entries.get(&id).cloned());
        known.unwrap_or_else(|| {
            let fresh = ArcRwSignal::new(None);
            self.entries.update_value(|entries| {
                entries.insert(id, fresh.clone());
            });
            fresh
        })
    }

    /// Takes in panels that are newer. Another epoch than ours means that all we have is void.
    pub fn take(&self, frame: Panels<Value>) {
        let Panels { epoch, offset, panels, removed, .. } = frame;
        let anew = self.stream.with_value(|stream| stream.epoch != epoch);
        let mut void = removed;
        self.stream.update_value(|stream| {
            if anew {
                let old = std::mem::take(&mut stream.have);
                void.extend(old.into_keys().filter(|name| !panels.contains_key(name)));
                stream.epoch = epoch;
            }
            for name in &void {
                stream.have.remove(name);
            }
            stream.have.extend(panels.keys().map(|name| (*name, offset)));
        });
        for name in void {
            self.read(name, None);
        }
        self.show(panels.into_iter());
    }

    /// Shows panels: entries before the list that names them, so that none is painted empty.
    fn show(&self, panels: impl Iterator<Item = (PanelName, Value)>) {
        let mut list = None;
        for (name, value) in panels {
            match name {
                PanelName::Minutes => list = Some(value),
                name => self.read(name, Some(value)),
            }
        }
        if list.is_some() {
            self.read(PanelName::Minutes, list);
        }
    }

    /// Shows a panel, or that there is none, if this console shows it at all.
    fn read(&self, name: PanelName, value: Option<Value>) {
        if let Some(reader) = self.readers.iter().find(|reader| (reader.reads)(name)) {
            (reader.take)(*self, name, value);
        }
    }

    /// Says something in the message line; it stays until it is dismissed or something newer is said.
    pub fn say(&self, text: String) {
        self.notice.update(|notice| {
            let number = notice.as_ref().map_or(0, |notice| notice.number + 1);
            *notice = Some(Notice { text, number });
        });
    }

    /// Sends a command for which a person pressed a button: a refusal stands in the message line.
    pub fn send(&self, ask: impl Into<Ask>) {
        self.send_then(ask, |_| {});
    }

    /// As [`Live::send`], and calls `then` with the outcome.
    pub fn send_then(&self, ask: impl Into<Ask>, then: impl FnOnce(&Outcome) + 'static) {
        self.notice.set(None);
        self.dispatch(ask.into(), None, self.aloud(then));
    }

    /// As [`Live::send_then`], from a form, whose name and fields are stored with the command.
    pub fn send_from(&self, origin: Origin, ask: impl Into<Ask>, then: impl FnOnce(&Outcome) + 'static) {
        self.notice.set(None);
        self.dispatch(ask.into(), Some(origin), self.aloud(then));
    }

    /// Sends a command that happens by itself, such as saving what is typed: `then` says what a refusal means.
    pub fn send_quietly(
        &self,
        origin: Option<Origin>,
        ask: impl Into<Ask>,
        then: impl FnOnce(&Outcome) + 'static,
    ) {
        self.dispatch(ask.into(), origin, then);
    }

    /// Wraps `then` so that a refusal stands in the message line.
    fn aloud(&self, then: impl FnOnce(&Outcome) + 'static) -> impl FnOnce(&Outcome) + 'static {
        let live = *self;
        move |outcome: &Outcome| {
            if let Outcome::Refused { sentence, .. } = outcome {
                live.say(sentence.clone());
            }
            then(outcome);
        }
    }

    fn dispatch(&self, ask: Ask, origin: Option<Origin>, then: impl FnOnce(&Outcome) + 'static) {
        let live = *self;
        let then = move |outcome: &Outcome| {
            live.owns(outcome);
            then(outcome);
        };
        #[cfg(feature = "hydrate")]
        line::send(live, ask, origin, Box::new(then));
        #[cfg(not(feature = "hydrate"))]
        let _ = (ask, origin, then);
    }

    /// Settles something that nobody waits for any more, such as what an earlier page of this console had sent:
    /// whatever stands under the name it was sent from hears of it. A text that is on the page says itself what a
    /// refusal means.
    pub fn settle(&self, origin: Option<&Origin>, outcome: &Outcome) {
        let says_itself = origin.is_some_and(|origin| origin.is_text() && self.typed.hears(&origin.name));
        if let (Outcome::Refused { sentence, .. }, false) = (outcome, says_itself) {
            self.say(sentence.clone());
        }
        if let Some(origin) = origin {
            self.typed.settle(origin, outcome);
        }
    }

    /// Remembers the journal position of what was done from here.
    pub(crate) fn owns(&self, outcome: &Outcome) {
        if let Outcome::Done { position } = outcome {
            self.own.update(|own| {
                own.push(*position);
                own.drain(..own.len().saturating_sub(OWN));
            });
        }
    }

    /// True if something was typed or pressed here that is not yet on the room's disk.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        let typed = self.typed;
        let counts = [self.waiting, typed.texts];
        typed.forms.with_untracked(|forms| !forms.is_empty())
            || counts.iter().any(|count| count.get_untracked() > 0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn snapshot(panels: &[(&str, u64, Value)]) -> Snapshot {
        let panels = panels.iter().map(|(name, offset, value)| {
            let name = name.parse().expect("a panel's name");
            (name, (*offset, value.clone()))
        });
        Snapshot {
            place: Place::Chair,
            code: "ab12".to_owned(),
            lang: Lang::Vi,
            epoch: "e1".to_owned(),
            now: Moment(1_000),
            panels: panels.collect(),
            join_url: String::new(),
        }
    }

    fn frame(value: Value) -> Panels<Value> {
        serde_json::from_value(value).expect("a frame")
    }

    fn waiting(name: &str) -> Value {
        json!({"open": true, "spoken": 0, "waiting": [{"request": 1, "name": name, "hamlet": "", "staff": null}]})
    }

    #[test]
    fn newer_panels_replace_and_the_rest_stays() {
        Owner::new().with(|| {
            let live = Live::new(snapshot(&[
                ("speakers", 3, waiting("An")),
                ("attendance", 2, json!({"named": [], "residents": 7, "officials": 1, "rule": null})),
            ]));
            live.take(frame(
                json!({"epoch": "e1", "offset": 9, "now": 2_000, "panels": {"speakers": waiting("Bình")}}),
            ));
            assert_eq!(live.speakers.get_untracked().waiting[0].name, "Bình");
            assert_eq!(live.attendance.get_untracked().residents, 7);
            let have = live.stream.get_value().have;
            assert_eq!(have.get(&PanelName::Speakers), Some(&9));
            assert_eq!(have.get(&PanelName::Attendance), Some(&2));
        });
    }

    #[test]
    fn a_new_epoch_voids_what_it_does_not_bring() {
        Owner::new().with(|| {
            let live = Live::new(snapshot(&[
                ("speakers", 3, waiting("An")),
                ("attendance", 2, json!({"named": [], "residents": 7, "officials": 1, "rule": null})),
            ]));
            live.take(frame(
                json!({"epoch": "e2", "offset": 1, "now": 2_000, "panels": {"speakers": waiting("An")}}),
            ));
            assert_eq!(live.attendance.get_untracked().residents, 0);
            let stream = live.stream.get_value();
            assert_eq!((stream.epoch.as_str(), stream.have.len()), ("e2", 1));
        });
    }

    #[test]
    fn an_entry_is_there_before_the_list_names_it() {
        Owner::new().with(|| {
            let live = Live::new(snapshot(&[]));
            let entry = json!({"id": 1, "at": 5, "fact": "note", "text": {"text": "Ghi", "revision": 4}});
            live.take(frame(json!({"epoch": "e1", "offset": 1, "now": 1, "panels": {"minutes": {"entries": [1]}, "entry/1": entry}})));
            assert_eq!(live.minutes.get_untracked().entries, [EntryId(1)]);
            assert!(live.entry(EntryId(1)).get_untracked().is_some());
        });
    }
}
