//! The law of records: nothing that is sent to a place as an event or as a line of the history holds words that none
//! of its panels ever showed, and no person is named to anyone.

use std::collections::{BTreeMap, BTreeSet};

use meeting::clock::Corrections;
use meeting::history::Reader;
use meeting::panel::{Beside, line, names, record, view};
use meeting::{Audience, Command, Meeting, Place};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::{Value, json};

use super::plan::{PERSONS, START, plans};
use super::{runner, seed, walk};
use crate::play::Play;

/// How many random meetings are played.
const MEETINGS: usize = 80;

/// What the contacts of these plans begin with.
const CONTACT: &str = "§liên hệ";

const STAFF: [Place; 4] = [Place::Chair, Place::Secretary, Place::Desk, Place::Office];

/// Puts a word of its own into every text of a command that someone typed.
fn marked(value: &mut Value, count: &mut u64) {
    match value {
        // Names of kinds and sorts hold no space; what people type in these plans does.
        Value::String(text) if text.contains(' ') || text.contains("://") => {
            *count += 1;
            text.push_str(&format!("/zq{count}zq"));
        }
        Value::Array(all) => all.iter_mut().for_each(|one| marked(one, count)),
        Value::Object(fields) => fields.values_mut().for_each(|one| marked(one, count)),
        _ => {}
    }
}

/// The words of their own in a text.
fn marks(text: &str) -> BTreeSet<u64> {
    text.split("zq").filter_map(|part| part.parse().ok()).collect()
}

fn shown(meeting: &Meeting, place: Place) -> String {
    let audience = Audience::Place(place);
    let panels = names(meeting, audience).into_iter();
    let panels = panels.filter_map(|name| view(meeting, &Beside::default(), audience, name));
    serde_json::to_string(&panels.collect::<Vec<_>>()).unwrap()
}

#[test]
fn no_place_is_sent_words_that_its_panels_never_showed() {
    let seed = seed();
    let mut runner = runner(seed);
    let persons = PERSONS.map(|person| person.to_string());
    // Words sent and words withheld, by place; and which kinds of events were withheld from it.
    let mut sent: BTreeMap<Place, usize> = BTreeMap::new();
    let mut withheld: BTreeMap<(Place, String), usize> = BTreeMap::new();
    let (mut lines, mut contacts) = (0, 0);
    for meeting in 0..MEETINGS {
        let plan = plans(110).new_tree(&mut runner).unwrap().current();
        let mut play = Play::of("xa-cong-an", START);
        let (mut count, mut read) = (0, 0);
        let mut readers = STAFF.map(|place| (place, Reader::new(Corrections::default()), BTreeSet::new()));
        let mut walk = walk::steps(meeting % 3 == 0).into_iter();
        for (number, step) in plan.iter().enumerate() {
            let drawn = (number % 2 == 1).then(|| step.resolve(&mut play, number));
            let Some((actor, command)) = drawn.or_else(|| walk.next()) else { continue };
            let mut command = serde_json::to_value(command).unwrap();
            marked(&mut command, &mut count);
            let command: Command = serde_json::from_value(command).unwrap();
            if play.send(actor, &command).is_err() {
                continue;
            }
            for (place, reader, seen) in &mut readers {
                let panels = shown(&play.meeting, *place);
                seen.extend(marks(&panels));
                for event in &play.events[read..] {
                    // What people are reached by stands in no event, as it goes to the disk.
                    let recorded_events = serde_json::to_string(event).unwrap();
                    assert!(!recorded_events.contains(CONTACT), "a contact is in {recorded_events}");
                    contacts += usize::from(recorded_events.contains("ContactLeft"));
                    let told = record(*place, event);
                    assert_eq!(told.position, event.position, "no gaps");
                    let told = serde_json::to_value(&told).unwrap();
                    let kind = kind(&serde_json::to_value(&event.event).unwrap());
                    assert_eq!(self::kind(&told["event"]), kind, "the kind stays");
                    let told = told.to_string();
                    let said = line(*place, reader, event).map(|line| json!(line.action).to_string());
                    lines += usize::from(said.is_some());
                    let words = marks(&told);
                    for what in [Some(&told), said.as_ref()].into_iter().flatten() {
                        let secret: Vec<_> = marks(what).difference(seen).copied().collect();
                        assert!(secret.is_empty(), "the {place} never saw {secret:?} and is sent {what}");
                    }
                    for person in &persons {
                        assert!(!told.contains(person), "the {place} is told of {person}: {told}");
                    }
                    *sent.entry(*place).or_default() += words.len();
                    let whole = marks(&serde_json::to_string(event).unwrap());
                    *withheld.entry((*place, kind)).or_default() += whole.difference(&words).count();
                }
            }
            read = play.events.len();
        }
    }
    assert!(contacts > 100, "{contacts} contacts were left");
    assert!(lines > 0 && STAFF.iter().all(|place| sent[place] > 500), "{sent:?}");
    // What the law is about was met, and withheld.
    for (place, kind) in [
        (Place::Secretary, "minutes/TextSpliced"),
        (Place::Desk, "minutes/TextSpliced"),
        (Place::Office, "minutes/TextSpliced"),
        (Place::Chair, "minutes/NoteWritten"),
        (Place::Chair, "opinions/OpinionRecorded"),
        (Place::Chair, "opinions/OutcomeDecided"),
        (Place::Chair, "poll/PollDiscarded"),
        (Place::Chair, "poll/PapersEntered"),
    ] {
        let count = withheld.get(&(place, kind.to_owned())).copied().unwrap_or_default();
        assert!(count > 0, "{kind} was never withheld from the {place}");
    }
}

/// `subject/Kind` of an event, whole or not.
fn kind(event: &Value) -> String {
    let (subject, kind) = event.as_object().and_then(|event| event.iter().next()).unwrap();
    let name = kind.as_str().or_else(|| kind.as_object()?.keys().next().map(String::as_str));
    format!("{subject}/{}", name.unwrap_or_default())
}
