//! Decides commands on opinions.

use super::{Command, Event, Opinion, Outcome};
use crate::id::OpinionId;
use crate::refusal::{Field, Refusal, Thing};
use crate::state::Meeting;
use crate::time::Moment;
use crate::validate;

/// Decides a command on opinions. They may still be written down and decided after the meeting was closed: the
/// minutes are finished then, not before.
pub(crate) fn decide(
    meeting: &Meeting,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::state::Event>, Refusal> {
    let event = match command {
        Command::RecordOpinion { speech, text } => {
            meeting.speakers.speech(*speech).ok_or(Refusal::NotFound { thing: Thing::Speech })?;
            let opinion = OpinionId::after(meeting.opinions.all.last().map(|opinion| opinion.id));
            let text = validate::paragraphs(text, Field::Text, validate::TEXT)?;
            Event::OpinionRecorded { opinion, speech: *speech, text }
        }
        Command::DecideOutcome { opinion, outcome } => {
            let known = meeting.opinions.get(*opinion).ok_or(Refusal::NotFound { thing: Thing::Opinion })?;
            let outcome =
                outcome.as_ref().map(|outcome| checked(meeting, *opinion, outcome, now)).transpose()?;
            if known.outcome == outcome {
                return Ok(Vec::new());
            }
            Event::OutcomeDecided { opinion: *opinion, outcome }
        }
    };
    Ok(vec![event.into()])
}

/// Validates an outcome.
fn checked(
    meeting: &Meeting,
    opinion: OpinionId,
    outcome: &Outcome,
    now: Moment,
) -> Result<Outcome, Refusal> {
    let whom = |to: &str| validate::line(to, Field::Responsible, validate::NAME);
    let is_merged = |other: &Opinion| matches!(other.outcome, Some(Outcome::Merged { .. }));
    Ok(match outcome {
        Outcome::Assigned { to, due } => {
            if due.is_some_and(|due| due < now.in_hall().date_naive()) {
                return Err(Refusal::DueInThePast);
            }
            Outcome::Assigned { to: whom(to)?, due: *due }
        }
        Outcome::Escalated { to } => Outcome::Escalated { to: whom(to)? },
        Outcome::Referred { to } => Outcome::Referred { to: whom(to)? },
        Outcome::Merged { into } => {
            let other = meeting.opinions.get(*into).ok_or(Refusal::NotFound { thing: Thing::Opinion })?;
            // Whoever looks an outcome up finds it one step away.
            let follows = |other: &Opinion| other.outcome == Some(Outcome::Merged { into: opinion });
            if *into == opinion || is_merged(other) || meeting.opinions.all.iter().any(follows) {
                return Err(Refusal::OpinionMerged);
            }
            Outcome::Merged { into: *into }
        }
        Outcome::Settled | Outcome::Noted | Outcome::Withdrawn => outcome.clone(),
    })
}
