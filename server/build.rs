//! Notes when the program was built: a clock that shows an earlier time is wrong.

use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    // The time of the sources, where a packager says it, so that the same sources make the same program.
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo::rerun-if-changed=src");
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let built = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    println!("cargo::rustc-env=BUILT_SECONDS={}", built.unwrap_or_else(now));
}
