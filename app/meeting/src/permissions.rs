//! Which command may be sent from which place: the one table of rights.

use super::{Actor, Place};
use crate::{
    Command, agenda, attendance, cards, contacts, details, minutes, opinions, poll, projector, speakers,
    undo, written,
};

/// True if a command may be sent from a place. One row per command:
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
/// | written opinions: submit | | | | | ✓ |
/// | written opinions: take up, answer | | ✓ | ✓ | | |
/// | minutes: write a note | | ✓ | | | |
/// | minutes: edit text (notes at an item are the chair's alone) | notes only | all but notes | opinions only | | |
/// | contacts: read | | | ✓ | ✓ | |
/// | contacts: erase, set how long they are stored | | | | ✓ | |
/// | poll: write, remove, open a show of hands, reopen, discard | ✓ | | | ✓ | |
/// | poll: open, close, show, hide (secretary and desk only one that was given to them) | ✓ | ✓ | ✓ | ✓ | |
/// | poll: let the hall read free words | ✓ | ✓ | | ✓ | |
/// | poll: paper ballots and the tablet | | | ✓ | ✓ | |
/// | poll: enter and confirm the count of the paper ballots | | ✓ | ✓ | ✓ | |
/// | attendance | | | ✓ | ✓ | |
/// | door cards: print, print the stack again | | | | ✓ | |
/// | door cards: issue, void, reissue, let only their holders ask and write | | | ✓ | ✓ | |
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
