//! Words for who did what, and for why someone stands where on the list.

use meeting::Actor;
use meeting::history::{Action, Done, Subject};
use meeting::speakers::{Basis, Reason, RequestState};

use super::{Lang, en, vi};

/// Words for deeds and reasons, in one language.
#[derive(Debug)]
pub struct Deeds {
    /// What was done just before, and by whom, as a sentence.
    pub just_before: fn(&Done) -> String,
    /// What was done, as a short sentence without a full stop.
    pub action: fn(&Action) -> String,
    /// Who did it.
    pub actor: fn(Actor) -> &'static str,
    /// What a deed belongs to.
    pub subject: fn(Subject) -> &'static str,
    /// What an order goes by.
    pub basis: fn(Basis) -> &'static str,
    /// Why someone stands where they stand.
    pub reason: fn(&Reason) -> String,
    /// How far a request is.
    pub request_state: fn(RequestState) -> &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Deeds {
    match lang {
        Lang::Vi => &vi::deeds::DEEDS,
        Lang::En => &en::deeds::DEEDS,
    }
}

#[cfg(test)]
mod tests {
    use meeting::history::Deed;

    use super::*;

    #[test]
    fn every_deed_is_said_in_both_languages_with_whom_it_was_about() {
        let silent = [
            Deed::MeetingOpened,
            Deed::MeetingClosed,
            Deed::ListOpened,
            Deed::ListClosed,
            Deed::LastCallTakenBack,
            Deed::MostSpeechesFreed,
            Deed::Undone,
            Deed::Described,
            Deed::MeetingFollowed,
            Deed::ManualOrderCleared,
            Deed::CardGuessed,
            Deed::CardsOnlySet,
            Deed::CardsOnlyEnded,
            Deed::CardsRenewed,
            Deed::TabletOpened,
            Deed::TabletClosed,
        ];
        for lang in Lang::ALL {
            for deed in Deed::ALL {
                let action = Action { deed: *deed, about: "Bà Sáu".to_owned(), undid: None };
                let said = (of(lang).action)(&action);
                assert_eq!(said.contains("Bà Sáu"), !silent.contains(deed), "{deed:?}: {said}");
                let undone = Action { deed: Deed::Undone, undid: Some(*deed), ..action };
                assert!((of(lang).action)(&undone).ends_with(&said), "{deed:?}");
            }
        }
    }
}
