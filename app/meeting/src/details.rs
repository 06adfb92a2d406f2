//! The meeting's details: its name, where and when, who chairs and who writes; how it is created, and how it goes on
//! after a crash.

pub(crate) mod apply;
pub(crate) mod decide;

use serde::{Deserialize, Serialize};

use crate::clock::Correction;
use crate::programme::{AttendanceRule, Deadline, DocumentForm, Programme};
use crate::time::Moment;

pub use decide::create;

/// A command on the meeting as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Replaces the details of the meeting.
    Describe {
        /// Title, as on its documents.
        title: String,
        /// Where it is held.
        venue: String,
        /// When it is to begin, if that is set.
        starts: Option<Moment>,
        /// When it is to end, if that is set.
        #[serde(default)]
        ends: Option<Moment>,
        /// Names of those who chair, with their titles.
        chairs: Vec<String>,
        /// Names of the secretaries.
        secretaries: Vec<String>,
    },
    /// Says that the program came back after it stopped in mid-meeting. The running speech stands paused where the disk
    /// last knew it; the chair decides how it goes on.
    Recover {
        /// The last moment the disk knows of.
        last_known: Moment,
    },
    /// Puts the meeting's clock right, after the office has said what the time is.
    CorrectClock(Correction),
}

/// What happened to the meeting as a whole, as the journal stores it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The meeting was created from a programme.
    MeetingCreated {
        /// The code people join by.
        code: String,
        /// Title given by the office.
        title: String,
        /// The programme as it was that day.
        programme: Box<ProgrammeCopy>,
    },
    /// The details were replaced.
    MeetingDescribed(Details),
    /// The clock was put right, and with it what had been recorded under the wrong one.
    ClockCorrected(Correction),
}

/// The part of a programme that a meeting copies besides its agenda and poll, which become its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeCopy {
    /// Id of the programme.
    pub id: String,
    /// Which authority's form its documents have, once that is known.
    #[serde(rename = "papers")]
    pub document_form: Option<DocumentForm>,
    /// Who is present, one group an entry.
    pub present: Vec<String>,
    /// Rules of conduct, one an entry.
    pub rules: Vec<String>,
    /// Rule on how many people must come, if there is one.
    pub attendance: Option<AttendanceRule>,
    /// Deadlines before and after the meeting.
    pub deadlines: Vec<Deadline>,
    /// Fields that opinions are sorted by.
    pub fields: Vec<String>,
    /// Titles of those who chair.
    pub chairs: Vec<String>,
}

impl From<Programme> for ProgrammeCopy {
    fn from(programme: Programme) -> Self {
        Self {
            id: programme.id,
            document_form: Some(programme.document_form),
            present: programme.present,
            rules: programme.rules,
            attendance: programme.attendance,
            deadlines: programme.deadlines,
            fields: programme.fields,
            chairs: programme.chairs,
        }
    }
}

/// What the office says of the meeting: title, venue, times, people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Title, as on its documents.
    pub title: String,
    /// Where it is held.
    pub venue: String,
    /// When it is to begin, if that is set.
    pub starts: Option<Moment>,
    /// When it is to end, if that is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Moment>,
    /// Names of those who chair, with their titles.
    pub chairs: Vec<String>,
    /// Names of the secretaries.
    pub secretaries: Vec<String>,
}
