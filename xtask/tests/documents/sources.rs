//! The identifiers of our Rust sources, for the tests that hold documents to them: as the compiler sees them, so that
//! strings and comments do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proc_macro2::{TokenStream, TokenTree};

/// Where our Rust sources lie.
const FOLDERS: [&str; 3] = ["app", "server", "xtask"];

/// Folders that git, a build, an installation or a test makes.
pub(super) const MADE: [&str; 6] =
    [".git", "target", "node_modules", "build", "test-results", "playwright-report"];

/// The root of the repository.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every identifier of our Rust sources, with the files it stands in and those it is defined in.
pub(super) struct Sources {
    identifiers: BTreeMap<String, BTreeSet<String>>,
    defined: BTreeMap<String, BTreeSet<String>>,
    files: BTreeSet<String>,
}

/// The files below a folder; not of those that are made.
pub(super) fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !MADE.contains(&name) {
                below(&path, files);
            }
        } else {
            files.push(path);
        }
    }
}

/// What defines the name behind it.
const KEYWORDS: [&str; 9] =
    ["fn", "struct", "enum", "trait", "type", "const", "static", "mod", "macro_rules"];

/// Tells every identifier of a stream, and whether it is defined there. Texts are literals, comments in front of items
/// too, so neither is told.
fn collect(tokens: TokenStream, found: &mut impl FnMut(String, bool)) {
    let mut is_defined = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let is_keyword = KEYWORDS.contains(&name.as_str());
                found(name.trim_start_matches("r#").to_owned(), is_defined);
                is_defined = is_keyword;
                continue;
            }
            // The mark behind `macro_rules`.
            TokenTree::Punct(mark) if mark.as_char() == '!' => continue,
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        is_defined = false;
    }
}

impl Sources {
    /// All of them, read once.
    pub(super) fn load() -> &'static Self {
        static SOURCES: LazyLock<Sources> = LazyLock::new(Sources::read);
        &SOURCES
    }

    fn read() -> Self {
        let mut paths = Vec::new();
        for folder in FOLDERS {
            below(&root().join(folder), &mut paths);
        }
        let mut sources =
            Self { identifiers: BTreeMap::new(), defined: BTreeMap::new(), files: BTreeSet::new() };
        for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let file = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            let text = fs::read_to_string(path).unwrap();
            let tokens: TokenStream = text.parse().unwrap_or_else(|fault| panic!("{file}: {fault}"));
            collect(tokens, &mut |name, is_defined| {
                if is_defined {
                    sources.defined.entry(name.clone()).or_default().insert(file.clone());
                }
                sources.identifiers.entry(name).or_default().insert(file.clone());
            });
            sources.files.insert(file);
        }
        assert!(sources.files.len() > 300, "{} files were read", sources.files.len());
        sources
    }

    /// The files in which this is an identifier, or which it is the name of, or of a folder they are in.
    pub(super) fn files_with(&self, name: &str) -> BTreeSet<&str> {
        let named = |file: &&String| file.trim_end_matches(".rs").split('/').any(|part| part == name);
        let named = self.files.iter().filter(named);
        let inside = self.identifiers.get(name).into_iter().flatten();
        named.chain(inside).map(String::as_str).collect()
    }

    /// The files whose path ends in this one.
    pub(super) fn files_ending_in(&self, path: &str) -> BTreeSet<&str> {
        let end = format!("/{path}");
        self.files.iter().filter(|file| file.ends_with(&end)).map(String::as_str).collect()
    }

    /// Whether this is defined in the file.
    pub(super) fn is_defined_in(&self, name: &str, file: &str) -> bool {
        self.defined.get(name).is_some_and(|files| files.contains(file))
    }

    /// Whether some file knows all parts of a path such as `panel::view`, as identifiers of it or as modules it is in.
    pub(super) fn has_path(&self, parts: &[&str]) -> bool {
        // A function of a module is there when it is defined: a variable of its name is not it. Lints are clippy's own.
        let last = parts.last().copied().filter(|_| parts.len() > 1 && parts.first() != Some(&"clippy"));
        let last = last.unwrap_or_default();
        if last.starts_with(|c: char| c.is_ascii_lowercase()) && !self.defined.contains_key(last) {
            return false;
        }
        let mut known = parts.iter().map(|part| self.files_with(part));
        let first = known.next().unwrap_or_default();
        !known.fold(first, |both, files| both.intersection(&files).copied().collect()).is_empty()
    }
}
