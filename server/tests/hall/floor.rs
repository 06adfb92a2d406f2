//! A rehearsed floor: forty people from five hamlets, from all three sources, played through over real
//! sockets; and two chairs who put agenda and list in order at the same time.

use std::collections::{BTreeMap, BTreeSet};

use meeting::history::{self, ActionKind};
use meeting::speakers::{Basis, Command, Purpose, Speaker};
use meeting::{Actor, ItemId, Place, RequestId, SpeechId, agenda};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use super::client::Client;
use super::harness::{Hall, seed};

const HAMLETS: [&str; 5] = ["Thôn Đông", "Thôn Đoài", "Thôn Thượng", "Thôn Hạ", "Thôn Trung"];

fn speaker(number: usize) -> Speaker {
    Speaker {
        name: format!("Người thứ {number}"),
        // Not evenly: two hamlets come in crowds.
        hamlet: HAMLETS[[0, 0, 0, 1, 1, 2, 3, 4][number % 8]].to_owned(),
        subject: format!("Nội dung {number}"),
        ..Speaker::default()
    }
}

/// What the test did itself, told apart from everything the program says.
#[derive(Default)]
struct Told {
    actions: Vec<(Place, ActionKind, String)>,
    /// Milliseconds that were let pass while someone spoke, by name and by hamlet.
    spoken: BTreeMap<String, i64>,
    hamlets: BTreeMap<String, i64>,
}

struct Floor {
    hall: Hall,
    chair: Client,
    rng: StdRng,
    told: Told,
    speeches: u32,
}

impl Floor {
    async fn does(&mut self, command: impl Into<meeting::Command>, sent: ActionKind, about: &str) {
        self.chair.act(command).await;
        self.told.actions.push((Place::Chair, sent, about.to_owned()));
    }

    fn passes(&mut self, seconds: i64, who: Option<&Speaker>) {
        self.hall.clock.pass(u64::try_from(seconds).unwrap() * 1000);
        if let Some(who) = who {
            *self.told.spoken.entry(who.name.clone()).or_default() += seconds * 1000;
            *self.told.hamlets.entry(who.hamlet.clone()).or_default() += seconds * 1000;
        }
    }

    /// The speech that was just begun, with pauses and minutes added as it happens, to its end.
    async fn speech(&mut self, who: &Speaker) {
        self.speeches += 1;
        let speech = SpeechId(self.speeches);
        let (before, after) = (self.rng.random_range(5..200), self.rng.random_range(5..200));
        self.passes(before, Some(who));
        match self.rng.random_range(0..4) {
            0 => {
                self.does(Command::PauseSpeech { speech }, ActionKind::SpeechPaused, &who.name).await;
                let pause = self.rng.random_range(1..90);
                self.passes(pause, None);
                self.does(Command::ResumeSpeech { speech }, ActionKind::SpeechResumed, &who.name).await;
            }
            1 => {
                let about = format!("{} (+1:00)", who.name);
                self.does(Command::ExtendSpeech { speech, seconds: 60 }, ActionKind::SpeechExtended, &about)
                    .await;
            }
            _ => {}
        }
        self.passes(after, Some(who));
        let end = Command::EndSpeech { speech, breach: String::new() };
        self.does(end, ActionKind::SpeechEnded, &who.name).await;
    }
}

/// Milliseconds each speech ran, by what the journal says of when its clock was started and stopped.
fn intervals(events: &[Value]) -> BTreeMap<u64, i64> {
    let mut ran: BTreeMap<u64, i64> = BTreeMap::new();
    let mut since = None;
    for event in events {
        let at = event["at"].as_i64().unwrap();
        let Some(event) = event["event"]["speakers"].as_object() else { continue };
        let (name, body) = event.iter().next().unwrap();
        match name.as_str() {
            "FloorGiven" | "SpeechResumed" => since = Some(at),
            "SpeechPaused" | "SpeechEnded" => {
                let ran = ran.entry(body["speech"].as_u64().unwrap()).or_default();
                *ran += since.take().map_or(0, |since| at - since);
            }
            _ => {}
        }
    }
    ran
}

fn by(panel: &Value, list: &str, key: &str) -> BTreeMap<String, (u64, i64)> {
    let totals = panel[list].as_array().unwrap().iter();
    totals
        .map(|total| {
            let name = total[key].as_str().unwrap().to_owned();
            (name, (total["speeches"].as_u64().unwrap(), total["spoken_ms"].as_i64().unwrap()))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_people_from_five_hamlets_speak() {
    let seed = seed();
    let hall = Hall::open("xa-dinh-ky").await;
    let chair = hall.socket(Place::Chair).await;
    let mut floor =
        Floor { hall, chair, rng: StdRng::seed_from_u64(seed), told: Told::default(), speeches: 0 };
    let people: BTreeMap<u32, Speaker> = (1..=40).map(|number| (number, speaker(number as usize))).collect();

    // Twelve before the meeting, at once; then the floor is opened.
    let before: Vec<Speaker> = people.values().take(12).cloned().collect();
    floor
        .hall
        .act(Place::Office, Command::RegisterMany { speakers: before.clone(), namesakes: Vec::new() })
        .await;
    floor
        .told
        .actions
        .extend(before.iter().map(|one| (Place::Office, ActionKind::Registered, one.name.clone())));
    let titles: BTreeMap<u64, String> = floor.chair.panel("agenda")["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["id"].as_u64().unwrap(), item["title"].as_str().unwrap().to_owned()))
        .collect();
    let start = agenda::Command::StartItem { id: ItemId(4) };
    floor.told.actions.push((Place::Chair, ActionKind::MeetingOpened, String::new()));
    floor.does(start, ActionKind::ItemStarted, &titles[&4]).await;
    floor.told.actions.push((Place::Chair, ActionKind::ListOpened, String::new()));
    // Fourteen at the desk and fourteen by phone, each at a socket of their own.
    let mut desk = floor.hall.socket(Place::Desk).await;
    let mut phones = Vec::new();
    for number in 13..=40_u32 {
        let speaker = people[&number].clone();
        if number % 2 == 0 {
            desk.act(Command::RegisterSpeaker { speaker: speaker.clone(), namesake: false }).await;
            floor.told.actions.push((Place::Desk, ActionKind::Registered, speaker.name));
        } else {
            let (_, mut phone) = floor.hall.phone().await;
            phone.act(Command::RequestFloor { speaker: speaker.clone() }).await;
            floor.told.actions.push((Place::Phone, ActionKind::Registered, speaker.name));
            phones.push(phone);
        }
    }

    let official =
        Speaker {
            name: "Công chức địa chính".into(), hamlet: "UBND xã".into(), ..Speaker::default()
        };
    let mut heard = BTreeSet::new();
    let mut last_hamlet = String::new();
    while heard.len() < people.len() {
        // The order is proposed by the rules and seen before it is applied.
        if heard.len() % 8 == 0 {
            let proposals = floor.chair.panel("speakers")["proposals"].as_array().unwrap();
            let fair = proposals.iter().find(|one| one["basis"] == "fair").unwrap();
            let ranked = fair["placed"].as_array().unwrap().iter();
            let order: Vec<RequestId> =
                ranked.map(|one| RequestId(one["request"].as_u64().unwrap() as u32)).collect();
            let about = order.len().to_string();
            floor
                .does(Command::ApplyOrder { basis: Basis::Fair, order }, ActionKind::OrderedFairly, &about)
                .await;
        }
        let waiting = floor.chair.panel("speakers")["waiting"].as_array().unwrap().len();
        assert_eq!(waiting, people.len() - heard.len(), "nobody is lost or doubled");
        let first = floor.chair.panel("speakers")["waiting"][0]["request"].as_u64().unwrap() as u32;
        let who = people[&first].clone();
        if heard.len() < 5 {
            assert_ne!(who.hamlet, last_hamlet, "hamlets take turns");
        }
        last_hamlet.clone_from(&who.hamlet);
        let request = RequestId(first);
        if floor.rng.random_range(0..3) == 0 {
            floor.does(Command::CallSpeaker { request }, ActionKind::Called, &who.name).await;
        }
        floor.does(Command::GiveFloor { request, seconds: None }, ActionKind::FloorGiven, &who.name).await;
        floor.speech(&who).await;
        heard.insert(first);
        // Now and then an answer, and the one who asked comes back without waiting in line.
        if floor.rng.random_range(0..3) == 0 {
            let about = Some(SpeechId(floor.speeches));
            let speaker = official.clone();
            let invite = Command::InviteToSpeak { speaker, purpose: Purpose::Answer, seconds: None, about };
            floor.does(invite, ActionKind::AnswerGiven, &official.name).await;
            floor.speech(&official).await;
            let speech = SpeechId(floor.speeches - 1);
            let again = Command::GiveFloorAgain { speech, purpose: Purpose::FollowUp, seconds: None };
            floor.does(again, ActionKind::FollowUpGiven, &who.name).await;
            floor.speech(&who).await;
        }
    }

    check_totals(&mut floor).await;
    check_history(&floor).await;
}

/// The totals on the console are the sums of the intervals in the journal, and of what was let pass.
async fn check_totals(floor: &mut Floor) {
    let truth = floor.hall.panels(&floor.hall.secret(Place::Chair)).await;
    let events = floor.hall.events().await;
    let ran = intervals(&events);
    let (mut people, mut hamlets) = (BTreeMap::new(), BTreeMap::new());
    for event in &events {
        let given = &event["event"]["speakers"]["FloorGiven"];
        let Some(speech) = given["speech"].as_u64() else { continue };
        for (sums, key) in [(&mut people, "name"), (&mut hamlets, "hamlet")] {
            let sum: &mut (u64, i64) = sums.entry(given[key].as_str().unwrap().to_owned()).or_default();
            *sum = (sum.0 + 1, sum.1 + ran[&speech]);
        }
    }
    assert_eq!(by(&truth["totals"], "people", "name"), people);
    assert_eq!(by(&truth["totals"], "hamlets", "hamlet"), hamlets);
    // What was let pass is in there; the rest is how long the test itself took.
    let real: i64 = 60_000;
    for (sums, told) in [(&people, &floor.told.spoken), (&hamlets, &floor.told.hamlets)] {
        assert_eq!(sums.len(), told.len());
        for (name, ms) in told {
            let spoken = sums[name].1;
            assert!((*ms..ms + real).contains(&spoken), "{name}: {spoken} ms, let pass {ms}");
        }
    }
    let longest = truth["totals"]["hamlets"].as_array().unwrap();
    assert!(longest.is_sorted_by_key(|total| -total["spoken_ms"].as_i64().unwrap()), "the longest first");
}

/// Every action is in the history, in the order it was done, with who did it.
async fn check_history(floor: &Floor) {
    let events = floor.hall.recorded().await;
    let place = |actor: Actor| actor.place().unwrap();
    let lines: Vec<_> = history::read(&events)
        .into_iter()
        .map(|line| (place(line.by), line.action.kind, line.action.about))
        .collect();
    assert_eq!(lines, floor.told.actions);
}

/// One thing a chair drags.
#[derive(Clone, Copy, Debug)]
enum Drag {
    Item(ItemId, Option<ItemId>),
    Person(RequestId, Option<RequestId>),
    Undo,
}

/// Drags. What was done up to position `begun` made the hall as it is, and is not undone.
async fn drag(client: &mut Client, drag: Drag, begun: u64) {
    let command: meeting::Command = match drag {
        Drag::Item(id, after) => agenda::Command::MoveItem { id, after, under: None }.into(),
        Drag::Person(request, after) => Command::MoveRequest { request, after }.into(),
        Drag::Undo => {
            let step = client.panel("undo")["steps"][0]["step"].as_u64().unwrap_or(0);
            if step <= begun {
                return;
            }
            meeting::undo::Command::Undo { step }.into()
        }
    };
    let answer = client.ask(command).await;
    // Of two who undo at once, one undoes; everything else is done.
    let refused = &answer["answer"]["refused"]["refusal"]["code"];
    let may_be_refused = matches!(drag, Drag::Undo);
    assert!(refused.is_null() || may_be_refused, "{drag:?}: {answer}");
}

fn ids(panel: &Value, list: &str, key: &str) -> Vec<u64> {
    panel[list].as_array().unwrap().iter().map(|one| one[key].as_u64().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_chairs_at_once_lose_nothing_and_both_see_it() {
    let seed = seed();
    let mut rng = StdRng::seed_from_u64(seed);
    let hall = Hall::open("xa-dinh-ky").await;
    let people = (0..10).map(speaker).collect();
    let begun =
        hall.act(Place::Office, Command::RegisterMany { speakers: people, namesakes: Vec::new() }).await;
    let (mut one, mut two) = (hall.socket(Place::Chair).await, hall.socket(Place::Chair).await);
    let items = ids(one.panel("agenda"), "items", "id");
    let waiting = ids(one.panel("speakers"), "waiting", "request");
    let sorted = |mut ids: Vec<u64>| {
        ids.sort_unstable();
        ids
    };
    let mut last = 0;
    for plan in 0..300 {
        let mut draw = || {
            let pick = |rng: &mut StdRng, ids: &[u64]| ids[rng.random_range(0..ids.len())] as u32;
            let behind = rng.random_range(0..4) > 0;
            match rng.random_range(0..7) {
                0 => Drag::Undo,
                1..=3 => {
                    let (id, after) = (pick(&mut rng, &items), pick(&mut rng, &items));
                    Drag::Item(ItemId(id), behind.then_some(ItemId(after)))
                }
                _ => {
                    let (id, after) = (pick(&mut rng, &waiting), pick(&mut rng, &waiting));
                    Drag::Person(RequestId(id), behind.then_some(RequestId(after)))
                }
            }
        };
        let (first, second) = (draw(), draw());
        tokio::join!(drag(&mut one, first, begun), drag(&mut two, second, begun));
        let truth = hall.panels(&hall.secret(Place::Chair)).await;
        let told = format!("SEED={seed}, plan {plan}: {first:?} and {second:?}");
        assert_eq!(sorted(ids(&truth["agenda"], "items", "id")), sorted(items.clone()), "{told}");
        assert_eq!(sorted(ids(&truth["speakers"], "waiting", "request")), sorted(waiting.clone()), "{told}");
        // Both come to see the same, and what the other did last.
        for client in [&mut one, &mut two] {
            for name in ["agenda", "speakers", "undo"] {
                client.until(&told, |client| *client.panel(name) == truth[name]).await;
            }
        }
        let newest = truth["undo"]["steps"][0]["step"].as_u64().unwrap_or(0);
        last = last.max(newest);
    }
    assert!(last > 0);
}

/// Of two who want the same at once the one who comes second reads what happened, and by whom.
#[tokio::test(flavor = "multi_thread")]
async fn who_comes_a_moment_too_late_reads_what_was_done_and_by_whom() {
    let hall = Hall::open("xa-dinh-ky").await;
    let people = (0..3).map(speaker).collect();
    hall.act(Place::Office, Command::RegisterMany { speakers: people, namesakes: Vec::new() }).await;
    hall.act(Place::Chair, meeting::agenda::Command::StartItem { id: ItemId(1) }).await;
    let names: Vec<String> = {
        let panel = hall.panels(&hall.secret(Place::Chair)).await;
        panel["speakers"]["waiting"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let said = async |place: Place, id: &str, command: Value| {
        let (status, body) = hall.send(&hall.secret(place), id, command).await;
        assert_eq!(status, 409, "{body}");
        body["error"]["message"].as_str().unwrap().to_owned()
    };
    let give = |request: u32| json!({ "speakers": { "GiveFloor": { "request": request, "seconds": null } } });
    hall.act(Place::Chair, Command::GiveFloor { request: RequestId(1), seconds: None }).await;
    let taken = said(Place::Chair, "give-2", give(2)).await;
    assert!(taken.contains(&format!("Ngay trước đó, Chủ tọa: Mời {}", names[0])), "{taken}");
    // Taken off the list by the desk while the chair was about to call them.
    hall.act(Place::Desk, Command::WithdrawRequest { request: RequestId(3) }).await;
    let gone = said(Place::Chair, "call-3", json!({ "speakers": { "CallSpeaker": { "request": 3 } } })).await;
    assert!(gone.contains("Ngay trước đó, Bàn đăng ký: ") && gone.contains(&names[2]), "{gone}");
    // What nobody did just now is not laid at anyone's door.
    hall.clock.pass(61_000);
    let later =
        said(Place::Chair, "call-3-later", json!({ "speakers": { "CallSpeaker": { "request": 3 } } })).await;
    assert!(!later.contains("Ngay trước đó"), "{later}");
    let unrelated =
        said(Place::Chair, "call-1", json!({ "speakers": { "SplitRequest": { "request": 2 } } })).await;
    assert!(!unrelated.contains("Ngay trước đó"), "{unrelated}");
}
