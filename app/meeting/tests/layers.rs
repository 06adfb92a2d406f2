//! The layers of this crate, held: a file imports what stands in its own layer or below, and within a layer no two
//! subjects import each other. What is read are the `use` lines and every path that begins with `crate` or `super`;
//! a name that a module passes on (`pub use`) counts as what it names.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::Visit;
use syn::{Item, UseTree, Visibility};

/// The layers, from the ground up, each with the modules that belong to it. A module that is not named belongs to the
/// layer of the one it is in; `docs/architecture.md` says what each is for.
const LAYERS: [(&str, &[&str]); 9] = [
    ("words", &["id", "time", "letters", "search", "splice", "chain"]),
    ("terms", &["actor", "refusal", "validate", "phase", "person_key", "clock", "laptop"]),
    (
        "subjects",
        &[
            "details",
            "agenda",
            "speakers",
            "contacts",
            "opinions",
            "written",
            "minutes",
            "poll",
            "attendance",
            "cards",
            "keys",
            "projector",
            "programme",
            "history",
            "undo",
        ],
    ),
    ("state", &["state"]),
    (
        "rules",
        &[
            "details::decide",
            "details::apply",
            "agenda::apply",
            "speakers::decide",
            "speakers::apply",
            "speakers::register",
            "contacts::decide",
            "contacts::apply",
            "opinions::decide",
            "opinions::apply",
            "written::decide",
            "written::apply",
            "minutes::decide",
            "minutes::apply",
            "poll::decide",
            "poll::apply",
            "poll::eligibility",
            "attendance::decide",
            "attendance::apply",
            "cards::decide",
            "cards::apply",
            "keys::decide",
            "projector::decide",
            "projector::apply",
            "programme::template",
            "clock::decide",
        ],
    ),
    (
        "across",
        &[
            "conduct",
            // It asks `conduct` for what begins and ends.
            "agenda::decide",
            "permissions",
            "minutes::recording",
            "history::action",
            "history::reader",
            "history::lately",
            "undo::decide",
            "undo::apply",
            "undo::note",
        ],
    ),
    ("meeting", &[""]),
    ("panels", &["panel"]),
    ("wire", &["wire"]),
];

/// A file of the crate as far as its layer is concerned.
#[derive(Default)]
struct Module {
    /// What is defined in it.
    defined: BTreeSet<String>,
    /// What it passes on: under which name, and what that is.
    passed_on: BTreeMap<String, Vec<String>>,
    /// What it names of this crate, as paths from its root.
    named: BTreeSet<Vec<String>>,
}

/// The crate, module by module.
struct Crate(BTreeMap<Vec<String>, Module>);

/// A path as it stands in a file, from the root of the crate; `None` if it is of another crate.
fn absolute(module: &[String], path: &[String]) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let parent = module.split_last()?.1;
            // `super::super` goes on from the parent.
            if rest.first().is_some_and(|next| next == "super") {
                absolute(parent, rest)
            } else {
                Some([parent, rest].concat())
            }
        }
        _ => None,
    }
}

/// The paths of a `use` line, each with the name it gives.
fn leaves(tree: &UseTree, before: &[String], all: &mut Vec<(Vec<String>, String)>) {
    let with = |name: &dyn ToString| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(&path.ident), all),
        UseTree::Name(name) if name.ident == "self" => {
            all.push((before.to_vec(), before.last().cloned().unwrap_or_default()));
        }
        UseTree::Name(name) => all.push((with(&name.ident), name.ident.to_string())),
        UseTree::Rename(rename) => all.push((with(&rename.ident), rename.rename.to_string())),
        UseTree::Glob(_) => all.push((before.to_vec(), "*".to_owned())),
        UseTree::Group(group) => group.items.iter().for_each(|item| leaves(item, before, all)),
    }
}

/// Every path in the code of a file.
struct Paths<'a>(&'a [String], &'a mut BTreeSet<Vec<String>>);

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let path_of: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // `crate` alone is how far something may be seen.
        self.1.extend(absolute(self.0, &path_of).filter(|path| !path.is_empty()));
        syn::visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        // Tests inside a file may look wherever they like.
        if module.ident != "tests" {
            syn::visit::visit_item_mod(self, module);
        }
    }
}

fn read(path: &Path, module: &[String]) -> Module {
    let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
    let mut read = Module::default();
    let mut children: BTreeSet<String> = BTreeSet::new();
    for item in &file.items {
        let name = match item {
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            Item::Mod(item) => {
                children.insert(item.ident.to_string());
                continue;
            }
            _ => continue,
        };
        read.defined.insert(name.to_string());
    }
    for item in &file.items {
        let Item::Use(line) = item else { continue };
        let mut all = Vec::new();
        leaves(&line.tree, &[], &mut all);
        for (path, name) in all {
            // A path that begins with a module of this file is one of this crate too.
            let own = path.first().is_some_and(|first| children.contains(first));
            let Some(path) = (if own { Some([module, &path].concat()) } else { absolute(module, &path) })
            else {
                continue;
            };
            if !matches!(line.vis, Visibility::Inherited) {
                read.passed_on.insert(name, path);
            } else {
                read.named.insert(path);
            }
        }
    }
    Paths(module, &mut read.named).visit_file(&file);
    read
}

impl Crate {
    fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut all = BTreeMap::new();
        let mut folders = vec![(root.clone(), Vec::new())];
        while let Some((folder, above)) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path: PathBuf = entry.unwrap().path();
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                let module: Vec<String> =
                    if name == "lib" { Vec::new() } else { [above.as_slice(), &[name]].concat() };
                if path.is_dir() {
                    folders.push((path, module));
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    all.insert(module.clone(), read(&path, &module));
                }
            }
        }
        assert!(all.len() > 60, "{} files were read", all.len());
        Self(all)
    }

    /// In which module what a path names is defined.
    fn home(&self, path: &[String]) -> Vec<String> {
        let mut module = Vec::new();
        for (at, segment) in path.iter().enumerate() {
            let child = [module.as_slice(), std::slice::from_ref(segment)].concat();
            if self.0.contains_key(&child) {
                module = child;
                continue;
            }
            let here = &self.0[&module];
            if let Some(target) = here.passed_on.get(segment).filter(|_| !here.defined.contains(segment)) {
                return self.home(&[target.as_slice(), &path[at + 1..]].concat());
            }
            return module;
        }
        module
    }
}

/// Which layer a module belongs to, by the table.
fn layer(module: &[String]) -> usize {
    let name = module.join("::");
    let belongs =
        |listed: &str| name == listed || !listed.is_empty() && name.starts_with(&format!("{listed}::"));
    let best = LAYERS
        .iter()
        .enumerate()
        .flat_map(|(at, (_, modules))| modules.iter().map(move |listed| (at, *listed)))
        .filter(|(_, listed)| belongs(listed))
        .max_by_key(|(_, listed)| listed.len());
    best.unwrap_or_else(|| panic!("`{name}` is in no layer: put it into the table of this test")).0
}

/// What one module names of others: by whom, and in which module that is.
fn imports(of: &Crate) -> Vec<(Vec<String>, Vec<String>)> {
    let all = of.0.iter().flat_map(|(module, read)| {
        let homes: BTreeSet<Vec<String>> = read.named.iter().map(|path| of.home(path)).collect();
        homes.into_iter().filter(|home| home != module).map(|home| (module.clone(), home)).collect::<Vec<_>>()
    });
    all.collect()
}

#[test]
fn no_file_imports_from_a_layer_above_its_own() {
    let all = imports(&Crate::load());
    assert!(all.len() > 300, "{} imports were read", all.len());
    let upward: Vec<String> = all
        .iter()
        .filter(|(by, what)| layer(by) < layer(what))
        .map(|(by, what)| {
            let name = |module: &[String]| format!("{} ({})", module.join("::"), LAYERS[layer(module)].0);
            format!("{} imports {}", name(by), name(what))
        })
        .collect();
    assert!(upward.is_empty(), "imports that run upward:\n{}", upward.join("\n"));
}

#[test]
fn no_two_subjects_of_a_layer_import_each_other() {
    let mut edges: BTreeMap<(usize, String), BTreeSet<String>> = BTreeMap::new();
    for (by, what) in imports(&Crate::load()) {
        let (Some(from), Some(to)) = (by.first(), what.first()) else { continue };
        if layer(&by) == layer(&what) && from != to {
            edges.entry((layer(&by), from.clone())).or_default().insert(to.clone());
        }
    }
    for (at, (name, _)) in LAYERS.iter().enumerate() {
        // Whatever imports nothing of the rest any more is taken away, until nothing can be.
        let mut left: BTreeMap<&String, BTreeSet<&String>> = edges
            .iter()
            .filter(|((layer, _), _)| *layer == at)
            .map(|((_, from), to)| (from, to.iter().collect()))
            .collect();
        loop {
            let still: BTreeSet<&String> = left.keys().copied().collect();
            let before = left.len();
            left.retain(|_, to| {
                to.retain(|to| still.contains(*to));
                !to.is_empty()
            });
            if left.len() == before {
                break;
            }
        }
        assert!(left.is_empty(), "in layer `{name}` these import each other in a circle: {left:?}");
    }
}
