//! The phone's page and its plain forms: everything a phone can do works without script.

use app::address;
use app::screens::phone::{self, Notice, PhoneForm, PhonePage};
use app::text::screens;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use meeting::panel::{Mine, Panel, PanelName};
use meeting::speakers::{self, Speaker};
use meeting::wire::{Ask, Envelope};
use meeting::{PersonId, Place, RequestId, written};
use serde::Deserialize;

use super::error::Error;
use super::{Web, api, ballot, office, room_of, session};
use crate::room::{Room, Stream};
use crate::secret;

/// What a phone's page is asked for with.
#[derive(Deserialize)]
pub(super) struct PhoneQuery {
    /// A ballot that is in the ballot box is to be replaced.
    change: Option<String>,
}

/// `GET /m/{code}`: takes a seat at the first visit.
pub(super) async fn page(
    State(web): State<Web>,
    Path(code): Path<String>,
    Query(query): Query<PhoneQuery>,
    cookies: CookieJar,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let (actor, cookies) = match session::sitting(&web, &room, Place::Phone, &headers) {
        Ok(sitting) => (sitting.actor, cookies),
        // No seat yet, or one of a meeting long gone: a fresh one.
        Err(_) => {
            web.limits.seat()?;
            let (actor, seat) = web.meetings.issue_seat(&room);
            (actor, cookies.add(session::cookie(session::SEAT, seat, address::phone(&code))))
        }
    };
    let form = PhoneForm { changing: query.change.is_some(), ..fresh_form() };
    let html = render(&web, &room, actor.person(), &headers, form).await?;
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((cookies, no_store, Html(html)).into_response())
}

async fn render(
    web: &Web,
    room: &Room,
    person: Option<PersonId>,
    headers: &HeaderMap,
    form: PhoneForm,
) -> Result<String, Error> {
    let lang = session::lang(headers);
    let snapshot = room.snapshot(Stream::Screen(Place::Phone, lang), person).await?;
    let mut mine = (0, Mine::default());
    let mut panels = Vec::with_capacity(snapshot.panels.len());
    for (name, offset, panel) in snapshot.panels {
        match panel {
            Panel::Mine(own) if name == PanelName::Mine => mine = (offset, own),
            panel => panels.push((name, offset, panel)),
        }
    }
    Ok(phone::page(&PhonePage {
        code: room.code.to_string(),
        lang,
        text: session::text_size(headers),
        epoch: snapshot.epoch.to_string(),
        now: snapshot.now,
        panels,
        mine,
        surroundings: (*room.surroundings).clone(),
        form,
        assets: (*web.assets).clone(),
    }))
}

/// Ids new for this page: pressing a button twice, or a line that breaks after it, sends the same id
/// again, which is done once.
fn fresh_form() -> PhoneForm {
    PhoneForm {
        ask_id: secret::random_hex::<16>(),
        withdraw_id: secret::random_hex::<16>(),
        write_id: secret::random_hex::<16>(),
        vote_id: secret::random_hex::<16>(),
        ..PhoneForm::default()
    }
}

/// Asking for the floor, as the form sends it.
#[derive(Deserialize)]
pub(super) struct Asking {
    id: String,
    #[serde(flatten)]
    speaker: Speaker,
}

/// `POST /m/{code}/ask`.
pub(super) async fn ask(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(asking): Form<Asking>,
) -> Result<Response, Error> {
    let typed = PhoneForm { speaker: asking.speaker.clone(), ..fresh_form() };
    let command = speakers::Command::RequestFloor { speaker: asking.speaker };
    submit(&web, &code, &headers, (asking.id, command.into()), typed, None).await
}

/// Withdrawing, as the form sends it.
#[derive(Deserialize)]
pub(super) struct Withdrawing {
    id: String,
    request: RequestId,
}

/// `POST /m/{code}/withdraw`.
pub(super) async fn withdraw(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Withdrawing>,
) -> Result<Response, Error> {
    let command = speakers::Command::WithdrawRequest { request: form.request };
    submit(&web, &code, &headers, (form.id, command.into()), fresh_form(), None).await
}

/// A written opinion, as the form sends it.
#[derive(Deserialize)]
pub(super) struct Writing {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    hamlet: String,
    #[serde(default)]
    text: String,
}

/// `POST /m/{code}/write`.
pub(super) async fn write(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Writing>,
) -> Result<Response, Error> {
    let Writing { id, name, hamlet, text } = form;
    let typed = PhoneForm { write: [name.clone(), hamlet.clone(), text.clone()], ..fresh_form() };
    let command = written::Command::Submit { name, hamlet, text }.into();
    submit(&web, &code, &headers, (id, command), typed, None).await
}

/// `POST /m/{code}/vote`: `id`, `poll`, and for each question by its place `t0` with what is ticked or `w0` with
/// free words.
pub(super) async fn vote(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let id = ballot::field(&fields, "id").unwrap_or_default().to_owned();
    let ballot = ballot::of_form(&room, &fields).await?;
    let typed = PhoneForm { ballot: fields.clone(), changing: true, ..fresh_form() };
    let poll = ballot.poll;
    let title = room
        .read(move |meeting, _| meeting.polls.get(poll).map(|poll| poll.questionnaire.title().to_owned()));
    let about = title.await?;
    submit(&web, &code, &headers, (id, Ask::Ballot(ballot)), typed, about).await
}

/// Does what a form asks; refused, the page comes again with what was typed and why, and by its title `about` what.
async fn submit(
    web: &Web,
    code: &str,
    headers: &HeaderMap,
    (id, command): (String, Ask),
    typed: PhoneForm,
    about: Option<String>,
) -> Result<Response, Error> {
    let room = room_of(web, code)?;
    if !session::has_seat(headers) {
        // The page this form is on gave it one, and the browser did not keep it.
        let message = screens::of(session::lang(headers)).phone.cookies_unsent.to_owned();
        return refused(web, &room, headers, None, (Error::NoKey.status(), message), typed).await;
    }
    let sitting = session::sitting(web, &room, Place::Phone, headers)?;
    let person = sitting.actor.person();
    let envelope = Envelope { id, command, made: None };
    match api::carry_out(web, &room, sitting, envelope).await {
        Ok(_) => Ok(Redirect::to(&address::phone(&code)).into_response()),
        Err(error @ (Error::Refused(_) | Error::NotSaved)) => {
            let message = error.message(session::lang(headers));
            // By then another ballot may be asked for.
            let message = about.map_or_else(|| message.clone(), |title| format!("“{title}”: {message}"));
            refused(web, &room, headers, person, (error.status(), message), typed).await
        }
        Err(error) => Err(error),
    }
}

/// The page again with what was typed and why it was not taken; without a `person` for whoever has no seat.
async fn refused(
    web: &Web,
    room: &Room,
    headers: &HeaderMap,
    person: Option<PersonId>,
    (status, message): (StatusCode, String),
    typed: PhoneForm,
) -> Result<Response, Error> {
    let notice = Some(Notice::Refused(message));
    let html = render(web, room, person, headers, PhoneForm { notice, ..typed }).await?;
    Ok((status, office::explained(), Html(html)).into_response())
}
