//! The office's plain pages: all meetings, a new one, the links to print.

use app::address;
use app::plain_pages::links::{LinkCard, LinkRow};
use app::plain_pages::{self, MeetingRow};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use meeting::{Place, programme};
use serde::Deserialize;

use super::error::{EXPLAINED, Error};
use super::{Web, room_of, session};
use crate::documents::qr;
use crate::journal::KeyRow;
use crate::keys::ListedKey;
use crate::links;
use crate::meetings::CreateError;
use crate::room::Room;

/// The key in a link that is opened for the first time.
#[derive(Deserialize)]
pub(super) struct OfficeQuery {
    key: Option<String>,
}

/// `GET /office`: all meetings. With `?key=` it keeps the key in a cookie first.
pub(super) async fn meetings(
    State(web): State<Web>,
    Query(query): Query<OfficeQuery>,
    cookies: CookieJar,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if let Some(key) = query.key {
        if !web.meetings.is_office(&key) {
            return Err(Error::NoKey);
        }
        let cookie = session::cookie(Place::Office.name(), key, "/".to_owned());
        return Ok((cookies.add(cookie), Redirect::to(&address::office())).into_response());
    }
    if !session::is_office(&web, &headers) {
        return Err(Error::NoKey);
    }
    let html = list(&web, &headers, Default::default(), None).await?;
    Ok((no_store(), Html(html)).into_response())
}

async fn list(
    web: &Web,
    headers: &HeaderMap,
    typed: (String, String),
    message: Option<String>,
) -> Result<String, Error> {
    let mut rows = Vec::new();
    for room in web.meetings.rooms() {
        let (title, phase) =
            room.read(|meeting, _| (meeting.details.title.clone(), meeting.agenda.phase)).await?;
        rows.push(MeetingRow { code: room.code.to_string(), title, phase });
    }
    let programmes = programme::ids().filter_map(programme::load).collect();
    Ok(plain_pages::meetings(session::lang(headers), &web.assets, rows, programmes, typed, message))
}

/// A new meeting, as the form sends it.
#[derive(Deserialize)]
pub(super) struct NewMeetingForm {
    programme: String,
    #[serde(default)]
    title: String,
}

/// `POST /office`: makes a meeting and opens its console.
pub(super) async fn create(
    State(web): State<Web>,
    headers: HeaderMap,
    Form(form): Form<NewMeetingForm>,
) -> Result<Response, Error> {
    if !session::is_office(&web, &headers) {
        return Err(Error::NoKey);
    }
    match web.meetings.create(&form.programme, &form.title).await {
        Ok(room) => Ok(Redirect::to(&address::console(&room.code, &Place::Office)).into_response()),
        Err(CreateError::Refused(refusal)) => {
            // The form again, with what was typed: nothing typed is lost.
            let message = Error::from(refusal).message(session::lang(&headers));
            let html = list(&web, &headers, (form.programme, form.title), Some(message)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, explained(), Html(html)).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /m/{code}/office/links`: what making links does, and the links that are good.
pub(super) async fn links_form(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let room = office_room(&web, &code, &headers)?;
    let title = room.read(|meeting, _| meeting.details.title.clone()).await?;
    let own = session::office_digest(&headers);
    let row = |key: ListedKey| {
        Some(LinkRow {
            place: key.row.place.parse().ok()?,
            name: key.row.name().to_owned(),
            made: key.row.issued,
            made_by: key.row.made_by.as_deref().and_then(|place| place.parse().ok()),
            open: key.open,
            is_own: own.as_deref() == Some(key.row.digest.as_str()),
        })
    };
    let mut rows: Vec<_> = web.meetings.listed_keys(&room).into_iter().filter_map(row).collect();
    // By place; within one the newest stays first.
    rows.sort_by_key(|row| row.place);
    let html = plain_pages::links::form(session::lang(&headers), &web.assets, &code, title, rows);
    Ok((no_store(), Html(html)).into_response())
}

/// How links are to be made.
#[derive(Deserialize)]
pub(super) struct Making {
    /// Those given out before end.
    revoke: Option<String>,
    /// A link for the office, and for nobody else.
    office: Option<String>,
}

/// `POST /m/{code}/office/links`: new links, shown once: to every place but the office itself, or to the office alone.
pub(super) async fn print_links(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(making): Form<Making>,
) -> Result<Response, Error> {
    let room = office_room(&web, &code, &headers)?;
    if making.revoke.is_some() {
        // Not the office's: whoever presses this would put themselves out.
        web.meetings.end_links(&room, Place::Office, |key| !key.is_office()).await?;
    }
    let wanted = |place: &Place| (*place == Place::Office) == making.office.is_some();
    let places: Vec<_> = Place::ALL.into_iter().filter(wanted).collect();
    let links = links::issue(&web.meetings, &room, &places, Some(Place::Office)).await?;
    let cards = links.places.into_iter().map(|(place, link)| {
        let url = if place == Place::Phone { room.surroundings.join_url.clone() } else { link.url };
        LinkCard { place, qr_svg: qr::svg(&url), url }
    });
    let title = room.read(|meeting, _| meeting.details.title.clone()).await?;
    let html =
        plain_pages::links::print_page(session::lang(&headers), &web.assets, &code, title, cards.collect());
    Ok((no_store(), Html(html)).into_response())
}

/// Which links are to end.
#[derive(Deserialize)]
pub(super) struct Ending {
    /// This one.
    key: Option<String>,
    /// Every one of this place, but that by which the office asks.
    place: Option<String>,
}

/// `POST /m/{code}/office/links/end`: ends one link, or all of a place.
pub(super) async fn end_links(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(ending): Form<Ending>,
) -> Result<Response, Error> {
    let room = office_room(&web, &code, &headers)?;
    let own = session::office_digest(&headers);
    let is_meant = |key: &KeyRow| {
        let all = ending.place.as_deref() == Some(key.place.as_str()) && Some(&key.digest) != own.as_ref();
        all || ending.key.as_deref() == Some(key.name())
    };
    web.meetings.end_links(&room, Place::Office, is_meant).await?;
    Ok(Redirect::to(&address::links(&code)).into_response())
}

pub(super) fn office_room(web: &Web, code: &str, headers: &HeaderMap) -> Result<Room, Error> {
    let room = room_of(web, code)?;
    if session::is_office(web, headers) { Ok(room) } else { Err(Error::NoKey) }
}

pub(super) fn no_store() -> [(HeaderName, HeaderValue); 1] {
    [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))]
}

/// Marks an answer that says itself what went wrong.
pub(super) fn explained() -> [(HeaderName, HeaderValue); 2] {
    [
        (HeaderName::from_static(EXPLAINED), HeaderValue::from_static("1")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
}
