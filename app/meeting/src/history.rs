//! Who did what: every event in which someone acted, at a staff place or with a phone, as a deed and whom or
//! what it was about. Names are those of the moment at which it was done, so it is asked before the event
//! is applied. What it was about reads the same in every language: names, titles, numbers, times.

mod action_kind;
mod lately;

use chrono::{NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::agenda::Event as Agenda;
use crate::clock::{Correction, Corrections};
use crate::id::{ItemId, PollId, RequestId, SpeechId, WrittenId};
use crate::speakers::{Basis, Event as Speakers, Purpose};
use crate::{
    Event, Meeting, attendance, cards, contacts, details, keys, minutes, opinions, poll, projector, undo,
    written,
};

pub use action_kind::{ActionKind, Subject};
pub use lately::{Done, Lately};

/// A deed and what it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What was done.
    #[serde(rename = "deed")]
    pub kind: ActionKind,
    /// Whom or what about: a name, a title, a number with nothing else; empty if it says itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// For an undoing: what was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undid: Option<ActionKind>,
}

impl Action {
    /// What a command did as a whole, when this was done first and that with it.
    pub(crate) fn with(&self, next: Self) -> Self {
        let counted = |count: u32| Self::new(ActionKind::RegisteredMany, count.to_string());
        match (self.kind, next.kind) {
            (ActionKind::ItemAdded | ActionKind::ItemInserted, ActionKind::ItemStarted) => {
                Self { kind: ActionKind::ItemInserted, ..next }
            }
            // Whoever takes an item begins it, and what goes with it goes without saying. Of an item and
            // its part that end, the item is what ended.
            (_, ActionKind::ItemStarted) | (ActionKind::ItemFinished, ActionKind::ItemFinished) => next,
            (ActionKind::Registered, ActionKind::Registered) => counted(2),
            (ActionKind::RegisteredMany, ActionKind::Registered) => {
                counted(self.about.parse().unwrap_or(1) + 1)
            }
            _ => self.clone(),
        }
    }

    /// What it says of the time of day, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        if matches!(
            (self.kind, self.undid),
            (ActionKind::LastCallSet, _) | (_, Some(ActionKind::LastCallSet))
        ) && let Ok(until) = NaiveTime::parse_from_str(&self.about, TIME_OF_DAY)
        {
            let until = until + TimeDelta::milliseconds(correction.by_ms());
            self.about = until.format(TIME_OF_DAY).to_string();
        }
    }

    fn new(kind: ActionKind, about: impl Into<String>) -> Self {
        Self { kind, about: about.into(), undid: None }
    }
}

/// What an event, not yet applied, does; `None` for what goes without saying: the words of the minutes,
/// which keep their own history, the count that follows a closed poll, and a contact that comes with a request.
#[must_use]
pub fn action(meeting: &Meeting, event: &Event) -> Option<Action> {
    let (kind, about) = match event {
        Event::Agenda(event) => agenda(meeting, event),
        Event::Speakers(event) => speakers(meeting, event),
        Event::Undo(undo::Event::Undone { step, .. }) => {
            let undone = meeting.undo.steps().iter().find(|known| known.position == *step)?;
            let Action { kind, about, .. } = undone.action.clone();
            return Some(Action { kind: ActionKind::Undone, about, undid: Some(kind) });
        }
        Event::Details(details::Event::MeetingCreated { .. }) => return None,
        Event::Details(details::Event::MeetingDescribed(details)) => {
            (ActionKind::Described, details.title.clone())
        }
        Event::Details(details::Event::ClockCorrected(correction)) => {
            (ActionKind::ClockCorrected, clocks(correction))
        }
        Event::Contacts(event) => match event {
            contacts::Event::ContactLeft { .. } => return None,
            contacts::Event::ContactsRead { requests } => {
                (ActionKind::ContactsRead, requests.len().to_string())
            }
            contacts::Event::ContactsErased { count } => (ActionKind::ContactsErased, count.to_string()),
            contacts::Event::ContactDaysSet { days } => (ActionKind::ContactDaysSet, days.to_string()),
        },
        Event::Opinions(opinions::Event::OpinionRecorded { speech, .. }) => {
            (ActionKind::OpinionRecorded, of_speech(meeting, *speech))
        }
        Event::Opinions(opinions::Event::OutcomeDecided { opinion, outcome }) => {
            let kind =
                if outcome.is_some() { ActionKind::OutcomeDecided } else { ActionKind::OutcomeTakenBack };
            let opinion = meeting.opinions.get(*opinion);
            (kind, opinion.map(|opinion| of_speech(meeting, opinion.speech)).unwrap_or_default())
        }
        Event::Written(event) => match event {
            written::Event::Submitted { name, .. } => (ActionKind::Submitted, name.clone()),
            written::Event::TakenUp { written } => (ActionKind::TakenUp, of_written(meeting, *written)),
            written::Event::WrittenAnswered { written, .. } => {
                (ActionKind::WrittenAnswered, of_written(meeting, *written))
            }
        },
        Event::Minutes(minutes::Event::NoteWritten { .. } | minutes::Event::TextSpliced { .. }) => {
            return None;
        }
        Event::Poll(event) => match event {
            poll::Event::BallotBoxSealed { .. } | poll::Event::BallotsCounted { .. } => return None,
            poll::Event::PollWritten { questionnaire, .. } => {
                (ActionKind::PollWritten, questionnaire.title().to_owned())
            }
            poll::Event::PollRemoved { poll } => (ActionKind::PollRemoved, of_poll(meeting, *poll)),
            poll::Event::PollOpened { poll, .. } => (ActionKind::PollOpened, of_poll(meeting, *poll)),
            poll::Event::PollClosed { poll } => (ActionKind::PollClosed, of_poll(meeting, *poll)),
            poll::Event::PollReopened { reason, .. } => (ActionKind::PollReopened, reason.clone()),
            poll::Event::PollDiscarded { reason, .. } => (ActionKind::PollDiscarded, reason.clone()),
            poll::Event::ResultShown { poll } => (ActionKind::ResultShown, of_poll(meeting, *poll)),
            poll::Event::ResultHidden { poll } => (ActionKind::ResultHidden, of_poll(meeting, *poll)),
            // Of which poll, never the words: who reads the history need not be who may read them.
            poll::Event::WordsPublished { poll, shown, .. } => {
                let kind = if *shown { ActionKind::WordsPublished } else { ActionKind::WordsHidden };
                (kind, of_poll(meeting, *poll))
            }
            poll::Event::PaperBallotIssued { card, .. } => (ActionKind::PaperBallotIssued, card.to_string()),
            poll::Event::PaperBallotTakenBack { card, .. } => {
                (ActionKind::PaperBallotTakenBack, card.to_string())
            }
            poll::Event::LoosePaperBallotsCounted { count, .. } => {
                (ActionKind::LoosePaperBallotsCounted, count.to_string())
            }
            // Who signed stands with the papers.
            poll::Event::PaperCountEntered { poll, .. } => {
                (ActionKind::PaperCountEntered, of_poll(meeting, *poll))
            }
            poll::Event::PaperCountConfirmed { poll, .. } => {
                (ActionKind::PaperCountConfirmed, of_poll(meeting, *poll))
            }
            poll::Event::TabletOpened { .. } => (ActionKind::TabletOpened, String::new()),
            poll::Event::TabletClosed { .. } => (ActionKind::TabletClosed, String::new()),
        },
        Event::Attendance(event) => match event {
            attendance::Event::CheckedIn { name, .. } => (ActionKind::CheckedIn, name.clone()),
            attendance::Event::CheckedOut { attendee } => {
                let known = meeting.attendance.named.iter().find(|known| known.id == *attendee);
                (ActionKind::CheckedOut, known.map(|known| known.name.clone()).unwrap_or_default())
            }
            attendance::Event::ArrivalsCounted { residents, officials } => {
                (ActionKind::Counted, format!("{residents:+} / {officials:+}"))
            }
        },
        Event::Cards(event) => match event {
            cards::Event::CardGuessed => (ActionKind::CardGuessed, String::new()),
            cards::Event::CardsGuessed { count } => (ActionKind::CardsGuessed, count.to_string()),
            cards::Event::CardsOnlySet { only: true } => (ActionKind::CardsOnlySet, String::new()),
            cards::Event::CardsOnlySet { only: false } => (ActionKind::CardsOnlyEnded, String::new()),
            cards::Event::CardsPrinted { count } => (ActionKind::CardsPrinted, count.to_string()),
            cards::Event::CardsRenewed => (ActionKind::CardsRenewed, String::new()),
            cards::Event::CardsShown { count } => (ActionKind::CardsShown, count.to_string()),
            cards::Event::CardIssued { card, newcomer } => {
                let kind = if *newcomer { ActionKind::CardIssuedToNewcomer } else { ActionKind::CardIssued };
                (kind, card.to_string())
            }
            cards::Event::CardVoided { card } => (ActionKind::CardVoided, card.to_string()),
            cards::Event::CardReissued { card, by } => (ActionKind::CardReissued, format!("{card} → {by}")),
        },
        Event::Keys(event) => {
            let (kind, places) = match event {
                keys::Event::LinksMade { places, .. } => (ActionKind::LinksMade, places),
                keys::Event::LinksEnded { places, .. } => (ActionKind::LinksEnded, places),
            };
            let names: Vec<_> = places.iter().map(|place| place.name()).collect();
            (kind, names.join(", "))
        }
        Event::Projector(event) => match event {
            projector::Event::ScenePinned { scene: projector::Scene::Message(text) } => {
                (ActionKind::ScenePinned, text.clone())
            }
            projector::Event::ScenePinned { .. } => (ActionKind::ScenePinned, String::new()),
            projector::Event::MeetingFollowed => (ActionKind::MeetingFollowed, String::new()),
        },
    };
    Some(Action::new(kind, about))
}

fn of_poll(meeting: &Meeting, id: PollId) -> String {
    meeting.polls.get(id).map(|poll| poll.questionnaire.title().to_owned()).unwrap_or_default()
}

fn of_item(meeting: &Meeting, id: ItemId) -> String {
    meeting.agenda.item(id).map(|item| item.text.title.clone()).unwrap_or_default()
}

fn of_request(meeting: &Meeting, id: RequestId) -> String {
    meeting.speakers.requests.get(&id).map(|request| request.speaker.name.clone()).unwrap_or_default()
}

fn of_written(meeting: &Meeting, id: WrittenId) -> String {
    meeting.written.get(id).map(|written| written.name.clone()).unwrap_or_default()
}

fn of_speech(meeting: &Meeting, id: SpeechId) -> String {
    meeting.speakers.speech(id).map(|speech| speech.name.clone()).unwrap_or_default()
}

fn agenda(meeting: &Meeting, event: &Agenda) -> (ActionKind, String) {
    let of = |kind, id: &ItemId| (kind, of_item(meeting, *id));
    match event {
        Agenda::ItemAdded { item, .. } => (ActionKind::ItemAdded, item.title.clone()),
        Agenda::ItemEdited { item, .. } => (ActionKind::ItemEdited, item.title.clone()),
        Agenda::ItemRemoved { id } => of(ActionKind::ItemRemoved, id),
        Agenda::ItemMoved { id, .. } => of(ActionKind::ItemMoved, id),
        Agenda::MeetingOpened => (ActionKind::MeetingOpened, String::new()),
        Agenda::ItemStarted { id } => of(ActionKind::ItemStarted, id),
        Agenda::ItemFinished { id } => of(ActionKind::ItemFinished, id),
        Agenda::ItemSkipped { id } => of(ActionKind::ItemSkipped, id),
        Agenda::ItemReopened { id } => of(ActionKind::ItemReopened, id),
        Agenda::ItemShown { id } => of(ActionKind::ItemShown, id),
        Agenda::ItemHidden { id } => of(ActionKind::ItemHidden, id),
        Agenda::DurationsPlanned { plan } => match plan.as_slice() {
            [(id, _)] => of(ActionKind::DurationsPlanned, id),
            many => (ActionKind::DurationsPlanned, many.len().to_string()),
        },
        Agenda::Attached { attachment, .. } => (ActionKind::Attached, attachment.title.clone()),
        Agenda::Detached { id, attachment } => {
            let item = meeting.agenda.item(*id);
            let known = item.and_then(|item| item.attachments.iter().find(|known| known.id == *attachment));
            (ActionKind::Detached, known.map(|known| known.title.clone()).unwrap_or_default())
        }
        Agenda::MeetingClosed => (ActionKind::MeetingClosed, String::new()),
    }
}

/// How a time of day is named.
const TIME_OF_DAY: &str = "%H:%M";

/// What the clock showed and what it should have shown; the day too, if that was another.
fn clocks(correction: &Correction) -> String {
    let (shown, is) = (correction.shown.in_hall(), correction.is.in_hall());
    let format = if shown.date_naive() == is.date_naive() { "%H:%M:%S" } else { "%H:%M:%S %d/%m/%Y" };
    format!("{} → {}", shown.format(format), is.format(format))
}

fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn speakers(meeting: &Meeting, event: &Speakers) -> (ActionKind, String) {
    let of = |kind, id: &RequestId| (kind, of_request(meeting, *id));
    let speech = |kind, id: &SpeechId| (kind, of_speech(meeting, *id));
    match event {
        Speakers::ListOpened => (ActionKind::ListOpened, String::new()),
        Speakers::ListClosed => (ActionKind::ListClosed, String::new()),
        Speakers::LastCallSet { until: Some(until) } => {
            (ActionKind::LastCallSet, until.in_hall().format(TIME_OF_DAY).to_string())
        }
        Speakers::LastCallSet { until: None } => (ActionKind::LastCallTakenBack, String::new()),
        Speakers::MostSpeechesSet { most: Some(most) } => (ActionKind::MostSpeechesSet, most.to_string()),
        Speakers::MostSpeechesSet { most: None } => (ActionKind::MostSpeechesFreed, String::new()),
        Speakers::SpeakerRegistered { speaker, .. } => (ActionKind::Registered, speaker.name.clone()),
        Speakers::RequestEdited { request, speaker } => {
            let was = of_request(meeting, *request);
            let both = || format!("{was} → {}", speaker.name);
            (ActionKind::RequestEdited, if was == speaker.name { was.clone() } else { both() })
        }
        Speakers::RequestTimeSet { request, seconds } => {
            let time = seconds.map(|seconds| format!(" ({})", clock(seconds))).unwrap_or_default();
            (ActionKind::RequestTimeSet, of_request(meeting, *request) + &time)
        }
        Speakers::RequestWithdrawn { request } => of(ActionKind::Withdrawn, request),
        Speakers::RequestsRemoved { requests } => (ActionKind::RequestsRemoved, requests.len().to_string()),
        Speakers::RequestMoved { request, after } => {
            // As it will stand: behind whom, counted without the one who moves.
            let others = meeting.speakers.waiting.iter().filter(|id| *id != request);
            let ahead = after.and_then(|after| others.clone().position(|id| *id == after));
            let place = ahead.map_or(1, |ahead| ahead + 2);
            (ActionKind::RequestMoved, format!("{} (→ {place})", of_request(meeting, *request)))
        }
        Speakers::ListReordered { basis, order } => {
            let kind = match basis {
                Basis::Fair => ActionKind::OrderedFairly,
                Basis::Registration => ActionKind::OrderedByRegistration,
                Basis::Field => ActionKind::OrderedByField,
            };
            let waits = order.iter().filter(|id| meeting.speakers.waiting.contains(id)).count();
            (kind, waits.to_string())
        }
        Speakers::ManualOrderCleared => (ActionKind::ManualOrderCleared, String::new()),
        Speakers::RequestsMerged { into, requests } => {
            let merged: Vec<_> = requests.iter().map(|request| of_request(meeting, *request)).collect();
            (ActionKind::Merged, format!("{} + {}", of_request(meeting, *into), merged.join(", ")))
        }
        Speakers::RequestSplit { request } => of(ActionKind::Split, request),
        Speakers::SpeakerCalled { request } => of(ActionKind::Called, request),
        Speakers::SpeakerAbsent { request } => of(ActionKind::Absent, request),
        Speakers::ReturnedToList { request, .. } => of(ActionKind::ReturnedToList, request),
        Speakers::FloorGiven { purpose, name, .. } => {
            let kind = match purpose {
                Purpose::Opinion => ActionKind::FloorGiven,
                Purpose::Answer => ActionKind::AnswerGiven,
                Purpose::FollowUp => ActionKind::FollowUpGiven,
            };
            (kind, name.clone())
        }
        Speakers::SpeechPaused { speech: id, .. } => speech(ActionKind::SpeechPaused, id),
        Speakers::SpeechResumed { speech: id, .. } => speech(ActionKind::SpeechResumed, id),
        Speakers::SpeechExtended { speech: id, seconds } => {
            (ActionKind::SpeechExtended, format!("{} (+{})", of_speech(meeting, *id), clock(*seconds)))
        }
        Speakers::SpeechEnded { speech: id, breach, .. } if breach.is_empty() => {
            speech(ActionKind::SpeechEnded, id)
        }
        Speakers::SpeechEnded { speech: id, breach, .. } => {
            (ActionKind::SpeechBroken, format!("{}: {breach}", of_speech(meeting, *id)))
        }
        Speakers::OffTopicMarked { speech: id, off_topic: true } => speech(ActionKind::OffTopic, id),
        Speakers::OffTopicMarked { speech: id, off_topic: false } => speech(ActionKind::OnTopic, id),
        Speakers::SpeechTimeSet { seconds } => (ActionKind::SpeechTimeSet, clock(*seconds)),
        Speakers::AnswerTimeSet { seconds } => (ActionKind::AnswerTimeSet, clock(*seconds)),
    }
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The position in the journal of the event.
    pub position: u64,
    /// When.
    pub at: crate::Moment,
    /// Who: a staff place, a phone, or the program.
    pub by: crate::Actor,
    /// What.
    pub action: Action,
}

/// Reads the history off a meeting's events as they come, so that they need not be held all at once.
#[derive(Debug)]
pub struct Reader {
    meeting: Meeting,
    corrections: Corrections,
}

impl Reader {
    /// A reader of the events of a meeting whose clock was put right like this: what was done before is told
    /// with the time at which it was done.
    #[must_use]
    pub fn new(corrections: Corrections) -> Self {
        Self { meeting: Meeting::default(), corrections }
    }

    /// What the next event says; each is handed in once, in order.
    pub fn next(&mut self, recorded: &crate::Recorded) -> Option<Line> {
        // What the program laid down when the meeting was made is its beginning, not its history.
        let laid_down = recorded.by == crate::Actor::System
            && matches!(recorded.event, Event::Agenda(_) | Event::Poll(poll::Event::PollWritten { .. }));
        let crate::Recorded { position, at, .. } = *recorded;
        let by = match &recorded.event {
            Event::Keys(event) => event.by(),
            _ => recorded.by,
        };
        let line = action(&self.meeting, &recorded.event).filter(|_| !laid_down).map(|mut action| {
            self.corrections.of(position, at).for_each(|correction| action.correct(correction));
            Line { position, at: self.corrections.time_of(position, at), by, action }
        });
        self.meeting.apply(recorded);
        line
    }
}

/// The history of a meeting, from all of its events, in order.
pub fn read<'a>(events: impl IntoIterator<Item = &'a crate::Recorded> + Clone) -> Vec<Line> {
    let mut reader = Reader::new(Meeting::rebuilt(events.clone()).corrections);
    events.into_iter().filter_map(|recorded| reader.next(recorded)).collect()
}
