//! Applies events of opinions.

use super::{Event, Opinion, Opinions};
use crate::splice::Doc;

/// Applies an event of opinions.
pub(crate) fn apply(opinions: &mut Opinions, event: &Event, position: u64) {
    match event {
        Event::OpinionRecorded { opinion, speech, text } => {
            let text = Doc::new(text.clone(), position);
            opinions.all.push(Opinion { id: *opinion, speech: *speech, text, outcome: None });
        }
        Event::OutcomeDecided { opinion, outcome } => {
            if let Some(known) = opinions.all.iter_mut().find(|known| known.id == *opinion) {
                known.outcome.clone_from(outcome);
            }
        }
    }
}
