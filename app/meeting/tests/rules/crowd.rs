//! A crowd of phones that anyone could make: what it cannot fill, and how staff get rid of it.

use meeting::cards;
use meeting::history::ActionKind;
use meeting::panel::{self, Beside, PanelName};
use meeting::speakers::{Command, Event, Removed, Request, Speaker};
use meeting::{
    Actor, Audience, CardNumber, Event as Any, PersonId, Place, Refusal, RequestId, WrittenId, undo, written,
};

use super::table::{
    AN, AN_PHONE, BINH, CHAIR, DESK, Given, OFFICE, asked, closed, events, given, listening, registered,
    speaker,
};

const ALL: Removed = Removed::PhonesWithoutCard;

fn holder(card: u32) -> PersonId {
    PersonId::of_card(CardNumber(card))
}

fn of_card(number: u32, card: u32) -> Any {
    let speaker = Speaker { card: Some(CardNumber(card)), ..speaker("Thẻ") };
    super::table::came(number, Some(holder(card)), meeting::speakers::Source::Phone, speaker)
}

fn waiting(given: &Given) -> Vec<u32> {
    given.meeting.speakers.waiting.iter().map(|id| id.0).collect()
}

fn remove(which: Removed) -> Command {
    Command::RemoveRequests { which }
}

fn ask(name: &str) -> Command {
    Command::RequestFloor { speaker: speaker(name) }
}

fn submit() -> written::Command {
    written::Command::Submit { name: "An".to_owned(), hamlet: String::new(), text: "Nước".to_owned() }
}

/// Bình, from a phone; one from the desk; a card's; An, called; five strangers, the last two merged into the third,
/// the fourth moved by the chair.
fn crowd() -> Given {
    let strangers =
        (5..=9).map(|number| asked(number, PersonId(0x100 + u64::from(number)), &format!("Lạ {number}")));
    let came = vec![asked(1, BINH, "Bình"), registered(2, "Cường"), of_card(3, 1), asked(4, AN, "An")];
    given(listening())
        .and(events![cards::Event::CardsPrinted { count: 3 }])
        .and(came)
        .and(strangers.collect())
        .and(events![
            Event::SpeakerCalled { request: RequestId(4) },
            Event::RequestsMerged { into: RequestId(7), requests: vec![RequestId(9)] },
        ])
        .done_by(CHAIR, events![Event::RequestMoved { request: RequestId(8), after: Some(RequestId(1)) }])
}

#[test]
fn all_from_phones_without_a_card_leave_at_once_but_for_those_someone_knows() {
    assert_eq!(waiting(&crowd()), [1, 8, 2, 3, 4, 5, 6, 7]);
    for actor in [DESK, CHAIR] {
        let gone = [1, 5, 6, 7, 9].map(RequestId).to_vec();
        let then = crowd().when(actor, remove(ALL)).then(events![Event::RequestsRemoved { requests: gone }]);
        assert_eq!(waiting(&then), [8, 2, 3, 4]);
        then.when(actor, remove(ALL)).changes_nothing();
    }
    for actor in [OFFICE, AN_PHONE] {
        crowd().when(actor, remove(ALL)).refused(Refusal::NotAllowed { place: actor.place() });
    }
    given(closed()).when(DESK, remove(ALL)).refused(Refusal::MeetingClosed);
}

#[test]
fn those_who_are_named_leave_and_those_they_were_to_speak_for_wait_for_themselves() {
    let these = Removed::These(vec![RequestId(7), RequestId(2), RequestId(7)]);
    let then = crowd()
        .when(DESK, remove(these))
        .then(events![Event::RequestsRemoved { requests: vec![RequestId(2), RequestId(7)] }]);
    assert_eq!(waiting(&then), [1, 8, 3, 4, 5, 6, 9]);
    crowd().when(DESK, remove(Removed::These(vec![RequestId(9)]))).refused(Refusal::NotWaiting);
}

#[test]
fn a_removal_from_the_desk_is_a_step_that_is_undone_but_for_those_who_asked_anew() {
    let before = crowd();
    let removed = crowd().later(1).when(DESK, remove(ALL)).accepted();
    let step = undo::offered(&removed.meeting, Place::Chair).unwrap().step.clone();
    assert_eq!(
        (step.action.kind, step.action.about.as_str(), step.by),
        (ActionKind::RequestsRemoved, "5", Place::Desk)
    );
    let command = || undo::Command::Undo { step: step.position };
    let back = removed.clone().later(1).when(OFFICE, command()).accepted();
    assert_eq!(waiting(&back), waiting(&before));
    assert_eq!(back.meeting.speakers.requests, before.meeting.speakers.requests);
    // Bình asks anew; the others come back, and he waits once.
    let anew = removed.later(1).when(Actor::Person(BINH), ask("Bình")).accepted();
    assert_eq!(waiting(&anew), [8, 2, 3, 4, 10]);
    let back = anew.later(1).when(CHAIR, command()).accepted();
    let mut all = waiting(&back);
    all.sort_unstable();
    assert_eq!(all, [2, 3, 4, 5, 6, 7, 8, 10]);
}

#[test]
fn only_cards_ask_and_write_while_the_office_or_the_desk_says_so() {
    for actor in [OFFICE, DESK] {
        let only = cards::Command::AdmitCardsOnly { only: true };
        let then = crowd().when(actor, only.clone()).then(events![cards::Event::CardsOnlySet { only: true }]);
        let stranger = Actor::Person(PersonId(0x999));
        let then = then.when(actor, only).changes_nothing();
        let then = then.when(stranger, ask("Ai")).refused(Refusal::CardsOnly);
        let then = then.when(stranger, submit()).refused(Refusal::CardsOnly);
        // Who waits may leave.
        then.clone().when(Actor::Person(BINH), Command::WithdrawRequest { request: RequestId(1) }).accepted();
        let then = then.when(Actor::Person(holder(2)), ask("Bà Hai")).accepted();
        let then = then.when(Actor::Person(holder(2)), submit()).accepted();
        let all = cards::Command::AdmitCardsOnly { only: false };
        then.when(actor, all)
            .accepted()
            .when(stranger, ask("Ai"))
            .accepted()
            .when(stranger, submit())
            .accepted();
    }
    let only = cards::Command::AdmitCardsOnly { only: true };
    crowd().when(AN_PHONE, only).refused(Refusal::NotAllowed { place: Some(Place::Phone) });
}

#[test]
fn cards_have_room_where_strangers_have_none_and_staff_where_cards_have_none() {
    let many = |to: u32| (1..=to).map(|number| registered(number, "Cường")).collect::<Vec<_>>();
    let printed = || given(listening()).and(events![cards::Event::CardsPrinted { count: 2 }]);
    let card = Actor::Person(holder(1));
    printed().and(many(2_000)).when(AN_PHONE, ask("An")).refused(Refusal::PhonesFull);
    printed().and(many(2_000)).when(card, ask("Bà")).accepted();
    let desk = printed().and(many(2_250)).when(card, ask("Bà")).refused(Refusal::PhonesFull);
    desk.when(DESK, Command::RegisterSpeaker { speaker: speaker("Dũng"), namesake: false }).accepted();
    // However often strangers ask and leave again.
    let mut often = printed()
        .and(vec![asked(1, BINH, "Lạ")])
        .and(events![Event::RequestWithdrawn { request: RequestId(1) }]);
    let gone = often.meeting.speakers.requests[&RequestId(1)].clone();
    for number in 1..=6_000 {
        let one =
            Request { id: RequestId(number), person: Some(PersonId(u64::from(number))), ..gone.clone() };
        often.meeting.speakers.requests.insert(one.id, one);
    }
    often.when(AN_PHONE, ask("An")).refused(Refusal::PhonesFull).when(card, ask("Bà")).accepted();
}

fn handed_in(number: u32, person: PersonId) -> Any {
    let (name, hamlet, text) = ("Vi Thị Hoa".to_owned(), "Thôn Đông".to_owned(), "ễ".repeat(written::TEXT));
    written::Event::Submitted { written: WrittenId(number), person, name, hamlet, text }.into()
}

#[test]
fn what_staff_have_at_hand_stays_small_and_holds_what_is_to_be_done() {
    let handed = (1..=2_000).map(|number| {
        let person = if number == 7 { holder(1) } else { PersonId(u64::from(number)) };
        handed_in(number, person)
    });
    let came = (1..=2_000).map(|number| {
        let subject = "ễ".repeat(meeting::validate::TITLE);
        let speaker = Speaker { subject, ..speaker(&format!("Người {number}")) };
        super::table::came(
            number,
            Some(PersonId(u64::from(number))),
            meeting::speakers::Source::Phone,
            speaker,
        )
    });
    let full = given(listening()).and(handed.collect()).and(came.collect());
    let stranger = Actor::Person(PersonId(0x999));
    let full = full.when(stranger, submit()).refused(Refusal::IntakeFull { most: 2_000 });
    let full = full.and(events![written::Event::TakenUp { written: WrittenId(2_000) }]);
    for place in Place::ALL {
        let audience = Audience::Place(place);
        for name in [PanelName::Written, PanelName::Speakers] {
            let Some(panel) = panel::view(&full.meeting, &Beside::default(), audience, name) else {
                continue;
            };
            let bytes = serde_json::to_vec(&panel).unwrap().len();
            // Screens are told of each who waits, of which they show the first.
            let most = if place.is_staff() { 450_000 } else { 800_000 };
            assert!(bytes < most, "{place} {name}: {bytes} bytes");
        }
    }
    let Some(panel::Panel::Written(written)) =
        panel::view(&full.meeting, &Beside::default(), Audience::Place(Place::Desk), PanelName::Written)
    else {
        panic!("the desk reads them");
    };
    assert_eq!((written.all.len(), written.more, written.open), (40, 1_960, 1_999));
    let ids: Vec<u32> = written.all.iter().map(|one| one.id.0).collect();
    assert_eq!(ids[0], 7, "a card's is not buried");
    assert_eq!(ids[1..], (1_961..=1_999).collect::<Vec<_>>(), "the newest that are still to be taken up");
}
