//! Contacts: on record that they were left, read and erased, never what they are.

use meeting::contacts::{Command, DEFAULT_DAYS, Event, MOST_DAYS, Standing, due, standing};
use meeting::history::ActionKind;
use meeting::opinions::{self, Outcome};
use meeting::panel::{Beside, Panel, PanelName, view};
use meeting::refusal::{Field, Thing};
use meeting::speakers::{self, Speaker};
use meeting::{Actor, Audience, OpinionId, Place, Refusal, RequestId, SpeechId, agenda};

use super::table::{
    AN, AN_PHONE, CHAIR, DESK, Given, OFFICE, SECRETARY, T0, asked, came, events, floor_given, given,
    listening, speaker,
};

const DAY: i64 = 24 * 60 * 60;
const NUMBER: &str = "0912 345 678";
const NONE_THERE: Refusal = Refusal::NotFound { thing: Thing::Contact };

fn left(request: u32) -> Event {
    Event::ContactLeft { request: RequestId(request), contact: NUMBER.to_owned() }
}

fn with_number(name: &str) -> Speaker {
    Speaker { contact: NUMBER.to_owned(), ..speaker(name) }
}

/// An and Bình wait; An can be reached.
fn waiting() -> Given {
    given(listening())
        .and(vec![asked(1, AN, "An"), asked(2, super::table::BINH, "Bình")])
        .and(events![left(1)])
}

/// An has spoken and been heard; the meeting is closed.
fn over(outcome: Option<Outcome>) -> Given {
    let opinion = OpinionId(1);
    let mut closed = waiting().and(vec![floor_given(1, 1, "An", 180)]).and(events![
        speakers::Event::SpeechEnded { speech: SpeechId(1), left_ms: 0, breach: String::new() },
        opinions::Event::OpinionRecorded { opinion, speech: SpeechId(1), text: "Đường".to_owned() },
    ]);
    if outcome.is_some() {
        closed = closed.and(events![opinions::Event::OutcomeDecided { opinion, outcome }]);
    }
    closed.and(events![agenda::Event::MeetingClosed])
}

#[test]
fn a_contact_goes_beside_the_request_it_came_with() {
    let after = given(listening())
        .when(DESK, speakers::Command::RegisterSpeaker { speaker: with_number("An"), namesake: false })
        .then(vec![came(1, None, speakers::Source::Desk, speaker("An")), left(1).into()]);
    // In an import each with their own.
    let many = vec![speaker("Bình"), with_number("Cường"), speaker("Dũng")];
    let after = after
        .when(OFFICE, speakers::Command::RegisterMany { speakers: many, namesakes: Vec::new() })
        .then(vec![
            came(2, None, speakers::Source::Desk, speaker("Bình")),
            came(3, None, speakers::Source::Desk, speaker("Cường")),
            left(3).into(),
            came(4, None, speakers::Source::Desk, speaker("Dũng")),
        ]);
    assert_eq!(after.meeting.contacts.left, [RequestId(1), RequestId(3)].into());
    // A correction that says nothing of it leaves it; one that does replaces it.
    let edit = |speaker| speakers::Command::EditRequest { request: RequestId(1), speaker };
    let edited =
        |name: &str| speakers::Event::RequestEdited { request: RequestId(1), speaker: speaker(name) };
    let after = after.when(DESK, edit(speaker("Ân"))).then(events![edited("Ân")]);
    assert_eq!(after.meeting.contacts.left, [RequestId(1), RequestId(3)].into());
    after.when(DESK, edit(with_number("Ân"))).then(events![edited("Ân"), left(1)]);
}

#[test]
fn staff_see_that_one_was_left_and_nobody_else_does() {
    let meeting = waiting().meeting;
    let panel = |place| match view(&meeting, &Beside::default(), Audience::Place(place), PanelName::Speakers)
    {
        Some(Panel::Speakers(panel)) => panel.waiting,
        other => panic!("{other:?}"),
    };
    for place in [Place::Chair, Place::Secretary, Place::Desk, Place::Office] {
        let told: Vec<bool> = panel(place).into_iter().map(|one| one.staff.unwrap().contact).collect();
        assert_eq!(told, [true, false], "{place}");
    }
    for place in [Place::Projector, Place::Tablet, Place::Phone] {
        assert!(panel(place).into_iter().all(|one| one.staff.is_none()), "{place}");
    }
}

#[test]
fn each_reading_is_on_record_with_who_read() {
    let read = || events![Event::ContactsRead { requests: vec![RequestId(1)] }];
    let after = waiting().when(DESK, Command::ReadContacts).then(read());
    after.when(OFFICE, Command::ReadContacts).then(read());
    let steps = |given: Given| given.meeting.undo.steps().len();
    assert_eq!(steps(waiting().done_by(OFFICE, read())), steps(waiting()), "no step to be undone");
    let action = meeting::history::action(&waiting().meeting, &read()[0]).unwrap();
    assert_eq!((action.kind, action.about.as_str()), (ActionKind::ContactsRead, "1"));
    for actor in [CHAIR, SECRETARY, AN_PHONE, Actor::System] {
        waiting().when(actor, Command::ReadContacts).refused(Refusal::NotAllowed { place: actor.place() });
    }
    given(listening()).when(DESK, Command::ReadContacts).refused(NONE_THERE);
}

#[test]
fn the_office_erases_them_and_says_how_long_they_are_kept() {
    let erased =
        waiting().when(OFFICE, Command::EraseContacts).then(events![Event::ContactsErased { count: 1 }]);
    assert!(erased.meeting.contacts.left.is_empty());
    erased.when(OFFICE, Command::EraseContacts).refused(NONE_THERE);
    waiting().when(DESK, Command::EraseContacts).refused(Refusal::NotAllowed { place: Some(Place::Desk) });

    let set = waiting()
        .when(OFFICE, Command::SetContactDays { days: 7 })
        .then(events![Event::ContactDaysSet { days: 7 }]);
    set.when(OFFICE, Command::SetContactDays { days: 7 }).changes_nothing();
    let days = |days| waiting().when(OFFICE, Command::SetContactDays { days });
    days(MOST_DAYS).accepted();
    let most = i64::from(MOST_DAYS);
    days(MOST_DAYS + 1).refused(Refusal::OutOfRange { field: Field::Days, least: 0, most });
}

#[test]
fn they_are_due_so_many_days_after_the_last_answer() {
    let settled = over(Some(Outcome::Settled));
    assert_eq!(due(&settled.meeting), Some(T0.plus_ms(i64::from(DEFAULT_DAYS) * DAY * 1000)));
    let early = settled.later(i64::from(DEFAULT_DAYS) * DAY - 1);
    let late = early.when(Actor::System, Command::EraseDueContacts).changes_nothing().later(1);
    let gone =
        late.when(Actor::System, Command::EraseDueContacts).then(events![Event::ContactsErased { count: 1 }]);
    assert_eq!(due(&gone.meeting), None);
}

#[test]
fn nothing_is_erased_while_an_answer_is_wanting() {
    let assigned = Some(Outcome::Assigned { to: "Phòng Kinh tế".to_owned(), due: None });
    for wanting in [over(None), over(assigned.clone()), waiting()] {
        assert_eq!(due(&wanting.meeting), None);
        wanting.later(1_000 * DAY).when(Actor::System, Command::EraseDueContacts).changes_nothing();
    }
    // The time counts from the answer, not from the closing.
    let outcome = Some(Outcome::Settled);
    let answered = over(assigned)
        .later(90 * DAY)
        .and(events![opinions::Event::OutcomeDecided { opinion: OpinionId(1), outcome }]);
    let days = 90 + i64::from(DEFAULT_DAYS);
    assert_eq!(due(&answered.meeting), Some(T0.plus_ms(days * DAY * 1000)));
    let at_once = answered.and(events![Event::ContactDaysSet { days: 0 }]);
    assert_eq!(due(&at_once.meeting), Some(T0.plus_ms(90 * DAY * 1000)));
}

#[test]
fn whether_someone_is_answered_follows_from_what_became_of_their_opinions() {
    let an = |given: &Given| standing(&given.meeting, RequestId(1));
    assert_eq!(an(&waiting()), Standing::Unspoken);
    let spoke = waiting().and(vec![floor_given(1, 1, "An", 180)]);
    assert_eq!(an(&spoke), Standing::Unrecorded);
    let to = "Phòng Kinh tế".to_owned();
    let owed = [None, Some(Outcome::Assigned { to: to.clone(), due: None })];
    let answered = [Outcome::Settled, Outcome::Noted, Outcome::Escalated { to }, Outcome::Withdrawn];
    for outcome in owed {
        assert_eq!(an(&over(outcome)), Standing::Owed);
    }
    for outcome in answered {
        assert_eq!(an(&over(Some(outcome))), Standing::Answered);
    }
    // One of several is enough; one that is merged is answered with the other.
    let (first, second) = (OpinionId(1), OpinionId(2));
    let more = |outcome| {
        over(Some(Outcome::Settled)).and(events![
            opinions::Event::OpinionRecorded {
                opinion: second,
                speech: SpeechId(1),
                text: "Nước".to_owned()
            },
            opinions::Event::OutcomeDecided { opinion: second, outcome },
        ])
    };
    assert_eq!(an(&more(None)), Standing::Owed);
    let merged = more(Some(Outcome::Merged { into: first }));
    assert_eq!(an(&merged), Standing::Answered);
    let open = merged.and(events![opinions::Event::OutcomeDecided { opinion: first, outcome: None }]);
    assert_eq!(an(&open), Standing::Owed);
    // Whoever asks the same as another is answered with that one.
    let both = given(listening())
        .and(vec![asked(1, AN, "An"), asked(2, super::table::BINH, "Bình")])
        .and(events![speakers::Event::RequestsMerged { into: RequestId(1), requests: vec![RequestId(2)] }]);
    let binh = |given: &Given| standing(&given.meeting, RequestId(2));
    assert_eq!(binh(&both), Standing::Unspoken);
    let both = both.and(vec![floor_given(1, 1, "An", 180)]).and(events![opinions::Event::OpinionRecorded {
        opinion: first,
        speech: SpeechId(1),
        text: "Đường".to_owned()
    },]);
    assert_eq!(binh(&both), Standing::Owed);
    let outcome = Some(Outcome::Settled);
    let both = both.and(events![opinions::Event::OutcomeDecided { opinion: first, outcome }]);
    assert_eq!((an(&both), binh(&both)), (Standing::Answered, Standing::Answered));
}
