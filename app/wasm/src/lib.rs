//! The WebAssembly entry of the consoles: takes over (hydrates) the page the server rendered, nothing else.
//!
//! It is compiled once, for all four consoles. The site's build makes of it one module for each, with what is
//! reached from that console's entry alone: an entry has the name of its place, and nothing else here knows of places.

use app::consoles::{self, Console, ConsoleDefinition, ConsoleProps};
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes the chair's page over. Called once, as each of these functions, by the script the server put into the page.
#[wasm_bindgen]
pub fn chair() {
    take_over(consoles::CHAIR);
}

/// Takes the secretary's page over.
#[wasm_bindgen]
pub fn secretary() {
    take_over(consoles::SECRETARY);
}

/// Takes the desk's page over.
#[wasm_bindgen]
pub fn desk() {
    take_over(consoles::DESK);
}

/// Takes the office's page over.
#[wasm_bindgen]
pub fn office() {
    take_over(consoles::OFFICE);
}

// One function for all four: inlined into each, all that is below it would be there four times.
#[inline(never)]
fn take_over(own: ConsoleDefinition) {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(move || Console(ConsoleProps { snapshot: None, own }));
}
