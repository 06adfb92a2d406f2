//! The start page and the small addresses.

use app::screens::phone::TextSize;
use app::text::{self, Lang};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use meeting::laptop::Disk;
use serde::Deserialize;

use super::error::Error;
use super::{Web, session};

/// `GET /healthz`: whether what is said in the hall gets to the disk, for whoever watches the laptop.
pub(super) async fn healthz(State(web): State<Web>) -> (StatusCode, String) {
    let disk = *web.house.journal().disk().borrow();
    match disk {
        Disk::Fine => (StatusCode::OK, "ok\n".to_owned()),
        Disk::Low { megabytes } => (StatusCode::OK, format!("ok, but only {megabytes} MB are free\n")),
        Disk::Failing { trouble } => {
            (StatusCode::SERVICE_UNAVAILABLE, format!("nothing can be written: {trouble:?}\n"))
        }
    }
}

/// `GET /`: where people enter the code; with one meeting in the house there is nothing to enter.
pub(super) async fn start(State(web): State<Web>, headers: HeaderMap) -> Response {
    match web.house.rooms().as_slice() {
        [only] => Redirect::to(&format!("/m/{}", only.code)).into_response(),
        _ => Html(app::pages::start(session::lang(&headers), &web.assets, None)).into_response(),
    }
}

/// The code as typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    code: String,
}

/// `GET /join?code=`.
pub(super) async fn join(State(web): State<Web>, Query(typed): Query<Typed>, headers: HeaderMap) -> Response {
    let code: String = typed.code.chars().filter(char::is_ascii_digit).collect();
    if web.house.room(&code).is_some() {
        return Redirect::to(&format!("/m/{code}")).into_response();
    }
    let lang = session::lang(&headers);
    let message = text::pages::of(lang).no_meeting.to_owned();
    Html(app::pages::start(lang, &web.assets, Some(message))).into_response()
}

/// `GET /{code}`: the address in the QR code, as short as it can be.
pub(super) async fn short(State(web): State<Web>, Path(code): Path<String>) -> Result<Redirect, Error> {
    let digits = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    match web.house.room(&code) {
        Some(_) => Ok(Redirect::to(&format!("/m/{code}"))),
        None if digits => Err(Error::NoMeeting),
        None => Err(Error::NothingHere),
    }
}

/// A chosen language.
#[derive(Deserialize)]
pub(super) struct Choice {
    lang: String,
    #[serde(default)]
    back: String,
}

/// `POST /lang`: keeps the language this person reads.
pub(super) async fn choose_language(
    cookies: CookieJar,
    Form(choice): Form<Choice>,
) -> Result<Response, Error> {
    let lang = Lang::from_code(&choice.lang).ok_or_else(|| Error::Malformed("lang".to_owned()))?;
    Ok((cookies.add(session::lang_cookie(lang)), back_to(&choice.back)).into_response())
}

/// A chosen size of text.
#[derive(Deserialize)]
pub(super) struct ChosenSize {
    size: String,
    #[serde(default)]
    back: String,
}

/// `POST /text-size`: keeps how large this person reads.
pub(super) async fn choose_text_size(
    cookies: CookieJar,
    Form(choice): Form<ChosenSize>,
) -> Result<Response, Error> {
    let size = TextSize::from_name(&choice.size).ok_or_else(|| Error::Malformed("size".to_owned()))?;
    Ok((cookies.add(session::text_size_cookie(size)), back_to(&choice.back)).into_response())
}

/// Back to a page of ours, never to another site.
fn back_to(path: &str) -> Redirect {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    Redirect::to(if ours { path } else { "/" })
}

/// Whatever else is asked for.
pub(super) async fn nothing_here() -> Error {
    Error::NothingHere
}
