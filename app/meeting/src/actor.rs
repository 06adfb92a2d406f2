//! Places in the hall, who acts from them (actors), and for whom a panel is made (audiences).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::PersonId;

/// A place in the hall from which the program is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Chủ trì, chủ tọa.
    Chair,
    /// Thư ký.
    Secretary,
    /// Bộ phận tổng hợp, bàn đăng ký.
    Desk,
    /// Văn phòng.
    Office,
    /// Màn chiếu.
    Projector,
    /// Máy tính bảng bỏ phiếu ở bàn đăng ký.
    Tablet,
    /// Điện thoại của người dự.
    Phone,
}

impl Place {
    /// Every place, in the order in which links are printed.
    pub const ALL: [Self; 7] =
        [Self::Chair, Self::Secretary, Self::Desk, Self::Office, Self::Projector, Self::Tablet, Self::Phone];

    /// The place's name in addresses and on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Secretary => "secretary",
            Self::Desk => "desk",
            Self::Office => "office",
            Self::Projector => "projector",
            Self::Tablet => "tablet",
            Self::Phone => "phone",
        }
    }

    /// True for staff: they see names, details and the minutes; a screen in the hall does not.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Chair | Self::Secretary | Self::Desk | Self::Office)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The error of parsing a name that no place has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPlace;

impl FromStr for Place {
    type Err = UnknownPlace;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|place| place.name() == text).ok_or(UnknownPlace)
    }
}

/// Who sent a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The program itself: what no person decides, such as the count of a closed poll.
    System,
    /// Someone at a staff place, the projector or the tablet.
    Staff(Place),
    /// A person with a phone.
    Person(PersonId),
}

impl Actor {
    /// The place this actor sits at; `None` for the program itself.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        match self {
            Self::System => None,
            Self::Staff(place) => Some(place),
            Self::Person(_) => Some(Place::Phone),
        }
    }

    /// The person who acts, if it is one with a phone.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::System | Self::Staff(_) => None,
        }
    }
}

/// The scope in which command ids are unique: one person's ids never meet another's.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::Staff(place) => place.fmt(f),
            Self::Person(person) => write!(f, "phone:{person}"),
        }
    }
}

/// For whom a panel is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everyone at this place sees the same.
    Place(Place),
    /// What belongs to one person alone.
    Person(PersonId),
}
