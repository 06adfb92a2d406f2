//! Just enough HTTP to speak to our own server on loopback: one connection, JSON both ways.

use anyhow::{Context, Result, bail, ensure};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A connection that stays open, so that opening one is not part of what is measured.
pub(crate) struct Http {
    address: String,
    stream: BufReader<TcpStream>,
}

impl Http {
    /// Connects to an address.
    pub(crate) async fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream) })
    }

    /// Posts JSON and reads the JSON that answers it; anything but a 2xx is an error with what the server said.
    pub(crate) async fn post<T: DeserializeOwned>(
        &mut self,
        path: &str,
        secret: Option<&str>,
        body: &Value,
    ) -> Result<T> {
        let body = body.to_string();
        let answer = self.send("POST", path, secret, "application/json", body.as_bytes()).await?;
        serde_json::from_slice(&answer)
            .with_context(|| format!("POST {path} was answered {}", String::from_utf8_lossy(&answer)))
    }

    /// Gets the JSON at an address.
    pub(crate) async fn get<T: DeserializeOwned>(&mut self, path: &str, secret: &str) -> Result<T> {
        let answer = self.send("GET", path, Some(secret), "application/json", &[]).await?;
        serde_json::from_slice(&answer)
            .with_context(|| format!("GET {path} was answered {}", String::from_utf8_lossy(&answer)))
    }

    /// Posts a file as a form does that has one field.
    pub(crate) async fn post_file(&mut self, path: &str, secret: &str, file: &[u8]) -> Result<()> {
        const BETWEEN: &str = "between-the-parts-of-a-bench";
        let head = format!(
            "--{BETWEEN}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        let body = [head.as_bytes(), file, format!("\r\n--{BETWEEN}--\r\n").as_bytes()].concat();
        let kind = format!("multipart/form-data; boundary={BETWEEN}");
        self.send("POST", path, Some(secret), &kind, &body).await.map(drop)
    }

    /// Sends a request; an answer that is neither a 2xx nor leads elsewhere is an error with what the server said.
    async fn send(
        &mut self,
        method: &str,
        path: &str,
        secret: Option<&str>,
        kind: &str,
        body: &[u8],
    ) -> Result<Vec<u8>> {
        let authorization =
            secret.map(|secret| format!("Authorization: Bearer {secret}\r\n")).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{authorization}\
             Content-Type: {kind}\r\nAccept: application/json\r\nContent-Length: {}\r\n\r\n",
            self.address,
            body.len(),
        );
        let request = [head.as_bytes(), body].concat();
        self.stream.get_mut().write_all(&request).await?;
        let (status, answer) =
            self.answer().await.with_context(|| format!("no answer to {method} {path}"))?;
        if !(200..400).contains(&status) {
            bail!("{method} {path} was answered {status}: {}", String::from_utf8_lossy(&answer));
        }
        Ok(answer)
    }

    async fn answer(&mut self) -> Result<(u16, Vec<u8>)> {
        let status = self.line().await?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.context("the server did not answer in HTTP")?;
        let mut length = 0;
        loop {
            let header = self.line().await?;
            if header.is_empty() {
                break;
            }
            let (name, value) = header.split_once(':').context("a header without a colon")?;
            ensure!(
                !name.eq_ignore_ascii_case("transfer-encoding"),
                "an answer in pieces is not expected here"
            );
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok((status, body))
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.stream.read_line(&mut line).await? > 0, "the server closed the connection");
        Ok(line.trim_end().to_owned())
    }
}
