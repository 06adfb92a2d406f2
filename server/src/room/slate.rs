//! What the room has published: for each stream (a console, or a screen in one language) one slate of
//! encoded panels. A panel is viewed and encoded once per stream, however many sockets listen; sockets
//! take what is newer than what they have whenever they can.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use meeting::panel::PanelName;
use meeting::wire::Hello;
use meeting::{Moment, Place};

use app::text::Lang;
use tokio_tungstenite::tungstenite::Utf8Bytes;

/// One encoding of the panels: consoles get data, screens get HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// Panels as data.
    Console(Place),
    /// Panels as HTML in one language.
    Screen(Place, Lang),
}

impl Stream {
    /// Every stream of a meeting.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let consoles = Place::ALL.into_iter().filter(|place| place.is_staff()).map(Self::Console);
        let screens = [Place::Projector, Place::Tablet, Place::Phone].into_iter();
        let screens = screens.flat_map(|place| Lang::ALL.map(|lang| Self::Screen(place, lang)));
        consoles.chain(screens).collect()
    }

    /// The stream a place listens to; only screens come in a language of their own.
    #[must_use]
    pub fn of(place: Place, lang: Lang) -> Self {
        if place.is_staff() { Self::Console(place) } else { Self::Screen(place, lang) }
    }

    /// Whose panels it carries.
    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Self::Console(place) | Self::Screen(place, _) => place,
        }
    }
}

/// A panel as it goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The offset it changed at last.
    pub offset: u64,
    /// The panel as a JSON value; `None` if it is gone.
    body: Option<Body>,
}

/// An encoded panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Data as JSON.
    Data(Arc<str>),
    /// HTML, not yet a JSON string.
    Html(Arc<str>),
}

impl Body {
    /// Appends it as a JSON value.
    fn write(&self, out: &mut String) {
        match self {
            Self::Data(json) => out.push_str(json),
            Self::Html(html) => out.push_str(&json_string(html)),
        }
    }
}

/// The newest of one stream.
#[derive(Clone, Debug, Default)]
pub struct Slate {
    /// The room's epoch.
    pub epoch: Arc<str>,
    /// The offset of the last change.
    pub offset: u64,
    /// The offset of the change before it.
    previous: u64,
    /// The frame that leads from `previous` to `offset`: the same bytes for every socket in step.
    frame: Utf8Bytes,
    slots: BTreeMap<PanelName, Slot>,
}

impl Slate {
    /// A slate with nothing on it.
    #[must_use]
    pub fn new(epoch: Arc<str>) -> Self {
        Self { epoch, ..Self::default() }
    }

    /// The offset each panel changed at last.
    #[must_use]
    pub fn offset_of(&self, name: PanelName) -> u64 {
        self.slots.get(&name).map_or(0, |slot| slot.offset)
    }

    /// The next slate, if any of these panels differ from what is on this one.
    #[must_use]
    pub fn next(
        &self,
        offset: u64,
        now: Moment,
        panels: impl IntoIterator<Item = (PanelName, Option<Body>)>,
    ) -> Option<Self> {
        let mut changed: Vec<(PanelName, Slot, Option<&Slot>)> = Vec::new();
        for (name, body) in panels {
            let old = self.slots.get(&name);
            if old.and_then(|slot| slot.body.as_ref()) != body.as_ref() {
                changed.push((name, Slot { offset, body }, old));
            }
        }
        if changed.is_empty() {
            return None;
        }
        let frame = self.frame(offset, now, changed.iter().map(|(name, new, old)| (*name, new, *old)));
        let mut slots = self.slots.clone();
        slots.extend(changed.into_iter().map(|(name, slot, _)| (name, slot)));
        Some(Self { epoch: self.epoch.clone(), offset, previous: self.offset, frame, slots })
    }

    /// What leads a socket that is in step at `have` to here; `None` if it has all. The clock is asked
    /// only for a frame that is not made yet.
    #[must_use]
    pub fn since(&self, have: u64, now: impl FnOnce() -> Moment) -> Option<Utf8Bytes> {
        if have >= self.offset {
            return None;
        }
        if have >= self.previous {
            return Some(self.frame.clone());
        }
        let newer = self.slots.iter().filter(|(_, slot)| slot.offset > have);
        Some(self.frame(self.offset, now(), newer.map(|(name, slot)| (*name, slot, None))))
    }

    /// The first frame for a client that says what it has. It is sent even when it is empty: it tells the
    /// client that the line stands.
    #[must_use]
    pub fn greeting(&self, hello: &Hello, now: Moment) -> Utf8Bytes {
        let nothing = BTreeMap::new();
        let have = if *hello.epoch == *self.epoch { &hello.have } else { &nothing };
        let newer = self.slots.iter().filter(|(name, slot)| match have.get(name) {
            Some(offset) => slot.offset > *offset,
            None => slot.body.is_some(),
        });
        self.frame(self.offset, now, newer.map(|(name, slot)| (*name, slot, None)))
    }

    fn frame<'a>(
        &self,
        offset: u64,
        now: Moment,
        slots: impl Iterator<Item = (PanelName, &'a Slot, Option<&'a Slot>)>,
    ) -> Utf8Bytes {
        let mut out = String::with_capacity(256);
        // The shape of `meeting::wire::FromRoom::Panels`, written by hand: bodies are JSON already.
        let _ = write!(
            out,
            r#"{{"panels":{{"epoch":"{}","offset":{offset},"now":{},"panels":{{"#,
            self.epoch, now.0
        );
        let mut gone = Vec::new();
        let mut first = true;
        for (name, slot, old) in slots {
            let Some(body) = &slot.body else {
                gone.push(name.to_string());
                continue;
            };
            if !std::mem::take(&mut first) {
                out.push(',');
            }
            let _ = write!(out, r#""{name}":"#);
            match old.and_then(|old| splice(old, body)) {
                Some(splice) => out.push_str(&splice),
                None => body.write(&mut out),
            }
        }
        out.push('}');
        if !gone.is_empty() {
            out.push_str(r#","gone":"#);
            out.push_str(&serde_json::Value::from(gone).to_string());
        }
        out.push_str("}}");
        out.into()
    }
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The change of an HTML panel as `[from offset, at, removed, inserted]`, counted in UTF-16 units as a
/// browser counts; `None` if the whole panel is shorter.
fn splice(old: &Slot, new: &Body) -> Option<String> {
    let (Some(Body::Html(before)), Body::Html(after)) = (&old.body, new) else { return None };
    let prefix = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a);
    let (prefix_bytes, prefix_units) =
        prefix.fold((0, 0), |(bytes, units), c| (bytes + c.len_utf8(), units + c.len_utf16()));
    let (before, after_rest) = (before.get(prefix_bytes..)?, after.get(prefix_bytes..)?);
    let suffix = before.chars().rev().zip(after_rest.chars().rev()).take_while(|(a, b)| a == b);
    let suffix: usize = suffix.map(|(a, _)| a.len_utf8()).sum();
    let removed = before.get(..before.len() - suffix)?.encode_utf16().count();
    let inserted = json_string(after_rest.get(..after_rest.len() - suffix)?);
    let splice = format!("[{},{prefix_units},{removed},{inserted}]", old.offset);
    (splice.len() < after.len()).then_some(splice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> Option<Body> {
        Some(Body::Html(text.into()))
    }

    fn frame_of(bytes: Option<Utf8Bytes>) -> serde_json::Value {
        bytes.and_then(|bytes| serde_json::from_str(&bytes).ok()).unwrap_or_default()
    }

    fn first() -> Slate {
        let empty = Slate::new("e".into());
        let panels =
            [(PanelName::Floor, html("<p>Bà Nguyễn Thị A còn 5 phút</p>")), (PanelName::Head, html("h"))];
        empty.next(1, Moment(7), panels).unwrap_or_default()
    }

    #[test]
    fn a_socket_in_step_gets_a_splice_and_a_late_one_the_whole_panel() {
        let slate = first();
        let next = slate.next(2, Moment(8), [(PanelName::Floor, html("<p>Bà Nguyễn Thị A còn 15 phút</p>"))]);
        let next = next.unwrap_or_default();
        let in_step = frame_of(next.since(1, || Moment(9)));
        assert_eq!(in_step["panels"]["panels"]["floor"], serde_json::json!([1, 23, 0, "1"]));
        let late = frame_of(next.since(0, || Moment(9)));
        assert_eq!(late["panels"]["panels"]["floor"], "<p>Bà Nguyễn Thị A còn 15 phút</p>");
        assert_eq!(late["panels"]["panels"]["head"], "h");
        assert!(next.since(2, || Moment(9)).is_none(), "nothing newer, nothing sent");
    }

    #[test]
    fn splices_count_as_browsers_do() {
        let old = Slot { offset: 3, body: html("aaaaaaaaaaaaaaaa😀ễ xong xong xong") };
        let new = Body::Html("aaaaaaaaaaaaaaaa😀ễ rồi xong xong xong".into());
        assert_eq!(splice(&old, &new).as_deref(), Some(r#"[3,20,0,"rồi "]"#));
    }

    #[test]
    fn nothing_changed_is_no_slate_and_what_went_is_named() {
        let slate = first();
        assert!(slate.next(2, Moment(8), [(PanelName::Head, html("h"))]).is_none());
        let next = slate.next(2, Moment(8), [(PanelName::Head, None)]).unwrap_or_default();
        assert_eq!(frame_of(next.since(1, || Moment(9)))["panels"]["gone"], serde_json::json!(["head"]));
    }

    #[test]
    fn a_greeting_holds_what_the_client_lacks_and_all_of_it_after_a_changed_epoch() {
        let slate = first();
        let have = BTreeMap::from([(PanelName::Floor, 1), (PanelName::Head, 1)]);
        let same = Hello { epoch: "e".to_owned(), have: have.clone() };
        let same = frame_of(Some(slate.greeting(&same, Moment(9))));
        assert_eq!(same["panels"]["panels"], serde_json::json!({}));
        let other = Hello { epoch: "f".to_owned(), have };
        let other = frame_of(Some(slate.greeting(&other, Moment(9))));
        assert_eq!(other["panels"]["panels"].as_object().map(serde_json::Map::len), Some(2));
    }
}
