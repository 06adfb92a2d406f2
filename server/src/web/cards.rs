//! Door cards: the office prints them, a phone comes in by one.

use app::pages::cards::{self as pages, CardHead, PrintedCard};
use app::text;
use axum::Form;
use axum::extract::{Path, Query, State};
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

/// Which cards to show.
#[derive(Deserialize)]
pub(super) struct Shown {
    all: Option<String>,
}

/// `GET /m/{code}/office/cards`: how many there are, and the form for more; with `?all=` the cards themselves.
pub(super) async fn form(
    State(web): State<Web>,
    Path(code): Path<String>,
    Query(shown): Query<Shown>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let room = office::office_room(&web, &code, &headers)?;
    let printed = printed(&room).await?;
    let html = match shown.all {
        Some(_) => sheet(&web, &room, &headers, 1, printed).await?,
        None => pages::form(session::lang(&headers), &web.assets, &code, printed, None),
    };
    Ok((office::no_store(), Html(html)).into_response())
}

/// How many more.
#[derive(Deserialize)]
pub(super) struct More {
    #[serde(default)]
    count: String,
}

/// `POST /m/{code}/office/cards`: makes cards and shows them.
pub(super) async fn print(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(more): Form<More>,
) -> Result<Response, Error> {
    let room = office::office_room(&web, &code, &headers)?;
    let before = printed(&room).await?;
    let count = more.count.trim().parse().unwrap_or(0);
    let command = cards::Command::PrintCards { count }.into();
    let envelope = Envelope { id: secret::random_hex::<16>(), command, made: None };
    if let Err(error) = api::carry_out(&web, &room, Actor::Staff(Place::Office), envelope, None).await {
        let lang = session::lang(&headers);
        let html = pages::form(lang, &web.assets, &code, before, Some(error.message(lang)));
        return Ok((error.status(), office::explained(), Html(html)).into_response());
    }
    let html = sheet(&web, &room, &headers, before + 1, before + count).await?;
    Ok((office::no_store(), Html(html)).into_response())
}

async fn printed(room: &Room) -> Result<u32, Error> {
    let count = room.glance(|meeting, _| meeting.cards.all.len()).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The cards from one number to another, but for those that are worth nothing.
async fn sheet(web: &Web, room: &Room, headers: &HeaderMap, from: u32, to: u32) -> Result<String, Error> {
    let lang = session::lang(headers);
    let common = text::common::of(lang);
    let (head, good) = room
        .glance(move |meeting, _| {
            let details = &meeting.details;
            let date = details.starts.map(common.date);
            let place = [Some(details.venue.clone()), date].into_iter().flatten();
            let place: Vec<_> = place.filter(|part| !part.is_empty()).collect();
            let numbered =
                meeting.cards.numbered().filter(|(_, card)| card.standing != cards::Standing::Voided);
            let good: Vec<_> = numbered.map(|(number, _)| number).collect();
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
    let sits = session::sitting(&web, &room, Place::Phone, &headers).ok();
    if sits.is_some() && sits == web.house.holder(&room, &seat) {
        return Ok(Redirect::to(&format!("/m/{code}")).into_response());
    }
    let cookie = session::cookie(session::SEAT, seat, format!("/m/{code}"));
    Ok((cookies.add(cookie), Redirect::to(&format!("/m/{code}"))).into_response())
}
