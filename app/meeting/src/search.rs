//! Forgiving search: “nguyen duc” finds Nguyễn Đức, whichever way the letters were composed.

use crate::letters::{apart, is_mark};

/// Folds a text for comparison: small letters, no diacritics or apostrophes, words parted by one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in apart(text).filter(|c| !is_mark(*c) && *c != '\'') {
        if c != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(c);
        }
    }
    folded
}

/// True if each word of `wanted` (folded) begins a word of one of the texts, or stands in it.
#[must_use]
pub fn matches(wanted: &str, texts: &[&str]) -> bool {
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    wanted.split(' ').all(|word| folded.iter().any(|text| text.contains(word)))
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
