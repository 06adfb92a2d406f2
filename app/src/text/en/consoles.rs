//! Words of the consoles, in English.

use meeting::panel::CountedQuestion;
use meeting::programme::AttendanceRule;
use meeting::speakers::Purpose;

use super::laptop;
use crate::text::common::hour_and_minute;
use crate::text::consoles::Consoles;

pub(in crate::text) const CONSOLES: Consoles = Consoles {
    // Above every console.
    saved: "saved",
    saving: "saving…",
    not_saved: "not saved; your words are still here",
    dismiss: "Dismiss",
    connection_lost: "The line to the server is down; it is being restored by itself. What you entered is kept on this machine, also if the page is reloaded, and will be sent.",
    connection_lost_unkept: "The line to the server is down; it is being restored by itself. This browser may not keep anything on this machine, so what you entered is on this page alone: please do not close or reload it.",
    unsent: "not sent",
    too_long: "This is too long and was not sent; your words are still here. Please shorten them and send them again.",
    too_late: "A button pressed before this page was loaded was not sent, and by now it is too late, so nothing was done. Please see where the meeting stands, and press it again if it is still wanted.",
    form_news: "This has just been changed elsewhere. What you are entering is left as it is; if you save it, it takes the place of what is there now.",
    form_take_news: "Drop mine, take what is there now",
    disk: laptop::disk,
    unsealed: "A poll is closed but not sealed yet, because the disk does not take it; nobody can see its result. The program tries again every second.",
    clock: laptop::clock,
    clock_tell: "Please tell the office, which answers this.",
    clock_laptop: |time| format!("It is {time} (the laptop’s clock)"),
    clock_program: |time| format!("It is {time} (the program’s time)"),
    clock_other: "Another time:",
    clock_say: "Put it right by this",
    key_ended: "The office has ended the link of this place or made a new one, so nothing can be done from here any more. What is being typed is still on the screen. Please keep this page, ask the office for a new link and open it in another window of this browser; this page then goes on by itself and saves what is left.",
    // Lists.
    more: "More actions",
    move_up: "Move up",
    move_down: "Move down",
    edit: "Edit",
    save: "Save",
    cancel: "Cancel",
    remove: "Remove",
    remove_sure: "Press again to remove",
    // The agenda.
    agenda: "Agenda",
    start_item: "Start",
    start_item_again: "Start again",
    finish_item: "Finish",
    skip_item: "Leave out",
    next_item: "Next",
    since: |time| format!("On since {time}"),
    close_meeting: "Close",
    close_meeting_sure: "Press again to close the meeting",
    add_item: "+ Add an item",
    item_title: "Title",
    item_lead: "Led by",
    item_kind: "Kind",
    item_duration: "Minutes planned",
    optional: "optional",
    // What is on.
    on_now: "On now",
    nothing_on: "No item is on",
    next_step: "Next step",
    step_give_floor: |name| format!("Give the floor to {name}"),
    step_resume: |name| format!("Let {name} continue"),
    step_end_speech: |name| format!("End the speech of {name}"),
    step_sealing: "Shuffling the ballots…",
    step_close: "Close the meeting",
    step_no_agenda: "No agenda yet – the office writes it",
    step_over: "The meeting is over",
    // A speech.
    time_left: "left",
    time_over: "▲ over by",
    time_paused: "❚❚ paused, left",
    time_paused_over: "❚❚ paused, over by",
    pause: "❚❚ Pause",
    resume: "▶ Resume",
    extend_by_one: "+1 minute",
    end_speech: "■ End",
    next_speaker: "Next speaker",
    invite: "Give the floor",
    purpose: "For",
    agency: "Agency or position",
    // The list of speakers.
    speakers: "List of speakers",
    waiting_and_spoken: |waiting, spoken| format!("{waiting} waiting · {spoken} speeches so far"),
    list_open: "○ Open",
    list_closed: "● Closed",
    open_list: "Open the list",
    close_list: "Close the list",
    give_floor: "Call",
    withdraw: "Withdraw",
    nobody_waits: "Nobody waits to speak.",
    name: "Full name",
    hamlet: "Hamlet or organisation",
    on_behalf: "On behalf of (if any)",
    subject: "Subject",
    register: "Register",
    behalf_of: |whom| format!("on behalf of {whom}"),
    // The poll.
    poll: "Poll",
    open_poll: "Open the poll",
    close_poll: "Close the poll",
    close_poll_sure: "Press again to take no more ballots",
    show_result: "Show the result",
    hide_result: "Hide the result",
    result_is_shown: "Shown",
    poll_more: "Show of hands, reopen, discard",
    open_show_of_hands: "Ask for hands now",
    show_of_hands_title: "What it is about",
    show_of_hands_default: "On what the chair has just said",
    poll_reason: "Why it is reopened or discarded",
    reopen_poll: "Reopen the poll",
    discard_poll: "Discard the poll",
    discard_poll_sure: "Press again to discard the poll and its ballots",
    poll_closes: |at| format!("closes at {}", hour_and_minute(at)),
    turnout: |cast, here| format!("{cast} ballots · {here} present"),
    // The projector.
    projector: "Projector",
    follow: "Follow",
    message_to_hall: "Message to the hall",
    show_message: "Show",
    // The minutes.
    minutes: "Minutes",
    no_minutes_yet: "What happens is written here by itself; you type the words below each line.",
    write_note: "Add a note",
    to_newest: "Newest",
    to_newest_of: |new| format!("{new} new"),
    secretary_keys: "Alt + ↑ ↓ from field to field",
    entry_text: "What to put on record",
    record_opinion: "+ Record an opinion",
    opinion_number: |number| format!("Opinion {number}"),
    opinion_text: "What was asked for",
    registered_subject: |subject| format!("Registered: {subject}"),
    fact_opened: "The meeting began.",
    fact_speech,
    fact_poll_opened: |question| format!("The poll was opened: {question}"),
    fact_poll_closed: "The poll was closed.",
    fact_poll_counted,
    fact_poll_reopened: "The poll was opened again for those who had not voted. Reason:",
    fact_poll_discarded: "The poll was discarded; its ballots do not count. Reason:",
    fact_closed: "The meeting ended.",
    fact_note: "The secretary's note",
    // The desk.
    check_in: "Check-in",
    check_in_button: "Check in",
    check_out: "Undo",
    comes_as: "As",
    attendance_rule,
    counting_note: "Use plus and minus for people who give no name; the figures include those checked in by name.",
    present: "Checked in",
    checked_in: |count| format!("{count} by name"),
    search: "Search a name or hamlet",
    nobody_checked_in: "Nobody yet.",
    nobody_found: "Nobody found.",
    // The office.
    print_and_meetings: "Papers and other meetings",
    print_links: "Print the links of all places",
    all_meetings: "All meetings",
    are_here: |residents, officials| format!("Present: {residents} residents, {officials} officials"),
    details: "Details of the meeting",
    details_changed: "Changes not saved yet",
    meeting_title: "Title",
    venue: "Venue",
    starts: "Begins",
    chairs: "Chairs (one a line)",
    secretaries: "Secretaries (one a line)",
    registered_before: "Registered beforehand",
};

fn fact_speech(purpose: Purpose, who: &str, spoken: Option<&str>) -> String {
    let (does, did) = match purpose {
        Purpose::Opinion => ("speaks", "spoke for"),
        Purpose::Answer => ("answers", "answered for"),
        Purpose::FollowUp => ("comes back", "came back for"),
    };
    spoken.map_or_else(|| format!("{who} {does}…"), |time| format!("{who} {did} {time}."))
}

fn fact_poll_counted(counts: &[CountedQuestion]) -> String {
    let options = |options: &[(String, u32)]| {
        options.iter().map(|(option, count)| format!("{option} {count}")).collect::<Vec<_>>().join(", ")
    };
    match counts {
        [one] => format!("The poll was closed. Result: {}.", options(&one.options)),
        several => {
            let each = several.iter().map(|one| format!("{} {}.", one.title, options(&one.options)));
            format!("The poll was closed. Result: {}", each.collect::<Vec<_>>().join(" "))
        }
    }
}

fn attendance_rule(rule: &AttendanceRule, residents: u32) -> String {
    let AttendanceRule { min, max } = rule;
    let stands = match residents {
        few if few < *min => format!("{} more are needed", min - few),
        many if many > *max => format!("{} too many", many - max),
        _ => "as it should be".to_owned(),
    };
    format!("Rule: {min} to {max} residents; {residents} are here, {stands}.")
}
