//! Decides commands on the meeting as a whole, and lays down a new meeting from its programme.

use super::{Command, Details, Event};
use crate::clock;
use crate::programme::{Programme, template};
use crate::refusal::{Field, Refusal};
use crate::validate;
use crate::{Meeting, speakers};

/// Most people who chair or write one meeting.
const MOST_OFFICERS: usize = 10;

/// Decides a command on the meeting as a whole.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::state::Event>, Refusal> {
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
        Command::Recover { last_known } => Ok(speakers::decide::pause_at(meeting, *last_known)),
        Command::CorrectClock(correction) => Ok(clock::decide::decide(meeting, *correction)),
    }
}

/// Validates names, one a line of a form; blank ones are left out.
fn names(names: &[String]) -> Result<Vec<String>, Refusal> {
    validate::in_range(names.len() as i64, Field::Count, 0, MOST_OFFICERS as i64)?;
    let names = names.iter().map(|name| validate::optional_line(name, Field::Name, validate::NAME));
    let names: Vec<String> = names.collect::<Result<_, _>>()?;
    Ok(names.into_iter().filter(|name| !name.is_empty()).collect())
}

/// Returns the events that make a meeting from a programme.
///
/// # Errors
/// If the title is empty, too long, or holds forbidden characters.
pub fn create(code: &str, title: &str, programme: Programme) -> Result<Vec<crate::state::Event>, Refusal> {
    let title = validate::line(title, Field::Title, validate::TITLE)?;
    let items = template::agenda(&programme.agenda);
    let poll = template::poll(&programme.poll);
    let created =
        Event::MeetingCreated { code: code.to_owned(), title, programme: Box::new(programme.into()) };
    let mut events = vec![created.into()];
    events.extend(items);
    events.push(poll);
    Ok(events)
}
