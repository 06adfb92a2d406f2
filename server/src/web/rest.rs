//! What is too long for a console: all who wait and all written opinions, in pages, for staff.

use app::plain_pages::rest::{Entry, List, RestPage, page};
use app::text;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use meeting::{Meeting, Place};
use serde::Deserialize;

use super::error::Error;
use super::{Web, office, room_of, session};

/// Entries on one page.
const A_PAGE: usize = 100;

/// Which page.
#[derive(Deserialize)]
pub(super) struct PageQuery {
    #[serde(default)]
    page: String,
}

/// `GET /m/{code}/{place}/waiting`: all who wait, in order.
pub(super) async fn waiting(
    State(web): State<Web>,
    Path(path): Path<(String, String)>,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let lang = session::lang(&headers);
    let common = text::common::of(lang);
    let one = move |meeting: &Meeting, skip: usize| {
        let waiting = meeting.speakers.waiting().skip(skip).take(A_PAGE);
        let entries = waiting.map(|request| Entry {
            number: request.speaker.card.map_or(request.id.0, |card| card.0),
            name: request.speaker.name.clone(),
            about: vec![request.speaker.hamlet.clone(), (common.source)(request.source).to_owned()],
            text: request.speaker.subject.clone(),
        });
        entries.collect::<Vec<_>>()
    };
    let count = |meeting: &Meeting| meeting.speakers.waiting.len();
    show(&web, path, &query, &headers, List::Waiting, count, one).await
}

/// `GET /m/{code}/{place}/written`: all written opinions, the newest first.
pub(super) async fn written(
    State(web): State<Web>,
    Path(path): Path<(String, String)>,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let lang = session::lang(&headers);
    let (common, words) = (text::common::of(lang), text::staff::of(lang));
    let one = move |meeting: &Meeting, skip: usize| {
        let written = meeting.written.all.iter().rev().skip(skip).take(A_PAGE);
        let entries = written.map(|written| {
            let card = written.person.card();
            Entry {
                number: written.id.0,
                name: written.name.clone(),
                about: vec![
                    written.hamlet.clone(),
                    card.map(|card| (words.card_of)(card.0)).unwrap_or_default(),
                    (common.time)(written.at),
                    if written.taken_up { words.taken_up.to_owned() } else { String::new() },
                ],
                text: written.text.clone(),
            }
        });
        entries.collect::<Vec<_>>()
    };
    let count = |meeting: &Meeting| meeting.written.all.len();
    show(&web, path, &query, &headers, List::Written, count, one).await
}

async fn show(
    web: &Web,
    (code, place): (String, String),
    query: &PageQuery,
    headers: &HeaderMap,
    list: List,
    count: impl Fn(&Meeting) -> usize + Send + 'static,
    entries: impl Fn(&Meeting, usize) -> Vec<Entry> + Send + 'static,
) -> Result<Response, Error> {
    let room = room_of(web, &code)?;
    let place: Place = place.parse().map_err(|_| Error::UnknownPlace)?;
    if !place.is_staff() {
        return Err(Error::NothingHere);
    }
    session::sitting(web, &room, place, headers)?;
    let wanted: usize = query.page.trim().parse().unwrap_or(1);
    let reading = room.read(move |meeting, _| {
        let all = count(meeting);
        let pages = all.div_ceil(A_PAGE).max(1);
        let page = wanted.clamp(1, pages);
        (all, page, pages, entries(meeting, (page - 1) * A_PAGE))
    });
    let (all, number, pages, entries) = reading.await?;
    let rest = RestPage { code, place, list, all, entries, page: number, pages };
    Ok((office::no_store(), Html(page(session::lang(headers), &web.assets, rest))).into_response())
}
