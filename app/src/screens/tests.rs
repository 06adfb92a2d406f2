//! Tests of the screens: who is shown what, in how many bytes, and never as markup.

use meeting::agenda;
use meeting::panel::{self, Mine};
use meeting::poll::{self, Channel, Count, Tally, VoterRoll};
use meeting::projector::{Command as OnWall, Scene};
use meeting::speakers::{self, Speaker};
use meeting::{
    Actor, Audience, Command, ItemId, Meeting, Moment, PersonId, PollId, Recorded, RequestId, SpeechId,
    written,
};

use super::phone::{Notice, PhoneForm, PhonePage};
use super::projector::ProjectorPage;
use super::*;
use crate::view_model::Assets;

const CHAIR: Actor = Actor::Staff(Place::Chair);
const DESK: Actor = Actor::Staff(Place::Desk);

/// A meeting that is driven by commands, one second apart.
struct Hall {
    meeting: Meeting,
    voter_roll: VoterRoll,
    now: Moment,
}

impl Hall {
    fn new(programme: &str) -> Self {
        let programme = meeting::programme::load(programme).expect("a programme");
        let title = programme.title.clone();
        let events = meeting::details::create("428571", &title, programme).expect("a title");
        let mut hall = Self {
            meeting: Meeting::default(),
            voter_roll: VoterRoll::default(),
            now: Moment(1_791_000_000_000),
        };
        hall.apply(Actor::System, events);
        let details = meeting::details::Command::Describe {
            title,
            venue: "Hội trường Ủy ban nhân dân xã Tân Lập".to_owned(),
            starts: Some(Moment(1_791_000_000_000)),
            ends: None,
            chairs: vec!["Nguyễn Văn Thắng, Bí thư Đảng ủy".to_owned()],
            secretaries: Vec::new(),
        };
        hall.act(Actor::Staff(Place::Office), details);
        hall
    }

    fn apply(&mut self, by: Actor, events: Vec<meeting::Event>) {
        for event in events {
            let position = self.meeting.position + 1;
            self.meeting.apply(&Recorded { position, at: self.now, by, continues: false, event });
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
        self.act(CHAIR, poll::Command::ClosePoll { poll: PollId(1) });
        self.act(Actor::System, poll::Command::SealBallotBox { poll: PollId(1) });
        let ballots = counts.iter().sum();
        let scale = Count { answered: ballots, ticks: counts.to_vec(), ..Count::default() };
        let tally = Tally { ballots, counts: vec![scale, Count::default()], ..Tally::default() };
        self.act(Actor::System, poll::Command::CountBallots { poll: PollId(1), tally });
        self.act(CHAIR, poll::Command::ShowResult { poll: PollId(1) })
    }

    fn pin(&mut self, scene: Scene) -> &mut Self {
        self.act(CHAIR, OnWall::Pin { scene })
    }

    fn panel(&self, place: Place, name: PanelName) -> Panel {
        panel::view(&self.meeting, &self.voter_roll.clone().into(), Audience::Place(place), name)
            .expect("a panel")
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
        match panel::view(&self.meeting, &self.voter_roll.clone().into(), audience, PanelName::Mine) {
            Some(Panel::Mine(mine)) => mine,
            other => panic!("{other:?}"),
        }
    }

    fn phone(&self, person: u64, form: PhoneForm) -> String {
        phone::page(&PhonePage {
            text: phone::TextSize::default(),
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
            wall: projector::Wall::Follow,
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

fn surroundings() -> Surroundings {
    Surroundings {
        code: "428571".to_owned(),
        join_url: "http://192.168.100.105:3000/m/428571".to_owned(),
        qr_svg: "<svg viewBox=\"0 0 29 29\"><path d=\"M0 0h7v7h-7zM22 0h7v7h-7zM0 22h7v7h-7zM10 10h9v9h-9z\"></path></svg>".to_owned(),
    }
}

const NASTY: &str = "</section><script>alert(1)</script>\"'&";

#[test]
fn what_people_type_is_text_on_every_screen() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(5).ask(1, NASTY, NASTY).ask(2, NASTY, NASTY).give(1).pin(Scene::Message(NASTY.to_owned()));
    let text = NASTY.to_owned();
    hall.act(
        Actor::Person(PersonId(1)),
        written::Command::Submit { name: text.clone(), hamlet: text.clone(), text },
    );
    let typed = PhoneForm {
        speaker: Speaker { name: NASTY.to_owned(), subject: NASTY.to_owned(), ..Speaker::default() },
        ballot: vec![("w1".to_owned(), format!("</textarea>{NASTY}"))],
        write: [NASTY.to_owned(), NASTY.to_owned(), format!("</textarea>{NASTY}")],
        notice: Some(Notice::Refused(NASTY.to_owned())),
        ..PhoneForm::default()
    };
    for page in [hall.phone(1, typed), hall.wall()] {
        assert!(page.contains("&lt;/section&gt;&lt;script&gt;"), "shown as text");
        assert_eq!(page.matches("<script").count(), 1, "only our own");
        let fields = page.matches("<textarea").count();
        assert_eq!(page.matches("</textarea>").count(), fields, "what is typed ends no field");
    }
}

#[test]
fn a_change_pushed_to_a_phone_stays_within_a_kilobyte() {
    let mut hall = Hall::new("xa-cong-an");
    let crowd = (1..=40).map(|person| format!("Nguyễn Thị Thanh Huyền {person}"));
    hall.start(5);
    for (person, name) in (1..).zip(crowd) {
        hall.ask(person, &name, "Tổ dân phố số 12");
    }
    hall.give(1).act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    let own = html(Place::Phone, Lang::Vi, PanelName::Mine, &Panel::Mine(hall.mine(9)), &surroundings());
    let mut sizes = vec![(PanelName::Mine, own.expect("shown").len())];
    for name in [PanelName::Head, PanelName::Floor, PanelName::Speakers, PanelName::Poll] {
        sizes.push((name, hall.html(Place::Phone, name).len()));
    }
    hall.vote_and_show(&[61, 48, 12, 6, 2]);
    for (name, size) in &sizes {
        assert!(*size <= 1024, "{name}: {sizes:?}");
    }
    // The count comes once a meeting, so it may be larger.
    assert!(hall.html(Place::Phone, PanelName::Poll).len() <= 1536);
}

#[test]
fn a_ballot_changes_nothing_that_is_pushed_to_all_phones() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(6).act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    let before = hall.html(Place::Phone, PanelName::Poll);
    hall.voter_roll.voters.entry(PollId(1)).or_default().insert(PersonId(1));
    assert_eq!(before, hall.html(Place::Phone, PanelName::Poll));
    assert!(hall.html(Place::Projector, PanelName::Poll).contains("<b>1</b>"));
}

#[test]
fn the_phone_offers_the_one_thing_its_owner_can_do() {
    let state = |hall: &Hall, person| {
        let page = hall.phone(person, PhoneForm::default());
        let named = |name: &str| {
            let (_, rest) = page.split_once(&format!(" data-{name}=\"")).expect("on the root");
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        ["phase", "list", "poll", "request", "voted", "turn"].map(named).join(" ")
    };
    let mut hall = Hall::new("xa-cong-an");
    assert_eq!(state(&hall, 1), "prepared closed prepared  no none");
    hall.start(5).ask(1, "An", "").ask(2, "Bình", "");
    assert_eq!(state(&hall, 1), "open open prepared 1 no next");
    assert_eq!(state(&hall, 2), "open open prepared 2 no waiting");
    assert_eq!(state(&hall, 3), "open open prepared  no none");
    assert!(hall.phone(2, PhoneForm::default()).contains("Còn 1 người trước Ông/Bà"));
    hall.give(1);
    assert_eq!(state(&hall, 1), "open open prepared 1 no speaking");
    assert!(hall.phone(1, PhoneForm::default()).contains("Mời Ông/Bà phát biểu"));
    hall.act(CHAIR, speakers::Command::EndSpeech { speech: SpeechId(1), breach: String::new() });
    hall.act(CHAIR, speakers::Command::CloseList)
        .start(6)
        .act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    hall.voter_roll.voters.entry(PollId(1)).or_default().insert(PersonId(1));
    assert_eq!(state(&hall, 1), "open closed open  yes none");
    hall.vote_and_show(&[1, 1, 0, 0, 0]).act(CHAIR, agenda::Command::CloseMeeting);
    assert_eq!(state(&hall, 1), "closed closed shown  yes none");
}

#[test]
fn a_refused_form_comes_back_as_it_was_typed() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(5).act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    let page = hall.phone(
        1,
        PhoneForm {
            ask_id: "a1".to_owned(),
            speaker: Speaker {
                hamlet: "Thôn Đông".to_owned(),
                on_behalf: "Bà Tư".to_owned(),
                ..Speaker::default()
            },
            ballot: [("poll", "1"), ("t0", "2"), ("w1", "Cần thêm đèn đường")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
            notice: Some(Notice::Refused("Xin điền họ và tên.".to_owned())),
            ..PhoneForm::default()
        },
    );
    for kept in [
        "value=\"a1\"",
        "value=\"Thôn Đông\"",
        "value=\"Bà Tư\"",
        "value=\"2\" checked",
        ">\nCần thêm đèn đường</textarea>",
        ">Xin điền họ và tên.</p>",
    ] {
        assert!(page.contains(kept), "{kept} in {page}");
    }
}

#[test]
fn every_scene_is_on_the_wall_and_names_itself() {
    let mut hall = Hall::new("xa-cong-an");
    assert!(hall.wall().contains(" data-scene=\"welcome\""));
    hall.start(1);
    assert!(hall.wall().contains(" data-scene=\"agenda\""));
    hall.start(5).ask(1, "Nguyễn Văn An", "Thôn Đông");
    assert!(hall.wall().contains(" data-scene=\"speaker\" data-speech=\"none\" data-list=\"open\""));
    hall.give(1);
    assert!(hall.wall().contains(" data-scene=\"speaker\" data-speech=\"running\""));
    hall.act(CHAIR, speakers::Command::EndSpeech { speech: SpeechId(1), breach: String::new() });
    hall.start(6).act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    assert!(hall.wall().contains(" data-scene=\"poll\""));
    hall.vote_and_show(&[3, 1, 0, 0, 0]);
    let wall = hall.wall();
    assert!(wall.contains(" data-scene=\"result\"") && wall.contains(">75%<") && wall.contains(">3 phiếu<"));
    for (scene, name) in [(Scene::Blank, "blank"), (Scene::Message("Nghỉ".to_owned()), "message")] {
        assert!(
            hall.pin(scene).wall().contains(&format!("<i data-set-follows=\"{name}\" data-testid=\"scene\""))
        );
    }
    hall.act(CHAIR, OnWall::Follow).act(CHAIR, agenda::Command::CloseMeeting);
    assert!(hall.wall().contains(" data-scene=\"closing\""));
}

#[test]
fn a_number_in_a_message_stays_on_one_line() {
    let mut hall = Hall::new("xa-cong-an");
    hall.pin(Scene::Message("Xe 29A-123.45 chắn cổng. Xin cảm ơn.".to_owned()));
    let scene = hall.html(Place::Projector, PanelName::Scene);
    let words = "Xe <span class=\"unbroken\">29A-123.45 </span>chắn cổng. Xin cảm ơn.</p>";
    assert!(scene.contains(words), "{scene}");
}

#[test]
fn a_result_that_is_not_shown_is_not_sent() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(6).act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    hall.vote_and_show(&[3, 1, 0, 0, 0]).act(CHAIR, poll::Command::HideResult { poll: PollId(1) });
    for place in [Place::Phone, Place::Tablet, Place::Projector] {
        assert!(!hall.html(place, PanelName::Poll).contains("75%"));
    }
}

#[test]
fn what_the_tablet_shows_is_of_who_stands_there_and_of_nobody_else() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(6).act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    let page = |hall: &Hall, notice| {
        tablet::page(&tablet::TabletPage {
            code: "428571".to_owned(),
            lang: Lang::Vi,
            epoch: "e1".to_owned(),
            now: hall.now,
            panels: hall.panels(Place::Tablet),
            vote_id: "id".to_owned(),
            ballot: Vec::new(),
            notice,
            assets: Assets::default(),
        })
    };
    let waiting = page(&hall, None);
    assert!(waiting.contains("data-booth=\"no\"") && !waiting.contains("name=\"t0\""), "{waiting}");
    assert!(waiting.contains("content=\"5; url=/m/428571/tablet\""), "without script it looks by itself");
    hall.act(DESK, poll::Command::OpenTablet { poll: PollId(1), card: None });
    let open = page(&hall, None);
    let voter = PersonId::at_tablet(1).to_string();
    assert!(
        open.contains(&format!("name=\"voter\" value=\"{voter}\"")) && open.contains("name=\"t0\""),
        "{open}"
    );
    assert!(open.contains("autocomplete=\"off\""), "the browser fills nothing in");
    hall.voter_roll.voters.entry(PollId(1)).or_default().insert(PersonId::at_tablet(1));
    let thanked = page(&hall, Some(phone::Notice::Done("Đã ghi nhận phiếu.".to_owned())));
    assert!(thanked.contains("data-thanks=\"yes\"") && !thanked.contains(&voter), "{thanked}");
}

#[test]
fn a_result_of_three_channels_fits_what_is_pushed_to_every_phone() {
    let apart = |channel, ballots: u32| poll::Apart {
        channels: vec![channel],
        ballots,
        counts: vec![Count { answered: ballots, ticks: vec![ballots, 0, 0, 0, 0], ..Count::default() }],
    };
    let mut hall = Hall::new("xa-cong-an");
    hall.start(6).act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    hall.act(CHAIR, poll::Command::ClosePoll { poll: PollId(1) });
    let closed = hall.html(Place::Phone, PanelName::Poll);
    hall.act(Actor::System, poll::Command::SealBallotBox { poll: PollId(1) });
    let scale = Count { answered: 142, ticks: vec![41, 67, 21, 9, 4], ..Count::default() };
    let tally = Tally {
        ballots: 142,
        counts: vec![scale, Count::default()],
        apart: vec![apart(Channel::Phone, 97), apart(Channel::Tablet, 16), apart(Channel::Paper, 29)],
    };
    hall.act(Actor::System, poll::Command::CountBallots { poll: PollId(1), tally });
    hall.act(CHAIR, poll::Command::ShowResult { poll: PollId(1) });
    let shown = hall.html(Place::Phone, PanelName::Poll);
    assert!(shown.contains("(điện thoại 97, máy tính bảng 16, phiếu giấy 29)"), "{shown}");
    // What is pushed is what differs, as a JSON string, in a frame of some eighty bytes.
    let same = |a: &mut dyn Iterator<Item = (char, char)>| -> usize {
        a.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let front = same(&mut closed.chars().zip(shown.chars()));
    let back = same(&mut closed[front..].chars().rev().zip(shown[front..].chars().rev()));
    let differs = serde_json::to_string(&shown[front..shown.len() - back]).unwrap_or_default();
    assert!(differs.len() + 100 <= 1024, "{} bytes: {differs}", differs.len());
}

#[test]
fn no_panel_leaves_marks_or_attributes_a_browser_would_write_otherwise() {
    // The script splices what the browser holds: see `section`.
    let mut hall = Hall::new("xa-cong-an");
    hall.start(5).ask(1, "An", "Thôn Đông").ask(2, "Bình", "").give(1);
    let check = |hall: &Hall| {
        for place in [Place::Phone, Place::Tablet, Place::Projector] {
            for (name, _, panel) in hall.panels(place) {
                let Some(html) = html(place, Lang::Vi, name, &panel, &surroundings()) else { continue };
                assert!(
                    !html.contains("<!")
                        && !html.contains("/>")
                        && !html.contains('\u{a0}')
                        && !html.contains(">\n")
                        && !html.contains(" required>")
                        && !html.contains(" required "),
                    "{name}: {html}"
                );
            }
        }
    };
    hall.act(CHAIR, poll::Command::OpenPoll { poll: PollId(1) });
    check(&hall);
    hall.act(DESK, poll::Command::OpenTablet { poll: PollId(1), card: None });
    assert!(hall.html(Place::Tablet, PanelName::Ballot).contains("data-set-booth=\"yes\""));
    check(&hall);
    check(hall.vote_and_show(&[3, 1, 0, 0, 0]));
    assert_eq!(hash(""), "811c9dc5");
    assert_eq!(
        without_marks("<!DOCTYPE html><p>a<!>b</p><!--<() />--><i></i>"),
        "<!DOCTYPE html><p>ab</p><i></i>"
    );
}

#[test]
fn both_languages_fill_every_panel() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(5).ask(1, "An", "Thôn Đông").give(1);
    let floor = hall.panel(Place::Phone, PanelName::Floor);
    let english = html(Place::Phone, Lang::En, PanelName::Floor, &floor, &surroundings()).expect("shown");
    assert!(english.contains("On now · Item 5 of 10") && english.contains("Speaking"), "{english}");
}

#[test]
fn who_is_called_or_merged_reads_it_on_the_phone_and_the_wall_names_who_is_called() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(5).ask(1, "Nguyễn Văn An", "Thôn Đông").ask(2, "Trần Thị Bình", "").ask(3, "Lê Văn Cường", "");
    hall.act(CHAIR, speakers::Command::CallSpeaker { request: RequestId(2) });
    hall.act(CHAIR, speakers::Command::MergeRequests { into: RequestId(2), requests: vec![RequestId(3)] });
    let own = |hall: &Hall, person| {
        let mine = Panel::Mine(hall.mine(person));
        html(Place::Phone, Lang::Vi, PanelName::Mine, &mine, &surroundings()).expect("shown")
    };
    assert!(own(&hall, 2).contains("Mời Ông/Bà lên vị trí phát biểu"));
    assert!(own(&hall, 3).contains("Trần Thị Bình sẽ phát biểu"));
    assert!(!own(&hall, 1).contains("my-call"));
    let wall = hall.html(Place::Projector, PanelName::Speakers);
    let [called, waits] = ["Trần Thị Bình", "Nguyễn Văn An"].map(|name| wall.find(name).expect("named"));
    assert!(called < waits && wall.contains("Xin mời lên vị trí phát biểu"), "{wall}");
    hall.give(2);
    for place in [Place::Phone, Place::Projector] {
        assert!(hall.html(place, PanelName::Floor).contains("Cùng ý kiến: Lê Văn Cường"), "{place}");
    }
}

#[test]
fn a_last_call_is_read_in_the_hall() {
    let mut hall = Hall::new("xa-cong-an");
    hall.start(5);
    let until = hall.now.plus_ms(1_800_000);
    hall.act(CHAIR, speakers::Command::SetLastCall { until: Some(until) });
    let said = (crate::text::common::of(Lang::Vi).time)(until);
    for place in [Place::Phone, Place::Projector] {
        let html = hall.html(place, PanelName::Speakers);
        assert!(html.contains(&format!("phát biểu đến {said}")), "{place}: {html}");
    }
}

#[test]
fn parts_are_numbered_within_their_item_and_attachments_can_be_opened() {
    let mut hall = Hall::new("thi-chuyen-de");
    let office = Actor::Staff(Place::Office);
    let part = |title: &str| agenda::ItemText::new(agenda::ItemKind::Floor, title);
    let add = |after, title| agenda::Command::AddItem {
        after: Some(ItemId(after)),
        under: Some(ItemId(4)),
        item: part(title),
        start: false,
    };
    hall.act(office, add(4, "Quy hoạch")).act(office, add(8, "Đất đai"));
    let content = agenda::Content::File { digest: "ab".repeat(32), media: agenda::Media::Pdf, bytes: 9 };
    hall.act(office, agenda::Command::Attach { id: ItemId(3), title: "Báo cáo".to_owned(), content });
    hall.act(office, agenda::Command::HideItem { id: ItemId(2) });
    hall.start(9);
    let phone = hall.html(Place::Phone, PanelName::Agenda);
    assert!(phone.contains("<b>3.2</b> Đất đai"), "{phone}");
    assert!(phone.contains(&format!("/m/428571/files/{}", "ab".repeat(32))), "{phone}");
    assert!(!phone.contains("Mục đích, yêu cầu"), "what is hidden is not sent");
    assert!(hall.html(Place::Phone, PanelName::Floor).contains("Mục 3.2/6"));
    let wall = hall.html(Place::Projector, PanelName::Agenda);
    assert!(wall.contains("Mục 3.2/6"), "{wall}");
    assert_eq!(wall.matches("<i data-state").count(), 6);
}
