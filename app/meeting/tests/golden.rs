//! Golden journals: the events of one whole meeting of each programme, as they were written the day this
//! format of journal was laid down. Every later version of the program must open them and find in them
//! what was there.
//!
//! `golden/{programme}.json` is the journal, `golden/{programme}.summary.json` what it says. A golden
//! journal is for ever: no test rewrites a file that exists, whatever the program has become. Where the
//! format grows, the old files stay and new ones, under another name, come beside them. Files that are not
//! there yet are written by
//!
//! ```text
//! GOLDEN=write cargo test -p meeting --test golden
//! ```
//!
//! from the plays in `golden/plays.rs`, which go on being played by today's rules.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/play.rs"]
mod play;

mod golden {
    mod hall;
    mod plays;
    mod summary;

    use std::fs::{self, OpenOptions};
    use std::io::Write;
    use std::path::{Path, PathBuf};

    use meeting::agenda::{ItemState, Phase};
    use meeting::speakers::RequestState;
    use meeting::{Meeting, Recorded, programme};
    use serde::Serialize;

    use summary::Summary;

    /// The journals that were laid down: one of each programme, and one of a long floor with parts, proposed
    /// orders, merged requests and steps that were undone, and one of polls of every kind, by phone, at the tablet and
    /// on paper.
    const JOURNALS: [&str; 7] = [
        "xa-cong-an",
        "xa-dinh-ky",
        "xa-hai-chu-tri",
        "xa-hdnd-thon",
        "thi-chuyen-de",
        "long-floor",
        "three-channels",
    ];

    fn file(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
    }

    /// Writes a file that is not there yet. One that is there is never touched.
    fn lay_down(path: &Path, content: &impl Serialize) {
        if let Ok(mut file) = OpenOptions::new().write(true).create_new(true).open(path) {
            writeln!(file, "{}", serde_json::to_string_pretty(content).unwrap()).unwrap();
        }
    }

    fn read(path: &Path) -> String {
        let missing = |fault| panic!("{}: {fault}. A golden file is never deleted.", path.display());
        fs::read_to_string(path).unwrap_or_else(missing)
    }

    #[test]
    fn every_golden_journal_is_opened_and_found_as_it_was() {
        for id in JOURNALS {
            let (journal, summary) = (file(&format!("{id}.json")), file(&format!("{id}.summary.json")));
            if std::env::var_os("GOLDEN").is_some_and(|mode| mode == "write") {
                let play = plays::play(id);
                lay_down(&journal, &play.events);
                lay_down(&summary, &Summary::of(&play.meeting));
            }
            let events: Vec<Recorded> = serde_json::from_str(&read(&journal)).unwrap();
            let positions: Vec<_> = events.iter().map(|event| event.position).collect();
            assert_eq!(positions, (1..=events.len() as u64).collect::<Vec<_>>(), "{id}");
            let expected: Summary = serde_json::from_str(&read(&summary)).unwrap();
            assert_eq!(Summary::of(&Meeting::rebuilt(&events)), expected, "{id}");
        }
    }

    #[test]
    fn todays_rules_play_every_programme_to_its_closing() {
        // A programme added later is played too; it gets its journal when its format is settled.
        for id in programme::ids() {
            let play = plays::play(id);
            let meeting = &play.meeting;
            assert_eq!(meeting.agenda.phase, Phase::Closed, "{id}");
            for item in &meeting.agenda.items {
                let wanted = if item.text.optional && id == "xa-cong-an" {
                    ItemState::Skipped
                } else {
                    ItemState::Done
                };
                assert_eq!(item.state, wanted, "{id}: {}", item.text.title);
            }
            assert!(meeting.speakers.waiting.is_empty(), "{id}: someone still waits");
            let over = [RequestState::Spoken, RequestState::Withdrawn];
            assert!(meeting.speakers.requests.values().all(|request| over.contains(&request.state)), "{id}");
            assert!(meeting.speakers.speeches.iter().all(|speech| speech.ended.is_some()), "{id}");
            assert_eq!(&Meeting::rebuilt(&play.events), meeting, "{id}");
        }
    }
}
