//! Who is asking: keys and seats in cookies or in `Authorization`, the language, the origin.

use app::screens::phone::TextSize;
use app::text::Lang;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use meeting::Place;

use super::Web;
use super::error::Error;
use super::route::Target;
use crate::keys::Sitting;
use crate::room::Room;
use crate::secret;

/// The cookie that holds a phone's seat.
pub(super) const SEAT: &str = "seat";
/// The cookie that holds the language a person reads.
const LANG: &str = "lang";
/// The cookie that holds how large a person reads on the phone.
const TEXT_SIZE: &str = "text-size";
/// How long cookies are kept: longer than any meeting, so that a power cut does not put anyone out.
const STORED_FOR: time::Duration = time::Duration::days(30);

/// A cookie as all of ours are: not for scripts, not for other sites.
pub(super) fn cookie(name: impl Into<String>, value: String, path: String) -> Cookie<'static> {
    Cookie::build((name.into(), value))
        .path(path)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(STORED_FOR)
        .build()
}

/// The language this person chose. Not guessed from the browser: many phones here are set to English by
/// whoever sold them.
pub(super) fn lang(headers: &HeaderMap) -> Lang {
    let chosen =
        CookieJar::from_headers(headers).get(LANG).and_then(|cookie| Lang::from_code(cookie.value()));
    // Programs that speak the API have no cookie; they say it the standard way.
    let asked = || {
        let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        bearer(headers).and_then(|_| Lang::from_code(accepted.get(..2)?))
    };
    chosen.or_else(asked).unwrap_or_default()
}

/// The cookie that keeps a chosen language.
pub(super) fn lang_cookie(lang: Lang) -> Cookie<'static> {
    cookie(LANG, lang.code().to_owned(), "/".to_owned())
}

/// How large this person reads on the phone.
pub(super) fn text_size(headers: &HeaderMap) -> TextSize {
    let chosen = CookieJar::from_headers(headers);
    chosen.get(TEXT_SIZE).and_then(|cookie| TextSize::from_name(cookie.value())).unwrap_or_default()
}

/// The cookie that keeps a chosen size.
pub(super) fn text_size_cookie(size: TextSize) -> Cookie<'static> {
    cookie(TEXT_SIZE, size.name().to_owned(), "/".to_owned())
}

/// The secret in `Authorization: Bearer …`.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// The secret that opens a place, from `Authorization` or from that place's own cookie, so that several
/// places can be tabs of one browser.
fn secret_for(headers: &HeaderMap, place: Place) -> Option<String> {
    let cookies = CookieJar::from_headers(headers);
    let name = if place == Place::Phone { SEAT } else { place.name() };
    bearer(headers).map(str::to_owned).or_else(|| cookies.get(name).map(|cookie| cookie.value().to_owned()))
}

/// Who sits at `place` with what the request carries.
///
/// # Errors
/// `NoKey` without a secret that opens anything here, `WrongPlace` with one that opens another place.
pub(super) fn sitting(web: &Web, room: &Room, place: Place, headers: &HeaderMap) -> Result<Sitting, Error> {
    let secret = secret_for(headers, place).ok_or(Error::NoKey)?;
    let sitting = web.meetings.sitting(room, &secret).ok_or(Error::NoKey)?;
    if sitting.actor.place() == Some(place) { Ok(sitting) } else { Err(Error::WrongPlace) }
}

/// Whether a phone's browser has kept the seat that every page of a phone gives it.
pub(super) fn has_seat(headers: &HeaderMap) -> bool {
    secret_for(headers, Place::Phone).is_some()
}

/// Who speaks the API.
///
/// # Errors
/// `NoKey` without a secret that opens anything here.
pub(super) fn api_sitting(web: &Web, room: &Room, headers: &HeaderMap) -> Result<Sitting, Error> {
    let secret = bearer(headers).ok_or(Error::NoKey)?;
    web.meetings.sitting(room, secret).ok_or(Error::NoKey)
}

/// Whether the office of the program asks.
pub(super) fn is_office(web: &Web, headers: &HeaderMap) -> bool {
    secret_for(headers, Place::Office).is_some_and(|secret| web.meetings.is_office(&secret))
}

/// Whether a request carries a key of staff, of whatever place and meeting: then it does not stand behind the crowd.
pub(super) fn shows_staff_key(web: &Web, headers: &HeaderMap) -> bool {
    let cookies = CookieJar::from_headers(headers);
    let places = Place::ALL.iter().filter(|place| **place != Place::Phone);
    let shown = places.filter_map(|place| cookies.get(place.name())).map(Cookie::value);
    // A link that is opened for the first time has the key in its address, and waits like everyone.
    shown.chain(bearer(headers)).any(|secret| web.meetings.is_key(secret))
}

/// The digest of the key by which the office asks.
pub(super) fn office_digest(headers: &HeaderMap) -> Option<String> {
    secret_for(headers, Place::Office).map(|secret| secret::digest(&secret))
}

/// Refuses what another site makes a browser send: posts and sockets whose `Origin` is not ours.
pub(super) async fn same_origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let reads =
        matches!(*request.method(), Method::GET | Method::HEAD) && !headers.contains_key(header::UPGRADE);
    let foreign = headers.get(header::ORIGIN).is_some_and(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        origin.split_once("://").is_none_or(|(_, authority)| authority != host)
    });
    if foreign && !reads {
        return super::error::render(&web, &Error::ForeignOrigin, &Target::of(&web, &request), lang(headers));
    }
    next.run(request).await.into_response()
}
