//! Words of the plain pages, in English.

use crate::text::pages::Pages;

pub(in crate::text) const PAGES: Pages = Pages {
    program: "Hội trường",
    enter_code: "Meeting code",
    join: "Join",
    where_code: "The code has 5 digits; it is on the projector and on your door card.",
    problem: "That was not done",
    back: "Back",
    no_card: "There is no door card with this address. Please scan the code on the card again, or see the desk.",
    no_meeting: "There is no meeting with this code. Please check the code on the projector.",
    nothing_here: "There is no such page. Please check the address or scan the QR code again.",
    no_key: "This link is no longer valid or lacks its key. Please ask the office for a new one.",
    wrong_place: "Your link is for another place and does not work here.",
    unknown_place: "There is no such place in the meeting.",
    malformed: "What was sent could not be read; nothing has changed.",
    too_large: "What was sent is too long; nothing has changed. Please shorten it and send it again.",
    wrong_method: "This address does not take that method; nothing has changed.",
    foreign_origin: "The request came from another site, so it was not carried out.",
    unknown_programme: "There is no such programme. Please choose one from the list.",
    not_kept: "It could not be written to disk, so nothing has changed. Please send it again; if it fails \
               again, tell whoever looks after the laptop.",
    not_now: "The hall's computer cannot write just now. What you sent is kept on this device and sent again by itself; there is no need to send it again.",
    closing_down: "The program is restarting. Please try again in a few seconds.",
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
    links: "Print links",
    links_about: "Each place has a link of its own, with a QR code. Links are shown once, so print or send \
                  them now.",
    make_links: "Make new links",
    revoke_older: "End the links given out before",
    links_secret: "Whoever has a link can use that place. Hand it only to the right person.",
    how_to_print: "Press Ctrl+P to print.",
};
