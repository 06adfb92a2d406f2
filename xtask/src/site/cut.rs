//! Cuts one module for each console from the one that is compiled: with what that console reaches, and nothing else.
//!
//! Compiling four times would take minutes; this takes seconds. What is not reached is emptied, not removed, so that
//! everything else keeps its number: wasm-bindgen then removes what it can, and rows of nothing pack to nothing.
//!
//! Should an emptied function run after all, it stops the page with `unreachable`, which every browser test would meet.

use anyhow::{Context, Result, bail};
use walrus::{FunctionKind, Module, ModuleConfig};

use super::references::References;

/// How Leptos names what hydrates a view of an erased type in several goes, for pages that load parts of their code
/// later. Every such view refers to one. Our pages are hydrated in one go (`hydrate_body` in app/wasm), so none of
/// them ever runs. The name as the compiler writes it: each part's length, then its letters.
const HYDRATE_IN_GOES: &str = "8into_any13hydrate_async17h";

/// Cuts the module of the console that is entered by `entry` from one that has all `entries`.
///
/// # Errors
/// If the module is not as it has to be: each case says what is missing.
pub(super) fn one(wasm: &[u8], entry: &str, entries: &[&str]) -> Result<Module> {
    let references = References::read(wasm)?;
    let mut never = references.named(HYDRATE_IN_GOES);
    if never.is_empty() {
        bail!(
            "no function of the module is named {HYDRATE_IN_GOES}: Leptos names them differently now, or does \
             without; see xtask/src/site/cut.rs"
        );
    }
    for other in entries {
        let exported = references.exports.iter().find(|(name, _)| is_export_of(name, other));
        let (_, index) = exported.with_context(|| format!("app/wasm exports no function `{other}`"))?;
        if *other != entry {
            never.push(*index);
        }
    }
    emptied(wasm, references, &never)
}

/// True if a function of this name is exported under the other: `#[wasm_bindgen]` puts a digest behind the name.
fn is_export_of(function: &str, name: &str) -> bool {
    let is_digest = |rest: &str| rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
    function
        .strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.strip_prefix('_').is_some_and(is_digest))
}

/// Empties everything in the module that is not used if these functions never run.
fn emptied(wasm: &[u8], references: References, never: &[usize]) -> Result<Module> {
    let used = references.used(never);
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.on_parse(move |module, ids| {
        for (index, used) in used.functions.iter().enumerate() {
            let function = module.funcs.get_mut(ids.get_func(u32::try_from(index)?)?);
            if !used && let FunctionKind::Local(local) = &mut function.kind {
                let mut body = local.builder_mut().func_body();
                body.instrs_mut().clear();
                body.unreachable();
            }
        }
        let segments = module.data.iter().count();
        let kept: Vec<_> = references.constants.iter().zip(&used.constants).collect();
        for index in 0..segments {
            let data = module.data.get_mut(ids.get_data(u32::try_from(index)?)?);
            // Constants may lie in one another: the bytes of one that is used stay, whatever else they are part of.
            let mut empty = vec![false; data.value.len()];
            for wanted in [false, true] {
                for (constant, used) in &kept {
                    if constant.segment == index && **used == wanted {
                        empty[constant.bytes.clone()].fill(!wanted);
                    }
                }
            }
            for (byte, empty) in data.value.iter_mut().zip(empty) {
                if empty {
                    *byte = 0;
                }
            }
        }
        Ok(())
    });
    let mut module = config.parse(wasm).context("the compiled module cannot be read")?;
    // The linker's notes count bytes of the module as it was.
    let notes = module
        .customs
        .iter()
        .filter(|(_, section)| section.name() == "linking" || section.name().starts_with("reloc."));
    for id in notes.map(|(id, _)| id).collect::<Vec<_>>() {
        module.customs.delete(id);
    }
    Ok(module)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use walrus::ir::Instr;

    use super::*;
    use crate::process;
    use crate::setup::WASM_TARGET;

    /// A module with two entries. What each says is reached through a pointer in a table alone; both use `Both`.
    const SOURCE: &str = r#"
        use std::hint::black_box;
        trait Says { fn says(&self) -> &'static str; }
        struct Left; struct Right; struct Both;
        impl Says for Left { fn says(&self) -> &'static str { black_box("words of the left") } }
        impl Says for Right { fn says(&self) -> &'static str { black_box("words of the right") } }
        impl Says for Both { fn says(&self) -> &'static str { black_box("words of both") } }
        static GOES: &str = "words of the goes";
        mod into_any { #[inline(never)] pub fn hydrate_async() -> usize { std::hint::black_box(super::GOES).len() } }
        fn count(all: &[&dyn Says]) -> usize { black_box(all).iter().map(|one| one.says().len()).sum() }
        #[unsafe(no_mangle)] pub extern "C" fn left() -> usize { count(&[&Left, &Both]) + into_any::hydrate_async() }
        #[unsafe(no_mangle)] pub extern "C" fn right() -> usize { count(&[&Right, &Both]) + into_any::hydrate_async() }
    "#;

    fn compiled(linked: &[&str]) -> Result<Vec<u8>> {
        let folder = tempfile::tempdir()?;
        let (source, module) = (folder.path().join("two.rs"), folder.path().join("two.wasm"));
        fs::write(&source, SOURCE)?;
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut command = Command::new(rustc);
        command.args([
            "--target",
            WASM_TARGET,
            "--crate-type",
            "cdylib",
            "--edition",
            "2024",
            "-Copt-level=1",
        ]);
        process::run(command.args(linked).arg("-o").arg(&module).arg(&source))?;
        Ok(fs::read(module)?)
    }

    /// True if these words are among the module's constants.
    fn says(module: &Module, words: &str) -> bool {
        module.data.iter().any(|data| data.value.windows(words.len()).any(|bytes| bytes == words.as_bytes()))
    }

    /// True if the one function whose name has this in it is empty.
    fn is_empty(module: &Module, name: &str) -> bool {
        let mut found = module
            .funcs
            .iter()
            .filter(|function| function.name.as_ref().is_some_and(|known| known.contains(name)));
        let (Some(function), None) = (found.next(), found.next()) else {
            panic!("not one function is {name}")
        };
        let FunctionKind::Local(local) = &function.kind else { panic!("{name} is imported") };
        matches!(&local.block(local.entry_block()).instrs[..], [(Instr::Unreachable(_), _)])
    }

    #[test]
    fn each_has_what_it_reaches_and_nothing_of_the_other() -> Result<()> {
        let wasm = compiled(&["-Clink-arg=--emit-relocs"])?;
        for (own, other) in [("left", "right"), ("right", "left")] {
            let module = one(&wasm, own, &["left", "right"])?;
            let say = |entry: &str| format!("{}{}", &entry[..1].to_uppercase(), &entry[1..]);
            assert!(says(&module, &format!("words of the {own}")) && says(&module, "words of both"), "{own}");
            assert!(!says(&module, &format!("words of the {other}")), "{own} has the words of the {other}");
            assert!(!says(&module, "words of the goes"), "{own} has what never runs");
            assert!(!is_empty(&module, &format!("{}$u20$as$u20$two..Says", say(own))), "{own} has its own");
            assert!(is_empty(&module, &format!("{}$u20$as$u20$two..Says", say(other))), "{own} is cut");
            assert!(is_empty(&module, HYDRATE_IN_GOES), "{own} has what never runs");
        }
        Ok(())
    }

    #[test]
    fn what_cannot_be_cut_says_why() -> Result<()> {
        let complaint = |cut: Result<Module>| cut.err().map(|error| format!("{error:#}")).unwrap_or_default();
        let wasm = compiled(&["-Clink-arg=--emit-relocs"])?;
        assert!(complaint(one(&wasm, "left", &["left", "middle"])).contains("`middle`"));
        assert!(complaint(one(&compiled(&[])?, "left", &["left", "right"])).contains("--emit-relocs"));
        Ok(())
    }
}
