//! Words every page uses, in Vietnamese.

use chrono::{Datelike, NaiveDate, Timelike};
use meeting::agenda::{ItemKind, ItemState, Phase};
use meeting::attendance::Kind;
use meeting::opinions::Outcome;
use meeting::projector::Scene;
use meeting::refusal::{Field, Thing};
use meeting::speakers::{Purpose, Source};
use meeting::undo::Held;
use meeting::{Moment, Place, Refusal, poll};

use crate::text::common::{Common, numbers};

pub(in crate::text) const COMMON: Common = Common {
    item_kind,
    item_state,
    phase,
    place,
    purpose,
    source,
    poll_state,
    attendee,
    scene,
    time,
    date,
    outcome,
    duration,
};

pub(in crate::text) fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAllowed { place: Some(at) } => {
            format!("Vị trí “{}” không thực hiện được việc này. Không có gì thay đổi.", place(*at))
        }
        Refusal::NotAllowed { place: None } => {
            "Việc này do chương trình tự thực hiện. Không có gì thay đổi.".to_owned()
        }
        Refusal::NotFound { thing } => {
            format!(
                "Không còn tìm thấy {}. Có thể vừa được thay đổi ở nơi khác; xin xem lại danh sách.",
                name_of(*thing)
            )
        }
        Refusal::MeetingClosed => {
            "Hội nghị đã kết thúc nên không thay đổi được nữa. Mọi nội dung đã ghi vẫn được giữ nguyên."
                .to_owned()
        }
        Refusal::MeetingNotOpen => {
            "Hội nghị chưa bắt đầu. Xin bắt đầu mục đầu tiên của chương trình trước.".to_owned()
        }
        Refusal::Empty { field } => format!("Xin điền {}.", label(*field)),
        Refusal::TooLong { field, most } => {
            format!("Phần {} dài quá {most} ký tự nên chưa lưu được. Xin rút gọn rồi gửi lại.", label(*field))
        }
        Refusal::ForbiddenCharacter { field } => {
            format!("Phần {} có ký tự ẩn không dùng được nên chưa lưu. Xin gõ lại phần này.", label(*field))
        }
        Refusal::OutOfRange { field, least, most } => {
            let fits = if least == most { format!("đúng {least}") } else { format!("từ {least} đến {most}") };
            format!("Phần {} phải {fits}. Xin sửa lại.", label(*field))
        }
        Refusal::ItemBegun => "Mục này đã bắt đầu nên không bỏ hoặc xóa được nữa.".to_owned(),
        Refusal::ItemRunning => "Mục này đang diễn ra rồi.".to_owned(),
        Refusal::ItemNotRunning => "Mục này hiện không diễn ra nên không cần kết thúc.".to_owned(),
        Refusal::ListClosed => {
            "Danh sách đăng ký phát biểu đang khóa. Chủ tọa có thể mở lại danh sách.".to_owned()
        }
        Refusal::ListOpen => "Danh sách đăng ký phát biểu đang mở rồi.".to_owned(),
        Refusal::AlreadyWaiting => {
            "Ông/Bà đã đăng ký phát biểu; đăng ký trước vẫn được giữ nguyên.".to_owned()
        }
        Refusal::NotWaiting => {
            "Lượt đăng ký này không còn chờ: đã được mời phát biểu hoặc đã rút.".to_owned()
        }
        Refusal::NotYours => "Đăng ký này là của người khác nên Ông/Bà không rút được.".to_owned(),
        Refusal::FloorTaken { name } => {
            format!("{name} đang phát biểu. Xin kết thúc lượt phát biểu này trước.")
        }
        Refusal::SpeechEnded => "Lượt phát biểu này đã kết thúc.".to_owned(),
        Refusal::SpeechPaused => "Lượt phát biểu này đang tạm dừng rồi.".to_owned(),
        Refusal::SpeechRunning => "Lượt phát biểu này đang tính giờ rồi.".to_owned(),
        Refusal::EndsBeforeStart => "Giờ kết thúc phải sau giờ bắt đầu. Xin sửa lại.".to_owned(),
        Refusal::HasParts => "Mục này còn các mục con. Xin xóa hoặc chuyển các mục con trước.".to_owned(),
        Refusal::TooDeep => "Chương trình chỉ có hai cấp: mục con không có mục con nữa.".to_owned(),
        Refusal::BadAddress => {
            "Địa chỉ chưa dùng được. Xin nhập địa chỉ bắt đầu bằng https:// hoặc http://.".to_owned()
        }
        Refusal::LastCallOver { until } => {
            format!("Đã hết thời gian đăng ký phát biểu (đến {}).", time(*until))
        }
        Refusal::LastCallPast => "Giờ hết đăng ký phải sau giờ hiện tại. Xin chọn giờ khác.".to_owned(),
        Refusal::SpokenEnough { most } => {
            format!("Mỗi người phát biểu không quá {most} lượt; người này đã phát biểu đủ số lượt.")
        }
        Refusal::SameName { request } => {
            format!(
                "Đã có người trùng họ tên và thôn đang chờ (số {request}). Nếu đúng là người khác, xin xác nhận để vẫn đăng ký."
            )
        }
        Refusal::SameAttendee { at } => {
            format!("Người cùng họ tên và thôn đã được ghi có mặt lúc {}. Nếu đúng là người khác, xin xác nhận để vẫn ghi.", time(*at))
        }
        Refusal::ListChanged => {
            "Danh sách vừa thay đổi: có người trong thứ tự này đã được mời phát biểu. Xin xem thứ tự mới rồi áp dụng.".to_owned()
        }
        Refusal::SameRequest => "Không gộp được một lượt đăng ký với chính nó.".to_owned(),
        Refusal::NotMerged => "Lượt đăng ký này không còn gộp với lượt khác.".to_owned(),
        Refusal::StillOnList => "Người này đang có trong danh sách hoặc đang phát biểu.".to_owned(),
        Refusal::NothingToUndo => "Không còn thao tác nào để hoàn tác.".to_owned(),
        Refusal::OtherStep => {
            "Vừa có thao tác khác ở máy khác nên chưa hoàn tác. Xin xem lại thao tác gần nhất.".to_owned()
        }
        Refusal::StepHeld { why } => format!("Không hoàn tác được: {}.", held(*why)),
        Refusal::SameOption { option } => {
            format!("Hai phương án cùng ghi “{option}”. Xin sửa một phương án.")
        }
        Refusal::PollOpen => "Phiếu đánh giá đang mở. Xin đóng phiếu trước nếu muốn đi tiếp.".to_owned(),
        Refusal::PollNotOpen => "Chưa bắt đầu lấy phiếu.".to_owned(),
        Refusal::PollOver => "Đã kết thúc lấy phiếu nên không nhận thêm; phiếu gửi sau đó chưa được tính.".to_owned(),
        Refusal::PollDiscarded => "Lần lấy phiếu này đã hủy; các phiếu đã gửi không được tính.".to_owned(),
        Refusal::PollClosed => {
            "Lần lấy phiếu này đã kết thúc. Xin dùng “Tiếp tục lấy phiếu”, hoặc lập lần mới.".to_owned()
        }
        Refusal::PollBegun => {
            "Phiếu này đã được mở nên không sửa câu hỏi được nữa. Nếu cần, xin hủy phiếu và lập phiếu khác.".to_owned()
        }
        Refusal::PollNotSealed => {
            "Chương trình đang xáo trộn phiếu để giữ kín. Xin thử lại sau vài giây.".to_owned()
        }
        Refusal::PollCounted => {
            "Kết quả đã được xem hoặc công bố nên không nhận thêm phiếu, không sửa số liệu được. Kết quả giữ nguyên.".to_owned()
        }
        Refusal::CardNeeded => {
            "Phiếu này dành cho người có thẻ tham dự. Ông/Bà vui lòng quét mã trên thẻ, hoặc gặp bàn đăng ký để nhận thẻ.".to_owned()
        }
        Refusal::CardNotIssued => {
            "Thẻ này chưa được bàn đăng ký ghi là đã phát. Ông/Bà vui lòng gặp bàn đăng ký.".to_owned()
        }
        Refusal::OtherPoll => {
            "Phiếu vừa gửi không khớp với câu hỏi hiện tại. Xin xem lại câu hỏi và gửi lại.".to_owned()
        }
        Refusal::PollNotCounted => {
            "Kết quả chưa được công bố. Xin đóng phiếu và công bố kết quả trước.".to_owned()
        }
        Refusal::AlreadyVoted => "Phiếu của Ông/Bà đã được ghi nhận; mỗi người một phiếu.".to_owned(),
        Refusal::HasPaperBallot => "Thẻ này đã nhận phiếu giấy nên không gửi thêm phiếu được. Nếu chưa dùng phiếu giấy, xin trả lại bàn đăng ký.".to_owned(),
        Refusal::NoPaperBallot => "Thẻ này chưa nhận phiếu giấy nào.".to_owned(),
        Refusal::PaperBallotBoxed => "Phiếu giấy của thẻ này đã phát trước khi đóng phiếu, có thể đã nằm trong hòm, nên không thu lại được.".to_owned(),
        Refusal::TabletTaken => "Máy tính bảng đang mở cho một người bỏ phiếu. Xin chờ người đó gửi phiếu, hoặc đóng máy trước.".to_owned(),
        Refusal::TabletNotOpen => "Phiếu trên máy này không còn mở. Ông/Bà vui lòng nhờ cán bộ ở bàn đăng ký mở lại.".to_owned(),
        Refusal::PaperCountDoesNotAddUp { question, valid } => {
            format!("Số liệu ở câu {question} không khớp với {valid} phiếu hợp lệ. Xin kiểm lại; số đã nhập vẫn còn trên màn hình.")
        }
        Refusal::PaperBallotsLeftOver { valid } => {
            format!("Cộng các câu trả lời chưa đủ {valid} phiếu hợp lệ: phiếu không trả lời câu nào phải tính là không hợp lệ.")
        }
        Refusal::NoPaperBallots => {
            "Lần lấy phiếu này chưa ghi phát phiếu giấy nào nên không có gì để kiểm. Nếu đã phát, xin nhập số phiếu đã phát trước.".to_owned()
        }
        Refusal::PaperCountNotEntered => "Chưa có ai nhập kết quả kiểm phiếu giấy.".to_owned(),
        Refusal::PaperCountChanged => "Kết quả kiểm phiếu giấy vừa được nhập lại. Xin xem số mới rồi xác nhận.".to_owned(),
        Refusal::PaperCountNotConfirmed => {
            "Đã phát phiếu giấy nên phải kiểm phiếu, một người nhập và một người khác xác nhận, rồi mới công bố kết quả.".to_owned()
        }
        Refusal::SamePerson { name } => {
            format!("{name} là người đã nhập số liệu này. Xin mời một người khác kiểm lại và xác nhận.")
        }
        Refusal::CardVoided => "Thẻ này đã hủy hoặc đã thay thẻ khác. Mời người giữ thẻ đến bàn đăng ký nhận thẻ mới.".to_owned(),
        Refusal::DueInThePast => "Thời hạn giải quyết đã qua. Xin chọn ngày khác.".to_owned(),
        Refusal::OpinionMerged => {
            "Ý kiến này không gộp được: chỉ gộp vào một ý kiến khác chưa gộp, khi chưa có ý kiến nào gộp vào nó.".to_owned()
        }
        Refusal::CardWaits { card } => {
            format!("Người giữ thẻ số {card} đã đăng ký phát biểu; đăng ký trước vẫn được giữ nguyên.")
        }
        Refusal::CardUsed { card } => {
            format!("Thẻ số {card} đã bỏ phiếu hoặc đã nhận phiếu giấy, nên không phát phiếu và không cấp lại cho người khác được.")
        }
        Refusal::VoidedCardsVoted { cards } => {
            let cards = numbers(cards);
            format!("Thẻ số {cards} đã bỏ phiếu rồi mới hủy, chưa cấp thẻ thay. Nếu thẻ này cấp cho chính người đó, xin bấm “Cấp lại thay thẻ số …”; nếu cho người khác, xin bấm “Vẫn phát”.")
        }
        Refusal::CardIssued => "Thẻ này đã phát cho người khác. Xin chọn một thẻ chưa phát.".to_owned(),
        Refusal::IntakeClosed => {
            "Hội nghị đã sang phần kết luận nên không nhận thêm ý kiến bằng văn bản. Ông/Bà có thể gặp bàn đăng ký."
                .to_owned()
        }
        Refusal::UnknownRevision { .. } => {
            "Đoạn này vừa được sửa ở nơi khác. Chữ Ông/Bà gõ vẫn còn và sẽ được gửi lại.".to_owned()
        }
        Refusal::OutsideText => {
            "Đoạn này vừa được sửa ở nơi khác nên phần sửa chưa khớp. Chữ Ông/Bà gõ vẫn còn.".to_owned()
        }
        Refusal::IdReused => "Yêu cầu bị trùng mã nên chưa thực hiện. Xin thao tác lại một lần.".to_owned(),
        Refusal::Expired => {
            "Yêu cầu đến quá muộn do mất kết nối nên chưa thực hiện. Xin xem lại rồi thao tác lại.".to_owned()
        }
        Refusal::TooMany => {
            "Có quá nhiều yêu cầu cùng lúc nên chưa thực hiện. Xin chờ một lát rồi thử lại.".to_owned()
        }
        Refusal::ListFull { most } => {
            format!("Danh sách đã có {most} người chờ nên chưa nhận thêm được; những người đang chờ vẫn được giữ nguyên. Xin bỏ bớt các đăng ký không đúng rồi đăng ký lại.")
        }
        Refusal::PhonesFull => {
            "Danh sách đã nhận đủ số đăng ký dành cho điện thoại; những đăng ký đã có vẫn được giữ nguyên. Ông/Bà vui lòng đăng ký tại bàn đăng ký, hoặc quét thẻ tham dự nếu có.".to_owned()
        }
        Refusal::IntakeFull { most } => {
            format!("Hội nghị đã nhận {most} ý kiến bằng văn bản nên chưa nhận thêm từ điện thoại này; các ý kiến đã gửi vẫn được giữ. Ông/Bà vui lòng gửi bản giấy tại bàn đăng ký.")
        }
        Refusal::OwnFull { most } => {
            format!("Ông/Bà đã gửi đủ {most} lần từ điện thoại, là số nhiều nhất cho mỗi người; những gì đã gửi vẫn được giữ. Nếu cần thêm, Ông/Bà vui lòng gặp bàn đăng ký.")
        }
        Refusal::CardsOnly => {
            "Hội nghị hiện chỉ nhận đăng ký phát biểu và ý kiến từ điện thoại đã quét thẻ tham dự. Ông/Bà vui lòng quét mã trên thẻ, hoặc gặp bàn đăng ký.".to_owned()
        }
    }
}

fn name_of(thing: Thing) -> &'static str {
    match thing {
        Thing::Item => "mục chương trình này",
        Thing::Request => "lượt đăng ký này",
        Thing::Speech => "lượt phát biểu này",
        Thing::Opinion => "ý kiến này",
        Thing::Written => "ý kiến bằng văn bản này",
        Thing::Card => "thẻ này",
        Thing::Poll => "phiếu này",
        Thing::Words => "góp ý này",
        Thing::Contact => "số liên lạc nào",
        Thing::Entry => "đoạn biên bản này",
        Thing::Attendee => "người này trong danh sách có mặt",
        Thing::File => "tài liệu này",
    }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Title => "tên mục hoặc tên hội nghị",
        Field::Name => "họ và tên",
        Field::Hamlet => "thôn hoặc đơn vị",
        Field::OnBehalf => "thay mặt cho ai",
        Field::Subject => "nội dung phát biểu",
        Field::Topic => "lĩnh vực",
        Field::Contact => "số điện thoại hoặc địa chỉ",
        Field::Days => "số ngày",
        Field::Reason => "lý do",
        Field::Address => "địa chỉ liên kết",
        Field::File => "tệp đính kèm (byte)",
        Field::Lead => "người chủ trì mục",
        Field::Venue => "địa điểm",
        Field::Text => "nội dung",
        Field::Answer => "nội dung trả lời",
        Field::Remark => "góp ý",
        Field::Responsible => "cơ quan, người chịu trách nhiệm",
        Field::Message => "thông báo",
        Field::Duration => "số phút",
        Field::Seconds => "thời lượng (giây)",
        Field::Cards => "số thẻ",
        Field::Count => "số lượng",
        Field::Level => "mức đánh giá",
        Field::Ticks => "số lựa chọn ở một câu hỏi",
        Field::Question => "câu hỏi",
        Field::Questions => "số câu hỏi của phiếu",
        Field::Option => "phương án trả lời",
        Field::PaperBallots => "số phiếu giấy đã phát",
        Field::Returned => "số phiếu giấy thu về",
        Field::Invalid => "số phiếu giấy không hợp lệ",
        Field::Options => "số phương án trả lời",
    }
}

fn item_kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Opening => "Khai mạc",
        ItemKind::Report => "Báo cáo",
        ItemKind::Address => "Phát biểu chỉ đạo",
        ItemKind::Floor => "Nhân dân phát biểu",
        ItemKind::Answer => "Trả lời",
        ItemKind::Poll => "Lấy phiếu",
        ItemKind::Conclusion => "Kết luận",
        ItemKind::Signing => "Ký biên bản",
        ItemKind::Closing => "Bế mạc",
        ItemKind::Break => "Giải lao",
    }
}

fn item_state(state: ItemState) -> &'static str {
    match state {
        ItemState::Pending => "Chưa đến",
        ItemState::Running => "Đang diễn ra",
        ItemState::Done => "Đã xong",
        ItemState::Skipped => "Đã bỏ qua",
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepared => "Chưa bắt đầu",
        Phase::Open => "Đang họp",
        Phase::Closed => "Đã kết thúc",
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Chair => "Chủ tọa",
        Place::Secretary => "Thư ký",
        Place::Desk => "Bàn đăng ký",
        Place::Office => "Văn phòng",
        Place::Projector => "Màn chiếu",
        Place::Tablet => "Máy tính bảng bỏ phiếu",
        Place::Phone => "Người tham dự",
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Opinion => "Phát biểu",
        Purpose::Answer => "Trả lời",
        Purpose::FollowUp => "Trao đổi thêm",
    }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Before => "Đăng ký trước",
        Source::Desk => "Tại bàn đăng ký",
        Source::Phone => "Điện thoại",
    }
}

fn poll_state(state: poll::State) -> &'static str {
    match state {
        poll::State::Prepared => "Chưa mở",
        poll::State::Open => "Đang nhận phiếu",
        poll::State::Closed => "Đã đóng",
        poll::State::Sealed => "Đã đóng, chưa công bố",
        poll::State::Discarded => "Đã hủy",
    }
}

fn attendee(kind: Kind) -> &'static str {
    match kind {
        Kind::Resident => "Nhân dân",
        Kind::Official => "Đại biểu, cán bộ",
    }
}

fn scene(scene: &Scene) -> &'static str {
    match scene {
        Scene::Welcome => "Chào mừng",
        Scene::Agenda => "Chương trình",
        Scene::Speaker => "Phát biểu",
        Scene::Poll => "Phiếu",
        Scene::Result => "Kết quả",
        Scene::Break => "Giải lao",
        Scene::Conclusions => "Kết luận",
        Scene::Minutes => "Biên bản",
        Scene::Message(_) => "Thông báo",
        Scene::Blank => "Màn trống",
        Scene::Closing => "Cảm ơn",
    }
}

fn time(moment: Moment) -> String {
    let at = moment.in_hall();
    match at.minute() {
        0 => format!("{} giờ", at.hour()),
        minute => format!("{} giờ {minute:02}", at.hour()),
    }
}

fn date(moment: Moment) -> String {
    day(moment.in_hall().date_naive())
}

fn day(day: NaiveDate) -> String {
    format!("ngày {} tháng {} năm {}", day.day(), day.month(), day.year())
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Settled => "Đã giải quyết tại hội nghị".to_owned(),
        Outcome::Noted => "Tiếp thu, ghi nhận".to_owned(),
        Outcome::Assigned { to, due: None } => format!("Giao {to} giải quyết"),
        Outcome::Assigned { to, due: Some(due) } => {
            format!("Giao {to} giải quyết, thời hạn đến {}", day(*due))
        }
        Outcome::Escalated { to } => format!("Vượt thẩm quyền, kiến nghị lên {to}"),
        Outcome::Referred { to } => format!("Chuyển đơn đến {to}"),
        Outcome::Merged { into } => format!("Gộp vào ý kiến số {into}"),
        Outcome::Withdrawn => "Người nêu đã rút ý kiến".to_owned(),
    }
}

fn duration(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes, rest) {
        (0, 0, _) => format!("{rest} giây"),
        (0, _, 0) => format!("{minutes} phút"),
        (0, _, _) => format!("{minutes} phút {rest} giây"),
        (_, 0, _) => format!("{hours} giờ"),
        _ => format!("{hours} giờ {minutes} phút"),
    }
}

/// Says what rests on a step.
pub(super) fn held(why: Held) -> &'static str {
    match why {
        Held::Written => "thư ký đã ghi nội dung ở đó",
        Held::Voting => "đã mở phiếu lấy ý kiến",
        Held::Acted => "nơi khác đã thao tác tiếp",
    }
}
