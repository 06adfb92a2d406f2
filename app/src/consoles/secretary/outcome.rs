//! The form for the outcome of an opinion, filled in as the chair concludes.

use leptos::prelude::*;
use meeting::opinions::{Command, Outcome};
use meeting::{OpinionId, validate};

use crate::components::{Field, Form, FormNews, Pick, fields};
use crate::live::Live;
use crate::live::typed;
use crate::text::staff;

/// The kinds of outcome, in the order of their words: see `Staff::outcome_kinds`.
const KINDS: [&str; 8] =
    ["open", "settled", "noted", "assigned", "escalated", "referred", "merged", "withdrawn"];

/// The outcome as it is typed. A handle.
#[derive(Clone, Copy)]
struct Fields {
    kind: RwSignal<String>,
    to: RwSignal<String>,
    due: RwSignal<String>,
    into: RwSignal<String>,
}

impl Fields {
    fn of(outcome: Option<&Outcome>) -> Self {
        let known = known(outcome);
        let held = |key| RwSignal::new(known.get(key).cloned().unwrap_or_default());
        Self { kind: held("kind"), to: held("to"), due: held("due"), into: held("into") }
    }

    /// Adds all of these fields to a form.
    fn form(self, opinion: OpinionId) -> Form {
        let form = Form::editing(format!("outcome {opinion}")).field("kind", self.kind).field("to", self.to);
        form.field("due", self.due).field("into", self.into).begin()
    }

    /// The outcome as the fields say now.
    fn outcome(self) -> Option<Outcome> {
        let to = self.to.get_untracked();
        let kind = self.kind.get_untracked();
        Some(match kind.as_str() {
            "settled" => Outcome::Settled,
            "noted" => Outcome::Noted,
            "assigned" => Outcome::Assigned { to, due: self.due.get_untracked().parse().ok() },
            "escalated" => Outcome::Escalated { to },
            "referred" => Outcome::Referred { to },
            // What is no number is an opinion that does not exist, and refused as one.
            "merged" => {
                Outcome::Merged { into: self.into.get_untracked().trim().parse().unwrap_or_default() }
            }
            "withdrawn" => Outcome::Withdrawn,
            _ => return None,
        })
    }
}

/// The fields as they are filled with what was decided.
fn known(outcome: Option<&Outcome>) -> typed::Fields {
    let (kind, to, due, into) = match outcome {
        None => ("open", "", None, None),
        Some(Outcome::Settled) => ("settled", "", None, None),
        Some(Outcome::Noted) => ("noted", "", None, None),
        Some(Outcome::Assigned { to, due }) => ("assigned", to.as_str(), *due, None),
        Some(Outcome::Escalated { to }) => ("escalated", to.as_str(), None, None),
        Some(Outcome::Referred { to }) => ("referred", to.as_str(), None, None),
        Some(Outcome::Merged { into }) => ("merged", "", None, Some(*into)),
        Some(Outcome::Withdrawn) => ("withdrawn", "", None, None),
    };
    fields([
        ("kind", kind.to_owned()),
        ("to", to.to_owned()),
        ("due", due.map(|due| due.to_string()).unwrap_or_default()),
        ("into", into.map(|into| into.to_string()).unwrap_or_default()),
    ])
}

/// The outcome of an opinion, as a line that opens into the form in which it is decided.
#[component]
pub fn OpinionOutcome(
    /// The opinion.
    opinion: OpinionId,
    /// Its outcome as decided.
    outcome: Memo<Option<Outcome>>,
) -> AnyView {
    let live = Live::here();
    let (words, common) = (staff::of(live.lang), live.common());
    let fields = Fields::of(outcome.get_untracked().as_ref());
    let form = fields.form(opinion).follows(move || Some(known(outcome.get().as_ref())));
    let open = RwSignal::new(false);
    live.typed.reopens(format!("outcome {opinion}"), move || open.set(true));
    let said = move || {
        outcome.with(|outcome| outcome.as_ref().map_or_else(|| words.outcome_none.to_owned(), common.outcome))
    };
    let options = Signal::derive(move || {
        let all = KINDS.into_iter().zip(words.outcome_kinds);
        all.map(|(kind, words)| (kind.to_owned(), words.to_owned())).collect::<Vec<_>>()
    });
    let is = move |kinds: &'static [&'static str]| fields.kind.with(|kind| kinds.contains(&kind.as_str()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = Command::DecideOutcome { opinion, outcome: fields.outcome() };
        form.send(command, move |answered| {
            if answered.is_over() {
                open.try_set(false);
            }
        });
    };
    view! {
        <div class="outcome">
            <button
                type="button"
                class="button quiet outcome-open"
                data-testid="outcome"
                data-decided=move || outcome.with(Option::is_some).then_some("true")
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <b>{words.outcome} ": "</b>
                {said}
            </button>
            <Show when=move || open.get()>
                <form class="form outcome-form" on:submit=submit data-testid="outcome-form">
                    <Pick testid="outcome-kind" label=words.outcome value=fields.kind options=options />
                    <div class:hidden=move || !is(&["assigned", "escalated", "referred"])>
                        <Field testid="outcome-to" label=words.outcome_to value=fields.to most=validate::NAME />
                    </div>
                    <div class:hidden=move || !is(&["assigned"])>
                        <Field testid="outcome-due" label=words.outcome_due value=fields.due kind="date" />
                    </div>
                    <div class:hidden=move || !is(&["merged"])>
                        <Field testid="outcome-into" label=words.outcome_into value=fields.into most=6 />
                    </div>
                    <FormNews form=form />
                    <button type="submit" class="button strong" data-testid="outcome-keep">
                        {words.outcome_save}
                    </button>
                </form>
            </Show>
        </div>
    }
    .into_any()
}
