//! The consoles as the server writes them: every place, both languages, nothing typed ever runs.
#![cfg(feature = "ssr")]

use std::collections::BTreeMap;

use app::consoles::shell;
use app::text::Lang;
use app::view_model::{Assets, ConsolePage, Snapshot};
use leptos::prelude::*;
use meeting::attendance::Kind;
use meeting::{
    Actor, Audience, Command, ItemId, Meeting, Moment, Place, Recorded, RequestId, SpeechId, agenda,
    attendance, decide, details, minutes, opinions, panel, programme, speakers,
};

/// What someone might type to make a page run it.
const NASTY: &str = "</textarea></title><script>alert('x')</script>\" onload=\"alert(1)";

const CONSOLES: [Place; 4] = [Place::Chair, Place::Secretary, Place::Desk, Place::Office];

fn record(meeting: &mut Meeting, by: Actor, event: meeting::Event) {
    let (position, at) = (meeting.position + 1, Moment(1_700_000_000_000));
    meeting.apply(&Recorded { position, at, by, continues: false, event });
}

fn run(meeting: &mut Meeting, place: Place, command: impl Into<Command>) {
    let actor = Actor::Staff(place);
    let events = decide(meeting, actor, &command.into(), meeting.last).expect("the rules allow it");
    for event in events {
        record(meeting, actor, event);
    }
}

/// A meeting in which every field that can be typed holds what might run, and someone speaks.
fn meeting() -> Meeting {
    let mut meeting = Meeting::default();
    let programme = programme::load("xa-cong-an").expect("a programme");
    for event in details::create("12345", NASTY, programme).expect("a meeting") {
        record(&mut meeting, Actor::System, event);
    }
    let m = &mut meeting;
    let text = || NASTY.to_owned();
    let speaker = speakers::Speaker {
        name: text(),
        hamlet: text(),
        on_behalf: text(),
        subject: text(),
        field: text(),
        contact: text(),
        ..speakers::Speaker::default()
    };
    let describe = details::Command::Describe {
        title: text(),
        venue: text(),
        starts: None,
        ends: None,
        chairs: vec![text()],
        secretaries: vec![text()],
    };
    run(m, Place::Office, describe);
    run(
        m,
        Place::Desk,
        attendance::Command::CheckIn { name: text(), hamlet: text(), kind: Kind::Resident, namesake: false },
    );
    for _ in 0..2 {
        run(
            m,
            Place::Office,
            speakers::Command::RegisterSpeaker { speaker: speaker.clone(), namesake: true },
        );
    }
    run(m, Place::Chair, agenda::Command::StartItem { id: ItemId(1) });
    run(m, Place::Chair, speakers::Command::GiveFloor { request: RequestId(1), seconds: None });
    run(m, Place::Secretary, opinions::Command::RecordOpinion { speech: SpeechId(1), text: text() });
    run(m, Place::Secretary, minutes::Command::WriteNote { text: text() });
    meeting
}

fn page(meeting: &Meeting, place: Place, lang: Lang) -> String {
    let audience = Audience::Place(place);
    let beside = panel::Beside::default();
    let mut panels = BTreeMap::new();
    for name in panel::names(meeting, audience) {
        let panel = panel::view(meeting, &beside, audience, name).expect("a panel");
        panels.insert(name, (meeting.position, serde_json::to_value(&panel).expect("JSON")));
    }
    let snapshot = Snapshot {
        place,
        code: "12345".to_owned(),
        lang,
        epoch: "epoch".to_owned(),
        now: meeting.last.plus_ms(95_000),
        panels,
        join_url: "http://192.168.1.10/".to_owned(),
    };
    let page = ConsolePage { snapshot, assets: Assets::default() };
    Owner::new().with(|| shell(page).to_html())
}

#[test]
fn nothing_that_was_typed_runs() {
    let meeting = meeting();
    for place in CONSOLES {
        for lang in Lang::ALL {
            let html = page(&meeting, place, lang);
            assert!(!html.contains("<script>alert"), "{place} in {lang:?}");
            let tags = html.split('<').filter_map(|rest| rest.split('>').next());
            for tag in tags {
                assert!(!tag.contains("\" onload=\""), "{place} in {lang:?}: {tag}");
            }
            // Only our own: the one that takes the page over.
            assert_eq!(html.matches("<script").count(), 1, "{place} in {lang:?}");
            assert!(html.contains("alert("), "what was typed is there, as text: {place}");
        }
    }
}

#[test]
fn each_console_shows_what_its_people_need_before_any_script_runs() {
    let meeting = meeting();
    let needs: [(Place, &[&str]); 4] = [
        (
            Place::Chair,
            &["primary-action", "agenda-item", "countdown", "waiting", "open-poll", "scene-follow"],
        ),
        (Place::Secretary, &["minutes-entry", "entry-text", "opinion-text", "write-note", "countdown"]),
        (Place::Desk, &["check-in-name", "attendee", "register-name", "waiting", "residents-plus-1"]),
        (Place::Office, &["agenda-item", "save-details", "register-name", "print-links", "poll-question"]),
    ];
    for (place, testids) in needs {
        let html = page(&meeting, place, Lang::Vi);
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"vi\""), "{}", &html[..60]);
        for testid in testids {
            assert!(html.contains(&format!("data-testid=\"{testid}\"")), "{place} has no {testid}");
        }
    }
}

#[test]
fn the_countdown_reads_the_meetings_clock_not_the_servers() {
    // 95 s of 300 s are gone on the meeting's clock, whatever the wall says.
    let html = page(&meeting(), Place::Chair, Lang::Vi);
    assert!(html.contains("3:25"), "no countdown of 3:25");
}
