//! Door cards: a number on paper, handed out at the door. A card is ballot right and rejoin key in one: whoever
//! opens its address sits as the card's person, on whatever phone. A lost card is voided and another reissued in
//! its place, which takes over what was the lost one's: its requests, its written opinions, and that it has voted.

pub(crate) mod apply;
pub(crate) mod decide;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{CardNumber, PersonId};
use crate::refusal::Refusal;

/// Most cards of a meeting: more than any hall holds.
const MOST: i64 = 2_000;
/// Most cards printed at once.
pub const AT_ONCE: u32 = 400;

/// How a card stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// In the stack on the desk.
    #[default]
    Printed,
    /// In someone's hand.
    #[serde(rename = "handed_out")]
    Issued,
    /// Worth nothing any more.
    Voided,
}

/// A card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// How it stands.
    pub standing: Standing,
    /// The lost one it was reissued for.
    pub replaces: Option<CardNumber>,
}

/// The cards of a meeting, numbered from 1 without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cards {
    /// In the order of their numbers.
    pub all: Vec<Card>,
    /// How often someone opened the address of a card that was never printed here.
    pub guesses: u32,
    /// Whether only who has a card may ask for the floor and hand in opinions from a phone.
    #[serde(default)]
    pub only: bool,
    /// Whether those that were in people's hands open nothing any more, and the stack has not been printed since.
    #[serde(default)]
    pub renewed: bool,
}

impl Cards {
    /// The card of this number.
    #[must_use]
    pub fn get(&self, number: CardNumber) -> Option<&Card> {
        self.all.get((number.0 as usize).checked_sub(1)?)
    }

    fn get_mut(&mut self, number: CardNumber) -> Option<&mut Card> {
        self.all.get_mut((number.0 as usize).checked_sub(1)?)
    }

    /// Each card with its number.
    pub fn numbered(&self) -> impl Iterator<Item = (CardNumber, &Card)> {
        (1..).map(CardNumber).zip(&self.all)
    }

    /// The numbers of those that are in nobody's hand yet and may still be given out.
    pub fn in_stack(&self) -> impl Iterator<Item = CardNumber> {
        let printed = self.numbered().filter(|(_, card)| card.standing == Standing::Printed);
        printed.map(|(number, _)| number)
    }

    /// Whether this person sits by a card that is worth nothing: voided, or never printed.
    #[must_use]
    pub fn is_void(&self, person: PersonId) -> bool {
        let standing = person.card().map(|number| self.get(number).map(|card| card.standing));
        matches!(standing, Some(None | Some(Standing::Voided)))
    }

    /// The voided ones that no other was given for.
    pub fn unreplaced(&self) -> impl Iterator<Item = CardNumber> {
        let replaced: BTreeSet<CardNumber> = self.all.iter().filter_map(|card| card.replaces).collect();
        let voided = self.numbered().filter(|(_, card)| card.standing == Standing::Voided);
        voided.map(|(number, _)| number).filter(move |number| !replaced.contains(number))
    }

    /// That this person, if they sit by a card, sits by one that is worth something.
    pub(crate) fn require_worth(&self, person: Option<PersonId>) -> Result<(), Refusal> {
        if person.is_some_and(|person| self.is_void(person)) { Err(Refusal::CardVoided) } else { Ok(()) }
    }

    /// That this person may ask and hand in from a phone.
    pub(crate) fn require_admitted(&self, person: PersonId) -> Result<(), Refusal> {
        if self.only && person.card().is_none() { Err(Refusal::CardsOnly) } else { Ok(()) }
    }

    /// This person, and those whose cards theirs was reissued for.
    pub fn same_as(&self, person: PersonId) -> impl Iterator<Item = PersonId> {
        let before = |person: &PersonId| {
            let card = self.get(person.card()?)?;
            card.replaces.map(PersonId::of_card)
        };
        std::iter::successors(Some(person), before)
    }
}

/// A command on door cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Makes so many more cards.
    PrintCards {
        /// How many.
        count: u32,
    },
    /// Shows the cards in the stack once more, to print them: those in someone's hand are shown to nobody.
    ShowCards,
    /// Gives a card to someone.
    #[serde(rename = "HandOutCard")]
    IssueCard {
        /// Which.
        card: CardNumber,
        /// Whether staff say that it is for someone who held no card before: see [`crate::poll::check_right`].
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        newcomer: bool,
    },
    /// Makes a card worth nothing.
    VoidCard {
        /// Which.
        card: CardNumber,
    },
    /// Gives someone another card for a lost one.
    ReissueCard {
        /// The lost one.
        card: CardNumber,
        /// The one they get.
        by: CardNumber,
    },
    /// Lets only who has a card ask for the floor and hand in opinions from a phone, or everyone again.
    AdmitCardsOnly {
        /// Whether only they may.
        only: bool,
    },
    /// The cards are signed with a new key: the meeting goes on from a copy that has no key to them.
    RenewCards,
    /// Addresses of cards that were never printed here were opened.
    NoteGuesses {
        /// How often.
        count: u32,
    },
}

/// What happened to door cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Cards were made.
    CardsPrinted {
        /// How many.
        count: u32,
    },
    /// The cards in the stack were shown once more.
    CardsShown {
        /// How many.
        count: u32,
    },
    /// All cards were signed anew: those printed before open nothing, and are in the stack again.
    CardsRenewed,
    /// A card was given to someone.
    #[serde(rename = "CardHandedOut")]
    CardIssued {
        /// Which.
        card: CardNumber,
        /// Whether staff said that it was for someone who held no card before.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        newcomer: bool,
    },
    /// A card is worth nothing any more.
    CardVoided {
        /// Which.
        card: CardNumber,
    },
    /// Someone got another card for a lost one.
    CardReissued {
        /// The lost one.
        card: CardNumber,
        /// The one they got.
        by: CardNumber,
    },
    /// Someone opened the address of a card that was never printed here.
    CardGuessed,
    /// The addresses of cards that were never printed here were opened.
    CardsGuessed {
        /// How often.
        count: u32,
    },
    /// Whether only who has a card may ask and hand in was set.
    CardsOnlySet {
        /// Whether only they may.
        only: bool,
    },
}
