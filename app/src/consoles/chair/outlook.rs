//! The line that says when the meeting will end, against when it is to.

use leptos::prelude::*;
use meeting::agenda::Phase;
use meeting::agenda::timing::{self, Outlook};
use meeting::panel::ItemView;

use super::dialog::{Dialog, Opens};
use crate::live::Live;

/// Milliseconds of overrun under which it is not worth a word.
const WORTH_MS: i64 = 60_000;

/// How the meeting stands against its plan now. Reads the clock, so it changes with it.
#[must_use]
pub fn outlook(live: Live) -> Outlook {
    let timed: Vec<_> = live.agenda.with(|panel| panel.items.iter().map(ItemView::timed).collect());
    let (begins, ends) = live.head.with(|head| (head.opened.or(head.starts), head.ends.or(head.planned_end)));
    timing::outlook(&timed, begins, ends, live.now.get())
}

/// Says in one line under the agenda when the meeting will end.
#[component]
pub fn OutlookLine() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.chair_words(), live.common());
    let now = Memo::new(move |_| {
        let outlook = outlook(live);
        let over = outlook.overrun_ms().filter(|over| *over >= WORTH_MS).map(|over| over / WORTH_MS);
        let planned = outlook.planned_end.map(|planned| (common.time)(planned));
        ((common.time)(outlook.projected_end), planned, over, outlook.unplanned)
    });
    // Of an agenda without planned durations nobody can say when it ends.
    let known = Memo::new(move |_| {
        live.agenda.with(|panel| panel.items.iter().any(|item| item.planned_duration.is_some()))
    });
    let words = move || {
        now.with(|(projected, planned, ..)| match known.get() {
            true => (t.ends)(projected, planned.as_deref()),
            false => t.ends_unknown.to_owned(),
        })
    };
    let over = move || now.with(|(.., over, _)| over.map(t.overrun));
    let unplanned = move || {
        now.with(|(.., unplanned)| (*unplanned > 0 && known.get()).then(|| (t.unplanned)(*unplanned)))
    };
    let closed = Memo::new(move |_| live.head.with(|head| head.phase == Phase::Closed));
    view! {
        <div class="outlook" class:hidden=closed data-testid="outlook">
            <p class="grow">
                <span>{words}</span>
                " "
                <b class="overrun" data-testid="overrun">{over}</b>
                " "
                <span class="about">{unplanned}</span>
            </p>
            <Opens testid="spread-open" key="R" label=t.spread dialog=Dialog::SpreadTime />
        </div>
    }
    .into_any()
}
