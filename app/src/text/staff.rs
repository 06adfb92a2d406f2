//! Words of what staff do besides running the meeting: lists that come as files, the history, attachments of items, and
//! the details of who speaks.

use super::{Lang, en, vi};
use crate::view_model::history::Who;
use crate::view_model::import::{Column, Fault};
use meeting::contacts::Standing;
use meeting::poll::{Kind, Right};

/// Words for staff, in one language.
#[derive(Debug)]
pub struct Staff {
    // What becomes of an opinion.
    /// Heading over the outcome of an opinion.
    pub outcome: &'static str,
    /// Says that nothing is decided yet.
    pub outcome_none: &'static str,
    /// Label: who is to see to it.
    pub outcome_to: &'static str,
    /// Label: by which day.
    pub outcome_due: &'static str,
    /// Label: the opinion it goes together with.
    pub outcome_into: &'static str,
    /// Button: saves the outcome.
    pub outcome_save: &'static str,
    /// The kinds of outcome: open, settled, noted, assigned, escalated, referred, merged, withdrawn.
    pub outcome_kinds: [&'static str; 8],
    // Door cards.
    /// Heading over door cards, and the link to print them.
    pub cards: &'static str,
    /// Says what they are for, and how they are printed.
    pub cards_about: &'static str,
    /// Label: how many more.
    pub cards_count: &'static str,
    /// Button: makes them, and shows them to print.
    pub cards_make: &'static str,
    /// Says how many there are.
    pub cards_printed: fn(u32) -> String,
    /// Button: prints all good cards again, after which they open something.
    pub cards_renew: fn(u32) -> String,
    /// Button: shows so many cards again.
    pub cards_again: fn(u32) -> String,
    /// Says what printing again does.
    pub cards_again_about: &'static str,
    /// Says how to print what is shown.
    pub cards_print: &'static str,
    /// Name of a card, as printed on it.
    pub card: &'static str,
    /// Link: opens a card as its holder would.
    pub card_open: fn(u32) -> String,
    /// Instruction printed on a card.
    pub card_use: &'static str,
    /// Says how many are printed, in hands, and voided.
    pub cards_standing: fn(u32, usize, usize) -> String,
    /// Label: the number of a card.
    pub card_number: &'static str,
    /// The card that someone holds, in a list of people.
    pub card_of: fn(u32) -> String,
    /// Button: issues a card.
    pub card_issue: &'static str,
    /// Button: voids a card.
    pub card_void: &'static str,
    /// Label: the number of the card someone gets for a lost one.
    pub card_new_number: &'static str,
    /// Button: reissues the lost one as that card.
    pub card_reissue: &'static str,
    /// Button: reissues the voided card that has voted, as the card whose number is typed.
    pub card_reissue_for: fn(u32) -> String,
    /// Button: issues a card all the same, since it is for someone else.
    pub card_newcomer: &'static str,
    /// Says that there are none yet.
    pub cards_none: &'static str,

    // Written opinions.
    /// Heading over written opinions.
    pub written: &'static str,
    /// Says how many are not yet in the minutes.
    pub written_open: fn(usize) -> String,
    /// Says that there is none.
    pub written_none: &'static str,
    /// Button: puts one into the minutes.
    pub take_up: &'static str,
    /// Mark: one is in the minutes.
    pub taken_up: &'static str,
    /// Label: the answer.
    pub answer_written: &'static str,
    /// Button: sends the answer to the person's phone.
    pub send_answer: &'static str,
    /// Entry of the minutes: name and hamlet.
    pub fact_written: fn(&str, &str) -> String,
    /// Says in the minutes what was answered.
    pub written_answer: fn(&str) -> String,

    // A list of speakers from a file.
    /// Heading of the import, and the link to it.
    pub import: &'static str,
    /// Says what it takes.
    pub import_about: &'static str,
    /// Label: the file.
    pub import_file: &'static str,
    /// Button: reads the file, and does nothing else.
    pub import_read: &'static str,
    /// Says which fields the programme has, to be written the same.
    pub import_fields: fn(&str) -> String,
    /// Link: a file to fill in.
    pub import_template: &'static str,
    /// File name of that file.
    pub import_template_name: &'static str,
    /// Says how many errors there are; nobody was registered.
    pub import_errors: fn(usize) -> String,
    /// Says how many more errors there are.
    pub import_more: fn(usize) -> String,
    /// Heading over the warnings.
    pub import_warnings: &'static str,
    /// Heading over the rows of which it is asked whether they are someone else.
    pub import_questions: &'static str,
    /// Says what to tick, and what becomes of the rest.
    pub import_questions_about: &'static str,
    /// Tick box: this is someone else of the same name.
    pub import_another: &'static str,
    /// Says how many would be registered.
    pub import_rows: fn(usize) -> String,
    /// Says how many people a file holds, of some of whom it is asked whether they are another.
    pub import_rows_asked: fn(usize, usize) -> String,
    /// Button: registers so many.
    pub import_confirm: fn(usize) -> String,
    /// Button: registers so many and those that are ticked.
    pub import_confirm_and_ticked: fn(usize) -> String,
    /// Says how many were registered.
    pub import_done: fn(usize) -> String,
    /// Says that no file was chosen.
    pub import_no_file: &'static str,
    /// Says that something has changed since the file was read; nobody was registered.
    pub import_changed: &'static str,
    /// Name of a line by its number; 0 is the file.
    pub line: fn(u64) -> String,
    /// Name of a column, as in the template.
    pub column: fn(Column) -> &'static str,
    /// Link back to the console of a place.
    pub to_console: fn(&str) -> String,
    // The history.
    /// Heading of the history, and the link to it.
    pub history: &'static str,
    /// Label: who did it.
    pub who: &'static str,
    /// Choice: whoever it was.
    pub anyone: &'static str,
    /// Choice: someone in particular.
    pub who_name: fn(Who) -> &'static str,
    /// Label: the subject.
    pub subject: &'static str,
    /// Choice: whatever it was about.
    pub anything: &'static str,
    /// Label: words to find.
    pub words: &'static str,
    /// Label: not before.
    pub from: &'static str,
    /// Label: not after.
    pub to: &'static str,
    /// Button: filters.
    pub find: &'static str,
    /// Link: removes the filter.
    pub show_all: &'static str,
    /// Says how many lines there are.
    pub lines: fn(usize) -> String,
    /// Says that there is no line.
    pub no_lines: &'static str,
    /// Link: the lines as a table.
    pub as_csv: &'static str,
    /// Link: the lines as data.
    pub as_json: &'static str,
    /// Says which page it is of how many.
    pub page_of: fn(usize, usize) -> String,
    /// Link: later lines.
    pub newer: &'static str,
    /// Link: earlier lines.
    pub older: &'static str,
    /// Headers of the table: number, time, who, about what, what.
    pub history_header: [&'static str; 5],
    // Attachments of an item.
    /// Heading over the files and addresses.
    pub attachments: &'static str,
    /// Heading over the files and addresses, with their number.
    pub attachments_of: fn(usize) -> String,
    /// Label: the file to send up.
    pub attachment_file: &'static str,
    /// Hint: what may be sent up.
    pub attachment_hint: &'static str,
    /// Label: the title that people read.
    pub attachment_title: &'static str,
    /// Button: sends it up.
    pub upload: &'static str,
    /// Label: an address.
    pub link_address: &'static str,
    /// Button: attaches the address.
    pub attach_link: &'static str,
    /// Button: removes an attachment.
    pub detach: &'static str,
    /// Asks once more before it is removed.
    pub detach_sure: &'static str,
    /// Says that no file was chosen.
    pub no_file: &'static str,
    /// Says that the file is neither a PDF nor an image.
    pub wrong_media: &'static str,
    /// Says that the file is larger than so many megabytes.
    pub file_too_large: fn(usize) -> String,
    /// Says that the meeting's files would together be larger than so many megabytes.
    pub files_full: fn(usize) -> String,
    // The office.
    /// Label: when the meeting is planned to end.
    pub ends: &'static str,
    /// Label: the item it is a part of.
    pub part_of: &'static str,
    /// Choice: none, it is an item of its own.
    pub top_level: &'static str,
    /// Label: seconds a speech gets in it.
    pub item_seconds: &'static str,
    /// Label: not for the hall to see yet.
    pub hidden: &'static str,
    /// Mark: the hall does not see the item.
    pub hidden_mark: &'static str,
    /// Button: shows an item to the hall.
    pub show_item: &'static str,
    // Who speaks.
    /// Button: opens what need not be filled in.
    pub more_about: &'static str,
    /// Label: field or issue of the programme.
    pub field: &'static str,
    /// Choice: none.
    pub no_field: &'static str,
    /// Label: where an answer can be sent.
    pub contact: &'static str,
    /// Button: registers someone all the same, since it is another of that name.
    pub namesake_anyway: &'static str,
    /// Button: checks someone in all the same, since it is another of that name.
    pub check_in_anyway: &'static str,
    /// Mark: has not spoken yet.
    pub first_time: &'static str,
    /// Mark: which speech it would be.
    pub nth_time: fn(u32) -> String,
    /// Mark: the number of another of that name, perhaps the same person.
    pub namesake_of: fn(&str) -> String,
    /// Mark: was asked to come forward.
    pub called: &'static str,
    /// Says who asks the same.
    pub agreeing: fn(&str) -> String,
    // The list, at the desk.
    /// Label: search in the list.
    pub search_list: &'static str,
    /// Label: the position in the list.
    pub to_position: &'static str,
    /// Button: moves there.
    pub move_there: &'static str,
    /// Label: with whom to merge.
    pub same_as: &'static str,
    /// Choice: nobody yet.
    pub nobody_chosen: &'static str,
    /// Button: merges; the one who is named speaks.
    pub speaks_for_both: fn(&str) -> String,
    /// Button: splits off the one who is named.
    pub split: fn(&str) -> String,
    /// Heading over those who left the list.
    pub left_list: &'static str,
    /// Button: puts someone back on the list.
    pub return_to_list: &'static str,
    /// Button: a last call in so many minutes.
    pub last_call_in: fn(u32) -> String,
    /// Says until when requests are taken.
    pub last_call_until: fn(&str) -> String,
    /// Button: takes the last call back.
    pub last_call_off: &'static str,
    // How long hamlets have spoken.
    /// Heading over the totals.
    pub totals: &'static str,
    /// Says that nobody has spoken.
    pub no_totals: &'static str,
    /// Name of the total of those who named no hamlet.
    pub no_hamlet: &'static str,
    /// A total: number of speeches, and time.
    pub total: fn(u32, &str) -> String,
    // The minutes.
    /// Entry: an item began; its label, its title, who led it.
    pub fact_item: fn(&str, &str, &str) -> String,
    /// Entry: an item was left out; its label and title.
    pub fact_skipped: fn(&str, &str) -> String,
    /// Mark: the speech left the topic.
    pub off_topic: &'static str,
    /// Button: marks a speech as off the topic.
    pub mark_off_topic: &'static str,
    /// Button: takes the mark back.
    pub mark_on_topic: &'static str,
    /// Says why a speech was ended.
    pub breach: fn(&str) -> String,
    /// Button: adds a poll.
    pub add_poll: &'static str,
    /// Button: removes a prepared poll.
    pub remove_poll: &'static str,
    /// Asks once more before it is removed.
    pub remove_poll_sure: &'static str,
    /// The question that one more poll has at first.
    pub poll_question: &'static str,
    /// The options of the usual scale, best first.
    pub poll_levels: [&'static str; 5],
    /// Label: who asks.
    pub poll_asked_by: &'static str,
    /// Label: after how many minutes a poll closes by itself.
    pub poll_duration: &'static str,
    /// Label: a ballot may be replaced until the poll closes.
    pub poll_changes: &'static str,
    /// Button: adds a question.
    pub add_question: &'static str,
    /// Button: removes a question.
    pub remove_question: &'static str,
    /// Label: a question.
    pub question: &'static str,
    /// Label: the kind of a question.
    pub question_kind: &'static str,
    /// Label: the options, one a line.
    pub question_options: &'static str,
    /// Says how many times the address of a card that was never printed was opened.
    pub card_guesses: fn(u32) -> String,
    /// Says that the cards in people's hands open nothing any more.
    pub cards_renewed: &'static str,
    /// Says how many more wait than the list shows.
    pub more_waiting: fn(usize) -> String,
    /// Says how many more opinions were submitted than are shown.
    pub more_written: fn(usize) -> String,
    /// Link to all of them.
    pub see_all: &'static str,
    /// Heading over what helps when too many ask.
    pub crowd: &'static str,
    /// Says what removing many does.
    pub crowd_about: &'static str,
    /// Button: takes those that were found off the list.
    pub remove_found: fn(usize) -> String,
    /// Button: takes all that came from phones without a card off the list.
    pub remove_phones: &'static str,
    /// Asks once more before many are removed.
    pub remove_sure: &'static str,
    /// Button: only who has a card asks and writes from a phone.
    pub cards_only: &'static str,
    /// Heading of the list of all who wait.
    pub all_waiting: fn(usize) -> String,
    /// Link to the contacts people left.
    pub contacts: &'static str,
    /// Heading of that page, with how many there are.
    pub contacts_of: fn(usize) -> String,
    /// Says what contacts are for, and who reads them.
    pub contacts_about: &'static str,
    /// Says how many days after the last answer they are erased.
    pub contacts_stored_for: fn(u32) -> String,
    /// Says when they will be erased.
    pub contacts_due: fn(&str) -> String,
    /// Says that nobody left any, or they were erased.
    pub no_contacts: &'static str,
    /// Button: shows them.
    pub read_contacts: &'static str,
    /// Button: erases them.
    pub erase_contacts: &'static str,
    /// Says what erasing means.
    pub erase_contacts_sure: &'static str,
    /// Label: days they are stored.
    pub contact_days: &'static str,
    /// Button: sets how long they are stored.
    pub save_contact_days: &'static str,
    /// Says whether someone who left a contact is still owed an answer.
    pub standing: fn(Standing) -> &'static str,
    /// Mark: someone left a contact.
    pub has_contact: &'static str,
    /// Hint under the field where one is typed: who reads it, and for how many days.
    pub contact_note: fn(u32) -> String,
    /// Hint under the field of a correction, when there is one already.
    pub contact_stays: &'static str,
    /// Heading of the list of all written opinions.
    pub all_written: fn(usize) -> String,
    /// Label: what entitles to one ballot.
    pub poll_right_label: &'static str,
    /// A right that entitles to one ballot.
    pub poll_right: fn(Right) -> &'static str,
    /// A kind of question.
    pub poll_kind: fn(Kind) -> &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Staff {
    match lang {
        Lang::Vi => &vi::staff::STAFF,
        Lang::En => &en::staff::STAFF,
    }
}

/// Says a fault of a line of a list as a sentence. It stands apart from [`Staff`], which every console has with all
/// that is in it.
#[must_use]
pub fn fault(lang: Lang, fault: &Fault) -> String {
    match lang {
        Lang::Vi => vi::staff::fault(fault),
        Lang::En => en::staff::fault(fault),
    }
}

#[cfg(test)]
mod tests {
    use meeting::refusal::Field;
    use meeting::{Refusal, RequestId};

    use super::*;

    #[test]
    fn every_fault_is_a_sentence_that_names_what_it_is_about() {
        let word = || "X9".to_owned();
        let faults = [
            (Fault::EmptyFile, ""),
            (Fault::Workbook, "CSV"),
            (Fault::Binary, "CSV"),
            (Fault::BadBytes, "UTF-8"),
            (Fault::NobodyInIt, ""),
            (Fault::NoNameColumn(vec![word(), "Y".to_owned()]), "X9, Y"),
            (Fault::NoNameColumn(Vec::new()), ""),
            (Fault::ColumnTwice(Column::Name), ""),
            (Fault::UnusedColumns(vec![word()]), "X9"),
            (Fault::TooManyRows { rows: 50_000, most: 500 }, "500"),
            (Fault::TooManyCells(9, 3), "9"),
            (Fault::OpenQuote, "\""),
            (Fault::BreakInside(Column::Hamlet), ""),
            (Fault::Rounded(word()), "X9"),
            (Fault::LostZero(word()), "X9"),
            (Fault::OldLetters(word()), "X9"),
            (Fault::OldEncoding, "TCVN3"),
            (Fault::Refused(Refusal::Empty { field: Field::Name }), ""),
            (Fault::UnknownField(word()), "X9"),
            (Fault::UnknownKind(word()), "X9"),
            (Fault::SameAsLine(12), "12"),
            (Fault::SameAsWaiting(RequestId(34)), "34"),
        ];
        for lang in Lang::ALL {
            for (fault, about) in &faults {
                let said = super::fault(lang, fault);
                assert!(said.ends_with(['.', '?']) && said.contains(about), "{fault:?}: {said}");
            }
        }
    }
}
