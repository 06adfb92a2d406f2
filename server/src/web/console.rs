//! The consoles, the projector and the tablet: pages of places that are opened with a key.

use app::address;
use app::consoles::shell;
use app::screens::projector::{self, ProjectorPage, Wall};
use app::text::Lang;
use app::view_model::{ConsolePage, Snapshot};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use meeting::Place;
use serde::Deserialize;

use super::error::Error;
use super::{Web, room_of, session, tablet};
use crate::room::{Room, Stream};

/// The key in a link that is opened for the first time.
#[derive(Deserialize)]
pub(super) struct ConsoleQuery {
    key: Option<String>,
    /// What a projector shows; another place has no use for it.
    show: Option<String>,
    /// On the tablet someone has just voted.
    done: Option<String>,
}

/// `GET /m/{code}/{place}`. With `?key=` it keeps the key in that place's cookie and shows the address
/// without it.
pub(super) async fn page(
    State(web): State<Web>,
    Path((code, place)): Path<(String, String)>,
    Query(query): Query<ConsoleQuery>,
    cookies: CookieJar,
    request: Request,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let place: Place = place.parse().map_err(|_| Error::UnknownPlace)?;
    let address = address::console(&code, &place);
    if place == Place::Phone {
        return Ok(Redirect::to(&address::phone(&code)).into_response());
    }
    let wall = query.show.as_deref().and_then(Wall::from_name).unwrap_or_default();
    if let Some(key) = query.key {
        let sitting = web.meetings.sitting(&room, &key).ok_or(Error::NoKey)?;
        if sitting.actor.place() != Some(place) {
            return Err(Error::WrongPlace);
        }
        // The office's key opens the whole program, every other only its meeting.
        let path = if place == Place::Office { "/".to_owned() } else { address::phone(&code) };
        let cookie = session::cookie(place.name(), key, path);
        let shown = if wall == Wall::Follow { address } else { format!("{address}?show={}", wall.name()) };
        return Ok((cookies.add(cookie), Redirect::to(&shown)).into_response());
    }
    let headers = request.headers().clone();
    session::sitting(&web, &room, place, &headers)?;
    let lang = session::lang(&headers);
    let mut response = match place {
        Place::Projector => projector_page(&web, &room, lang, wall).await?,
        Place::Tablet => tablet::page(&web, &room, &headers, query.done.is_some()).await?,
        _ => console_page(&web, &room, place, lang, request).await?,
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn projector_page(web: &Web, room: &Room, lang: Lang, wall: Wall) -> Result<Response, Error> {
    let snapshot = room.snapshot(Stream::Screen(Place::Projector, lang), None).await?;
    let page = ProjectorPage {
        code: room.code.to_string(),
        lang,
        wall,
        epoch: snapshot.epoch.to_string(),
        now: snapshot.now,
        panels: snapshot.panels,
        surroundings: (*room.surroundings).clone(),
        assets: (*web.assets).clone(),
    };
    Ok(Html(projector::page(&page)).into_response())
}

async fn console_page(
    web: &Web,
    room: &Room,
    place: Place,
    lang: Lang,
    request: Request,
) -> Result<Response, Error> {
    let snapshot = room.snapshot(Stream::Console(place), None).await?;
    let panels = snapshot.panels.into_iter();
    let panels =
        panels.map(|(name, offset, panel)| (name, (offset, serde_json::to_value(panel).unwrap_or_default())));
    let snapshot = Snapshot {
        place,
        code: room.code.to_string(),
        lang,
        epoch: snapshot.epoch.to_string(),
        now: snapshot.now,
        panels: panels.collect(),
        join_url: room.surroundings.join_url.clone(),
    };
    let page = ConsolePage { snapshot, assets: (*web.assets).clone() };
    // The nonce is Leptos' own; its scripts carry it, and the policy names it.
    let context = || {
        let nonce = leptos::nonce::use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
        let policy = format!(
            "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        if let (Some(query), Ok(policy)) =
            (leptos::context::use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&policy))
        {
            query.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    };
    let render = leptos_axum::render_app_to_stream_with_context(context, move || shell(page.clone()));
    Ok(render(request).await.into_response())
}
