//! One HTTP request over a connection of its own: what the command line asks of a running program.

use anyhow::{Context, bail};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// Sends a request with a JSON body to `authority`, such as `127.0.0.1:3000`, and reads the JSON of the answer.
///
/// # Errors
/// If nobody answers there, or the answer is a refusal: its message then.
pub(crate) async fn json(
    authority: &str,
    method: &str,
    path: &str,
    bearer: Option<&str>,
    body: &Value,
) -> anyhow::Result<Value> {
    let (status, answer) = answered(authority, method, path, bearer, body).await?;
    if (200..300).contains(&status) {
        return Ok(answer);
    }
    match answer.pointer("/error/message").and_then(Value::as_str) {
        Some(message) => bail!("{message}"),
        None => bail!("hội trường trả lời {status}"),
    }
}

/// As [`json`], with the status of the answer, whatever it is.
///
/// # Errors
/// If nobody answers there, or the answer is not JSON.
pub(crate) async fn answered(
    authority: &str,
    method: &str,
    path: &str,
    bearer: Option<&str>,
    body: &Value,
) -> anyhow::Result<(u16, Value)> {
    let stream = TcpStream::connect(authority).await.context("hội trường không trả lời")?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let mut request = axum::http::Request::builder()
        .method(method)
        .uri(path)
        .header("host", authority)
        .header("content-type", "application/json");
    if let Some(secret) = bearer {
        request = request.header("authorization", format!("Bearer {secret}"));
    }
    let request = request.body(axum::body::Body::from(body.to_string()))?;
    let answer = sender.send_request(request).await.context("hội trường không trả lời")?;
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(axum::body::Body::new(answer.into_body()), usize::MAX).await?;
    drop(sender);
    connection.abort();
    let json = serde_json::from_slice(&body).context("câu trả lời không phải JSON")?;
    Ok((status, json))
}
