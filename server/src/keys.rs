//! The key ring: the keys that are good, and who sits by them. Authority is asked at every command, not once at the
//! door: whoever sits holds a [`Life`] that is over the moment the key is ended, and what hangs on it ends with it.

use std::collections::HashMap;
use std::fmt;

use meeting::{Actor, Place};
use parking_lot::RwLock;
use tokio::sync::watch;

use crate::journal::KeyRow;
use crate::secret;

/// Someone who sits at a place by a secret, and for how long it lets them.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// Who sits there.
    pub actor: Actor,
    /// How long the secret is good.
    pub life: Life,
    /// For a phone: the secret by which its ballot is found again while the poll is open.
    pub ballot_secret: Option<BallotSecret>,
}

/// A secret that only the phone it was given to has: under its digest that phone's ballot is found again while the poll
/// is open.
#[derive(Clone)]
pub struct BallotSecret(String);

impl BallotSecret {
    /// A secret as the phone sent it.
    #[must_use]
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    /// The secret as text, to be digested.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Prints nothing of the secret: what a log shows is no secret any more.
impl fmt::Debug for BallotSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BallotSecret")
    }
}

/// A sitting without a key: of the program itself, and of whoever was asked for by another way than a link.
impl From<Actor> for Sitting {
    fn from(actor: Actor) -> Self {
        Self { actor, life: Life::default(), ballot_secret: None }
    }
}

/// How long a secret is good. A seat's has no end of its own: what a door card's may do is for the meeting to say.
#[derive(Clone, Debug, Default)]
pub struct Life(Option<watch::Receiver<()>>);

impl Life {
    /// True if the key was ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.0.as_ref().is_some_and(|key| key.has_changed().is_err())
    }

    /// Waits until the key is ended; for ever if it has no end.
    pub async fn over(&mut self) {
        match &mut self.0 {
            // Nothing is ever sent: the only news is that the other end is gone.
            Some(key) => while key.changed().await.is_ok() {},
            None => std::future::pending().await,
        }
    }
}

/// A key that is good. Dropping it tells everyone who sits by it.
struct Good {
    row: KeyRow,
    life: watch::Sender<()>,
}

impl From<KeyRow> for Good {
    fn from(row: KeyRow) -> Self {
        Self { row, life: watch::Sender::new(()) }
    }
}

/// All keys that are good.
pub(crate) struct KeyRing(RwLock<HashMap<String, Good>>);

/// A key as the office's list shows it.
#[derive(Clone, Debug)]
pub struct ListedKey {
    /// The key as stored.
    pub row: KeyRow,
    /// How many screens are open by it now.
    pub open: usize,
}

impl KeyRing {
    /// A ring with these keys.
    pub(crate) fn new(rows: Vec<KeyRow>) -> Self {
        let good = rows.into_iter().map(|row| (row.digest.clone(), row.into()));
        Self(RwLock::new(good.collect()))
    }

    /// Adds a key to the ring.
    pub(crate) fn add(&self, row: KeyRow) {
        self.0.write().insert(row.digest.clone(), row.into());
    }

    /// Removes the keys that `ended` says; whoever sits by one of them is told at once.
    pub(crate) fn end(&self, ended: impl Fn(&KeyRow) -> bool) {
        self.0.write().retain(|_, key| !ended(&key.row));
    }

    /// Lists the keys that fit, the newest first.
    pub(crate) fn list(&self, fits: impl Fn(&KeyRow) -> bool) -> Vec<ListedKey> {
        let keys = self.0.read();
        let fitting = keys.values().filter(|key| fits(&key.row));
        let mut listed: Vec<_> =
            fitting.map(|key| ListedKey { row: key.row.clone(), open: key.life.receiver_count() }).collect();
        listed.sort_by(|a, b| b.row.issued.cmp(&a.row.issued).then_with(|| a.row.digest.cmp(&b.row.digest)));
        listed
    }

    /// The sitting of whoever has this secret in a meeting. `None` if it is no key; `Some(None)` if it is one of
    /// another meeting.
    pub(crate) fn sitting(&self, meeting: i64, secret: &str) -> Option<Option<Sitting>> {
        let digest = secret::digest(secret);
        let keys = self.0.read();
        let key = keys.get(&digest)?;
        let here = key.row.meeting.is_none_or(|known| known == meeting);
        let place: Option<Place> = key.row.place.parse().ok().filter(|_| here);
        let life = || Life(Some(key.life.subscribe()));
        Some(place.map(|place| Sitting { actor: Actor::Staff(place), life: life(), ballot_secret: None }))
    }

    /// True if this secret is a key, of whatever meeting.
    pub(crate) fn has(&self, secret: &str) -> bool {
        self.0.read().contains_key(&secret::digest(secret))
    }

    /// True if this secret is a key of the office.
    pub(crate) fn is_office(&self, secret: &str) -> bool {
        let digest = secret::digest(secret);
        self.0.read().get(&digest).is_some_and(|key| key.row.is_office())
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use meeting::Moment;

    use super::*;

    fn key(secret: &str, meeting: Option<i64>, place: Place) -> KeyRow {
        KeyRow {
            digest: secret::digest(secret),
            meeting,
            place: place.to_string(),
            issued: Moment(0),
            made_by: None,
        }
    }

    #[test]
    fn whoever_sits_is_told_that_the_key_was_ended_and_nobody_else_is() {
        let ring = KeyRing::new(vec![key("a", Some(1), Place::Chair), key("b", Some(1), Place::Desk)]);
        let mut sittings =
            ["a", "b"].map(|secret| ring.sitting(1, secret).flatten().unwrap_or(Actor::System.into()));
        assert_eq!(sittings[0].actor, Actor::Staff(Place::Chair));
        assert!(sittings.iter().all(|sitting| !sitting.life.is_over()));
        ring.end(|row| row.place == "chair");
        assert!(sittings[0].life.is_over());
        assert!(sittings[0].life.over().now_or_never().is_some());
        assert!(!sittings[1].life.is_over());
        assert!(sittings[1].life.over().now_or_never().is_none());
        assert!(ring.sitting(1, "a").is_none());
        assert!(ring.sitting(2, "b").is_some_and(|other| other.is_none()), "a key of another meeting");
    }
}
