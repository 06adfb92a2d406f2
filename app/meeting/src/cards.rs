//! Door cards: a number on paper, issued at the door. A card is ballot right and rejoin key in one: whoever opens its
//! address sits as the card's person, on whatever phone. A lost card is voided and another reissued in its stead, which
//! takes over what was the lost one's: its requests, its written opinions, and that it has voted.

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

/// Whether a card is printed, issued or voided.
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

/// One door card. Its number is its position in [`Cards::all`], from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Whether it is printed, issued or voided.
    pub standing: Standing,
    /// The lost card it was reissued for, if it was.
    pub replaces: Option<CardNumber>,
}

/// The cards of a meeting, numbered from 1 without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cards {
    /// In the order of their numbers.
    pub all: Vec<Card>,
    /// How often someone opened the address of a card that was never printed here.
    pub guesses: u32,
    /// True if only who has a card may ask for the floor and submit opinions from a phone.
    #[serde(default)]
    pub only: bool,
    /// True if the cards in people's hands open nothing any more and the stack has not been printed since.
    #[serde(default)]
    pub renewed: bool,
}

impl Cards {
    /// The card of this number, if one was printed.
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

    /// The numbers of those that are in nobody's hand yet and may still be issued.
    pub fn in_stack(&self) -> impl Iterator<Item = CardNumber> {
        let printed = self.numbered().filter(|(_, card)| card.standing == Standing::Printed);
        printed.map(|(number, _)| number)
    }

    /// True if this person sits by a card that is worth nothing: voided, or never printed.
    #[must_use]
    pub fn is_void(&self, person: PersonId) -> bool {
        let standing = person.card().map(|number| self.get(number).map(|card| card.standing));
        matches!(standing, Some(None | Some(Standing::Voided)))
    }

    /// The numbers of voided cards that no other was reissued for.
    pub fn unreplaced(&self) -> impl Iterator<Item = CardNumber> {
        let replaced: BTreeSet<CardNumber> = self.all.iter().filter_map(|card| card.replaces).collect();
        let voided = self.numbered().filter(|(_, card)| card.standing == Standing::Voided);
        voided.map(|(number, _)| number).filter(move |number| !replaced.contains(number))
    }

    /// Refuses a person who sits by a card that is worth nothing; who sits by no card passes.
    pub(crate) fn require_worth(&self, person: Option<PersonId>) -> Result<(), Refusal> {
        if person.is_some_and(|person| self.is_void(person)) { Err(Refusal::CardVoided) } else { Ok(()) }
    }

    /// Refuses a person who may not ask for the floor or submit from a phone, because only card holders may.
    pub(crate) fn require_admitted(&self, person: PersonId) -> Result<(), Refusal> {
        if self.only && person.card().is_none() { Err(Refusal::CardsOnly) } else { Ok(()) }
    }

    /// This person, and those whose cards theirs was reissued for, the newest first.
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
    /// Makes more cards, to be printed.
    PrintCards {
        /// How many more.
        count: u32,
    },
    /// Shows the cards in the stack once more, to print them: those in someone's hand are shown to nobody.
    ShowCards,
    /// Issues a card to someone.
    #[serde(rename = "HandOutCard")]
    IssueCard {
        /// Number of the card.
        card: CardNumber,
        /// True if staff say that it is for someone who held no card before: see [`crate::poll::check_right`].
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        newcomer: bool,
    },
    /// Voids a card: it opens nothing any more.
    VoidCard {
        /// Number of the card.
        card: CardNumber,
    },
    /// Issues another card in the stead of a lost one.
    ReissueCard {
        /// Number of the lost card.
        card: CardNumber,
        /// Number of the card that replaces it.
        by: CardNumber,
    },
    /// Lets only who has a card ask for the floor and submit opinions from a phone, or everyone again.
    AdmitCardsOnly {
        /// True if only card holders may.
        only: bool,
    },
    /// Notes that the cards are signed with a new key: the meeting goes on from a copy that has no key to them.
    RenewCards,
    /// Notes that addresses of cards that were never printed here were opened.
    NoteGuesses {
        /// How many times since the last note.
        count: u32,
    },
}

/// What happened to door cards, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Cards were printed.
    CardsPrinted {
        /// How many more.
        count: u32,
    },
    /// The cards in the stack were shown once more.
    CardsShown {
        /// How many were in the stack.
        count: u32,
    },
    /// All cards were signed anew: those printed before open nothing, and are in the stack again.
    CardsRenewed,
    /// A card was issued to someone.
    #[serde(rename = "CardHandedOut")]
    CardIssued {
        /// Number of the card.
        card: CardNumber,
        /// True if staff said that it was for someone who held no card before.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        newcomer: bool,
    },
    /// A card was voided.
    CardVoided {
        /// Number of the card.
        card: CardNumber,
    },
    /// Another card was issued in the stead of a lost one.
    CardReissued {
        /// Number of the lost card.
        card: CardNumber,
        /// Number of the card that replaces it.
        by: CardNumber,
    },
    /// The address of a card that was never printed here was opened once. Only in older journals: see
    /// [`Self::CardsGuessed`].
    CardGuessed,
    /// Addresses of cards that were never printed here were opened.
    CardsGuessed {
        /// How many times since the last note.
        count: u32,
    },
    /// It was set whether only who has a card may ask and submit from a phone.
    CardsOnlySet {
        /// True if only card holders may.
        only: bool,
    },
}
