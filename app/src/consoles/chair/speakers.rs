//! The list of speakers on the chair's console.

use leptos::prelude::*;
use meeting::RequestId;
use meeting::speakers::{Command, SECONDS};

use crate::components::{Act, WaitingPerson, behind};
use crate::live::Live;

/// The list of speakers: open or closed, the usual time, and those who wait.
#[component]
pub fn SpeakerList() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let ids = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().map(|one| one.request).collect::<Vec<_>>())
    });
    let open = Memo::new(move |_| live.speakers.with(|panel| panel.open));
    let count = move || (t.waiting_and_spoken)(ids.with(Vec::len), live.speakers.with(|panel| panel.spoken));
    let seconds = Memo::new(move |_| live.floor.with(|floor| floor.seconds));
    let change = move |by: i64| {
        Callback::new(move |()| {
            let wanted = (i64::from(seconds.get_untracked()) + by).clamp(*SECONDS.start(), *SECONDS.end());
            Some(Command::SetSpeechTime { seconds: u32::try_from(wanted).ok()? }.into())
        })
    };
    let touched = RwSignal::new(None);
    view! {
        <section class="card speakers-card" aria-label=t.speakers>
            <div class="card-head">
                <h2>{t.speakers}</h2>
                <span class="state" data-testid="list-state" data-open=move || open.get().to_string()>
                    {move || if open.get() { t.list_open } else { t.list_closed }}
                </span>
                <span class="about" data-testid="waiting-count">
                    {count}
                </span>
            </div>
            <div class="actions list-actions">
                <span class="grow" class:hidden=open>
                    <Act testid="open-list" label=t.open_list ask=move |()| Some(Command::OpenList.into()) />
                </span>
                <span class="grow" class:hidden=move || !open.get()>
                    <Act testid="close-list" label=t.close_list ask=move |()| Some(Command::CloseList.into()) />
                </span>
                <Act testid="speech-time-less" class="quiet sign" label="−" hint=t.less_time ask=change(-60) />
                <span class="state each-speech" data-testid="speech-time">
                    {move || (t.each_speech)(&(common.duration)(i64::from(seconds.get()) * 1000))}
                </span>
                <Act testid="speech-time-more" class="quiet sign" label="+" hint=t.more_time ask=change(60) />
            </div>
            <ol class="scroll waiting-list" data-testid="waiting-list" tabindex="0">
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |request| {
                        view! { <WaitingRow request=request ids=ids touched=touched /> }
                    }
                />
            </ol>
            <p class="empty" class:hidden=move || ids.with(|ids| !ids.is_empty())>
                {t.nobody_waits}
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn WaitingRow(
    request: RequestId,
    ids: Memo<Vec<RequestId>>,
    touched: RwSignal<Option<RequestId>>,
) -> AnyView {
    let live = Live::here();
    let t = live.words();
    let is_open = Memo::new(move |_| touched.get() == Some(request));
    let toggle = move |_| {
        touched.update(|touched| *touched = if *touched == Some(request) { None } else { Some(request) });
    };
    let shift = move |up: bool| {
        Callback::new(move |()| {
            let after = ids.with_untracked(|ids| behind(ids, request, up))?;
            Some(Command::MoveRequest { request, after }.into())
        })
    };
    view! {
        <li class="waiting" data-testid="waiting" data-request=request.to_string()>
            <WaitingPerson request=request />
            <div class="row-actions">
                <Act
                    testid="give-floor"
                    label=t.give_floor
                    ask=move |()| Some(Command::GiveFloor { request, seconds: None }.into())
                />
                <button
                    type="button"
                    class="button quiet sign"
                    data-testid="waiting-more"
                    aria-label=t.more
                    aria-expanded=move || is_open.get().to_string()
                    on:click=toggle
                >
                    "⋯"
                </button>
            </div>
            <div class="actions wide" class:hidden=move || !is_open.get()>
                <Act testid="move-request-up" class="quiet sign" label="▲" hint=t.move_up ask=shift(true) />
                <Act testid="move-request-down" class="quiet sign" label="▼" hint=t.move_down ask=shift(false) />
                <Act
                    testid="withdraw-request"
                    class="quiet"
                    label=t.withdraw
                    ask=move |()| Some(Command::WithdrawRequest { request }.into())
                />
            </div>
        </li>
    }
    .into_any()
}
