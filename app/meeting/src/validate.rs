//! Input validation: what people type is trimmed, held to a length, and refused with marks that hide or turn text.

use crate::letters;
use crate::refusal::{Field, Refusal};

/// Most characters of a name, hamlet or organisation.
pub const NAME: usize = 120;
/// Most characters of a title or subject. The longest real item title has some 220.
pub const TITLE: usize = 400;
/// Most characters of one text of the minutes.
pub const TEXT: usize = 20_000;
/// Most characters of an address.
pub const URL: usize = 2_000;
/// Most characters of a remark on a ballot.
pub const REMARK: usize = 1_000;

/// Validates one line that must not be empty: surrounding blanks go, inner runs of blanks become one. A name has a
/// letter in it.
///
/// # Errors
/// `Empty`, `TooLong` or `ForbiddenCharacter`, naming the field.
pub fn line(text: &str, field: Field, most: usize) -> Result<String, Refusal> {
    let line = optional_line(text, field, most)?;
    let says_nothing = line.is_empty() || field == Field::Name && !letters::is_name(&line);
    if says_nothing { Err(Refusal::Empty { field }) } else { Ok(line) }
}

/// Validates one line that may be empty.
///
/// # Errors
/// `TooLong` or `ForbiddenCharacter`, naming the field.
pub fn optional_line(text: &str, field: Field, most: usize) -> Result<String, Refusal> {
    // A line pasted from elsewhere may carry breaks; they are blanks to us. Other control characters
    // are no accident a person could see, so they are refused rather than dropped.
    let line = text.split(is_blank).filter(|word| !word.is_empty());
    let line = letters::composed(&line.collect::<Vec<_>>().join(" "));
    check(&line, field, most)?;
    Ok(said(line))
}

/// Returns the text, or an empty one if nobody can see anything of it.
fn said(text: String) -> String {
    if letters::is_blank(&text) { String::new() } else { text }
}

/// True for blanks of any width, and breaks; the forbidden ones are not among them, so that they are refused.
fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\r') || (c.is_whitespace() && !is_forbidden(c))
}

/// Validates several lines that may be empty; line ends become `
/// `, surrounding blanks go.
///
/// # Errors
/// `TooLong` or `ForbiddenCharacter`, naming the field.
pub fn paragraphs(text: &str, field: Field, most: usize) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n").replace('\t', " ");
    let text = letters::composed(text.trim());
    check(&text, field, most)?;
    Ok(said(text))
}

/// Validates an address to be followed in a browser: http or https, nothing that would run.
///
/// # Errors
/// `BadAddress`, or as for a line.
pub fn url(text: &str) -> Result<String, Refusal> {
    let url = line(text, Field::Address, URL)?;
    let host = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let good = host.is_some_and(|host| {
        host.starts_with(|c: char| c.is_alphanumeric()) && !url.contains([' ', '"', '<', '>', '\\', '\n'])
    });
    if good { Ok(url) } else { Err(Refusal::BadAddress) }
}

/// Validates that a number lies within its bounds.
///
/// # Errors
/// `OutOfRange`, naming the field.
pub fn in_range(value: i64, field: Field, least: i64, most: i64) -> Result<(), Refusal> {
    if (least..=most).contains(&value) { Ok(()) } else { Err(Refusal::OutOfRange { field, least, most }) }
}

/// Validates length and forbidden characters; a line feed is allowed.
///
/// # Errors
/// `TooLong` or `ForbiddenCharacter`, naming the field.
pub fn check(text: &str, field: Field, most: usize) -> Result<(), Refusal> {
    if text.chars().any(is_forbidden) {
        return Err(Refusal::ForbiddenCharacter { field });
    }
    if text.chars().count() > most {
        return Err(Refusal::TooLong { field, most });
    }
    Ok(())
}

/// True for characters that are refused: control characters other than the line feed, and the marks of Unicode's
/// bidirectional algorithm and line separation that would show a text other than it is stored.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_blanks_become_one() {
        assert_eq!(line("  Nguyễn \t Văn\u{a0}An\r\n", Field::Name, NAME).as_deref(), Ok("Nguyễn Văn An"));
    }

    #[test]
    fn however_accents_are_typed_they_are_kept_alike() {
        let (composed, apart) = ("Thôn Đông", "Tho\u{302}n Đo\u{302}ng");
        assert_eq!(line(apart, Field::Hamlet, NAME).as_deref(), Ok(composed));
        assert_eq!(paragraphs(apart, Field::Text, TEXT).as_deref(), Ok(composed));
    }

    #[test]
    fn what_hides_or_turns_text_is_refused() {
        for bad in ["a\0", "\u{202e}nA", "An\u{200f}", "a\u{1b}[31m", "a\u{7f}"] {
            let refused = Err(Refusal::ForbiddenCharacter { field: Field::Name });
            assert_eq!(line(bad, Field::Name, NAME), refused, "{bad:?}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        assert!(line(&"ễ".repeat(NAME), Field::Name, NAME).is_ok());
        let refused = Err(Refusal::TooLong { field: Field::Name, most: NAME });
        assert_eq!(line(&"ễ".repeat(NAME + 1), Field::Name, NAME), refused);
    }

    #[test]
    fn blank_is_empty() {
        assert_eq!(line(" \n ", Field::Name, NAME), Err(Refusal::Empty { field: Field::Name }));
        assert_eq!(optional_line(" ", Field::Name, NAME).as_deref(), Ok(""));
    }
}
