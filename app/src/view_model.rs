//! What the server hands a page to be rendered from.

pub mod history;
pub mod import;
pub mod results;

use crate::address;
use std::collections::BTreeMap;

use meeting::panel::PanelName;
use meeting::{Moment, Place};
use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// Addresses of the built assets, by the name of their source: `phone.css` → `/assets/phone.1a2b3c4d.css`.
#[derive(Clone, Debug, Default)]
pub struct Assets(pub BTreeMap<String, String>);

impl Assets {
    /// The address of an asset; of one that was not built, an address that answers 404.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| address::asset(&name))
    }
}

/// What a console is first painted from, on the server and again in the browser: one state of all its
/// panels and where in the stream it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Which console.
    pub place: Place,
    /// The code of the meeting.
    pub code: String,
    /// The language this person reads.
    pub lang: Lang,
    /// The stream's epoch.
    pub epoch: String,
    /// The meeting's clock when this was made.
    pub now: Moment,
    /// Each panel with the offset it is of, as JSON.
    pub panels: BTreeMap<PanelName, (u64, serde_json::Value)>,
    /// The address people in the hall join at, as it is printed.
    pub join_url: String,
}

/// A console as the server hands it out.
#[derive(Clone, Debug)]
pub struct ConsolePage {
    /// What it is first painted from.
    pub snapshot: Snapshot,
    /// Where its script, module and style are.
    pub assets: Assets,
}
