//! The law of one right, one ballot: whatever phones, the tablet and the desk do to each other, a card and all that
//! were reissued for it end with one ballot or one paper ballot, or none.

use std::collections::{BTreeMap, BTreeSet};

use meeting::poll::{
    Answer, Ballot, Command, Event, Questionnaire, Right, VoterRoll, at_tablet, check_ballot, check_right,
};
use meeting::{Actor, CardNumber, Meeting, PersonId, Place, PollId, agenda, cards, decide};
use proptest::prelude::*;

use super::cases;
use super::plan::START;
use crate::play::Play;

const POLL: PollId = PollId(1);
const CARDS: u32 = 6;

#[derive(Clone, Copy, Debug)]
enum Step {
    Phone(u32),
    Paper(u32),
    TakeBack(u32),
    OpenTablet(u32),
    Tablet,
    CloseTablet,
    /// Closed, and opened again for those who have not voted.
    Reopen,
    Void(u32),
    Reissue(u32, u32),
}

fn step() -> impl Strategy<Value = Step> {
    let card = || 1..=CARDS;
    prop_oneof![
        4 => card().prop_map(Step::Phone),
        4 => card().prop_map(Step::Paper),
        2 => card().prop_map(Step::TakeBack),
        4 => card().prop_map(Step::OpenTablet),
        4 => Just(Step::Tablet),
        1 => Just(Step::CloseTablet),
        1 => Just(Step::Reopen),
        1 => card().prop_map(Step::Void),
        2 => (card(), card()).prop_map(|(card, by)| Step::Reissue(card, by)),
    ]
}

fn votes(meeting: &Meeting, voter_roll: &mut VoterRoll, person: PersonId) {
    let questions = &meeting.polls.get(POLL).unwrap().questionnaire.questions;
    let answers = questions.iter().map(|question| match question.options.len() {
        0 => Answer::Words(String::new()),
        _ => Answer::Ticked(vec![0]),
    });
    let ballot = Ballot { poll: POLL, answers: answers.collect() };
    if check_ballot(meeting, voter_roll, person, &ballot, false).is_ok() {
        assert!(voter_roll.voters.entry(POLL).or_default().insert(person), "{person} voted twice");
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_right_to_vote_is_used_once(steps in prop::collection::vec(step(), 1..60), by_card in any::<bool>()) {
        let right = if by_card { Right::Card } else { Right::Device };
        let mut play = Play::of("xa-cong-an", START);
        let questionnaire = play.meeting.polls.get(POLL).unwrap().questionnaire.clone();
        let opened: [meeting::Event; 4] = [
            agenda::Event::MeetingOpened.into(),
            Event::PollWritten { poll: POLL, questionnaire: Questionnaire { right, ..questionnaire } }.into(),
            cards::Event::CardsPrinted { count: CARDS }.into(),
            Event::PollOpened { poll: POLL, closes: None }.into(),
        ];
        opened.into_iter().for_each(|event| play.push(Actor::System, event));
        let mut voter_roll = VoterRoll::default();
        for step in steps {
            let number = CardNumber;
            let command: meeting::Command = match step {
                Step::Phone(card) => {
                    votes(&play.meeting, &mut voter_roll, PersonId::of_card(number(card)));
                    continue;
                }
                Step::Tablet => {
                    let open = at_tablet(play.meeting.polls.get(POLL).unwrap(), &voter_roll);
                    open.into_iter().for_each(|person| votes(&play.meeting, &mut voter_roll, person));
                    continue;
                }
                Step::Reopen => {
                    let reason = "Sót người".to_owned();
                    let again: [Event; 3] = [
                        Event::PollClosed { poll: POLL },
                        Event::BallotBoxSealed { poll: POLL },
                        Event::PollReopened { poll: POLL, reason },
                    ];
                    again.into_iter().for_each(|event| play.push(Actor::System, event.into()));
                    continue;
                }
                Step::Paper(card) => Command::IssuePaperBallot { poll: POLL, card: number(card) }.into(),
                Step::TakeBack(card) => Command::TakeBackPaperBallot { poll: POLL, card: number(card) }.into(),
                Step::OpenTablet(card) => {
                    // Now and then for someone without a card, where that is allowed.
                    let card = (card < CARDS).then(|| number(card));
                    Command::OpenTablet { poll: POLL, card }.into()
                }
                Step::CloseTablet => Command::CloseTablet { poll: POLL }.into(),
                Step::Void(card) => cards::Command::VoidCard { card: number(card) }.into(),
                Step::Reissue(card, by) => {
                    cards::Command::ReissueCard { card: number(card), by: number(by) }.into()
                }
            };
            let desk = Actor::Staff(Place::Desk);
            let Ok(events) = decide(&play.meeting, desk, &command, play.now) else { continue };
            if check_right(&play.meeting, &voter_roll, &command).is_ok() {
                events.into_iter().for_each(|event| play.push(desk, event));
            }
        }
        // Whose right it was at first: that of the card the later ones were reissued for.
        let poll = play.meeting.polls.get(POLL).unwrap();
        let first = |person: PersonId| play.meeting.cards.same_as(person).last().unwrap();
        let voters = voter_roll.voters.get(&POLL).cloned().unwrap_or_default();
        let paper_ballots: BTreeSet<PersonId> =
            poll.paper_ballots.cards.iter().map(|card| PersonId::of_card(*card)).collect();
        let mut used: BTreeMap<PersonId, usize> = BTreeMap::new();
        for person in voters.iter().chain(&paper_ballots) {
            *used.entry(first(*person)).or_default() += 1;
        }
        prop_assert!(used.values().all(|times| *times == 1), "{:?}", used);
    }
}
