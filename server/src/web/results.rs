//! The count of a poll, for the office: the record to print, the workbook, the chart.

use app::plain_pages;
use app::text::results;
use app::view_model::results::Counted;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use meeting::refusal::{Refusal, Thing};

use super::error::Error;
use super::import::attachment;
use super::{Web, office, session};
use crate::documents::{chart as drawing, workbook as book};

/// The poll that is asked for, if it is counted and the office asks.
async fn counted(web: &Web, code: &str, poll: &str, headers: &HeaderMap) -> Result<Counted, Error> {
    let room = office::office_room(web, code, headers)?;
    let poll = poll.parse().map_err(|_| Error::NothingHere)?;
    let counted = room.read(move |meeting, _| Counted::of(meeting, poll)).await?;
    counted.map_err(|refusal| match refusal {
        Refusal::NotFound { thing: Thing::Poll } => Error::NothingHere,
        refusal => refusal.into(),
    })
}

/// `GET /m/{code}/office/polls/{poll}/result`: the record of the count, to print and sign.
pub(super) async fn record(
    State(web): State<Web>,
    Path((code, poll)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let counted = counted(&web, &code, &poll, &headers).await?;
    let lang = session::lang(&headers);
    let charts = counted.questions().map(|(question, count)| drawing::of_question(lang, question, count));
    let charts = charts.collect();
    let html = plain_pages::results::record(lang, &web.assets, &counted, charts);
    Ok((office::no_store(), Html(html)).into_response())
}

/// `GET /m/{code}/office/polls/{poll}/result.xlsx`: figures and answers as a workbook.
pub(super) async fn workbook(
    State(web): State<Web>,
    Path((code, poll)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let counted = counted(&web, &code, &poll, &headers).await?;
    let lang = session::lang(&headers);
    let name = format!("{}.xlsx", (results::of(lang).file_name)(&counted.code, counted.poll));
    // Thousands of answers are packed aside: the hall's commands do not wait for them.
    let bytes = tokio::task::spawn_blocking(move || book::xlsx(lang, &counted, &mut rand::rng())).await;
    let bytes = bytes.map_err(|_| Error::ClosingDown)?.map_err(|fault| {
        tracing::error!(%fault, "the workbook of a poll could not be made");
        Error::NotMade
    })?;
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(media, &name, bytes))
}

/// `GET /m/{code}/office/polls/{poll}/chart.svg`: every question with options as bars.
pub(super) async fn chart(
    State(web): State<Web>,
    Path((code, poll)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let counted = counted(&web, &code, &poll, &headers).await?;
    let media = [(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"))];
    Ok((office::no_store(), media, drawing::whole(session::lang(&headers), &counted)).into_response())
}
