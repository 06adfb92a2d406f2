//! The rules of a dialogue conference, and nothing else: no clock, no randomness, no network, no disk.
//!
//! A [`Command`] says what is meant. [`decide`] turns it into [`Event`]s or a [`Refusal`]; [`Meeting::apply`]
//! makes events the new state; [`panel::view`] says what each audience sees of it. A meeting is rebuilt
//! from its events alone, so `apply` never refuses and never asks who or why.
//!
//! One file per subject, each with its commands, events, `decide` and `apply`: [`details`], [`agenda`],
//! [`speakers`], [`contacts`], [`opinions`], [`written`], [`minutes`], [`poll`], [`attendance`], [`cards`], [`keys`],
//! [`projector`]; and [`undo`], which takes back what was done to the agenda, the list and the floor. What they stand on: [`history`] (what was done, in names),
//! [`clock`] (the clock put right), [`chain`] (links that follow from one another), [`role`] (who may), [`validate`] (what may be typed), [`splice`] (text), [`programme`] (templates),
//! [`wire`] (frames), [`letters`] (what is the same to a person), [`search`] (names found however they are typed).

pub mod agenda;
pub mod attendance;
pub mod cards;
pub mod chain;
pub mod clock;
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
pub mod poll;
pub mod programme;
pub mod projector;
pub mod refusal;
pub mod role;
pub mod search;
pub mod speakers;
pub mod splice;
mod time;
pub mod undo;
pub mod validate;
pub mod wire;
pub mod written;

use serde::{Deserialize, Serialize};

pub use id::{
    AttachmentId, AttendeeId, CardNumber, EntryId, ItemId, OpinionId, PersonId, PollId, RequestId, SpeechId,
    WrittenId,
};
pub use refusal::Refusal;
pub use role::{Actor, Audience, Place};
pub use time::Moment;

/// A whole meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The code people join by.
    pub code: String,
    /// How many events made it.
    pub position: u64,
    /// When the last of them happened.
    pub last: Moment,
    /// What it is.
    pub details: details::Details,
    /// What it keeps of its programme.
    pub programme: details::ProgrammeCopy,
    /// Its items.
    pub agenda: agenda::Agenda,
    /// Its list of speakers.
    pub speakers: speakers::Speakers,
    /// Who left a contact; the contacts themselves are not here.
    #[serde(default)]
    pub contacts: contacts::Contacts,
    /// Its opinions.
    pub opinions: opinions::Opinions,
    /// What was handed in in writing.
    #[serde(default)]
    pub written: written::WrittenOpinions,
    /// Its minutes.
    pub minutes: minutes::Minutes,
    /// Its polls.
    pub polls: poll::Polls,
    /// Who is here.
    pub attendance: attendance::Attendance,
    /// Its door cards.
    #[serde(default)]
    pub cards: cards::Cards,
    /// What is on the wall.
    pub projector: projector::Projector,
    /// What can be undone.
    pub undo: undo::Undo,
    /// How its clock was put right.
    #[serde(default)]
    pub corrections: clock::Corrections,
}

macro_rules! subjects {
    ($($(#[$doc:meta])* $variant:ident = $subject:ident;)*) => {
        /// What someone means to do, by subject.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Command {$(
            $(#[$doc])*
            $variant($subject::Command),
        )*}

        /// What happened, by subject.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Event {$(
            $(#[$doc])*
            $variant($subject::Event),
        )*}

        $(
            impl From<$subject::Command> for Command {
                fn from(command: $subject::Command) -> Self {
                    Self::$variant(command)
                }
            }

            impl From<$subject::Event> for Event {
                fn from(event: $subject::Event) -> Self {
                    Self::$variant(event)
                }
            }
        )*
    };
}

subjects! {
    /// The meeting as a whole.
    Details = details;
    /// The agenda.
    Agenda = agenda;
    /// The list of speakers and the floor.
    Speakers = speakers;
    /// Where people can be reached.
    Contacts = contacts;
    /// Opinions.
    Opinions = opinions;
    /// Written opinions.
    Written = written;
    /// The minutes.
    Minutes = minutes;
    /// Polls.
    Poll = poll;
    /// Attendance.
    Attendance = attendance;
    /// Door cards.
    Cards = cards;
    /// Keys to places.
    Keys = keys;
    /// The projector.
    Projector = projector;
    /// Undoing.
    Undo = undo;
}

impl Command {
    /// Whether only the program itself does this.
    #[must_use]
    pub fn is_system(&self) -> bool {
        matches!(
            self,
            Self::Details(details::Command::Recover { .. } | details::Command::CorrectClock(_))
                | Self::Speakers(speakers::Command::EndLastCall)
                | Self::Cards(cards::Command::NoteGuesses { .. } | cards::Command::RenewCards)
                | Self::Keys(_)
                | Self::Contacts(contacts::Command::EraseDueContacts)
                | Self::Poll(
                    poll::Command::EndPoll
                        | poll::Command::SealBallotBox { .. }
                        | poll::Command::CountBallots { .. }
                )
        )
    }
}

/// An event as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its place in the journal, from 1, without gaps.
    pub position: u64,
    /// When it happened, on the meeting's clock.
    pub at: Moment,
    /// Who caused it.
    pub by: Actor,
    /// Whether it came of the same command as the event before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// What happened.
    pub event: Event,
}

/// What a command leads to: the events to be kept, or why nothing happens. An empty list means that what
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
    if !role::may(actor, command) {
        return Err(Refusal::NotAllowed { place: actor.place() });
    }
    if actor.person().is_some_and(|person| meeting.cards.is_void(person)) {
        return Err(Refusal::CardVoided);
    }
    match command {
        Command::Details(command) => details::decide(meeting, command),
        Command::Agenda(command) => agenda::decide(meeting, command),
        Command::Speakers(command) => speakers::decide(meeting, actor, command, now),
        Command::Contacts(command) => contacts::decide(meeting, command, now),
        Command::Opinions(command) => opinions::decide(meeting, command, now),
        Command::Written(command) => written::decide(meeting, actor, command),
        Command::Minutes(command) => minutes::decide(meeting, command),
        Command::Poll(command) => poll::decide(meeting, actor, command, now),
        Command::Attendance(command) => attendance::decide(meeting, command),
        Command::Cards(command) => cards::decide(meeting, command),
        Command::Keys(command) => Ok(keys::decide(command)),
        Command::Projector(command) => projector::decide(meeting, command),
        Command::Undo(command) => undo::decide(meeting, actor, command),
    }
}

impl Meeting {
    /// Makes an event part of the meeting.
    pub fn apply(&mut self, recorded: &Recorded) {
        let Recorded { position, at, event, .. } = recorded;
        let (position, at) = (*position, *at);
        let noted = undo::note(self, event);
        match event {
            Event::Details(event) => details::apply(self, event, position),
            Event::Agenda(event) => agenda::apply(&mut self.agenda, event, at, position),
            Event::Speakers(event) => speakers::apply(self, event, recorded.by, at),
            // Below, with what else says how long they are kept.
            Event::Contacts(_) => {}
            Event::Opinions(event) => opinions::apply(&mut self.opinions, event, position),
            Event::Written(event) => written::apply(&mut self.written, event, at),
            Event::Minutes(event) => minutes::apply(self, event, at, position),
            Event::Poll(event) => poll::apply(self, event),
            Event::Attendance(event) => attendance::apply(&mut self.attendance, event, at),
            Event::Cards(event) => cards::apply(self, event),
            // The keys are the house's.
            Event::Keys(_) => {}
            Event::Projector(event) => projector::apply(&mut self.projector, event),
            Event::Undo(event) => undo::apply(self, event, at),
        }
        contacts::apply(&mut self.contacts, event, at);
        minutes::record(&mut self.minutes, event, at, position);
        if let Some(noted) = noted {
            undo::keep(self, recorded, noted);
        }
        self.position = position;
        self.last = at;
    }

    /// A meeting from all of its events, in order.
    pub fn rebuilt<'a>(events: impl IntoIterator<Item = &'a Recorded>) -> Self {
        let mut meeting = Self::default();
        for event in events {
            meeting.apply(event);
        }
        meeting
    }
}
