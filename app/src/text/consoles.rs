//! Words of the consoles.
