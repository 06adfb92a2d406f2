//! Random plans over a line that breaks at random bytes, to a store that fails at random statements: whoever is cut off
//! comes back with what they have and sends again what was not answered. Afterwards whatever was acknowledged is there
//! exactly once, and everyone sees what someone sees who comes now. `SEED` plays a plan again, `PLANS` asks for more.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use meeting::laptop::Trouble;
use meeting::{Place, PollId, poll};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use server::journal::Fault;
use tokio::time::{sleep, timeout};

use super::client::Client;
use super::harness::{Hall, ballot, seed};
use super::line::{Fate, Line, Way};

/// Phones in the hall.
const PHONES: usize = 6;
/// What each of those who sit there does.
const ACTIONS: usize = 12;
/// An answer that takes longer on a good line was lost on a bad one.
const WAITS: Duration = Duration::from_millis(700);

/// What is sent until it is answered for good.
#[derive(Clone)]
struct ActionKind {
    id: String,
    command: Value,
}

/// Someone with a socket that breaks, who knows what was answered.
struct Sitter {
    place: Place,
    secret: String,
    client: Client,
    /// Commands that were sent again, because the answer did not come.
    again: u64,
    /// How often they came back.
    returns: u64,
}

impl Sitter {
    /// Sends each until it is done, in order, over as many connections as it takes.
    async fn work(&mut self, address: SocketAddr, code: &str, actions: Vec<ActionKind>) {
        let mut lost = false;
        for ActionKind { id, command } in actions {
            let mut sent = 0;
            loop {
                if lost {
                    self.returns += 1;
                    let coming = self.client.come_again(address, code, self.place, &self.secret);
                    lost = timeout(WAITS, coming).await.ok().flatten().is_none();
                    if lost {
                        sleep(Duration::from_millis(20)).await;
                        continue;
                    }
                }
                sent += 1;
                match timeout(WAITS, self.tell(&id, &command)).await.ok().flatten() {
                    Some(true) => break,
                    // Not now: later, over the same line.
                    Some(false) => sleep(Duration::from_millis(30)).await,
                    None => lost = true,
                }
            }
            self.again += sent - 1;
        }
        if lost {
            self.come_back(address, code).await;
        }
    }

    /// Sends one; whether it was done. `None` if the line broke.
    async fn tell(&mut self, id: &str, command: &Value) -> Option<bool> {
        self.client.say(id, command).await?;
        loop {
            let frame = self.client.hear().await?;
            if frame["answer"]["id"] == id {
                assert!(frame["answer"]["answer"]["done"].is_object(), "{command}: {frame}");
                return Some(true);
            }
            if frame["not_now"]["id"] == id {
                return Some(false);
            }
        }
    }

    /// Comes back over a line that holds.
    async fn come_back(&mut self, address: SocketAddr, code: &str) {
        let coming = self.client.come_again(address, code, self.place, &self.secret);
        coming.await.expect("the line holds now");
    }
}

fn a_fate(dice: &mut StdRng) -> Fate {
    let time = |dice: &mut StdRng| Duration::from_millis(dice.random_range(1..400));
    match dice.random_range(0..10) {
        0..4 => Fate::Cut,
        4..7 => Fate::Reset,
        7..9 => Fate::Mute(time(dice)),
        _ => Fate::Slow(Duration::from_micros(dice.random_range(100..3_000))),
    }
}

/// Lets things go wrong until everybody is done.
async fn go_wrong(hall: &Hall, line: &Line, dice: &mut StdRng, done: impl Fn() -> bool) {
    while !done() {
        if dice.random_bool(0.7) {
            let way = if dice.random_bool(0.5) { Way::Up } else { Way::Down };
            // In the greeting, in what follows it, or much later.
            let after = *[200, 900, 3_000, 12_000].choose(dice).unwrap();
            line.plan(way, dice.random_range(0..after), a_fate(dice));
        }
        if dice.random_bool(0.04) {
            line.go_down();
        }
        if dice.random_bool(0.05) {
            let trouble = *Trouble::ALL.choose(dice).unwrap();
            let fault = if dice.random_bool(0.5) { Fault::Torn } else { Fault::Refused(trouble) };
            hall.faults.plan(dice.random_range(0..12), fault);
        }
        sleep(Duration::from_millis(dice.random_range(1..25))).await;
    }
}

/// What went wrong, what was sent again, and how often someone came back.
async fn plan(seed: u64) -> [u64; 3] {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut hall = Hall::open("xa-cong-an").await;
    hall.act(Place::Chair, meeting::agenda::Command::StartItem { id: meeting::ItemId(6) }).await;
    hall.act(Place::Chair, meeting::speakers::Command::OpenList).await;
    hall.act(Place::Chair, poll::Command::OpenPoll { poll: PollId(1) }).await;
    let line = hall.put_behind_a_line().await;
    let (address, code) = (line.address, hall.code().to_owned());
    let mut sitters = Vec::new();
    for (number, place) in [Place::Desk, Place::Chair].into_iter().chain([Place::Phone; PHONES]).enumerate() {
        let secret = if place == Place::Phone { hall.seat().await } else { hall.secret(place) };
        let client = Client::join(address, &code, place, &secret).await;
        let deed = |deed: usize| {
            let name = json!({ "name": format!("Người {number}.{deed}") });
            let command = match (place, deed) {
                (Place::Phone, 0) => json!({ "speakers": { "RequestFloor": { "speaker": name } } }),
                (Place::Phone, _) => ballot((number + deed) as u64 % 5, ""),
                _ => json!({ "speakers": { "RegisterSpeaker": { "speaker": name } } }),
            };
            ActionKind { id: format!("deed-{number}-{deed}"), command }
        };
        let actions: Vec<ActionKind> = (0..ACTIONS).map(deed).collect();
        sitters.push((Sitter { place, secret, client, again: 0, returns: 0 }, actions));
    }
    let working: Vec<_> = sitters
        .into_iter()
        .map(|(mut sitter, actions)| {
            let code = code.clone();
            tokio::spawn(async move {
                sitter.work(address, &code, actions).await;
                sitter
            })
        })
        .collect();
    line.go_down();
    go_wrong(&hall, &line, &mut dice, || working.iter().all(tokio::task::JoinHandle::is_finished)).await;
    hall.faults.lift();
    line.lift();
    let mut sitters = Vec::new();
    for sitter in working {
        sitters.push(sitter.await.unwrap());
    }
    // Whoever was cut off again and again sees what someone sees who comes now.
    for sitter in &mut sitters {
        sitter.come_back(address, &code).await;
        let fresh = Client::join(address, &code, sitter.place, &sitter.secret).await;
        for (name, (_, panel)) in &fresh.panels {
            let what = format!("{name} at the {} as it is", sitter.place);
            sitter.client.until(&what, |client| client.panel(name) == panel).await;
        }
        assert_eq!(sitter.client.panels.len(), fresh.panels.len(), "{}", sitter.place);
    }
    check(&mut hall).await;
    let sum = |of: fn(&Sitter) -> u64| sitters.iter().map(of).sum();
    [line.met(), sum(|sitter| sitter.again), sum(|sitter| sitter.returns)]
}

/// Each name is in the journal once, and there is one ballot of each phone; after a restart as well.
async fn check(hall: &mut Hall) {
    let names = |events: Vec<Value>| {
        let registered = events.into_iter().filter_map(|event| {
            let name = &event["event"]["speakers"]["SpeakerRegistered"]["speaker"]["name"];
            name.as_str().map(str::to_owned)
        });
        registered.collect::<Vec<_>>()
    };
    let of_staff = (0..2).flat_map(|number| (0..ACTIONS).map(move |deed| format!("Người {number}.{deed}")));
    let of_phones = (2..2 + PHONES).map(|number| format!("Người {number}.0"));
    let expected: BTreeSet<String> = of_staff.chain(of_phones).collect();
    let mut there = names(hall.events().await);
    there.sort();
    assert!(there.iter().eq(&expected), "each once, and no other: {there:?}");
    hall.restart().await;
    assert_eq!(names(hall.events().await).len(), expected.len());
    hall.act(Place::Chair, poll::Command::ClosePoll { poll: PollId(1) }).await;
    let started = std::time::Instant::now();
    let panel = loop {
        let show = json!({ "poll": { "ShowResult": { "poll": 1 } } });
        let (status, body) = hall.send(&hall.secret(Place::Chair), &super::harness::fresh_id(), show).await;
        if status == 200 {
            break hall.panels(&hall.secret(Place::Chair)).await["poll"].take();
        }
        assert!(started.elapsed() < super::client::PATIENCE, "{body}");
        sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(panel["cast"].as_u64(), Some(PHONES as u64), "one ballot of each phone: {panel}");
    // The last that each of them sent.
    let mut ticks = [0; 5];
    (2..2 + PHONES).for_each(|number| ticks[(number + ACTIONS - 1) % 5] += 1);
    assert_eq!(panel["counts"][0]["ticks"], json!(ticks), "{panel}");
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "how much a plan met is worth reading")]
async fn what_was_acknowledged_is_there_once_whatever_the_line_did() {
    let first = seed();
    let plans: u64 = std::env::var("PLANS").ok().and_then(|plans| plans.parse().ok()).unwrap_or(4);
    let mut sums = [0; 3];
    for number in 0..plans {
        println!("SEED={}", first.wrapping_add(number));
        let met = plan(first.wrapping_add(number)).await;
        sums.iter_mut().zip(met).for_each(|(sum, met)| *sum += met);
    }
    let [met, again, returns] = sums;
    println!("{plans} plans: {met} faults, {again} commands sent again, {returns} returns");
    let enough = met >= plans * 5 && again >= plans && returns >= plans * 5;
    assert!(enough, "the plans met what they are about: {met} {again} {returns}");
}
