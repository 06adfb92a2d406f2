//! Applies events of written opinions.

use super::{Event, Written, WrittenOpinions};
use crate::time::Moment;

/// Applies an event of written opinions.
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
