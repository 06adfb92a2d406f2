//! Who did what, and why someone stands where on the list, in Vietnamese.

use meeting::history::{Action, Deed, Done, Subject};
use meeting::speakers::{Basis, Reason, RequestState};
use meeting::{Actor, Place};

use super::common::COMMON;
use crate::text::deeds::Deeds;

pub(in crate::text) const DEEDS: Deeds =
    Deeds { just_before, action, actor, subject, basis, reason, request_state };

fn just_before(done: &Done) -> String {
    format!("Ngay trước đó, {}: {}.", actor(done.by), action(&done.action))
}

fn action(action: &Action) -> String {
    let about = action.about.as_str();
    match (action.deed, action.undid) {
        (Deed::Undone, Some(undid)) => format!("Hoàn tác: {}", sentence(undid, about)),
        (deed, _) => sentence(deed, about),
    }
}

fn sentence(deed: Deed, about: &str) -> String {
    let text = match deed {
        Deed::MeetingOpened => "Khai mạc hội nghị".to_owned(),
        Deed::MeetingClosed => "Kết thúc hội nghị".to_owned(),
        Deed::ItemAdded => format!("Thêm mục “{about}”"),
        Deed::ItemEdited => format!("Sửa mục “{about}”"),
        Deed::ItemRemoved => format!("Xóa mục “{about}”"),
        Deed::ItemMoved => format!("Chuyển vị trí mục “{about}”"),
        Deed::ItemStarted => format!("Bắt đầu mục “{about}”"),
        Deed::ItemFinished => format!("Kết thúc mục “{about}”"),
        Deed::ItemSkipped => format!("Bỏ qua mục “{about}”"),
        Deed::ItemReopened => format!("Đưa mục “{about}” trở lại chương trình"),
        Deed::ItemShown => format!("Cho hội trường thấy mục “{about}”"),
        Deed::ItemHidden => format!("Ẩn mục “{about}” với hội trường"),
        Deed::Attached => format!("Đính kèm “{about}”"),
        Deed::Detached => format!("Gỡ tài liệu “{about}”"),
        Deed::ListOpened => "Mở danh sách đăng ký phát biểu".to_owned(),
        Deed::ListClosed => "Khóa danh sách đăng ký phát biểu".to_owned(),
        Deed::LastCallSet => format!("Nhận đăng ký phát biểu đến {about}"),
        Deed::LastCallTakenBack => "Bỏ giờ hết đăng ký phát biểu".to_owned(),
        Deed::MostSpeechesSet => format!("Mỗi người phát biểu không quá {about} lượt"),
        Deed::MostSpeechesFreed => "Bỏ giới hạn số lượt phát biểu".to_owned(),
        Deed::Registered => format!("Đăng ký phát biểu: {about}"),
        Deed::RequestEdited => format!("Sửa đăng ký của {about}"),
        Deed::RequestTimeSet => format!("Đặt thời gian riêng cho {about}"),
        Deed::Withdrawn => format!("Rút đăng ký của {about}"),
        Deed::RequestMoved => format!("Chuyển vị trí của {about} trong danh sách"),
        Deed::ItemInserted => format!("Chèn và bắt đầu mục “{about}”"),
        Deed::RegisteredMany => format!("Đăng ký phát biểu cho {about} người"),
        Deed::OrderedFairly => format!("Sắp xếp danh sách công bằng giữa các thôn ({about} người)"),
        Deed::OrderedByRegistration => format!("Sắp xếp danh sách theo thứ tự đăng ký ({about} người)"),
        Deed::OrderedByField => format!("Sắp xếp danh sách theo lĩnh vực ({about} người)"),
        Deed::ManualOrderCleared => "Bỏ giữ chỗ những người chủ tọa đã xếp".to_owned(),
        Deed::Merged => format!("Gộp các đăng ký cùng câu hỏi: {about}"),
        Deed::Split => format!("Tách đăng ký của {about} ra khỏi nhóm"),
        Deed::Called => format!("Mời {about} lên vị trí phát biểu"),
        Deed::Absent => format!("{about} vắng mặt khi được mời"),
        Deed::ReturnedToList => format!("Đưa {about} trở lại danh sách"),
        Deed::FloorGiven => format!("Mời {about} phát biểu"),
        Deed::AnswerGiven => format!("Mời {about} trả lời"),
        Deed::FollowUpGiven => format!("Mời {about} trao đổi thêm"),
        Deed::SpeechPaused => format!("Tạm dừng lượt của {about}"),
        Deed::SpeechResumed => format!("Tiếp tục lượt của {about}"),
        Deed::SpeechExtended => format!("Thêm thời gian cho {about}"),
        Deed::SpeechEnded => format!("Kết thúc lượt của {about}"),
        Deed::SpeechBroken => format!("Dừng lượt do vi phạm nội quy – {about}"),
        Deed::OffTopic => format!("Đánh dấu phát biểu của {about} ngoài chủ đề"),
        Deed::OnTopic => format!("Bỏ dấu ngoài chủ đề của {about}"),
        Deed::SpeechTimeSet => format!("Đặt thời gian mỗi lượt phát biểu: {about}"),
        Deed::AnswerTimeSet => format!("Đặt thời gian mỗi lượt trả lời: {about}"),
        Deed::PollWritten => format!("Soạn phiếu “{about}”"),
        Deed::PollRemoved => format!("Xóa phiếu soạn sẵn “{about}”"),
        Deed::PollReopened => format!("Mở lại phiếu, lý do: {about}"),
        Deed::PollDiscarded => format!("Hủy phiếu, lý do: {about}"),
        Deed::PollOpened => format!("Mở phiếu “{about}”"),
        Deed::PollClosed => format!("Đóng phiếu “{about}”"),
        Deed::ResultShown => format!("Công bố kết quả “{about}”"),
        Deed::ResultHidden => format!("Ẩn kết quả “{about}”"),
        Deed::WordsPublished => format!("Đưa một góp ý của phiếu “{about}” lên màn chiếu"),
        Deed::WordsHidden => format!("Gỡ một góp ý của phiếu “{about}” khỏi màn chiếu"),
        Deed::PaperBallotIssued => format!("Phát phiếu giấy theo thẻ số {about}"),
        Deed::PaperBallotTakenBack => format!("Thu lại phiếu giấy chưa dùng của thẻ số {about}"),
        Deed::LoosePaperBallotsCounted => format!("Ghi số phiếu giấy phát không theo thẻ: {about}"),
        Deed::PaperCountEntered => format!("Nhập kết quả kiểm phiếu giấy: {about}"),
        Deed::PaperCountConfirmed => format!("Xác nhận kết quả kiểm phiếu giấy: {about}"),
        Deed::TabletOpened => "Mở máy tính bảng cho một người bỏ phiếu".to_owned(),
        Deed::TabletClosed => "Đóng máy tính bảng".to_owned(),
        Deed::CheckedIn => format!("Ghi có mặt: {about}"),
        Deed::CheckedOut => format!("Xóa có mặt: {about}"),
        Deed::Counted => format!("Đếm người có mặt (nhân dân / đại biểu): {about}"),
        Deed::ContactsRead => format!("Xem số liên lạc của {about} người"),
        Deed::ContactsErased => format!("Xóa số liên lạc của {about} người"),
        Deed::ContactDaysSet => format!("Đặt thời gian giữ số liên lạc: {about} ngày sau khi trả lời xong"),
        Deed::OpinionRecorded => format!("Ghi ý kiến của {about}"),
        Deed::OutcomeDecided => format!("Kết luận ý kiến của {about}"),
        Deed::OutcomeTakenBack => format!("Để ngỏ lại ý kiến của {about}"),
        Deed::Submitted => format!("Gửi ý kiến bằng văn bản: {about}"),
        Deed::TakenUp => format!("Đưa vào biên bản ý kiến bằng văn bản của {about}"),
        Deed::WrittenAnswered => format!("Trả lời ý kiến bằng văn bản của {about}"),
        Deed::CardsPrinted => format!("In {about} thẻ tham dự"),
        Deed::CardsRenewed => "Mở từ bản sao lưu: thẻ tham dự đã in trước đó hết hiệu lực".to_owned(),
        Deed::CardsShown => format!("In lại {about} thẻ tham dự chưa phát"),
        Deed::LinksMade => format!("Tạo đường dẫn mới: {}", places(about)),
        Deed::LinksEnded => format!("Hủy đường dẫn: {}", places(about)),
        Deed::CardIssued => format!("Phát thẻ số {about}"),
        Deed::CardIssuedToNewcomer => format!("Phát thẻ số {about} cho người khác, chưa có thẻ"),
        Deed::CardVoided => format!("Hủy thẻ số {about}"),
        Deed::CardGuessed => "Thử thẻ không có thật".to_owned(),
        Deed::CardsGuessed => format!("Thử thẻ không có thật: {about} lần"),
        Deed::CardsOnlySet => "Chỉ nhận đăng ký và ý kiến từ điện thoại có thẻ tham dự".to_owned(),
        Deed::CardsOnlyEnded => "Nhận lại đăng ký và ý kiến từ mọi điện thoại".to_owned(),
        Deed::RequestsRemoved => format!("Bỏ {about} đăng ký khỏi danh sách cùng một lúc"),
        Deed::CardReissued => format!("Cấp lại thẻ {about}"),
        Deed::Described => "Sửa thông tin hội nghị".to_owned(),
        Deed::ClockCorrected => format!("Chỉnh giờ, kể cả giờ của những việc đã ghi: {about}"),
        Deed::ScenePinned => format!("Ghim hình trên màn chiếu {about}"),
        Deed::MeetingFollowed => "Màn chiếu theo diễn biến hội nghị".to_owned(),
        // Several items are counted, one is named.
        Deed::DurationsPlanned if about.parse::<u32>().is_ok() => {
            format!("Phân bổ lại thời gian cho {about} mục")
        }
        Deed::DurationsPlanned => format!("Đặt lại thời gian mục “{about}”"),
        Deed::Undone => "Hoàn tác".to_owned(),
    };
    text.trim_end().to_owned()
}

/// Places that stand by the names they have in addresses, as people call them.
fn places(about: &str) -> String {
    let called =
        |name: &str| name.parse().map_or_else(|_| name.to_owned(), |place| (COMMON.place)(place).to_owned());
    about.split(", ").map(called).collect::<Vec<_>>().join(", ")
}

fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::System => "Chương trình",
        Actor::Staff(place) => (COMMON.place)(place),
        Actor::Person(_) => (COMMON.place)(Place::Phone),
    }
}

fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Agenda => "Chương trình",
        Subject::List => "Danh sách phát biểu",
        Subject::Floor => "Điều hành phát biểu",
        Subject::Poll => "Phiếu đánh giá",
        Subject::Attendance => "Người có mặt",
        Subject::Other => "Việc khác",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Registration => "Theo thứ tự đăng ký",
        Basis::Field => "Theo lĩnh vực, vấn đề",
        Basis::Fair => "Công bằng giữa các thôn",
    }
}

fn reason(reason: &Reason) -> String {
    let named = |hamlet: &str| {
        if hamlet.is_empty() { "người chưa ghi thôn".to_owned() } else { hamlet.to_owned() }
    };
    match reason {
        Reason::Called => "đã được mời".to_owned(),
        Reason::Pinned => "chủ tọa đã xếp".to_owned(),
        Reason::Asked { at } => format!("đăng ký lúc {}", (COMMON.time)(*at)),
        Reason::Field { field } => field.clone(),
        Reason::NoField => "chưa ghi lĩnh vực".to_owned(),
        Reason::Resident => "nhân dân trước, cán bộ sau".to_owned(),
        Reason::Official => "cán bộ, đại biểu: sau nhân dân".to_owned(),
        Reason::FirstTime => "chưa phát biểu hôm nay".to_owned(),
        Reason::SpokeBefore { times } => format!("hôm nay đã phát biểu {times} lượt"),
        Reason::StandsAhead => "đã có lượt ở phía trên".to_owned(),
        Reason::HamletUnheard { hamlet } => format!("{}: thôn chưa có người phát biểu", named(hamlet)),
        Reason::HamletTurn { hamlet, turns } => format!("{}: mới có {turns} lượt", named(hamlet)),
        Reason::HamletHad { hamlet, turns } => format!("{}: đã có {turns} lượt", named(hamlet)),
        Reason::Heard { heard_ms } => format!("đã được nghe {}", (COMMON.duration)(*heard_ms)),
        Reason::LessHeard { heard_ms: 0 } => "chưa được nghe".to_owned(),
        Reason::LessHeard { heard_ms } => format!("mới được nghe {}", (COMMON.duration)(*heard_ms)),
        Reason::Stood => "giữ thứ tự đang có".to_owned(),
        Reason::Last => "người cuối danh sách".to_owned(),
    }
}

fn request_state(state: RequestState) -> &'static str {
    match state {
        RequestState::Waiting => "Đang chờ",
        RequestState::Called => "Đã mời",
        RequestState::Speaking => "Đang phát biểu",
        RequestState::Spoken => "Đã phát biểu",
        RequestState::Withdrawn => "Đã rút",
        RequestState::Absent => "Vắng khi mời",
        RequestState::Merged(_) => "Gộp với người khác",
    }
}
