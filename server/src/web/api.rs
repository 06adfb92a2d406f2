//! The same commands over HTTP, for programs: `Authorization: Bearer SECRET`, JSON in and out.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use meeting::wire::{Answer, Envelope, Incoming, is_id};
use meeting::{Command, Place, Refusal, panel};
use serde::Deserialize;
use serde_json::{Value, json};

use super::error::Error;
use super::{Web, files, room_of, session};
use crate::export::told;
use crate::keys::Sitting;
use crate::room::{Room, Stream};
use crate::secret::digest;

/// Most events in one answer; ask again from the last position for more.
const MOST_EVENTS: u32 = 10_000;

/// `POST /api/meetings` (office): makes a meeting.
pub(super) async fn create(
    State(web): State<Web>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct NewMeeting {
        programme: String,
        #[serde(default)]
        title: String,
    }
    if !session::is_office(&web, &headers) {
        return Err(Error::NoKey);
    }
    let wanted: NewMeeting = read(&body)?;
    let room = web.meetings.create(&wanted.programme, &wanted.title).await?;
    // Whoever asks has the office's own.
    let places: Vec<_> = Place::ALL.into_iter().filter(|place| *place != Place::Office).collect();
    let links = crate::links::issue(&web.meetings, &room, &places, Some(Place::Office)).await?;
    Ok((StatusCode::CREATED, Json(links)).into_response())
}

/// `POST /api/meetings/{code}/phones`: a seat for one more phone.
/// Staff take as many as they like: they rehearse.
pub(super) async fn seat(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    if !session::shows_staff_key(&web, &headers) {
        web.limits.seat()?;
    }
    let (_, secret) = web.meetings.issue_seat(&room);
    Ok((StatusCode::CREATED, Json(json!({ "secret": secret }))).into_response())
}

/// `POST /api/meetings/{code}/commands`: does a command; answered when it is on disk.
pub(super) async fn command(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let sitting = session::api_sitting(&web, &room, &headers)?;
    let envelope: Envelope = read(&body)?;
    let position = carry_out(&web, &room, sitting, envelope).await?;
    Ok(Json(json!({ "done": { "position": position } })).into_response())
}

/// Sends a command to the room and waits until it is on disk.
pub(super) async fn carry_out(
    web: &Web,
    room: &Room,
    by: impl Into<Sitting>,
    envelope: Envelope,
) -> Result<u64, Error> {
    let by = by.into();
    check_id(&envelope.id)?;
    let share = web.limits.take(room, by.actor, &envelope.command)?;
    files::require_stored(web, room, &envelope.command).await?;
    let is_staff = by.actor.place().is_some_and(Place::is_staff);
    let asked = match Incoming::from(envelope.command.clone()) {
        Incoming::Command(command) if is_staff => Some(command),
        _ => None,
    };
    match room.ask(by, envelope).await? {
        Answer::Done { position } => {
            web.limits.spend(room, share);
            Ok(position)
        }
        Answer::Refused { refusal } => match asked {
            Some(command) => Err(overtaken(room, command, refusal).await?),
            None => Err(refusal.into()),
        },
    }
}

/// The refusal of what staff asked for; with what was done just before, and by whom, if that is why.
async fn overtaken(room: &Room, command: Command, refusal: Refusal) -> Result<Error, Error> {
    let (why, now) = (refusal.clone(), room.now());
    let done =
        room.read(move |meeting, beside| beside.lately.behind(meeting, &command, &why, now).cloned()).await?;
    Ok(match done {
        Some(done) => Error::Overtaken(refusal, Box::new(done)),
        None => refusal.into(),
    })
}

fn check_id(id: &str) -> Result<(), Error> {
    if is_id(id) { Ok(()) } else { Err(Error::Malformed("id: 1–64 letters, digits, - or _".to_owned())) }
}

/// `GET /api/meetings/{code}/panels`: all that this place may see, as data.
pub(super) async fn panels(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Error> {
    let room = room_of(&web, &code)?;
    let actor = session::api_sitting(&web, &room, &headers)?.actor;
    let place = actor.place().ok_or(Error::NoKey)?;
    let stream = Stream::of(place, session::lang(&headers));
    let snapshot = room.snapshot(stream, actor.person()).await?;
    let panels = snapshot.panels.into_iter().map(|(name, _, panel)| (name.to_string(), json!(panel)));
    let panels: serde_json::Map<String, Value> = panels.collect();
    Ok(Json(json!({ "place": place, "position": snapshot.position, "now": snapshot.now, "panels": panels })))
}

/// Where to read events from.
#[derive(Deserialize)]
pub(super) struct Since {
    #[serde(default)]
    since: u64,
}

/// `GET /api/meetings/{code}/events?since=` (staff): what happened behind a position.
pub(super) async fn events(
    State(web): State<Web>,
    Path(code): Path<String>,
    since: Result<Query<Since>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Json<Value>, Error> {
    let room = room_of(&web, &code)?;
    let actor = session::api_sitting(&web, &room, &headers)?.actor;
    let place = actor.place().filter(|place| place.is_staff()).ok_or(Error::WrongPlace)?;
    let Query(since) = since.map_err(|fault| Error::Malformed(fault.body_text()))?;
    let events = web.meetings.journal().events(room.id, since.since, MOST_EVENTS).await?;
    let (position, corrections) =
        room.read(|meeting, _| (meeting.position, meeting.corrections.clone())).await?;
    let events: Vec<Value> =
        events.iter().map(|event| told(&corrections, event, &panel::record(place, event))).collect();
    Ok(Json(json!({ "position": position, "events": events })))
}

/// `GET /api/meetings/{code}/export` (this laptop's own command line): everything of one meeting.
pub(super) async fn export(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Error> {
    require_own(&web, &headers)?;
    room_of(&web, &code)?;
    let exported = crate::export::one(web.meetings.journal(), &code).await;
    Ok(Json(exported.map_err(|fault| Error::Told(fault.to_string()))?))
}

/// `POST /api/backup` (this laptop's own command line): a copy of the data folder.
pub(super) async fn backup(
    State(web): State<Web>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct BackupTarget {
        to: std::path::PathBuf,
    }
    require_own(&web, &headers)?;
    let BackupTarget { to } = read(&body)?;
    let journal = web.meetings.journal().clone();
    // To its end, whoever still listens.
    let made = tokio::spawn(async move { journal.backup(&to).await }).await;
    let made = made.map_err(|_| Error::NotSaved)?;
    made.map_err(|fault| Error::Told(fault.to_string()))?;
    Ok(Json(json!({ "done": true })))
}

/// That whoever asks can read the data folder anyway.
fn require_own(web: &Web, headers: &HeaderMap) -> Result<(), Error> {
    // By digest: how long it takes tells nothing of the right one.
    let is_own =
        session::bearer(headers).is_some_and(|told| digest(told) == digest(web.meetings.own_token()));
    if is_own { Ok(()) } else { Err(Error::NoKey) }
}

pub(super) fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|fault| Error::Malformed(fault.to_string()))
}
