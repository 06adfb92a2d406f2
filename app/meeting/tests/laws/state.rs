//! Laws of the meeting's state and of its journal.

use std::collections::{BTreeMap, BTreeSet};

use meeting::agenda::{self, ItemState};
use meeting::speakers::{self, RequestState};
use meeting::{Actor, Command, Event, Meeting, Moment, Recorded, details};
use proptest::prelude::*;

use super::cases;
use super::plan::{START, Step, plans};
use crate::play::Play;

/// Plays a plan; calls `each` after every command that was not refused.
fn play(plan: &[Step], mut each: impl FnMut(&Play, &Command)) -> Play {
    let mut play = Play::of("xa-cong-an", START);
    for (number, step) in plan.iter().enumerate() {
        let (actor, command) = step.resolve(&mut play, number);
        if play.send(actor, &command).is_ok() {
            each(&play, &command);
        }
    }
    play
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_meeting_is_its_events_and_survives_being_written_down(plan in plans(80)) {
        let play = play(&plan, |_, _| {});
        prop_assert_eq!(&Meeting::rebuilt(&play.events), &play.meeting);
        let events = serde_json::to_string(&play.events).unwrap();
        let events: Vec<Recorded> = serde_json::from_str(&events).unwrap();
        prop_assert_eq!(&events, &play.events);
        let state = serde_json::to_string(&play.meeting).unwrap();
        let mut state: Meeting = serde_json::from_str(&state).unwrap();
        prop_assert_eq!(&state, &play.meeting);
        // A snapshot is as good a beginning as the first event.
        let half = play.events.len() / 2;
        let snapshot = serde_json::to_string(&Meeting::rebuilt(&play.events[..half])).unwrap();
        state = serde_json::from_str(&snapshot).unwrap();
        play.events[half..].iter().for_each(|event| state.apply(event));
        prop_assert_eq!(&state, &play.meeting);
    }

    #[test]
    fn no_item_and_no_request_is_lost_or_doubled(plan in plans(80)) {
        play(&plan, check_lists);
    }

    #[test]
    fn a_speech_lasted_as_long_as_it_ran(plan in plans(80)) {
        let mut known = BTreeMap::new();
        let play = play(&plan, |play, command| {
            if let Command::Details(details::Command::Recover { last_known }) = command {
                known.entry(play.meeting.position).or_insert(*last_known);
            }
        });
        check_spoken(&play, &known);
    }

    #[test]
    fn a_refused_command_and_one_without_effect_change_nothing(plan in plans(40)) {
        let mut play = Play::of("xa-hdnd-thon", START);
        for (number, step) in plan.iter().enumerate() {
            let before = play.meeting.clone();
            let (actor, command) = step.resolve(&mut play, number);
            let kept = play.events.len();
            let result = play.send(actor, &command);
            if result.is_err() || play.events.len() == kept {
                prop_assert_eq!(&before, &play.meeting, "{:?}", command);
            } else {
                prop_assert_eq!(play.meeting.last, play.now);
            }
        }
    }
}

fn check_lists(play: &Play, command: &Command) {
    let (mut items, mut requests) = (BTreeSet::new(), BTreeSet::new());
    for recorded in &play.events {
        match &recorded.event {
            Event::Agenda(agenda::Event::ItemAdded { id, .. }) => assert!(items.insert(*id), "{id} twice"),
            Event::Agenda(agenda::Event::ItemRemoved { id }) => {
                assert!(items.remove(id), "{id} was not there");
            }
            Event::Speakers(speakers::Event::SpeakerRegistered { request, .. }) => {
                assert!(requests.insert(*request), "{request} twice");
            }
            _ => {}
        }
    }
    let Meeting { agenda, speakers, minutes, .. } = &play.meeting;
    let unique = |count: usize, set: usize| assert_eq!(count, set, "doubled by {command:?}");

    let there: BTreeSet<_> = agenda.items.iter().map(|item| item.id).collect();
    unique(agenda.items.len(), there.len());
    assert_eq!(there, items, "items after {command:?}");
    let running = agenda.items.iter().filter(|item| item.state == ItemState::Running).count();
    assert!(running <= 1, "{running} items are on after {command:?}");

    assert_eq!(speakers.requests.keys().copied().collect::<BTreeSet<_>>(), requests, "after {command:?}");
    let in_state = |state| {
        let requests = speakers.requests.values().filter(move |request| request.state == state);
        requests.map(|request| request.id).collect::<BTreeSet<_>>()
    };
    let waiting: BTreeSet<_> = speakers.waiting.iter().copied().collect();
    unique(speakers.waiting.len(), waiting.len());
    assert_eq!(waiting, in_state(RequestState::Waiting), "after {command:?}");
    let speaking: BTreeSet<_> = speakers.current().and_then(|speech| speech.request).into_iter().collect();
    assert_eq!(speaking, in_state(RequestState::Speaking), "after {command:?}");

    let open = speakers.speeches.iter().filter(|speech| speech.ended.is_none());
    let open: Vec<_> = open.map(|speech| speech.id).collect();
    assert!(open.len() <= 1, "{open:?} are open after {command:?}");
    assert_eq!(open, Vec::from_iter(speakers.current().map(|speech| speech.id)));
    assert!((1..).zip(&minutes.entries).all(|(number, entry)| entry.id.0 == number), "entries are numbered");
}

/// Adds up the stretches in which each speech ran, from the times of the events alone. `known` are the
/// moments the program was told at a recovery, by the position of the pause it led to.
fn check_spoken(play: &Play, known: &BTreeMap<u64, Moment>) {
    let mut since = None;
    let mut spoken = 0;
    let mut last = START;
    for recorded in &play.events {
        let at = recorded.at;
        if let Event::Speakers(event) = &recorded.event {
            match event {
                speakers::Event::FloorGiven { .. } => (since, spoken) = (Some(at), 0),
                speakers::Event::SpeechResumed { .. } => since = Some(at),
                speakers::Event::SpeechPaused { .. } => {
                    let told = known.get(&recorded.position).filter(|_| recorded.by == Actor::System);
                    let stopped = told.map_or(at, |told| *told.max(&last));
                    spoken += stopped.since(since.take().unwrap());
                }
                speakers::Event::SpeechEnded { speech, .. } => {
                    spoken += since.take().map_or(0, |since| at.since(since));
                    let known = play.meeting.speakers.speech(*speech).unwrap();
                    assert_eq!(known.spoken_ms(at), spoken, "{speech}");
                    assert!(spoken >= 0, "{speech} lasted {spoken} ms");
                }
                _ => {}
            }
        }
        last = at;
    }
}
