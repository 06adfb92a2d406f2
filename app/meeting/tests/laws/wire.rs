//! What crosses the wire and stands on disk, word for word: an example of every form in which a command, an event, a
//! refusal, a panel and a line of the record was ever written, in `golden/wire/`. Identifiers may be renamed; what
//! is written may not: every later version reads these and writes them again as they are.
//!
//! As with golden journals, a file that is there is never rewritten. What a new command, refusal or panel adds is written into
//! one more file by
//!
//! ```text
//! GOLDEN=write cargo test -p meeting --test laws wire
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use meeting::panel::{self, Panel, PanelName};
use meeting::{Actor, Command, Place, Recorded, Refusal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::enums::{code_of, commands, kind_of, name_of, refusals};
use super::hall::Hall;
use super::panels::everything;
use super::plan::{PERSONS, START, plans};
use super::{reach, runner, walk};
use crate::play::Play;
use proptest::strategy::{Strategy, ValueTree};

/// Examples of one kind: each shows something none before it does.
#[derive(Default)]
struct Examples {
    seen: BTreeSet<String>,
    all: Vec<Value>,
}

impl Examples {
    fn add(&mut self, example: impl Serialize) {
        let example = serde_json::to_value(example).unwrap();
        let mut features = BTreeSet::new();
        features_of(&example, "", &mut features);
        let known = self.seen.len();
        self.seen.extend(features);
        if self.seen.len() > known {
            self.all.push(example);
        }
    }
}

/// Which fields a value has, of which type, and which words of ours stand in them.
fn features_of(value: &Value, path: &str, features: &mut BTreeSet<String>) {
    let is_word =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let own = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(is) => is.to_string(),
        Value::Number(_) => "number".to_owned(),
        Value::String(text) if is_word(text) => text.clone(),
        Value::String(_) => "string".to_owned(),
        Value::Array(items) => {
            items.iter().for_each(|item| features_of(item, &format!("{path}[]"), features));
            "array".to_owned()
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                // Numbers are ids.
                let name = if name.parse::<u64>().is_ok() { "0" } else { name };
                features_of(field, &format!("{path}.{name}"), features);
            }
            "object".to_owned()
        }
    };
    features.insert(format!("{path}={own}"));
}

/// The kinds of which there are examples.
const KINDS: [&str; 5] = ["commands", "events", "refusals", "panels", "records"];

/// Everything that is written, of evenings that are always the same.
struct Written(BTreeMap<&'static str, Examples>);

impl Written {
    fn add(&mut self, kind: &'static str, example: impl Serialize) {
        self.0.entry(kind).or_default().add(example);
    }

    fn send(&mut self, hall: &mut Hall, actor: Actor, command: &Command) {
        self.add("commands", command);
        match hall.decided(actor, command) {
            Ok(events) => hall.record(actor, command, events),
            Err(refusal) => self.add("refusals", refusal),
        }
    }

    fn evening(&mut self, seed: u64) {
        let drawn = plans(160).new_tree(&mut runner(seed)).unwrap().current();
        let programmes: Vec<&str> = meeting::programme::ids().collect();
        let mut hall = Hall::of(Play::of(programmes[seed as usize % programmes.len()], START));
        let mut walked = walk::steps(seed.is_multiple_of(2)).into_iter();
        let mut last = None;
        for (number, step) in drawn.iter().enumerate() {
            let walks = if number.is_multiple_of(3) { walked.next() } else { None };
            if let Some((actor, command)) = walks {
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
            let person = PERSONS[usize::from(b) % PERSONS.len()];
            if let Err(refusal) = hall.cast(person, &hall.ballot(a, b), b.is_multiple_of(4)) {
                self.add("refusals", refusal);
            }
            // Looking at everything there is takes longer than all else.
            if seed < 200 && number.is_multiple_of(8) {
                for ((_, name), panel) in everything(&hall.play.meeting, &hall.beside) {
                    self.add("panels", json!({ "name": name, "panel": panel }));
                }
            }
        }
        walk::end(&mut hall, |hall, actor, command| self.send(hall, actor, &command));
        for event in &hall.play.events {
            self.add("events", event);
            for place in [Place::Chair, Place::Secretary, Place::Phone] {
                self.add("records", panel::record(place, event));
            }
        }
    }
}

/// The folder of the examples. Those of one kind are in `commands.json`, then `commands-2.json`, and so on.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/wire")
}

/// The files of a kind that there are, and the name of the next.
fn files(kind: &str) -> (Vec<PathBuf>, PathBuf) {
    let name = |number: usize| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        folder().join(format!("{kind}{number}.json"))
    };
    let all: Vec<PathBuf> = (1..).map(name).take_while(|path| path.exists()).collect();
    let next = name(all.len() + 1);
    (all, next)
}

/// Writes into one more file what no example shows that is there already.
fn lay_down() {
    let known = |kind| {
        let mut known = Examples::default();
        examples(kind).into_iter().for_each(|example| known.add(example));
        known.all.clear();
        (kind, known)
    };
    let mut written = Written(KINDS.map(known).into());
    (0..800).for_each(|seed| written.evening(seed));
    reach::crowd(|hall, actor, command| written.send(hall, actor, command));
    // The room gives these, not the rules.
    for code in reach::GIVEN_ELSEWHERE {
        written.add("refusals", json!({ "code": code }));
    }
    for (kind, examples) in written.0.into_iter().filter(|(_, examples)| !examples.all.is_empty()) {
        let mut file = OpenOptions::new().write(true).create_new(true).open(files(kind).1).unwrap();
        let lines: Vec<String> = examples.all.iter().map(Value::to_string).collect();
        writeln!(file, "[\n{}\n]", lines.join(",\n")).unwrap();
    }
}

/// Every example of a kind.
fn examples(kind: &str) -> Vec<Value> {
    let (files, _) = files(kind);
    assert!(!files.is_empty(), "golden/wire/{kind}.json is gone. A golden file is never deleted.");
    let read = |path: &PathBuf| -> Vec<Value> {
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap_or_else(|fault| panic!("{fault}"))
    };
    files.iter().flat_map(read).collect()
}

/// That what was written is read, and written again as it was.
fn read_again<T: DeserializeOwned + Serialize>(what: &str, written: &Value) {
    let read: T = serde_json::from_value(written.clone()).unwrap_or_else(|fault| panic!("{what}: {fault}"));
    assert_eq!(&serde_json::to_value(read).unwrap(), written, "{what}");
}

fn read_panel_again(name: PanelName, written: &Value) {
    let read = Panel::read(name, &written.to_string()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    assert_eq!(&serde_json::to_value(read).unwrap(), written, "{name}");
}

#[test]
fn what_crosses_the_wire_is_read_and_written_as_it_ever_was() {
    if std::env::var_os("GOLDEN").is_some_and(|mode| mode == "write") {
        lay_down();
    }
    examples("commands").iter().for_each(|written| read_again::<Command>("command", written));
    examples("refusals").iter().for_each(|written| read_again::<Refusal>("refusal", written));
    for written in examples("panels") {
        let name: PanelName = serde_json::from_value(written["name"].clone()).unwrap();
        read_panel_again(name, &written["panel"]);
    }
    let events: Vec<Recorded> = examples("events")
        .iter()
        .map(|written| {
            read_again::<Recorded>("event", written);
            serde_json::from_value(written.clone()).unwrap()
        })
        .collect();
    // What each place reads of them.
    let told =
        |event| [Place::Chair, Place::Secretary, Place::Phone].map(|place| panel::record(place, event));
    let told: Vec<Value> = events.iter().flat_map(told).map(|line| json!(line)).collect();
    let forms: BTreeSet<String> = told.iter().map(features).collect();
    for written in examples("records") {
        assert!(forms.contains(&features(&written)), "no place is told this any more: {written}");
    }
}

fn features(value: &Value) -> String {
    let mut features = BTreeSet::new();
    features_of(value, "", &mut features);
    features.into_iter().collect::<Vec<_>>().join("\n")
}

#[test]
fn there_is_an_example_of_every_command_every_refusal_and_every_panel() {
    let names = |kind: &str, name: &dyn Fn(&Value) -> String| -> BTreeSet<String> {
        examples(kind).iter().map(name).collect()
    };
    let hint = "GOLDEN=write cargo test -p meeting --test laws wire";
    let of_command = |written: &Value| name_of(&serde_json::from_value::<Command>(written.clone()).unwrap());
    assert_eq!(names("commands", &of_command), commands().iter().cloned().collect(), "{hint}");
    let of_refusal = |written: &Value| code_of(&serde_json::from_value::<Refusal>(written.clone()).unwrap());
    assert_eq!(names("refusals", &of_refusal), refusals(), "{hint}");
    let of_panel = |written: &Value| kind_of(serde_json::from_value(written["name"].clone()).unwrap());
    let panels: BTreeSet<String> = reach::fixed_panels().into_iter().map(kind_of).collect();
    assert_eq!(names("panels", &of_panel), panels, "{hint}");
}
