//! What a long floor needs: calling, absence, coming back, answers and follow-ups, limits, the last call,
//! merging, marks, and the order the list could stand in.

use meeting::agenda::{self, ItemText};
use meeting::attendance::Kind;
use meeting::panel::{Beside, FactView, Panel, PanelName, SpeakersPanel, view};
use meeting::refusal::Field;
use meeting::speakers::fair::{propose, totals};
use meeting::speakers::{Basis, Command, Event, Purpose, Reason, RequestState, Source, Speaker};
use meeting::{Actor, Audience, ItemId, Moment, Place, Refusal, RequestId, SpeechId};

use super::table::{
    AN, AN_PHONE, BINH, BINH_PHONE, CHAIR, DESK, Given, OFFICE, T0, asked, came, events, given, listening,
    opened, registered, speaker,
};

pub(crate) fn request(number: u32) -> RequestId {
    RequestId(number)
}

pub(crate) fn someone(name: &str, hamlet: &str) -> Speaker {
    Speaker { name: name.to_owned(), hamlet: hamlet.to_owned(), ..Speaker::default() }
}

fn from(number: u32, name: &str, hamlet: &str) -> meeting::Event {
    came(number, None, Source::Desk, someone(name, hamlet))
}

/// A command that is done, whatever events it leads to.
pub(crate) fn done(given: Given, actor: Actor, command: Command) -> Given {
    let events = meeting::decide(&given.meeting, actor, &command.into(), given.now).unwrap();
    given.done_by(actor, events)
}

/// A speech of so many seconds by who has this request.
fn speaks(given: Given, number: u32, seconds: i64) -> Given {
    let given = done(given, CHAIR, Command::GiveFloor { request: request(number), seconds: None });
    ends(given.later(seconds))
}

fn ends(given: Given) -> Given {
    let speech = given.meeting.speakers.current().unwrap().id;
    done(given, CHAIR, Command::EndSpeech { speech, breach: String::new() })
}

fn waiting(given: &Given) -> Vec<u32> {
    given.meeting.speakers.waiting.iter().map(|id| id.0).collect()
}

fn state(given: &Given, number: u32) -> RequestState {
    given.meeting.speakers.requests[&request(number)].state
}

pub(crate) fn list(given: &Given, place: Place) -> SpeakersPanel {
    let panel = view(&given.meeting, &Beside::default(), Audience::Place(place), PanelName::Speakers);
    let Some(Panel::Speakers(panel)) = panel else { unreachable!() };
    panel
}

/// An, Bình, Cường.
pub(crate) fn three() -> Given {
    given(listening()).and(vec![asked(1, AN, "An"), asked(2, BINH, "Bình"), registered(3, "Cường")])
}

#[test]
fn who_is_called_keeps_the_place_until_the_floor_is_given() {
    let call = Command::CallSpeaker { request: request(2) };
    let called =
        three().when(CHAIR, call.clone()).then(events![Event::SpeakerCalled { request: request(2) }]);
    assert_eq!(waiting(&called), [1, 2, 3]);
    assert!(list(&called, Place::Phone).waiting[1].called);
    called.clone().when(CHAIR, call).changes_nothing();
    let given_floor = done(called, CHAIR, Command::GiveFloor { request: request(2), seconds: None });
    assert_eq!((state(&given_floor, 2), waiting(&given_floor)), (RequestState::Speaking, vec![1, 3]));
    let before = given(vec![registered(1, "Cường")]);
    before.when(CHAIR, Command::CallSpeaker { request: request(1) }).refused(Refusal::MeetingNotOpen);
}

#[test]
fn who_is_absent_comes_back_where_the_chair_says() {
    let absent = three()
        .when(CHAIR, Command::MarkAbsent { request: request(1) })
        .then(events![Event::SpeakerAbsent { request: request(1) }]);
    assert_eq!(waiting(&absent), [2, 3]);
    assert_eq!(list(&absent, Place::Chair).left_list[0].state, RequestState::Absent);
    assert!(list(&absent, Place::Phone).left_list.is_empty());
    for (after, wanted) in [(None, [1, 2, 3]), (Some(2), [2, 1, 3]), (Some(3), [2, 3, 1])] {
        let back =
            Command::ReturnToList { request: request(1), after: after.map(RequestId), namesake: false };
        assert_eq!(waiting(&done(absent.clone(), CHAIR, back)), wanted);
    }
    // Who asked anew meanwhile waits once.
    let anew = done(absent, AN_PHONE, Command::RequestFloor { speaker: speaker("An") });
    anew.when(CHAIR, Command::ReturnToList { request: request(1), after: None, namesake: false })
        .refused(Refusal::AlreadyWaiting);
}

#[test]
fn floor_answer_and_follow_up_alternate_as_often_as_the_hall_wants() {
    let mut hall = speaks(three(), 1, 60);
    let answer =
        Speaker { name: "Chủ tịch".to_owned(), hamlet: "UBND xã".to_owned(), ..Speaker::default() };
    for round in 0..3 {
        let about = hall.meeting.speakers.last_heard().unwrap().id;
        let invite = Command::InviteToSpeak {
            speaker: answer.clone(),
            purpose: Purpose::Answer,
            seconds: None,
            about: Some(about),
        };
        hall = ends(done(hall, CHAIR, invite).later(30));
        let again = Command::GiveFloorAgain { speech: about, purpose: Purpose::FollowUp, seconds: None };
        hall = ends(done(hall, CHAIR, again).later(20));
        let follow = hall.meeting.speakers.speeches.last().unwrap();
        assert_eq!((follow.name.as_str(), follow.about), ("An", Some(about)), "round {round}");
    }
    // It did not wait in line, and nobody moved.
    assert_eq!(waiting(&hall), [2, 3]);
    assert_eq!(hall.meeting.speakers.speeches.len(), 7);
    // A follow-up is no second speech.
    assert_eq!(hall.meeting.speakers.speeches_of(&someone("An", "Thôn Đông").key()), 1);
    let (people, hamlets) = totals(&hall.meeting.speakers);
    let of = |totals: &[meeting::speakers::Total], hamlet: &str| {
        let total = totals.iter().find(|total| total.hamlet == hamlet).unwrap();
        (total.speeches, total.spoken_ms)
    };
    assert_eq!((of(&people, "Thôn Đông"), of(&hamlets, "Thôn Đông")), ((4, 120_000), (4, 120_000)));
    assert_eq!(of(&people, "UBND xã"), (3, 90_000));
}

#[test]
fn time_is_set_for_all_for_an_item_for_a_person_and_for_answers() {
    let seconds = |given: &Given| given.meeting.speakers.current().unwrap().allotted_ms / 1000;
    let give = |given: Given, number| {
        done(given, CHAIR, Command::GiveFloor { request: request(number), seconds: None })
    };
    assert_eq!(seconds(&give(three(), 1)), 300);
    let item = ItemText { seconds: Some(120), ..given(opened()).meeting.agenda.items[0].text.clone() };
    let in_item = three().and(events![agenda::Event::ItemEdited { id: ItemId(1), item }]);
    assert_eq!(seconds(&give(in_item.clone(), 1)), 120);
    let own = done(in_item, CHAIR, Command::SetRequestTime { request: request(2), seconds: Some(600) });
    assert_eq!(seconds(&give(own.clone(), 2)), 600);
    assert_eq!(seconds(&give(own.clone(), 1)), 120);
    let said = Command::GiveFloor { request: request(2), seconds: Some(45) };
    assert_eq!(seconds(&done(own.clone(), CHAIR, said)), 45);
    let answers = done(own, CHAIR, Command::SetAnswerTime { seconds: 480 });
    let invite =
        |purpose| Command::InviteToSpeak { speaker: speaker("Sở"), purpose, seconds: None, about: None };
    assert_eq!(seconds(&done(answers.clone(), CHAIR, invite(Purpose::Answer))), 480);
    assert_eq!(seconds(&done(answers, CHAIR, invite(Purpose::Opinion))), 120);
    let out_of = Refusal::OutOfRange { field: Field::Seconds, least: 10, most: 3600 };
    for seconds in [0, 9, 3601] {
        three().when(CHAIR, Command::SetAnswerTime { seconds }).refused(out_of.clone());
        let own = Command::SetRequestTime { request: request(1), seconds: Some(seconds) };
        three().when(CHAIR, own).refused(out_of.clone());
    }
}

#[test]
fn a_last_call_takes_requests_until_then() {
    let until = T0.plus_ms(600_000);
    let ask = |name: &str| Command::RequestFloor { speaker: speaker(name) };
    let call = Command::SetLastCall { until: Some(until) };
    // It opens a list that was closed.
    given(opened())
        .when(CHAIR, call.clone())
        .then(events![Event::LastCallSet { until: Some(until) }, Event::ListOpened]);
    let called =
        given(listening()).when(DESK, call.clone()).then(events![Event::LastCallSet { until: Some(until) }]);
    called.clone().when(DESK, call).changes_nothing();
    called.clone().later(600).when(AN_PHONE, ask("An")).then(vec![asked(1, AN, "An")]);
    let late = called.later(601);
    late.clone().when(AN_PHONE, ask("An")).refused(Refusal::LastCallOver { until });
    let register = Command::RegisterSpeaker { speaker: speaker("Cường"), namesake: false };
    late.clone().when(DESK, register.clone()).refused(Refusal::LastCallOver { until });
    late.clone().when(CHAIR, register).then(vec![registered(1, "Cường")]);
    // The program closes the list; a minute more opens it again.
    let closed = late.when(Actor::System, Command::EndLastCall).then(events![Event::ListClosed]);
    closed.clone().when(Actor::System, Command::EndLastCall).changes_nothing();
    assert_eq!(closed.meeting.speakers.rules.last_call, None);
    closed.when(CHAIR, Command::SetLastCall { until: Some(T0) }).refused(Refusal::LastCallPast);
    given(listening()).when(Actor::System, Command::EndLastCall).changes_nothing();
}

#[test]
fn one_person_speaks_so_often_and_no_more() {
    let once = done(three(), CHAIR, Command::SetMostSpeeches { most: Some(1) });
    let heard = speaks(once, 1, 60);
    let enough = Refusal::SpokenEnough { most: 1 };
    let again = Command::RequestFloor { speaker: speaker("An") };
    heard.clone().when(AN_PHONE, again.clone()).refused(enough.clone());
    // However the name is typed.
    let typed = Command::RegisterSpeaker { speaker: someone("AN", "thôn đông"), namesake: false };
    heard.clone().when(DESK, typed.clone()).refused(enough);
    // The chair's hand wins, and what comes back after an answer is no second speech.
    done(heard.clone(), CHAIR, typed);
    done(
        heard.clone(),
        CHAIR,
        Command::GiveFloorAgain { speech: SpeechId(1), purpose: Purpose::FollowUp, seconds: None },
    );
    let freed = done(heard, CHAIR, Command::SetMostSpeeches { most: None });
    done(freed, AN_PHONE, again);
    for most in [0, 21] {
        let why = Refusal::OutOfRange { field: Field::Count, least: 1, most: 20 };
        three().when(CHAIR, Command::SetMostSpeeches { most: Some(most) }).refused(why);
    }
}

#[test]
fn many_are_registered_or_none() {
    let many = |names: &[&str]| Command::RegisterMany {
        speakers: names.iter().map(|name| speaker(name)).collect(),
        namesakes: Vec::new(),
    };
    let before = |number, name| came(number, None, Source::Before, speaker(name));
    given(Vec::new()).when(OFFICE, many(&["Dũng", "Em", "Phúc"])).then(vec![
        before(1, "Dũng"),
        before(2, "Em"),
        before(3, "Phúc"),
    ]);
    three().when(OFFICE, many(&["Dũng", "Cường"])).refused(Refusal::SameName { request: request(3) });
    three().when(OFFICE, many(&["Dũng", "Em", "Dũng"])).refused(Refusal::SameName { request: request(4) });
    three().when(DESK, many(&["Dũng", " "])).refused(Refusal::Empty { field: Field::Name });
    given(opened()).when(DESK, many(&["Dũng"])).refused(Refusal::ListClosed);
    let why = Refusal::OutOfRange { field: Field::Count, least: 1, most: 500 };
    three().when(OFFICE, many(&[])).refused(why.clone());
    let crowd: Vec<String> = (0..501).map(|number| format!("Người {number}")).collect();
    three().when(OFFICE, many(&crowd.iter().map(String::as_str).collect::<Vec<_>>())).refused(why);
}

#[test]
fn one_speaks_for_those_who_ask_the_same() {
    let merge = |into, requests: &[u32]| Command::MergeRequests {
        into: request(into),
        requests: requests.iter().map(|number| request(*number)).collect(),
    };
    three().when(CHAIR, merge(1, &[1])).refused(Refusal::SameRequest);
    three().when(CHAIR, merge(1, &[2, 2])).refused(Refusal::SameRequest);
    let merged = done(done(three(), DESK, merge(2, &[3])), CHAIR, merge(1, &[2]));
    assert_eq!(waiting(&merged), [1]);
    assert_eq!(state(&merged, 3), RequestState::Merged(request(1)), "who agreed goes along");
    let agreeing = |given: &Given| {
        let detail = list(given, Place::Chair).waiting[0].staff.clone().unwrap();
        detail.agreeing.into_iter().map(|one| one.name).collect::<Vec<_>>()
    };
    assert_eq!(agreeing(&merged), ["Bình", "Cường"]);
    // They wait through another, so they do not ask twice; they may leave.
    merged
        .clone()
        .when(BINH_PHONE, Command::RequestFloor { speaker: speaker("Bình") })
        .refused(Refusal::AlreadyWaiting);
    let left = done(merged.clone(), BINH_PHONE, Command::WithdrawRequest { request: request(2) });
    assert_eq!(agreeing(&left), ["Cường"]);
    let split = done(merged.clone(), DESK, Command::SplitRequest { request: request(3) });
    assert_eq!(waiting(&split), [1, 3]);
    // Who was to speak for them does not: each waits in the same place.
    let first = merged.clone().and(vec![registered(4, "Dũng")]);
    for command in
        [Command::WithdrawRequest { request: request(1) }, Command::MarkAbsent { request: request(1) }]
    {
        assert_eq!(waiting(&done(first.clone(), CHAIR, command)), [2, 3, 4]);
    }
    // Named as agreeing, in the hall and in the minutes.
    let spoken = speaks(merged, 1, 30);
    let speech = &spoken.meeting.speakers.speeches[0];
    assert_eq!(speech.agreeing.iter().map(|one| one.request).collect::<Vec<_>>(), [request(2), request(3)]);
    assert_eq!(state(&spoken, 2), RequestState::Spoken, "who was spoken for has been heard");
    done(spoken, BINH_PHONE, Command::RequestFloor { speaker: speaker("Bình") });
}

#[test]
fn off_the_topic_is_a_mark_and_a_breach_ends_a_speech_with_its_reason() {
    let speech = SpeechId(1);
    let running = done(three(), CHAIR, Command::GiveFloor { request: request(1), seconds: None });
    let mark = |off_topic| Command::MarkOffTopic { speech, off_topic };
    let marked = running
        .when(super::table::SECRETARY, mark(true))
        .then(events![Event::OffTopicMarked { speech, off_topic: true }])
        .when(CHAIR, mark(true))
        .changes_nothing();
    // It speaks on.
    assert!(marked.meeting.speakers.current().is_some_and(|speech| speech.off_topic));
    let breach = "Xúc phạm người khác".to_owned();
    let ended = marked
        .when(CHAIR, Command::EndSpeech { speech, breach: format!(" {breach} ") })
        .then(events![Event::SpeechEnded { speech, left_ms: 300_000, breach: breach.clone() }]);
    let entry = ended.meeting.minutes.about_speech(speech).unwrap().id;
    let panel =
        view(&ended.meeting, &Beside::default(), Audience::Place(Place::Secretary), PanelName::Entry(entry));
    let json = serde_json::to_string(&panel).unwrap();
    assert!(json.contains(&breach) && json.contains("\"off_topic\":true"), "{json}");
    let public = view(&ended.meeting, &Beside::default(), Audience::Place(Place::Phone), PanelName::Floor);
    assert!(!serde_json::to_string(&public).unwrap().contains(&breach));
}

fn proposed(given: &Given, basis: Basis) -> Vec<(u32, Reason)> {
    let fields = ["Quy hoạch".to_owned(), "Đất đai".to_owned()];
    let ranked = propose(&given.meeting.speakers, basis, &fields, given.now);
    ranked.into_iter().map(|ranked| (ranked.request.0, ranked.reason)).collect()
}

#[test]
fn a_fair_order_takes_hamlets_in_turn_and_says_why() {
    let hamlet = |hamlet: &str| hamlet.to_owned();
    let had = Reason::HamletHad { hamlet: hamlet("Đông"), turns: 1 };
    let hall = given(listening()).and(vec![
        from(1, "An", "Đông"),
        from(2, "Bình", "Đông"),
        from(3, "Cường", "Đông"),
        from(4, "Dũng", "Tây"),
        from(5, "Em", "Nam"),
    ]);
    assert_eq!(
        proposed(&hall, Basis::Fair),
        [
            (1, Reason::Stood),
            (4, Reason::HamletUnheard { hamlet: hamlet("Tây") }),
            (5, Reason::HamletUnheard { hamlet: hamlet("Nam") }),
            (2, had.clone()),
            (3, had.clone()),
        ]
    );
    // Who has spoken comes after who has not; whose hamlet was heard less comes first.
    let heard = speaks(speaks(hall, 1, 240), 4, 60).and(vec![from(6, "An", "Đông"), from(7, "Gái", "Tây")]);
    assert_eq!(
        proposed(&heard, Basis::Fair),
        [
            (5, Reason::HamletUnheard { hamlet: hamlet("Nam") }),
            (7, Reason::LessHeard { heard_ms: 60_000 }),
            (2, had.clone()),
            (3, had.clone()),
            (6, Reason::SpokeBefore { times: 1 }),
        ]
    );
}

#[test]
fn the_people_come_before_officials() {
    let official = Speaker { kind: Kind::Official, ..someone("Trưởng thôn", "Bắc") };
    let hall = given(listening()).and(vec![
        came(1, None, Source::Desk, official),
        from(2, "An", "Đông"),
        from(3, "Bình", "Đông"),
    ]);
    assert_eq!(
        proposed(&hall, Basis::Fair),
        [(2, Reason::Resident), (3, Reason::Resident), (1, Reason::Official)]
    );
}

#[test]
fn by_registration_and_by_field() {
    let on = |number, field: &str| {
        let speaker = Speaker { field: field.to_owned(), ..someone(&format!("Người {number}"), "Đông") };
        came(number, None, Source::Before, speaker)
    };
    let hall =
        given(listening()).and(vec![on(1, "Đất đai"), on(2, ""), on(3, "Quy hoạch"), on(4, "Đất đai")]);
    let moved = hall.and(events![Event::RequestMoved { request: request(4), after: None }]);
    let field = |field: &str| Reason::Field { field: field.to_owned() };
    let by = |basis| proposed(&moved, basis);
    let at = Reason::Asked { at: T0 };
    assert_eq!(by(Basis::Registration), [1, 2, 3, 4].map(|number| (number, at.clone())));
    assert_eq!(
        by(Basis::Field),
        [(3, field("Quy hoạch")), (1, field("Đất đai")), (4, field("Đất đai")), (2, Reason::NoField)]
    );
}

#[test]
fn a_proposal_moves_nobody_and_the_chairs_hand_wins() {
    let hall = given(listening()).and(vec![
        from(1, "An", "Đông"),
        from(2, "Bình", "Đông"),
        from(3, "Cường", "Tây"),
        from(4, "Dũng", "Nam"),
    ]);
    let pinned = done(hall.clone(), CHAIR, Command::MoveRequest { request: request(2), after: None });
    let called = done(pinned, CHAIR, Command::CallSpeaker { request: request(4) });
    let before = called.clone();
    let ranked = proposed(&called, Basis::Fair);
    assert_eq!(called.meeting, before.meeting);
    assert_eq!((ranked[0].clone(), ranked[1].clone()), ((2, Reason::Pinned), (4, Reason::Called)));
    // The desk's hand moves, and holds nobody there.
    let by_desk = done(hall, DESK, Command::MoveRequest { request: request(2), after: None });
    assert!(proposed(&by_desk, Basis::Fair).iter().all(|(_, reason)| *reason != Reason::Pinned));
    // Applied as it was seen; who came meanwhile stands last, who is gone is gone.
    let order: Vec<_> = ranked.iter().map(|(number, _)| request(*number)).collect();
    let meanwhile =
        called.and(vec![from(5, "Em", "Bắc")]).and(events![Event::RequestWithdrawn { request: request(3) }]);
    let apply = Command::ApplyOrder { basis: Basis::Fair, order: order.clone() };
    let applied =
        meanwhile.when(CHAIR, apply).then(events![Event::ListReordered { basis: Basis::Fair, order }]);
    assert_eq!(waiting(&applied).len(), 4);
    assert_eq!(waiting(&applied).last(), Some(&5));
    let twice = vec![request(1), request(1)];
    applied
        .clone()
        .when(CHAIR, Command::ApplyOrder { basis: Basis::Fair, order: twice })
        .refused(Refusal::NotFound { thing: meeting::refusal::Thing::Request });
    let unknown = vec![request(99)];
    applied
        .when(CHAIR, Command::ApplyOrder { basis: Basis::Fair, order: unknown })
        .refused(Refusal::NotFound { thing: meeting::refusal::Thing::Request });
}

#[test]
fn nothing_done_to_the_list_touches_the_running_time() {
    let running = done(three(), CHAIR, Command::GiveFloor { request: request(1), seconds: None }).later(30);
    let clock = |given: &Given| given.meeting.speakers.current().cloned();
    let was = clock(&running);
    for command in [
        Command::WithdrawRequest { request: request(2) },
        Command::MoveRequest { request: request(3), after: None },
        Command::ApplyOrder { basis: Basis::Fair, order: vec![request(3), request(2)] },
        Command::MergeRequests { into: request(2), requests: vec![request(3)] },
        Command::MarkAbsent { request: request(2) },
        Command::CallSpeaker { request: request(3) },
        Command::SetSpeechTime { seconds: 60 },
        Command::SetAnswerTime { seconds: 60 },
        Command::SetRequestTime { request: request(2), seconds: Some(60) },
        Command::SetMostSpeeches { most: Some(1) },
        Command::SetLastCall { until: Some(Moment(T0.0 + 60_000_000)) },
        Command::CloseList,
    ] {
        assert_eq!(clock(&done(running.clone(), CHAIR, command.clone())), was, "{command:?}");
    }
}

#[test]
fn nobody_waits_twice_by_coming_back_another_way() {
    let merge = Command::MergeRequests { into: request(1), requests: vec![request(2)] };
    let merged = done(three(), CHAIR, merge);
    // Who was spoken for has been heard: there is nothing to split, and who spoke again speaks alone.
    let heard = speaks(merged, 1, 30);
    heard.clone().when(CHAIR, Command::SplitRequest { request: request(2) }).refused(Refusal::NotMerged);
    let back = Command::ReturnToList { request: request(1), after: None, namesake: false };
    let again = speaks(done(heard, CHAIR, back), 1, 30);
    assert!(again.meeting.speakers.speeches[1].agreeing.is_empty());
    // Someone without a phone who is registered anew does not come back beside it.
    let gone = done(three(), DESK, Command::WithdrawRequest { request: request(3) });
    let anew = done(gone, DESK, Command::RegisterSpeaker { speaker: speaker("Cường"), namesake: false });
    let back = |namesake| Command::ReturnToList { request: request(3), after: None, namesake };
    anew.clone().when(DESK, back(false)).refused(Refusal::SameName { request: request(4) });
    done(anew, DESK, back(true));
}

#[test]
fn a_wrong_merge_is_mended_while_the_speech_is_on() {
    let merged =
        done(three(), CHAIR, Command::MergeRequests { into: request(1), requests: vec![request(2)] });
    let on = done(merged, CHAIR, Command::GiveFloor { request: request(1), seconds: None });
    let split = done(on, CHAIR, Command::SplitRequest { request: request(2) });
    assert!(split.meeting.speakers.current().unwrap().agreeing.is_empty());
    assert_eq!(waiting(&split), [3, 2]);
}

#[test]
fn the_desk_is_bound_by_limits_whichever_way_someone_comes() {
    let limited = speaks(done(three(), CHAIR, Command::SetMostSpeeches { most: Some(1) }), 3, 30);
    let enough = Refusal::SpokenEnough { most: 1 };
    let back = Command::ReturnToList { request: request(3), after: None, namesake: false };
    limited.clone().when(DESK, back.clone()).refused(enough.clone());
    done(limited.clone(), CHAIR, back);
    limited
        .clone()
        .when(OFFICE, Command::RegisterMany { speakers: vec![speaker("Cường")], namesakes: Vec::new() })
        .refused(enough.clone());
    // However many blanks are typed.
    let limited = done(limited, CHAIR, Command::GiveFloor { request: request(1), seconds: None });
    let limited = ends(limited);
    let typed = Command::RequestFloor { speaker: speaker(" An ") };
    limited.when(AN_PHONE, typed).refused(enough);
}

#[test]
fn an_order_seen_before_someone_was_put_elsewhere_does_not_move_them() {
    let order = vec![request(1), request(2), request(3)];
    let moved = done(three(), CHAIR, Command::MoveRequest { request: request(3), after: None });
    let applied =
        done(moved.clone(), CHAIR, Command::ApplyOrder { basis: Basis::Fair, order: order.clone() });
    assert_eq!(waiting(&applied), [3, 1, 2]);
    let called = done(moved, CHAIR, Command::CallSpeaker { request: request(2) });
    let applied = done(called, CHAIR, Command::ApplyOrder { basis: Basis::Fair, order: order.clone() });
    assert_eq!(waiting(&applied), [3, 2, 1]);
    // Released, they follow the order again.
    let released = applied.when(CHAIR, Command::ClearManualOrder).then(events![Event::ManualOrderCleared]);
    let called = request(2);
    let applied = done(released.clone(), CHAIR, Command::ApplyOrder { basis: Basis::Fair, order });
    assert_eq!(waiting(&applied), [2, 1, 3], "{called} was called and goes first");
    released.when(CHAIR, Command::ClearManualOrder).changes_nothing();
}

#[test]
fn who_asks_again_has_asked_now_and_who_was_absent_when_they_asked() {
    let spoken = speaks(three(), 1, 60);
    let again =
        done(spoken, CHAIR, Command::ReturnToList { request: request(1), after: None, namesake: false });
    let by = |given: &Given| {
        proposed(given, Basis::Registration).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    let moved = done(again, DESK, Command::MoveRequest { request: request(1), after: Some(request(3)) });
    assert_eq!(by(&moved), [2, 3, 1]);
    let absent = done(three(), CHAIR, Command::MarkAbsent { request: request(1) }).later(60);
    let back = Command::ReturnToList { request: request(1), after: Some(request(3)), namesake: false };
    assert_eq!(by(&done(absent, DESK, back)), [1, 2, 3]);
}

#[test]
fn who_names_no_hamlet_is_no_hamlet_with_the_others_who_name_none() {
    let hall = given(listening()).and(vec![from(1, "An", ""), from(2, "Bình", ""), from(3, "Cường", "Đông")]);
    let hall = hall.and(vec![from(4, "Dũng", "Đông")]);
    let order: Vec<_> = proposed(&hall, Basis::Fair).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, [1, 2, 3, 4]);
}

#[test]
fn two_requests_of_one_name_say_that_one_stands_ahead_not_that_it_spoke() {
    let twice =
        given(listening()).and(vec![from(1, "An", "Đông"), from(2, "An", "Đông"), from(3, "Bình", "Đông")]);
    assert_eq!(proposed(&twice, Basis::Fair)[2], (2, Reason::StandsAhead));
}

/// What one registered is not lost where another speaks for them: staff see it beside the one who does.
#[test]
fn the_subjects_of_those_who_are_merged_are_seen_by_staff() {
    let about = |number, name: &str, subject: &str| {
        let speaker = Speaker { subject: subject.to_owned(), ..speaker(name) };
        came(number, None, Source::Desk, speaker)
    };
    let merge = Command::MergeRequests { into: request(1), requests: vec![request(2), request(3)] };
    let hall = given(listening()).and(vec![
        about(1, "An", "Đường thôn"),
        about(2, "Bình", "Cống thoát nước"),
        about(3, "Cường", "Đường thôn"),
    ]);
    let on = done(done(hall, CHAIR, merge), CHAIR, Command::GiveFloor { request: request(1), seconds: None });
    let also = |given: &Given, place| -> Vec<(String, String)> {
        let Some(Panel::Floor(floor)) =
            view(&given.meeting, &Beside::default(), Audience::Place(place), PanelName::Floor)
        else {
            panic!("{place} sees the floor");
        };
        let staff = floor.speech.and_then(|speech| speech.staff).unwrap_or_default();
        staff.also.into_iter().map(|one| (one.name, one.subject)).collect()
    };
    let own = |subject: &str| vec![("Bình".to_owned(), subject.to_owned())];
    for place in [Place::Chair, Place::Secretary, Place::Desk, Place::Office] {
        assert_eq!(also(&on, place), own("Cống thoát nước"), "{place}: of their own, not what all asked");
    }
    for place in [Place::Projector, Place::Phone, Place::Tablet] {
        assert_eq!(also(&on, place), [], "{place}");
    }
    // In the minutes beside the speech; and as it is put right.
    let speaker = Speaker { subject: "Cống và mương".to_owned(), ..speaker("Bình") };
    let edited = done(on, DESK, Command::EditRequest { request: request(2), speaker });
    assert_eq!(also(&edited, Place::Chair), own("Cống và mương"));
    let entry = edited.meeting.minutes.entries.last().map(|entry| PanelName::Entry(entry.id)).unwrap();
    let audience = Audience::Place(Place::Secretary);
    match view(&edited.meeting, &Beside::default(), audience, entry) {
        Some(Panel::Entry(entry)) => match entry.fact {
            FactView::Speech { also, .. } => assert_eq!(also[0].subject, "Cống và mương"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}
