//! Words of the documents of a counted poll, in English.

use meeting::poll::Purpose;

use crate::text::results::Results;

pub(in crate::text) const RESULTS: Results = Results {
    links: "The result, to print and to keep",
    print_record: "Print the record of the count",
    workbook: "Download the workbook (XLSX)",
    chart: "Chart (SVG)",
    not_made: "The workbook could not be made. Please try again; the figures can be read and printed from the record.",
    file_name: |code, poll| format!("Result of poll {poll}, meeting {code}"),
    of_state: ["Socialist Republic of Viet Nam", "Independence - Freedom - Happiness"],
    of_party: "Communist Party of Viet Nam",
    heading: |purpose| match purpose {
        Purpose::Satisfaction => "Record of the count",
        Purpose::ShowOfHands => "Record of the show of hands",
    },
    subheading: "and summary of the result",
    meeting: "Meeting",
    venue: "Venue",
    time: "Time",
    asked_by: "Asked by",
    right: "How ballots count",
    figures: "I. Figures",
    issued: "Papers handed out",
    returned: "Papers returned",
    invalid: "Invalid papers",
    valid: "Valid ballots in all",
    of_these: |way| format!("Of these, {}", way.to_lowercase()),
    all_came: "How all ballots came",
    present: "People present when the poll was closed",
    turnout: "Valid ballots as a share of those present",
    questions: "II. Result question by question",
    question: |number| format!("Question {number}"),
    option: "Answer",
    total: "Total",
    percents_of: "Ballots, and their share of those that answer the question.",
    several: "A ballot may tick several answers, so the shares may come to more than 100%.",
    answered: "Ballots that answer",
    blank: "Ballots left blank",
    wrote: |count| match count {
        0 => "Nobody wrote anything.".to_owned(),
        1 => "One ballot says something.".to_owned(),
        count => format!("{count} ballots say something."),
    },
    withheld: |fewest| {
        format!(
            "What they say is kept back: with fewer than {fewest} valid ballots it would tell whose words they are."
        )
    },
    signed_on: "………………, day …… month …… year ………",
    counters: ["Counted by", "Counted again by"],
    secretary: "Secretary",
    chair: "Chair",
    sign_here: "(Signature and full name)",
    chart_of: |what| format!("Chart of the result: {what}"),
    summary: "Summary",
    way: "How the ballot came",
    all_ways: "All",
    percent: "Share",
};
