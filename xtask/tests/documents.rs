//! The documents against the repository: what they name is there, and what the glossary took out of the code is not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod documents {
    mod markdown;
    mod sources;

    mod glossary;
    mod invariants;
    mod map;
    mod names;
    mod running_a_meeting;
}
