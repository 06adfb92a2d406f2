//! Door cards: issued, voided, reissued; one ballot a card, whatever became of it.

use std::collections::BTreeSet;

use meeting::cards::{AT_ONCE, Command, Event, Standing};
use meeting::poll::{self, Answer, Ballot, VoterRoll, check_ballot};
use meeting::refusal::{Field, Thing};
use meeting::speakers::{self, Speaker};
use meeting::{Actor, CardNumber, PersonId, Place, PollId, Refusal};

use super::table::{AN, CHAIR, DESK, Given, OFFICE, asked, closed, events, given, opened, questionnaire};

const ONE: CardNumber = CardNumber(1);
const TWO: CardNumber = CardNumber(2);
const THREE: CardNumber = CardNumber(3);

fn of(card: CardNumber) -> Actor {
    Actor::Person(PersonId::of_card(card))
}

fn printed() -> Vec<meeting::Event> {
    [opened(), events![Event::CardsPrinted { count: 3 }]].concat()
}

#[test]
fn a_number_is_a_person_and_no_other_person_is_a_number() {
    assert_eq!(PersonId::of_card(TWO).card(), Some(TWO));
    assert_eq!(PersonId(7).card(), None);
    assert_eq!(PersonId(u64::MAX >> 1).card(), None);
}

#[test]
fn the_office_prints_them_numbered_on() {
    let then = given(printed())
        .when(OFFICE, Command::PrintCards { count: 2 })
        .then(events![Event::CardsPrinted { count: 2 }]);
    let numbers: Vec<_> = then.meeting.cards.numbered().map(|(number, _)| number.0).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    for count in [0, AT_ONCE + 1] {
        let why = Refusal::OutOfRange { field: Field::Cards, least: 1, most: i64::from(AT_ONCE) };
        given(printed()).when(OFFICE, Command::PrintCards { count }).refused(why);
    }
    given(closed()).when(OFFICE, Command::PrintCards { count: 1 }).refused(Refusal::MeetingClosed);
}

#[test]
fn one_is_handed_out_once_and_worth_nothing_once_voided() {
    given(printed())
        .when(DESK, Command::IssueCard { card: ONE, newcomer: false })
        .then(events![Event::CardIssued { card: ONE, newcomer: false }])
        .when(DESK, Command::IssueCard { card: ONE, newcomer: false })
        .refused(Refusal::CardIssued);
    let voided = [printed(), events![Event::CardVoided { card: ONE }]].concat();
    given(voided.clone()).when(DESK, Command::VoidCard { card: ONE }).then(Vec::new());
    given(voided.clone())
        .when(DESK, Command::IssueCard { card: ONE, newcomer: false })
        .refused(Refusal::CardVoided);
    given(printed())
        .when(DESK, Command::VoidCard { card: CardNumber(9) })
        .refused(Refusal::NotFound { thing: Thing::Card });
    let ask = || speakers::Command::RequestFloor {
        speaker: Speaker { name: "An".to_owned(), ..Speaker::default() },
    };
    let open = events![speakers::Event::ListOpened];
    given([voided, open].concat()).when(of(ONE), ask()).refused(Refusal::CardVoided);
    // One that was never printed is none.
    let open = events![speakers::Event::ListOpened];
    given([opened(), open].concat()).when(of(ONE), ask()).refused(Refusal::CardVoided);
}

#[test]
fn a_reissued_card_takes_over_what_was_the_lost_ones() {
    let asked = vec![asked(1, PersonId::of_card(ONE), "An")];
    let then = given([printed(), asked].concat())
        .when(DESK, Command::ReissueCard { card: ONE, by: TWO })
        .then(events![Event::CardReissued { card: ONE, by: TWO }]);
    let meeting = &then.meeting;
    assert_eq!(meeting.cards.get(ONE).unwrap().standing, Standing::Voided);
    assert_eq!(meeting.cards.get(TWO).unwrap().standing, Standing::Issued);
    assert!(meeting.speakers.request_of(PersonId::of_card(TWO)).is_some(), "the request is the new card's");
    assert!(meeting.speakers.request_of(PersonId::of_card(ONE)).is_none());
    let again = Command::ReissueCard { card: ONE, by: THREE };
    then.when(DESK, again).refused(Refusal::CardVoided);
    for (card, by, why) in [
        (ONE, ONE, Refusal::CardIssued),
        (ONE, CardNumber(9), Refusal::NotFound { thing: Thing::Card }),
        (CardNumber(9), ONE, Refusal::NotFound { thing: Thing::Card }),
    ] {
        given(printed()).when(DESK, Command::ReissueCard { card, by }).refused(why);
    }
}

#[test]
fn a_card_whose_holder_waits_is_not_given_for_a_lost_one() {
    let both = vec![asked(1, PersonId::of_card(ONE), "An"), asked(2, PersonId::of_card(TWO), "Bình")];
    given([printed(), both].concat())
        .when(DESK, Command::ReissueCard { card: ONE, by: TWO })
        .refused(Refusal::CardWaits { card: TWO });
}

#[test]
fn one_card_is_one_ballot_whatever_became_of_it() {
    let reissued = events![
        poll::Event::PollOpened { poll: PollId(1), closes: None },
        Event::CardReissued { card: ONE, by: TWO },
        Event::CardReissued { card: TWO, by: THREE },
    ];
    let meeting = given([printed(), reissued].concat()).meeting;
    let answers = vec![Answer::Ticked(vec![0]), Answer::Words(String::new())];
    let ballot = Ballot { poll: PollId(1), answers };
    let cast = |voters: &[CardNumber], card| {
        let voters: BTreeSet<_> = voters.iter().map(|card| PersonId::of_card(*card)).collect();
        let voter_roll = VoterRoll { voters: [(PollId(1), voters)].into(), ..VoterRoll::default() };
        check_ballot(&meeting, &voter_roll, PersonId::of_card(card), &ballot, false).map(|_| ())
    };
    assert_eq!(cast(&[], THREE), Ok(()));
    assert_eq!(cast(&[ONE], THREE), Err(Refusal::AlreadyVoted), "the first card had voted");
    assert_eq!(cast(&[TWO], THREE), Err(Refusal::AlreadyVoted));
    assert_eq!(cast(&[], ONE), Err(Refusal::CardVoided));
    assert_eq!(cast(&[], CardNumber(4)), Err(Refusal::CardVoided), "never printed");
}

#[test]
fn a_poll_may_ask_for_a_card_or_for_one_that_was_handed_out() {
    let cast = |right, issued: &[CardNumber], person| {
        let questionnaire = poll::Questionnaire { right, ..questionnaire() };
        let mut happened = events![
            poll::Event::PollWritten { poll: PollId(1), questionnaire },
            poll::Event::PollOpened { poll: PollId(1), closes: None }
        ];
        happened.extend(issued.iter().map(|card| Event::CardIssued { card: *card, newcomer: false }.into()));
        let meeting = given([printed(), happened].concat()).meeting;
        let answers = vec![Answer::Ticked(vec![0]), Answer::Words(String::new())];
        let ballot = Ballot { poll: PollId(1), answers };
        check_ballot(&meeting, &VoterRoll::default(), person, &ballot, false).map(|_| ())
    };
    for right in poll::Right::ALL {
        let by_phone = if right == poll::Right::Device { Ok(()) } else { Err(Refusal::CardNeeded) };
        assert_eq!(cast(right, &[], AN), by_phone, "{right:?}");
        let in_the_stack =
            if right == poll::Right::CardIssued { Err(Refusal::CardNotIssued) } else { Ok(()) };
        assert_eq!(cast(right, &[], PersonId::of_card(ONE)), in_the_stack, "{right:?}");
        assert_eq!(cast(right, &[ONE], PersonId::of_card(ONE)), Ok(()), "{right:?}");
        assert_eq!(
            cast(right, &[ONE], PersonId::of_card(CardNumber(9))),
            Err(Refusal::CardVoided),
            "never printed"
        );
    }
}

/// An, who holds this card.
fn holder(card: CardNumber) -> Speaker {
    Speaker { name: "An".to_owned(), card: Some(card), ..Speaker::default() }
}

fn register(speaker: Speaker) -> speakers::Command {
    speakers::Command::RegisterSpeaker { speaker, namesake: true }
}

#[test]
fn who_is_registered_by_card_waits_once_whoever_registers_them() {
    let ask = || speakers::Command::RequestFloor { speaker: holder(THREE) };
    let open = events![speakers::Event::ListOpened];
    let then = given([printed(), open].concat()).when(DESK, register(holder(TWO))).accepted();
    let request = then.meeting.speakers.request_of(PersonId::of_card(TWO)).expect("it is the card's");
    assert_eq!(request.speaker.card, Some(TWO));
    then.clone().when(DESK, register(holder(TWO))).refused(Refusal::CardWaits { card: TWO });
    then.clone().when(of(TWO), ask()).refused(Refusal::AlreadyWaiting);
    then.clone()
        .when(DESK, register(holder(CardNumber(9))))
        .refused(Refusal::NotFound { thing: Thing::Card });
    // What a phone says of its card is not asked: it is the one it sits by.
    let then = then.when(of(ONE), ask()).accepted();
    let request = then.meeting.speakers.request_of(PersonId::of_card(ONE)).expect("it is the card's own");
    assert_eq!(request.speaker.card, Some(ONE));
    let by_voided = [printed(), events![Event::CardVoided { card: TWO }]].concat();
    given(by_voided).when(DESK, register(holder(TWO))).refused(Refusal::CardVoided);
}

#[test]
fn a_card_that_was_mistyped_is_corrected() {
    let registered = [printed(), events![speakers::Event::ListOpened]].concat();
    let then = given(registered).when(DESK, register(holder(TWO))).accepted();
    let edit = |speaker| speakers::Command::EditRequest { request: meeting::RequestId(1), speaker };
    let person = |then: &super::table::Given| then.meeting.speakers.requests[&meeting::RequestId(1)].person;
    let other = then.clone().when(DESK, edit(holder(THREE))).accepted();
    assert_eq!(person(&other), Some(PersonId::of_card(THREE)));
    let none = then.when(DESK, edit(Speaker { card: None, ..holder(TWO) })).accepted();
    assert_eq!(person(&none), None);
    // A request from a card's phone stays the card's.
    let asked = given([printed(), events![speakers::Event::ListOpened]].concat())
        .when(of(ONE), speakers::Command::RequestFloor { speaker: holder(ONE) })
        .accepted();
    for card in [None, Some(TWO)] {
        let edited = asked.clone().when(DESK, edit(Speaker { card, ..holder(ONE) })).accepted();
        assert_eq!(person(&edited), Some(PersonId::of_card(ONE)));
    }
}

#[test]
fn signed_anew_those_in_hands_are_in_the_stack_again() {
    let system = Actor::System;
    given(opened()).when(system, Command::RenewCards).changes_nothing();
    let out = events![Event::CardIssued { card: ONE, newcomer: false }, Event::CardVoided { card: TWO }];
    let renewed =
        given([printed(), out].concat()).when(system, Command::RenewCards).then(events![Event::CardsRenewed]);
    let standing: Vec<_> = renewed.meeting.cards.all.iter().map(|card| card.standing).collect();
    assert_eq!(standing, [Standing::Printed, Standing::Voided, Standing::Printed]);
    assert!(renewed.meeting.cards.renewed);
    // More cards do not replace those that were in hands; the stack printed again does.
    let more = renewed.when(OFFICE, Command::PrintCards { count: 1 }).accepted();
    assert!(more.meeting.cards.renewed);
    assert!(!more.when(OFFICE, Command::ShowCards).accepted().meeting.cards.renewed);
    given(printed()).when(OFFICE, Command::RenewCards).refused(Refusal::NotAllowed { place: OFFICE.place() });
}

/// One who has voted, says the card is lost and takes a fresh one, would vote once more.
#[test]
fn a_card_goes_out_after_a_voided_one_that_voted_only_to_someone_else() {
    let issue = |newcomer| Command::IssueCard { card: TWO, newcomer };
    let voter = || [(PollId(1), BTreeSet::from([PersonId::of_card(ONE)]))].into();
    let voted = VoterRoll { voters: voter(), ..VoterRoll::default() };
    let open = || poll::Event::PollOpened { poll: PollId(1), closes: None };
    let voided = || given([printed(), events![open(), Event::CardVoided { card: ONE }]].concat());
    let check = |given: &Given, voter_roll: &VoterRoll, newcomer| {
        poll::check_right(&given.meeting, voter_roll, &issue(newcomer).into())
    };
    let asked = Err(Refusal::VoidedCardsVoted { cards: vec![ONE] });
    assert_eq!(check(&voided(), &voted, false), asked);
    assert_eq!(check(&voided(), &voted, true), Ok(()), "staff say that it is someone else");
    assert_eq!(check(&voided(), &VoterRoll::default(), false), Ok(()), "it had not voted");
    // A paper ballot is a ballot too; and so is one of a card that this one was reissued for.
    let paper = given(
        [printed(), events![open(), poll::Event::PaperBallotIssued { poll: PollId(1), card: ONE }]].concat(),
    );
    assert_eq!(
        check(&paper.and(events![Event::CardVoided { card: ONE }]), &VoterRoll::default(), false),
        asked
    );
    let reissued = events![open(), Event::CardReissued { card: ONE, by: THREE }];
    let reissued = given([printed(), reissued].concat());
    assert_eq!(check(&reissued, &voted, false), Ok(()), "it was given another");
    let twice = reissued.and(events![Event::CardVoided { card: THREE }]);
    assert_eq!(check(&twice, &voted, false), Err(Refusal::VoidedCardsVoted { cards: vec![THREE] }));
    // Of two all are named: whoever is asked about one alone says truly that it is another.
    let both = VoterRoll {
        voters: [(PollId(1), BTreeSet::from([ONE, THREE].map(PersonId::of_card)))].into(),
        ..VoterRoll::default()
    };
    let two = voided().and(events![Event::CardVoided { card: THREE }]);
    assert_eq!(check(&two, &both, false), Err(Refusal::VoidedCardsVoted { cards: vec![ONE, THREE] }));
    // What staff said is on record.
    let said =
        voided().when(DESK, issue(true)).then(events![Event::CardIssued { card: TWO, newcomer: true }]);
    assert_eq!(said.meeting.cards.get(TWO).unwrap().standing, Standing::Issued);
    // A poll that is closed may be opened again, one that is counted is not.
    let closed = voided().and(events![poll::Event::PollClosed { poll: PollId(1) }]);
    assert_eq!(check(&closed, &voted, false), asked);
    let counted = poll::Event::BallotsCounted { poll: PollId(1), tally: poll::Tally::default() };
    assert_eq!(check(&closed.and(events![counted]), &voted, false), Ok(()));
}

/// Whoever holds a voided card keeps their place, is not announced, and gets the floor when the desk has given them
/// another card.
#[test]
fn a_voided_card_gets_no_floor_until_another_is_given_for_it() {
    use meeting::speakers::Command as Speakers;
    let request = meeting::RequestId(1);
    let give = || Speakers::GiveFloor { request, seconds: None };
    let asked = vec![asked(1, PersonId::of_card(ONE), "An"), asked(2, AN, "Bình")];
    let voided = given([printed(), asked].concat()).and(events![Event::CardVoided { card: ONE }]);
    for command in [give(), Speakers::CallSpeaker { request }] {
        voided.clone().when(CHAIR, command).refused(Refusal::CardVoided);
    }
    let names = |given: &Given, place| {
        let waiting = super::floor::list(given, place).waiting;
        waiting
            .into_iter()
            .map(|one| (one.name, one.staff.is_some_and(|staff| staff.card_voided)))
            .collect::<Vec<_>>()
    };
    let (an, binh) = (|voided| ("An".to_owned(), voided), ("Bình".to_owned(), false));
    for place in [Place::Projector, Place::Phone, Place::Tablet] {
        assert_eq!(names(&voided, place), std::slice::from_ref(&binh), "{place}");
    }
    for place in [Place::Chair, Place::Desk, Place::Secretary, Place::Office] {
        assert_eq!(names(&voided, place), [an(true), binh.clone()], "{place}");
    }
    let anew = voided.when(DESK, Command::ReissueCard { card: ONE, by: TWO }).accepted();
    assert_eq!(names(&anew, Place::Projector), [an(false), binh]);
    let spoken = anew.when(CHAIR, give()).accepted();
    // Who has spoken comes back by a card that is worth something too.
    let ended = spoken.and(events![
        speakers::Event::SpeechEnded { speech: meeting::SpeechId(1), left_ms: 0, breach: String::new() },
        Event::CardVoided { card: TWO },
    ]);
    let again = Speakers::GiveFloorAgain {
        speech: meeting::SpeechId(1),
        purpose: speakers::Purpose::FollowUp,
        seconds: None,
    };
    ended.clone().when(CHAIR, again).refused(Refusal::CardVoided);
    let back = Speakers::ReturnToList { request, after: None, namesake: false };
    ended.when(CHAIR, back).refused(Refusal::CardVoided);
}
