//! Letters of the encodings that were in use before Unicode, in a file that was saved as UTF-8 with the characters its
//! old font had there: “NguyÔn V¨n §øc” (TCVN3), “Nguyeãn Ñöùc” (VNI). Of the first each character is one letter, so it is
//! converted; of the second it is only noticed.

/// TCVN 5712:1993, VN3: what the bytes from A0 on are, which Latin-1 shows as the characters from U+00A0 on; `·` where
/// there is none.
const TCVN3: &str =
    "·ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ·";

/// In VNI an accent stands as a letter of its own behind its vowel: pairs that Vietnamese and the names of the country's
/// other peoples do not have. (*Aê*, of the Êđê, is none; neither are *oà* and *uý*.)
const VNI: [(char, &str); 7] = [
    ('a', "ùøûõïáàåãäéèúüë"),
    ('e', "âùøûõïáàåãä"),
    ('o', "âùøûõïåä"),
    ('u', "ùøûõï"),
    ('y', "ùøûõï"),
    ('ô', "ùøûõï"),
    ('ö', "ùøûõï"),
];

/// The letter of today for one of TCVN3.
fn of_tcvn3(c: char) -> Option<char> {
    let at = (c as u32).checked_sub(0xa0)?;
    TCVN3.chars().nth(at as usize).filter(|letter| *letter != '·')
}

/// Whether a character stands in no word of today, but is a letter of TCVN3. Quotation marks are none of them.
fn is_telltale(c: char) -> bool {
    matches!(c, '¡'..='¾' | '×' | '÷' | 'Þ' | 'þ' | 'ß' | 'Æ' | 'æ' | 'Ø' | 'ø' | 'å')
        && !matches!(c, '«' | '»')
        && of_tcvn3(c).is_some()
}

/// Whether a telltale stands in a word.
fn has_telltale(text: &str) -> bool {
    let of_word = |c: &char| c.is_alphabetic() || is_telltale(*c);
    let chars: Vec<char> = text.chars().collect();
    chars.iter().enumerate().any(|(at, c)| {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        is_telltale(*c) && before.into_iter().chain(chars.get(at + 1)).any(of_word)
    })
}

/// Whether a letter is one of Vietnamese that no old encoding shows: then the text is of today.
fn is_of_today(c: char) -> bool {
    matches!(
        c,
        'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}'
    ) || ('\u{300}'..='\u{323}').contains(&c)
}

/// The text in letters of today, if it is one of TCVN3.
pub(super) fn modern(text: &str) -> Option<String> {
    let is_old = has_telltale(text) && !text.chars().any(is_of_today);
    is_old.then(|| text.chars().map(|c| of_tcvn3(c).unwrap_or(c)).collect())
}

/// Whether words are in letters of an old encoding.
pub(super) fn is_old(words: &str) -> bool {
    let small: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    let is_vni = |pair: &[char; 2]| {
        let [first, second] = pair;
        VNI.iter().any(|(vowel, behind)| first == vowel && behind.contains(*second))
    };
    has_telltale(words) || small.array_windows().any(is_vni)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_becomes_letters_of_today() {
        for (old, today) in [
            ("NguyÔn V¨n §øc", "Nguyễn Văn Đức"),
            ("TrÇn ThÞ Hoµ", "Trần Thị Hoà"),
            ("§Æng Quèc Kh¸nh", "Đặng Quốc Khánh"),
            ("Ph¹m V¨n T×nh\nLª ThÞ Cóc", "Phạm Văn Tình\nLê Thị Cúc"),
            ("§\u{ad}êng liªn th«n", "Đường liên thôn"),
        ] {
            assert_eq!(modern(old).as_deref(), Some(today));
            assert!(is_old(old) && !is_old(today), "{old}");
        }
        assert_eq!(TCVN3.chars().count(), 96);
    }

    #[test]
    fn names_of_today_are_left_alone() {
        for name in [
            "Nguyễn Văn Đức",
            "Trần Thị Hoà",
            "Y Bhiăt Êñuôl",
            "H’Ñen Niê",
            "Aê Ñuê",
            "K'Sor Thuý",
            "Rơ Chăm Čik",
            "Siu Ƀlêh",
            "Nguyen Van An",
            "Müller",
            "Khoa Xoè Quý",
            "Lò Ò",
            "Ea Kao",
            "Thôn 5 (cũ)",
            "Tổ 3 – khu A",
            "Hòa Ôi Ý",
        ] {
            assert!(!is_old(name), "{name}");
            assert_eq!(modern(name), None, "{name}");
        }
        for words in ["«Nuoc sach»", "10°C", "½ sao", "500 m²", "§ 5", "5 £"] {
            assert_eq!(modern(words), None, "{words}");
        }
    }

    #[test]
    fn vni_is_noticed() {
        for words in ["Nguyeãn Vaên Ñöùc", "Traàn Thò Hoøa", "Phaïm Quoác Tuaán"] {
            assert!(is_old(words), "{words}");
            assert_eq!(modern(words).filter(|_| !words.contains('ø')), None, "{words}");
        }
    }
}
