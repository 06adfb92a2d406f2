//! The list of speakers and who has the floor. One list from three sources; one person at a time.
//!
//! A running speech is a deadline on the meeting's clock, never a tick: whoever knows the time knows
//! how long is left. Nothing done to those who wait touches it.

pub(crate) mod apply;
mod crowd;
pub(crate) mod decide;
pub mod fair;
mod list;
mod message;
mod register;

use crate::id::{PersonId, RequestId, SpeechId};
use crate::refusal::{Field, Refusal, Thing};
use crate::time::Moment;
use crate::validate;

pub use crate::person_key::PersonKey;
pub use fair::{Basis, Ranked, Reason, Total};
pub(crate) use list::Rule;
pub use list::{Agreeing, Clock, Purpose, Request, RequestState, Rules, Source, Speaker, Speakers, Speech};
pub use message::{Command, Event, Removed};
pub use register::checked;

/// Seconds a speech gets until the chair says otherwise.
pub const DEFAULT_SECONDS: u32 = 300;
/// Seconds an answer gets until the chair says otherwise.
pub const DEFAULT_ANSWER_SECONDS: u32 = 300;
/// Fewest and most seconds a speech may be given.
pub const SECONDS: std::ops::RangeInclusive<i64> = 10..=3600;
/// Most people put on the list at once.
pub const MOST_AT_ONCE: i64 = 500;

impl Speakers {
    /// The speech that has the floor, running or paused.
    #[must_use]
    pub fn current(&self) -> Option<&Speech> {
        self.speeches.last().filter(|speech| speech.ended.is_none())
    }

    /// Those who wait, in order.
    pub fn waiting(&self) -> impl Iterator<Item = &Request> {
        self.waiting.iter().filter_map(|id| self.requests.get(id))
    }

    /// The speech with this id, if there is one.
    #[must_use]
    pub fn speech(&self, id: SpeechId) -> Option<&Speech> {
        self.speeches.iter().find(|speech| speech.id == id)
    }

    /// The last of the people in the hall who had the floor: whom one answers, and who may come back.
    #[must_use]
    pub fn last_heard(&self) -> Option<&Speech> {
        self.speeches.iter().rfind(|speech| speech.is_from_the_hall())
    }

    /// The requests that were merged into this one, which speaks for them.
    pub fn agreeing(&self, into: RequestId) -> impl Iterator<Item = &Request> {
        self.requests.values().filter(move |request| request.state == RequestState::Merged(into))
    }

    /// How often someone has had the floor from the list.
    #[must_use]
    pub fn speeches_of(&self, key: &PersonKey) -> u32 {
        let opinions = self.speeches.iter().filter(|speech| speech.purpose == Purpose::Opinion);
        u32::try_from(opinions.filter(|speech| speech.key() == *key).count()).unwrap_or(u32::MAX)
    }

    /// Finds a request on the list by someone with this name from this hamlet.
    #[must_use]
    pub fn namesake(&self, speaker: &Speaker) -> Option<&Request> {
        let key = speaker.name_key();
        self.waiting().find(|request| request.speaker.name_key() == key)
    }

    /// Seconds this person is given: what was set for them, for the item that is on, or for all.
    #[must_use]
    pub fn seconds_of(&self, request: Option<&Request>, item: Option<&crate::agenda::Item>) -> u32 {
        let own = request.and_then(|request| request.seconds);
        own.or_else(|| item.and_then(|item| item.text.seconds)).unwrap_or(self.rules.seconds)
    }

    /// The last request of this person that was not taken back and is not yet over.
    #[must_use]
    pub fn request_of(&self, person: PersonId) -> Option<&Request> {
        let own = self.requests.values().rev().filter(|request| request.person == Some(person));
        own.into_iter().find(|request| self.is_alive(request))
    }

    fn is_alive(&self, request: &Request) -> bool {
        match request.state {
            RequestState::Waiting | RequestState::Called | RequestState::Speaking => true,
            RequestState::Merged(into) => {
                let into = self.requests.get(&into);
                into.is_some_and(|into| into.state.is_on_list() || into.state == RequestState::Speaking)
            }
            RequestState::Spoken | RequestState::Withdrawn | RequestState::Absent => false,
        }
    }

    fn require(&self, id: RequestId) -> Result<&Request, Refusal> {
        self.requests.get(&id).ok_or(Refusal::NotFound { thing: Thing::Request })
    }

    fn require_waiting(&self, id: RequestId) -> Result<&Request, Refusal> {
        let request = self.require(id)?;
        if request.state.is_on_list() { Ok(request) } else { Err(Refusal::NotWaiting) }
    }

    fn require_speech(&self, id: SpeechId) -> Result<&Speech, Refusal> {
        self.speech(id).ok_or(Refusal::NotFound { thing: Thing::Speech })
    }

    /// The speech that has the floor, or a refusal if it is not this one.
    fn require_current(&self, id: SpeechId) -> Result<&Speech, Refusal> {
        let speech = self.require_speech(id)?;
        if speech.ended.is_none() { Ok(speech) } else { Err(Refusal::SpeechEnded) }
    }

    fn require_floor_free(&self) -> Result<(), Refusal> {
        self.current().map_or(Ok(()), |speech| Err(Refusal::FloorTaken { name: speech.name.clone() }))
    }

    /// Refuses if the list takes no requests at this moment.
    fn require_open(&self, now: Moment) -> Result<(), Refusal> {
        match self.rules {
            Rules { open: false, .. } => Err(Refusal::ListClosed),
            Rules { last_call: Some(until), .. } if now > until => Err(Refusal::LastCallOver { until }),
            _ => Ok(()),
        }
    }

    /// Refuses if this person has spoken as often as anyone may.
    fn require_turn(&self, speaker: &Speaker) -> Result<(), Refusal> {
        match self.rules.most_speeches {
            Some(most) if self.speeches_of(&speaker.key()) >= most => Err(Refusal::SpokenEnough { most }),
            _ => Ok(()),
        }
    }

    fn next_request(&self) -> RequestId {
        RequestId::after(self.requests.keys().next_back().copied())
    }

    fn next_speech(&self) -> SpeechId {
        SpeechId::after(self.last_speech)
    }
}

/// Validates the seconds a speech is given.
pub(crate) fn checked_seconds(seconds: u32) -> Result<u32, Refusal> {
    validate::in_range(i64::from(seconds), Field::Seconds, *SECONDS.start(), *SECONDS.end())?;
    Ok(seconds)
}
