//! Words of what staff do besides running the meeting, in English.

use meeting::Place;
use meeting::contacts::Standing;
use meeting::poll::{Kind, Right};

use super::common::{self, COMMON};
use crate::text::staff::Staff;
use crate::view_model::history::Who;
use crate::view_model::import::{Column, Fault};

pub(in crate::text) const STAFF: Staff = Staff {
    // A list of speakers from a file.
    outcome: "Outcome",
    outcome_none: "Nothing decided yet",
    outcome_to: "Who sees to it",
    outcome_due: "By when",
    outcome_into: "Goes with opinion",
    outcome_save: "Keep",
    outcome_kinds: [
        "Nothing decided yet",
        "Settled here",
        "Noted",
        "Assigned",
        "Beyond our authority",
        "Passed on",
        "Goes with another",
        "Taken back",
    ],
    cards: "Door cards",
    cards_about: "Everyone gets a card at the door. It is the right to one ballot, and lets one come back on another phone.",
    cards_count: "How many more cards",
    cards_make: "Make cards and show them to print",
    cards_printed: |count| format!("There are {count} cards."),
    cards_renew: |count| format!("Print the {count} cards again"),
    cards_again: |count| format!("Print the {count} cards again that are not handed out"),
    cards_again_about: "Only cards still in the stack can be printed again, and the history says that they were. Whoever has lost a card gets another from the desk.",
    cards_print: "Print on A4 (Ctrl + P), 8 to a page, and cut along the dashed lines.",
    card: "Door card",
    card_open: |number| format!("Open card {number}"),
    card_use: "Scan the code with a phone to ask for the floor and to vote. Please keep the card until the end.",
    cards_standing: |printed, out, voided| format!("{printed} cards · {out} handed out · {voided} voided"),
    card_number: "Number of the card",
    card_of: |card| format!("card {card}"),
    card_issue: "Hand out",
    card_void: "Void",
    card_new_number: "New card",
    card_reissue: "Reissue",
    card_reissue_for: |card| format!("Reissue for card {card} (same person)"),
    card_newcomer: "Hand out all the same (someone else, without a card)",
    cards_none: "No cards yet. The office prints them on its own page.",
    written: "Written opinions",
    written_open: |count| format!("{count} not yet in the minutes"),
    written_none: "Nothing has been handed in from a phone.",
    take_up: "Put into the minutes",
    taken_up: "In the minutes",
    answer_written: "Answer to whoever wrote it",
    send_answer: "Send the answer",
    fact_written: |name, hamlet| match hamlet {
        "" => format!("{name} handed in a written opinion."),
        hamlet => format!("{name} ({hamlet}) handed in a written opinion."),
    },
    written_answer: |answer| format!("Answered: {answer}"),
    import: "Register people from a file",
    import_about: "A CSV file with one person a line; the first line names the columns, and only “Full name” must be there. You see what it holds first; nothing changes until you press register.",
    import_file: "CSV file (at most 500 people)",
    import_read: "Look at it",
    import_fields: |fields| format!("Fields of this programme: {fields}."),
    import_template: "Get a file to fill in",
    import_template_name: "speakers.csv",
    import_errors: |count| {
        format!(
            "Found to be mended in the file: {count}. Nobody was registered. Mend the file and send it again."
        )
    },
    import_more: |count| format!("and {count} more."),
    import_warnings: "Worth a look (they can be registered all the same)",
    import_questions: "The same names",
    import_questions_about: "If it is someone else of the same name, tick it to register them too. A line that is not ticked is \
                             taken for a repetition: nobody is added, and what is there stays.",
    import_another: "Someone else: register them too",
    import_rows: |count| format!("To be registered, in the order of the file: {count}"),
    import_rows_asked: |count, asked| format!("{count} people are in the file; {asked} lines to confirm"),
    import_confirm: |count| format!("Register {count}"),
    import_confirm_and_ticked: |count| format!("Register {count} people and those who are ticked"),
    import_done: |count| format!("Registered: {count}."),
    import_no_file: "No file was chosen. Choose a CSV file, then look at it.",
    import_changed: "The list has changed since the file was read. Nobody was registered; see the lines below.",
    line: |line| if line == 0 { "The file".to_owned() } else { format!("Line {line}") },
    column,
    to_console: |place| format!("Back to {place}"),
    // The history.
    history: "History",
    who: "Who",
    anyone: "Anyone",
    who_name,
    subject: "About",
    anything: "Anything",
    words: "With the words (no accents needed)",
    from: "From",
    to: "Until",
    find: "Filter",
    show_all: "Show all",
    lines: |count| format!("{count} lines, the newest first"),
    no_lines: "No such line.",
    as_csv: "Download CSV",
    as_json: "Download JSON",
    page_of: |page, pages| format!("Page {page} of {pages}"),
    newer: "← Newer",
    older: "Older →",
    history_header: ["Number", "Time", "Who", "About", "What"],
    // Attachments of an item.
    attachments: "Papers",
    attachments_of: |count| format!("Papers ({count})"),
    attachment_file: "PDF or image",
    attachment_hint: "At most 20 MB. This page opens again after it.",
    attachment_title: "Its name",
    upload: "Upload",
    link_address: "Address (https://…)",
    attach_link: "Add the link",
    detach: "Take away",
    detach_sure: "Press again to take it away",
    no_file: "No file was chosen, so nothing has changed. Choose one and upload again.",
    wrong_media: "This is neither a PDF nor an image (PNG, JPEG, WebP, GIF), whatever its name says. Nothing has changed; export it as PDF and upload again.",
    file_too_large: |megabytes| {
        format!(
            "The file is larger than {megabytes} MB, so it was not taken; nothing has changed. Make it smaller."
        )
    },
    files_full: |megabytes| {
        format!(
            "The files of this meeting are near {megabytes} MB, so this one was not taken; the others are still there. Use a smaller file or a link."
        )
    },
    // The office.
    ends: "Planned end",
    part_of: "Part of",
    top_level: "None, an item of its own",
    item_seconds: "Seconds a speech",
    hidden: "Not for the hall to see yet",
    hidden_mark: "Hidden",
    show_item: "Show to the hall",
    // Who speaks.
    more_about: "On behalf, field, telephone…",
    field: "Field or issue",
    no_field: "None",
    contact: "Telephone or address (for an answer)",
    namesake_anyway: "Register all the same (another person)",
    check_in_anyway: "Check in all the same (another person)",
    first_time: "first time",
    nth_time: |number| format!("speech no. {number}"),
    namesake_of: |number| format!("same name as no. {number}, please ask"),
    called: "called",
    agreeing: |names| format!("Of the same opinion: {names}"),
    // The list, at the desk.
    search_list: "Search (no accents needed)",
    to_position: "To place",
    move_there: "Move",
    same_as: "Asks the same as",
    nobody_chosen: "Choose",
    speaks_for_both: |name| format!("Merge, {name} speaks for both"),
    split: |name| format!("Split off {name}"),
    left_list: "Left the list",
    return_to_list: "Put back",
    last_call_in: |minutes| format!("Close in {minutes} min"),
    last_call_until: |time| format!("until {time}"),
    last_call_off: "No last call",
    // How long hamlets have spoken.
    totals: "Time spoken by hamlet",
    no_totals: "Nobody has spoken yet.",
    no_hamlet: "No hamlet given",
    total: |speeches, time| format!("{speeches} · {time}"),
    // The minutes.
    fact_item,
    fact_skipped,
    off_topic: "Off topic",
    mark_off_topic: "Mark as off topic",
    mark_on_topic: "Take the mark back",
    breach: |reason| format!("Ended for a breach of the rules: {reason}"),
    add_poll: "One more poll",
    remove_poll: "Remove this poll",
    remove_poll_sure: "Press again to remove it",
    poll_question: "Are you satisfied?",
    poll_levels: ["Very satisfied", "Satisfied", "Neither", "Dissatisfied", "Very dissatisfied"],
    poll_asked_by: "Asked by",
    poll_duration: "Closes by itself after (minutes)",
    poll_changes: "A ballot may be replaced until the poll closes",
    add_question: "One more question",
    remove_question: "Remove this question",
    question: "Question",
    question_kind: "How it is answered",
    question_options: "What can be chosen, one a line (of a scale the best first)",
    cards_renewed: "This meeting was opened from a backup, so the cards in people's hands open nothing any more. The office \
                    prints the cards again; the desk gives each person the same number.",
    card_guesses: |count| {
        format!(
            "Cards that do not exist were tried {count} times. If it goes on, look after the stack of cards and the Wi-Fi."
        )
    },
    more_waiting: |count| format!("{count} more wait."),
    more_written: |count| format!("{count} more were handed in."),
    see_all: "See all",
    crowd: "When too many ask from phones",
    crowd_about: "Those who were called, or whom the chair put somewhere, stay on the list. The chair or the office can undo a removal.",
    remove_found: |count| format!("Take the {count} that were found off the list"),
    remove_phones: "Take all from phones without a card off the list",
    remove_sure: "Press again to take them off",
    cards_only: "Only phones with a door card",
    all_waiting: |count| format!("{count} wait for the floor"),
    contacts: "Contacts",
    contacts_of: |count| format!("Contacts of {count} people"),
    contacts_about: "People leave a telephone number or an address to be answered. Only the desk and the office can read \
                     them; each reading is put on record.",
    contacts_stored_for: |days| match days {
        0 => "Erased as soon as the meeting is over and every opinion is answered.".to_owned(),
        _ => format!("Erased {days} days after the meeting is over and every opinion is answered."),
    },
    contacts_due: |when| format!("Will be erased at {when}."),
    no_contacts: "Nobody has left a contact, or they have been erased.",
    read_contacts: "Show the contacts",
    erase_contacts: "Erase all now",
    erase_contacts_sure: "They cannot be brought back. Backups made before keep them until a new one takes their place.",
    contact_days: "Days they are kept after the last answer",
    save_contact_days: "Save",
    standing: |standing| match standing {
        Standing::Owed => "Still to be answered",
        Standing::Unrecorded => "Spoke, nothing written down",
        Standing::Unspoken => "Has not spoken",
        Standing::Answered => "Answered",
    },
    has_contact: "Left a contact",
    contact_note: |days| match days {
        0 => "Read by the desk and the office only; erased once answered.".to_owned(),
        _ => format!("Read by the desk and the office only; erased {days} days after the answer."),
    },
    contact_stays: "A contact is known. Left empty, it stays.",
    all_written: |count| format!("{count} written opinions, the newest first"),
    poll_right_label: "One ballot for each",
    poll_right: |right| match right {
        Right::Device => "Device (no card needed)",
        Right::Card => "Door card",
        Right::CardIssued => "Card handed out (only who came)",
    },
    poll_kind: |kind| match kind {
        Kind::Scale => "A scale",
        Kind::YesNo => "Yes or no",
        Kind::Single => "One of several",
        Kind::Multiple => "Any of several",
        Kind::Text => "Free words",
    },
};

fn fact_item(label: &str, title: &str, lead: &str) -> String {
    let lead = if lead.is_empty() { String::new() } else { format!(" – {lead}") };
    format!("{}: {title}{lead}.", numbered("Item", label))
}

fn fact_skipped(label: &str, title: &str) -> String {
    format!("{} was left out: {title}.", numbered("Item", label))
}

/// A word with the item's number; what is hidden has no number yet.
fn numbered(word: &str, label: &str) -> String {
    if label.is_empty() { word.to_owned() } else { format!("{word} {label}") }
}

fn who_name(who: Who) -> &'static str {
    match who {
        Who::Program => "The program",
        Who::At(Place::Phone) => "A phone in the hall",
        Who::At(place) => (COMMON.place)(place),
    }
}

fn column(column: Column) -> &'static str {
    match column {
        Column::Name => "Full name",
        Column::Hamlet => "Hamlet",
        Column::OnBehalf => "On behalf of",
        Column::Subject => "Subject",
        Column::Field => "Field",
        Column::Contact => "Contact",
        Column::Kind => "Kind",
    }
}

pub(in crate::text) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile => "The file is empty.".to_owned(),
        Fault::Workbook => "This is an Excel file; save it as CSV (“CSV UTF-8”) and send that.".to_owned(),
        Fault::Binary => "This is no text file. Save the table as “CSV UTF-8” and send that.".to_owned(),
        Fault::BadBytes => {
            "Letters in another encoding, which cannot be read. Save the file as “CSV UTF-8”.".to_owned()
        }
        Fault::NobodyInIt => "The file has only the names of columns and nobody below them.".to_owned(),
        Fault::NoNameColumn(found) if found.is_empty() => {
            "There is no column “Full name”. The first line must name the columns.".to_owned()
        }
        Fault::NoNameColumn(found) => {
            format!(
                "There is no column “Full name”. The first line must name the columns; there are: {}.",
                found.join(", ")
            )
        }
        Fault::ColumnTwice(twice) => format!("Two columns are “{}”. Keep one.", column(*twice)),
        Fault::UnusedColumns(names) => format!("Columns that are not used: {}.", names.join(", ")),
        Fault::TooManyRows { rows, most } => {
            format!("The file has {rows} people; at most {most} are taken at once. Split it into several.")
        }
        Fault::TooManyCells(found, expected) => {
            format!(
                "{found} cells, but the first line names {expected}. A cell with a separator must be quoted."
            )
        }
        Fault::OpenQuote => "A quotation mark (\") is opened and not closed.".to_owned(),
        Fault::BreakInside(at) => {
            format!(
                "There is a line break inside “{}”; perhaps a quotation mark (\") is missing.",
                column(*at)
            )
        }
        Fault::Rounded(number) => {
            format!("The telephone number “{number}” was rounded by a spreadsheet and lost digits. Write it in full.")
        }
        Fault::LostZero(number) => {
            format!("A spreadsheet left out the first 0 of a telephone number; it is {number} now.")
        }
        Fault::OldLetters(words) => {
            format!("“{words}” is still in letters of an old encoding (TCVN3, VNI). Convert it to Unicode and send it again.")
        }
        Fault::OldEncoding => {
            "The file was in the old encoding TCVN3 and has been converted. Look at the names before you register them."
                .to_owned()
        }
        Fault::Refused(refusal) => common::refusal(refusal),
        Fault::UnknownField(field) => {
            format!("The programme has no field “{field}”; it is kept as it is written.")
        }
        Fault::UnknownKind(kind) => format!("“{kind}” is not known. Write: resident, official or delegate."),
        Fault::SameAsLine(line) => format!("The same name and hamlet as on line {line}: the same person, or another?"),
        Fault::SameAsWaiting(request) => {
            format!("The same name and hamlet as number {request}, who waits: the same person, or another?")
        }
    }
}
