//! The button that takes the last step back on which nothing rests, and says which.

use leptos::prelude::*;
use meeting::agenda::Phase;
use meeting::undo::Command;

use super::Hand;
use crate::components::Act;
use crate::live::Live;

/// Undoes the newest step.
#[component]
pub fn UndoButton() -> AnyView {
    let (live, hand) = (Live::here(), Hand::here());
    let (t, deeds) = (live.chair_words(), live.deeds());
    let newest = Memo::new(move |_| {
        let over = live.head.with(|head| head.phase == Phase::Closed);
        live.undo.with(|panel| {
            let can = panel.steps.iter().find(|step| !step.held).or(panel.steps.first());
            can.cloned().filter(|_| !over)
        })
    });
    let label = Signal::derive(move || {
        newest.with(|newest| match newest {
            None => t.undo_nothing.to_owned(),
            Some(step) if step.held => (t.undo_held)(&(deeds.action)(&step.action)),
            Some(step) => (t.undo)(&(deeds.action)(&step.action)),
        })
    });
    let ask = move |()| {
        let step = newest.with_untracked(|newest| newest.as_ref().map(|step| step.step))?;
        hand.undone.update(|undone| undone.push(step));
        Some(Command::Undo { step }.into())
    };
    view! {
        <Act
            testid="undo"
            class="quiet undo"
            key="Z"
            label=label
            meaning=Signal::derive(move || {
                newest.with(|newest| newest.as_ref().map(|step| step.step.to_string()).unwrap_or_default())
            })
            disabled=Signal::derive(move || {
                newest.with(|newest| newest.as_ref().is_none_or(|newest| newest.held))
            })
            ask=ask
        />
    }
    .into_any()
}
