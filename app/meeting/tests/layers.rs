//! The layers of this crate, held: a file imports what stands in its own layer or below, and within a layer no two of the
//! modules listed there import each other. What is read are the `use` lines and every path that begins with `crate` or
//! `super`, also in what macros are given; a name that a module passes on (`pub use`) counts as what it names.

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

    fn visit_item_use(&mut self, line: &'ast syn::ItemUse) {
        let mut all = Vec::new();
        leaves(&line.tree, &[], &mut all);
        let is_private = matches!(line.vis, Visibility::Inherited);
        self.1.extend(all.iter().filter(|_| is_private).filter_map(|(path, _)| absolute(self.0, path)));
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        // What a macro is given is no syntax yet: whatever begins with `crate` in it is a path.
        let given = called.tokens.to_string().replace(' ', "");
        for path in given.split("crate::").skip(1) {
            let path = path.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next();
            let segments = path.unwrap_or_default().split("::").filter(|segment| !segment.is_empty());
            self.1.insert(segments.map(str::to_owned).collect());
        }
        syn::visit::visit_macro(self, called);
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
            let is_passed_on = !matches!(line.vis, Visibility::Inherited);
            // A module that passes on what its own parts define gives it a name; anything else is an import.
            if !is_passed_on || !path.starts_with(module) {
                read.named.insert(path.clone());
            }
            if is_passed_on {
                read.passed_on.insert(name, path);
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

/// Which layer a module belongs to, and the name by which it stands there.
fn listed(module: &[String]) -> (usize, &'static str) {
    let name = module.join("::");
    let belongs =
        |listed: &str| name == listed || !listed.is_empty() && name.starts_with(&format!("{listed}::"));
    let best = LAYERS
        .iter()
        .enumerate()
        .flat_map(|(at, (_, modules))| modules.iter().map(move |listed| (at, *listed)))
        .filter(|(_, listed)| belongs(listed))
        .max_by_key(|(_, listed)| listed.len());
    best.unwrap_or_else(|| panic!("`{name}` is in no layer: put it into the table of this test"))
}

fn layer(module: &[String]) -> usize {
    listed(module).0
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
fn no_two_modules_of_a_layer_import_each_other() {
    let mut edges: BTreeMap<(usize, &str), BTreeSet<&str>> = BTreeMap::new();
    for (by, what) in imports(&Crate::load()) {
        let (from, to) = (listed(&by), listed(&what));
        if from.0 == to.0 && from != to {
            edges.entry(from).or_default().insert(to.1);
        }
    }
    for (at, (name, _)) in LAYERS.iter().enumerate() {
        // Whatever imports nothing of the rest any more is taken away, until nothing can be.
        let mut left: BTreeMap<&str, BTreeSet<&str>> = edges
            .iter()
            .filter(|((layer, _), _)| *layer == at)
            .map(|((_, from), to)| (*from, to.clone()))
            .collect();
        loop {
            let still: BTreeSet<&str> = left.keys().copied().collect();
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
