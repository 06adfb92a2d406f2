//! A key for who is the same person, where only a name and a hamlet are known.

use crate::letters;

/// Identifies a person in counts: name and hamlet, as they are the same to a person, and which of those who bear them.
/// Namesakes are told apart when staff say that they are, or each by a phone or a card of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey {
    /// The name, in the form that is compared.
    pub name: String,
    /// The hamlet, in the form that is compared.
    pub hamlet: String,
    /// Which of those who bear them, from 0.
    pub which: u32,
}

impl PersonKey {
    /// The key of the first person with this name from this hamlet.
    #[must_use]
    pub fn of(name: &str, hamlet: &str) -> Self {
        Self { name: letters::sameness(name), hamlet: letters::sameness(hamlet), which: 0 }
    }
}
