//! Unicode's data on letters and marks. The server has its tables; a browser has them built in, and bringing them along
//! once more would be a sixth of all a console loads.

pub(crate) use of::{composed, decomposed, is_mark};

#[cfg(not(target_family = "wasm"))]
mod of {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    /// Decomposes a text: each letter before its marks.
    pub(crate) fn decomposed(text: &str) -> impl Iterator<Item = char> {
        text.nfd()
    }

    /// Composes a text: each letter with its marks in one, where there is one.
    pub(crate) fn composed(text: &str) -> String {
        text.nfc().collect()
    }

    /// True for a mark that stands above, below or through the letter before it.
    pub(crate) fn is_mark(c: char) -> bool {
        is_combining_mark(c)
    }
}

#[cfg(target_family = "wasm")]
mod of {
    use js_sys::{JsString, RegExp};

    thread_local! {
        static MARK: RegExp = RegExp::new(r"^\p{M}$", "u");
    }

    pub(crate) fn decomposed(text: &str) -> impl Iterator<Item = char> {
        normalized(text, "NFD").chars().collect::<Vec<_>>().into_iter()
    }

    pub(crate) fn composed(text: &str) -> String {
        normalized(text, "NFC")
    }

    fn normalized(text: &str, form: &str) -> String {
        JsString::from(text).normalize(form).into()
    }

    pub(crate) fn is_mark(c: char) -> bool {
        match c {
            // Nearly all that is asked about: the question would cost more than the answer.
            ..'\u{300}' => false,
            '\u{300}'..='\u{36f}' => true,
            c => MARK.with(|mark| mark.test(c.encode_utf8(&mut [0; 4]))),
        }
    }
}
