//! The card with the one large button, and below it the button that undoes the last step.

use leptos::prelude::*;

use super::dialog::{Dialog, Opens};
use super::next_step::{Step, next_step};
use super::other_chair::OtherChair;
use super::undo::UndoButton;
use crate::components::Act;
use crate::live::Live;

/// Shows the next step, the undo, and the way to the list of keys.
#[component]
pub fn StepCard() -> AnyView {
    let t = Live::here().chair_words();
    view! {
        <section class="step-card">
            <NextStep />
            <div class="step-back">
                <UndoButton />
                <Opens testid="help-open" class="sign" label="?" hint=t.keys dialog=Dialog::Help />
            </div>
        </section>
    }
    .into_any()
}

/// The one large button, which does the next step.
#[component]
fn NextStep() -> AnyView {
    let live = Live::here();
    let (t, c) = (live.words(), live.chair_words());
    let step = Memo::new(move |_| {
        let (head, agenda, floor) = (live.head.read(), live.agenda.read(), live.floor.read());
        next_step(&head, &agenda, &floor, &live.speakers.read(), &live.poll.read())
    });
    let words = Signal::derive(move || step.with(|step| step.words(t, c)));
    let confirm = Signal::derive(move || {
        step.with(|step| match step {
            step if !step.is_final() => None,
            Step::ClosePoll { .. } => Some(t.close_poll_sure.to_owned()),
            _ => Some(t.close_meeting_sure.to_owned()),
        })
    });
    view! {
        <div class="next-step" data-testid="next-step" data-step=move || step.with(Step::name) title=words>
            <p class="count">{t.next_step}</p>
            <OtherChair />
            <Act
                testid="primary-action"
                class="primary"
                key="N"
                label=words
                meaning=words
                confirm=confirm
                disabled=Signal::derive(move || step.with(|step| step.ask().is_none()))
                ask=move |()| step.with_untracked(Step::ask)
            />
        </div>
    }
    .into_any()
}
