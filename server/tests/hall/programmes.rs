//! Each programme from opening to closing, with every place at a socket of its own.

use meeting::agenda::{self, ItemKind};
use meeting::speakers::{self, Purpose, Speaker};
use meeting::{ItemId, Meeting, Place, PollId, RequestId, SpeechId, attendance, minutes, opinions, poll};
use serde_json::{Value, json};

use super::client::Client;
use super::harness::{Hall, ballot, ballot_form};

/// Everyone who sits in the hall.
struct Room {
    hall: Hall,
    chair: Client,
    secretary: Client,
    desk: Client,
    office: Client,
    projector: Client,
    phones: Vec<(String, Client)>,
}

impl Room {
    async fn open(programme: &str) -> Self {
        let hall = Hall::open(programme).await;
        Self {
            chair: hall.socket(Place::Chair).await,
            secretary: hall.socket(Place::Secretary).await,
            desk: hall.socket(Place::Desk).await,
            office: hall.socket(Place::Office).await,
            projector: hall.socket(Place::Projector).await,
            phones: vec![hall.phone().await, hall.phone().await],
            hall,
        }
    }

    /// What every place shows is what the room holds: data for consoles, and for screens the same HTML
    /// that a client coming now is greeted with.
    async fn all_in_step(&mut self) {
        let hall = &self.hall;
        for (place, client) in [
            (Place::Chair, &mut self.chair),
            (Place::Secretary, &mut self.secretary),
            (Place::Desk, &mut self.desk),
            (Place::Office, &mut self.office),
        ] {
            let truth = hall.panels(&hall.secret(place)).await;
            let shown = |client: &Client| {
                client
                    .panels
                    .iter()
                    .map(|(name, (_, panel))| (name.clone(), panel.clone()))
                    .collect::<Value>()
            };
            client.until(&format!("{place} in step with {truth}"), |client| shown(client) == truth).await;
        }
        let fresh = hall.socket(Place::Projector).await;
        self.projector.until("the projector in step", |client| same_html(client, &fresh)).await;
        for (seat, client) in &mut self.phones {
            let fresh = Client::join(hall.address, hall.code(), Place::Phone, seat).await;
            client.until("a phone in step", |client| same_html(client, &fresh)).await;
        }
    }
}

fn same_html(one: &Client, other: &Client) -> bool {
    one.panels.len() == other.panels.len()
        && one.panels.iter().all(|(name, (_, panel))| other.panel(name) == panel)
}

fn speaker(name: &str, hamlet: &str) -> Speaker {
    Speaker { name: name.to_owned(), hamlet: hamlet.to_owned(), ..Speaker::default() }
}

/// Plays a whole meeting and returns what the export must hold.
async fn play(programme: &str) -> (Room, Meeting) {
    let mut room = Room::open(programme).await;
    let items = room.chair.panel("agenda")["items"].as_array().unwrap().clone();
    room.desk.act(attendance::Command::AddArrivals { residents: 60, officials: 8 }).await;
    let name = "Nguyễn Thị Ánh".to_owned();
    let kind = attendance::Kind::Resident;
    room.desk
        .act(attendance::Command::CheckIn { name, hamlet: "Thôn 1".into(), kind, namesake: false })
        .await;
    let (mut spoken, mut floors) = (0, 0);
    for item in &items {
        let id = ItemId(u32::try_from(item["id"].as_u64().unwrap()).unwrap());
        if item["optional"] == true {
            room.chair.act(agenda::Command::SkipItem { id }).await;
            continue;
        }
        room.chair.act(agenda::Command::StartItem { id }).await;
        let kind: ItemKind = serde_json::from_value(item["kind"].clone()).unwrap();
        match kind {
            ItemKind::Floor => {
                floors += 1;
                play_floor(&mut room, floors, &mut spoken).await;
            }
            ItemKind::Answer => {
                spoken += 1;
                let invite = speakers::Command::InviteToSpeak {
                    speaker: speaker("Công chức địa chính", "UBND xã"),
                    purpose: Purpose::Answer,
                    seconds: Some(120),
                    about: None,
                };
                room.chair.act(invite).await;
                room.chair
                    .act(speakers::Command::EndSpeech { speech: SpeechId(spoken), breach: String::new() })
                    .await;
            }
            ItemKind::Poll => play_poll(&mut room).await,
            _ => {
                let text = format!("Nội dung mục {}", item["number"]);
                room.secretary.act(minutes::Command::WriteNote { text }).await;
            }
        }
        room.all_in_step().await;
        room.chair.act(agenda::Command::FinishItem { id }).await;
    }
    room.chair.act(agenda::Command::CloseMeeting).await;
    room.all_in_step().await;
    let meeting = Meeting::rebuilt(&room.hall.recorded().await);
    (room, meeting)
}

/// One from the desk and one from a phone speak; the second is paused, prolonged, and noted down.
async fn play_floor(room: &mut Room, round: u32, spoken: &mut u32) {
    let first = RequestId(round * 2 - 1);
    let second = RequestId(round * 2);
    room.chair.until("the list open", |client| client.panel("speakers")["open"] == true).await;
    room.desk
        .act(speakers::Command::RegisterSpeaker {
            speaker: speaker("Trần Văn Bình", "Thôn 2"),
            namesake: false,
        })
        .await;
    let (_, phone) = &mut room.phones[(round as usize - 1) % 2];
    phone.act(speakers::Command::RequestFloor { speaker: speaker("Lê Thị Cúc", "Thôn 3") }).await;
    for (request, longer) in [(first, false), (second, true)] {
        *spoken += 1;
        let speech = SpeechId(*spoken);
        room.chair.act(speakers::Command::GiveFloor { request, seconds: None }).await;
        if longer {
            room.chair.act(speakers::Command::PauseSpeech { speech }).await;
            room.chair.act(speakers::Command::ExtendSpeech { speech, seconds: 60 }).await;
            room.chair.act(speakers::Command::ResumeSpeech { speech }).await;
        }
        room.secretary.act(opinions::Command::RecordOpinion { speech, text: String::new() }).await;
        let opinion = meeting::OpinionId(*spoken_opinions(room).await.last().unwrap());
        type_text(&mut room.secretary, minutes::Target::Opinion(opinion), "Đề nghị sửa đường thôn").await;
        room.chair.act(speakers::Command::EndSpeech { speech, breach: String::new() }).await;
    }
}

async fn spoken_opinions(room: &mut Room) -> Vec<u32> {
    let truth = room.hall.panels(&room.hall.secret(Place::Secretary)).await;
    let entries = truth.as_object().unwrap().values();
    let opinions = entries.filter_map(|entry| entry["fact"]["speech"]["opinions"].as_array()).flatten();
    let mut ids: Vec<u32> = opinions.map(|opinion| opinion["id"].as_u64().unwrap() as u32).collect();
    ids.sort_unstable();
    ids
}

/// Types a text word by word, each edit made on the revision the one before it became.
async fn type_text(client: &mut Client, target: minutes::Target, text: &str) {
    let mut typed = 0;
    let mut revision = None;
    for word in text.split_inclusive(' ') {
        let splice = meeting::splice::Splice { at: typed, removed: 0, inserted: word.to_owned() };
        let made_on = match revision {
            Some(revision) => revision,
            None => first_revision(client, target).await,
        };
        revision = Some(client.act(minutes::Command::EditText { target, revision: made_on, splice }).await);
        typed += word.chars().count();
    }
}

async fn first_revision(client: &mut Client, target: minutes::Target) -> u64 {
    let minutes::Target::Opinion(opinion) = target else { panic!("only opinions are typed here") };
    let find = |client: &Client| {
        let panels = client.panels.values();
        let opinions =
            panels.filter_map(|(_, entry)| entry["fact"]["speech"]["opinions"].as_array()).flatten();
        let mut found = opinions.filter(|known| known["id"] == json!(opinion));
        found.next().map(|known| known["text"]["revision"].as_u64().unwrap())
    };
    client.until("the opinion", |client| find(client).is_some()).await;
    find(client).unwrap()
}

/// Both phones vote, one over its socket and one by the plain form; the result is shown.
async fn play_poll(room: &mut Room) {
    room.chair.act(poll::Command::OpenPoll { poll: PollId(1) }).await;
    let answer = room.phones[0].1.ask_as("vote-0", ballot(0, "Cảm ơn")).await;
    assert!(answer["answer"]["done"].is_object(), "{answer}");
    let url = room.hall.url(&format!("/m/{}/vote", room.hall.code()));
    let form = ballot_form("vote-1", 2, "");
    let cookie = format!("seat={}", room.phones[1].0);
    let answer = room.hall.http.post(url).header("cookie", cookie).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 200, "the form leads back to the page");
    room.chair.until("two ballots", |client| client.panel("poll")["cast"] == 2).await;
    let shown = room.projector.panel("poll").as_str().unwrap().to_owned();
    assert!(!shown.contains("Rất hài lòng"), "no result before it is shown: {shown}");
    room.chair.act(poll::Command::ClosePoll { poll: PollId(1) }).await;
    room.chair.until("the ballots shuffled", |client| client.panel("poll")["state"] == "sealed").await;
    assert!(room.chair.panel("poll")["counts"].is_null(), "nobody has a count before it is shown");
    room.chair.act(poll::Command::ShowResult { poll: PollId(1) }).await;
    let counts = json!([1, 0, 1, 0, 0]);
    room.chair.until("the count", |client| client.panel("poll")["counts"][0]["ticks"] == counts).await;
    let has_result = |client: &Client| client.panel("poll").as_str().unwrap().contains("Rất hài lòng");
    room.projector.until("the result on the wall", has_result).await;
    room.phones[0].1.until("the result on the phone", has_result).await;
}

async fn runs_to_its_closing(programme: &str, floors: usize, answers: usize, polls: u32) {
    let (room, meeting) = play(programme).await;
    assert_eq!(meeting.agenda.phase, agenda::Phase::Closed);
    assert_eq!(meeting.speakers.speeches.len(), floors * 2 + answers);
    assert_eq!(meeting.opinions.all.len(), floors * 2);
    assert!(meeting.opinions.all.iter().all(|opinion| opinion.text.text() == "Đề nghị sửa đường thôn"));
    assert_eq!(
        meeting.polls.current().and_then(|poll| poll.tally.as_ref()).map_or(0, |tally| tally.ballots),
        polls
    );
    assert_eq!(meeting.attendance.all_residents(), 61);
    let exported = room.hall.export().await;
    assert_eq!(exported["events"], serde_json::to_value(room.hall.recorded().await).unwrap());
    assert_eq!(exported["meeting"], serde_json::to_value(&meeting).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn xa_cong_an() {
    runs_to_its_closing("xa-cong-an", 1, 2, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn xa_dinh_ky() {
    runs_to_its_closing("xa-dinh-ky", 2, 1, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn xa_hai_chu_tri() {
    runs_to_its_closing("xa-hai-chu-tri", 1, 1, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn xa_hdnd_thon() {
    runs_to_its_closing("xa-hdnd-thon", 2, 1, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thi_chuyen_de() {
    runs_to_its_closing("thi-chuyen-de", 1, 1, 0).await;
}
