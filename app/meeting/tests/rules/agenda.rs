//! The agenda: items are written, ordered, started, finished and skipped; the meeting opens and closes.

use meeting::agenda::{Command, Event, ItemKind, ItemState, ItemText, Phase};
use meeting::refusal::{Field, Thing};
use meeting::{EntryId, ItemId, PollId, Refusal, SpeechId, poll, speakers, validate};

use super::table::{
    CHAIR, Given, OFFICE, an_speaks, closed, events, given, listening, one_of_each, opened, questionnaire,
    text_of,
};

const MISSING: ItemId = ItemId(99);

fn order(meeting: &Given) -> Vec<u32> {
    meeting.meeting.agenda.items.iter().map(|item| item.id.0).collect()
}

fn started(id: u32) -> Event {
    Event::ItemStarted { id: ItemId(id) }
}

fn finished(id: u32) -> Event {
    Event::ItemFinished { id: ItemId(id) }
}

fn not_found() -> Refusal {
    Refusal::NotFound { thing: Thing::Item }
}

fn add(after: Option<u32>, item: ItemText) -> Command {
    Command::AddItem { after: after.map(ItemId), under: None, item, start: false }
}

fn pause() -> ItemText {
    text_of(ItemKind::Break, "Giải lao")
}

#[test]
fn an_item_is_inserted_behind_another_or_on_top() {
    for (after, wanted) in [(None, [5, 1, 2, 3, 4]), (Some(2), [1, 2, 5, 3, 4]), (Some(4), [1, 2, 3, 4, 5])] {
        let added = Event::ItemAdded { id: ItemId(5), after: after.map(ItemId), under: None, item: pause() };
        let then = given(Vec::new()).when(OFFICE, add(after, pause())).then(events![added]);
        assert_eq!(order(&then), wanted);
    }
}

#[test]
fn an_items_text_is_made_fit_to_keep() {
    let typed = ItemText {
        lead: " Chủ  trì ".to_owned(),
        planned_duration: Some(15),
        ..text_of(ItemKind::Break, " Giải\tlao ")
    };
    let recorded_events = ItemText { lead: "Chủ trì".to_owned(), planned_duration: Some(15), ..pause() };
    given(Vec::new())
        .when(CHAIR, add(None, typed.clone()))
        .then(events![Event::ItemAdded {
            id: ItemId(5),
            after: None,
            under: None,
            item: recorded_events.clone()
        }])
        .when(CHAIR, Command::EditItem { id: ItemId(1), item: typed })
        .then(events![Event::ItemEdited { id: ItemId(1), item: recorded_events }]);
}

#[test]
fn an_item_that_cannot_be_kept_is_refused_by_its_field() {
    let long = "ự".repeat(validate::TITLE + 1);
    let minutes = |minutes| ItemText { planned_duration: Some(minutes), ..pause() };
    let lead = |lead: &str| ItemText { lead: lead.to_owned(), ..pause() };
    let title = |title: &str| text_of(ItemKind::Break, title);
    let out = Refusal::OutOfRange { field: Field::Duration, least: 1, most: 1440 };
    let table = [
        (title(" "), Refusal::Empty { field: Field::Title }),
        (title(&long), Refusal::TooLong { field: Field::Title, most: validate::TITLE }),
        (title("a\u{200f}"), Refusal::ForbiddenCharacter { field: Field::Title }),
        (lead(&long), Refusal::TooLong { field: Field::Lead, most: validate::TITLE }),
        (lead("\u{7}"), Refusal::ForbiddenCharacter { field: Field::Lead }),
        (minutes(0), out.clone()),
        (minutes(1441), out),
    ];
    for (item, why) in table {
        given(Vec::new())
            .when(OFFICE, add(None, item.clone()))
            .refused(why.clone())
            .when(OFFICE, Command::EditItem { id: ItemId(1), item })
            .refused(why);
    }
}

#[test]
fn what_names_an_item_that_is_not_there_is_refused() {
    let commands = [
        add(Some(MISSING.0), pause()),
        Command::EditItem { id: MISSING, item: pause() },
        Command::RemoveItem { id: MISSING },
        Command::MoveItem { id: MISSING, after: None, under: None },
        Command::MoveItem { id: ItemId(1), after: Some(MISSING), under: None },
        Command::StartItem { id: MISSING },
        Command::FinishItem { id: MISSING },
        Command::SkipItem { id: MISSING },
    ];
    for command in commands {
        given(opened()).when(CHAIR, command).refused(not_found());
    }
}

#[test]
fn an_agenda_has_an_end() {
    let mut full = given(Vec::new());
    for id in 5..=200 {
        full =
            full.and(events![Event::ItemAdded { id: ItemId(id), after: None, under: None, item: pause() }]);
    }
    let too_many = Refusal::OutOfRange { field: Field::Count, least: 1, most: 200 };
    full.when(OFFICE, add(None, pause())).refused(too_many);
}

#[test]
fn an_item_may_be_corrected_while_it_is_on_and_after() {
    for happened in [Vec::new(), opened(), [opened(), events![finished(1)]].concat()] {
        given(happened)
            .when(CHAIR, Command::EditItem { id: ItemId(1), item: pause() })
            .then(events![Event::ItemEdited { id: ItemId(1), item: pause() }]);
    }
}

#[test]
fn only_an_item_still_to_come_can_be_removed_or_skipped() {
    let remove = |id| Command::RemoveItem { id: ItemId(id) };
    let skip = |id| Command::SkipItem { id: ItemId(id) };
    let begun =
        given([opened(), events![finished(1), started(2), Event::ItemSkipped { id: ItemId(3) }]].concat());
    for id in [1, 2, 3] {
        begun.clone().when(OFFICE, remove(id)).refused(Refusal::ItemBegun);
        begun.clone().when(CHAIR, skip(id)).refused(Refusal::ItemBegun);
    }
    let removed = begun.clone().when(OFFICE, remove(4)).then(events![Event::ItemRemoved { id: ItemId(4) }]);
    assert_eq!(order(&removed), [1, 2, 3]);
    let skipped = begun.when(CHAIR, skip(4)).then(events![Event::ItemSkipped { id: ItemId(4) }]);
    assert_eq!(skipped.meeting.agenda.items[3].state, ItemState::Skipped);
}

#[test]
fn the_id_of_a_removed_item_is_never_used_again() {
    given(events![Event::ItemRemoved { id: ItemId(4) }])
        .when(OFFICE, add(None, pause()))
        .then(events![Event::ItemAdded { id: ItemId(5), after: None, under: None, item: pause() }]);
}

#[test]
fn an_item_moves_behind_another_or_to_the_top() {
    let table = [
        (4, None, vec![4, 1, 2, 3]),
        (1, Some(3), vec![2, 3, 1, 4]),
        (1, Some(4), vec![2, 3, 4, 1]),
        (3, Some(1), vec![1, 3, 2, 4]),
    ];
    for (id, after, wanted) in table {
        let (id, after) = (ItemId(id), after.map(ItemId));
        let then = given(opened())
            .when(CHAIR, Command::MoveItem { id, after, under: None })
            .then(events![Event::ItemMoved { id, after, under: None }]);
        assert_eq!(order(&then), wanted);
    }
    given(opened())
        .when(CHAIR, Command::MoveItem { id: ItemId(2), after: Some(ItemId(2)), under: None })
        .changes_nothing();
}

#[test]
fn the_first_item_opens_the_meeting() {
    let open = given(Vec::new())
        .when(OFFICE, Command::StartItem { id: ItemId(1) })
        .then(events![Event::MeetingOpened, started(1)]);
    assert_eq!(open.meeting.agenda.phase, Phase::Open);
    assert_eq!(open.meeting.agenda.opened, Some(open.now));
    assert_eq!(open.meeting.agenda.current().unwrap().id, ItemId(1));
}

#[test]
fn starting_an_item_finishes_the_one_that_is_on() {
    given(opened()).when(CHAIR, Command::StartItem { id: ItemId(4) }).then(events![finished(1), started(4)]);
}

#[test]
fn an_item_that_was_finished_or_skipped_may_be_taken_again() {
    let done = [opened(), events![finished(1), Event::ItemSkipped { id: ItemId(3) }]].concat();
    for id in [1, 3] {
        let again = given(done.clone())
            .later(60)
            .when(CHAIR, Command::StartItem { id: ItemId(id) })
            .then(events![started(id)]);
        let item = again.meeting.agenda.current().unwrap();
        assert_eq!((item.started, item.finished), (Some(again.now), None));
    }
    given(opened()).when(CHAIR, Command::StartItem { id: ItemId(1) }).refused(Refusal::ItemRunning);
}

#[test]
fn the_peoples_turn_opens_the_list_once() {
    let first = given(opened()).when(CHAIR, Command::StartItem { id: ItemId(2) }).then(events![
        finished(1),
        started(2),
        speakers::Event::ListOpened
    ]);
    // Closed by the chair it stays closed, and open it need not be opened.
    first
        .clone()
        .and(events![speakers::Event::ListClosed, finished(2)])
        .when(CHAIR, Command::StartItem { id: ItemId(2) })
        .then(events![started(2)]);
    first
        .and(events![finished(2)])
        .when(CHAIR, Command::StartItem { id: ItemId(2) })
        .then(events![started(2)]);
}

#[test]
fn only_the_item_that_is_on_can_be_finished() {
    given(opened())
        .when(CHAIR, Command::FinishItem { id: ItemId(1) })
        .then(events![finished(1)])
        .when(CHAIR, Command::FinishItem { id: ItemId(1) })
        .refused(Refusal::ItemNotRunning)
        .when(CHAIR, Command::FinishItem { id: ItemId(4) })
        .refused(Refusal::ItemNotRunning);
}

#[test]
fn the_next_item_is_the_first_to_come_behind_the_last_taken() {
    let next = |happened| given(happened).meeting.agenda.next().map(|item| item.id.0);
    assert_eq!(next(Vec::new()), Some(1));
    assert_eq!(next(opened()), Some(2));
    assert_eq!(
        next([opened(), events![finished(1), Event::ItemSkipped { id: ItemId(2) }]].concat()),
        Some(3)
    );
    // Behind the last there is none: what was passed over is offered.
    assert_eq!(next([opened(), events![finished(1), started(4)]].concat()), Some(2));
    let all = [finished(1), started(2), finished(2), started(3), finished(3), started(4)].map(Into::into);
    assert_eq!(next([opened(), all.to_vec()].concat()), None);
}

#[test]
fn closing_ends_what_is_on() {
    let over = given(listening()).when(CHAIR, Command::CloseMeeting).then(events![
        finished(1),
        speakers::Event::ListClosed,
        Event::MeetingClosed
    ]);
    assert_eq!(over.meeting.agenda.phase, Phase::Closed);
    assert_eq!(over.meeting.agenda.closed, Some(over.now));
    given([opened(), events![finished(1)]].concat())
        .when(OFFICE, Command::CloseMeeting)
        .then(events![Event::MeetingClosed]);
}

#[test]
fn a_meeting_is_not_closed_over_a_speech_or_an_open_poll_or_before_it_began() {
    let close = Command::CloseMeeting;
    given(Vec::new()).when(OFFICE, close.clone()).refused(Refusal::MeetingNotOpen);
    let taken = Refusal::FloorTaken { name: "Nguyễn Văn An".to_owned() };
    given(an_speaks()).when(CHAIR, close.clone()).refused(taken.clone());
    let paused = speakers::Event::SpeechPaused { speech: SpeechId(1), left_ms: 0 };
    given(an_speaks()).and(events![paused]).when(CHAIR, close.clone()).refused(taken);
    let open = [opened(), events![poll::Event::PollOpened { poll: PollId(1), closes: None }]].concat();
    given(open).when(CHAIR, close).refused(Refusal::PollOpen);
}

#[test]
fn a_closed_meeting_takes_only_what_finishes_its_paper_ballots() {
    // What is refused because the meeting is over; the rest is either done for the documents, or has its own reason.
    use meeting::Command as Any;
    let allowed = |command: &Any| match command {
        Any::Details(_) | Any::Opinions(_) | Any::Minutes(_) | Any::Projector(_) | Any::Keys(_) => true,
        Any::Written(command) => !matches!(command, meeting::written::Command::Submit { .. }),
        Any::Poll(command) => !matches!(
            command,
            poll::Command::OpenPoll { .. }
                | poll::Command::WritePoll { .. }
                | poll::Command::RemovePoll { .. }
                | poll::Command::OpenShowOfHands { .. }
        ),
        // A name is put right when the minutes are read.
        Any::Speakers(speakers::Command::EditRequest { .. }) => true,
        Any::Agenda(_) | Any::Speakers(_) | Any::Attendance(_) | Any::Cards(_) | Any::Undo(_) => false,
        Any::Contacts(_) => true,
    };
    let actors = [
        meeting::Actor::System,
        CHAIR,
        OFFICE,
        super::table::DESK,
        super::table::SECRETARY,
        super::table::AN_PHONE,
    ];
    for command in one_of_each() {
        let actor = actors.into_iter().find(|actor| meeting::permissions::may(*actor, &command)).unwrap();
        if allowed(&command) {
            let over = given(closed());
            let result = meeting::decide(&over.meeting, actor, &command, over.now);
            assert_ne!(result, Err(Refusal::MeetingClosed), "{command:?}");
        } else {
            given(closed()).when(actor, command).refused(Refusal::MeetingClosed);
        }
    }
}

#[test]
fn the_minutes_write_down_what_happens_on_the_agenda() {
    use meeting::minutes::Fact;
    let over = given(opened())
        .and(events![Event::ItemSkipped { id: ItemId(3) }, finished(1), Event::MeetingClosed])
        .meeting;
    let facts: Vec<_> = over.minutes.entries.iter().map(|entry| (entry.id, entry.fact)).collect();
    let wanted =
        [Fact::MeetingOpened, Fact::Item(ItemId(1)), Fact::ItemSkipped(ItemId(3)), Fact::MeetingClosed];
    assert_eq!(facts, (1..).map(EntryId).zip(wanted).collect::<Vec<_>>());
}

/// Nobody speaks and no ballot is filled in under no item: what is on ends first, on every way to another.
#[test]
fn an_item_does_not_end_under_who_speaks_or_votes() {
    let item = || text_of(ItemKind::Break, "Giải lao");
    let ways = || {
        [
            Command::StartItem { id: ItemId(3) },
            Command::FinishItem { id: ItemId(2) },
            Command::AddItem { after: None, under: None, item: item(), start: true },
        ]
    };
    let begun = || given(listening()).and(events![finished(1), started(2)]);
    let speaks = || {
        let asked = super::table::asked(1, super::table::AN, "An");
        begun().and(vec![asked, super::table::floor_given(1, 1, "An", 180)])
    };
    let votes = || {
        let (poll, questionnaire) = (PollId(1), questionnaire());
        begun().and(events![
            poll::Event::PollWritten { poll, questionnaire },
            poll::Event::PollOpened { poll, closes: None },
        ])
    };
    for actor in [CHAIR, OFFICE] {
        for way in ways() {
            speaks().when(actor, way.clone()).refused(Refusal::FloorTaken { name: "An".to_owned() });
            votes().when(actor, way).refused(Refusal::PollOpen);
        }
        // A part of the item leaves it as it is.
        let part =
            Command::AddItem { after: Some(ItemId(2)), under: Some(ItemId(2)), item: item(), start: true };
        speaks().when(actor, part.clone()).accepted();
        votes().when(actor, part).accepted();
        // Without a start nothing ends.
        speaks()
            .when(actor, Command::AddItem { after: None, under: None, item: item(), start: false })
            .accepted();
    }
}
