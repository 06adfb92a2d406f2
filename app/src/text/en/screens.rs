//! Words of the phone and the projector, in English.

use meeting::Moment;
use meeting::poll::Right;
use meeting::speakers::Purpose;

use super::common::COMMON;
use crate::text::screens::{Hall, Phone, Projector, Screens};

pub(in crate::text) const SCREENS: Screens = Screens {
    hall: Hall {
        when,
        item_of: |label, items| format!("Item {label} of {items}"),
        agreeing: |names, more| match more {
            0 => format!("Asking the same: {names}"),
            more => format!("Asking the same: {names} and {more} more"),
        },
        has_floor: |purpose| match purpose {
            Purpose::Opinion => "Speaking",
            Purpose::Answer => "Answering",
            Purpose::FollowUp => "Following up",
        },
        until: |deadline| format!("until {}", time(deadline)),
        left: "left",
        low: "nearly up, left",
        over: "over time",
        paused: "paused, left",
        paused_over: "paused, over time",
        between_items: "Moving on to the next item",
        not_open: "The meeting has not been opened yet",
        closed: "The meeting is over. Thank you for taking part.",
        ballots: |count| match count {
            1 => "1 ballot".to_owned(),
            count => format!("{count} ballots"),
        },
        percent: |tenths| match tenths % 10 {
            0 => format!("{}%", tenths / 10),
            rest => format!("{}.{rest}%", tenths / 10),
        },
        all_ballots: |count| format!("Ballots in all: {count}"),
        counted_by: |right| match right {
            Right::Device => "Counted by device: who has two may have sent two ballots.",
            Right::Card => "One ballot for each door card.",
            Right::CardHandedOut => "One ballot for each card handed out to who came.",
        },
        more_results: "The other questions are on the phone.",
        satisfied: |share, median| format!("Satisfied: {share}. Middle level: {median}."),
        poll_closed: "The poll is closed. The chair will announce the result.",
    },
    phone: Phone {
        on_now: "On now",
        begins: |when| format!("To begin: {when}"),
        ask: "Ask for the floor",
        name: "Full name",
        hamlet: "Hamlet, residential group or organisation",
        subject: "What you want to speak about",
        field: "Field or issue (if known)",
        no_field: "Not sure",
        contact_open: "I would like an answer in writing",
        contact: "Telephone or address (seen by staff only)",
        on_behalf_open: "I speak for someone else",
        on_behalf: "Speaking for",
        ask_submit: "Ask for the floor",
        my_number: "Your number",
        my_card_number: "Your card",
        my_card: |number| format!("Card {number}"),
        card_voided: "This card is no longer valid. Please see the desk for a new one.",
        place: "People before you: {n}",
        next: "You are the next to speak",
        my_turn: "You have the floor",
        called: "Please come forward",
        merged_with: |who| {
            format!(
                "Your question is put together with others: {who} will speak, and you are named as agreeing."
            )
        },
        last_call: |until| format!("Requests are taken until {}.", time(until)),
        paper: "paper",
        withdraw_open: "I no longer want to speak",
        withdraw_why: "Your number is given up. You can ask again while the list is open.",
        withdraw: "Withdraw my request",
        poll: "Satisfaction poll",
        asked_by: |who| format!("Asked by: {who}"),
        secret: "The ballot carries no name. One ballot each.",
        vote_submit: "Send my ballot",
        hands: "Show of hands",
        several: "You may choose several.",
        change_ballot: "Send another ballot in its place",
        voted: "Your ballot has been recorded",
        result: "Result of the poll",
        waiting: "Waiting to speak",
        nobody_waits: "Nobody is waiting to speak.",
        more_wait: |more| format!("and {more} more"),
        list_closed: "The list of speakers is closed now. The form appears here when the chair opens it.",
        agenda: "Agenda",
        item_done: "done",
        item_on: "on now",
        item_skipped: "left out",
        rules: "House rules",
        refresh: "Refresh",
        other_language: "Tiếng Việt",
        large_text: "Large text",
        normal_text: "Normal text",
        write_open: "Hand in a written opinion",
        write_about: "The desk takes it and puts it into the minutes. What became of it is shown on this page.",
        write_text: "Opinion or petition",
        write_submit: "Hand in",
        my_written: "What you handed in",
        written_received: "Received by the desk",
        written_taken_up: "In the minutes",
        written_answered: "Answer:",
        sending: "Sending… Please keep this page open.",
        recorded: "Recorded.",
        withdrawn: "Your request has been withdrawn.",
        offline: "The connection is lost and being restored. You need not do anything.",
        gone: "This page belongs to a meeting that is over. Please scan the code on the hall's screen again.",
    },
    projector: Projector {
        join: "Take part with your phone",
        how_to_join: "Scan the code, or open",
        code: "Meeting code",
        on_now: "On now",
        next_item: "Next item",
        next_speakers: "Next to speak",
        next_speaker: "Next to speak",
        nobody_waits: "Nobody is waiting to speak",
        more_wait: |more| format!("and {more} waiting"),
        called: "Please come forward",
        last_call: |until| {
            format!("Requests are taken until {}: scan the code with a phone or go to the desk.", time(until))
        },
        list_open: "To ask for the floor, scan the code with a phone or go to the registration desk.",
        list_closed: "The list of speakers is closed now.",
        poll: "Satisfaction poll",
        how_to_vote: "Scan the code with a phone to vote. Ballots carry no name.",
        hands: "Show of hands",
        closes: |at| format!("Ballots are taken until {}", at.in_hall().format("%H:%M")),
        poll_soon: "The poll opens soon",
        turnout: "ballots received",
        result: "Result of the poll",
        answers: |name| format!("In answer to {name}"),
        pause: "Break",
        resumes: |at| format!("We go on at {}", time(at)),
        resumes_soon: "We go on in a few minutes",
        minutes: "Minutes of the meeting",
        conclusions: |decided, all| format!("Conclusions: {decided} of {all} opinions"),
        reading: "The secretary reads the minutes",
        listen: "Please listen. If your opinion is not written down rightly, say so now and it is corrected.",
        wall: "This screen shows",
        walls: [
            "What is going on",
            "The agenda only",
            "Who speaks only",
            "The poll only",
            "Monitor for the lectern",
        ],
        chime_off: "Turn on the chime at the end of the time",
        chime_on: "Turn off the chime at the end of the time",
        thanks: "Thank you for taking part",
        farewell: "We wish you good health.",
        offline: "reconnecting",
    },
};

fn time(at: Moment) -> String {
    (COMMON.time)(at)
}

fn when(at: Moment) -> String {
    format!("{}, {}", time(at), (COMMON.date)(at))
}
