//! The list of speakers on the chair's console.

use leptos::html;
use leptos::prelude::*;
use meeting::speakers::Command;
use meeting::{Place, RequestId};

use super::dialog::{Dialog, Opens};
use super::waiting_row::WaitingRow;
use crate::components::reorder::positions;
use crate::components::{Act, For, MoreWaiting, Reorder};
use crate::live::Live;

/// Shows the list of speakers: open or closed, its rules, and those who wait.
#[component]
pub fn SpeakerList() -> AnyView {
    let live = Live::here();
    let (t, c, common) = (live.words(), live.chair_words(), live.common());
    let ids = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().map(|one| one.request).collect::<Vec<_>>())
    });
    let open = Memo::new(move |_| live.speakers.with(|panel| panel.open));
    let count = move || {
        live.speakers.with(|panel| (t.waiting_and_spoken)(panel.waiting.len() + panel.more, panel.spoken))
    };
    let length = move |seconds: u32| (common.duration)(i64::from(seconds) * 1000);
    let rules = move || {
        let times =
            live.floor.with(|floor| (c.rules_line)(&length(floor.seconds), &length(floor.answer_seconds)));
        live.speakers.with(|panel| {
            let until = panel.last_call.map(|until| (c.last_call_until)(&(common.time)(until)));
            let most =
                panel.most_speeches.map(|most| format!("{} {}", c.most, (c.most_of)(most)).to_lowercase());
            [Some(times), until, most].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let left_list = Signal::derive(move || (c.left_list)(live.speakers.with(|panel| panel.left_list.len())));
    let list = NodeRef::<html::Ol>::new();
    let rows = Signal::derive(move || ids.with(|ids| ids.iter().map(|id| id.0).collect::<Vec<_>>()));
    let name = move |row: u32| {
        live.speakers.with(|panel| {
            let one = panel.waiting.iter().find(|one| one.request.0 == row);
            one.map(|one| one.name.clone()).unwrap_or_default()
        })
    };
    let reorder = Reorder::new(
        rows,
        move |_| rows.with_untracked(|rows| positions::plain(rows)),
        |row, position| {
            Some(Command::MoveRequest { request: RequestId(row), after: position.map(RequestId) }.into())
        },
        name,
        list,
    );
    view! {
        <section class="card speakers-card" data-in="speakers" tabindex="-1" aria-label=t.speakers>
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
                    <Act testid="open-list" key="O" label=t.open_list ask=move |()| Some(Command::OpenList.into()) />
                </span>
                <span class="grow" class:hidden=move || !open.get()>
                    <Act testid="close-list" key="O" label=t.close_list ask=move |()| Some(Command::CloseList.into()) />
                </span>
                <Opens testid="order-open" key="S" label=c.order dialog=Dialog::Order />
                <Opens testid="rules-open" key="L" label=c.rules dialog=Dialog::Rules />
            </div>
            <p class="about rules-line" data-testid="rules-line" title=rules>{rules}</p>
            <ol
                class="scroll waiting-list reorder"
                data-testid="waiting-list"
                tabindex="0"
                node_ref=list
                class:drop-first=move || reorder.drops_behind(None)
            >
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |request| view! { <WaitingRow request=request reorder=reorder /> }
                />
            </ol>
            <p class="empty" class:hidden=move || ids.with(|ids| !ids.is_empty())>
                {t.nobody_waits}
            </p>
            <MoreWaiting place=Place::Chair />
            <p class="unseen" role="status" aria-live="assertive" data-testid="reorder-said">{reorder.said()}</p>
            <div class="actions list-foot">
                <Opens testid="gone-open" key="J" label=left_list class="grow" dialog=Dialog::LeftList />
                <Opens testid="totals-open" key="T" label=c.totals dialog=Dialog::Totals />
            </div>
        </section>
    }
    .into_any()
}
