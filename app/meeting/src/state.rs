//! The whole meeting as data: its state, what may be asked of it, what may happen to it.

use serde::{Deserialize, Serialize};

use super::{
    Actor, Moment, agenda, attendance, cards, clock, contacts, details, keys, minutes, opinions, poll,
    projector, speakers, undo, written,
};

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
