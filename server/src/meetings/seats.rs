//! Who sits where by which secret: keys of staff, seats of phones, door cards.

use crate::keys::{BallotSecret, Sitting};
use crate::room::Room;
use crate::secret::{self};
use meeting::{Actor, CardNumber, PersonId};

use super::Meetings;

impl Meetings {
    /// What this laptop's own command line shows to be let in: made at each start, kept in the data folder.
    #[must_use]
    pub fn own_token(&self) -> &str {
        &self.own_token
    }

    /// Whether this secret opens a staff place of any meeting.
    pub(crate) fn is_key(&self, secret: &str) -> bool {
        self.keys.has(secret)
    }

    /// Who holds this secret in a meeting: a staff place, or a person with a phone.
    #[must_use]
    pub fn sitting(&self, room: &Room, secret: &str) -> Option<Sitting> {
        let by_key = self.keys.sitting(room.id, secret);
        by_key.unwrap_or_else(|| {
            let sitting = Sitting::from(Actor::Person(self.person(room, secret)?));
            let own = secret::of_its_own(secret).map(|own| BallotSecret::new(own.to_owned()));
            Some(Sitting { ballot_secret: own, ..sitting })
        })
    }

    /// Where the meeting is to be found, without its code.
    pub(super) fn address_of(room: &Room) -> &str {
        let join = &room.surroundings.join_url;
        join.strip_suffix(&format!("/{}", room.code)).unwrap_or(join)
    }

    /// The address printed on a door card.
    #[must_use]
    pub fn card_address(&self, room: &Room, card: CardNumber) -> String {
        let person = PersonId::of_card(card);
        let seat = match self.card_keys.read().get(&room.id) {
            Some(key) => key.seat(person),
            None => self.seats.seat(room.id, person),
        };
        // A seat is its person, then the signature: who reads the number knows the person.
        let signature = seat.strip_prefix(&person.to_string()).unwrap_or(&seat);
        let card = app::address::card(&room.code, &format_args!("{card}-{signature}"));
        format!("{}{card}", Self::address_of(room))
    }

    /// The seat of a door card, by what its address ends with; `None` if it is none of this meeting's.
    #[must_use]
    pub fn card_seat(&self, room: &Room, key: &str) -> Option<String> {
        let (number, signature) =
            key.split_once('-').filter(|(_, signature)| signature.len() == secret::SIGNATURE)?;
        let seat = format!("{}{signature}", PersonId::of_card(number.parse().ok()?));
        self.person(room, &seat).map(|_| with_secret(seat))
    }

    /// The person of a seat of a meeting: a door card's is signed with the meeting's key, every other with the house's.
    fn person(&self, room: &Room, seat: &str) -> Option<PersonId> {
        let keys = self.card_keys.read();
        match keys.get(&room.id) {
            Some(key) if secret::named(seat)?.card().is_some() => key.person(seat),
            _ => self.seats.person(room.id, seat),
        }
    }

    /// A fresh seat for a phone in a meeting: the secret it keeps, and its person.
    #[must_use]
    pub fn issue_seat(&self, room: &Room) -> (Actor, String) {
        let (person, seat) = self.seats.issue(room.id);
        (Actor::Person(person), with_secret(seat))
    }
}

/// A seat with a secret of its own, by which its ballot is found again until the poll closes. It is kept nowhere here.
fn with_secret(seat: String) -> String {
    seat + &secret::random_hex::<16>()
}
