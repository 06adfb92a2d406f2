//! Opinions as they are raised at a speech, in the words the secretary or the desk writes down, and what became of
//! each: no opinion is lost or dodged, and each has exactly one outcome.

mod day;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Meeting;
use crate::id::{OpinionId, SpeechId};
use crate::refusal::{Field, Refusal, Thing};
use crate::splice::Doc;
use crate::time::Moment;
use crate::validate;

/// What became of an opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// Settled in the hall.
    Settled,
    /// Taken note of.
    Noted,
    /// Given to an agency to settle.
    Assigned {
        /// Which.
        to: String,
        /// Until which day, in the hall's calendar.
        #[serde(default, with = "day")]
        due: Option<NaiveDate>,
    },
    /// Beyond the authority of those who answer here.
    Escalated {
        /// Whom it is put to.
        to: String,
    },
    /// A complaint or denunciation, passed on to whom it belongs.
    Referred {
        /// To whom.
        to: String,
    },
    /// The same as another, which has the outcome.
    Merged {
        /// Which.
        into: OpinionId,
    },
    /// Taken back by who raised it.
    Withdrawn,
}

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Its name on the wire.
    pub id: OpinionId,
    /// The speech it was raised at.
    pub speech: SpeechId,
    /// What was said.
    pub text: Doc,
    /// What became of it; `None` until it is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// All opinions of a meeting, in the order they were recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinions {
    /// In order.
    pub all: Vec<Opinion>,
}

/// A command on opinions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Writes down an opinion raised at a speech. It may be empty: the words follow as they are typed.
    RecordOpinion {
        /// Which speech.
        speech: SpeechId,
        /// What was said.
        #[serde(default)]
        text: String,
    },
    /// Decides what becomes of an opinion, or decides anew.
    DecideOutcome {
        /// Which.
        opinion: OpinionId,
        /// What; `None` leaves it open again.
        outcome: Option<Outcome>,
    },
}

/// What happened to opinions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An opinion was written down.
    OpinionRecorded {
        /// Its id.
        opinion: OpinionId,
        /// Which speech.
        speech: SpeechId,
        /// What was said.
        text: String,
    },
    /// What becomes of an opinion was decided.
    OutcomeDecided {
        /// Which.
        opinion: OpinionId,
        /// What; `None` is open again.
        outcome: Option<Outcome>,
    },
}

impl Opinions {
    /// The opinion with this id.
    #[must_use]
    pub fn get(&self, id: OpinionId) -> Option<&Opinion> {
        self.all.iter().find(|opinion| opinion.id == id)
    }

    /// The opinions raised at a speech.
    pub fn of(&self, speech: SpeechId) -> impl Iterator<Item = &Opinion> {
        self.all.iter().filter(move |opinion| opinion.speech == speech)
    }

    pub(crate) fn text_mut(&mut self, id: OpinionId) -> Option<&mut Doc> {
        self.all.iter_mut().find(|opinion| opinion.id == id).map(|opinion| &mut opinion.text)
    }
}

/// Decides a command on opinions. They may still be written down and decided after the meeting was closed: the
/// minutes are finished then, not before.
pub(crate) fn decide(
    meeting: &Meeting,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::Event>, Refusal> {
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

/// An outcome made fit to keep.
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

/// Applies what happened to opinions.
pub(crate) fn apply(opinions: &mut Opinions, event: &Event, position: u64) {
    match event {
        Event::OpinionRecorded { opinion, speech, text } => {
            let text = Doc::new(text.clone(), position);
            opinions.all.push(Opinion { id: *opinion, speech: *speech, text, outcome: None });
        }
        Event::OutcomeDecided { opinion, outcome } => {
            if let Some(known) = opinions.all.iter_mut().find(|known| known.id == *opinion) {
                known.outcome.clone_from(outcome);
            }
        }
    }
}
