//! The form of the meeting's details, as the office writes them.

use leptos::prelude::*;
use meeting::details::Command;
use meeting::panel::Head;
use meeting::{Moment, validate};

use super::when;
use crate::components::{Field, Form, FormNews, Lines, LinesField, fields};
use crate::live::Live;
use crate::live::typed::Fields;
use crate::text::staff;

/// The form: title, venue, time, who chairs, who writes. What is being typed stays when someone else saves.
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
    let form = Form::editing("details").field("title", title).field("venue", venue).field("starts", starts);
    let form = form.field("ends", ends).field("chairs", chairs).field("secretaries", secretaries).begin();
    let form = form.follows(move || Some(live.head.with(known_fields)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = Command::Describe {
            title: title.line(),
            venue: venue.get_untracked(),
            starts: when::from_field(&starts.get_untracked()),
            ends: when::from_field(&ends.get_untracked()),
            chairs: chairs.get(),
            secretaries: secretaries.get(),
        };
        form.send(command, |_| {});
    };
    view! {
        <section class="card details-card" aria-label=t.details>
            <h2>{t.details}</h2>
            <form class="form" on:submit=submit>
                <div class="field wide">
                    <span>{t.meeting_title}</span>
                    <LinesField testid="meeting-title-field" label=t.meeting_title lines=title rows=2 />
                </div>
                <Field testid="venue" label=t.venue value=venue class="wide" most=validate::TITLE />
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
                <FormNews form=form />
                <button
                    type="submit"
                    class="button strong"
                    data-testid="save-details"
                    disabled=move || !live.ready.get()
                    aria-busy=move || form.is_busy().then_some("true")
                >
                    {t.save}
                </button>
                <p class="about" data-testid="details-state">
                    {move || if form.is_changed() { t.details_changed } else { t.saved }}
                </p>
            </form>
        </section>
    }
    .into_any()
}

fn field_of(moment: Option<Moment>) -> String {
    moment.map(when::to_field).unwrap_or_default()
}

/// The fields as they are filled with what is known.
fn known_fields(head: &Head) -> Fields {
    fields([
        ("title", head.title.clone()),
        ("venue", head.venue.clone()),
        ("starts", field_of(head.starts)),
        ("ends", field_of(head.ends)),
        ("chairs", head.chairs.join("\n")),
        ("secretaries", head.secretaries.join("\n")),
    ])
}
