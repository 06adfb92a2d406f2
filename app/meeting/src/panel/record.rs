//! Decides what of an event a place may read, beside [`view`](super::view) and by the same table: an event holds
//! nothing for a place that none of its panels shows. What is withheld leaves no gap: the position stays, and what kind
//! of event it was; so does the time, and from what sort of place it came.
//!
//! Whose phone something came from is told to nobody: it would join what one person said with a name to what another
//! page shows without.

use serde::Serialize;
use serde_json::Value;

use crate::actor::{Actor, Place};
use crate::history::{Line, Reader};
use crate::time::Moment;
use crate::{Event, Recorded, cards, details, minutes, opinions, poll, projector, speakers, written};

/// An event as one place may read it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordView {
    /// Its position in the journal, from 1, without gaps.
    pub position: u64,
    /// When it happened, on the meeting's clock.
    pub at: Moment,
    /// Who caused it; of a person with a phone only that it was one.
    pub by: Cause,
    /// True if the same command caused the event before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// The event in JSON, without what is withheld; of an event that is withheld whole, its kind.
    pub event: Value,
    /// True if anything is withheld.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
}

/// Who caused an event, as places are told. On the wire it looks as the journal's own does, with nobody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The program itself.
    System,
    /// Someone at a place that is opened with a key.
    Staff(Place),
    /// Someone with a phone: always `None`.
    Person(Option<()>),
}

impl From<Actor> for Cause {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::System => Self::System,
            Actor::Staff(place) => Self::Staff(place),
            Actor::Person(_) => Self::Person(None),
        }
    }
}

/// What of an event a place may not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Withheld {
    /// These fields, each as a path through what the event holds.
    Fields(&'static [&'static str]),
    /// These fields, and with them whom or what the history says it was about.
    FieldsAndAbout(&'static [&'static str]),
    /// Everything but its kind.
    All,
}

/// Nothing is withheld.
const NOTHING: Withheld = Withheld::Fields(&[]);

/// The event as this place may read it, in JSON.
#[must_use]
pub fn record(place: Place, recorded: &Recorded) -> RecordView {
    let Recorded { position, at, by, continues, event } = recorded;
    let whole = serde_json::to_value(event).unwrap_or_default();
    let mut told = whole.clone();
    match withheld(place, event) {
        Withheld::All => retain_kind(&mut told),
        Withheld::Fields(paths) | Withheld::FieldsAndAbout(paths) => {
            for body in bodies(&mut told) {
                paths.iter().for_each(|path| remove(body, path));
            }
        }
    }
    let withheld = told != whole || by.person().is_some();
    RecordView {
        position: *position,
        at: *at,
        by: (*by).into(),
        continues: *continues,
        event: told,
        withheld,
    }
}

/// The line of the history that the next event makes, as this place may read it.
pub fn line(place: Place, reader: &mut Reader, recorded: &Recorded) -> Option<Line> {
    let mut line = reader.next(recorded)?;
    if matches!(withheld(place, &recorded.event), Withheld::All | Withheld::FieldsAndAbout(_)) {
        line.action.about.clear();
    }
    Some(line)
}

fn withheld(place: Place, event: &Event) -> Withheld {
    use Place::{Chair, Desk, Office, Secretary};
    if !place.is_staff() {
        return Withheld::All;
    }
    let only = |places: &[Place], otherwise| if places.contains(&place) { NOTHING } else { otherwise };
    let minutes = [Secretary, Desk, Office];
    match event {
        // Of the programme the panels show the rules, the fields, who chairs and how many are to come.
        Event::Details(details::Event::MeetingCreated { .. }) => Withheld::Fields(&[
            "programme.id",
            "programme.papers",
            "programme.present",
            "programme.deadlines",
        ]),
        Event::Details(details::Event::MeetingDescribed(_) | details::Event::ClockCorrected(_)) => NOTHING,
        Event::Agenda(_) | Event::Undo(_) | Event::Attendance(_) | Event::Keys(_) => NOTHING,
        Event::Speakers(speakers::Event::SpeakerRegistered { .. }) => Withheld::Fields(&["person"]),
        // What a request was about is on no panel once it is off the list.
        Event::Speakers(speakers::Event::RequestEdited { .. }) => {
            Withheld::Fields(&["speaker.on_behalf", "speaker.subject", "speaker.field"])
        }
        // The chair and the office read of a breach where they can undo it, the others in the minutes.
        Event::Speakers(_) => NOTHING,
        // Whose they are and that they were read; what they say stands in no event.
        Event::Contacts(_) => NOTHING,
        Event::Opinions(opinions::Event::OpinionRecorded { .. }) => {
            only(&minutes, Withheld::Fields(&["text"]))
        }
        Event::Opinions(opinions::Event::OutcomeDecided { .. }) => {
            only(&minutes, Withheld::Fields(&["outcome"]))
        }
        Event::Written(written::Event::Submitted { .. }) => Withheld::Fields(&["person"]),
        Event::Written(written::Event::TakenUp { .. } | written::Event::WrittenAnswered { .. }) => NOTHING,
        Event::Minutes(minutes::Event::TextSpliced { target: minutes::Target::Notes(_), .. }) => {
            only(&[Chair], Withheld::All)
        }
        Event::Minutes(minutes::Event::NoteWritten { .. } | minutes::Event::TextSpliced { .. }) => {
            only(&minutes, Withheld::All)
        }
        Event::Poll(event) => of_poll(event, only(&minutes, Withheld::All) == NOTHING),
        Event::Cards(cards::Event::CardGuessed | cards::Event::CardsGuessed { .. }) => NOTHING,
        Event::Cards(_) => only(&[Desk, Office], Withheld::All),
        Event::Projector(projector::Event::ScenePinned { scene: projector::Scene::Message(_) }) => {
            only(&[Chair, Office], Withheld::All)
        }
        Event::Projector(_) => NOTHING,
    }
}

/// What is withheld of a poll's event from a place that sees its paper ballots and the minutes, or from one that does
/// not.
fn of_poll(event: &poll::Event, sees_paper_ballots: bool) -> Withheld {
    use poll::Event as Poll;
    match event {
        Poll::TabletOpened { .. } => Withheld::Fields(&["voter"]),
        // The poll's own panel shows the free words, from five ballots on and once it is the poll that is looked at.
        Poll::BallotsCounted { .. } => Withheld::Fields(&["tally.counts.words"]),
        Poll::PollReopened { .. } | Poll::PollDiscarded { .. } if !sees_paper_ballots => {
            Withheld::FieldsAndAbout(&["reason"])
        }
        Poll::PaperBallotIssued { .. }
        | Poll::PaperBallotTakenBack { .. }
        | Poll::PaperCountEntered { .. }
        | Poll::PaperCountConfirmed { .. }
            if !sees_paper_ballots =>
        {
            Withheld::All
        }
        Poll::PollWritten { .. }
        | Poll::PollRemoved { .. }
        | Poll::PollOpened { .. }
        | Poll::PollClosed { .. }
        | Poll::BallotBoxSealed { .. }
        | Poll::PollReopened { .. }
        | Poll::PollDiscarded { .. }
        | Poll::ResultShown { .. }
        | Poll::ResultHidden { .. }
        | Poll::WordsPublished { .. }
        | Poll::PaperBallotIssued { .. }
        | Poll::PaperBallotTakenBack { .. }
        | Poll::LoosePaperBallotsCounted { .. }
        | Poll::TabletClosed { .. } => NOTHING,
        // The panel has the paper ballots of one poll at a time.
        Poll::PaperCountEntered { .. } | Poll::PaperCountConfirmed { .. } => Withheld::Fields(&["by.name"]),
    }
}

/// The objects that hold an event's fields, below its subject and its kind; none if the kind says it all.
fn bodies(event: &mut Value) -> impl Iterator<Item = &mut Value> {
    let kinds = event.as_object_mut().into_iter().flat_map(|subject| subject.values_mut());
    kinds.filter_map(Value::as_object_mut).flat_map(|kind| kind.values_mut())
}

/// Reduces an event to its subject and its kind, as an event looks that holds nothing else.
fn retain_kind(event: &mut Value) {
    for kind in event.as_object_mut().into_iter().flat_map(|subject| subject.values_mut()) {
        if let Some(name) = kind.as_object().and_then(|kind| kind.keys().next().cloned()) {
            *kind = Value::String(name);
        }
    }
}

/// Removes what a path leads to, in every element of the lists on its way.
fn remove(value: &mut Value, path: &str) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| remove(one, path)),
        Value::Object(fields) => match path.split_once('.') {
            Some((first, rest)) => fields.get_mut(first).into_iter().for_each(|value| remove(value, rest)),
            None => drop(fields.remove(path)),
        },
        _ => {}
    }
}
