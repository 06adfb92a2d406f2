//! Errors of the data folder, as sentences for whoever starts the program or reads its log.

use std::io;
use std::path::PathBuf;

use meeting::laptop::Trouble;

/// Why the store did not do what was asked. Said in Vietnamese, with what to do: these sentences stand on the terminal
/// of whoever starts the program.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The data folder cannot be made or used.
    #[error("{}", folder_sentence(path, source))]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// Another process has this folder open.
    #[error(
        "thư mục dữ liệu {} đang được mở ở một cửa sổ khác{}. Mỗi thư mục chỉ mở một lần. Hãy dùng cửa sổ đang chạy, \
         hoặc đóng cửa sổ đó (Ctrl+C) rồi mở lại",
        path.display(), at.as_deref().unwrap_or_default()
    )]
    InUse {
        /// The folder.
        path: PathBuf,
        /// The address where it is served, if that is known.
        at: Option<String>,
    },
    /// The disk did not take it, or did not give it.
    #[error("{}: {detail}", trouble_sentence(*trouble))]
    Disk {
        /// The kind of trouble, as far as the system says.
        trouble: Trouble,
        /// The system's own words.
        detail: String,
    },
    /// Someone else appended at the expected position.
    #[error("nhật ký đã có sự kiện ở vị trí {position}; không ghi gì thêm")]
    PositionTaken {
        /// The position.
        position: u64,
    },
    /// A ballot came for a poll whose ballot box is closed.
    #[error("hòm phiếu đã đóng; không ghi thêm phiếu nào")]
    BallotBoxClosed,
    /// A row or a file cannot be read by this version of the program.
    #[error("không đọc được dữ liệu tại {location}: {source}. Hãy khôi phục bản sao lưu gần nhất")]
    Unreadable {
        /// Table and row, or the file.
        location: String,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// The folder was written by a newer version of the program.
    #[error(
        "thư mục dữ liệu này do một bản Hội trường mới hơn ghi. Không có gì thay đổi. Hãy mở bằng bản mới nhất đã dùng"
    )]
    Newer,
    /// What the folder is known to have held is not there.
    #[error(
        "{what}. Chưa mở và chưa thay đổi gì. Hãy tìm lại tệp đó hoặc khôi phục bản sao lưu gần nhất; nếu chấp nhận \
         mất phần thiếu, mở lại với --accept-loss"
    )]
    Missing {
        /// What is missing.
        what: String,
    },
    /// What is on the disk is not what was written there.
    #[error(
        "dữ liệu bị hỏng: {what}. Chưa mở và chưa thay đổi gì. Hãy khôi phục bản sao lưu gần nhất; `hoitruong check` \
         cho biết hội nghị nào còn nguyên"
    )]
    Damaged {
        /// What is damaged.
        what: String,
    },
    /// A backup was asked for while a poll is open.
    #[error(
        "đang lấy phiếu nên chưa sao lưu: bản sao lúc này có thể lộ ai chọn gì. Hãy sao lưu sau khi kết thúc lấy phiếu"
    )]
    PollOpen,
    /// The store was closed, since the program is stopping.
    #[error("kho dữ liệu đã đóng vì chương trình đang dừng")]
    Closed,
    /// The database refused for a reason that is no trouble of the disk.
    #[error("cơ sở dữ liệu báo lỗi: {0}")]
    Database(sqlx::Error),
}

impl JournalError {
    /// The error of a file in the folder.
    pub(super) fn file(path: impl Into<PathBuf>, source: io::Error) -> Self {
        match trouble_of_io(&source) {
            Some(trouble) => Self::Disk { trouble, detail: format!("{}: {source}", path.into().display()) },
            None => Self::Folder { path: path.into(), source },
        }
    }

    /// The trouble with the disk, if that is what the error is.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Disk { trouble, .. } => Some(*trouble),
            Self::Folder { source, .. } => trouble_of_io(source),
            Self::Damaged { .. } | Self::Unreadable { .. } => Some(Trouble::Damaged),
            Self::Missing { .. } => Some(Trouble::Missing),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for JournalError {
    fn from(fault: sqlx::Error) -> Self {
        match trouble_of(&fault) {
            Some(trouble) => Self::Disk { trouble, detail: fault.to_string() },
            None => Self::Database(fault),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for JournalError {
    fn from(fault: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError::{Execute, VersionMissing, VersionTooNew};
        match fault {
            // A migration this program does not have was made by one that has it.
            VersionMissing(_) | VersionTooNew(..) => Self::Newer,
            Execute(fault) => fault.into(),
            other => Self::Database(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}

/// Reads what SQLite's result codes say of the disk: <https://www.sqlite.org/rescode.html>.
fn trouble_of(fault: &sqlx::Error) -> Option<Trouble> {
    match fault {
        sqlx::Error::Database(fault) => {
            let code: i32 = fault.code()?.parse().ok()?;
            // The low byte is the primary code; the rest says where it happened.
            match code & 0xff {
                5 | 6 => Some(Trouble::Locked),
                8 | 3 | 23 => Some(Trouble::ReadOnly),
                10 => Some(Trouble::Broken),
                11 | 26 => Some(Trouble::Damaged),
                13 => Some(Trouble::Full),
                14 => Some(Trouble::Missing),
                _ => None,
            }
        }
        sqlx::Error::Io(fault) => trouble_of_io(fault),
        // The thread that works on the file is gone: as good as a file that is gone.
        sqlx::Error::WorkerCrashed => Some(Trouble::Broken),
        _ => None,
    }
}

fn trouble_of_io(fault: &io::Error) -> Option<Trouble> {
    match fault.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(Trouble::Full),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Some(Trouble::ReadOnly),
        io::ErrorKind::NotFound | io::ErrorKind::StaleNetworkFileHandle => Some(Trouble::Missing),
        io::ErrorKind::ResourceBusy => Some(Trouble::Locked),
        io::ErrorKind::InvalidData => Some(Trouble::Damaged),
        // EIO has no kind of its own.
        _ => (fault.raw_os_error() == Some(5)).then_some(Trouble::Broken),
    }
}

fn trouble_sentence(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "ổ đĩa đã đầy. Hãy xóa bớt tệp không cần rồi mở lại",
        Trouble::Locked => {
            "một chương trình khác đang giữ tệp dữ liệu. Hãy đóng chương trình sao lưu, quét vi-rút hoặc xem dữ liệu \
             đang mở tệp đó rồi mở lại"
        }
        Trouble::ReadOnly => {
            "thư mục dữ liệu không cho ghi. Hãy cho phép tài khoản này ghi vào thư mục rồi mở lại"
        }
        Trouble::Missing => {
            "không thấy hoặc không mở được tệp dữ liệu. Hãy cắm lại ổ đĩa hoặc kiểm tra đường dẫn"
        }
        Trouble::Broken => "ổ đĩa báo lỗi. Hãy kiểm tra ổ đĩa, chép thư mục dữ liệu sang ổ khác rồi mở từ đó",
        Trouble::Damaged => "tệp dữ liệu bị hỏng. Hãy khôi phục bản sao lưu gần nhất",
    }
}

fn folder_sentence(path: &std::path::Path, source: &io::Error) -> String {
    let why = match trouble_of_io(source) {
        Some(trouble) => trouble_sentence(trouble).to_owned(),
        None if source.kind() == io::ErrorKind::NotADirectory
            || source.kind() == io::ErrorKind::AlreadyExists =>
        {
            "tại đó có một tệp, không phải thư mục. Hãy chọn thư mục khác sau --data".to_owned()
        }
        None => format!("{source}. Hãy chọn thư mục khác sau --data"),
    };
    format!("không dùng được thư mục dữ liệu {}: {why}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_told_from_everything_else() {
        let io = |kind| trouble_of_io(&io::Error::from(kind));
        assert_eq!(io(io::ErrorKind::StorageFull), Some(Trouble::Full));
        assert_eq!(io(io::ErrorKind::PermissionDenied), Some(Trouble::ReadOnly));
        assert_eq!(io(io::ErrorKind::NotFound), Some(Trouble::Missing));
        assert_eq!(trouble_of_io(&io::Error::from_raw_os_error(5)), Some(Trouble::Broken));
        assert_eq!(io(io::ErrorKind::InvalidInput), None);
        assert_eq!(trouble_of(&sqlx::Error::RowNotFound), None);
    }

    #[test]
    fn every_sentence_at_the_start_says_what_to_do() {
        for trouble in Trouble::ALL {
            assert!(trouble_sentence(trouble).contains("Hãy "), "{trouble:?}");
        }
        let said = folder_sentence(std::path::Path::new("du-lieu"), &io::ErrorKind::NotADirectory.into());
        assert!(said.contains("du-lieu") && said.contains("Hãy "), "{said}");
    }
}
