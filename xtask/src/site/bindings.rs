//! Builds the consoles' wasm: compiled once, cut into a module for each console, with the scripts that load them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::{Asset, cut};
use crate::process;
use crate::setup::WASM_TARGET;
use crate::workspace::{browser_target_dir, cargo};

/// The cargo profile: size first, see Cargo.toml.
const PROFILE: &str = "wasm-release";

/// The consoles, by the name of the entry into each in app/wasm. Their modules and scripts are called the same.
const CONSOLES: [&str; 4] = ["chair", "secretary", "desk", "office"];

/// Files that say what is asked of wasm-bindgen and the cut; their versions are written in the module and in
/// Cargo.lock.
const ASKED: [&str; 4] = [
    include_str!("bindings.rs"),
    include_str!("cut.rs"),
    include_str!("references.rs"),
    include_str!("../../../Cargo.lock"),
];

/// Builds the crate `wasm` and returns each console's script and module.
pub(crate) fn build() -> Result<Vec<Asset>> {
    let target = browser_target_dir()?;
    process::run(
        cargo()
            .args(["rustc", "-p", "wasm", "--target", WASM_TARGET, "--profile", PROFILE])
            // The linker's notes say what each console reaches; they go when it is cut.
            .args(["--", "-C", "link-arg=--emit-relocs"])
            .env("CARGO_TARGET_DIR", &target),
    )?;
    let compiled = target.join(WASM_TARGET).join(PROFILE).join("wasm.wasm");
    let bindings = target.join("bindings");
    bind(&compiled, &bindings)?;
    let files = CONSOLES.iter().flat_map(|console| [format!("{console}.js"), format!("{console}_bg.wasm")]);
    files.map(|file| read(&bindings, file)).collect()
}

/// Cuts the module and runs wasm-bindgen, unless they have already seen this very module.
fn bind(compiled: &Path, bindings: &Path) -> Result<()> {
    let module = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let seen = ASKED.iter().fold(Sha256::new_with_prefix(&module), sha2::Digest::chain_update);
    let seen = format!("{:x}", seen.finalize());
    let stamp = bindings.join("stamp");
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == seen) {
        return Ok(());
    }
    let _ = fs::remove_dir_all(bindings);
    fs::create_dir_all(bindings).with_context(|| format!("cannot create {}", bindings.display()))?;
    for console in CONSOLES {
        bind_one(console, &module, bindings).with_context(|| format!("the module of the {console}"))?;
    }
    fs::write(&stamp, seen).with_context(|| format!("cannot write {}", stamp.display()))
}

fn bind_one(console: &str, module: &[u8], bindings: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_module(console, cut::one(module, console, &CONSOLES)?)
        .web(true)?
        .typescript(false)
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
    output.emit(bindings).with_context(|| format!("cannot write to {}", bindings.display()))
}

fn read(bindings: &Path, name: String) -> Result<Asset> {
    let path = bindings.join(&name);
    let content = fs::read(&path).with_context(|| format!("wasm-bindgen wrote no {}", path.display()))?;
    Ok(Asset { name, content })
}
