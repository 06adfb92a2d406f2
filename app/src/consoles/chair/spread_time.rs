//! The dialog that spreads the time that is left over what is still to come: seen first, then planned.

use leptos::prelude::*;
use meeting::ItemId;
use meeting::agenda::{Command, timing};
use meeting::panel::ItemView;

use super::ChairUi;
use super::dialog::DialogTitle;
use super::outlook::outlook;
use crate::components::Act;
use crate::live::Live;

/// Shows what each item would get, and plans it.
#[component]
pub fn SpreadTime() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, common) = (live.chair_words(), live.common());
    let ends = Memo::new(move |_| outlook(live).planned_end);
    let plan = Memo::new(move |_| {
        let timed: Vec<_> = live.agenda.with(|panel| panel.items.iter().map(ItemView::timed).collect());
        ends.get().and_then(|ends| timing::spread(&timed, ends, live.now.get())).unwrap_or_default()
    });
    let rows = move || {
        let plan = plan.get();
        live.agenda.with(|panel| {
            let row = |(id, minutes): &(ItemId, u32)| {
                let item = panel.items.iter().find(|item| item.id == *id)?;
                let changed = item.planned_duration != Some(*minutes);
                Some(view! {
                    <li class="spread-row" data-testid="spread-row" data-changed=changed.then_some("true")>
                        <span class="number">{item.label()}</span>
                        <span class="grow">{item.title.clone()}</span>
                        <b>{(t.spread_from)(item.planned_duration, *minutes)}</b>
                    </li>
                })
            };
            plan.iter().filter_map(row).collect_view()
        })
    };
    let none = Memo::new(move |_| plan.with(Vec::is_empty));
    view! {
        <DialogTitle title=t.spread_title />
        <p class="about" class:hidden=none>
            {move || ends.get().map(|ends| (t.spread_until)(&(common.time)(ends)))}
        </p>
        <p class="empty" class:hidden=move || !none.get()>{t.spread_none}</p>
        <ol class="scroll" tabindex="0">{rows}</ol>
        <div class="actions" class:hidden=none>
            <Act
                testid="spread-apply"
                key="Y"
                class="strong grow"
                label=t.apply
                done=move |()| ui.close()
                ask=move |()| Some(Command::PlanDurations { plan: plan.get_untracked() }.into())
            />
        </div>
    }
    .into_any()
}
