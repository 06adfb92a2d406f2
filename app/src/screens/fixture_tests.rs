//! Rules that stand here and in the screens' script, over the tables both sides read (`fixtures/`).

use meeting::PollId;
use meeting::panel::{Head, Mine, Panel, PanelName, PollPanel, SpeakersPanel, SpeechView};
use meeting::{Moment, RequestId};
use serde::Deserialize;
use serde_json::json;

use super::phone::{PhoneForm, PhonePage, TextSize};
use super::{Surroundings, hash, phone, render, shared};
use crate::text::common::clock_face;
use crate::text::{Lang, screens as words};
use crate::view_model::Assets;

/// Reads a table; what is in it and not expected is an error.
fn table<T: for<'de> Deserialize<'de>>(json: &str) -> T {
    serde_json::from_str(json).expect("a table both sides read")
}

#[test]
fn texts_are_hashed_as_the_script_does() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        text: String,
        hash: String,
    }
    for row in table::<Vec<Row>>(include_str!("../../../fixtures/hashes.json")) {
        assert_eq!(hash(&row.text), row.hash, "{:?}", row.text);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clocks {
    faces: Vec<Face>,
    paused: Vec<Paused>,
    hours: Vec<Hour>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Face {
    ms: i64,
    face: String,
}

/// A countdown that stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paused {
    left: i64,
    allotted: i64,
    word: String,
    face: String,
    thousandths: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hour {
    at: i64,
    hour: u32,
    minute: u32,
}

fn clocks() -> Clocks {
    table(include_str!("../../../fixtures/clock.json"))
}

#[test]
fn time_left_is_written_as_the_script_does() {
    for row in clocks().faces {
        assert_eq!(clock_face(row.ms), row.face, "{} ms", row.ms);
    }
}

#[test]
fn a_countdown_that_stands_is_rendered_as_the_script_draws_it() {
    let hall = &words::of(Lang::Vi).hall;
    for row in clocks().paused {
        let speech: SpeechView = serde_json::from_value(json!({
            "id": 1, "request": 1, "purpose": "opinion", "name": "An", "hamlet": "",
            "allotted_ms": row.allotted, "clock": { "paused": { "left_ms": row.left } },
        }))
        .expect("a speech");
        let html = render(|| shared::countdown(hall, &speech));
        let word = match row.word.as_str() {
            "paused" => hall.paused,
            "pausedOver" => hall.paused_over,
            other => panic!("no word is called {other}"),
        };
        let value = f64::from(row.thousandths) / 1000.0;
        let shown = format!("<span>{word}</span> <b>{}</b><progress value=\"{value}\"", row.face);
        assert!(html.contains(&shown), "{shown} is not in {html}");
    }
}

#[test]
fn the_hour_in_the_hall_is_the_scripts() {
    use chrono::Timelike;
    for row in clocks().hours {
        let at = Moment(row.at).in_hall();
        assert_eq!((at.hour(), at.minute()), (row.hour, row.minute), "{}", row.at);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    turns: Vec<Turn>,
    ballots: Vec<BallotRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    request: Option<RequestId>,
    speaking: bool,
    waiting: Vec<RequestId>,
    turn: String,
    before: Option<usize>,
}

/// How one's ballot of `poll` stands, when these are the polls one's ballot is in, locked in, and on paper in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BallotRow {
    poll: PollId,
    votes: Vec<PollId>,
    locks: Vec<PollId>,
    #[serde(rename = "papers")]
    paper_ballots: Vec<PollId>,
    voted: String,
    locked: String,
    paper: String,
}

fn standing() -> Standing {
    table(include_str!("../../../fixtures/standing.json"))
}

fn page(speakers: SpeakersPanel, poll: PollPanel, mine: Mine) -> String {
    let panels = [
        (PanelName::Head, Panel::Head(Head::default())),
        (PanelName::Speakers, Panel::Speakers(speakers)),
        (PanelName::Poll, Panel::Poll(poll)),
    ];
    phone::page(&PhonePage {
        text: TextSize::default(),
        code: "428571".to_owned(),
        lang: Lang::Vi,
        epoch: "e1".to_owned(),
        now: Moment(0),
        panels: panels.map(|(name, panel)| (name, 1, panel)).into(),
        mine: (1, mine),
        surroundings: Surroundings::default(),
        form: PhoneForm::default(),
        assets: Assets::default(),
    })
}

/// The value of an attribute of a page's root element.
fn of_root<'a>(page: &'a str, name: &str) -> &'a str {
    let root = page.split("<head>").next().unwrap_or_default();
    let value = root.split(&format!(" {name}=\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {root}"));
    value.split('"').next().unwrap_or_default()
}

#[test]
fn ones_turn_is_rendered_as_the_script_says_it() {
    let phone = &words::of(Lang::Vi).phone;
    for row in standing().turns {
        let waiting = row.waiting.iter().map(|id| json!({ "request": id, "name": "Bình", "hamlet": "" }));
        let speakers = json!({ "open": true, "waiting": waiting.collect::<Vec<_>>(), "spoken": 0 });
        let request = row.request.map(|id| json!({ "id": id, "name": "An", "speaking": row.speaking }));
        let mine = Mine {
            request: request.map(|request| serde_json::from_value(request).expect("a request")),
            ..Mine::default()
        };
        let speakers = serde_json::from_value(speakers).expect("a list");
        let page = page(speakers, PollPanel::default(), mine);
        assert_eq!(of_root(&page, "data-turn"), row.turn);
        let said = match row.before {
            None => String::new(),
            Some(0) => phone.next.to_owned(),
            Some(before) => phone.people_before.replace("{n}", &before.to_string()),
        };
        let line = page.split("data-testid=\"my-place\"").nth(1).and_then(|rest| rest.split("</p>").next());
        assert_eq!(line.and_then(|line| line.split('>').nth(1)), Some(said.as_str()));
    }
}

#[test]
fn ones_ballot_stands_as_the_script_says_it() {
    for row in standing().ballots {
        let poll = PollPanel { poll: row.poll, ..PollPanel::default() };
        let mine =
            Mine { voted: row.votes, locked: row.locks, paper_ballots: row.paper_ballots, ..Mine::default() };
        let page = page(SpeakersPanel::default(), poll, mine);
        let stands = ["data-voted", "data-locked", "data-paper"].map(|name| of_root(&page, name));
        assert_eq!(stands, [&row.voted, &row.locked, &row.paper].map(String::as_str), "{}", row.poll);
    }
}
