//! Words of the consoles.

use meeting::Moment;
use meeting::laptop::{ClockDoubt, Disk};
use meeting::panel::CountedQuestion;
use meeting::programme::AttendanceRule;
use meeting::speakers::Purpose;

use super::{Lang, en, vi};

/// Words of the consoles, in one language.
#[derive(Debug)]
pub struct Consoles {
    // Above every console.
    /// Mark: everything is on disk.
    pub saved: &'static str,
    /// Mark: something is on its way.
    pub saving: &'static str,
    /// Mark: words were not taken and are still here.
    pub not_saved: &'static str,
    /// Button: dismisses the message.
    pub dismiss: &'static str,
    /// Says that the line has been gone for a while.
    pub connection_lost: &'static str,
    /// The same in a browser that stores nothing: what was typed is on the page alone.
    pub connection_lost_unkept: &'static str,
    /// Says that something is typed and not sent.
    pub unsent: &'static str,
    /// Says that more was typed than can be sent at once.
    pub too_long: &'static str,
    /// Says of a button pressed on an earlier page that it was so long ago that it is not done any more.
    pub too_late: &'static str,
    /// Says that what a form is about was changed elsewhere while it was being filled.
    pub form_news: &'static str,
    /// Button: takes what is there now instead of what is typed.
    pub form_take_news: &'static str,
    /// Says what is wrong with the laptop's disk; `None` if nothing is.
    pub disk: fn(Disk) -> Option<String>,
    /// Says that a closed poll is not sealed yet.
    pub unsealed: &'static str,
    /// Says why the office is asked what the time is, when the meeting's clock shows this.
    pub clock: fn(&ClockDoubt, Moment) -> String,
    /// Says whom to tell, to those who cannot say it themselves.
    pub clock_tell: &'static str,
    /// Button: the laptop's clock is right.
    pub clock_laptop: fn(time: &str) -> String,
    /// Button: the meeting's clock is right.
    pub clock_program: fn(time: &str) -> String,
    /// Label: neither is, the time is this.
    pub clock_other: &'static str,
    /// Button: says the time that is typed.
    pub clock_say: &'static str,
    /// Says that the key of this place was ended.
    pub key_ended: &'static str,
    // Lists.
    /// Button: shows what else can be done.
    pub more: &'static str,
    /// Button: one position up.
    pub move_up: &'static str,
    /// Button: one position down.
    pub move_down: &'static str,
    /// Button: opens something to be changed.
    pub edit: &'static str,
    /// Button: saves what was changed.
    pub save: &'static str,
    /// Button: leaves it as it was.
    pub cancel: &'static str,
    /// Button: removes something.
    pub remove: &'static str,
    /// Asks once more before it is removed.
    pub remove_sure: &'static str,
    // The agenda.
    /// Heading over the agenda.
    pub agenda: &'static str,
    /// Button: begins an item.
    pub start_item: &'static str,
    /// Button: begins an item that was over.
    pub start_item_again: &'static str,
    /// Button: ends the item that is on.
    pub finish_item: &'static str,
    /// Button: leaves an item out.
    pub skip_item: &'static str,
    /// Mark: the item to take next.
    pub next_item: &'static str,
    /// Says since when an item is on.
    pub since: fn(&str) -> String,
    /// Button: closes the meeting.
    pub close_meeting: &'static str,
    /// Asks once more before it is closed.
    pub close_meeting_sure: &'static str,
    /// Button: adds an item.
    pub add_item: &'static str,
    /// Label: the title of an item.
    pub item_title: &'static str,
    /// Label: who leads it.
    pub item_lead: &'static str,
    /// Label: its kind.
    pub item_kind: &'static str,
    /// Label: its planned duration.
    pub item_duration: &'static str,
    /// Label: it may be left out.
    pub optional: &'static str,
    // What is on.
    /// Heading over what is on.
    pub on_now: &'static str,
    /// Says that no item is on.
    pub nothing_on: &'static str,
    /// Heading over the large button.
    pub next_step: &'static str,
    /// Button: gives the floor to the next, who is named.
    pub step_give_floor: fn(&str) -> String,
    /// Button: lets the time of the one who is named run on.
    pub step_resume: fn(&str) -> String,
    /// Button: ends the speech of the one who is named.
    pub step_end_speech: fn(&str) -> String,
    /// Says that the program puts the ballots in random order.
    pub step_sealing: &'static str,
    /// Button: closes the meeting.
    pub step_close: &'static str,
    /// Says that there is nothing to begin.
    pub step_no_agenda: &'static str,
    /// Says that the meeting is over.
    pub step_over: &'static str,
    // A speech.
    /// Before the time that is left.
    pub time_left: &'static str,
    /// Before the time that is overrun.
    pub time_over: &'static str,
    /// Before the time that is left, while it stands.
    pub time_paused: &'static str,
    /// Before the time that is overrun, while it stands.
    pub time_paused_over: &'static str,
    /// Button: stops the time.
    pub pause: &'static str,
    /// Button: lets the time run on.
    pub resume: &'static str,
    /// Button: one minute more.
    pub extend_by_one: &'static str,
    /// Button: ends the speech.
    pub end_speech: &'static str,
    /// Heading over who is next.
    pub next_speaker: &'static str,
    /// Button: gives them the floor.
    pub invite: &'static str,
    /// Label: what the speech is for.
    pub purpose: &'static str,
    /// Label: agency or position.
    pub agency: &'static str,
    // The list of speakers.
    /// Heading over the list of speakers.
    pub speakers: &'static str,
    /// Says how many wait and have spoken.
    pub waiting_and_spoken: fn(usize, usize) -> String,
    /// Says that people may register.
    pub list_open: &'static str,
    /// Says that people may not register.
    pub list_closed: &'static str,
    /// Button: opens the list.
    pub open_list: &'static str,
    /// Button: closes the list.
    pub close_list: &'static str,
    /// Button: gives the floor.
    pub give_floor: &'static str,
    /// Button: withdraws a request.
    pub withdraw: &'static str,
    /// Says that the list is empty.
    pub nobody_waits: &'static str,
    /// Label: full name.
    pub name: &'static str,
    /// Label: hamlet or organisation.
    pub hamlet: &'static str,
    /// Label: on whose behalf.
    pub on_behalf: &'static str,
    /// Label: the subject.
    pub subject: &'static str,
    /// Button: puts someone on the list.
    pub register: &'static str,
    /// Says on whose behalf someone speaks.
    pub behalf_of: fn(&str) -> String,
    // The poll.
    /// Heading over the poll.
    pub poll: &'static str,
    /// Button: opens the poll.
    pub open_poll: &'static str,
    /// Button: closes the poll.
    pub close_poll: &'static str,
    /// Asks once more before it is closed.
    pub close_poll_sure: &'static str,
    /// Button: shows the result to the hall.
    pub show_result: &'static str,
    /// Button: hides the result again.
    pub hide_result: &'static str,
    /// Says that the hall sees the result.
    pub result_is_shown: &'static str,
    /// Button: opens the rarer things to do with polls.
    pub poll_more: &'static str,
    /// Button: opens a show of hands.
    pub open_show_of_hands: &'static str,
    /// Label: the question of a show of hands.
    pub show_of_hands_title: &'static str,
    /// Its question if nothing is typed.
    pub show_of_hands_default: &'static str,
    /// Label: why a poll is opened again or discarded.
    pub poll_reason: &'static str,
    /// Button: opens a poll again.
    pub reopen_poll: &'static str,
    /// Button: discards a poll.
    pub discard_poll: &'static str,
    /// Asks once more before a poll is discarded.
    pub discard_poll_sure: &'static str,
    /// Says when an open poll closes by itself.
    pub poll_closes: fn(Moment) -> String,
    /// Says how many have voted of how many here.
    pub turnout: fn(u32, u32) -> String,
    // The projector.
    /// Heading over the projector.
    pub projector: &'static str,
    /// Button: follows the meeting.
    pub follow: &'static str,
    /// Label: a message to the hall.
    pub message_to_hall: &'static str,
    /// Button: shows the message.
    pub show_message: &'static str,
    // The minutes.
    /// Heading over the minutes.
    pub minutes: &'static str,
    /// Says that nothing has happened yet.
    pub no_minutes_yet: &'static str,
    /// Button: begins a note.
    pub write_note: &'static str,
    /// Button: goes to the newest entry.
    pub to_newest: &'static str,
    /// Button: goes to the newest, when so many entries came meanwhile.
    pub to_newest_of: fn(usize) -> String,
    /// Says which keys there are.
    pub secretary_keys: &'static str,
    /// Label: what the secretary writes.
    pub entry_text: &'static str,
    /// Button: records an opinion.
    pub record_opinion: &'static str,
    /// Name of an opinion by its number.
    pub opinion_number: fn(&str) -> String,
    /// Label: the words of an opinion.
    pub opinion_text: &'static str,
    /// Says what someone registered to speak about.
    pub registered_subject: fn(&str) -> String,
    /// Entry: the meeting was opened.
    pub fact_opened: &'static str,
    /// Entry: someone has or had the floor.
    pub fact_speech: fn(Purpose, &str, Option<&str>) -> String,
    /// Entry: the poll was opened.
    pub fact_poll_opened: fn(&str) -> String,
    /// Entry: the poll was closed.
    pub fact_poll_closed: &'static str,
    /// Entry: the ballots were counted: each question, and the ballots for each of its options.
    pub fact_poll_counted: fn(&[CountedQuestion]) -> String,
    /// Entry: the poll was opened again.
    pub fact_poll_reopened: &'static str,
    /// Entry: the poll was discarded.
    pub fact_poll_discarded: &'static str,
    /// Entry: the meeting was closed.
    pub fact_closed: &'static str,
    /// Entry: a note of the secretary's own.
    pub fact_note: &'static str,
    // The desk.
    /// Heading over check-in.
    pub check_in: &'static str,
    /// Button: checks someone in.
    pub check_in_button: &'static str,
    /// Button: removes a check-in.
    pub check_out: &'static str,
    /// Label: in which capacity they come.
    pub comes_as: &'static str,
    /// Says how many must and may come, and how that stands.
    pub attendance_rule: fn(&AttendanceRule, u32) -> String,
    /// Says what the buttons count.
    pub counting_note: &'static str,
    /// Heading over those who are checked in.
    pub present: &'static str,
    /// Says how many are checked in by name.
    pub checked_in: fn(usize) -> String,
    /// Label: search.
    pub search: &'static str,
    /// Says that nobody is checked in.
    pub nobody_checked_in: &'static str,
    /// Says that the search finds nobody.
    pub nobody_found: &'static str,
    // The office.
    /// Heading over what is printed, and other meetings.
    pub print_and_meetings: &'static str,
    /// Link to the links to print.
    pub print_links: &'static str,
    /// Link to all meetings.
    pub all_meetings: &'static str,
    /// Says how many residents and officials are here.
    pub are_here: fn(u32, u32) -> String,
    /// Heading over the meeting's details.
    pub details: &'static str,
    /// Mark: changes of the details are not saved yet.
    pub details_changed: &'static str,
    /// Label: title of the meeting.
    pub meeting_title: &'static str,
    /// Label: where it is held.
    pub venue: &'static str,
    /// Label: when it begins.
    pub starts: &'static str,
    /// Label: who chairs.
    pub chairs: &'static str,
    /// Label: who writes the minutes.
    pub secretaries: &'static str,
    /// Heading over those registered beforehand.
    pub registered_before: &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Consoles {
    match lang {
        Lang::Vi => &vi::consoles::CONSOLES,
        Lang::En => &en::consoles::CONSOLES,
    }
}
