//! Laws of the clock put right.

use std::cell::Cell;

use meeting::clock::{Correction, Corrections};
use meeting::panel::{Beside, names, touched, view};
use meeting::poll::VoterRoll;
use meeting::{
    Actor, Audience, Command, Event, Meeting, Moment, PersonId, Place, Recorded, details, history, opinions,
    speakers,
};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::cases;
use super::plan::{PERSONS, START, Step, plans};
use crate::play::Play;

/// By how much a clock is wrong: minutes to years, fast or slow. Whole minutes, as times of day are told in them.
fn wrong_by() -> impl Strategy<Value = i64> {
    let minutes = prop_oneof![2..600_i64, 420..=420_i64, 1_000..2_000_000_i64];
    (minutes, any::<bool>())
        .prop_map(|(minutes, fast)| if fast { minutes * 60_000 } else { -minutes * 60_000 })
}

/// The same evening twice: by a clock that is right, and by one that is wrong from a step on and is put right at
/// the end. People do the same in both, by what their screens show.
fn twice(plan: &[Step], right_for: usize, by_ms: i64) -> (Play, Play) {
    // A slow clock never shows less than the disk knows, so it is slow from the beginning or not at all.
    let mut from_start = right_for == 0 || by_ms < 0;
    let begun = if from_start { START.plus_ms(by_ms) } else { START };
    let (mut right, mut wrong) = (Play::of("xa-cong-an", START), Play::of("xa-cong-an", begun));
    let mut from = begun;
    for (number, step) in plan.iter().enumerate() {
        let (actor, command) = step.resolve(&mut right, number);
        if !from_start && number >= right_for && !runs(&right.meeting) {
            // The program is started again, with the clock wrong.
            (from_start, from) = (true, right.now.plus_ms(by_ms));
        }
        wrong.now = if from_start { right.now.plus_ms(by_ms) } else { right.now };
        // A day by which is a day of the calendar, whatever the clock shows.
        if matches!(&command, Command::Opinions(opinions::Command::DecideOutcome { .. })) {
            continue;
        }
        let as_shown = if from_start { moved(&command, by_ms) } else { command.clone() };
        // Why not may name a time.
        let done = (right.send(actor, &command).is_ok(), wrong.send(actor, &as_shown).is_ok());
        assert_eq!(done.0, done.1, "{command:?}");
    }
    if !from_start {
        // The clock never became wrong.
        return (right, wrong);
    }
    let correction = Correction { shown: wrong.now, is: right.now, from, answer: 1 };
    wrong.now = right.now;
    wrong.send(Actor::System, &details::Command::CorrectClock(correction).into()).unwrap();
    (right, wrong)
}

/// True if something runs towards its end.
fn runs(meeting: &Meeting) -> bool {
    let speech = meeting.speakers.current();
    speech.is_some_and(|speech| matches!(speech.clock, speakers::Clock::Running { .. }))
        || meeting.speakers.rules.last_call.is_some()
        || meeting.polls.all.iter().any(|poll| poll.closes.is_some())
}

/// A command as it is given by a clock that is wrong by so much.
fn moved(command: &Command, by_ms: i64) -> Command {
    match command {
        Command::Speakers(speakers::Command::SetLastCall { until: Some(until) }) => {
            speakers::Command::SetLastCall { until: Some(until.plus_ms(by_ms)) }.into()
        }
        Command::Details(details::Command::Recover { last_known }) => {
            details::Command::Recover { last_known: last_known.plus_ms(by_ms) }.into()
        }
        other => other.clone(),
    }
}

/// The lines in which two meetings differ as JSON, to be read when they should not.
fn difference(put_right: &Meeting, right: &Meeting) -> String {
    let [put_right, right] = [put_right, right].map(|meeting| serde_json::to_string_pretty(meeting).unwrap());
    let differ = put_right.lines().zip(right.lines()).filter(|(one, other)| one != other);
    differ.map(|(one, other)| format!("{one} is {other}\n")).collect()
}

/// A meeting but for the record of the correction, and for when it was to end if its opening was undone.
fn without_record(mut meeting: Meeting, like: &Meeting) -> Meeting {
    if meeting.agenda.opened.is_none() {
        meeting.agenda.planned_end = like.agenda.planned_end;
    }
    meeting.corrections = Corrections::default();
    (meeting.position, meeting.last) = (like.position, like.last);
    meeting
}

fn was_corrected(play: &Play) -> bool {
    play.meeting.corrections.last().is_some()
}

#[test]
fn an_evening_put_right_is_the_evening_it_would_have_been() {
    let mut runner = TestRunner::new(cases(300));
    let (corrected, whole, running) = (Cell::new(0_u32), Cell::new(0_u32), Cell::new(0_u32));
    let plan = (plans(80), 0..60_usize, wrong_by());
    let law = |(plan, right_for, by_ms): (Vec<Step>, usize, i64)| {
        let (right, wrong) = twice(&plan, right_for, by_ms);
        let put_right = without_record(wrong.meeting.clone(), &right.meeting);
        prop_assert!(put_right == right.meeting, "{}", difference(&put_right, &right.meeting));
        let times = |play: &Play| -> Vec<Moment> {
            let corrections = &play.meeting.corrections;
            let told = play.events.iter().map(|event| corrections.time_of(event.position, event.at));
            told.take(right.events.len()).collect()
        };
        prop_assert_eq!(times(&wrong), times(&right));
        let mut lines = history::read(&wrong.events);
        lines.retain(|line| line.position <= right.meeting.position);
        prop_assert_eq!(lines, history::read(&right.events));
        prop_assert_eq!(&Meeting::rebuilt(&wrong.events), &wrong.meeting);
        let count = |counter: &Cell<u32>, met: bool| counter.set(counter.get() + u32::from(met));
        count(&corrected, was_corrected(&wrong));
        count(&whole, wrong.events[0].at != right.events[0].at);
        count(&running, was_corrected(&wrong) && runs(&right.meeting));
        Ok(())
    };
    runner.run(&plan, law).unwrap();
    let met = (corrected.get(), whole.get(), running.get());
    assert!(met.0 > 200 && met.1 > 50 && met.0 - met.1 > 20 && met.2 > 20, "the law met too little: {met:?}");
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn what_a_correction_changes_is_named(plan in plans(60), by_ms in wrong_by()) {
        let mut play = Play::of("xa-cong-an", START);
        for (number, step) in plan.iter().enumerate() {
            let (actor, command) = step.resolve(&mut play, number);
            let _ = play.send(actor, &command);
        }
        let beside = Beside::default();
        let all = |meeting: &Meeting| -> Vec<_> {
            let places = Place::ALL.map(Audience::Place).into_iter();
            let audiences = places.chain(PERSONS.map(Audience::Person));
            let panels = audiences.flat_map(|audience| {
                names(meeting, audience).into_iter().map(move |name| (audience, name))
            });
            panels.map(|(audience, name)| (audience, name, view(meeting, &beside, audience, name))).collect()
        };
        let before = all(&play.meeting);
        let correction =
            Correction { shown: play.now, is: play.now.plus_ms(by_ms), from: START, answer: 1 };
        let event: Event = details::Event::ClockCorrected(correction).into();
        play.now = correction.is;
        play.push(Actor::System, event.clone());
        let touched = touched(&play.meeting, &VoterRoll::default(), &event);
        for (old, new) in before.into_iter().zip(all(&play.meeting)) {
            let named = match new.0 {
                Audience::Place(_) => touched.panels.contains(&new.1),
                Audience::Person(person) => touched.persons.contains(&person),
            };
            prop_assert!(old == new || named, "{:?} of {:?} is not named", new.1, new.0);
        }
    }

    /// What was sent under the wrong clock and comes when it has been put right is as old as it is.
    #[test]
    fn what_is_on_its_way_grows_no_older(by_ms in wrong_by(), before in 0..3_600_000_i64, after in 0..60_000_i64) {
        let (shown, person) = (START.plus_ms(3_600_000), PersonId(1));
        let correction = Correction { shown, is: shown.plus_ms(by_ms), from: START, answer: 1 };
        let mut meeting = Meeting { last: shown, ..Meeting::default() };
        let event = details::Event::ClockCorrected(correction).into();
        let by = Actor::Person(person);
        meeting.apply(&Recorded { position: 1, at: correction.is, by, continues: false, event });
        let (made, now) = (shown.plus_ms(-before), correction.is.plus_ms(after));
        let age = now.since(meeting.corrections.sent(made, now));
        prop_assert!(age <= before + after, "{age} of {before} and {after}");
        // And what is made by the clock that is right is of its own time.
        let made = correction.is.plus_ms(after);
        prop_assert_eq!(meeting.corrections.sent(made, made), made);
    }
}
