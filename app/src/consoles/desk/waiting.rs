//! The desk's list of those who wait: what is known of each, and where they stand.

use leptos::prelude::*;
use meeting::panel::Waiting;
use meeting::speakers::{Command, Speaker};
use meeting::{Place, RequestId};

use crate::components::{
    Act, CorrectSpeaker, Field, For, MoreWaiting, Opens, Pick, RemoveMany, WaitingPerson, behind, correction,
    with_subject,
};
use crate::live::Live;
use crate::text::staff;
use meeting::search;

/// Lists those who wait, in order, found without diacritics.
#[component]
pub fn DeskWaiting(
    /// The words that are looked for; empty finds everyone.
    wanted: RwSignal<String>,
) -> AnyView {
    let live = Live::here();
    let t = live.words();
    let ids = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().map(|one| one.request).collect::<Vec<_>>())
    });
    let found = Memo::new(move |_| {
        let wanted = search::fold(&wanted.read());
        live.speakers.with(|panel| {
            let fits = panel.waiting.iter().filter(|one| fits(&wanted, one));
            fits.map(|one| one.request).collect::<Vec<_>>()
        })
    });
    let nobody = move || {
        let empty = if ids.with(Vec::is_empty) { t.nobody_waits } else { t.nobody_found };
        found.with(Vec::is_empty).then_some(empty)
    };
    view! {
        <ol class="waiting-list" data-testid="waiting-list">
            <For each=move || found.get() key=|id| *id children=move |id| view! { <Row request=id ids=ids /> } />
        </ol>
        <p class="empty" class:hidden=move || nobody().is_none()>{nobody}</p>
        <MoreWaiting place=Place::Desk />
        <RemoveMany wanted=wanted found=found />
    }
    .into_any()
}

fn fits(wanted: &str, one: &Waiting) -> bool {
    let subject = one.staff.as_ref().map_or("", |detail| &detail.subject);
    search::matches(wanted, &[&one.name, &one.hamlet, subject, &one.number().to_string()])
}

#[component]
fn Row(request: RequestId, ids: Memo<Vec<RequestId>>) -> AnyView {
    let live = Live::here();
    let t = live.words();
    let open = RwSignal::new(false);
    live.typed.stays_open(correction(request), move || open.set(true));
    let shift = move |up: bool| {
        Callback::new(move |()| {
            let after = ids.with_untracked(|ids| behind(ids, request, up))?;
            Some(Command::MoveRequest { request, after }.into())
        })
    };
    view! {
        <li class="waiting" data-testid="waiting" data-request=request.to_string()>
            <WaitingPerson request=request known=known(live, request) />
            <div class="row-actions">
                <Act testid="move-up" class="quiet sign" label="▲" hint=t.move_up ask=shift(true) />
                <Act testid="move-down" class="quiet sign" label="▼" hint=t.move_down ask=shift(false) />
                <Opens testid="more" class="sign" label="⋯" hint=t.more open=open />
                <Act
                    testid="withdraw-request"
                    class="quiet"
                    label=t.withdraw
                    ask=move |()| Some(Command::WithdrawRequest { request }.into())
                />
            </div>
            <Agreed request=request />
            <Show when=move || open.get()>
                <More request=request ids=ids done=move || open.set(false) />
            </Show>
        </li>
    }
    .into_any()
}

/// Follows the person who waits with this request.
fn person(live: Live, request: RequestId) -> Memo<Option<Waiting>> {
    Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().find(|one| one.request == request).cloned())
    })
}

/// What the desk is told of someone besides what everyone at a console is told, in words.
fn known(live: Live, request: RequestId) -> Signal<String> {
    let (common, words) = (live.common(), staff::of(live.lang));
    let person = person(live, request);
    Signal::derive(move || {
        person.with(|one| {
            let detail = one.as_ref().and_then(|one| one.staff.as_ref());
            let Some(detail) = detail else { return String::new() };
            let turn = match detail.spoken {
                0 => words.first_time.to_owned(),
                times => (words.nth_time)(times + 1),
            };
            let called = one.as_ref().is_some_and(|one| one.called);
            let official = detail.kind == meeting::attendance::Kind::Official;
            let parts = [
                called.then(|| words.called.to_owned()),
                Some(turn),
                official.then(|| (common.attendee)(detail.kind).to_owned()),
                Some(detail.field.clone()),
                detail.contact.then(|| words.has_contact.to_owned()),
                detail.namesake.map(|other| (words.namesake_of)(&other.to_string())),
                detail.card_voided.then(|| live.chair_words().card_voided.to_owned()),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            parts.join(" · ")
        })
    })
}

/// Lists those who ask the same as someone, each to be split off again.
#[component]
fn Agreed(request: RequestId) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let person = person(live, request);
    let agreeing = Memo::new(move |_| {
        let detail = |one: &Waiting| one.staff.as_ref().map(|detail| detail.agreeing.clone());
        person.with(|one| one.as_ref().and_then(detail)).unwrap_or_default()
    });
    let names = move || {
        let all = agreeing.get();
        let names: Vec<String> = all.iter().map(with_subject).collect();
        (!names.is_empty()).then(|| (words.agreeing)(&names.join(", ")))
    };
    let split = move |one: meeting::speakers::Agreeing| {
        let request = one.request;
        view! {
            <Act
                testid="split"
                class="quiet"
                label=(words.split)(&one.name)
                ask=move |()| Some(Command::SplitRequest { request }.into())
            />
        }
    };
    view! {
        <div class="wide known" class:hidden=move || agreeing.with(Vec::is_empty)>
            <p class="about" data-testid="agreeing">{names}</p>
            <div class="actions">
                <For each=move || agreeing.get() key=|one| one.request children=split />
            </div>
        </div>
    }
    .into_any()
}

/// What is seldom done with someone who waits: correct, move far, merge.
#[component]
fn More(
    request: RequestId,
    ids: Memo<Vec<RequestId>>,
    done: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let live = Live::here();
    let (t, words) = (live.words(), staff::of(live.lang));
    let known = person(live, request);
    let editing = RwSignal::new(false);
    live.typed.stays_open(correction(request), move || editing.set(true));
    let place =
        ids.with_untracked(|ids| ids.iter().position(|id| *id == request)).map_or(1, |index| index + 1);
    let wanted = RwSignal::new(place.to_string());
    let move_there = move |()| {
        let place = wanted.get_untracked().trim().parse::<usize>().ok().filter(|place| *place > 0)?;
        let others: Vec<RequestId> =
            ids.with_untracked(|ids| ids.iter().copied().filter(|id| *id != request).collect());
        let after = place.checked_sub(2).and_then(|index| others.get(index).or(others.last()).copied());
        Some(Command::MoveRequest { request, after }.into())
    };
    view! {
        <div class="wide more-actions">
            <Opens testid="edit-request" label=t.edit open=editing />
            <div class="inline-form">
                <Field testid="to-position" label=words.to_position value=wanted kind="number" />
                <Act testid="move-there" class="quiet" label=words.move_there ask=move_there />
            </div>
            <Merge request=request />
        </div>
        <Show when=move || editing.get()>
            <CorrectSpeaker
                known=Signal::derive(move || known.with(|one| one.as_ref().map(speaker)))
                request=request
                done=move |()| done()
            />
        </Show>
    }
    .into_any()
}

/// Merges two who ask the same: whom with, then who of the two speaks.
#[component]
fn Merge(request: RequestId) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let chosen = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let nobody = (String::new(), words.nobody_chosen.to_owned());
        let others = live.speakers.with(|panel| {
            let others = panel.waiting.iter().filter(|one| one.request != request);
            others
                .map(|one| (one.request.to_string(), format!("{}. {}", one.number(), one.name)))
                .collect::<Vec<_>>()
        });
        std::iter::once(nobody).chain(others).collect::<Vec<_>>()
    });
    let other = Memo::new(move |_| chosen.read().parse::<RequestId>().ok());
    let name_of = move |request: Option<RequestId>| {
        let name = live.speakers.with(|panel| {
            panel.waiting.iter().find(|one| Some(one.request) == request).map(|one| one.name.clone())
        });
        (words.speaks_for_both)(&name.unwrap_or_default())
    };
    let merge = move |first: bool| {
        Callback::new(move |()| {
            let other = other.get_untracked()?;
            let (into, merged) = if first { (request, other) } else { (other, request) };
            Some(Command::MergeRequests { into, requests: vec![merged] }.into())
        })
    };
    view! {
        <div class="merge">
            <Pick testid="merge-with" label=words.same_as value=chosen options=options />
            <div class="actions" class:hidden=move || other.get().is_none()>
                <Act
                    testid="merge-into-this"
                    class="quiet"
                    label=Signal::derive(move || name_of(Some(request)))
                    ask=merge(true)
                />
                <Act
                    testid="merge-into-other"
                    class="quiet"
                    label=Signal::derive(move || name_of(other.get()))
                    ask=merge(false)
                />
            </div>
        </div>
    }
    .into_any()
}

/// Someone who waits, as a speaker to be corrected.
fn speaker(one: &Waiting) -> Speaker {
    let mut speaker = Speaker { name: one.name.clone(), hamlet: one.hamlet.clone(), ..Speaker::default() };
    if let Some(detail) = &one.staff {
        speaker.on_behalf.clone_from(&detail.on_behalf);
        speaker.subject.clone_from(&detail.subject);
        speaker.field.clone_from(&detail.field);
        speaker.kind = detail.kind;
        speaker.card = one.card;
    }
    speaker
}
