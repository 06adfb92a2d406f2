//! The web: which address is what. URLs are here and nowhere else.

mod api;
mod assets;
mod ballot;
mod cards;
mod clock;
mod console;
mod contacts;
mod entrance;
mod error;
mod files;
mod guesses;
mod history;
mod home;
mod import;
mod limits;
mod office;
mod phone;
mod rest;
mod results;
mod session;
mod socket;
mod tablet;
mod turns;
mod upload;

use std::sync::Arc;

use app::view_model::Assets;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware;
use axum::routing::{get, post};
use meeting::wire::MOST_BYTES;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::listen::Patience;
use crate::meetings::Meetings;
use crate::room::Room;

/// What every handler needs.
#[derive(Clone)]
pub(crate) struct Web {
    /// The meetings.
    pub meetings: Arc<Meetings>,
    /// The built assets.
    pub assets: Arc<Assets>,
    /// How many commands a person may send.
    limits: Arc<limits::Limits>,
    /// Cards that were guessed.
    guesses: Arc<guesses::Guesses>,
    /// How much is done at once.
    turns: turns::AllTurns,
    /// How long those who are connected may take.
    patience: Patience,
}

/// The whole site.
pub(crate) fn router(meetings: Arc<Meetings>, patience: Patience) -> Router {
    // Said once for the whole program; a second server of a test finds it said.
    let _ = any_spawner::Executor::init_tokio();
    let web = Web {
        meetings,
        assets: Arc::new(assets::manifest()),
        limits: Arc::default(),
        guesses: Arc::default(),
        turns: turns::AllTurns::default(),
        patience,
    };
    Router::new()
        .route("/", get(home::start))
        .route("/join", get(home::join))
        .route("/{code}", get(home::short))
        .route("/lang", post(home::choose_language))
        .route("/text-size", post(home::choose_text_size))
        .route("/healthz", get(home::healthz))
        .route("/assets/{*path}", get(assets::serve))
        .route("/m/{code}", get(phone::page))
        .route("/m/{code}/ask", post(phone::ask))
        .route("/m/{code}/withdraw", post(phone::withdraw))
        .route("/m/{code}/vote", post(phone::vote))
        .route("/m/{code}/write", post(phone::write))
        .route("/m/{code}/live", get(socket::live))
        .route("/m/{code}/card/{key}", get(cards::open).post(cards::replace))
        .route("/m/{code}/{place}", get(console::page))
        .route("/m/{code}/tablet/vote", post(tablet::vote))
        .route("/m/{code}/office/cards", get(cards::form).post(cards::print))
        .route("/m/{code}/office/polls/{poll}/result", get(results::record))
        .route("/m/{code}/office/polls/{poll}/result.xlsx", get(results::workbook))
        .route("/m/{code}/office/polls/{poll}/chart.svg", get(results::chart))
        .route("/m/{code}/office/clock", post(clock::say))
        .route("/m/{code}/office/links", get(office::links_form).post(office::print_links))
        .route("/m/{code}/office/links/end", post(office::end_links))
        .route(
            "/m/{code}/{place}/import",
            get(import::page).post(import::read).layer(DefaultBodyLimit::max(upload::most_bytes("/import"))),
        )
        .route(
            "/m/{code}/{place}/import/confirm",
            post(import::confirm).layer(DefaultBodyLimit::max(upload::most_bytes("/import/confirm"))),
        )
        .route("/m/{code}/{place}/import/template", get(import::template))
        .route(
            "/m/{code}/items/{id}/files",
            post(files::attach).layer(DefaultBodyLimit::max(upload::most_bytes("/files"))),
        )
        .route("/m/{code}/files/{digest}", get(files::serve))
        .route("/m/{code}/{place}/waiting", get(rest::waiting))
        .route("/m/{code}/{place}/written", get(rest::written))
        .route("/m/{code}/{place}/contacts", get(contacts::show).post(contacts::press))
        .route("/m/{code}/{place}/history", get(history::page))
        .route("/m/{code}/{place}/history.csv", get(history::csv))
        .route("/m/{code}/{place}/history.json", get(history::json))
        .route("/office", get(office::meetings).post(office::create))
        .route("/api/meetings", post(api::create))
        .route("/api/meetings/{code}/clock", post(clock::say_by_api))
        .route("/api/meetings/{code}/phones", post(api::seat))
        .route("/api/meetings/{code}/commands", post(api::command))
        .route("/api/meetings/{code}/panels", get(api::panels))
        .route("/api/meetings/{code}/events", get(api::events))
        .route("/api/meetings/{code}/export", get(api::export))
        .route("/api/backup", post(api::backup))
        .fallback(home::nothing_here)
        .layer(middleware::from_fn_with_state(web.clone(), error::explain))
        .layer(middleware::from_fn_with_state(web.clone(), session::same_origin))
        .layer(middleware::from_fn_with_state(web.clone(), error::bounded))
        .layer(middleware::from_fn_with_state(web.clone(), entrance::enter))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(set(header::REFERRER_POLICY, "same-origin"))
        .layer(set(header::X_FRAME_OPTIONS, "DENY"))
        .layer(set(header::CONTENT_SECURITY_POLICY, SCREEN_POLICY))
        // Pages are made for each who asks; assets come compressed already and are left alone, as are papers and
        // workbooks, which have nothing left to squeeze out.
        .layer(CompressionLayer::new().compress_when(worth_squeezing()))
        .with_state(web)
}

/// The room of a meeting.
fn room_of(web: &Web, code: &str) -> Result<Room, error::Error> {
    web.meetings.room(code).ok_or(error::Error::NoMeeting)
}

/// Bytes that mean something in an address, as they are written there.
fn percent(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' | b'~' => {
                said.push(char::from(byte));
            }
            byte => {
                said.push('%');
                said.extend([byte >> 4, byte & 15].map(|nibble| {
                    char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase()
                }));
            }
        }
    }
    said
}

/// The name of a file as a header says it: once in plain letters for old browsers, once whole.
fn file_name(title: &str, kind: &str) -> String {
    let plain: String = meeting::search::fold(title)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(80)
        .collect();
    let whole: String =
        title.chars().map(|c| if matches!(c, '/' | '\\') { '-' } else { c }).take(120).collect();
    format!("filename=\"{plain}.{kind}\"; filename*=UTF-8''{}.{kind}", percent(&whole))
}

fn worth_squeezing() -> impl Predicate {
    let packed = ["application/pdf", "application/vnd"].map(NotForContentType::const_new);
    let [paper, workbook] = packed;
    DefaultPredicate::new().and(paper).and(workbook)
}

/// What pages may load. Consoles say more, for their own script and WASM.
const SCREEN_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

fn set(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
