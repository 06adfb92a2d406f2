//! The map of the code, held: no folder of ours is missing on it.

use std::fs;

use super::markdown::backticked;
use super::sources::{MADE, root};

/// Folders whose own folders each have a line on the map.
const MAPPED: [&str; 8] =
    ["", "app", "app/src", "app/meeting", "app/meeting/src", "server", "server/src", "xtask/src"];

#[test]
fn every_folder_is_on_the_map() {
    let map = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let named: Vec<String> = map.lines().flat_map(backticked).collect();
    let mut missing = Vec::new();
    let mut asked = 0;
    for above in MAPPED {
        for entry in fs::read_dir(root().join(above)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if !path.is_dir() || MADE.contains(&name) || name.starts_with('.') {
                continue;
            }
            asked += 1;
            let folder =
                format!("{}/", path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
            if !named.contains(&folder) {
                missing.push(folder);
            }
        }
    }
    assert!(asked > 40, "{asked} folders were looked for");
    assert!(missing.is_empty(), "not on the map of docs/architecture.md:\n{}", missing.join("\n"));
}
