//! What the screens' script sends and hears, over the tables both sides read (`fixtures/`).

use meeting::wire::{Ask, FromRoom, ToRoom, is_id};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is read of it and written again: all of it, if nothing in it is unknown, missing or called otherwise.
fn again<T: DeserializeOwned + Serialize>(json: &Value) -> Value {
    let read: T = serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{json}: {error}"));
    serde_json::to_value(read).unwrap()
}

/// Without what is empty: the script names every field of a form, the wire leaves some out when they are empty.
fn without_empty(json: &Value) -> Value {
    match json {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| **value != "");
            fields.map(|(name, value)| (name.clone(), without_empty(value))).collect()
        }
        other => other.clone(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Commands {
    forms: Vec<Form>,
    ids: Ids,
}

#[derive(Deserialize)]
struct Form {
    command: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ids {
    letters: String,
    most: usize,
}

fn commands() -> Commands {
    serde_json::from_str(include_str!("../../../../fixtures/commands.json")).unwrap()
}

#[test]
fn what_the_script_makes_of_a_form_is_a_command() {
    for Form { command } in commands().forms {
        assert_eq!(without_empty(&again::<Ask>(&command)), without_empty(&command));
    }
}

#[test]
fn ids_are_of_these_letters_and_no_longer_than_the_script_knows() {
    let Ids { letters, most } = commands().ids;
    for letter in '\0'..='\u{2ff}' {
        assert_eq!(is_id(&letter.to_string()), letters.contains(letter), "{letter:?}");
    }
    assert!(is_id(&"a".repeat(most)) && !is_id(&"a".repeat(most + 1)));
}

#[derive(Deserialize)]
struct Frames {
    from_room: Vec<Heard>,
    to_room: Said,
}

#[derive(Deserialize)]
struct Heard {
    frame: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    hello: Value,
    r#do: Value,
}

#[test]
fn the_scripts_frames_are_read_and_those_it_hears_are_written_as_it_knows_them() {
    let frames: Frames = serde_json::from_str(include_str!("../../../../fixtures/frames.json")).unwrap();
    for Heard { frame } in frames.from_room {
        // A screen's panel is HTML, or the splice of it.
        assert_eq!(again::<FromRoom<Value>>(&frame), frame);
    }
    for frame in [frames.to_room.hello, frames.to_room.r#do] {
        assert_eq!(again::<ToRoom>(&frame), frame);
    }
}
