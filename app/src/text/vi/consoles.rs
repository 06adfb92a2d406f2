//! Words of the consoles, in Vietnamese.
