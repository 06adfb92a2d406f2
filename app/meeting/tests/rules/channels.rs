//! Paper ballots, the tablet at the desk, and who may run a poll: a right to vote is used one way or another, once.

use std::collections::BTreeSet;

use meeting::panel::{Beside, Panel, PanelName, view};
use meeting::poll::{
    Answer, Ballot, Channel, Command, Count, Event, PaperCount, Questionnaire, Right, Signed, State, Tally,
    VoterRoll, at_tablet, check_ballot, check_right,
};
use meeting::refusal::{Field, Thing};
use meeting::{Actor, Audience, CardNumber, Meeting, PersonId, Place, PollId, Refusal, attendance, cards};

use super::table::{CHAIR, DESK, Given, OFFICE, SECRETARY, events, given, opened, questionnaire};

const ONE: PollId = PollId(1);
/// Who is at the tablet when it is opened for the first time for someone without a card.
const SOMEONE: PersonId = PersonId(0xffff_fffe_0000_0001);

fn card(number: u32) -> PersonId {
    PersonId::of_card(CardNumber(number))
}

/// The poll of this right is open; five cards are printed, the first three issued.
fn open(right: Right) -> Given {
    let cards =
        (1..=3).map(|card| cards::Event::CardIssued { card: CardNumber(card), newcomer: false }.into());
    let printed: meeting::Event = cards::Event::CardsPrinted { count: 5 }.into();
    let written = Event::PollWritten { poll: ONE, questionnaire: Questionnaire { right, ..questionnaire() } };
    given([opened(), vec![printed], cards.collect(), events![written]].concat())
        .and(events![Event::PollOpened { poll: ONE, closes: None }])
}

fn issue(number: u32) -> Command {
    Command::IssuePaperBallot { poll: ONE, card: CardNumber(number) }
}

fn take_back(number: u32) -> Command {
    Command::TakeBackPaperBallot { poll: ONE, card: CardNumber(number) }
}

fn open_tablet(card: Option<u32>) -> Command {
    Command::OpenTablet { poll: ONE, card: card.map(CardNumber) }
}

fn loose(count: u32) -> Command {
    Command::CountLoosePaperBallots { poll: ONE, count }
}

fn voter_roll(voters: &[PersonId]) -> VoterRoll {
    VoterRoll {
        voters: [(ONE, voters.iter().copied().collect::<BTreeSet<_>>())].into(),
        ..VoterRoll::default()
    }
}

fn votes(meeting: &Meeting, person: PersonId) -> Result<(), Refusal> {
    let ballot = Ballot { poll: ONE, answers: vec![Answer::Ticked(vec![0]), Answer::Words(String::new())] };
    check_ballot(meeting, &VoterRoll::default(), person, &ballot, false).map(|_| ())
}

#[test]
fn a_card_that_went_into_a_paper_sends_no_ballot_until_the_paper_is_back() {
    for right in Right::ALL {
        let out = open(right)
            .when(DESK, issue(2))
            .then(events![Event::PaperBallotIssued { poll: ONE, card: CardNumber(2) }]);
        assert_eq!(votes(&out.meeting, card(2)), Err(Refusal::HasPaperBallot), "{right:?}");
        assert_eq!(votes(&out.meeting, card(1)), Ok(()), "{right:?}");
        let again = out.clone().when(DESK, issue(2)).refused(Refusal::HasPaperBallot);
        let again = again.when(DESK, open_tablet(Some(2))).refused(Refusal::HasPaperBallot);
        let back = again
            .when(OFFICE, take_back(2))
            .then(events![Event::PaperBallotTakenBack { poll: ONE, card: CardNumber(2) }])
            .when(DESK, take_back(2))
            .refused(Refusal::NoPaperBallot);
        assert_eq!(votes(&back.meeting, card(2)), Ok(()));
        // The card is lost: whoever has the new one has had their paper ballot.
        let reissued = cards::Event::CardReissued { card: CardNumber(2), by: CardNumber(4) };
        let reissued = out.and(events![reissued]);
        assert_eq!(votes(&reissued.meeting, card(4)), Err(Refusal::HasPaperBallot));
        let reissued = reissued.when(DESK, issue(4)).refused(Refusal::HasPaperBallot);
        reissued.when(DESK, issue(2)).refused(Refusal::CardVoided);
    }
}

#[test]
fn a_card_that_has_voted_gets_no_paper_and_no_tablet() {
    let given =
        open(Right::Card).and(events![cards::Event::CardReissued { card: CardNumber(2), by: CardNumber(4) }]);
    let check = |voters: &[PersonId], command: &Command| {
        check_right(&given.meeting, &voter_roll(voters), &command.clone().into())
    };
    for command in [issue(4), open_tablet(Some(4))] {
        assert_eq!(check(&[], &command), Ok(()));
        assert_eq!(check(&[card(1)], &command), Ok(()), "another's ballot");
        let used = Err(Refusal::CardUsed { card: CardNumber(4) });
        assert_eq!(check(&[card(4)], &command), used);
        assert_eq!(check(&[card(2)], &command), used, "voted before it was reissued");
    }
}

#[test]
fn a_lost_card_is_not_replaced_by_one_that_was_used() {
    let reissue = cards::Command::ReissueCard { card: CardNumber(1), by: CardNumber(4) };
    let used = Refusal::CardUsed { card: CardNumber(4) };
    let given = open(Right::Card);
    let check =
        |voters: &[PersonId]| check_right(&given.meeting, &voter_roll(voters), &reissue.clone().into());
    assert_eq!(check(&[card(1)]), Ok(()), "the lost one's ballot goes over");
    assert_eq!(check(&[card(4)]), Err(used.clone()));
    given.when(DESK, issue(4)).accepted().when(DESK, reissue).refused(used);
}

#[test]
fn paper_ballots_are_issued_by_the_right_the_poll_asks_for() {
    let unknown = Refusal::NotFound { thing: Thing::Card };
    open(Right::Card).when(DESK, issue(9)).refused(unknown);
    open(Right::Card).when(DESK, issue(5)).accepted();
    open(Right::CardIssued).when(DESK, issue(5)).refused(Refusal::CardNotIssued);
    open(Right::Device)
        .when(DESK, loose(20))
        .then(events![Event::LoosePaperBallotsCounted { poll: ONE, count: 20 }])
        .when(DESK, loose(20))
        .changes_nothing()
        .when(DESK, loose(5_001))
        .refused(Refusal::OutOfRange { field: Field::PaperBallots, least: 0, most: 5_000 });
    open(Right::Card).when(DESK, loose(1)).refused(Refusal::CardNeeded);
    open(Right::CardIssued).when(DESK, open_tablet(None)).refused(Refusal::CardNeeded);
    // Over the desk they go while the poll is open. How many lay on the chairs may be said when the box is opened.
    let closed = open(Right::Device).and(events![Event::PollClosed { poll: ONE }]);
    for command in [issue(1), take_back(1), open_tablet(None)] {
        closed.clone().when(DESK, command.clone()).refused(Refusal::PollOver);
        given(opened()).when(DESK, command).refused(Refusal::PollNotOpen);
    }
    given(opened()).when(DESK, loose(20)).refused(Refusal::PollNotOpen);
    let boxed = closed.and(events![Event::BallotBoxSealed { poll: ONE }]).when(DESK, loose(20)).accepted();
    boxed.when(CHAIR, Command::ShowResult { poll: ONE }).refused(Refusal::PaperCountNotConfirmed);
}

#[test]
fn a_paper_that_may_lie_in_the_box_is_not_taken_back() {
    let reopened = open(Right::Card).and(events![
        Event::PaperBallotIssued { poll: ONE, card: CardNumber(1) },
        Event::PollClosed { poll: ONE },
        Event::BallotBoxSealed { poll: ONE },
        Event::PollReopened { poll: ONE, reason: "Sót người".to_owned() },
        Event::PaperBallotIssued { poll: ONE, card: CardNumber(2) }
    ]);
    reopened.clone().when(DESK, take_back(1)).refused(Refusal::PaperBallotBoxed);
    reopened.when(DESK, take_back(2)).accepted();
}

#[test]
fn the_tablet_is_open_for_one_person_until_they_have_voted() {
    let free = open(Right::Device);
    let busy = free
        .clone()
        .when(DESK, open_tablet(None))
        .then(events![Event::TabletOpened { poll: ONE, voter: SOMEONE }]);
    let here =
        |given: &Given, voter_roll: &VoterRoll| at_tablet(given.meeting.polls.get(ONE).unwrap(), voter_roll);
    assert_eq!(here(&free, &VoterRoll::default()), None);
    assert_eq!(here(&busy, &VoterRoll::default()), Some(SOMEONE));
    assert_eq!(here(&busy, &voter_roll(&[SOMEONE])), None, "they have voted");
    let check = |voters: &[PersonId], command: &Command| {
        check_right(&busy.meeting, &voter_roll(voters), &command.clone().into())
    };
    assert_eq!(check(&[], &open_tablet(Some(1))), Err(Refusal::TabletTaken));
    assert_eq!(check(&[SOMEONE], &open_tablet(Some(1))), Ok(()));
    assert_eq!(check(&[], &issue(1)), Ok(()), "papers go on meanwhile");
    // Who stands at the tablet does not get a paper ballot as well.
    let at_it = open(Right::Card).when(DESK, open_tablet(Some(1))).accepted();
    assert_eq!(
        check_right(&at_it.meeting, &VoterRoll::default(), &issue(1).into()),
        Err(Refusal::TabletTaken)
    );
    let left = busy
        .clone()
        .when(DESK, Command::CloseTablet { poll: ONE })
        .then(events![Event::TabletClosed { poll: ONE }])
        .when(DESK, Command::CloseTablet { poll: ONE })
        .changes_nothing();
    assert_eq!(here(&left, &VoterRoll::default()), None);
    let closed = busy.and(events![Event::PollClosed { poll: ONE }]);
    assert_eq!(here(&closed, &VoterRoll::default()), None);
    let reopened = closed.and(events![
        Event::BallotBoxSealed { poll: ONE },
        Event::PollReopened { poll: ONE, reason: "Sót người".to_owned() }
    ]);
    assert_eq!(here(&reopened, &VoterRoll::default()), None, "nobody is there any more");
}

/// Twenty paper ballots are out, the poll is sealed.
fn counting() -> Given {
    open(Right::Device).and(events![
        Event::LoosePaperBallotsCounted { poll: ONE, count: 17 },
        Event::PaperBallotIssued { poll: ONE, card: CardNumber(1) },
        Event::PaperBallotIssued { poll: ONE, card: CardNumber(2) },
        Event::PaperBallotIssued { poll: ONE, card: CardNumber(3) },
        Event::PollClosed { poll: ONE },
        Event::BallotBoxSealed { poll: ONE }
    ])
}

fn figures(returned: u32, invalid: u32, ticks: [u32; 3], words: &[&str]) -> PaperCount {
    let words: Vec<String> = words.iter().map(|&words| words.to_owned()).collect();
    let answered = u32::try_from(words.len()).unwrap();
    let scale = Count { answered: ticks.iter().sum(), ticks: ticks.to_vec(), words: Vec::new() };
    PaperCount { returned, invalid, counts: vec![scale, Count { answered, ticks: Vec::new(), words }] }
}

fn enter(count: PaperCount, name: &str) -> Command {
    Command::EnterPaperCount { poll: ONE, count, name: name.to_owned() }
}

fn confirm(entry: u32, name: &str) -> Command {
    Command::ConfirmPaperCount { poll: ONE, entry, name: name.to_owned() }
}

fn signed(name: &str, place: Place) -> Signed {
    Signed { name: name.to_owned(), place }
}

#[test]
fn a_paper_count_is_entered_by_one_and_confirmed_by_another_before_anything_is_shown() {
    let show = || Command::ShowResult { poll: ONE };
    let good = || figures(18, 2, [9, 4, 2], &["Chậm"]);
    let over = counting()
        .when(CHAIR, show())
        .refused(Refusal::PaperCountNotConfirmed)
        .when(DESK, confirm(1, "Bà Dung"))
        .refused(Refusal::PaperCountNotEntered)
        .when(DESK, enter(figures(18, 2, [9, 4, 2], &[]), " Ông  Cường "))
        .refused(Refusal::PaperBallotsLeftOver { valid: 16 })
        .when(DESK, enter(figures(18, 2, [9, 4, 3], &[]), "Ông Cường"))
        // What they say is no event.
        .then(events![Event::PaperCountEntered {
            poll: ONE,
            returned: 18,
            invalid: 2,
            by: signed("Ông Cường", Place::Desk)
        }])
        .when(CHAIR, show())
        .refused(Refusal::PaperCountNotConfirmed)
        .when(Actor::System, Command::CountBallots { poll: ONE, tally: Tally::default() })
        .refused(Refusal::PollNotOpen)
        // However it is typed, it is the same person.
        .when(SECRETARY, confirm(1, "ong  CUONG"))
        .refused(Refusal::SamePerson { name: "ong CUONG".to_owned() })
        .when(SECRETARY, confirm(2, "Bà Dung"))
        .refused(Refusal::PaperCountChanged)
        .when(DESK, confirm(1, ""))
        .refused(Refusal::Empty { field: Field::Name })
        .when(DESK, enter(figures(18, 2, [10, 4, 2], &["Chậm"]), "Ông Cường"))
        .accepted()
        // What the second saw is not what stands there now.
        .when(SECRETARY, confirm(1, "Bà Dung"))
        .refused(Refusal::PaperCountChanged)
        .when(SECRETARY, confirm(2, "Bà Dung"))
        .then(events![Event::PaperCountConfirmed { poll: ONE, by: signed("Bà Dung", Place::Secretary) }])
        .when(SECRETARY, confirm(2, "Bà Dung"))
        .changes_nothing()
        .when(CHAIR, show())
        .refused(Refusal::PollNotCounted)
        .when(Actor::System, Command::CountBallots { poll: ONE, tally: Tally::default() })
        .accepted();
    // From then on the figures stand.
    let over = over.when(DESK, enter(good(), "Ông Cường")).refused(Refusal::PollCounted);
    over.when(DESK, confirm(2, "Bà Hoa")).refused(Refusal::PollCounted);
    // While the poll is open nothing is counted; and once someone knows what the paper ballots say, it is not opened
    // again.
    open(Right::Device).when(DESK, enter(good(), "Ông Cường")).refused(Refusal::PollOpen);
    given(opened()).when(DESK, enter(good(), "Ông Cường")).refused(Refusal::PollNotOpen);
    let reopen = || Command::ReopenPoll { poll: ONE, reason: "Sót người".to_owned() };
    counting().when(CHAIR, reopen()).accepted();
    let known = counting().when(DESK, enter(figures(16, 0, [16, 0, 0], &[]), "Ông Cường")).accepted();
    known.when(CHAIR, reopen()).refused(Refusal::PollCounted);
}

/// Otherwise one person alone could leave the box out, or sign for other paper ballots than were counted.
#[test]
fn another_number_of_paper_ballots_makes_the_count_void() {
    let entered = || counting().when(DESK, enter(figures(16, 0, [16, 0, 0], &[]), "Ông Cường")).accepted();
    let show = || Command::ShowResult { poll: ONE };
    for given in [entered(), entered().when(SECRETARY, confirm(1, "Bà Dung")).accepted()] {
        let changed = given.when(DESK, loose(0)).accepted();
        let changed = changed.when(CHAIR, show()).refused(Refusal::PaperCountNotConfirmed);
        let changed = changed.when(SECRETARY, confirm(1, "Bà Dung")).refused(Refusal::PaperCountNotEntered);
        // Three went out on cards: no more can have come back.
        let most = Refusal::OutOfRange { field: Field::Returned, least: 0, most: 3 };
        changed.when(DESK, enter(figures(16, 0, [16, 0, 0], &[]), "Ông Cường")).refused(most);
    }
}

#[test]
fn a_result_is_not_shown_over_a_ballot_that_is_being_filled() {
    let show_of_hands =
        counting().when(CHAIR, Command::OpenShowOfHands { title: "Nghỉ?".to_owned() }).accepted();
    show_of_hands.when(CHAIR, Command::ShowResult { poll: ONE }).refused(Refusal::PollOpen);
}

#[test]
fn figures_that_cannot_be_are_refused_and_change_nothing() {
    let range = |field, most| Refusal::OutOfRange { field, least: 0, most };
    let wrong = |question, valid| Refusal::PaperCountDoesNotAddUp { question, valid };
    let mut ticks_missing = figures(10, 0, [10, 0, 0], &[]);
    ticks_missing.counts[0].ticks.pop();
    let mut not_their_sum = figures(10, 0, [5, 0, 0], &[]);
    not_their_sum.counts[0].answered = 10;
    let mut one_question = figures(10, 0, [10, 0, 0], &[]);
    one_question.counts.pop();
    let mut words_at_a_scale = figures(10, 0, [10, 0, 0], &[]);
    words_at_a_scale.counts[0].words.push("Tốt".to_owned());
    let table = [
        (figures(21, 0, [21, 0, 0], &[]), range(Field::Returned, 20)),
        (figures(10, 11, [0, 0, 0], &[]), range(Field::Invalid, 10)),
        (figures(10, 0, [11, 0, 0], &[]), wrong(1, 10)),
        (figures(10, 5, [4, 1, 1], &[]), wrong(1, 5)),
        (figures(10, 0, [4, 1, 1], &[]), Refusal::PaperBallotsLeftOver { valid: 10 }),
        (figures(1, 0, [1, 0, 0], &["Tốt", "Chậm"]), wrong(2, 1)),
        (figures(2, 0, [1, 1, 0], &[" "]), wrong(2, 2)),
        (ticks_missing, wrong(1, 10)),
        (not_their_sum, wrong(1, 10)),
        (one_question, Refusal::OtherPoll),
        (words_at_a_scale, wrong(1, 10)),
    ];
    for (count, why) in table {
        counting().when(DESK, enter(count, "Ông Cường")).refused(why);
    }
    // Every paper ballot blank; none came back; all answer.
    for count in
        [figures(20, 20, [0, 0, 0], &[]), figures(0, 0, [0, 0, 0], &[]), figures(20, 0, [20, 0, 0], &[])]
    {
        counting().when(DESK, enter(count, "Ông Cường")).accepted();
    }
}

#[test]
fn a_poll_is_run_by_whom_it_was_given_to() {
    let written = |given_to| Event::PollWritten {
        poll: ONE,
        questionnaire: Questionnaire { given_to, ..questionnaire() },
    };
    let commands =
        [(State::Prepared, Command::OpenPoll { poll: ONE }), (State::Open, Command::ClosePoll { poll: ONE })];
    for given_to in [None, Some(Place::Desk), Some(Place::Secretary)] {
        for (state, command) in &commands {
            for actor in [CHAIR, OFFICE, DESK, SECRETARY] {
                let mut given = given(opened()).and(events![written(given_to)]);
                if *state == State::Open {
                    given = given.and(events![Event::PollOpened { poll: ONE, closes: None }]);
                }
                let asked = given.when(actor, command.clone());
                let place = actor.place();
                if matches!(actor, CHAIR | OFFICE) || place == given_to {
                    asked.accepted();
                } else {
                    asked.refused(Refusal::NotAllowed { place });
                }
            }
        }
    }
    for place in Place::ALL {
        let questionnaire = Questionnaire { given_to: Some(place), ..questionnaire() };
        let asked = given(opened()).when(OFFICE, Command::WritePoll { poll: None, questionnaire });
        if matches!(place, Place::Desk | Place::Secretary) {
            asked.accepted();
        } else {
            asked.refused(Refusal::NotAllowed { place: Some(place) });
        }
    }
}

#[test]
fn the_hall_reads_the_words_that_were_let_through_and_no_others() {
    let words = ["Chậm", "Tốt", "Chửi"].map(str::to_owned).to_vec();
    let scale = Count { answered: 5, ticks: vec![5, 0, 0], words: Vec::new() };
    let remarks = Count { answered: 3, ticks: Vec::new(), words };
    let tally = |ballots| Tally { ballots, counts: vec![scale.clone(), remarks.clone()], ..Tally::default() };
    let counted =
        |ballots| counting().and(events![Event::BallotsCounted { poll: ONE, tally: tally(ballots) }]);
    let publish = |words, shown| Command::PublishWords { poll: ONE, question: 1, words, shown };
    let unknown = Refusal::NotFound { thing: Thing::Words };
    counting().when(SECRETARY, publish(0, true)).refused(Refusal::PollNotCounted);
    counted(4).when(SECRETARY, publish(0, true)).refused(unknown.clone());
    counted(5).when(SECRETARY, publish(3, true)).refused(unknown.clone());
    let scale = Command::PublishWords { poll: ONE, question: 0, words: 0, shown: true };
    counted(5).when(SECRETARY, scale).refused(unknown);
    let published = counted(5)
        .when(SECRETARY, publish(1, true))
        .then(events![Event::WordsPublished { poll: ONE, question: 1, words: 1, shown: true }])
        .when(CHAIR, publish(1, true))
        .changes_nothing()
        .when(CHAIR, publish(2, true))
        .accepted()
        .when(CHAIR, publish(2, false))
        .then(events![Event::WordsPublished { poll: ONE, question: 1, words: 2, shown: false }]);
    let shown = published.clone().and(events![Event::ResultShown { poll: ONE }]);
    let read = |given: &Given, place| match view(
        &given.meeting,
        &Beside::default(),
        Audience::Place(place),
        PanelName::Poll,
    ) {
        Some(Panel::Poll(poll)) => poll.words,
        other => panic!("the poll, not {other:?}"),
    };
    assert_eq!(read(&shown, Place::Projector), ["Tốt"]);
    assert_eq!(read(&published, Place::Projector), [""; 0], "the result is not shown yet");
    assert_eq!(read(&shown, Place::Phone), [""; 0], "a long text is not pushed to every phone");
}

#[test]
fn the_count_says_how_many_were_here_when_the_poll_was_closed() {
    let here = attendance::Event::ArrivalsCounted { residents: 70, officials: 10 };
    let gone = attendance::Event::ArrivalsCounted { residents: -30, officials: 0 };
    let given = open(Right::Device)
        .and(events![here])
        .and(events![Event::PollClosed { poll: ONE }])
        .and(events![gone, Event::BallotBoxSealed { poll: ONE }]);
    assert_eq!(given.meeting.polls.get(ONE).unwrap().present, 80);
}

#[test]
fn only_those_who_count_see_the_paper_ballots_and_the_tablet_sees_one_ballot() {
    let given = open(Right::Device).when(DESK, open_tablet(None)).accepted();
    for place in Place::ALL {
        let audience = Audience::Place(place);
        let paper_ballots = view(&given.meeting, &Beside::default(), audience, PanelName::PaperBallots);
        let counts = matches!(place, Place::Secretary | Place::Desk | Place::Office);
        assert_eq!(paper_ballots.is_some(), counts, "{place}");
    }
    let ballots = |voter_roll: &VoterRoll| {
        let beside = Beside::from(voter_roll.clone());
        match view(&given.meeting, &beside, Audience::Place(Place::Tablet), PanelName::Ballot) {
            Some(Panel::Ballot(panel)) => {
                panel.ballots.iter().map(|ballot| (ballot.poll, ballot.voter)).collect::<Vec<_>>()
            }
            other => panic!("a ballot, not {other:?}"),
        }
    };
    assert_eq!(ballots(&VoterRoll::default()), [(ONE, Some(SOMEONE))]);
    assert_eq!(ballots(&voter_roll(&[SOMEONE])), [], "they have voted: it is gone");
}

#[test]
fn the_count_is_of_all_channels_and_each_apart() {
    use meeting::poll::Cast;
    let ballot = |level: u32, words: &str| Ballot {
        poll: ONE,
        answers: vec![Answer::Ticked(vec![level]), Answer::Words(words.to_owned())],
    };
    let phones = (0..6).map(|n| Cast::by(Channel::Phone, ballot(n % 2, "")));
    let tablet = (0..5).map(|_| Cast::by(Channel::Tablet, ballot(2, "Chờ lâu")));
    let voter_roll: Vec<Cast> = phones.chain(tablet).collect();
    let few = Tally::of(&questionnaire().questions, &voter_roll[7..11], None, |_| ());
    assert_eq!(
        (few.ballots, few.counts[1].answered, few.counts[1].words.len()),
        (4, 4, 0),
        "of four none is read"
    );
    let paper_ballots = figures(9, 2, [1, 5, 1], &["Tốt"]);
    let tally =
        Tally::of(&questionnaire().questions, &voter_roll, Some(&paper_ballots), |words| words.sort());
    assert_eq!((tally.ballots, &tally.counts[0].ticks), (18, &vec![4, 8, 6]));
    assert_eq!(tally.counts[1].words, ["Chờ lâu"; 5].into_iter().chain(["Tốt"]).collect::<Vec<_>>());
    let told: Vec<_> = tally
        .apart
        .iter()
        .map(|apart| (apart.channels.as_slice(), apart.ballots, apart.counts[0].ticks.as_slice()))
        .collect();
    let expected: [(&[Channel], u32, &[u32]); 3] = [
        (&[Channel::Phone], 6, &[3, 3, 0]),
        (&[Channel::Tablet], 5, &[0, 0, 5]),
        (&[Channel::Paper], 7, &[1, 5, 1]),
    ];
    assert_eq!(told, expected);
    assert!(tally.apart.iter().all(|apart| apart.counts[1].words.is_empty()), "words are no channel's");
}

/// Where no paper ballot was issued there is none to count, and nothing waits for it.
#[test]
fn without_paper_ballots_there_is_no_count_of_them() {
    let nothing = PaperCount { returned: 0, invalid: 0, counts: figures(0, 0, [0, 0, 0], &[]).counts };
    let closed = || {
        open(Right::Device)
            .and(events![Event::PollClosed { poll: ONE }, Event::BallotBoxSealed { poll: ONE }])
    };
    let show = || Command::ShowResult { poll: ONE };
    let shown = |given: Given| {
        given
            .when(CHAIR, show())
            .refused(Refusal::PollNotCounted)
            .when(Actor::System, Command::CountBallots { poll: ONE, tally: Tally::default() })
            .accepted()
            .when(CHAIR, show())
            .accepted()
    };
    shown(closed().when(DESK, enter(nothing.clone(), "Ông Cường")).refused(Refusal::NoPaperBallots));
    // Nor where a number was typed by mistake and is put right, whatever was entered meanwhile.
    let mistaken = closed()
        .when(DESK, loose(20))
        .accepted()
        .when(DESK, enter(figures(16, 0, [16, 0, 0], &[]), "Ông Cường"))
        .accepted();
    let mistaken = mistaken.when(CHAIR, show()).refused(Refusal::PaperCountNotConfirmed);
    shown(mistaken.when(DESK, loose(0)).accepted());
    // A box that came back empty is counted: paper ballots were out.
    let empty = closed().when(DESK, loose(3)).accepted().when(DESK, enter(nothing, "Ông Cường")).accepted();
    empty.when(CHAIR, show()).refused(Refusal::PaperCountNotConfirmed);
}
