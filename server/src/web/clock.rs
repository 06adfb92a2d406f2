//! The office says what the time is.

use app::address;
use app::consoles::office::when;
use axum::body::Bytes;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use meeting::Moment;
use meeting::Place;
use meeting::laptop::SaidTime;
use serde::Deserialize;

use super::error::Error;
use super::{Web, api, office};
use crate::room::{Room, RoomError};

/// From 2020 to 2100: what is typed beyond is a slip.
const YEARS: std::ops::Range<i64> = 1_577_811_600_000..4_102_419_600_000;

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Said {
    is: String,
    #[serde(default)]
    time: String,
}

impl Said {
    fn read(&self) -> Option<SaidTime> {
        match self.is.as_str() {
            "laptop" => Some(SaidTime::Laptop),
            "program" => Some(SaidTime::Program),
            "other" => when::from_field(&self.time).map(SaidTime::At),
            _ => None,
        }
    }
}

/// `POST /m/{code}/office/clock`.
pub(super) async fn say(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(said): Form<Said>,
) -> Result<Response, Error> {
    let room = office::office_room(&web, &code, &headers)?;
    let said = said.read().ok_or_else(|| Error::Malformed("time".to_owned()))?;
    put_right(web, room, said).await?;
    Ok(Redirect::to(&address::console(&code, &Place::Office)).into_response())
}

/// `POST /api/meetings/{code}/clock` (office): `"laptop"`, `"program"` or `{"at": ms}`.
pub(super) async fn say_by_api(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let room = office::office_room(&web, &code, &headers)?;
    put_right(web, room, api::read(&body)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn put_right(web: Web, room: Room, said: SaidTime) -> Result<(), Error> {
    if let SaidTime::At(Moment(time)) = said
        && !YEARS.contains(&time)
    {
        return Err(Error::Malformed("time".to_owned()));
    }
    // In a task of its own: a browser that goes away leaves nothing half done.
    let done = tokio::spawn(async move { web.meetings.say_time(&room, said).await }).await;
    Ok(done.unwrap_or(Err(RoomError::Gone))?)
}
