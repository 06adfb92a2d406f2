//! Words for actions, who did them, and why someone stands where on the list.

use meeting::Actor;
use meeting::history::{Action, Done, Subject};
use meeting::speakers::{Basis, Reason, RequestState};

use super::{Lang, en, vi};

/// Words for actions and reasons, in one language.
#[derive(Debug)]
pub struct ActionWords {
    /// An action that was done just before, and by whom, as a sentence.
    pub just_before: fn(&Done) -> String,
    /// An action, as a short sentence without a full stop.
    pub action: fn(&Action) -> String,
    /// Who did something.
    pub actor: fn(Actor) -> &'static str,
    /// The subject an action belongs to.
    pub subject: fn(Subject) -> &'static str,
    /// What an order goes by.
    pub basis: fn(Basis) -> &'static str,
    /// Why someone stands where they stand.
    pub reason: fn(&Reason) -> String,
    /// The state of a request.
    pub request_state: fn(RequestState) -> &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static ActionWords {
    match lang {
        Lang::Vi => &vi::actions::ACTIONS,
        Lang::En => &en::actions::ACTIONS,
    }
}

#[cfg(test)]
mod tests {
    use meeting::history::ActionKind;

    use super::*;

    #[test]
    fn every_action_is_said_in_both_languages_with_whom_it_was_about() {
        let silent = [
            ActionKind::MeetingOpened,
            ActionKind::MeetingClosed,
            ActionKind::ListOpened,
            ActionKind::ListClosed,
            ActionKind::LastCallTakenBack,
            ActionKind::MostSpeechesFreed,
            ActionKind::Undone,
            ActionKind::Described,
            ActionKind::MeetingFollowed,
            ActionKind::ManualOrderCleared,
            ActionKind::CardGuessed,
            ActionKind::CardsOnlySet,
            ActionKind::CardsOnlyEnded,
            ActionKind::CardsRenewed,
            ActionKind::TabletOpened,
            ActionKind::TabletClosed,
        ];
        for lang in Lang::ALL {
            for kind in ActionKind::ALL {
                let action = Action { kind: *kind, about: "Bà Sáu".to_owned(), undid: None };
                let said = (of(lang).action)(&action);
                assert_eq!(said.contains("Bà Sáu"), !silent.contains(kind), "{kind:?}: {said}");
                let undone = Action { kind: ActionKind::Undone, undid: Some(*kind), ..action };
                assert!((of(lang).action)(&undone).ends_with(&said), "{kind:?}");
            }
        }
    }
}
