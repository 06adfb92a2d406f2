//! Words of the documents of a counted poll: its record, its workbook, its chart, and the links to them.

use meeting::PollId;
use meeting::poll::Purpose;

use super::{Lang, en, vi};

/// Words about results in documents and files, in one language.
#[derive(Debug)]
pub struct Results {
    // The links at the office.
    /// Heading over the links.
    pub links: &'static str,
    /// Link to the record that is printed.
    pub print_record: &'static str,
    /// Link to the workbook.
    pub workbook: &'static str,
    /// Link to the chart.
    pub chart: &'static str,
    /// Says that the workbook could not be made.
    pub not_made: &'static str,
    /// File name of the workbook, from the meeting's code and the poll.
    pub file_name: fn(&str, PollId) -> String,
    // The head of the record.
    /// Head of a document of the state: its name and its motto.
    pub of_state: [&'static str; 2],
    /// Head of a document of the Party.
    pub of_party: &'static str,
    /// Heading: what the document is.
    pub heading: fn(Purpose) -> &'static str,
    /// Subheading: what it tells.
    pub subheading: &'static str,
    // What was asked where.
    /// Label: the meeting.
    pub meeting: &'static str,
    /// Label: where it was held.
    pub venue: &'static str,
    /// Label: when.
    pub time: &'static str,
    /// Label: who asked.
    pub asked_by: &'static str,
    /// Label: what entitled to one ballot.
    pub right: &'static str,
    // The figures.
    /// Heading over the figures of the whole poll.
    pub figures: &'static str,
    /// Figure: paper ballots issued.
    pub issued: &'static str,
    /// Figure: paper ballots found in the ballot box.
    pub returned: &'static str,
    /// Figure: of these, paper ballots that are not valid.
    pub invalid: &'static str,
    /// Figure: all ballots that are valid.
    pub valid: &'static str,
    /// Figure: of these, ballots that came by this channel.
    pub of_these: fn(&str) -> String,
    /// Label: the channel by which all came.
    pub all_came: &'static str,
    /// Figure: people who were here.
    pub present: &'static str,
    /// Figure: valid ballots of those who were here.
    pub turnout: &'static str,
    // The questions.
    /// Heading over the questions.
    pub questions: &'static str,
    /// Name of a question by its number, and of its worksheet in the workbook.
    pub question: fn(usize) -> String,
    /// Column of the options.
    pub option: &'static str,
    /// Column of all ballots.
    pub total: &'static str,
    /// Says of what the percents are.
    pub percents_of: &'static str,
    /// Says that several options may have been ticked.
    pub several: &'static str,
    /// Label: ballots that answer the question.
    pub answered: &'static str,
    /// Label: ballots that leave it blank.
    pub blank: &'static str,
    /// Says how many wrote something.
    pub wrote: fn(u32) -> String,
    /// Says that the words are not shown, since there are fewer ballots than this.
    pub withheld: fn(u32) -> String,
    // The foot.
    /// Place and date of signing, to be filled in.
    pub signed_on: &'static str,
    /// Those who sign: who counted, and who counted again.
    pub counters: [&'static str; 2],
    /// The secretary, who signs.
    pub secretary: &'static str,
    /// The chair, who signs.
    pub chair: &'static str,
    /// Says what each is to do: sign and write their name.
    pub sign_here: &'static str,
    // The chart.
    /// Says what a chart shows.
    pub chart_of: fn(&str) -> String,
    // The workbook.
    /// Name of its first worksheet.
    pub summary: &'static str,
    /// Column of the channel by which a ballot came.
    pub way: &'static str,
    /// Says that channels are not told apart.
    pub all_ways: &'static str,
    /// Column of the percents.
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
