//! Panels: small named slices of the meeting as one audience may see them.
//!
//! [`view`] is the only place where "who may see what" is decided:
//!
//! | panel | chair | secretary | desk | office | projector | phone | one person |
//! |---|---|---|---|---|---|---|---|
//! | head, agenda, floor | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | |
//! | speakers: names, hamlets, order | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | |
//! | speakers: subject, on whose behalf, source, time | ✓ | ✓ | ✓ | ✓ | | | |
//! | poll: question | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | |
//! | poll: how many have voted | ✓ | ✓ | ✓ | ✓ | ✓ | once counted | |
//! | poll: the count | once counted | once counted | once counted | once counted | once shown | once shown | |
//! | poll: free words, from five ballots on | ✓ | ✓ | ✓ | ✓ | | | |
//! | attendance | ✓ | ✓ | ✓ | ✓ | | | |
//! | scene | ✓ | | | ✓ | ✓ | | |
//! | minutes and their entries | | ✓ | ✓ | ✓ | | | |
//! | mine: own request, whether one has voted | | | | | | | ✓ |
//!
//! The notes of one subject never tell which person voted what: nobody is shown more than a count.

mod name;
mod shape;
mod touched;

use serde::Serialize;

use crate::id::PersonId;
use crate::minutes::{Entry, Fact};
use crate::poll::{Tally, Urn};
use crate::role::{Audience, Place};
use crate::speakers::{Request, RequestState, Speech};
use crate::{Meeting, poll, projector};

pub use name::{PanelName, UnknownPanel};
pub use shape::{
    AgendaPanel, AttendancePanel, EntryPanel, FactView, Floor, Head, ItemView, Mine, MinutesPanel, MyRequest,
    PollPanel, ScenePanel, SpeakersPanel, SpeechView, TextView, Waiting, WaitingDetail,
};
pub use touched::{Touched, touched};

/// What a panel holds. The name says which it is, so the data carry no tag.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Panel {
    /// See [`Head`].
    Head(Head),
    /// See [`AgendaPanel`].
    Agenda(AgendaPanel),
    /// See [`Floor`].
    Floor(Floor),
    /// See [`SpeakersPanel`].
    Speakers(SpeakersPanel),
    /// See [`PollPanel`].
    Poll(PollPanel),
    /// See [`AttendancePanel`].
    Attendance(AttendancePanel),
    /// See [`ScenePanel`].
    Scene(ScenePanel),
    /// See [`MinutesPanel`].
    Minutes(MinutesPanel),
    /// See [`EntryPanel`].
    Entry(Box<EntryPanel>),
    /// See [`Mine`].
    Mine(Mine),
}

impl Panel {
    /// Reads a panel of this name.
    ///
    /// # Errors
    /// If the JSON is not of that panel's shape.
    pub fn read(name: PanelName, json: &str) -> Result<Self, serde_json::Error> {
        Ok(match name {
            PanelName::Head => Self::Head(serde_json::from_str(json)?),
            PanelName::Agenda => Self::Agenda(serde_json::from_str(json)?),
            PanelName::Floor => Self::Floor(serde_json::from_str(json)?),
            PanelName::Speakers => Self::Speakers(serde_json::from_str(json)?),
            PanelName::Poll => Self::Poll(serde_json::from_str(json)?),
            PanelName::Attendance => Self::Attendance(serde_json::from_str(json)?),
            PanelName::Scene => Self::Scene(serde_json::from_str(json)?),
            PanelName::Minutes => Self::Minutes(serde_json::from_str(json)?),
            PanelName::Entry(_) => Self::Entry(serde_json::from_str(json)?),
            PanelName::Mine => Self::Mine(serde_json::from_str(json)?),
        })
    }
}

/// The panel of this name for this audience; `None` if it is not for them or is not there.
#[must_use]
pub fn view(meeting: &Meeting, urn: &Urn, audience: Audience, name: PanelName) -> Option<Panel> {
    let place = match audience {
        Audience::Place(place) => place,
        Audience::Person(person) => {
            return (name == PanelName::Mine).then(|| Panel::Mine(mine(meeting, urn, person)));
        }
    };
    let reads_minutes = matches!(place, Place::Secretary | Place::Desk | Place::Office);
    let sees_scene = matches!(place, Place::Chair | Place::Office | Place::Projector);
    match name {
        PanelName::Head => Some(Panel::Head(head(meeting))),
        PanelName::Agenda => Some(Panel::Agenda(agenda(meeting))),
        PanelName::Floor => Some(Panel::Floor(floor(meeting))),
        PanelName::Speakers => Some(Panel::Speakers(speakers(meeting, place))),
        PanelName::Poll => Some(Panel::Poll(poll(meeting, urn, place))),
        PanelName::Attendance if place.is_staff() => Some(Panel::Attendance(attendance(meeting))),
        PanelName::Scene if sees_scene => Some(Panel::Scene(scene(meeting))),
        PanelName::Minutes if reads_minutes => {
            let entries = meeting.minutes.entries.iter().map(|entry| entry.id).collect();
            Some(Panel::Minutes(MinutesPanel { entries }))
        }
        PanelName::Entry(id) if reads_minutes => {
            let entry = meeting.minutes.entry(id)?;
            Some(Panel::Entry(Box::new(entry_panel(meeting, entry))))
        }
        PanelName::Attendance
        | PanelName::Scene
        | PanelName::Minutes
        | PanelName::Entry(_)
        | PanelName::Mine => None,
    }
}

/// The names of all panels there are for this audience.
#[must_use]
pub fn names(meeting: &Meeting, audience: Audience) -> Vec<PanelName> {
    let fixed = [
        PanelName::Head,
        PanelName::Agenda,
        PanelName::Floor,
        PanelName::Speakers,
        PanelName::Poll,
        PanelName::Attendance,
        PanelName::Scene,
        PanelName::Minutes,
        PanelName::Mine,
    ];
    let entries = meeting.minutes.entries.iter().map(|entry| PanelName::Entry(entry.id));
    let urn = Urn::default();
    fixed.into_iter().chain(entries).filter(|name| view(meeting, &urn, audience, *name).is_some()).collect()
}

fn head(meeting: &Meeting) -> Head {
    let details = meeting.details.clone();
    Head {
        code: meeting.code.clone(),
        title: details.title,
        venue: details.venue,
        starts: details.starts,
        chairs: details.chairs,
        secretaries: details.secretaries,
        phase: meeting.agenda.phase,
        opened: meeting.agenda.opened,
        closed: meeting.agenda.closed,
        rules: meeting.programme.rules.clone(),
    }
}

fn item_view(number: usize, item: &crate::agenda::Item) -> ItemView {
    let text = item.text.clone();
    ItemView {
        id: item.id,
        number,
        kind: text.kind,
        title: text.title,
        lead: text.lead,
        minutes: text.minutes,
        optional: text.optional,
        state: item.state,
        started: item.started,
        finished: item.finished,
    }
}

fn agenda(meeting: &Meeting) -> AgendaPanel {
    let items = (1..).zip(&meeting.agenda.items).map(|(number, item)| item_view(number, item)).collect();
    AgendaPanel { items, next: meeting.agenda.next().map(|item| item.id) }
}

fn floor(meeting: &Meeting) -> Floor {
    let current = meeting.agenda.current();
    Floor {
        item: current.map(|item| item_view(meeting.agenda.number(item.id).unwrap_or_default(), item)),
        items: meeting.agenda.items.len(),
        speech: meeting.speakers.current().map(speech_view),
        seconds: meeting.speakers.seconds,
    }
}

fn speech_view(speech: &Speech) -> SpeechView {
    SpeechView {
        id: speech.id,
        request: speech.request,
        purpose: speech.purpose,
        name: speech.name.clone(),
        hamlet: speech.hamlet.clone(),
        allotted_ms: speech.allotted_ms,
        clock: speech.clock,
    }
}

fn speakers(meeting: &Meeting, place: Place) -> SpeakersPanel {
    let waiting = |request: &Request| Waiting {
        request: request.id,
        name: request.speaker.name.clone(),
        hamlet: request.speaker.hamlet.clone(),
        staff: place.is_staff().then(|| WaitingDetail {
            subject: request.speaker.subject.clone(),
            on_behalf: request.speaker.on_behalf.clone(),
            source: request.source,
            at: request.at,
        }),
    };
    let speakers = &meeting.speakers;
    SpeakersPanel {
        open: speakers.open,
        waiting: speakers.waiting().map(waiting).collect(),
        spoken: speakers.speeches.iter().filter(|speech| speech.ended.is_some()).count(),
    }
}

fn poll(meeting: &Meeting, urn: &Urn, place: Place) -> PollPanel {
    let poll = &meeting.poll;
    let tally = poll.tally.as_ref();
    // A thousand phones must not each be told of each of a thousand ballots.
    let counting = place != Place::Phone;
    let voters = if counting { u32::try_from(urn.voters.len()).unwrap_or(u32::MAX) } else { 0 };
    let seen = tally.filter(|_| poll.shown || place.is_staff());
    let words = tally.filter(|tally| place.is_staff() && tally.total() >= poll::FEWEST_FOR_REMARKS);
    PollPanel {
        question: poll.question.clone(),
        asked_by: poll.asked_by.clone(),
        levels: poll.levels.clone(),
        state: poll.state,
        cast: tally.map_or(voters, Tally::total),
        shown: poll.shown,
        counts: seen.map(|tally| tally.counts.clone()),
        remarks: words.map_or_else(Vec::new, |tally| tally.remarks.clone()),
    }
}

fn attendance(meeting: &Meeting) -> AttendancePanel {
    let attendance = &meeting.attendance;
    AttendancePanel {
        named: attendance.named.clone(),
        residents: attendance.all_residents(),
        officials: attendance.all_officials(),
        rule: meeting.programme.attendance,
    }
}

fn scene(meeting: &Meeting) -> ScenePanel {
    ScenePanel { scene: projector::scene(meeting), pinned: meeting.projector.pinned.is_some() }
}

fn entry_panel(meeting: &Meeting, entry: &Entry) -> EntryPanel {
    let item = |id| {
        let item = meeting.agenda.item(id);
        let number = meeting.agenda.number(id).unwrap_or_default();
        (number, item.map(|item| item.text.clone()))
    };
    let fact = match entry.fact {
        Fact::MeetingOpened => FactView::MeetingOpened,
        Fact::Item(id) => {
            let (number, text) = item(id);
            let (title, lead) = text.map_or_else(Default::default, |text| (text.title, text.lead));
            FactView::Item { number, title, lead }
        }
        Fact::ItemSkipped(id) => {
            let (number, text) = item(id);
            FactView::ItemSkipped { number, title: text.map(|text| text.title).unwrap_or_default() }
        }
        Fact::Speech(id) => meeting.speakers.speech(id).map_or(FactView::Note, |speech| {
            let request = speech.request.and_then(|request| meeting.speakers.requests.get(&request));
            let speaker = request.map(|request| request.speaker.clone()).unwrap_or_default();
            FactView::Speech {
                speech: id,
                purpose: speech.purpose,
                name: speech.name.clone(),
                hamlet: speech.hamlet.clone(),
                on_behalf: speaker.on_behalf,
                subject: speaker.subject,
                ended: speech.ended,
                spoken_ms: speech.ended.map(|ended| speech.spoken_ms(ended)),
                opinions: meeting
                    .opinions
                    .of(id)
                    .map(|opinion| (opinion.id, (&opinion.text).into()))
                    .collect(),
            }
        }),
        Fact::PollOpened => FactView::PollOpened { question: meeting.poll.question.clone() },
        Fact::PollClosed => {
            let counts =
                meeting.poll.tally.as_ref().map(|tally| {
                    meeting.poll.levels.iter().cloned().zip(tally.counts.iter().copied()).collect()
                });
            FactView::PollClosed { counts }
        }
        Fact::MeetingClosed => FactView::MeetingClosed,
        Fact::Note => FactView::Note,
    };
    EntryPanel { id: entry.id, at: entry.at, fact, text: (&entry.text).into() }
}

fn mine(meeting: &Meeting, urn: &Urn, person: PersonId) -> Mine {
    let request = meeting.speakers.request_of(person).map(|request| MyRequest {
        id: request.id,
        name: request.speaker.name.clone(),
        speaking: request.state == RequestState::Speaking,
    });
    Mine { request, voted: urn.voters.contains(&person) }
}
