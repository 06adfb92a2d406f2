//! Secrets: random, shown once, stored as digests; and the signatures of seats and door cards.

use std::fmt::Write as _;

use hmac::{Hmac, Mac};
use meeting::{PersonId, PollId};
use sha2::{Digest, Sha256};

/// Bytes as lower-case hex.
#[must_use]
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// `N` random bytes as hex.
#[must_use]
pub(crate) fn random_hex<const N: usize>() -> String {
    hex(&rand::random::<[u8; N]>())
}

/// The SHA-256 digest of a secret, in hex: what is stored of it.
#[must_use]
pub(crate) fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// The key a ballot stands under until the poll closes: only who has the phone's own secret can find it.
#[must_use]
pub(crate) fn ballot_key(own: &str, poll: PollId, person: PersonId) -> String {
    digest(&format!("ballot/{own}/{poll}/{person}"))
}

/// Characters of a seat's signature.
pub(crate) const SIGNATURE: usize = 32;
/// Characters of a seat without the phone's own secret: the person and the signature.
const SIGNED: usize = PERSON + SIGNATURE;
/// Characters of the person in a seat.
const PERSON: usize = 16;

/// The secret that is a seat's own, given with it and stored nowhere else; `None` in seats that have none.
#[must_use]
pub(crate) fn of_its_own(seat: &str) -> Option<&str> {
    seat.get(SIGNED..).filter(|own| !own.is_empty())
}

/// Signs the seats of phones. A seat is a random person and a keyed digest over it and its meeting, so
/// that a thousand phones joining write nothing to disk and none can make up another's.
#[derive(Clone)]
pub(crate) struct SeatKey(Vec<u8>);

impl SeatKey {
    /// A signer with this key.
    #[must_use]
    pub(crate) fn new(key: Vec<u8>) -> Self {
        Self(key)
    }

    /// Issues a fresh seat: the person, and the secret the phone stores.
    #[must_use]
    pub(crate) fn issue(&self, meeting: i64) -> (PersonId, String) {
        // The persons of door cards and of the tablet are not given to anyone else.
        let person = std::iter::repeat_with(|| PersonId(rand::random()))
            .find(|person| !person.is_reserved())
            .unwrap_or_else(|| unreachable!("there is no end of numbers"));
        (person, self.seat(meeting, person))
    }

    /// The seat of a person.
    #[must_use]
    pub(crate) fn seat(&self, meeting: i64, person: PersonId) -> String {
        format!("{person}{}", self.signature(meeting, person))
    }

    /// Verifies a seat and returns its person; `None` if it was not issued here for this meeting.
    #[must_use]
    pub(crate) fn person(&self, meeting: i64, seat: &str) -> Option<PersonId> {
        opened(seat, |person| self.signature(meeting, person))
    }

    fn signature(&self, meeting: i64, person: PersonId) -> String {
        signed(&self.0, &[&meeting.to_be_bytes(), &person.0.to_be_bytes()])
    }
}

/// Signs the door cards of one meeting, with a key that is this meeting's alone: it may leave the data folder with the
/// meeting, so that cards in people's hands open wherever it is restored, and opens no phone's seat. The signature is
/// over the person of the card and nothing that another folder would number otherwise.
#[derive(Clone)]
pub(crate) struct CardKey(Vec<u8>);

impl CardKey {
    /// A signer with this key.
    #[must_use]
    pub(crate) fn new(key: Vec<u8>) -> Self {
        Self(key)
    }

    /// The seat of a card's person.
    #[must_use]
    pub(crate) fn seat(&self, person: PersonId) -> String {
        format!("{person}{}", self.signature(person))
    }

    /// Verifies a card's seat and returns its person; `None` if it was not signed with this key.
    #[must_use]
    pub(crate) fn person(&self, seat: &str) -> Option<PersonId> {
        opened(seat, |person| self.signature(person))
    }

    fn signature(&self, person: PersonId) -> String {
        signed(&self.0, &[b"door card", &person.0.to_be_bytes()])
    }
}

/// The person a seat names, unverified.
#[must_use]
pub(crate) fn named(seat: &str) -> Option<PersonId> {
    PersonId::try_from(seat.get(..PERSON)?.to_owned()).ok()
}

/// The person of a seat whose signature is the one that `signature` makes.
fn opened(seat: &str, signature: impl Fn(PersonId) -> String) -> Option<PersonId> {
    let person = named(seat)?;
    // Compared by digest: how long it takes tells nothing about the right one.
    (digest(seat.get(PERSON..SIGNED)?) == digest(&signature(person))).then_some(person)
}

fn signed(key: &[u8], parts: &[&[u8]]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key)
        .unwrap_or_else(|fault| unreachable!("any key length will do: {fault}"));
    parts.iter().for_each(|part| mac.update(part));
    let mut signature = hex(&mac.finalize().into_bytes());
    signature.truncate(SIGNATURE);
    signature
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_opens_by_its_meetings_key_alone_and_a_phones_seat_does_not() {
        let card = PersonId::of_card(meeting::CardNumber(7));
        let key = CardKey::new(vec![1; 32]);
        assert_eq!(key.person(&key.seat(card)), Some(card));
        assert_eq!(CardKey::new(vec![2; 32]).person(&key.seat(card)), None, "another meeting's");
        let folder = SeatKey::new(vec![1; 32]);
        assert_eq!(key.person(&folder.seat(1, card)), None, "signed by the folder");
        assert_eq!(folder.person(1, &key.seat(card)), None, "nor the other way round");
        assert_eq!(key.person(""), None);
        assert_eq!(named(&key.seat(card)), Some(card));
    }

    #[test]
    fn a_seat_opens_its_own_meeting_only_and_cannot_be_edited() {
        let key = SeatKey::new(vec![1; 32]);
        let (person, seat) = key.issue(1);
        assert_eq!(key.person(1, &seat), Some(person));
        assert_eq!(key.person(2, &seat), None, "another meeting");
        assert_eq!(SeatKey::new(vec![2; 32]).person(1, &seat), None, "another folder");
        let first = if seat.starts_with('0') { "1" } else { "0" };
        assert_eq!(key.person(1, &format!("{first}{}", &seat[1..])), None, "another person");
        assert_eq!(key.person(1, ""), None);
    }
}
