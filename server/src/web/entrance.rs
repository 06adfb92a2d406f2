//! The entrance every request comes in by: under a host that is ours, sent in time, and no more at once than the
//! laptop carries. Who shows a key of staff does not stand behind the crowd.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt, stream};
use meeting::wire::MOST_BYTES_OF_A_GUEST;
use tokio::time::timeout_at;

use super::error::{Error, render};
use super::route::{Queue, Route, Target};
use super::{Web, session};
use crate::connections::Connection;
use crate::listen::Here;

/// Bytes a second at which a body is to come at least, on the whole.
const PACE: f64 = 16.0 * 1024.0;

/// Lets a request in, or says why not.
pub(super) async fn enter(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let (target, lang) = (Target::of(&web, &request), session::lang(request.headers()));
    let is_staff = session::shows_staff_key(&web, request.headers());
    if let Some(connection) = request.extensions().get::<Arc<Connection>>()
        && is_staff
    {
        connection.is_staff();
    }
    let here = request.extensions().get::<Here>().and_then(|Here(here)| Some(here.as_ref()?.ip()));
    let entered = match check_host(&web, request.headers(), &target.uri, here) {
        Ok(()) if is_staff => staff(&web, &target.route, request, next).await,
        Ok(()) => {
            request.extensions_mut().insert(Guest);
            guest(&web, &target.route, request, next).await
        }
        Err(error) => Err(error),
    };
    entered.unwrap_or_else(|error| render(&web, &error, &target, lang))
}

/// Marks the request of someone who is not staff.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest;

/// That the browser knows the laptop by an address or a name of its own, not by one that someone else pointed here.
fn check_host(web: &Web, headers: &HeaderMap, uri: &Uri, here: Option<IpAddr>) -> Result<(), Error> {
    let said = headers.get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or_default());
    // Said twice, or in the address too: each of them.
    let mut said = said.chain(uri.authority().map(Authority::as_str));
    let address = web.meetings.address();
    if said.all(|host| address.is_here(host, here)) {
        Ok(())
    } else {
        Err(Error::ForeignHost(address.for_meeting(None)))
    }
}

/// What staff ask waits only behind other staff, where it is large.
async fn staff(web: &Web, route: &Route, request: Request, next: Next) -> Result<Response, Error> {
    let turns = match route.queue {
        Queue::Uploads if request.method() == Method::POST => Some(&web.turns.uploads),
        Queue::Documents => Some(&web.turns.documents),
        _ => None,
    };
    let turn = match turns {
        Some(turns) => Some(turns.take().await?),
        None => None,
    };
    let slow = Arc::new(Fault::default());
    let request = request.map(|body| paced(body, web.patience.body, usize::MAX, slow.clone()));
    let response = next.run(request).await;
    slow.check()?;
    Ok(match turn {
        Some(turn) => turn.until_taken(response),
        None => response,
    })
}

/// What a guest sends is read first, as much of it as a guest may send; then it is their turn.
async fn guest(web: &Web, route: &Route, request: Request, next: Next) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let bytes = sent_by_guest(web, &parts.headers, body).await.map_err(|error| match error {
        // The file was never for them to send.
        Error::TooLarge if route.takes_file() => Error::NoKey,
        error => error,
    })?;
    let request = Request::from_parts(parts, Body::from(bytes));
    if route.queue == Queue::Nobody {
        return Ok(next.run(request).await);
    }
    let turn = web.turns.guests.take().await?;
    Ok(turn.until_taken(next.run(request).await))
}

async fn sent_by_guest(web: &Web, headers: &HeaderMap, body: Body) -> Result<Bytes, Error> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let length: u64 = match length {
        Some(length) => length,
        None if headers.contains_key(header::TRANSFER_ENCODING) => MOST_BYTES_OF_A_GUEST as u64,
        None => return Ok(Bytes::new()),
    };
    if length == 0 {
        return Ok(Bytes::new());
    }
    let fault = Arc::new(Fault::default());
    if length > MOST_BYTES_OF_A_GUEST as u64 {
        // It passes by, so that its sender hears why it is refused instead of a line that breaks in mid-sending.
        if length <= super::error::MOST_DRAINED {
            let mut passing = paced(body, web.patience.body, usize::MAX, fault).into_data_stream();
            while let Some(Ok(_)) = passing.next().await {}
        }
        return Err(Error::TooLarge);
    }
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let _turn = web.turns.sending.take_bytes(length).await?;
    let body = paced(body, web.patience.body, MOST_BYTES_OF_A_GUEST, fault.clone());
    let bytes = to_bytes(body, MOST_BYTES_OF_A_GUEST).await;
    fault.check()?;
    bytes.map_err(|fault| Error::Malformed(fault.to_string()))
}

/// What went wrong with a body on its way, for whoever reads it only hears that it broke off.
#[derive(Debug, Default)]
struct Fault(AtomicU8);

impl Fault {
    const SLOW: u8 = 1;
    const LARGE: u8 = 2;

    fn note(&self, what: u8) -> axum::Error {
        self.0.store(what, Ordering::Relaxed);
        axum::Error::new(std::io::Error::from(std::io::ErrorKind::TimedOut))
    }

    fn check(&self) -> Result<(), Error> {
        match self.0.load(Ordering::Relaxed) {
            Self::SLOW => Err(Error::TooSlow),
            Self::LARGE => Err(Error::TooLarge),
            _ => Ok(()),
        }
    }
}

/// A body that is to come steadily: what stalls, or drips, is broken off.
fn paced(body: Body, patience: Duration, most: usize, fault: Arc<Fault>) -> Body {
    let began = Instant::now();
    let pieces = stream::unfold(Some((body.into_data_stream(), 0_usize)), move |coming| {
        let fault = fault.clone();
        async move {
            let (mut pieces, came) = coming?;
            let until = began + patience + Duration::from_secs_f64(came as f64 / PACE);
            match timeout_at(until.into(), pieces.next()).await {
                Ok(Some(Ok(piece))) => {
                    let came = came + piece.len();
                    if came > most {
                        return Some((Err(fault.note(Fault::LARGE)), None));
                    }
                    Some((Ok(piece), Some((pieces, came))))
                }
                Ok(Some(Err(broken))) => Some((Err(broken), None)),
                Ok(None) => None,
                Err(_) => Some((Err(fault.note(Fault::SLOW)), None)),
            }
        }
    });
    Body::from_stream(pieces)
}
