//! `given(what happened).when(who, command).then(events)`, or `.refused(why)`.
//!
//! Every table starts from the same small meeting, prepared and not yet opened: item 1 an opening, item 2
//! the people's turn, item 3 an optional address, item 4 the conclusion, and a poll of three levels. Time
//! stands at [`T0`] until [`Given::later`] moves it.

use meeting::agenda::{self, ItemKind, ItemText};
use meeting::clock::Correction;
use meeting::speakers::{self, Purpose, Source, Speaker};
use meeting::{
    Actor, CardNumber, Command, Event, ItemId, Meeting, Moment, PersonId, Place, PollId, Recorded, Refusal,
    RequestId, SpeechId, attendance, cards, contacts, decide, details, keys, poll, written,
};

/// When everything given happens, unless time is moved.
pub(crate) const T0: Moment = Moment(1_730_000_000_000);

pub(crate) const CHAIR: Actor = Actor::Staff(Place::Chair);
pub(crate) const SECRETARY: Actor = Actor::Staff(Place::Secretary);
pub(crate) const DESK: Actor = Actor::Staff(Place::Desk);
pub(crate) const OFFICE: Actor = Actor::Staff(Place::Office);
pub(crate) const AN: PersonId = PersonId(0xa);
pub(crate) const BINH: PersonId = PersonId(0xb);
pub(crate) const AN_PHONE: Actor = Actor::Person(AN);
pub(crate) const BINH_PHONE: Actor = Actor::Person(BINH);

/// A list of events of several subjects.
macro_rules! events {
    ($($event:expr),* $(,)?) => { vec![$(meeting::Event::from($event)),*] };
}
pub(crate) use events;

/// A meeting to which something happened.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) meeting: Meeting,
    pub(crate) now: Moment,
}

/// What came of a command.
#[derive(Debug)]
pub(crate) struct Outcome {
    before: Given,
    actor: Actor,
    result: Result<Vec<Event>, Refusal>,
    told: String,
}

/// The small meeting, and what happened to it since.
pub(crate) fn given(happened: Vec<Event>) -> Given {
    Given { meeting: Meeting::default(), now: T0 }.and(prepared()).and(happened)
}

impl Given {
    /// More that happened, now.
    pub(crate) fn and(self, happened: Vec<Event>) -> Self {
        happened.into_iter().fold(self, |given, event| given.done_by(Actor::System, vec![event]))
    }

    /// What one command of someone led to, now.
    pub(crate) fn done_by(mut self, by: Actor, happened: Vec<Event>) -> Self {
        for (index, event) in happened.into_iter().enumerate() {
            let position = self.meeting.position + 1;
            let continues = index > 0;
            self.meeting.apply(&Recorded { position, at: self.now, by, continues, event });
        }
        self
    }

    /// Some seconds pass.
    pub(crate) fn later(mut self, seconds: i64) -> Self {
        self.now = self.now.plus_ms(seconds * 1000);
        self
    }

    /// Someone sends a command.
    pub(crate) fn when(self, actor: Actor, command: impl Into<Command>) -> Outcome {
        let command = command.into();
        let result = decide(&self.meeting, actor, &command, self.now);
        Outcome { told: format!("{actor} sent {command:?}"), before: self, actor, result }
    }
}

impl Outcome {
    /// Exactly these events; gives the meeting they make.
    #[track_caller]
    pub(crate) fn then(self, expected: Vec<Event>) -> Given {
        assert_eq!(self.result.as_ref(), Ok(&expected), "{}", self.told);
        self.before.done_by(self.actor, expected)
    }

    /// Refused, for exactly this reason; gives the meeting as it was.
    #[track_caller]
    pub(crate) fn refused(self, why: Refusal) -> Given {
        assert_eq!(self.result, Err(why), "{}", self.told);
        self.before
    }

    /// Accepted, whatever its events; gives the meeting they make.
    #[track_caller]
    pub(crate) fn accepted(self) -> Given {
        let events = self.result.unwrap_or_else(|why| panic!("{}: {why:?}", self.told));
        self.before.done_by(self.actor, events)
    }

    /// It is so already: neither event nor refusal.
    #[track_caller]
    pub(crate) fn changes_nothing(self) -> Given {
        self.then(Vec::new())
    }
}

/// The events that make the small meeting.
fn prepared() -> Vec<Event> {
    let items = [
        (1, ItemKind::Opening, "Khai mạc", false),
        (2, ItemKind::Floor, "Nhân dân phát biểu", false),
        (3, ItemKind::Address, "Phát biểu chỉ đạo", true),
        (4, ItemKind::Conclusion, "Kết luận", false),
    ];
    let created = details::Event::MeetingCreated {
        code: "DT26".to_owned(),
        title: "Hội nghị đối thoại".to_owned(),
        programme: Box::default(),
    };
    let mut events = events![created];
    events.extend(items.map(|(number, kind, title, optional)| {
        let after = (number > 1).then(|| ItemId(number - 1));
        let item = ItemText { optional, ..text_of(kind, title) };
        agenda::Event::ItemAdded { id: ItemId(number), after, under: None, item }.into()
    }));
    events.push(poll::Event::PollWritten { poll: PollId(1), questionnaire: questionnaire() }.into());
    events
}

/// What the poll of the small meeting asks: a scale of three levels, and free words.
pub(crate) fn questionnaire() -> poll::Questionnaire {
    let scale = poll::Question {
        kind: poll::Kind::Scale,
        title: "Ông/Bà có hài lòng không?".to_owned(),
        options: ["Hài lòng", "Bình thường", "Không hài lòng"].map(str::to_owned).to_vec(),
    };
    let words =
        poll::Question { kind: poll::Kind::Text, title: "Góp ý thêm".to_owned(), options: Vec::new() };
    poll::Questionnaire {
        questions: vec![scale, words],
        asked_by: "Ủy ban MTTQ".to_owned(),
        changes: true,
        ..poll::Questionnaire::default()
    }
}

/// What is written about an item.
pub(crate) fn text_of(kind: ItemKind, title: &str) -> ItemText {
    ItemText::new(kind, title)
}

/// The meeting is open and item 1 is on.
pub(crate) fn opened() -> Vec<Event> {
    events![agenda::Event::MeetingOpened, agenda::Event::ItemStarted { id: ItemId(1) }]
}

/// The meeting was opened and closed.
pub(crate) fn closed() -> Vec<Event> {
    [opened(), events![agenda::Event::ItemFinished { id: ItemId(1) }, agenda::Event::MeetingClosed]].concat()
}

/// The meeting is open, and so is the list.
pub(crate) fn listening() -> Vec<Event> {
    [opened(), events![speakers::Event::ListOpened]].concat()
}

/// Someone without details.
pub(crate) fn speaker(name: &str) -> Speaker {
    Speaker { name: name.to_owned(), hamlet: "Thôn Đông".to_owned(), ..Speaker::default() }
}

/// The event of someone coming on the list at the desk.
pub(crate) fn registered(number: u32, name: &str) -> Event {
    came(number, None, Source::Desk, speaker(name))
}

/// The event of someone coming on the list with a phone.
pub(crate) fn asked(number: u32, person: PersonId, name: &str) -> Event {
    came(number, Some(person), Source::Phone, speaker(name))
}

/// The event of someone coming on the list.
pub(crate) fn came(number: u32, person: Option<PersonId>, source: Source, speaker: Speaker) -> Event {
    speakers::Event::SpeakerRegistered { request: RequestId(number), person, source, speaker }.into()
}

/// The event of a speaker from the list getting the floor.
pub(crate) fn floor_given(speech: u32, request: u32, name: &str, seconds: u32) -> Event {
    let (hamlet, purpose) = ("Thôn Đông".to_owned(), Purpose::Opinion);
    let (speech, request, name) = (SpeechId(speech), Some(RequestId(request)), name.to_owned());
    let (on_behalf, subject, about) = (String::new(), String::new(), None);
    speakers::Event::FloorGiven { speech, request, purpose, name, hamlet, seconds, on_behalf, subject, about }
        .into()
}

/// An, number 1, got the floor for the usual five minutes; Bình, number 2, waits.
pub(crate) fn an_speaks() -> Vec<Event> {
    let people = vec![asked(1, AN, "Nguyễn Văn An"), asked(2, BINH, "Trần Thị Bình")];
    [listening(), people, vec![floor_given(1, 1, "Nguyễn Văn An", 300)]].concat()
}

/// An address to attach.
pub(crate) fn link() -> agenda::Content {
    agenda::Content::Link { url: "https://xa.example.vn/ke-hoach.pdf".to_owned() }
}

/// One command of every kind, for tables over all of them. Their ids need not exist.
pub(crate) fn one_of_each() -> Vec<Command> {
    use meeting::minutes::{Command as Minutes, Target};
    use meeting::opinions::Command as Opinions;
    use meeting::projector::{Command as Projector, Scene};
    use meeting::splice::Splice;
    use speakers::Command as Speakers;
    let (id, request, speech, seconds) = (ItemId(1), RequestId(1), SpeechId(1), 60);
    let item = || text_of(ItemKind::Break, "Giải lao");
    let speaker = || speaker("Nguyễn Văn An");
    let edit = |target| Minutes::EditText { target, revision: 0, splice: Splice::default() };
    vec![
        details::Command::Describe {
            title: "Hội nghị".to_owned(),
            venue: String::new(),
            starts: None,
            ends: None,
            chairs: Vec::new(),
            secretaries: Vec::new(),
        }
        .into(),
        details::Command::Recover { last_known: T0 }.into(),
        details::Command::CorrectClock(Correction { shown: T0, is: T0.plus_ms(1), from: T0, answer: 1 })
            .into(),
        agenda::Command::AddItem { after: None, under: None, item: item(), start: false }.into(),
        agenda::Command::EditItem { id, item: item() }.into(),
        agenda::Command::RemoveItem { id }.into(),
        agenda::Command::MoveItem { id, after: None, under: None }.into(),
        agenda::Command::PlanDurations { plan: vec![(id, 10)] }.into(),
        agenda::Command::ShowItem { id }.into(),
        agenda::Command::HideItem { id }.into(),
        agenda::Command::ReopenItem { id }.into(),
        agenda::Command::Attach { id, title: "Kế hoạch".to_owned(), content: link() }.into(),
        agenda::Command::Detach { id, attachment: meeting::AttachmentId(1) }.into(),
        meeting::undo::Command::Undo { step: 1 }.into(),
        agenda::Command::StartItem { id }.into(),
        agenda::Command::FinishItem { id }.into(),
        agenda::Command::SkipItem { id }.into(),
        agenda::Command::CloseMeeting.into(),
        Speakers::OpenList.into(),
        Speakers::CloseList.into(),
        Speakers::RequestFloor { speaker: speaker() }.into(),
        Speakers::RegisterSpeaker { speaker: speaker(), namesake: false }.into(),
        Speakers::RegisterMany { speakers: vec![speaker()], namesakes: Vec::new() }.into(),
        Speakers::SetLastCall { until: None }.into(),
        Speakers::EndLastCall.into(),
        Speakers::SetMostSpeeches { most: None }.into(),
        Speakers::EditRequest { request, speaker: speaker() }.into(),
        Speakers::SetRequestTime { request, seconds: None }.into(),
        Speakers::ApplyOrder { basis: speakers::Basis::Fair, order: vec![request] }.into(),
        Speakers::MergeRequests { into: request, requests: vec![RequestId(2)] }.into(),
        Speakers::SplitRequest { request }.into(),
        Speakers::CallSpeaker { request }.into(),
        Speakers::MarkAbsent { request }.into(),
        Speakers::ReturnToList { request, after: None, namesake: false }.into(),
        Speakers::ClearManualOrder.into(),
        Speakers::GiveFloorAgain { speech, purpose: Purpose::FollowUp, seconds: None }.into(),
        Speakers::MarkOffTopic { speech, off_topic: true }.into(),
        Speakers::SetAnswerTime { seconds }.into(),
        Speakers::WithdrawRequest { request }.into(),
        Speakers::RemoveRequests { which: speakers::Removed::These(vec![request]) }.into(),
        Speakers::MoveRequest { request, after: None }.into(),
        Speakers::GiveFloor { request, seconds: None }.into(),
        Speakers::InviteToSpeak { speaker: speaker(), purpose: Purpose::Answer, seconds: None, about: None }
            .into(),
        Speakers::PauseSpeech { speech }.into(),
        Speakers::ResumeSpeech { speech }.into(),
        Speakers::ExtendSpeech { speech, seconds }.into(),
        Speakers::EndSpeech { speech, breach: String::new() }.into(),
        Speakers::SetSpeechTime { seconds }.into(),
        contacts::Command::ReadContacts.into(),
        contacts::Command::EraseContacts.into(),
        contacts::Command::EraseDueContacts.into(),
        contacts::Command::SetContactDays { days: 7 }.into(),
        Opinions::RecordOpinion { speech, text: String::new() }.into(),
        Opinions::DecideOutcome { opinion: meeting::OpinionId(1), outcome: None }.into(),
        written::Command::Submit {
            name: "Vi Thị Hoa".to_owned(),
            hamlet: String::new(),
            text: "Nước".to_owned(),
        }
        .into(),
        written::Command::TakeUp { written: meeting::WrittenId(1) }.into(),
        written::Command::AnswerWritten { written: meeting::WrittenId(1), answer: "Đã ghi.".to_owned() }
            .into(),
        Minutes::WriteNote { text: String::new() }.into(),
        edit(Target::Entry(meeting::EntryId(1))).into(),
        edit(Target::Opinion(meeting::OpinionId(1))).into(),
        edit(Target::Notes(id)).into(),
        poll::Command::WritePoll { poll: None, questionnaire: questionnaire() }.into(),
        poll::Command::RemovePoll { poll: PollId(1) }.into(),
        poll::Command::OpenShowOfHands { title: "Nghỉ 10 phút?".to_owned() }.into(),
        poll::Command::ReopenPoll { poll: PollId(1), reason: "Mất điện".to_owned() }.into(),
        poll::Command::DiscardPoll { poll: PollId(1), reason: "Hỏi nhầm".to_owned() }.into(),
        poll::Command::EndPoll.into(),
        poll::Command::SealBallotBox { poll: PollId(1) }.into(),
        poll::Command::OpenPoll { poll: PollId(1) }.into(),
        poll::Command::ClosePoll { poll: PollId(1) }.into(),
        poll::Command::ShowResult { poll: PollId(1) }.into(),
        poll::Command::HideResult { poll: PollId(1) }.into(),
        poll::Command::CountBallots { poll: PollId(1), tally: poll::Tally::default() }.into(),
        poll::Command::PublishWords { poll: PollId(1), question: 1, words: 0, shown: true }.into(),
        poll::Command::IssuePaperBallot { poll: PollId(1), card: CardNumber(1) }.into(),
        poll::Command::TakeBackPaperBallot { poll: PollId(1), card: CardNumber(1) }.into(),
        poll::Command::CountLoosePaperBallots { poll: PollId(1), count: 10 }.into(),
        poll::Command::EnterPaperCount {
            poll: PollId(1),
            count: poll::PaperCount::default(),
            name: "Lê Văn Cường".to_owned(),
        }
        .into(),
        poll::Command::ConfirmPaperCount { poll: PollId(1), entry: 1, name: "Đỗ Thị Dung".to_owned() }.into(),
        poll::Command::OpenTablet { poll: PollId(1), card: None }.into(),
        poll::Command::CloseTablet { poll: PollId(1) }.into(),
        attendance::Command::CheckIn {
            name: "Lê Văn Cường".to_owned(),
            hamlet: String::new(),
            kind: attendance::Kind::Resident,
            namesake: false,
        }
        .into(),
        attendance::Command::CheckOut { attendee: meeting::AttendeeId(1) }.into(),
        attendance::Command::AddArrivals { residents: 1, officials: 0 }.into(),
        cards::Command::NoteGuesses { count: 3 }.into(),
        cards::Command::RenewCards.into(),
        cards::Command::AdmitCardsOnly { only: true }.into(),
        cards::Command::PrintCards { count: 8 }.into(),
        cards::Command::ShowCards.into(),
        keys::Command::NoteMade { places: vec![Place::Chair], from: Place::Office }.into(),
        keys::Command::NoteEnded { places: vec![Place::Chair], from: Place::Office }.into(),
        cards::Command::IssueCard { card: meeting::CardNumber(1), newcomer: false }.into(),
        cards::Command::VoidCard { card: meeting::CardNumber(1) }.into(),
        cards::Command::ReissueCard { card: meeting::CardNumber(1), by: meeting::CardNumber(2) }.into(),
        Projector::Pin { scene: Scene::Blank }.into(),
        Projector::Follow.into(),
    ]
}
