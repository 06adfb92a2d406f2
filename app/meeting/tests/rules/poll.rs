//! The satisfaction poll: its states, its count, and what goes into the urn.

use meeting::poll::{Ballot, Command, Event, FEWEST_FOR_REMARKS, State, Tally, Urn, check_ballot};
use meeting::refusal::Field;
use meeting::{Actor, Place, Refusal, clean};

use super::table::{AN, AN_PHONE, BINH_PHONE, CHAIR, Given, OFFICE, closed, events, given, opened};

fn tally() -> Tally {
    Tally { counts: vec![3, 1, 0], remarks: vec!["Tốt".to_owned()] }
}

fn counted() -> Event {
    Event::BallotsCounted { tally: tally() }
}

fn count() -> Command {
    Command::CountBallots { tally: tally() }
}

fn open() -> Given {
    given(opened()).and(events![Event::PollOpened])
}

#[test]
fn a_poll_is_opened_closed_counted_and_shown() {
    let over = given(opened())
        .when(CHAIR, Command::OpenPoll)
        .then(events![Event::PollOpened])
        .when(OFFICE, Command::ClosePoll)
        .then(events![Event::PollClosed])
        .when(Actor::System, count())
        .then(events![counted()])
        .when(CHAIR, Command::ShowResult)
        .then(events![Event::ResultShown])
        .when(CHAIR, Command::HideResult)
        .then(events![Event::ResultHidden]);
    let poll = over.meeting.poll;
    assert_eq!((poll.state, poll.tally, poll.shown), (State::Closed, Some(tally()), false));
}

#[test]
fn a_poll_opens_once_and_only_in_the_meeting() {
    given(Vec::new()).when(OFFICE, Command::OpenPoll).refused(Refusal::MeetingNotOpen);
    given(closed()).when(CHAIR, Command::OpenPoll).refused(Refusal::MeetingClosed);
    open()
        .when(CHAIR, Command::OpenPoll)
        .refused(Refusal::PollOpen)
        .and(events![Event::PollClosed])
        .when(CHAIR, Command::OpenPoll)
        .refused(Refusal::PollClosed);
}

#[test]
fn only_an_open_poll_is_closed() {
    given(opened()).when(CHAIR, Command::ClosePoll).refused(Refusal::PollNotOpen);
    open().and(events![Event::PollClosed]).when(CHAIR, Command::ClosePoll).refused(Refusal::PollNotOpen);
}

#[test]
fn a_closed_poll_is_counted_once() {
    given(opened()).when(Actor::System, count()).refused(Refusal::PollNotOpen);
    open()
        .when(Actor::System, count())
        .refused(Refusal::PollNotOpen)
        .and(events![Event::PollClosed, counted()])
        .when(Actor::System, count())
        .refused(Refusal::PollNotOpen);
}

#[test]
fn there_is_nothing_to_show_before_the_count() {
    for given in [given(opened()), open(), open().and(events![Event::PollClosed])] {
        given.when(CHAIR, Command::ShowResult).refused(Refusal::PollNotCounted);
    }
}

#[test]
fn a_result_may_be_shown_after_the_meeting() {
    given(opened())
        .and(events![Event::PollOpened, Event::PollClosed, counted(), meeting::agenda::Event::MeetingClosed])
        .when(OFFICE, Command::ShowResult)
        .then(events![Event::ResultShown]);
}

fn ballot(level: u32, remark: &str) -> Ballot {
    Ballot { level, remark: remark.to_owned() }
}

#[test]
fn a_ballot_is_made_fit_to_keep() {
    let meeting = open().meeting;
    for level in 0..3 {
        let kept = check_ballot(&meeting, &Urn::default(), AN_PHONE, &ballot(level, " Cảm ơn.\r\nTốt "));
        assert_eq!(kept, Ok(ballot(level, "Cảm ơn.\nTốt")));
    }
}

#[test]
fn a_ballot_that_may_not_go_into_the_urn_is_refused() {
    let urn = Urn { voters: [AN].into() };
    let none = Urn::default();
    let taking = open().meeting;
    let field = Field::Remark;
    let level = Refusal::OutOfRange { field: Field::Level, least: 0, most: 2 };
    let long = "ộ".repeat(clean::REMARK + 1);
    let table = [
        (given(opened()).meeting, &none, AN_PHONE, ballot(0, ""), Refusal::PollNotOpen),
        (
            open().and(events![Event::PollClosed]).meeting,
            &none,
            AN_PHONE,
            ballot(0, ""),
            Refusal::PollNotOpen,
        ),
        (taking.clone(), &urn, AN_PHONE, ballot(0, ""), Refusal::AlreadyVoted),
        (taking.clone(), &none, AN_PHONE, ballot(3, ""), level.clone()),
        (taking.clone(), &none, AN_PHONE, ballot(u32::MAX, ""), level),
        (taking.clone(), &none, AN_PHONE, ballot(0, "\u{202e}"), Refusal::ForbiddenCharacter { field }),
        (taking.clone(), &none, AN_PHONE, ballot(0, &long), Refusal::TooLong { field, most: clean::REMARK }),
        (taking.clone(), &none, Actor::System, ballot(0, ""), Refusal::NotAllowed { place: None }),
    ];
    for (meeting, urn, actor, ballot, why) in table {
        assert_eq!(check_ballot(&meeting, urn, actor, &ballot), Err(why));
    }
    for place in Place::ALL {
        let refused = Err(Refusal::NotAllowed { place: Some(place) });
        assert_eq!(check_ballot(&taking, &none, Actor::Staff(place), &ballot(0, "")), refused);
    }
    assert!(
        check_ballot(&taking, &urn, BINH_PHONE, &ballot(0, "")).is_ok(),
        "one voter does not bind another"
    );
}

#[test]
fn ballots_are_counted_by_level_and_empty_words_left_out() {
    let ballots = [ballot(0, ""), ballot(2, "Chậm"), ballot(0, "Tốt"), ballot(7, "")];
    let tally = Tally::of(3, &ballots);
    assert_eq!(tally.counts, [2, 0, 1]);
    assert_eq!(tally.remarks, ["Chậm", "Tốt"]);
    assert_eq!(tally.total(), 3);
    assert_eq!(Tally::of(3, &[]), Tally { counts: vec![0; 3], remarks: Vec::new() });
}

#[test]
fn words_are_read_by_staff_alone_and_only_from_five_ballots_on() {
    use meeting::panel::{Panel, PanelName, view};
    for total in 0..=FEWEST_FOR_REMARKS + 1 {
        let tally = Tally { counts: vec![total, 0, 0], remarks: vec!["Tốt".to_owned()] };
        let counted = events![Event::PollClosed, Event::BallotsCounted { tally }, Event::ResultShown];
        let meeting = open().and(counted).meeting;
        for place in Place::ALL {
            let panel = view(&meeting, &Urn::default(), meeting::Audience::Place(place), PanelName::Poll);
            let Some(Panel::Poll(poll)) = panel else { panic!("{place} sees the poll") };
            let reads = place.is_staff() && total >= FEWEST_FOR_REMARKS;
            assert_eq!(!poll.remarks.is_empty(), reads, "{place}, {total} ballots");
        }
    }
}

#[test]
fn the_hall_sees_the_count_only_once_it_is_shown() {
    use meeting::panel::{Panel, PanelName, view};
    let closed = open().and(events![Event::PollClosed, counted()]);
    let shown = closed.clone().and(events![Event::ResultShown]);
    let hidden = shown.clone().and(events![Event::ResultHidden]);
    for (given, in_hall) in [(open(), false), (closed, false), (shown, true), (hidden, false)] {
        for place in Place::ALL {
            let audience = meeting::Audience::Place(place);
            let panel = view(&given.meeting, &Urn { voters: [AN].into() }, audience, PanelName::Poll);
            let Some(Panel::Poll(poll)) = panel else { panic!("{place} sees the poll") };
            let is_counted = given.meeting.poll.tally.is_some();
            assert_eq!(poll.counts.is_some(), is_counted && (in_hall || place.is_staff()), "{place}");
            // A phone is not told of each ballot that comes in.
            let cast = match place {
                _ if is_counted => 4,
                Place::Phone => 0,
                _ => 1,
            };
            assert_eq!(poll.cast, cast, "{place}");
        }
    }
}
