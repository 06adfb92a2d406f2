//! What is on the wall: it follows the meeting, unless the chair pins a scene.

use meeting::agenda::{self, ItemKind, ItemText};
use meeting::poll::{self, Tally};
use meeting::projector::{Command, Event, MESSAGE, Scene, following, resumes, scene};
use meeting::refusal::Field;
use meeting::{ItemId, PollId, Refusal, SpeechId, speakers};

use super::table::{CHAIR, OFFICE, an_speaks, closed, events, given, opened, text_of};

fn pin(scene: Scene) -> Command {
    Command::Pin { scene }
}

fn pinned(scene: Scene) -> Event {
    Event::ScenePinned { scene }
}

#[test]
fn a_pinned_scene_stays_until_the_meeting_is_followed_again() {
    let message = |text: &str| Scene::Message(text.to_owned());
    for wanted in [Scene::Welcome, Scene::Agenda, Scene::Speaker, Scene::Poll, Scene::Blank, Scene::Closing] {
        let then = given(opened()).when(CHAIR, pin(wanted.clone())).then(events![pinned(wanted.clone())]);
        assert_eq!(scene(&then.clone().and(an_speaks()).meeting), wanted);
        let follows = then.when(OFFICE, Command::Follow).then(events![Event::MeetingFollowed]);
        assert_eq!(scene(&follows.meeting), Scene::Agenda);
    }
    given(closed()).when(CHAIR, pin(message("  Xin  cảm ơn "))).then(events![pinned(message("Xin cảm ơn"))]);
}

#[test]
fn a_message_must_be_readable_from_afar() {
    let field = Field::Message;
    let table = [
        (String::new(), Refusal::Empty { field }),
        ("\u{2067}a".to_owned(), Refusal::ForbiddenCharacter { field }),
        ("ơ".repeat(MESSAGE + 1), Refusal::TooLong { field, most: MESSAGE }),
    ];
    for (text, why) in table {
        given(opened()).when(CHAIR, pin(Scene::Message(text))).refused(why);
    }
}

#[test]
fn pinning_the_result_is_no_way_around_showing_it() {
    let counted = events![
        poll::Event::PollOpened { poll: PollId(1), closes: None },
        poll::Event::PollClosed { poll: PollId(1) },
        poll::Event::BallotBoxSealed { poll: PollId(1) },
        poll::Event::BallotsCounted { poll: PollId(1), tally: Tally::default() }
    ];
    let hidden = given(opened()).and(counted);
    hidden
        .when(CHAIR, pin(Scene::Result))
        .refused(Refusal::PollNotCounted)
        .and(events![poll::Event::ResultShown { poll: PollId(1) }])
        .when(CHAIR, pin(Scene::Result))
        .then(events![pinned(Scene::Result)]);
}

#[test]
fn a_break_says_when_it_goes_on_if_it_was_planned() {
    let on = |minutes| {
        let item = ItemText { planned_duration: minutes, ..text_of(ItemKind::Break, "Giải lao") };
        let added = agenda::Event::ItemAdded { id: ItemId(9), after: None, under: None, item };
        let started = agenda::Event::ItemStarted { id: ItemId(9) };
        given([events![added, agenda::Event::MeetingOpened, started]].concat()).meeting
    };
    let meeting = on(Some(15));
    let started = meeting.agenda.current().and_then(|item| item.started).expect("it is on");
    assert_eq!(resumes(&meeting), Some(started.plus_ms(15 * 60_000)));
    assert_eq!(resumes(&on(None)), None);
    assert_eq!(resumes(&given(an_speaks()).meeting), None);
}

#[test]
fn it_follows_the_meeting() {
    let on = |kind| {
        let added =
            agenda::Event::ItemAdded {
                id: ItemId(9), after: None, under: None, item: text_of(kind, "Mục")
            };
        let started = agenda::Event::ItemStarted { id: ItemId(9) };
        [events![added, agenda::Event::MeetingOpened, started]].concat()
    };
    let ended =
        events![speakers::Event::SpeechEnded { speech: SpeechId(1), left_ms: 0, breach: String::new() }];
    let taking = events![poll::Event::PollOpened { poll: PollId(1), closes: None }];
    let taken = events![
        poll::Event::PollOpened { poll: PollId(1), closes: None },
        poll::Event::PollClosed { poll: PollId(1) }
    ];
    let shown = [taken.clone(), events![poll::Event::ResultShown { poll: PollId(1) }]].concat();
    let hidden = [shown.clone(), events![poll::Event::ResultHidden { poll: PollId(1) }]].concat();
    let taking_at_break = taking.clone();
    let table = [
        (Vec::new(), Scene::Welcome),
        (on(ItemKind::Opening), Scene::Agenda),
        (on(ItemKind::Floor), Scene::Speaker),
        (on(ItemKind::Answer), Scene::Agenda),
        (on(ItemKind::Poll), Scene::Agenda),
        (an_speaks(), Scene::Speaker),
        ([an_speaks(), ended].concat(), Scene::Agenda),
        ([opened(), taking.clone()].concat(), Scene::Poll),
        ([an_speaks(), taking].concat(), Scene::Speaker),
        ([on(ItemKind::Poll), taken.clone()].concat(), Scene::Poll),
        ([on(ItemKind::Answer), taken].concat(), Scene::Agenda),
        ([on(ItemKind::Poll), shown.clone()].concat(), Scene::Result),
        ([on(ItemKind::Poll), hidden].concat(), Scene::Poll),
        ([on(ItemKind::Answer), shown].concat(), Scene::Agenda),
        (on(ItemKind::Break), Scene::Break),
        (on(ItemKind::Signing), Scene::Minutes),
        (on(ItemKind::Conclusion), Scene::Agenda),
        ([on(ItemKind::Break), taking_at_break].concat(), Scene::Poll),
        (closed(), Scene::Closing),
    ];
    for (happened, wanted) in table {
        assert_eq!(following(&given(happened.clone()).meeting), wanted, "{happened:?}");
    }
}
