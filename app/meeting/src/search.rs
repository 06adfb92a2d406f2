//! Forgiving search: “nguyen duc” finds Nguyễn Đức, whichever way the letters were composed.

/// The text in lower case, without diacritics, words parted by one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)) {
        match (plain(c), folded.ends_with(' ') || folded.is_empty()) {
            (' ', true) => {}
            (c, _) => folded.push(c),
        }
    }
    folded
}

/// Whether each word of what is wanted (folded) begins a word of one of the texts, or stands in it.
#[must_use]
pub fn matches(wanted: &str, texts: &[&str]) -> bool {
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    wanted.split(' ').all(|word| folded.iter().any(|text| text.contains(word)))
}

/// Marks that decomposed letters carry: horn, breve, tones and the like.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The letter without what is above, below or through it.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ă' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ'
        | 'ặ' => 'a',
        'è' | 'é' | 'ê' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ĩ' | 'ỉ' | 'ị' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ơ' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ớ' | 'ờ' | 'ở' | 'ỡ'
        | 'ợ' => 'o',
        'ù' | 'ú' | 'ũ' | 'ư' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ý' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => 'y',
        'đ' => 'd',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_case_and_blanks_do_not_matter() {
        assert_eq!(fold("  NGUYỄN   Đức  Ưởng "), "nguyen duc uong ");
        // The same letters taken apart.
        assert_eq!(fold("Nguye\u{302}\u{303}n"), "nguyen");
        assert_eq!(fold("ẠẢÃĂẮÂẤ ẸỄ ỈỊ ỌỖỢ ỤỮ ỲỴ"), "aaaaaaa ee ii ooo uu yy");
    }

    #[test]
    fn each_word_is_found_wherever_it_stands() {
        let texts = ["Trần Thị Đẹp", "thôn Đông Hòa"];
        for wanted in ["dep", "tran dep", "thon dong", "dep hoa", "", "TRẦN", "đẹp"] {
            assert!(matches(&fold(wanted), &texts), "{wanted}");
        }
        assert!(!matches(&fold("dep tay"), &texts));
    }
}
