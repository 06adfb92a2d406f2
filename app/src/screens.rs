//! The screens of the hall: the phone, the tablet at the desk and the projector. Rendered on the server only; a small script
//! (`screen/`) swaps pushed panels in.
//!
//! [`html`] renders one panel. It depends on nothing but its arguments, so the room renders a change once
//! and the same bytes go to every socket. A page ([`phone::page`], [`projector::page`]) holds each panel in
//! a `<section data-panel data-offset data-hash>` and around them what does not change while it is open.
//!
//! What a panel says in one word (the list is open, the poll is closed) it also carries as
//! `data-set-NAME="value"`; the page has the same as `data-NAME` on its root, and the style sheet shows and
//! hides by that. So a form is never replaced while someone is typing in it.

mod shared;

pub mod phone;
pub mod projector;
pub mod tablet;

use leptos::prelude::*;
use meeting::Place;
use meeting::panel::{Panel, PanelName};

use crate::text::Lang;

/// The surroundings of the panels: what the screens show of the hall itself, the same from the first minute to the
/// last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The code people join by.
    pub code: String,
    /// The address they join at, as it is printed.
    pub join_url: String,
    /// The address as a QR code: one `<svg>` element.
    pub qr_svg: String,
}

/// Renders the HTML inside a panel's section; `None` if this screen does not show that panel.
///
/// A panel of one person ([`PanelName::Mine`]) is shown on the phone.
#[must_use]
pub fn html(
    place: Place,
    lang: Lang,
    name: PanelName,
    panel: &Panel,
    surroundings: &Surroundings,
) -> Option<String> {
    match place {
        _ if name == PanelName::Mine => phone::panel(lang, &surroundings.code, panel),
        Place::Phone => phone::panel(lang, &surroundings.code, panel),
        Place::Projector => projector::panel(lang, panel),
        Place::Tablet => tablet::panel(lang, panel),
        Place::Chair | Place::Secretary | Place::Desk | Place::Office => None,
    }
}

/// Renders a view to a string, without the marks hydration would need.
fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    without_marks(&owner.with(|| view().into_view().to_html()))
}

/// Removes Leptos' marks, `<!>` and comments. Nothing else begins with `<!` but the doctype: text is escaped, and what
/// is put in raw is our own.
fn without_marks(html: &str) -> String {
    let mut parts = html.split("<!");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = if part.starts_with("--") { "-->" } else { ">" };
        if part.starts_with("DOCTYPE") {
            bare.push_str("<!");
            bare.push_str(part);
        } else if let Some((_, after)) = part.split_once(end) {
            bare.push_str(after);
        }
    }
    bare
}

/// Renders a panel in its section. The hash lets the script know that the browser holds the very text the server sent,
/// so that a splice of it will fit.
fn section(name: PanelName, offset: u64, html: String, label: &'static str) -> impl IntoView {
    let hash = hash(&html);
    view! {
        <section
            class=name.to_string()
            data-panel=name.to_string()
            data-offset=offset.to_string()
            data-hash=hash
            aria-label=(!label.is_empty()).then_some(label)
            inner_html=html
        ></section>
    }
}

/// Hashes HTML with FNV-1a over the UTF-16 units, as the script counts them.
fn hash(html: &str) -> String {
    let hash = html
        .encode_utf16()
        .fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(test)]
mod fixture_tests;
#[cfg(test)]
mod tests;
