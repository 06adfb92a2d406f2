//! The page of a poll's result: the official record, to print and sign.

use crate::address;
use leptos::prelude::*;
use meeting::Place;
use meeting::poll::{Count, FEWEST_APART, Kind, Question, tenths};
use meeting::programme::DocumentForm;

use super::document;
use crate::text::results::Results;
use crate::text::{self, Lang};
use crate::view_model::Assets;
use crate::view_model::results::{Counted, Figure, way};

/// Renders the record. `charts` holds one `<svg>` element for each question, in order; `None` where there is nothing to
/// draw.
#[must_use]
pub fn record(lang: Lang, assets: &Assets, counted: &Counted, charts: Vec<Option<String>>) -> String {
    let (words, pages) = (text::results::of(lang), text::plain_pages::of(lang));
    let heading = (words.heading)(counted.questionnaire.purpose);
    document(lang, assets, "consoles.css", heading, || {
        let console = address::console(&counted.code, &Place::Office);
        let workbook = address::poll_workbook(&counted.code, &counted.poll);
        let chart = address::poll_chart(&counted.code, &counted.poll);
        let each = counted.questions().enumerate().zip(charts);
        let questions: Vec<_> = each.map(|(at, chart)| question(lang, counted, at, chart)).collect();
        view! {
            <main class="record" data-testid="record">
                <nav class="actions screen-only">
                    <a class="button" href=console>{pages.back}</a>
                    <a class="button quiet" href=workbook data-testid="result-xlsx">{words.workbook}</a>
                    <a class="button quiet" href=chart data-testid="result-svg">{words.chart}</a>
                    <p class="about">{pages.how_to_print}</p>
                </nav>
                <header>
                    {whose(words, counted.document_form)}
                    <h1>{heading}</h1>
                    <p class="sub">{words.subheading}</p>
                </header>
                {facts(lang, counted)}
                <h2>{words.figures}</h2>
                {figures(lang, counted)}
                <h2>{words.questions}</h2>
                {questions}
                {foot(words, counted)}
            </main>
        }
    })
}

/// Renders the head of the document, which tells its authority: that of the state, or of the Party.
fn whose(words: &'static Results, form: Option<DocumentForm>) -> impl IntoView + use<> {
    let [name, motto] = words.of_state;
    match form {
        Some(DocumentForm::Party) => view! { <p class="of">{words.of_party}</p> }.into_any(),
        _ => view! { <p class="of">{name}</p><p class="motto">{motto}</p> }.into_any(),
    }
}

/// Renders what was asked where, by whom and by which right.
fn facts(lang: Lang, counted: &Counted) -> impl IntoView + use<> {
    let (words, hall) = (text::results::of(lang), &text::screens::of(lang).hall);
    let details = &counted.details;
    let rows = [
        (words.meeting, details.title.clone()),
        (words.venue, details.venue.clone()),
        (words.time, details.starts.map(hall.when).unwrap_or_default()),
        (words.asked_by, counted.questionnaire.asked_by.clone()),
        (words.right, (hall.counted_by)(counted.questionnaire.right).to_owned()),
    ];
    let rows = rows.into_iter().filter(|(_, fact)| !fact.is_empty());
    let rows: Vec<_> =
        rows.map(|(name, fact)| view! { <div><dt>{name}": "</dt><dd>{fact}</dd></div> }).collect();
    view! { <dl class="facts">{rows}</dl> }
}

/// Renders the figures of the whole poll.
fn figures(lang: Lang, counted: &Counted) -> impl IntoView + use<> {
    let (words, hall) = (text::results::of(lang), &text::screens::of(lang).hall);
    let said = |figure| match figure {
        Figure::Number(number) => number.to_string(),
        Figure::Share(tenths) => (hall.percent)(tenths),
    };
    let figures = counted.figures(lang).into_iter().map(|(name, figure)| (name, said(figure)));
    // Where all came by one channel there is nothing to tell apart, but which it was.
    let only = counted.only_way(lang).map(|way| (words.all_came.to_owned(), way));
    let rows: Vec<_> = figures
        .chain(only)
        .map(|(name, said)| view! { <tr><th scope="row">{name}</th><td>{said}</td></tr> })
        .collect();
    view! { <table class="figures" data-testid="figures"><tbody>{rows}</tbody></table> }
}

/// Renders a question with its count.
fn question(
    lang: Lang,
    counted: &Counted,
    (index, (question, count)): (usize, (&Question, &Count)),
    chart: Option<String>,
) -> impl IntoView + use<> {
    let words = text::results::of(lang);
    let heading = format!("{}. {}", (words.question)(index + 1), question.title);
    let said = if question.kind == Kind::Text {
        remarks(words, counted, count).into_any()
    } else {
        let groups: Vec<(String, &Count)> = counted
            .apart()
            .iter()
            .filter_map(|apart| Some((way(lang, apart), apart.counts.get(index)?)))
            .collect();
        let chart = chart.map(|svg| view! { <div class="chart" inner_html=svg></div> });
        view! { {table(lang, counted, question, count, &groups)} {chart} }.into_any()
    };
    view! { <section class="asked" data-testid="result-question"><h3>{heading}</h3>{said}</section> }
}

/// Renders how often each option was ticked: in all, and by each channel that is shown apart.
fn table(
    lang: Lang,
    counted: &Counted,
    question: &Question,
    count: &Count,
    groups: &[(String, &Count)],
) -> impl IntoView + use<> {
    let (words, hall) = (text::results::of(lang), &text::screens::of(lang).hall);
    let columns: Vec<(&str, &Count, u32)> = std::iter::once((words.total, count, counted.tally.ballots))
        .chain(
            groups
                .iter()
                .zip(counted.apart())
                .map(|((name, count), apart)| (name.as_str(), *count, apart.ballots)),
        )
        .collect();
    let names: Vec<_> =
        columns.iter().map(|(name, ..)| view! { <th scope="col">{(*name).to_owned()}</th> }).collect();
    let row = |(place, option): (usize, &String)| {
        let cell = |(_, count, _): &(&str, &Count, u32)| {
            let part = count.ticks.get(place).copied().unwrap_or_default();
            let percent = tenths(part, count.answered).map(hall.percent);
            let percent = percent.map(|percent| view! { <small>"("{percent}")"</small> });
            view! { <td>{part}" "{percent}</td> }
        };
        let cells: Vec<_> = columns.iter().map(cell).collect();
        view! { <tr><th scope="row">{option.clone()}</th>{cells}</tr> }
    };
    let rows: Vec<_> = question.options.iter().enumerate().map(row).collect();
    let answered: Vec<_> = columns.iter().map(|(_, count, _)| view! { <td>{count.answered}</td> }).collect();
    let blank = |(_, count, ballots): &(&str, &Count, u32)| view! { <td>{ballots.saturating_sub(count.answered)}</td> };
    let blank: Vec<_> = columns.iter().map(blank).collect();
    let median = count.median().filter(|_| question.kind == Kind::Scale);
    let summary = median.and_then(|median| question.options.get(median)).and_then(|median| {
        let satisfied = (hall.percent)(tenths(count.satisfied(), count.answered)?);
        Some(view! { <p class="summary" data-testid="summary">{(hall.satisfied)(&satisfied, median)}</p> })
    });
    let several = (question.kind == Kind::Multiple).then_some(words.several);
    view! {
        <table class="ticks">
            <thead><tr><th scope="col">{words.option}</th>{names}</tr></thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr><th scope="row">{words.answered}</th>{answered}</tr>
                <tr><th scope="row">{words.blank}</th>{blank}</tr>
            </tfoot>
        </table>
        {summary}
        <p class="note">{words.percents_of}" "{several}</p>
    }
}

/// Renders the free words; people wrote them unnamed, so of too few they are not told.
fn remarks(words: &'static Results, counted: &Counted, count: &Count) -> impl IntoView + use<> {
    let withheld = counted.withholds_words() && count.answered > 0;
    let withheld = withheld
        .then(|| view! { <p class="note" data-testid="kept-back">{(words.withheld)(FEWEST_APART)}</p> });
    let each: Vec<_> = count.words.iter().map(|words| view! { <li>{words.clone()}</li> }).collect();
    view! {
        <p>{(words.wrote)(count.answered)}</p>
        {withheld}
        <ul class="remarks">{each}</ul>
    }
}

/// Renders the foot, where those sign who answer for the count.
fn foot(words: &'static Results, counted: &Counted) -> impl IntoView + use<> {
    let counters = words.counters.into_iter().zip(&counted.counters);
    let counters = counters.map(|(role, name)| (role, name.iter().cloned().collect::<Vec<_>>()));
    let details = &counted.details;
    let officers = [(words.secretary, details.secretaries.clone()), (words.chair, details.chairs.clone())];
    let signs: Vec<_> = counters
        .chain(officers)
        .map(|(role, names)| {
            let names: Vec<_> = names.into_iter().map(|name| view! { <p class="name">{name}</p> }).collect();
            view! {
                <div class="sign">
                    <p class="role">{role}</p>
                    <p class="how">{words.sign_here}</p>
                    <div class="names">{names}</div>
                </div>
            }
        })
        .collect();
    view! { <footer><p class="signed-on">{words.signed_on}</p><div class="signs">{signs}</div></footer> }
}
