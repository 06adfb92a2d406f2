//! Those who left the list and may come back.

use leptos::prelude::*;
use meeting::RequestId;
use meeting::speakers::Command;

use super::dialog::DialogTitle;
use crate::components::{Act, For};
use crate::live::Live;
use crate::text::staff;

/// Where someone is put on the list: a choice among its places. The value is that of [`place_of`].
#[component]
pub fn PlaceChoice(
    /// Hook for tests.
    testid: &'static str,
    /// What is chosen.
    label: &'static str,
    /// The value chosen.
    value: RwSignal<String>,
    /// Who is not named as one to stand behind.
    #[prop(optional)]
    except: Option<RequestId>,
) -> AnyView {
    let live = Live::here();
    let t = live.chair_words();
    let options = move || {
        live.speakers.with(|panel| {
            let others: Vec<_> = panel.waiting.iter().filter(|one| Some(one.request) != except).collect();
            let last = others.len();
            let behind = others.into_iter().enumerate().map(|(index, one)| {
                let words = if index + 1 == last { t.last.to_owned() } else { (t.behind)(&one.name) };
                (one.request.to_string(), format!("{}. {words}", index + 2))
            });
            std::iter::once((String::new(), format!("1. {}", t.first))).chain(behind).collect::<Vec<_>>()
        })
    };
    let option = move |(place, words): (String, String)| {
        let this = place.clone();
        view! {
            <option value=place selected=move || value.with(|value| *value == this)>
                {words}
            </option>
        }
    };
    view! {
        <label class="field grow">
            <span>{label}</span>
            <select data-testid=testid autocomplete="off" on:change=move |event| value.set(event_target_value(&event))>
                {move || options().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// Behind whom a chosen place is; empty is the top.
#[must_use]
pub fn place_of(value: &str) -> Option<RequestId> {
    value.parse().ok()
}

/// Those who left the list, each with the way back.
#[component]
pub fn GonePeople() -> AnyView {
    let live = Live::here();
    let (t, deeds) = (live.chair_words(), live.deeds());
    let gone = Memo::new(move |_| live.speakers.with(|panel| panel.gone.clone()));
    // Who comes back usually speaks next.
    let place = RwSignal::new(String::new());
    let row = move |one: meeting::panel::Gone| {
        let request = one.request;
        let card = one.card.map(|card| (staff::of(live.lang).card_of)(card.0)).unwrap_or_default();
        let parts = [card.as_str(), one.hamlet.as_str(), (deeds.request_state)(one.state)];
        let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li class="gone" data-testid="gone-person" data-request=request.to_string()>
                <span class="number">{one.number()}</span>
                <span class="who">
                    <span class="name">{one.name}</span>
                    <span class="about">{about}</span>
                </span>
                <Act
                    testid="return-to-list"
                    label=t.return_to
                    ask=move |()| {
                        // The chair sees who else waits, and decides.
                        let after = place.with_untracked(|place| place_of(place));
                        Some(Command::ReturnToList { request, after, namesake: true }.into())
                    }
                />
            </li>
        }
    };
    view! {
        <DialogTitle title=t.gone_title />
        <p class="empty" class:hidden=move || gone.with(|gone| !gone.is_empty())>{t.gone_nobody}</p>
        <div class:hidden=move || gone.with(Vec::is_empty)>
            <PlaceChoice testid="return-place" label=t.return_where value=place />
        </div>
        <ul class="scroll" tabindex="0">
            <For each=move || gone.get() key=|one| (one.request, one.name.clone()) children=row />
        </ul>
    }
    .into_any()
}
