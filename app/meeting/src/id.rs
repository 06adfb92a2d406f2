//! Ids: small numbers given out by the meeting itself, so that deciding stays pure; and the persons behind phones and
//! cards.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// An agenda item.
    ItemId
    /// A request to speak: also the speaking number the person is told.
    RequestId
    /// A speech: one stretch of one person having the floor.
    SpeechId
    /// An opinion raised at a speech.
    OpinionId
    /// A written opinion.
    WrittenId
    /// An entry of the minutes.
    EntryId
    /// A person checked in by name.
    AttendeeId
    /// A door card: the number printed on it.
    CardNumber
    /// A file or an address attached to an item.
    AttachmentId
    /// A poll.
    PollId
}

macro_rules! given_in_order {
    ($($name:ident)*) => {$(
        impl $name {
            /// The id after the highest in use.
            pub(crate) fn after(highest: Option<Self>) -> Self {
                Self(highest.map_or(1, |id| id.0 + 1))
            }
        }
    )*};
}

given_in_order! { ItemId RequestId SpeechId OpinionId WrittenId EntryId AttendeeId AttachmentId PollId }

/// A person with a phone: 64 random bits the server gave with the seat, as 16 hex digits on the wire,
/// since a browser's numbers end at 53 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonId(pub u64);

/// The upper 32 bits of every door card's person. The server gives no seat a number that begins so.
const OF_CARDS: u64 = 0xffff_ffff_0000_0000;
/// The upper 32 bits of everyone who votes at the tablet without a card.
const AT_TABLET: u64 = 0xffff_fffe_0000_0000;

impl PersonId {
    /// The person of a door card.
    #[must_use]
    pub fn of_card(card: CardNumber) -> Self {
        Self(OF_CARDS | u64::from(card.0))
    }

    /// The person who votes at the tablet without a card when it is opened for the `opening`th time.
    #[must_use]
    pub fn at_tablet(opening: u32) -> Self {
        Self(AT_TABLET | u64::from(opening))
    }

    /// True if this is no phone's person: a door card's, or someone's at the tablet.
    #[must_use]
    pub fn is_reserved(self) -> bool {
        self.0 >= AT_TABLET
    }

    /// The door card by which this person sits, if it is one.
    #[must_use]
    pub fn card(self) -> Option<CardNumber> {
        let number = u32::try_from(self.0 & !OF_CARDS).ok()?;
        (self.0 & OF_CARDS == OF_CARDS).then_some(CardNumber(number))
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl From<PersonId> for String {
    fn from(person: PersonId) -> Self {
        person.to_string()
    }
}

impl TryFrom<String> for PersonId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let sixteen = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u64::from_str_radix(&text, 16).ok().filter(|_| sixteen);
        number.map(Self).ok_or("a person is named by 16 hex digits")
    }
}
