//! The script of the phone, the tablet and the projector: bundled, checked and tested by what npm installed in `screen/`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace::root;

/// Bundles `screen/src` into one script for the oldest browser. What that browser does not know and the bundler cannot
/// write in its words is an error.
pub(crate) fn bundle() -> Result<String> {
    process::output(node().arg("build.mjs"))
}

/// Checks the types and runs the unit tests on Node.
pub(crate) fn test() -> Result<()> {
    // The script knows a browser and no Node; its tests know both.
    for project in [".", "tests"] {
        let mut tsc = Command::new(folder().join("node_modules/.bin/tsc"));
        process::run(tsc.args(["--noEmit", "--project", project]).current_dir(folder()))?;
    }
    process::run(node().args(["build.mjs", "tests"]))?;
    // A folder is a test to some versions of Node and a module to others; files are tests to all.
    let mut tests = Vec::new();
    for entry in fs::read_dir(folder().join("build/tests"))? {
        tests.push(entry?.path());
    }
    process::run(node().arg("--test").args(tests))
}

fn node() -> Command {
    let mut command = Command::new("node");
    command.current_dir(folder());
    command
}

fn folder() -> PathBuf {
    root().join("screen")
}
