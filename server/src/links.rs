//! The links to all places of a meeting: as JSON for programs, as text for the terminal.

use std::collections::BTreeMap;

use meeting::Place;
use serde::Serialize;

use crate::documents::qr;
use crate::meetings::{KeyError, Link, Meetings};
use crate::room::Room;

/// The links of one meeting.
#[derive(Clone, Debug, Serialize)]
pub struct Links {
    /// The meeting's code.
    pub code: String,
    /// A link for every place.
    pub places: BTreeMap<Place, Link>,
}

/// Makes new links to these places; those made before stay good. `from` is the place that asks; `None` is the laptop
/// itself.
///
/// # Errors
/// If it could not be put on record, or the disk did not take the keys.
pub async fn issue(
    meetings: &Meetings,
    room: &Room,
    places: &[Place],
    from: Option<Place>,
) -> Result<Links, KeyError> {
    Ok(Links { code: room.code.to_string(), places: meetings.make_links(room, places, from).await? })
}

impl Links {
    /// The links as lines of a terminal, each place with a QR code to scan.
    #[must_use]
    pub fn for_terminal(&self, title: &str) -> String {
        let common = app::text::common::of(app::text::Lang::Vi);
        let mut out = format!("\n{title}\nMã hội nghị: {}\n", self.code);
        for (place, link) in &self.places {
            let name = (common.place)(*place);
            out.push_str(&format!("\n{name}\n{}\n{}\n", link.url, qr::terminal(&link.url)));
        }
        out
    }
}
