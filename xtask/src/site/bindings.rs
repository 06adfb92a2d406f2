//! The browser's half of the consoles: compiled to WebAssembly, and the script that loads it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::Asset;
use crate::process;
use crate::setup::WASM_TARGET;
use crate::workspace::{browser_target_dir, cargo};

/// Size first: see the profile in Cargo.toml.
const PROFILE: &str = "wasm-release";

/// What a console's page loads.
const FILES: [&str; 2] = ["hoitruong.js", "hoitruong_bg.wasm"];

/// Builds the crate `wasm` and returns the script and the module.
pub(crate) fn build() -> Result<Vec<Asset>> {
    let target = browser_target_dir()?;
    process::run(
        cargo()
            .args(["build", "-p", "wasm", "--target", WASM_TARGET, "--profile", PROFILE])
            .env("CARGO_TARGET_DIR", &target),
    )?;
    let compiled = target.join(WASM_TARGET).join(PROFILE).join("wasm.wasm");
    let bindings = target.join("bindings");
    bind(&compiled, &bindings)?;
    FILES.into_iter().map(|file| read(&bindings, file)).collect()
}

/// Runs wasm-bindgen, unless it has already seen this very module.
fn bind(compiled: &Path, bindings: &Path) -> Result<()> {
    let module = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    // wasm-bindgen's version is written in the module; what we ask of it is written in this file.
    let seen = format!(
        "{:x}",
        Sha256::new_with_prefix(&module).chain_update(include_bytes!("bindings.rs")).finalize()
    );
    let stamp = bindings.join("stamp");
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == seen) {
        return Ok(());
    }
    let mut output = Bindgen::new()
        .input_bytes("hoitruong", module)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page says where the module is, by its hashed name.
        .omit_default_module_path(true)
        .generate_output()
        .context(
            "wasm-bindgen cannot read the module; is its version in xtask/Cargo.toml that of Cargo.lock?",
        )?;
    let inline =
        output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(package, _)| package);
    if let Some(source) = inline.chain(output.local_modules().keys()).next() {
        bail!(
            "{source} brings a script of its own (`inline_js` or `module` in #[wasm_bindgen]), \
             and the site has no place for it; use what web-sys and js-sys offer"
        );
    }
    let _ = fs::remove_dir_all(bindings);
    fs::create_dir_all(bindings).with_context(|| format!("cannot create {}", bindings.display()))?;
    output.emit(bindings).with_context(|| format!("cannot write to {}", bindings.display()))?;
    fs::write(&stamp, seen).with_context(|| format!("cannot write {}", stamp.display()))
}

fn read(bindings: &Path, file: &str) -> Result<Asset> {
    let path = bindings.join(file);
    let content = fs::read(&path).with_context(|| format!("wasm-bindgen wrote no {}", path.display()))?;
    Ok(Asset { name: file.to_owned(), content })
}
