//! The history as files: the same lines, as a table and as data.

use app::text::{Lang, actions, staff};
use app::view_model::history::Who;
use meeting::history::Line;
use meeting::{Actor, Place};
use serde_json::{Value, json};

use super::table;

/// Formats the time on the hall's clock, as programs and spreadsheets read it.
fn time(line: &Line) -> String {
    line.at.in_hall().format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Who did it, by the name in addresses: a person with a phone is only “phone”.
fn who(actor: Actor) -> Who {
    match actor {
        Actor::System => Who::Program,
        Actor::Staff(place) => Who::At(place),
        Actor::Person(_) => Who::At(Place::Phone),
    }
}

/// The lines as a CSV table: number, time, who, about what, what.
pub(crate) fn csv(lang: Lang, lines: &[Line]) -> Vec<u8> {
    let (words, actions) = (staff::of(lang), actions::of(lang));
    let header = words.history_header.map(str::to_owned).to_vec();
    let rows = lines.iter().map(|line| {
        vec![
            line.position.to_string(),
            time(line),
            (words.who_name)(who(line.by)).to_owned(),
            (actions.subject)(line.action.kind.subject()).to_owned(),
            (actions.action)(&line.action),
        ]
    });
    table::csv(&std::iter::once(header).chain(rows).collect::<Vec<_>>())
}

/// The lines as JSON, with the sentence people read.
pub(crate) fn json(lang: Lang, code: &str, lines: &[Line]) -> Value {
    let actions = actions::of(lang);
    let lines = lines.iter().map(|line| {
        json!({
            "position": line.position,
            "at": line.at,
            "time": line.at.in_hall().to_rfc3339(),
            "who": who(line.by).name(),
            "subject": line.action.kind.subject().name(),
            "deed": line.action.kind.name(),
            "about": line.action.about,
            "undid": line.action.undid.map(meeting::history::ActionKind::name),
            "sentence": (actions.action)(&line.action),
        })
    });
    json!({ "code": code, "lines": lines.collect::<Vec<_>>() })
}
