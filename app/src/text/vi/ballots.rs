//! Words about paper ballots, the tablet and channels, in Vietnamese.

use meeting::Place;
use meeting::panel::PaperFigures;
use meeting::poll::Channel;

use crate::text::ballots::Ballots;

pub(in crate::text) const BALLOTS: Ballots = Ballots {
    given_to_label: "Ai được mở phiếu, đóng phiếu và công bố kết quả",
    given_to: |place| match place {
        Some(Place::Desk) => "Chủ tọa và bàn đăng ký (Mặt trận)",
        Some(Place::Secretary) => "Chủ tọa và thư ký",
        _ => "Chủ tọa",
    },
    channel: |channel| match channel {
        Channel::Phone => "Điện thoại",
        Channel::Tablet => "Máy tính bảng",
        Channel::Paper => "Phiếu giấy",
    },
    together: |names| match names {
        [all @ .., last] if !all.is_empty() => format!("{} và {}", all.join(", "), last.to_lowercase()),
        names => names.concat(),
    },
    satisfied_apart: |name, ballots, satisfied| match satisfied {
        Some(share) => format!("{name}: {ballots} phiếu, hài lòng trở lên {share}"),
        None => format!("{name}: {ballots} phiếu"),
    },
    paper_ballots: |PaperFigures { issued, returned, invalid }| {
        format!("Phiếu giấy: phát ra {issued}, thu về {returned}, không hợp lệ {invalid}")
    },
    of_present: |ballots, present| format!("{ballots} phiếu hợp lệ / {present} người có mặt"),
    desk: "Phiếu giấy và máy tính bảng",
    issued: |count| format!("Đã phát {count} phiếu giấy"),
    card: "Số thẻ của người bỏ phiếu",
    issue: "Phát phiếu giấy",
    take_back: "Thu lại phiếu chưa dùng",
    loose: "Tổng số phiếu giấy đã phát, không tính phiếu phát theo thẻ",
    open_tablet: "Mở máy tính bảng cho một người",
    at_tablet: "Đang có người bỏ phiếu trên máy tính bảng.",
    close_tablet: "Đóng máy tính bảng",
    count: "Kiểm phiếu giấy",
    count_about: "Một người nhập số liệu, một người khác kiểm lại và xác nhận. Kết quả chỉ công bố được sau khi xác nhận.",
    returned: "Số phiếu thu về",
    invalid: "Trong đó không hợp lệ",
    answered: "Số phiếu có trả lời câu này",
    words: "Góp ý trên phiếu, mỗi dòng một ý kiến",
    card_wanted: "Xin nhập số thẻ.",
    leave_as_entered: "Giữ số đã nhập",
    numbers_wanted: "Xin nhập đủ các ô bằng số; không có thì ghi 0.",
    counter: "Họ tên người kiểm phiếu",
    enter: "Ghi kết quả kiểm phiếu",
    enter_again: "Nhập lại số liệu",
    entered_by: |name, place| format!("{name} đã nhập ({place})"),
    second: "Họ tên người kiểm lại",
    confirm: "Tôi đã kiểm lại, số liệu đúng",
    confirmed_by: |name, place| format!("{name} đã xác nhận ({place})"),
    wanting: "Chờ bàn đăng ký kiểm phiếu giấy rồi mới công bố được kết quả.",
    uncounted: "Phiếu đã đóng, chưa công bố kết quả",
    and_paper_ballots: |count| format!(" · {count} phiếu giấy đã phát"),
    remarks: "Góp ý",
    publish: "Đưa lên màn chiếu",
    unpublish: "Gỡ khỏi màn chiếu",
};
