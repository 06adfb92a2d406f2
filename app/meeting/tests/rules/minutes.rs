//! The minutes: notes, and texts edited by splices.

use meeting::minutes::{Command, Event, Fact, Target};
use meeting::refusal::{Field, Thing};
use meeting::splice::Splice;
use meeting::{EntryId, OpinionId, Refusal, SpeechId, opinions, validate};

use super::table::{DESK, Given, SECRETARY, an_speaks, closed, events, given};

const NOTE: Target = Target::Entry(EntryId(1));
const OPINION: Target = Target::Opinion(OpinionId(1));

fn write(text: &str) -> Command {
    Command::WriteNote { text: text.to_owned() }
}

fn written(text: &str) -> Event {
    Event::NoteWritten { text: text.to_owned() }
}

fn splice(at: usize, removed: usize, inserted: &str) -> Splice {
    Splice { at, removed, inserted: inserted.to_owned() }
}

fn edit(target: Target, revision: u64, splice: Splice) -> Command {
    Command::EditText { target, revision, splice }
}

fn spliced(target: Target, splice: Splice) -> Event {
    Event::TextSpliced { target, splice }
}

/// A note and the revision it is at.
fn noted(text: &str) -> (Given, u64) {
    let given = given(events![written(text)]);
    let revision = given.meeting.position;
    (given, revision)
}

fn note(given: &Given) -> &str {
    given.meeting.minutes.entry(EntryId(1)).unwrap().text.text()
}

#[test]
fn the_secretary_writes_notes_before_during_and_after() {
    for when in [Vec::new(), an_speaks(), closed()] {
        let then = given(when)
            .when(SECRETARY, write(" Hội trường\tvỗ tay.\r\n"))
            .then(events![written("Hội trường vỗ tay.")]);
        let entry = then.meeting.minutes.entries.last().unwrap();
        assert_eq!((entry.fact, entry.at), (Fact::Note, then.now));
    }
    given(Vec::new()).when(SECRETARY, write("")).then(events![written("")]);
}

#[test]
fn words_that_cannot_be_kept_are_refused() {
    let (field, most) = (Field::Text, validate::TEXT);
    given(Vec::new())
        .when(SECRETARY, write("\u{1b}"))
        .refused(Refusal::ForbiddenCharacter { field })
        .when(SECRETARY, write(&"ế".repeat(most + 1)))
        .refused(Refusal::TooLong { field, most });
    let (given, revision) = noted(&"ế".repeat(most - 1));
    given
        .when(SECRETARY, edit(NOTE, revision, splice(0, 0, "ab")))
        .refused(Refusal::TooLong { field, most })
        .when(SECRETARY, edit(NOTE, revision, splice(0, 0, &"b".repeat(most + 1))))
        .refused(Refusal::TooLong { field, most })
        .when(SECRETARY, edit(NOTE, revision, splice(0, 0, "\u{2028}")))
        .refused(Refusal::ForbiddenCharacter { field })
        .when(SECRETARY, edit(NOTE, revision, splice(0, 1, "ab")))
        .then(events![spliced(NOTE, splice(0, 1, "ab"))]);
}

#[test]
fn an_edit_on_the_newest_revision_is_taken_as_it_is() {
    let (given, revision) = noted("Ông An nói");
    let then = given
        .when(SECRETARY, edit(NOTE, revision, splice(4, 2, "Bình")))
        .then(events![spliced(NOTE, splice(4, 2, "Bình"))]);
    assert_eq!(note(&then), "Ông Bình nói");
    assert_eq!(then.meeting.minutes.entry(EntryId(1)).unwrap().text.revision(), revision + 1);
}

#[test]
fn an_edit_on_an_older_revision_is_carried_over_what_came_between() {
    let (given, revision) = noted("một hai");
    let then = given
        .and(events![spliced(NOTE, splice(0, 0, "không "))])
        .when(SECRETARY, edit(NOTE, revision, splice(7, 0, " ba")))
        .then(events![spliced(NOTE, splice(13, 0, " ba"))]);
    assert_eq!(note(&then), "không một hai ba");
}

#[test]
fn the_desk_edits_opinions_too() {
    let recorded = opinions::Event::OpinionRecorded {
        opinion: OpinionId(1),
        speech: SpeechId(1),
        text: "Đường hỏng".to_owned(),
    };
    for actor in [SECRETARY, DESK] {
        let given = given(an_speaks()).and(events![recorded.clone()]);
        let revision = given.meeting.position;
        let then = given
            .when(actor, edit(OPINION, revision, splice(10, 0, " nặng")))
            .then(events![spliced(OPINION, splice(10, 0, " nặng"))]);
        assert_eq!(then.meeting.opinions.get(OpinionId(1)).unwrap().text.text(), "Đường hỏng nặng");
    }
}

#[test]
fn a_text_that_is_not_there_cannot_be_edited() {
    for entry in [0, 2, u32::MAX] {
        let (given, revision) = noted("một");
        let target = Target::Entry(EntryId(entry));
        let why = Refusal::NotFound { thing: Thing::Entry };
        given.when(SECRETARY, edit(target, revision, Splice::default())).refused(why);
    }
    let why = Refusal::NotFound { thing: Thing::Opinion };
    given(Vec::new()).when(DESK, edit(OPINION, 1, Splice::default())).refused(why);
}

#[test]
fn an_edit_on_no_revision_of_this_text_is_refused_with_the_newest() {
    let (given, revision) = noted("một");
    for unknown in [0, revision - 1, revision + 1, u64::MAX] {
        let why = Refusal::UnknownRevision { newest: revision };
        given.clone().when(SECRETARY, edit(NOTE, unknown, splice(0, 0, "x"))).refused(why);
    }
}

#[test]
fn five_hundred_edits_later_a_revision_is_forgotten() {
    let (mut given, revision) = noted("");
    for _ in 0..500 {
        given = given.and(events![spliced(NOTE, splice(0, 0, "a"))]);
    }
    given = given
        .when(SECRETARY, edit(NOTE, revision, splice(0, 0, "x")))
        .then(events![spliced(NOTE, splice(500, 0, "x"))]);
    let why = Refusal::UnknownRevision { newest: revision + 501 };
    given.when(SECRETARY, edit(NOTE, revision, splice(0, 0, "x"))).refused(why);
}

#[test]
fn an_edit_that_reaches_beyond_the_text_it_was_made_on_is_refused() {
    let beyond =
        [splice(4, 0, "x"), splice(2, 2, ""), splice(usize::MAX, 0, "x"), splice(usize::MAX, usize::MAX, "")];
    for wrong in beyond {
        let (given, revision) = noted("một");
        given
            .when(SECRETARY, edit(NOTE, revision, wrong.clone()))
            .refused(Refusal::OutsideText)
            // Nor does it fit because the text has grown since.
            .and(events![spliced(NOTE, splice(0, 0, "không "))])
            .when(SECRETARY, edit(NOTE, revision, wrong))
            .refused(Refusal::OutsideText);
    }
}
