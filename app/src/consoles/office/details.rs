//! What the meeting is, as the office writes it.

use leptos::prelude::*;
use meeting::details::Command;
use meeting::{Moment, clean};

use super::when;
use crate::components::{Field, Lines, LinesField};
use crate::live::{Live, Outcome};
use crate::text::staff;

/// Title, place, time, who chairs, who writes. What is being typed is kept when someone else saves.
#[component]
pub fn MeetingDetails() -> AnyView {
    let live = Live::here();
    let (t, words) = (live.words(), staff::of(live.lang));
    let known = live.head.get_untracked();
    let title = Lines::new(std::slice::from_ref(&known.title));
    let venue = RwSignal::new(known.venue.clone());
    let starts = RwSignal::new(field_of(known.starts));
    let ends = RwSignal::new(field_of(known.ends));
    let chairs = Lines::new(&known.chairs);
    let secretaries = Lines::new(&known.secretaries);
    let base = StoredValue::new(known);
    let busy = RwSignal::new(false);
    let edited = move || {
        base.with_value(|base| {
            title.line() != base.title
                || venue.read() != base.venue
                || *starts.read() != field_of(base.starts)
                || *ends.read() != field_of(base.ends)
                || chairs.get() != base.chairs
                || secretaries.get() != base.secretaries
        })
    };
    let changed = RwSignal::new(false);
    Effect::new(move |_| changed.set(edited()));
    Effect::watch(
        move || live.head.get(),
        move |head, _, _| {
            if !changed.get_untracked() {
                base.set_value(head.clone());
                title.set(std::slice::from_ref(&head.title));
                venue.set(head.venue.clone());
                starts.set(field_of(head.starts));
                ends.set(field_of(head.ends));
                chairs.set(&head.chairs);
                secretaries.set(&head.secretaries);
            }
        },
        false,
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        let command = Command::Describe {
            title: title.line(),
            venue: venue.get_untracked(),
            starts: when::from_field(&starts.get_untracked()),
            ends: when::from_field(&ends.get_untracked()),
            chairs: chairs.get(),
            secretaries: secretaries.get(),
        };
        live.send_then(command, move |outcome| {
            busy.try_set(false);
            if matches!(outcome, Outcome::Done { .. }) {
                changed.try_set(false);
                base.try_set_value(live.head.get_untracked());
            }
        });
    };
    view! {
        <section class="card details-card" aria-label=t.details>
            <h2>{t.details}</h2>
            <form class="form" on:submit=submit>
                <div class="field wide">
                    <span>{t.meeting_title}</span>
                    <LinesField testid="meeting-title-field" label=t.meeting_title lines=title rows=2 />
                </div>
                <Field testid="venue" label=t.venue value=venue class="wide" most=clean::TITLE />
                <Field testid="starts" label=t.starts value=starts kind="datetime-local" class="wide" />
                <Field testid="ends" label=words.ends value=ends kind="datetime-local" class="wide" />
                <div class="field wide">
                    <span>{t.chairs}</span>
                    <LinesField testid="chairs" label=t.chairs lines=chairs rows=3 />
                </div>
                <div class="field wide">
                    <span>{t.secretaries}</span>
                    <LinesField testid="secretaries" label=t.secretaries lines=secretaries rows=2 />
                </div>
                <button
                    type="submit"
                    class="button strong"
                    data-testid="save-details"
                    disabled=move || !live.ready.get()
                    aria-busy=move || busy.get().then_some("true")
                >
                    {t.save}
                </button>
                <p class="about" data-testid="details-state">
                    {move || if changed.get() { t.details_changed } else { t.saved }}
                </p>
            </form>
        </section>
    }
    .into_any()
}

fn field_of(moment: Option<Moment>) -> String {
    moment.map(when::to_field).unwrap_or_default()
}
