//! Door cards: the office prints them, a phone comes in by one.

use app::pages::cards::{self as pages, CardHead, PrintedCard};
use app::text;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use meeting::wire::{Ask, Envelope};
use meeting::{Actor, CardNumber, Place, cards};
use serde::Deserialize;

use super::error::Error;
use super::{Web, api, office, room_of, session};
use crate::documents::qr;
use crate::room::Room;
use crate::secret;

/// `GET /m/{code}/office/cards`: how many there are, and the form for more.
pub(super) async fn form(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let room = office::office_room(&web, &code, &headers)?;
    let (printed, in_stack) = counted(&room).await?;
    let html = pages::form(session::lang(&headers), &web.assets, &code, printed, in_stack, None);
    Ok((office::no_store(), Html(html)).into_response())
}

/// How many more, or those once more that are in nobody's hand.
#[derive(Deserialize)]
pub(super) struct More {
    #[serde(default)]
    count: String,
    again: Option<String>,
}

/// `POST /m/{code}/office/cards`: makes cards and shows them, or shows the stack again. The address of a card in
/// someone's hand is shown to nobody: with it one votes as they would.
pub(super) async fn print(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(more): Form<More>,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let office = session::sitting(&web, &room, Place::Office, &headers)?;
    let (before, in_stack) = counted(&room).await?;
    let count = more.count.trim().parse().unwrap_or(0);
    let (command, from, to) = match more.again {
        Some(_) => (cards::Command::ShowCards.into(), 1, before),
        None => (cards::Command::PrintCards { count }.into(), before + 1, before.saturating_add(count)),
    };
    let envelope = Envelope { id: secret::random_hex::<16>(), command, made: None };
    if let Err(error) = api::carry_out(&web, &room, office, envelope, None).await {
        let lang = session::lang(&headers);
        let html = pages::form(lang, &web.assets, &code, before, in_stack, Some(error.message(lang)));
        return Ok((error.status(), office::explained(), Html(html)).into_response());
    }
    let html = sheet(&web, &room, &headers, from, to).await?;
    Ok((office::no_store(), Html(html)).into_response())
}

/// How many cards there are, and how many of them are in nobody's hand.
async fn counted(room: &Room) -> Result<(u32, u32), Error> {
    let counts =
        room.glance(|meeting, _| [meeting.cards.all.len(), meeting.cards.in_stack().count()]).await?;
    let [printed, in_stack] = counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    Ok((printed, in_stack))
}

/// The cards from one number to another, as far as they are in the stack.
async fn sheet(web: &Web, room: &Room, headers: &HeaderMap, from: u32, to: u32) -> Result<String, Error> {
    let lang = session::lang(headers);
    let common = text::common::of(lang);
    let (head, good) = room
        .glance(move |meeting, _| {
            let details = &meeting.details;
            let date = details.starts.map(common.date);
            let place = [Some(details.venue.clone()), date].into_iter().flatten();
            let place: Vec<_> = place.filter(|part| !part.is_empty()).collect();
            let good: Vec<_> = meeting.cards.in_stack().collect();
            (CardHead { title: details.title.clone(), place: place.join(" · ") }, good)
        })
        .await?;
    let good = good.into_iter().filter(|number| (from..=to).contains(&number.0));
    let card = |number: CardNumber| {
        let url = web.house.card_address(room, number);
        PrintedCard { number: number.0, qr_svg: qr::svg(&url), url }
    };
    Ok(pages::sheet(lang, &web.assets, &room.code, head, good.map(card).collect()))
}

/// `GET /m/{code}/card/{key}`: whoever opens a card's address sits as the card's person, on whatever phone.
pub(super) async fn open(
    State(web): State<Web>,
    Path((code, key)): Path<(String, String)>,
    headers: HeaderMap,
    cookies: CookieJar,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let Some(seat) = web.house.card_seat(&room, &key) else {
        web.limits.guess(&room)?;
        let command = Ask::Cards(cards::Command::NoteGuess);
        let envelope = Envelope { id: secret::random_hex::<16>(), command, made: None };
        // Whoever guesses is answered the same whether the office could be told or not.
        let _ = room.ask(Actor::System, envelope, None).await;
        return Err(Error::NoCard);
    };
    // Scanned again on the same phone: the seat it has finds its ballot, a fresh one would not.
    let sits = session::sitting(&web, &room, Place::Phone, &headers).ok().map(|sitting| sitting.actor);
    if sits.is_some() && sits == web.house.sitting(&room, &seat).map(|sitting| sitting.actor) {
        return Ok(Redirect::to(&format!("/m/{code}")).into_response());
    }
    let cookie = session::cookie(session::SEAT, seat, format!("/m/{code}"));
    Ok((cookies.add(cookie), Redirect::to(&format!("/m/{code}"))).into_response())
}
