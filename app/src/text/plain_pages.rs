//! Words of the plain pages: the start page, the office's lists, and what went wrong with a request.

use super::{Lang, en, vi};

/// Words of the plain pages, in one language.
#[derive(Debug)]
pub struct PlainPageWords {
    /// Name of the program.
    pub program: &'static str,
    /// Over the field for the code.
    pub enter_code: &'static str,
    /// On the button beside it.
    pub join: &'static str,
    /// Where the code is to be found.
    pub where_code: &'static str,
    /// Heading of a page that says what went wrong.
    pub problem: &'static str,
    /// Link back.
    pub back: &'static str,
    /// No door card has this address.
    pub no_card: &'static str,
    /// No door card has this address, and many wrong ones were tried.
    pub many_guesses: &'static str,
    /// So many new phones come at once that this one gets no seat now.
    pub crowded: &'static str,
    /// Asks whether this phone is to be that of a card.
    pub replace: fn(u32) -> String,
    /// Why it is asked: the phone has something of its own.
    pub replace_own: fn(u32) -> String,
    /// Why it is asked: another site led here.
    pub replace_foreign: fn(u32) -> String,
    /// Button that does it.
    pub replace_yes: fn(u32) -> String,
    /// Link that does not.
    pub replace_no: &'static str,
    /// No meeting with this code.
    pub no_meeting: &'static str,
    /// Nothing at this address.
    pub nothing_here: &'static str,
    /// No key that opens this.
    pub no_key: &'static str,
    /// A key of another place.
    pub wrong_place: &'static str,
    /// No such place.
    pub unknown_place: &'static str,
    /// What was sent cannot be read.
    pub malformed: &'static str,
    /// More than may be sent.
    pub too_large: &'static str,
    /// The address does not take that method.
    pub wrong_method: &'static str,
    /// Sent by another site.
    pub foreign_origin: &'static str,
    /// No such programme.
    pub unknown_programme: &'static str,
    /// The disk did not take it.
    pub not_saved: &'static str,
    /// What was sent is kept by the page, and sent again.
    pub not_now: &'static str,
    /// The same, because too much was sent at once.
    pub not_now_many: &'static str,
    /// The program is closing down.
    pub closing_down: &'static str,
    /// So many ask at once that this is not answered now.
    pub busy: &'static str,
    /// What was sent came too slowly.
    pub too_slow: &'static str,
    /// Asked for under an address that is not the hall's; its own is given.
    pub foreign_host: fn(&str) -> String,
    /// Heading of the office's page.
    pub office: &'static str,
    /// Heading of the list of meetings.
    pub meetings: &'static str,
    /// There is no meeting yet.
    pub no_meetings: &'static str,
    /// Heading of the form for a new meeting.
    pub new_meeting: &'static str,
    /// Label of the programme.
    pub programme: &'static str,
    /// Label of the title.
    pub title: &'static str,
    /// Said of an empty title.
    pub title_hint: &'static str,
    /// Button that makes it.
    pub create: &'static str,
    /// Code of a meeting.
    pub code: &'static str,
    /// Link to a meeting's office console.
    pub open: &'static str,
    /// Link to the page that prints links.
    pub links: &'static str,
    /// What printing links does.
    pub links_about: &'static str,
    /// Button that makes them.
    pub make_links: &'static str,
    /// Tick box: the older links end.
    pub revoke_older: &'static str,
    /// What a link for the office does.
    pub office_link_about: &'static str,
    /// Button that makes one.
    pub make_office_link: &'static str,
    /// Heading of the links that are good.
    pub good_links: &'static str,
    /// What ending one does.
    pub good_links_about: &'static str,
    /// Button that ends one.
    pub end_link: &'static str,
    /// Button that ends all of a place but one's own: the place, and how many.
    pub end_all_links: fn(&str, usize) -> String,
    /// From which place a link was made.
    pub link_made_by: fn(&str) -> String,
    /// A link was made at the laptop itself.
    pub link_made_here: &'static str,
    /// On how many screens it is open.
    pub link_open: fn(usize) -> String,
    /// The link by which this page is read.
    pub own_link: &'static str,
    /// Said over the printed links.
    pub links_secret: &'static str,
    /// How to print.
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
