//! The keys of the chair's console. A key presses the button that carries it (`data-key`), so that what a key does is
//! what one sees, and whatever holds a button back holds the key back.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent};

use super::dialog::Dialog;
use super::{ChairUi, Pane};

/// Listens for keys as long as the console is there.
pub fn listen(ui: ChairUi) {
    Effect::new(move |_| {
        let listener = window_event_listener(ev::keydown, move |event| on_key(ui, &event));
        on_cleanup(move || listener.remove());
    });
}

/// Moves the focus into a pane, so that the next Tab is in it.
pub fn focus_pane(pane: Pane) {
    request_animation_frame(move || {
        let selector = format!("[data-in='{}']", pane.name());
        let part = document().query_selector(&selector).ok().flatten();
        let grip = part.as_ref().and_then(|part| part.query_selector("[data-grip]").ok().flatten());
        if let Some(part) = grip.or(part).and_then(|part| part.dyn_into::<HtmlElement>().ok()) {
            let _ = part.focus();
        }
    });
}

fn on_key(ui: ChairUi, event: &KeyboardEvent) {
    let active = document().active_element();
    if event.default_prevented() || event.repeat() || active.as_ref().is_some_and(is_typed_into) {
        return;
    }
    let command = event.ctrl_key() || event.meta_key();
    let code = event.code();
    let Some(letter) = letter(&code) else { return };
    let undo = command && letter == "Z" && !event.shift_key() && !event.alt_key();
    if event.key() == "?" {
        event.prevent_default();
        ui.dialog.set(Some(Dialog::Help));
        return;
    }
    if event.shift_key() || event.alt_key() || (command && !undo) {
        return;
    }
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    let row = active.and_then(|active| active.closest("[data-row]").ok().flatten());
    let button = match (dialog, row) {
        (Some(dialog), _) => find(&dialog, letter, true),
        (None, Some(row)) => find(&row, letter, true).or_else(|| find_anywhere(letter)),
        (None, None) => find_anywhere(letter),
    };
    let Some(button) = button else { return };
    event.prevent_default();
    let part = button.closest("[data-in]").ok().flatten().and_then(|part| part.get_attribute("data-in"));
    if let Some(pane) = part.as_deref().and_then(Pane::named) {
        ui.pane.set(pane);
    }
    button.click();
}

fn find_anywhere(letter: &str) -> Option<HtmlElement> {
    find(&document().document_element()?, letter, false)
}

/// The first button with this key that is not hidden; those of a row only for whoever is in it.
fn find(scope: &Element, letter: &str, in_rows: bool) -> Option<HtmlElement> {
    let rows = if in_rows { "" } else { ":not([data-row] *)" };
    let selector = format!("[data-key='{letter}']:not(.hidden *){rows}");
    scope.query_selector(&selector).ok().flatten()?.dyn_into().ok()
}

/// True if keys belong to what has the focus: a field, but not one of a dialog that has just been closed.
fn is_typed_into(element: &Element) -> bool {
    let name = element.tag_name();
    let field =
        matches!(name.as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.has_attribute("contenteditable");
    field && element.closest("dialog:not([open])").ok().flatten().is_none()
}

/// The letter or digit on a key, wherever a Vietnamese keyboard puts it: the position of the key, not what it types.
fn letter(code: &str) -> Option<&str> {
    let letter = code
        .strip_prefix("Key")
        .or_else(|| code.strip_prefix("Digit"))
        .or_else(|| code.strip_prefix("Numpad"));
    letter.filter(|letter| letter.len() == 1).or(match code {
        "Slash" => Some("?"),
        "Minus" => Some("-"),
        "Equal" => Some("="),
        "Semicolon" => Some(";"),
        "BracketLeft" => Some("["),
        "BracketRight" => Some("]"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_by_its_place() {
        assert_eq!(letter("KeyN"), Some("N"));
        assert_eq!(letter("Digit2"), Some("2"));
        assert_eq!(letter("Numpad2"), Some("2"));
        assert_eq!(letter("NumpadAdd"), None);
        assert_eq!(letter("Space"), None);
    }
}
