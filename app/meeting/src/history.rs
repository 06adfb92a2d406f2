//! Who did what: every event in which someone acted, at a staff place or with a phone, as a deed and whom or
//! what it was about. Names are those of the moment at which it was done, so it is asked before the event
//! is applied. What it was about reads the same in every language: names, titles, numbers, times.

mod deed;
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

pub use deed::{Deed, Subject};
pub use lately::{Done, Lately};

/// A deed and what it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What was done.
    pub deed: Deed,
    /// Whom or what about: a name, a title, a number with nothing else; empty if it says itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// For an undoing: what was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undid: Option<Deed>,
}

impl Action {
    /// What a command did as a whole, when this was done first and that with it.
    pub(crate) fn with(&self, next: Self) -> Self {
        let counted = |count: u32| Self::new(Deed::RegisteredMany, count.to_string());
        match (self.deed, next.deed) {
            (Deed::ItemAdded | Deed::ItemInserted, Deed::ItemStarted) => {
                Self { deed: Deed::ItemInserted, ..next }
            }
            // Whoever takes an item begins it, and what goes with it goes without saying. Of an item and
            // its part that end, the item is what ended.
            (_, Deed::ItemStarted) | (Deed::ItemFinished, Deed::ItemFinished) => next,
            (Deed::Registered, Deed::Registered) => counted(2),
            (Deed::RegisteredMany, Deed::Registered) => counted(self.about.parse().unwrap_or(1) + 1),
            _ => self.clone(),
        }
    }

    /// What it says of the time of day, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        if matches!((self.deed, self.undid), (Deed::LastCallSet, _) | (_, Some(Deed::LastCallSet)))
            && let Ok(until) = NaiveTime::parse_from_str(&self.about, TIME_OF_DAY)
        {
            let until = until + TimeDelta::milliseconds(correction.by_ms());
            self.about = until.format(TIME_OF_DAY).to_string();
        }
    }

    fn new(deed: Deed, about: impl Into<String>) -> Self {
        Self { deed, about: about.into(), undid: None }
    }
}

/// What an event, not yet applied, does; `None` for what goes without saying: the words of the minutes,
/// which keep their own history, the count that follows a closed poll, and a contact that comes with a request.
#[must_use]
pub fn action(meeting: &Meeting, event: &Event) -> Option<Action> {
    let (deed, about) = match event {
        Event::Agenda(event) => agenda(meeting, event),
        Event::Speakers(event) => speakers(meeting, event),
        Event::Undo(undo::Event::Undone { step, .. }) => {
            let undone = meeting.undo.kept().iter().find(|known| known.position == *step)?;
            let Action { deed, about, .. } = undone.action.clone();
            return Some(Action { deed: Deed::Undone, about, undid: Some(deed) });
        }
        Event::Details(details::Event::MeetingCreated { .. }) => return None,
        Event::Details(details::Event::MeetingDescribed(details)) => (Deed::Described, details.title.clone()),
        Event::Details(details::Event::ClockCorrected(correction)) => {
            (Deed::ClockCorrected, clocks(correction))
        }
        Event::Contacts(event) => match event {
            contacts::Event::ContactLeft { .. } => return None,
            contacts::Event::ContactsRead { requests } => (Deed::ContactsRead, requests.len().to_string()),
            contacts::Event::ContactsErased { count } => (Deed::ContactsErased, count.to_string()),
            contacts::Event::ContactDaysSet { days } => (Deed::ContactDaysSet, days.to_string()),
        },
        Event::Opinions(opinions::Event::OpinionRecorded { speech, .. }) => {
            (Deed::OpinionRecorded, of_speech(meeting, *speech))
        }
        Event::Opinions(opinions::Event::OutcomeDecided { opinion, outcome }) => {
            let deed = if outcome.is_some() { Deed::OutcomeDecided } else { Deed::OutcomeTakenBack };
            let opinion = meeting.opinions.get(*opinion);
            (deed, opinion.map(|opinion| of_speech(meeting, opinion.speech)).unwrap_or_default())
        }
        Event::Written(event) => match event {
            written::Event::Submitted { name, .. } => (Deed::Submitted, name.clone()),
            written::Event::TakenUp { written } => (Deed::TakenUp, of_written(meeting, *written)),
            written::Event::WrittenAnswered { written, .. } => {
                (Deed::WrittenAnswered, of_written(meeting, *written))
            }
        },
        Event::Minutes(minutes::Event::NoteWritten { .. } | minutes::Event::TextSpliced { .. }) => {
            return None;
        }
        Event::Poll(event) => match event {
            poll::Event::BallotBoxSealed { .. } | poll::Event::BallotsCounted { .. } => return None,
            poll::Event::PollWritten { questionnaire, .. } => {
                (Deed::PollWritten, questionnaire.title().to_owned())
            }
            poll::Event::PollRemoved { poll } => (Deed::PollRemoved, of_poll(meeting, *poll)),
            poll::Event::PollOpened { poll, .. } => (Deed::PollOpened, of_poll(meeting, *poll)),
            poll::Event::PollClosed { poll } => (Deed::PollClosed, of_poll(meeting, *poll)),
            poll::Event::PollReopened { reason, .. } => (Deed::PollReopened, reason.clone()),
            poll::Event::PollDiscarded { reason, .. } => (Deed::PollDiscarded, reason.clone()),
            poll::Event::ResultShown { poll } => (Deed::ResultShown, of_poll(meeting, *poll)),
            poll::Event::ResultHidden { poll } => (Deed::ResultHidden, of_poll(meeting, *poll)),
            // Of which poll, never the words: who reads the history need not be who may read them.
            poll::Event::WordsPublished { poll, shown, .. } => {
                let deed = if *shown { Deed::WordsPublished } else { Deed::WordsHidden };
                (deed, of_poll(meeting, *poll))
            }
            poll::Event::PaperBallotIssued { card, .. } => (Deed::PaperBallotIssued, card.to_string()),
            poll::Event::PaperBallotTakenBack { card, .. } => (Deed::PaperBallotTakenBack, card.to_string()),
            poll::Event::LoosePaperBallotsCounted { count, .. } => {
                (Deed::LoosePaperBallotsCounted, count.to_string())
            }
            // Who signed stands with the papers.
            poll::Event::PaperCountEntered { poll, .. } => (Deed::PaperCountEntered, of_poll(meeting, *poll)),
            poll::Event::PaperCountConfirmed { poll, .. } => {
                (Deed::PaperCountConfirmed, of_poll(meeting, *poll))
            }
            poll::Event::TabletOpened { .. } => (Deed::TabletOpened, String::new()),
            poll::Event::TabletClosed { .. } => (Deed::TabletClosed, String::new()),
        },
        Event::Attendance(event) => match event {
            attendance::Event::CheckedIn { name, .. } => (Deed::CheckedIn, name.clone()),
            attendance::Event::CheckedOut { attendee } => {
                let known = meeting.attendance.named.iter().find(|known| known.id == *attendee);
                (Deed::CheckedOut, known.map(|known| known.name.clone()).unwrap_or_default())
            }
            attendance::Event::ArrivalsCounted { residents, officials } => {
                (Deed::Counted, format!("{residents:+} / {officials:+}"))
            }
        },
        Event::Cards(event) => match event {
            cards::Event::CardGuessed => (Deed::CardGuessed, String::new()),
            cards::Event::CardsGuessed { count } => (Deed::CardsGuessed, count.to_string()),
            cards::Event::CardsOnlySet { only: true } => (Deed::CardsOnlySet, String::new()),
            cards::Event::CardsOnlySet { only: false } => (Deed::CardsOnlyEnded, String::new()),
            cards::Event::CardsPrinted { count } => (Deed::CardsPrinted, count.to_string()),
            cards::Event::CardsRenewed => (Deed::CardsRenewed, String::new()),
            cards::Event::CardsShown { count } => (Deed::CardsShown, count.to_string()),
            cards::Event::CardIssued { card, newcomer } => {
                let deed = if *newcomer { Deed::CardIssuedToNewcomer } else { Deed::CardIssued };
                (deed, card.to_string())
            }
            cards::Event::CardVoided { card } => (Deed::CardVoided, card.to_string()),
            cards::Event::CardReissued { card, by } => (Deed::CardReissued, format!("{card} → {by}")),
        },
        Event::Keys(event) => {
            let (deed, places) = match event {
                keys::Event::LinksMade { places, .. } => (Deed::LinksMade, places),
                keys::Event::LinksEnded { places, .. } => (Deed::LinksEnded, places),
            };
            let names: Vec<_> = places.iter().map(|place| place.name()).collect();
            (deed, names.join(", "))
        }
        Event::Projector(event) => match event {
            projector::Event::ScenePinned { scene: projector::Scene::Message(text) } => {
                (Deed::ScenePinned, text.clone())
            }
            projector::Event::ScenePinned { .. } => (Deed::ScenePinned, String::new()),
            projector::Event::MeetingFollowed => (Deed::MeetingFollowed, String::new()),
        },
    };
    Some(Action::new(deed, about))
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

fn agenda(meeting: &Meeting, event: &Agenda) -> (Deed, String) {
    let of = |deed, id: &ItemId| (deed, of_item(meeting, *id));
    match event {
        Agenda::ItemAdded { item, .. } => (Deed::ItemAdded, item.title.clone()),
        Agenda::ItemEdited { item, .. } => (Deed::ItemEdited, item.title.clone()),
        Agenda::ItemRemoved { id } => of(Deed::ItemRemoved, id),
        Agenda::ItemMoved { id, .. } => of(Deed::ItemMoved, id),
        Agenda::MeetingOpened => (Deed::MeetingOpened, String::new()),
        Agenda::ItemStarted { id } => of(Deed::ItemStarted, id),
        Agenda::ItemFinished { id } => of(Deed::ItemFinished, id),
        Agenda::ItemSkipped { id } => of(Deed::ItemSkipped, id),
        Agenda::ItemReopened { id } => of(Deed::ItemReopened, id),
        Agenda::ItemShown { id } => of(Deed::ItemShown, id),
        Agenda::ItemHidden { id } => of(Deed::ItemHidden, id),
        Agenda::DurationsPlanned { plan } => match plan.as_slice() {
            [(id, _)] => of(Deed::DurationsPlanned, id),
            many => (Deed::DurationsPlanned, many.len().to_string()),
        },
        Agenda::Attached { attachment, .. } => (Deed::Attached, attachment.title.clone()),
        Agenda::Detached { id, attachment } => {
            let item = meeting.agenda.item(*id);
            let known = item.and_then(|item| item.attachments.iter().find(|known| known.id == *attachment));
            (Deed::Detached, known.map(|known| known.title.clone()).unwrap_or_default())
        }
        Agenda::MeetingClosed => (Deed::MeetingClosed, String::new()),
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

fn speakers(meeting: &Meeting, event: &Speakers) -> (Deed, String) {
    let of = |deed, id: &RequestId| (deed, of_request(meeting, *id));
    let speech = |deed, id: &SpeechId| (deed, of_speech(meeting, *id));
    match event {
        Speakers::ListOpened => (Deed::ListOpened, String::new()),
        Speakers::ListClosed => (Deed::ListClosed, String::new()),
        Speakers::LastCallSet { until: Some(until) } => {
            (Deed::LastCallSet, until.in_hall().format(TIME_OF_DAY).to_string())
        }
        Speakers::LastCallSet { until: None } => (Deed::LastCallTakenBack, String::new()),
        Speakers::MostSpeechesSet { most: Some(most) } => (Deed::MostSpeechesSet, most.to_string()),
        Speakers::MostSpeechesSet { most: None } => (Deed::MostSpeechesFreed, String::new()),
        Speakers::SpeakerRegistered { speaker, .. } => (Deed::Registered, speaker.name.clone()),
        Speakers::RequestEdited { request, speaker } => {
            let was = of_request(meeting, *request);
            let both = || format!("{was} → {}", speaker.name);
            (Deed::RequestEdited, if was == speaker.name { was.clone() } else { both() })
        }
        Speakers::RequestTimeSet { request, seconds } => {
            let time = seconds.map(|seconds| format!(" ({})", clock(seconds))).unwrap_or_default();
            (Deed::RequestTimeSet, of_request(meeting, *request) + &time)
        }
        Speakers::RequestWithdrawn { request } => of(Deed::Withdrawn, request),
        Speakers::RequestsRemoved { requests } => (Deed::RequestsRemoved, requests.len().to_string()),
        Speakers::RequestMoved { request, after } => {
            // As it will stand: behind whom, counted without the one who moves.
            let others = meeting.speakers.waiting.iter().filter(|id| *id != request);
            let ahead = after.and_then(|after| others.clone().position(|id| *id == after));
            let place = ahead.map_or(1, |ahead| ahead + 2);
            (Deed::RequestMoved, format!("{} (→ {place})", of_request(meeting, *request)))
        }
        Speakers::ListReordered { basis, order } => {
            let deed = match basis {
                Basis::Fair => Deed::OrderedFairly,
                Basis::Registration => Deed::OrderedByRegistration,
                Basis::Field => Deed::OrderedByField,
            };
            let waits = order.iter().filter(|id| meeting.speakers.waiting.contains(id)).count();
            (deed, waits.to_string())
        }
        Speakers::ManualOrderCleared => (Deed::ManualOrderCleared, String::new()),
        Speakers::RequestsMerged { into, requests } => {
            let merged: Vec<_> = requests.iter().map(|request| of_request(meeting, *request)).collect();
            (Deed::Merged, format!("{} + {}", of_request(meeting, *into), merged.join(", ")))
        }
        Speakers::RequestSplit { request } => of(Deed::Split, request),
        Speakers::SpeakerCalled { request } => of(Deed::Called, request),
        Speakers::SpeakerAbsent { request } => of(Deed::Absent, request),
        Speakers::ReturnedToList { request, .. } => of(Deed::ReturnedToList, request),
        Speakers::FloorGiven { purpose, name, .. } => {
            let deed = match purpose {
                Purpose::Opinion => Deed::FloorGiven,
                Purpose::Answer => Deed::AnswerGiven,
                Purpose::FollowUp => Deed::FollowUpGiven,
            };
            (deed, name.clone())
        }
        Speakers::SpeechPaused { speech: id, .. } => speech(Deed::SpeechPaused, id),
        Speakers::SpeechResumed { speech: id, .. } => speech(Deed::SpeechResumed, id),
        Speakers::SpeechExtended { speech: id, seconds } => {
            (Deed::SpeechExtended, format!("{} (+{})", of_speech(meeting, *id), clock(*seconds)))
        }
        Speakers::SpeechEnded { speech: id, breach, .. } if breach.is_empty() => {
            speech(Deed::SpeechEnded, id)
        }
        Speakers::SpeechEnded { speech: id, breach, .. } => {
            (Deed::SpeechBroken, format!("{}: {breach}", of_speech(meeting, *id)))
        }
        Speakers::OffTopicMarked { speech: id, off_topic: true } => speech(Deed::OffTopic, id),
        Speakers::OffTopicMarked { speech: id, off_topic: false } => speech(Deed::OnTopic, id),
        Speakers::SpeechTimeSet { seconds } => (Deed::SpeechTimeSet, clock(*seconds)),
        Speakers::AnswerTimeSet { seconds } => (Deed::AnswerTimeSet, clock(*seconds)),
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
