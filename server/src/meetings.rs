//! The house: every meeting of one data folder, their rooms, and the keys to their places.

mod links;

use std::collections::HashMap;
use std::sync::Arc;

use app::screens::Surroundings;
use meeting::laptop::SaidTime;
use meeting::programme;
use meeting::{Actor, CardNumber, Moment, PersonId, Recorded, Refusal};
use parking_lot::RwLock;

use crate::address::HallAddress;
use crate::clock::{Clock, LaptopClock};
use crate::documents::qr;
use crate::journal::{Batch, Journal, JournalError, MeetingRow};
use crate::keys::{BallotSecret, KeyRing, Sitting};
use crate::room::{Room, RoomError, Stored};
use crate::secret::{self, CardKey, SeatKey};

pub use links::{KeyError, Link};

/// Why a meeting was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// There is no such programme.
    #[error("không có chương trình mẫu “{0}”")]
    UnknownProgramme(String),
    /// The title cannot be kept.
    #[error("tên hội nghị không dùng được")]
    Refused(Refusal),
    /// The disk did not take it.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Every meeting of one data folder.
pub struct Meetings {
    journal: Journal,
    clock: Arc<LaptopClock>,
    /// One says the time after the other.
    saying: tokio::sync::Mutex<()>,
    address: HallAddress,
    rooms: RwLock<HashMap<String, Room>>,
    keys: KeyRing,
    seats: SeatKey,
    /// What signs the door cards, by meeting.
    card_keys: RwLock<HashMap<i64, CardKey>>,
    own_token: String,
}

impl Meetings {
    /// Opens the house and a room for each of its meetings. `witnessed` is the latest moment that the laptop knows
    /// of by itself.
    ///
    /// # Errors
    /// If the journal cannot be read or written.
    pub async fn open(
        journal: Journal,
        clock: Arc<dyn Clock>,
        address: HallAddress,
        witnessed: Moment,
    ) -> Result<Self, JournalError> {
        let keys = KeyRing::new(journal.keys().await?);
        let seats = SeatKey::new(journal.seat_key(rand::random()).await?);
        let own_token = secret::random_hex::<32>();
        let mut loaded = Vec::new();
        for row in journal.meetings().await? {
            let stored = Stored::load(&journal, row.id).await?;
            loaded.push((row, stored));
        }
        let recorded = loaded.iter().map(|(row, stored)| stored.last_known(row)).max();
        let saved = journal.clock().await?;
        let clock = Arc::new(LaptopClock::start(clock, saved, recorded.unwrap_or_default(), witnessed));
        let (saying, rooms, card_keys) = (Default::default(), RwLock::default(), RwLock::default());
        let meetings = Self { journal, clock, saying, address, rooms, keys, seats, card_keys, own_token };
        for (row, stored) in loaded {
            meetings.open_room(row, stored).await?;
        }
        meetings.journal.settle_copy()?;
        meetings.journal.save_clock(&meetings.clock.saved()).await?;
        Ok(meetings)
    }

    async fn open_room(&self, row: MeetingRow, stored: Stored) -> Result<Room, JournalError> {
        let address = self.address.for_meeting(row.join_url.as_deref());
        if row.join_url.as_deref() != Some(address.as_str()) {
            if let Some(printed) = &row.join_url {
                tracing::warn!(
                    code = row.code,
                    printed,
                    address,
                    "địa chỉ máy đã đổi: mã QR và thẻ in trước đây không còn vào được"
                );
            }
            self.journal.note_join_url(row.id, &address).await?;
        }
        let join_url = format!("{address}/{}", row.code);
        let qr_svg = qr::svg(&join_url);
        let surroundings = Surroundings { code: row.code.clone(), join_url, qr_svg };
        let room = Room::open(self.journal.clone(), &row, stored, surroundings, &self.clock).await?;
        self.store_card_key(&room).await?;
        self.rooms.write().insert(row.code, room.clone());
        Ok(room)
    }

    /// Has a meeting's door cards signed with a key of its own; but where cards were printed without one, they and all
    /// that follow are signed by the house, as they always were. A backup has no key to the cards printed before: they
    /// are signed anew, which its room has put on record.
    async fn store_card_key(&self, room: &Room) -> Result<(), JournalError> {
        if self.journal.card_key(room.id).await?.is_none() {
            let printed = room.read(|meeting, _| !meeting.cards.all.is_empty()).await;
            if printed.unwrap_or(true) && !self.journal.is_copy() {
                return Ok(());
            }
            self.journal.add_card_key(room.id, &rand::random::<[u8; 32]>()).await?;
        }
        let key = self.journal.card_key(room.id).await?;
        self.card_keys.write().extend(key.map(|key| (room.id, CardKey::new(key))));
        Ok(())
    }

    /// The room of the meeting with this code.
    #[must_use]
    pub fn room(&self, code: &str) -> Option<Room> {
        self.rooms.read().get(code).cloned()
    }

    /// Every room, newest meeting first.
    #[must_use]
    pub fn rooms(&self) -> Vec<Room> {
        let mut rooms: Vec<_> = self.rooms.read().values().cloned().collect();
        rooms.sort_by_key(|room| std::cmp::Reverse(room.id));
        rooms
    }

    /// What this laptop's own command line shows to be let in: made at each start, kept in the data folder.
    #[must_use]
    pub fn own_token(&self) -> &str {
        &self.own_token
    }

    /// The store, to read events from.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Makes a meeting from a programme and opens its room. An empty title takes the programme's own.
    ///
    /// # Errors
    /// If there is no such programme, the title cannot be kept, or the disk did not take it.
    pub async fn create(self: &Arc<Self>, programme_id: &str, title: &str) -> Result<Room, CreateError> {
        let (meetings, programme_id, title) = (self.clone(), programme_id.to_owned(), title.to_owned());
        whole(async move {
            let row = create(&meetings.journal, meetings.clock.now(), &programme_id, &title).await?;
            let stored = Stored::load(&meetings.journal, row.id).await?;
            Ok(meetings.open_room(row, stored).await?)
        })
        .await
    }

    /// Under which addresses the hall reaches this laptop.
    pub(crate) fn address(&self) -> &HallAddress {
        &self.address
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
    fn address_of(room: &Room) -> &str {
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

    /// The office says, at a meeting, what the time is: the clock of the house goes by that, and every meeting is put
    /// right.
    ///
    /// # Errors
    /// If the disk did not take it. What was taken stands, and rooms that were not put right go on trying.
    pub async fn say_time(&self, room: &Room, said: SaidTime) -> Result<(), RoomError> {
        let not_saved = |fault: JournalError| RoomError::NotSaved(fault.to_string());
        let _turn = self.saying.lock().await;
        let rooms = self.rooms();
        let times: Vec<_> = rooms.iter().map(|room| room.time().clone()).collect();
        let saved = self.clock.said(said, room.time(), &times);
        self.journal.save_clock(&saved).await.map_err(not_saved)?;
        self.clock.take(saved);
        for room in &rooms {
            room.correct_clock().await?;
        }
        self.journal.save_clock(&self.clock.saved()).await.map_err(not_saved)
    }

    /// Stops every room and closes the store.
    pub async fn close(&self) {
        let rooms: Vec<_> = self.rooms.write().drain().map(|(_, room)| room).collect();
        for room in rooms {
            room.stop().await;
        }
        self.journal.close().await;
    }
}

/// Does what changes both the disk and the memory to its end, whoever still listens: a line that breaks in
/// mid-request drops what waits for the answer, and must not drop half of the deed.
async fn whole<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    match tokio::spawn(work).await {
        Ok(done) => done,
        Err(fault) => std::panic::resume_unwind(fault.into_panic()),
    }
}

/// Writes a new meeting made from a programme into the journal.
///
/// # Errors
/// If there is no such programme, the title cannot be kept, or the disk did not take it.
pub async fn create(
    journal: &Journal,
    now: Moment,
    programme_id: &str,
    title: &str,
) -> Result<MeetingRow, CreateError> {
    let programme = programme::load(programme_id)
        .ok_or_else(|| CreateError::UnknownProgramme(programme_id.to_owned()))?;
    loop {
        // Digits only: they are told over a loudspeaker and typed on the number keys of old phones.
        let code = format!("{:05}", rand::random_range(10_000..100_000));
        let title = if title.trim().is_empty() { programme.title.clone() } else { title.to_owned() };
        let events =
            meeting::details::create(&code, &title, programme.clone()).map_err(CreateError::Refused)?;
        let events = (1..).zip(events).map(|(position, event)| {
            let continues = position > 1;
            Recorded { position, at: now, by: Actor::System, continues, event }
        });
        let batch = Batch { events: events.collect(), ..Batch::default() };
        if let Some(id) = journal.create_meeting(&code, now, &batch).await? {
            return Ok(MeetingRow { id, code, created: now, alive: now, join_url: None });
        }
    }
}

/// A seat with a secret of its own, by which its ballot is found again until the poll closes. It is kept nowhere here.
fn with_secret(seat: String) -> String {
    seat + &secret::random_hex::<16>()
}
