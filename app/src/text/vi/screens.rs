//! Words of the phone and the projector, in Vietnamese.

use meeting::Moment;
use meeting::poll::Right;
use meeting::speakers::Purpose;

use super::common::COMMON;
use crate::text::screens::{Hall, Phone, Projector, Screens, Tablet};

pub(in crate::text) const SCREENS: Screens = Screens {
    hall: Hall {
        when,
        closes: "Nhận phiếu:",
        item_of: |label, items| format!("Mục {label}/{items}"),
        agreeing: |names, more| match more {
            0 => format!("Cùng ý kiến: {names}"),
            more => format!("Cùng ý kiến: {names} và {more} người nữa"),
        },
        has_floor: |purpose| match purpose {
            Purpose::Opinion => "Đang phát biểu",
            Purpose::Answer => "Đang trả lời",
            Purpose::FollowUp => "Đang trao đổi thêm",
        },
        until: |deadline| format!("đến {}", time(deadline)),
        left: "còn",
        low: "sắp hết giờ, còn",
        over: "quá giờ",
        paused: "tạm dừng, còn",
        paused_over: "tạm dừng, quá giờ",
        between_items: "Đang chuyển sang mục tiếp theo",
        not_open: "Hội nghị chưa khai mạc",
        closed: "Hội nghị đã bế mạc. Trân trọng cảm ơn Ông/Bà.",
        ballots: |count| format!("{count} phiếu"),
        percent: |tenths| match tenths % 10 {
            0 => format!("{}%", tenths / 10),
            rest => format!("{},{rest}%", tenths / 10),
        },
        all_ballots: |count| format!("Tổng số: {count} phiếu"),
        share_of: |answered| format!("Tỷ lệ tính trên {answered} phiếu có trả lời."),
        counted_by: |right| match right {
            Right::Device => "Tính theo thiết bị: một người có hai máy có thể gửi hai phiếu.",
            Right::Card => "Mỗi thẻ tham dự một phiếu.",
            Right::CardHandedOut => "Mỗi thẻ đã phát cho người có mặt một phiếu.",
        },
        more_results: "Kết quả các câu hỏi khác có trên điện thoại.",
        satisfied: |share, median| format!("Hài lòng trở lên: {share}. Mức ở giữa: {median}."),
        poll_closed: "Đã kết thúc lấy phiếu. Kết quả sẽ do chủ tọa công bố.",
    },
    phone: Phone {
        on_now: "Đang diễn ra",
        begins: |when| format!("Dự kiến bắt đầu: {when}"),
        ask: "Đăng ký phát biểu",
        name: "Họ và tên",
        hamlet: "Thôn, tổ dân phố hoặc đơn vị",
        subject: "Nội dung muốn phát biểu",
        field: "Lĩnh vực, vấn đề (nếu biết)",
        no_field: "Chưa rõ",
        contact_open: "Tôi muốn được trả lời sau hội nghị",
        contact: "Số điện thoại hoặc địa chỉ nhận trả lời",
        contact_note: super::staff::STAFF.contact_note,
        on_behalf_open: "Tôi phát biểu thay cho người khác",
        on_behalf: "Phát biểu thay cho",
        ask_submit: "Đăng ký phát biểu",
        my_number: "Số của Ông/Bà",
        my_card_number: "Số thẻ của Ông/Bà",
        my_card: |number| format!("Thẻ số {number}"),
        card_voided: "Thẻ này không còn giá trị. Ông/Bà vui lòng gặp bàn đăng ký để nhận thẻ mới.",
        place: "Còn {n} người trước Ông/Bà",
        next: "Ông/Bà là người phát biểu tiếp theo",
        my_turn: "Mời Ông/Bà phát biểu",
        called: "Mời Ông/Bà lên vị trí phát biểu",
        merged_with: |who| {
            format!(
                "Câu hỏi của Ông/Bà được nêu chung: {who} sẽ phát biểu, tên Ông/Bà được ghi là cùng ý kiến."
            )
        },
        last_call: |until| format!("Nhận đăng ký phát biểu đến {}.", time(until)),
        paper: "tài liệu",
        withdraw_open: "Tôi không phát biểu nữa",
        withdraw_why: "Rút đăng ký thì số này không còn. Ông/Bà có thể đăng ký lại khi danh sách còn mở.",
        withdraw: "Rút đăng ký",
        poll: "Phiếu đánh giá sự hài lòng",
        asked_by: |who| format!("Đơn vị lấy phiếu: {who}"),
        secret: "Phiếu không ghi tên. Mỗi người một phiếu.",
        vote_submit: "Gửi phiếu",
        hands: "Biểu quyết",
        several: "Có thể chọn nhiều ý.",
        change_ballot: "Gửi phiếu khác thay phiếu này",
        voted: "Đã ghi nhận phiếu của Ông/Bà",
        on_paper: "Ông/Bà đã nhận phiếu giấy. Xin ghi phiếu và bỏ vào hòm phiếu ở bàn đăng ký.",
        result: "Kết quả lấy phiếu",
        waiting: "Danh sách chờ phát biểu",
        nobody_waits: "Chưa có ai chờ phát biểu.",
        more_wait: |more| format!("và {more} người nữa"),
        list_closed: "Hiện không nhận đăng ký phát biểu. Khi chủ tọa mở danh sách, mẫu đăng ký sẽ hiện ở đây.",
        agenda: "Chương trình",
        item_done: "đã xong",
        item_on: "đang diễn ra",
        item_skipped: "bỏ qua",
        rules: "Nội quy",
        refresh: "Làm mới",
        other_language: "English",
        large_text: "Chữ to",
        normal_text: "Chữ vừa",
        write_open: "Gửi ý kiến bằng văn bản",
        write_about: "Bàn tổng hợp nhận ý kiến và ghi vào biên bản. Kết quả hiện ngay trên trang này.",
        write_text: "Ý kiến, kiến nghị",
        write_submit: "Gửi ý kiến",
        my_written: "Ý kiến đã gửi",
        written_received: "Bàn tổng hợp đã nhận",
        written_taken_up: "Đã đưa vào biên bản",
        written_answered: "Trả lời:",
        sending: "Đang gửi… Xin Ông/Bà giữ nguyên trang này.",
        recorded: "Đã ghi nhận.",
        withdrawn: "Đã rút đăng ký phát biểu.",
        offline: "Mất kết nối, đang nối lại. Ông/Bà không phải làm gì.",
        gone: "Trang này của một hội nghị đã qua. Xin Ông/Bà quét lại mã trên màn hình của hội trường.",
    },
    projector: Projector {
        join: "Mời Ông/Bà tham gia bằng điện thoại",
        how_to_join: "Quét mã, hoặc mở địa chỉ",
        code: "Mã hội nghị",
        on_now: "Đang diễn ra",
        next_item: "Mục tiếp theo",
        next_speakers: "Phát biểu tiếp theo",
        next_speaker: "Người phát biểu tiếp theo",
        nobody_waits: "Chưa có người chờ phát biểu",
        more_wait: |more| format!("và {more} người đang chờ"),
        called: "Xin mời lên vị trí phát biểu",
        last_call: |until| {
            format!(
                "Nhận đăng ký phát biểu đến {}: quét mã bằng điện thoại hoặc gặp bàn đăng ký.",
                time(until)
            )
        },
        list_open: "Đang nhận đăng ký phát biểu: quét mã bằng điện thoại hoặc gặp bàn đăng ký.",
        list_closed: "Hiện không nhận đăng ký phát biểu.",
        poll: "Phiếu đánh giá sự hài lòng",
        how_to_vote: "Quét mã bằng điện thoại, hoặc gặp bàn đăng ký để bỏ phiếu. Phiếu không ghi tên.",
        how_to_raise: "Quét mã bằng điện thoại để biểu quyết. Không ghi tên người biểu quyết.",
        hands: "Biểu quyết",
        poll_soon: "Sắp lấy phiếu",
        turnout: "phiếu đã nhận",
        result: "Kết quả lấy phiếu",
        answers: |name| format!("Trả lời ý kiến của Ông/Bà {name}"),
        pause: "Nghỉ giải lao",
        resumes: |at| format!("Hội nghị tiếp tục lúc {}", time(at)),
        resumes_soon: "Hội nghị sẽ tiếp tục sau ít phút",
        minutes: "Biên bản hội nghị",
        conclusions: |decided, all| format!("Kết luận: {decided} trong {all} ý kiến"),
        reading: "Thư ký trình bày biên bản",
        listen: "Mời Ông/Bà lắng nghe. Ai thấy ý kiến của mình ghi chưa đúng, xin nêu ngay để thư ký sửa.",
        wall: "Màn này chiếu",
        walls: [
            "Theo hội nghị",
            "Chỉ chương trình",
            "Chỉ phát biểu",
            "Chỉ phiếu",
            "Màn nhắc ở bục phát biểu",
        ],
        chime_off: "Bật chuông báo hết giờ",
        chime_on: "Tắt chuông báo hết giờ",
        thanks: "Trân trọng cảm ơn Ông/Bà",
        farewell: "Kính chúc Ông/Bà sức khỏe và hạnh phúc.",
        offline: "đang nối lại",
    },
    tablet: Tablet {
        closed: "Máy này hiện không nhận phiếu.",
        wait: "Ông/Bà muốn bỏ phiếu trên máy này, xin gặp cán bộ ở bàn đăng ký.",
        secret: "Phiếu không ghi tên. Gửi xong, máy không giữ lại câu trả lời.",
        thanks: "Đã ghi nhận phiếu. Cảm ơn Ông/Bà.",
        next: "Mời người tiếp theo gặp cán bộ ở bàn đăng ký.",
        recorded: "Đã ghi nhận phiếu.",
        offline: "Mất kết nối, đang nối lại. Phiếu đã gửi không bị mất.",
    },
};

fn time(at: Moment) -> String {
    (COMMON.time)(at)
}

fn when(at: Moment) -> String {
    format!("{}, {}", time(at), (COMMON.date)(at))
}
