//! What leaves the program on paper or as a file.

pub mod qr;
