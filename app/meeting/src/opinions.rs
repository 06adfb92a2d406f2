//! Opinions as they are raised at a speech, in the words the secretary or the desk writes down.

use serde::{Deserialize, Serialize};

use crate::Meeting;
use crate::clean;
use crate::id::{OpinionId, SpeechId};
use crate::refusal::{Field, Refusal, Thing};
use crate::splice::Doc;

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Its name on the wire.
    pub id: OpinionId,
    /// The speech it was raised at.
    pub speech: SpeechId,
    /// What was said.
    pub text: Doc,
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

/// Decides a command on opinions. They may still be written down after the meeting was closed: the
/// minutes are finished then, not before.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::Event>, Refusal> {
    let Command::RecordOpinion { speech, text } = command;
    meeting.speakers.speech(*speech).ok_or(Refusal::NotFound { thing: Thing::Speech })?;
    let opinion = OpinionId::after(meeting.opinions.all.last().map(|opinion| opinion.id));
    let text = clean::paragraphs(text, Field::Text, clean::TEXT)?;
    Ok(vec![Event::OpinionRecorded { opinion, speech: *speech, text }.into()])
}

/// Applies what happened to opinions.
pub(crate) fn apply(opinions: &mut Opinions, event: &Event, position: u64) {
    let Event::OpinionRecorded { opinion, speech, text } = event;
    opinions.all.push(Opinion { id: *opinion, speech: *speech, text: Doc::new(text.clone(), position) });
}
