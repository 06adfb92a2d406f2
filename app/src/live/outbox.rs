//! The outbox: commands that were sent and not yet answered. Each is stored until the answer comes and sent again after
//! a break: the room knows a command by its id and answers it once and the same.

use meeting::CardNumber;
#[cfg(any(feature = "hydrate", test))]
use meeting::Moment;
#[cfg(any(feature = "hydrate", test))]
use meeting::wire::{Answer, Envelope};
use serde::Deserialize;
#[cfg(any(feature = "hydrate", test))]
use serde_json::Value;

/// Why something was refused, as far as a console does something about it. All else is for the person, and comes as a
/// sentence: neither every refusal nor its words in every language have to be in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Why {
    /// Someone of this name waits already.
    SameName,
    /// Someone of this name is checked in already.
    SameAttendee,
    /// Cards that have voted were voided: who gets this one is asked.
    VoidedCardsVoted {
        /// The voided ones.
        cards: Vec<CardNumber>,
    },
    /// The text an edit was made to is not one the room knows.
    UnknownRevision,
    /// The edit lies outside the text it was made to.
    OutsideText,
    /// Anything else.
    #[serde(other)]
    Other,
}

/// The outcome of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk, as this journal position.
    Done {
        /// The position.
        position: u64,
    },
    /// It was refused, and nothing changed.
    Refused {
        /// The reason.
        refusal: Why,
        /// The reason as a sentence for the person.
        sentence: String,
    },
}

/// The callback that hears the outcome.
#[cfg(any(feature = "hydrate", test))]
pub(crate) type Then = Box<dyn FnOnce(&Outcome)>;

/// Commands on their way, in the order they were sent.
#[cfg(any(feature = "hydrate", test))]
#[derive(Default)]
pub(crate) struct Outbox {
    waiting: Vec<(Envelope<Value>, Then)>,
}

#[cfg(any(feature = "hydrate", test))]
impl Outbox {
    /// Adds a command, until it is answered.
    pub(crate) fn push(&mut self, envelope: Envelope<Value>, then: Then) {
        self.waiting.push((envelope, then));
    }

    /// All commands that are unanswered, to be sent again.
    pub(crate) fn unanswered(&self) -> impl Iterator<Item = &Envelope<Value>> {
        self.waiting.iter().map(|(envelope, _)| envelope)
    }

    /// Notes that a command could not be done now. It is as if it were asked only when it is sent again: whoever asked
    /// still waits for it.
    pub(crate) fn not_now(&mut self, id: &str, now: Moment) {
        for (envelope, _) in &mut self.waiting {
            if envelope.id == id && envelope.made.is_some() {
                envelope.made = Some(now);
            }
        }
    }

    /// The first of these ids whose command is still unanswered.
    #[cfg(feature = "hydrate")]
    pub(crate) fn first_of<'a>(&self, ids: impl IntoIterator<Item = &'a String>) -> Option<String> {
        ids.into_iter().find(|id| self.unanswered().any(|envelope| envelope.id == **id)).cloned()
    }

    /// Number of unanswered commands.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Takes a command out whose answer has come; returns who is to be told. `None` if it is not, or no longer, ours.
    pub(crate) fn answered(&mut self, id: &str) -> Option<Then> {
        let index = self.waiting.iter().position(|(envelope, _)| envelope.id == id)?;
        Some(self.waiting.remove(index).1)
    }
}

#[cfg(any(feature = "hydrate", test))]
impl Outcome {
    /// The outcome in an answer, with the sentence that comes with every refusal.
    pub(crate) fn of(answer: Answer<Why>, sentence: Option<String>) -> Self {
        match answer {
            Answer::Done { position } => Self::Done { position },
            Answer::Refused { refusal } => Self::Refused { refusal, sentence: sentence.unwrap_or_default() },
        }
    }
}

#[cfg(test)]
mod tests {
    use meeting::refusal::Field;
    use meeting::{Refusal, RequestId};

    use super::*;

    fn envelope(id: &str) -> Envelope<Value> {
        Envelope { id: id.to_owned(), command: serde_json::json!({"speakers": "OpenList"}), made: None }
    }

    #[test]
    fn a_refusal_comes_with_its_sentence_and_is_known_if_something_is_done_about_it() {
        for (refusal, why) in [
            (Refusal::SameName { request: RequestId(3) }, Why::SameName),
            (Refusal::SameAttendee { at: Moment(1) }, Why::SameAttendee),
            (
                Refusal::VoidedCardsVoted { cards: vec![CardNumber(7)] },
                Why::VoidedCardsVoted { cards: vec![CardNumber(7)] },
            ),
            (Refusal::UnknownRevision { newest: 9 }, Why::UnknownRevision),
            (Refusal::OutsideText, Why::OutsideText),
            (Refusal::ListClosed, Why::Other),
            (Refusal::TooLong { field: Field::Name, most: 80 }, Why::Other),
        ] {
            let sent = serde_json::to_string(&Answer::Refused { refusal: refusal.clone() });
            let read: Answer<Why> = serde_json::from_str(&sent.expect("JSON")).expect("an answer");
            let outcome = Outcome::of(read, Some("Câu trả lời.".to_owned()));
            assert_eq!(
                outcome,
                Outcome::Refused { refusal: why, sentence: "Câu trả lời.".to_owned() },
                "{refusal:?}"
            );
        }
        let done: Answer<Why> = serde_json::from_str(r#"{"done":{"position":7}}"#).expect("an answer");
        assert_eq!(Outcome::of(done, None), Outcome::Done { position: 7 });
    }

    #[test]
    fn what_could_not_be_done_is_kept_and_does_not_grow_old() {
        let mut outbox = Outbox::default();
        outbox.push(Envelope { made: Some(Moment(1)), ..envelope("button") }, Box::new(|_| {}));
        outbox.push(envelope("words"), Box::new(|_| {}));
        for (minute, id) in (1..60).flat_map(|minute| [(minute, "button"), (minute, "words")]) {
            outbox.not_now(id, Moment(minute * 60_000));
        }
        let stored: Vec<_> =
            outbox.unanswered().map(|envelope| (envelope.id.as_str(), envelope.made)).collect();
        assert_eq!(stored, [("button", Some(Moment(59 * 60_000))), ("words", None)]);
    }

    #[test]
    fn what_is_unanswered_is_sent_again_in_order_and_answered_once() {
        let mut outbox = Outbox::default();
        for id in ["a", "b", "c"] {
            outbox.push(envelope(id), Box::new(|_| {}));
        }
        assert!(outbox.answered("b").is_some());
        assert!(outbox.answered("b").is_none());
        let again: Vec<_> = outbox.unanswered().map(|envelope| envelope.id.as_str()).collect();
        assert_eq!(again, ["a", "c"]);
        assert_eq!(outbox.len(), 2);
    }
}
