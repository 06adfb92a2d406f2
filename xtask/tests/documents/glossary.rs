//! The glossary, held: the names it gives are in the code, and those it took out of it are not.

use std::collections::BTreeSet;
use std::fs;

use super::markdown::backticked;
use super::sources::{Sources, root};

/// Where a name that must not come back is not ours to choose: the name, the file, and why.
const EXCEPTIONS: [(&str, &str, &str); 1] =
    [("Visit", "app/meeting/tests/layers.rs", "a trait of `syn`, by which the test reads every path")];

/// A row of a table: what it says is in the code, and what must not be.
struct Row {
    line: usize,
    in_code: Vec<String>,
    not: Vec<String>,
}

/// The rows of all tables of the glossary.
fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("docs/glossary.md")).unwrap();
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let Some(cells) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else { continue };
        let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
        let [first, _, in_code, not] = cells.as_slice() else {
            panic!("line {} of the glossary has {} cells, not four", index + 1, cells.len());
        };
        if *first != "Việt" && !first.starts_with("---") {
            rows.push(Row { line: index + 1, in_code: backticked(in_code), not: backticked(not) });
        }
    }
    assert!(rows.len() > 60, "{} rows were read", rows.len());
    rows
}

#[test]
fn every_name_of_the_glossary_is_in_the_code() {
    let sources = Sources::load();
    let mut wrong = Vec::new();
    let mut asked = 0;
    for row in rows() {
        if row.in_code.is_empty() {
            wrong.push(format!("line {}: names nothing in code", row.line));
        }
        for name in row.in_code {
            asked += 1;
            if sources.files_with(&name).is_empty() {
                wrong.push(format!("line {}: `{name}` is no identifier, module or file", row.line));
            }
        }
    }
    assert!(asked > 100, "{asked} names were looked for");
    assert!(wrong.is_empty(), "the glossary names what is not there:\n{}", wrong.join("\n"));
}

#[test]
fn no_name_that_the_glossary_took_out_is_back() {
    let sources = Sources::load();
    let mut back = Vec::new();
    let mut asked = 0;
    for row in rows() {
        for name in row.not {
            asked += 1;
            let found = if name.ends_with(".rs") {
                sources.files_ending_in(&name)
            } else {
                sources.files_with(&name)
            };
            let excepted = |file: &str| EXCEPTIONS.iter().any(|(of, at, _)| *of == name && *at == file);
            let found = found.into_iter().filter(|file| !excepted(file));
            back.extend(found.map(|file| format!("line {}: `{name}` is in {file}", row.line)));
        }
    }
    assert!(asked > 80, "{asked} names were looked for");
    assert!(back.is_empty(), "the glossary has another word for these:\n{}", back.join("\n"));
}

#[test]
fn every_exception_is_needed() {
    let sources = Sources::load();
    let forbidden: BTreeSet<String> = rows().into_iter().flat_map(|row| row.not).collect();
    for (name, file, why) in EXCEPTIONS {
        assert!(forbidden.contains(name), "`{name}` ({why}) is not forbidden by the glossary");
        assert!(sources.files_with(name).contains(file), "`{name}` ({why}) is not in {file}");
    }
}

#[test]
fn a_name_stands_on_one_side_of_the_glossary_only() {
    let rows = rows();
    let names: BTreeSet<&String> = rows.iter().flat_map(|row| &row.in_code).collect();
    let both: Vec<&String> =
        rows.iter().flat_map(|row| &row.not).filter(|name| names.contains(name)).collect();
    assert!(both.is_empty(), "said to be in the code and not to be: {both:?}");
}
