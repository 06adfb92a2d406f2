//! Laws of the meeting's state and of its journal.

use std::collections::{BTreeMap, BTreeSet};

use meeting::agenda::{self, Item, ItemState};
use meeting::speakers::RequestState;
use meeting::{
    Actor, Command, Event, ItemId, Meeting, Moment, Recorded, RequestId, SpeechId, details, speakers, undo,
};
use proptest::prelude::*;

use super::cases;
use super::plan::{PERSONS, START, Step, plans};
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
        // What is not written with an event, a contact, is no part of what the events make.
        let written = serde_json::to_string(&play.events).unwrap();
        let events: Vec<Recorded> = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&serde_json::to_string(&events).unwrap(), &written);
        prop_assert_eq!(&Meeting::rebuilt(&events), &play.meeting);
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
            let recorded_events = play.events.len();
            let result = play.send(actor, &command);
            if result.is_err() || play.events.len() == recorded_events {
                prop_assert_eq!(&before, &play.meeting, "{:?}", command);
            } else {
                prop_assert_eq!(play.meeting.last, play.now);
            }
        }
    }
}

/// The events of the command whose first stands at this position.
fn step_of(events: &[Recorded], position: u64) -> impl Iterator<Item = &Event> {
    let from = events.iter().skip_while(move |recorded| recorded.position != position);
    let step = from.take_while(move |recorded| recorded.position == position || recorded.continues);
    step.map(|recorded| &recorded.event)
}

/// Items and requests by the journal alone.
fn told(events: &[Recorded]) -> (BTreeSet<ItemId>, BTreeSet<RequestId>) {
    let (mut items, mut requests) = (BTreeSet::new(), BTreeSet::new());
    for recorded in events {
        match &recorded.event {
            Event::Agenda(agenda::Event::ItemAdded { id, .. }) => assert!(items.insert(*id), "{id} twice"),
            Event::Agenda(agenda::Event::ItemRemoved { id }) => {
                assert!(items.remove(id), "{id} was not there");
            }
            Event::Undo(undo::Event::Undone { step, .. }) => {
                for undone in step_of(events, *step) {
                    match undone {
                        Event::Agenda(agenda::Event::ItemAdded { id, .. }) => assert!(items.remove(id)),
                        Event::Agenda(agenda::Event::ItemRemoved { id }) => assert!(items.insert(*id)),
                        _ => {}
                    }
                }
            }
            Event::Speakers(speakers::Event::SpeakerRegistered { request, .. }) => {
                assert!(requests.insert(*request), "{request} twice");
            }
            _ => {}
        }
    }
    (items, requests)
}

/// Nothing and nobody is lost or doubled, and everything stands where it can.
pub(crate) fn check_lists(play: &Play, command: &Command) {
    let (items, requests) = told(&play.events);
    let Meeting { agenda, speakers, minutes, .. } = &play.meeting;
    let unique = |count: usize, set: usize| assert_eq!(count, set, "doubled by {command:?}");

    let there: BTreeSet<_> = agenda.items.iter().map(|item| item.id).collect();
    unique(agenda.items.len(), there.len());
    assert_eq!(there, items, "items after {command:?}");
    check_parts(&agenda.items, command);

    assert_eq!(speakers.requests.keys().copied().collect::<BTreeSet<_>>(), requests, "after {command:?}");
    let in_state = |wanted: fn(RequestState) -> bool| {
        let requests = speakers.requests.values().filter(move |request| wanted(request.state));
        requests.map(|request| request.id).collect::<BTreeSet<_>>()
    };
    let waiting: BTreeSet<_> = speakers.waiting.iter().copied().collect();
    unique(speakers.waiting.len(), waiting.len());
    assert_eq!(waiting, in_state(RequestState::is_on_list), "after {command:?}");
    let speaking: BTreeSet<_> = speakers.current().and_then(|speech| speech.request).into_iter().collect();
    assert_eq!(speaking, in_state(|state| state == RequestState::Speaking), "after {command:?}");
    for person in PERSONS {
        let own = speakers.requests.values().filter(|request| request.person == Some(person));
        let waits =
            own.filter(|request| request.state.is_on_list() || request.state == RequestState::Speaking);
        assert!(waits.count() <= 1, "{person} waits twice after {command:?}");
    }

    let open = speakers.speeches.iter().filter(|speech| speech.ended.is_none());
    let open: Vec<_> = open.map(|speech| speech.id).collect();
    assert!(open.len() <= 1, "{open:?} are open after {command:?}");
    assert_eq!(open, Vec::from_iter(speakers.current().map(|speech| speech.id)));
    assert!((1..).zip(&minutes.entries).all(|(number, entry)| entry.id.0 == number), "entries are numbered");
}

/// Parts stand right behind the item they belong to, one level deep; one item is on, and one part of it.
fn check_parts(items: &[Item], command: &Command) {
    let mut above = None;
    for item in items {
        match item.under {
            None => above = Some(item.id),
            Some(under) => assert_eq!(Some(under), above, "{} stands elsewhere after {command:?}", item.id),
        }
    }
    let on: Vec<_> = items.iter().filter(|item| item.state == ItemState::Running).collect();
    match on[..] {
        [] => {}
        [item] => assert_eq!(item.under, None, "a part is on alone after {command:?}"),
        [item, part] => assert_eq!(part.under, Some(item.id), "after {command:?}"),
        _ => panic!("{} items are on after {command:?}", on.len()),
    }
}

/// How long a speech has run, by the journal.
#[derive(Clone, Copy, Default)]
struct Ran {
    spoken: i64,
    since: Option<Moment>,
    /// True if it ran when it was ended.
    ran_to_the_end: bool,
}

/// Adds up the stretches in which each speech ran, from the times of the events alone. `known` are the
/// moments the program was told at a recovery, by the position of the pause it led to.
fn check_spoken(play: &Play, known: &BTreeMap<u64, Moment>) {
    let mut ran: BTreeMap<SpeechId, Ran> = BTreeMap::new();
    let mut last = START;
    let by_position: BTreeMap<u64, &Event> =
        play.events.iter().map(|recorded| (recorded.position, &recorded.event)).collect();
    for recorded in &play.events {
        let at = recorded.at;
        match &recorded.event {
            Event::Speakers(event) => match event {
                speakers::Event::FloorGiven { speech, .. } => {
                    ran.insert(*speech, Ran { since: Some(at), ..Ran::default() });
                }
                speakers::Event::SpeechResumed { speech, .. } => {
                    ran.get_mut(speech).unwrap().since = Some(at);
                }
                speakers::Event::SpeechPaused { speech, .. } => {
                    let told = known.get(&recorded.position).filter(|_| recorded.by == Actor::System);
                    let stopped = told.map_or(at, |told| *told.max(&last));
                    let ran = ran.get_mut(speech).unwrap();
                    ran.spoken += stopped.since(ran.since.take().unwrap());
                }
                speakers::Event::SpeechEnded { speech, .. } => {
                    let ran = ran.get_mut(speech).unwrap();
                    ran.ran_to_the_end = ran.since.is_some();
                    ran.spoken += ran.since.take().map_or(0, |since| at.since(since));
                }
                _ => {}
            },
            Event::Undo(undo::Event::Undone { step, .. }) => {
                if let Event::Speakers(undone) = by_position[step] {
                    take_back(&mut ran, undone, at);
                }
            }
            _ => {}
        }
        last = at;
    }
    for speech in &play.meeting.speakers.speeches {
        let ran = ran.remove(&speech.id).unwrap();
        let spoken = ran.spoken + ran.since.map_or(0, |since| play.now.since(since));
        assert_eq!(speech.spoken_ms(play.now), spoken, "{}", speech.id);
        assert!(spoken >= 0, "{} lasted {spoken} ms", speech.id);
    }
    assert!(ran.is_empty(), "{:?} are gone", ran.keys());
}

fn take_back(ran: &mut BTreeMap<SpeechId, Ran>, undone: &speakers::Event, at: Moment) {
    match undone {
        speakers::Event::FloorGiven { speech, .. } => drop(ran.remove(speech)),
        // A program that came back may have paused it since.
        speakers::Event::SpeechResumed { speech, .. } => {
            let ran = ran.get_mut(speech).unwrap();
            ran.spoken += ran.since.take().map_or(0, |since| at.since(since));
        }
        speakers::Event::SpeechPaused { speech, .. } => {
            let ran = ran.get_mut(speech).unwrap();
            ran.since = ran.since.or(Some(at));
        }
        speakers::Event::SpeechEnded { speech, .. } => {
            let ran = ran.get_mut(speech).unwrap();
            ran.since = ran.ran_to_the_end.then_some(at);
        }
        _ => {}
    }
}
