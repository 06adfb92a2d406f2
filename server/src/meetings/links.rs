//! Links to places: made when they are asked for, listed, ended. What the office does with them stands in the journal
//! of the meeting it concerns, before it is so; what is done at the laptop itself only in the list of the office.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use meeting::agenda::Phase;
use meeting::wire::{Ask, Envelope};
use meeting::{Actor, Place, keys};

use super::Meetings;
use crate::journal::{JournalError, KeyRow};
use crate::keys::ListedKey;
use crate::room::{Room, RoomError};
use crate::secret;

/// How long a room may take to finish what it had taken up when a key was ended.
const SETTLES: Duration = Duration::from_secs(5);

/// A link to a place.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Link {
    /// The address to open, with the secret in it.
    pub url: String,
    /// The secret, for the API.
    pub secret: String,
}

/// Why keys were not made or ended.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The disk did not take it.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The meeting did not take it on record.
    #[error(transparent)]
    Room(#[from] RoomError),
}

impl Meetings {
    /// Makes new links to places of a meeting; older ones stay good. The office's opens all meetings. A phone's holds a
    /// seat, so that commands can be tried as one person. `from` is the place that asks; `None` is the laptop itself.
    ///
    /// # Errors
    /// If it could not be put on record, or the disk did not take a key.
    pub async fn make_links(
        &self,
        room: &Room,
        places: &[Place],
        from: Option<Place>,
    ) -> Result<BTreeMap<Place, Link>, KeyError> {
        let with_keys = places.iter().copied().filter(|place| *place != Place::Phone).collect();
        self.note(room, from, with_keys, |places, from| keys::Command::NoteMade { places, from }).await?;
        let mut links = BTreeMap::new();
        for place in places {
            links.insert(*place, self.make_link(room, *place, from).await?);
        }
        Ok(links)
    }

    async fn make_link(&self, room: &Room, place: Place, from: Option<Place>) -> Result<Link, JournalError> {
        let address = Self::address_of(room);
        if place == Place::Phone {
            let (_, seat) = self.issue_seat(room);
            return Ok(Link { url: format!("{address}{}", app::address::phone(&room.code)), secret: seat });
        }
        let meeting = (place != Place::Office).then_some(room.id);
        let secret = self.make_key(meeting, place, from).await?;
        Ok(Link {
            url: format!("{address}{}?key={secret}", app::address::console(&room.code, &place)),
            secret,
        })
    }

    /// Makes a new link to the office, at the laptop itself.
    ///
    /// # Errors
    /// If the disk did not take the key.
    pub async fn make_office_link(&self) -> Result<Link, JournalError> {
        let secret = self.make_key(None, Place::Office, None).await?;
        Ok(Link {
            url: format!("{}{}?key={secret}", self.address.for_meeting(None), app::address::office()),
            secret,
        })
    }

    async fn make_key(
        &self,
        meeting: Option<i64>,
        place: Place,
        from: Option<Place>,
    ) -> Result<String, JournalError> {
        let secret = secret::random_hex::<16>();
        let (digest, issued) = (secret::digest(&secret), self.clock.now());
        let made_by = from.map(|place| place.to_string());
        let key = KeyRow { digest, meeting, place: place.to_string(), issued, made_by };
        self.journal.add_key(&key).await?;
        self.keys.add(key);
        Ok(secret)
    }

    /// True if any link opens the office.
    #[must_use]
    pub fn has_office_link(&self) -> bool {
        !self.keys.list(KeyRow::is_office).is_empty()
    }

    /// True if this secret opens the office.
    #[must_use]
    pub fn is_office(&self, secret: &str) -> bool {
        self.keys.is_office(secret)
    }

    /// Lists the keys that open a place of a meeting, or the office, the newest first.
    #[must_use]
    pub fn listed_keys(&self, room: &Room) -> Vec<ListedKey> {
        self.keys.list(|key| key.meeting.is_none_or(|meeting| meeting == room.id))
    }

    /// Ends those of a meeting's keys, and of the office's, that `ended` says. Once this returns, nothing that was
    /// asked by one of them is done any more, and the sockets opened by it are ending.
    ///
    /// # Errors
    /// If it could not be put on record, or the disk did not take it.
    pub async fn end_links(
        &self,
        room: &Room,
        from: Place,
        ended: impl Fn(&KeyRow) -> bool,
    ) -> Result<(), KeyError> {
        let keys: Vec<_> =
            self.listed_keys(room).into_iter().map(|key| key.row).filter(|key| ended(key)).collect();
        let places = keys.iter().filter_map(|key| key.place.parse().ok()).collect();
        self.note(room, Some(from), places, |places, from| keys::Command::NoteEnded { places, from }).await?;
        let digests: Vec<_> = keys.into_iter().map(|key| key.digest).collect();
        self.journal.end_keys(&digests, self.clock.now()).await?;
        self.keys.end(|key| digests.contains(&key.digest));
        for room in self.rooms() {
            // What a room had already taken up is done when it answers. One that is gone does nothing more, and one
            // that waits for its disk has nothing to answer for yet.
            let _ = tokio::time::timeout(SETTLES, room.read(|_, _| ())).await;
        }
        Ok(())
    }

    /// Puts on record what a place does with keys: in its meeting, and of the office's keys in every meeting that is
    /// not over, since they open each of them.
    async fn note(
        &self,
        room: &Room,
        from: Option<Place>,
        places: BTreeSet<Place>,
        command: impl Fn(Vec<Place>, Place) -> keys::Command,
    ) -> Result<(), RoomError> {
        let Some(from) = from.filter(|_| !places.is_empty()) else { return Ok(()) };
        for other in self.rooms() {
            let here = other.id == room.id;
            let concerns = here
                || places.contains(&Place::Office)
                    && other.read(|meeting, _| meeting.agenda.phase != Phase::Closed).await?;
            if concerns {
                let places = places.iter().copied().filter(|place| here || *place == Place::Office);
                let command = Ask::Keys(command(places.collect(), from));
                let envelope = Envelope { id: secret::random_hex::<16>(), command, made: None };
                other.ask(Actor::System, envelope).await?;
            }
        }
        Ok(())
    }
}
