//! The browser's half of the consoles: takes over the page the server rendered, nothing else.

use app::consoles::{Console, ConsoleProps};
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes the page over. Called once by the script the server put into it.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(|| Console(ConsoleProps { snapshot: None }));
}
