//! A button that asks the room for something.

use std::time::Duration;

use leptos::prelude::*;
use meeting::wire::Ask;

use crate::live::Live;

/// How long a button that has just changed its meaning takes no press: a second tap of an old hand
/// must not end what the first one began.
const REST: Duration = Duration::from_millis(500);
/// How long an armed button waits for the second press.
const ARMED: Duration = Duration::from_secs(6);

/// A button that asks the room for something. While the answer is on its way it takes no second press;
/// one that cannot be taken back is pressed twice, and says so.
#[component]
pub fn Act(
    /// Hook for tests.
    testid: &'static str,
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it asks for; `None` is nothing.
    #[prop(into)]
    ask: Callback<(), Option<Ask>>,
    /// How it looks.
    #[prop(optional)]
    class: &'static str,
    /// What it means, where the label is only a sign.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// Whether it has no use now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Whether it is the one that is chosen among several.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
    /// What it says before the second press, if it cannot be taken back.
    #[prop(into, optional)]
    confirm: Signal<Option<String>>,
    /// A name of what it would do: when this changes, the button rests a moment.
    #[prop(into, optional)]
    meaning: Signal<String>,
) -> AnyView {
    let live = Live::here();
    let busy = RwSignal::new(false);
    let resting = RwSignal::new(false);
    let armed = RwSignal::new(false);
    let rest = move || {
        resting.set(true);
        set_timeout(
            move || {
                resting.try_set(false);
            },
            REST,
        );
    };
    Effect::watch(
        move || meaning.get(),
        move |_, _, _| {
            armed.set(false);
            rest();
        },
        false,
    );
    let press = move |_| {
        if busy.get_untracked() || resting.get_untracked() || disabled.get_untracked() {
            return;
        }
        if confirm.with_untracked(Option::is_some) && !armed.get_untracked() {
            armed.set(true);
            rest();
            set_timeout(
                move || {
                    armed.try_set(false);
                },
                ARMED,
            );
            return;
        }
        armed.set(false);
        if let Some(ask) = ask.run(()) {
            busy.set(true);
            live.send_then(ask, move |_| {
                busy.try_set(false);
            });
        }
    };
    let says = move || match confirm.get() {
        Some(question) if armed.get() => question,
        _ => label.get(),
    };
    view! {
        <button
            type="button"
            class=format!("button {class}")
            class:armed=armed
            data-testid=testid
            data-armed=move || armed.get().then_some("true")
            aria-label=move || hint.map(|hint| hint.get())
            title=move || hint.map(|hint| hint.get())
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || (resting.get() || disabled.get()).then_some("true")
            on:click=press
        >
            {says}
        </button>
    }
    .into_any()
}
