//! Makes slates of panels: each touched panel viewed and encoded once per stream.

use std::collections::HashMap;
use std::sync::Arc;

use app::screens::{self, Surroundings};
use app::text::Lang;
use meeting::panel::{self, Beside, Panel, PanelName};
use meeting::{Audience, Meeting, Moment, PersonId, Place};
use tokio::sync::watch;

use super::Changed;
use super::slate::{Body, Slate, Stream};
use crate::secret;

/// Publishes to every stream, and to each person that listens.
///
/// When the room closes, the streams go before the persons: whoever loses a person's news while the streams stand knows
/// that it was their card that ended.
pub(crate) struct Publisher {
    surroundings: Arc<Surroundings>,
    epoch: Arc<str>,
    offset: u64,
    streams: HashMap<Stream, watch::Sender<Arc<Slate>>>,
    persons: HashMap<PersonId, HashMap<Lang, watch::Sender<Arc<Slate>>>>,
    /// How many persons there may be before those who have left are looked for.
    look_at: usize,
}

/// Fewest persons among whom those who have left are looked for.
const FEW: usize = 256;

impl Publisher {
    pub(crate) fn new(surroundings: Arc<Surroundings>) -> Self {
        // A new epoch at each start: what a client has from before may be of a history that a restored
        // disk never had.
        let epoch: Arc<str> = secret::random_hex::<8>().into();
        let empty = || watch::Sender::new(Arc::new(Slate::new(epoch.clone())));
        let streams = Stream::all().into_iter().map(|stream| (stream, empty())).collect();
        Self { surroundings, epoch, offset: 0, streams, persons: HashMap::new(), look_at: FEW }
    }

    pub(crate) fn receivers(&self) -> HashMap<Stream, watch::Receiver<Arc<Slate>>> {
        self.streams.iter().map(|(stream, sender)| (*stream, sender.subscribe())).collect()
    }

    /// Publishes every panel there is.
    pub(crate) fn publish_all(&mut self, meeting: &Meeting, beside: &Beside, now: Moment) {
        let streams = Stream::all().into_iter();
        let names = streams.flat_map(|stream| panel::names(meeting, Audience::Place(stream.place())));
        let everything = Changed { panels: names.collect(), ..Changed::default() };
        self.publish(meeting, beside, everything, now);
    }

    /// Publishes what may have changed. A stream on which nothing did is left alone.
    pub(crate) fn publish(&mut self, meeting: &Meeting, beside: &Beside, changed: Changed, now: Moment) {
        self.offset += 1;
        let mut views: HashMap<Place, Vec<(PanelName, Option<Panel>)>> = HashMap::new();
        for (stream, sender) in &self.streams {
            let place = stream.place();
            let views = views.entry(place).or_insert_with(|| {
                let view = |name| (name, panel::view(meeting, beside, Audience::Place(place), name));
                changed.panels.iter().copied().map(view).collect()
            });
            let bodies = views.iter().map(|(name, panel)| {
                let body = panel.as_ref().and_then(|panel| self.encode(*stream, *name, panel));
                (*name, body)
            });
            let next = sender.borrow().next(self.offset, now, bodies);
            if let Some(next) = next {
                sender.send_replace(Arc::new(next));
            }
        }
        for person in changed.persons {
            // Whoever sits by a card that is worth nothing any more sits no longer.
            if meeting.cards.is_void(person) {
                self.persons.remove(&person);
            }
            if let Some(listeners) = self.persons.get_mut(&person) {
                listeners.retain(|_, sender| !sender.is_closed());
            }
            let Some(listeners) = self.persons.get(&person).filter(|listeners| !listeners.is_empty()) else {
                self.persons.remove(&person);
                continue;
            };
            let panel = panel::view(meeting, beside, Audience::Person(person), PanelName::Mine);
            for (lang, sender) in listeners {
                let stream = Stream::Screen(Place::Phone, *lang);
                let body = panel.as_ref().and_then(|panel| self.encode(stream, PanelName::Mine, panel));
                let next = sender.borrow().next(self.offset, now, [(PanelName::Mine, body)]);
                if let Some(next) = next {
                    sender.send_replace(Arc::new(next));
                }
            }
        }
    }

    /// What belongs to one person, for a socket of theirs; `None` if their door card is void.
    pub(crate) fn person(
        &mut self,
        meeting: &Meeting,
        beside: &Beside,
        person: PersonId,
        lang: Lang,
        now: Moment,
    ) -> Option<watch::Receiver<Arc<Slate>>> {
        if meeting.cards.is_void(person) {
            return None;
        }
        let listening = self.persons.get(&person).and_then(|listeners| listeners.get(&lang));
        if let Some(sender) = listening.filter(|sender| !sender.is_closed()) {
            return Some(sender.subscribe());
        }
        let panel = panel::view(meeting, beside, Audience::Person(person), PanelName::Mine);
        let stream = Stream::Screen(Place::Phone, lang);
        let body = panel.and_then(|panel| self.encode(stream, PanelName::Mine, &panel));
        let empty = Slate::new(self.epoch.clone());
        // Offset 0 is "has nothing", so the first slate counts from 1 even in a room that has not
        // published yet.
        let slate = empty.next(self.offset.max(1), now, [(PanelName::Mine, body)]).unwrap_or(empty);
        let (sender, receiver) = watch::channel(Arc::new(slate));
        if self.persons.len() >= self.look_at {
            self.forget_who_left();
        }
        self.persons.entry(person).or_default().insert(lang, sender);
        Some(receiver)
    }

    /// Keeps those who listen: seats come and go all evening, and nothing need ever happen to them again.
    fn forget_who_left(&mut self) {
        self.persons.retain(|_, listeners| {
            listeners.retain(|_, sender| !sender.is_closed());
            !listeners.is_empty()
        });
        self.look_at = FEW.max(2 * self.persons.len());
    }

    fn encode(&self, stream: Stream, name: PanelName, panel: &Panel) -> Option<Body> {
        match stream {
            Stream::Console(_) => Some(Body::Data(crate::journal::text(panel).into())),
            Stream::Screen(place, lang) => {
                let html = screens::html(place, lang, name, panel, &self.surroundings)?;
                Some(Body::Html(html.into()))
            }
        }
    }
}
