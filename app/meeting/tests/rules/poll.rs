//! Polls: their states, what they ask, what goes into the ballot box, and the count.

use meeting::panel::{BallotView, Beside, Panel, PanelName, PollPanel, view};
use meeting::poll::{
    Answer, Ballot, Cast, Channel, Command, Count, Event, FEWEST_APART, FEWEST_SHOWN, Kind, LONGEST_DURATION,
    MOST_OPTIONS, MOST_QUESTIONS, Purpose, Question, Questionnaire, State, Tally, VoterRoll, check_ballot,
};
use meeting::refusal::{Field, Thing};
use meeting::{Actor, Place, PollId, Refusal, agenda, validate};

use super::table::{AN, BINH, CHAIR, Given, OFFICE, T0, closed, events, given, opened, questionnaire};

const ONE: PollId = PollId(1);
const TWO: PollId = PollId(2);

fn tally() -> Tally {
    let scale = Count { answered: 4, ticks: vec![3, 1, 0], words: Vec::new() };
    let words = Count { answered: 1, ticks: Vec::new(), words: vec!["Tốt".to_owned()] };
    Tally { ballots: 4, counts: vec![scale, words], ..Tally::default() }
}

fn was_opened() -> Event {
    Event::PollOpened { poll: ONE, closes: None }
}

fn counted() -> Event {
    Event::BallotsCounted { poll: ONE, tally: tally() }
}

fn count() -> Command {
    Command::CountBallots { poll: ONE, tally: tally() }
}

fn open() -> Given {
    given(opened()).and(events![was_opened()])
}

fn was_closed() -> Given {
    open().and(events![Event::PollClosed { poll: ONE }])
}

fn sealed() -> Given {
    was_closed().and(events![Event::BallotBoxSealed { poll: ONE }])
}

fn reopen(reason: &str) -> Command {
    Command::ReopenPoll { poll: ONE, reason: reason.to_owned() }
}

fn discard(reason: &str) -> Command {
    Command::DiscardPoll { poll: ONE, reason: reason.to_owned() }
}

#[test]
fn a_poll_is_opened_closed_sealed_counted_and_shown() {
    let over = given(opened())
        .when(CHAIR, Command::OpenPoll { poll: ONE })
        .then(events![was_opened()])
        .when(OFFICE, Command::ClosePoll { poll: ONE })
        .then(events![Event::PollClosed { poll: ONE }])
        .when(Actor::System, Command::SealBallotBox { poll: ONE })
        .then(events![Event::BallotBoxSealed { poll: ONE }])
        .when(Actor::System, Command::SealBallotBox { poll: ONE })
        .changes_nothing()
        .when(Actor::System, count())
        .then(events![counted()])
        .when(CHAIR, Command::ShowResult { poll: ONE })
        .then(events![Event::ResultShown { poll: ONE }])
        .when(CHAIR, Command::ShowResult { poll: ONE })
        .changes_nothing()
        .when(CHAIR, Command::HideResult { poll: ONE })
        .then(events![Event::ResultHidden { poll: ONE }])
        .when(CHAIR, Command::HideResult { poll: ONE })
        .changes_nothing();
    let poll = over.meeting.polls.current().unwrap();
    assert_eq!((poll.state, &poll.tally, poll.shown), (State::Sealed, &Some(tally()), false));
}

fn discarded() -> Event {
    Event::PollDiscarded { poll: ONE, reason: "Nhầm".to_owned() }
}

/// Every state of a poll against every command on it.
#[test]
fn each_state_takes_what_it_takes() {
    use Refusal::{
        PollBegun, PollClosed, PollCounted, PollDiscarded, PollNotCounted, PollNotOpen, PollNotSealed,
        PollOpen, PollOver,
    };
    let shown = sealed().and(events![counted(), Event::ResultShown { poll: ONE }]);
    let gone = open().and(events![discarded()]);
    let write = || Command::WritePoll {
        poll: Some(ONE),
        questionnaire: Questionnaire::show_of_hands("Nghỉ?".to_owned()),
    };
    let (open_it, close) = (Command::OpenPoll { poll: ONE }, Command::ClosePoll { poll: ONE });
    let show = Command::ShowResult { poll: ONE };
    let all =
        || [write(), open_it.clone(), close.clone(), reopen("Vì"), discard("Vì"), show.clone(), count()];
    // In the order of `all`; of a poll that was counted the same holds whether it is shown or not.
    let not_open = Some(PollNotOpen);
    let known = || {
        [
            Some(PollBegun),
            Some(PollClosed),
            Some(PollCounted),
            Some(PollCounted),
            None,
            None,
            Some(PollNotOpen),
        ]
    };
    let begun = |rest: [Option<Refusal>; 5]| {
        let [close, reopen, discard, show, count] = rest;
        [Some(PollBegun), Some(PollClosed), close, reopen, discard, show, count]
    };
    let prepared = [
        None,
        None,
        Some(PollNotOpen),
        Some(PollNotOpen),
        Some(PollNotOpen),
        Some(PollNotCounted),
        not_open.clone(),
    ];
    let taking =
        [Some(PollBegun), Some(PollOpen), None, Some(PollOpen), None, Some(PollNotCounted), not_open.clone()];
    let discarded = Some(PollDiscarded);
    let worthless = [
        Some(PollBegun),
        discarded.clone(),
        discarded.clone(),
        discarded.clone(),
        discarded,
        Some(PollNotCounted),
        not_open.clone(),
    ];
    let table = [
        (given(opened()), prepared),
        (open(), taking),
        (
            was_closed(),
            begun([Some(PollOver), Some(PollNotSealed), None, Some(PollNotSealed), not_open.clone()]),
        ),
        (sealed(), begun([Some(PollOver), None, None, Some(PollNotCounted), None])),
        (sealed().and(events![counted()]), known()),
        (shown, known()),
        (gone, worthless),
    ];
    for (given, refusals) in table {
        for (command, refusal) in all().into_iter().zip(refusals) {
            let actor = if matches!(command, Command::CountBallots { .. }) { Actor::System } else { CHAIR };
            let asked = given.clone().when(actor, command);
            match refusal {
                Some(refusal) => drop(asked.refused(refusal)),
                None => drop(asked.accepted()),
            }
        }
    }
    let unknown = Refusal::NotFound { thing: Thing::Poll };
    given(opened()).when(CHAIR, Command::OpenPoll { poll: TWO }).refused(unknown);
}

#[test]
fn a_poll_opens_only_in_the_meeting_and_one_at_a_time() {
    let open_it = Command::OpenPoll { poll: ONE };
    given(Vec::new()).when(OFFICE, open_it.clone()).refused(Refusal::MeetingNotOpen);
    given(closed()).when(CHAIR, open_it.clone()).refused(Refusal::MeetingClosed);
    let show_of_hands = Command::OpenShowOfHands { title: "Nghỉ 10 phút?".to_owned() };
    given(Vec::new()).when(CHAIR, show_of_hands.clone()).refused(Refusal::MeetingNotOpen);
    given(closed()).when(CHAIR, show_of_hands.clone()).refused(Refusal::MeetingClosed);
    open().when(CHAIR, show_of_hands.clone()).refused(Refusal::PollOpen);
    let asked = given(opened()).when(CHAIR, show_of_hands).accepted();
    asked.clone().when(CHAIR, open_it.clone()).refused(Refusal::PollOpen);
    // The other waits until the hands are down, and is opened then.
    assert_eq!(asked.meeting.polls.open().map(|poll| poll.id), Some(TWO));
    asked
        .when(CHAIR, Command::ClosePoll { poll: TWO })
        .accepted()
        .when(CHAIR, open_it)
        .then(events![was_opened()]);
}

#[test]
fn a_show_of_hands_is_asked_in_one_step() {
    let questionnaire = Questionnaire::show_of_hands("Nghỉ 10 phút?".to_owned());
    let asked = given(opened())
        .when(CHAIR, Command::OpenShowOfHands { title: "  Nghỉ 10\tphút? ".to_owned() })
        .then(events![
            Event::PollWritten { poll: TWO, questionnaire: questionnaire.clone() },
            Event::PollOpened { poll: TWO, closes: None }
        ]);
    let poll = asked.meeting.polls.current().unwrap();
    assert_eq!((poll.id, poll.state, poll.questionnaire.purpose), (TWO, State::Open, Purpose::ShowOfHands));
    assert_eq!(questionnaire.questions[0].options, ["Đồng ý", "Không đồng ý", "Không có ý kiến"]);
    let empty = Refusal::Empty { field: Field::Question };
    given(opened()).when(CHAIR, Command::OpenShowOfHands { title: " ".to_owned() }).refused(empty);
}

#[test]
fn what_a_poll_asks_is_written_until_it_is_opened() {
    let more = Question {
        kind: Kind::YesNo,
        title: "Có tiếp tục?".to_owned(),
        options: vec!["Có".to_owned(), "Không".to_owned()],
    };
    let longer =
        Questionnaire { questions: [questionnaire().questions, vec![more]].concat(), ..questionnaire() };
    let write = |poll, questionnaire: &Questionnaire| Command::WritePoll {
        poll,
        questionnaire: questionnaire.clone(),
    };
    given(Vec::new())
        .when(OFFICE, write(Some(ONE), &questionnaire()))
        .changes_nothing()
        .when(OFFICE, write(Some(ONE), &longer))
        .then(events![Event::PollWritten { poll: ONE, questionnaire: longer.clone() }])
        .when(OFFICE, write(None, &questionnaire()))
        .then(events![Event::PollWritten { poll: TWO, questionnaire: questionnaire() }]);
    given(closed()).when(OFFICE, write(None, &questionnaire())).refused(Refusal::MeetingClosed);
    given(closed()).when(OFFICE, write(Some(ONE), &longer)).refused(Refusal::MeetingClosed);
    let bad = |change: &dyn Fn(&mut Questionnaire)| {
        let mut questionnaire = questionnaire();
        change(&mut questionnaire);
        given(Vec::new()).when(OFFICE, Command::WritePoll { poll: None, questionnaire })
    };
    let range = |field, least, most: usize| Refusal::OutOfRange { field, least, most: most as i64 };
    bad(&|questionnaire| questionnaire.questions.clear()).refused(range(Field::Questions, 1, MOST_QUESTIONS));
    bad(&|questionnaire| {
        questionnaire.questions = vec![questionnaire.questions[0].clone(); MOST_QUESTIONS + 1];
    })
    .refused(range(Field::Questions, 1, MOST_QUESTIONS));
    bad(&|questionnaire| questionnaire.questions[0].title.clear())
        .refused(Refusal::Empty { field: Field::Question });
    bad(&|questionnaire| questionnaire.questions[0].options[1].clear())
        .refused(Refusal::Empty { field: Field::Option });
    bad(&|questionnaire| questionnaire.questions[0].options.truncate(1)).refused(range(
        Field::Options,
        2,
        MOST_OPTIONS,
    ));
    bad(&|questionnaire| questionnaire.questions[0].kind = Kind::YesNo).refused(range(Field::Options, 2, 2));
    bad(&|questionnaire| questionnaire.questions[1].options.push("Gì".to_owned())).refused(range(
        Field::Options,
        0,
        0,
    ));
    for minutes in [0, 241] {
        bad(&|questionnaire| questionnaire.closes_after = Some(minutes)).refused(range(
            Field::Duration,
            1,
            LONGEST_DURATION as usize,
        ));
    }
}

#[test]
fn a_poll_with_a_time_closes_when_it_is_over() {
    let timed = Questionnaire { closes_after: Some(5), ..questionnaire() };
    let closes = Some(T0.plus_ms(300_000));
    let open = given(opened())
        .and(events![Event::PollWritten { poll: ONE, questionnaire: timed }])
        .when(CHAIR, Command::OpenPoll { poll: ONE })
        .then(events![Event::PollOpened { poll: ONE, closes }]);
    open.clone().later(299).when(Actor::System, Command::EndPoll).changes_nothing();
    let over = open.later(300).when(Actor::System, Command::EndPoll);
    let over = over.then(events![Event::PollClosed { poll: ONE }]);
    over.clone().later(900).when(Actor::System, Command::EndPoll).changes_nothing();
    // Opened again it stays open until someone closes it.
    let again =
        over.and(events![Event::BallotBoxSealed { poll: ONE }]).when(CHAIR, reopen("Mất điện")).accepted();
    again.later(9_000).when(Actor::System, Command::EndPoll).changes_nothing();
}

#[test]
fn a_poll_is_reopened_with_a_reason_until_someone_knows_the_count() {
    let again = sealed()
        .when(CHAIR, reopen(" Mất điện "))
        .then(events![Event::PollReopened { poll: ONE, reason: "Mất điện".to_owned() }]);
    assert_eq!(again.meeting.polls.open().map(|poll| poll.id), Some(ONE));
    let noted = again.meeting.minutes.entries.last().unwrap();
    assert_eq!(noted.text.text(), "Mất điện");
    sealed().when(CHAIR, reopen(" ")).refused(Refusal::Empty { field: Field::Reason });
    let over = events![agenda::Event::ItemFinished { id: meeting::ItemId(1) }, agenda::Event::MeetingClosed];
    sealed().and(over).when(CHAIR, reopen("Vì")).refused(Refusal::MeetingClosed);
}

#[test]
fn a_discarded_poll_stands_prepared_anew_and_a_show_of_hands_does_not() {
    let reason = "Hỏi nhầm câu".to_owned();
    let anew =
        sealed().and(events![counted(), Event::ResultShown { poll: ONE }]).when(CHAIR, discard(&reason));
    let anew = anew.then(events![
        Event::PollDiscarded { poll: ONE, reason: reason.clone() },
        Event::PollWritten { poll: TWO, questionnaire: questionnaire() }
    ]);
    let polls = &anew.meeting.polls;
    assert_eq!(polls.current().map(|poll| (poll.id, poll.state)), Some((TWO, State::Prepared)));
    let gone = polls.get(ONE).unwrap();
    assert_eq!((gone.state, &gone.tally, gone.shown), (State::Discarded, &None, false));
    assert_eq!(anew.meeting.minutes.entries.last().unwrap().text.text(), reason);
    open().when(CHAIR, discard("")).refused(Refusal::Empty { field: Field::Reason });
    let show_of_hands =
        given(opened()).when(CHAIR, Command::OpenShowOfHands { title: "Nghỉ?".to_owned() }).accepted();
    show_of_hands
        .when(CHAIR, Command::DiscardPoll { poll: TWO, reason: reason.clone() })
        .then(events![Event::PollDiscarded { poll: TWO, reason }]);
}

#[test]
fn a_result_may_be_shown_after_the_meeting() {
    sealed()
        .and(events![counted(), agenda::Event::MeetingClosed])
        .when(OFFICE, Command::ShowResult { poll: ONE })
        .then(events![Event::ResultShown { poll: ONE }]);
}

fn ballot(level: u32, words: &str) -> Ballot {
    Ballot { poll: ONE, answers: vec![Answer::Ticked(vec![level]), Answer::Words(words.to_owned())] }
}

fn voted() -> VoterRoll {
    VoterRoll { voters: [(ONE, [AN].into())].into(), ..VoterRoll::default() }
}

#[test]
fn a_ballot_is_made_fit_to_keep() {
    let meeting = open().meeting;
    for level in 0..3 {
        let sent = ballot(level, " Cảm ơn.\r\nTốt ");
        let recorded_events = check_ballot(&meeting, &VoterRoll::default(), AN, &sent, false);
        assert_eq!(recorded_events, Ok(ballot(level, "Cảm ơn.\nTốt")));
    }
    // Of several questions each may be left blank.
    let words = Ballot {
        answers: vec![Answer::Ticked(Vec::new()), Answer::Words("Tốt".to_owned())],
        ..ballot(0, "")
    };
    assert_eq!(check_ballot(&meeting, &VoterRoll::default(), AN, &words, false), Ok(words));
}

#[test]
fn a_ballot_that_may_not_go_into_the_ballot_box_is_refused() {
    let none = VoterRoll::default();
    let taking = open().meeting;
    let field = Field::Remark;
    let level = Refusal::OutOfRange { field: Field::Level, least: 0, most: 2 };
    let long = "ộ".repeat(validate::REMARK + 1);
    let two = Answer::Ticked(vec![0, 1]);
    let answers = |answers: Vec<Answer>| Ballot { poll: ONE, answers };
    let blank = || Answer::Words(String::new());
    let table = [
        (given(opened()).meeting, ballot(0, ""), Refusal::PollNotOpen),
        (was_closed().meeting, ballot(0, ""), Refusal::PollOver),
        (sealed().meeting, ballot(0, ""), Refusal::PollOver),
        (sealed().and(events![counted()]).meeting, ballot(0, ""), Refusal::PollCounted),
        (open().and(events![discarded()]).meeting, ballot(0, ""), Refusal::PollDiscarded),
        (taking.clone(), Ballot { poll: TWO, ..ballot(0, "") }, Refusal::NotFound { thing: Thing::Poll }),
        (taking.clone(), ballot(3, ""), level.clone()),
        (taking.clone(), ballot(u32::MAX, ""), level),
        (taking.clone(), ballot(0, "\u{202e}"), Refusal::ForbiddenCharacter { field }),
        (taking.clone(), ballot(0, &long), Refusal::TooLong { field, most: validate::REMARK }),
        (taking.clone(), answers(vec![Answer::Ticked(vec![0])]), Refusal::OtherPoll),
        (taking.clone(), answers(vec![blank(), blank()]), Refusal::OtherPoll),
        (taking.clone(), answers(vec![Answer::Ticked(vec![0]), two.clone()]), Refusal::OtherPoll),
        (
            taking.clone(),
            answers(vec![two, blank()]),
            Refusal::OutOfRange { field: Field::Ticks, least: 0, most: 1 },
        ),
        (
            taking.clone(),
            answers(vec![Answer::Ticked(Vec::new()), Answer::Words(" ".to_owned())]),
            Refusal::Empty { field: Field::Level },
        ),
    ];
    for (meeting, ballot, why) in table {
        assert_eq!(check_ballot(&meeting, &none, AN, &ballot, false), Err(why), "{ballot:?}");
    }
    let other = check_ballot(&taking, &voted(), BINH, &ballot(0, ""), false);
    assert!(other.is_ok(), "one voter does not bind another");
}

#[test]
fn a_ballot_is_replaced_where_the_poll_allows_it_and_the_ballot_box_finds_it() {
    let check = |given: &Given, replaces| {
        check_ballot(&given.meeting, &voted(), AN, &ballot(1, ""), replaces).map(|_| ())
    };
    assert_eq!(check(&open(), true), Ok(()));
    assert_eq!(check(&open(), false), Err(Refusal::AlreadyVoted));
    let once = Questionnaire { changes: false, ..questionnaire() };
    let once =
        given(opened()).and(events![Event::PollWritten { poll: ONE, questionnaire: once }, was_opened()]);
    assert_eq!(check(&once, true), Err(Refusal::AlreadyVoted));
    assert_eq!(check(&was_closed(), true), Err(Refusal::PollOver));
}

#[test]
fn several_options_are_ticked_where_the_question_says_so() {
    let options = ["Điện", "Đường", "Trường"].map(str::to_owned).to_vec();
    let several = Question { kind: Kind::Multiple, title: "Cần gì?".to_owned(), options };
    let asked = Questionnaire { questions: vec![several.clone()], ..questionnaire() };
    let given =
        given(opened()).and(events![Event::PollWritten { poll: ONE, questionnaire: asked }, was_opened()]);
    let sent = |ticks: &[u32]| {
        let ballot = Ballot { poll: ONE, answers: vec![Answer::Ticked(ticks.to_vec())] };
        check_ballot(&given.meeting, &VoterRoll::default(), AN, &ballot, false)
            .map(|recorded_events| recorded_events.answers)
    };
    assert_eq!(sent(&[2, 0, 2]), Ok(vec![Answer::Ticked(vec![0, 2])]));
    let ballots = [vec![0, 2], vec![2], Vec::new()]
        .map(|ticks| Ballot { poll: ONE, answers: vec![Answer::Ticked(ticks)] })
        .map(|ballot| Cast::by(Channel::Phone, ballot));
    let tally = Tally::of(&[several], &ballots, None, |_| ());
    assert_eq!((tally.ballots, &tally.counts[0].ticks, tally.counts[0].answered), (3, &vec![1, 0, 2], 2));
}

#[test]
fn ballots_are_counted_by_level_and_empty_words_left_out() {
    let ballots = [ballot(0, ""), ballot(2, "Chậm"), ballot(0, "Tốt"), ballot(1, ""), ballot(7, "")];
    let ballots = ballots.map(|ballot| Cast::by(Channel::Phone, ballot));
    let tally = Tally::of(&questionnaire().questions, &ballots, None, |words| words.reverse());
    assert_eq!(tally.ballots, 5);
    assert_eq!(tally.counts[0].ticks, [2, 1, 1]);
    assert_eq!(tally.counts[1].words, ["Tốt", "Chậm"], "in the order they were shuffled into");
    let none = Tally::of(&questionnaire().questions, &[], None, |_| ());
    assert_eq!((none.ballots, &none.counts[0].ticks), (0, &vec![0; 3]));
}

#[test]
fn the_middle_level_and_the_satisfied() {
    let scale =
        |ticks: &[u32]| Count { answered: ticks.iter().sum(), ticks: ticks.to_vec(), ..Count::default() };
    let table: [(&[u32], Option<usize>, u32); 7] = [
        (&[0, 0, 0, 0, 0], None, 0),
        (&[1, 0, 0, 0, 0], Some(0), 1),
        (&[2, 1, 0, 0, 0], Some(0), 3),
        (&[1, 1, 1, 1, 1], Some(2), 2),
        // Of an even number the worse of the two in the middle.
        (&[2, 0, 0, 2, 0], Some(3), 2),
        (&[0, 0, 0, 0, 9], Some(4), 0),
        (&[3, 3, 1, 1], Some(1), 6),
    ];
    for (ticks, median, satisfied) in table {
        let count = scale(ticks);
        assert_eq!((count.median(), count.satisfied()), (median, satisfied), "{ticks:?}");
    }
}

fn seen(given: &Given, voter_roll: &VoterRoll, place: Place) -> PollPanel {
    match view(&given.meeting, &voter_roll.clone().into(), meeting::Audience::Place(place), PanelName::Poll) {
        Some(Panel::Poll(poll)) => poll,
        other => panic!("{place} sees the poll, not {other:?}"),
    }
}

#[test]
fn words_are_read_by_staff_alone_and_only_from_five_ballots_on() {
    for ballots in 0..=FEWEST_APART + 1 {
        let counted = Event::BallotsCounted { poll: ONE, tally: Tally { ballots, ..tally() } };
        let given = sealed().and(events![counted, Event::ResultShown { poll: ONE }]);
        for place in Place::ALL {
            let counts = seen(&given, &VoterRoll::default(), place).counts.unwrap_or_default();
            let reads = place.is_staff() && ballots >= FEWEST_APART;
            let words = counts.iter().any(|count| !count.words.is_empty());
            assert_eq!(words, reads, "{place}, {ballots} ballots");
        }
    }
}

#[test]
fn nobody_sees_a_count_before_it_is_asked_for_and_the_hall_only_while_it_is_shown() {
    let counted = sealed().and(events![counted()]);
    let shown = counted.clone().and(events![Event::ResultShown { poll: ONE }]);
    let hidden = shown.clone().and(events![Event::ResultHidden { poll: ONE }]);
    let table = [
        (open(), false),
        (was_closed(), false),
        (sealed(), false),
        (counted, false),
        (shown, true),
        (hidden, false),
    ];
    for (given, in_hall) in table {
        for place in Place::ALL {
            let poll = seen(&given, &voted(), place);
            let is_counted = given.meeting.polls.current().unwrap().tally.is_some();
            assert_eq!(poll.counts.is_some(), is_counted && (in_hall || place.is_staff()), "{place}");
            // A phone is not told of each ballot that comes in.
            let cast = match place {
                _ if is_counted => 4,
                Place::Phone | Place::Tablet => 0,
                _ => 1,
            };
            assert_eq!(poll.cast, cast, "{place}");
        }
    }
}

#[test]
fn a_phone_may_fill_the_open_ballot_and_learns_of_none_before_it_is_opened() {
    let asked = |given: &Given| {
        let phone = meeting::Audience::Place(Place::Phone);
        match view(&given.meeting, &Beside::default(), phone, PanelName::Ballot) {
            Some(Panel::Ballot(panel)) => {
                let told = |ballot: &BallotView| (ballot.poll.0, ballot.questions.len());
                panel.ballots.iter().map(told).collect::<Vec<_>>()
            }
            other => panic!("a ballot, not {other:?}"),
        }
    };
    let prepared = given(opened());
    assert_eq!(asked(&prepared), []);
    for place in [Place::Phone, Place::Tablet, Place::Projector] {
        assert_eq!(seen(&prepared, &VoterRoll::default(), place), PollPanel::default(), "{place}");
    }
    let show_of_hands =
        prepared.when(CHAIR, Command::OpenShowOfHands { title: "Nghỉ?".to_owned() }).accepted();
    assert_eq!(asked(&show_of_hands), [(2, 1)]);
    let down = show_of_hands.when(CHAIR, Command::ClosePoll { poll: TWO }).accepted();
    assert_eq!(asked(&down), []);
    assert_eq!(asked(&open()), [(1, 2)]);
    assert_eq!(
        seen(&down, &VoterRoll::default(), Place::Phone).poll,
        TWO,
        "the hall still looks at the hands"
    );
    let prepared = |place| seen(&down, &VoterRoll::default(), place).prepared.len();
    assert_eq!((prepared(Place::Chair), prepared(Place::Phone), prepared(Place::Projector)), (1, 0, 0));
    assert_eq!(asked(&was_closed()), []);
}

#[test]
fn what_can_be_ticked_is_told_apart() {
    let mut twice = questionnaire();
    twice.questions[0].options = ["Đồng ý", "Không đồng ý", "đồng  Ý"].map(str::to_owned).to_vec();
    let write = Command::WritePoll { poll: None, questionnaire: twice };
    given(opened()).when(OFFICE, write).refused(Refusal::SameOption { option: "đồng Ý".to_owned() });
}

#[test]
fn of_one_ballot_alone_the_hall_is_not_told_what_it_says() {
    for ballots in 0..=3 {
        let counted = Event::BallotsCounted { poll: ONE, tally: Tally { ballots, ..tally() } };
        let given = sealed().and(events![counted, Event::ResultShown { poll: ONE }]);
        for place in Place::ALL {
            let seen = seen(&given, &VoterRoll::default(), place);
            let told = place.is_staff() || ballots == 0 || ballots >= FEWEST_SHOWN;
            assert_eq!((seen.counts.is_some(), seen.withheld), (told, !told), "{place}, {ballots} ballots");
            assert_eq!(seen.cast, ballots, "how many there were is told");
        }
    }
}

#[test]
fn what_stands_prepared_is_taken_away_and_its_number_not_given_again() {
    let remove = |poll| Command::RemovePoll { poll };
    let write = || Command::WritePoll { poll: None, questionnaire: questionnaire() };
    let two = given(opened()).when(CHAIR, write()).accepted();
    let gone = two
        .clone()
        .when(OFFICE, remove(TWO))
        .then(events![Event::PollRemoved { poll: TWO }])
        .when(CHAIR, remove(TWO))
        .refused(Refusal::NotFound { thing: Thing::Poll })
        .when(CHAIR, Command::OpenPoll { poll: TWO })
        .refused(Refusal::NotFound { thing: Thing::Poll })
        .when(CHAIR, write())
        .accepted();
    let ids: Vec<_> = gone.meeting.polls.all.iter().map(|poll| poll.id.0).collect();
    assert_eq!((ids, gone.meeting.polls.current), (vec![1, 3], ONE));
    // What the hall looks at goes on to what stands next, and to nothing when there is none.
    let first = two.when(CHAIR, remove(ONE)).accepted();
    assert_eq!(first.meeting.polls.current, TWO);
    let none = first.when(CHAIR, remove(TWO)).accepted();
    assert_eq!(
        (none.meeting.polls.current(), seen(&none, &VoterRoll::default(), Place::Chair).prepared.len()),
        (None, 0)
    );
    // Once people were asked it stays on record.
    for begun in [open(), was_closed(), sealed(), open().and(events![discarded()])] {
        begun.when(CHAIR, remove(ONE)).refused(Refusal::PollBegun);
    }
    given(super::table::closed()).when(CHAIR, remove(ONE)).refused(Refusal::MeetingClosed);
}
