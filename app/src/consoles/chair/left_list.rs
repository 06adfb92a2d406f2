//! Those who left the list and may come back.

use leptos::prelude::*;
use meeting::RequestId;
use meeting::speakers::Command;

use super::dialog::DialogTitle;
use crate::components::{Act, For};
use crate::live::Live;
use crate::text::staff;

/// A choice of the position where someone is put on the list. The value is read with [`behind_of`].
#[component]
pub fn PositionChoice(
    /// Hook for tests.
    testid: &'static str,
    /// The label.
    label: &'static str,
    /// The value chosen.
    value: RwSignal<String>,
    /// A request that is not offered as one to stand behind.
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
    let option = move |(position, words): (String, String)| {
        let this = position.clone();
        view! {
            <option value=position selected=move || value.with(|value| *value == this)>
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

/// The request behind which a chosen position is; `None` is the top.
#[must_use]
pub fn behind_of(value: &str) -> Option<RequestId> {
    value.parse().ok()
}

/// Those who left the list, each with the way back.
#[component]
pub fn LeftList() -> AnyView {
    let live = Live::here();
    let (t, actions) = (live.chair_words(), live.actions());
    let left_list = Memo::new(move |_| live.speakers.with(|panel| panel.left_list.clone()));
    // Who comes back usually speaks next.
    let position = RwSignal::new(String::new());
    let row = move |one: meeting::panel::LeftRequest| {
        let request = one.request;
        let card = one.card.map(|card| (staff::of(live.lang).card_of)(card.0)).unwrap_or_default();
        let parts = [card.as_str(), one.hamlet.as_str(), (actions.request_state)(one.state)];
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
                        let after = position.with_untracked(|position| behind_of(position));
                        Some(Command::ReturnToList { request, after, namesake: true }.into())
                    }
                />
            </li>
        }
    };
    view! {
        <DialogTitle title=t.left_list_title />
        <p class="empty" class:hidden=move || left_list.with(|left_list| !left_list.is_empty())>{t.left_list_empty}</p>
        <div class:hidden=move || left_list.with(Vec::is_empty)>
            <PositionChoice testid="return-place" label=t.return_where value=position />
        </div>
        <ul class="scroll" tabindex="0">
            <For each=move || left_list.get() key=|one| (one.request, one.name.clone()) children=row />
        </ul>
    }
    .into_any()
}
