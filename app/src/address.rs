//! Every address of the program: a row gives the pattern that the router matches and the function that writes a link to
//! it, so that the two cannot drift apart. No other file holds an address of ours as text; a test reads them all.

use std::fmt::Display;

macro_rules! addresses {
    ($($(#[$doc:meta])* $pattern:ident $text:literal $link:ident($($part:ident),*);)*) => {
        /// The patterns of the router, with the parts that differ in braces.
        pub mod pattern {
            $($(#[$doc])* pub const $pattern: &str = $text;)*
            /// A built asset, in whatever folder.
            pub const ASSET: &str = "/assets/{*path}";
        }

        $(
            $(#[$doc])*
            #[must_use]
            pub fn $link($($part: &dyn Display),*) -> String {
                format!($text $(, $part = $part)*)
            }
        )*
    };
}

/// A built asset, in whatever folder.
#[must_use]
pub fn asset(path: &dyn Display) -> String {
    format!("/assets/{path}")
}

/// How every address begins that a program asks.
pub const API: &str = "/api/";

addresses! {
    /// The start page: a form for the code of a meeting.
    START "/" start();
    /// Where that form goes.
    JOIN "/join" join();
    /// A meeting by its code alone, as people type it.
    SHORT "/{code}" short(code);
    /// Chooses the language of whoever asks.
    LANG "/lang" lang();
    /// Chooses how large a phone's text is.
    TEXT_SIZE "/text-size" text_size();
    /// Whether the program serves and the disk takes what is written.
    HEALTHZ "/healthz" healthz();

    /// The page of a phone.
    PHONE "/m/{code}" phone(code);
    /// Asks for the floor, as a form.
    ASK "/m/{code}/ask" ask(code);
    /// Withdraws a request to speak, as a form.
    WITHDRAW "/m/{code}/withdraw" withdraw(code);
    /// Sends a ballot, as a form.
    VOTE "/m/{code}/vote" vote(code);
    /// Submits a written opinion, as a form.
    WRITE "/m/{code}/write" write(code);
    /// The websocket.
    LIVE "/m/{code}/live" live(code);
    /// A door card, by what its code says.
    CARD "/m/{code}/card/{key}" card(code, key);
    /// A console, the projector or the tablet.
    CONSOLE "/m/{code}/{place}" console(code, place);
    /// Sends the ballot of whoever is at the tablet, as a form.
    TABLET_VOTE "/m/{code}/tablet/vote" tablet_vote(code);
    /// Prints door cards.
    CARDS "/m/{code}/office/cards" cards(code);
    /// The record of the count of a poll, to be printed.
    POLL_RECORD "/m/{code}/office/polls/{poll}/result" poll_record(code, poll);
    /// The count of a poll as a workbook.
    POLL_WORKBOOK "/m/{code}/office/polls/{poll}/result.xlsx" poll_workbook(code, poll);
    /// The count of a poll as a drawing.
    POLL_CHART "/m/{code}/office/polls/{poll}/chart.svg" poll_chart(code, poll);
    /// Says what the time is.
    CLOCK "/m/{code}/office/clock" clock(code);
    /// Prints links, and lists those that are good.
    LINKS "/m/{code}/office/links" links(code);
    /// Ends links.
    LINKS_END "/m/{code}/office/links/end" links_end(code);
    /// Registers people from a file: the form, and the preview.
    IMPORT "/m/{code}/{place}/import" import(code, place);
    /// Registers those of the preview.
    IMPORT_CONFIRM "/m/{code}/{place}/import/confirm" import_confirm(code, place);
    /// An empty file to fill in.
    IMPORT_TEMPLATE "/m/{code}/{place}/import/template" import_template(code, place);
    /// Attaches a file to an item.
    ITEM_FILES "/m/{code}/items/{id}/files" item_files(code, id);
    /// An attached file.
    FILE "/m/{code}/files/{digest}" file(code, digest);
    /// Everyone who waits, page by page.
    WAITING "/m/{code}/{place}/waiting" waiting(code, place);
    /// Every written opinion, page by page.
    WRITTEN "/m/{code}/{place}/written" written(code, place);
    /// Contacts that people left for an answer.
    CONTACTS "/m/{code}/{place}/contacts" contacts(code, place);
    /// Who did what.
    HISTORY "/m/{code}/{place}/history" history(code, place);
    /// The same as a table for a spreadsheet.
    HISTORY_CSV "/m/{code}/{place}/history.csv" history_csv(code, place);
    /// The same as data.
    HISTORY_JSON "/m/{code}/{place}/history.json" history_json(code, place);
    /// All meetings of the data folder.
    OFFICE "/office" office();

    /// Makes a meeting.
    API_MEETINGS "/api/meetings" api_meetings();
    /// Says what the time is.
    API_CLOCK "/api/meetings/{code}/clock" api_clock(code);
    /// Gives a phone its seat.
    API_PHONES "/api/meetings/{code}/phones" api_phones(code);
    /// Does a command.
    API_COMMANDS "/api/meetings/{code}/commands" api_commands(code);
    /// The panels of a place.
    API_PANELS "/api/meetings/{code}/panels" api_panels(code);
    /// The journal as a place may read it.
    API_EVENTS "/api/meetings/{code}/events" api_events(code);
    /// A meeting whole.
    API_EXPORT "/api/meetings/{code}/export" api_export(code);
    /// Copies the data folder.
    API_BACKUP "/api/backup" api_backup();
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    #[test]
    fn a_link_is_the_pattern_filled_in() {
        assert_eq!(pattern::CONSOLE, "/m/{code}/{place}");
        assert_eq!(console(&"12345", &meeting::Place::Desk), "/m/12345/desk");
        assert_eq!(poll_workbook(&"12345", &meeting::PollId(2)), "/m/12345/office/polls/2/result.xlsx");
    }

    fn sources(folder: &Path, all: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of ours") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                all.push(path);
            }
        }
    }

    /// Whether a file has to do with pages and their links: there nothing else is joined by slashes.
    fn makes_pages(path: &Path) -> bool {
        let path = path.to_string_lossy();
        let others = ["/app/src/text/", "/app/src/live/drawer.rs"];
        !others.iter().any(|other| path.contains(other))
            && ["/app/src/", "/server/src/web", "/server/src/meetings"]
                .iter()
                .any(|folder| path.contains(folder))
    }

    /// Whether a line joins something to an address by hand, as in `"{console}/history"`.
    fn is_joined(line: &str) -> bool {
        line.contains('"')
            && line
                .split("}/")
                .skip(1)
                .any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '{'))
    }

    #[test]
    fn what_is_joined_by_hand_is_seen() {
        assert!(is_joined("format!(\"{console}/history\")") && is_joined("format!(\"{}/{code}\", x)"));
        assert!(
            !is_joined("address::history(&code, &place)") && !is_joined("format!(\"{spent} / {planned}\")")
        );
    }

    #[test]
    fn no_address_stands_anywhere_else() {
        let app = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut all = Vec::new();
        sources(&app.join("src"), &mut all);
        sources(&app.join("../server/src"), &mut all);
        assert!(all.len() > 150, "{} files were read", all.len());
        let is_test = |path: &Path| path.ends_with("tests.rs") || path.ends_with("src/address.rs");
        for path in all.iter().filter(|path| !is_test(path)) {
            let text = fs::read_to_string(path).expect("a source of ours");
            // What follows the first test of a file is tests.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (number, line) in (1..).zip(code.lines()) {
                let is_comment = line.trim_start().starts_with("//");
                let begins =
                    ["\"/m/", "}/m/{", "\"/api/", "\"/office", "\"/lang\"", "\"/join\"", "\"/text-size\""];
                let is_whole = begins.iter().any(|begins| line.contains(begins));
                assert!(
                    is_comment || !(is_whole || makes_pages(path) && is_joined(line)),
                    "{}:{number} holds an address: {line}",
                    path.display()
                );
            }
        }
    }
}
