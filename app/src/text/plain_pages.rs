//! Words of the plain pages: the start page, the office's lists, and what went wrong with a request.

use super::{Lang, en, vi};

/// Words of the plain pages, in one language.
#[derive(Debug)]
pub struct PlainPageWords {
    /// Name of the program.
    pub program: &'static str,
    /// Label of the field for the code.
    pub enter_code: &'static str,
    /// Button: joins the meeting of the code.
    pub join: &'static str,
    /// Says where the code is to be found.
    pub where_code: &'static str,
    /// Heading of a page that says what went wrong.
    pub problem: &'static str,
    /// Link back to where it was tried.
    pub back: &'static str,
    /// Says that no door card has this address.
    pub no_card: &'static str,
    /// Says that no door card has this address, and many wrong ones were tried.
    pub many_guesses: &'static str,
    /// Says that so many new phones come at once that this one gets no seat now.
    pub crowded: &'static str,
    /// Asks whether this phone is to be that of a card.
    pub replace: fn(u32) -> String,
    /// Says why it is asked: the phone has something of its own.
    pub replace_own: fn(u32) -> String,
    /// Says why it is asked: another site led here.
    pub replace_foreign: fn(u32) -> String,
    /// Button: makes this phone that of the card.
    pub replace_yes: fn(u32) -> String,
    /// Link: leaves this phone as it is.
    pub replace_no: &'static str,
    /// Says that no meeting has this code.
    pub no_meeting: &'static str,
    /// Says that there is nothing at this address.
    pub nothing_here: &'static str,
    /// Says that no key that opens this was shown.
    pub no_key: &'static str,
    /// Says that the key is one of another place.
    pub wrong_place: &'static str,
    /// Says that there is no such place.
    pub unknown_place: &'static str,
    /// Says that what was sent cannot be read.
    pub malformed: &'static str,
    /// Says that more was sent than may be.
    pub too_large: &'static str,
    /// Says that the address does not take that method.
    pub wrong_method: &'static str,
    /// Says that it was sent by another site.
    pub foreign_origin: &'static str,
    /// Says that there is no such programme.
    pub unknown_programme: &'static str,
    /// Says that the disk did not take it.
    pub not_saved: &'static str,
    /// Says that it cannot be done now; what was sent is kept by the page, and sent again.
    pub not_now: &'static str,
    /// The same, because too much was sent at once.
    pub not_now_many: &'static str,
    /// Says that the program is closing down.
    pub closing_down: &'static str,
    /// Says that so many ask at once that this is not answered now.
    pub busy: &'static str,
    /// Says that what was sent came too slowly.
    pub too_slow: &'static str,
    /// Says that it was asked for under an address that is not the hall's; its own is given.
    pub foreign_host: fn(&str) -> String,
    /// Heading of the office's page.
    pub office: &'static str,
    /// Heading of the list of meetings.
    pub meetings: &'static str,
    /// Says that there is no meeting yet.
    pub no_meetings: &'static str,
    /// Heading of the form for a new meeting.
    pub new_meeting: &'static str,
    /// Label of the programme.
    pub programme: &'static str,
    /// Label of the title.
    pub title: &'static str,
    /// Hint: what an empty title means.
    pub title_hint: &'static str,
    /// Button: creates the meeting.
    pub create: &'static str,
    /// Label of the code of a meeting.
    pub code: &'static str,
    /// Link to a meeting's office console.
    pub open: &'static str,
    /// Link to the page that prints links.
    pub links: &'static str,
    /// Says what printing links does.
    pub links_about: &'static str,
    /// Button: makes the links.
    pub make_links: &'static str,
    /// Tick box: the older links end.
    pub revoke_older: &'static str,
    /// Says what a link for the office does.
    pub office_link_about: &'static str,
    /// Button: makes one.
    pub make_office_link: &'static str,
    /// Heading of the links that are good.
    pub good_links: &'static str,
    /// Says what ending one does.
    pub good_links_about: &'static str,
    /// Button: ends one.
    pub end_link: &'static str,
    /// Button: ends all of a place but one's own: the place, and how many.
    pub end_all_links: fn(&str, usize) -> String,
    /// Says from which place a link was made.
    pub link_made_by: fn(&str) -> String,
    /// Says that a link was made at the laptop itself.
    pub link_made_here: &'static str,
    /// Says on how many screens a link is open.
    pub link_open: fn(usize) -> String,
    /// Mark: the link by which this page is read.
    pub own_link: &'static str,
    /// Says over the printed links that they are secret.
    pub links_secret: &'static str,
    /// Says how to print.
    pub how_to_print: &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static PlainPageWords {
    match lang {
        Lang::Vi => &vi::plain_pages::PAGES,
        Lang::En => &en::plain_pages::PAGES,
    }
}
