//! Decides commands on contacts, and how long each is stored.

use super::{Command, Contacts, DAY_MS, Event, MOST_DAYS};
use crate::agenda::Phase;
use crate::id::RequestId;
use crate::opinions::{Opinion, Outcome};
use crate::refusal::{Field, Refusal, Thing};
use crate::speakers::RequestState;
use crate::state::Meeting;
use crate::time::Moment;
use crate::validate;

/// Whether someone who left a contact is still owed an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// An opinion of theirs has no outcome, or an agency has yet to settle it.
    Owed,
    /// They spoke, and nothing is written down of what they said.
    Unrecorded,
    /// They have not spoken, nor has anyone for them.
    Unspoken,
    /// Nothing is owed any more.
    Answered,
}

/// Whether who asked for the floor with this request is still owed an answer. Who asks the same as another is answered
/// with that one, and so is an opinion that is merged into another.
#[must_use]
pub fn standing(meeting: &Meeting, request: RequestId) -> Standing {
    let requests = &meeting.speakers.requests;
    let mut of = request;
    // A chain of those who speak for each other is as long as the list at most.
    for _ in 0..requests.len() {
        match requests.get(&of).map(|request| request.state) {
            Some(RequestState::Merged(into)) => of = into,
            _ => break,
        }
    }
    let speeches = || {
        let theirs = meeting.speakers.speeches.iter().filter(move |speech| {
            speech.request == Some(of) || speech.agreeing.iter().any(|one| one.request == request)
        });
        theirs.map(|speech| speech.id)
    };
    let mut opinions = speeches().flat_map(|speech| meeting.opinions.of(speech)).peekable();
    match () {
        () if speeches().next().is_none() => Standing::Unspoken,
        () if opinions.peek().is_none() => Standing::Unrecorded,
        () if opinions.any(|opinion| is_owed(decisive(meeting, opinion))) => Standing::Owed,
        () => Standing::Answered,
    }
}

/// The opinion whose outcome counts for this one: itself, or the one it was merged into.
fn decisive<'a>(meeting: &'a Meeting, opinion: &'a Opinion) -> &'a Opinion {
    let mut of = opinion;
    for _ in 0..meeting.opinions.all.len() {
        match of.outcome {
            Some(Outcome::Merged { into }) => of = meeting.opinions.get(into).unwrap_or(of),
            _ => break,
        }
    }
    of
}

fn is_owed(opinion: &Opinion) -> bool {
    matches!(opinion.outcome, None | Some(Outcome::Assigned { .. }))
}

/// When the contacts of a meeting are to be erased; `None` while there are none or an answer is wanting: the meeting is
/// not closed, or what became of an opinion is not decided, or it is given to an agency that has yet to settle it.
#[must_use]
pub fn due(meeting: &Meeting) -> Option<Moment> {
    let Contacts { left, days, answered } = &meeting.contacts;
    let settled = meeting.agenda.phase == Phase::Closed && !meeting.opinions.all.iter().any(is_owed);
    answered.filter(|_| settled && !left.is_empty()).map(|at| at.plus_ms(i64::from(*days) * DAY_MS))
}

/// Decides a command on contacts. They may be read and erased whenever there are any: answers are sent after the meeting.
pub(crate) fn decide(
    meeting: &Meeting,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::state::Event>, Refusal> {
    let Contacts { left, days: known, .. } = &meeting.contacts;
    let erased = || Event::ContactsErased { count: u32::try_from(left.len()).unwrap_or(u32::MAX) };
    let event = match command {
        Command::ReadContacts | Command::EraseContacts if left.is_empty() => {
            return Err(Refusal::NotFound { thing: Thing::Contact });
        }
        Command::ReadContacts => Event::ContactsRead { requests: left.iter().copied().collect() },
        Command::EraseContacts => erased(),
        Command::EraseDueContacts if due(meeting).is_some_and(|due| due <= now) => erased(),
        Command::EraseDueContacts => return Ok(Vec::new()),
        Command::SetContactDays { days } => {
            validate::in_range(i64::from(*days), Field::Days, 0, i64::from(MOST_DAYS))?;
            if days == known {
                return Ok(Vec::new());
            }
            Event::ContactDaysSet { days: *days }
        }
    };
    Ok(vec![event.into()])
}
