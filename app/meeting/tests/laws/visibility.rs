//! The law of visibility: the table over `panel::view` is true. It is read from the source as it stands there, and
//! every field of every panel is held against it, for every place, over random meetings.

use std::collections::{BTreeMap, BTreeSet};

use meeting::panel::{PanelName, PollPanel, names, view};
use meeting::poll::{FEWEST_APART, State, VoterRoll};
use meeting::{Audience, Meeting, Place, PollId};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::Value;

use super::plan::{PERSONS, START, plans};
use super::{runner, seed, walk};
use crate::play::Play;

const SOURCE: &str = include_str!("../../src/panel.rs");

/// How many random meetings are played.
const MEETINGS: usize = 80;

/// A row of the table: the fields it is about, and what stands in the column of each audience.
#[derive(Debug)]
struct Row {
    fields: Vec<String>,
    cells: BTreeMap<&'static str, String>,
}

/// The columns, in order. What is one person's own is nobody else's.
const COLUMNS: [&str; 8] =
    ["chair", "secretary", "desk", "office", "projector", "tablet", "phone", "one person"];

fn table() -> Vec<Row> {
    let lines =
        SOURCE.lines().filter_map(|line| line.strip_prefix("//! |")).filter(|line| !line.starts_with("---"));
    let mut rows = lines.map(|line| line.trim_end_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    assert_eq!(rows.next().unwrap()[1..], COLUMNS, "the columns");
    let row = |cells: Vec<&str>| {
        let fields = cells[0].split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        assert!(!fields.is_empty(), "no field is named by {cells:?}");
        // An empty cell at the end of a line may have been taken for its end.
        let cells =
            (1..).zip(COLUMNS).map(|(place, column)| (column, cells.get(place).unwrap_or(&"").to_string()));
        Row { fields, cells: cells.collect() }
    };
    rows.map(row).collect()
}

/// The row that names a field, or what it stands in: the longest name counts.
fn row_of<'a>(table: &'a [Row], path: &str) -> Option<(&'a Row, &'a str)> {
    let fits =
        |field: &str| path == field || path.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'));
    let named = table.iter().flat_map(|row| row.fields.iter().map(move |field| (row, field.as_str())));
    named.filter(|(_, field)| fits(field)).max_by_key(|(_, field)| field.len())
}

/// Every field that holds something, by its path; lists are walked through, and what holds nothing is not there.
fn told(path: &str, value: &Value, empty: Option<&Value>, paths: &mut BTreeSet<String>) {
    if Some(value) == empty {
        return;
    }
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::Array(all) => all.iter().for_each(|one| told(path, one, None, paths)),
        Value::Object(fields) => {
            for (name, value) in fields {
                told(&format!("{path}.{name}"), value, empty.and_then(|empty| empty.get(name)), paths);
            }
        }
        Value::Number(number) if number.as_i64() == Some(0) => {}
        Value::String(text) if text.is_empty() => {}
        _ => drop(paths.insert(path.to_owned())),
    }
}

fn panels(meeting: &Meeting, voter_roll: &VoterRoll, audience: Audience) -> Vec<(String, Value)> {
    let panel = |name: PanelName| {
        let json = serde_json::to_value(view(meeting, &voter_roll.clone().into(), audience, name)?).unwrap();
        Some((name.to_string().split('/').next().unwrap().to_owned(), json))
    };
    names(meeting, audience).into_iter().filter_map(panel).collect()
}

/// True if what a cell says is so of this meeting; `None` if it says something this test does not know.
fn holds(cell: &str, meeting: &Meeting, path: &str, panel: &Value) -> Option<bool> {
    let poll = meeting.polls.current();
    let tally = poll.and_then(|poll| poll.tally.as_ref());
    Some(match cell {
        "" => false,
        "✓" => true,
        "once asked" => {
            poll.is_some_and(|poll| matches!(poll.state, State::Open | State::Closed | State::Sealed))
        }
        "once counted" => tally.is_some(),
        "from five ballots on" => tally.is_some_and(|tally| tally.ballots >= FEWEST_APART),
        "once shown" => tally.is_some() && poll.is_some_and(|poll| poll.shown),
        "unless hidden" => {
            let told = if path.starts_with("floor") {
                vec![&panel["item"]]
            } else {
                panel["items"].as_array()?.iter().collect()
            };
            let ids: Vec<_> = told.into_iter().filter_map(|item| item["id"].as_u64()).collect();
            let mut hidden = meeting.agenda.items.iter().filter(|item| meeting.agenda.is_hidden(item));
            hidden.all(|item| !ids.contains(&u64::from(item.id.0)))
        }
        _ => return None,
    })
}

/// Voters that make every turnout something to see.
fn voter_roll(meeting: &Meeting, draw: usize) -> VoterRoll {
    let voted: BTreeSet<_> = PERSONS.into_iter().take(draw % 7).collect();
    let polls = meeting.polls.all.iter().filter(|poll| poll.begun()).map(|poll| poll.id);
    let paper_counts = polls.clone().map(|poll: PollId| (poll, meeting::poll::PaperCount::default()));
    VoterRoll {
        paper_counts: paper_counts.collect(),
        voters: polls.map(|poll| (poll, voted.clone())).collect(),
        ..VoterRoll::default()
    }
}

#[test]
fn every_field_of_every_panel_is_for_whom_the_table_says() {
    let table = table();
    let audiences: Vec<_> = Place::ALL
        .into_iter()
        .map(|place| (place.name(), Audience::Place(place)))
        .chain(PERSONS.map(|person| ("one person", Audience::Person(person))))
        .collect();
    let empty = serde_json::to_value(PollPanel::default()).unwrap();
    let seed = seed();
    let mut runner = runner(seed);
    // What each audience was told, by the field of the table that names it.
    let mut met: BTreeSet<(&str, String)> = BTreeSet::new();
    let (mut states, mut held) = (0_u64, 0_u64);
    for meeting in 0..MEETINGS {
        let plan = plans(110).new_tree(&mut runner).unwrap().current();
        let mut play = Play::of("xa-cong-an", START);
        let mut walk = walk::steps(meeting % 3 == 0).into_iter();
        for (number, step) in plan.iter().enumerate() {
            let drawn = (number % 2 == 1).then(|| step.resolve(&mut play, number));
            let Some((actor, command)) = drawn.or_else(|| walk.next()) else { continue };
            if play.send(actor, &command).is_err() {
                continue;
            }
            states += 1;
            let (meeting, voter_roll) = (&play.meeting, voter_roll(&play.meeting, number));
            for (column, audience) in &audiences {
                for (name, panel) in panels(meeting, &voter_roll, *audience) {
                    let mut paths = BTreeSet::new();
                    told(&name, &panel, (name == "poll").then_some(&empty), &mut paths);
                    for path in paths {
                        let (row, field) =
                            row_of(&table, &path).unwrap_or_else(|| panic!("the table does not name {path}"));
                        let cell = &row.cells[column];
                        let so = holds(cell, meeting, &path, &panel);
                        let so = so.unwrap_or_else(|| panic!("{cell:?} says nothing that is known"));
                        assert!(so, "{column} is told {path}, the table says {cell:?} (after {command:?})");
                        held += 1;
                        met.insert((*column, field.to_owned()));
                    }
                }
            }
        }
    }
    // Otherwise the table would be true of a program that shows nothing to anyone.
    let never = table.iter().flat_map(|row| {
        let shown = row.cells.iter().filter(|(_, cell)| !cell.is_empty());
        shown.flat_map(move |(column, _)| row.fields.iter().map(move |field| (*column, field.clone())))
    });
    let never: Vec<_> = never.filter(|shown| !met.contains(shown)).collect();
    assert!(never.is_empty(), "in {states} states ({held} fields) nobody was ever told {never:?}");
}
