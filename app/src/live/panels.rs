//! Reads panels from the wire into a console's signals, and clears them again.
//!
//! Each console names those it shows. What only other consoles show is then not reached from it, and is not in the
//! module that its browser loads.

use meeting::panel::PanelName;
use serde::de::DeserializeOwned;
use serde_json::Value;

use leptos::prelude::*;

use super::Live;

/// Reads one panel, or one kind of panel.
#[derive(Debug)]
pub struct Reader {
    /// True if it reads the panel of this name.
    pub(super) reads: fn(PanelName) -> bool,
    /// Takes the panel in, or clears it if there is none.
    pub(super) take: fn(Live, PanelName, Option<Value>),
}

/// The readers of the panels that the chair's console shows.
pub const CHAIR: &[Reader] = &[HEAD, AGENDA, FLOOR, SPEAKERS, POLL, ATTENDANCE, SCENE, TOTALS, UNDO, LAPTOP];
/// The readers of the panels that the secretary's console shows.
pub const SECRETARY: &[Reader] =
    &[HEAD, AGENDA, FLOOR, SPEAKERS, POLL, PAPER_BALLOTS, ATTENDANCE, MINUTES, ENTRY, TOTALS, LAPTOP];
/// The readers of the panels that the desk's console shows.
pub const DESK: &[Reader] =
    &[HEAD, AGENDA, FLOOR, SPEAKERS, POLL, PAPER_BALLOTS, ATTENDANCE, CARDS, WRITTEN, TOTALS];
/// The readers of the panels that the office's console shows.
pub const OFFICE: &[Reader] =
    &[HEAD, AGENDA, FLOOR, SPEAKERS, POLL, PAPER_BALLOTS, ATTENDANCE, CARDS, TOTALS, LAPTOP];

/// The readers of panels of which there is one each: a row gives the name of the reader, and the signal it fills.
macro_rules! readers {
    ($($reader:ident = $name:ident => $signal:ident;)*) => {
        $(
            const $reader: Reader = Reader {
                reads: |name| name == PanelName::$name,
                take: |live, _, value| put(live.$signal, value),
            };
        )*

        /// Every reader there is.
        #[cfg(test)]
        pub(crate) const ALL: &[Reader] = &[$($reader,)* ENTRY];
    };
}

readers! {
    HEAD = Head => head;
    AGENDA = Agenda => agenda;
    FLOOR = Floor => floor;
    SPEAKERS = Speakers => speakers;
    POLL = Poll => poll;
    PAPER_BALLOTS = PaperBallots => paper_ballots;
    ATTENDANCE = Attendance => attendance;
    CARDS = Cards => cards;
    SCENE = Scene => scene;
    WRITTEN = Written => written;
    MINUTES = Minutes => minutes;
    TOTALS = Totals => totals;
    UNDO = Undo => undo;
    LAPTOP = Laptop => laptop;
}

const ENTRY: Reader = Reader { reads: |name| matches!(name, PanelName::Entry(_)), take: entry };

fn entry(live: Live, name: PanelName, value: Option<Value>) {
    let PanelName::Entry(id) = name else { return };
    match value.map(serde_json::from_value) {
        Some(Ok(panel)) => live.entry(id).set(Some(panel)),
        Some(Err(_)) => {}
        None => live.entries.update_value(|entries| {
            entries.remove(&id);
        }),
    }
}

fn put<T>(signal: RwSignal<T>, value: Option<Value>)
where
    T: Default + DeserializeOwned + PartialEq + Send + Sync + 'static,
{
    // A panel this page cannot read comes from a newer program: what is on the screen stays true for
    // now, and the page is loaded anew at the next visit.
    let panel = value.map_or_else(|| Some(T::default()), |value| serde_json::from_value(value).ok());
    if let Some(panel) = panel
        && signal.with_untracked(|known| *known != panel)
    {
        signal.set(panel);
    }
}

#[cfg(test)]
mod tests {
    use meeting::actor::Audience;
    use meeting::panel;
    use meeting::{EntryId, Meeting, Place};

    use super::*;

    /// True for a panel that a console is sent, since others read it at its place over HTTP, and shows nowhere.
    fn is_not_shown(place: Place, name: PanelName) -> bool {
        match name {
            PanelName::Written => place != Place::Desk,
            PanelName::Minutes => place != Place::Secretary,
            PanelName::Scene | PanelName::Undo => place == Place::Office,
            _ => false,
        }
    }

    #[test]
    fn every_panel_but_those_of_the_hall_has_a_reader() {
        let readers = |name: &PanelName| ALL.iter().filter(|reader| (reader.reads)(*name)).count();
        let without: Vec<_> = PanelName::SINGLE.iter().filter(|name| readers(name) == 0).collect();
        assert_eq!(without, [&PanelName::Ballot, &PanelName::Mine]);
        assert!(PanelName::SINGLE.iter().all(|name| readers(name) <= 1));
    }

    #[test]
    fn a_console_reads_all_it_is_sent_and_shows() {
        let meeting = Meeting::default();
        let mut asked = 0;
        for (place, readers) in [
            (Place::Chair, CHAIR),
            (Place::Secretary, SECRETARY),
            (Place::Desk, DESK),
            (Place::Office, OFFICE),
        ] {
            let reads = |name| readers.iter().filter(|reader| (reader.reads)(name)).count();
            for name in panel::names(&meeting, Audience::Place(place)) {
                let expected = usize::from(!is_not_shown(place, name));
                assert_eq!(reads(name), expected, "{name} at the {place}");
                asked += 1;
            }
            // Entries go with the list that names them.
            assert_eq!(
                reads(PanelName::Entry(EntryId(1))),
                reads(PanelName::Minutes),
                "entries at the {place}"
            );
            assert_eq!(reads(PanelName::Mine) + reads(PanelName::Ballot), 0);
        }
        assert!(asked > 40, "only {asked} panels");
    }
}
