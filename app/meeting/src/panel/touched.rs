//! Which panels an event may have changed, so that the room views only those again.

use super::PanelName;
use crate::id::{PersonId, RequestId};
use crate::minutes::{Fact, Target};
use crate::{Event, Meeting, attendance, minutes, opinions, projector, speakers};

/// What an event may have changed: panels, and persons whose own panel it may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Panels of places.
    pub panels: Vec<PanelName>,
    /// Persons.
    pub persons: Vec<PersonId>,
}

/// What an event, already applied, may have changed. Every panel that changes is named; one that is
/// named need not have changed. A property in `tests/` holds this to [`view`].
#[must_use]
pub fn touched(meeting: &Meeting, event: &Event) -> Touched {
    use PanelName::{Agenda, Attendance, Floor, Head, Minutes, Poll, Scene, Speakers};
    let mut touched = Touched::default();
    let last_entry = meeting.minutes.entries.last().map(|entry| PanelName::Entry(entry.id));
    let request_person =
        |id: RequestId| meeting.speakers.requests.get(&id).and_then(|request| request.person);
    let about_speech = |speech| meeting.minutes.about_speech(speech).map(|entry| PanelName::Entry(entry.id));
    match event {
        Event::Details(_) => touched.panels.extend([Head, Attendance]),
        Event::Agenda(_) => {
            touched.panels.extend([Head, Agenda, Floor, Scene, Minutes]);
            // An item that moves gives others another number, and the minutes quote numbers.
            let items = meeting.minutes.entries.iter();
            let items = items.filter(|entry| matches!(entry.fact, Fact::Item(_) | Fact::ItemSkipped(_)));
            touched.panels.extend(items.map(|entry| PanelName::Entry(entry.id)));
            touched.panels.extend(last_entry);
        }
        Event::Speakers(event) => match event {
            speakers::Event::ListOpened | speakers::Event::ListClosed => touched.panels.push(Speakers),
            speakers::Event::SpeakerRegistered { person, .. } => {
                touched.panels.push(Speakers);
                touched.persons.extend(*person);
            }
            speakers::Event::RequestWithdrawn { request } => {
                touched.panels.push(Speakers);
                touched.persons.extend(request_person(*request));
            }
            speakers::Event::RequestMoved { .. } => touched.panels.push(Speakers),
            speakers::Event::FloorGiven { request, .. } => {
                touched.panels.extend([Speakers, Floor, Scene, Minutes]);
                touched.panels.extend(last_entry);
                touched.persons.extend(request.and_then(request_person));
            }
            speakers::Event::SpeechPaused { .. }
            | speakers::Event::SpeechResumed { .. }
            | speakers::Event::SpeechExtended { .. }
            | speakers::Event::SpeechTimeSet { .. } => touched.panels.push(Floor),
            speakers::Event::SpeechEnded { speech, .. } => {
                touched.panels.extend([Speakers, Floor, Scene]);
                touched.panels.extend(about_speech(*speech));
                let request = meeting.speakers.speech(*speech).and_then(|speech| speech.request);
                touched.persons.extend(request.and_then(request_person));
            }
        },
        Event::Opinions(opinions::Event::OpinionRecorded { speech, .. }) => {
            touched.panels.extend(about_speech(*speech));
        }
        Event::Minutes(minutes::Event::NoteWritten { .. }) => {
            touched.panels.push(Minutes);
            touched.panels.extend(last_entry);
        }
        Event::Minutes(minutes::Event::TextSpliced { target, .. }) => touched.panels.extend(match target {
            Target::Entry(entry) => Some(PanelName::Entry(*entry)),
            Target::Opinion(opinion) => {
                let opinion = meeting.opinions.get(*opinion);
                opinion.and_then(|opinion| about_speech(opinion.speech))
            }
        }),
        Event::Poll(_) => {
            touched.panels.extend([Poll, Scene, Minutes]);
            let entries = meeting.minutes.entries.iter();
            let about = entries.filter(|entry| matches!(entry.fact, Fact::PollOpened | Fact::PollClosed));
            touched.panels.extend(about.map(|entry| PanelName::Entry(entry.id)));
        }
        Event::Attendance(attendance::Event::CheckedIn { .. })
        | Event::Attendance(attendance::Event::CheckedOut { .. })
        | Event::Attendance(attendance::Event::ArrivalsCounted { .. }) => touched.panels.push(Attendance),
        Event::Projector(projector::Event::ScenePinned { .. } | projector::Event::MeetingFollowed) => {
            touched.panels.push(Scene);
        }
    }
    touched
}
