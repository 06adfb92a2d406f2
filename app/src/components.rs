//! Pieces used by two or more consoles.

pub mod button;
pub mod countdown;
pub mod field;
pub mod message;
pub mod order;
pub mod people;
pub mod register;
pub mod reorder;
pub mod synced_text;
pub mod text_area;
pub mod totals;

pub use button::{Act, KeyHint};
pub use countdown::Countdown;
pub use field::{Choice, Field, Pick};
pub use message::{ConnectionNotice, MessageLine, SavedMark};
pub use order::behind;
pub use people::{HamletNames, WaitingList, WaitingPerson};
pub use register::{CorrectSpeaker, RegisterSpeaker, card_of};
pub use reorder::{Grip, Reorder};
pub use synced_text::SyncedText;
pub use text_area::TextArea;
pub use totals::HamletTotals;
