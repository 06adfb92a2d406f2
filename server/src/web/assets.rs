//! The built site: inside the program in a release, read from `target/site` while developing.

use app::address;
use std::borrow::Cow;
use std::collections::BTreeMap;

use app::view_model::Assets;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::error::Error;

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// The addresses of the built assets. Without a built site there are none; pages then come without style
/// and script, and still work.
pub(super) fn manifest() -> Assets {
    let file = Site::get("manifest.json").map(|file| file.data);
    let names: BTreeMap<String, String> =
        file.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    if names.is_empty() {
        tracing::warn!("the site is not built: run `cargo xtask run` once");
    }
    Assets(names.into_iter().map(|(name, path)| (name, address::asset(&path))).collect())
}

/// `GET /assets/…`: names carry a digest of the content, so a browser keeps what it has for good. Packed
/// ahead of time, never while someone waits.
pub(super) async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let packed = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(encoding, ending)| {
        let accepts = accepted.split(',').any(|part| part.split(';').next().map(str::trim) == Some(encoding));
        let file = Site::get(&format!("assets/{path}{ending}")).filter(|_| accepts)?;
        Some((Some(encoding), file))
    });
    let plain = || Site::get(&format!("assets/{path}")).map(|file| (None, file));
    let (encoding, file) = packed.or_else(plain).ok_or(Error::NothingHere)?;
    let body = match file.data {
        Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    let fixed = [
        (header::CONTENT_TYPE, content_type(&path)),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    let encoded = encoding.map(|encoding| [(header::CONTENT_ENCODING, encoding)]);
    Ok(match encoded {
        Some(encoded) => (fixed, encoded, body).into_response(),
        None => (fixed, body).into_response(),
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
