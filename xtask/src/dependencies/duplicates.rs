//! Crates that are there in two versions which do not replace each other: twice the time to build, and two types of
//! one name.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::semver::Version;

/// A crate that is there in several versions, which, and why.
pub(super) type Known = (&'static str, &'static [&'static str], &'static str);

/// Those that we cannot bring together.
pub(super) const KNOWN: &[Known] = &[
    ("base64", &["0.22", "0.23"], "hyper-util, below reqwest, is ahead of axum and leptos"),
    ("block-buffer", &["0.10", "0.12"], "as digest"),
    ("convert_case", &["0.6", "0.11"], "config, below leptos_config, is behind leptos' own macros"),
    ("cpufeatures", &["0.2", "0.3"], "as digest"),
    ("crypto-common", &["0.1", "0.2"], "as digest"),
    (
        "digest",
        &["0.10", "0.11"],
        "rust-embed is ahead of axum, tungstenite and sqlx with RustCrypto's digests",
    ),
    ("getrandom", &["0.3", "0.4"], "as rand"),
    ("hashbrown", &["0.16", "0.17"], "sqlx and wasmparser are behind indexmap"),
    (
        "hmac",
        &["0.12", "0.13"],
        "as digest; the newer stands in Cargo.lock for sqlx's PostgreSQL, which nobody builds",
    ),
    ("r-efi", &["5", "6"], "as getrandom, and for UEFI alone"),
    ("rand", &["0.9", "0.10"], "proptest is ahead of leptos and tungstenite"),
    ("rand_core", &["0.9", "0.10"], "as rand"),
    (
        "sha1",
        &["0.10", "0.11"],
        "as digest; the newer stands in Cargo.lock for sqlx's MySQL, which nobody builds",
    ),
    ("sha2", &["0.10", "0.11"], "as digest"),
    ("syn", &["2", "3"], "macros are moving to 3 one by one"),
    ("thiserror", &["1", "2"], "gloo-net, below server_fn, is behind"),
    ("thiserror-impl", &["1", "2"], "as thiserror"),
];

/// What is wrong: a crate in several versions that is not known of, and one known of that is not there so.
pub(super) fn faults<'a>(
    packages: impl Iterator<Item = (&'a str, &'a Version)>,
    known: &[Known],
) -> Vec<String> {
    let mut versions: BTreeMap<&str, BTreeSet<(u64, u64, u64)>> = BTreeMap::new();
    for (name, version) in packages {
        versions.entry(name).or_default().insert(line(version));
    }
    let there = |name: &str| {
        let lines = versions.get(name).map(|lines| lines.iter().copied().map(shown).collect::<Vec<_>>());
        lines.unwrap_or_default()
    };
    let mut faults = Vec::new();
    for name in versions.iter().filter(|(_, lines)| lines.len() > 1).map(|(name, _)| *name) {
        if !known.iter().any(|(one, ..)| *one == name) {
            let there = there(name).join(" and ");
            faults.push(format!(
                "{name} is there as {there}: `cargo tree --target all -i {name}@…` says for whom"
            ));
        }
    }
    for (name, lines, _) in known {
        let there = there(name);
        if there != *lines {
            let (known, there) = (lines.join(" and "), there.join(" and "));
            faults.push(format!(
                "{name} is known to be there as {known} and is there as {there} (duplicates.rs)"
            ));
        }
    }
    faults
}

/// What versions have in common that replace each other: all up to the first number that is not 0.
fn line(version: &Version) -> (u64, u64, u64) {
    match (version.major, version.minor, version.patch) {
        (0, 0, patch) => (0, 0, patch),
        (0, minor, _) => (0, minor, 0),
        (major, ..) => (major, 0, 0),
    }
}

fn shown(line: (u64, u64, u64)) -> String {
    match line {
        (0, 0, patch) => format!("0.0.{patch}"),
        (0, minor, _) => format!("0.{minor}"),
        (major, ..) => major.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(packages: &[(&str, (u64, u64, u64))], known: &[Known]) -> Vec<String> {
        let packages: Vec<_> = packages
            .iter()
            .map(|(name, (major, minor, patch))| (*name, Version::new(*major, *minor, *patch)))
            .collect();
        faults(packages.iter().map(|(name, version)| (*name, version)), known)
    }

    #[test]
    fn versions_that_do_not_replace_each_other_are_said() {
        let said = of(&[("a", (1, 2, 0)), ("b", (0, 9, 5)), ("a", (2, 0, 0)), ("b", (0, 10, 3))], &[]);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("a is there as 1 and 2"), "{said:?}");
        assert!(said[1].starts_with("b is there as 0.9 and 0.10"), "{said:?}");
        assert_eq!(of(&[("a", (0, 0, 1)), ("a", (0, 0, 2))], &[]).len(), 1);
    }

    #[test]
    fn versions_that_do_are_none() {
        assert_eq!(
            of(&[("a", (1, 2, 0)), ("a", (1, 3, 0)), ("b", (0, 4, 1)), ("b", (0, 4, 2))], &[]),
            [""; 0]
        );
    }

    #[test]
    fn what_is_known_is_passed_over_while_it_is_so_and_no_longer() {
        let known: &[Known] = &[("a", &["1", "2"], "b has not followed")];
        assert_eq!(of(&[("a", (1, 0, 0)), ("a", (2, 1, 0))], known), [""; 0]);
        let third = of(&[("a", (1, 0, 0)), ("a", (2, 1, 0)), ("a", (3, 0, 0))], known);
        assert_eq!(
            third,
            ["a is known to be there as 1 and 2 and is there as 1 and 2 and 3 (duplicates.rs)"]
        );
        let one = of(&[("a", (2, 1, 0))], known);
        assert_eq!(one, ["a is known to be there as 1 and 2 and is there as 2 (duplicates.rs)"]);
        assert_eq!(of(&[], known).len(), 1, "and when it is gone");
    }
}
