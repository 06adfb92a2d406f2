//! The chair's console: what is on, who speaks, who is next, and one large button for the next step.
//! Everything fits one screen; only the lists scroll, each in itself.

pub mod agenda;
pub mod floor;
pub mod next_step;
pub mod poll;
pub mod projector;
pub mod speakers;

use leptos::prelude::*;

/// The chair's console.
#[component]
pub fn Chair() -> AnyView {
    view! {
        <main class="chair">
            <agenda::AgendaList />
            <floor::FloorPanel />
            <speakers::SpeakerList />
            <poll::PollCard />
            <projector::ProjectorCard />
        </main>
    }
    .into_any()
}
