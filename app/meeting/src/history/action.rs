//! Tells what an event did as an action of the history: its kind and whom or what it was about.

use super::{Action, ActionKind, TIME_OF_DAY};
use crate::agenda::Event as Agenda;
use crate::clock::Correction;
use crate::id::{ItemId, PollId, RequestId, SpeechId, WrittenId};
use crate::speakers::{Basis, Event as Speakers, Purpose};
use crate::{
    Event, Meeting, attendance, cards, contacts, details, keys, minutes, opinions, poll, projector, undo,
    written,
};

/// The action that an event, not yet applied, will be; `None` for what goes without saying: the words of the minutes,
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
            // Who signed stands with the paper ballots.
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

/// How the history names an item.
pub(super) fn of_item(meeting: &Meeting, id: ItemId) -> String {
    meeting.agenda.item(id).map(|item| item.text.title.clone()).unwrap_or_default()
}

/// How the history names a request.
pub(super) fn of_request(meeting: &Meeting, id: RequestId) -> String {
    meeting.speakers.requests.get(&id).map(|request| request.speaker.name.clone()).unwrap_or_default()
}

fn of_written(meeting: &Meeting, id: WrittenId) -> String {
    meeting.written.get(id).map(|written| written.name.clone()).unwrap_or_default()
}

/// How the history names a speech.
pub(super) fn of_speech(meeting: &Meeting, id: SpeechId) -> String {
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

/// What the clock showed and what it should have shown, in words; the day too, if that was another.
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
