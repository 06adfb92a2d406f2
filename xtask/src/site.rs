//! `cargo xtask site`: what browsers download, built into `target/site/`, which the server embeds.
//!
//! ```text
//! app, wasm ── cut, wasm-bindgen ▶ chair.js, chair_bg.wasm, desk.js, … ┐
//! screen/   ── esbuild ──────────▶ screen.js ───────────────────────────┼─▶ assets/STEM.HASH.EXT, .br, .gz
//! public/   ── as it is ─────────▶ fonts/…, icons/… ────────────────────┤
//! style/    ── one sheet a page ─▶ consoles.css, phone.css, … ─────────┘   manifest.json: name ─▶ path below assets/
//! ```
//!
//! A file's name carries a hash of what is in it: browsers may keep it for ever, an old name never means new
//! content, and whatever is already there under its name needs no packing again.

mod bindings;
mod cut;
mod pack;
mod public;
mod references;
mod styles;

use std::collections::BTreeMap;
use std::fs::{self, File};

use anyhow::{Context, Result};

use crate::screen;
use crate::workspace::{root, site_dir};

/// One file browsers download.
#[derive(Debug)]
pub(crate) struct Asset {
    /// What pages and style sheets call it: its path below `/assets/`, without the hash.
    name: String,
    content: Vec<u8>,
}

/// The name of each asset, with its file below `/assets/`.
type Manifest = BTreeMap<String, String>;

/// Builds the site. Two builds at a time take turns; a build that changes nothing writes nothing.
pub(crate) fn build() -> Result<()> {
    let site = site_dir();
    fs::create_dir_all(&site).with_context(|| format!("cannot create {}", site.display()))?;
    let lock = site.with_extension("lock");
    let lock = File::create(&lock).with_context(|| format!("cannot create {}", lock.display()))?;
    lock.lock().context("cannot wait for another build of the site")?;

    let mut manifest = Manifest::new();
    let mut assets = bindings::build()?;
    assets.push(Asset { name: "screen.js".into(), content: screen::bundle()?.into_bytes() });
    assets.extend(public::collect(&root().join("public"))?);
    for asset in &assets {
        manifest.insert(asset.name.clone(), pack::hashed_path(asset));
    }
    // Style sheets come last: they name fonts and icons, which by now have their hashes.
    for stylesheet in styles::build(&root().join("style"), &manifest)? {
        manifest.insert(stylesheet.name.clone(), pack::hashed_path(&stylesheet));
        assets.push(stylesheet);
    }
    pack::write(&site, &assets, &manifest)
}
