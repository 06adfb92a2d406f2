//! Input: what people type and paste, in every kind of field, is stored without what does not belong there, or refused
//! by a reason.

use meeting::refusal::Field;
use meeting::{Refusal, validate};

/// A field as the rules read it.
type Read = fn(&str) -> Result<String, Refusal>;

const LINE: Read = |text| validate::line(text, Field::Name, 20);
const OPTIONAL: Read = |text| validate::optional_line(text, Field::Name, 20);
const PARAGRAPHS: Read = |text| validate::paragraphs(text, Field::Name, 20);

#[test]
fn harmless_words_are_kept() {
    let table: [(Read, &str, &str); 13] = [
        (LINE, "Nguyễn Văn An", "Nguyễn Văn An"),
        (LINE, "  a \t b\r\nc\u{a0}d  ", "a b c d"),
        (LINE, "\u{3000}Lê\u{2003}Cường\u{2009}", "Lê Cường"),
        (LINE, "</textarea><script>", "</textarea><script>"),
        (LINE, "' OR 1=1; --", "' OR 1=1; --"),
        (LINE, "{xa} {{x}} %s \\0", "{xa} {{x}} %s \\0"),
        (LINE, "👩‍🌾 Hà", "👩‍🌾 Hà"),
        (LINE, "ễ\u{0309}", "ễ\u{0309}"),
        (OPTIONAL, " \t\r\n\u{a0}\u{3000}", ""),
        (OPTIONAL, "", ""),
        (PARAGRAPHS, " một\r\nhai\n\n ba\tbốn \n", "một\nhai\n\n ba bốn"),
        (PARAGRAPHS, " \n\r\n ", ""),
        (PARAGRAPHS, "12345678901234567890\n", "12345678901234567890"),
    ];
    for (read, typed, recorded_events) in table {
        assert_eq!(read(typed).as_deref(), Ok(recorded_events), "{typed:?}");
    }
}

#[test]
fn what_hides_turns_or_controls_is_refused_wherever_it_stands() {
    let field = Field::Name;
    let marks = ('\0'..='\u{8}')
        .chain(['\u{b}', '\u{c}'])
        .chain('\u{e}'..='\u{1f}')
        .chain('\u{7f}'..='\u{9f}')
        .chain(['\u{61c}', '\u{200b}', '\u{200e}', '\u{200f}'])
        .chain('\u{2028}'..='\u{202e}')
        .chain('\u{2060}'..='\u{2069}')
        .chain(['\u{feff}']);
    for mark in marks {
        assert!(validate::is_forbidden(mark), "{mark:?}");
        for read in [LINE, OPTIONAL, PARAGRAPHS] {
            assert_eq!(read(&format!("a{mark}b")), Err(Refusal::ForbiddenCharacter { field }), "{mark:?}");
        }
        for read in [LINE, OPTIONAL] {
            for typed in [format!("{mark}b"), format!("a{mark}"), format!("a {mark} b")] {
                assert_eq!(read(&typed), Err(Refusal::ForbiddenCharacter { field }), "{typed:?}");
            }
        }
    }
}

#[test]
fn length_is_counted_in_characters_after_cleaning() {
    let field = Field::Name;
    let long = Err(Refusal::TooLong { field, most: 20 });
    for read in [LINE, OPTIONAL, PARAGRAPHS] {
        assert_eq!(read(&"ễ".repeat(20)), Ok("ễ".repeat(20)));
        assert_eq!(read(&"ễ".repeat(21)), long);
        assert_eq!(read(&"a".repeat(10_000_000)), long);
        assert_eq!(read(&format!("{}ễ{}", " ".repeat(50), "\n".repeat(50))).as_deref(), Ok("ễ"));
    }
}

#[test]
fn blank_is_empty_whatever_kind_of_blank() {
    for blank in ["", " ", "\n", "\t \r\n", "\u{a0}", "\u{2003}\u{3000}", "\u{2009}\u{202f}\u{205f}"] {
        assert_eq!(LINE(blank), Err(Refusal::Empty { field: Field::Name }), "{blank:?}");
    }
}

#[test]
fn numbers_have_bounds_that_are_allowed_themselves() {
    let out = Err(Refusal::OutOfRange { field: Field::Count, least: 1, most: 3 });
    for (number, wanted) in [(0, out.clone()), (1, Ok(())), (3, Ok(())), (4, out.clone()), (i64::MIN, out)] {
        assert_eq!(validate::in_range(number, Field::Count, 1, 3), wanted);
    }
}

#[test]
fn a_command_of_another_shape_is_not_read() {
    let table = [
        r#"{"agenda":"CloseEverything"}"#,
        r#"{"agenda":{"StartItem":{"id":"1"}}}"#,
        r#"{"agenda":{"StartItem":{"id":-1}}}"#,
        r#"{"agenda":{"StartItem":{"id":4294967296}}}"#,
        r#"{"agenda":{"StartItem":{}}}"#,
        r#"{"agenda":{"StartItem":{"id":1,"by":"chair"}}}"#,
        r#"{"speakers":{"RequestFloor":{"speaker":{"name":"An","role":"chair"}}}}"#,
        r#"{"speakers":{"RequestFloor":{"speaker":{}}, "person":"00000000000000ff"}}"#,
        r#"{"details":{"Describe":{"title":null}}}"#,
        r#"{"votes":"OpenPoll"}"#,
        r#"["agenda","CloseMeeting"]"#,
        "null",
        "",
    ];
    for json in table {
        assert!(serde_json::from_str::<meeting::Command>(json).is_err(), "{json}");
    }
    let read: meeting::Command = serde_json::from_str(r#"{"agenda":"CloseMeeting"}"#).unwrap();
    assert_eq!(read, meeting::agenda::Command::CloseMeeting.into());
}
