//! The contacts people left, for the desk and the office. They are read from beside the journal after the reading is on
//! record, and never otherwise.

use app::plain_pages::contacts::{ContactRow, ContactsPage, page};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use meeting::contacts::{Command, due, standing};
use meeting::wire::Envelope;
use meeting::{Place, RequestId};
use serde::Deserialize;

use super::error::Error;
use super::{Web, api, office, room_of, session};
use crate::keys::Sitting;
use crate::room::Room;
use crate::secret;

/// Who asks, at which meeting.
struct ContactsAccess {
    room: Room,
    place: Place,
    sitting: Sitting,
}

impl ContactsAccess {
    fn of(web: &Web, (code, place): &(String, String), headers: &HeaderMap) -> Result<Self, Error> {
        let room = room_of(web, code)?;
        let place: Place = place.parse().map_err(|_| Error::UnknownPlace)?;
        if !matches!(place, Place::Desk | Place::Office) {
            return Err(Error::NothingHere);
        }
        let sitting = session::sitting(web, &room, place, headers)?;
        Ok(Self { room, place, sitting })
    }

    /// The page; with the contacts of these requests, if they were read.
    async fn page(
        &self,
        web: &Web,
        headers: &HeaderMap,
        read: bool,
        message: Option<String>,
    ) -> Result<String, Error> {
        let known =
            if read { web.meetings.journal().contacts(self.room.id).await? } else { Default::default() };
        let (code, place) = (self.room.code.to_string(), self.place);
        let page_of = move |meeting: &meeting::Meeting| {
            let row = |request: &RequestId| {
                let speaker = meeting.speakers.requests.get(request).map(|request| request.speaker.clone());
                let speaker = speaker.unwrap_or_default();
                ContactRow {
                    number: speaker.card.map_or(request.0, |card| card.0),
                    name: speaker.name,
                    hamlet: speaker.hamlet,
                    subject: speaker.subject,
                    contact: known.get(request).cloned(),
                    standing: standing(meeting, *request),
                }
            };
            let mut rows: Vec<_> = meeting.contacts.left.iter().map(row).collect();
            rows.sort_by_key(|row| row.standing);
            ContactsPage {
                code,
                title: meeting.details.title.clone(),
                place,
                ids: [(); 3].map(|()| secret::random_hex::<12>()),
                rows,
                days: meeting.contacts.days,
                due: due(meeting),
                message,
            }
        };
        let shown = self.room.read(move |meeting, _| page_of(meeting)).await?;
        Ok(page(session::lang(headers), &web.assets, shown))
    }
}

/// `GET /m/{code}/{place}/contacts`: who left one.
pub(super) async fn show(
    State(web): State<Web>,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let html = ContactsAccess::of(&web, &path, &headers)?.page(&web, &headers, false, None).await?;
    Ok((office::no_store(), Html(html)).into_response())
}

/// What was pressed.
#[derive(Deserialize)]
pub(super) struct Pressed {
    id: String,
    #[serde(rename = "do")]
    action: ContactsAction,
    #[serde(default)]
    days: String,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ContactsAction {
    Read,
    Erase,
    #[serde(rename = "keep")]
    SetDays,
}

/// `POST /m/{code}/{place}/contacts`: reads them, erases them, or sets how long they are kept.
pub(super) async fn press(
    State(web): State<Web>,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Error> {
    let access = ContactsAccess::of(&web, &path, &headers)?;
    let command = match pressed.action {
        ContactsAction::Read => Command::ReadContacts,
        ContactsAction::Erase => Command::EraseContacts,
        ContactsAction::SetDays => Command::SetContactDays {
            days: pressed.days.trim().parse().map_err(|_| Error::Malformed("days".to_owned()))?,
        },
    };
    // Whoever turns back to the page and reads again reads again, on record.
    let id = if pressed.action == ContactsAction::Read { secret::random_hex::<12>() } else { pressed.id };
    let envelope = Envelope { id, command: meeting::Command::from(command).into(), made: None };
    let (status, read, message) =
        match api::carry_out(&web, &access.room, access.sitting.clone(), envelope).await {
            Ok(_) => (StatusCode::OK, pressed.action == ContactsAction::Read, None),
            Err(error @ (Error::Refused(_) | Error::Overtaken(..) | Error::NotSaved)) => {
                (error.status(), false, Some(error.message(session::lang(&headers))))
            }
            Err(error) => return Err(error),
        };
    let html = access.page(&web, &headers, read, message).await?;
    Ok((status, office::explained(), office::no_store(), Html(html)).into_response())
}
