//! What went wrong, said to a person: a sentence in their language, as a page or, for the API, as JSON.

use app::text::{self, Lang};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use futures_util::StreamExt;
use meeting::Refusal;
use meeting::history::Done;
use serde_json::json;

use super::{Web, session, upload};
use crate::house::{CreateError, KeyError};
use crate::journal::JournalError;
use crate::room::RoomError;

/// Why a request is not answered as hoped.
#[derive(Clone, Debug)]
pub(crate) enum Error {
    /// There is no meeting with this code.
    NoMeeting,
    /// No door card of this meeting has this address.
    NoCard,
    /// No door card has this address either: many wrong ones were tried.
    ManyGuesses,
    /// So many new phones come at once that this one gets no seat now.
    Crowded,
    /// There is nothing at this address.
    NothingHere,
    /// No key, or one that opens nothing here, or no longer.
    NoKey,
    /// A key of another place.
    WrongPlace,
    /// There is no such place.
    UnknownPlace,
    /// What was sent cannot be read.
    Malformed(String),
    /// More than may be sent at once.
    TooLarge,
    /// A file of more than so many megabytes.
    FileTooLarge(usize),
    /// A form for a file, without one.
    NoFile,
    /// A file of a kind that is not taken.
    WrongMedia,
    /// All files together would be more than so many megabytes.
    FilesFull(usize),
    /// This address does not take that method.
    WrongMethod,
    /// Sent by another site.
    ForeignOrigin,
    /// There is no such programme.
    UnknownProgramme,
    /// The rules of the meeting say no.
    Refused(Refusal),
    /// They say no because of what someone else did just before.
    Overtaken(Refusal, Box<Done>),
    /// The disk did not take it.
    NotKept,
    /// The workbook of a poll could not be made.
    NotMade,
    /// What only the laptop's own command line can ask for went wrong: the sentence for it.
    Told(String),
    /// The program is closing down.
    ClosingDown,
    /// One, or all guests together, send more than is taken at once: in a while it is.
    TooFast,
    /// So many ask at once that one more would have to wait too long.
    Busy,
    /// What was sent came too slowly.
    TooSlow,
    /// Asked for under a host that is not the laptop's; its own address is this.
    ForeignHost(String),
}

impl Error {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::NoMeeting
            | Self::NoCard
            | Self::NothingHere
            | Self::UnknownPlace
            | Self::Refused(Refusal::NotFound { .. })
            | Self::Overtaken(Refusal::NotFound { .. }, _) => StatusCode::NOT_FOUND,
            Self::NoKey => StatusCode::UNAUTHORIZED,
            Self::WrongPlace | Self::ForeignOrigin | Self::Refused(Refusal::NotAllowed { .. }) => {
                StatusCode::FORBIDDEN
            }
            Self::Malformed(_) | Self::UnknownProgramme => StatusCode::BAD_REQUEST,
            Self::TooLarge | Self::FileTooLarge(_) | Self::FilesFull(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoFile => StatusCode::UNPROCESSABLE_ENTITY,
            Self::WrongMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Refused(refusal) if is_input(refusal) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(_) | Self::Overtaken(..) => StatusCode::CONFLICT,
            Self::NotKept | Self::NotMade | Self::Told(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::ManyGuesses | Self::TooFast => StatusCode::TOO_MANY_REQUESTS,
            Self::ClosingDown | Self::Busy | Self::Crowded => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::ForeignHost(_) => StatusCode::MISDIRECTED_REQUEST,
        }
    }

    /// Whether it is about this moment alone: what was sent is as good in a while, and is to be kept till then.
    pub(super) fn passes(&self) -> bool {
        matches!(self, Self::NotKept | Self::TooFast | Self::Busy)
    }

    /// The sentence for a person whose page keeps what was sent and sends it again by itself.
    pub(super) fn not_now(&self, lang: Lang) -> String {
        let words = text::pages::of(lang);
        let sentence = if matches!(self, Self::NotKept) { words.not_now } else { words.not_now_many };
        sentence.to_owned()
    }

    /// A name for programs.
    fn code(&self) -> String {
        let fixed = match self {
            Self::NoMeeting => "no_meeting",
            Self::NoCard => "no_card",
            Self::ManyGuesses => "many_guesses",
            Self::Crowded => "crowded",
            Self::NothingHere => "nothing_here",
            Self::NoKey => "no_key",
            Self::WrongPlace => "wrong_place",
            Self::UnknownPlace => "unknown_place",
            Self::Malformed(_) => "malformed",
            Self::TooLarge | Self::FileTooLarge(_) => "too_large",
            Self::NoFile => "no_file",
            Self::WrongMedia => "wrong_media",
            Self::FilesFull(_) => "files_full",
            Self::WrongMethod => "wrong_method",
            Self::ForeignOrigin => "foreign_origin",
            Self::UnknownProgramme => "unknown_programme",
            Self::NotKept => "not_kept",
            Self::NotMade => "not_made",
            Self::Told(_) => "failed",
            Self::ClosingDown => "closing_down",
            Self::TooFast => "too_fast",
            Self::Busy => "busy",
            Self::TooSlow => "too_slow",
            Self::ForeignHost(_) => "foreign_host",
            Self::Refused(refusal) | Self::Overtaken(refusal, _) => {
                let json = serde_json::to_value(refusal).unwrap_or_default();
                return json.get("code").and_then(|code| code.as_str()).unwrap_or_default().to_owned();
            }
        };
        fixed.to_owned()
    }

    /// What exactly could not be read, for whoever writes the program that sent it.
    fn detail(&self) -> Option<&str> {
        match self {
            Self::Malformed(detail) => Some(detail),
            _ => None,
        }
    }

    /// The sentence for a person.
    pub(crate) fn message(&self, lang: Lang) -> String {
        let (words, staff) = (text::pages::of(lang), text::staff::of(lang));
        let fixed = match self {
            Self::NoMeeting => words.no_meeting,
            Self::NoCard => words.no_card,
            Self::ManyGuesses => words.many_guesses,
            Self::Crowded => words.crowded,
            Self::NothingHere => words.nothing_here,
            Self::NoKey => words.no_key,
            Self::WrongPlace => words.wrong_place,
            Self::UnknownPlace => words.unknown_place,
            // What exactly is for programs, in English: see `detail`.
            Self::Malformed(_) => words.malformed,
            Self::TooLarge => words.too_large,
            Self::FileTooLarge(megabytes) => return (staff.file_too_large)(*megabytes),
            Self::NoFile => staff.no_file,
            Self::WrongMedia => staff.wrong_media,
            Self::FilesFull(megabytes) => return (staff.files_full)(*megabytes),
            Self::WrongMethod => words.wrong_method,
            Self::ForeignOrigin => words.foreign_origin,
            Self::UnknownProgramme => words.unknown_programme,
            Self::NotKept => words.not_kept,
            Self::NotMade => text::results::of(lang).not_made,
            Self::Told(sentence) => return sentence.clone(),
            Self::ClosingDown => words.closing_down,
            Self::TooFast => return text::common::refusal(lang, &Refusal::TooMany),
            Self::Busy => words.busy,
            Self::TooSlow => words.too_slow,
            Self::ForeignHost(address) => return (words.foreign_host)(address),
            Self::Refused(refusal) => return text::common::refusal(lang, refusal),
            Self::Overtaken(refusal, done) => {
                let (refusal, deeds) = (text::common::refusal(lang, refusal), text::deeds::of(lang));
                return format!("{refusal} {}", (deeds.just_before)(done));
            }
        };
        fixed.to_owned()
    }
}

/// Whether a refusal is about what was typed rather than about where the meeting stands.
fn is_input(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Empty { .. }
            | Refusal::TooLong { .. }
            | Refusal::ForbiddenCharacter { .. }
            | Refusal::OutOfRange { .. }
            | Refusal::OutsideText
    )
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<RoomError> for Error {
    fn from(fault: RoomError) -> Self {
        match fault {
            RoomError::NotKept(_) => Self::NotKept,
            RoomError::Gone => Self::ClosingDown,
            RoomError::KeyEnded => Self::NoKey,
        }
    }
}

impl From<JournalError> for Error {
    fn from(fault: JournalError) -> Self {
        tracing::error!(%fault, "the journal did not answer");
        Self::NotKept
    }
}

impl From<KeyError> for Error {
    fn from(fault: KeyError) -> Self {
        match fault {
            KeyError::Journal(fault) => fault.into(),
            KeyError::Room(fault) => fault.into(),
        }
    }
}

impl From<CreateError> for Error {
    fn from(fault: CreateError) -> Self {
        match fault {
            CreateError::UnknownProgramme(_) => Self::UnknownProgramme,
            CreateError::Refused(refusal) => Self::Refused(refusal),
            CreateError::Journal(fault) => fault.into(),
        }
    }
}

/// The error travels in the response's extensions; [`explain`], which knows the path and the language,
/// turns it into words.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Most bytes of a body that is too large which are still taken in, so that its sender hears why it is
/// refused instead of a line that breaks in mid-sending.
pub(super) const MOST_DRAINED: u64 = 64 * 1024 * 1024;

/// Refuses a body that says it is too large, after letting it pass by.
pub(super) async fn bounded(State(web): State<Web>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length: u64 = length.and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or_default();
    let most = upload::most_bytes(request.uri().path());
    if length <= most as u64 {
        return next.run(request).await;
    }
    let (uri, lang) = (request.uri().clone(), session::lang(request.headers()));
    if length <= MOST_DRAINED {
        let mut body = request.into_body().into_data_stream();
        while let Some(Ok(_)) = body.next().await {}
    }
    render(&web, &upload::too_large(uri.path()), &uri.to_string(), lang)
}

/// Turns every error, ours and the framework's own, into words.
pub(super) async fn explain(State(web): State<Web>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let lang = session::lang(request.headers());
    let response = next.run(request).await;
    if let Some(error) = response.extensions().get::<Error>() {
        return render(&web, error, &uri.to_string(), lang);
    }
    let error = match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => Error::WrongMethod,
        StatusCode::PAYLOAD_TOO_LARGE => upload::too_large(uri.path()),
        status if status.is_client_error() && !response.headers().contains_key(EXPLAINED) => {
            Error::Malformed(status.canonical_reason().unwrap_or_default().to_owned())
        }
        _ => return response,
    };
    render(&web, &error, &uri.to_string(), lang)
}

/// Marks a page that says itself what went wrong, such as a form shown again with what was typed.
pub(super) const EXPLAINED: &str = "x-explained";

/// The error as a page or as JSON.
pub(super) fn render(web: &Web, error: &Error, address: &str, lang: Lang) -> Response {
    let (status, message) = (error.status(), error.message(lang));
    let mut response = if address.starts_with("/api/") {
        let mut said = serde_json::Map::new();
        said.insert("code".to_owned(), error.code().into());
        said.insert("message".to_owned(), message.into());
        if let Some(detail) = error.detail() {
            said.insert("detail".to_owned(), detail.into());
        }
        (status, Json(json!({ "error": said }))).into_response()
    } else {
        // Without a key there is nowhere to go back to.
        let back = (!matches!(error, Error::NoKey)).then(|| upload::back(address));
        let html = app::pages::problem(lang, &web.assets, message, back);
        (status, Html(html)).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if matches!(error, Error::Busy | Error::ClosingDown | Error::Crowded) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}
