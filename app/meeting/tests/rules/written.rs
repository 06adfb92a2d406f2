//! Written opinions: submitted from phones, and what becomes of them.

use meeting::agenda::{self, ItemKind};
use meeting::panel::{self, Beside, Panel, PanelName};
use meeting::refusal::{Field, Thing};
use meeting::written::{Command, Event, TEXT, is_taken};
use meeting::{Actor, Audience, ItemId, PersonId, Place, Refusal, WrittenId};

use super::table::{DESK, SECRETARY, closed, events, given, opened, text_of};

const PHONE: Actor = Actor::Person(PersonId(7));

fn submit(text: &str) -> Command {
    Command::Submit {
        name: " Vi Thị Hoa ".to_owned(), hamlet: "Bản Mường".to_owned(), text: text.to_owned()
    }
}

fn handed_in(written: u32, text: &str) -> Event {
    Event::Submitted {
        written: WrittenId(written),
        person: PersonId(7),
        name: "Vi Thị Hoa".to_owned(),
        hamlet: "Bản Mường".to_owned(),
        text: text.to_owned(),
    }
}

fn answer(text: &str) -> Command {
    Command::AnswerWritten { written: WrittenId(1), answer: text.to_owned() }
}

const TAKE_UP: Command = Command::TakeUp { written: WrittenId(1) };

#[test]
fn one_is_handed_in_taken_up_once_and_answered_anew_even_after_the_meeting() {
    let then = given(Vec::new())
        .when(PHONE, submit(" Nước sạch\r\nbị cắt. "))
        .then(events![handed_in(1, "Nước sạch\nbị cắt.")])
        .and(closed())
        .when(DESK, TAKE_UP)
        .then(events![Event::TakenUp { written: WrittenId(1) }])
        .when(SECRETARY, TAKE_UP)
        .then(Vec::new())
        .when(DESK, answer("Sửa trong tuần."))
        .then(events![Event::WrittenAnswered {
            written: WrittenId(1), answer: "Sửa trong tuần.".to_owned()
        }])
        .when(DESK, answer("Sửa trong tuần."))
        .then(Vec::new());
    let meeting = &then.meeting;
    assert!(meeting.minutes.about_written(WrittenId(1)).is_some(), "it is in the minutes");
    let mine = |person| match panel::view(
        meeting,
        &Beside::default(),
        Audience::Person(PersonId(person)),
        PanelName::Mine,
    ) {
        Some(Panel::Mine(mine)) => mine.written,
        other => panic!("{other:?}"),
    };
    assert_eq!(mine(8), Vec::new(), "nobody else is told");
    let own = mine(7);
    assert_eq!((own.len(), own[0].taken_up, own[0].answer.as_str()), (1, true, "Sửa trong tuần."));
    for place in [Place::Projector, Place::Phone] {
        assert_eq!(
            panel::view(meeting, &Beside::default(), Audience::Place(place), PanelName::Written),
            None,
            "{place}"
        );
    }
}

#[test]
fn they_are_taken_until_the_conclusion_begins() {
    let on = |kind| {
        let added =
            agenda::Event::ItemAdded {
                id: ItemId(9), after: None, under: None, item: text_of(kind, "Mục")
            };
        [events![added, agenda::Event::MeetingOpened], events![agenda::Event::ItemStarted { id: ItemId(9) }]]
            .concat()
    };
    for kind in ItemKind::ALL {
        let concludes = matches!(kind, ItemKind::Conclusion | ItemKind::Closing);
        assert_eq!(is_taken(&given(on(kind)).meeting), !concludes, "{kind:?}");
    }
    given(on(ItemKind::Conclusion)).when(PHONE, submit("Muộn")).refused(Refusal::IntakeClosed);
    given(closed()).when(PHONE, submit("Muộn")).refused(Refusal::MeetingClosed);
}

#[test]
fn what_cannot_be_kept_is_refused_and_says_why() {
    let table = [
        (submit(" \n "), Refusal::Empty { field: Field::Text }),
        (submit(&"á".repeat(TEXT + 1)), Refusal::TooLong { field: Field::Text, most: TEXT }),
        (
            Command::Submit { name: " ".to_owned(), hamlet: String::new(), text: "Nước".to_owned() },
            Refusal::Empty { field: Field::Name },
        ),
    ];
    for (command, why) in table {
        given(opened()).when(PHONE, command).refused(why);
    }
    given(opened()).when(DESK, TAKE_UP).refused(Refusal::NotFound { thing: Thing::Written });
    given(opened()).when(DESK, answer("Có")).refused(Refusal::NotFound { thing: Thing::Written });
    let one = events![handed_in(1, "Nước")];
    given(one).when(DESK, answer(" ")).refused(Refusal::Empty { field: Field::Answer });
}

#[test]
fn one_person_hands_in_ten_and_no_more() {
    let ten: Vec<_> = (1..=10).flat_map(|number| events![handed_in(number, "Nước")]).collect();
    given(ten).when(PHONE, submit("Nữa")).refused(Refusal::OwnFull { most: 10 });
}
