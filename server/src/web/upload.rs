//! Reads forms with a file in them. How large a file may be stands at its route.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

use super::error::Error;

/// As people count bytes.
pub(super) const MEGABYTE: usize = 1024 * 1024;

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
