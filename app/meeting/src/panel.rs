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

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::agenda::{ItemKind, ItemState, Phase};
use crate::attendance::Attendee;
use crate::id::{EntryId, ItemId, OpinionId, PersonId, RequestId, SpeechId};
use crate::minutes::{Entry, Fact, Target};
use crate::poll::{State, Tally, Urn};
use crate::programme::AttendanceRule;
use crate::projector::Scene;
use crate::role::{Audience, Place};
use crate::speakers::{Clock, Purpose, Request, RequestState, Source, Speech};
use crate::time::Moment;
use crate::{Event, Meeting, attendance, minutes, opinions, poll, projector, speakers};

/// Which panel. On the wire a short name; an entry of the minutes is `entry/12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PanelName {
    /// What the meeting is.
    Head,
    /// Its items.
    Agenda,
    /// What is on and who speaks.
    Floor,
    /// Who waits.
    Speakers,
    /// The poll.
    Poll,
    /// Who is here.
    Attendance,
    /// What the projector shows.
    Scene,
    /// Which entries the minutes have.
    Minutes,
    /// One of them.
    Entry(EntryId),
    /// What belongs to one person.
    Mine,
}

impl fmt::Display for PanelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head => f.write_str("head"),
            Self::Agenda => f.write_str("agenda"),
            Self::Floor => f.write_str("floor"),
            Self::Speakers => f.write_str("speakers"),
            Self::Poll => f.write_str("poll"),
            Self::Attendance => f.write_str("attendance"),
            Self::Scene => f.write_str("scene"),
            Self::Minutes => f.write_str("minutes"),
            Self::Entry(entry) => write!(f, "entry/{entry}"),
            Self::Mine => f.write_str("mine"),
        }
    }
}

/// A name that no panel has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPanel;

impl fmt::Display for UnknownPanel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no panel has this name")
    }
}

impl FromStr for PanelName {
    type Err = UnknownPanel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "head" => Self::Head,
            "agenda" => Self::Agenda,
            "floor" => Self::Floor,
            "speakers" => Self::Speakers,
            "poll" => Self::Poll,
            "attendance" => Self::Attendance,
            "scene" => Self::Scene,
            "minutes" => Self::Minutes,
            "mine" => Self::Mine,
            other => {
                let entry = other.strip_prefix("entry/").and_then(|id| id.parse().ok());
                Self::Entry(entry.ok_or(UnknownPanel)?)
            }
        })
    }
}

impl TryFrom<String> for PanelName {
    type Error = UnknownPanel;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PanelName> for String {
    fn from(name: PanelName) -> Self {
        name.to_string()
    }
}

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

/// What the meeting is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The code people join by.
    pub code: String,
    /// Title, as on the papers.
    pub title: String,
    /// Where.
    pub venue: String,
    /// When it is to begin.
    pub starts: Option<Moment>,
    /// Those who chair.
    pub chairs: Vec<String>,
    /// Those who write.
    pub secretaries: Vec<String>,
    /// Where it stands.
    pub phase: Phase,
    /// When it began.
    pub opened: Option<Moment>,
    /// When it ended.
    pub closed: Option<Moment>,
    /// House rules.
    pub rules: Vec<String>,
}

/// An agenda item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// Its name on the wire.
    pub id: ItemId,
    /// Its number as people count.
    pub number: usize,
    /// What it is.
    pub kind: ItemKind,
    /// What is on.
    pub title: String,
    /// Who leads it.
    pub lead: String,
    /// Minutes planned.
    pub minutes: Option<u32>,
    /// May be left out.
    pub optional: bool,
    /// How far it is.
    pub state: ItemState,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
}

/// The agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaPanel {
    /// In order.
    pub items: Vec<ItemView>,
    /// The next to take.
    pub next: Option<ItemId>,
}

/// Someone's speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechView {
    /// Its name on the wire.
    pub id: SpeechId,
    /// The request it fulfils.
    pub request: Option<RequestId>,
    /// What for.
    pub purpose: Purpose,
    /// The name called out.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// Milliseconds given in all.
    pub allotted_ms: i64,
    /// How the time stands.
    pub clock: Clock,
}

/// What is on and who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// The item that is on.
    pub item: Option<ItemView>,
    /// How many items there are.
    pub items: usize,
    /// Who has the floor.
    pub speech: Option<SpeechView>,
    /// Seconds a speech usually gets.
    pub seconds: u32,
}

/// Someone who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The number they were told.
    pub request: RequestId,
    /// Name.
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// What only staff see.
    pub staff: Option<WaitingDetail>,
}

/// What only staff see of someone who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingDetail {
    /// About what.
    pub subject: String,
    /// For whom, if not for oneself.
    pub on_behalf: String,
    /// Where the request came from.
    pub source: Source,
    /// When it was made.
    pub at: Moment,
}

/// Who waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakersPanel {
    /// Whether people may put themselves on the list.
    pub open: bool,
    /// In order.
    pub waiting: Vec<Waiting>,
    /// How many speeches there were.
    pub spoken: usize,
}

/// The poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollPanel {
    /// The question as it is put.
    pub question: String,
    /// Who asks.
    pub asked_by: String,
    /// The scale, best first.
    pub levels: Vec<String>,
    /// How far it is.
    pub state: State,
    /// How many have voted; 0 on a phone until the ballots are counted.
    pub cast: u32,
    /// Whether the hall may see the count.
    pub shown: bool,
    /// Ballots for each level, for those who may see it.
    pub counts: Option<Vec<u32>>,
    /// The free words, for staff.
    pub remarks: Vec<String>,
}

/// Who is here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendancePanel {
    /// Checked in by name, in the order they came.
    pub named: Vec<Attendee>,
    /// All residents, named and counted.
    pub residents: u32,
    /// All officials, named and counted.
    pub officials: u32,
    /// How many must and may come.
    pub rule: Option<AttendanceRule>,
}

/// What the projector shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenePanel {
    /// The picture.
    pub scene: Scene,
    /// Whether the chair pinned it.
    pub pinned: bool,
}

/// Which entries the minutes have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesPanel {
    /// In order.
    pub entries: Vec<EntryId>,
}

/// A text with the revision it is at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextView {
    /// The words.
    pub text: String,
    /// The journal position of the last change.
    pub revision: u64,
}

impl From<&crate::splice::Doc> for TextView {
    fn from(doc: &crate::splice::Doc) -> Self {
        Self { text: doc.text().to_owned(), revision: doc.revision() }
    }
}

/// What an entry of the minutes says happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactView {
    /// The meeting was opened.
    MeetingOpened,
    /// An item began.
    Item {
        /// Its number as people count.
        number: usize,
        /// What was on.
        title: String,
        /// Who led it.
        lead: String,
    },
    /// An item was left out.
    ItemSkipped {
        /// Its number as people count.
        number: usize,
        /// What would have been on.
        title: String,
    },
    /// Someone had the floor.
    Speech {
        /// Which.
        speech: SpeechId,
        /// What for.
        purpose: Purpose,
        /// Who.
        name: String,
        /// Hamlet or organisation.
        hamlet: String,
        /// For whom.
        on_behalf: String,
        /// About what, as registered.
        subject: String,
        /// When it ended.
        ended: Option<Moment>,
        /// Milliseconds spoken, once ended.
        spoken_ms: Option<i64>,
        /// The opinions raised.
        opinions: Vec<(OpinionId, TextView)>,
    },
    /// The poll was opened.
    PollOpened {
        /// The question.
        question: String,
    },
    /// The poll was closed.
    PollClosed {
        /// Ballots for each level, once counted, with the words of the level.
        counts: Option<Vec<(String, u32)>>,
    },
    /// The meeting was closed.
    MeetingClosed,
    /// The secretary wrote something of their own.
    Note,
}

/// An entry of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPanel {
    /// Its name on the wire.
    pub id: EntryId,
    /// When it happened.
    pub at: Moment,
    /// What happened.
    pub fact: FactView,
    /// What the secretary wrote.
    pub text: TextView,
}

/// What belongs to one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// The own request that waits or speaks.
    pub request: Option<MyRequest>,
    /// Whether one's ballot is in the urn.
    pub voted: bool,
}

/// One's own request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyRequest {
    /// The number told.
    pub id: RequestId,
    /// The name given.
    pub name: String,
    /// Whether one has the floor.
    pub speaking: bool,
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
