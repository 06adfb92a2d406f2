//! As much of Markdown as the documents use: spans of code, links and headings, outside of fenced blocks.

use std::path::PathBuf;

use super::sources::{below, root};

/// The documents that are held: all there are in the repository.
pub(super) fn documents() -> Vec<PathBuf> {
    let mut all = Vec::new();
    below(root(), &mut all);
    all.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    all.sort();
    assert!(all.len() >= 10, "{} documents were found", all.len());
    all
}

/// The lines of a document that are not in a fenced block, each with its number.
pub(super) fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            lines.push((index + 1, line));
        }
    }
    lines
}

/// What stands between backticks, in order.
pub(super) fn backticked(line: &str) -> Vec<String> {
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Where the links and pictures of a line lead.
pub(super) fn links(line: &str) -> Vec<&str> {
    let ends = line.split("](").skip(1);
    ends.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).collect()
}

/// The anchors of a document: its headings, as GitHub makes anchors of them.
pub(super) fn anchors(text: &str) -> Vec<String> {
    let headings = lines(text).into_iter().filter(|(_, line)| line.starts_with('#'));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        words
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect()
    };
    headings.map(|(_, heading)| anchor(heading)).collect()
}

#[test]
fn spans_links_and_anchors_are_found() {
    assert_eq!(backticked("a `b` c `d/e.rs`: `f`"), ["b", "d/e.rs", "f"]);
    assert_eq!(links("see [x](y.md#z) and ![p](q.png)"), ["y.md#z", "q.png"]);
    assert_eq!(lines("a\n```\nb\n```\nc"), [(1, "a"), (5, "c")]);
    assert_eq!(anchors("# Bàn đăng ký\n## What, now?"), ["bàn-đăng-ký", "what-now"]);
}
