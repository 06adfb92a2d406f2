//! What leaves the program on paper or as a file.

pub(crate) mod history;
pub mod qr;
pub(crate) mod table;
