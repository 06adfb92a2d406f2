//! What another machine did to the same meeting: of two chairs who act at once, the one who comes second sees it.

use leptos::prelude::*;
use meeting::Place;
use meeting::agenda::Phase;
use meeting::panel::StepView;

use super::ChairUi;
use crate::live::Live;

/// How long what was done elsewhere stays on the screen.
const SHOWN: std::time::Duration = std::time::Duration::from_secs(15);

/// Finds steps newer than `seen` that none of these own answers is about, the newest first. An answer names the last
/// event of its step and a step its first, so an answer belongs to the newest step that is not behind it.
#[must_use]
pub fn foreign<'a>(steps: &'a [StepView], seen: u64, own: &[u64]) -> Vec<&'a StepView> {
    let is_own = |index: usize| {
        let next = index.checked_sub(1).map_or(u64::MAX, |newer| steps[newer].step);
        own.iter().any(|position| (steps[index].step..next).contains(position))
    };
    let newer = steps.iter().enumerate().filter(|(_, step)| step.step > seen);
    newer.filter(|(index, _)| !is_own(*index)).map(|(_, step)| step).collect()
}

/// The newest step before, if it was undone by someone else.
#[must_use]
pub fn undone<'a>(before: &'a [StepView], now: &[StepView], own: &[u64]) -> Option<&'a StepView> {
    let newest = before.first()?;
    let is_gone = !now.iter().any(|step| step.step == newest.step);
    // What was only pushed out of sight by newer ones is not gone.
    let nothing_newer = now.first().is_none_or(|step| step.step < newest.step);
    (is_gone && nothing_newer && !own.contains(&newest.step)).then_some(newest)
}

/// Says quietly what was done elsewhere; goes by itself.
#[component]
pub fn OtherChair() -> AnyView {
    let (live, ui) = (Live::here(), ChairUi::here());
    let (t, common, actions) = (live.chair_words(), live.common(), live.actions());
    let said = RwSignal::new(None::<String>);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let before = StoredValue::new(live.undo.get_untracked().steps);
    let seen = StoredValue::new(before.with_value(|steps| steps.first().map_or(0, |step| step.step)));
    let say = move |sentence: String| {
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        said.set(Some(sentence));
        let end = move || {
            said.try_set(None);
        };
        timer.set_value(set_timeout_with_handle(end, SHOWN).ok());
    };
    Effect::new(move |_| {
        let steps = live.undo.with(|panel| panel.steps.clone());
        let own = live.own.get();
        // Panels come before or after the answer; while an own command waits for its answer nobody can say whose a
        // step is.
        if live.waiting.get() > 0 {
            return;
        }
        let open = live.head.with_untracked(|head| head.phase != Phase::Closed);
        let by = |step: &StepView| {
            let what = (actions.action)(&step.action);
            if step.by == Place::Chair {
                (t.other_chair)(&what)
            } else {
                (t.at_place)((common.place)(step.by), &what)
            }
        };
        let new = foreign(&steps, seen.get_value(), &own).first().map(|step| by(step));
        let undone_by_others = before.with_value(|before| {
            let mine = ui.undone.get_untracked();
            undone(before, &steps, &mine).map(|step| (t.other_chair_undone)(&(actions.action)(&step.action)))
        });
        if let Some(sentence) = new.or(undone_by_others).filter(|_| open) {
            say(sentence);
        }
        if let Some(newest) = steps.first() {
            seen.update_value(|seen| *seen = (*seen).max(newest.step));
        }
        before.set_value(steps);
    });
    view! {
        <div class="elsewhere" role="status" aria-live="polite" data-testid="elsewhere">
            {move || said.get().map(|sentence| view! { <p>{sentence}</p> })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use meeting::Moment;
    use meeting::history::{Action, ActionKind};

    use super::*;

    fn steps(positions: &[u64]) -> Vec<StepView> {
        let action = Action { kind: ActionKind::RequestMoved, about: "Bà Sáu".to_owned(), undid: None };
        let step =
            |step: &u64| StepView { step: *step, at: Moment(0), by: Place::Chair, action: action.clone() };
        positions.iter().map(step).collect()
    }

    fn foreign_of(positions: &[u64], seen: u64, own: &[u64]) -> Vec<u64> {
        foreign(&steps(positions), seen, own).into_iter().map(|step| step.step).collect()
    }

    #[test]
    fn a_step_nobody_here_asked_for_is_anothers() {
        assert_eq!(foreign_of(&[12, 10], 9, &[10]), [12]);
        assert_eq!(foreign_of(&[12, 10], 9, &[12, 10]), [0_u64; 0]);
    }

    #[test]
    fn an_answer_names_the_last_event_of_a_step() {
        // One command made 10, 11 and 12.
        assert_eq!(foreign_of(&[13, 10], 9, &[12]), [13]);
        assert_eq!(foreign_of(&[10], 9, &[12]), [0_u64; 0]);
    }

    #[test]
    fn what_was_seen_is_not_told_again() {
        assert_eq!(foreign_of(&[12, 10, 8], 10, &[]), [12]);
        assert_eq!(foreign_of(&[8], 10, &[]), [0_u64; 0]);
    }

    #[test]
    fn an_undoing_is_anothers_unless_it_was_asked_for_here() {
        let (before, now) = (steps(&[12, 10]), steps(&[10]));
        assert_eq!(undone(&before, &now, &[]).map(|step| step.step), Some(12));
        assert_eq!(undone(&before, &now, &[12]), None);
        assert_eq!(undone(&before, &before, &[]), None);
        // Six newer ones pushed it out of sight.
        assert_eq!(undone(&before, &steps(&[20, 19, 18, 17, 16, 15]), &[]), None);
    }
}
