//! Commands as they come by mistake: with a text or a number in them that does not belong there.

use meeting::Command;
use serde_json::{Value, json};

/// The command with one of its leaves replaced; as it was if what comes out is none, as it is refused at the door.
pub(super) fn spoiled(command: &Command, which: u8, by: u8) -> Command {
    let mut json = serde_json::to_value(command).unwrap();
    let mut leaves = Vec::new();
    collect(&mut json, &mut leaves);
    if leaves.is_empty() {
        return command.clone();
    }
    let index = usize::from(which) % leaves.len();
    // What belongs into another field.
    let other = leaves[(index + 1) % leaves.len()].clone();
    let leaf = &mut leaves[index];
    let texts = [json!(""), json!("\u{202e}đảo"), json!("ộ".repeat(20_001)), json!("2020-01-01"), other];
    let numbers = [json!(0), json!(1), json!(77), json!(100_000), json!(u32::MAX)];
    let all = if leaf.is_string() { texts } else { numbers };
    **leaf = all[usize::from(by) % all.len()].clone();
    serde_json::from_value(json).unwrap_or_else(|_| command.clone())
}

/// The texts and numbers in it.
fn collect<'a>(value: &'a mut Value, leaves: &mut Vec<&'a mut Value>) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| collect(one, leaves)),
        Value::Object(fields) => fields.values_mut().for_each(|one| collect(one, leaves)),
        Value::String(_) | Value::Number(_) => leaves.push(value),
        Value::Null | Value::Bool(_) => {}
    }
}
