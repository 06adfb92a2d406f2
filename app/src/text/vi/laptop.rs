//! What staff are told of the laptop, in Vietnamese.

use meeting::Moment;
use meeting::laptop::{ClockDoubt, Disk, Trouble};

use super::common::COMMON;

/// Says what is wrong with the disk, what is stored, and what to do; `None` if nothing is wrong.
pub(in crate::text) fn disk(disk: Disk) -> Option<String> {
    match disk {
        Disk::Fine => None,
        Disk::Low { megabytes } => Some(format!(
            "Ổ đĩa của máy tính chỉ còn trống {megabytes} MB. Mọi việc vẫn được ghi đầy đủ; đề nghị xóa bớt tệp \
             không cần trước khi ổ đầy."
        )),
        Disk::Failing { trouble } => Some(format!(
            "{} Việc vừa làm chưa ghi được và chưa có hiệu lực; những gì đã ghi trước đó còn nguyên. {} Ghi lại \
             được thì phần mềm tự làm tiếp, không cần mở lại.",
            cause(trouble),
            remedy(trouble)
        )),
    }
}

fn cause(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "Ổ đĩa của máy tính đã đầy.",
        Trouble::Locked => "Một chương trình khác đang giữ tệp dữ liệu của hội trường.",
        Trouble::ReadOnly => "Thư mục dữ liệu không cho ghi.",
        Trouble::Missing => "Không còn thấy thư mục dữ liệu: ổ đĩa bị rút ra hoặc thư mục bị dời đi.",
        Trouble::Broken => "Ổ đĩa của máy tính báo lỗi.",
        Trouble::Damaged => "Tệp dữ liệu trên ổ đĩa bị hỏng.",
    }
}

fn remedy(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "Đề nghị xóa bớt tệp không cần trên máy.",
        Trouble::Locked => "Đề nghị đóng chương trình sao lưu, quét vi-rút hoặc xem dữ liệu đang mở tệp đó.",
        Trouble::ReadOnly => "Đề nghị cho phép ghi vào thư mục, hoặc gạt nút chống ghi của ổ đĩa.",
        Trouble::Missing => "Đề nghị cắm lại ổ đĩa hoặc đưa thư mục về chỗ cũ.",
        Trouble::Broken => "Đề nghị kiểm tra dây nối và ổ đĩa; nếu vẫn lỗi, ghi tiếp trên giấy.",
        Trouble::Damaged => "Đề nghị ghi tiếp trên giấy và báo người phụ trách máy.",
    }
}

/// Says what the clocks show and what is stored, and asks what the time is.
pub(in crate::text) fn clock(doubt: &ClockDoubt, now: Moment) -> String {
    let at = |moment: Moment| format!("{}, {}", (COMMON.time)(moment), (COMMON.date)(moment));
    let laptop = now.plus_ms(doubt.ahead_ms);
    let shown = if doubt.differs() {
        format!("Đồng hồ máy tính chỉ {}; phần mềm đang tính {}.", at(laptop), at(now))
    } else {
        format!("Đồng hồ máy tính chỉ {}.", at(laptop))
    };
    let later = doubt.later.map(|later| format!(" Trong máy đã có nội dung ghi lúc {}.", at(later)));
    format!(
        "{shown}{} Bây giờ là mấy giờ? Thời gian phát biểu và hạn đóng phiếu vẫn được tính đúng; khi có câu trả lời, \
         giờ của những việc đã ghi được chỉnh theo.",
        later.unwrap_or_default()
    )
}
