//! The variants of the rules' enums, read from what serde says it could have read: a new one is there by itself.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use meeting::panel::PanelName;
use meeting::{Command, Refusal};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Every command, as `subject/Name`.
pub(crate) fn commands() -> &'static [String] {
    static COMMANDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let of = |subject: String| {
            let names = variants::<Command>(json!({ subject.clone(): { NONE: null } }));
            names.into_iter().map(move |name| format!("{subject}/{name}"))
        };
        variants::<Command>(json!({ NONE: null })).into_iter().flat_map(of).collect()
    });
    &COMMANDS
}

/// Every reason to refuse, by its code.
pub(crate) fn refusals() -> BTreeSet<String> {
    variants::<Refusal>(json!({ "code": NONE })).into_iter().collect()
}

/// The name of a command, as in [`commands`].
pub(crate) fn name_of(command: &Command) -> String {
    let json = serde_json::to_value(command).unwrap();
    let (subject, command) = json.as_object().unwrap().iter().next().unwrap();
    // One without fields is its name alone.
    let fields = || command.as_object().unwrap().keys().next().unwrap().as_str();
    let name = command.as_str().unwrap_or_else(fields);
    format!("{subject}/{name}")
}

/// The code of a refusal, as in [`refusals`].
pub(crate) fn code_of(refusal: &Refusal) -> String {
    serde_json::to_value(refusal).unwrap()["code"].as_str().unwrap().to_owned()
}

/// The kind of a panel: its name, without which entry of the minutes it is.
pub(crate) fn kind_of(panel: PanelName) -> String {
    panel.to_string().split('/').next().unwrap().to_owned()
}

/// A name that nothing has.
const NONE: &str = "?";

/// The names serde expected where it found [`NONE`].
fn variants<T: DeserializeOwned>(asked: Value) -> Vec<String> {
    let Err(fault) = serde_json::from_value::<T>(asked) else { panic!("nothing is called {NONE}") };
    let fault = fault.to_string();
    let (_, expected) = fault.split_once("expected ").unwrap_or_else(|| panic!("{fault}"));
    let names: Vec<String> = expected.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(!names.is_empty(), "{fault}");
    names
}

#[test]
fn the_enums_are_read_whole() {
    let all = commands();
    assert!(
        all.len() > 90 && all.contains(&"undo/Undo".to_owned()) && all.contains(&"poll/EndPoll".to_owned()),
        "{all:?}"
    );
    assert!(refusals().contains("not_allowed") && refusals().contains("cards_only"), "{:?}", refusals());
}
