//! Invariants of the documents that no test beside the code holds, and that each of them names one that does.

use std::fs;

use super::sources::{Sources, root};

/// What a rule would need to know the time, to draw lots, or to reach out. The normal form of letters, which a browser
/// has built in, is asked of it in one file and depends on nothing but the letters.
const OUTSIDE: [&str; 16] = [
    "SystemTime",
    "Instant",
    "Local",
    "rand",
    "getrandom",
    "RandomState",
    "fs",
    "net",
    "io",
    "env",
    "process",
    "thread",
    "tokio",
    "sqlx",
    "axum",
    "web_sys",
];

#[test]
fn the_rules_know_no_clock_no_randomness_no_network_and_no_disk() {
    let sources = Sources::load();
    let inside = |file: &&str| file.starts_with("app/meeting/src/");
    for name in OUTSIDE {
        let found: Vec<&str> = sources.files_with(name).into_iter().filter(inside).collect();
        assert!(found.is_empty(), "`{name}` is named by the rules in {found:?}");
    }
    let known = |name: &str| sources.files_with(name).iter().any(inside);
    assert!(known("Moment") && known("decide"), "the rules were read");
}

#[test]
fn every_invariant_names_the_code_and_a_test() {
    let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let invariants: Vec<&str> =
        text.split("\n\n").filter(|paragraph| paragraph.starts_with("**Invariant:**")).collect();
    assert!(invariants.len() > 12, "{} invariants were read", invariants.len());
    for invariant in invariants {
        let is_held = invariant.contains("; test") || invariant.contains("/tests/");
        assert!(is_held && invariant.contains(".rs`: `"), "held by what? {invariant}");
    }
}
