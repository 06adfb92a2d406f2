//! Random plans through a store that fails at random statements: whatever was acknowledged is there once, whoever
//! watches sees the same, and nothing needs a restart. `SEED` plays a plan again, `PLANS` asks for more of them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use meeting::laptop::Trouble;
use meeting::{Place, PollId, poll};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use server::journal::Fault;

use super::harness::{Hall, ballot, seed};

/// Commands of one plan.
const STEPS: usize = 60;

/// A command that is sent until it is answered for good.
struct ActionKind {
    secret: String,
    id: String,
    command: Value,
    /// What of it is looked for afterwards.
    mark: Mark,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// A registration of this name.
    Name(String),
    /// A ballot of this seat.
    Ballot(usize),
}

fn a_fault(dice: &mut StdRng) -> Fault {
    let trouble = *Trouble::ALL.choose(dice).unwrap();
    match dice.random_range(0..10) {
        0..5 => Fault::Refused(trouble),
        5..8 => Fault::Torn,
        _ => Fault::Slow(Duration::from_millis(dice.random_range(1..30))),
    }
}

async fn plan(seed: u64) -> (u64, u64) {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, meeting::agenda::Command::StartItem { id: meeting::ItemId(6) }).await;
    hall.act(Place::Chair, meeting::speakers::Command::OpenList).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    let mut watchers = Vec::new();
    for place in [Place::Chair, Place::Secretary, Place::Desk, Place::Office] {
        watchers.push((place, hall.socket(place).await));
    }
    let mut seats = Vec::new();
    for _ in 0..8 {
        seats.push(hall.seat().await);
    }
    let desk = hall.secret(Place::Desk);
    let mut waiting: Vec<ActionKind> = Vec::new();
    let mut acknowledged: BTreeSet<Mark> = BTreeSet::new();
    let mut asked: BTreeMap<usize, u64> = BTreeMap::new();
    let mut refused = 0;
    for step in 0..STEPS {
        if dice.random_bool(0.3) {
            hall.faults.plan(dice.random_range(0..12), a_fault(&mut dice));
        }
        if dice.random_bool(0.05) {
            hall.faults.last(Some(Fault::Refused(*Trouble::ALL.choose(&mut dice).unwrap())));
        } else if dice.random_bool(0.3) {
            hall.faults.last(None);
        }
        let sent = if dice.random_bool(0.5) {
            let name = format!("Người {step}");
            let command = json!({ "speakers": { "RegisterSpeaker": { "speaker": { "name": name } } } });
            ActionKind {
                secret: desk.clone(),
                id: format!("register-{step}"),
                command,
                mark: Mark::Name(name),
            }
        } else {
            let seat = dice.random_range(0..seats.len());
            let level = dice.random_range(0..5);
            asked.insert(seat, level);
            let command = ballot(level, "");
            ActionKind {
                secret: seats[seat].clone(),
                id: format!("vote-{step}"),
                command,
                mark: Mark::Ballot(seat),
            }
        };
        waiting.push(sent);
        // Each is tried once a step, the oldest first, as an outbox does.
        let mut left = Vec::new();
        for sent in waiting {
            match hall.send(&sent.secret, &sent.id, sent.command.clone()).await {
                (200, _) => {
                    acknowledged.insert(sent.mark);
                }
                // Tried again too often: later, as the phone does.
                (429, _) => left.push(sent),
                (status, body) => {
                    assert_eq!((status, &body["error"]["code"]), (500, &"not_kept".into()), "{body}");
                    refused += 1;
                    left.push(sent);
                }
            }
        }
        waiting = left;
    }
    hall.faults.lift();
    let mut tries = 0;
    while let Some(sent) = waiting.first() {
        match hall.send(&sent.secret, &sent.id, sent.command.clone()).await {
            (200, _) => {
                acknowledged.insert(waiting.remove(0).mark);
            }
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
        tries += 1;
        assert!(tries < 1_000, "it goes on by itself once the disk takes what is written");
    }
    let names: Vec<Mark> =
        acknowledged.iter().filter(|mark| matches!(mark, Mark::Name(_))).cloned().collect();
    check_names(&hall, &names).await;
    // Whoever watched the whole evening sees what someone sees who comes now.
    for (place, watcher) in &mut watchers {
        let fresh = hall.socket(*place).await;
        for (name, (_, panel)) in &fresh.panels {
            let what = format!("{name} at the {place} as it is");
            watcher.until(&what, |watcher| watcher.panel(name) == panel).await;
        }
        assert_eq!(watcher.panels.len(), fresh.panels.len(), "{place}");
    }
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    hall.restart().await;
    check_names(&hall, &names).await;
    hall.act(Place::Chair, poll::Command::ShowResult { poll: PollId(1) }).await;
    let panel = hall.panels(&hall.secret(Place::Chair)).await["poll"].take();
    let voted = acknowledged.iter().filter(|mark| matches!(mark, Mark::Ballot(_))).count();
    assert_eq!(panel["cast"].as_u64(), Some(voted as u64), "one ballot of each who voted: {panel}");
    let ticks: Vec<u64> = serde_json::from_value(panel["counts"][0]["ticks"].clone()).unwrap();
    assert_eq!(ticks.iter().sum::<u64>(), voted as u64);
    (refused, hall.faults.met())
}

/// Every name that was acknowledged is in the journal once, and no other; positions have no gaps.
async fn check_names(hall: &Hall, acknowledged: &[Mark]) {
    let events = hall.events().await;
    let positions: Vec<u64> = events.iter().map(|event| event["position"].as_u64().unwrap()).collect();
    assert_eq!(positions, (1..=positions.len() as u64).collect::<Vec<_>>());
    let name = |event: &Value| {
        event["event"]["speakers"]["SpeakerRegistered"]["speaker"]["name"].as_str().map(str::to_owned)
    };
    let mut names: Vec<Mark> = events.iter().filter_map(name).map(Mark::Name).collect();
    names.sort();
    assert!(names == acknowledged, "each acknowledged registration once");
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "how much a plan met is worth reading")]
async fn what_was_acknowledged_is_there_once_whatever_the_disk_did() {
    let first = seed();
    let plans: u64 = std::env::var("PLANS").ok().and_then(|plans| plans.parse().ok()).unwrap_or(6);
    let (mut refused, mut met) = (0, 0);
    for number in 0..plans {
        println!("SEED={}", first.wrapping_add(number));
        let (more_refused, more_met) = plan(first.wrapping_add(number)).await;
        refused += more_refused;
        met += more_met;
    }
    println!("{plans} plans: {met} statements went wrong, {refused} commands were not kept at first");
    assert!(met >= plans * 5 && refused >= plans, "the plans met what they are about: {met} {refused}");
}
