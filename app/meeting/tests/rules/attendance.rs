//! Attendance: who is here, checked in by name or counted.

use meeting::attendance::{Command, Event, Kind};
use meeting::refusal::{Field, Thing};
use meeting::{AttendeeId, Refusal, validate};

use super::table::{DESK, OFFICE, events, given, opened};

fn check_in(name: &str, hamlet: &str, kind: Kind) -> Command {
    Command::CheckIn { name: name.to_owned(), hamlet: hamlet.to_owned(), kind, namesake: false }
}

fn checked_in(number: u32, name: &str, kind: Kind) -> Event {
    let (name, hamlet) = (name.to_owned(), "Thôn Đông".to_owned());
    Event::CheckedIn { attendee: AttendeeId(number), name, hamlet, kind }
}

fn arrivals(residents: i32, officials: i32) -> Command {
    Command::AddArrivals { residents, officials }
}

fn counted(residents: i32, officials: i32) -> Event {
    Event::ArrivalsCounted { residents, officials }
}

#[test]
fn people_are_checked_in_by_name_and_out_again() {
    let then = given(Vec::new())
        .when(DESK, check_in(" Lê  Văn Cường ", "Thôn Đông", Kind::Resident))
        .then(events![checked_in(1, "Lê Văn Cường", Kind::Resident)])
        .when(OFFICE, check_in("Bà Hà", "Thôn Đông", Kind::Official))
        .then(events![checked_in(2, "Bà Hà", Kind::Official)]);
    let attendance = &then.meeting.attendance;
    assert_eq!((attendance.all_residents(), attendance.all_officials()), (1, 1));
    let out = then
        .when(DESK, Command::CheckOut { attendee: AttendeeId(2) })
        .then(events![Event::CheckedOut { attendee: AttendeeId(2) }])
        .when(DESK, Command::CheckOut { attendee: AttendeeId(2) })
        .refused(Refusal::NotFound { thing: Thing::Attendee })
        // A number given once is never given to another.
        .when(DESK, check_in("Ông Dũng", "Thôn Đông", Kind::Resident))
        .then(events![checked_in(3, "Ông Dũng", Kind::Resident)]);
    assert_eq!(out.meeting.attendance.all_residents(), 2);
}

#[test]
fn the_rest_is_counted_and_two_desks_add_up() {
    let then = given(opened())
        .when(DESK, arrivals(20, 3))
        .then(events![counted(20, 3)])
        .when(DESK, arrivals(15, -1))
        .then(events![counted(15, -1)])
        .and(events![checked_in(1, "Cường", Kind::Resident)]);
    let attendance = &then.meeting.attendance;
    assert_eq!((attendance.residents, attendance.officials), (35, 2));
    assert_eq!((attendance.all_residents(), attendance.all_officials()), (36, 2));
}

#[test]
fn a_count_stays_within_what_a_hall_holds() {
    let out = Refusal::OutOfRange { field: Field::Count, least: 0, most: 100_000 };
    for (residents, officials) in [(-1, 0), (0, -1), (100_001, 0), (0, 100_001), (i32::MAX, 0), (i32::MIN, 0)]
    {
        given(Vec::new()).when(DESK, arrivals(residents, officials)).refused(out.clone());
    }
    given(Vec::new()).when(DESK, arrivals(100_000, 0)).then(events![counted(100_000, 0)]);
}

#[test]
fn a_name_that_cannot_be_kept_is_refused_by_its_field() {
    let long = "ọ".repeat(validate::NAME + 1);
    let most = validate::NAME;
    let resident = Kind::Resident;
    let table = [
        (check_in("", "", resident), Refusal::Empty { field: Field::Name }),
        (check_in("\u{200b}", "", resident), Refusal::ForbiddenCharacter { field: Field::Name }),
        (check_in(&long, "", resident), Refusal::TooLong { field: Field::Name, most }),
        (check_in("Cường", "\r\u{0}", resident), Refusal::ForbiddenCharacter { field: Field::Hamlet }),
        (check_in("Cường", &long, resident), Refusal::TooLong { field: Field::Hamlet, most }),
    ];
    for (command, why) in table {
        given(Vec::new()).when(DESK, command).refused(why);
    }
}

/// Two desks check one person in, and the count feeds a rule of law.
#[test]
fn who_is_checked_in_already_is_checked_in_again_only_as_another() {
    let again = |namesake| Command::CheckIn {
        name: "lê văn  CƯỜNG".to_owned(),
        hamlet: "thôn đông".to_owned(),
        kind: Kind::Resident,
        namesake,
    };
    let there = given(opened()).and(events![checked_in(1, "Lê Văn Cường", Kind::Resident)]);
    let since = there.now;
    let there = there.later(600).when(OFFICE, again(false)).refused(Refusal::SameAttendee { at: since });
    let both = there.clone().when(OFFICE, again(true)).accepted();
    assert_eq!(both.meeting.attendance.all_residents(), 2);
    // Of another hamlet it is someone else, and who left may come back.
    there.clone().when(DESK, check_in("Lê Văn Cường", "Thôn Tây", Kind::Resident)).accepted();
    there
        .when(DESK, Command::CheckOut { attendee: AttendeeId(1) })
        .accepted()
        .when(DESK, again(false))
        .accepted();
}
