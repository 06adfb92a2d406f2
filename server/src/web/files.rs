//! Papers of agenda items: sent up by the office and the chair, read by whoever may see the item.

use app::address;
use std::io;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream;
use meeting::agenda::{Attachment, Command, Content, MOST_FILE_BYTES, Media};
use meeting::panel::{self, Panel, PanelName};
use meeting::refusal::Thing;
use meeting::wire::{Ask, Envelope};
use meeting::{Audience, ItemId, Place, Refusal, validate};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::error::Error;
use super::turns::Turn;
use super::upload::{MEGABYTE, Sent};
use super::{Web, api, file_name, room_of, session};
use crate::journal::{StoreOutcome, StoredFile};
use crate::room::Room;
use crate::secret;

/// Most bytes of an attached file.
pub(super) const MOST_BYTES: usize = MOST_FILE_BYTES as usize;

/// Most bytes of all files of one meeting.
const MOST_IN_ALL: usize = 100 * MEGABYTE;
/// A file may be looked at, and nothing else: browsers show papers in readers of their own all the same.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// From which place a file is sent up.
#[derive(Deserialize)]
pub(super) struct From {
    r#as: String,
}

/// `POST /m/{code}/items/{id}/files?as=PLACE` (chair, office): attaches a file to an item.
///
/// The rules are asked before anything is kept, so a refusal keeps nothing. If the item changes in the
/// instant between, the bytes stay behind unnamed: nobody is served them, and they count until sent again.
pub(super) async fn attach(
    State(web): State<Web>,
    Path((code, item)): Path<(String, ItemId)>,
    Query(from): Query<From>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let place: Place = from.r#as.parse().map_err(|_| Error::UnknownPlace)?;
    let sitting = session::sitting(&web, &room, place, &headers)?;
    let actor = sitting.actor;
    let back = Redirect::to(&address::console(&code, &place));
    let most = MOST_BYTES;
    let sent = Sent::read(form, most).await?;
    if sent.file.is_empty() {
        return Err(Error::NoFile);
    }
    let media = Media::of(&sent.file).ok_or(Error::WrongMedia)?;
    let digest: String = Sha256::digest(&sent.file).iter().map(|byte| format!("{byte:02x}")).collect();
    let bytes = u32::try_from(sent.file.len()).map_err(|_| Error::FileTooLarge(most / MEGABYTE))?;
    let title = title(sent.field("title"), &sent.file_name);
    let content = Content::File { digest: digest.clone(), media, bytes };
    let command = Command::Attach { id: item, title, content };
    let (asked, now) = (command.clone(), room.now());
    let is_so = room.read(move |meeting, _| {
        let Command::Attach { title, content, .. } = &asked else { return Ok(false) };
        let known = meeting.agenda.item(item);
        let same = |known: &Attachment| known.title == *title && known.content == *content;
        if known.is_some_and(|known| known.attachments.iter().any(same)) {
            return Ok(true);
        }
        meeting::decide(meeting, actor, &asked.into(), now).map(|_| false)
    });
    // Sent twice by an impatient hand.
    if is_so.await?? {
        return Ok(back.into_response());
    }
    let in_all = i64::try_from(MOST_IN_ALL).unwrap_or(i64::MAX);
    match web.meetings.journal().store_file(room.id, &digest, media, sent.file, in_all).await? {
        StoreOutcome::Full => return Err(Error::FilesFull(MOST_IN_ALL / MEGABYTE)),
        StoreOutcome::Stored => {}
    }
    let envelope = Envelope { id: secret::random_hex::<16>(), command: command.into(), made: None };
    api::carry_out(&web, &room, sitting, envelope).await?;
    Ok(back.into_response())
}

/// What people read: as typed, or the file's own name without what its kind is.
fn title(typed: &str, file_name: &str) -> String {
    if !typed.trim().is_empty() {
        return typed.to_owned();
    }
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let name: String = name.chars().filter(|c| !validate::is_forbidden(*c)).take(validate::TITLE).collect();
    if name.trim().is_empty() { "Tài liệu".to_owned() } else { name }
}

/// That a file which a command attaches is kept, and is what the command says it is.
///
/// # Errors
/// That there is no such file.
pub(super) async fn require_stored(web: &Web, room: &Room, ask: &Ask) -> Result<(), Error> {
    if let Ask::Agenda(Command::Attach { content: Content::File { digest, media, bytes }, .. }) = ask {
        let stored = web.meetings.journal().file_kind(room.id, digest).await?;
        if stored != Some((*media, *bytes)) {
            return Err(Refusal::NotFound { thing: Thing::File }.into());
        }
    }
    Ok(())
}

/// `GET /m/{code}/files/{digest}`: a file of an item that this visitor may see.
pub(super) async fn serve(
    State(web): State<Web>,
    Path((code, digest)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let room = room_of(&web, &code)?;
    let mut places = Place::ALL.into_iter().filter(|place| place.is_staff());
    let is_staff = places.any(|place| session::sitting(&web, &room, place, &headers).is_ok());
    let wanted = digest.clone();
    let found = room.read(move |meeting, beside| {
        let is_it =
            |known: &&Attachment| matches!(&known.content, Content::File { digest, .. } if *digest == wanted);
        if is_staff {
            return meeting.agenda.items.iter().flat_map(|item| &item.attachments).find(is_it).cloned();
        }
        // What the hall may see is decided where all of it is.
        match panel::view(meeting, beside, Audience::Place(Place::Phone), PanelName::Agenda) {
            Some(Panel::Agenda(agenda)) => {
                agenda.items.iter().flat_map(|item| &item.attachments).find(is_it).cloned()
            }
            _ => None,
        }
    });
    let Some(Attachment { title, content: Content::File { media, .. }, .. }) = found.await? else {
        return Err(Error::NothingHere);
    };
    let tag = format!("\"{digest}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let is_known =
        known.is_some_and(|known| known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let value = |text: &str| HeaderValue::from_str(text).map_err(|_| Error::NothingHere);
    let head: [(HeaderName, HeaderValue); 7] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media.mime())),
        (header::CONTENT_DISPOSITION, value(&disposition(&title, media))?),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
        (header::ETAG, value(&tag)?),
    ];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, head).into_response());
    }
    let file = web.meetings.journal().open_file(room.id, &digest).await?.ok_or(Error::NothingHere)?;
    let size = [(header::CONTENT_LENGTH, HeaderValue::from(file.size()))];
    if method == Method::HEAD {
        return Ok((head, size).into_response());
    }
    let turns = if is_staff { &web.turns.staff_files } else { &web.turns.files };
    Ok((head, size, read(file, turns.take().await?, web.patience.file)).into_response())
}

/// Bytes a second at which a file is to be taken at least, on the whole.
const PACE: u64 = 8 * 1024;

/// A file, a piece at a time, as fast as it is taken. Who takes it too slowly is left, so that others get a turn.
fn read(file: StoredFile, turn: Turn, patience: Duration) -> Body {
    let began = Instant::now();
    Body::from_stream(stream::unfold(Some((file, turn, 0)), move |reading| async move {
        let (mut file, turn, taken) = reading?;
        if began.elapsed() > patience + Duration::from_secs(taken / PACE) {
            return Some((Err(io::Error::from(io::ErrorKind::TimedOut)), None));
        }
        match file.read_piece().await {
            Ok(piece) => {
                let piece = Bytes::from(piece?);
                let taken = taken + piece.len() as u64;
                Some((Ok(piece), Some((file, turn, taken))))
            }
            // The line breaks off, so that nobody takes half of it for the whole.
            Err(fault) => {
                tracing::error!(%fault, "a file could not be read to its end");
                Some((Err(io::Error::other(fault)), None))
            }
        }
    }))
}

/// Shown in place, and kept under its title.
fn disposition(title: &str, media: Media) -> String {
    format!("inline; {}", file_name(title, media.mime().rsplit('/').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_what_was_typed_or_what_the_file_is_called() {
        assert_eq!(title("Báo cáo", "x.pdf"), "Báo cáo");
        assert_eq!(title(" ", r"C:\Users\A\Báo cáo.quý 4.pdf"), "Báo cáo.quý 4");
        assert_eq!(title("", "../../etc/\u{202e}passwd"), "passwd");
        assert_eq!(title("", ".pdf"), "Tài liệu");
    }

    #[test]
    fn a_name_breaks_out_of_no_header() {
        let said = disposition("Báo cáo \"quý\"\r\nX: 1; ../a", Media::Pdf);
        let expected = "inline; filename=\"bao-cao--quy--x--1-----a.pdf\"; \
                        filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%22qu%C3%BD%22%0D%0AX%3A%201%3B%20..-a.pdf";
        assert_eq!(said, expected);
    }
}
