//! Words for actions, and why someone stands where on the list, in Vietnamese.

use meeting::history::{Action, ActionKind, Done, Subject};
use meeting::speakers::{Basis, Reason, RequestState};
use meeting::{Actor, Place};

use super::common::COMMON;
use crate::text::actions::ActionWords;

pub(in crate::text) const ACTIONS: ActionWords =
    ActionWords { just_before, action, actor, subject, basis, reason, request_state };

fn just_before(done: &Done) -> String {
    format!("Ngay trước đó, {}: {}.", actor(done.by), action(&done.action))
}

fn action(action: &Action) -> String {
    let about = action.about.as_str();
    match (action.kind, action.undid) {
        (ActionKind::Undone, Some(undid)) => format!("Hoàn tác: {}", sentence(undid, about)),
        (kind, _) => sentence(kind, about),
    }
}

fn sentence(kind: ActionKind, about: &str) -> String {
    let text = match kind {
        ActionKind::MeetingOpened => "Khai mạc hội nghị".to_owned(),
        ActionKind::MeetingClosed => "Kết thúc hội nghị".to_owned(),
        ActionKind::ItemAdded => format!("Thêm mục “{about}”"),
        ActionKind::ItemEdited => format!("Sửa mục “{about}”"),
        ActionKind::ItemRemoved => format!("Xóa mục “{about}”"),
        ActionKind::ItemMoved => format!("Chuyển vị trí mục “{about}”"),
        ActionKind::ItemStarted => format!("Bắt đầu mục “{about}”"),
        ActionKind::ItemFinished => format!("Kết thúc mục “{about}”"),
        ActionKind::ItemSkipped => format!("Bỏ qua mục “{about}”"),
        ActionKind::ItemReopened => format!("Đưa mục “{about}” trở lại chương trình"),
        ActionKind::ItemShown => format!("Cho hội trường thấy mục “{about}”"),
        ActionKind::ItemHidden => format!("Ẩn mục “{about}” với hội trường"),
        ActionKind::Attached => format!("Đính kèm “{about}”"),
        ActionKind::Detached => format!("Gỡ tài liệu “{about}”"),
        ActionKind::ListOpened => "Mở danh sách đăng ký phát biểu".to_owned(),
        ActionKind::ListClosed => "Khóa danh sách đăng ký phát biểu".to_owned(),
        ActionKind::LastCallSet => format!("Nhận đăng ký phát biểu đến {about}"),
        ActionKind::LastCallTakenBack => "Bỏ giờ hết đăng ký phát biểu".to_owned(),
        ActionKind::MostSpeechesSet => format!("Mỗi người phát biểu không quá {about} lượt"),
        ActionKind::MostSpeechesFreed => "Bỏ giới hạn số lượt phát biểu".to_owned(),
        ActionKind::Registered => format!("Đăng ký phát biểu: {about}"),
        ActionKind::RequestEdited => format!("Sửa đăng ký của {about}"),
        ActionKind::RequestTimeSet => format!("Đặt thời gian riêng cho {about}"),
        ActionKind::Withdrawn => format!("Rút đăng ký của {about}"),
        ActionKind::RequestMoved => format!("Chuyển vị trí của {about} trong danh sách"),
        ActionKind::ItemInserted => format!("Chèn và bắt đầu mục “{about}”"),
        ActionKind::RegisteredMany => format!("Đăng ký phát biểu cho {about} người"),
        ActionKind::OrderedFairly => format!("Sắp xếp danh sách công bằng giữa các thôn ({about} người)"),
        ActionKind::OrderedByRegistration => format!("Sắp xếp danh sách theo thứ tự đăng ký ({about} người)"),
        ActionKind::OrderedByField => format!("Sắp xếp danh sách theo lĩnh vực ({about} người)"),
        ActionKind::ManualOrderCleared => "Bỏ giữ chỗ những người chủ tọa đã xếp".to_owned(),
        ActionKind::Merged => format!("Gộp các đăng ký cùng câu hỏi: {about}"),
        ActionKind::Split => format!("Tách đăng ký của {about} ra khỏi nhóm"),
        ActionKind::Called => format!("Mời {about} lên vị trí phát biểu"),
        ActionKind::Absent => format!("{about} vắng mặt khi được mời"),
        ActionKind::ReturnedToList => format!("Đưa {about} trở lại danh sách"),
        ActionKind::FloorGiven => format!("Mời {about} phát biểu"),
        ActionKind::AnswerGiven => format!("Mời {about} trả lời"),
        ActionKind::FollowUpGiven => format!("Mời {about} trao đổi thêm"),
        ActionKind::SpeechPaused => format!("Tạm dừng lượt của {about}"),
        ActionKind::SpeechResumed => format!("Tiếp tục lượt của {about}"),
        ActionKind::SpeechExtended => format!("Thêm thời gian cho {about}"),
        ActionKind::SpeechEnded => format!("Kết thúc lượt của {about}"),
        ActionKind::SpeechBroken => format!("Dừng lượt do vi phạm nội quy – {about}"),
        ActionKind::OffTopic => format!("Đánh dấu phát biểu của {about} ngoài chủ đề"),
        ActionKind::OnTopic => format!("Bỏ dấu ngoài chủ đề của {about}"),
        ActionKind::SpeechTimeSet => format!("Đặt thời gian mỗi lượt phát biểu: {about}"),
        ActionKind::AnswerTimeSet => format!("Đặt thời gian mỗi lượt trả lời: {about}"),
        ActionKind::PollWritten => format!("Soạn phiếu “{about}”"),
        ActionKind::PollRemoved => format!("Xóa phiếu soạn sẵn “{about}”"),
        ActionKind::PollReopened => format!("Mở lại phiếu, lý do: {about}"),
        ActionKind::PollDiscarded => format!("Hủy phiếu, lý do: {about}"),
        ActionKind::PollOpened => format!("Mở phiếu “{about}”"),
        ActionKind::PollClosed => format!("Đóng phiếu “{about}”"),
        ActionKind::ResultShown => format!("Công bố kết quả “{about}”"),
        ActionKind::ResultHidden => format!("Ẩn kết quả “{about}”"),
        ActionKind::WordsPublished => format!("Đưa một góp ý của phiếu “{about}” lên màn chiếu"),
        ActionKind::WordsHidden => format!("Gỡ một góp ý của phiếu “{about}” khỏi màn chiếu"),
        ActionKind::PaperBallotIssued => format!("Phát phiếu giấy theo thẻ số {about}"),
        ActionKind::PaperBallotTakenBack => format!("Thu lại phiếu giấy chưa dùng của thẻ số {about}"),
        ActionKind::LoosePaperBallotsCounted => format!("Ghi số phiếu giấy phát không theo thẻ: {about}"),
        ActionKind::PaperCountEntered => format!("Nhập kết quả kiểm phiếu giấy: {about}"),
        ActionKind::PaperCountConfirmed => format!("Xác nhận kết quả kiểm phiếu giấy: {about}"),
        ActionKind::TabletOpened => "Mở máy tính bảng cho một người bỏ phiếu".to_owned(),
        ActionKind::TabletClosed => "Đóng máy tính bảng".to_owned(),
        ActionKind::CheckedIn => format!("Ghi có mặt: {about}"),
        ActionKind::CheckedOut => format!("Xóa có mặt: {about}"),
        ActionKind::Counted => format!("Đếm người có mặt (nhân dân / đại biểu): {about}"),
        ActionKind::ContactsRead => format!("Xem số liên lạc của {about} người"),
        ActionKind::ContactsErased => format!("Xóa số liên lạc của {about} người"),
        ActionKind::ContactDaysSet => {
            format!("Đặt thời gian giữ số liên lạc: {about} ngày sau khi trả lời xong")
        }
        ActionKind::OpinionRecorded => format!("Ghi ý kiến của {about}"),
        ActionKind::OutcomeDecided => format!("Kết luận ý kiến của {about}"),
        ActionKind::OutcomeTakenBack => format!("Để ngỏ lại ý kiến của {about}"),
        ActionKind::Submitted => format!("Gửi ý kiến bằng văn bản: {about}"),
        ActionKind::TakenUp => format!("Đưa vào biên bản ý kiến bằng văn bản của {about}"),
        ActionKind::WrittenAnswered => format!("Trả lời ý kiến bằng văn bản của {about}"),
        ActionKind::CardsPrinted => format!("In {about} thẻ tham dự"),
        ActionKind::CardsRenewed => "Mở từ bản sao lưu: thẻ tham dự đã in trước đó hết hiệu lực".to_owned(),
        ActionKind::CardsShown => format!("In lại {about} thẻ tham dự chưa phát"),
        ActionKind::LinksMade => format!("Tạo đường dẫn mới: {}", places(about)),
        ActionKind::LinksEnded => format!("Hủy đường dẫn: {}", places(about)),
        ActionKind::CardIssued => format!("Phát thẻ số {about}"),
        ActionKind::CardIssuedToNewcomer => format!("Phát thẻ số {about} cho người khác, chưa có thẻ"),
        ActionKind::CardVoided => format!("Hủy thẻ số {about}"),
        ActionKind::CardGuessed => "Thử thẻ không có thật".to_owned(),
        ActionKind::CardsGuessed => format!("Thử thẻ không có thật: {about} lần"),
        ActionKind::CardsOnlySet => "Chỉ nhận đăng ký và ý kiến từ điện thoại có thẻ tham dự".to_owned(),
        ActionKind::CardsOnlyEnded => "Nhận lại đăng ký và ý kiến từ mọi điện thoại".to_owned(),
        ActionKind::RequestsRemoved => format!("Bỏ {about} đăng ký khỏi danh sách cùng một lúc"),
        ActionKind::CardReissued => format!("Cấp lại thẻ {about}"),
        ActionKind::Described => "Sửa thông tin hội nghị".to_owned(),
        ActionKind::ClockCorrected => format!("Chỉnh giờ, kể cả giờ của những việc đã ghi: {about}"),
        ActionKind::ScenePinned => format!("Ghim hình trên màn chiếu {about}"),
        ActionKind::MeetingFollowed => "Màn chiếu theo diễn biến hội nghị".to_owned(),
        // Several items are counted, one is named.
        ActionKind::DurationsPlanned if about.parse::<u32>().is_ok() => {
            format!("Phân bổ lại thời gian cho {about} mục")
        }
        ActionKind::DurationsPlanned => format!("Đặt lại thời gian mục “{about}”"),
        ActionKind::Undone => "Hoàn tác".to_owned(),
    };
    text.trim_end().to_owned()
}

/// Replaces the names that places have in addresses by what people call them.
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
