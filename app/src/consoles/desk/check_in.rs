//! Check-in of people: by name, or counted.

use leptos::html;
use leptos::prelude::*;
use meeting::attendance::{Command, Kind};
use meeting::validate;

use crate::components::{Act, Choice, Field, Form};
use crate::live::{Live, Outcome, Why};
use crate::text::staff;

/// Shows check-in by name, the counters, and the rule on how many must come.
#[component]
pub fn CheckIn() -> AnyView {
    let live = Live::here();
    let t = live.words();
    view! {
        <section class="card check-in-card" aria-label=t.check_in>
            <h2>{t.check_in}</h2>
            <ByName />
            <Totals />
        </section>
    }
    .into_any()
}

#[component]
fn ByName() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let (name, hamlet) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kind = RwSignal::new("resident".to_owned());
    let first = NodeRef::<html::Input>::new();
    // The hamlet stays: neighbours come together.
    let form =
        Form::new("check-in").field("name", name).lasting("hamlet", hamlet).lasting("kind", kind).begin();
    let kinds = [("resident", Kind::Resident), ("official", Kind::Official)];
    let options = kinds.map(|(key, kind)| (key, (common.attendee)(kind).to_owned()));
    // Someone of this name is here already: whether this is another is asked once more.
    let clash = RwSignal::new(false);
    Effect::watch(
        move || {
            name.track();
            hamlet.track();
        },
        move |(), _, _| clash.set(false),
        false,
    );
    let send = move |namesake: bool| {
        let chosen = kind.with_untracked(|kind| kinds.iter().find(|(key, _)| key == kind));
        let command = Command::CheckIn {
            name: name.get_untracked(),
            hamlet: hamlet.get_untracked(),
            kind: chosen.map(|(_, kind)| *kind).unwrap_or_default(),
            namesake,
        };
        form.send(command, move |answered| {
            let is_known = matches!(answered.outcome, Outcome::Refused { refusal: Why::SameAttendee, .. });
            if is_known && answered.untouched {
                clash.try_set(true);
            }
            if answered.refocus(first)
                && let Some(Some(input)) = first.try_get_untracked()
            {
                input.select();
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        clash.set(false);
        send(false);
    };
    view! {
        <form class="form check-in" on:submit=submit>
            <Field testid="check-in-name" label=t.name value=name node=first most=validate::NAME class="wide" />
            <Field testid="check-in-hamlet" label=t.hamlet value=hamlet list="hamlets" most=validate::NAME />
            <Choice testid="check-in-kind" label=t.comes_as value=kind options=options.to_vec() />
            <button
                type="submit"
                class="button strong"
                data-testid="check-in"
                disabled=move || !live.ready.get()
                aria-busy=move || form.is_busy().then_some("true")
            >
                {t.check_in_button}
            </button>
            <button
                type="button"
                class="button wide"
                class:hidden=move || !clash.get()
                data-testid="check-in-namesake"
                on:click=move |_| send(true)
            >
                {staff::of(live.lang).check_in_anyway}
            </button>
        </form>
    }
    .into_any()
}

/// Shows how many are here, with buttons for those who come without giving a name.
#[component]
fn Totals() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let residents = move || live.attendance.with(|panel| panel.residents);
    let officials = move || live.attendance.with(|panel| panel.officials);
    let rule = move || {
        live.attendance.with(|panel| panel.rule.map(|rule| (t.attendance_rule)(&rule, panel.residents)))
    };
    let step = |kind: Kind, by: i32| {
        move |()| {
            let (residents, officials) = match kind {
                Kind::Resident => (by, 0),
                Kind::Official => (0, by),
            };
            Some(Command::AddArrivals { residents, officials }.into())
        }
    };
    view! {
        <div class="totals">
            <div class="total" data-testid="residents">
                <p class="count">{(common.attendee)(Kind::Resident)}</p>
                <p class="figure" data-testid="residents-count">{residents}</p>
                <div class="actions">
                    <Act testid="residents-minus-10" class="quiet" label="−10" ask=step(Kind::Resident, -10) />
                    <Act testid="residents-minus-1" class="quiet" label="−1" ask=step(Kind::Resident, -1) />
                    <Act testid="residents-plus-1" label="+1" ask=step(Kind::Resident, 1) />
                    <Act testid="residents-plus-10" label="+10" ask=step(Kind::Resident, 10) />
                </div>
            </div>
            <div class="total" data-testid="officials">
                <p class="count">{(common.attendee)(Kind::Official)}</p>
                <p class="figure" data-testid="officials-count">{officials}</p>
                <div class="actions">
                    <Act testid="officials-minus-10" class="quiet" label="−10" ask=step(Kind::Official, -10) />
                    <Act testid="officials-minus-1" class="quiet" label="−1" ask=step(Kind::Official, -1) />
                    <Act testid="officials-plus-1" label="+1" ask=step(Kind::Official, 1) />
                    <Act testid="officials-plus-10" label="+10" ask=step(Kind::Official, 10) />
                </div>
            </div>
        </div>
        {move || rule().map(|rule| view! { <p class="rule" data-testid="attendance-rule">{rule}</p> })}
        <p class="about">{t.counting_note}</p>
    }
    .into_any()
}
