//! Words of the phone, the projector and the tablet.

use meeting::Moment;
use meeting::poll::Right;
use meeting::speakers::Purpose;

use super::{Lang, en, vi};

/// Words of the screens, in one language.
#[derive(Debug)]
pub struct Screens {
    /// Words several screens show.
    pub hall: Hall,
    /// Words only the phone shows.
    pub phone: Phone,
    /// Words only the projector shows.
    pub projector: Projector,
    /// Words only the tablet at the desk shows.
    pub tablet: Tablet,
}

/// Words of the tablet at the desk.
#[derive(Debug)]
pub struct Tablet {
    /// Says that no poll takes ballots.
    pub closed: &'static str,
    /// Says that the desk opens it for each person.
    pub wait: &'static str,
    /// Says that nobody learns who voted what.
    pub secret: &'static str,
    /// Says thanks for a ballot that has just come.
    pub thanks: &'static str,
    /// Says that who comes next goes to the desk.
    pub next: &'static str,
    /// Says that a ballot has just come, on a page without script.
    pub recorded: &'static str,
    /// Says that there is no line.
    pub offline: &'static str,
}

/// Words several screens show.
#[derive(Debug)]
pub struct Hall {
    /// A moment as hour, minute and day.
    pub when: fn(Moment) -> String,
    /// Before the time until which ballots are taken.
    pub closes: &'static str,
    /// An item of how many: `Mục 5/10`; a part is `Mục 5.2/10`.
    pub item_of: fn(&str, usize) -> String,
    /// Those who ask the same: some names, and how many more.
    pub agreeing: fn(&str, usize) -> String,
    /// What someone who has the floor is doing.
    pub has_floor: fn(Purpose) -> &'static str,
    /// Until when a running speech may last, without a script to count.
    pub until: fn(Moment) -> String,
    /// Before the time left.
    pub left: &'static str,
    /// Before the time left, when little is.
    pub low: &'static str,
    /// Before the time overrun.
    pub over: &'static str,
    /// Beside a clock that stands.
    pub paused: &'static str,
    /// Beside a clock that stands and is overrun.
    pub paused_over: &'static str,
    /// Says that the meeting is between two items.
    pub between_items: &'static str,
    /// Says that the meeting has not begun.
    pub not_open: &'static str,
    /// Says that the meeting is over.
    pub closed: &'static str,
    /// Number of ballots for one option.
    pub ballots: fn(u32) -> String,
    /// A share in tenths of a percent.
    pub percent: fn(u32) -> String,
    /// Number of all ballots counted.
    pub all_ballots: fn(u32) -> String,
    /// Says of how many ballots the shares are.
    pub share_of: fn(u32) -> String,
    /// Says under the count what entitled to one ballot.
    pub counted_by: fn(Right) -> &'static str,
    /// Says that not every question fits the wall.
    pub more_results: &'static str,
    /// The share of the satisfied, and the level in the middle.
    pub satisfied: fn(&str, &str) -> String,
    /// Says that the poll takes no more ballots and its count is not shown.
    pub poll_closed: &'static str,
    /// Says that a result is shown, but has too few ballots to show its count.
    pub withheld: &'static str,
}

/// Words of the phone.
#[derive(Debug)]
pub struct Phone {
    /// Heading over what is on.
    pub on_now: &'static str,
    /// Says when the meeting is to begin.
    pub begins: fn(&str) -> String,
    /// Heading of the form that asks for the floor.
    pub ask: &'static str,
    /// Label of the name.
    pub name: &'static str,
    /// Label of the hamlet.
    pub hamlet: &'static str,
    /// Label of the subject.
    pub subject: &'static str,
    /// Label of the field or issue of the programme.
    pub field: &'static str,
    /// Choice: none of them, or one does not know.
    pub no_field: &'static str,
    /// Button: opens the field for a contact.
    pub contact_open: &'static str,
    /// Label of the contact.
    pub contact: &'static str,
    /// Hint under it: who reads it, and for how many days after the answer.
    pub contact_note: fn(u32) -> String,
    /// Button: opens the field for on whose behalf one speaks.
    pub on_behalf_open: &'static str,
    /// Label of that field.
    pub on_behalf: &'static str,
    /// Button: asks for the floor.
    pub ask_submit: &'static str,
    /// Heading over the number one was given.
    pub my_number: &'static str,
    /// Heading over the number of one's card, which one is called by.
    pub my_card_number: &'static str,
    /// Says which door card one sits by.
    pub my_card: fn(u32) -> String,
    /// Says that it is voided.
    pub card_voided: &'static str,
    /// Says how many speak before; `{n}` is the number.
    pub people_before: &'static str,
    /// Says that nobody speaks before.
    pub next: &'static str,
    /// Says that one has the floor.
    pub my_turn: &'static str,
    /// Says that one is asked to come forward.
    pub called: &'static str,
    /// Says who speaks for one, having asked the same.
    pub merged_with: fn(&str) -> String,
    /// Says until when requests are taken.
    pub last_call: fn(Moment) -> String,
    /// Mark beside an attachment of an item.
    pub paper: &'static str,
    /// Button: opens the way to withdraw.
    pub withdraw_open: &'static str,
    /// Says what withdrawing means.
    pub withdraw_why: &'static str,
    /// Button: withdraws.
    pub withdraw: &'static str,
    /// Heading over the poll.
    pub poll: &'static str,
    /// Says who asks.
    pub asked_by: fn(&str) -> String,
    /// Says that nobody learns who voted what.
    pub secret: &'static str,
    /// Button: casts the ballot.
    pub vote_submit: &'static str,
    /// Heading over a show of hands.
    pub show_of_hands: &'static str,
    /// Says that several options may be ticked.
    pub several: &'static str,
    /// Button: lets one send another ballot.
    pub change_ballot: &'static str,
    /// Says that one's ballot is in the ballot box.
    pub voted: &'static str,
    /// Says that a paper ballot was issued on one's card.
    pub on_paper: &'static str,
    /// Heading over the count.
    pub result: &'static str,
    /// Heading over those who wait.
    pub waiting: &'static str,
    /// Says that nobody waits.
    pub nobody_waits: &'static str,
    /// Says how many more wait than are named.
    pub more_wait: fn(usize) -> String,
    /// Says that nobody can ask for the floor now.
    pub list_closed: &'static str,
    /// Heading over the agenda.
    pub agenda: &'static str,
    /// Beside an item: over.
    pub item_done: &'static str,
    /// Beside an item: on.
    pub item_on: &'static str,
    /// Beside an item: left out.
    pub item_skipped: &'static str,
    /// Heading over the rules of conduct.
    pub rules: &'static str,
    /// Button: loads the page anew.
    pub refresh: &'static str,
    /// Button to the other language, in that language.
    pub other_language: &'static str,
    /// Button to large text.
    pub large_text: &'static str,
    /// Button back to normal text.
    pub normal_text: &'static str,
    /// Says that a command is under way.
    pub sending: &'static str,
    /// Button: opens the form for a written opinion.
    pub write_open: &'static str,
    /// Says what becomes of one.
    pub write_about: &'static str,
    /// Label of its text.
    pub write_text: &'static str,
    /// Button: submits it.
    pub write_submit: &'static str,
    /// Heading over one's own written opinions.
    pub my_written: &'static str,
    /// Says that one has come in.
    pub written_received: &'static str,
    /// Says that one is in the minutes.
    pub written_taken_up: &'static str,
    /// Says that one was answered; the answer follows.
    pub written_answered: &'static str,
    /// Says that a command is on disk.
    pub recorded: &'static str,
    /// Says that a request was withdrawn.
    pub withdrawn: &'static str,
    /// Says that there has been no line for some seconds.
    pub offline: &'static str,
    /// Says that the server no longer knows this meeting.
    pub gone: &'static str,
    /// Says that the browser stores no cookies, so that the phone has no seat.
    pub cookies: &'static str,
    /// The same, where something was sent in vain.
    pub cookies_unsent: &'static str,
}

/// Words of the projector.
#[derive(Debug)]
pub struct Projector {
    /// Heading over the way to join.
    pub join: &'static str,
    /// Says how to join.
    pub how_to_join: &'static str,
    /// Before the code.
    pub code: &'static str,
    /// Heading over the item that is on.
    pub on_now: &'static str,
    /// Heading over the item that comes.
    pub next_item: &'static str,
    /// Heading over those who speak next.
    pub next_speakers: &'static str,
    /// Heading over the one who speaks next, when nobody speaks.
    pub next_speaker: &'static str,
    /// Says that nobody waits.
    pub nobody_waits: &'static str,
    /// Says how many wait behind those who are named.
    pub more_wait: fn(usize) -> String,
    /// Heading over the one who is asked to come forward.
    pub called: &'static str,
    /// Says how to come on the list.
    pub list_open: &'static str,
    /// Says how to come on the list while requests are taken until then.
    pub last_call: fn(Moment) -> String,
    /// Says that the list takes no more.
    pub list_closed: &'static str,
    /// Heading over the question.
    pub poll: &'static str,
    /// Says how to vote.
    pub how_to_vote: &'static str,
    /// Says how to answer a show of hands.
    pub how_to_raise: &'static str,
    /// Heading over a show of hands.
    pub show_of_hands: &'static str,
    /// Says that the poll is not yet open.
    pub poll_soon: &'static str,
    /// Beside the number of ballots while the poll is open.
    pub turnout: &'static str,
    /// Heading over the count.
    pub result: &'static str,
    /// Says whom an answer answers, by name.
    pub answers: fn(&str) -> String,
    /// Heading over the time of day in a break.
    pub pause: &'static str,
    /// Says when it goes on after the break.
    pub resumes: fn(Moment) -> String,
    /// Says that it goes on after the break, nobody knows when.
    pub resumes_soon: &'static str,
    /// Heading over the conclusions: so many of all opinions have an outcome.
    pub conclusions: fn(usize, usize) -> String,
    /// Heading over the reading of the minutes.
    pub minutes: &'static str,
    /// Says that the minutes are read out.
    pub reading: &'static str,
    /// Says what the hall does meanwhile.
    pub listen: &'static str,
    /// Heading over the choice of what this wall shows.
    pub wall: &'static str,
    /// Choices of a wall: what is going on, the agenda, who speaks, the poll, or what the lectern needs.
    pub walls: [&'static str; 5],
    /// Button: the chime at the end of the time is off, and this turns it on.
    pub chime_off: &'static str,
    /// Button: the chime is on, and this turns it off.
    pub chime_on: &'static str,
    /// Thanks, at the closing.
    pub thanks: &'static str,
    /// Good wishes, at the closing.
    pub farewell: &'static str,
    /// The mark in the corner while there is no line.
    pub offline: &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Screens {
    match lang {
        Lang::Vi => &vi::screens::SCREENS,
        Lang::En => &en::screens::SCREENS,
    }
}
