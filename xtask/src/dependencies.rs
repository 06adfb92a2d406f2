//! What this project depends on, as cargo knows it: licences we may hand on, one version of a crate, no crate that
//! nothing uses. Exceptions stand beside their rule, each with its reason, and one that is no longer needed is a fault.

mod duplicates;
mod licences;
mod unused;

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, bail};
use cargo_metadata::{Metadata, MetadataCommand, Package, PackageId};

use crate::workspace::{cargo, root};

/// Reads what cargo knows of the workspace and fails with every fault, one a line.
pub(crate) fn check() -> Result<()> {
    let metadata = MetadataCommand::new()
        .cargo_path(cargo().get_program())
        .current_dir(root())
        .exec()
        .context("cargo does not tell the dependencies")?;
    let reached = reached(&metadata)?;
    let mut faults = licences::faults(
        reached.iter().map(|package| (named(package), package.license.as_deref())),
        licences::ALLOWED,
    );
    faults.extend(duplicates::faults(
        reached.iter().map(|package| (package.name.as_str(), &package.version)),
        duplicates::KNOWN,
    ));
    faults.extend(unused::faults(&unused::members(&metadata)?, unused::NAMED_NOWHERE));
    if !faults.is_empty() {
        bail!("the dependencies are not in order:\n  {}", faults.join("\n  "));
    }
    eprintln!("     {} packages in order", reached.len());
    Ok(())
}

/// Every package that a crate of the workspace needs, on whatever system.
fn reached(metadata: &Metadata) -> Result<Vec<&Package>> {
    let resolve = metadata.resolve.as_ref().context("cargo resolved nothing")?;
    let needs: HashMap<&PackageId, &[PackageId]> =
        resolve.nodes.iter().map(|node| (&node.id, node.dependencies.as_slice())).collect();
    let mut seen: HashSet<&PackageId> = metadata.workspace_members.iter().collect();
    let mut open: Vec<&PackageId> = seen.iter().copied().collect();
    while let Some(id) = open.pop() {
        let more = needs.get(id).with_context(|| format!("cargo resolved nothing for {id}"))?;
        open.extend(more.iter().filter(|id| seen.insert(id)));
    }
    let mut reached: Vec<&Package> =
        metadata.packages.iter().filter(|package| seen.contains(&package.id)).collect();
    reached.sort_by_key(|package| (&package.name, &package.version));
    Ok(reached)
}

/// A package as a sentence names it.
fn named(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}
