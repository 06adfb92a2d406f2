//! Every text a person reads, in Vietnamese (the hall's language) and English (chosen per person). Both fill the same
//! structs, so a missing translation does not compile. The comment of a field says where its words stand (button,
//! label, heading) or what they say.

pub mod actions;
pub mod ballots;
pub mod chair;
pub mod common;
pub mod consoles;
mod en;
pub mod plain_pages;
pub mod results;
pub mod screens;
pub mod staff;
mod vi;

use serde::{Deserialize, Serialize};

/// A language a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both languages, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The language's code in `<html lang>` and in the cookie.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}
