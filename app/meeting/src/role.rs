//! Who sits where, and what may be asked from there.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::{
    Command, agenda, attendance, cards, contacts, details, minutes, opinions, poll, projector, speakers,
    undo, written,
};

/// A place in the hall from which the program is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Chủ trì, chủ tọa.
    Chair,
    /// Thư ký.
    Secretary,
    /// Bộ phận tổng hợp, bàn đăng ký.
    Desk,
    /// Văn phòng.
    Office,
    /// Màn chiếu.
    Projector,
    /// Máy tính bảng bỏ phiếu ở bàn đăng ký.
    Tablet,
    /// Điện thoại của người dự.
    Phone,
}

impl Place {
    /// Every place, in the order links are printed.
    pub const ALL: [Self; 7] =
        [Self::Chair, Self::Secretary, Self::Desk, Self::Office, Self::Projector, Self::Tablet, Self::Phone];

    /// As in addresses and on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Secretary => "secretary",
            Self::Desk => "desk",
            Self::Office => "office",
            Self::Projector => "projector",
            Self::Tablet => "tablet",
            Self::Phone => "phone",
        }
    }

    /// Staff see names, details and the minutes; a screen in the hall does not.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Chair | Self::Secretary | Self::Desk | Self::Office)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name of a place that there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPlace;

impl FromStr for Place {
    type Err = UnknownPlace;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|place| place.name() == text).ok_or(UnknownPlace)
    }
}

/// Who sent a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The program itself: what no person decides, such as the count of a closed poll.
    System,
    /// Someone at a staff place, the projector or the tablet.
    Staff(Place),
    /// A person with a phone.
    Person(PersonId),
}

impl Actor {
    /// The place this actor sits at; the program sits nowhere.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        match self {
            Self::System => None,
            Self::Staff(place) => Some(place),
            Self::Person(_) => Some(Place::Phone),
        }
    }

    /// The person, if it is one with a phone.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::System | Self::Staff(_) => None,
        }
    }
}

/// Under which command ids are kept apart: one person's ids never meet another's.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::Staff(place) => place.fmt(f),
            Self::Person(person) => write!(f, "phone:{person}"),
        }
    }
}

/// For whom a panel is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everyone at this place sees the same.
    Place(Place),
    /// What belongs to one person alone.
    Person(PersonId),
}

/// Whether a command may be sent from a place. One row per command:
///
/// | command | chair | secretary | desk | office | phone |
/// |---|---|---|---|---|---|
/// | agenda: change items, their plan and what is attached | ✓ | | | ✓ | |
/// | agenda: start, finish, skip, reopen, close the meeting | ✓ | | | ✓ | |
/// | undo a step on the agenda, the list or the floor | ✓ | | | ✓ | |
/// | speakers: open and close the list, last call, reorder, correct, merge, return, remove many | ✓ | | ✓ | | |
/// | speakers: register someone | ✓ | | ✓ | ✓ | |
/// | speakers: register many | | | ✓ | ✓ | |
/// | speakers: ask for the floor oneself | | | | | ✓ |
/// | speakers: withdraw a request (a phone only its own) | ✓ | | ✓ | | ✓ |
/// | speakers: mark as off the topic | ✓ | ✓ | ✓ | | |
/// | speakers: call, give the floor, pause, resume, more time, end, limits, proposed order | ✓ | | | | |
/// | opinions: record | | ✓ | ✓ | | |
/// | opinions: decide what becomes of one | ✓ | ✓ | | | |
/// | written opinions: hand in | | | | | ✓ |
/// | written opinions: take up, answer | | ✓ | ✓ | | |
/// | minutes: write a note | | ✓ | | | |
/// | minutes: edit text (notes at an item are the chair's alone) | notes only | all but notes | opinions only | | |
/// | contacts: read | | | ✓ | ✓ | |
/// | contacts: erase, set how long they are kept | | | | ✓ | |
/// | poll: write, remove, ask for hands, reopen, discard | ✓ | | | ✓ | |
/// | poll: open, close, show, hide (secretary and desk only one that was given to them) | ✓ | ✓ | ✓ | ✓ | |
/// | poll: let the hall read free words | ✓ | ✓ | | ✓ | |
/// | poll: papers and the tablet | | | ✓ | ✓ | |
/// | poll: enter and confirm the count of the papers | | ✓ | ✓ | ✓ | |
/// | attendance | | | ✓ | ✓ | |
/// | door cards: print, print the stack again | | | | ✓ | |
/// | door cards: hand out, void, reissue, let only their holders ask and write | | | ✓ | ✓ | |
/// | projector | ✓ | | | ✓ | |
/// | details of the meeting | | | | ✓ | |
///
/// The office opens and introduces before the chair takes over, so it may run the agenda as the chair
/// does, and take back a step as well. What only the program does (`System`) may be sent from no place.
#[must_use]
pub fn may(actor: Actor, command: &Command) -> bool {
    use Place::{Chair, Desk, Office, Phone, Secretary};
    let Some(place) = actor.place() else {
        return command.is_system();
    };
    let allowed: &[Place] = match command {
        Command::Details(details::Command::Describe { .. }) => &[Office],
        Command::Details(details::Command::Recover { .. } | details::Command::CorrectClock(_)) => &[],
        Command::Agenda(command) => match command {
            agenda::Command::AddItem { .. }
            | agenda::Command::EditItem { .. }
            | agenda::Command::RemoveItem { .. }
            | agenda::Command::MoveItem { .. }
            | agenda::Command::PlanDurations { .. }
            | agenda::Command::ShowItem { .. }
            | agenda::Command::HideItem { .. }
            | agenda::Command::Attach { .. }
            | agenda::Command::Detach { .. }
            | agenda::Command::StartItem { .. }
            | agenda::Command::FinishItem { .. }
            | agenda::Command::SkipItem { .. }
            | agenda::Command::ReopenItem { .. }
            | agenda::Command::CloseMeeting => &[Chair, Office],
        },
        Command::Undo(undo::Command::Undo { .. }) => &[Chair, Office],
        Command::Speakers(command) => match command {
            speakers::Command::OpenList
            | speakers::Command::CloseList
            | speakers::Command::SetLastCall { .. }
            | speakers::Command::EditRequest { .. }
            | speakers::Command::MergeRequests { .. }
            | speakers::Command::SplitRequest { .. }
            | speakers::Command::ReturnToList { .. }
            | speakers::Command::RemoveRequests { .. }
            | speakers::Command::MoveRequest { .. } => &[Chair, Desk],
            speakers::Command::EndLastCall => &[],
            speakers::Command::RequestFloor { .. } => &[Phone],
            speakers::Command::RegisterSpeaker { .. } => &[Chair, Desk, Office],
            speakers::Command::RegisterMany { .. } => &[Desk, Office],
            speakers::Command::WithdrawRequest { .. } => &[Chair, Desk, Phone],
            speakers::Command::MarkOffTopic { .. } => &[Chair, Secretary, Desk],
            speakers::Command::CallSpeaker { .. }
            | speakers::Command::MarkAbsent { .. }
            | speakers::Command::GiveFloor { .. }
            | speakers::Command::GiveFloorAgain { .. }
            | speakers::Command::InviteToSpeak { .. }
            | speakers::Command::PauseSpeech { .. }
            | speakers::Command::ResumeSpeech { .. }
            | speakers::Command::ExtendSpeech { .. }
            | speakers::Command::EndSpeech { .. }
            | speakers::Command::SetMostSpeeches { .. }
            | speakers::Command::SetRequestTime { .. }
            | speakers::Command::ApplyOrder { .. }
            | speakers::Command::ClearManualOrder
            | speakers::Command::SetSpeechTime { .. }
            | speakers::Command::SetAnswerTime { .. } => &[Chair],
        },
        Command::Contacts(contacts::Command::ReadContacts) => &[Desk, Office],
        Command::Contacts(contacts::Command::EraseContacts | contacts::Command::SetContactDays { .. }) => {
            &[Office]
        }
        Command::Contacts(contacts::Command::EraseDueContacts) => &[],
        Command::Opinions(opinions::Command::RecordOpinion { .. }) => &[Secretary, Desk],
        Command::Opinions(opinions::Command::DecideOutcome { .. }) => &[Chair, Secretary],
        Command::Written(written::Command::Submit { .. }) => &[Phone],
        Command::Written(written::Command::TakeUp { .. } | written::Command::AnswerWritten { .. }) => {
            &[Secretary, Desk]
        }
        Command::Minutes(command) => match command {
            minutes::Command::WriteNote { .. } => &[Secretary],
            minutes::Command::EditText { target: minutes::Target::Entry(_), .. } => &[Secretary],
            minutes::Command::EditText { target: minutes::Target::Opinion(_), .. } => &[Secretary, Desk],
            minutes::Command::EditText { target: minutes::Target::Notes(_), .. } => &[Chair],
        },
        Command::Poll(command) => match command {
            poll::Command::WritePoll { .. }
            | poll::Command::RemovePoll { .. }
            | poll::Command::OpenShowOfHands { .. }
            | poll::Command::ReopenPoll { .. }
            | poll::Command::DiscardPoll { .. } => &[Chair, Office],
            poll::Command::OpenPoll { .. }
            | poll::Command::ClosePoll { .. }
            | poll::Command::ShowResult { .. }
            | poll::Command::HideResult { .. } => &[Chair, Secretary, Desk, Office],
            poll::Command::PublishWords { .. } => &[Chair, Secretary, Office],
            poll::Command::IssuePaperBallot { .. }
            | poll::Command::TakeBackPaperBallot { .. }
            | poll::Command::CountLoosePaperBallots { .. }
            | poll::Command::OpenTablet { .. }
            | poll::Command::CloseTablet { .. } => &[Desk, Office],
            poll::Command::EnterPaperCount { .. } | poll::Command::ConfirmPaperCount { .. } => {
                &[Secretary, Desk, Office]
            }
            poll::Command::EndPoll
            | poll::Command::SealBallotBox { .. }
            | poll::Command::CountBallots { .. } => &[],
        },
        Command::Attendance(
            attendance::Command::CheckIn { .. }
            | attendance::Command::CheckOut { .. }
            | attendance::Command::AddArrivals { .. },
        ) => &[Desk, Office],
        Command::Cards(cards::Command::PrintCards { .. } | cards::Command::ShowCards) => &[Office],
        Command::Cards(cards::Command::NoteGuesses { .. } | cards::Command::RenewCards)
        | Command::Keys(_) => &[],
        Command::Cards(
            cards::Command::IssueCard { .. }
            | cards::Command::VoidCard { .. }
            | cards::Command::ReissueCard { .. }
            | cards::Command::AdmitCardsOnly { .. },
        ) => &[Desk, Office],
        Command::Projector(projector::Command::Pin { .. } | projector::Command::Follow) => &[Chair, Office],
    };
    allowed.contains(&place)
}
