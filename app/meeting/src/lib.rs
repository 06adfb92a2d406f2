//! The rules of a dialogue conference, and nothing else: no clock, no randomness, no network, no disk.
//!
//! A [`Command`] says what is meant. [`decide`] turns it into [`Event`]s or a [`Refusal`]; [`Meeting::apply`]
//! makes events the new state; [`panel::view`] says what each audience sees of it. A meeting is rebuilt
//! from its events alone, so `apply` never refuses and never asks who or why.
//!
//! What stands on what, from the ground up (held by `tests/layers.rs`, drawn in `docs/architecture.md`):
//!
//! | layer | modules |
//! |---|---|
//! | words | ids, [`Moment`], [`splice`] (text edits that merge), [`letters`] and [`search`] (what is the same to a person), [`chain`] (links that follow from one another) |
//! | terms | [`actor`] (who asks, from which place), [`phase`], [`refusal`], [`validate`] (what may be typed), [`person_key`], [`clock`] (the clock put right), [`laptop`] |
//! | subjects | the state, commands and events of [`details`], [`agenda`], [`speakers`], [`contacts`], [`opinions`], [`written`], [`minutes`], [`poll`], [`attendance`], [`cards`], [`keys`], [`projector`]; [`programme`] (templates), [`history`] (kinds of action), [`undo`] (steps) |
//! | state | [`Meeting`], [`Command`], [`Event`], [`Recorded`] |
//! | rules | `decide` and `apply` of each subject, in the folder of the subject |
//! | across | what concerns several subjects: `conduct` (beginning and ending items), `minutes::recording`, [`history`] (who did what), [`undo`], [`permissions`] (who may) |
//! | meeting | [`decide`] and [`Meeting::apply`], in this file |
//! | panels | [`panel`]: what each audience sees |
//! | wire | [`wire`]: frames |

pub mod actor;
pub mod agenda;
pub mod attendance;
pub mod cards;
pub mod chain;
pub mod clock;
mod conduct;
pub mod contacts;
pub mod details;
pub mod history;
mod id;
pub mod keys;
pub mod laptop;
pub mod letters;
pub mod minutes;
pub mod opinions;
pub mod panel;
pub mod permissions;
pub mod person_key;
pub mod phase;
pub mod poll;
pub mod programme;
pub mod projector;
pub mod refusal;
pub mod search;
pub mod speakers;
pub mod splice;
mod state;
mod time;
pub mod undo;
pub mod validate;
pub mod wire;
pub mod written;

pub use actor::{Actor, Audience, Place};
pub use id::{
    AttachmentId, AttendeeId, CardNumber, EntryId, ItemId, OpinionId, PersonId, PollId, RequestId, SpeechId,
    WrittenId,
};
pub use refusal::Refusal;
pub use state::{Command, Event, Meeting, Recorded};
pub use time::Moment;

/// Decides what a command leads to: the events to be persisted, or why nothing happens. An empty list means that what
/// was asked for is so already.
///
/// `now` is the meeting's clock: never earlier than the last event, but for the one that puts the clock right.
///
/// # Errors
/// A [`Refusal`], which changes nothing.
pub fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if !permissions::may(actor, command) {
        return Err(Refusal::NotAllowed { place: actor.place() });
    }
    if actor.person().is_some_and(|person| meeting.cards.is_void(person)) {
        return Err(Refusal::CardVoided);
    }
    match command {
        Command::Details(command) => details::decide::decide(meeting, command),
        Command::Agenda(command) => agenda::decide::decide(meeting, command),
        Command::Speakers(command) => speakers::decide::decide(meeting, actor, command, now),
        Command::Contacts(command) => contacts::decide::decide(meeting, command, now),
        Command::Opinions(command) => opinions::decide::decide(meeting, command, now),
        Command::Written(command) => written::decide::decide(meeting, actor, command),
        Command::Minutes(command) => minutes::decide::decide(meeting, command),
        Command::Poll(command) => poll::decide::decide(meeting, actor, command, now),
        Command::Attendance(command) => attendance::decide::decide(meeting, command),
        Command::Cards(command) => cards::decide::decide(meeting, command),
        Command::Keys(command) => Ok(keys::decide::decide(command)),
        Command::Projector(command) => projector::decide::decide(meeting, command),
        Command::Undo(command) => undo::decide::decide(meeting, actor, command),
    }
}

impl Meeting {
    /// Applies an event that was decided: makes it part of the meeting. Never refuses.
    pub fn apply(&mut self, recorded: &Recorded) {
        let Recorded { position, at, event, .. } = recorded;
        let (position, at) = (*position, *at);
        let noted = undo::note::note(self, event);
        match event {
            Event::Details(event) => details::apply::apply(self, event, position),
            Event::Agenda(event) => agenda::apply::apply(&mut self.agenda, event, at, position),
            Event::Speakers(event) => speakers::apply::apply(self, event, recorded.by, at),
            // Below, with what else says how long they are stored.
            Event::Contacts(_) => {}
            Event::Opinions(event) => opinions::apply::apply(&mut self.opinions, event, position),
            Event::Written(event) => written::apply::apply(&mut self.written, event, at),
            Event::Minutes(event) => minutes::apply::apply(self, event, at, position),
            Event::Poll(event) => poll::apply::apply(self, event),
            Event::Attendance(event) => attendance::apply::apply(&mut self.attendance, event, at),
            Event::Cards(event) => cards::apply::apply(self, event),
            // The keys are stored beside all meetings.
            Event::Keys(_) => {}
            Event::Projector(event) => projector::apply::apply(&mut self.projector, event),
            Event::Undo(event) => undo::apply::apply(self, event, at),
        }
        contacts::apply::apply(&mut self.contacts, event, at);
        minutes::recording::record(&mut self.minutes, event, at, position);
        if let Some(noted) = noted {
            undo::note::push_step(self, recorded, noted);
        }
        self.position = position;
        self.last = at;
    }

    /// Rebuilds a meeting from all of its events, in order.
    pub fn rebuilt<'a>(events: impl IntoIterator<Item = &'a Recorded>) -> Self {
        let mut meeting = Self::default();
        for event in events {
            meeting.apply(event);
        }
        meeting
    }
}
