//! Ending a speech for a breach of the rules: it asks why, since that goes on record.

use leptos::prelude::*;
use meeting::speakers::Command;
use meeting::{SpeechId, validate};

use super::ChairUi;
use super::dialog::DialogTitle;
use crate::components::{Field, Form};
use crate::live::Live;

/// The name of the form for the reason why a speech is ended.
pub(super) fn form_name(speech: SpeechId) -> String {
    format!("breach {speech}")
}

/// The form for the reason, typed or chosen.
#[component]
pub fn Breach() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let t = live.chair_words();
    // Whose speech it was when this was opened: another that begins meanwhile is not ended.
    let speech =
        live.floor.with_untracked(|floor| floor.speech.as_ref().map(|one| (one.id, one.name.clone())));
    let Some((speech, name)) = speech else {
        return view! { <DialogTitle title=t.breach_gone /> }.into_any();
    };
    let reason = RwSignal::new(String::new());
    let form = Form::new(form_name(speech)).field("reason", reason).begin();
    let ended =
        Memo::new(move |_| live.floor.with(|floor| floor.speech.as_ref().is_none_or(|one| one.id != speech)));
    let end = move || {
        form.send(Command::EndSpeech { speech, breach: reason.get_untracked() }, move |answered| {
            if answered.is_over() {
                ui.close();
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !reason.with_untracked(|reason| reason.trim().is_empty()) && !ended.get_untracked() {
            end();
        }
    };
    let suggested = t.breach_reasons.map(|words| {
        view! {
            <button
                type="button"
                class="button quiet"
                data-testid="breach-suggestion"
                aria-pressed=move || reason.with(|reason| reason == words).to_string()
                on:click=move |_| reason.set(words.to_owned())
            >
                {words}
            </button>
        }
    });
    view! {
        <DialogTitle title=(t.breach_title)(&name) />
        <form class="form" on:submit=submit>
            <div class="actions wide suggestions">{suggested.collect_view()}</div>
            <Field testid="breach-reason" label=t.breach_reason value=reason most=validate::TITLE class="wide" />
            <p class="wide empty" class:hidden=move || !ended.get()>{t.breach_gone}</p>
            <button
                type="submit"
                class="button strong wide"
                data-testid="breach-end"
                disabled=move || ended.get() || reason.with(|reason| reason.trim().is_empty())
            >
                {t.breach_end}
            </button>
        </form>
    }
    .into_any()
}
