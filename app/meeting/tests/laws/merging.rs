//! The law of merged edits: whoever edits a text on whatever revision they saw, the edit goes in, and no
//! character anyone typed is lost unless someone who saw it removed it.

use std::collections::BTreeSet;

use meeting::minutes::{Command, Event, Target};
use meeting::splice::Splice;
use meeting::{Actor, EntryId, Place};
use proptest::prelude::*;

use super::cases;
use super::plan::START;
use crate::play::Play;

const SECRETARY: Actor = Actor::Staff(Place::Secretary);

/// One edit: how many revisions behind the newest, where, and how much goes and comes.
#[derive(Clone, Debug)]
struct Edit {
    behind: usize,
    at: usize,
    removed: usize,
    inserted: usize,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (0..5_usize, any::<usize>(), 0..6_usize, 0..4_usize)
        .prop_map(|(behind, at, removed, inserted)| Edit { behind, at, removed, inserted });
    prop::collection::vec(edit, 1..40)
}

/// Characters that were never typed before.
pub(crate) fn fresh(typed: &mut u32, count: usize) -> String {
    let first = 0x4e00 + *typed;
    *typed += u32::try_from(count).unwrap();
    (first..0x4e00 + *typed).map(|code| char::from_u32(code).unwrap()).collect()
}

/// How often each character that was ever typed stands in a text.
pub(crate) fn check_characters(text: &str, typed: u32, removed: &BTreeSet<char>) {
    for code in 0x4e00..0x4e00 + typed {
        let c = char::from_u32(code).unwrap();
        let times = text.chars().filter(|known| *known == c).count();
        if removed.contains(&c) {
            // Removing around another's new words may leave some standing: a word too many is seen.
            assert!(times <= 1, "{c} was removed and stands {times} times in {text}");
        } else {
            assert_eq!(times, 1, "{c} was typed once and never removed, in {text}");
        }
    }
    assert_eq!(text.chars().count(), text.chars().collect::<BTreeSet<_>>().len(), "{text}");
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn edits_on_any_known_revision_go_in_and_lose_nothing(edits in edits()) {
        let mut play = Play::of("xa-dinh-ky", START);
        let mut typed = 0;
        let begin = fresh(&mut typed, 8);
        play.send(SECRETARY, &Command::WriteNote { text: begin.clone() }.into()).unwrap();
        let target = Target::Entry(EntryId(1));
        let mut seen = vec![(play.meeting.position, begin)];
        let mut gone = BTreeSet::new();
        for edit in edits {
            let (revision, text) = seen[seen.len().saturating_sub(1 + edit.behind)].clone();
            let length = text.chars().count();
            let at = edit.at % (length + 1);
            let removed = edit.removed.min(length - at);
            gone.extend(text.chars().skip(at).take(removed));
            let splice = Splice { at, removed, inserted: fresh(&mut typed, edit.inserted) };
            let command = Command::EditText { target, revision, splice: splice.clone() };
            play.send(SECRETARY, &command.into()).unwrap();

            let doc = &play.meeting.minutes.entry(EntryId(1)).unwrap().text;
            prop_assert_eq!(doc.revision(), play.meeting.position);
            let before = &seen.last().unwrap().1;
            let merged = match &play.events.last().unwrap().event {
                meeting::Event::Minutes(Event::TextSpliced { splice, .. }) => splice,
                other => panic!("{other:?}"),
            };
            prop_assert_eq!(merged.apply(before), Some(doc.text().to_owned()));
            prop_assert!(doc.text().contains(&splice.inserted), "what came together stays together");
            seen.push((doc.revision(), doc.text().to_owned()));
        }
        check_characters(&seen.last().unwrap().1, typed, &gone);
    }

    #[test]
    fn the_smallest_splice_makes_one_text_of_another(before in "[abễ\n]{0,12}", after in "[abễ\n]{0,12}") {
        match Splice::between(&before, &after) {
            None => prop_assert_eq!(&before, &after),
            Some(splice) => {
                prop_assert!(!splice.is_empty());
                prop_assert_eq!(splice.apply(&before), Some(after));
            }
        }
    }

    #[test]
    fn a_position_is_carried_to_its_old_neighbour(
        text in "[a-z]{1,12}", at in any::<usize>(), removed in 0..6_usize, inserted in "[A-Z]{0,4}",
    ) {
        let length = text.chars().count();
        let at = at % (length + 1);
        let splice = Splice { at, removed: removed.min(length - at), inserted };
        let after: Vec<_> = splice.apply(&text).unwrap().chars().collect();
        for (position, c) in text.chars().enumerate() {
            let carried = splice.carry(position, true);
            prop_assert!(carried <= after.len());
            if position < splice.at || position >= splice.at + splice.removed {
                prop_assert_eq!(after[carried], c);
            }
        }
    }
}
