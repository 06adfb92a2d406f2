//! Builds one style sheet for each kind of page: imports put in place, comments left out, assets by their hashed names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Asset, Manifest};

/// The style sheets pages link to; everything else in `style/` is imported by one of them.
const ENTRIES: [&str; 4] = ["consoles.css", "phone.css", "projector.css", "tablet.css"];

/// Prefix by which a style sheet names a file of `public/`.
const ASSETS: &str = "/assets/";

/// Builds the style sheets from the folder they lie in.
pub(crate) fn build(style: &Path, manifest: &Manifest) -> Result<Vec<Asset>> {
    ENTRIES
        .into_iter()
        .map(|entry| {
            let path = style.join(entry);
            let mut stylesheet = String::new();
            inline(&path, &mut Vec::new(), &mut stylesheet)?;
            let stylesheet = with_hashed_names(&without_comments(&stylesheet), manifest)
                .with_context(|| format!("{} cannot be built", path.display()))?;
            Ok(Asset { name: entry.to_owned(), content: stylesheet.into_bytes() })
        })
        .collect()
}

/// Appends a style sheet, with each one it imports where it is first imported.
fn inline(path: &Path, seen: &mut Vec<PathBuf>, stylesheet: &mut String) -> Result<()> {
    let canonical =
        path.canonicalize().with_context(|| format!("cannot find the style sheet {}", path.display()))?;
    if seen.contains(&canonical) {
        return Ok(());
    }
    seen.push(canonical);
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    for line in text.lines() {
        if let Some(imported) = imported(line) {
            inline(&path.with_file_name(imported), seen, stylesheet)
                .with_context(|| format!("{} imports {imported}", path.display()))?;
        } else {
            stylesheet.push_str(line);
            stylesheet.push('\n');
        }
    }
    Ok(())
}

/// The file that a line `@import "./tokens.css";` names.
fn imported(line: &str) -> Option<&str> {
    let named = line.trim().strip_prefix("@import")?.trim().strip_suffix(';')?.trim();
    named.strip_prefix('"')?.strip_suffix('"')
}

/// Removes comments, indents and empty lines: they are for us; on the hall's Wi-Fi they would be bytes a phone waits
/// for.
fn without_comments(stylesheet: &str) -> String {
    let mut bare = String::with_capacity(stylesheet.len());
    let mut rest = stylesheet;
    while let Some(start) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(start);
        bare.push_str(before);
        let length = if from.starts_with("/*") {
            from.find("*/").map_or(from.len(), |end| end + 2)
        } else if from.starts_with('/') {
            bare.push('/');
            1
        } else {
            let length = quoted_length(from);
            bare.push_str(&from[..length]);
            length
        };
        rest = &from[length..];
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Length in bytes of a string, from its opening quote to its closing one.
fn quoted_length(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Puts the hashed name wherever the style sheet names an asset.
fn with_hashed_names(stylesheet: &str, manifest: &Manifest) -> Result<String> {
    let mut parts = stylesheet.split(ASSETS);
    let mut hashed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(['"', '\'', ')', '?', '#']).unwrap_or(part.len());
        let (name, after) = part.split_at(end);
        let path = manifest
            .get(name)
            .with_context(|| format!("it asks for {ASSETS}{name}, and there is no public/{name}"))?;
        hashed.extend([ASSETS, path, after]);
    }
    Ok(hashed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these style sheets, and all the entries.
    fn style(stylesheets: &[(&str, &str)]) -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        for entry in ENTRIES {
            fs::write(folder.path().join(entry), "")?;
        }
        for (name, text) in stylesheets {
            fs::write(folder.path().join(name), text)?;
        }
        Ok(folder)
    }

    fn built(folder: &Path, manifest: &Manifest) -> Result<String> {
        let consoles = build(folder, manifest)?.swap_remove(0);
        Ok(String::from_utf8(consoles.content)?)
    }

    #[test]
    fn an_import_stands_once_where_it_comes_first() -> Result<()> {
        let folder = style(&[
            ("tokens.css", ":root { --red: #8a1c1c; }\n"),
            ("base.css", "@import \"./tokens.css\";\nbody { color: var(--red); }\n"),
            ("consoles.css", "@import \"./base.css\";\n@import \"./tokens.css\";\nmain {}\n"),
        ])?;
        let stylesheet = built(folder.path(), &Manifest::new())?;
        assert_eq!(stylesheet, ":root { --red: #8a1c1c; }\nbody { color: var(--red); }\nmain {}\n");
        Ok(())
    }

    #[test]
    fn a_missing_import_names_both_stylesheets() -> Result<()> {
        let folder = style(&[("consoles.css", "@import \"./tokens.css\";\n")])?;
        let error = format!("{:#}", built(folder.path(), &Manifest::new()).expect_err("nothing to import"));
        assert!(error.contains("consoles.css imports ./tokens.css"), "{error}");
        Ok(())
    }

    #[test]
    fn assets_go_by_their_hashed_names() -> Result<()> {
        let folder =
            style(&[("consoles.css", "a { src: url(\"/assets/fonts/be.woff2\") format(\"woff2\") }")])?;
        let manifest = Manifest::from([("fonts/be.woff2".into(), "fonts/be.0123abcd.woff2".into())]);
        assert_eq!(
            built(folder.path(), &manifest)?,
            "a { src: url(\"/assets/fonts/be.0123abcd.woff2\") format(\"woff2\") }\n"
        );
        let error = format!("{:#}", built(folder.path(), &Manifest::new()).expect_err("no such font"));
        assert!(error.contains("there is no public/fonts/be.woff2"), "{error}");
        Ok(())
    }

    #[test]
    fn comments_go_and_strings_stay() {
        let stylesheet =
            "/* why */\n\n  a::before { content: \"/* \\\" kept */\"; font: 18px/1.5 serif } /* open";
        assert_eq!(
            without_comments(stylesheet),
            "a::before { content: \"/* \\\" kept */\"; font: 18px/1.5 serif }\n"
        );
    }
}
