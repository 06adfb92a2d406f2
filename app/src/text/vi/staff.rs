//! Words of what staff do besides running the meeting, in Vietnamese.

use meeting::Place;
use meeting::contacts::Standing;
use meeting::poll::{Kind, Right};

use super::common::{self, COMMON};
use crate::text::staff::Staff;
use crate::view_model::history::Who;
use crate::view_model::import::{Column, Fault};

pub(in crate::text) const STAFF: Staff = Staff {
    // A list of speakers from a file.
    outcome: "Kết luận",
    outcome_none: "Chưa kết luận",
    outcome_to: "Cơ quan, người chịu trách nhiệm",
    outcome_due: "Thời hạn",
    outcome_into: "Gộp vào ý kiến số",
    outcome_save: "Ghi kết luận",
    outcome_kinds: [
        "Chưa kết luận",
        "Đã giải quyết tại hội nghị",
        "Tiếp thu, ghi nhận",
        "Giao giải quyết",
        "Vượt thẩm quyền",
        "Chuyển đơn",
        "Gộp vào ý kiến khác",
        "Người nêu rút",
    ],
    cards: "Thẻ tham dự",
    cards_about: "Mỗi người tham dự nhận một thẻ ở cửa. Thẻ cho quyền gửi một phiếu và giúp vào lại hội nghị bằng điện thoại khác.",
    cards_count: "In thêm bao nhiêu thẻ",
    cards_make: "Tạo thẻ và xem bản in",
    cards_printed: |count| format!("Hội nghị đã có {count} thẻ."),
    cards_renew: |count| format!("In lại {count} thẻ"),
    cards_again: |count| format!("In lại {count} thẻ chưa phát"),
    cards_again_about: "Chỉ in lại được thẻ còn trong tập, chưa phát cho ai; lần in lại được ghi vào lịch sử. Người mất thẻ thì bàn đăng ký cấp lại bằng một thẻ khác.",
    cards_print: "In trên giấy A4 (Ctrl + P), mỗi tờ 8 thẻ, cắt theo đường kẻ đứt.",
    card: "Thẻ tham dự số",
    card_open: |number| format!("Mở thẻ số {number}"),
    card_use: "Quét mã bằng điện thoại để đăng ký phát biểu và gửi phiếu. Xin giữ thẻ đến hết hội nghị.",
    cards_standing: |printed, out, voided| format!("{printed} thẻ · đã phát {out} · đã hủy {voided}"),
    card_number: "Số thẻ",
    card_of: |card| format!("thẻ số {card}"),
    card_issue: "Phát thẻ",
    card_void: "Hủy thẻ",
    card_new_number: "Thẻ mới số",
    card_reissue: "Cấp lại",
    card_reissue_for: |card| format!("Cấp lại thay thẻ số {card} (cùng một người)"),
    card_newcomer: "Vẫn phát (người khác, chưa có thẻ)",
    cards_none: "Chưa in thẻ. Văn phòng in thẻ ở trang của văn phòng.",
    written: "Ý kiến bằng văn bản",
    written_open: |count| format!("{count} chưa đưa vào biên bản"),
    written_none: "Chưa có ý kiến nào gửi từ điện thoại.",
    take_up: "Đưa vào biên bản",
    taken_up: "Đã đưa vào biên bản",
    answer_written: "Trả lời người gửi",
    send_answer: "Gửi trả lời",
    fact_written: |name, hamlet| match hamlet {
        "" => format!("Ông/Bà {name} gửi ý kiến bằng văn bản."),
        hamlet => format!("Ông/Bà {name} ({hamlet}) gửi ý kiến bằng văn bản."),
    },
    written_answer: |answer| format!("Đã trả lời: {answer}"),
    import: "Nhập danh sách đăng ký từ tệp",
    import_about: "Tệp CSV, mỗi người một dòng, dòng đầu là tên cột; chỉ cột “Họ và tên” là bắt buộc. Phần mềm cho xem trước; chưa bấm đăng ký thì chưa có gì thay đổi.",
    import_file: "Tệp CSV (tối đa 500 người)",
    import_read: "Xem trước",
    import_fields: |fields| format!("Lĩnh vực của chương trình này: {fields}."),
    import_template: "Tải tệp mẫu",
    import_template_name: "dang-ky-phat-bieu.csv",
    import_errors: |count| {
        format!("Tệp có {count} chỗ cần sửa. Chưa đăng ký ai. Xin sửa trong tệp rồi tải lên lại.")
    },
    import_more: |count| format!("và {count} chỗ khác."),
    import_warnings: "Nên xem lại (vẫn đăng ký được)",
    import_questions: "Họ tên trùng nhau",
    import_questions_about: "Nếu là người khác cùng họ tên, đánh dấu để đăng ký thêm. Dòng không đánh dấu được coi là đăng ký \
                             trùng: không đăng ký thêm, lượt đã có giữ nguyên.",
    import_another: "Là người khác: đăng ký thêm",
    import_rows: |count| format!("{count} người sẽ được đăng ký, theo thứ tự trong tệp"),
    import_rows_asked: |count, asked| format!("Tệp có {count} người; {asked} dòng cần xác nhận"),
    import_confirm: |count| format!("Đăng ký {count} người"),
    import_confirm_and_ticked: |count| format!("Đăng ký {count} người và những người được đánh dấu"),
    import_done: |count| format!("Đã đăng ký {count} người."),
    import_no_file: "Chưa chọn tệp. Xin chọn tệp CSV rồi bấm Xem trước.",
    import_changed: "Danh sách vừa thay đổi sau khi xem trước. Chưa đăng ký ai; xin xem lại các dòng dưới đây.",
    line: |line| if line == 0 { "Cả tệp".to_owned() } else { format!("Dòng {line}") },
    column,
    to_console: |place| format!("Về trang {place}"),
    // The history.
    history: "Lịch sử thao tác",
    who: "Người thực hiện",
    anyone: "Tất cả",
    who_name,
    subject: "Loại việc",
    anything: "Tất cả",
    words: "Có chữ (không cần dấu)",
    from: "Từ lúc",
    to: "Đến lúc",
    find: "Lọc",
    show_all: "Bỏ lọc",
    lines: |count| format!("{count} thao tác, mới nhất trước"),
    no_lines: "Không có thao tác nào phù hợp.",
    as_csv: "Tải về CSV",
    as_json: "Tải về JSON",
    page_of: |page, pages| format!("Trang {page} / {pages}"),
    newer: "← Mới hơn",
    older: "Cũ hơn →",
    history_header: ["Số thứ tự", "Thời gian", "Người thực hiện", "Loại việc", "Nội dung"],
    // Attachments of an item.
    attachments: "Tài liệu",
    attachments_of: |count| format!("Tài liệu ({count})"),
    attachment_file: "Tệp PDF hoặc ảnh",
    attachment_hint: "Tối đa 20 MB. Sau khi tải lên, trang này mở lại.",
    attachment_title: "Tên tài liệu",
    upload: "Tải tệp lên",
    link_address: "Địa chỉ (https://…)",
    attach_link: "Thêm liên kết",
    detach: "Gỡ",
    detach_sure: "Bấm lần nữa để gỡ",
    no_file: "Chưa chọn tệp nên chưa có gì thay đổi. Xin chọn tệp rồi tải lên lại.",
    wrong_media: "Tệp này không phải PDF hay ảnh (PNG, JPEG, WebP, GIF), dù tên tệp ghi thế nào. Chưa có gì thay đổi; xin xuất ra PDF rồi tải lên lại.",
    file_too_large: |megabytes| {
        format!("Tệp lớn hơn {megabytes} MB nên chưa nhận; chưa có gì thay đổi. Xin giảm dung lượng tệp.")
    },
    files_full: |megabytes| {
        format!(
            "Các tệp của hội nghị này đã gần {megabytes} MB nên không nhận thêm được tệp này; các tệp đã có vẫn còn. Xin dùng tệp nhỏ hơn hoặc thêm liên kết."
        )
    },
    // The office.
    ends: "Thời gian kết thúc (dự kiến)",
    part_of: "Là mục con của",
    top_level: "Không, là mục riêng",
    item_seconds: "Giây mỗi lượt phát biểu",
    hidden: "Chưa cho hội trường thấy",
    hidden_mark: "Đang ẩn",
    show_item: "Cho hội trường thấy",
    // Who speaks.
    more_about: "Thay mặt, lĩnh vực, số điện thoại…",
    field: "Lĩnh vực, vấn đề",
    no_field: "Chưa ghi",
    contact: "Số điện thoại hoặc địa chỉ (để nhận trả lời)",
    namesake_anyway: "Vẫn đăng ký (người khác trùng tên)",
    check_in_anyway: "Vẫn ghi có mặt (người khác trùng tên)",
    first_time: "lần đầu",
    nth_time: |number| format!("lượt thứ {number}"),
    namesake_of: |number| format!("trùng họ tên với số {number}, xin hỏi lại"),
    called: "đã mời lên",
    agreeing: |names| format!("Cùng ý kiến: {names}"),
    // The list, at the desk.
    search_list: "Tìm (không cần dấu)",
    to_position: "Chuyển đến vị trí thứ",
    move_there: "Chuyển",
    same_as: "Cùng câu hỏi với",
    nobody_chosen: "Chọn người",
    speaks_for_both: |name| format!("Gộp, {name} phát biểu chung"),
    split: |name| format!("Tách {name}"),
    left_list: "Đã rời danh sách",
    return_to_list: "Đưa trở lại",
    last_call_in: |minutes| format!("Khóa sau {minutes} phút"),
    last_call_until: |time| format!("nhận đến {time}"),
    last_call_off: "Bỏ giờ khóa",
    // How long hamlets have spoken.
    totals: "Thời gian đã phát biểu theo thôn, đơn vị",
    no_totals: "Chưa có ai phát biểu xong.",
    no_hamlet: "Chưa ghi thôn, đơn vị",
    total: |speeches, time| format!("{speeches} lượt · {time}"),
    // The minutes.
    fact_item,
    fact_skipped,
    off_topic: "Lạc đề",
    mark_off_topic: "Đánh dấu lạc đề",
    mark_on_topic: "Bỏ dấu lạc đề",
    breach: |reason| format!("Dừng do vi phạm nội quy: {reason}"),
    add_poll: "Thêm phiếu khác",
    remove_poll: "Xóa phiếu này",
    remove_poll_sure: "Bấm lần nữa để xóa",
    poll_question: "Ông/Bà có hài lòng không?",
    poll_levels: ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"],
    poll_asked_by: "Đơn vị lấy phiếu",
    poll_duration: "Tự đóng sau (phút)",
    poll_changes: "Được gửi phiếu khác thay phiếu trước cho đến khi đóng",
    add_question: "Thêm câu hỏi",
    remove_question: "Bỏ câu hỏi này",
    question: "Câu hỏi",
    question_kind: "Cách trả lời",
    question_options: "Phương án trả lời, mỗi dòng một phương án (thang mức: tốt nhất ở trên)",
    cards_renewed: "Hội nghị này mở từ bản sao lưu nên thẻ đã phát không quét được nữa. Văn phòng in lại thẻ; bàn đăng ký \
                    phát lại đúng số cho đúng người.",
    card_guesses: |count| {
        format!(
            "Có {count} lần thử thẻ không có trong hội nghị này. Nếu lặp lại, xin kiểm tra chồng thẻ và mạng Wi-Fi."
        )
    },
    more_waiting: |count| format!("Còn {count} người chờ nữa."),
    more_written: |count| format!("Còn {count} ý kiến nữa."),
    see_all: "Xem tất cả",
    crowd: "Khi có quá nhiều đăng ký từ điện thoại",
    crowd_about: "Người đã được mời hoặc được chủ tọa xếp chỗ vẫn ở lại danh sách. Bỏ nhầm thì chủ tọa hoặc Văn phòng hoàn tác được.",
    remove_found: |count| format!("Bỏ {count} đăng ký vừa tìm thấy"),
    remove_phones: "Bỏ mọi đăng ký từ điện thoại không có thẻ",
    remove_sure: "Bấm lần nữa để bỏ",
    cards_only: "Chỉ nhận từ điện thoại có thẻ tham dự",
    all_waiting: |count| format!("{count} người chờ phát biểu"),
    contacts: "Thông tin liên hệ",
    contacts_of: |count| format!("Thông tin liên hệ của {count} người"),
    contacts_about: "Người dân để lại số điện thoại hoặc địa chỉ để nhận trả lời; ai không để lại thì không có tên ở đây. \
                     Chỉ bàn đăng ký và Văn phòng được xem; mỗi lần xem được ghi vào lịch sử thao tác.",
    contacts_stored_for: |days| match days {
        0 => "Phần mềm tự động xóa ngay khi hội nghị kết thúc và mọi ý kiến đã được trả lời.".to_owned(),
        _ => format!(
            "Phần mềm tự động xóa sau {days} ngày kể từ khi hội nghị kết thúc và mọi ý kiến đã được trả lời."
        ),
    },
    contacts_due: |when| format!("Sẽ xóa lúc {when}."),
    no_contacts: "Chưa có ai để lại thông tin liên hệ, hoặc đã được xóa.",
    read_contacts: "Xem thông tin liên hệ",
    erase_contacts: "Xóa toàn bộ thông tin liên hệ",
    erase_contacts_sure: "Họ tên và ý kiến vẫn được giữ. Thông tin liên hệ đã xóa thì không lấy lại được; bản sao lưu đã \
                          có vẫn còn giữ cho đến khi được thay bằng bản mới.",
    contact_days: "Thời hạn lưu thông tin liên hệ sau khi trả lời xong (ngày)",
    save_contact_days: "Lưu thời hạn",
    standing: |standing| match standing {
        Standing::Owed => "Còn phải trả lời",
        Standing::Unrecorded => "Đã phát biểu, chưa ghi ý kiến",
        Standing::Unspoken => "Chưa phát biểu",
        Standing::Answered => "Đã trả lời",
    },
    has_contact: "Có thông tin liên hệ",
    contact_note: |days| match days {
        0 => "Không hiện công khai: chỉ bàn đăng ký và Văn phòng xem; xóa ngay khi trả lời xong.".to_owned(),
        _ => format!(
            "Không hiện công khai: chỉ bàn đăng ký và Văn phòng xem; tự xóa {days} ngày sau khi trả lời xong."
        ),
    },
    contact_stays: "Đã có thông tin liên hệ. Để trống thì giữ nguyên.",
    all_written: |count| format!("{count} ý kiến bằng văn bản, mới nhất trước"),
    poll_right_label: "Mỗi phiếu tính theo",
    poll_right: |right| match right {
        Right::Device => "Thiết bị (không cần thẻ)",
        Right::Card => "Thẻ tham dự",
        Right::CardIssued => "Thẻ đã phát (chỉ người có mặt)",
    },
    poll_kind: |kind| match kind {
        Kind::Scale => "Thang mức",
        Kind::YesNo => "Có / không",
        Kind::Single => "Chọn một",
        Kind::Multiple => "Chọn nhiều",
        Kind::Text => "Viết ý kiến",
    },
};

fn fact_item(label: &str, title: &str, lead: &str) -> String {
    let lead = if lead.is_empty() { String::new() } else { format!(" – {lead}") };
    format!("{}: {title}{lead}.", numbered("Mục", label))
}

fn fact_skipped(label: &str, title: &str) -> String {
    format!("{}: {title}.", numbered("Bỏ qua mục", label))
}

/// A word with the item's number; what is hidden has no number yet.
fn numbered(word: &str, label: &str) -> String {
    if label.is_empty() { word.to_owned() } else { format!("{word} {label}") }
}

fn who_name(who: Who) -> &'static str {
    match who {
        Who::Program => "Chương trình",
        Who::At(Place::Phone) => "Điện thoại người dự",
        Who::At(place) => (COMMON.place)(place),
    }
}

fn column(column: Column) -> &'static str {
    match column {
        Column::Name => "Họ và tên",
        Column::Hamlet => "Thôn, đơn vị",
        Column::OnBehalf => "Thay mặt",
        Column::Subject => "Nội dung",
        Column::Field => "Lĩnh vực",
        Column::Contact => "Liên hệ",
        Column::Kind => "Đối tượng",
    }
}

pub(in crate::text) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile => "Tệp trống, không có dòng nào.".to_owned(),
        Fault::Workbook => {
            "Đây là tệp Excel, xin lưu lại thành CSV (chọn “CSV UTF-8”) rồi tải tệp CSV lên.".to_owned()
        }
        Fault::Binary => "Đây không phải tệp văn bản. Xin lưu bảng thành “CSV UTF-8” rồi tải lên.".to_owned(),
        Fault::BadBytes => {
            "Có chữ sai bảng mã nên không đọc được dấu tiếng Việt. Xin lưu lại tệp thành “CSV UTF-8”."
                .to_owned()
        }
        Fault::NobodyInIt => "Tệp chỉ có dòng tên cột, chưa có người nào.".to_owned(),
        Fault::NoNameColumn(found) if found.is_empty() => {
            "Không có cột “Họ và tên”. Dòng đầu phải là tên các cột.".to_owned()
        }
        Fault::NoNameColumn(found) => {
            format!("Không có cột “Họ và tên”. Dòng đầu phải là tên các cột; đang có: {}.", found.join(", "))
        }
        Fault::ColumnTwice(twice) => format!("Có hai cột cùng là “{}”. Xin giữ một cột.", column(*twice)),
        Fault::UnusedColumns(names) => format!("Các cột không dùng đến: {}.", names.join(", ")),
        Fault::TooManyRows { rows, most } => {
            format!("Tệp có {rows} người; mỗi lần nhập nhiều nhất {most} người. Xin chia thành nhiều tệp.")
        }
        Fault::TooManyCells(found, expected) => {
            format!(
                "Có {found} ô nhưng dòng tên cột chỉ có {expected}. Ô có dấu phân cách phải đặt trong ngoặc kép."
            )
        }
        Fault::OpenQuote => "Dấu ngoặc kép (\") mở mà không đóng.".to_owned(),
        Fault::BreakInside(at) => {
            format!("Ô “{}” có xuống dòng bên trong, có thể do thiếu dấu ngoặc kép (\").", column(*at))
        }
        Fault::Rounded(number) => {
            format!(
                "Số điện thoại “{number}” đã bị bảng tính làm tròn nên mất chữ số. Xin ghi lại số đầy đủ."
            )
        }
        Fault::LostZero(number) => {
            format!("Số điện thoại thiếu số 0 ở đầu; đã sửa thành {number}.")
        }
        Fault::OldLetters(words) => {
            format!("“{words}” còn là chữ của bảng mã cũ (TCVN3, VNI). Xin đổi sang Unicode rồi tải lên lại.")
        }
        Fault::OldEncoding => {
            "Tệp dùng bảng mã cũ TCVN3 (font .Vn…); đã đổi sang Unicode. Xin xem kỹ họ tên trước khi đăng ký."
                .to_owned()
        }
        Fault::Refused(refusal) => common::refusal(refusal),
        Fault::UnknownField(field) => {
            format!("Lĩnh vực “{field}” không có trong chương trình; vẫn được giữ như đã ghi.")
        }
        Fault::UnknownKind(kind) => {
            format!("Đối tượng “{kind}” không rõ. Xin ghi: nhân dân, cán bộ hoặc đại biểu.")
        }
        Fault::SameAsLine(line) => {
            format!("Trùng họ tên và thôn, đơn vị với dòng {line}: cùng một người hay là người khác?")
        }
        Fault::SameAsWaiting(request) => {
            format!(
                "Trùng họ tên và thôn, đơn vị với người đang chờ số {request}: cùng một người hay là người khác?"
            )
        }
    }
}
