//! The page on which the office or the desk registers people from a file: sent, looked at, confirmed.

use app::address;
use app::view_model::import::{Column, ImportPage, Preview, Row, Stage};
use app::{plain_pages, text};
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use meeting::speakers::{Command, PersonKey};
use meeting::wire::Envelope;
use meeting::{Place, Refusal};
use serde::Deserialize;

use super::error::Error;
use super::upload::Sent;
use super::{Web, api, file_name, office, room_of, session};
use crate::import::{self, Known};
use crate::keys::Sitting;
use crate::room::Room;
use crate::secret;

/// Someone at the office or the desk of a meeting.
struct ImportAccess {
    room: Room,
    place: Place,
    sitting: Sitting,
}

impl ImportAccess {
    fn of(web: &Web, code: &str, place: &str, headers: &HeaderMap) -> Result<Self, Error> {
        let room = room_of(web, code)?;
        let place = place.parse().ok().filter(|place| matches!(place, Place::Office | Place::Desk));
        let place = place.ok_or(Error::NothingHere)?;
        let sitting = session::sitting(web, &room, place, headers)?;
        Ok(Self { room, place, sitting })
    }

    async fn known(&self) -> Result<Known, Error> {
        let reading = self.room.read(|meeting, _| Known {
            waiting: meeting
                .speakers
                .waiting()
                .map(|one| (PersonKey::of(&one.speaker.name, &one.speaker.hamlet), one.id))
                .collect(),
            fields: meeting.programme.fields.clone(),
        });
        Ok(reading.await?)
    }

    async fn show(
        &self,
        web: &Web,
        headers: &HeaderMap,
        stage: Stage,
        message: Option<String>,
    ) -> Result<String, Error> {
        let reading =
            self.room.read(|meeting, _| (meeting.details.title.clone(), meeting.programme.fields.clone()));
        let (title, fields) = reading.await?;
        let page =
            ImportPage { code: self.room.code.to_string(), title, place: self.place, fields, stage, message };
        Ok(plain_pages::import::page(session::lang(headers), &web.assets, page))
    }

    async fn answer(
        &self,
        web: &Web,
        headers: &HeaderMap,
        status: StatusCode,
        preview: Preview,
        message: Option<String>,
    ) -> Result<Response, Error> {
        let stage = Stage::Read { preview, id: secret::random_hex::<16>() };
        let html = self.show(web, headers, stage, message).await?;
        Ok((status, office::explained(), Html(html)).into_response())
    }
}

/// How many were registered, after it was done.
#[derive(Deserialize)]
pub(super) struct Done {
    done: Option<usize>,
}

/// `GET /m/{code}/{place}/import`.
pub(super) async fn page(
    State(web): State<Web>,
    Path((code, place)): Path<(String, String)>,
    Query(Done { done }): Query<Done>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let access = ImportAccess::of(&web, &code, &place, &headers)?;
    let stage = done.map_or(Stage::Begin, Stage::Done);
    let html = access.show(&web, &headers, stage, None).await?;
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Html(html)).into_response())
}

/// `POST /m/{code}/{place}/import`: reads a file and shows what it holds; changes nothing.
pub(super) async fn read(
    State(web): State<Web>,
    Path((code, place)): Path<(String, String)>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Error> {
    let access = ImportAccess::of(&web, &code, &place, &headers)?;
    let sent = Sent::read(form, import::MOST_BYTES).await?;
    if sent.file.is_empty() && sent.file_name.is_empty() {
        let message = text::staff::of(session::lang(&headers)).import_no_file.to_owned();
        let html = access.show(&web, &headers, Stage::Begin, Some(message)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, office::explained(), Html(html)).into_response());
    }
    let known = access.known().await?;
    // Eight megabytes take a moment; meanwhile the hall's other requests go on.
    let preview = tokio::task::spawn_blocking(move || import::read(&sent.file, &known)).await;
    let preview = preview.map_err(|_| Error::ClosingDown)?;
    let status = if preview.is_good() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    access.answer(&web, &headers, status, preview, None).await
}

/// `POST /m/{code}/{place}/import/confirm`: registers all who were looked at, or none.
pub(super) async fn confirm(
    State(web): State<Web>,
    Path((code, place)): Path<(String, String)>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Error> {
    let access = ImportAccess::of(&web, &code, &place, &headers)?;
    let sent = Sent::read(form, import::MOST_BYTES).await?;
    let rows: Vec<Row> =
        serde_json::from_str(sent.field("rows")).map_err(|fault| Error::Malformed(fault.to_string()))?;
    // The words alone: who waits is for the room to say, so that a second press finds the first one's
    // answer and not the people it registered.
    let alone =
        import::again(rows.clone(), &Known { fields: access.known().await?.fields, ..Known::default() });
    if !alone.is_good() {
        return access.answer(&web, &headers, StatusCode::UNPROCESSABLE_ENTITY, alone, None).await;
    }
    // Of whom it was asked, and who was said to be another, by their lines; whoever was not is a repetition.
    let (asked, another) = (sent.all("asked"), sent.all("another"));
    let has = |lines: &[&str], row: &Row| lines.contains(&row.line.to_string().as_str());
    let rows_to_register: Vec<&Row> =
        alone.rows.iter().filter(|row| !has(&asked, row) || has(&another, row)).collect();
    let count = rows_to_register.len();
    let namesakes =
        (0..).zip(&rows_to_register).filter(|(_, row)| has(&another, row)).map(|(at, _)| at).collect();
    let speakers = rows_to_register.into_iter().map(|row| row.speaker.clone()).collect();
    let digest =
        secret::digest(&format!("{} {} {}", sent.field("id"), sent.field("rows"), another.join(" ")));
    let id = format!("import-{digest:.40}");
    let envelope = Envelope { id, command: Command::RegisterMany { speakers, namesakes }.into(), made: None };
    match api::carry_out(&web, &access.room, access.sitting.clone(), envelope).await {
        Ok(_) => {
            let address = format!("{}?done={count}", address::import(&code, &access.place));
            Ok(Redirect::to(&address).into_response())
        }
        Err(error @ (Error::Refused(_) | Error::Overtaken(..) | Error::NotSaved)) => {
            let preview = import::again(rows, &access.known().await?);
            let lang = session::lang(&headers);
            let message = match &error {
                Error::Refused(Refusal::SameName { .. }) => text::staff::of(lang).import_changed.to_owned(),
                error => error.message(lang),
            };
            access.answer(&web, &headers, error.status(), preview, Some(message)).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /m/{code}/{place}/import/template`: a file to fill in, with the columns and nobody below them.
pub(super) async fn template(
    State(web): State<Web>,
    Path((code, place)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    ImportAccess::of(&web, &code, &place, &headers)?;
    let words = text::staff::of(session::lang(&headers));
    let table =
        crate::documents::table::csv(&[Column::ALL.map(|column| (words.column)(column).to_owned()).to_vec()]);
    Ok(attachment("text/csv; charset=utf-8", words.import_template_name, table))
}

/// A file to be kept under a name.
pub(super) fn attachment(media: &'static str, name: &str, body: impl Into<axum::body::Body>) -> Response {
    let (title, kind) = name.rsplit_once('.').unwrap_or((name, ""));
    let disposition = HeaderValue::from_str(&format!("attachment; {}", file_name(title, kind)));
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body.into()).into_response()
}
