//! The whole meeting as data: its state, the commands on it, and its events.

use serde::{Deserialize, Serialize};

use super::{
    Actor, Moment, agenda, attendance, cards, clock, contacts, details, keys, minutes, opinions, poll,
    projector, speakers, undo, written,
};

/// A whole meeting: the state that its events lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The code people join by.
    pub code: String,
    /// How many events made it: the journal position of the last one.
    pub position: u64,
    /// When the last event happened.
    pub last: Moment,
    /// Its title, venue, times and people.
    pub details: details::Details,
    /// What it copied from its programme.
    pub programme: details::ProgrammeCopy,
    /// Its agenda.
    pub agenda: agenda::Agenda,
    /// Its list of speakers, and who has the floor.
    pub speakers: speakers::Speakers,
    /// Which requests left a contact; the contacts themselves are not here.
    #[serde(default)]
    pub contacts: contacts::Contacts,
    /// The opinions raised at its speeches.
    pub opinions: opinions::Opinions,
    /// The opinions that were submitted in writing.
    #[serde(default)]
    pub written: written::WrittenOpinions,
    /// Its minutes.
    pub minutes: minutes::Minutes,
    /// Its polls.
    pub polls: poll::Polls,
    /// Who has come.
    pub attendance: attendance::Attendance,
    /// Its door cards.
    #[serde(default)]
    pub cards: cards::Cards,
    /// What is pinned to the projector.
    pub projector: projector::Projector,
    /// The steps that can be undone.
    pub undo: undo::Undo,
    /// Every time its clock was put right.
    #[serde(default)]
    pub corrections: clock::Corrections,
}

macro_rules! subjects {
    ($($(#[$doc:meta])* $variant:ident = $subject:ident;)*) => {
        /// A command, by subject: what someone means to do.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Command {$(
            $(#[$doc])*
            $variant($subject::Command),
        )*}

        /// An event, by subject: what happened.
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

impl Command {
    /// True if only the program itself may send this command.
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

/// An event as the journal stores it: with its position, its time and who caused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its position in the journal, from 1, without gaps.
    pub position: u64,
    /// When it happened, on the meeting's clock.
    pub at: Moment,
    /// Who caused it.
    pub by: Actor,
    /// True if the same command caused the event before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// What happened.
    pub event: Event,
}

subjects! {
    /// On the meeting as a whole.
    Details = details;
    /// On the agenda.
    Agenda = agenda;
    /// On the list of speakers and the floor.
    Speakers = speakers;
    /// On contacts: where people can be reached.
    Contacts = contacts;
    /// On opinions raised at speeches.
    Opinions = opinions;
    /// On written opinions.
    Written = written;
    /// On the minutes.
    Minutes = minutes;
    /// On polls.
    Poll = poll;
    /// On attendance.
    Attendance = attendance;
    /// On door cards.
    Cards = cards;
    /// On keys to places.
    Keys = keys;
    /// On the projector.
    Projector = projector;
    /// On undoing.
    Undo = undo;
}
