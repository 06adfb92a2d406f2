//! Written opinions: what people hand in from their phones for the desk, and what became of it.
//!
//! They are taken until the conclusion begins (or, where a programme has none, the closing): from then on
//! what has no outcome is decided in turn. Taking one up puts it into the minutes.

use serde::{Deserialize, Serialize};

use crate::agenda::{ItemKind, ItemState, Phase};
use crate::clock::Correction;
use crate::id::{PersonId, WrittenId};
use crate::refusal::{Field, Refusal, Thing};
use crate::role::Actor;
use crate::time::Moment;
use crate::{Meeting, validate};

/// Most characters of a written opinion: a full page by hand.
pub const TEXT: usize = 2_000;
/// Most characters of an answer to it: with all its accents still a push that a weak line carries.
pub const ANSWER: usize = 400;
/// Most written opinions of one person.
const OF_ONE: usize = 10;
/// Most written opinions of a meeting.
const OF_ALL: usize = 2_500;
/// Most there may be for one more to be taken from a phone without a door card: the rest is left to those who have one.
const WITHOUT_CARD: usize = 2_000;

/// A written opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its name on the wire.
    pub id: WrittenId,
    /// Whose phone.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What it says.
    pub text: String,
    /// When it came.
    pub at: Moment,
    /// Whether it is in the minutes.
    pub taken_up: bool,
    /// What was answered; empty until it is.
    pub answer: String,
}

/// All written opinions of a meeting, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenOpinions {
    /// In order.
    pub all: Vec<Written>,
}

impl WrittenOpinions {
    /// Their times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        self.all.iter_mut().for_each(|written| correction.past(&mut written.at));
    }

    /// The one with this id.
    #[must_use]
    pub fn get(&self, id: WrittenId) -> Option<&Written> {
        self.all.iter().find(|written| written.id == id)
    }

    /// Those of one person.
    pub fn of(&self, person: PersonId) -> impl Iterator<Item = &Written> {
        self.all.iter().filter(move |written| written.person == person)
    }

    fn get_mut(&mut self, id: WrittenId) -> Option<&mut Written> {
        self.all.iter_mut().find(|written| written.id == id)
    }
}

/// Whether written opinions are still taken.
#[must_use]
pub fn is_taken(meeting: &Meeting) -> bool {
    let concludes = |kind| matches!(kind, ItemKind::Conclusion | ItemKind::Closing);
    let begun = |state| matches!(state, ItemState::Running | ItemState::Done);
    meeting.agenda.phase != Phase::Closed
        && !meeting.agenda.items.iter().any(|item| concludes(item.text.kind) && begun(item.state))
}

/// A command on written opinions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Hands one in, from a phone.
    #[serde(rename = "HandIn")]
    Submit {
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        #[serde(default)]
        hamlet: String,
        /// What it says.
        text: String,
    },
    /// Puts one into the minutes.
    TakeUp {
        /// Which.
        written: WrittenId,
    },
    /// Answers one, or answers it anew.
    AnswerWritten {
        /// Which.
        written: WrittenId,
        /// What is answered.
        answer: String,
    },
}

/// What happened to written opinions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// One was handed in.
    #[serde(rename = "HandedIn")]
    Submitted {
        /// Its id.
        written: WrittenId,
        /// Whose phone.
        person: PersonId,
        /// Full name.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// What it says.
        text: String,
    },
    /// One was put into the minutes.
    TakenUp {
        /// Which.
        written: WrittenId,
    },
    /// One was answered.
    WrittenAnswered {
        /// Which.
        written: WrittenId,
        /// What was answered.
        answer: String,
    },
}

/// Decides a command on written opinions. They may be taken up and answered after the meeting too: the
/// minutes are finished then.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
) -> Result<Vec<crate::Event>, Refusal> {
    let known = &meeting.written;
    let find = |id| known.get(id).ok_or(Refusal::NotFound { thing: Thing::Written });
    let event = match command {
        Command::Submit { name, hamlet, text } => {
            let person = actor.person().ok_or(Refusal::NotAllowed { place: actor.place() })?;
            if meeting.agenda.phase == Phase::Closed {
                return Err(Refusal::MeetingClosed);
            }
            if !is_taken(meeting) {
                return Err(Refusal::IntakeClosed);
            }
            meeting.cards.require_admitted(person)?;
            if known.of(person).count() >= OF_ONE {
                return Err(Refusal::OwnFull { most: OF_ONE as u32 });
            }
            let most = if person.card().is_some() { OF_ALL } else { WITHOUT_CARD };
            if known.all.len() >= most {
                return Err(Refusal::IntakeFull { most: most as u32 });
            }
            let text = validate::paragraphs(text, Field::Text, TEXT)?;
            if text.is_empty() {
                return Err(Refusal::Empty { field: Field::Text });
            }
            Event::Submitted {
                written: WrittenId::after(known.all.last().map(|written| written.id)),
                person,
                name: validate::line(name, Field::Name, validate::NAME)?,
                hamlet: validate::optional_line(hamlet, Field::Hamlet, validate::NAME)?,
                text,
            }
        }
        Command::TakeUp { written } if find(*written)?.taken_up => return Ok(Vec::new()),
        Command::TakeUp { written } => Event::TakenUp { written: *written },
        Command::AnswerWritten { written, answer } => {
            let answer = validate::paragraphs(answer, Field::Answer, ANSWER)?;
            if answer.is_empty() {
                return Err(Refusal::Empty { field: Field::Answer });
            }
            if find(*written)?.answer == answer {
                return Ok(Vec::new());
            }
            Event::WrittenAnswered { written: *written, answer }
        }
    };
    Ok(vec![event.into()])
}

/// Applies what happened to written opinions.
pub(crate) fn apply(all: &mut WrittenOpinions, event: &Event, at: Moment) {
    match event {
        Event::Submitted { written, person, name, hamlet, text } => all.all.push(Written {
            id: *written,
            person: *person,
            name: name.clone(),
            hamlet: hamlet.clone(),
            text: text.clone(),
            at,
            taken_up: false,
            answer: String::new(),
        }),
        Event::TakenUp { written } => {
            if let Some(written) = all.get_mut(*written) {
                written.taken_up = true;
            }
        }
        Event::WrittenAnswered { written, answer } => {
            if let Some(written) = all.get_mut(*written) {
                written.answer.clone_from(answer);
            }
        }
    }
}
