//! Opinions as they are raised at a speech, in the words the secretary or the desk writes down, and what became of
//! each: no opinion is lost or dodged, and each has exactly one outcome.

pub(crate) mod apply;
mod day;
pub(crate) mod decide;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{OpinionId, SpeechId};
use crate::splice::Doc;

/// What became of an opinion: its one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// Settled in the hall.
    Settled,
    /// Taken note of.
    Noted,
    /// Assigned to an agency to settle.
    Assigned {
        /// Name of the agency.
        to: String,
        /// Until which day, in the hall's calendar.
        #[serde(default, with = "day")]
        due: Option<NaiveDate>,
    },
    /// Escalated: beyond the authority of those who answer here.
    Escalated {
        /// Whom it is put to.
        to: String,
    },
    /// A complaint or denunciation, passed on to the authority it belongs to.
    Referred {
        /// Name of that authority.
        to: String,
    },
    /// Merged into another that says the same and has the outcome.
    Merged {
        /// The opinion it goes together with.
        into: OpinionId,
    },
    /// Taken back by who raised it.
    Withdrawn,
}

/// An opinion raised at a speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Id, as on the wire.
    pub id: OpinionId,
    /// The speech it was raised at.
    pub speech: SpeechId,
    /// What was said.
    pub text: Doc,
    /// What became of it; `None` until it is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// All opinions of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinions {
    /// The opinions, in the order they were recorded.
    pub all: Vec<Opinion>,
}

/// A command on opinions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Writes down an opinion raised at a speech. It may be empty: the words follow as they are typed.
    RecordOpinion {
        /// The speech it was raised at.
        speech: SpeechId,
        /// What was said.
        #[serde(default)]
        text: String,
    },
    /// Decides what becomes of an opinion, or decides anew.
    DecideOutcome {
        /// The opinion.
        opinion: OpinionId,
        /// Its outcome; `None` leaves it open again.
        outcome: Option<Outcome>,
    },
}

/// What happened to opinions, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An opinion was written down.
    OpinionRecorded {
        /// Id given to it.
        opinion: OpinionId,
        /// The speech it was raised at.
        speech: SpeechId,
        /// What was said.
        text: String,
    },
    /// The outcome of an opinion was decided, or decided anew.
    OutcomeDecided {
        /// The opinion.
        opinion: OpinionId,
        /// Its outcome; `None` if it is open again.
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

    /// The words of the opinion with this id, to be edited.
    pub(crate) fn text_mut(&mut self, id: OpinionId) -> Option<&mut Doc> {
        self.all.iter_mut().find(|opinion| opinion.id == id).map(|opinion| &mut opinion.text)
    }
}
