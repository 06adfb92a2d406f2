//! The dialog of someone who waits: what else the chair may do with them.

use leptos::prelude::*;
use meeting::RequestId;
use meeting::speakers::Agreeing;
use meeting::speakers::{Command, SECONDS};

use super::ChairUi;
use super::dialog::DialogTitle;
use super::left_list::{PositionChoice, behind_of};
use crate::components::{Act, For, with_subject};
use crate::live::Live;
use crate::text::staff;

/// The dialog for one request.
#[component]
pub fn WaitingDialog(
    /// The request.
    request: RequestId,
) -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, c, common) = (live.words(), live.chair_words(), live.common());
    let words = staff::of(live.lang);
    let person = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().find(|one| one.request == request).cloned())
    });
    let title = Signal::derive(move || {
        person.with(|one| {
            one.as_ref().map_or_else(|| c.not_waiting.to_owned(), |one| format!("{request}. {}", one.name))
        })
    });
    let known = move || {
        person.with(|one| {
            let one = one.as_ref()?;
            let detail = one.staff.as_ref()?;
            let behalf = (!detail.on_behalf.is_empty()).then(|| (t.behalf_of)(&detail.on_behalf));
            let asked = (c.asked_at)(&(common.time)(detail.at), (common.source)(detail.source));
            let contact = detail.contact.then(|| words.has_contact.to_owned());
            let parts = [Some(one.hamlet.clone()), behalf, Some(asked), contact];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            Some(parts.join(" · "))
        })
    };
    let subject = move || person.with(|one| Some(one.as_ref()?.staff.as_ref()?.subject.clone()));
    let called = Memo::new(move |_| person.with(|one| one.as_ref().is_some_and(|one| one.called)));
    let is_gone = move || person.with(Option::is_none);
    let close = move |()| ui.close();
    view! {
        <DialogTitle title=title />
        <div class="waiting-sheet scroll" class:hidden=is_gone>
            <p class="about">{known}</p>
            <p>{subject}</p>
            <div class="actions">
                <Act
                    testid="sheet-give-floor"
                    class="strong grow"
                    key="G"
                    label=t.give_floor
                    done=close
                    ask=move |()| Some(Command::GiveFloor { request, seconds: None }.into())
                />
                <span class="grow" class:hidden=called>
                    <Act
                        testid="call-speaker"
                        key="C"
                        label=c.call
                        title=c.call_hint
                        done=close
                        ask=move |()| Some(Command::CallSpeaker { request }.into())
                    />
                </span>
                <Act
                    testid="mark-absent"
                    class="grow"
                    key="V"
                    label=c.absent
                    title=c.absent_hint
                    done=close
                    ask=move |()| Some(Command::MarkAbsent { request }.into())
                />
                <Act
                    testid="withdraw-request"
                    key="W"
                    class="grow"
                    label=c.withdraw
                    done=close
                    ask=move |()| Some(Command::WithdrawRequest { request }.into())
                />
            </div>
            <MoveTo request=request />
            <OwnTime request=request />
            <Merge request=request />
        </div>
    }
    .into_any()
}

#[component]
fn MoveTo(request: RequestId) -> AnyView {
    let ui = ChairUi::here();
    let c = Live::here().chair_words();
    let position = RwSignal::new(String::new());
    view! {
        <div class="sheet-line">
            <PositionChoice testid="move-to-place" label=c.move_to value=position except=request />
            <Act
                testid="move-to"
                label=c.move_go
                done=move |()| ui.close()
                ask=move |()| {
                    let after = position.with_untracked(|position| behind_of(position));
                    Some(Command::MoveRequest { request, after }.into())
                }
            />
        </div>
    }
    .into_any()
}

#[component]
fn OwnTime(request: RequestId) -> AnyView {
    let live = Live::here();
    let (c, common) = (live.chair_words(), live.common());
    let own = Memo::new(move |_| {
        live.speakers.with(|panel| {
            let one = panel.waiting.iter().find(|one| one.request == request)?;
            one.staff.as_ref()?.seconds
        })
    });
    let gets = Memo::new(move |_| own.get().unwrap_or_else(|| live.floor.with(|floor| floor.seconds)));
    let change = move |by: i64| {
        let wanted = (i64::from(gets.get_untracked()) + by).clamp(*SECONDS.start(), *SECONDS.end());
        Some(Command::SetRequestTime { request, seconds: Some(u32::try_from(wanted).ok()?) }.into())
    };
    view! {
        <div class="sheet-line">
            <span class="grow">{c.own_time_title}</span>
            <Act testid="own-time-less" class="sign" label="−" hint=c.one_less ask=move |()| change(-60) />
            <b data-testid="own-time">{move || (common.duration)(i64::from(gets.get()) * 1000)}</b>
            <Act testid="own-time-more" class="sign" label="+" hint=c.one_more ask=move |()| change(60) />
            <span class:hidden=move || own.get().is_none()>
                <Act
                    testid="own-time-usual"
                    class="quiet"
                    label=c.usual_time
                    ask=move |()| Some(Command::SetRequestTime { request, seconds: None }.into())
                />
            </span>
        </div>
    }
    .into_any()
}

/// Merges those who ask the same: whom to merge with and who speaks, and who agrees already.
#[component]
fn Merge(request: RequestId) -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let c = live.chair_words();
    let name_of = move |id: RequestId| {
        live.speakers.with(|panel| {
            panel.waiting.iter().find(|one| one.request == id).map(|one| one.name.clone()).unwrap_or_default()
        })
    };
    let other = RwSignal::new(None::<RequestId>);
    let others = Memo::new(move |_| {
        live.speakers.with(|panel| {
            let others = panel.waiting.iter().filter(|one| one.request != request);
            others.map(|one| (one.request, format!("{}. {}", one.request, one.name))).collect::<Vec<_>>()
        })
    });
    let agreeing = Memo::new(move |_| {
        live.speakers.with(|panel| {
            let one = panel.waiting.iter().find(|one| one.request == request);
            one.and_then(|one| one.staff.as_ref()).map(|detail| detail.agreeing.clone()).unwrap_or_default()
        })
    });
    let split = move |one: Agreeing| {
        view! {
            <div class="sheet-line">
                <span class="grow">{with_subject(&one)}</span>
                <Act
                    testid="split-request"
                    label=c.split
                    ask=move |()| Some(Command::SplitRequest { request: one.request }.into())
                />
            </div>
        }
    };
    let merge = move |other_speaks: bool| {
        let other = other.get_untracked()?;
        let (into, merged) = if other_speaks { (other, request) } else { (request, other) };
        Some(Command::MergeRequests { into, requests: vec![merged] }.into())
    };
    view! {
        <h3>{c.merge}</h3>
        <For each=move || agreeing.get() key=|one| one.request children=split />
        <div class="sheet-line">
            <label class="field grow">
                <span>{c.merge_with}</span>
                <select
                    data-testid="merge-with"
                    autocomplete="off"
                    on:change=move |event| other.set(event_target_value(&event).parse().ok())
                >
                    <option value="">{c.choose}</option>
                    <For
                        each=move || others.get()
                        key=Clone::clone
                        children=|(id, words)| view! { <option value=id.to_string()>{words}</option> }
                    />
                </select>
            </label>
        </div>
        <div class="actions" class:hidden=move || other.get().is_none()>
            <Act
                testid="merge-this-speaks"
                class="grow"
                label=Signal::derive(move || (c.merge_speaks)(&name_of(request)))
                ask=move |()| merge(false)
            />
            <Act
                testid="merge-other-speaks"
                class="grow"
                label=Signal::derive(move || other.get().map(|other| (c.merge_speaks)(&name_of(other))).unwrap_or_default())
                done=move |()| ui.close()
                ask=move |()| merge(true)
            />
        </div>
    }
    .into_any()
}
