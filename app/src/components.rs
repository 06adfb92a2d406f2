//! Pieces used by two or more consoles.

pub mod button;
pub mod clock_notice;
pub mod countdown;
pub mod crowd;
pub mod field;
pub mod given_poll;
pub mod lines;
pub mod list;
pub mod message;
pub mod order;
pub mod paper_count;
pub mod people;
pub mod register;
pub mod remarks;
pub mod reorder;
pub mod synced_text;
pub mod text_area;
pub mod totals;

pub use button::{Act, KeyHint};
pub use clock_notice::ClockNotice;
pub use countdown::Countdown;
pub use crowd::{CardsOnly, CardsRenewed, MoreWaiting, RemoveMany};
pub use field::{Choice, Field, Pick};
pub use given_poll::{GivenPoll, cast};
pub use lines::{Lines, LinesField};
pub use list::For;
pub use message::{ConnectionNotice, LaptopNotice, MessageLine, SavedMark};
pub use order::behind;
pub use paper_count::PapersCount;
pub use people::{HamletNames, WaitingList, WaitingPerson};
pub use register::{CorrectSpeaker, RegisterSpeaker, card_of};
pub use remarks::Remarks;
pub use reorder::{Grip, Reorder};
pub use synced_text::SyncedText;
pub use text_area::TextArea;
pub use totals::HamletTotals;
