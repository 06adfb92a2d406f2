//! The start page and the small addresses.

use app::address;
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
    let disk = *web.meetings.journal().disk().borrow();
    match disk {
        Disk::Fine => (StatusCode::OK, "ok\n".to_owned()),
        Disk::Low { megabytes } => (StatusCode::OK, format!("ok, but only {megabytes} MB are free\n")),
        Disk::Failing { trouble } => {
            (StatusCode::SERVICE_UNAVAILABLE, format!("nothing can be written: {trouble:?}\n"))
        }
    }
}

/// `GET /`: where people enter the code; with one meeting in the data folder there is nothing to enter.
pub(super) async fn start(State(web): State<Web>, headers: HeaderMap) -> Response {
    match web.meetings.rooms().as_slice() {
        [only] => Redirect::to(&address::phone(&only.code)).into_response(),
        _ => Html(app::plain_pages::start(session::lang(&headers), &web.assets, None)).into_response(),
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
    if web.meetings.room(&code).is_some() {
        return Redirect::to(&address::phone(&code)).into_response();
    }
    let lang = session::lang(&headers);
    let message = text::plain_pages::of(lang).no_meeting.to_owned();
    Html(app::plain_pages::start(lang, &web.assets, Some(message))).into_response()
}

/// `GET /{code}`: the address in the QR code, as short as it can be.
pub(super) async fn short(State(web): State<Web>, Path(code): Path<String>) -> Result<Redirect, Error> {
    let digits = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    match web.meetings.room(&code) {
        Some(_) => Ok(Redirect::to(&address::phone(&code))),
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
    Redirect::to(if is_ours(path) { path } else { "/" })
}

/// Whether a browser that is sent there stays here. Browsers leave control letters out, take `\` for `/`, and what
/// follows two of them for another host; who stands between may do the same with what is written by its code.
fn is_ours(address: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let coded = ["%2f", "%5c", "%25", "%0", "%1", "%7f"];
    path.starts_with('/')
        && !path.contains("//")
        && !coded.iter().any(|code| path.contains(code))
        && address.bytes().all(plain)
}

/// Whatever else is asked for.
pub(super) async fn nothing_here() -> Error {
    Error::NothingHere
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_back_to_a_page_of_ours_and_nowhere_else() {
        let ours = ["/", "/m/12345", "/m/12345?change", "/office", "/m/1/desk/history?words=%2F%2Fa&page=2"];
        for address in ours {
            assert!(is_ours(address), "{address}");
        }
        let others = [
            "",
            "evil.example",
            "http://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r\n/evil.example",
            "\t//evil.example",
            "/\u{0}/evil.example",
            "/ /evil.example",
            "/%2f/evil.example",
            "/%2F%2Fevil.example",
            "/%5Cevil.example",
            "/%09/evil.example",
            "/%0d%0aSet-Cookie:a=b",
            "/%252f%252fevil.example",
            "/m/..//evil.example",
            "/.//evil.example",
            "/\u{2044}/evil.example",
            "/\u{ff0f}/evil.example",
            "/\u{7f}/evil.example",
            "javascript:alert(1)",
        ];
        for address in others {
            assert!(!is_ours(address), "{address:?}");
        }
    }
}
