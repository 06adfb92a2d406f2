//! Words about papers, the tablet, and what was counted channel by channel: for staff, the wall and the result sheet.

use meeting::Place;
use meeting::panel::PaperFigures;
use meeting::poll::Channel;

use super::{Lang, en, vi};

/// Words about ballots, in one language.
#[derive(Debug)]
pub struct Ballots {
    /// Over whom a poll is given to.
    pub given_to_label: &'static str,
    /// Whom a poll is given to; `None` is nobody beside the chair.
    pub given_to: fn(Option<Place>) -> &'static str,
    /// How ballots came.
    pub channel: fn(Channel) -> &'static str,
    /// Several ways that are not told apart, from the names of each.
    pub together: fn(&[&str]) -> String,
    /// What came one way: its name, how many ballots, and the share of the satisfied if satisfaction was asked for.
    pub satisfied_apart: fn(&str, u32, Option<&str>) -> String,
    /// What became of the papers.
    pub paper_ballots: fn(PaperFigures) -> String,
    /// How many ballots of how many people who were here.
    pub of_present: fn(u32, u32) -> String,
    // At the desk.
    /// Over papers and the tablet.
    pub desk: &'static str,
    /// How many papers were handed out.
    pub issued: fn(u32) -> String,
    /// Whose right it is: the number of the door card.
    pub card: &'static str,
    /// Hands out a paper on a card.
    pub issue: &'static str,
    /// Takes an unused paper back.
    pub take_back: &'static str,
    /// How many papers went out without a card.
    pub loose: &'static str,
    /// Opens the tablet for one person.
    pub open_tablet: &'static str,
    /// Someone is at the tablet.
    pub at_tablet: &'static str,
    /// Closes the tablet again.
    pub close_tablet: &'static str,
    /// Over the count of the papers.
    pub count: &'static str,
    /// How the count goes.
    pub count_about: &'static str,
    /// Papers found in the box.
    pub returned: &'static str,
    /// Of these, papers that do not count.
    pub invalid: &'static str,
    /// Papers that answer a question where several answers may be ticked.
    pub answered: &'static str,
    /// Free words on the papers.
    pub words: &'static str,
    /// A button wants the number of a card.
    pub card_wanted: &'static str,
    /// Leaves the figures as they were entered.
    pub leave_as_entered: &'static str,
    /// A field holds no number.
    pub numbers_wanted: &'static str,
    /// Who counted.
    pub counter: &'static str,
    /// Enters the count.
    pub enter: &'static str,
    /// Enters another count in place of the one there is.
    pub enter_again: &'static str,
    /// Who entered it: name and place.
    pub entered_by: fn(&str, &str) -> String,
    /// Who confirms.
    pub second: &'static str,
    /// Confirms the count.
    pub confirm: &'static str,
    /// Who confirmed it: name and place.
    pub confirmed_by: fn(&str, &str) -> String,
    /// The result waits for the count of the papers.
    pub wanting: &'static str,
    /// Over polls that are closed and wait for their result, while the hall looks at another.
    pub uncounted: &'static str,
    /// How many papers are out besides, in a line with the turnout.
    pub and_paper_ballots: fn(u32) -> String,
    // Free words.
    /// Over the free words.
    pub remarks: &'static str,
    /// Lets the hall read them.
    pub publish: &'static str,
    /// Takes them off the wall.
    pub unpublish: &'static str,
}

impl Ballots {
    /// How a group of channels is called.
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
