//! Documents: what leaves the program on paper or as a file.

pub(crate) mod chart;
pub(crate) mod history;
pub mod qr;
pub(crate) mod table;
pub(crate) mod workbook;
