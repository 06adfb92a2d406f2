//! Buttons: one that sends a command to the room, one that opens what lies under it.

use std::time::Duration;

use leptos::prelude::*;
use meeting::wire::Ask;

use super::Form;
use crate::live::{Live, Outcome};

/// How long a button that has just changed its meaning takes no press: a second tap of an old hand
/// must not end what the first one began.
const REST: Duration = Duration::from_millis(500);
/// How long an armed button waits for the second press.
const ARMED: Duration = Duration::from_secs(6);

/// A flag that clears itself after a while; set again, the while begins anew.
#[derive(Clone, Copy)]
struct ForAWhile {
    on: RwSignal<bool>,
    span: Duration,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl ForAWhile {
    fn new(span: Duration) -> Self {
        Self { on: RwSignal::new(false), span, timer: StoredValue::new(None) }
    }

    fn begin(self) {
        self.end();
        self.on.set(true);
        let end = move || {
            self.on.try_set(false);
        };
        self.timer.set_value(set_timeout_with_handle(end, self.span).ok());
    }

    fn end(self) {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
            self.timer.set_value(None);
        }
        self.on.set(false);
    }
}

/// A button that opens what lies under it, and closes it again.
#[component]
pub fn Opens(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    label: &'static str,
    /// True while it is open.
    open: RwSignal<bool>,
    /// More classes for the style sheet.
    #[prop(optional)]
    class: &'static str,
    /// What it means, where the label is only a sign.
    #[prop(optional)]
    hint: Option<&'static str>,
) -> AnyView {
    view! {
        <button
            type="button"
            class=format!("button quiet {class}").trim_end().to_owned()
            data-testid=testid
            aria-label=hint
            title=hint
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {label}
        </button>
    }
    .into_any()
}

/// A button that sends a command to the room. While the answer is on its way it takes no second press; one that cannot
/// be undone is pressed twice, and says so.
#[component]
pub fn Act(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Makes the command to send; `None` sends nothing.
    #[prop(into)]
    ask: Callback<(), Option<Ask>>,
    /// Classes for the style sheet.
    #[prop(optional)]
    class: &'static str,
    /// What it means, where the label is only a sign.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// A tooltip: what more there is to say of it than the label does.
    #[prop(into, optional)]
    title: Signal<String>,
    /// True while it has no use.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// True if it is the one that is chosen among several.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
    /// The label before the second press, if it cannot be undone.
    #[prop(into, optional)]
    confirm: Signal<Option<String>>,
    /// A name of what it would do: when this changes, the button rests a moment.
    #[prop(into, optional)]
    meaning: Signal<String>,
    /// The key that presses it too, where the console listens for keys.
    #[prop(optional)]
    key: Option<&'static str>,
    /// The form whose fields go into the command.
    #[prop(optional)]
    form: Option<Form>,
    /// Called when it was done; for a form only if that holds nothing newer.
    #[prop(into, optional)]
    done: Option<Callback<()>>,
) -> AnyView {
    let live = Live::here();
    let busy = RwSignal::new(false);
    let (resting, armed) = (ForAWhile::new(REST), ForAWhile::new(ARMED));
    Effect::watch(
        move || meaning.get(),
        move |_, _, _| {
            armed.end();
            resting.begin();
        },
        false,
    );
    let press = move |_| {
        if busy.get_untracked() || resting.on.get_untracked() || disabled.get_untracked() {
            return;
        }
        if confirm.with_untracked(Option::is_some) && !armed.on.get_untracked() {
            armed.begin();
            resting.begin();
            return;
        }
        armed.end();
        if let Some(ask) = ask.run(()) {
            busy.set(true);
            let heard = move |is_over: bool| {
                busy.try_set(false);
                if let Some(done) = done.filter(|_| is_over) {
                    // What it stood in may be gone by now.
                    let _ = done.try_run(());
                }
            };
            match form {
                Some(form) => form.send(ask, move |answered| heard(answered.is_over())),
                None => live.send_then(ask, move |outcome| heard(matches!(outcome, Outcome::Done { .. }))),
            }
        }
    };
    let says = move || match confirm.get() {
        Some(question) if armed.on.get() => question,
        _ => label.get(),
    };
    view! {
        <button
            type="button"
            class=format!("button {class}")
            class:armed=armed.on
            data-testid=testid
            data-armed=move || armed.on.get().then_some("true")
            aria-label=move || hint.map(|hint| hint.get())
            title=move || hint.map(|hint| hint.get()).or_else(|| Some(title.get()).filter(|title| !title.is_empty()))
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || (resting.on.get() || disabled.get()).then_some("true")
            aria-keyshortcuts=key
            data-key=key
            on:click=press
        >
            <span class="says">{says}</span>
            <KeyHint key=key />
        </button>
    }
    .into_any()
}

/// The key beside the button it presses, for the eye alone: a screen reader is told by `aria-keyshortcuts`.
#[component]
pub fn KeyHint(
    /// The key, if there is one.
    key: Option<&'static str>,
) -> AnyView {
    key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> }).into_any()
}
