//! Words of what staff do besides running the meeting: lists that come as files, the history, papers that
//! go with items, and the details of who speaks.

use super::{Lang, en, vi};
use crate::view_model::history::Who;
use crate::view_model::import::{Column, Fault};
use meeting::contacts::Standing;
use meeting::poll::{Kind, Right};

/// Words for staff, in one language.
#[derive(Debug)]
pub struct Staff {
    // What becomes of an opinion.
    /// Over what becomes of an opinion.
    pub outcome: &'static str,
    /// Nothing is decided yet.
    pub outcome_none: &'static str,
    /// Who is to see to it.
    pub outcome_to: &'static str,
    /// By which day.
    pub outcome_due: &'static str,
    /// With which opinion it goes.
    pub outcome_into: &'static str,
    /// Keeps it.
    pub outcome_save: &'static str,
    /// The kinds there are: open, settled, noted, assigned, escalated, referred, merged, withdrawn.
    pub outcome_kinds: [&'static str; 8],
    // Door cards.
    /// Their heading, and the link to print them.
    pub cards: &'static str,
    /// What they are for, and how they are printed.
    pub cards_about: &'static str,
    /// How many more.
    pub cards_count: &'static str,
    /// Makes them, and shows them to print.
    pub cards_make: &'static str,
    /// So many there are.
    pub cards_printed: fn(u32) -> String,
    /// Prints all good cards again, after which they open something.
    pub cards_renew: fn(u32) -> String,
    /// Button that shows so many cards again.
    pub cards_again: fn(u32) -> String,
    /// What printing again does.
    pub cards_again_about: &'static str,
    /// How to print what is shown.
    pub cards_print: &'static str,
    /// On each card: its name, and what to do with it.
    pub card: &'static str,
    /// Opens a card as its holder would.
    pub card_open: fn(u32) -> String,
    /// The line of instruction.
    pub card_use: &'static str,
    /// How many are printed, in hands, and voided.
    pub cards_standing: fn(u32, usize, usize) -> String,
    /// Label of a card's number.
    pub card_number: &'static str,
    /// Who holds it, in a list of people.
    pub card_of: fn(u32) -> String,
    /// Gives it to someone.
    pub card_issue: &'static str,
    /// Makes it worth nothing.
    pub card_void: &'static str,
    /// Label of the number of the card someone gets for a lost one.
    pub card_new_number: &'static str,
    /// Gives them that one.
    pub card_reissue: &'static str,
    /// Reissues the voided card that has voted, as the card whose number is typed.
    pub card_reissue_for: fn(u32) -> String,
    /// Hands a card out all the same: it is for someone else.
    pub card_newcomer: &'static str,
    /// There are none yet.
    pub cards_none: &'static str,

    // Written opinions.
    /// Their heading.
    pub written: &'static str,
    /// How many are not yet in the minutes.
    pub written_open: fn(usize) -> String,
    /// There is none.
    pub written_none: &'static str,
    /// Puts one into the minutes.
    pub take_up: &'static str,
    /// One is in the minutes.
    pub taken_up: &'static str,
    /// Label of the answer.
    pub answer_written: &'static str,
    /// Sends the answer to the person's phone.
    pub send_answer: &'static str,
    /// An entry's sentence: name and hamlet.
    pub fact_written: fn(&str, &str) -> String,
    /// What was answered, in the minutes.
    pub written_answer: fn(&str) -> String,

    // A list of speakers from a file.
    /// Its heading, and the link to it.
    pub import: &'static str,
    /// What it takes.
    pub import_about: &'static str,
    /// Which file.
    pub import_file: &'static str,
    /// Reads it, and does nothing else.
    pub import_read: &'static str,
    /// The fields of the programme, to be written the same.
    pub import_fields: fn(&str) -> String,
    /// A file to fill in.
    pub import_template: &'static str,
    /// Its name.
    pub import_template_name: &'static str,
    /// So many faults; nobody was registered.
    pub import_errors: fn(usize) -> String,
    /// So many more faults.
    pub import_more: fn(usize) -> String,
    /// Worth a look.
    pub import_warnings: &'static str,
    /// Heading of the rows of which it is asked whether they are someone else.
    pub import_questions: &'static str,
    /// What to tick, and what becomes of the rest.
    pub import_questions_about: &'static str,
    /// This is someone else of the same name.
    pub import_another: &'static str,
    /// So many would be registered.
    pub import_rows: fn(usize) -> String,
    /// How many people a file holds, of some of whom it is asked whether they are another.
    pub import_rows_asked: fn(usize, usize) -> String,
    /// Registers so many.
    pub import_confirm: fn(usize) -> String,
    /// Registers so many and those that are ticked.
    pub import_confirm_and_ticked: fn(usize) -> String,
    /// So many were registered.
    pub import_done: fn(usize) -> String,
    /// No file was chosen.
    pub import_no_file: &'static str,
    /// Since it was read something has changed; nobody was registered.
    pub import_changed: &'static str,
    /// Which line; 0 is the file.
    pub line: fn(u64) -> String,
    /// A column, as in the template.
    pub column: fn(Column) -> &'static str,
    /// Back to the console of a place.
    pub to_console: fn(&str) -> String,
    // The history.
    /// Its heading, and the link to it.
    pub history: &'static str,
    /// Who.
    pub who: &'static str,
    /// Whoever it was.
    pub anyone: &'static str,
    /// Someone in particular.
    pub who_name: fn(Who) -> &'static str,
    /// About what.
    pub subject: &'static str,
    /// Whatever it was about.
    pub anything: &'static str,
    /// Words to find.
    pub words: &'static str,
    /// Not before.
    pub from: &'static str,
    /// Not after.
    pub to: &'static str,
    /// Filters.
    pub find: &'static str,
    /// Takes the filter away.
    pub show_all: &'static str,
    /// So many lines.
    pub lines: fn(usize) -> String,
    /// No line.
    pub no_lines: &'static str,
    /// The lines as a table.
    pub as_csv: &'static str,
    /// The lines as data.
    pub as_json: &'static str,
    /// Which page of how many.
    pub page_of: fn(usize, usize) -> String,
    /// Later lines.
    pub newer: &'static str,
    /// Earlier lines.
    pub older: &'static str,
    /// Headers of the table: number, time, who, about what, what.
    pub history_header: [&'static str; 5],
    // Papers that go with an item.
    /// Papers and addresses.
    pub attachments: &'static str,
    /// Papers and addresses, and how many.
    pub attachments_of: fn(usize) -> String,
    /// What is sent up.
    pub attachment_file: &'static str,
    /// What may be sent up.
    pub attachment_hint: &'static str,
    /// What people read.
    pub attachment_title: &'static str,
    /// Sends it up.
    pub upload: &'static str,
    /// An address.
    pub link_address: &'static str,
    /// Attaches the address.
    pub attach_link: &'static str,
    /// Takes it away.
    pub detach: &'static str,
    /// Asks once more.
    pub detach_sure: &'static str,
    /// No file was chosen.
    pub no_file: &'static str,
    /// Neither a PDF nor an image.
    pub wrong_media: &'static str,
    /// Larger than so many megabytes.
    pub file_too_large: fn(usize) -> String,
    /// Together larger than so many megabytes.
    pub files_full: fn(usize) -> String,
    // The office.
    /// When it is planned to end.
    pub ends: &'static str,
    /// Which item it is a part of.
    pub part_of: &'static str,
    /// None: an item of its own.
    pub top_level: &'static str,
    /// Seconds a speech gets in it.
    pub item_seconds: &'static str,
    /// Not for the hall to see yet.
    pub hidden: &'static str,
    /// Beside an item the hall does not see.
    pub hidden_mark: &'static str,
    /// Lets the hall see it.
    pub show_item: &'static str,
    // Who speaks.
    /// Opens what need not be filled in.
    pub more_about: &'static str,
    /// Which field or issue.
    pub field: &'static str,
    /// None is chosen.
    pub no_field: &'static str,
    /// Where an answer can be sent.
    pub contact: &'static str,
    /// It is another person of that name.
    pub namesake_anyway: &'static str,
    /// Checks someone in all the same: it is another of that name.
    pub check_in_anyway: &'static str,
    /// Has not spoken yet.
    pub first_time: &'static str,
    /// Which speech it would be.
    pub nth_time: fn(u32) -> String,
    /// The number of another of that name: perhaps the same person.
    pub namesake_of: fn(&str) -> String,
    /// Was asked to come forward.
    pub called: &'static str,
    /// Who asks the same.
    pub agreeing: fn(&str) -> String,
    // The list, at the desk.
    /// Search.
    pub search_list: &'static str,
    /// Which place in the list.
    pub to_position: &'static str,
    /// Moves there.
    pub move_there: &'static str,
    /// With whom to merge.
    pub same_as: &'static str,
    /// Nobody yet.
    pub nobody_chosen: &'static str,
    /// Merges; this one speaks.
    pub speaks_for_both: fn(&str) -> String,
    /// Undoes a merge.
    pub split: fn(&str) -> String,
    /// Who left the list.
    pub left_list: &'static str,
    /// Puts them back.
    pub return_to_list: &'static str,
    /// A last call in so many minutes.
    pub last_call_in: fn(u32) -> String,
    /// Requests are taken until then.
    pub last_call_until: fn(&str) -> String,
    /// Takes the last call back.
    pub last_call_off: &'static str,
    // How long hamlets have spoken.
    /// Its heading.
    pub totals: &'static str,
    /// Nobody has spoken.
    pub no_totals: &'static str,
    /// Those who named none.
    pub no_hamlet: &'static str,
    /// Speeches and how long.
    pub total: fn(u32, &str) -> String,
    // The minutes.
    /// An item began: its label, what, who led it.
    pub fact_item: fn(&str, &str, &str) -> String,
    /// An item was left out: its label, and what it was.
    pub fact_skipped: fn(&str, &str) -> String,
    /// Beside a speech that left the topic.
    pub off_topic: &'static str,
    /// Marks it.
    pub mark_off_topic: &'static str,
    /// Takes the mark back.
    pub mark_on_topic: &'static str,
    /// Why a speech was ended.
    pub breach: fn(&str) -> String,
    /// One more poll.
    pub add_poll: &'static str,
    /// Removes a prepared poll.
    pub remove_poll: &'static str,
    /// Before it is removed.
    pub remove_poll_sure: &'static str,
    /// What one more poll asks at first.
    pub poll_question: &'static str,
    /// The usual scale, best first.
    pub poll_levels: [&'static str; 5],
    /// Who asks.
    pub poll_asked_by: &'static str,
    /// After how many minutes a poll closes by itself.
    pub poll_duration: &'static str,
    /// A ballot may be replaced until the poll closes.
    pub poll_changes: &'static str,
    /// One more question.
    pub add_question: &'static str,
    /// Takes a question out.
    pub remove_question: &'static str,
    /// A question.
    pub question: &'static str,
    /// How a question is answered.
    pub question_kind: &'static str,
    /// What can be ticked, one a line.
    pub question_options: &'static str,
    /// Someone tried cards there are not, so many times.
    pub card_guesses: fn(u32) -> String,
    /// The cards in people's hands open nothing any more.
    pub cards_renewed: &'static str,
    /// So many more wait than the list holds.
    pub more_waiting: fn(usize) -> String,
    /// So many more opinions were handed in than are at hand.
    pub more_written: fn(usize) -> String,
    /// Link to all of them.
    pub see_all: &'static str,
    /// Heading of what helps when too many ask.
    pub crowd: &'static str,
    /// What removing many does.
    pub crowd_about: &'static str,
    /// Button: takes those that were found off the list.
    pub remove_found: fn(usize) -> String,
    /// Button: takes all that came from phones without a card off the list.
    pub remove_phones: &'static str,
    /// Before the second press.
    pub remove_sure: &'static str,
    /// Button: only who has a card asks and writes from a phone.
    pub cards_only: &'static str,
    /// Heading of the list of all who wait.
    pub all_waiting: fn(usize) -> String,
    /// Link to the contacts people left.
    pub contacts: &'static str,
    /// Heading of that page: of how many.
    pub contacts_of: fn(usize) -> String,
    /// What contacts are for, and who reads them.
    pub contacts_about: &'static str,
    /// How many days after the last answer they are erased.
    pub contacts_stored_for: fn(u32) -> String,
    /// When they will be erased.
    pub contacts_due: fn(&str) -> String,
    /// Nobody left any, or they were erased.
    pub no_contacts: &'static str,
    /// Shows them.
    pub read_contacts: &'static str,
    /// Erases them.
    pub erase_contacts: &'static str,
    /// What erasing means.
    pub erase_contacts_sure: &'static str,
    /// Label: days they are kept.
    pub contact_days: &'static str,
    /// Sets how long they are kept.
    pub save_contact_days: &'static str,
    /// How far the answer is to someone who left a contact.
    pub standing: fn(Standing) -> &'static str,
    /// Someone left a contact.
    pub has_contact: &'static str,
    /// Under the field where one is typed: who reads it, and for how many days.
    pub contact_note: fn(u32) -> String,
    /// Under the field of a correction, when there is one already.
    pub contact_stays: &'static str,
    /// Heading of the list of all written opinions.
    pub all_written: fn(usize) -> String,
    /// What gives one ballot.
    pub poll_right_label: &'static str,
    /// The things that may.
    pub poll_right: fn(Right) -> &'static str,
    /// The kinds of questions.
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

/// What is wrong with a line of a list, as a sentence. It stands apart from [`Staff`], which every console has with all
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
