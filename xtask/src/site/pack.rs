//! Writes the site: hashed names, packed copies beside the plain ones, and nothing left over from older builds.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::{Asset, Manifest};

/// Extensions of files that get packed copies. Fonts and pictures are packed already: another layer would cost time on
/// both sides and save nothing.
const PACKED: [&str; 4] = ["js", "css", "wasm", "svg"];

/// The path of an asset below `/assets/`, with the hash of what is in it.
pub(crate) fn hashed_path(asset: &Asset) -> String {
    let digest = format!("{:x}", Sha256::digest(&asset.content));
    let (stem, extension) = asset.name.rsplit_once('.').unwrap_or((&asset.name, ""));
    format!("{stem}.{}.{extension}", &digest[..8])
}

/// Writes these assets into `site`, and removes all others. A running server may be reading from it, so new files come
/// before the manifest that names them, and old ones go after it.
pub(crate) fn write(site: &Path, assets: &[Asset], manifest: &Manifest) -> Result<()> {
    let folder = site.join("assets");
    let mut wanted = BTreeSet::new();
    for asset in assets {
        let path = folder.join(hashed_path(asset));
        write_once(&path, || Ok(asset.content.clone()))?;
        if PACKED.iter().any(|extension| path.extension().is_some_and(|own| own == *extension)) {
            let brotli_copy = beside(&path, "br");
            write_once(&brotli_copy, || brotli(&asset.content))?;
            let gzip_copy = beside(&path, "gz");
            write_once(&gzip_copy, || gzip(&asset.content))?;
            wanted.extend([brotli_copy, gzip_copy]);
        }
        wanted.insert(path);
    }
    write_manifest(&site.join("manifest.json"), manifest)?;
    remove_others(&folder, &wanted)
}

/// Writes a file whose name says what is in it; one that is there already is right as it is.
fn write_once(path: &Path, content: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    write_whole(path, &content()?)
}

/// Writes the manifest, unless it says the same: its age decides whether a release is compiled again.
fn write_manifest(path: &Path, manifest: &Manifest) -> Result<()> {
    let json = serde_json::to_vec_pretty(manifest).context("cannot write the manifest as JSON")?;
    if fs::read(path).is_ok_and(|old| old == json) {
        return Ok(());
    }
    write_whole(path, &json)
}

/// Writes a file beside its place and moves it there: whoever reads finds the whole file or none.
fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let failed = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(failed)?;
    }
    let fresh = beside(path, "new");
    fs::write(&fresh, content).with_context(failed)?;
    fs::rename(&fresh, path).with_context(failed)
}

fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    let failed = || format!("cannot clear {} of older builds", folder.display());
    for entry in fs::read_dir(folder).with_context(failed)? {
        let path = entry.with_context(failed)?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
        } else if !wanted.contains(&path) {
            fs::remove_file(&path).with_context(failed)?;
        }
    }
    Ok(())
}

/// The path with one more extension.
fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, size_hint: content.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &params).context("cannot pack with brotli")?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).context("cannot pack with gzip")?;
    encoder.finish().context("cannot pack with gzip")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(name: &str, content: &str) -> Asset {
        Asset { name: name.into(), content: content.into() }
    }

    fn files(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_name_follows_the_content() {
        let path = hashed_path(&asset("fonts/be-400.woff2", "abc"));
        assert_eq!(path, "fonts/be-400.ba7816bf.woff2");
        assert_ne!(path, hashed_path(&asset("fonts/be-400.woff2", "abd")));
    }

    #[test]
    fn scripts_are_packed_and_older_builds_removed() -> Result<()> {
        let site = tempfile::tempdir()?;
        let build = |assets: &[Asset]| {
            let manifest = assets.iter().map(|asset| (asset.name.clone(), hashed_path(asset))).collect();
            write(site.path(), assets, &manifest)
        };
        build(&[asset("screen.js", "one"), asset("icon.png", "picture")])?;
        build(&[asset("screen.js", "two"), asset("icon.png", "picture")])?;
        let script = hashed_path(&asset("screen.js", "two"));
        assert_eq!(
            files(&site.path().join("assets")),
            [
                hashed_path(&asset("icon.png", "picture")),
                script.clone(),
                format!("{script}.br"),
                format!("{script}.gz")
            ]
        );
        let manifest = fs::read_to_string(site.path().join("manifest.json"))?;
        assert!(manifest.contains(&format!("\"screen.js\": \"{script}\"")), "{manifest}");
        Ok(())
    }
}
