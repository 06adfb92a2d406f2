//! Laws of proposed orders, of the order of items, and of planned time.

use std::collections::{BTreeMap, BTreeSet};

use meeting::agenda::timing::{self, Timed};
use meeting::agenda::{ItemKind, ItemState};
use meeting::speakers::fair::propose;
use meeting::speakers::{self, Basis, Purpose, Ranked, Reason, RequestState, Speaker};
use meeting::{Actor, ItemId, Meeting, Moment, Place, agenda, attendance};
use proptest::prelude::*;

use super::cases;
use super::plan::{START, plans};
use crate::play::Play;

const CHAIR: Actor = Actor::Staff(Place::Chair);

fn of(meeting: &Meeting, basis: Basis, now: Moment) -> Vec<Ranked> {
    propose(&meeting.speakers, basis, &meeting.programme.fields, now)
}

/// By rules told anew: how someone ranks when so many of each hamlet were taken already.
fn rank(
    meeting: &Meeting,
    id: meeting::RequestId,
    taken: &BTreeMap<String, u32>,
    taken_of: &BTreeMap<(String, String), u32>,
    now: Moment,
) -> (bool, u32, u32, i64, i64) {
    let request = &meeting.speakers.requests[&id];
    let hamlet = request.speaker.hamlet.to_lowercase();
    let name = request.speaker.name.to_lowercase();
    let spoke = |of_person: bool| {
        let speeches = meeting.speakers.speeches.iter().filter(|speech| speech.purpose != Purpose::Answer);
        let own = speeches.filter(move |speech| {
            speech.hamlet.to_lowercase() == hamlet && (!of_person || speech.name.to_lowercase() == name)
        });
        own.fold((0, 0), |(turns, ms), speech| {
            (turns + u32::from(speech.purpose == Purpose::Opinion), ms + speech.spoken_ms(now))
        })
    };
    let request = &meeting.speakers.requests[&id];
    let key = (request.speaker.name.to_lowercase(), request.speaker.hamlet.to_lowercase());
    let (spoke_hamlet, spoke_person) = (spoke.clone()(false), spoke(true));
    (
        request.speaker.kind == attendance::Kind::Official,
        spoke_person.0 + taken_of.get(&key).copied().unwrap_or(0),
        spoke_hamlet.0 + taken.get(&key.1).copied().unwrap_or(0),
        spoke_hamlet.1,
        spoke_person.1,
    )
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_proposed_order_is_of_everyone_is_stable_and_respects_the_chair(plan in plans(80)) {
        let mut play = Play::of("thi-chuyen-de", START);
        for (number, step) in plan.iter().enumerate() {
            let (actor, command) = step.resolve(&mut play, number);
            let _ = play.send(actor, &command);
        }
        let waiting: BTreeSet<_> = play.meeting.speakers.waiting.iter().copied().collect();
        for basis in Basis::ALL {
            let ranked = of(&play.meeting, basis, play.now);
            let order: Vec<_> = ranked.iter().map(|ranked| ranked.request).collect();
            prop_assert_eq!(order.len(), waiting.len());
            prop_assert_eq!(order.iter().copied().collect::<BTreeSet<_>>(), waiting.clone());
            let called = play.meeting.speakers.waiting().any(|one| one.state == RequestState::Called);
            for (index, ranked) in ranked.iter().enumerate() {
                let request = &play.meeting.speakers.requests[&ranked.request];
                if request.state == RequestState::Called {
                    prop_assert_eq!(&ranked.reason, &Reason::Called);
                } else if request.pinned {
                    prop_assert_eq!(&ranked.reason, &Reason::Pinned);
                    let stood = play.meeting.speakers.waiting.iter().position(|id| *id == ranked.request);
                    // Who was called goes first and may push others back.
                    prop_assert!(called || stood == Some(index), "{} was moved", ranked.request);
                }
            }
            // Once applied it proposes itself.
            let mut applied = play.clone();
            let command = speakers::Command::ApplyOrder { basis, order: order.clone() };
            if applied.send(CHAIR, &command.into()).is_ok() {
                prop_assert_eq!(&applied.meeting.speakers.waiting, &order);
                let again = of(&applied.meeting, basis, applied.now);
                let again: Vec<_> = again.into_iter().map(|ranked| ranked.request).collect();
                prop_assert_eq!(again, order, "{:?} is not stable", basis);
            }
        }
    }

    /// Nobody stands behind someone they should stand before, by rules told anew; and the reason given is
    /// true.
    #[test]
    fn a_fair_order_is_fair(plan in plans(80)) {
        let mut play = Play::of("xa-cong-an", START);
        for (number, step) in plan.iter().enumerate() {
            let (actor, command) = step.resolve(&mut play, number);
            let _ = play.send(actor, &command);
        }
        if play.send(CHAIR, &speakers::Command::ClearManualOrder.into()).is_err() {
            return Ok(());
        }
        let (meeting, now) = (&play.meeting, play.now);
        let ranked = of(meeting, Basis::Fair, now);
        let (mut taken, mut taken_of) = (BTreeMap::new(), BTreeMap::new());
        let key = |id: &meeting::RequestId| {
            let speaker = &meeting.speakers.requests[id].speaker;
            (speaker.name.to_lowercase(), speaker.hamlet.to_lowercase())
        };
        let called = ranked.iter().filter(|ranked| ranked.reason == Reason::Called);
        for ranked in called {
            *taken.entry(key(&ranked.request).1).or_insert(0) += 1;
        }
        let free: Vec<_> = ranked.iter().filter(|ranked| ranked.reason != Reason::Called).collect();
        for (index, one) in free.iter().enumerate() {
            let own = rank(meeting, one.request, &taken, &taken_of, now);
            for behind in &free[index + 1..] {
                let other = rank(meeting, behind.request, &taken, &taken_of, now);
                prop_assert!(own <= other, "{} stands before {}", one.request, behind.request);
            }
            match &one.reason {
                Reason::FirstTime => prop_assert_eq!(own.1, 0),
                Reason::SpokeBefore { times } => {
                    let key = meeting.speakers.requests[&one.request].key();
                    prop_assert_eq!(meeting.speakers.speeches_of(&key), *times);
                    prop_assert!(*times > 0);
                }
                Reason::StandsAhead => prop_assert!(own.1 > 0),
                Reason::Official => prop_assert!(own.0),
                Reason::Resident => prop_assert!(!own.0),
                Reason::HamletUnheard { .. } => prop_assert_eq!(own.2, 0),
                Reason::HamletTurn { turns, .. } => prop_assert_eq!(own.2, *turns),
                Reason::LessHeard { heard_ms } => prop_assert!(own.3 == *heard_ms || own.4 == *heard_ms),
                Reason::Last => prop_assert_eq!(index + 1, free.len()),
                Reason::HamletHad { turns, .. } => prop_assert!(0 < *turns && *turns <= own.2),
                Reason::Heard { heard_ms } => prop_assert!(own.3 == *heard_ms || own.4 == *heard_ms),
                // Nobody passes another for no reason, and nobody is passed for none.
                Reason::Stood => {
                    let stood = |id| meeting.speakers.waiting.iter().position(|known| *known == id);
                    let passes =
                        free[index + 1..].iter().any(|behind| stood(behind.request) < stood(one.request));
                    let passed = free[..index].iter().any(|ahead| stood(ahead.request) > stood(one.request));
                    prop_assert!(!passes && !passed, "{} does not only stand there", one.request);
                }
                other => prop_assert!(false, "{:?} is no reason of a fair order", other),
            }
            let (name, hamlet) = key(&one.request);
            *taken.entry(hamlet.clone()).or_insert(0) += 1;
            *taken_of.entry((name, hamlet)).or_insert(0) += 1;
        }
    }

    /// Two chairs who send at once: whatever order the room takes them in, everyone is there once, and who
    /// was moved last stands where the later one put them.
    #[test]
    fn two_chairs_reordering_at_once_lose_and_double_nobody(
        first in prop::collection::vec((0..12_usize, 0..13_usize, any::<bool>()), 1..20),
        second in prop::collection::vec((0..12_usize, 0..13_usize, any::<bool>()), 1..20),
        turns in prop::collection::vec(any::<bool>(), 40),
    ) {
        let mut play = Play::of("xa-dinh-ky", START);
        for number in 0..12 {
            let speaker = Speaker { name: format!("Người {number}"), ..Speaker::default() };
            let command = speakers::Command::RegisterSpeaker { speaker, namesake: false };
            play.send(CHAIR, &command.into()).unwrap();
        }
        let items: Vec<ItemId> = play.meeting.agenda.items.iter().map(|item| item.id).collect();
        let people = play.meeting.speakers.waiting.clone();
        let (mut first, mut second) = (first.into_iter(), second.into_iter());
        for turn in turns {
            let Some((which, behind, of_items)) = (if turn { first.next() } else { second.next() }) else {
                continue;
            };
            if of_items {
                let id = items[which % items.len()];
                let after = behind.checked_sub(1).map(|behind| items[behind % items.len()]);
                let command = agenda::Command::MoveItem { id, after, under: None };
                prop_assert!(play.send(CHAIR, &command.into()).is_ok());
                let now: Vec<_> = play.meeting.agenda.items.iter().map(|item| item.id).collect();
                if after != Some(id) {
                    let at = now.iter().position(|known| *known == id).unwrap();
                    prop_assert_eq!(at.checked_sub(1).map(|before| now[before]), after);
                }
            } else {
                let request = people[which];
                let after = behind.checked_sub(1).map(|behind| people[behind]);
                let command = speakers::Command::MoveRequest { request, after };
                prop_assert!(play.send(CHAIR, &command.into()).is_ok());
                let now = &play.meeting.speakers.waiting;
                if after != Some(request) {
                    let at = now.iter().position(|known| *known == request).unwrap();
                    prop_assert_eq!(at.checked_sub(1).map(|before| now[before]), after);
                }
            }
            let there: BTreeSet<_> = play.meeting.agenda.items.iter().map(|item| item.id).collect();
            prop_assert_eq!(there, items.iter().copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(play.meeting.agenda.items.len(), items.len());
            let there: BTreeSet<_> = play.meeting.speakers.waiting.iter().copied().collect();
            prop_assert_eq!(there, people.iter().copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(play.meeting.speakers.waiting.len(), people.len());
        }
    }

    /// What is spread is what is left: to the minute, over every item still to come, each at least one.
    #[test]
    fn spread_time_adds_up(
        items in prop::collection::vec((0..4_u8, prop::option::of(1..120_u32), 0..10_u8), 1..15),
        left in -30..600_i64,
        seconds in 0..60_i64,
    ) {
        let (now, mut running) = (START, false);
        let items: Vec<Timed> = (1..).zip(items).map(|(number, (state, minutes, kind))| {
            let state = match state {
                0 if !running => { running = true; ItemState::Running }
                1 => ItemState::Done,
                2 => ItemState::Skipped,
                _ => ItemState::Pending,
            };
            let started = (state == ItemState::Running).then(|| now.plus_ms(-300_000));
            let kind = if kind == 0 { ItemKind::Break } else { ItemKind::Report };
            Timed { id: ItemId(number), under: None, kind, state, planned_duration: minutes, started, finished: None, spent_ms: 0 }
        }).collect();
        let ends = now.plus_ms(left * 60_000 + seconds * 1000);
        let pending: Vec<_> = items.iter().filter(|item| item.state == ItemState::Pending).collect();
        let fixed = |item: &&&Timed| item.kind == ItemKind::Break && item.planned_duration.is_some();
        let free = pending.iter().filter(|item| !fixed(item)).count();
        let plan = timing::spread(&items, ends, now);
        prop_assert_eq!(plan.is_some(), free > 0);
        let Some(plan) = plan else { return Ok(()) };
        prop_assert!(plan.iter().all(|(_, minutes)| *minutes >= 1));
        let planned: BTreeSet<_> = plan.iter().map(|(id, _)| *id).collect();
        prop_assert_eq!(planned.len(), free);
        // Applied, the meeting ends on time, or as soon as a minute for each allows.
        let after: Vec<Timed> = items.iter().map(|item| {
            let minutes = plan.iter().find(|(id, _)| *id == item.id).map(|(_, minutes)| *minutes);
            Timed { planned_duration: minutes.or(item.planned_duration), ..*item }
        }).collect();
        let outlook = timing::outlook(&after, Some(now.plus_ms(-300_000)), Some(ends), now);
        let enough = plan.iter().map(|(_, minutes)| i64::from(*minutes)).sum::<i64>() > free as i64;
        if enough {
            let early = ends.since(outlook.projected_end);
            prop_assert!((0..60_000).contains(&early), "ends {early} ms early");
            prop_assert_eq!(outlook.overrun_ms(), None);
        }
    }
}
