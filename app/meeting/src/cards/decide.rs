//! Decides commands on door cards.

use super::{AT_ONCE, Command, Event, MOST, Standing};
use crate::agenda::Phase;
use crate::id::PersonId;
use crate::refusal::{Field, Refusal, Thing};
use crate::{Meeting, validate};

/// Decides a command on door cards.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::state::Event>, Refusal> {
    let cards = &meeting.cards;
    if meeting.agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    let standing =
        |number| cards.get(number).map(|card| card.standing).ok_or(Refusal::NotFound { thing: Thing::Card });
    let event = match command {
        Command::NoteGuesses { count: 0 } => return Ok(Vec::new()),
        Command::NoteGuesses { count } => Event::CardsGuessed { count: *count },
        Command::RenewCards if cards.all.is_empty() => return Ok(Vec::new()),
        Command::RenewCards => Event::CardsRenewed,
        Command::AdmitCardsOnly { only } if *only == cards.only => return Ok(Vec::new()),
        Command::AdmitCardsOnly { only } => Event::CardsOnlySet { only: *only },
        Command::PrintCards { count } => {
            let left = MOST - cards.all.len() as i64;
            validate::in_range(i64::from(*count), Field::Cards, 1, left.min(i64::from(AT_ONCE)))?;
            Event::CardsPrinted { count: *count }
        }
        Command::ShowCards => match cards.in_stack().count() {
            0 => return Err(Refusal::NotFound { thing: Thing::Card }),
            count => Event::CardsShown { count: u32::try_from(count).unwrap_or(u32::MAX) },
        },
        Command::IssueCard { card, newcomer } => match standing(*card)? {
            Standing::Printed => Event::CardIssued { card: *card, newcomer: *newcomer },
            Standing::Issued => return Err(Refusal::CardIssued),
            Standing::Voided => return Err(Refusal::CardVoided),
        },
        Command::VoidCard { card } => match standing(*card)? {
            Standing::Voided => return Ok(Vec::new()),
            Standing::Printed | Standing::Issued => Event::CardVoided { card: *card },
        },
        Command::ReissueCard { card, by } => {
            // One that was voided first is reissued as well, but only once.
            standing(*card)?;
            if cards.all.iter().any(|other| other.replaces == Some(*card)) {
                return Err(Refusal::CardVoided);
            }
            if meeting.speakers.request_of(PersonId::of_card(*by)).is_some() {
                return Err(Refusal::CardWaits { card: *by });
            }
            if meeting.polls.all.iter().any(|poll| poll.paper_ballots.cards.contains(by)) {
                return Err(Refusal::CardUsed { card: *by });
            }
            match standing(*by)? {
                Standing::Printed if by != card => Event::CardReissued { card: *card, by: *by },
                Standing::Voided => return Err(Refusal::CardVoided),
                Standing::Printed | Standing::Issued => return Err(Refusal::CardIssued),
            }
        }
    };
    Ok(vec![event.into()])
}
