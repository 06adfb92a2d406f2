//! The chair's console: what is on, who speaks, who is next, and one large button for the next step.
//! Everything fits one screen; only the lists scroll, each in itself. On a phone the parts are shown one at a
//! time, and the large button with each of them.

pub mod agenda;
pub mod agenda_row;
pub mod answer;
pub mod between_speeches;
pub mod breach;
pub mod dialog;
pub mod floor;
pub mod help;
pub mod insert;
pub mod keys;
pub mod left_list;
pub mod next_step;
pub mod notes;
pub mod order;
pub mod other_chair;
pub mod outlook;
pub mod poll;
pub mod projector;
pub mod rules;
pub mod speakers;
pub mod speech;
pub mod spread_time;
pub mod step;
pub mod totals;
pub mod undo;
pub mod waiting_dialog;
pub mod waiting_row;

use leptos::prelude::*;
use meeting::speakers::{Purpose, Speaker};

use crate::components::KeyHint;
use crate::live::Live;
use dialog::Dialog;

/// A pane of the console: a part that a phone shows alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// What is on and who speaks.
    #[default]
    Floor,
    /// The list of speakers.
    Speakers,
    /// The agenda.
    Agenda,
    /// The poll and the projector.
    More,
}

impl Pane {
    const ALL: [Self; 4] = [Self::Floor, Self::Speakers, Self::Agenda, Self::More];

    /// The pane's name, as a hook for style and keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Speakers => "speakers",
            Self::Agenda => "agenda",
            Self::More => "more",
        }
    }

    /// The pane of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pane| pane.name() == name)
    }
}

/// The UI state of this console alone: nothing of it is the meeting's. A handle: copying it copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct ChairUi {
    /// The pane that a phone shows.
    pub pane: RwSignal<Pane>,
    /// The dialog that is open, if one is.
    pub dialog: RwSignal<Option<Dialog>>,
    /// The steps that were undone from here, by their journal positions.
    pub undone: RwSignal<Vec<u64>>,
    /// Those who have answered while this console was open, the last first.
    pub answered: RwSignal<Vec<Speaker>>,
}

impl ChairUi {
    fn new() -> Self {
        Self {
            pane: RwSignal::default(),
            dialog: RwSignal::new(None),
            undone: RwSignal::default(),
            answered: RwSignal::default(),
        }
    }

    /// The UI state of the console that the calling component is in.
    ///
    /// # Panics
    /// Outside the chair's console.
    #[must_use]
    pub fn here() -> Self {
        expect_context()
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.dialog.set(None);
    }
}

/// The chair's console, below the bar.
#[component]
pub fn Chair() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::new());
    provide_context(ui);
    keys::listen(ui);
    Effect::new(move |_| {
        let answering = live.floor.with(|floor| {
            let speech = floor.speech.as_ref().filter(|speech| speech.purpose == Purpose::Answer)?;
            Some(Speaker { name: speech.name.clone(), hamlet: speech.hamlet.clone(), ..Speaker::default() })
        });
        if let Some(answering) = answering {
            ui.answered.update(|known| {
                known.retain(|one| *one != answering);
                known.insert(0, answering);
            });
        }
    });
    view! {
        <main class="chair" data-pane=move || ui.pane.get().name()>
            <Panes />
            <agenda::AgendaList />
            <floor::FloorPanel />
            <step::StepCard />
            <speakers::SpeakerList />
            <poll::PollCard />
            <projector::ProjectorCard />
            <dialog::DialogHost />
        </main>
    }
    .into_any()
}

/// The switch between the panes, for a phone.
#[component]
fn Panes() -> AnyView {
    let (ui, t) = (ChairUi::here(), Live::here().chair_words());
    let button = move |(pane, label, key, testid): (Pane, &'static str, &'static str, &'static str)| {
        view! {
            <button
                type="button"
                class="button quiet pane-button"
                data-testid=testid
                data-key=key
                aria-keyshortcuts=key
                aria-pressed=move || (ui.pane.get() == pane).to_string()
                on:click=move |_| {
                    ui.pane.set(pane);
                    keys::focus_pane(pane);
                }
            >
                {label}
                <KeyHint key=Some(key) />
            </button>
        }
    };
    let buttons = [
        (Pane::Floor, t.pane_floor, "1", "pane-floor"),
        (Pane::Speakers, t.pane_speakers, "2", "pane-speakers"),
        (Pane::Agenda, t.pane_agenda, "3", "pane-agenda"),
        (Pane::More, t.pane_more, "4", "pane-more"),
    ];
    view! {
        <nav class="panes" aria-label=t.panes>
            {buttons.map(button).collect_view()}
        </nav>
    }
    .into_any()
}
