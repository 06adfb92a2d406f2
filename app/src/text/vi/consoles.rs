//! Words of the consoles, in Vietnamese.

use meeting::panel::CountedQuestion;
use meeting::programme::AttendanceRule;
use meeting::speakers::Purpose;

use super::laptop;
use crate::text::common::hour_and_minute;
use crate::text::consoles::Consoles;

pub(in crate::text) const CONSOLES: Consoles = Consoles {
    // Above every console.
    saved: "đã lưu",
    saving: "đang lưu…",
    not_saved: "chưa lưu, chữ vẫn còn đây",
    dismiss: "Đã hiểu",
    connection_lost: "Đang mất kết nối với máy chủ, phần mềm tự nối lại. Những gì Ông/Bà vừa nhập được giữ trên máy này, kể cả khi tải lại trang, và sẽ được gửi.",
    connection_lost_unkept: "Đang mất kết nối với máy chủ, phần mềm tự nối lại. Trình duyệt này không cho lưu trên máy, nên những gì Ông/Bà vừa nhập chỉ còn trên trang đang mở: đề nghị không đóng và không tải lại trang.",
    unsent: "chưa gửi",
    too_long: "Nội dung này quá dài nên chưa được gửi; chữ vẫn còn nguyên. Đề nghị Ông/Bà rút gọn rồi gửi lại.",
    too_late: "Một thao tác bấm trước khi tải lại trang chưa gửi được và nay đã quá lâu nên không thực hiện nữa. Đề nghị Ông/Bà xem lại hội nghị đang đến đâu rồi bấm lại nếu vẫn cần.",
    form_news: "Nội dung này vừa được thay đổi ở nơi khác. Những gì Ông/Bà đang nhập vẫn được giữ nguyên; khi bấm lưu thì nội dung Ông/Bà nhập sẽ thay cho nội dung mới đó.",
    form_take_news: "Bỏ nội dung đang nhập, lấy nội dung mới",
    disk: laptop::disk,
    unsealed: "Phiếu đã kết thúc nhưng chưa niêm phong được vì ổ đĩa chưa cho ghi; chưa ai xem được kết quả. Chương trình tự thử lại mỗi giây.",
    clock: laptop::clock,
    clock_tell: "Đề nghị báo Văn phòng trả lời câu hỏi này.",
    clock_laptop: |time| format!("Đúng là {time} (đồng hồ máy tính)"),
    clock_program: |time| format!("Đúng là {time} (giờ phần mềm đang tính)"),
    clock_other: "Giờ khác:",
    clock_say: "Chỉnh theo giờ này",
    key_ended: "Văn phòng đã hủy đường dẫn của vị trí này hoặc đã cấp đường dẫn mới, nên từ đây không làm được việc gì nữa. Chữ đang gõ vẫn còn trên màn hình. Đề nghị Ông/Bà giữ nguyên trang này, xin Văn phòng đường dẫn mới và mở trong một cửa sổ khác của trình duyệt này; trang này sẽ tự nối lại và lưu tiếp.",
    // Lists.
    more: "Thao tác khác",
    move_up: "Chuyển lên",
    move_down: "Chuyển xuống",
    edit: "Sửa",
    save: "Lưu",
    cancel: "Thôi",
    remove: "Xóa",
    remove_sure: "Bấm lần nữa để xóa",
    // The agenda.
    agenda: "Chương trình",
    start_item: "Bắt đầu",
    start_item_again: "Mở lại",
    finish_item: "Kết thúc mục",
    skip_item: "Bỏ qua",
    next_item: "Tiếp theo",
    since: |time| format!("Đang diễn ra từ {time}"),
    close_meeting: "Kết thúc hội nghị",
    close_meeting_sure: "Bấm lần nữa để kết thúc hội nghị",
    add_item: "+ Thêm mục",
    item_title: "Nội dung",
    item_lead: "Người thực hiện",
    item_kind: "Loại mục",
    item_duration: "Số phút dự kiến",
    optional: "nếu có",
    // What is on.
    on_now: "Đang diễn ra",
    nothing_on: "Chưa có mục nào đang diễn ra",
    next_step: "Bước tiếp theo",
    step_give_floor: |name| format!("Mời {name} phát biểu"),
    step_resume: |name| format!("Tiếp tục tính giờ: {name}"),
    step_end_speech: |name| format!("Kết thúc phần phát biểu của {name}"),
    step_sealing: "Đang xáo phiếu…",
    step_close: "Kết thúc hội nghị",
    step_no_agenda: "Chưa có chương trình – Văn phòng soạn trước",
    step_over: "Hội nghị đã kết thúc",
    // A speech.
    time_left: "còn",
    time_over: "▲ quá giờ",
    time_paused: "❚❚ tạm dừng, còn",
    time_paused_over: "❚❚ tạm dừng, quá giờ",
    pause: "❚❚ Tạm dừng",
    resume: "▶ Tiếp tục",
    extend_by_one: "+1 phút",
    end_speech: "■ Kết thúc",
    next_speaker: "Người phát biểu tiếp theo",
    invite: "Mời phát biểu",
    purpose: "Để",
    agency: "Cơ quan, chức vụ",
    // The list of speakers.
    speakers: "Đăng ký phát biểu",
    waiting_and_spoken: |waiting, spoken| format!("{waiting} chờ · {spoken} đã nói"),
    list_open: "○ Đang mở",
    list_closed: "● Đang khóa",
    open_list: "Mở đăng ký",
    close_list: "Khóa đăng ký",
    give_floor: "Mời",
    withdraw: "Rút",
    nobody_waits: "Chưa có ai chờ phát biểu.",
    name: "Họ và tên",
    hamlet: "Thôn, đơn vị",
    on_behalf: "Thay mặt cho (nếu có)",
    subject: "Nội dung muốn nêu",
    register: "Đăng ký",
    behalf_of: |whom| format!("thay mặt {whom}"),
    // The poll.
    poll: "Phiếu đánh giá",
    open_poll: "Mở phiếu đánh giá",
    close_poll: "Đóng phiếu đánh giá",
    close_poll_sure: "Bấm lần nữa để kết thúc lấy phiếu",
    show_result: "Công bố kết quả",
    hide_result: "Ẩn kết quả",
    result_is_shown: "Đã công bố",
    poll_more: "Giơ tay biểu quyết, mở lại, hủy phiếu",
    open_show_of_hands: "Biểu quyết ngay",
    show_of_hands_title: "Nội dung biểu quyết",
    show_of_hands_default: "Biểu quyết nội dung chủ tọa vừa nêu",
    poll_reason: "Lý do mở lại hoặc hủy phiếu",
    reopen_poll: "Mở lại phiếu",
    discard_poll: "Hủy phiếu",
    discard_poll_sure: "Bấm lần nữa để hủy phiếu và xóa các phiếu đã gửi",
    poll_closes: |at| format!("tự đóng lúc {}", hour_and_minute(at)),
    turnout: |cast, here| format!("{cast} phiếu · {here} người có mặt"),
    // The projector.
    projector: "Màn chiếu",
    follow: "Theo hội nghị",
    message_to_hall: "Nội dung thông báo",
    show_message: "Chiếu",
    // The minutes.
    minutes: "Biên bản",
    no_minutes_yet: "Diễn biến hội nghị sẽ tự ghi vào đây. Ông/Bà gõ nội dung bên dưới từng dòng.",
    write_note: "Thêm ghi chép",
    to_newest: "Mới nhất",
    to_newest_of: |new| format!("Có {new} diễn biến mới"),
    secretary_keys: "Alt + ↑ ↓ chuyển giữa các ô",
    entry_text: "Nội dung ghi biên bản",
    record_opinion: "+ Ghi ý kiến",
    opinion_number: |number| format!("Ý kiến số {number}"),
    opinion_text: "Nội dung ý kiến, kiến nghị",
    registered_subject: |subject| format!("Đăng ký: {subject}"),
    fact_opened: "Hội nghị bắt đầu.",
    fact_speech,
    fact_poll_opened: |question| format!("Mở phiếu đánh giá: {question}"),
    fact_poll_closed: "Kết thúc lấy phiếu.",
    fact_poll_counted,
    fact_poll_reopened: "Mở lại phiếu cho người chưa gửi phiếu. Lý do:",
    fact_poll_discarded: "Hủy phiếu, không tính kết quả. Lý do:",
    fact_closed: "Hội nghị kết thúc.",
    fact_note: "Ghi chép của thư ký",
    // The desk.
    check_in: "Điểm danh",
    check_in_button: "Ghi có mặt",
    check_out: "Bỏ",
    comes_as: "Thành phần",
    attendance_rule,
    counting_note: "Dùng nút cộng, trừ cho người không ghi tên; số tổng gồm cả người đã ghi tên.",
    present: "Đã có mặt",
    checked_in: |count| format!("{count} người đã ghi tên"),
    search: "Tìm tên hoặc thôn (không cần dấu)",
    nobody_checked_in: "Chưa ghi tên ai.",
    nobody_found: "Không tìm thấy ai.",
    // The office.
    print_and_meetings: "Giấy tờ và các hội nghị",
    print_links: "In mã và đường dẫn các vị trí",
    all_meetings: "Tất cả hội nghị",
    are_here: |residents, officials| format!("Có mặt: {residents} người dân, {officials} đại biểu, cán bộ"),
    details: "Thông tin hội nghị",
    details_changed: "Có thay đổi chưa lưu",
    meeting_title: "Tên hội nghị",
    venue: "Địa điểm",
    starts: "Thời gian bắt đầu",
    chairs: "Chủ trì (mỗi người một dòng)",
    secretaries: "Thư ký (mỗi người một dòng)",
    registered_before: "Đăng ký phát biểu trước",
};

fn fact_speech(purpose: Purpose, who: &str, spoken: Option<&str>) -> String {
    let does = match purpose {
        Purpose::Opinion => "phát biểu",
        Purpose::Answer => "trả lời",
        Purpose::FollowUp => "trao đổi thêm",
    };
    spoken.map_or_else(|| format!("{who} đang {does}…"), |time| format!("{who} {does} {time}."))
}

fn fact_poll_counted(counts: &[CountedQuestion]) -> String {
    let options = |options: &[(String, u32)]| {
        options.iter().map(|(option, count)| format!("{option} {count}")).collect::<Vec<_>>().join(", ")
    };
    match counts {
        [one] => format!("Kết thúc lấy phiếu. Kết quả: {}.", options(&one.options)),
        several => {
            let each = several.iter().map(|one| format!("{} {}.", one.title, options(&one.options)));
            format!("Kết thúc lấy phiếu. Kết quả: {}", each.collect::<Vec<_>>().join(" "))
        }
    }
}

fn attendance_rule(rule: &AttendanceRule, residents: u32) -> String {
    let AttendanceRule { min, max } = rule;
    let stands = match residents {
        few if few < *min => format!("còn thiếu {} người", min - few),
        many if many > *max => format!("quá {} người", many - max),
        _ => "đã đủ".to_owned(),
    };
    format!("Quy định: từ {min} đến {max} người dân; hiện có {residents}, {stands}.")
}
