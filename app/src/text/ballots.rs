//! Words about paper ballots, the tablet, and what was counted channel by channel: for staff, the wall and the record.

use meeting::Place;
use meeting::panel::PaperFigures;
use meeting::poll::Channel;

use super::{Lang, en, vi};

/// Words about ballots, in one language.
#[derive(Debug)]
pub struct Ballots {
    /// Label: whom a poll is given to.
    pub given_to_label: &'static str,
    /// The place a poll is given to; `None` is nobody beside the chair.
    pub given_to: fn(Option<Place>) -> &'static str,
    /// The channel by which ballots came.
    pub channel: fn(Channel) -> &'static str,
    /// Several channels that are not told apart, from the names of each.
    pub together: fn(&[&str]) -> String,
    /// The count of one channel: its name, how many ballots, and the share of the satisfied if satisfaction was asked
    /// for.
    pub satisfied_apart: fn(&str, u32, Option<&str>) -> String,
    /// What became of the paper ballots.
    pub paper_ballots: fn(PaperFigures) -> String,
    /// How many ballots there are of how many people who were here.
    pub of_present: fn(u32, u32) -> String,
    // At the desk.
    /// Heading over paper ballots and the tablet.
    pub desk: &'static str,
    /// How many paper ballots were issued.
    pub issued: fn(u32) -> String,
    /// Label: the number of the door card.
    pub card: &'static str,
    /// Button: issues a paper ballot on a card.
    pub issue: &'static str,
    /// Button: takes an unused paper ballot back.
    pub take_back: &'static str,
    /// Label: how many paper ballots were issued without a card.
    pub loose: &'static str,
    /// Button: opens the tablet for one person.
    pub open_tablet: &'static str,
    /// Says that someone is at the tablet.
    pub at_tablet: &'static str,
    /// Button: closes the tablet again.
    pub close_tablet: &'static str,
    /// Heading over the count of the paper ballots.
    pub count: &'static str,
    /// Says how the count goes.
    pub count_about: &'static str,
    /// Label: paper ballots found in the ballot box.
    pub returned: &'static str,
    /// Label: of these, paper ballots that are not valid.
    pub invalid: &'static str,
    /// Label: paper ballots that answer a question where several answers may be ticked.
    pub answered: &'static str,
    /// Label: free words on the paper ballots.
    pub words: &'static str,
    /// Says that a button wants the number of a card.
    pub card_wanted: &'static str,
    /// Button: leaves the figures as they were entered.
    pub leave_as_entered: &'static str,
    /// Says that a field holds no number.
    pub numbers_wanted: &'static str,
    /// Label: who counted.
    pub counter: &'static str,
    /// Button: enters the count.
    pub enter: &'static str,
    /// Button: enters another count in place of the one there is.
    pub enter_again: &'static str,
    /// Says who entered it: name and place.
    pub entered_by: fn(&str, &str) -> String,
    /// Label: who confirms.
    pub second: &'static str,
    /// Button: confirms the count.
    pub confirm: &'static str,
    /// Says who confirmed it: name and place.
    pub confirmed_by: fn(&str, &str) -> String,
    /// Says that the result waits for the count of the paper ballots.
    pub wanting: &'static str,
    /// Heading over polls that are closed and wait for their result, while the hall looks at another.
    pub uncounted: &'static str,
    /// How many paper ballots are out besides, in a line with the turnout.
    pub and_paper_ballots: fn(u32) -> String,
    // Free words.
    /// Heading over the free words.
    pub remarks: &'static str,
    /// Button: lets the hall read them.
    pub publish: &'static str,
    /// Button: takes them off the wall.
    pub unpublish: &'static str,
}

impl Ballots {
    /// The name of a group of channels.
    #[must_use]
    pub fn channels(&self, channels: &[Channel]) -> String {
        let names: Vec<&str> = channels.iter().map(|channel| (self.channel)(*channel)).collect();
        (self.together)(&names)
    }
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Ballots {
    match lang {
        Lang::Vi => &vi::ballots::BALLOTS,
        Lang::En => &en::ballots::BALLOTS,
    }
}
