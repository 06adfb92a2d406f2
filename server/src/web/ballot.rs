//! A ballot as a form sends it, from a phone or from the tablet.

use meeting::PollId;
use meeting::poll::{Answer, Ballot, Kind};

use super::error::Error;
use crate::room::Room;

/// The value of a form's field.
pub(super) fn field<'a>(fields: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
    fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

/// The ballot in a form: `poll`, and for each question `t0`… with what is ticked or `w0`… with what is written.
pub(super) async fn of_form(room: &Room, fields: &[(String, String)]) -> Result<Ballot, Error> {
    let poll = PollId(field(fields, "poll").and_then(|poll| poll.parse().ok()).unwrap_or_default());
    let asked =
        room.read(move |meeting, _| meeting.polls.get(poll).map(|poll| poll.questionnaire.clone())).await?;
    let questions = asked.map(|questionnaire| questionnaire.questions).unwrap_or_default();
    let answers = questions.iter().enumerate().map(|(index, question)| match question.kind {
        Kind::Text => Answer::Words(field(fields, &format!("w{index}")).unwrap_or_default().to_owned()),
        _ => {
            let name = format!("t{index}");
            let values = fields.iter().filter(|(known, _)| *known == name).map(|(_, value)| value);
            let ticks = values.flat_map(|value| value.split_whitespace());
            // What is no number is no option there is, and refused as such.
            Answer::Ticked(ticks.map(|tick| tick.parse().unwrap_or(u32::MAX)).collect())
        }
    });
    Ok(Ballot { poll, answers: answers.collect() })
}
