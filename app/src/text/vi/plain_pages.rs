//! Words of the plain pages, in Vietnamese.

use crate::text::plain_pages::PlainPageWords;

pub(in crate::text) const PAGES: PlainPageWords = PlainPageWords {
    program: "Hội trường",
    enter_code: "Mã hội nghị",
    join: "Vào hội nghị",
    where_code: "Mã gồm 5 chữ số, có trên màn chiếu và thẻ tham dự.",
    problem: "Chưa thực hiện được",
    back: "Quay lại",
    no_card: "Không có thẻ tham dự nào với địa chỉ này. Xin Ông/Bà quét lại mã trên thẻ hoặc gặp bàn đăng ký.",
    many_guesses: "Không có thẻ tham dự nào với địa chỉ này. Đang có nhiều lần thử địa chỉ thẻ không đúng nên máy trả lời chậm lại; văn phòng đã được báo. Ông/Bà có thẻ thì quét mã trên thẻ vẫn vào được.",
    crowded: "Đang có rất nhiều điện thoại mới vào hội nghị cùng một lúc nên máy này chưa vào được. Đề nghị Ông/Bà thử lại sau ít phút, quét thẻ tham dự nếu có, hoặc đăng ký tại bàn đăng ký.",
    replace: |card| format!("Dùng thẻ số {card} trên điện thoại này?"),
    replace_own: |card| {
        format!(
            "Điện thoại này đã có thẻ khác, đăng ký, phiếu hoặc ý kiến. Nếu dùng thẻ số {card}, những gì đã gửi vẫn được giữ nhưng không còn hiện trên điện thoại này."
        )
    },
    replace_foreign: |card| {
        format!(
            "Địa chỉ này được mở từ một trang khác, không phải do quét mã trên thẻ. Ông/Bà chỉ tiếp tục nếu đang cầm thẻ số {card}."
        )
    },
    replace_yes: |card| format!("Dùng thẻ số {card}"),
    replace_no: "Giữ như hiện tại",
    no_meeting: "Không có hội nghị nào mang mã này. Đề nghị Ông/Bà xem lại mã trên màn chiếu.",
    nothing_here: "Không có trang này. Đề nghị Ông/Bà kiểm tra lại địa chỉ hoặc quét lại mã QR.",
    no_key: "Đường dẫn này không còn hiệu lực hoặc thiếu khóa. Đề nghị liên hệ Văn phòng để nhận đường dẫn mới. Nếu đường dẫn vừa được cấp, có thể trình duyệt này đang chặn cookie: đề nghị cho phép cookie rồi mở lại đường dẫn.",
    wrong_place: "Đường dẫn của Ông/Bà dành cho vị trí khác, không dùng được ở đây.",
    unknown_place: "Không có vị trí này trong hội nghị.",
    malformed: "Nội dung gửi lên không đọc được; chưa có gì thay đổi.",
    too_large: "Nội dung gửi lên quá dài; chưa có gì thay đổi. Đề nghị rút gọn rồi gửi lại.",
    wrong_method: "Địa chỉ này không nhận cách gửi đó; chưa có gì thay đổi.",
    foreign_origin: "Yêu cầu đến từ một trang khác nên không được thực hiện.",
    unknown_programme: "Không có chương trình mẫu này. Đề nghị chọn một chương trình trong danh sách.",
    not_saved: "Chưa ghi được vào đĩa nên chưa có gì thay đổi. Đề nghị gửi lại; nếu vẫn lỗi, báo người phụ trách máy.",
    not_now: "Máy của hội trường tạm thời chưa ghi được. Nội dung Ông/Bà gửi vẫn được giữ trên máy này và tự gửi lại, không cần gửi lần nữa.",
    not_now_many: "Đang có quá nhiều nội dung gửi cùng một lúc. Nội dung Ông/Bà gửi vẫn được giữ trên máy này và tự gửi lại, không cần gửi lần nữa.",
    closing_down: "Chương trình đang khởi động lại. Đề nghị thử lại sau ít giây.",
    busy: "Máy đang phục vụ nhiều người cùng một lúc nên chưa trả lời được; chưa có gì thay đổi. Đề nghị thử lại sau ít giây.",
    too_slow: "Nội dung gửi lên đến quá chậm nên máy không chờ thêm; chưa có gì thay đổi. Đề nghị lại gần bộ phát Wi-Fi rồi gửi lại.",
    foreign_host: |address| {
        format!("Địa chỉ này không phải của hội trường nên trang không mở. Địa chỉ đúng là {address}")
    },
    office: "Văn phòng",
    meetings: "Các hội nghị",
    no_meetings: "Chưa có hội nghị nào.",
    new_meeting: "Lập hội nghị mới",
    programme: "Chương trình mẫu",
    title: "Tên hội nghị",
    title_hint: "Để trống thì dùng tên của chương trình mẫu.",
    create: "Lập hội nghị",
    code: "Mã",
    open: "Mở",
    links: "Đường dẫn các vị trí",
    links_about: "Mỗi vị trí có một đường dẫn riêng, kèm mã QR. Đường dẫn chỉ hiện một lần, nên hãy in hoặc gửi ngay.",
    make_links: "Tạo đường dẫn mới",
    revoke_older: "Hủy các đường dẫn đã cấp trước đây",
    office_link_about: "Đường dẫn Văn phòng mở mọi hội nghị trong máy này, nên chỉ tạo khi thật cần, cho từng người. Việc tạo được ghi vào lịch sử.",
    make_office_link: "Tạo đường dẫn cho Văn phòng",
    good_links: "Đường dẫn đang dùng được",
    good_links_about: "Hủy một đường dẫn thì ai đang ngồi ở vị trí đó bằng đường dẫn ấy phải ra ngay. Đường dẫn đã tạo không xem lại được. Việc tạo và hủy ở trang này được ghi vào lịch sử.",
    end_link: "Hủy đường dẫn này",
    end_all_links: |place, count| format!("Hủy cả {count} đường dẫn {place}"),
    link_made_by: |place| format!("{place} tạo"),
    link_made_here: "tạo tại máy chủ",
    link_open: |count| format!("đang mở trên {count} màn hình"),
    own_link: "máy này đang dùng",
    links_secret: "Ai có đường dẫn thì vào được vị trí đó. Chỉ giao cho đúng người.",
    how_to_print: "Nhấn Ctrl+P để in.",
};
