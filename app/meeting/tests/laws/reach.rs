//! A law about the laws: what their plans draw reaches what the laws are about. A law over plans in which no poll is
//! ever counted holds of polls too, and nobody sees that it says nothing of them.

use std::collections::{BTreeMap, BTreeSet};

use meeting::panel::{PanelName, names};
use meeting::poll::Questionnaire;
use meeting::speakers::Speaker;
use meeting::{Actor, Audience, Command, PersonId, Place, poll, speakers, written};
use proptest::strategy::{Strategy, ValueTree};

use super::enums::{code_of, commands, kind_of, name_of, refusals};
use super::hall::Hall;
use super::panels::{Seen, everything};
use super::plan::{PERSONS, START, Step, plans};
use super::{runner, walk};
use crate::play::Play;

/// Reasons the rules do not give: the room that carries commands does, and its tests meet them.
pub(crate) const GIVEN_ELSEWHERE: [&str; 3] = ["expired", "id_reused", "tablet_not_open"];
/// Panels no command changes: what staff must know of the laptop comes from the laptop.
const CHANGED_ELSEWHERE: [&str; 1] = ["laptop"];

/// What was met how often.
#[derive(Default)]
struct Reached {
    accepted: BTreeMap<String, u32>,
    refused: BTreeMap<String, u32>,
    changed: BTreeMap<String, u32>,
    ballots: u32,
}

fn count(met: &mut BTreeMap<String, u32>, name: String) {
    *met.entry(name).or_default() += 1;
}

impl Reached {
    /// Sends a command as the room takes it.
    fn send(&mut self, hall: &mut Hall, actor: Actor, command: &Command) {
        match hall.decided(actor, command) {
            Ok(events) if events.is_empty() => {}
            Ok(events) => {
                count(&mut self.accepted, name_of(command));
                hall.record(actor, command, events);
            }
            Err(refusal) => count(&mut self.refused, code_of(&refusal)),
        }
    }

    fn cast(&mut self, hall: &mut Hall, person: PersonId, (a, b): (u8, u8)) {
        match hall.cast(person, &hall.ballot(a, b), b.is_multiple_of(4)) {
            Ok(()) => self.ballots += 1,
            Err(refusal) => count(&mut self.refused, code_of(&refusal)),
        }
    }

    fn note_changes(&mut self, before: &Seen, after: &Seen) {
        let all: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        for (_, name) in all.into_iter().filter(|key| before.get(key) != after.get(key)) {
            count(&mut self.changed, kind_of(*name));
        }
    }

    /// An evening as it is drawn, with a speech and a poll in it that go from their beginning to their end, people who
    /// vote, and commands that come spoiled.
    fn evening(&mut self, drawn: &[Step], (few, walks, looks): (bool, bool, bool)) {
        let mut hall = Hall::of(Play::of("xa-cong-an", START));
        let mut walked = walk::steps(few).into_iter();
        let mut last = None;
        // Looking at everything there is takes longer than all else.
        let mut before = looks.then(|| everything(&hall.play.meeting, &hall.beside));
        for (number, step) in drawn.iter().enumerate() {
            if walks
                && number.is_multiple_of(3)
                && let Some((actor, command)) = walked.next()
            {
                self.send(&mut hall, actor, &command);
            }
            let (actor, command) = match (number % 5, last.take()) {
                // Two desks write down one thing.
                (3, Some(again)) => again,
                (4, _) => step.resolve_spoiled(&mut hall.play, number),
                _ => step.resolve(&mut hall.play, number),
            };
            self.send(&mut hall, actor, &command);
            last = Some((actor, command));
            let (a, b) = step.numbers();
            self.cast(&mut hall, PERSONS[usize::from(b) % PERSONS.len()], (a, b));
            if let Some(before) = &mut before {
                let after = everything(&hall.play.meeting, &hall.beside);
                self.note_changes(before, &after);
                *before = after;
            }
        }
        walk::end(&mut hall, |hall, actor, command| self.send(hall, actor, &command));
    }
}

/// Sends more to a hall than there is room for.
pub(crate) fn crowd(mut send: impl FnMut(&mut Hall, Actor, &Command)) {
    let mut hall = Hall::of(Play::of("xa-cong-an", START));
    let staff = Actor::Staff;
    let speaker = |number: usize| Speaker { name: format!("Người {number}"), ..Speaker::default() };
    let many = |from: usize| {
        let speakers = (from..from + 500).map(speaker).collect();
        Command::from(speakers::Command::RegisterMany { speakers, namesakes: Vec::new() })
    };
    send(&mut hall, staff(Place::Chair), &speakers::Command::OpenList.into());
    let phone = |number: u64| Actor::Person(PersonId(1_000 + number));
    let ask = |number: usize| Command::from(speakers::Command::RequestFloor { speaker: speaker(number) });
    for number in 0..=20 {
        send(&mut hall, phone(0), &ask(number));
        let last = hall.play.meeting.speakers.requests.keys().next_back().copied().unwrap_or_default();
        send(&mut hall, phone(0), &speakers::Command::WithdrawRequest { request: last }.into());
    }
    for block in 1..=4 {
        send(&mut hall, staff(Place::Office), &many(block * 1_000));
    }
    send(&mut hall, phone(1), &ask(1));
    for block in 5..=6 {
        send(&mut hall, staff(Place::Office), &many(block * 1_000));
    }
    for number in 0..=200 {
        for _ in 0..=10 {
            let submit = written::Command::Submit {
                name: "Bà Sáu".to_owned(),
                hamlet: String::new(),
                text: "Kiến nghị".to_owned(),
            };
            send(&mut hall, phone(number), &submit.into());
        }
    }
    for number in 0..=60 {
        let questionnaire = Questionnaire::show_of_hands(format!("Phiếu {number}"));
        send(&mut hall, staff(Place::Office), &poll::Command::WritePoll { poll: None, questionnaire }.into());
    }
}

/// Every panel there is for someone, once something was written into the minutes.
pub(crate) fn fixed_panels() -> Vec<PanelName> {
    let mut play = Play::of("xa-cong-an", START);
    let note = meeting::minutes::Command::WriteNote { text: String::new() };
    play.send(Actor::Staff(Place::Secretary), &note.into()).unwrap();
    let audiences = Place::ALL.map(Audience::Place).into_iter().chain([Audience::Person(PERSONS[0])]);
    audiences.flat_map(|audience| names(&play.meeting, audience)).collect()
}

/// Evenings enough for everything to be met, from seeds that are always the same.
const EVENINGS: u64 = 800;

#[test]
#[expect(clippy::print_stdout, reason = "what was reached is read by whoever adds a command")]
fn every_command_is_done_every_refusal_is_met_and_every_panel_changes() {
    let mut reached = Reached::default();
    for seed in 0..EVENINGS {
        let plan = plans(160).new_tree(&mut runner(seed)).unwrap().current();
        let kind = (seed.is_multiple_of(2), !seed.is_multiple_of(3), seed.is_multiple_of(20));
        reached.evening(&plan, kind);
    }
    crowd(|hall, actor, command| reached.send(hall, actor, command));
    println!(
        "accepted {:?}\nrefused {:?}\nchanged {:?}\n{} ballots",
        reached.accepted, reached.refused, reached.changed, reached.ballots
    );
    let never = |all: BTreeSet<String>, met: &BTreeMap<String, u32>| -> Vec<String> {
        all.into_iter().filter(|name| !met.contains_key(name)).collect()
    };
    println!("never {:?}", never(refusals(), &reached.refused));
    assert_eq!(
        never(commands().iter().cloned().collect(), &reached.accepted),
        [""; 0],
        "commands never done"
    );
    // Those that are given elsewhere are not given here, or they would not be elsewhere's.
    assert_eq!(never(refusals(), &reached.refused), GIVEN_ELSEWHERE, "refusals never met");
    let panels = fixed_panels().into_iter().map(kind_of).collect();
    assert_eq!(never(panels, &reached.changed), CHANGED_ELSEWHERE, "panels that never changed");
    assert!(reached.ballots > 100, "{} ballots", reached.ballots);
}
