//! Limits on how many may wait, and removals of many at once: a crowd of seats that anyone can make neither fills the
//! list nor stays on it.

use std::collections::BTreeSet;

use super::{Removed, Request, RequestState, Source, Speakers};
use crate::id::{PersonId, RequestId};
use crate::refusal::{Field, Refusal};
use crate::validate;

/// Most people who wait at once.
const MOST_WAITING: usize = 2_500;
/// Most who wait when one more asks from a phone by a door card: the rest is left to staff, so that no crowd of
/// phones keeps them from registering whom they see.
const MOST_WITH_CARD: usize = 2_250;
/// Most who wait when one more asks from a phone without one: anyone can have any number of such seats.
const MOST_WITHOUT_CARD: usize = 2_000;
/// Most requests ever made from phones without a card; none is ever forgotten, whatever becomes of it.
const ALL_WITHOUT_CARD: usize = 6_000;
/// Most requests one person ever makes from a phone.
const MOST_OF_ONE: u32 = 20;

impl Speakers {
    /// Refuses if the list has no room for so many more.
    pub(super) fn require_room(&self, more: usize) -> Result<(), Refusal> {
        let fits = self.waiting.len() + more <= MOST_WAITING;
        if fits { Ok(()) } else { Err(Refusal::ListFull { most: MOST_WAITING as u32 }) }
    }

    /// Refuses if there is no room for one more from this phone, or it has had its share.
    pub(super) fn require_room_for(&self, person: PersonId) -> Result<(), Refusal> {
        let by_phone = self.requests.values().filter(|request| request.source == Source::Phone);
        let own = by_phone.clone().filter(|request| request.person == Some(person)).count();
        if own >= MOST_OF_ONE as usize {
            return Err(Refusal::OwnFull { most: MOST_OF_ONE });
        }
        let without = |request: &&Request| request.person.and_then(PersonId::card).is_none();
        let has_room = match person.card() {
            Some(_) => self.waiting.len() < MOST_WITH_CARD,
            None => {
                self.waiting.len() < MOST_WITHOUT_CARD && by_phone.filter(without).count() < ALL_WITHOUT_CARD
            }
        };
        if has_room { Ok(()) } else { Err(Refusal::PhonesFull) }
    }
}

/// The requests that a removal of many takes off the list, in order. Who was called, or was pinned by the chair, is
/// known to someone in the hall and stays unless named.
pub(super) fn removed(speakers: &Speakers, which: &Removed) -> Result<Vec<RequestId>, Refusal> {
    match which {
        Removed::These(requests) => {
            validate::in_range(requests.len() as i64, Field::Count, 1, MOST_WAITING as i64)?;
            let unique: BTreeSet<_> = requests.iter().copied().collect();
            for request in &unique {
                speakers.require_waiting(*request)?;
            }
            Ok(unique.into_iter().collect())
        }
        Removed::PhonesWithoutCard => {
            let strange = |request: &&Request| {
                request.source == Source::Phone && request.person.and_then(PersonId::card).is_none()
            };
            let waits = |request: &Request| request.state == RequestState::Waiting && !request.pinned;
            // Those for whom one of them was to speak would wait again in its place.
            let goes = |request: &&Request| match request.state {
                RequestState::Merged(into) => {
                    let into = speakers.requests.get(&into);
                    into.is_some_and(|into| waits(into) && strange(&into))
                }
                _ => waits(request),
            };
            let gone = speakers.requests.values().filter(strange).filter(goes);
            Ok(gone.map(|request| request.id).collect())
        }
    }
}
