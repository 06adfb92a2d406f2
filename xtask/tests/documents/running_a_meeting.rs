//! The page for people in the hall says what the screens say.

use std::fs;

use super::sources::root;

/// A text with every run of blanks and line breaks as one blank, and without what joins a line of Rust to the next.
fn flat(text: &str) -> String {
    text.replace("\\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_stands_in_bold_for_the_hall_stands_on_a_screen() {
    let page = flat(&fs::read_to_string(root().join("docs/running-a-meeting.md")).unwrap());
    let folder = root().join("app/src/text/vi");
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let screens = flat(&files.collect::<Vec<_>>().join("\n")).to_lowercase();
    let mut asked = 0;
    let mut wrong = Vec::new();
    // What ends in a full stop is a heading within the page.
    for words in page.split("**").skip(1).step_by(2).filter(|words| !words.ends_with('.')) {
        asked += 1;
        if !screens.contains(&words.to_lowercase()) {
            wrong.push(words);
        }
    }
    assert!(asked > 30, "{asked} words were looked for");
    assert!(wrong.is_empty(), "on no screen: {wrong:?}");
}
