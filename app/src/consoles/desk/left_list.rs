//! Those who left the list: they may come back, and what is known of them is corrected, also while they speak.

use leptos::prelude::*;
use meeting::RequestId;
use meeting::panel::LeftRequest;
use meeting::speakers::{Command, PersonKey, RequestState, Speaker};

use crate::components::{Act, CorrectSpeaker, For, Opens, correction};
use crate::live::Live;
use crate::text::{actions, staff};
use meeting::search;

/// Lists those who left the list, the absent first, found by the same words as those who wait.
#[component]
pub fn LeftList(
    /// The words that are looked for.
    wanted: RwSignal<String>,
) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let found = Memo::new(move |_| {
        let wanted = search::fold(&wanted.read());
        live.speakers.with(|panel| {
            let fits = |one: &&LeftRequest| {
                search::matches(&wanted, &[&one.name, &one.hamlet, &one.number().to_string()])
            };
            panel.left_list.iter().filter(fits).map(|one| one.request).collect::<Vec<_>>()
        })
    });
    view! {
        <section class:hidden=move || found.with(Vec::is_empty)>
            <h3 class="count">{words.left_list}</h3>
            <ol data-testid="gone-list">
                <For each=move || found.get() key=|id| *id children=|id| view! { <Row request=id /> } />
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn Row(request: RequestId) -> AnyView {
    let live = Live::here();
    let (words, actions) = (staff::of(live.lang), actions::of(live.lang));
    let person = Memo::new(move |_| {
        live.speakers.with(|panel| panel.left_list.iter().find(|one| one.request == request).cloned())
    });
    let name = move || person.with(|one| one.as_ref().map(|one| one.name.clone()));
    let number = move || person.with(|one| one.as_ref().map(LeftRequest::number));
    let about = move || {
        person.with(|one| {
            let one = one.as_ref()?;
            let card = one.card.map(|card| (words.card_of)(card.0)).unwrap_or_default();
            let parts = [card.as_str(), one.hamlet.as_str(), (actions.request_state)(one.state)];
            Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
        })
    };
    let editing = RwSignal::new(false);
    live.typed.stays_open(correction(request), move || editing.set(true));
    let speaks = Memo::new(move |_| {
        person.with(|one| one.as_ref().is_some_and(|one| one.state == RequestState::Speaking))
    });
    // Another of this name from this hamlet waits: that it is not the same person is asked first.
    let clash = Memo::new(move |_| {
        let key = person.with(|one| one.as_ref().map(|one| PersonKey::of(&one.name, &one.hamlet)));
        let waits = |key| {
            live.speakers
                .with(|panel| panel.waiting.iter().any(|one| PersonKey::of(&one.name, &one.hamlet) == key))
        };
        key.is_some_and(waits)
    });
    view! {
        <li class="waiting gone" data-testid="gone" data-request=request.to_string()>
            <span class="number">{number}</span>
            <div class="who">
                <p class="name">{name}</p>
                <p class="about">{about}</p>
            </div>
            <Opens testid="edit-gone" label=live.words().edit open=editing />
            <span class:hidden=move || speaks.get()>
            <Act
                testid="return-to-list"
                class="quiet"
                label=words.return_to_list
                confirm=Signal::derive(move || clash.get().then(|| words.namesake_anyway.to_owned()))
                ask=move |()| {
                    let after = live.speakers.with_untracked(|panel| panel.waiting.last().map(|one| one.request));
                    Some(Command::ReturnToList { request, after, namesake: clash.get_untracked() }.into())
                }
            />
            </span>
            <Show when=move || editing.get()>
                <CorrectSpeaker
                    known=Signal::derive(move || person.with(|one| one.as_ref().map(speaker)))
                    request=request
                    done=move |()| editing.set(false)
                />
            </Show>
        </li>
    }
    .into_any()
}

/// What is known of someone who left the list, as a speaker to be corrected.
fn speaker(one: &LeftRequest) -> Speaker {
    Speaker {
        name: one.name.clone(),
        hamlet: one.hamlet.clone(),
        on_behalf: one.on_behalf.clone(),
        subject: one.subject.clone(),
        field: one.field.clone(),
        kind: one.kind,
        card: one.card,
        ..Speaker::default()
    }
}
