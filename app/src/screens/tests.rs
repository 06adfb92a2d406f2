use meeting::agenda::{self, ItemState};
use meeting::panel::{self, MyRequest};
use meeting::poll::{self, Tally, Urn};
use meeting::projector::{Command as OnWall, Scene};
use meeting::speakers::{self, Speaker};
use meeting::{Actor, Audience, Command, ItemId, Meeting, Moment, PersonId, Recorded, RequestId, SpeechId};

use super::phone::{Notice, PhoneForm, PhonePage};
use super::projector::ProjectorPage;
use super::*;
use crate::page::Assets;

const CHAIR: Actor = Actor::Staff(Place::Chair);

/// A meeting that is driven by commands, one second apart.
struct Hall {
    meeting: Meeting,
    urn: Urn,
    now: Moment,
}

impl Hall {
    fn new(programme: &str) -> Self {
        let programme = meeting::programme::load(programme).expect("a programme");
        let title = programme.title.clone();
        let events = meeting::details::create("428571", &title, programme).expect("a title");
        let mut hall =
            Self { meeting: Meeting::default(), urn: Urn::default(), now: Moment(1_791_000_000_000) };
        hall.apply(Actor::System, events);
        let details = meeting::details::Command::Describe {
            title,
            venue: "Hội trường Ủy ban nhân dân xã Tân Lập".to_owned(),
            starts: Some(Moment(1_791_000_000_000)),
            chairs: vec!["Nguyễn Văn Thắng, Bí thư Đảng ủy".to_owned()],
            secretaries: Vec::new(),
        };
        hall.act(Actor::Staff(Place::Office), details);
        hall
    }

    fn apply(&mut self, by: Actor, events: Vec<meeting::Event>) {
        for event in events {
            let position = self.meeting.position + 1;
            self.meeting.apply(&Recorded { position, at: self.now, by, event });
        }
    }

    fn act(&mut self, by: Actor, command: impl Into<Command>) -> &mut Self {
        self.now = self.now.plus_ms(1000);
        let command = command.into();
        let events = meeting::decide(&self.meeting, by, &command, self.now).expect("allowed");
        self.apply(by, events);
        self
    }

    fn start(&mut self, item: u32) -> &mut Self {
        self.act(CHAIR, agenda::Command::StartItem { id: ItemId(item) })
    }

    fn ask(&mut self, person: u64, name: &str, hamlet: &str) -> &mut Self {
        let speaker = Speaker { name: name.to_owned(), hamlet: hamlet.to_owned(), ..Speaker::default() };
        self.act(Actor::Person(PersonId(person)), speakers::Command::RequestFloor { speaker })
    }

    fn give(&mut self, request: u32) -> &mut Self {
        self.act(CHAIR, speakers::Command::GiveFloor { request: RequestId(request), seconds: None })
    }

    fn vote_and_show(&mut self, counts: &[u32]) -> &mut Self {
        self.act(CHAIR, poll::Command::ClosePoll);
        let tally = Tally { counts: counts.to_vec(), remarks: Vec::new() };
        self.act(Actor::System, poll::Command::CountBallots { tally });
        self.act(CHAIR, poll::Command::ShowResult)
    }

    fn pin(&mut self, scene: Scene) -> &mut Self {
        self.act(CHAIR, OnWall::Pin { scene })
    }

    fn panel(&self, place: Place, name: PanelName) -> Panel {
        panel::view(&self.meeting, &self.urn, Audience::Place(place), name).expect("a panel")
    }

    fn panels(&self, place: Place) -> Vec<(PanelName, u64, Panel)> {
        let names = panel::names(&self.meeting, Audience::Place(place));
        names.into_iter().map(|name| (name, 7, self.panel(place, name))).collect()
    }

    fn html(&self, place: Place, name: PanelName) -> String {
        html(place, Lang::Vi, name, &self.panel(place, name), &surroundings()).expect("shown")
    }

    fn mine(&self, person: u64) -> Mine {
        let audience = Audience::Person(PersonId(person));
        match panel::view(&self.meeting, &self.urn, audience, PanelName::Mine) {
            Some(Panel::Mine(mine)) => mine,
            other => panic!("{other:?}"),
        }
    }

    fn phone(&self, person: u64, form: PhoneForm) -> String {
        phone::page(&PhonePage {
            code: "428571".to_owned(),
            lang: Lang::Vi,
            epoch: "e1".to_owned(),
            now: self.now,
            panels: self.panels(Place::Phone),
            mine: (7, self.mine(person)),
            surroundings: surroundings(),
            form,
            assets: Assets::default(),
        })
    }

    fn wall(&self) -> String {
        projector::page(&ProjectorPage {
            code: "428571".to_owned(),
            lang: Lang::Vi,
            epoch: "e1".to_owned(),
            now: self.now,
            panels: self.panels(Place::Projector),
            surroundings: surroundings(),
            assets: Assets::default(),
        })
    }
}

use meeting::panel::Mine;

fn surroundings() -> Surroundings {
    Surroundings {
        code: "428571".to_owned(),
        join_url: "http://192.168.100.105:3000/m/428571".to_owned(),
        qr_svg: "<svg viewBox=\"0 0 29 29\"><path d=\"M0 0h7v7h-7zM22 0h7v7h-7zM0 22h7v7h-7zM10 10h9v9h-9z\"></path></svg>".to_owned(),
    }
}

#[test]
fn shots() {
    use std::fs;
    let Ok(out) = std::env::var("SHOTS") else { return };
    let save = |name: &str, html: String| fs::write(format!("{out}/{name}.html"), html).expect("written");
    let mut hall = Hall::new("xa-cong-an");
    save("phone-prepared", hall.phone(1, PhoneForm::default()));
    save("wall-welcome", hall.wall());
    hall.start(1);
    save("wall-agenda-first", hall.wall());
    save("phone-opening", hall.phone(1, PhoneForm::default()));
    hall.act(CHAIR, agenda::Command::FinishItem { id: ItemId(1) });
    save("wall-agenda-between", hall.wall());
    hall.start(4);
    save("wall-agenda", hall.wall());
    hall.start(5);
    save("wall-floor-empty", hall.wall());
    save("phone-ask", hall.phone(1, PhoneForm::default()));
    let refused = PhoneForm {
        notice: Some(Notice::Refused("Xin điền họ và tên.".to_owned())),
        speaker: Speaker { subject: "Đường thôn Đông".to_owned(), ..Default::default() },
        ..PhoneForm::default()
    };
    save("phone-refused", hall.phone(1, refused));
    hall.ask(1, "Nguyễn Thị Thanh Huyền", "Thôn Đông Sơn");
    hall.ask(2, "Trần Văn Bình", "Tổ dân phố số 12, khu đô thị mới Nam Cường");
    hall.ask(3, "Công Tằng Tôn Nữ Nguyễn Hoàng Thùy Linh", "Hội Liên hiệp Phụ nữ");
    hall.ask(4, "Lê An", "");
    hall.ask(5, "Phạm Thị Bích Ngọc", "Thôn Hạ");
    hall.ask(6, "Hoàng Văn Thái", "Thôn Thượng");
    hall.ask(7, "Đỗ Thị Hương", "Thôn Trung");
    save("wall-floor-between", hall.wall());
    save("phone-waiting", hall.phone(4, PhoneForm::default()));
    save("phone-next", hall.phone(1, PhoneForm::default()));
    hall.give(1);
    save("wall-speaker", hall.wall());
    save("phone-speaking", hall.phone(1, PhoneForm::default()));
    save("phone-waiting-speech", hall.phone(4, PhoneForm::default()));
    hall.now = hall.now.plus_ms(250_000);
    save("wall-speaker-low", hall.wall());
    hall.now = hall.now.plus_ms(80_000);
    save("wall-speaker-over", hall.wall());
    hall.act(CHAIR, speakers::Command::PauseSpeech { speech: SpeechId(1) });
    save("wall-speaker-paused", hall.wall());
    hall.act(CHAIR, speakers::Command::EndSpeech { speech: SpeechId(1) });
    hall.give(3);
    save("wall-speaker-long", hall.wall());
    hall.act(CHAIR, speakers::Command::EndSpeech { speech: SpeechId(2) });
    hall.act(CHAIR, speakers::Command::CloseList);
    save("phone-list-closed", hall.phone(1, PhoneForm::default()));
    save("wall-list-closed", hall.wall());
    hall.start(6);
    hall.act(CHAIR, poll::Command::OpenPoll);
    for voter in 0..128 {
        hall.urn.voters.insert(PersonId(1000 + voter));
    }
    save("wall-poll", hall.wall());
    save("phone-vote", hall.phone(1, PhoneForm::default()));
    hall.urn.voters.insert(PersonId(1));
    save("phone-voted", hall.phone(1, PhoneForm::default()));
    hall.vote_and_show(&[61, 48, 12, 6, 2]);
    save("wall-result", hall.wall());
    save("phone-result", hall.phone(1, PhoneForm::default()));
    hall.pin(Scene::Message("Hội nghị nghỉ giải lao 15 phút. Kính mời Ông/Bà dùng nước ở hành lang bên phải; 9 giờ 45 hội nghị tiếp tục với phần trả lời kiến nghị của Chủ tịch UBND xã.".to_owned()));
    save("wall-message", hall.wall());
    hall.pin(Scene::Message("Nghỉ giải lao 15 phút".to_owned()));
    save("wall-message-short", hall.wall());
    hall.pin(Scene::Blank);
    save("wall-blank", hall.wall());
    hall.act(CHAIR, OnWall::Follow);
    hall.act(CHAIR, agenda::Command::CloseMeeting);
    save("wall-closing", hall.wall());
    save("phone-closed", hall.phone(1, PhoneForm::default()));
    let mut hall = Hall::new("xa-hai-chu-tri");
    save("wall-welcome-long", hall.wall());
    for item in 1..=hall.meeting.agenda.items.len() as u32 {
        hall.start(item);
        hall.pin(Scene::Agenda);
        save(&format!("wall-agenda-c{item}"), hall.wall());
    }
    let _ = (ItemState::Done, MyRequest { id: RequestId(1), name: String::new(), speaking: false });
}
