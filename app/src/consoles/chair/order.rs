//! Proposed orders of the list: shown with why everyone stands where, and applied only by the chair.

use leptos::prelude::*;
use meeting::RequestId;
use meeting::panel::Waiting;
use meeting::speakers::{Basis, Command, Ranked, Reason};

use super::ChairUi;
use super::dialog::DialogTitle;
use crate::components::{Act, For};
use crate::live::Live;

/// One line of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The request.
    pub request: RequestId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// How many positions up (positive) or down (negative) they would move.
    pub up: i64,
    /// Why they would stand there.
    pub reason: Reason,
}

/// Lays a proposal beside the list as it stands.
#[must_use]
pub fn lines(ranked: &[Ranked], waiting: &[Waiting]) -> Vec<Line> {
    let line = |(index, ranked): (usize, &Ranked)| {
        let old = waiting.iter().position(|one| one.request == ranked.request)?;
        let one = &waiting[old];
        Some(Line {
            request: one.request,
            name: one.name.clone(),
            hamlet: one.hamlet.clone(),
            up: old as i64 - index as i64,
            reason: ranked.reason.clone(),
        })
    };
    ranked.iter().enumerate().filter_map(line).collect()
}

/// Number of people who would move.
#[must_use]
pub fn moved(lines: &[Line]) -> usize {
    lines.iter().filter(|line| line.up != 0).count()
}

/// Shows the proposals.
#[component]
pub fn Proposals() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, actions) = (live.chair_words(), live.actions());
    let offered = Memo::new(move |_| {
        live.speakers.with(|panel| panel.proposals.iter().map(|one| one.basis).collect::<Vec<_>>())
    });
    let basis = RwSignal::new(Basis::Fair);
    let shown = Memo::new(move |_| {
        live.speakers.with(|panel| {
            let proposal = panel.proposals.iter().find(|one| one.basis == basis.get());
            proposal.map(|proposal| lines(&proposal.ranked, &panel.waiting)).unwrap_or_default()
        })
    });
    // What the list was when this was opened or another order chosen; if it is another now, that is said.
    let list = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.iter().map(|one| one.request).collect::<Vec<_>>())
    });
    let changed = RwSignal::new(false);
    Effect::watch(move || list.get(), move |_, _, _| changed.set(true), false);
    let tab = move |which: Basis| {
        view! {
            <button
                type="button"
                class="button quiet"
                data-testid="order-basis"
                data-basis=format!("{which:?}").to_lowercase()
                aria-pressed=move || (basis.get() == which).to_string()
                on:click=move |_| {
                    basis.set(which);
                    changed.set(false);
                }
            >
                {(actions.basis)(which)}
            </button>
        }
    };
    let row = move |(index, line): (usize, Line)| {
        let moves = match line.up {
            0 => t.order_stays.to_owned(),
            up if up > 0 => (t.order_up)(up.unsigned_abs() as usize),
            down => (t.order_down)(down.unsigned_abs() as usize),
        };
        view! {
            <li
                class="proposed"
                data-testid="proposed"
                data-request=line.request.to_string()
                data-moves=(line.up != 0).then_some("true")
            >
                <span class="number">{index + 1}</span>
                <span class="who">
                    <span class="name">{line.name}</span>
                    <span class="about">{line.hamlet}</span>
                </span>
                <span class="reason">{(actions.reason)(&line.reason)}</span>
                <span class="state">{moves}</span>
            </li>
        }
    };
    let none = Memo::new(move |_| shown.with(Vec::is_empty));
    let held = Memo::new(move |_| shown.with(|lines| lines.iter().any(|line| line.reason == Reason::Pinned)));
    let ask = move |()| {
        let order = shown.with_untracked(|lines| lines.iter().map(|line| line.request).collect::<Vec<_>>());
        Some(Command::ApplyOrder { basis: basis.get_untracked(), order }.into())
    };
    view! {
        <DialogTitle title=t.order_title />
        <div class="actions" role="group">
            <For each=move || offered.get() key=|basis| format!("{basis:?}") children=tab />
        </div>
        <p class="about" class:hidden=none data-testid="order-moves">
            {move || shown.with(|lines| (t.order_moves)(moved(lines)))}
        </p>
        <p class="sheet-message" role="status" class:hidden=move || !changed.get() data-testid="order-changed">
            {t.order_changed}
        </p>
        <p class="empty" class:hidden=move || !none.get()>{t.order_none}</p>
        <div class="actions" class:hidden=move || !held.get()>
            <Act
                testid="order-release"
                class="quiet"
                label=t.clear_manual_order
                ask=move |()| Some(Command::ClearManualOrder.into())
            />
        </div>
        <ol class="scroll" tabindex="0" data-testid="proposal">
            {move || shown.get().into_iter().enumerate().map(row).collect_view()}
        </ol>
        <div class="actions" class:hidden=none>
            <Act
                testid="order-apply"
                key="Y"
                class="strong grow"
                label=t.apply
                disabled=Signal::derive(move || shown.with(|lines| moved(lines) == 0))
                // Who sees another order than a moment ago must not have pressed for the old one.
                meaning=Signal::derive(move || list.with(|list| format!("{list:?}")))
                done=move |()| ui.close()
                ask=ask
            />
            <button type="button" class="button grow" data-testid="order-leave" on:click=move |_| ui.close()>
                {t.leave}
            </button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(requests: &[u32]) -> Vec<Waiting> {
        let one = |request: &u32| Waiting {
            request: RequestId(*request),
            name: format!("Người {request}"),
            hamlet: String::new(),
            card: None,
            called: false,
            staff: None,
        };
        requests.iter().map(one).collect()
    }

    fn ranked(requests: &[u32]) -> Vec<Ranked> {
        requests
            .iter()
            .map(|request| Ranked { request: RequestId(*request), reason: Reason::Stood })
            .collect()
    }

    #[test]
    fn who_moves_is_marked_with_how_far() {
        let lines = lines(&ranked(&[3, 1, 2]), &waiting(&[1, 2, 3]));
        assert_eq!(lines.iter().map(|line| line.up).collect::<Vec<_>>(), [2, -1, -1]);
        assert_eq!(moved(&lines), 3);
    }

    #[test]
    fn who_left_meanwhile_is_not_shown() {
        let lines = lines(&ranked(&[3, 1]), &waiting(&[1]));
        assert_eq!(lines.iter().map(|line| line.request.0).collect::<Vec<_>>(), [1]);
    }
}
