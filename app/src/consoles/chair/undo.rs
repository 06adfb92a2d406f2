//! The button that undoes the chairs' last step and says which it is, or why that cannot be.

use leptos::prelude::*;
use meeting::agenda::Phase;
use meeting::panel::OfferView;
use meeting::undo::Command;

use super::ChairUi;
use crate::components::Act;
use crate::live::Live;

/// Undoes the newest step.
#[component]
pub fn UndoButton() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, actions) = (live.chair_words(), live.actions());
    let newest = Memo::new(move |_| {
        let over = live.head.with(|head| head.phase == Phase::Closed);
        live.undo.with(|panel| panel.offered.clone().filter(|_| !over))
    });
    let label = Signal::derive(move || {
        newest.with(|newest| match newest {
            None => t.undo_nothing.to_owned(),
            Some(OfferView { step, held: Some(why), .. }) => {
                (t.undo_held)(&(actions.action)(&step.action), *why)
            }
            Some(OfferView { step, held: None, .. }) => (t.undo)(&(actions.action)(&step.action)),
        })
    });
    let ask = move |()| {
        let step = newest.with_untracked(|newest| newest.as_ref().map(|offer| offer.step.step))?;
        ui.undone.update(|undone| undone.push(step));
        Some(Command::Undo { step }.into())
    };
    view! {
        <Act
            testid="undo"
            class="quiet undo"
            key="Z"
            label=label
            meaning=Signal::derive(move || {
                newest.with(|newest| newest.as_ref().map(|offer| offer.step.step.to_string()).unwrap_or_default())
            })
            disabled=Signal::derive(move || {
                newest.with(|newest| newest.as_ref().is_none_or(|newest| newest.held.is_some()))
            })
            confirm=Signal::derive(move || {
                let moves = newest.with(|newest| newest.as_ref().is_some_and(|offer| offer.moves_agenda));
                moves.then(|| t.undo_sure.to_owned())
            })
            ask=ask
        />
    }
    .into_any()
}
