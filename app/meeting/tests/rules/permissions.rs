//! Who may do what: the table in the doc comment of [`meeting::permissions::may`], read as it is written there,
//! for every command from every place.

use std::collections::{BTreeMap, BTreeSet};

use meeting::minutes::Target;
use meeting::permissions::may;
use meeting::{
    Actor, Command, Place, Refusal, agenda, cards, contacts, details, minutes, opinions, poll, speakers,
    written,
};

use super::table::{AN_PHONE, given, one_of_each};

/// The columns of the table, in order.
const COLUMNS: [Place; 5] = [Place::Chair, Place::Secretary, Place::Desk, Place::Office, Place::Phone];

/// The rows of the doc table: what is done, and what each column says.
fn documented() -> BTreeMap<&'static str, Vec<&'static str>> {
    let source = include_str!("../../src/permissions.rs");
    let lines = source.lines().filter_map(|line| line.strip_prefix("/// | "));
    let rows = lines.filter(|line| !line.starts_with("command"));
    rows.map(|line| {
        let cells: Vec<_> = line.trim_end_matches('|').split('|').map(str::trim).collect();
        (cells[0], cells[1..].to_vec())
    })
    .collect()
}

/// The row a command belongs to; `None` for what only the program does.
fn row(command: &Command) -> Option<&'static str> {
    use agenda::Command as Agenda;
    use minutes::Command as Minutes;
    use poll::Command as Poll;
    use speakers::Command as Speakers;
    Some(match command {
        Command::Details(details::Command::Describe { .. }) => "details of the meeting",
        Command::Details(details::Command::Recover { .. } | details::Command::CorrectClock(_)) => {
            return None;
        }
        Command::Undo(_) => "undo a step on the agenda, the list or the floor",
        Command::Agenda(command) => match command {
            Agenda::AddItem { .. }
            | Agenda::EditItem { .. }
            | Agenda::RemoveItem { .. }
            | Agenda::PlanDurations { .. }
            | Agenda::ShowItem { .. }
            | Agenda::HideItem { .. }
            | Agenda::Attach { .. }
            | Agenda::Detach { .. }
            | Agenda::MoveItem { .. } => "agenda: change items, their plan and what is attached",
            Agenda::StartItem { .. }
            | Agenda::FinishItem { .. }
            | Agenda::SkipItem { .. }
            | Agenda::ReopenItem { .. }
            | Agenda::CloseMeeting => "agenda: start, finish, skip, reopen, close the meeting",
        },
        Command::Speakers(command) => match command {
            Speakers::OpenList
            | Speakers::CloseList
            | Speakers::SetLastCall { .. }
            | Speakers::EditRequest { .. }
            | Speakers::MergeRequests { .. }
            | Speakers::SplitRequest { .. }
            | Speakers::ReturnToList { .. }
            | Speakers::RemoveRequests { .. }
            | Speakers::MoveRequest { .. } => {
                "speakers: open and close the list, last call, reorder, correct, merge, return, remove many"
            }
            Speakers::EndLastCall => return None,
            Speakers::RequestFloor { .. } => "speakers: ask for the floor oneself",
            Speakers::RegisterSpeaker { .. } => "speakers: register someone",
            Speakers::RegisterMany { .. } => "speakers: register many",
            Speakers::WithdrawRequest { .. } => "speakers: withdraw a request (a phone only its own)",
            Speakers::MarkOffTopic { .. } => "speakers: mark as off the topic",
            Speakers::CallSpeaker { .. }
            | Speakers::MarkAbsent { .. }
            | Speakers::GiveFloor { .. }
            | Speakers::GiveFloorAgain { .. }
            | Speakers::InviteToSpeak { .. }
            | Speakers::PauseSpeech { .. }
            | Speakers::ResumeSpeech { .. }
            | Speakers::ExtendSpeech { .. }
            | Speakers::EndSpeech { .. }
            | Speakers::SetMostSpeeches { .. }
            | Speakers::SetRequestTime { .. }
            | Speakers::ApplyOrder { .. }
            | Speakers::ClearManualOrder
            | Speakers::SetSpeechTime { .. }
            | Speakers::SetAnswerTime { .. } => {
                "speakers: call, give the floor, pause, resume, more time, end, limits, proposed order"
            }
        },
        Command::Contacts(contacts::Command::ReadContacts) => "contacts: read",
        Command::Contacts(contacts::Command::EraseDueContacts) => return None,
        Command::Contacts(_) => "contacts: erase, set how long they are stored",
        Command::Opinions(opinions::Command::RecordOpinion { .. }) => "opinions: record",
        Command::Opinions(opinions::Command::DecideOutcome { .. }) => "opinions: decide what becomes of one",
        Command::Written(written::Command::Submit { .. }) => "written opinions: submit",
        Command::Written(_) => "written opinions: take up, answer",
        Command::Minutes(Minutes::WriteNote { .. }) => "minutes: write a note",
        Command::Minutes(Minutes::EditText { .. }) => {
            "minutes: edit text (notes at an item are the chair's alone)"
        }
        Command::Poll(Poll::CountBallots { .. } | Poll::SealBallotBox { .. } | Poll::EndPoll) => return None,
        Command::Poll(command) => match command {
            Poll::OpenPoll { .. }
            | Poll::ClosePoll { .. }
            | Poll::ShowResult { .. }
            | Poll::HideResult { .. } => {
                "poll: open, close, show, hide (secretary and desk only one that was given to them)"
            }
            Poll::PublishWords { .. } => "poll: let the hall read free words",
            Poll::IssuePaperBallot { .. }
            | Poll::TakeBackPaperBallot { .. }
            | Poll::CountLoosePaperBallots { .. }
            | Poll::OpenTablet { .. }
            | Poll::CloseTablet { .. } => "poll: paper ballots and the tablet",
            Poll::EnterPaperCount { .. } | Poll::ConfirmPaperCount { .. } => {
                "poll: enter and confirm the count of the paper ballots"
            }
            _ => "poll: write, remove, open a show of hands, reopen, discard",
        },
        Command::Attendance(_) => "attendance",
        Command::Cards(cards::Command::NoteGuesses { .. } | cards::Command::RenewCards)
        | Command::Keys(_) => {
            return None;
        }
        Command::Cards(cards::Command::PrintCards { .. } | cards::Command::ShowCards) => {
            "door cards: print, print the stack again"
        }
        Command::Cards(_) => "door cards: issue, void, reissue, let only their holders ask and write",
        Command::Projector(_) => "projector",
    })
}

/// True if a cell of the table allows a command.
fn cell_allows(cell: &str, command: &Command) -> bool {
    match cell {
        "" => false,
        "✓" => true,
        "opinions only" | "notes only" | "all but notes" => {
            let Command::Minutes(minutes::Command::EditText { target, .. }) = command else { return false };
            match cell {
                "opinions only" => matches!(target, Target::Opinion(_)),
                "notes only" => matches!(target, Target::Notes(_)),
                _ => !matches!(target, Target::Notes(_)),
            }
        }
        other => panic!("what does {other:?} mean?"),
    }
}

#[test]
fn every_place_may_send_what_the_table_says_and_nothing_else() {
    let table = documented();
    for command in one_of_each() {
        let cells = row(&command).map(|row| table.get(row).unwrap_or_else(|| panic!("no row {row:?}")));
        for place in Place::ALL {
            let cell = COLUMNS.iter().position(|column| *column == place);
            let wanted = match (cells, cell) {
                (Some(cells), Some(column)) => cell_allows(cells[column], &command),
                // What only the program does, and the projector, which only looks.
                (None, _) | (_, None) => false,
            };
            assert_eq!(may(Actor::Staff(place), &command), wanted, "{place}: {command:?}");
            if place == Place::Phone {
                assert_eq!(may(AN_PHONE, &command), wanted, "a person: {command:?}");
            }
        }
        assert_eq!(may(Actor::System, &command), row(&command).is_none(), "the program: {command:?}");
        assert_eq!(command.is_system(), row(&command).is_none(), "{command:?}");
    }
}

#[test]
fn the_table_has_no_row_without_a_command() {
    let known: BTreeSet<_> = one_of_each().iter().filter_map(row).collect();
    assert_eq!(documented().into_keys().collect::<BTreeSet<_>>(), known);
}

#[test]
fn one_of_each_command_is_really_one_of_each() {
    // The names on the wire, as serde writes them: "speakers/GiveFloor".
    let name = |command: &Command| {
        let json = serde_json::to_value(command).unwrap();
        let (subject, command) = json.as_object().unwrap().iter().next().unwrap();
        let variant = command.as_str().or_else(|| Some(command.as_object()?.keys().next()?)).unwrap();
        format!("{subject}/{variant}")
    };
    let names: BTreeSet<_> = one_of_each().iter().map(name).collect();
    let variants = |source: &str| {
        let body = source.split("pub enum Command {").nth(1).unwrap().split("\n}").next().unwrap();
        let is_variant = |line: &&str| line.starts_with("    ") && line[4..].starts_with(char::is_uppercase);
        body.lines().filter(is_variant).count()
    };
    let sources = [
        include_str!("../../src/details.rs"),
        include_str!("../../src/agenda/message.rs"),
        include_str!("../../src/undo.rs"),
        include_str!("../../src/speakers/message.rs"),
        include_str!("../../src/contacts.rs"),
        include_str!("../../src/opinions.rs"),
        include_str!("../../src/written.rs"),
        include_str!("../../src/minutes.rs"),
        include_str!("../../src/poll/command.rs"),
        include_str!("../../src/attendance.rs"),
        include_str!("../../src/cards.rs"),
        include_str!("../../src/keys.rs"),
        include_str!("../../src/projector.rs"),
    ];
    assert_eq!(names.len(), sources.into_iter().map(variants).sum::<usize>(), "{names:?}");
}

#[test]
fn what_one_may_not_send_is_refused_by_the_place() {
    for command in one_of_each() {
        for actor in Place::ALL.map(Actor::Staff).into_iter().chain([AN_PHONE, Actor::System]) {
            if !may(actor, &command) {
                let why = Refusal::NotAllowed { place: actor.place() };
                given(Vec::new()).when(actor, command.clone()).refused(why);
            }
        }
    }
}

#[test]
fn places_are_named_on_the_wire_and_back() {
    for place in Place::ALL {
        assert_eq!(place.name().parse(), Ok(place));
        assert_eq!(serde_json::to_value(place).unwrap(), place.name());
    }
    for unknown in ["", "Chair", "admin", "chair "] {
        assert_eq!(unknown.parse::<Place>(), Err(meeting::actor::UnknownPlace));
    }
}

#[test]
fn the_commands_of_two_persons_are_kept_apart() {
    let names: BTreeSet<_> = Place::ALL
        .map(Actor::Staff)
        .into_iter()
        .chain([Actor::System, AN_PHONE, super::table::BINH_PHONE])
        .map(|actor| actor.to_string())
        .collect();
    assert_eq!(names.len(), Place::ALL.len() + 3, "{names:?}");
}
