//! What the documents name is there: every file and folder, every heading a link leads to, every function and type.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::markdown::{anchors, backticked, documents, lines, links};
use super::sources::{Sources, below, root};

/// First parts of paths that are in no repository: what a build or the program makes.
const ELSEWHERE: [&str; 4] = ["target", "urns", "files", "assets"];

/// Endings of the files we write: a name that ends so is one of ours wherever it stands.
const OURS: [&str; 6] = [".rs", ".ts", ".mjs", ".css", ".md", ".toml"];

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The parts of a name such as `panel::view` or `decide()`; `None` if it is something else.
fn parts(span: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = span.strip_suffix("()").unwrap_or(span).split("::").collect();
    parts.iter().all(|part| is_word(part)).then_some(parts)
}

/// Whether a span can be nothing but a name of ours: a path in the code, a call, `CamelCase` or `snake_case`.
fn is_name(span: &str) -> bool {
    let camel = span.starts_with(|c: char| c.is_ascii_uppercase())
        && span.chars().filter(char::is_ascii_uppercase).count() > 1
        && span.contains(|c: char| c.is_ascii_lowercase());
    let snake = span.contains('_') && span.contains(|c: char| c.is_ascii_lowercase());
    parts(span).is_some() && (span.contains("::") || span.ends_with("()") || camel || snake)
}

/// Whether a span is a path into the repository.
fn is_path(span: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "/._-*{},".contains(c);
    if !span.chars().all(plain) || span.starts_with('/') || span.starts_with('.') && !span.contains('/') {
        return false;
    }
    let first = span.split('/').next().unwrap_or_default();
    !ELSEWHERE.contains(&first) && (span.contains('/') || OURS.iter().any(|ending| span.ends_with(ending)))
}

/// The paths that one in the manner of a shell stands for: `text/{vi,en}.rs`.
fn expanded(span: &str) -> Vec<String> {
    match span.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        Some((before, (each, after))) => {
            each.split(',').flat_map(|one| expanded(&format!("{before}{one}{after}"))).collect()
        }
        None => vec![span.to_owned()],
    }
}

/// All files of the repository, and their folders with a slash behind.
fn tree() -> BTreeSet<String> {
    let mut files = Vec::new();
    below(root(), &mut files);
    let mut all = BTreeSet::new();
    for path in files {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        all.extend(name.match_indices('/').map(|(end, _)| name[..=end].to_owned()));
        all.insert(name);
    }
    all
}

/// What of the repository a path means: from the root, or by how it ends.
fn found<'a>(tree: &'a BTreeSet<String>, path: &str) -> Vec<&'a String> {
    let (start, end) = path.split_once('*').unwrap_or((path, ""));
    let is = |file: &str| {
        if path.contains('*') {
            file.starts_with(start) && file.ends_with(end)
        } else {
            file.trim_end_matches('/') == path.trim_end_matches('/')
        }
    };
    let whole: Vec<&String> = tree.iter().filter(|file| is(file)).collect();
    if whole.is_empty() && !path.contains('*') {
        let end = format!("/{path}");
        return tree.iter().filter(|file| file.ends_with(&end)).collect();
    }
    whole
}

/// What a file is said to hold: in “`file.rs`: `one`, `two` and `three`” each of the three is defined in that file.
fn said_to_hold(line: &str) -> Vec<(String, Vec<String>)> {
    let pieces: Vec<&str> = line.split('`').collect();
    let mut said = Vec::new();
    for (at, span) in pieces.iter().enumerate().skip(1).step_by(2) {
        if !(span.ends_with(".rs") || span.ends_with(".ts")) {
            continue;
        }
        let mut names = Vec::new();
        let mut next = at + 1;
        while next + 1 < pieces.len() {
            let fits =
                if names.is_empty() { pieces[next] == ": " } else { matches!(pieces[next], ", " | " and ") };
            if !fits || parts(pieces[next + 1]).is_none() {
                break;
            }
            names.push(pieces[next + 1].to_owned());
            next += 2;
        }
        if !names.is_empty() {
            said.push(((*span).to_owned(), names));
        }
    }
    said
}

/// The lines of a document that name only what is there: in the tables of the glossary stands on purpose what is gone.
fn prose<'a>(document: &Path, text: &'a str) -> Vec<(usize, &'a str)> {
    let is_glossary = document.ends_with("docs/glossary.md");
    lines(text).into_iter().filter(|(_, line)| !(is_glossary && line.starts_with('|'))).collect()
}

fn name(document: &Path) -> String {
    document.strip_prefix(root()).unwrap().display().to_string()
}

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for (number, line) in lines(&text) {
            for link in links(line).into_iter().filter(|link| !link.contains("://")) {
                asked += 1;
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target =
                    if file.is_empty() { document.clone() } else { document.parent().unwrap().join(file) };
                let there = target.exists()
                    && (anchor.is_empty()
                        || anchors(&fs::read_to_string(&target).unwrap())
                            .iter()
                            .any(|known| known == anchor));
                if !there {
                    wrong.push(format!("{} line {number}: {link}", name(&document)));
                }
            }
        }
    }
    assert!(asked > 20, "{asked} links were followed");
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn every_path_that_is_named_is_there() {
    let tree = tree();
    let mut wrong = Vec::new();
    let mut asked = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for (number, line) in prose(&document, &text) {
            for span in backticked(line).iter().filter(|span| is_path(span)) {
                for path in expanded(span) {
                    asked += 1;
                    if found(&tree, &path).is_empty() {
                        wrong.push(format!("{} line {number}: {path}", name(&document)));
                    }
                }
            }
        }
    }
    assert!(asked > 100, "{asked} paths were looked for");
    assert!(wrong.is_empty(), "files and folders that are not there:\n{}", wrong.join("\n"));
}

#[test]
fn every_function_and_type_that_is_named_is_there() {
    let sources = Sources::load();
    let mut wrong = Vec::new();
    let mut asked = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for (number, line) in prose(&document, &text) {
            for span in backticked(line).iter().filter(|span| is_name(span)) {
                asked += 1;
                if !parts(span).is_some_and(|parts| sources.has_path(&parts)) {
                    wrong.push(format!("{} line {number}: {span}", name(&document)));
                }
            }
        }
    }
    assert!(asked > 60, "{asked} names were looked for");
    assert!(wrong.is_empty(), "functions and types that are not there:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_defines_what_it_is_said_to_hold() {
    let tree = tree();
    let sources = Sources::load();
    let mut wrong = Vec::new();
    let mut asked = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for (number, line) in lines(&text) {
            for (file, names) in said_to_hold(line) {
                let files = found(&tree, &file);
                for span in names {
                    asked += 1;
                    let holds = |file: &&String, part: &str| match file.ends_with(".rs") {
                        true => sources.is_defined_in(part, file),
                        false => {
                            let text = fs::read_to_string(root().join(file)).unwrap();
                            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == part)
                        }
                    };
                    let parts = parts(&span).unwrap_or_default();
                    if !files.iter().any(|file| parts.iter().all(|part| holds(file, part))) {
                        wrong.push(format!("{} line {number}: {span} in {file}", name(&document)));
                    }
                }
            }
        }
    }
    assert!(asked > 40, "{asked} names were looked for");
    assert!(wrong.is_empty(), "files that do not define what they are said to hold:\n{}", wrong.join("\n"));
}

#[test]
fn names_and_paths_are_told_apart() {
    for span in ["panel::view", "decide()", "StreamState", "touched_by_ballot"] {
        assert!(is_name(span) && !is_path(span), "{span}");
    }
    for span in ["server/src/web.rs", "sealing.rs", "app/src/text/{vi,en}", "app/meeting/src/*.rs", "docs/"] {
        assert!(is_path(span) && !is_name(span), "{span}");
    }
    for span in
        ["/m/{code}/live", "urns/MEETING-POLL.db", "--to", "cargo xtask run", "state.json", "HOITRUONG_BIN"]
    {
        assert!(!is_path(span) && !is_name(span), "{span}");
    }
    assert_eq!(expanded("a/{b,c}.rs"), ["a/b.rs", "a/c.rs"]);
    let said = said_to_hold("x `a.rs`: `one`, `two::three` and `four`, then `five`, and `b.rs`, `six`.");
    let names = ["one", "two::three", "four"].map(str::to_owned).to_vec();
    assert_eq!(said, [("a.rs".to_owned(), names)]);
}
