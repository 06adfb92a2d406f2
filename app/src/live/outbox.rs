//! What was asked and not yet answered. It is kept until the answer comes and sent again after a break:
//! the room knows a command by its id and answers it once and the same.

#[cfg(any(feature = "hydrate", test))]
use meeting::Moment;
use meeting::Refusal;
#[cfg(any(feature = "hydrate", test))]
use meeting::wire::{Answer, Envelope};

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk, as this journal position.
    Done {
        /// The position.
        position: u64,
    },
    /// Nothing changed.
    Refused {
        /// Why, by the rules of the meeting; `None` if it never came to them.
        refusal: Option<Refusal>,
        /// The same for the person.
        sentence: String,
    },
}

/// Who hears of the outcome.
#[cfg(any(feature = "hydrate", test))]
pub(crate) type Then = Box<dyn FnOnce(&Outcome)>;

/// Commands on their way, in the order they were given.
#[cfg(any(feature = "hydrate", test))]
#[derive(Default)]
pub(crate) struct Outbox {
    waiting: Vec<(Envelope, Then)>,
}

#[cfg(any(feature = "hydrate", test))]
impl Outbox {
    /// Keeps a command until it is answered.
    pub(crate) fn push(&mut self, envelope: Envelope, then: Then) {
        self.waiting.push((envelope, then));
    }

    /// All that is unanswered, to be sent again.
    pub(crate) fn unanswered(&self) -> impl Iterator<Item = &Envelope> {
        self.waiting.iter().map(|(envelope, _)| envelope)
    }

    /// One could not be done now. It is as if it were asked only when it is sent again: whoever asked still waits for it.
    pub(crate) fn not_now(&mut self, id: &str, now: Moment) {
        for (envelope, _) in &mut self.waiting {
            if envelope.id == id && envelope.made.is_some() {
                envelope.made = Some(now);
            }
        }
    }

    /// The first of these that is still unanswered.
    pub(crate) fn first_of<'a>(&self, ids: impl IntoIterator<Item = &'a String>) -> Option<String> {
        ids.into_iter().find(|id| self.unanswered().any(|envelope| envelope.id == **id)).cloned()
    }

    /// How many wait.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// The answer to one has come; whoever asked is to be told. `None` if it is not, or no longer, ours.
    pub(crate) fn answered(&mut self, id: &str) -> Option<Then> {
        let index = self.waiting.iter().position(|(envelope, _)| envelope.id == id)?;
        Some(self.waiting.remove(index).1)
    }
}

#[cfg(any(feature = "hydrate", test))]
impl Outcome {
    /// An answer with the sentence that goes with it.
    pub(crate) fn of(answer: Answer, sentence: impl FnOnce(&Refusal) -> String) -> Self {
        match answer {
            Answer::Done { position } => Self::Done { position },
            Answer::Refused { refusal } => {
                let sentence = sentence(&refusal);
                Self::Refused { refusal: Some(refusal), sentence }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use meeting::speakers::Command;

    use super::*;

    fn envelope(id: &str) -> Envelope {
        Envelope { id: id.to_owned(), command: Command::OpenList.into(), made: None }
    }

    #[test]
    fn a_refusal_comes_with_its_sentence() {
        let refused = Answer::Refused { refusal: Refusal::ListClosed };
        let outcome = Outcome::of(refused, |_| "Danh sách đang khóa.".to_owned());
        let sentence = "Danh sách đang khóa.".to_owned();
        assert_eq!(outcome, Outcome::Refused { refusal: Some(Refusal::ListClosed), sentence });
        let done = Outcome::of(Answer::Done { position: 7 }, |_| String::new());
        assert_eq!(done, Outcome::Done { position: 7 });
    }

    #[test]
    fn what_could_not_be_done_is_kept_and_does_not_grow_old() {
        let mut outbox = Outbox::default();
        outbox.push(Envelope { made: Some(Moment(1)), ..envelope("button") }, Box::new(|_| {}));
        outbox.push(envelope("words"), Box::new(|_| {}));
        for (minute, id) in (1..60).flat_map(|minute| [(minute, "button"), (minute, "words")]) {
            outbox.not_now(id, Moment(minute * 60_000));
        }
        let kept: Vec<_> =
            outbox.unanswered().map(|envelope| (envelope.id.as_str(), envelope.made)).collect();
        assert_eq!(kept, [("button", Some(Moment(59 * 60_000))), ("words", None)]);
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
