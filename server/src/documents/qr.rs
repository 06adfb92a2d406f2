//! Draws QR codes: on the wall and on paper as SVG, in the terminal as blocks.

use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder, QRCode};

fn code(text: &str) -> Option<QRCode> {
    // Medium correction: read from the last row off a screen with a glare on it.
    QRBuilder::new(text).ecl(ECL::M).build().ok()
}

/// Draws a QR code as an SVG element; empty for a text no QR code can hold.
#[must_use]
pub fn svg(text: &str) -> String {
    code(text).map(|code| SvgBuilder::default().margin(2).to_str(&code)).unwrap_or_default()
}

/// Draws a QR code as lines of a terminal; empty for a text no QR code can hold.
#[must_use]
pub fn terminal(text: &str) -> String {
    code(text).map(|code| code.to_str()).unwrap_or_default()
}
