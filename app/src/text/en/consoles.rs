//! Words of the consoles, in English.
