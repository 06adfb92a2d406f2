//! Every state against every command: what is done and what is refused, as tables to be read.

use meeting::agenda::{Command as Agenda, Event as Item, ItemText};
use meeting::refusal::Thing;
use meeting::speakers::{Basis, Command, Event, Purpose, Removed};
use meeting::{ItemId, Refusal, RequestId, SpeechId};

use super::table::{
    AN, BINH, CHAIR, Given, asked, events, floor_given, given, listening, opened, registered, speaker,
    text_of,
};

const AN_ASKED: RequestId = RequestId(1);
const OTHER: RequestId = RequestId(2);
const SPEECH: SpeechId = SpeechId(1);

/// Done, or refused for that reason.
type Wanted = Result<(), Refusal>;

#[track_caller]
fn check(given: &Given, command: impl Into<meeting::Command>, wanted: &Wanted, state: &str) {
    let command = command.into();
    let result = meeting::decide(&given.meeting, CHAIR, &command, given.now).map(drop);
    assert_eq!(&result, wanted, "{state}: {command:?}");
}

/// An's request in every state it can be in; Bình waits.
fn requests() -> [(&'static str, Given); 7] {
    let two = || given(listening()).and(vec![asked(1, AN, "Nguyễn Văn An"), asked(2, BINH, "Bình")]);
    let speaks = || two().and(vec![floor_given(1, 1, "Nguyễn Văn An", 300)]);
    let ended = || events![Event::SpeechEnded { speech: SPEECH, left_ms: 0, breach: String::new() }];
    [
        ("waiting", two()),
        ("called", two().and(events![Event::SpeakerCalled { request: AN_ASKED }])),
        ("speaking", speaks()),
        ("spoken", speaks().and(ended())),
        ("withdrawn", two().and(events![Event::RequestWithdrawn { request: AN_ASKED }])),
        ("absent", two().and(events![Event::SpeakerAbsent { request: AN_ASKED }])),
        ("merged", two().and(events![Event::RequestsMerged { into: OTHER, requests: vec![AN_ASKED] }])),
    ]
}

#[test]
fn every_state_of_a_request_against_every_command() {
    let taken = || Err(Refusal::FloorTaken { name: "Nguyễn Văn An".to_owned() });
    let gone = || Err(Refusal::NotWaiting);
    let on = || Err(Refusal::StillOnList);
    let changed = || Err(Refusal::ListChanged);
    let whole = || Err(Refusal::NotMerged);
    let request = AN_ASKED;
    // In the order of the states: waiting, called, speaking, spoken, withdrawn, absent, merged.
    let table: Vec<(Command, [Wanted; 7])> = vec![
        (
            Command::GiveFloor { request, seconds: None },
            [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()],
        ),
        (Command::CallSpeaker { request }, [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()]),
        (Command::MarkAbsent { request }, [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()]),
        (Command::WithdrawRequest { request }, [Ok(()), Ok(()), gone(), gone(), gone(), gone(), Ok(())]),
        (
            Command::RemoveRequests { which: Removed::These(vec![request]) },
            [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()],
        ),
        (
            Command::MoveRequest { request, after: None },
            [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()],
        ),
        (
            Command::EditRequest { request, speaker: speaker("An") },
            [Ok(()), Ok(()), Ok(()), Ok(()), gone(), Ok(()), Ok(())],
        ),
        (
            Command::SetRequestTime { request, seconds: Some(60) },
            [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()],
        ),
        (
            Command::MergeRequests { into: OTHER, requests: vec![request] },
            [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()],
        ),
        (
            Command::MergeRequests { into: request, requests: vec![OTHER] },
            [Ok(()), Ok(()), gone(), gone(), gone(), gone(), gone()],
        ),
        (Command::SplitRequest { request }, [whole(), whole(), whole(), whole(), whole(), whole(), Ok(())]),
        (
            Command::ReturnToList { request, after: None, namesake: false },
            [on(), on(), on(), Ok(()), Ok(()), Ok(()), on()],
        ),
        (
            Command::GiveFloor { request: OTHER, seconds: None },
            [Ok(()), Ok(()), taken(), Ok(()), Ok(()), Ok(()), Ok(())],
        ),
        (
            Command::ApplyOrder { basis: Basis::Fair, order: vec![OTHER, request] },
            [Ok(()), Ok(()), changed(), changed(), Ok(()), Ok(()), Ok(())],
        ),
    ];
    for (command, wanted) in table {
        for ((state, given), wanted) in requests().iter().zip(&wanted) {
            check(given, command.clone(), wanted, state);
        }
    }
}

#[test]
fn every_state_of_a_speech_against_every_command() {
    let speaks = || {
        given(listening()).and(vec![
            asked(1, AN, "Nguyễn Văn An"),
            registered(2, "Bình"),
            floor_given(1, 1, "Nguyễn Văn An", 300),
        ])
    };
    let states = [
        ("running", speaks()),
        ("paused", speaks().and(events![Event::SpeechPaused { speech: SPEECH, left_ms: 1000 }])),
        (
            "ended",
            speaks().and(events![Event::SpeechEnded { speech: SPEECH, left_ms: 0, breach: String::new() }]),
        ),
    ];
    let taken = || Err(Refusal::FloorTaken { name: "Nguyễn Văn An".to_owned() });
    let over = || Err(Refusal::SpeechEnded);
    let speech = SPEECH;
    let end = |breach: &str| Command::EndSpeech { speech, breach: breach.to_owned() };
    let invite = Command::InviteToSpeak {
        speaker: speaker("Chủ tịch"),
        purpose: Purpose::Answer,
        seconds: None,
        about: Some(speech),
    };
    let table: Vec<(Command, [Wanted; 3])> = vec![
        (Command::PauseSpeech { speech }, [Ok(()), Err(Refusal::SpeechPaused), over()]),
        (Command::ResumeSpeech { speech }, [Err(Refusal::SpeechRunning), Ok(()), over()]),
        (Command::ExtendSpeech { speech, seconds: 60 }, [Ok(()), Ok(()), over()]),
        (end(""), [Ok(()), Ok(()), over()]),
        (end("Xúc phạm người khác"), [Ok(()), Ok(()), over()]),
        (Command::MarkOffTopic { speech, off_topic: true }, [Ok(()), Ok(()), Ok(())]),
        (
            Command::GiveFloorAgain { speech, purpose: Purpose::FollowUp, seconds: None },
            [taken(), taken(), Ok(())],
        ),
        (invite, [taken(), taken(), Ok(())]),
        (Command::GiveFloor { request: OTHER, seconds: None }, [taken(), taken(), Ok(())]),
    ];
    for (command, wanted) in table {
        for ((state, given), wanted) in states.iter().zip(&wanted) {
            check(given, command.clone(), wanted, state);
        }
        let nobody = given(listening()).and(vec![registered(2, "Bình")]);
        if !matches!(command, Command::GiveFloor { .. }) {
            check(&nobody, command, &Err(Refusal::NotFound { thing: Thing::Speech }), "no such speech");
        }
    }
}

#[test]
fn every_state_of_an_item_against_every_command() {
    let id = ItemId(2);
    let started = || events![Item::ItemFinished { id: ItemId(1) }, Item::ItemStarted { id }];
    let states = [
        ("pending", given(opened())),
        ("running", given(opened()).and(started())),
        ("done", given(opened()).and(started()).and(events![Item::ItemFinished { id }])),
        ("skipped", given(opened()).and(events![Item::ItemSkipped { id }])),
    ];
    let begun = || Err(Refusal::ItemBegun);
    let on = || Err(Refusal::ItemRunning);
    let off = || Err(Refusal::ItemNotRunning);
    let item = |hidden| ItemText { hidden, ..text_of(meeting::agenda::ItemKind::Report, "Báo cáo") };
    // In the order of the states: pending, running, done, skipped.
    let table: Vec<(Agenda, [Wanted; 4])> = vec![
        (Agenda::StartItem { id }, [Ok(()), on(), Ok(()), Ok(())]),
        (Agenda::FinishItem { id }, [off(), Ok(()), off(), off()]),
        (Agenda::SkipItem { id }, [Ok(()), begun(), begun(), begun()]),
        (Agenda::ReopenItem { id }, [Ok(()), on(), Ok(()), Ok(())]),
        (Agenda::RemoveItem { id }, [Ok(()), begun(), begun(), begun()]),
        (Agenda::EditItem { id, item: item(false) }, [Ok(()), Ok(()), Ok(()), Ok(())]),
        (Agenda::EditItem { id, item: item(true) }, [Ok(()), begun(), begun(), begun()]),
        (Agenda::HideItem { id }, [Ok(()), begun(), begun(), begun()]),
        (Agenda::ShowItem { id }, [Ok(()), Ok(()), Ok(()), Ok(())]),
        (Agenda::MoveItem { id, after: None, under: None }, [Ok(()), Ok(()), Ok(()), Ok(())]),
        (Agenda::MoveItem { id, after: None, under: Some(ItemId(3)) }, [Ok(()), on(), Ok(()), Ok(())]),
        (Agenda::PlanDurations { plan: vec![(id, 10)] }, [Ok(()), Ok(()), begun(), begun()]),
    ];
    for (command, wanted) in table {
        for ((state, given), wanted) in states.iter().zip(&wanted) {
            check(given, command.clone(), wanted, state);
        }
    }
}
