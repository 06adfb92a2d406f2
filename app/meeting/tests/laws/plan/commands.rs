//! The command a step draws: made to fit the meeting as far as it goes.

use meeting::agenda::{self, ItemKind, ItemText};
use meeting::minutes::{self, Target};
use meeting::opinions::Outcome;
use meeting::poll::{self, Count, PaperCount, Tally};
use meeting::projector::{self, Scene};
use meeting::speakers::{self, Purpose, RequestState, Speaker};
use meeting::splice::Splice;
use meeting::{
    AttachmentId, AttendeeId, CardNumber, Command, EntryId, ItemId, Meeting, Moment, OpinionId, Place,
    PollId, RequestId, SpeechId, WrittenId, attendance, cards, contacts, details, keys, opinions, written,
};

use super::{SECRET, START, Step};

/// One of so many things numbered from 1, or now and then one that is not there.
fn one_of(count: usize, draw: u8) -> u32 {
    1 + u32::from(draw) % (u32::try_from(count).unwrap() + 1)
}

impl Step {
    pub(super) fn command(&self, meeting: &Meeting, now: Moment, number: usize) -> Command {
        let (a, b) = (self.a, self.b);
        let speakers = &meeting.speakers;
        let item = |draw: u8| {
            let items = &meeting.agenda.items;
            let index = usize::from(draw) % (items.len() + 1);
            items.get(index).map_or(ItemId(99), |item| item.id)
        };
        let request = |draw: u8| {
            // Mostly one that waits: the others can only be refused.
            let waiting = &speakers.waiting;
            let waits = (!draw.is_multiple_of(8))
                .then(|| waiting.get(usize::from(draw) % waiting.len().max(1)))
                .flatten();
            waits.copied().unwrap_or_else(|| RequestId(one_of(speakers.requests.len(), draw / 8)))
        };
        let card = |draw: u8| CardNumber(one_of(meeting.cards.all.len(), draw));
        let speech = || {
            let current = speakers.current().map(|speech| speech.id).filter(|_| !a.is_multiple_of(8));
            current.unwrap_or_else(|| SpeechId(one_of(speakers.speeches.len(), a / 8)))
        };
        // Mostly the one the hall looks at.
        let poll = |draw: u8| match draw % 4 {
            0 => PollId(one_of(meeting.polls.all.len(), draw / 4)),
            _ => meeting.polls.open().map_or(meeting.polls.current, |poll| poll.id),
        };
        let seconds = u32::from(b) * 3;
        match self.what {
            "agenda/AddItem" => {
                let under = a.is_multiple_of(3).then(|| item(b));
                let start = b.is_multiple_of(7);
                agenda::Command::AddItem { after: behind(a, item), under, item: text(b, number), start }
                    .into()
            }
            "agenda/EditItem" => agenda::Command::EditItem { id: item(a), item: text(b, number) }.into(),
            "agenda/RemoveItem" => agenda::Command::RemoveItem { id: item(a) }.into(),
            "agenda/MoveItem" => {
                let under = (a / 16).is_multiple_of(3).then(|| item(b / 2));
                agenda::Command::MoveItem { id: item(a), after: behind(b, item), under }.into()
            }
            "agenda/StartItem" => agenda::Command::StartItem { id: item(a) }.into(),
            "agenda/FinishItem" => {
                let current = meeting.agenda.current().map(|item| item.id).filter(|_| !a.is_multiple_of(8));
                agenda::Command::FinishItem { id: current.unwrap_or_else(|| item(a)) }.into()
            }
            "agenda/SkipItem" => agenda::Command::SkipItem { id: item(a) }.into(),
            "agenda/CloseMeeting" => agenda::Command::CloseMeeting.into(),
            "speakers/OpenList" => speakers::Command::OpenList.into(),
            "speakers/CloseList" => speakers::Command::CloseList.into(),
            "speakers/RequestFloor" => speakers::Command::RequestFloor { speaker: speaker(number) }.into(),
            "speakers/RegisterSpeaker" => {
                speakers::Command::RegisterSpeaker { speaker: speaker(number), namesake: false }.into()
            }
            "speakers/WithdrawRequest" => speakers::Command::WithdrawRequest { request: request(a) }.into(),
            "speakers/RemoveRequests" => {
                let these = speakers::Removed::These(vec![request(a), request(b)]);
                let which = if a.is_multiple_of(2) { these } else { speakers::Removed::PhonesWithoutCard };
                speakers::Command::RemoveRequests { which }.into()
            }
            "cards/AdmitCardsOnly" => {
                // Mostly off: with it on little else is asked.
                cards::Command::AdmitCardsOnly { only: a.is_multiple_of(4) }.into()
            }
            "speakers/MoveRequest" => {
                speakers::Command::MoveRequest { request: request(a), after: behind(b, request) }.into()
            }
            "speakers/GiveFloor" => {
                let seconds = b.is_multiple_of(2).then_some(seconds);
                speakers::Command::GiveFloor { request: request(a), seconds }.into()
            }
            "speakers/InviteToSpeak" => {
                let purposes = [Purpose::Opinion, Purpose::Answer, Purpose::FollowUp];
                let purpose = purposes[usize::from(a) % 3];
                let about = speakers.speeches.last().map(|speech| speech.id).filter(|_| a.is_multiple_of(2));
                let speaker = speaker(number);
                speakers::Command::InviteToSpeak { speaker, purpose, seconds: None, about }.into()
            }
            "speakers/PauseSpeech" => speakers::Command::PauseSpeech { speech: speech() }.into(),
            "speakers/ResumeSpeech" => speakers::Command::ResumeSpeech { speech: speech() }.into(),
            "speakers/ExtendSpeech" => speakers::Command::ExtendSpeech { speech: speech(), seconds }.into(),
            "speakers/EndSpeech" => {
                let breach = if b.is_multiple_of(9) { secret("vi phạm", number) } else { String::new() };
                speakers::Command::EndSpeech { speech: speech(), breach }.into()
            }
            "speakers/SetSpeechTime" => speakers::Command::SetSpeechTime { seconds }.into(),
            "opinions/RecordOpinion" => {
                opinions::Command::RecordOpinion { speech: speech(), text: secret("ý kiến", number) }.into()
            }
            "opinions/DecideOutcome" => {
                let all = meeting.opinions.all.len();
                let (opinion, into) = (OpinionId(one_of(all, a)), OpinionId(one_of(all, b)));
                let to = format!("Phòng {number}");
                // Now and then a day that is over.
                let due = now.in_hall().date_naive() + chrono::TimeDelta::days(i64::from(b) - 20);
                let outcomes = [
                    Some(Outcome::Settled),
                    Some(Outcome::Noted),
                    Some(Outcome::Assigned { to: to.clone(), due: Some(due) }),
                    Some(Outcome::Escalated { to: to.clone() }),
                    Some(Outcome::Referred { to }),
                    Some(Outcome::Merged { into }),
                    Some(Outcome::Withdrawn),
                    None,
                ];
                let outcome = outcomes[usize::from(b) % outcomes.len()].clone();
                opinions::Command::DecideOutcome { opinion, outcome }.into()
            }
            // Its words and the answer go back to whoever wrote them: they are no secret to that person.
            "written/HandIn" => {
                let (name, hamlet) = (secret("tên", number), secret("thôn", number));
                written::Command::Submit { name, hamlet, text: format!("kiến nghị {number}") }.into()
            }
            "written/TakeUp" => {
                written::Command::TakeUp { written: WrittenId(one_of(meeting.written.all.len(), a)) }.into()
            }
            "written/AnswerWritten" => {
                let written = WrittenId(one_of(meeting.written.all.len(), a));
                written::Command::AnswerWritten { written, answer: format!("trả lời {number}") }.into()
            }
            "cards/PrintCards" => cards::Command::PrintCards { count: u32::from(a % 5) }.into(),
            "cards/ShowCards" => cards::Command::ShowCards.into(),
            "cards/HandOutCard" => {
                cards::Command::IssueCard { card: card(a), newcomer: b.is_multiple_of(3) }.into()
            }
            "cards/VoidCard" => cards::Command::VoidCard { card: card(a) }.into(),
            "cards/ReissueCard" => cards::Command::ReissueCard { card: card(a), by: card(b) }.into(),
            "minutes/WriteNote" => minutes::Command::WriteNote { text: secret("ghi", number) }.into(),
            "minutes/EditText" if a.is_multiple_of(3) => {
                let id = EntryId(one_of(meeting.minutes.entries.len(), a));
                let doc = meeting.minutes.entry(id).map(|entry| &entry.text);
                edit(Target::Entry(id), doc, b, number)
            }
            "minutes/EditText" if a % 3 == 1 => {
                let id = OpinionId(one_of(meeting.opinions.all.len(), a));
                let doc = meeting.opinions.get(id).map(|opinion| &opinion.text);
                edit(Target::Opinion(id), doc, b, number)
            }
            "poll/WritePoll" => {
                let poll = (!a.is_multiple_of(3)).then(|| PollId(one_of(meeting.polls.all.len(), a)));
                poll::Command::WritePoll { poll, questionnaire: questionnaire(b, number) }.into()
            }
            "poll/AskHands" => poll::Command::OpenShowOfHands { title: format!("Giơ tay {number}") }.into(),
            "poll/ReopenPoll" => {
                poll::Command::ReopenPoll { poll: poll(a), reason: secret("mở lại", number) }.into()
            }
            "poll/DiscardPoll" => {
                poll::Command::DiscardPoll { poll: poll(a), reason: secret("hủy phiếu", number) }.into()
            }
            "poll/SealUrn" => poll::Command::SealBallotBox { poll: poll(a) }.into(),
            "poll/OpenPoll" => poll::Command::OpenPoll { poll: poll(a) }.into(),
            "poll/ClosePoll" => poll::Command::ClosePoll { poll: poll(a) }.into(),
            "poll/CountBallots" => {
                let ticks = vec![u32::from(a % 4), u32::from(b % 4), 0, 0, 0];
                let ballots = ticks.iter().sum();
                let scale = Count { answered: ballots, ticks, ..Count::default() };
                let words = Count { answered: 1, words: vec![secret("góp ý", number)], ..Count::default() };
                let tally = Tally { ballots, counts: vec![scale, words], ..Tally::default() };
                poll::Command::CountBallots { poll: poll(a), tally }.into()
            }
            "poll/ShowResult" => poll::Command::ShowResult { poll: poll(a) }.into(),
            "poll/HideResult" => poll::Command::HideResult { poll: poll(a) }.into(),
            "poll/PublishWords" => {
                let shown = b.is_multiple_of(2);
                poll::Command::PublishWords { poll: poll(a), question: 1, words: 0, shown }.into()
            }
            "poll/HandOutPaper" => poll::Command::IssuePaperBallot { poll: PollId(1), card: card(a) }.into(),
            "poll/TakeBackPaper" => {
                poll::Command::TakeBackPaperBallot { poll: PollId(1), card: card(a) }.into()
            }
            "poll/CountLoosePapers" => {
                poll::Command::CountLoosePaperBallots { poll: PollId(1), count: u32::from(a % 8) }.into()
            }
            "poll/EnterPapers" => {
                let scale = Count { answered: 1, ticks: vec![1, 0, 0, 0, 0], ..Count::default() };
                let words = Count { answered: 1, words: vec![secret("góp ý", number)], ..Count::default() };
                let count = PaperCount { returned: 1, invalid: 0, counts: vec![scale, words] };
                let name = secret("người kiểm", number);
                poll::Command::EnterPaperCount { poll: PollId(1), count, name }.into()
            }
            "poll/ConfirmPapers" => {
                let entry = one_of(1, a);
                let entered = meeting.polls.get(PollId(1)).and_then(|poll| poll.paper_ballots.entry.clone());
                let same = entered.filter(|_| b.is_multiple_of(5)).map(|entry| entry.entered.name);
                let name = same.unwrap_or_else(|| secret("người kiểm lại", number));
                poll::Command::ConfirmPaperCount { poll: PollId(1), entry, name }.into()
            }
            "poll/OpenTablet" => {
                let card = a.is_multiple_of(2).then(|| card(b));
                poll::Command::OpenTablet { poll: PollId(1), card }.into()
            }
            "poll/CloseTablet" => poll::Command::CloseTablet { poll: PollId(1) }.into(),
            "attendance/CheckIn" => attendance::Command::CheckIn {
                name: secret("người dự", number),
                hamlet: secret("thôn", number),
                kind: if a.is_multiple_of(3) {
                    attendance::Kind::Official
                } else {
                    attendance::Kind::Resident
                },
                namesake: b.is_multiple_of(8),
            }
            .into(),
            "attendance/CheckOut" => {
                let attendee = AttendeeId(one_of(meeting.attendance.named.len(), a));
                attendance::Command::CheckOut { attendee }.into()
            }
            "attendance/AddArrivals" => attendance::Command::AddArrivals {
                residents: i32::from(a) - 40,
                officials: i32::from(b) - 40,
            }
            .into(),
            "projector/Pin" => projector::Command::Pin { scene: scene(a) }.into(),
            "projector/Follow" => projector::Command::Follow.into(),
            "details/Describe" => details::Command::Describe {
                title: format!("Hội nghị {number}"),
                venue: "Nhà văn hóa".to_owned(),
                starts: Some(START),
                ends: a.is_multiple_of(2).then(|| START.plus_ms(10_800_000)),
                chairs: vec!["Ông Chủ".to_owned()],
                secretaries: Vec::new(),
            }
            .into(),
            // Anything from long before the last event up to now.
            "details/Recover" => {
                let last_known = now.plus_ms(-i64::from(a) * i64::from(a) * 20);
                details::Command::Recover { last_known }.into()
            }
            "agenda/ReopenItem" => agenda::Command::ReopenItem { id: item(a) }.into(),
            "agenda/ShowItem" => agenda::Command::ShowItem { id: item(a) }.into(),
            "agenda/HideItem" => agenda::Command::HideItem { id: item(a) }.into(),
            "agenda/PlanMinutes" => {
                let plan = vec![(item(a), u32::from(b) + 1), (item(b), u32::from(a) + 1)];
                agenda::Command::PlanDurations { plan }.into()
            }
            "minutes/EditText" => {
                let id = item(a);
                edit(Target::Notes(id), meeting.agenda.item(id).map(|item| &item.notes), b, number)
            }
            "speakers/ReleaseHands" => speakers::Command::ClearManualOrder.into(),
            "agenda/Attach" => {
                let content = agenda::Content::Link {
                    url: format!(
                        "{}://xa.example.vn/{number}",
                        if b.is_multiple_of(8) { "ftp" } else { "https" }
                    ),
                };
                agenda::Command::Attach { id: item(a), title: format!("Tài liệu {number}"), content }.into()
            }
            "agenda/Detach" => {
                let known = meeting.agenda.items.iter().find(|item| !item.attachments.is_empty());
                let attachment = known.map_or(AttachmentId(1), |item| item.attachments[0].id);
                agenda::Command::Detach { id: known.map_or_else(|| item(a), |item| item.id), attachment }
                    .into()
            }
            "undo/Undo" => {
                let last =
                    meeting::undo::offered(meeting, Place::Chair).map_or(1, |offer| offer.step.position);
                meeting::undo::Command::Undo { step: if a.is_multiple_of(16) { last + 1 } else { last } }
                    .into()
            }
            "speakers/SetLastCall" => {
                let until = (!a.is_multiple_of(4)).then(|| now.plus_ms(i64::from(b) * 4_000));
                speakers::Command::SetLastCall { until }.into()
            }
            "speakers/EndLastCall" => speakers::Command::EndLastCall.into(),
            "speakers/SetMostSpeeches" => {
                let most = (!a.is_multiple_of(3)).then(|| u32::from(b % 4));
                speakers::Command::SetMostSpeeches { most }.into()
            }
            "speakers/RegisterMany" => {
                let many = (0..a % 4).map(|one| speaker(1_000 + number * 10 + usize::from(one))).collect();
                speakers::Command::RegisterMany { speakers: many, namesakes: Vec::new() }.into()
            }
            "speakers/EditRequest" => {
                speakers::Command::EditRequest { request: request(a), speaker: speaker(number) }.into()
            }
            "contacts/ReadContacts" => contacts::Command::ReadContacts.into(),
            "contacts/EraseContacts" => contacts::Command::EraseContacts.into(),
            "contacts/EraseDueContacts" => contacts::Command::EraseDueContacts.into(),
            "contacts/KeepContacts" => contacts::Command::SetContactDays { days: u32::from(b) }.into(),
            "speakers/SetRequestTime" => {
                let seconds = a.is_multiple_of(2).then_some(seconds);
                speakers::Command::SetRequestTime { request: request(b), seconds }.into()
            }
            // As someone saw the list a while ago: some are gone, some came since.
            "speakers/ApplyOrder" => {
                let basis = speakers::Basis::ALL[usize::from(a) % 3];
                let ranked = speakers::fair::propose(speakers, basis, &[], now);
                let mut order: Vec<_> = ranked.into_iter().map(|ranked| ranked.request).collect();
                if b.is_multiple_of(3) {
                    order.pop();
                    order.extend(speakers.speeches.last().and_then(|speech| speech.request));
                }
                speakers::Command::ApplyOrder { basis, order }.into()
            }
            "speakers/MergeRequests" => {
                let mut requests = vec![request(b)];
                if a.is_multiple_of(3) {
                    requests.push(request(b.wrapping_add(1)));
                }
                speakers::Command::MergeRequests { into: request(a), requests }.into()
            }
            "speakers/SplitRequest" => {
                let merged = |request: &&speakers::Request| matches!(request.state, RequestState::Merged(_));
                let merged = speakers.requests.values().find(merged).map(|request| request.id);
                speakers::Command::SplitRequest { request: merged.unwrap_or_else(|| request(a)) }.into()
            }
            "speakers/CallSpeaker" => speakers::Command::CallSpeaker { request: request(a) }.into(),
            "speakers/MarkAbsent" => speakers::Command::MarkAbsent { request: request(a) }.into(),
            "speakers/ReturnToList" => {
                let gone = |request: &&speakers::Request| {
                    !request.state.is_on_list() && request.state != RequestState::Speaking
                };
                let gone: Vec<_> =
                    speakers.requests.values().filter(gone).map(|request| request.id).collect();
                let which = gone.get(usize::from(a) % gone.len().max(1)).copied();
                let which = which.unwrap_or_else(|| request(a));
                speakers::Command::ReturnToList {
                    request: which,
                    after: behind(b, request),
                    namesake: b.is_multiple_of(3),
                }
                .into()
            }
            "speakers/GiveFloorAgain" => {
                let purpose = [Purpose::FollowUp, Purpose::Opinion][usize::from(a) % 2];
                let speech = SpeechId(one_of(speakers.speeches.len(), b));
                speakers::Command::GiveFloorAgain { speech, purpose, seconds: None }.into()
            }
            "speakers/MarkOffTopic" => {
                speakers::Command::MarkOffTopic { speech: speech(), off_topic: !b.is_multiple_of(4) }.into()
            }
            "speakers/SetAnswerTime" => speakers::Command::SetAnswerTime { seconds }.into(),
            "poll/RemovePoll" => poll::Command::RemovePoll { poll: poll(a) }.into(),
            "poll/EndPoll" => poll::Command::EndPoll.into(),
            "cards/RenewCards" => cards::Command::RenewCards.into(),
            "cards/NoteGuesses" => cards::Command::NoteGuesses { count: u32::from(a % 4) }.into(),
            "keys/NoteMade" => {
                keys::Command::NoteMade { places: vec![Place::Desk], from: Place::Office }.into()
            }
            "keys/NoteEnded" => {
                keys::Command::NoteEnded { places: vec![Place::Desk], from: Place::Office }.into()
            }
            unknown => panic!("no plan knows how to send {unknown}"),
        }
    }
}

/// Behind what `which` draws, or first.
fn behind<T>(draw: u8, which: impl Fn(u8) -> T) -> Option<T> {
    (!draw.is_multiple_of(4)).then(|| which(draw / 4))
}

/// Words only staff may see.
fn secret(what: &str, number: usize) -> String {
    format!("{SECRET}{what} {number}")
}

fn text(draw: u8, number: usize) -> ItemText {
    let kind = ItemKind::ALL[usize::from(draw) % ItemKind::ALL.len()];
    let minutes = draw.is_multiple_of(3).then_some(u32::from(draw));
    let hidden = draw.is_multiple_of(7);
    ItemText {
        planned_duration: minutes,
        hidden,
        optional: draw.is_multiple_of(5),
        ..ItemText::new(kind, &format!("Mục <{number}>"))
    }
}

/// Everyone has another name, told by the step it was given in.
fn name(number: usize) -> String {
    format!("Người <{number}>")
}

fn speaker(number: usize) -> Speaker {
    Speaker {
        name: name(number),
        hamlet: format!("Thôn {}", number % 5),
        on_behalf: secret("thay cho", number),
        subject: secret("nội dung", number),
        field: secret("lĩnh vực", number),
        contact: secret("liên hệ", number),
        kind: if number.is_multiple_of(6) { attendance::Kind::Official } else { attendance::Kind::Resident },
        // Some name a card, printed or not, that another may hold.
        card: number.is_multiple_of(4).then(|| CardNumber(u32::try_from(number % 7).unwrap_or(0))),
        which: 0,
    }
}

fn edit(target: Target, doc: Option<&meeting::splice::Doc>, draw: u8, number: usize) -> Command {
    let length = doc.map_or(0, |doc| doc.text().chars().count());
    let at = usize::from(draw) % (length + 1);
    let removed = usize::from(draw / 16) % (length - at + 1);
    let revision = doc.map_or(0, meeting::splice::Doc::revision);
    let splice = Splice { at, removed, inserted: secret("sửa", number) };
    minutes::Command::EditText { target, revision, splice }.into()
}

/// A poll of two questions, as the programme's own.
pub(crate) fn questionnaire(draw: u8, number: usize) -> poll::Questionnaire {
    let options = ["Tốt", "Khá", "Trung bình", "Kém", "Rất kém"];
    let mut options = options.map(|option| format!("{option} {number}")).to_vec();
    if draw % 16 == 15 {
        options[1] = options[0].to_uppercase();
    }
    let scale = poll::Question { kind: poll::Kind::Scale, title: format!("Câu hỏi {number}"), options };
    let words =
        poll::Question { kind: poll::Kind::Text, title: format!("Góp ý {number}"), options: Vec::new() };
    poll::Questionnaire {
        questions: vec![scale, words],
        asked_by: format!("Mặt trận {number}"),
        changes: draw.is_multiple_of(2),
        closes_after: (!draw.is_multiple_of(4)).then(|| 1 + u32::from(draw) % 5),
        right: poll::Right::ALL[usize::from(draw / 64) % 3],
        given_to: draw.is_multiple_of(4).then_some(Place::Desk),
        ..poll::Questionnaire::default()
    }
}

fn scene(draw: u8) -> Scene {
    let message = Scene::Message("Xin mời".to_owned());
    let scenes = [
        Scene::Welcome,
        Scene::Agenda,
        Scene::Speaker,
        Scene::Poll,
        Scene::Result,
        message,
        Scene::Break,
        Scene::Minutes,
        Scene::Conclusions,
        Scene::Blank,
        Scene::Closing,
    ];
    scenes[usize::from(draw) % scenes.len()].clone()
}
