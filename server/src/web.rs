//! The site: which handler answers at which route. What an address looks like stands in [`app::address`].

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
mod route;
mod session;
mod socket;
mod tablet;
mod turns;
mod upload;

use std::sync::Arc;

use app::address::{self, pattern};
use app::view_model::Assets;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware;
use axum::routing::{get, post};
use meeting::Place;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::set_header::SetResponseHeaderLayer;

use self::route::{Parts, Route, Routes, Site};
use crate::import as import_file;
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
    /// What stands at each route.
    routes: Arc<Routes>,
}

/// The whole site.
pub(crate) fn router(meetings: Arc<Meetings>, patience: Patience) -> Router {
    // Said once for the whole program; a second server of a test finds it said.
    let _ = any_spawner::Executor::init_tokio();
    let Site { router, routes } = site();
    let web = Web {
        meetings,
        assets: Arc::new(assets::manifest()),
        limits: Arc::default(),
        guesses: Arc::default(),
        turns: turns::AllTurns::default(),
        patience,
        routes: Arc::new(routes),
    };
    router
        .fallback(home::nothing_here)
        .layer(middleware::from_fn_with_state(web.clone(), error::explain))
        .layer(middleware::from_fn_with_state(web.clone(), session::same_origin))
        .layer(middleware::from_fn_with_state(web.clone(), error::bounded))
        .layer(middleware::from_fn_with_state(web.clone(), entrance::enter))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(set(header::REFERRER_POLICY, "same-origin"))
        .layer(set(header::X_FRAME_OPTIONS, "DENY"))
        .layer(set(header::CONTENT_SECURITY_POLICY, SCREEN_POLICY))
        // Pages are made for each who asks; assets come compressed already and are left alone, as are papers and
        // workbooks, which have nothing left to squeeze out.
        .layer(CompressionLayer::new().compress_when(worth_squeezing()))
        .with_state(web)
}

/// Puts the site together: which handler answers at which route, and what stands there.
fn site() -> Site {
    let to_office = Route::DOCUMENT.back(|parts| address::console(&parts.code(), &Place::Office));
    let people = Route::file(import_file::MOST_BYTES).back(to_import);
    let attachment =
        Route::file(files::MOST_BYTES).back(|parts| address::console(&parts.code(), &parts.sender()));
    Site::default()
        .route(pattern::START, Route::PLAIN, get(home::start))
        .route(pattern::JOIN, Route::PLAIN, get(home::join))
        .route(pattern::SHORT, Route::PLAIN, get(home::short))
        .route(pattern::LANG, Route::PLAIN, post(home::choose_language))
        .route(pattern::TEXT_SIZE, Route::PLAIN, post(home::choose_text_size))
        .route(pattern::HEALTHZ, Route::AT_ONCE, get(home::healthz))
        .route(pattern::ASSET, Route::AT_ONCE, get(assets::serve))
        .route(pattern::PHONE, Route::PLAIN, get(phone::page))
        .route(pattern::ASK, Route::PLAIN, post(phone::ask))
        .route(pattern::WITHDRAW, Route::PLAIN, post(phone::withdraw))
        .route(pattern::VOTE, Route::PLAIN, post(phone::vote))
        .route(pattern::WRITE, Route::PLAIN, post(phone::write))
        .route(pattern::LIVE, Route::AT_ONCE, get(socket::live))
        .route(pattern::CARD, Route::AT_ONCE, get(cards::open).post(cards::replace))
        .route(pattern::CONSOLE, Route::PLAIN, get(console::page))
        .route(pattern::TABLET_VOTE, Route::PLAIN, post(tablet::vote))
        .route(pattern::CARDS, Route::DOCUMENT, get(cards::form).post(cards::print))
        .route(pattern::POLL_RECORD, to_office, get(results::record))
        .route(pattern::POLL_WORKBOOK, to_office, get(results::workbook))
        .route(pattern::POLL_CHART, to_office, get(results::chart))
        .route(pattern::CLOCK, Route::PLAIN, post(clock::say))
        .route(pattern::LINKS, Route::PLAIN, get(office::links_form).post(office::print_links))
        .route(pattern::LINKS_END, Route::PLAIN, post(office::end_links))
        .route(pattern::IMPORT, people, get(import::page).post(import::read))
        .route(pattern::IMPORT_CONFIRM, people, post(import::confirm))
        .route(pattern::IMPORT_TEMPLATE, Route::PLAIN.back(to_import), get(import::template))
        .route(pattern::ITEM_FILES, attachment, post(files::attach))
        .route(pattern::FILE, Route::AT_ONCE, get(files::serve))
        .route(pattern::WAITING, Route::DOCUMENT, get(rest::waiting))
        .route(pattern::WRITTEN, Route::DOCUMENT, get(rest::written))
        .route(pattern::CONTACTS, Route::PLAIN, get(contacts::show).post(contacts::press))
        .route(pattern::HISTORY, Route::DOCUMENT, get(history::page))
        .route(pattern::HISTORY_CSV, Route::DOCUMENT, get(history::csv))
        .route(pattern::HISTORY_JSON, Route::DOCUMENT, get(history::json))
        .route(pattern::OFFICE, Route::PLAIN, get(office::meetings).post(office::create))
        .route(pattern::API_MEETINGS, Route::PLAIN, post(api::create))
        .route(pattern::API_CLOCK, Route::PLAIN, post(clock::say_by_api))
        .route(pattern::API_PHONES, Route::PLAIN, post(api::seat))
        .route(pattern::API_COMMANDS, Route::PLAIN, post(api::command))
        .route(pattern::API_PANELS, Route::PLAIN, get(api::panels))
        .route(pattern::API_EVENTS, Route::DOCUMENT, get(api::events))
        .route(pattern::API_EXPORT, Route::PLAIN, get(api::export))
        .route(pattern::API_BACKUP, Route::PLAIN, post(api::backup))
}

/// The address of the form that registers people from a file.
fn to_import(parts: &Parts<'_>) -> String {
    parts.place().map_or_else(address::start, |place| address::import(&parts.code(), &place))
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
