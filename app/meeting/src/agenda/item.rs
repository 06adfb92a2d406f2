//! Agenda items: what is written about them, what is attached, how far they are.

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::id::{AttachmentId, ItemId};
use crate::splice::Doc;
use crate::time::Moment;

/// The kind of an item: sets the usual controls and the projector's scene, and forbids nothing.
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

/// The state of an item: whether it is to come, on, over or left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Still to come.
    #[default]
    Pending,
    /// On now; at most one item is, and of its parts at most one.
    Running,
    /// Over: it was on and ended.
    Done,
    /// Left out: it was passed over without having begun.
    Skipped,
}

/// What the office and the chair write about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemText {
    /// Its kind.
    pub kind: ItemKind,
    /// Its title.
    pub title: String,
    /// Who leads it.
    #[serde(default)]
    pub lead: String,
    /// Planned duration in minutes, if one is planned.
    #[serde(rename = "minutes", default)]
    pub planned_duration: Option<u32>,
    /// Seconds a speech gets in this item, if not the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// True if it may be left out.
    #[serde(default)]
    pub optional: bool,
    /// True if the hall may not see it yet: it is shown when it begins, or before by staff.
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

/// The kinds of file that may be attached: those every browser shows by itself and none runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A document.
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
    /// Recognises the kind of a file by its first bytes, whatever its name says.
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

    /// The MIME type.
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

/// Where an attachment is found: at an address, or in the data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// At an address elsewhere.
    Link {
        /// An http or https address.
        url: String,
    },
    /// In a file that is stored with the meeting.
    File {
        /// SHA-256 of its bytes, 64 hex digits: the name it is stored and served under.
        digest: String,
        /// Its kind.
        media: Media,
        /// Its length in bytes.
        bytes: u32,
    },
}

/// A file or an address that is attached to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Id, as on the wire.
    pub id: AttachmentId,
    /// The title that people read.
    pub title: String,
    /// Where it is found.
    pub content: Content,
}

/// An agenda item: what is written about it, what is attached to it, and when it was on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Id, as on the wire.
    pub id: ItemId,
    /// The item it is a part of; one level deep.
    pub under: Option<ItemId>,
    /// What the office and the chair have written about it.
    pub text: ItemText,
    /// The chair's notes, for the chair alone.
    pub notes: Doc,
    /// Files and addresses, in the order they were attached.
    pub attachments: Vec<Attachment>,
    /// Whether it is to come, on, over or left out.
    pub state: ItemState,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
    /// Milliseconds it was on before it last began.
    pub spent_ms: i64,
    /// The stretches it was on before it last began, from when to when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) earlier: Vec<(Moment, Moment)>,
}

impl Item {
    /// Moves its times by a correction of the clock.
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
