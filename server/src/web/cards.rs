//! Door cards: the office prints them, a phone comes in by one.

use app::address;
use app::plain_pages::cards::{self as pages, CardCount, CardHead, PrintedCard};
use app::text;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use meeting::panel::{self, Mine, Panel, PanelName};
use meeting::wire::Envelope;
use meeting::{Actor, Audience, CardNumber, PersonId, Place, cards};
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
    let html = pages::form(session::lang(&headers), &web.assets, &code, counted(&room).await?, None);
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
    let there = counted(&room).await?;
    let before = there.printed;
    let count = more.count.trim().parse().unwrap_or(0);
    let (command, from, to) = match more.again {
        Some(_) => (cards::Command::ShowCards.into(), 1, before),
        None => (cards::Command::PrintCards { count }.into(), before + 1, before.saturating_add(count)),
    };
    let envelope = Envelope { id: secret::random_hex::<16>(), command, made: None };
    if let Err(error) = api::carry_out(&web, &room, office, envelope).await {
        let lang = session::lang(&headers);
        let html = pages::form(lang, &web.assets, &code, there, Some(error.message(lang)));
        return Ok((error.status(), office::explained(), Html(html)).into_response());
    }
    let html = print_page(&web, &room, &headers, from, to).await?;
    Ok((office::no_store(), Html(html)).into_response())
}

/// What there is of the meeting's cards.
async fn counted(room: &Room) -> Result<CardCount, Error> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let count = room.read(move |meeting, _| CardCount {
        printed: number(meeting.cards.all.len()),
        in_stack: number(meeting.cards.in_stack().count()),
        renewed: meeting.cards.renewed,
    });
    Ok(count.await?)
}

/// The cards from one number to another, as far as they are in the stack.
async fn print_page(
    web: &Web,
    room: &Room,
    headers: &HeaderMap,
    from: u32,
    to: u32,
) -> Result<String, Error> {
    let lang = session::lang(headers);
    let common = text::common::of(lang);
    let (head, good) = room
        .read(move |meeting, _| {
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
        let url = web.meetings.card_address(room, number);
        PrintedCard { number: number.0, qr_svg: qr::svg(&url), url }
    };
    Ok(pages::print_page(lang, &web.assets, &room.code, head, good.map(card).collect()))
}

/// `GET /m/{code}/card/{key}`: whoever opens a card's address sits as the card's person, on whatever phone.
pub(super) async fn open(
    State(web): State<Web>,
    Path((code, key)): Path<(String, String)>,
    headers: HeaderMap,
    cookies: CookieJar,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let Some(seat) = web.meetings.card_seat(&room, &key) else {
        return Err(web.guesses.slow(&room).await);
    };
    // Scanned again on the same phone: the seat it has finds its ballot, a fresh one would not.
    let sits = session::sitting(&web, &room, Place::Phone, &headers).ok().map(|sitting| sitting.actor);
    let holder = web.meetings.sitting(&room, &seat).map(|sitting| sitting.actor);
    if sits.is_some() && sits == holder {
        return Ok(Redirect::to(&address::phone(&code)).into_response());
    }
    let card = holder.and_then(Actor::person).and_then(PersonId::card).ok_or(Error::NoCard)?;
    let sits = sits.and_then(Actor::person);
    let from_elsewhere = is_from_elsewhere(&headers);
    if from_elsewhere || has_something(&room, sits).await? {
        let html = pages::replace(session::lang(&headers), &web.assets, &code, &key, card.0, from_elsewhere);
        return Ok((office::no_store(), Html(html)).into_response());
    }
    Ok(sit(&code, seat, cookies))
}

/// `POST /m/{code}/card/{key}`: sits as the card's person after having been asked.
pub(super) async fn replace(
    State(web): State<Web>,
    Path((code, key)): Path<(String, String)>,
    cookies: CookieJar,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    match web.meetings.card_seat(&room, &key) {
        Some(seat) => Ok(sit(&code, seat, cookies)),
        None => Err(web.guesses.slow(&room).await),
    }
}

fn sit(code: &str, seat: String, cookies: CookieJar) -> Response {
    let cookie = session::cookie(session::SEAT, seat, address::phone(&code));
    (cookies.add(cookie), Redirect::to(&address::phone(&code))).into_response()
}

/// Whether a page of somewhere else led here, as far as the browser tells: a scanned code says nothing of the kind.
/// Over plain `http` many browsers tell no more than the page they come from.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| !matches!(site, b"none" | b"same-origin")) {
        return true;
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    headers.get(header::REFERER).is_some_and(|from| {
        let from = from.to_str().unwrap_or_default().split_once("://").map_or("", |(_, rest)| rest);
        from.split(['/', '?', '#']).next() != Some(host)
    })
}

/// Whether the phone would lose sight of something of its own: a card, a request, a ballot, a written opinion.
async fn has_something(room: &Room, sits: Option<PersonId>) -> Result<bool, Error> {
    let Some(person) = sits else { return Ok(false) };
    let reading = room.read(move |meeting, beside| {
        match panel::view(meeting, beside, Audience::Person(person), PanelName::Mine) {
            Some(Panel::Mine(mine)) => mine,
            _ => Mine::default(),
        }
    });
    let Mine { request, voted, paper_ballots, card, written, .. } = reading.await?;
    let is_empty = request.is_none() && voted.is_empty() && paper_ballots.is_empty() && written.is_empty();
    Ok(card.is_some() || !is_empty)
}
