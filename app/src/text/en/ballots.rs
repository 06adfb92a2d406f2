//! Words about paper ballots, the tablet and channels, in English.

use meeting::Place;
use meeting::panel::PaperFigures;
use meeting::poll::Channel;

use crate::text::ballots::Ballots;

pub(in crate::text) const BALLOTS: Ballots = Ballots {
    given_to_label: "Who may open, close and show this poll",
    given_to: |place| match place {
        Some(Place::Desk) => "The chair and the desk (the Front)",
        Some(Place::Secretary) => "The chair and the secretary",
        _ => "The chair",
    },
    channel: |channel| match channel {
        Channel::Phone => "Phones",
        Channel::Tablet => "Tablet",
        Channel::Paper => "Paper",
    },
    together: |names| match names {
        [all @ .., last] if !all.is_empty() => format!("{} and {}", all.join(", "), last.to_lowercase()),
        names => names.concat(),
    },
    satisfied_apart: |name, ballots, satisfied| match satisfied {
        Some(share) => format!("{name}: {ballots} ballots, satisfied or better {share}"),
        None => format!("{name}: {ballots} ballots"),
    },
    paper_ballots: |PaperFigures { issued, returned, invalid }| {
        format!("Papers: {issued} handed out, {returned} returned, {invalid} invalid")
    },
    of_present: |ballots, present| format!("{ballots} valid ballots of {present} people present"),
    desk: "Papers and the tablet",
    issued: |count| format!("{count} papers handed out"),
    card: "Number of the voter's card",
    issue: "Hand out a paper",
    take_back: "Take back an unused paper",
    loose: "Papers handed out in all, without those on cards",
    open_tablet: "Open the tablet for one person",
    at_tablet: "Someone is voting at the tablet.",
    close_tablet: "Close the tablet",
    count: "Count of the papers",
    count_about: "One person enters the figures, another counts again and confirms. Only then the result can be shown.",
    returned: "Papers in the box",
    invalid: "Of these invalid",
    answered: "Papers that answer this question",
    words: "Remarks on the papers, one a line",
    card_wanted: "Please enter the number of the card.",
    leave_as_entered: "Keep what was entered",
    numbers_wanted: "Please enter a number in every field, 0 if there are none.",
    counter: "Full name of who counted",
    enter: "Enter the count",
    enter_again: "Enter it anew",
    entered_by: |name, place| format!("{name} entered it ({place})"),
    second: "Full name of who counted again",
    confirm: "I counted again, the figures are right",
    confirmed_by: |name, place| format!("{name} confirmed it ({place})"),
    wanting: "The desk counts the papers first, then the result can be shown.",
    uncounted: "Closed, result not shown yet",
    and_paper_ballots: |count| format!(" · {count} papers handed out"),
    remarks: "Remarks",
    publish: "Show on the wall",
    unpublish: "Take off the wall",
};
