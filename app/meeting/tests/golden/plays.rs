//! One meeting of each programme, played from the evening before to its closing, always the same.

use meeting::agenda::{Command as Agenda, Content, ItemKind, ItemText};
use meeting::attendance::Kind;
use meeting::poll::{
    Answer, Channel, Command as Poll, Count, Kind as QuestionKind, PaperCount, Question, Questionnaire, Right,
};
use meeting::projector::Scene;
use meeting::speakers::{Basis, Command as Speakers, Purpose, Speaker};
use meeting::{CardNumber, ItemId, Place, PollId, RequestId};

use super::hall::{Hall, someone};
use crate::play::Play;

/// The meeting of this programme.
pub(crate) fn play(programme: &str) -> Play {
    match programme {
        "xa-cong-an" => with_the_police(),
        "xa-dinh-ky" => regular(),
        "xa-hai-chu-tri" => two_chairs(),
        "xa-hdnd-thon" => one_hamlet(),
        "thi-chuyen-de" => five_issues(),
        "long-floor" => long_floor(),
        "three-channels" => three_channels(),
        other => panic!("programme {other} has no play yet"),
    }
}

/// A: three chairs, speakers from all three sources, the poll, the optional address left out.
fn with_the_police() -> Play {
    let mut hall = Hall::of("xa-cong-an");
    hall.describe(
        "Hội nghị đối thoại với Nhân dân xã Tân Lập năm 2026",
        "Hội trường UBND xã Tân Lập",
        &[
            "Ông Trần Quốc Bảo, Bí thư Đảng ủy",
            "Bà Lê Thị Hạnh, Chủ tịch UBND",
            "Ông Vũ Đức Long, Trưởng Công an",
        ],
        "Bà Ngô Thị Thu, công chức văn phòng",
    );
    hall.register_before(Speaker {
        on_behalf: "Hội Cựu chiến binh xã".to_owned(),
        ..someone("Ông Nguyễn Văn Thắng", "Thôn Đoài", "Nhà văn hóa thôn xuống cấp")
    });
    hall.register_before(someone("Bà Phạm Thị Lan", "Thôn Đông", "Rác thải dọc kênh chính"));
    hall.morning();
    hall.check_in(&[("Nguyễn Văn Thắng", "Thôn Đoài"), ("Phạm Thị Lan", "Thôn Đông")], Kind::Resident);
    hall.check_in(&[("Vũ Đức Long", "Công an xã"), ("Đỗ Mạnh Cường", "Phòng Kinh tế")], Kind::Official);
    hall.check_out_last();
    hall.arrive(64, 11);
    hall.arrive(-2, 0);
    hall.pin(Scene::Message("Hội nghị bắt đầu sau ít phút. Mời Ông/Bà vào chỗ.".to_owned()));
    hall.after(180);
    hall.follow();
    hall.open();
    hall.after(600);
    for seconds in [480, 900, 700] {
        hall.next();
        hall.after(seconds);
    }
    hall.at_item("Tội phạm giảm 12 phần trăm so với cùng kỳ.");

    hall.next();
    hall.phone_asks(0xa1, someone("Ông Đặng Văn Hải", "Thôn Nam", "Mất điện giờ cao điểm"));
    hall.phone_asks(0xa2, someone("Chị Bùi Thị Ngọc", "Thôn Đông", "Camera an ninh"));
    hall.desk_registers(someone("Cụ Hoàng Văn Tư", "Thôn Bắc", "Lương hưu trả chậm"));
    hall.desk_puts_first(5);
    hall.speakers(Speakers::SetSpeechTime { seconds: 180 });
    let old = hall.next_speaks(95);
    hall.pause_for(40);
    hall.after(60);
    hall.extend(60);
    hall.after(70);
    hall.opinion(old, "Lương hưu tháng 10", &[" trả chậm 12 ngày,", " đề nghị trả đúng hạn."]);
    hall.end();
    let thang = hall.next_speaks(150);
    let roof = hall.opinion(thang, "Mái nhà văn hoá thôn Đoài dột", &[", chưa sửa từ năm 2023."]);
    hall.desk_corrects(roof, "hoá", "hóa");
    hall.end();
    hall.phone_withdraws(0xa2);
    let lan = hall.next_speaks(60);
    hall.outage(900);
    hall.after(45);
    hall.opinion(lan, "Rác đổ dọc kênh chính, mùi hôi.", &[]);
    hall.opinion(lan, "Đề nghị đặt thêm hai thùng rác ở ngã ba chợ.", &[]);
    hall.end();
    hall.next_speaks(170);
    hall.end();
    hall.speakers(Speakers::CloseList);

    hall.next();
    hall.after(300);
    hall.poll(&[
        (0, ""),
        (0, "Công an thôn nhiệt tình"),
        (1, ""),
        (1, ""),
        (2, "Cần tuần tra ban đêm nhiều hơn"),
        (0, ""),
        (3, ""),
    ]);
    hall.after(120);
    hall.hide_result();
    hall.skip_next();
    hall.next();
    hall.invited(Purpose::Answer, someone("Bà Lê Thị Hạnh", "Chủ tịch UBND xã", ""), 540);
    let again = hall.invited(Purpose::FollowUp, someone("Bà Phạm Thị Lan", "Thôn Đông", ""), 50);
    hall.at_speech(again, "Bà Lan hỏi thời gian đặt thùng rác; Chủ tịch UBND: trước ngày 15 tháng 12.");
    hall.next();
    hall.invited(Purpose::Answer, someone("Ông Trần Quốc Bảo", "Bí thư Đảng ủy", ""), 420);
    let note = hall.note("Hội nghị thống nhất các nội dung");
    hall.at_once(note, "9 giờ 40: ", " đã nêu.");
    hall.next();
    hall.after(180);
    hall.close();
    hall.after(3600);
    hall.at_speech(thang, "Đã đối chiếu bản ghi âm.");
    hall.left()
}

/// B: the petitions first, then two rounds of the people.
fn regular() -> Play {
    let mut hall = Hall::of("xa-dinh-ky");
    hall.describe(
        "Hội nghị đối thoại định kỳ sáu tháng cuối năm 2026",
        "Nhà văn hóa thôn Trung",
        &["Bà Lê Thị Hạnh, Chủ tịch UBND xã"],
        "Ông Phan Văn Kiên",
    );
    // The office plans a break before the second round.
    let pause = ItemText {
        kind: ItemKind::Break,
        title: "Giải lao".to_owned(),
        lead: String::new(),
        planned_duration: Some(15),
        optional: false,
        seconds: None,
        hidden: false,
    };
    hall.agenda(Agenda::AddItem { after: Some(ItemId(4)), under: None, item: pause.clone(), start: false });
    hall.agenda(Agenda::MoveItem { id: ItemId(8), after: Some(ItemId(5)), under: None });
    hall.agenda(Agenda::EditItem { id: ItemId(8), item: ItemText { planned_duration: Some(10), ..pause } });
    hall.register_before(someone("Ông Lý Văn Sơn", "Thôn Trung", "Đường liên thôn"));
    hall.morning();
    hall.arrive(120, 18);
    hall.check_in(&[("Lý Văn Sơn", "Thôn Trung")], Kind::Resident);
    hall.open();
    hall.after(500);
    hall.next();
    hall.after(300);
    hall.next();
    hall.pin(Scene::Agenda);
    hall.after(1500);
    hall.at_item("Đã trả lời 14 trong 16 kiến nghị thu thập trước hội nghị.");
    hall.follow();
    hall.next();
    hall.phone_asks(0xb1, someone("Anh Trịnh Công Minh", "Thôn Thượng", "Nước sạch"));
    let son = hall.next_speaks(280);
    hall.opinion(son, "Đường liên thôn Trung - Thượng lún nứt", &[" đoạn 300 m,", " xe tải vẫn chạy."]);
    hall.end();
    let minh = hall.next_speaks(320);
    hall.opinion(minh, "Nước sạch yếu vào buổi tối.", &[]);
    hall.end();
    hall.next();
    let answer = hall.invited(Purpose::Answer, someone("Ông Tạ Quang Huy", "Phó Chủ tịch UBND xã", ""), 400);
    hall.at_speech(answer, "Sửa đường trong quý I năm 2027; nước sạch: làm việc với nhà máy.");
    hall.next();
    hall.after(600);
    hall.next();
    hall.phone_asks(0xb1, someone("Anh Trịnh Công Minh", "Thôn Thượng", "Hỏi lại về nước sạch"));
    let again = hall.next_speaks(75);
    hall.pause_for(20);
    hall.after(30);
    hall.opinion(again, "Đề nghị nêu rõ ngày làm việc với nhà máy nước.", &[]);
    hall.end();
    hall.next();
    hall.after(900);
    hall.at_item("Chủ tịch UBND kết luận, giao Phòng Kinh tế theo dõi.");
    hall.close();
    hall.left()
}

/// C: two chairs, one item of the people, an answer to each at once.
fn two_chairs() -> Play {
    let mut hall = Hall::of("xa-hai-chu-tri");
    hall.describe(
        "Hội nghị đối thoại giữa Bí thư Đảng ủy, Chủ tịch UBND xã với Nhân dân thôn Hạ",
        "Nhà văn hóa thôn Hạ",
        &["Ông Trần Quốc Bảo", "Bà Lê Thị Hạnh"],
        "Bà Ngô Thị Thu",
    );
    for (name, subject) in [
        ("Ông Mai Văn Phúc", "Đất nông nghiệp thu hồi làm đường"),
        ("Bà Đinh Thị Sáu", "Chế độ người có công"),
        ("Ông Quách Văn Lộc", "Đơn khiếu nại ranh giới đất"),
    ] {
        hall.register_before(someone(name, "Thôn Hạ", subject));
    }
    hall.morning();
    hall.arrive(85, 9);
    hall.open();
    hall.after(420);
    hall.next();
    hall.after(360);
    hall.next();
    for (seconds, begins, goes_on) in [
        (240, "Chưa nhận tiền đền bù đợt 2", " của 4 hộ."),
        (180, "Hồ sơ người có công", " nộp từ tháng 3 chưa trả lời."),
        (60, "Đơn khiếu nại ranh giới", " được tiếp nhận và chuyển."),
    ] {
        let speech = hall.next_speaks(seconds);
        hall.opinion(speech, begins, &[goes_on]);
        hall.end();
        hall.invited(Purpose::Answer, someone("Bà Lê Thị Hạnh", "Chủ tịch UBND xã", ""), 150);
    }
    hall.next();
    hall.after(300);
    let answer = hall.invited(Purpose::Answer, someone("Ông Trần Quốc Bảo", "Bí thư Đảng ủy", ""), 330);
    hall.at_speech(answer, "Giao Chủ tịch UBND trả lời 4 hộ trước ngày 10 tháng 12.");
    hall.next();
    hall.after(600);
    hall.note("Kết thúc lúc 8 giờ 49.");
    hall.close();
    hall.left()
}

/// D: one hamlet, the poll explained first and taken later, two rounds.
fn one_hamlet() -> Play {
    let mut hall = Hall::of("xa-hdnd-thon");
    hall.describe(
        "Hội nghị đối thoại giữa Chủ tịch HĐND xã với Nhân dân thôn Vạn",
        "Nhà văn hóa thôn Vạn",
        &["Ông Hà Văn Tiến, Chủ tịch HĐND xã"],
        "Ông Phan Văn Kiên",
    );
    hall.morning();
    hall.arrive(71, 8);
    hall.check_in(&[("Lò Thị Én", "Thôn Vạn"), ("Cà Văn Pâng", "Thôn Vạn")], Kind::Resident);
    hall.open();
    hall.after(300);
    hall.next();
    hall.after(240);
    hall.at_item("Bà Chủ tịch MTTQ giới thiệu cách bỏ phiếu.");
    hall.next();
    hall.after(900);
    hall.next();
    hall.desk_registers(someone("Bà Lò Thị Én", "Thôn Vạn", "Chợ phiên"));
    hall.phone_asks(0xd1, someone("Anh Cà Văn Pâng", "Thôn Vạn", "Kênh mương"));
    for text in ["Chợ phiên thiếu mái che.", "Mương nội đồng bị bồi lấp."] {
        let speech = hall.next_speaks(200);
        hall.opinion(speech, text, &[]);
        hall.extend(30);
        hall.end();
    }
    hall.next();
    hall.invited(Purpose::Answer, someone("Ông Tạ Quang Huy", "Phó Chủ tịch UBND xã", ""), 360);
    hall.next();
    hall.invited(Purpose::FollowUp, someone("Bà Lò Thị Én", "Thôn Vạn", ""), 45);
    hall.poll(&[
        (0, ""),
        (1, "Mong họp thường xuyên hơn"),
        (1, ""),
        (0, ""),
        (2, ""),
        (0, "Cảm ơn Chủ tịch"),
    ]);
    hall.pin(Scene::Result);
    hall.after(60);
    hall.follow();
    hall.next();
    hall.after(480);
    hall.at_item("Giao UBND trả lời bằng văn bản trước ngày 12 tháng 12.");
    hall.close();
    hall.left()
}

/// E: speakers ordered by issue, the minutes read out and signed at the end.
fn five_issues() -> Play {
    let mut hall = Hall::of("thi-chuyen-de");
    hall.describe(
        "Hội nghị đối thoại về xây dựng nông thôn mới, đô thị văn minh",
        "Trung tâm văn hóa",
        &["Ông Đoàn Minh Khôi, Bí thư"],
        "Bà Tô Thị Yến",
    );
    hall.register_before(someone("Ông Kiều Văn Bình", "Tổ dân phố 3", "Cải cách hành chính"));
    hall.register_before(Speaker {
        on_behalf: "Hội Nông dân".to_owned(),
        ..someone("Bà Hứa Thị Mến", "Tổ dân phố 5", "Quy hoạch khu chợ")
    });
    hall.morning();
    hall.arrive(210, 35);
    hall.open();
    hall.after(480);
    hall.next();
    hall.after(600);
    hall.next();
    hall.after(1200);
    hall.next();
    hall.phone_asks(0xe1, someone("Anh Lưu Đình Toàn", "Tổ dân phố 1", "Đèn đường, an toàn giao thông"));
    // By issue: planning, order and traffic, administration.
    hall.desk_puts_first(3);
    hall.desk_puts_first(2);
    for (seconds, text) in [
        (290, "Quy hoạch chợ mới chưa công bố."),
        (200, "Đường Trần Phú không có đèn."),
        (305, "Thủ tục cấp phép xây dựng chậm."),
    ] {
        let speech = hall.next_speaks(seconds);
        hall.opinion(speech, text, &[]);
        hall.end();
    }
    hall.next();
    for name in ["Ông Tạ Quang Huy", "Bà Kim Thị Loan"] {
        hall.invited(Purpose::Answer, someone(name, "UBND", ""), 240);
    }
    hall.next();
    hall.after(1100);
    hall.at_item("Tiếp thu cả ba ý kiến; công bố quy hoạch trong tháng 12.");
    hall.next();
    hall.pin(Scene::Message("Mời Ông/Bà có ý kiến lên ký biên bản.".to_owned()));
    hall.after(900);
    hall.follow();
    hall.close();
    hall.left()
}

/// Everything a floor may need, and much of it undone again.
fn long_floor() -> Play {
    let mut hall = Hall::of("thi-chuyen-de");
    let part = |title: &str| ItemText { seconds: Some(180), ..ItemText::new(ItemKind::Floor, title) };
    for (after, title) in [(4, "Quy hoạch"), (8, "Đất đai, môi trường"), (9, "Cải cách hành chính")]
    {
        let (after, under) = (Some(ItemId(after)), Some(ItemId(4)));
        hall.agenda(Agenda::AddItem { after, under, item: part(title), start: false });
    }
    hall.agenda(Agenda::PlanDurations {
        plan: vec![(ItemId(1), 10), (ItemId(2), 10), (ItemId(3), 20), (ItemId(4), 60)],
    });
    hall.agenda(Agenda::HideItem { id: ItemId(6) });
    let content = Content::Link { url: "https://thixa.example.vn/bao-cao.pdf".to_owned() };
    hall.agenda(Agenda::Attach { id: ItemId(3), title: "Báo cáo".to_owned(), content });
    let before = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"];
    let before = before.map(|name| someone(name, "Phường 1", "Quy hoạch khu dân cư")).to_vec();
    hall.import(before);
    hall.morning();
    hall.open();
    hall.after(500);
    hall.start(ItemId(8));
    hall.undo();
    hall.start(ItemId(8));
    hall.phone_asks(0xe1, someone("Hoàng Thị Em", "Phường 2", "Vỉa hè"));
    hall.desk_registers(someone("Vũ Văn Phúc", "Phường 3", "Thủ tục đất đai"));
    hall.desk_registers(someone("Đỗ Thị Giang", "", "Quy hoạch treo"));
    hall.propose(Basis::Fair);
    hall.undo();
    hall.propose(Basis::Fair);
    let request = RequestId;
    hall.speakers(Speakers::MergeRequests { into: request(1), requests: vec![request(2), request(3)] });
    hall.speakers(Speakers::SplitRequest { request: request(3) });
    hall.speakers(Speakers::SetMostSpeeches { most: Some(2) });
    hall.speakers(Speakers::SetAnswerTime { seconds: 240 });
    hall.speakers(Speakers::SetRequestTime { request: request(1), seconds: Some(300) });
    hall.speakers(Speakers::CallSpeaker { request: request(5) });
    hall.speakers(Speakers::MarkAbsent { request: request(5) });
    hall.speakers(Speakers::CallSpeaker { request: request(1) });
    hall.gives(request(1), 120);
    hall.pause_for(30);
    hall.extend(60);
    hall.undo();
    hall.end();
    hall.undo();
    hall.after(40);
    hall.end();
    let about = hall.heard();
    hall.invited(Purpose::Answer, someone("Trưởng phòng Quản lý đô thị", "UBND", ""), 100);
    hall.again(about, Purpose::FollowUp, 45);
    hall.end();
    hall.start(ItemId(9));
    let until = Some(hall.at(900));
    hall.speakers(Speakers::SetLastCall { until });
    hall.gives(request(4), 5);
    hall.undo();
    hall.speakers(Speakers::MoveRequest { request: request(6), after: None });
    hall.speakers(Speakers::ReturnToList { request: request(5), after: Some(request(6)), namesake: false });
    hall.speakers(Speakers::ClearManualOrder);
    hall.gives(request(6), 60);
    hall.off_topic();
    hall.ends_for("Xúc phạm người khác");
    for number in [5, 4, 3, 7] {
        hall.gives(request(number), 70);
        hall.end();
    }
    hall.after(1_000);
    hall.last_call_ends();
    hall.notes(ItemId(5), "Nhờ đồng chí Chủ tịch trả lời trước");
    for seconds in [300, 200, 600, 120] {
        hall.next();
        hall.after(seconds);
    }
    hall.close();
    hall.left()
}

/// Polls of every kind: a show of hands, one discarded, one by door card with phones, the tablet and paper ballots.
fn three_channels() -> Play {
    let mut hall = Hall::of("xa-cong-an");
    let ask = |kind, title: &str, options: &[&str]| {
        let options = options.iter().map(|&option| option.to_owned()).collect();
        Question { kind, title: title.to_owned(), options }
    };
    let questions = vec![
        ask(QuestionKind::Scale, "Ông/Bà có hài lòng không?", &["Hài lòng", "Bình thường", "Không hài lòng"]),
        ask(QuestionKind::YesNo, "Ông/Bà đã dự lần trước chưa?", &["Có", "Không"]),
        ask(QuestionKind::Multiple, "Thôn ta cần gì?", &["Đường", "Điện", "Nước"]),
        ask(QuestionKind::Text, "Góp ý thêm", &[]),
    ];
    hall.writes_poll(Questionnaire {
        questions,
        asked_by: "Ủy ban MTTQ Việt Nam xã".to_owned(),
        right: Right::CardIssued,
        changes: true,
        closes_after: Some(30),
        given_to: Some(Place::Desk),
        ..Questionnaire::default()
    });
    hall.cards(6);
    hall.morning();
    hall.arrive(40, 6);
    hall.open();
    hall.show_of_hands("Nghỉ giải lao 10 phút?");
    hall.desk_polls(Poll::OpenPoll { poll: PollId(1) });
    hall.office_polls(Poll::DiscardPoll { poll: PollId(1), reason: "Phát nhầm phiếu".to_owned() });
    let poll = PollId(3);
    let card = CardNumber;
    hall.desk_polls(Poll::OpenPoll { poll });
    hall.desk_polls(Poll::IssuePaperBallot { poll, card: card(1) });
    hall.desk_polls(Poll::IssuePaperBallot { poll, card: card(2) });
    hall.desk_polls(Poll::TakeBackPaperBallot { poll, card: card(2) });
    hall.desk_polls(Poll::OpenTablet { poll, card: Some(card(2)) });
    hall.after(60);
    hall.desk_polls(Poll::CloseTablet { poll });
    hall.desk_polls(Poll::OpenTablet { poll, card: Some(card(3)) });
    hall.desk_polls(Poll::ClosePoll { poll });
    hall.seals(poll);
    hall.office_polls(Poll::ReopenPoll { poll, reason: "Còn người chưa gửi phiếu".to_owned() });
    hall.desk_polls(Poll::IssuePaperBallot { poll, card: card(4) });
    hall.desk_polls(Poll::ClosePoll { poll });
    hall.seals(poll);
    let count = |ticks: &[u32], answered| Count { answered, ticks: ticks.to_vec(), words: Vec::new() };
    let words = Count { answered: 1, ticks: Vec::new(), words: vec!["Cán bộ tận tình".to_owned()] };
    let counts = vec![count(&[1, 0, 0], 1), count(&[1, 0], 1), count(&[1, 1, 0], 1), words];
    let count = PaperCount { returned: 2, invalid: 1, counts };
    let named = |name: &str| name.to_owned();
    // First as if both were blank.
    let blank = [3, 2, 3, 0].map(|options| Count { ticks: vec![0; options], ..Count::default() });
    let blank = PaperCount { returned: 2, invalid: 2, counts: blank.to_vec() };
    hall.desk_polls(Poll::EnterPaperCount { poll, count: blank, name: named("Lê Văn Cường") });
    hall.desk_polls(Poll::EnterPaperCount { poll, count: count.clone(), name: named("Lê Văn Cường") });
    hall.secretary_polls(Poll::ConfirmPaperCount { poll, entry: 2, name: named("Đỗ Thị Dung") });
    let answers = |level, words: &str| {
        let (ticked, words) = (Answer::Ticked, Answer::Words(words.to_owned()));
        vec![ticked(vec![level]), ticked(vec![1]), ticked(vec![0, 2]), words]
    };
    let ballots = [
        (Channel::Phone, answers(0, "")),
        (Channel::Phone, answers(0, "Chờ lâu")),
        (Channel::Phone, answers(1, "")),
        (Channel::Phone, answers(2, "")),
        (Channel::Phone, answers(0, "Sửa đường")),
        (Channel::Tablet, answers(1, "")),
    ];
    hall.counts(poll, &ballots, Some(&count));
    hall.desk_polls(Poll::ShowResult { poll });
    hall.secretary_polls(Poll::PublishWords { poll, question: 3, words: 0, shown: true });
    hall.secretary_polls(Poll::PublishWords { poll, question: 3, words: 1, shown: true });
    hall.secretary_polls(Poll::PublishWords { poll, question: 3, words: 1, shown: false });
    hall.left()
}
