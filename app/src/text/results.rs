//! Words of the papers of a counted poll: its sheet, its workbook, its chart, and the links to them.

use meeting::PollId;
use meeting::poll::Purpose;

use super::{Lang, en, vi};

/// Words about results on paper and as files, in one language.
#[derive(Debug)]
pub struct Results {
    // The links at the office.
    /// Over the links.
    pub links: &'static str,
    /// To the sheet that is printed.
    pub print_record: &'static str,
    /// To the workbook.
    pub workbook: &'static str,
    /// To the chart.
    pub chart: &'static str,
    /// The workbook could not be made.
    pub not_made: &'static str,
    /// What the workbook is called on disk, from the meeting's code and the poll.
    pub file_name: fn(&str, PollId) -> String,
    // The head of the sheet.
    /// At the head of the papers of the state: its name and its motto.
    pub of_state: [&'static str; 2],
    /// At the head of the papers of the Party.
    pub of_party: &'static str,
    /// What the sheet is.
    pub heading: fn(Purpose) -> &'static str,
    /// And what it tells.
    pub subheading: &'static str,
    // What was asked where.
    /// The meeting.
    pub meeting: &'static str,
    /// Where.
    pub venue: &'static str,
    /// When.
    pub time: &'static str,
    /// Who asks.
    pub asked_by: &'static str,
    /// What gave one ballot.
    pub right: &'static str,
    // The figures.
    /// Over the figures of the whole poll.
    pub figures: &'static str,
    /// Papers handed out.
    pub issued: &'static str,
    /// Papers found in the box.
    pub returned: &'static str,
    /// Of these, papers that do not count.
    pub invalid: &'static str,
    /// All ballots that are valid.
    pub valid: &'static str,
    /// Of these, ballots that came in this way.
    pub of_these: fn(&str) -> String,
    /// The way in which all came.
    pub all_came: &'static str,
    /// People who were here.
    pub present: &'static str,
    /// Valid ballots of those who were here.
    pub turnout: &'static str,
    // The questions.
    /// Over the questions.
    pub questions: &'static str,
    /// A question by its number. A sheet of the workbook is called so too.
    pub question: fn(usize) -> String,
    /// Over the options.
    pub option: &'static str,
    /// Over all ballots.
    pub total: &'static str,
    /// Of what the percents are.
    pub percents_of: &'static str,
    /// Several options may have been ticked.
    pub several: &'static str,
    /// Ballots that answer the question.
    pub answered: &'static str,
    /// Ballots that leave it blank.
    pub blank: &'static str,
    /// How many wrote something.
    pub wrote: fn(u32) -> String,
    /// The words are not shown, since there are fewer ballots than this.
    pub withheld: fn(u32) -> String,
    // The foot.
    /// Where and when it is signed, to be filled in.
    pub signed_on: &'static str,
    /// Who counted, and who counted again.
    pub counters: [&'static str; 2],
    /// Who writes.
    pub secretary: &'static str,
    /// Who chairs.
    pub chair: &'static str,
    /// What each is to do.
    pub sign_here: &'static str,
    // The chart.
    /// What a chart shows.
    pub chart_of: fn(&str) -> String,
    // The workbook.
    /// Its first sheet.
    pub summary: &'static str,
    /// Over how a ballot came.
    pub way: &'static str,
    /// Nothing is told apart.
    pub all_ways: &'static str,
    /// Over the percents.
    pub percent: &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Results {
    match lang {
        Lang::Vi => &vi::results::RESULTS,
        Lang::En => &en::results::RESULTS,
    }
}
