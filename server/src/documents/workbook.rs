//! The count of a poll as a workbook: the figures, and for each question its answers one a row, so that an office can
//! count them again by its own means.
//!
//! It is made from the count alone; no ballot leaves the ballot box. Each worksheet is shuffled on its own, so that
//! nothing of one ballot stands in the same row of two.

#[cfg(test)]
mod tests;

use app::text::{Lang, results, screens};
use app::view_model::results::{Counted, Figure, way};
use meeting::poll::{Count, FEWEST_APART, Kind, Question, tenths};
use rand::Rng;
use rand::seq::SliceRandom;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::table::harmless;

/// Width of a column of texts, in characters.
const TEXTS: f64 = 60.0;
/// Width of a column of numbers, in characters.
const NUMBERS: f64 = 18.0;

/// Writes the workbook, as the bytes of an .xlsx file.
///
/// # Errors
/// If it holds more than a workbook may.
pub(crate) fn xlsx(lang: Lang, counted: &Counted, dice: &mut impl Rng) -> Result<Vec<u8>, XlsxError> {
    let words = results::of(lang);
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title((words.chart_of)(counted.questionnaire.title())));
    summary(lang, counted, book.add_worksheet().set_name(words.summary)?)?;
    for (index, (question, count)) in counted.questions().enumerate() {
        let mut rows = answers(lang, counted, index, question, count);
        rows.shuffle(dice);
        let worksheet = book.add_worksheet().set_name((words.question)(index + 1))?;
        question_worksheet(lang, question, &rows, worksheet)?;
    }
    book.save_to_buffer()
}

/// An answer: what it says, and the channel it came by if that is told.
type Row<'a> = (&'a str, String);

/// Lists every answer to a question. Words are of all together: each is someone's own.
fn answers<'a>(
    lang: Lang,
    counted: &Counted,
    index: usize,
    question: &'a Question,
    count: &'a Count,
) -> Vec<Row<'a>> {
    if question.kind == Kind::Text {
        return count.words.iter().map(|words| (words.as_str(), String::new())).collect();
    }
    let apart = counted.tally.apart.iter();
    let mut groups: Vec<(String, &Count)> =
        apart.filter_map(|apart| Some((way(lang, apart), apart.counts.get(index)?))).collect();
    // Counts made before channels were told apart.
    if groups.is_empty() {
        groups.push((results::of(lang).all_ways.to_owned(), count));
    }
    let ticked = groups.iter().flat_map(|(way, count)| {
        question.options.iter().zip(&count.ticks).flat_map(move |(option, ticks)| {
            std::iter::repeat_n((option.as_str(), way.clone()), *ticks as usize)
        })
    });
    ticked.collect()
}

fn question_worksheet(
    lang: Lang,
    question: &Question,
    rows: &[Row<'_>],
    worksheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (head, text) = (head(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    worksheet.set_column_width(0, TEXTS)?.set_column_width(1, TEXTS / 2.0)?.set_freeze_panes(1, 0)?;
    worksheet.write_string_with_format(0, 0, harmless(&question.title), &head)?;
    let has_ways = question.kind != Kind::Text;
    if has_ways {
        worksheet.write_string_with_format(0, 1, results::of(lang).way, &head)?;
    }
    for (row, (answer, way)) in (1..).zip(rows) {
        worksheet.write_string_with_format(row, 0, harmless(answer), &text)?;
        if has_ways {
            worksheet.write_string_with_format(row, 1, way, &text)?;
        }
    }
    Ok(())
}

/// Fills the first worksheet: what was asked, the figures of the whole, and every option with its count, the same as on
/// the record.
fn summary(lang: Lang, counted: &Counted, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (words, hall) = (results::of(lang), &screens::of(lang).hall);
    let (head, text) = (head(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    let percent = Format::new().set_num_format("0.0%");
    let share = |tenths: u32| f64::from(tenths) / 1000.0;
    worksheet.set_column_width(0, TEXTS)?.set_column_range_width(1, 8, NUMBERS)?;
    let details = &counted.details;
    let facts = [
        (words.meeting, details.title.clone()),
        (words.venue, details.venue.clone()),
        (words.time, details.starts.map(hall.when).unwrap_or_default()),
        (words.asked_by, counted.questionnaire.asked_by.clone()),
        (words.right, (hall.counted_by)(counted.questionnaire.right).to_owned()),
        (words.all_came, counted.only_way(lang).unwrap_or_default()),
    ];
    let mut row = 0;
    for (name, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        worksheet.write_string_with_format(row, 0, name, &text)?.write_string(row, 1, harmless(&fact))?;
        row += 1;
    }
    for (name, figure) in counted.figures(lang) {
        worksheet.write_string_with_format(row, 0, name, &text)?;
        match figure {
            Figure::Number(number) => worksheet.write_number(row, 1, number)?,
            Figure::Share(tenths) => worksheet.write_number_with_format(row, 1, share(tenths), &percent)?,
        };
        row += 1;
    }
    for (index, (question, count)) in counted.questions().enumerate() {
        row += 1;
        let title = format!("{}. {}", (words.question)(index + 1), question.title);
        worksheet.write_string_with_format(row, 0, title, &head)?;
        if question.kind == Kind::Text {
            worksheet.write_string_with_format(row + 1, 0, words.answered, &text)?;
            worksheet.write_number(row + 1, 1, count.answered)?;
            row += 2;
            if counted.withholds_words() && count.answered > 0 {
                worksheet.write_string_with_format(row, 0, (words.withheld)(FEWEST_APART), &text)?;
                row += 1;
            }
            continue;
        }
        let whole = (words.total.to_owned(), count, counted.tally.ballots);
        let apart = counted.apart().iter();
        let apart =
            apart.filter_map(|apart| Some((way(lang, apart), apart.counts.get(index)?, apart.ballots)));
        for (column, (name, count, ballots)) in std::iter::once(whole).chain(apart).enumerate() {
            // The number, and beside it its share.
            let column = 1 + 2 * u16::try_from(column).unwrap_or(u16::MAX / 4);
            worksheet.write_string_with_format(row, column, name, &head)?;
            worksheet.write_string_with_format(row, column + 1, words.percent, &head)?;
            let mut line = row + 1;
            for (option, ticks) in question.options.iter().zip(&count.ticks) {
                worksheet.write_string_with_format(line, 0, harmless(option), &text)?;
                worksheet.write_number(line, column, *ticks)?;
                if let Some(tenths) = tenths(*ticks, count.answered) {
                    worksheet.write_number_with_format(line, column + 1, share(tenths), &percent)?;
                }
                line += 1;
            }
            worksheet.write_string_with_format(line, 0, words.answered, &text)?;
            worksheet.write_number(line, column, count.answered)?;
            worksheet.write_string_with_format(line + 1, 0, words.blank, &text)?;
            worksheet.write_number(line + 1, column, ballots.saturating_sub(count.answered))?;
        }
        row += 3 + u32::try_from(question.options.len()).unwrap_or_default();
    }
    Ok(())
}

/// The format of a column's head.
fn head() -> Format {
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top)
}
