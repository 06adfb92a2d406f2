//! Words of the phone and the projector.

use meeting::Moment;
use meeting::poll::Right;
use meeting::speakers::Purpose;

use super::{Lang, en, vi};

/// Words of the two screens, in one language.
#[derive(Debug)]
pub struct Screens {
    /// Words both show.
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
    /// No poll takes ballots.
    pub closed: &'static str,
    /// The desk opens it for each.
    pub wait: &'static str,
    /// Nobody learns who voted what.
    pub secret: &'static str,
    /// A ballot has just come.
    pub thanks: &'static str,
    /// Who comes next goes to the desk.
    pub next: &'static str,
    /// A ballot has just come, said without script.
    pub recorded: &'static str,
    /// There is no line.
    pub offline: &'static str,
}

/// Words both screens show.
#[derive(Debug)]
pub struct Hall {
    /// Hour, minute and day.
    pub when: fn(Moment) -> String,
    /// Before the time until which ballots are taken.
    pub closes: &'static str,
    /// `Mục 5/10`; a part is `Mục 5.2/10`.
    pub item_of: fn(&str, usize) -> String,
    /// Those who ask the same: some names, and how many more.
    pub agreeing: fn(&str, usize) -> String,
    /// What someone who has the floor is doing.
    pub has_floor: fn(Purpose) -> &'static str,
    /// A running speech without a script to count: until when it may last.
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
    /// Between two items.
    pub between_items: &'static str,
    /// The meeting has not begun.
    pub not_open: &'static str,
    /// The meeting is over.
    pub closed: &'static str,
    /// Ballots of one level.
    pub ballots: fn(u32) -> String,
    /// A share in tenths of a percent.
    pub percent: fn(u32) -> String,
    /// All ballots counted.
    pub all_ballots: fn(u32) -> String,
    /// Of how many ballots the shares are.
    pub share_of: fn(u32) -> String,
    /// What gave one ballot, under the count.
    pub counted_by: fn(Right) -> &'static str,
    /// Not every question fits the wall.
    pub more_results: &'static str,
    /// The share of the satisfied, and the level in the middle.
    pub satisfied: fn(&str, &str) -> String,
    /// The poll takes no more ballots, its count is not shown.
    pub poll_closed: &'static str,
    /// Of a result that is shown, but has one ballot alone.
    pub withheld: &'static str,
}

/// Words of the phone.
#[derive(Debug)]
pub struct Phone {
    /// Over what is on.
    pub on_now: &'static str,
    /// The meeting is to begin at.
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
    /// None of them, or one does not know.
    pub no_field: &'static str,
    /// Opens the field for a written answer.
    pub contact_open: &'static str,
    /// Label of that field.
    pub contact: &'static str,
    /// Under it: who reads it, and for how many days after the answer.
    pub contact_note: fn(u32) -> String,
    /// Opens the field for whom one speaks.
    pub on_behalf_open: &'static str,
    /// Label of that field.
    pub on_behalf: &'static str,
    /// The button that asks for the floor.
    pub ask_submit: &'static str,
    /// Over the number one was given.
    pub my_number: &'static str,
    /// Over the number of one's card, which one is called by.
    pub my_card_number: &'static str,
    /// The door card one sits by.
    pub my_card: fn(u32) -> String,
    /// It is worth nothing any more.
    pub card_voided: &'static str,
    /// How many speak before; `{n}` is the number.
    pub people_before: &'static str,
    /// Nobody speaks before.
    pub next: &'static str,
    /// One has the floor.
    pub my_turn: &'static str,
    /// One is asked to come forward.
    pub called: &'static str,
    /// Who speaks for one, having asked the same.
    pub merged_with: fn(&str) -> String,
    /// Requests are taken until then.
    pub last_call: fn(Moment) -> String,
    /// Beside a paper that goes with an item.
    pub paper: &'static str,
    /// Opens the way to withdraw.
    pub withdraw_open: &'static str,
    /// What withdrawing means.
    pub withdraw_why: &'static str,
    /// The button that withdraws.
    pub withdraw: &'static str,
    /// The poll.
    pub poll: &'static str,
    /// Who asks.
    pub asked_by: fn(&str) -> String,
    /// Nobody learns who voted what.
    pub secret: &'static str,
    /// The button that votes.
    pub vote_submit: &'static str,
    /// What a show of hands is called.
    pub show_of_hands: &'static str,
    /// Several options may be ticked.
    pub several: &'static str,
    /// Lets one send another ballot.
    pub change_ballot: &'static str,
    /// One's ballot is in the urn.
    pub voted: &'static str,
    /// One's card went into a paper ballot.
    pub on_paper: &'static str,
    /// Over the count.
    pub result: &'static str,
    /// Over those who wait.
    pub waiting: &'static str,
    /// Nobody waits.
    pub nobody_waits: &'static str,
    /// How many more wait than are named.
    pub more_wait: fn(usize) -> String,
    /// Nobody can ask for the floor now.
    pub list_closed: &'static str,
    /// Over the agenda.
    pub agenda: &'static str,
    /// Beside an item: over.
    pub item_done: &'static str,
    /// Beside an item: on.
    pub item_on: &'static str,
    /// Beside an item: left out.
    pub item_skipped: &'static str,
    /// Over the house rules.
    pub rules: &'static str,
    /// Loads the page anew.
    pub refresh: &'static str,
    /// The button to the other language, in that language.
    pub other_language: &'static str,
    /// The switch to large text.
    pub large_text: &'static str,
    /// The switch back.
    pub normal_text: &'static str,
    /// A command is under way.
    pub sending: &'static str,
    /// Opens the form for a written opinion.
    pub write_open: &'static str,
    /// What becomes of one.
    pub write_about: &'static str,
    /// Label of its text.
    pub write_text: &'static str,
    /// The button that hands it in.
    pub write_submit: &'static str,
    /// Over one's own written opinions.
    pub my_written: &'static str,
    /// One has come in.
    pub written_received: &'static str,
    /// One is in the minutes.
    pub written_taken_up: &'static str,
    /// One was answered; the answer follows.
    pub written_answered: &'static str,
    /// A command is on disk.
    pub recorded: &'static str,
    /// A request was taken back.
    pub withdrawn: &'static str,
    /// There has been no line for some seconds.
    pub offline: &'static str,
    /// The server no longer knows this meeting.
    pub gone: &'static str,
    /// The browser keeps no cookies, so that the phone has no seat.
    pub cookies: &'static str,
    /// The same, where something was sent in vain.
    pub cookies_unsent: &'static str,
}

/// Words of the projector.
#[derive(Debug)]
pub struct Projector {
    /// Over the way to join.
    pub join: &'static str,
    /// How to join.
    pub how_to_join: &'static str,
    /// Before the code.
    pub code: &'static str,
    /// Over the item that is on.
    pub on_now: &'static str,
    /// Over the item that comes.
    pub next_item: &'static str,
    /// Over those who speak next.
    pub next_speakers: &'static str,
    /// Over the one who speaks next, when nobody speaks.
    pub next_speaker: &'static str,
    /// Nobody waits.
    pub nobody_waits: &'static str,
    /// How many wait behind those who are named.
    pub more_wait: fn(usize) -> String,
    /// Over the one who is asked to come forward.
    pub called: &'static str,
    /// How to come on the list.
    pub list_open: &'static str,
    /// How to come on the list while requests are taken until then.
    pub last_call: fn(Moment) -> String,
    /// The list takes no more.
    pub list_closed: &'static str,
    /// Over the question.
    pub poll: &'static str,
    /// How to vote.
    pub how_to_vote: &'static str,
    /// How to answer a show of hands.
    pub how_to_raise: &'static str,
    /// What a show of hands is called.
    pub show_of_hands: &'static str,
    /// The poll is not yet open.
    pub poll_soon: &'static str,
    /// Beside the number of ballots while the poll is open.
    pub turnout: &'static str,
    /// Over the count.
    pub result: &'static str,
    /// Whom an answer answers, by name.
    pub answers: fn(&str) -> String,
    /// Over the time of day in a break.
    pub pause: &'static str,
    /// When it goes on after the break.
    pub resumes: fn(Moment) -> String,
    /// It goes on after the break, nobody knows when.
    pub resumes_soon: &'static str,
    /// Over the conclusions: so many of all opinions have an outcome.
    pub conclusions: fn(usize, usize) -> String,
    /// Over the reading of the minutes.
    pub minutes: &'static str,
    /// The minutes are read out.
    pub reading: &'static str,
    /// What the hall does meanwhile.
    pub listen: &'static str,
    /// Over the choice of what this wall shows.
    pub wall: &'static str,
    /// What a wall may show: what is going on, the agenda, who speaks, the poll, or what the lectern needs.
    pub walls: [&'static str; 5],
    /// The chime at the end of the time is off, and the button turns it on.
    pub chime_off: &'static str,
    /// The other way round.
    pub chime_on: &'static str,
    /// The last words.
    pub thanks: &'static str,
    /// Good wishes.
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
