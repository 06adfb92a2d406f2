//! Dependencies that a crate of ours lists and names nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, Package, Target, TargetKind};

/// A crate of ours, a dependency of it, and why it is listed without being named.
pub(super) type NamedNowhere = (&'static str, &'static str, &'static str);

/// Those that are there for what they do without being named.
pub(super) const NAMED_NOWHERE: &[NamedNowhere] = &[];

/// A crate of ours: what it lists, and where each would be named.
pub(super) struct Member {
    name: String,
    dependencies: Vec<Dependency>,
}

/// A dependency as the crate's sources call it.
struct Dependency {
    name: String,
    named: bool,
}

/// The crates of the workspace.
pub(super) fn members(metadata: &Metadata) -> Result<Vec<Member>> {
    metadata.workspace_packages().into_iter().map(|package| member(metadata, package)).collect()
}

fn member(metadata: &Metadata, package: &Package) -> Result<Member> {
    let resolve = metadata.resolve.as_ref().context("cargo resolved nothing")?;
    let node = resolve.nodes.iter().find(|node| node.id == package.id);
    let node = node.with_context(|| format!("cargo resolved nothing for {}", package.name))?;
    // What is built before the crate, what is in it, and what only its tests are made of.
    let is_script = |target: &Target| target.kind.contains(&TargetKind::CustomBuild);
    let is_crate = |target: &Target| !is_script(target) && !is_test(target);
    let scripts = sources(package, is_script)?;
    let crates = sources(package, is_crate)?;
    let tests = sources(package, is_test)?;
    let mut dependencies = Vec::new();
    for needed in &node.deps {
        let is = |kind: DependencyKind| needed.dep_kinds.iter().any(|one| one.kind == kind);
        let mut places = Vec::new();
        if is(DependencyKind::Normal) || is(DependencyKind::Development) {
            places.push(&crates);
        }
        if is(DependencyKind::Development) {
            places.push(&tests);
        }
        if is(DependencyKind::Build) {
            places.push(&scripts);
        }
        let named = places.into_iter().flatten().any(|source| names(source, &needed.name));
        dependencies.push(Dependency { name: needed.name.clone(), named });
    }
    Ok(Member { name: package.name.to_string(), dependencies })
}

fn is_test(target: &Target) -> bool {
    [TargetKind::Test, TargetKind::Bench, TargetKind::Example].iter().any(|kind| target.kind.contains(kind))
}

/// The text of every source file of some targets of a crate.
fn sources(package: &Package, wanted: impl Fn(&Target) -> bool) -> Result<Vec<String>> {
    let mut files = BTreeSet::new();
    for target in package.targets.iter().filter(|target| wanted(target)) {
        let first = target.src_path.as_std_path();
        match first.parent() {
            // A build script lies beside everything else and stands for itself.
            Some(folder)
                if folder != package.manifest_path.parent().map_or(folder, |at| at.as_std_path()) =>
            {
                below(folder, &mut files)?;
            }
            _ => drop(files.insert(first.to_owned())),
        }
    }
    let read =
        |file: PathBuf| fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()));
    files.into_iter().map(read).collect()
}

/// Every Rust file below a folder.
fn below(folder: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    let cannot = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path.is_dir() {
            below(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.insert(path);
        }
    }
    Ok(())
}

/// Whether a source names a crate: in a path that begins with it, or in a `use` of it alone. Comments do not count.
fn names(source: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    source.lines().any(|line| {
        let code = line.find("//").map_or(line, |comment| line.split_at(comment).0);
        code.match_indices(name).any(|(at, _)| {
            let (before, rest) = code.split_at(at);
            let after = rest.split_at(name.len()).1;
            // `std::time::` names no crate `time`; `::time::` does.
            let of_another = before.strip_suffix("::").is_some_and(|path| path.ends_with(is_word));
            let begins = !before.ends_with(is_word) && !of_another;
            let alone = before.trim_end().ends_with("use") || before.trim_end().ends_with("extern crate");
            begins && (after.starts_with("::") || alone && !after.starts_with(is_word))
        })
    })
}

/// What is wrong: a dependency that is named nowhere, and an exception for one that is named or not there.
pub(super) fn faults(members: &[Member], named_nowhere: &[NamedNowhere]) -> Vec<String> {
    let idle: Vec<(&str, &str)> = members
        .iter()
        .flat_map(|member| {
            let idle = member.dependencies.iter().filter(|dependency| !dependency.named);
            idle.map(|dependency| (member.name.as_str(), dependency.name.as_str()))
        })
        .collect();
    let excepted: Vec<(&str, &str)> =
        named_nowhere.iter().map(|(member, name, _)| (*member, *name)).collect();
    let unknown = idle.iter().filter(|one| !excepted.contains(one)).map(|(member, name)| {
        format!("{member} lists {name} and names it nowhere: take it out, or say in unused.rs what it is for")
    });
    let stale = excepted.iter().filter(|one| !idle.contains(one)).map(|(member, name)| {
        format!("{member} names {name}, or no longer lists it: its exception in unused.rs is over")
    });
    unknown.chain(stale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_by_a_path_that_begins_with_it() {
        for source in [
            "use time::Duration;",
            "let x = time::Duration::ZERO;",
            "fn f(x: &::time::Date) {}",
            "use {anyhow::Result, time::Date};",
            "#[derive(time::Thing)]",
            "use time;",
            "pub use time as clock;",
            "extern crate time;",
        ] {
            assert!(names(source, "time"), "{source}");
        }
    }

    #[test]
    fn neither_a_word_nor_a_comment_nor_another_crates_module_names_it() {
        for source in [
            "use std::time::Duration;",
            "let time = 1;",
            "use crate::time;",
            "mytime::now();",
            "time_of::day();",
            "// time::Duration is what it was",
            "let time: time_t = time;",
        ] {
            assert!(!names(source, "time"), "{source}");
        }
    }

    fn member(name: &str, dependencies: &[(&str, bool)]) -> Member {
        let dependencies =
            dependencies.iter().map(|(name, named)| Dependency { name: (*name).to_owned(), named: *named });
        Member { name: name.to_owned(), dependencies: dependencies.collect() }
    }

    #[test]
    fn what_is_named_nowhere_is_said_unless_it_is_excepted() {
        let members = [member("ours", &[("serde", true), ("left_pad", false)]), member("mine", &[])];
        let said = faults(&members, &[]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("ours lists left_pad"), "{said:?}");
        assert_eq!(faults(&members, &[("ours", "left_pad", "its feature is wanted")]), [""; 0]);
        let others = faults(&members, &[("mine", "left_pad", "that of another crate")]);
        assert_eq!(others.len(), 2, "{others:?}");
    }

    #[test]
    fn an_exception_is_over_once_it_is_named_or_gone() {
        let members = [member("ours", &[("serde", true)])];
        for gone in ["serde", "left_pad"] {
            let said = faults(&members, &[("ours", gone, "it was so")]);
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(said[0].contains(gone), "{said:?}");
        }
    }

    #[test]
    fn what_tests_alone_name_does_not_count_for_the_crate_itself() -> Result<()> {
        let folder = tempfile::TempDir::new()?;
        let write = |path: &str, text: &str| -> Result<()> {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().context("a folder")?)?;
            Ok(fs::write(path, text)?)
        };
        write("Cargo.toml", "[workspace]\nmembers = ['ours', 'one', 'two', 'three']\nresolver = '3'")?;
        for name in ["one", "two", "three"] {
            write(&format!("{name}/Cargo.toml"), &format!("[package]\nname = '{name}'\nedition = '2024'"))?;
            write(&format!("{name}/src/lib.rs"), "")?;
        }
        write(
            "ours/Cargo.toml",
            "[package]\nname = 'ours'\nedition = '2024'\n[dependencies]\none = { path = '../one' }\n\
             two = { path = '../two' }\n[dev-dependencies]\nthree = { path = '../three' }",
        )?;
        write("ours/src/lib.rs", "mod deep;")?;
        write("ours/src/deep.rs", "pub use one::*;")?;
        write("ours/tests/all.rs", "use two::*;\nuse three::*;")?;
        let metadata = cargo_metadata::MetadataCommand::new()
            .cargo_path(crate::workspace::cargo().get_program())
            .current_dir(folder.path())
            .other_options(["--offline".to_owned()])
            .exec()?;
        let said = faults(&members(&metadata)?, &[]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("ours lists two"), "{said:?}");
        Ok(())
    }
}
