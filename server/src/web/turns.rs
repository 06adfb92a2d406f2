//! How much is done at once for everyone together, so that memory and handles stay bounded whoever asks and does
//! not read. Who comes when all turns are taken waits a little, then hears so.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::http::{Response, header};
use futures_util::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::Error;

/// How long one waits for a turn.
const A_WHILE: Duration = Duration::from_secs(8);
/// An answer up to this size is off at once: the kernel takes it, read or not.
const SMALL: u64 = 48 * 1024;
/// Bytes of one permit of what is sent in.
const UNIT: usize = 1024;

/// So many at once.
#[derive(Clone)]
pub(super) struct Turns(Arc<Semaphore>);

/// One of them; over when this is dropped.
pub(super) struct Turn(#[expect(dead_code, reason = "held, not used")] OwnedSemaphorePermit);

impl Turns {
    fn new(most: usize) -> Self {
        Self(Arc::new(Semaphore::new(most)))
    }

    /// Waits a little for a turn.
    ///
    /// # Errors
    /// `Busy` if none came.
    pub(super) async fn take(&self) -> Result<Turn, Error> {
        self.take_many(1).await
    }

    /// A turn for so many bytes.
    ///
    /// # Errors
    /// `Busy` if none came.
    pub(super) async fn take_bytes(&self, bytes: usize) -> Result<Turn, Error> {
        self.take_many(bytes.div_ceil(UNIT).max(1)).await
    }

    async fn take_many(&self, count: usize) -> Result<Turn, Error> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let turn = tokio::time::timeout(A_WHILE, self.0.clone().acquire_many_owned(count)).await;
        turn.ok().and_then(Result::ok).map(Turn).ok_or(Error::Busy)
    }
}

impl Turn {
    /// Lasts until the answer has been taken by whoever asked for it.
    pub(super) fn until_taken(self, mut response: Response<Body>) -> Response<Body> {
        let size = response.body().size_hint();
        if size.upper().is_some_and(|size| size <= SMALL) {
            return response;
        }
        if let Some(size) = size.exact() {
            // It is not known from a stream.
            response.headers_mut().entry(header::CONTENT_LENGTH).or_insert(size.into());
        }
        response.map(|body| {
            let pieces = body.into_data_stream();
            Body::from_stream(pieces.inspect(move |_| {
                let _held = &self;
            }))
        })
    }
}

/// All that is bounded.
#[derive(Clone)]
pub(super) struct AllTurns {
    /// Files read by guests.
    pub(super) files: Turns,
    /// Files read by staff.
    pub(super) staff_files: Turns,
    /// Pages and answers for guests.
    pub(super) guests: Turns,
    /// Bytes that guests are sending in.
    pub(super) sending: Turns,
    /// Long lists, histories and workbooks for staff.
    pub(super) documents: Turns,
    /// Files that staff are sending in.
    pub(super) uploads: Turns,
}

impl Default for AllTurns {
    fn default() -> Self {
        Self {
            files: Turns::new(24),
            staff_files: Turns::new(8),
            guests: Turns::new(256),
            sending: Turns::new(32 * 1024 * 1024 / UNIT),
            documents: Turns::new(6),
            uploads: Turns::new(4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_large_answer_holds_its_turn_until_it_is_taken_or_given_up_and_a_small_one_does_not() {
        let turns = Turns::new(1);
        let free = || turns.0.available_permits();
        let answer = |size: usize| Response::new(Body::from(vec![0; size]));
        let held = turns.take().await.map(|turn| turn.until_taken(answer(1_000_000)));
        assert_eq!(free(), 0);
        let Ok(held) = held else { return };
        assert_eq!(held.headers()[header::CONTENT_LENGTH], "1000000");
        let taken = axum::body::to_bytes(held.into_body(), 1_000_000).await;
        assert_eq!((taken.map(|bytes| bytes.len()).ok(), free()), (Some(1_000_000), 1));
        let held = turns.take().await.map(|turn| turn.until_taken(answer(1_000_000)));
        assert_eq!(free(), 0);
        drop(held);
        assert_eq!(free(), 1);
        let small = turns.take().await.map(|turn| turn.until_taken(answer(1_000)));
        assert_eq!((small.is_ok(), free()), (true, 1));
    }
}
