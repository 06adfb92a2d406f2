//! Words of the chair's console.

use meeting::undo::Held;

use super::{Lang, en, vi};

/// Words of the chair's console, in one language.
#[derive(Debug)]
pub struct Chair {
    // Panes.
    /// Who speaks.
    pub pane_floor: &'static str,
    /// The list.
    pub pane_speakers: &'static str,
    /// The agenda.
    pub pane_agenda: &'static str,
    /// The poll and the wall.
    pub pane_more: &'static str,
    /// What the switch between them is.
    pub panes: &'static str,
    /// Closes what was opened.
    pub close: &'static str,
    // The next step.
    /// Begins the meeting with its first item: its number, if it has one, and its title.
    pub step_begin: fn(&str, &str) -> String,
    /// Goes on to the next item.
    pub step_next: fn(&str, &str) -> String,
    /// Which item of how many.
    pub item_of: fn(&str, usize) -> String,
    // Undo.
    /// What would be undone.
    pub undo: fn(&str) -> String,
    /// Nothing can be.
    pub undo_nothing: &'static str,
    /// Why it cannot be.
    pub undo_held: fn(&str, Held) -> String,
    /// Asks once more before a step is taken back that moves the agenda.
    pub undo_sure: &'static str,
    /// Another chair did something.
    pub other_chair: fn(&str) -> String,
    /// Another chair undid something.
    pub other_chair_undone: fn(&str) -> String,
    /// Someone at another place did something.
    pub at_place: fn(&str, &str) -> String,
    // A speech.
    /// Whom one answers.
    pub answers: fn(&str) -> String,
    /// Who asks the same.
    pub agreeing: fn(&str) -> String,
    /// Left the topic.
    pub off_topic: &'static str,
    /// What that does.
    pub off_topic_hint: &'static str,
    /// Ends it for a breach.
    pub breach: &'static str,
    /// Above the reason.
    pub breach_title: fn(&str) -> String,
    /// Why.
    pub breach_reason: &'static str,
    /// Usual reasons.
    pub breach_reasons: [&'static str; 5],
    /// Does it.
    pub breach_end: &'static str,
    /// There is no speech any more.
    pub breach_gone: &'static str,
    // Between speeches.
    /// Asks someone to come forward.
    pub call: &'static str,
    /// What that means.
    pub call_hint: &'static str,
    /// Was asked to come forward.
    pub called: &'static str,
    /// Is not here.
    pub absent: &'static str,
    /// What that means.
    pub absent_hint: &'static str,
    /// Who spoke last.
    pub just_heard: fn(&str) -> String,
    /// Lets them come back.
    pub follow_up: fn(&str) -> String,
    /// Lets them speak again.
    pub again: fn(&str) -> String,
    /// Opens the panel of those who may answer.
    pub answer: &'static str,
    /// Whom one would answer.
    pub answer_to: fn(&str) -> String,
    /// The same when nobody was heard.
    pub answer_anyone: &'static str,
    /// Someone not named.
    pub answer_other: &'static str,
    /// Someone who is not on the list.
    pub invite_other: &'static str,
    /// What else can be done.
    pub more: &'static str,
    // The list.
    /// Has not spoken today.
    pub first_time: &'static str,
    /// For the how many-th time.
    pub nth_time: fn(u32) -> String,
    /// Someone on duty.
    pub official: &'static str,
    /// A time of their own.
    pub own_time: fn(&str) -> String,
    /// The chair put them there.
    pub pinned: &'static str,
    /// How many ask the same.
    pub agree_count: fn(usize) -> String,
    /// The same name.
    pub namesake: fn(&str) -> String,
    /// Their door card is worth nothing any more.
    pub card_voided: &'static str,
    /// What else can be done with someone.
    pub more_of: fn(&str) -> String,
    /// Gives someone the floor.
    pub invite_of: fn(&str) -> String,
    /// Left the list meanwhile.
    pub not_waiting: &'static str,
    /// Moves.
    pub move_to: &'static str,
    /// Does it.
    pub move_go: &'static str,
    /// The top.
    pub first: &'static str,
    /// The end.
    pub last: &'static str,
    /// Behind whom.
    pub behind: fn(&str) -> String,
    /// Sets a time.
    pub own_time_title: &'static str,
    /// Takes the usual one.
    pub usual_time: &'static str,
    /// One minute less.
    pub one_less: &'static str,
    /// One minute more.
    pub one_more: &'static str,
    /// Those who ask the same.
    pub merge: &'static str,
    /// With whom.
    pub merge_with: &'static str,
    /// Who speaks for both.
    pub merge_speaks: fn(&str) -> String,
    /// Nobody is chosen yet.
    pub choose: &'static str,
    /// Lets them wait for themselves again.
    pub split: &'static str,
    /// Takes them off the list.
    pub withdraw: &'static str,
    /// When and from where.
    pub asked_at: fn(&str, &str) -> String,
    /// Those who left the list.
    pub left_list: fn(usize) -> String,
    /// Above them.
    pub left_list_title: &'static str,
    /// There is nobody.
    pub left_list_empty: &'static str,
    /// Puts them back.
    pub return_to: &'static str,
    /// Where.
    pub return_where: &'static str,
    /// What holds for the list.
    pub rules: &'static str,
    /// Above that.
    pub rules_title: &'static str,
    /// Until when people may register.
    pub last_call: &'static str,
    /// So many minutes from now.
    pub last_call_in: fn(u32) -> String,
    /// A time of the clock.
    pub last_call_at: &'static str,
    /// Sets it.
    pub last_call_set: &'static str,
    /// Until when.
    pub last_call_until: fn(&str) -> String,
    /// There is no such time.
    pub last_call_none: &'static str,
    /// Speeches of one person.
    pub most: &'static str,
    /// So many.
    pub most_of: fn(u32) -> String,
    /// As many as they like.
    pub most_any: &'static str,
    /// The usual time.
    pub speech_time: &'static str,
    /// The time of a speech in the item that is on, which has its own.
    pub item_speech_time: &'static str,
    /// The usual time of an answer.
    pub answer_time: &'static str,
    /// Both times.
    pub rules_line: fn(&str, &str) -> String,
    // Order.
    /// Opens the proposals.
    pub order: &'static str,
    /// Above them.
    pub order_title: &'static str,
    /// Nobody to put in order.
    pub order_none: &'static str,
    /// Would not move.
    pub order_stays: &'static str,
    /// Would move up.
    pub order_up: fn(usize) -> String,
    /// Would move down.
    pub order_down: fn(usize) -> String,
    /// How many would move.
    pub order_moves: fn(usize) -> String,
    /// The list changed meanwhile.
    pub order_changed: &'static str,
    /// Lets proposed orders move those the chair has put somewhere.
    pub clear_manual_order: &'static str,
    /// Leads to the history.
    pub history: &'static str,
    /// Does it.
    pub apply: &'static str,
    /// Leaves it.
    pub leave: &'static str,
    // Agenda.
    /// The hall does not see it.
    pub hidden: &'static str,
    /// Lets the hall see it.
    pub show_item: &'static str,
    /// Hides it.
    pub hide_item: &'static str,
    /// To come again.
    pub reopen: &'static str,
    /// Notes, papers, place.
    pub details: &'static str,
    /// Was removed meanwhile.
    pub item_gone: &'static str,
    /// For the chair alone.
    pub notes: &'static str,
    /// There are notes.
    pub has_notes: &'static str,
    /// What is attached.
    pub attachments: &'static str,
    /// How many.
    pub attachments_of: fn(usize) -> String,
    /// One more item, now.
    pub insert: &'static str,
    /// Above the form.
    pub insert_title: &'static str,
    /// Begins at once.
    pub insert_start: &'static str,
    /// To come.
    pub insert_later: &'static str,
    /// Minutes taken and planned.
    pub spent_of_planned: fn(i64, Option<u32>) -> String,
    /// Minutes planned.
    pub planned_duration: fn(u32) -> String,
    /// When it will end, and when it was to.
    pub ends: fn(&str, Option<&str>) -> String,
    /// No item says how long it takes.
    pub ends_unknown: &'static str,
    /// By how many minutes it will run over.
    pub overrun: fn(i64) -> String,
    /// Items whose time nobody knows.
    pub unplanned: fn(usize) -> String,
    /// Plans what is left anew.
    pub spread: &'static str,
    /// Above that.
    pub spread_title: &'static str,
    /// Until when.
    pub spread_until: fn(&str) -> String,
    /// There is nothing to spread.
    pub spread_none: &'static str,
    /// From and to.
    pub spread_from: fn(Option<u32>, u32) -> String,
    // Totals.
    /// How long who has spoken.
    pub totals: &'static str,
    /// Above that.
    pub totals_title: &'static str,
    /// By person.
    pub totals_people: &'static str,
    /// By hamlet.
    pub totals_hamlets: &'static str,
    /// Nobody has spoken.
    pub totals_none: &'static str,
    /// Speeches and time.
    pub totals_line: fn(u32, &str) -> String,
    /// No hamlet was given.
    pub no_hamlet: &'static str,
    // Putting in order by hand.
    /// What a row is taken by.
    pub reorder_grip: fn(&str) -> String,
    /// How it is done.
    pub reorder_how: &'static str,
    /// A row was lifted.
    pub reorder_lifted: fn(&str) -> String,
    /// Where it would go.
    pub reorder_would: fn(Option<&str>) -> String,
    /// Where it was put.
    pub reorder_put: fn(&str, Option<&str>) -> String,
    /// It stays where it was.
    pub reorder_left: &'static str,
    // Keys.
    /// Opens the list of keys.
    pub keys: &'static str,
    /// Above it.
    pub keys_title: &'static str,
    /// When they do nothing.
    pub keys_note: &'static str,
    /// Every key and what it does, in the order in which the list of keys shows them.
    pub all_keys: [(&'static str, &'static str); 32],
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Chair {
    match lang {
        Lang::Vi => &vi::chair::CHAIR,
        Lang::En => &en::chair::CHAIR,
    }
}
