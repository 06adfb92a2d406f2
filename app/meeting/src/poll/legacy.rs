//! Reads the events that journals hold which were written before there were several polls: one poll, one scale, one
//! remark. They are read for good, and never written again.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Count, Event, Kind, Question, Questionnaire, Tally};
use crate::id::PollId;

/// The id that the one poll of an older journal gets.
const ONLY: PollId = PollId(1);
/// The title of the free words that stood beside its scale.
const REMARK: &str = "Góp ý thêm (nếu có)";

#[derive(Deserialize)]
enum LegacyEvent {
    PollPrepared { question: String, asked_by: String, levels: Vec<String> },
    PollOpened,
    PollClosed,
    BallotsCounted { tally: LegacyTally },
    ResultShown,
    ResultHidden,
}

#[derive(Deserialize)]
struct LegacyTally {
    counts: Vec<u32>,
    remarks: Vec<String>,
}

impl From<LegacyEvent> for Event {
    fn from(legacy: LegacyEvent) -> Self {
        match legacy {
            LegacyEvent::PollPrepared { question, asked_by, levels } => {
                let scale = Question { kind: Kind::Scale, title: question, options: levels };
                let words = Question { kind: Kind::Text, title: REMARK.to_owned(), options: Vec::new() };
                let questionnaire =
                    Questionnaire { questions: vec![scale, words], asked_by, ..Questionnaire::default() };
                Self::PollWritten { poll: ONLY, questionnaire }
            }
            LegacyEvent::PollOpened => Self::PollOpened { poll: ONLY, closes: None },
            LegacyEvent::PollClosed => Self::PollClosed { poll: ONLY },
            LegacyEvent::BallotsCounted { tally: LegacyTally { counts, remarks } } => {
                let ballots = counts.iter().sum();
                let scale = Count { answered: ballots, ticks: counts, words: Vec::new() };
                let answered = u32::try_from(remarks.len()).unwrap_or(u32::MAX);
                let words = Count { answered, ticks: Vec::new(), words: remarks };
                Self::BallotsCounted {
                    poll: ONLY,
                    tally: Tally { ballots, counts: vec![scale, words], ..Tally::default() },
                }
            }
            LegacyEvent::ResultShown => Self::ResultShown { poll: ONLY },
            LegacyEvent::ResultHidden => Self::ResultHidden { poll: ONLY },
        }
    }
}

/// An event in today's form.
#[derive(Deserialize)]
struct Now(#[serde(with = "Event")] Event);

#[derive(Deserialize)]
#[serde(untagged)]
enum Either {
    Now(Now),
    Legacy(LegacyEvent),
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Either::deserialize(deserializer)? {
            Either::Now(Now(event)) => event,
            Either::Legacy(legacy) => legacy.into(),
        })
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}
