//! Applies events of door cards.

use super::{Card, Cards, Event, Standing};
use crate::Meeting;
use crate::id::PersonId;

/// Applies an event of door cards.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event) {
    let stands = |cards: &mut Cards, number, standing| {
        if let Some(card) = cards.get_mut(number) {
            card.standing = standing;
        }
    };
    match event {
        Event::CardGuessed => meeting.cards.guesses += 1,
        Event::CardsGuessed { count } => {
            meeting.cards.guesses = meeting.cards.guesses.saturating_add(*count);
        }
        Event::CardsOnlySet { only } => meeting.cards.only = *only,
        Event::CardsShown { .. } => meeting.cards.renewed = false,
        Event::CardsRenewed => {
            meeting.cards.renewed = true;
            let issued = meeting.cards.all.iter_mut().filter(|card| card.standing == Standing::Issued);
            issued.for_each(|card| card.standing = Standing::Printed);
        }
        Event::CardsPrinted { count } => {
            let printed = meeting.cards.all.len() + *count as usize;
            meeting.cards.all.resize(printed, Card::default());
        }
        Event::CardIssued { card, .. } => stands(&mut meeting.cards, *card, Standing::Issued),
        Event::CardVoided { card } => stands(&mut meeting.cards, *card, Standing::Voided),
        Event::CardReissued { card, by } => {
            stands(&mut meeting.cards, *card, Standing::Voided);
            stands(&mut meeting.cards, *by, Standing::Issued);
            if let Some(new) = meeting.cards.get_mut(*by) {
                new.replaces = Some(*card);
            }
            let (old, new) = (PersonId::of_card(*card), PersonId::of_card(*by));
            let requests = meeting.speakers.requests.values_mut();
            for request in requests.filter(|request| request.person == Some(old)) {
                request.person = Some(new);
                request.speaker.card = Some(*by);
            }
            for written in meeting.written.all.iter_mut().filter(|written| written.person == old) {
                written.person = new;
            }
        }
    }
}
