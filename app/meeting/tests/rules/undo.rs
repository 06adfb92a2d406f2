//! Undo: one step at a time, the newest first, named before it is done.

use meeting::agenda::{self, ItemKind, Phase};
use meeting::history::ActionKind;
use meeting::minutes;
use meeting::speakers::{Clock, Command as Speakers, Event as Spoken, Purpose, RequestState};
use meeting::undo::{Command, Event, Held, Offer, offered};
use meeting::{Actor, EntryId, ItemId, Moment, Place, PollId, Refusal, RequestId, SpeechId, opinions};

use super::table::{
    AN, AN_PHONE, BINH, CHAIR, DESK, Given, OFFICE, SECRETARY, T0, asked, events, given, listening, opened,
    registered, text_of,
};

const SPEECH: SpeechId = SpeechId(1);

/// A command that is done, whatever events it leads to.
fn done(given: Given, actor: Actor, command: impl Into<meeting::Command>) -> Given {
    let events = meeting::decide(&given.meeting, actor, &command.into(), given.now).unwrap();
    given.done_by(actor, events)
}

/// The chairs' last step.
fn last(given: &Given) -> Offer<'_> {
    offered(&given.meeting, Place::Chair).unwrap()
}

/// The newest step undone.
fn undone(given: Given) -> Given {
    let step = last(&given).step.position;
    done(given, CHAIR, Command::Undo { step })
}

fn held(why: Held) -> Refusal {
    Refusal::StepHeld { why }
}

fn refused(given: &Given) -> Refusal {
    let step = offered(&given.meeting, Place::Chair).map_or(1, |offer| offer.step.position);
    meeting::decide(&given.meeting, CHAIR, &Command::Undo { step }.into(), given.now).unwrap_err()
}

/// What would be undone, and about whom.
fn named(given: &Given) -> (ActionKind, String) {
    let action = last(given).step.action.clone();
    (action.kind, action.about)
}

fn order(given: &Given) -> Vec<u32> {
    given.meeting.agenda.items.iter().map(|item| item.id.0).collect()
}

fn waiting(given: &Given) -> Vec<u32> {
    given.meeting.speakers.waiting.iter().map(|id| id.0).collect()
}

/// An, Bình and Cường wait; An and Bình have phones.
fn three() -> Given {
    given(listening()).and(vec![asked(1, AN, "An"), asked(2, BINH, "Bình"), registered(3, "Cường")])
}

fn give(number: u32) -> Speakers {
    Speakers::GiveFloor { request: RequestId(number), seconds: None }
}

fn end() -> Speakers {
    Speakers::EndSpeech { speech: SPEECH, breach: String::new() }
}

fn move_item(id: u32, after: Option<u32>) -> agenda::Command {
    agenda::Command::MoveItem { id: ItemId(id), after: after.map(ItemId), under: None }
}

#[test]
fn steps_are_undone_from_the_newest_back_and_named_first() {
    let moved = done(given(opened()), CHAIR, move_item(4, None));
    let moved = done(moved, CHAIR, move_item(1, Some(3)));
    let both = done(moved, CHAIR, agenda::Command::RemoveItem { id: ItemId(2) });
    assert_eq!(named(&both), (ActionKind::ItemRemoved, "Nhân dân phát biểu".to_owned()));
    assert_eq!(order(&both), [4, 3, 1]);
    let one = undone(both);
    assert_eq!(named(&one), (ActionKind::ItemMoved, "Khai mạc".to_owned()));
    assert_eq!(order(&one), [4, 2, 3, 1]);
    let two = undone(one);
    assert_eq!(order(&two), [4, 1, 2, 3]);
    let three = undone(two);
    assert_eq!(order(&three), [1, 2, 3, 4]);
    assert_eq!(refused(&three), Refusal::NothingToUndo);
}

#[test]
fn two_who_undo_at_once_undo_one_step() {
    let given = done(done(given(opened()), CHAIR, move_item(4, None)), CHAIR, move_item(3, None));
    let step = last(&given).step.position;
    let once = undone(given);
    once.when(CHAIR, Command::Undo { step }).refused(Refusal::OtherStep);
}

#[test]
fn beginning_an_item_is_one_step_with_all_that_goes_with_it() {
    let begun = done(given(opened()).later(60), CHAIR, agenda::Command::StartItem { id: ItemId(2) });
    assert_eq!(named(&begun), (ActionKind::ItemStarted, "Nhân dân phát biểu".to_owned()));
    assert!(begun.meeting.speakers.rules.open);
    let back = undone(begun.later(30));
    assert_eq!(back.meeting.agenda.current().map(|item| item.id), Some(ItemId(1)));
    assert_eq!(back.meeting.agenda.item(ItemId(1)).unwrap().started, Some(T0));
    assert!(!back.meeting.speakers.rules.open && !back.meeting.speakers.rules.was_opened);
    // The minutes no longer tell that it began.
    let shown: Vec<_> = back.meeting.minutes.entries.iter().filter(|entry| entry.is_shown()).collect();
    assert_eq!(shown.len(), 2);
    // The first item opened the meeting: undone, the meeting is still to be opened.
    let first = done(given(Vec::new()), CHAIR, agenda::Command::StartItem { id: ItemId(1) });
    let prepared = undone(first);
    assert_eq!(prepared.meeting.agenda.phase, Phase::Prepared);
    assert_eq!(prepared.meeting.agenda.opened, None);
}

#[test]
fn an_item_that_was_added_goes_and_its_number_with_it() {
    let item = text_of(ItemKind::Break, "Giải lao");
    let add = agenda::Command::AddItem { after: None, under: None, item, start: true };
    let added = done(given(opened()), CHAIR, add.clone());
    let back = undone(added);
    assert_eq!(order(&back), [1, 2, 3, 4]);
    let again = done(back, CHAIR, add);
    assert_eq!(order(&again), [6, 1, 2, 3, 4], "an id is not given twice");
}

#[test]
fn who_got_the_floor_by_mistake_waits_where_they_waited() {
    let speaks = done(three(), CHAIR, give(2));
    assert_eq!(named(&speaks), (ActionKind::FloorGiven, "Bình".to_owned()));
    // Someone came meanwhile, and the desk moved another.
    let speaks = speaks.later(20).and(vec![registered(4, "Dũng")]);
    let speaks = done(speaks, DESK, Speakers::MoveRequest { request: RequestId(3), after: None });
    let back = undone(speaks);
    assert_eq!(waiting(&back), [3, 1, 2, 4]);
    assert_eq!(back.meeting.speakers.requests[&RequestId(2)].state, RequestState::Waiting);
    assert!(back.meeting.speakers.speeches.is_empty());
    let again = done(back, CHAIR, give(1));
    assert_eq!(again.meeting.speakers.current().unwrap().id, SpeechId(2), "a number is not given twice");
}

fn clock(given: &Given) -> Clock {
    given.meeting.speakers.current().unwrap().clock
}

#[test]
fn time_that_ran_is_not_given_back_and_time_that_stood_is_not_taken() {
    let until = |seconds: i64| Clock::Running { deadline: T0.plus_ms(seconds * 1000) };
    let speaks = done(three(), CHAIR, give(1)).later(100);
    // Ended by mistake: goes on with what was left.
    let ended = done(speaks.clone(), CHAIR, end()).later(40);
    assert_eq!(clock(&undone(ended)), until(340));
    // Paused by mistake: runs on.
    let paused = done(speaks.clone(), CHAIR, Speakers::PauseSpeech { speech: SPEECH });
    assert_eq!(clock(&undone(paused.clone().later(15))), until(315));
    // Resumed by mistake: stands, less what ran.
    let resumed = done(paused.clone(), CHAIR, Speakers::ResumeSpeech { speech: SPEECH });
    assert_eq!(clock(&undone(resumed.later(10))), Clock::Paused { left_ms: 190_000 });
    // Ended while it stood: stands.
    assert_eq!(clock(&undone(done(paused, CHAIR, end()).later(5))), Clock::Paused { left_ms: 200_000 });
    // A minute too many.
    let longer = done(speaks, CHAIR, Speakers::ExtendSpeech { speech: SPEECH, seconds: 60 });
    assert_eq!(clock(&longer), until(360));
    let shorter = undone(longer.later(7));
    assert_eq!(clock(&shorter), until(300));
    assert_eq!(shorter.meeting.speakers.current().unwrap().allotted_ms, 300_000);
}

#[test]
fn after_an_outage_undoing_starts_no_clock() {
    let speaks =
        done(done(three(), CHAIR, give(1)), CHAIR, Speakers::ExtendSpeech { speech: SPEECH, seconds: 60 });
    let cut = speaks.later(30).and(events![Spoken::SpeechPaused { speech: SPEECH, left_ms: 330_000 }]);
    assert_eq!(clock(&undone(cut)), Clock::Paused { left_ms: 270_000 });
}

#[test]
fn an_order_is_undone_and_who_came_since_stays_last() {
    let order = vec![RequestId(3), RequestId(2), RequestId(1)];
    let basis = meeting::speakers::Basis::Fair;
    let reordered = done(three(), CHAIR, Speakers::ApplyOrder { basis, order: order.clone() });
    assert_eq!(waiting(&reordered), [3, 2, 1]);
    assert_eq!(waiting(&undone(reordered.clone().and(vec![registered(4, "Dũng")]))), [1, 2, 3, 4]);
    // Whoever moved someone since has the last word.
    let moved = done(reordered, DESK, Speakers::MoveRequest { request: RequestId(1), after: None });
    assert_eq!(refused(&moved), held(Held::Acted));
}

#[test]
fn a_step_on_which_something_rests_is_not_undone() {
    // Words.
    let speaks = done(three(), CHAIR, give(1));
    let entry = speaks.meeting.minutes.about_speech(SPEECH).unwrap();
    let (id, revision) = (entry.id, entry.text.revision());
    let splice = meeting::splice::Splice { at: 0, removed: 0, inserted: "Đường hỏng".to_owned() };
    let edit = minutes::Command::EditText { target: minutes::Target::Entry(id), revision, splice };
    assert_eq!(refused(&done(speaks.clone(), SECRETARY, edit)), held(Held::Written));
    // An opinion.
    let opinion = opinions::Command::RecordOpinion { speech: SPEECH, text: String::new() };
    assert_eq!(refused(&done(speaks.clone(), SECRETARY, opinion)), held(Held::Written));
    // Another's act on the same speech, or the same request.
    let mark = Speakers::MarkOffTopic { speech: SPEECH, off_topic: true };
    assert_eq!(refused(&done(speaks.clone(), DESK, mark)), held(Held::Acted));
    let moved =
        done(three(), CHAIR, Speakers::MoveRequest { request: RequestId(1), after: Some(RequestId(3)) });
    let gone = done(moved, AN_PHONE, Speakers::WithdrawRequest { request: RequestId(1) });
    assert_eq!(refused(&gone), held(Held::Acted));
    // The same person asked anew.
    let ended = done(speaks, CHAIR, end());
    let ask = Speakers::RequestFloor { speaker: super::table::speaker("An") };
    assert_eq!(refused(&done(ended, AN_PHONE, ask)), held(Held::Acted));
}

#[test]
fn words_typed_after_an_undoing_bring_the_entry_back() {
    let back = undone(done(three(), CHAIR, give(1)));
    let entry = back.meeting.minutes.entries.last().unwrap().clone();
    assert!(entry.undone && !entry.is_shown());
    let splice = meeting::splice::Splice { at: 0, removed: 0, inserted: "Đã ghi".to_owned() };
    let target = minutes::Target::Entry(entry.id);
    let edit = minutes::Command::EditText { target, revision: entry.text.revision(), splice };
    let typed = done(back, SECRETARY, edit);
    assert!(typed.meeting.minutes.entry(entry.id).unwrap().is_shown());
}

#[test]
fn a_number_that_was_told_stays_told() {
    let add = Speakers::RegisterSpeaker { speaker: super::table::speaker("Dũng"), namesake: false };
    let back = undone(done(three(), CHAIR, add));
    assert_eq!(waiting(&back), [1, 2, 3]);
    assert_eq!(back.meeting.speakers.requests[&RequestId(4)].state, RequestState::Withdrawn);
}

#[test]
fn only_steps_of_chair_and_office_are_undone_and_none_of_a_closed_meeting() {
    let desk = done(given(listening()), DESK, Speakers::CloseList);
    assert_eq!(refused(&desk), Refusal::NothingToUndo);
    let opened = done(given(Vec::new()), OFFICE, agenda::Command::StartItem { id: ItemId(1) });
    assert_eq!(offered(&opened.meeting, Place::Office).unwrap().step.by, Place::Office);
    assert_eq!(offered(&opened.meeting, Place::Chair), None);
    let over = done(opened, CHAIR, agenda::Command::CloseMeeting);
    assert_eq!(refused(&over), Refusal::MeetingClosed);
    given(listening())
        .when(DESK, Command::Undo { step: 1 })
        .refused(Refusal::NotAllowed { place: Some(Place::Desk) });
}

#[test]
fn merging_calling_and_following_up_are_undone() {
    let merge = Speakers::MergeRequests { into: RequestId(2), requests: vec![RequestId(1)] };
    let merged = done(three(), CHAIR, merge);
    assert_eq!(waiting(&merged), [2, 3]);
    assert_eq!(waiting(&undone(merged)), [1, 2, 3]);
    let called = done(three(), CHAIR, Speakers::CallSpeaker { request: RequestId(2) });
    let absent = done(called.clone(), CHAIR, Speakers::MarkAbsent { request: RequestId(2) });
    assert_eq!(waiting(&absent), [1, 3]);
    let back = undone(absent);
    assert_eq!(waiting(&back), [1, 2, 3]);
    assert_eq!(back.meeting.speakers.requests[&RequestId(2)].state, RequestState::Called);
    assert_eq!(undone(back).meeting.speakers.requests[&RequestId(2)].state, RequestState::Waiting);
    let heard = done(done(three(), CHAIR, give(1)), CHAIR, end());
    let purpose = Purpose::FollowUp;
    let follow = done(heard, CHAIR, Speakers::GiveFloorAgain { speech: SPEECH, purpose, seconds: None });
    assert_eq!(named(&follow), (ActionKind::FollowUpGiven, "An".to_owned()));
    assert_eq!(undone(follow).meeting.speakers.current(), None);
}

#[test]
fn what_was_undone_is_in_the_history_by_name() {
    let back = done(three(), CHAIR, give(1));
    let step = last(&back).step.position;
    let (requests, entries) = (vec![RequestId(1)], vec![EntryId(3)]);
    let then = back.when(CHAIR, Command::Undo { step }).then(events![Event::Undone {
        step,
        requests,
        speeches: vec![SPEECH],
        entries
    }]);
    assert_eq!(then.meeting.last, Moment(T0.0));
    let before = done(three(), CHAIR, give(1));
    let undone =
        Event::Undone { step, requests: Vec::new(), speeches: Vec::new(), entries: Vec::new() }.into();
    let action = meeting::history::action(&before.meeting, &undone).unwrap();
    assert_eq!((action.kind, action.undid), (ActionKind::Undone, Some(ActionKind::FloorGiven)));
    assert_eq!(action.about, "An");
}

#[test]
fn undoing_a_call_or_a_correction_moves_nobody() {
    let call = Speakers::CallSpeaker { request: RequestId(3) };
    let edit = Speakers::EditRequest { request: RequestId(3), speaker: super::table::speaker("Cường Em") };
    let time = Speakers::SetRequestTime { request: RequestId(3), seconds: Some(60) };
    for command in [call, edit, time] {
        let step = done(three(), CHAIR, command.clone());
        let move_other = Speakers::MoveRequest { request: RequestId(2), after: Some(RequestId(3)) };
        let moved = done(step, DESK, move_other);
        assert_eq!(waiting(&undone(moved)), [1, 3, 2], "{command:?}");
    }
}

#[test]
fn what_is_offered_is_the_last_step_or_nothing() {
    let removed = done(three(), CHAIR, agenda::Command::RemoveItem { id: ItemId(3) });
    let called = done(removed, CHAIR, Speakers::CallSpeaker { request: RequestId(3) });
    let edit = Speakers::EditRequest { request: RequestId(3), speaker: super::table::speaker("Cường") };
    let corrected = done(called, DESK, edit);
    // The call is held, and nobody who has just called means the item that was removed before.
    assert_eq!(named(&corrected).0, ActionKind::Called);
    assert_eq!(last(&corrected).held, Some(Held::Acted));
    let before = offered(&corrected.meeting, Place::Chair).unwrap().step.position;
    for step in 1..before {
        let asked = Command::Undo { step }.into();
        let refusal = meeting::decide(&corrected.meeting, CHAIR, &asked, corrected.now).unwrap_err();
        assert_eq!(refusal, Refusal::OtherStep, "{step}");
    }
    // The item that is on was begun, then someone got the floor and the secretary wrote: the floor, and not the item.
    let speaks = done(done(three(), CHAIR, agenda::Command::StartItem { id: ItemId(3) }), CHAIR, give(1));
    let entry = speaks.meeting.minutes.about_speech(SPEECH).unwrap();
    let splice = meeting::splice::Splice { at: 0, removed: 0, inserted: "Đường hỏng".to_owned() };
    let (target, revision) = (minutes::Target::Entry(entry.id), entry.text.revision());
    let typed = done(speaks, SECRETARY, minutes::Command::EditText { target, revision, splice });
    assert_eq!((named(&typed).0, last(&typed).held), (ActionKind::FloorGiven, Some(Held::Written)));
}

#[test]
fn each_place_takes_back_its_own_and_not_what_another_rests_on() {
    // What the office registered before is no step of the chair's.
    let add = Speakers::RegisterSpeaker { speaker: super::table::speaker("Dũng"), namesake: false };
    let registered = done(three(), OFFICE, add);
    assert_eq!(offered(&registered.meeting, Place::Chair), None);
    let offer = offered(&registered.meeting, Place::Office).unwrap();
    assert_eq!(
        (offer.step.action.kind, offer.held, offer.moves_agenda()),
        (ActionKind::Registered, None, false)
    );
    // The chair moved an item, then the office moved another: the agenda is one.
    let moved = done(done(registered, CHAIR, move_item(4, None)), OFFICE, move_item(1, Some(3)));
    assert_eq!(last(&moved).held, Some(Held::Acted));
    let offer = offered(&moved.meeting, Place::Office).unwrap();
    assert_eq!((offer.held, offer.moves_agenda()), (None, true), "it is asked once more");
    let step = offer.step.position;
    let back = done(moved, OFFICE, Command::Undo { step });
    assert_eq!((named(&back).0, last(&back).held), (ActionKind::ItemMoved, None), "free again");
    assert_eq!(offered(&back.meeting, Place::Desk), None);
}

#[test]
fn a_step_is_named_by_all_it_did() {
    let many = (0..3).map(|number| super::table::speaker(&format!("Người {number}"))).collect();
    let import =
        done(given(Vec::new()), OFFICE, Speakers::RegisterMany { speakers: many, namesakes: Vec::new() });
    let step = offered(&import.meeting, Place::Office).unwrap().step;
    assert_eq!((step.action.kind, step.action.about.as_str()), (ActionKind::RegisteredMany, "3"));
    let step = step.position;
    assert!(waiting(&done(import, OFFICE, Command::Undo { step })).is_empty());
    let item = text_of(ItemKind::Break, "Giải lao");
    let insert = agenda::Command::AddItem { after: None, under: None, item, start: true };
    assert_eq!(named(&done(given(opened()), CHAIR, insert)).0, ActionKind::ItemInserted);
    let part = agenda::Command::AddItem {
        after: Some(ItemId(2)),
        under: Some(ItemId(2)),
        item: text_of(ItemKind::Floor, "Đất đai"),
        start: true,
    };
    let both = done(done(given(opened()), CHAIR, part), CHAIR, agenda::Command::FinishItem { id: ItemId(2) });
    assert_eq!(named(&both), (ActionKind::ItemFinished, "Nhân dân phát biểu".to_owned()));
}

#[test]
fn of_what_holds_for_all_only_what_the_step_changed_is_restored() {
    let until = T0.plus_ms(600_000);
    let called = done(three(), CHAIR, Speakers::SetLastCall { until: Some(until) });
    let timed = done(called, CHAIR, Speakers::SetSpeechTime { seconds: 60 });
    let over = timed.later(601).done_by(Actor::System, events![Spoken::ListClosed]);
    let back = undone(over);
    let rules = back.meeting.speakers.rules;
    assert_eq!((rules.seconds, rules.open, rules.last_call), (300, false, None));
    // What someone else has set since is theirs.
    let begun = done(given(opened()), CHAIR, agenda::Command::StartItem { id: ItemId(2) });
    let closed = done(begun, DESK, Speakers::CloseList);
    let back = undone(closed);
    assert_eq!(back.meeting.agenda.current().map(|item| item.id), Some(ItemId(1)));
    assert!(!back.meeting.speakers.rules.open);
}

#[test]
fn notes_are_no_step_and_stay() {
    let item = text_of(ItemKind::Break, "Giải lao");
    let add = agenda::Command::AddItem { after: None, under: None, item, start: false };
    let added = done(given(opened()), CHAIR, add);
    let note = |given: &Given, id: u32| {
        let revision = given.meeting.agenda.item(ItemId(id)).unwrap().notes.revision();
        let splice = meeting::splice::Splice { at: 0, removed: 0, inserted: "Nhớ hỏi".to_owned() };
        minutes::Command::EditText { target: minutes::Target::Notes(ItemId(id)), revision, splice }
    };
    // An item goes with what was noted at it, so it does not go.
    let noted = note(&added, 5);
    assert_eq!(refused(&done(added.clone(), CHAIR, noted)), held(Held::Written));
    let moved = done(added, CHAIR, move_item(1, Some(4)));
    let noted = note(&moved, 1);
    let back = undone(done(moved, CHAIR, noted));
    assert_eq!(back.meeting.agenda.item(ItemId(1)).unwrap().notes.text(), "Nhớ hỏi");
    assert_eq!(order(&back), [5, 1, 2, 3, 4]);
}

#[test]
fn a_meeting_in_which_people_vote_has_begun() {
    let begun = done(given(Vec::new()), CHAIR, agenda::Command::StartItem { id: ItemId(1) });
    let voting = done(begun, OFFICE, meeting::poll::Command::OpenPoll { poll: PollId(1) });
    assert_eq!(refused(&voting), held(Held::Voting));
}

#[test]
fn hands_that_were_released_are_as_they_were_also_of_who_has_left() {
    let moved = done(three(), CHAIR, Speakers::MoveRequest { request: RequestId(3), after: None });
    let moved = done(moved, CHAIR, Speakers::MoveRequest { request: RequestId(2), after: None });
    let gone = done(moved, CHAIR, Speakers::MarkAbsent { request: RequestId(2) });
    let pinned = |given: &Given| {
        given.meeting.speakers.requests.values().map(|request| request.pinned).collect::<Vec<_>>()
    };
    assert_eq!(pinned(&gone), [false, true, true]);
    let released = done(gone, CHAIR, Speakers::ClearManualOrder);
    assert_eq!(pinned(&released), [false; 3]);
    assert_eq!(pinned(&undone(released)), [false, true, true]);
}
