//! Letters as people see them: taken apart into what is written and what stands above, below or through it.
//!
//! One name is typed in many ways: composed or decomposed, with the tone on either vowel (*Hoà*, *Hòa*), with a foreign
//! *Ð* (U+00D0) for *Đ*, with one apostrophe or another. Whether two texts are the same to a person ([`sameness`]), what
//! is found by whom ([`search`](crate::search)) and whether a text says anything at all ([`is_blank`]) all go by the same
//! taking apart, so that they never disagree.

mod unicode;

pub(crate) use unicode::{composed, is_mark};

use unicode::decomposed;

/// The stroke through a letter, which Unicode does not take apart.
const STROKE: char = '\u{335}';

/// Takes a text apart into small letters, each followed by its marks; apostrophes, hyphens and blanks become of one
/// kind, and what nobody sees goes.
pub(crate) fn apart(text: &str) -> impl Iterator<Item = char> {
    let small = decomposed(text).flat_map(char::to_lowercase).filter(|c| !is_unseen(*c));
    small.flat_map(|c| {
        let (letter, mark) = match c {
            'đ' | 'ð' | 'ɖ' => ('d', Some(STROKE)),
            'ƀ' => ('b', Some(STROKE)),
            'ł' => ('l', Some(STROKE)),
            'ø' => ('o', Some(STROKE)),
            'ı' => ('i', None),
            '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′' | '＇' => ('\'', None),
            '‐' | '‑' | '–' | '—' | '−' => ('-', None),
            c if c.is_whitespace() => (' ', None),
            c => (c, None),
        };
        std::iter::once(letter).chain(mark)
    })
}

/// A key that two texts share if and only if they are the same to a person. To be compared, not shown.
#[must_use]
pub fn sameness(text: &str) -> String {
    let mut same = String::with_capacity(text.len());
    let apart: String = apart(text).collect();
    for word in apart.split(' ').filter(|word| !word.is_empty()) {
        if !same.is_empty() {
            same.push(' ');
        }
        // A syllable has one tone, wherever it is written.
        let mut tones = String::new();
        let mut vowel = false;
        for c in word.chars() {
            if is_tone(c) && vowel {
                tones.push(c);
                continue;
            }
            if !is_mark(c) {
                vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
            }
            same.push(c);
        }
        same.push_str(&tones);
    }
    same
}

/// True for the five tones that are written: huyền, sắc, ngã, hỏi, nặng.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// True if nothing of a text can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    !decomposed(text).any(|c| !c.is_whitespace() && !c.is_control() && !is_mark(c) && !is_unseen(c))
}

/// True if a text could be what someone is called: a letter or a digit is in it.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() && !is_unseen(c))
}

/// True for joiners, fillers and other signs that take no room or look like room.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search;

    /// Names of the country's peoples, as documents bear them, with what someone types who looks for them.
    const NAMES: [(&str, &str); 20] = [
        ("Nguyễn Thị Hoà", "nguyen thi hoa"),
        ("Trần Đức Thuỷ", "tran duc thuy"),
        ("Y Bhiăt Êñuôl", "y bhiat enuol"),
        ("H’Hen Niê", "hhen nie"),
        ("K’Sor Phước", "ksor phuoc"),
        ("Rơ Chăm Čik", "ro cham cik"),
        ("Siu Ƀlêh", "siu bleh"),
        ("Rah Lan Ŏr", "rah lan or"),
        ("Đinh Ŭk", "dinh uk"),
        ("Giàng Seo Phử", "giang seo phu"),
        ("Vừ A Páo", "vu a pao"),
        ("Lò Văn Inh", "lo van inh"),
        ("Quàng Thị Ỏn", "quang thi on"),
        ("Nông Quốc Tuấn", "nong quoc tuan"),
        ("Thạch Sa Oanh", "thach sa oanh"),
        ("Đàng Năng Thọ", "dang nang tho"),
        ("Hồ Đức Vai", "ho duc vai"),
        ("Bh’riu Liếc", "bhriu liec"),
        ("Cil Múp Ha Kriêng", "cil mup ha krieng"),
        ("Phùng Thanh Mẩy", "phung thanh may"),
    ];

    #[test]
    fn every_name_is_found_as_it_is_typed_and_is_itself_however_it_is_written() {
        for (name, typed) in NAMES {
            let decomposed: String = decomposed(name).collect();
            let composed = composed(name);
            let ways = [
                decomposed.clone(),
                composed,
                name.to_uppercase(),
                name.replace('’', "'"),
                format!("  {name} "),
            ];
            for way in ways {
                assert_eq!(search::fold(&way).trim(), typed, "{way}");
                assert_eq!(sameness(&way), sameness(name), "{way}");
                assert!(is_name(&way) && !is_blank(&way), "{way}");
            }
        }
        for (at, (one, _)) in NAMES.iter().enumerate() {
            for (other, _) in &NAMES[at + 1..] {
                assert_ne!(sameness(one), sameness(other));
            }
        }
    }

    #[test]
    fn the_same_to_a_person_is_the_same() {
        for (one, other) in [
            ("Hoà", "Hòa"),
            ("Thuỷ", "Thủy"),
            ("Khoẻ", "Khỏe"),
            ("Xoè", "Xòe"),
            ("Ðức", "Đức"),
            ("ðức", "ĐỨC"),
            ("Ê\u{303}", "Ê\u{303}"),
            ("Nguyê\u{303}n", "Nguyễn"),
            // Marks in the other order, and a joiner.
            ("Nguye\u{303}\u{302}n", "Nguyễ\u{200d}n"),
            ("H'Mông", "H’Mông"),
            ("Ba–na", "Ba-na"),
            ("Thôn  Đông\u{a0}", "thôn đông"),
        ] {
            assert_eq!(sameness(one), sameness(other), "{one} {other}");
        }
    }

    #[test]
    fn what_a_person_tells_apart_stays_apart() {
        for (one, other) in [
            ("Hoa", "Hoà"),
            ("Hoá", "Hoà"),
            ("An", "Ân"),
            ("Dung", "Dũng"),
            ("Dức", "Đức"),
            ("Tư", "Tu"),
            ("Thôn 1", "Thôn 11"),
            ("Lê An", "Lêan"),
            ("Nga", "Ngà"),
            ("Ñi", "Ni"),
        ] {
            assert_ne!(sameness(one), sameness(other), "{one} {other}");
        }
    }

    #[test]
    fn what_nobody_sees_is_blank_and_no_name() {
        for nothing in [
            "",
            " ",
            "\u{3164}",
            "\u{2800}\u{2800}",
            "\u{200d}",
            "\u{301}",
            "\u{ad}",
            "\u{fe0f}",
            "\u{ffa0} \u{1160}",
        ] {
            assert!(is_blank(nothing), "{nothing:?}");
            assert!(!is_name(nothing), "{nothing:?}");
        }
        for mark in ["´", "…", "-", "?", "^"] {
            assert!(!is_blank(mark) && !is_name(mark), "{mark}");
        }
        assert!(is_name("Y") && is_name("42") && is_name("ㄱ"));
    }
}
