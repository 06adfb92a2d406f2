//! What the meeting is: its name, where and when, who chairs and who writes; and its beginning.

use serde::{Deserialize, Serialize};

use crate::clock::{self, Correction};
use crate::programme::{AttendanceRule, Deadline, DocumentForm, Programme};
use crate::refusal::{Field, Refusal};
use crate::time::Moment;
use crate::validate;
use crate::{Meeting, speakers};

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

/// Most people who chair or write one meeting.
const MOST_OFFICERS: usize = 10;

/// Decides a command on the meeting as a whole.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::Event>, Refusal> {
    match command {
        Command::Describe { title, venue, starts, ends, chairs, secretaries } => {
            if let (Some(starts), Some(ends)) = (starts, ends)
                && ends <= starts
            {
                return Err(Refusal::EndsBeforeStart);
            }
            let details = Details {
                title: validate::line(title, Field::Title, validate::TITLE)?,
                venue: validate::optional_line(venue, Field::Venue, validate::TITLE)?,
                starts: *starts,
                ends: *ends,
                chairs: names(chairs)?,
                secretaries: names(secretaries)?,
            };
            Ok(vec![Event::MeetingDescribed(details).into()])
        }
        Command::Recover { last_known } => Ok(speakers::pause_at(meeting, *last_known)),
        Command::CorrectClock(correction) => Ok(clock::decide(meeting, *correction)),
    }
}

/// Names, one a line of a form; blank ones are left out.
fn names(names: &[String]) -> Result<Vec<String>, Refusal> {
    validate::in_range(names.len() as i64, Field::Count, 0, MOST_OFFICERS as i64)?;
    let names = names.iter().map(|name| validate::optional_line(name, Field::Name, validate::NAME));
    let names: Vec<String> = names.collect::<Result<_, _>>()?;
    Ok(names.into_iter().filter(|name| !name.is_empty()).collect())
}

/// The events that make a meeting from a programme.
///
/// # Errors
/// If the title is empty, too long, or holds forbidden characters.
pub fn create(code: &str, title: &str, programme: Programme) -> Result<Vec<crate::Event>, Refusal> {
    let title = validate::line(title, Field::Title, validate::TITLE)?;
    let items = crate::agenda::from_template(&programme.agenda);
    let poll = crate::poll::from_template(&programme.poll);
    let created =
        Event::MeetingCreated { code: code.to_owned(), title, programme: Box::new(programme.into()) };
    let mut events = vec![created.into()];
    events.extend(items);
    events.push(poll);
    Ok(events)
}

/// Applies what happened to the meeting as a whole.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, position: u64) {
    match event {
        Event::MeetingCreated { code, title, programme } => {
            meeting.code.clone_from(code);
            meeting.details.title.clone_from(title);
            meeting.details.chairs.clone_from(&programme.chairs);
            meeting.programme = ProgrammeCopy::clone(programme);
        }
        Event::MeetingDescribed(details) => meeting.details = details.clone(),
        Event::ClockCorrected(correction) => clock::apply(meeting, correction, position),
    }
}
