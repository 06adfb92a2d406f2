//! The tablet at the desk: its page, and its ballot as a plain form.

use app::address;
use app::screens::phone::Notice;
use app::screens::tablet::{self, TabletPage};
use app::text::screens;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use meeting::wire::{Ask, Envelope};
use meeting::{PersonId, Place, Refusal, poll};

use super::error::Error;
use super::{Web, api, ballot, office, room_of, session};
use crate::room::{Room, Stream};
use crate::secret;

/// The page. `thanks` whoever has just voted.
pub(super) async fn page(
    web: &Web,
    room: &Room,
    headers: &HeaderMap,
    thanks: bool,
) -> Result<Response, Error> {
    let thanks = thanks.then(|| {
        let words = &screens::of(session::lang(headers)).tablet;
        Notice::Done(words.recorded.to_owned())
    });
    let html = render(web, room, headers, Vec::new(), thanks).await?;
    Ok(Html(html).into_response())
}

async fn render(
    web: &Web,
    room: &Room,
    headers: &HeaderMap,
    ballot: Vec<(String, String)>,
    notice: Option<Notice>,
) -> Result<String, Error> {
    let lang = session::lang(headers);
    let snapshot = room.snapshot(Stream::Screen(Place::Tablet, lang), None).await?;
    Ok(tablet::page(&TabletPage {
        code: room.code.to_string(),
        lang,
        epoch: snapshot.epoch.to_string(),
        now: snapshot.now,
        panels: snapshot.panels,
        vote_id: secret::random_hex::<16>(),
        ballot,
        notice,
        assets: (*web.assets).clone(),
    }))
}

/// `POST /m/{code}/tablet/vote`: the ballot of whom the desk has opened the tablet for.
pub(super) async fn vote(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let sitting = session::sitting(&web, &room, Place::Tablet, &headers)?;
    let id = ballot::field(&fields, "id").unwrap_or_default().to_owned();
    let voter = ballot::field(&fields, "voter").and_then(|voter| PersonId::try_from(voter.to_owned()).ok());
    let sent = match voter {
        Some(voter) => {
            let ballot = ballot::of_form(&room, &fields).await?;
            let envelope = Envelope { id, command: Ask::TabletBallot { voter, ballot }, made: None };
            api::carry_out(&web, &room, sitting, envelope).await
        }
        None => Err(Refusal::TabletNotOpen.into()),
    };
    match sent {
        Ok(_) => {
            Ok(Redirect::to(&format!("{}?done=yes", address::console(&code, &Place::Tablet))).into_response())
        }
        Err(error @ (Error::Refused(_) | Error::NotSaved)) => {
            let status: StatusCode = error.status();
            let notice = Some(Notice::Refused(error.message(session::lang(&headers))));
            // What was ticked comes again for the one who ticked it, not for whoever stands there by now.
            let here = room.read(|meeting, beside| {
                meeting.polls.open().and_then(|poll| poll::at_tablet(poll, &beside.voter_roll))
            });
            let theirs = voter.is_some() && here.await? == voter;
            let typed = if theirs { fields } else { Vec::new() };
            let html = render(&web, &room, &headers, typed, notice).await?;
            Ok((status, office::no_store(), office::explained(), Html(html)).into_response())
        }
        Err(error) => Err(error),
    }
}
