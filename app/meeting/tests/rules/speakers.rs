//! The list of speakers and the floor.

use meeting::attendance::Kind;
use meeting::refusal::{Field, Thing};
use meeting::speakers::{Clock, Command, Event, Purpose, RequestState, Source, Speaker};
use meeting::{Actor, ItemId, Refusal, RequestId, SpeechId, contacts, validate};

use super::table::{
    AN, AN_PHONE, BINH, BINH_PHONE, CHAIR, DESK, Given, OFFICE, T0, an_speaks, asked, came, events,
    floor_given, given, listening, opened, registered, speaker,
};

const SPEECH: SpeechId = SpeechId(1);
const NO_REQUEST: Refusal = Refusal::NotFound { thing: Thing::Request };
const NO_SPEECH: Refusal = Refusal::NotFound { thing: Thing::Speech };
const OUT_OF_TIME: Refusal = Refusal::OutOfRange { field: Field::Seconds, least: 10, most: 3600 };

fn request(name: &str) -> Command {
    Command::RequestFloor { speaker: speaker(name) }
}

fn register(name: &str) -> Command {
    Command::RegisterSpeaker { speaker: speaker(name), namesake: false }
}

fn withdraw(number: u32) -> Command {
    Command::WithdrawRequest { request: RequestId(number) }
}

fn withdrawn(number: u32) -> Event {
    Event::RequestWithdrawn { request: RequestId(number) }
}

fn give(number: u32) -> Command {
    Command::GiveFloor { request: RequestId(number), seconds: None }
}

fn waiting(given: &Given) -> Vec<u32> {
    given.meeting.speakers.waiting.iter().map(|id| id.0).collect()
}

fn state(given: &Given, number: u32) -> RequestState {
    given.meeting.speakers.requests[&RequestId(number)].state
}

/// Three wait: An and Bình with phones, Cường from the desk.
fn three() -> Given {
    given(listening()).and(vec![asked(1, AN, "An"), asked(2, BINH, "Bình"), registered(3, "Cường")])
}

#[test]
fn the_list_is_opened_and_closed() {
    given(opened())
        .when(CHAIR, Command::CloseList)
        .refused(Refusal::ListClosed)
        .when(CHAIR, Command::OpenList)
        .then(events![Event::ListOpened])
        .when(DESK, Command::OpenList)
        .refused(Refusal::ListOpen)
        .when(DESK, Command::CloseList)
        .then(events![Event::ListClosed]);
}

#[test]
fn a_phone_asks_for_the_floor_while_the_list_is_open() {
    given(opened()).when(AN_PHONE, request("An")).refused(Refusal::ListClosed);
    let asked_for = given(listening())
        .when(AN_PHONE, request("An"))
        .then(vec![asked(1, AN, "An")])
        .when(BINH_PHONE, request("Bình"))
        .then(vec![asked(2, BINH, "Bình")]);
    assert_eq!(waiting(&asked_for), [1, 2]);
    assert_eq!(asked_for.meeting.speakers.request_of(BINH).unwrap().id, RequestId(2));
}

#[test]
fn one_person_waits_or_speaks_once_at_a_time() {
    three().when(AN_PHONE, request("An")).refused(Refusal::AlreadyWaiting);
    given(an_speaks()).when(AN_PHONE, request("An")).refused(Refusal::AlreadyWaiting);
    // That one waits already is said first: it is what the person needs to know.
    three().and(events![Event::ListClosed]).when(AN_PHONE, request("An")).refused(Refusal::AlreadyWaiting);
    // Who has spoken or withdrawn may ask again.
    let ended = Event::SpeechEnded { speech: SPEECH, left_ms: 0, breach: String::new() };
    given(an_speaks()).and(events![ended]).when(AN_PHONE, request("An")).then(vec![asked(3, AN, "An")]);
    three().and(events![withdrawn(1)]).when(AN_PHONE, request("An")).then(vec![asked(4, AN, "An")]);
}

#[test]
fn where_a_registration_comes_from_depends_on_when_it_is_made() {
    let before = came(1, None, Source::Before, speaker("Cường"));
    for actor in [CHAIR, DESK, OFFICE] {
        given(Vec::new()).when(actor, register("Cường")).then(vec![before.clone()]);
        given(listening()).when(actor, register("Cường")).then(vec![registered(1, "Cường")]);
    }
}

#[test]
fn a_closed_list_binds_all_but_the_chair() {
    for actor in [DESK, OFFICE] {
        given(opened()).when(actor, register("Cường")).refused(Refusal::ListClosed);
    }
    given(opened()).when(CHAIR, register("Cường")).then(vec![registered(1, "Cường")]);
}

#[test]
fn a_speaker_is_made_fit_to_keep() {
    let typed = Speaker {
        name: " Nguyễn  Văn An\n".to_owned(),
        hamlet: "\tThôn Đông ".to_owned(),
        on_behalf: "Hội  Nông dân".to_owned(),
        subject: " Đường\nliên thôn".to_owned(),
        field: " Đất  đai".to_owned(),
        contact: "\t0912 345 678".to_owned(),
        kind: Kind::Official,
        card: None,
        which: 0,
    };
    let recorded_events = Speaker {
        name: "Nguyễn Văn An".to_owned(),
        hamlet: "Thôn Đông".to_owned(),
        on_behalf: "Hội Nông dân".to_owned(),
        subject: "Đường liên thôn".to_owned(),
        field: "Đất đai".to_owned(),
        contact: String::new(),
        kind: Kind::Official,
        card: None,
        which: 0,
    };
    let left = |request| {
        contacts::Event::ContactLeft { request: RequestId(request), contact: "0912 345 678".to_owned() }
            .into()
    };
    given(listening())
        .when(AN_PHONE, Command::RequestFloor { speaker: typed.clone() })
        .then(vec![came(1, Some(AN), Source::Phone, recorded_events.clone()), left(1)])
        .when(DESK, Command::RegisterSpeaker { speaker: typed, namesake: true })
        .then(vec![came(2, None, Source::Desk, Speaker { which: 1, ..recorded_events }), left(2)]);
}

#[test]
fn a_speaker_that_cannot_be_kept_is_refused_by_its_field() {
    let (name, subject) = ("ạ".repeat(validate::NAME + 1), "ạ".repeat(validate::TITLE + 1));
    let an = || speaker("An");
    let table = [
        (speaker(""), Refusal::Empty { field: Field::Name }),
        (speaker("\u{2066}An"), Refusal::ForbiddenCharacter { field: Field::Name }),
        (speaker(&name), Refusal::TooLong { field: Field::Name, most: validate::NAME }),
        (
            Speaker { hamlet: name.clone(), ..an() },
            Refusal::TooLong { field: Field::Hamlet, most: validate::NAME },
        ),
        (Speaker { hamlet: "\0".to_owned(), ..an() }, Refusal::ForbiddenCharacter { field: Field::Hamlet }),
        (
            Speaker { on_behalf: name, ..an() },
            Refusal::TooLong { field: Field::OnBehalf, most: validate::NAME },
        ),
        (
            Speaker { on_behalf: "\0".to_owned(), ..an() },
            Refusal::ForbiddenCharacter { field: Field::OnBehalf },
        ),
        (Speaker { subject, ..an() }, Refusal::TooLong { field: Field::Subject, most: validate::TITLE }),
        (Speaker { subject: "\0".to_owned(), ..an() }, Refusal::ForbiddenCharacter { field: Field::Subject }),
    ];
    for (speaker, why) in table {
        let invite = Command::InviteToSpeak {
            speaker: speaker.clone(),
            purpose: Purpose::Answer,
            seconds: None,
            about: None,
        };
        given(listening())
            .when(AN_PHONE, Command::RequestFloor { speaker: speaker.clone() })
            .refused(why.clone())
            .when(DESK, Command::RegisterSpeaker { speaker, namesake: false })
            .refused(why.clone())
            .when(CHAIR, invite)
            .refused(why);
    }
}

#[test]
fn the_list_has_an_end() {
    let many = |from: u32, to: u32| (from..=to).map(|number| registered(number, "Cường")).collect();
    let phones = given(listening()).and(many(1, 2_000));
    // Past what is left to phones the desk goes on.
    let desk = phones
        .when(AN_PHONE, request("An"))
        .refused(Refusal::PhonesFull)
        .when(DESK, register("Dũng"))
        .then(events![registered(2_001, "Dũng")]);
    desk.and(events![withdrawn(7), withdrawn(8)])
        .when(AN_PHONE, request("An"))
        .then(vec![asked(2_002, AN, "An")]);
    let full = given(listening()).and(many(1, 2_500));
    full.when(DESK, register("Dũng"))
        .refused(Refusal::ListFull { most: 2_500 })
        .and(events![withdrawn(7)])
        .when(DESK, register("Dũng"))
        .then(events![registered(2_501, "Dũng")]);
}

#[test]
fn one_phone_asks_so_often_and_no_more() {
    let asked_and_left = |number: u32| [asked(number, AN, "An"), withdrawn(number).into()];
    let often = given(listening()).and((1..=20).flat_map(asked_and_left).collect());
    often.when(AN_PHONE, request("An")).refused(Refusal::OwnFull { most: 20 });
}

#[test]
fn a_request_is_withdrawn_by_staff_or_by_the_one_who_made_it() {
    for actor in [AN_PHONE, CHAIR, DESK] {
        let then = three().when(actor, withdraw(1)).then(events![withdrawn(1)]);
        assert_eq!(waiting(&then), [2, 3]);
        assert_eq!(state(&then, 1), RequestState::Withdrawn);
    }
    three().when(BINH_PHONE, withdraw(1)).refused(Refusal::NotYours);
    three().when(BINH_PHONE, withdraw(3)).refused(Refusal::NotYours);
    three().when(CHAIR, withdraw(9)).refused(NO_REQUEST);
    three().and(events![withdrawn(1)]).when(AN_PHONE, withdraw(1)).refused(Refusal::NotWaiting);
    given(an_speaks()).when(AN_PHONE, withdraw(1)).refused(Refusal::NotWaiting);
}

#[test]
fn those_who_wait_are_put_in_another_order() {
    let table = [
        (3, None, vec![3, 1, 2]),
        (1, Some(2), vec![2, 1, 3]),
        (1, Some(3), vec![2, 3, 1]),
        (3, Some(1), vec![1, 3, 2]),
    ];
    for (number, after, wanted) in table {
        let (request, after) = (RequestId(number), after.map(RequestId));
        let then = three()
            .when(DESK, Command::MoveRequest { request, after })
            .then(events![Event::RequestMoved { request, after }]);
        assert_eq!(waiting(&then), wanted);
    }
    let (first, gone) = (RequestId(1), RequestId(9));
    let to = |request, after| Command::MoveRequest { request, after };
    three().when(CHAIR, to(first, Some(first))).changes_nothing();
    three().when(CHAIR, to(gone, None)).refused(NO_REQUEST);
    three().when(CHAIR, to(first, Some(gone))).refused(NO_REQUEST);
    let left = three().and(events![withdrawn(2)]);
    left.clone().when(CHAIR, to(RequestId(2), None)).refused(Refusal::NotWaiting);
    left.when(CHAIR, to(first, Some(RequestId(2)))).refused(Refusal::NotWaiting);
}

#[test]
fn the_floor_is_given_for_the_usual_time_or_another() {
    let then = three().when(CHAIR, give(2)).then(vec![floor_given(1, 2, "Bình", 300)]);
    assert_eq!(waiting(&then), [1, 3]);
    assert_eq!(state(&then, 2), RequestState::Speaking);
    let speech = then.meeting.speakers.current().unwrap();
    assert_eq!(speech.clock, Clock::Running { deadline: T0.plus_ms(300_000) });
    assert_eq!((speech.item, speech.started, speech.allotted_ms), (Some(ItemId(1)), T0, 300_000));

    let minute = Command::GiveFloor { request: RequestId(1), seconds: Some(60) };
    three().when(CHAIR, minute).then(vec![floor_given(1, 1, "An", 60)]);
    three()
        .and(events![Event::SpeechTimeSet { seconds: 180 }])
        .when(CHAIR, give(1))
        .then(vec![floor_given(1, 1, "An", 180)]);
}

#[test]
fn the_floor_is_not_given_to_nobody_twice_or_before_the_meeting() {
    three().when(CHAIR, give(9)).refused(NO_REQUEST);
    three().and(events![withdrawn(1)]).when(CHAIR, give(1)).refused(Refusal::NotWaiting);
    given(an_speaks())
        .when(CHAIR, give(2))
        .refused(Refusal::FloorTaken { name: "Nguyễn Văn An".to_owned() })
        .when(CHAIR, give(1))
        .refused(Refusal::NotWaiting);
    given(vec![registered(1, "Cường")]).when(CHAIR, give(1)).refused(Refusal::MeetingNotOpen);
    for seconds in [0, 9, 3601, u32::MAX] {
        let command = Command::GiveFloor { request: RequestId(1), seconds: Some(seconds) };
        three().when(CHAIR, command).refused(OUT_OF_TIME);
    }
}

#[test]
fn the_chair_invites_someone_who_never_asked() {
    let invite = |purpose| Command::InviteToSpeak {
        speaker: speaker(" Ông  Dũng "),
        purpose,
        seconds: Some(120),
        about: None,
    };
    for purpose in [Purpose::Opinion, Purpose::Answer, Purpose::FollowUp] {
        let invited = Event::FloorGiven {
            speech: SPEECH,
            request: None,
            purpose,
            name: "Ông Dũng".to_owned(),
            hamlet: "Thôn Đông".to_owned(),
            seconds: 120,
            on_behalf: String::new(),
            subject: String::new(),
            about: None,
        };
        three().when(CHAIR, invite(purpose)).then(events![invited]);
    }
    let answer = invite(Purpose::Answer);
    given(an_speaks())
        .when(CHAIR, answer.clone())
        .refused(Refusal::FloorTaken { name: "Nguyễn Văn An".to_owned() });
    given(Vec::new()).when(CHAIR, answer).refused(Refusal::MeetingNotOpen);
    let short = Command::InviteToSpeak {
        speaker: speaker("Dũng"),
        purpose: Purpose::Answer,
        seconds: Some(5),
        about: None,
    };
    three().when(CHAIR, short).refused(OUT_OF_TIME);
}

fn paused(left_s: i64) -> Event {
    Event::SpeechPaused { speech: SPEECH, left_ms: left_s * 1000 }
}

fn resumed(until_s: i64) -> Event {
    Event::SpeechResumed { speech: SPEECH, deadline: T0.plus_ms(until_s * 1000) }
}

fn ended(left_s: i64) -> Event {
    Event::SpeechEnded { speech: SPEECH, left_ms: left_s * 1000, breach: String::new() }
}

#[test]
fn a_speech_is_paused_resumed_extended_and_ended() {
    let speech = SPEECH;
    let over = given(an_speaks())
        .later(100)
        .when(CHAIR, Command::PauseSpeech { speech })
        .then(events![paused(200)])
        .later(1000)
        .when(CHAIR, Command::ExtendSpeech { speech, seconds: 60 })
        .then(events![Event::SpeechExtended { speech, seconds: 60 }])
        .when(CHAIR, Command::ResumeSpeech { speech })
        .then(events![resumed(1360)])
        .later(10)
        .when(CHAIR, Command::ExtendSpeech { speech, seconds: 30 })
        .then(events![Event::SpeechExtended { speech, seconds: 30 }])
        .later(300)
        .when(CHAIR, Command::EndSpeech { speech, breach: String::new() })
        .then(events![ended(-20)]);
    let known = over.meeting.speakers.speech(speech).unwrap();
    assert_eq!((known.allotted_ms, known.spoken_ms(over.now)), (390_000, 410_000));
    assert_eq!((known.ended, known.clock), (Some(over.now), Clock::Ended { left_ms: -20_000 }));
    assert_eq!(state(&over, 1), RequestState::Spoken);
    assert_eq!(over.meeting.speakers.current(), None);
}

#[test]
fn the_list_never_touches_a_running_speech() {
    let before = given(an_speaks());
    let running = before.meeting.speakers.current().cloned();
    let after = before
        .later(30)
        .and(events![registered(3, "Cường"), withdrawn(2), Event::ListClosed])
        .and(events![Event::RequestMoved { request: RequestId(3), after: None }]);
    assert_eq!(after.meeting.speakers.current().cloned(), running);
}

#[test]
fn what_does_not_fit_the_speech_is_refused() {
    let speech = SPEECH;
    let running = given(an_speaks());
    let stands = given(an_speaks()).and(events![paused(300)]);
    let over = given(an_speaks()).and(events![ended(300)]);
    running.clone().when(CHAIR, Command::ResumeSpeech { speech }).refused(Refusal::SpeechRunning);
    stands.clone().when(CHAIR, Command::PauseSpeech { speech }).refused(Refusal::SpeechPaused);
    stands.when(CHAIR, Command::EndSpeech { speech, breach: String::new() }).then(events![ended(300)]);
    let on = |speech| {
        [
            Command::PauseSpeech { speech },
            Command::ResumeSpeech { speech },
            Command::ExtendSpeech { speech, seconds: 60 },
            Command::EndSpeech { speech, breach: String::new() },
        ]
    };
    for command in on(speech) {
        over.clone().when(CHAIR, command).refused(Refusal::SpeechEnded);
    }
    for command in on(SpeechId(7)) {
        running.clone().when(CHAIR, command).refused(NO_SPEECH);
    }
    for seconds in [0, 9, 3601, u32::MAX] {
        running.clone().when(CHAIR, Command::ExtendSpeech { speech, seconds }).refused(OUT_OF_TIME);
    }
}

#[test]
fn the_usual_time_is_set_within_reason() {
    for seconds in [10, 180, 3600] {
        given(Vec::new())
            .when(CHAIR, Command::SetSpeechTime { seconds })
            .then(events![Event::SpeechTimeSet { seconds }]);
    }
    for seconds in [0, 9, 3601] {
        given(Vec::new()).when(CHAIR, Command::SetSpeechTime { seconds }).refused(OUT_OF_TIME);
    }
}

#[test]
fn only_a_phone_asks_for_itself() {
    for actor in [CHAIR, DESK, OFFICE, Actor::System] {
        given(listening()).when(actor, request("An")).refused(Refusal::NotAllowed { place: actor.place() });
    }
}
