//! Opinions raised at a speech.

use chrono::NaiveDate;
use meeting::agenda::ItemKind;
use meeting::opinions::{Command, Event, Outcome};
use meeting::projector::{Scene, following};
use meeting::refusal::{Field, Thing};
use meeting::{OpinionId, Refusal, SpeechId, agenda, speakers, validate};

use super::table::{CHAIR, DESK, SECRETARY, an_speaks, events, given};

fn record(speech: u32, text: &str) -> Command {
    Command::RecordOpinion { speech: SpeechId(speech), text: text.to_owned() }
}

fn recorded(opinion: u32, text: &str) -> Event {
    Event::OpinionRecorded { opinion: OpinionId(opinion), speech: SpeechId(1), text: text.to_owned() }
}

#[test]
fn the_secretary_and_the_desk_write_opinions_down() {
    let then = given(an_speaks())
        .when(SECRETARY, record(1, " Đường liên thôn hỏng.\r\nĐề nghị sửa.\n"))
        .then(events![recorded(1, "Đường liên thôn hỏng.\nĐề nghị sửa.")])
        .when(DESK, record(1, ""))
        .then(events![recorded(2, "")]);
    let of_speech: Vec<_> = then.meeting.opinions.of(SpeechId(1)).map(|opinion| opinion.id.0).collect();
    assert_eq!(of_speech, [1, 2]);
    assert_eq!(then.meeting.opinions.get(OpinionId(2)).unwrap().text.revision(), then.meeting.position);
    assert_eq!(then.meeting.opinions.of(SpeechId(2)).count(), 0);
}

#[test]
fn they_may_still_be_written_down_when_the_speech_or_the_meeting_is_over() {
    let ended = speakers::Event::SpeechEnded { speech: SpeechId(1), left_ms: 0, breach: String::new() };
    given(an_speaks())
        .and(events![ended])
        .when(SECRETARY, record(1, "Một"))
        .then(events![recorded(1, "Một")])
        .and(events![agenda::Event::MeetingClosed])
        .when(SECRETARY, record(1, "Hai"))
        .then(events![recorded(2, "Hai")]);
}

#[test]
fn an_opinion_belongs_to_a_speech_and_has_words_that_can_be_kept() {
    let (field, most) = (Field::Text, validate::TEXT);
    let table = [
        (record(2, "Một"), Refusal::NotFound { thing: Thing::Speech }),
        (record(1, "\u{202e}Một"), Refusal::ForbiddenCharacter { field }),
        (record(1, &"ế".repeat(most + 1)), Refusal::TooLong { field, most }),
    ];
    for (command, why) in table {
        given(an_speaks()).when(SECRETARY, command).refused(why);
    }
}

fn outcome(opinion: u32, outcome: Outcome) -> Command {
    Command::DecideOutcome { opinion: OpinionId(opinion), outcome: Some(outcome) }
}

fn decided(opinion: u32, outcome: Outcome) -> Event {
    Event::OutcomeDecided { opinion: OpinionId(opinion), outcome: Some(outcome) }
}

/// An speaks, and three opinions were written down.
fn three() -> Vec<meeting::Event> {
    [an_speaks(), events![recorded(1, "Một"), recorded(2, "Hai"), recorded(3, "Ba")]].concat()
}

fn assigned(to: &str, due: Option<NaiveDate>) -> Outcome {
    Outcome::Assigned { to: to.to_owned(), due }
}

#[test]
fn each_opinion_has_one_outcome_which_may_be_decided_anew_or_left_open_again() {
    let due = NaiveDate::from_ymd_opt(2024, 11, 30);
    let open = Command::DecideOutcome { opinion: OpinionId(1), outcome: None };
    given(three())
        .when(SECRETARY, outcome(1, Outcome::Noted))
        .then(events![decided(1, Outcome::Noted)])
        .when(CHAIR, outcome(1, assigned(" Phòng  Kinh tế ", due)))
        .then(events![decided(1, assigned("Phòng Kinh tế", due))])
        .when(SECRETARY, outcome(1, assigned("Phòng Kinh tế", due)))
        .changes_nothing()
        .when(SECRETARY, open.clone())
        .then(events![Event::OutcomeDecided { opinion: OpinionId(1), outcome: None }])
        .when(SECRETARY, open)
        .changes_nothing()
        .and(events![agenda::Event::MeetingClosed])
        .when(SECRETARY, outcome(2, Outcome::Withdrawn))
        .then(events![decided(2, Outcome::Withdrawn)]);
}

#[test]
fn who_sees_to_it_is_named_and_by_when_is_not_over() {
    // The tables' time is the morning of 27 October 2024 in the hall.
    let day = |day| NaiveDate::from_ymd_opt(2024, 10, day);
    let (field, most) = (Field::Responsible, validate::NAME);
    let table = [
        (assigned(" ", None), Refusal::Empty { field }),
        (assigned(&"ế".repeat(most + 1), None), Refusal::TooLong { field, most }),
        (assigned("Phòng Kinh tế", day(26)), Refusal::DueInThePast),
        (Outcome::Escalated { to: String::new() }, Refusal::Empty { field }),
        (Outcome::Referred { to: "\u{202e}".to_owned() }, Refusal::ForbiddenCharacter { field }),
        (Outcome::Merged { into: OpinionId(9) }, Refusal::NotFound { thing: Thing::Opinion }),
        (Outcome::Merged { into: OpinionId(1) }, Refusal::OpinionMerged),
    ];
    for (what, why) in table {
        given(three()).when(SECRETARY, outcome(1, what)).refused(why);
    }
    given(three())
        .when(SECRETARY, outcome(9, Outcome::Noted))
        .refused(Refusal::NotFound { thing: Thing::Opinion });
    let today = assigned("Phòng Kinh tế", day(27));
    given(three()).when(SECRETARY, outcome(1, today.clone())).then(events![decided(1, today)]);
}

#[test]
fn an_opinion_that_goes_with_another_is_one_step_from_its_outcome() {
    let into = |into| Outcome::Merged { into: OpinionId(into) };
    let then = given(three()).when(SECRETARY, outcome(1, into(2))).then(events![decided(1, into(2))]);
    then.clone().when(SECRETARY, outcome(3, into(1))).refused(Refusal::OpinionMerged);
    then.clone().when(SECRETARY, outcome(2, into(3))).refused(Refusal::OpinionMerged);
    then.when(SECRETARY, outcome(3, into(2))).then(events![decided(3, into(2))]);
}

#[test]
fn the_wall_shows_the_conclusions_once_there_is_one() {
    let ended = speakers::Event::SpeechEnded { speech: SpeechId(1), left_ms: 0, breach: String::new() };
    let concluding = agenda::Event::ItemStarted { id: meeting::ItemId(4) };
    let then = given(three()).and(events![ended, concluding]);
    assert_eq!(then.meeting.agenda.current().map(|item| item.text.kind), Some(ItemKind::Conclusion));
    assert_eq!(following(&then.meeting), Scene::Agenda);
    let then = then.and(events![decided(2, Outcome::Settled)]);
    assert_eq!(following(&then.meeting), Scene::Conclusions);
}
