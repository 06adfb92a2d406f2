//! Opinions as they are raised at a speech, in the words the secretary or the desk writes down, and what became of
//! each: no opinion is lost or dodged, and each has exactly one outcome.

pub(crate) mod apply;
mod day;
pub(crate) mod decide;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{OpinionId, SpeechId};
use crate::splice::Doc;

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
