//! What the meeting is: its name, where and when, who chairs and who writes; and its beginning.

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
    /// Says anew what the meeting is.
    Describe {
        /// Title, as on the papers.
        title: String,
        /// Where.
        venue: String,
        /// When it is to begin.
        starts: Option<Moment>,
        /// When it is to end.
        #[serde(default)]
        ends: Option<Moment>,
        /// Names of those who chair, with their titles.
        chairs: Vec<String>,
        /// Names of the secretaries.
        secretaries: Vec<String>,
    },
    /// The program came back after it stopped in mid-meeting. The running speech stands paused where
    /// the disk last knew it; the chair decides how it goes on.
    Recover {
        /// The last moment the disk knows of.
        last_known: Moment,
    },
    /// The office has said what the time is, and this meeting's clock was wrong.
    CorrectClock(Correction),
}

/// What happened to the meeting as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The meeting was made from a programme.
    MeetingCreated {
        /// The code people join by.
        code: String,
        /// Title given by the office.
        title: String,
        /// The programme as it was that day.
        programme: Box<ProgrammeCopy>,
    },
    /// The meeting was described anew.
    MeetingDescribed(Details),
    /// The clock was put right, and with it what had been recorded under the wrong one.
    ClockCorrected(Correction),
}

/// The part of a programme a meeting keeps besides its agenda and poll, which become their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeCopy {
    /// Id of the programme.
    pub id: String,
    /// Whose papers come out.
    #[serde(rename = "papers")]
    pub document_form: Option<DocumentForm>,
    /// Who is present, by group.
    pub present: Vec<String>,
    /// House rules.
    pub rules: Vec<String>,
    /// Rule on how many must come.
    pub attendance: Option<AttendanceRule>,
    /// Deadlines before and after.
    pub deadlines: Vec<Deadline>,
    /// Fields opinions are sorted by.
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

/// What the meeting is, as the office says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Title, as on the papers.
    pub title: String,
    /// Where.
    pub venue: String,
    /// When it is to begin.
    pub starts: Option<Moment>,
    /// When it is to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Moment>,
    /// Those who chair.
    pub chairs: Vec<String>,
    /// Those who write.
    pub secretaries: Vec<String>,
}
