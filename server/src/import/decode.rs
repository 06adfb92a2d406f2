//! From bytes to text, and which character parts the cells of a line.

use app::page::import::{Fault, Finding};

/// How many bytes tell whether a file is text.
const TELLING: usize = 4_096;

/// The text of a file: UTF-8, or UTF-16 that says so with a byte order mark. Lines end with `\n`.
///
/// # Errors
/// What it is instead, or the line on which it stops being text.
pub(super) fn text(bytes: &[u8]) -> Result<String, Finding> {
    let whole = |fault| Finding { line: 0, fault };
    let text = match bytes {
        // A zip archive, as .xlsx and .ods are, and the compound file of an old .xls.
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(whole(Fault::Workbook)),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        bytes if bytes.iter().take(TELLING).any(|byte| *byte == 0) => return Err(whole(Fault::Binary)),
        bytes => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = std::str::from_utf8(bytes).map_err(|fault| {
                let good = bytes.iter().take(fault.valid_up_to());
                let line = 1 + good.filter(|byte| **byte == b'\n').count() as u64;
                Finding { line, fault: Fault::BadBytes }
            })?;
            text.to_owned()
        }
    };
    if text.trim().is_empty() {
        return Err(whole(Fault::EmptyFile));
    }
    // As old programs on a Mac end their lines.
    Ok(if text.contains('\n') { text } else { text.replace('\r', "\n") })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Finding> {
    let (units, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(units.len());
    let mut bad = !rest.is_empty();
    for c in char::decode_utf16(units.iter().map(|pair| unit(*pair))) {
        match c {
            Ok(c) => text.push(c),
            Err(_) => {
                bad = true;
                break;
            }
        }
    }
    let line = 1 + text.bytes().filter(|byte| *byte == b'\n').count() as u64;
    if bad { Err(Finding { line, fault: Fault::BadBytes }) } else { Ok(text) }
}

/// The table without what says how it is parted, the character that parts it, and how many lines were
/// left out. Whichever of `,` `;` and tab the header has most of parts the cells.
pub(super) fn separator(text: &str) -> (&str, u8, u64) {
    let first = text.lines().next().unwrap_or_default().trim();
    // Excel's own way to say it.
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', said @ (b',' | b';' | b'\t')] = first.as_bytes() {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        return (rest, *said, 1);
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte && !quoted) {
            *count += 1;
        }
    }
    // The first of the most, so that a header of one cell is parted by a comma.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    (text, most.map_or(b',', |(separator, _)| *separator), 0)
}
