//! Words of the chair's console.

use meeting::undo::Held;

use super::{Lang, en, vi};

/// Words of the chair's console, in one language.
#[derive(Debug)]
pub struct Chair {
    // Panes.
    /// Pane: what is on and who speaks.
    pub pane_floor: &'static str,
    /// Pane: the list of speakers.
    pub pane_speakers: &'static str,
    /// Pane: the agenda.
    pub pane_agenda: &'static str,
    /// Pane: the poll and the projector.
    pub pane_more: &'static str,
    /// Name of the switch between the panes.
    pub panes: &'static str,
    /// Button: closes what was opened.
    pub close: &'static str,
    // The next step.
    /// Button: begins the meeting with its first item: its number, if it has one, and its title.
    pub step_begin: fn(&str, &str) -> String,
    /// Button: goes on to the next item.
    pub step_next: fn(&str, &str) -> String,
    /// Which item it is, of how many.
    pub item_of: fn(&str, usize) -> String,
    // Undo.
    /// Button: undoes the action that is named.
    pub undo: fn(&str) -> String,
    /// Says that there is nothing to undo.
    pub undo_nothing: &'static str,
    /// Says why the action that is named cannot be undone.
    pub undo_held: fn(&str, Held) -> String,
    /// Asks once more before a step is undone that moves the agenda.
    pub undo_sure: &'static str,
    /// Says what another chair did.
    pub other_chair: fn(&str) -> String,
    /// Says what another chair undid.
    pub other_chair_undone: fn(&str) -> String,
    /// Says what someone at another place did.
    pub at_place: fn(&str, &str) -> String,
    // A speech.
    /// Says whom an answer answers.
    pub answers: fn(&str) -> String,
    /// Says who asks the same.
    pub agreeing: fn(&str) -> String,
    /// Button and mark: the speech left the topic.
    pub off_topic: &'static str,
    /// Hint: what that mark does.
    pub off_topic_hint: &'static str,
    /// Button: ends a speech for a breach of the rules.
    pub breach: &'static str,
    /// Heading of the dialog in which that is done.
    pub breach_title: fn(&str) -> String,
    /// Label: the reason why it is ended.
    pub breach_reason: &'static str,
    /// Reasons that are offered.
    pub breach_reasons: [&'static str; 5],
    /// Button: ends the speech for the reason.
    pub breach_end: &'static str,
    /// Says that there is no speech any more.
    pub breach_gone: &'static str,
    // Between speeches.
    /// Button: asks someone to come forward.
    pub call: &'static str,
    /// Hint: what that means.
    pub call_hint: &'static str,
    /// Mark: was asked to come forward.
    pub called: &'static str,
    /// Button: notes that someone is not here.
    pub absent: &'static str,
    /// Hint: what that means.
    pub absent_hint: &'static str,
    /// Says who spoke last.
    pub just_heard: fn(&str) -> String,
    /// Button: gives who spoke last the floor to come back.
    pub follow_up: fn(&str) -> String,
    /// Button: gives who spoke last the floor again.
    pub again: fn(&str) -> String,
    /// Button: opens the panel of those who may answer.
    pub answer: &'static str,
    /// Heading: whom one would answer.
    pub answer_to: fn(&str) -> String,
    /// Heading: the same when nobody was heard.
    pub answer_anyone: &'static str,
    /// Label: someone to answer who is not named.
    pub answer_other: &'static str,
    /// Button: invites someone who is not on the list.
    pub invite_other: &'static str,
    /// Button: shows what else can be done.
    pub more: &'static str,
    // The list.
    /// Mark: has not spoken today.
    pub first_time: &'static str,
    /// Mark: would speak for the so-manyeth time.
    pub nth_time: fn(u32) -> String,
    /// Mark: someone on duty.
    pub official: &'static str,
    /// Mark: has a speaking time of their own.
    pub own_time: fn(&str) -> String,
    /// Mark: the chair pinned them there.
    pub pinned: &'static str,
    /// Mark: how many ask the same.
    pub agree_count: fn(usize) -> String,
    /// Mark: another of the same name waits.
    pub namesake: fn(&str) -> String,
    /// Mark: their door card is voided.
    pub card_voided: &'static str,
    /// Button: what else can be done with the person who is named.
    pub more_of: fn(&str) -> String,
    /// Button: gives the person who is named the floor.
    pub invite_of: fn(&str) -> String,
    /// Says that someone has left the list meanwhile.
    pub not_waiting: &'static str,
    /// Label: the position to move to.
    pub move_to: &'static str,
    /// Button: moves there.
    pub move_go: &'static str,
    /// Choice: the top of the list.
    pub first: &'static str,
    /// Choice: the end of the list.
    pub last: &'static str,
    /// Choice: behind the one who is named.
    pub behind: fn(&str) -> String,
    /// Label: a speaking time of their own.
    pub own_time_title: &'static str,
    /// Button: gives them the usual time.
    pub usual_time: &'static str,
    /// Button: one minute less.
    pub one_less: &'static str,
    /// Button: one minute more.
    pub one_more: &'static str,
    /// Heading over merging those who ask the same.
    pub merge: &'static str,
    /// Label: with whom to merge.
    pub merge_with: &'static str,
    /// Button: merges; the one who is named speaks for both.
    pub merge_speaks: fn(&str) -> String,
    /// Choice: nobody is chosen yet.
    pub choose: &'static str,
    /// Button: splits a merged request off.
    pub split: &'static str,
    /// Button: takes someone off the list.
    pub withdraw: &'static str,
    /// Says when and from where a request was made.
    pub asked_at: fn(&str, &str) -> String,
    /// Button: opens those who left the list, with their number.
    pub left_list: fn(usize) -> String,
    /// Heading of the dialog of those who left the list.
    pub left_list_title: &'static str,
    /// Says that nobody has left the list.
    pub left_list_empty: &'static str,
    /// Button: puts someone back on the list.
    pub return_to: &'static str,
    /// Label: where to put them.
    pub return_where: &'static str,
    /// Button: opens the rules of the list.
    pub rules: &'static str,
    /// Heading of the dialog of the rules.
    pub rules_title: &'static str,
    /// Label: until when people may register.
    pub last_call: &'static str,
    /// Button: a last call in so many minutes.
    pub last_call_in: fn(u32) -> String,
    /// Label: a last call at a time of the clock.
    pub last_call_at: &'static str,
    /// Button: sets that last call.
    pub last_call_set: &'static str,
    /// Says when the last call ends.
    pub last_call_until: fn(&str) -> String,
    /// Says that what was typed is no time.
    pub last_call_none: &'static str,
    /// Label: most speeches of one person.
    pub most: &'static str,
    /// Button: so many at most.
    pub most_of: fn(u32) -> String,
    /// Button: as many as they like.
    pub most_any: &'static str,
    /// Label: the usual time of a speech.
    pub speech_time: &'static str,
    /// Label: the time of a speech in the item that is on, which has its own.
    pub item_speech_time: &'static str,
    /// Label: the usual time of an answer.
    pub answer_time: &'static str,
    /// Says both times: of a speech and of an answer.
    pub rules_line: fn(&str, &str) -> String,
    // Order.
    /// Button: opens the proposed orders.
    pub order: &'static str,
    /// Heading of the dialog of proposed orders.
    pub order_title: &'static str,
    /// Says that there is nobody to put in order.
    pub order_none: &'static str,
    /// Mark: would not move.
    pub order_stays: &'static str,
    /// Mark: would move up by so many.
    pub order_up: fn(usize) -> String,
    /// Mark: would move down by so many.
    pub order_down: fn(usize) -> String,
    /// Says how many would move.
    pub order_moves: fn(usize) -> String,
    /// Says that the list has changed meanwhile.
    pub order_changed: &'static str,
    /// Button: lets proposed orders move those the chair has pinned.
    pub clear_manual_order: &'static str,
    /// Link to the history.
    pub history: &'static str,
    /// Button: applies the order.
    pub apply: &'static str,
    /// Button: leaves the list as it is.
    pub leave: &'static str,
    // Agenda.
    /// Mark: the hall does not see the item.
    pub hidden: &'static str,
    /// Button: shows an item to the hall.
    pub show_item: &'static str,
    /// Button: hides an item from the hall.
    pub hide_item: &'static str,
    /// Button: makes an item one that is to come again.
    pub reopen: &'static str,
    /// Button: opens notes, attachments and position of an item.
    pub details: &'static str,
    /// Says that an item was removed meanwhile.
    pub item_gone: &'static str,
    /// Label: notes for the chair alone.
    pub notes: &'static str,
    /// Mark: there are notes.
    pub has_notes: &'static str,
    /// Heading over what is attached.
    pub attachments: &'static str,
    /// Mark: how many files and addresses are attached.
    pub attachments_of: fn(usize) -> String,
    /// Button: inserts one more item now.
    pub insert: &'static str,
    /// Heading of the dialog of one more item.
    pub insert_title: &'static str,
    /// Button: inserts it and begins it at once.
    pub insert_start: &'static str,
    /// Button: inserts it as one to come.
    pub insert_later: &'static str,
    /// Minutes that an item took, and its planned duration.
    pub spent_of_planned: fn(i64, Option<u32>) -> String,
    /// Planned duration in minutes.
    pub planned_duration: fn(u32) -> String,
    /// Says when the meeting will end, and when it was to.
    pub ends: fn(&str, Option<&str>) -> String,
    /// Says that the end is unknown, since no item has a planned duration.
    pub ends_unknown: &'static str,
    /// Says by how many minutes it will run over.
    pub overrun: fn(i64) -> String,
    /// Says how many items have no planned duration.
    pub unplanned: fn(usize) -> String,
    /// Button: spreads the time that is left anew.
    pub spread: &'static str,
    /// Heading of the dialog in which that is done.
    pub spread_title: &'static str,
    /// Says until when the time is spread.
    pub spread_until: fn(&str) -> String,
    /// Says that there is nothing to spread.
    pub spread_none: &'static str,
    /// The planned duration of an item before and after.
    pub spread_from: fn(Option<u32>, u32) -> String,
    // Totals.
    /// Button: opens how long people and hamlets have spoken.
    pub totals: &'static str,
    /// Heading of the dialog of that.
    pub totals_title: &'static str,
    /// Heading of the totals by person.
    pub totals_people: &'static str,
    /// Heading of the totals by hamlet.
    pub totals_hamlets: &'static str,
    /// Says that nobody has spoken.
    pub totals_none: &'static str,
    /// A total: number of speeches, and time.
    pub totals_line: fn(u32, &str) -> String,
    /// Name of the total of those who named no hamlet.
    pub no_hamlet: &'static str,
    // Reordering by mouse, finger and keyboard.
    /// Name of the grip of a row.
    pub reorder_grip: fn(&str) -> String,
    /// Says how reordering is done.
    pub reorder_how: &'static str,
    /// Says that a row was lifted.
    pub reorder_lifted: fn(&str) -> String,
    /// Says where the lifted row would go.
    pub reorder_would: fn(Option<&str>) -> String,
    /// Says where a row was put.
    pub reorder_put: fn(&str, Option<&str>) -> String,
    /// Says that a row stays where it was.
    pub reorder_left: &'static str,
    // Keys.
    /// Button: opens the list of keys.
    pub keys: &'static str,
    /// Heading of the list of keys.
    pub keys_title: &'static str,
    /// Says when keys do nothing.
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
