//! Who did what, for staff: a page of lines, and the same lines as files.

use app::consoles::office::when;
use app::text::{self, Lang};
use app::view_model::history::{Filter, HistoryPage, Who};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use meeting::history::{Line, Reader, Subject};
use meeting::{Place, panel};
use serde::Deserialize;

use super::error::Error;
use super::import::attachment;
use super::{Web, percent, room_of, session};
use crate::documents;
use crate::room::Room;

/// Lines on one page.
const A_PAGE: usize = 200;
/// Events read from the journal at a time.
const AT_ONCE: u32 = 2_000;
/// Most characters of the words one looks for.
const MOST_WORDS: usize = 200;

/// What is asked for, as in the address.
#[derive(Deserialize)]
pub(super) struct HistoryQuery {
    #[serde(default)]
    who: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: String,
}

impl HistoryQuery {
    /// # Errors
    /// `Malformed`, naming the part that says nothing: a list that is not what was asked for would be
    /// taken for it.
    fn filter(&self) -> Result<Filter, Error> {
        fn part<T>(name: &str, said: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
            let said = said.trim();
            if said.is_empty() {
                return Ok(None);
            }
            read(said).map(Some).ok_or_else(|| Error::Malformed(name.to_owned()))
        }
        if self.words.chars().count() > MOST_WORDS {
            return Err(Error::Malformed("words".to_owned()));
        }
        Ok(Filter {
            who: part("who", &self.who, Who::named)?,
            subject: part("subject", &self.subject, |name| {
                Subject::ALL.into_iter().find(|one| one.name() == name)
            })?,
            words: self.words.trim().to_owned(),
            from: part("from", &self.from, when::from_field)?,
            to: part("to", &self.to, when::from_field)?,
        })
    }

    /// The filter as in addresses, page left out.
    fn query(&self) -> String {
        let parts = [
            ("who", &self.who),
            ("subject", &self.subject),
            ("words", &self.words),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let parts = parts.into_iter().filter(|(_, said)| !said.trim().is_empty());
        let parts = parts.map(|(name, said)| format!("{name}={}", percent(said.trim())));
        parts.collect::<Vec<_>>().join("&")
    }
}

/// A history that was asked for.
struct Found {
    room: Room,
    place: Place,
    lang: Lang,
    filter: Filter,
    query: String,
    page: usize,
    /// Newest first.
    lines: Vec<Line>,
}

impl Found {
    async fn of(
        web: &Web,
        (code, place): (String, String),
        asked: Result<Query<HistoryQuery>, QueryRejection>,
        headers: &HeaderMap,
    ) -> Result<Self, Error> {
        let room = room_of(web, &code)?;
        let place: Place = place.parse().map_err(|_| Error::UnknownPlace)?;
        if !place.is_staff() {
            return Err(Error::NothingHere);
        }
        session::sitting(web, &room, place, headers)?;
        let Query(asked) = asked.map_err(|fault| Error::Malformed(fault.body_text()))?;
        let (filter, query, lang) = (asked.filter()?, asked.query(), session::lang(headers));
        let sentence = text::actions::of(lang).action;
        let corrections = room.read(|meeting, _| meeting.corrections.clone()).await?;
        let (mut reader, mut since, mut lines) = (Reader::new(corrections), 0, Vec::new());
        loop {
            let events = web.meetings.journal().events(room.id, since, AT_ONCE).await?;
            let Some(last) = events.last() else { break };
            since = last.position;
            let read = events.iter().filter_map(|event| panel::line(place, &mut reader, event));
            lines.extend(read.filter(|line| filter.lets(line, &sentence(&line.action))));
            // A long day is played again piece by piece: the hall's commands come in between.
            tokio::task::yield_now().await;
        }
        lines.reverse();
        let page = asked.page.trim().parse().unwrap_or(1);
        Ok(Self { room, place, lang, filter, query, page, lines })
    }
}

/// `GET /m/{code}/{place}/history`.
pub(super) async fn page(
    State(web): State<Web>,
    Path(path): Path<(String, String)>,
    asked: Result<Query<HistoryQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Found { room, place, lang, filter, query, page, lines } =
        Found::of(&web, path, asked, &headers).await?;
    let title = room.read(|meeting, _| meeting.details.title.clone()).await?;
    let all = lines.len();
    let pages = all.div_ceil(A_PAGE).max(1);
    let page = page.clamp(1, pages);
    let lines = lines.into_iter().skip((page - 1) * A_PAGE).take(A_PAGE).collect();
    let page =
        HistoryPage { code: room.code.to_string(), title, place, filter, query, lines, all, page, pages };
    let html = app::plain_pages::history::page(lang, &web.assets, page);
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Html(html)).into_response())
}

/// `GET /m/{code}/{place}/history.csv`: exactly the lines the filter lets through.
pub(super) async fn csv(
    State(web): State<Web>,
    Path(path): Path<(String, String)>,
    asked: Result<Query<HistoryQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let found = Found::of(&web, path, asked, &headers).await?;
    let name = format!("lich-su-{}.csv", found.room.code);
    Ok(attachment("text/csv; charset=utf-8", &name, documents::history::csv(found.lang, &found.lines)))
}

/// `GET /m/{code}/{place}/history.json`: the same lines as data.
pub(super) async fn json(
    State(web): State<Web>,
    Path(path): Path<(String, String)>,
    asked: Result<Query<HistoryQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let found = Found::of(&web, path, asked, &headers).await?;
    let name = format!("lich-su-{}.json", found.room.code);
    let data = Json(documents::history::json(found.lang, &found.room.code, &found.lines));
    Ok(attachment("application/json", &name, data.into_response().into_body()))
}
