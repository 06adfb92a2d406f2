//! Names: those of one name are two people, and a misspelt one is put right whenever it is noticed.

use meeting::speakers::fair::{propose, totals};
use meeting::speakers::{Basis, Command, Event, Purpose, Reason, RequestState, Source, Speaker};
use meeting::{Actor, Place, Refusal, SpeechId, agenda};

use super::floor::{done, list, request, someone, three};
use super::table::{CHAIR, DESK, OFFICE, came, events, floor_given, speaker};

#[test]
fn a_namesake_is_registered_when_it_is_said_that_it_is_one() {
    let register =
        |namesake| Command::RegisterSpeaker { speaker: someone("cường", "THÔN ĐÔNG"), namesake };
    let another = |which| Speaker { which, ..someone("cường", "THÔN ĐÔNG") };
    let recorded_events = vec![came(4, None, Source::Desk, another(1))];
    three()
        .when(DESK, register(false))
        .refused(Refusal::SameName { request: request(3) })
        .when(DESK, register(true))
        .then(recorded_events);
    // Who asks by phone is not turned away; staff see that the name is there already.
    let asked = done(
        three(),
        Actor::Person(meeting::PersonId(9)),
        Command::RequestFloor { speaker: speaker("Cường") },
    );
    let waiting = list(&asked, Place::Desk).waiting;
    assert_eq!(waiting[3].staff.as_ref().unwrap().namesake, Some(3));
    assert_eq!(waiting[2].staff.as_ref().unwrap().namesake, None);
}

/// Two of one name from one hamlet are two to every rule: limits, totals, the fair order.
#[test]
fn namesakes_are_two_people_to_every_rule() {
    let another = |which| Speaker { which, ..speaker("Cường") };
    // The first of them has spoken, as often as anyone may.
    let spoken = three().and(vec![floor_given(1, 3, "Cường", 180)]).and(events![
        Event::SpeechEnded { speech: SpeechId(1), left_ms: 0, breach: String::new() },
        Event::MostSpeechesSet { most: Some(1) },
    ]);
    let register = |namesake| Command::RegisterSpeaker { speaker: speaker("Cường"), namesake };
    let spoken = spoken.when(DESK, register(false)).refused(Refusal::SpokenEnough { most: 1 });
    let phone = Actor::Person(meeting::PersonId(9));
    let ask = || Command::RequestFloor { speaker: speaker("Cường") };
    let both = spoken
        .when(DESK, register(true))
        .then(vec![came(4, None, Source::Desk, another(1))])
        .when(phone, ask())
        .then(vec![came(5, phone.person(), Source::Phone, another(2))]);
    let turns: Vec<_> =
        list(&both, Place::Desk).waiting.iter().map(|one| one.staff.as_ref().unwrap().spoken).collect();
    assert_eq!(turns[2..], [0, 0], "neither of the others has spoken");
    // Of two who have not spoken neither stands behind the other's turn.
    let proposed = propose(&both.meeting.speakers, Basis::Fair, &[], both.now);
    let spoke = |reason: &Reason| matches!(reason, Reason::SpokeBefore { .. } | Reason::StandsAhead);
    let others: Vec<_> = proposed.iter().filter(|one| one.request.0 >= 4).map(|one| &one.reason).collect();
    assert!(others.len() == 2 && !others.iter().any(|reason| spoke(reason)), "{others:?}");
    // Each speaks for themselves, and whoever comes back to an answer is who they were.
    let both = both.and(vec![floor_given(2, 4, "Cường", 180)]).later(60).and(events![Event::SpeechEnded {
        speech: SpeechId(2),
        left_ms: 120_000,
        breach: String::new()
    },]);
    let (people, hamlets) = meeting::speakers::fair::totals(&both.meeting.speakers);
    assert_eq!(
        people.iter().map(|one| (one.name.as_str(), one.speeches)).collect::<Vec<_>>(),
        [("Cường", 1), ("Cường", 1)]
    );
    assert_eq!(hamlets.iter().map(|one| one.speeches).collect::<Vec<_>>(), [2], "of one hamlet");
    // On their own phone they are who they are, however often they ask.
    let asked_again = both.and(events![Event::RequestWithdrawn { request: request(5) }]);
    asked_again.when(phone, ask()).then(vec![came(6, phone.person(), Source::Phone, another(2))]);
}

/// A misspelt name is put right before, while and after they speak, and wherever it stands.
#[test]
fn a_name_is_put_right_whenever_it_is_noticed() {
    let edit = |number, name: &str| Command::EditRequest {
        request: request(number),
        speaker: someone(name, "Thôn Tây"),
    };
    let merged =
        done(three(), CHAIR, Command::MergeRequests { into: request(3), requests: vec![request(2)] });
    let speaks = done(merged, CHAIR, Command::GiveFloor { request: request(3), seconds: None });
    let right = done(done(speaks, DESK, edit(3, "Cương")), DESK, edit(2, "Bính"));
    let speech = right.meeting.speakers.current().unwrap();
    assert_eq!(
        (speech.name.as_str(), speech.hamlet.as_str(), speech.agreeing[0].name.as_str()),
        ("Cương", "Thôn Tây", "Bính")
    );
    let over = done(right, CHAIR, Command::EndSpeech { speech: SpeechId(1), breach: String::new() });
    let again = Command::GiveFloorAgain { speech: SpeechId(1), purpose: Purpose::FollowUp, seconds: None };
    let back = done(
        done(over, CHAIR, again),
        CHAIR,
        Command::EndSpeech { speech: SpeechId(2), breach: String::new() },
    );
    let right = done(back, DESK, edit(3, "Cường"));
    let names: Vec<&str> =
        right.meeting.speakers.speeches.iter().map(|speech| speech.name.as_str()).collect();
    assert_eq!(names, ["Cường", "Cường"], "what they came back with as well");
    assert_eq!(totals(&right.meeting.speakers).0[0].name, "Cường");
    let gone = list(&right, Place::Desk).left_list;
    assert_eq!((gone[0].name.as_str(), gone[0].state), ("Cường", RequestState::Spoken));
    // And after the meeting, when the minutes are read.
    let closed = right.and(events![agenda::Event::MeetingClosed]);
    let closed = done(closed, DESK, edit(3, "Cường Em"));
    assert_eq!(closed.meeting.speakers.speeches[1].name, "Cường Em");
    closed.when(DESK, Command::WithdrawRequest { request: request(3) }).refused(Refusal::MeetingClosed);
}

#[test]
fn namesakes_in_one_file_are_a_question() {
    let many = |namesakes: &[u32]| Command::RegisterMany {
        speakers: ["Cường", "Dũng", "Dũng", "Dũng"].map(speaker).to_vec(),
        namesakes: namesakes.to_vec(),
    };
    three().when(OFFICE, many(&[])).refused(Refusal::SameName { request: request(3) });
    three().when(OFFICE, many(&[0, 2])).refused(Refusal::SameName { request: request(5) });
    let which = |name: &str, which| Speaker { which, ..speaker(name) };
    three().when(OFFICE, many(&[0, 2, 3])).then(vec![
        came(4, None, Source::Desk, which("Cường", 1)),
        came(5, None, Source::Desk, speaker("Dũng")),
        came(6, None, Source::Desk, which("Dũng", 1)),
        came(7, None, Source::Desk, which("Dũng", 2)),
    ]);
}
