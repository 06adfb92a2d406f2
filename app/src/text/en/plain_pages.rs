//! Words of the plain pages, in English.

use crate::text::plain_pages::PlainPageWords;

pub(in crate::text) const PAGES: PlainPageWords = PlainPageWords {
    program: "Hội trường",
    enter_code: "Meeting code",
    join: "Join",
    where_code: "The code has 5 digits; it is on the projector and on your door card.",
    problem: "That was not done",
    back: "Back",
    no_card: "There is no door card with this address. Please scan the code on the card again, or see the desk.",
    many_guesses: "No door card has this address. Many wrong card addresses are being tried, so the laptop answers more slowly; the office has been told. If you hold a card, scanning it still lets you in.",
    crowded: "So many new phones are joining at once that this one could not. Please try again in a few minutes, scan your door card if you have one, or register at the desk.",
    replace: |card| format!("Use card number {card} on this phone?"),
    replace_own: |card| {
        format!(
            "This phone already has another card, a request, a ballot or an opinion. If you use card number {card}, what was sent is kept but no longer shown on this phone."
        )
    },
    replace_foreign: |card| {
        format!(
            "This address was opened from another page, not by scanning the code on a card. Please go on only if you hold card number {card}."
        )
    },
    replace_yes: |card| format!("Use card number {card}"),
    replace_no: "Leave it as it is",
    no_meeting: "There is no meeting with this code. Please check the code on the projector.",
    nothing_here: "There is no such page. Please check the address or scan the QR code again.",
    no_key: "This link is no longer valid or lacks its key. Please ask the office for a new one. If it was given out just now, this browser may be blocking cookies: please allow them and open the link again.",
    wrong_place: "Your link is for another place and does not work here.",
    unknown_place: "There is no such place in the meeting.",
    malformed: "What was sent could not be read; nothing has changed.",
    too_large: "What was sent is too long; nothing has changed. Please shorten it and send it again.",
    wrong_method: "This address does not take that method; nothing has changed.",
    foreign_origin: "The request came from another site, so it was not carried out.",
    unknown_programme: "There is no such programme. Please choose one from the list.",
    not_saved: "It could not be written to disk, so nothing has changed. Please send it again; if it fails \
               again, tell whoever looks after the laptop.",
    not_now: "The hall's computer cannot write just now. What you sent is kept on this device and sent again by itself; there is no need to send it again.",
    not_now_many: "Too much is being sent at once. What you sent is kept on this device and sent again by itself; there is no need to send it again.",
    closing_down: "The program is restarting. Please try again in a few seconds.",
    busy: "So many people are being served at once that this was not answered; nothing was changed. Please try again in a few seconds.",
    too_slow: "What you sent came too slowly, so the laptop waited no longer; nothing was changed. Please move closer to the Wi-Fi and send it again.",
    foreign_host: |address| {
        format!("This is not an address of the hall, so the page does not open. The right one is {address}")
    },
    office: "Office",
    meetings: "Meetings",
    no_meetings: "There are no meetings yet.",
    new_meeting: "New meeting",
    programme: "Programme",
    title: "Title of the meeting",
    title_hint: "Left empty, it takes the programme's own title.",
    create: "Create meeting",
    code: "Code",
    open: "Open",
    links: "Links to places",
    links_about: "Each place has a link of its own, with a QR code. Links are shown once, so print or send \
                  them now.",
    make_links: "Make new links",
    revoke_older: "End the links given out before",
    office_link_about: "A link for the office opens every meeting on this laptop: make one only when it is needed, each for one person. The history says that it was made.",
    make_office_link: "Make a link for the office",
    good_links: "Links that are good",
    good_links_about: "Whoever sits by a link that is ended is out at once. A link that was made cannot be shown again. The history says what is made and ended on this page.",
    end_link: "End this link",
    end_all_links: |place, count| format!("End all {count} links: {place}"),
    link_made_by: |place| format!("made by: {place}"),
    link_made_here: "made at the laptop itself",
    link_open: |count| format!("open on {count} screens"),
    own_link: "used by this browser",
    links_secret: "Whoever has a link can use that place. Hand it only to the right person.",
    how_to_print: "Press Ctrl+P to print.",
};
