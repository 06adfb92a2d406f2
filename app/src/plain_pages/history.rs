//! The page of the history: who did what.

use crate::address;
use leptos::prelude::*;
use meeting::Place;
use meeting::history::{Line, Subject};

use super::{document, language};
use crate::consoles::office::when;
use crate::text::staff::Staff;
use crate::text::{self, Lang};
use crate::view_model::Assets;
use crate::view_model::history::{Filter, HistoryPage, Who};

/// The choices of whose actions, as the filter offers them.
const OFFERED: [Who; 6] = [
    Who::At(Place::Chair),
    Who::At(Place::Secretary),
    Who::At(Place::Desk),
    Who::At(Place::Office),
    Who::At(Place::Phone),
    Who::Program,
];

/// Renders the page: the filter, the lines, the files.
#[must_use]
pub fn page(lang: Lang, assets: &Assets, page: HistoryPage) -> String {
    let words = text::staff::of(lang);
    let common = text::common::of(lang);
    let HistoryPage { code, title, place, filter, query, lines, all, page, pages } = page;
    let console = address::console(&code, &place);
    let here = address::history(&code, &place);
    let file = |address: String| if query.is_empty() { address } else { format!("{address}?{query}") };
    let (csv, json) = (file(address::history_csv(&code, &place)), file(address::history_json(&code, &place)));
    let at = |number: usize| {
        let and = if query.is_empty() { "" } else { "&" };
        format!("{here}?{query}{and}page={number}")
    };
    let newer = (page > 1)
        .then(|| view! { <a class="button quiet" href=at(page - 1) data-testid="newer">{words.newer}</a> });
    let older = (page < pages)
        .then(|| view! { <a class="button quiet" href=at(page + 1) data-testid="older">{words.older}</a> });
    let turning = (pages > 1).then(|| {
        view! { <p class="actions">{newer}<span>{(words.page_of)(page, pages)}</span>{older}</p> }
    });
    let back = (words.to_console)((common.place)(place));
    let mut day = None;
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            // A meeting is prepared over days: the date stands where it changes.
            let date = line.at.in_hall().date_naive();
            let changed = day.replace(date) != Some(date);
            let date = changed.then(|| view! { <li class="day">{(common.date)(line.at)}</li> });
            view! { {date}{row(lang, line)} }
        })
        .collect();
    let count = if all == 0 { words.no_lines.to_owned() } else { (words.lines)(all) };
    document(lang, assets, "consoles.css", words.history, move || {
        view! {
            <main class="plain history" data-testid="history">
                <h1>{words.history}</h1>
                <p><strong>{title}</strong></p>
                {filter_form(lang, words, &here, &filter)}
                <section class="card">
                    <div class="actions">
                        <h2 class="grow" data-testid="history-count">{count}</h2>
                        <a class="button quiet" href=csv data-testid="history-csv">{words.as_csv}</a>
                        <a class="button quiet" href=json data-testid="history-json">{words.as_json}</a>
                    </div>
                    <ol class="rows" data-testid="history-lines">{rows}</ol>
                    {turning}
                </section>
                <div class="actions"><a class="button" href=console data-testid="to-console">{back}</a>{language(lang, here)}</div>
            </main>
        }
    })
}

fn filter_form(lang: Lang, words: &'static Staff, here: &str, filter: &Filter) -> impl IntoView + use<> {
    let actions = text::actions::of(lang);
    let who = OFFERED.map(|who| {
        view! { <option value=who.name() selected=filter.who == Some(who)>{(words.who_name)(who)}</option> }
    });
    let subjects = Subject::ALL.map(|subject| {
        view! {
            <option value=subject.name() selected=filter.subject == Some(subject)>
                {(actions.subject)(subject)}
            </option>
        }
    });
    let time = |at: Option<meeting::Moment>| at.map(when::to_field).unwrap_or_default();
    let everything = here.to_owned();
    view! {
        <form class="card filter" method="get" action=here.to_owned()>
            <label class="field">
                {words.who}
                <select name="who" data-testid="filter-who"><option value="">{words.anyone}</option>{who.into_iter().collect::<Vec<_>>()}</select>
            </label>
            <label class="field">
                {words.subject}
                <select name="subject" data-testid="filter-subject"><option value="">{words.anything}</option>{subjects.into_iter().collect::<Vec<_>>()}</select>
            </label>
            <label class="field">
                {words.words}
                <input type="search" name="words" maxlength="200" value=filter.words.clone() data-testid="filter-words"/>
            </label>
            <label class="field">
                {words.from}
                <input type="datetime-local" name="from" value=time(filter.from) data-testid="filter-from"/>
            </label>
            <label class="field">
                {words.to}
                <input type="datetime-local" name="to" value=time(filter.to) data-testid="filter-to"/>
            </label>
            <div class="actions">
                <button class="primary" data-testid="filter">{words.find}</button>
                <a class="button quiet" href=everything data-testid="filter-none">{words.show_all}</a>
            </div>
        </form>
    }
}

fn row(lang: Lang, line: &Line) -> impl IntoView + use<> {
    let (common, actions) = (text::common::of(lang), text::actions::of(lang));
    view! {
        <li class="history-line" data-testid="history-line" data-position=line.position.to_string()>
            <span class="when">{(common.time)(line.at)}</span>
            <span class="by">{(actions.actor)(line.by)}</span>
            <span class="what">{(actions.action)(&line.action)}</span>
        </li>
    }
}
