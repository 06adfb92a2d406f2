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
    /// Everything is on disk.
    pub saved: &'static str,
    /// Something is on its way.
    pub saving: &'static str,
    /// Words that were not taken and are still here.
    pub not_saved: &'static str,
    /// Takes the message away.
    pub dismiss: &'static str,
    /// The line has been gone for a while.
    pub connection_lost: &'static str,
    /// The same in a browser that keeps nothing: what was typed is on the page alone.
    pub connection_lost_unkept: &'static str,
    /// Something is typed and not sent.
    pub unsent: &'static str,
    /// More was typed than can be sent at once.
    pub too_long: &'static str,
    /// Of a button pressed on an earlier page, so long ago that it is not done any more.
    pub too_late: &'static str,
    /// What a form is about was changed elsewhere while it was being filled.
    pub form_news: &'static str,
    /// Takes what is there now instead of what is typed.
    pub form_take_news: &'static str,
    /// What is wrong with the laptop's disk; nothing where nothing is.
    pub disk: fn(Disk) -> Option<String>,
    /// A closed poll is not sealed yet.
    pub unsealed: &'static str,
    /// Why the office is asked what the time is, when the meeting's clock shows this.
    pub clock: fn(&ClockDoubt, Moment) -> String,
    /// Whom to tell who cannot say it.
    pub clock_tell: &'static str,
    /// The laptop's clock is right.
    pub clock_laptop: fn(time: &str) -> String,
    /// The meeting's clock is right.
    pub clock_program: fn(time: &str) -> String,
    /// Neither is: what the time is.
    pub clock_other: &'static str,
    /// Says it.
    pub clock_say: &'static str,
    /// The key of this place was ended.
    pub key_ended: &'static str,
    // Lists.
    /// Shows what else can be done.
    pub more: &'static str,
    /// One place up.
    pub move_up: &'static str,
    /// One place down.
    pub move_down: &'static str,
    /// Changes it.
    pub edit: &'static str,
    /// Keeps what was changed.
    pub save: &'static str,
    /// Leaves it as it was.
    pub cancel: &'static str,
    /// Takes it away.
    pub remove: &'static str,
    /// Asks once more.
    pub remove_sure: &'static str,
    // The agenda.
    /// The agenda.
    pub agenda: &'static str,
    /// Begins an item.
    pub start_item: &'static str,
    /// Begins an item that was over.
    pub start_item_again: &'static str,
    /// Ends the item that is on.
    pub finish_item: &'static str,
    /// Leaves it out.
    pub skip_item: &'static str,
    /// The item to take next.
    pub next_item: &'static str,
    /// Since what time it is on.
    pub since: fn(&str) -> String,
    /// Ends the meeting.
    pub close_meeting: &'static str,
    /// Asks once more.
    pub close_meeting_sure: &'static str,
    /// One item more.
    pub add_item: &'static str,
    /// What is on.
    pub item_title: &'static str,
    /// Who leads it.
    pub item_lead: &'static str,
    /// What it is.
    pub item_kind: &'static str,
    /// How long it is planned for.
    pub item_duration: &'static str,
    /// May be left out.
    pub optional: &'static str,
    // What is on.
    /// What is on.
    pub on_now: &'static str,
    /// No item is on.
    pub nothing_on: &'static str,
    /// Above the large button.
    pub next_step: &'static str,
    /// Gives the floor to the next.
    pub step_give_floor: fn(&str) -> String,
    /// Lets the time run on.
    pub step_resume: fn(&str) -> String,
    /// Ends a speech.
    pub step_end_speech: fn(&str) -> String,
    /// The program puts the ballots in random order.
    pub step_sealing: &'static str,
    /// Ends the meeting.
    pub step_close: &'static str,
    /// There is nothing to begin.
    pub step_no_agenda: &'static str,
    /// The meeting is over.
    pub step_over: &'static str,
    // A speech.
    /// Before what is left.
    pub time_left: &'static str,
    /// Before what is over.
    pub time_over: &'static str,
    /// Before what is left, while it stands.
    pub time_paused: &'static str,
    /// Before what is over, while it stands.
    pub time_paused_over: &'static str,
    /// Stops the time.
    pub pause: &'static str,
    /// Lets the time run on.
    pub resume: &'static str,
    /// One minute more.
    pub extend_by_one: &'static str,
    /// Ends the speech.
    pub end_speech: &'static str,
    /// Who is next.
    pub next_speaker: &'static str,
    /// Gives them the floor.
    pub invite: &'static str,
    /// What for.
    pub purpose: &'static str,
    /// Agency or position.
    pub agency: &'static str,
    // The list of speakers.
    /// The list.
    pub speakers: &'static str,
    /// How many wait and have spoken.
    pub waiting_and_spoken: fn(usize, usize) -> String,
    /// People may register.
    pub list_open: &'static str,
    /// People may not register.
    pub list_closed: &'static str,
    /// Lets people register.
    pub open_list: &'static str,
    /// Takes no more.
    pub close_list: &'static str,
    /// Gives the floor.
    pub give_floor: &'static str,
    /// Takes a request back.
    pub withdraw: &'static str,
    /// The list is empty.
    pub nobody_waits: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Hamlet or organisation.
    pub hamlet: &'static str,
    /// For whom.
    pub on_behalf: &'static str,
    /// About what.
    pub subject: &'static str,
    /// Puts them on the list.
    pub register: &'static str,
    /// For whom they speak.
    pub behalf_of: fn(&str) -> String,
    // The poll.
    /// The poll.
    pub poll: &'static str,
    /// Begins to take ballots.
    pub open_poll: &'static str,
    /// Takes no more.
    pub close_poll: &'static str,
    /// Asks once more.
    pub close_poll_sure: &'static str,
    /// Lets the hall see it.
    pub show_result: &'static str,
    /// Hides it again.
    pub hide_result: &'static str,
    /// The hall sees it.
    pub result_is_shown: &'static str,
    /// Where the rarer things to do with polls are.
    pub poll_more: &'static str,
    /// Asks for a show of hands.
    pub open_show_of_hands: &'static str,
    /// What a show of hands is about.
    pub show_of_hands_title: &'static str,
    /// What it is about if nothing is typed.
    pub show_of_hands_default: &'static str,
    /// Why a poll is opened again or discarded.
    pub poll_reason: &'static str,
    /// Opens a poll again.
    pub reopen_poll: &'static str,
    /// Discards a poll.
    pub discard_poll: &'static str,
    /// Asked before a poll is discarded.
    pub discard_poll_sure: &'static str,
    /// When an open poll closes by itself.
    pub poll_closes: fn(Moment) -> String,
    /// How many have voted of how many here.
    pub turnout: fn(u32, u32) -> String,
    // The projector.
    /// The projector.
    pub projector: &'static str,
    /// Follows the meeting.
    pub follow: &'static str,
    /// A message to the hall.
    pub message_to_hall: &'static str,
    /// Shows it.
    pub show_message: &'static str,
    // The minutes.
    /// The minutes.
    pub minutes: &'static str,
    /// Nothing has happened yet.
    pub no_minutes_yet: &'static str,
    /// Begins a note.
    pub write_note: &'static str,
    /// Goes to the newest entry.
    pub to_newest: &'static str,
    /// Goes to the newest, when entries came meanwhile.
    pub to_newest_of: fn(usize) -> String,
    /// Keys.
    pub secretary_keys: &'static str,
    /// What the secretary writes.
    pub entry_text: &'static str,
    /// Writes an opinion down.
    pub record_opinion: &'static str,
    /// Which opinion.
    pub opinion_number: fn(&str) -> String,
    /// What was asked for.
    pub opinion_text: &'static str,
    /// What they registered to speak about.
    pub registered_subject: fn(&str) -> String,
    /// The meeting began.
    pub fact_opened: &'static str,
    /// Someone has or had the floor.
    pub fact_speech: fn(Purpose, &str, Option<&str>) -> String,
    /// The poll was opened.
    pub fact_poll_opened: fn(&str) -> String,
    /// The poll was closed.
    pub fact_poll_closed: &'static str,
    /// The ballots were counted: each question, and the ballots for each of its options.
    pub fact_poll_counted: fn(&[CountedQuestion]) -> String,
    /// The poll was opened again.
    pub fact_poll_reopened: &'static str,
    /// The poll was discarded.
    pub fact_poll_discarded: &'static str,
    /// The meeting ended.
    pub fact_closed: &'static str,
    /// The secretary's own.
    pub fact_note: &'static str,
    // The desk.
    /// Who is here.
    pub check_in: &'static str,
    /// Puts them down as here.
    pub check_in_button: &'static str,
    /// Takes it back.
    pub check_out: &'static str,
    /// As what.
    pub comes_as: &'static str,
    /// How many must and may come, and how that stands.
    pub attendance_rule: fn(&AttendanceRule, u32) -> String,
    /// What the buttons count.
    pub counting_note: &'static str,
    /// Those checked in.
    pub present: &'static str,
    /// How many by name.
    pub checked_in: fn(usize) -> String,
    /// Search.
    pub search: &'static str,
    /// Nobody is there.
    pub nobody_checked_in: &'static str,
    /// The search finds nobody.
    pub nobody_found: &'static str,
    // The office.
    /// Papers and other meetings.
    pub paper_ballots: &'static str,
    /// The links to print.
    pub print_links: &'static str,
    /// All meetings.
    pub all_meetings: &'static str,
    /// How many are here.
    pub are_here: fn(u32, u32) -> String,
    /// What the meeting is.
    pub details: &'static str,
    /// Not saved yet.
    pub details_changed: &'static str,
    /// Its title.
    pub meeting_title: &'static str,
    /// Where.
    pub venue: &'static str,
    /// When.
    pub starts: &'static str,
    /// Who chairs.
    pub chairs: &'static str,
    /// Who writes.
    pub secretaries: &'static str,
    /// Registered beforehand.
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
