//! Lists of people: those who wait for the floor, and the hamlets people come from.

use std::collections::BTreeSet;

use leptos::prelude::*;
use meeting::panel::Waiting;
use meeting::speakers::Agreeing;
use meeting::{Place, RequestId};

use super::{For, MoreWaiting};
use crate::live::Live;
use crate::text::staff;

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

/// The names of those who ask the same as another, each with what they registered themselves, if that is something else.
#[must_use]
pub fn agreed(names: &[String], also: &[Agreeing]) -> String {
    let named =
        |name: &String| also.iter().find(|one| one.name == *name).map_or_else(|| name.clone(), with_subject);
    names.iter().map(named).collect::<Vec<_>>().join(", ")
}

/// Someone who asks the same as another, with what they registered.
#[must_use]
pub fn with_subject(one: &Agreeing) -> String {
    if one.subject.is_empty() { one.name.clone() } else { format!("{} ({})", one.name, one.subject) }
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

/// Those who wait, in order, to be read at the office.
#[component]
pub fn WaitingList() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let ids = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().map(|one| one.request).collect::<Vec<_>>())
    });
    let row = |request: RequestId| {
        view! {
            <li class="waiting" data-testid="waiting" data-request=request.to_string()>
                <WaitingPerson request=request />
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
        <MoreWaiting place=Place::Office />
    }
    .into_any()
}

/// One person who waits: the number told, the name, where from, about what.
#[component]
pub fn WaitingPerson(
    /// The request.
    request: RequestId,
    /// More that is to be said of them, where there is room for it.
    #[prop(optional, into)]
    known: Signal<String>,
) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let person = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().find(|one| one.request == request).cloned())
    });
    let name = move || person.with(|one| one.as_ref().map(|one| one.name.clone()));
    let number = move || person.with(|one| one.as_ref().map(Waiting::number));
    let about = move || {
        person.with(|one| {
            let one = one.as_ref()?;
            let detail = one.staff.as_ref();
            let behalf = detail.map(|detail| &detail.on_behalf).filter(|behalf| !behalf.is_empty());
            let parts = [
                one.card.map(|card| (staff::of(live.lang).card_of)(card.0)),
                Some(one.hamlet.clone()),
                behalf.map(|behalf| (t.behalf_of)(behalf)),
                detail.map(|detail| (common.source)(detail.source).to_owned()),
                Some(known.get()),
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
        <span class="number">{number}</span>
        <div class="who">
            <p class="name" title=name>{name}</p>
            <p class="about" title=about>{about}</p>
            {subject}
        </div>
    }
    .into_any()
}
