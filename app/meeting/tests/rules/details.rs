//! The meeting as a whole: made from a programme, described by the office, recovered by the program.

use meeting::details::{Command, Details, Event, create};
use meeting::refusal::Field;
use meeting::speakers::{self, Clock};
use meeting::{Actor, Moment, Refusal, SpeechId, programme, validate};

use super::table::{OFFICE, T0, an_speaks, closed, events, given};

fn describe(title: &str, venue: &str, chairs: &[&str], secretaries: &[&str]) -> Command {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Command::Describe {
        title: title.to_owned(),
        venue: venue.to_owned(),
        starts: Some(T0),
        ends: None,
        chairs: owned(chairs),
        secretaries: owned(secretaries),
    }
}

fn described(title: &str, venue: &str, chairs: &[&str], secretaries: &[&str]) -> Event {
    let Command::Describe { title, venue, starts, ends, chairs, secretaries } =
        describe(title, venue, chairs, secretaries)
    else {
        unreachable!("describe describes")
    };
    Event::MeetingDescribed(Details { title, venue, starts, ends, chairs, secretaries })
}

#[test]
fn a_meeting_is_made_from_its_programme() {
    let programme = programme::load("xa-hdnd-thon").unwrap();
    let events = create("DT26", "  Đối thoại \n thôn Đông ", programme.clone()).unwrap();
    let made = given(Vec::new());
    let mut meeting = meeting::Meeting::default();
    for event in events {
        let position = meeting.position + 1;
        meeting.apply(&meeting::Recorded {
            position,
            at: made.now,
            by: Actor::System,
            continues: false,
            event,
        });
    }
    assert_eq!((meeting.code.as_str(), meeting.details.title.as_str()), ("DT26", "Đối thoại thôn Đông"));
    assert_eq!(meeting.details.chairs, programme.chairs);
    assert_eq!(meeting.programme, programme.clone().into());
    let titles: Vec<_> = meeting.agenda.items.iter().map(|item| item.text.title.as_str()).collect();
    let wanted: Vec<_> = programme.agenda.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, wanted);
    let poll = meeting.polls.current().expect("the programme's");
    assert_eq!(
        (&poll.questionnaire.questions, &poll.questionnaire.asked_by),
        (&programme.poll.questions, &programme.poll.asked_by)
    );
}

#[test]
fn a_meeting_needs_a_title_that_can_be_kept() {
    let made = |title: &str| create("DT26", title, programme::load("xa-cong-an").unwrap());
    let field = Field::Title;
    assert_eq!(made(" \n"), Err(Refusal::Empty { field }));
    assert_eq!(made("a\u{202e}b"), Err(Refusal::ForbiddenCharacter { field }));
    assert_eq!(
        made(&"ộ".repeat(validate::TITLE + 1)),
        Err(Refusal::TooLong { field, most: validate::TITLE })
    );
}

#[test]
fn the_office_describes_the_meeting_before_and_after() {
    let (chairs, secretaries) = (&["Ông Lê Văn Chủ"][..], &["Bà Phạm Thị Thư"][..]);
    for when in [Vec::new(), closed()] {
        given(when)
            .when(OFFICE, describe(" Đối  thoại ", "Nhà văn hóa", chairs, secretaries))
            .then(events![described("Đối thoại", "Nhà văn hóa", chairs, secretaries)]);
    }
}

#[test]
fn blank_lines_among_the_names_are_left_out() {
    given(Vec::new())
        .when(OFFICE, describe("Đối thoại", "", &["", "Ông A", "  "], &[" "]))
        .then(events![described("Đối thoại", "", &["Ông A"], &[])]);
}

#[test]
fn what_cannot_be_kept_is_refused_by_its_field() {
    let long = "ư".repeat(validate::TITLE + 1);
    let name = "ư".repeat(validate::NAME + 1);
    let eleven = ["Ông A"; 11];
    let (title, venue) = (Field::Title, Field::Venue);
    let table = [
        (describe("", "", &[], &[]), Refusal::Empty { field: title }),
        (describe(&long, "", &[], &[]), Refusal::TooLong { field: title, most: validate::TITLE }),
        (describe("a\0", "", &[], &[]), Refusal::ForbiddenCharacter { field: title }),
        (describe("A", &long, &[], &[]), Refusal::TooLong { field: venue, most: validate::TITLE }),
        (describe("A", "\u{1b}[2J", &[], &[]), Refusal::ForbiddenCharacter { field: venue }),
        (describe("A", "", &[&name], &[]), Refusal::TooLong { field: Field::Name, most: validate::NAME }),
        (describe("A", "", &[], &["\u{feff}B"]), Refusal::ForbiddenCharacter { field: Field::Name }),
        (describe("A", "", &eleven, &[]), Refusal::OutOfRange { field: Field::Count, least: 0, most: 10 }),
        (describe("A", "", &[], &eleven), Refusal::OutOfRange { field: Field::Count, least: 0, most: 10 }),
    ];
    for (command, why) in table {
        given(Vec::new()).when(OFFICE, command).refused(why);
    }
}

fn recover(last_known: Moment) -> Command {
    Command::Recover { last_known }
}

fn paused(left_s: i64) -> speakers::Event {
    speakers::Event::SpeechPaused { speech: SpeechId(1), left_ms: left_s * 1000 }
}

#[test]
fn after_an_outage_the_speech_stands_where_the_disk_last_knew_it() {
    // Two minutes in the laptop dies; it comes back an hour later.
    let back = given(an_speaks())
        .later(3600)
        .when(Actor::System, recover(T0.plus_ms(120_000)))
        .then(events![paused(180)]);
    let speech = back.meeting.speakers.current().unwrap();
    assert_eq!(speech.clock, Clock::Paused { left_ms: 180_000 });
    assert_eq!(speech.spoken_ms(back.now), 120_000);
}

#[test]
fn what_the_disk_knows_is_never_before_the_last_event() {
    // A wrong note of the last moment must not give time that was never taken.
    given(an_speaks()).later(60).when(Actor::System, recover(Moment(0))).then(events![paused(300)]);
    let resumed = given(an_speaks())
        .later(100)
        .and(events![paused(200)])
        .later(1000)
        .and(events![speakers::Event::SpeechResumed { speech: SpeechId(1), deadline: T0.plus_ms(1_300_000) }])
        .later(50);
    resumed.when(Actor::System, recover(T0.plus_ms(500_000))).then(events![paused(200)]);
}

#[test]
fn without_a_running_speech_there_is_nothing_to_recover() {
    let nobody = given(Vec::new());
    let stands = given(an_speaks()).and(events![paused(200)]);
    let over = given(an_speaks()).and(events![speakers::Event::SpeechEnded {
        speech: SpeechId(1),
        left_ms: 200_000,
        breach: String::new()
    }]);
    for quiet in [nobody, stands, over] {
        quiet.later(600).when(Actor::System, recover(T0)).changes_nothing();
    }
}

#[test]
fn a_meeting_ends_after_it_begins() {
    let describe = |ends: i64| {
        let Command::Describe { title, venue, chairs, secretaries, .. } = describe("Đối thoại", "", &[], &[])
        else {
            unreachable!("describe describes")
        };
        let (starts, ends) = (Some(T0), Some(T0.plus_ms(ends)));
        Command::Describe { title, venue, starts, ends, chairs, secretaries }
    };
    for ends in [0, -1] {
        given(Vec::new()).when(OFFICE, describe(ends)).refused(Refusal::EndsBeforeStart);
    }
    assert!(meeting::decide(&given(Vec::new()).meeting, OFFICE, &describe(1).into(), T0).is_ok());
}
