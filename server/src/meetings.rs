//! All meetings of one data folder: their rooms, and the keys to their places.

mod creation;
mod links;
mod seats;

use std::collections::HashMap;
use std::sync::Arc;

use app::screens::Surroundings;
use meeting::Moment;
use meeting::laptop::SaidTime;
use parking_lot::RwLock;

use crate::clock::{Clock, LaptopClock};
use crate::documents::qr;
use crate::hall_address::HallAddress;
use crate::journal::{Journal, JournalError, MeetingRow};
use crate::keys::KeyRing;
use crate::room::{Room, RoomError, Stored};
use crate::secret::{self, CardKey, SeatKey};

pub use creation::{CreateError, create};
pub use links::{KeyError, Link};

/// All meetings of one data folder.
pub struct Meetings {
    journal: Journal,
    clock: Arc<LaptopClock>,
    /// Held while the office says the time: one after the other.
    saying: tokio::sync::Mutex<()>,
    address: HallAddress,
    rooms: RwLock<HashMap<String, Room>>,
    keys: KeyRing,
    seats: SeatKey,
    /// The keys that sign door cards, by the meeting's key in the store.
    card_keys: RwLock<HashMap<i64, CardKey>>,
    own_token: String,
}

impl Meetings {
    /// Opens the data folder and a room for each of its meetings. `witnessed` is the latest moment that the laptop
    /// knows of by itself.
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
                    "the laptop's address has changed: codes and cards printed before lead nowhere"
                );
            }
            self.journal.note_join_url(row.id, &address).await?;
        }
        let join_url = format!("{address}{}", app::address::short(&row.code));
        let qr_svg = qr::svg(&join_url);
        let surroundings = Surroundings { code: row.code.clone(), join_url, qr_svg };
        let room = Room::open(self.journal.clone(), &row, stored, surroundings, &self.clock).await?;
        self.store_card_key(&room).await?;
        self.rooms.write().insert(row.code, room.clone());
        Ok(room)
    }

    /// Stores a key that a meeting's door cards are signed with; but where cards were printed without one, they and all
    /// that follow are signed by the folder's seat key, as they always were. A backup has no key to the cards printed
    /// before: they are signed anew, which its room has put on record.
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

    /// The store, to read events from.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The addresses under which the hall reaches this laptop.
    pub(crate) fn address(&self) -> &HallAddress {
        &self.address
    }

    /// Takes what the office says, at a meeting, of the time: the laptop's clock goes by that, and every meeting is put
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

/// Runs what changes both the disk and the memory to its end, whoever still listens: a line that breaks in mid-request
/// drops what waits for the answer, and must not drop half of the work.
async fn whole<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    match tokio::spawn(work).await {
        Ok(done) => done,
        Err(fault) => std::panic::resume_unwind(fault.into_panic()),
    }
}
