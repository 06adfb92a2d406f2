//! Forms with a file in them: how large they may be, and what they hold.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use meeting::agenda::MOST_FILE_BYTES;
use meeting::{Place, wire};

use super::error::Error;
use crate::import;

/// As people count bytes.
pub(super) const MEGABYTE: usize = 1024 * 1024;
/// What a form says around its file.
const AROUND: usize = 64 * 1024;

/// Most bytes of the file that is sent to this address; `None` where no file is taken.
fn most_of_file(path: &str) -> Option<usize> {
    if path.ends_with("/files") {
        usize::try_from(MOST_FILE_BYTES).ok()
    } else {
        (path.ends_with("/import") || path.ends_with("/import/confirm")).then_some(import::MOST_BYTES)
    }
}

/// Whether forms with a file go to this address; only staff send them.
pub(super) fn takes_file(path: &str) -> bool {
    most_of_file(path).is_some()
}

/// Most bytes of a body that is sent to this address.
pub(super) fn most_bytes(path: &str) -> usize {
    most_of_file(path).map_or(wire::MOST_BYTES, |most| most + AROUND)
}

/// Why a body that is larger is not taken.
pub(super) fn too_large(path: &str) -> Error {
    most_of_file(path).map_or(Error::TooLarge, |most| Error::FileTooLarge(most / MEGABYTE))
}

/// Where someone goes back to when a form at this address was not taken: their own console or form.
pub(super) fn back(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["", "m", code, "items", _, "files"] => {
            let place = query.strip_prefix("as=").and_then(|place| place.parse().ok());
            let place = place.filter(|place: &Place| place.is_staff()).unwrap_or(Place::Office);
            format!("/m/{code}/{place}")
        }
        ["", "m", code, place, "import", ..] if place.parse::<Place>().is_ok() => {
            format!("/m/{code}/{place}/import")
        }
        ["", "m", code, "office", "polls", ..] => format!("/m/{code}/office"),
        _ => "/".to_owned(),
    }
}

/// What a form with a file holds.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// The bytes of the field `file`; empty if none was chosen.
    pub(super) file: Vec<u8>,
    /// The file's own name.
    pub(super) file_name: String,
    /// The other fields, by name.
    fields: Vec<(String, String)>,
}

impl Sent {
    /// Reads a form as it comes in, never more than `most` bytes of its file.
    ///
    /// # Errors
    /// `FileTooLarge`, or `Malformed` if it is no such form.
    pub(super) async fn read(mut form: Multipart, most: usize) -> Result<Self, Error> {
        let mut sent = Self::default();
        while let Some(mut field) = form.next_field().await.map_err(|fault| broken(&fault, most))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name != "file" {
                let text = field.text().await.map_err(|fault| broken(&fault, most))?;
                sent.fields.push((name, text));
                continue;
            }
            field.file_name().unwrap_or_default().clone_into(&mut sent.file_name);
            while let Some(chunk) = field.chunk().await.map_err(|fault| broken(&fault, most))? {
                if sent.file.len() + chunk.len() > most {
                    return Err(Error::FileTooLarge(most / MEGABYTE));
                }
                sent.file.extend_from_slice(&chunk);
            }
        }
        Ok(sent)
    }

    /// Every field of this name.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(known, _)| known == name).map(|(_, text)| text.as_str()).collect()
    }

    /// A field; empty if it was not sent.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }
}

fn broken(fault: &MultipartError, most: usize) -> Error {
    match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::FileTooLarge(most / MEGABYTE),
        _ => Error::Malformed(fault.body_text()),
    }
}
