//! What an agenda holds.

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::{AttachmentId, ItemId};
use crate::splice::Doc;
use crate::time::Moment;

/// What an item is: sets the usual controls and the projector's scene, and forbids nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Nêu lý do, giới thiệu, khai mạc.
    Opening,
    /// Báo cáo.
    Report,
    /// Phát biểu chỉ đạo.
    Address,
    /// Nhân dân phát biểu.
    Floor,
    /// Trả lời, giải trình.
    Answer,
    /// Lấy phiếu.
    Poll,
    /// Kết luận.
    Conclusion,
    /// Ký biên bản.
    Signing,
    /// Bế mạc.
    Closing,
    /// Giải lao.
    Break,
}

impl ItemKind {
    /// Every kind, in the order a form offers them.
    pub const ALL: [Self; 10] = [
        Self::Opening,
        Self::Report,
        Self::Address,
        Self::Floor,
        Self::Answer,
        Self::Poll,
        Self::Conclusion,
        Self::Signing,
        Self::Closing,
        Self::Break,
    ];
}

/// How far an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Still to come.
    #[default]
    Pending,
    /// On now; at most one is.
    Running,
    /// Over.
    Done,
    /// Left out.
    Skipped,
}

/// What the office and the chair write about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemText {
    /// What it is.
    pub kind: ItemKind,
    /// What is on.
    pub title: String,
    /// Who leads it.
    #[serde(default)]
    pub lead: String,
    /// Minutes planned.
    #[serde(rename = "minutes", default)]
    pub planned_duration: Option<u32>,
    /// Seconds a speech gets in this item, if not the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// May be left out.
    #[serde(default)]
    pub optional: bool,
    /// Not yet for the hall to see: shown when it begins, or before by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

impl ItemText {
    /// An item of which only the kind and the title are known.
    #[must_use]
    pub fn new(kind: ItemKind, title: &str) -> Self {
        Self {
            kind,
            title: title.to_owned(),
            lead: String::new(),
            planned_duration: None,
            seconds: None,
            optional: false,
            hidden: false,
        }
    }
}

/// What kinds of file may be attached: those every browser shows by itself and none runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A paper.
    Pdf,
    /// An image.
    Png,
    /// A photograph.
    Jpeg,
    /// An image or a photograph.
    Webp,
    /// An image.
    Gif,
}

impl Media {
    /// What the first bytes of a file say it is, whatever its name says.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            _ => None,
        }
    }

    /// The name browsers know it by.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }
}

/// Where an attachment is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Somewhere else.
    Link {
        /// An http or https address.
        url: String,
    },
    /// Kept with the meeting.
    File {
        /// SHA-256 of its bytes, 64 hex digits: the name it is kept and served under.
        digest: String,
        /// What it is.
        media: Media,
        /// How long it is.
        bytes: u32,
    },
}

/// A paper or an address that goes with an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name on the wire.
    pub id: AttachmentId,
    /// What people read.
    pub title: String,
    /// Where it is found.
    pub content: Content,
}

/// An agenda item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name on the wire.
    pub id: ItemId,
    /// The item it is a part of; one level deep.
    pub under: Option<ItemId>,
    /// What is written about it.
    pub text: ItemText,
    /// What the chair notes for the chair alone.
    pub notes: Doc,
    /// Papers and addresses, in the order they were attached.
    pub attachments: Vec<Attachment>,
    /// How far it is.
    pub state: ItemState,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
    /// Milliseconds it was on before it last began.
    pub spent_ms: i64,
    /// From when to when that was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) earlier: Vec<(Moment, Moment)>,
}

impl Item {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        // Begun by another clock, one that was right, than it ended by: the difference is in what it took.
        let crosses =
            |(started, finished): (Moment, Moment)| started < correction.from && finished >= correction.from;
        let stretches = self.earlier.iter().copied().chain(self.started.zip(self.finished));
        let crossing = stretches.filter(|stretch| crosses(*stretch)).count() as i64;
        self.spent_ms = (self.spent_ms + crossing * correction.by_ms()).max(0);
        for (started, finished) in &mut self.earlier {
            correction.past(started);
            correction.past(finished);
        }
        self.started.iter_mut().chain(&mut self.finished).for_each(|at| correction.past(at));
    }
}
