//! Those who wait for the floor, and how staff put someone on the list.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;
use meeting::speakers::{Command, Speaker};
use meeting::{RequestId, clean};

use super::{Act, Field};
use crate::live::{Live, Outcome};

/// Hamlets and organisations already named in this meeting, in order.
#[must_use]
pub fn known_hamlets(live: Live) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        let mut known = BTreeSet::new();
        live.attendance.with(|panel| known.extend(panel.named.iter().map(|one| one.hamlet.clone())));
        live.speakers.with(|panel| known.extend(panel.waiting.iter().map(|one| one.hamlet.clone())));
        known.into_iter().filter(|hamlet| !hamlet.is_empty()).collect()
    })
}

/// The list of suggestions `hamlets`, once in a page.
#[component]
pub fn HamletNames() -> AnyView {
    let known = known_hamlets(Live::here());
    let option = |hamlet: String| view! { <option value=hamlet></option> };
    view! {
        <datalist id="hamlets">
            <For each=move || known.get() key=Clone::clone children=option />
        </datalist>
    }
    .into_any()
}

/// Puts someone without a phone on the list of speakers. Enter submits and the focus goes back to the
/// name, so that one after the other can be entered.
#[component]
pub fn RegisterSpeaker() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let [name, hamlet, on_behalf, subject] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let first = NodeRef::<html::Input>::new();
    let busy = RwSignal::new(false);
    // Who has checked in need not say again where from.
    Effect::watch(
        move || name.get(),
        move |name, _, _| {
            let found = live.attendance.with_untracked(|panel| {
                panel.named.iter().find(|one| one.name == *name).map(|one| one.hamlet.clone())
            });
            if let Some(found) = found.filter(|_| hamlet.with_untracked(String::is_empty)) {
                hamlet.set(found);
            }
        },
        false,
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let speaker = Speaker {
            name: name.get_untracked(),
            hamlet: hamlet.get_untracked(),
            on_behalf: on_behalf.get_untracked(),
            subject: subject.get_untracked(),
            ..Speaker::default()
        };
        live.send_then(Command::RegisterSpeaker { speaker, namesake: false }, move |outcome| {
            busy.try_set(false);
            if matches!(outcome, Outcome::Done { .. }) {
                for field in [name, hamlet, on_behalf, subject] {
                    field.try_set(String::new());
                }
            }
            if let Some(Some(input)) = first.try_get_untracked() {
                let _ = input.focus();
            }
        });
    };
    let names = move || live.attendance.with(|panel| panel.named.clone());
    view! {
        <form class="form register" on:submit=submit data-testid="register-form">
            <datalist id="present">
                <For
                    each=names
                    key=|one| one.id
                    children=|one| view! { <option value=one.name>{one.hamlet}</option> }
                />
            </datalist>
            <Field testid="register-name" label=t.name value=name node=first list="present" most=clean::NAME />
            <Field testid="register-hamlet" label=t.hamlet value=hamlet list="hamlets" most=clean::NAME />
            <Field testid="register-subject" label=t.subject value=subject class="wide" most=clean::TITLE />
            <Field testid="register-on-behalf" label=t.on_behalf value=on_behalf most=clean::NAME />
            <button
                type="submit"
                class="button strong"
                data-testid="register-speaker"
                disabled=move || !live.ready.get()
                aria-busy=move || busy.get().then_some("true")
            >
                {t.register}
            </button>
        </form>
    }
    .into_any()
}

/// Those who wait, in order; whoever may take a request back finds a button for it.
#[component]
pub fn WaitingList(
    /// Whether requests can be taken back from here.
    #[prop(optional)]
    withdraw: bool,
) -> AnyView {
    let live = Live::here();
    let t = live.words();
    let ids = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().map(|one| one.request).collect::<Vec<_>>())
    });
    let row = move |request: RequestId| {
        view! {
            <li class="waiting" data-testid="waiting" data-request=request.to_string()>
                <WaitingPerson request=request />
                {withdraw
                    .then(|| {
                        view! {
                            <Act
                                testid="withdraw-request"
                                class="quiet"
                                label=t.withdraw
                                ask=move |()| Some(Command::WithdrawRequest { request }.into())
                            />
                        }
                    })}
            </li>
        }
    };
    view! {
        <ol class="waiting-list" data-testid="waiting-list">
            <For each=move || ids.get() key=|id| *id children=row />
        </ol>
        <p class="empty" class:hidden=move || ids.with(|ids| !ids.is_empty())>
            {t.nobody_waits}
        </p>
    }
    .into_any()
}

/// One person who waits: the number told, the name, where from, about what.
#[component]
pub fn WaitingPerson(
    /// Which request.
    request: RequestId,
) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let person = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().find(|one| one.request == request).cloned())
    });
    let name = move || person.with(|one| one.as_ref().map(|one| one.name.clone()));
    let about = move || {
        person.with(|one| {
            let one = one.as_ref()?;
            let detail = one.staff.as_ref();
            let behalf = detail.map(|detail| &detail.on_behalf).filter(|behalf| !behalf.is_empty());
            let parts = [
                Some(one.hamlet.clone()),
                behalf.map(|behalf| (t.behalf_of)(behalf)),
                detail.map(|detail| (common.source)(detail.source).to_owned()),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            Some(parts.join(" · "))
        })
    };
    let subject = move || {
        person.with(|one| {
            let subject = one.as_ref()?.staff.as_ref()?.subject.clone();
            (!subject.is_empty())
                .then(|| view! { <p class="subject" title=subject.clone()>{subject.clone()}</p> })
        })
    };
    view! {
        <span class="number">{request.to_string()}</span>
        <div class="who">
            <p class="name" title=name>{name}</p>
            <p class="about" title=about>{about}</p>
            {subject}
        </div>
    }
    .into_any()
}
