//! Opinions raised at a speech.

use meeting::opinions::{Command, Event};
use meeting::refusal::{Field, Thing};
use meeting::{OpinionId, Refusal, SpeechId, agenda, clean, speakers};

use super::table::{DESK, SECRETARY, an_speaks, events, given};

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
    let (field, most) = (Field::Text, clean::TEXT);
    let table = [
        (record(2, "Một"), Refusal::NotFound { thing: Thing::Speech }),
        (record(1, "\u{202e}Một"), Refusal::ForbiddenCharacter { field }),
        (record(1, &"ế".repeat(most + 1)), Refusal::TooLong { field, most }),
    ];
    for (command, why) in table {
        given(an_speaks()).when(SECRETARY, command).refused(why);
    }
}
