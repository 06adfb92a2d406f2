//! Collects the files that are served as they lie in `public/`: fonts, icons.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Asset;

/// Extensions of the files that browsers ask for.
const SERVED: [&str; 3] = ["svg", "png", "woff2"];

/// Extensions of files that lie beside them for people, such as a font's licence.
const NOT_SERVED: [&str; 2] = ["txt", "md"];

/// Collects everything in the folder and below, in the order of the names.
pub(crate) fn collect(public: &Path) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    collect_below(public, "", &mut assets)?;
    if assets.is_empty() {
        bail!("{} holds nothing to serve; is this a whole copy of the project?", public.display());
    }
    Ok(assets)
}

fn collect_below(folder: &Path, prefix: &str, assets: &mut Vec<Asset>) -> Result<()> {
    let read = || format!("cannot read {}", folder.display());
    let mut entries =
        fs::read_dir(folder).with_context(read)?.collect::<Result<Vec<_>, _>>().with_context(read)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let Ok(file_name) = entry.file_name().into_string() else {
            bail!("the name of {} is not UTF-8; rename it", path.display());
        };
        let name = format!("{prefix}{file_name}");
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if path.is_dir() {
            collect_below(&path, &format!("{name}/"), assets)?;
        } else if SERVED.contains(&extension) {
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            assets.push(Asset { name, content });
        } else if !NOT_SERVED.contains(&extension) && !file_name.starts_with('.') {
            bail!(
                "{} is of a kind the site does not know; name its extension in {} or keep it elsewhere",
                path.display(),
                file!()
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_browsers_ask_for_and_leaves_the_licence() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("fonts"))?;
        fs::write(folder.path().join("fonts/be.woff2"), "font")?;
        fs::write(folder.path().join("fonts/OFL.txt"), "licence")?;
        fs::write(folder.path().join("hall.svg"), "icon")?;
        let names: Vec<String> = collect(folder.path())?.into_iter().map(|asset| asset.name).collect();
        assert_eq!(names, ["fonts/be.woff2", "hall.svg"]);
        Ok(())
    }

    #[test]
    fn refuses_what_it_does_not_know() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("hall.mp4"), "film")?;
        let refusal = collect(folder.path()).expect_err("a film is not served").to_string();
        assert!(refusal.contains("hall.mp4"), "{refusal}");
        Ok(())
    }
}
