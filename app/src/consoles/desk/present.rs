//! The list of those who are checked in by name.

use leptos::prelude::*;
use meeting::AttendeeId;
use meeting::attendance::Command;

use crate::components::{Act, Field, For};
use crate::live::Live;
use meeting::search;

/// Most rows shown at once; a search finds the rest.
const MOST: usize = 200;

/// Lists those who are checked in by name, newest first, found without diacritics.
#[component]
pub fn Present() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let wanted = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let wanted = search::fold(&wanted.read());
        live.attendance.with(|panel| {
            let people = panel.named.iter().rev();
            let fits = people.filter(|one| search::matches(&wanted, &[&one.name, &one.hamlet]));
            fits.take(MOST).map(|one| one.id).collect::<Vec<_>>()
        })
    });
    let count = move || (t.checked_in)(live.attendance.with(|panel| panel.named.len()));
    let nobody = move || {
        let people = live.attendance.with(|panel| panel.named.len());
        found.with(Vec::is_empty).then_some(if people == 0 { t.nobody_checked_in } else { t.nobody_found })
    };
    view! {
        <section class="card present-card" aria-label=t.present>
            <div class="card-head">
                <h2>{t.present}</h2>
                <span class="about" data-testid="checked-in-count">{count}</span>
            </div>
            <Field testid="search-present" label=t.search value=wanted kind="search" />
            <ul class="scroll present" data-testid="present-list" tabindex="0">
                <For each=move || found.get() key=|id| *id children=|id| view! { <Person id=id /> } />
            </ul>
            <p class="empty">{nobody}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Person(id: AttendeeId) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let person = Memo::new(move |_| {
        live.attendance.with(|panel| panel.named.iter().find(|one| one.id == id).cloned())
    });
    let name = move || person.with(|one| one.as_ref().map(|one| one.name.clone()));
    let about = move || {
        person.with(|one| {
            let one = one.as_ref()?;
            let parts = [one.hamlet.as_str(), (common.attendee)(one.kind), &(common.time)(one.at)];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Some(parts.join(" · "))
        })
    };
    view! {
        <li class="person" data-testid="attendee" data-attendee=id.to_string()>
            <div class="who">
                <p class="name">{name}</p>
                <p class="about">{about}</p>
            </div>
            <Act
                testid="check-out"
                class="quiet"
                label=t.check_out
                ask=move |()| Some(Command::CheckOut { attendee: id }.into())
            />
        </li>
    }
    .into_any()
}
