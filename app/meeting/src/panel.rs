//! Panels: small named slices of the meeting as one audience may see them.
//!
//! [`view`] is the only place where "who may see what" is decided:
//!
//! In backticks stand the fields of the panels that a row is about, with all they hold that no other row names; a test
//! reads this very table and holds every field of every panel against it.
//!
//! | what | chair | secretary | desk | office | projector | tablet | phone | one person |
//! |---|---|---|---|---|---|---|---|---|
//! | what the meeting is: `head` | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | |
//! | items, what is attached: `agenda` | ✓ | ✓ | ✓ | ✓ | unless hidden | unless hidden | unless hidden | |
//! | the chair's notes: `agenda.items.notes`, `floor.item.notes` | ✓ | | | | | | | |
//! | who speaks, whom an answer answers: `floor` | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | |
//! | the item that is on: `floor.item` | ✓ | ✓ | ✓ | ✓ | unless hidden | unless hidden | unless hidden | |
//! | who was heard last, on whose behalf, subject, off the topic: `floor.heard`, `floor.speech.staff` | ✓ | ✓ | ✓ | ✓ | | | | |
//! | names, hamlets, order: `speakers` | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | |
//! | subject, on whose behalf, field, whether a contact was left, source, time, who left: `speakers.waiting.staff`, `speakers.gone` | ✓ | ✓ | ✓ | ✓ | | | | |
//! | orders the list could stand in: `speakers.proposals` | ✓ | | | | | | | |
//! | totals of people and hamlets: `totals` | ✓ | ✓ | ✓ | ✓ | | | | |
//! | the last steps: `undo` | ✓ | | | ✓ | | | | |
//! | what a poll asks, and how far it is: `poll` | ✓ | ✓ | ✓ | ✓ | once asked | once asked | once asked | |
//! | how many have voted: `poll.cast` | ✓ | ✓ | ✓ | ✓ | once asked | once counted | once counted | |
//! | the count, each channel's, what became of the papers, who were here: `poll.counts`, `poll.apart`, `poll.papers`, `poll.present` | once counted | once counted | once counted | once counted | once shown | once shown | once shown | |
//! | free words: `poll.counts.words` | from five ballots on | from five ballots on | from five ballots on | from five ballots on | | | | |
//! | free words that are published: `poll.words` | from five ballots on | from five ballots on | from five ballots on | from five ballots on | once shown | | | |
//! | which those are, who runs a poll, what stands prepared: `poll.published`, `poll.given_to`, `poll.prepared` | ✓ | ✓ | ✓ | ✓ | | | | |
//! | papers that are out, polls that wait for their count: `poll.papers_out`, `poll.papers_wanting`, `poll.uncounted` | ✓ | ✓ | ✓ | ✓ | | | | |
//! | which polls are counted: `poll.counted` | | | | ✓ | | | | |
//! | papers of a poll and what they say until it is counted, whether someone is at the tablet: `papers` | | ✓ | ✓ | ✓ | | | | |
//! | the ballot to fill: `ballot` | | | | | | once asked | once asked | |
//! | for whom the tablet is open: `ballot.ballots.voter` | | | | | | once asked | | |
//! | attendance: `attendance` | ✓ | ✓ | ✓ | ✓ | | | | |
//! | door cards: `cards` | | | ✓ | ✓ | | | | |
//! | what the projector shows: `scene` | ✓ | | | ✓ | ✓ | | | |
//! | what is wrong with the laptop's disk and its clock: `laptop` | ✓ | ✓ | | ✓ | | | | |
//! | written opinions: `written` | ✓ | ✓ | ✓ | ✓ | | | | |
//! | the minutes: `minutes`, `entry` | | ✓ | ✓ | ✓ | | | | |
//! | own card, own request, whether one has voted or taken a paper, own written opinions: `mine` | | | | | | | | ✓ |
//!
//! What of an event a place may read follows from it, see [`record()`].
//!
//! The notes of one subject never tell which person voted what: nobody is shown more than a count.

mod list;
mod name;
mod poll;
mod record;
mod shape;
mod touched;

use serde::Serialize;

use crate::cards::Standing;
use crate::history::Lately;
use crate::id::{PersonId, PollId};
use crate::laptop::Laptop;
use crate::minutes::{Entry, Fact};
use crate::opinions::Opinion;
use crate::poll::Urn;
use crate::projector::Scene;
use crate::role::{Audience, Place};
use crate::speakers::{Agreeing, Purpose, RequestState, Speech, fair};
use crate::written::Written;
use crate::{Meeting, agenda::Item, projector, undo, written};

pub use name::{PanelName, UnknownPanel};
pub use record::{Cause, RecordView, line, record};
pub use shape::{
    AgendaPanel, AttendancePanel, BallotPanel, BallotView, CardsPanel, ConclusionView, CountedQuestion,
    EntryPanel, FactView, Floor, Gone, Head, ItemView, Mine, MinutesPanel, MyRequest, MyWritten, OfferView,
    OpinionView, PaperFigures, PapersPanel, PollPanel, PreparedPoll, Proposal, ScenePanel, SpeakersPanel,
    SpeechDetail, SpeechView, StepView, TextView, TotalsPanel, UncountedPoll, UndoPanel, Waiting,
    WaitingDetail, WrittenPanel, WrittenView, label,
};
pub use touched::{Touched, touched, touched_by_ballot};

/// What a panel holds. The name says which it is, so the data carry no tag.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Panel {
    /// See [`Head`].
    Head(Head),
    /// See [`AgendaPanel`].
    Agenda(AgendaPanel),
    /// See [`Floor`].
    Floor(Box<Floor>),
    /// See [`SpeakersPanel`].
    Speakers(SpeakersPanel),
    /// See [`PollPanel`].
    Poll(PollPanel),
    /// See [`BallotPanel`].
    Ballot(BallotPanel),
    /// See [`PapersPanel`].
    Papers(PapersPanel),
    /// See [`AttendancePanel`].
    Attendance(AttendancePanel),
    /// See [`CardsPanel`].
    Cards(CardsPanel),
    /// See [`ScenePanel`].
    Scene(ScenePanel),
    /// See [`WrittenPanel`].
    Written(WrittenPanel),
    /// See [`MinutesPanel`].
    Minutes(MinutesPanel),
    /// See [`EntryPanel`].
    Entry(Box<EntryPanel>),
    /// See [`TotalsPanel`].
    Totals(TotalsPanel),
    /// See [`UndoPanel`].
    Undo(UndoPanel),
    /// See [`Laptop`].
    Laptop(Laptop),
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
            PanelName::Ballot => Self::Ballot(serde_json::from_str(json)?),
            PanelName::Papers => Self::Papers(serde_json::from_str(json)?),
            PanelName::Attendance => Self::Attendance(serde_json::from_str(json)?),
            PanelName::Cards => Self::Cards(serde_json::from_str(json)?),
            PanelName::Scene => Self::Scene(serde_json::from_str(json)?),
            PanelName::Written => Self::Written(serde_json::from_str(json)?),
            PanelName::Minutes => Self::Minutes(serde_json::from_str(json)?),
            PanelName::Entry(_) => Self::Entry(serde_json::from_str(json)?),
            PanelName::Totals => Self::Totals(serde_json::from_str(json)?),
            PanelName::Undo => Self::Undo(serde_json::from_str(json)?),
            PanelName::Laptop => Self::Laptop(serde_json::from_str(json)?),
            PanelName::Mine => Self::Mine(serde_json::from_str(json)?),
        })
    }
}

/// What the server keeps beside a meeting, never in its journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Who has voted, and what papers say.
    pub urn: Urn,
    /// What staff must know of the laptop.
    pub laptop: Laptop,
    /// What was done last, for whoever comes a moment too late.
    pub lately: Lately,
}

impl From<Urn> for Beside {
    fn from(urn: Urn) -> Self {
        Self { urn, ..Self::default() }
    }
}

/// The panel of this name for this audience; `None` if it is not for them or is not there.
#[must_use]
pub fn view(meeting: &Meeting, beside: &Beside, audience: Audience, name: PanelName) -> Option<Panel> {
    let urn = &beside.urn;
    let place = match audience {
        Audience::Place(place) => place,
        Audience::Person(person) => {
            return (name == PanelName::Mine).then(|| Panel::Mine(mine(meeting, urn, person)));
        }
    };
    let reads_minutes = matches!(place, Place::Secretary | Place::Desk | Place::Office);
    let told_of_laptop = matches!(place, Place::Chair | Place::Secretary | Place::Office);
    let sees_scene = matches!(place, Place::Chair | Place::Office | Place::Projector);
    match name {
        PanelName::Head => Some(Panel::Head(head(meeting))),
        PanelName::Agenda => Some(Panel::Agenda(agenda(meeting, place))),
        PanelName::Floor => Some(Panel::Floor(Box::new(floor(meeting, place)))),
        PanelName::Speakers => Some(Panel::Speakers(list::view(meeting, place))),
        PanelName::Poll => Some(Panel::Poll(poll::view(meeting, urn, place))),
        PanelName::Ballot if place == Place::Phone => Some(Panel::Ballot(poll::ballot(meeting))),
        PanelName::Ballot if place == Place::Tablet => Some(Panel::Ballot(poll::tablet(meeting, urn))),
        PanelName::Papers if reads_minutes => Some(Panel::Papers(poll::papers(meeting, urn))),
        PanelName::Attendance if place.is_staff() => Some(Panel::Attendance(attendance(meeting))),
        PanelName::Cards if matches!(place, Place::Desk | Place::Office) => {
            Some(Panel::Cards(cards(meeting)))
        }
        PanelName::Scene if sees_scene => Some(Panel::Scene(scene(meeting))),
        PanelName::Written if place.is_staff() => Some(Panel::Written(written(meeting))),
        PanelName::Minutes if reads_minutes => {
            let shown = meeting.minutes.entries.iter().filter(|entry| entry.is_shown());
            let entries = shown.map(|entry| entry.id).collect();
            Some(Panel::Minutes(MinutesPanel { entries }))
        }
        PanelName::Entry(id) if reads_minutes => {
            let entry = meeting.minutes.entry(id).filter(|entry| entry.is_shown())?;
            Some(Panel::Entry(Box::new(entry_panel(meeting, entry))))
        }
        PanelName::Totals if place.is_staff() => {
            let (people, hamlets) = fair::totals(&meeting.speakers);
            Some(Panel::Totals(TotalsPanel { people, hamlets }))
        }
        PanelName::Undo if matches!(place, Place::Chair | Place::Office) => {
            Some(Panel::Undo(last_steps(meeting, place)))
        }
        PanelName::Laptop if told_of_laptop => Some(Panel::Laptop(beside.laptop.clone())),
        PanelName::Attendance
        | PanelName::Ballot
        | PanelName::Papers
        | PanelName::Totals
        | PanelName::Undo
        | PanelName::Written
        | PanelName::Cards
        | PanelName::Scene
        | PanelName::Minutes
        | PanelName::Entry(_)
        | PanelName::Laptop
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
        PanelName::Ballot,
        PanelName::Papers,
        PanelName::Attendance,
        PanelName::Cards,
        PanelName::Scene,
        PanelName::Written,
        PanelName::Minutes,
        PanelName::Totals,
        PanelName::Undo,
        PanelName::Laptop,
        PanelName::Mine,
    ];
    let entries = meeting.minutes.entries.iter().map(|entry| PanelName::Entry(entry.id));
    let beside = Beside::default();
    fixed
        .into_iter()
        .chain(entries)
        .filter(|name| view(meeting, &beside, audience, *name).is_some())
        .collect()
}

fn head(meeting: &Meeting) -> Head {
    let details = meeting.details.clone();
    Head {
        code: meeting.code.clone(),
        title: details.title,
        venue: details.venue,
        starts: details.starts,
        ends: details.ends,
        planned_end: meeting.agenda.planned_end,
        chairs: details.chairs,
        secretaries: details.secretaries,
        phase: meeting.agenda.phase,
        opened: meeting.agenda.opened,
        closed: meeting.agenda.closed,
        intake: written::is_taken(meeting),
        rules: meeting.programme.rules.clone(),
        fields: meeting.programme.fields.clone(),
        contact_days: meeting.contacts.days,
    }
}

fn item_view(meeting: &Meeting, item: &Item, place: Place) -> ItemView {
    let text = item.text.clone();
    let (number, part) = meeting.agenda.number(item.id).unwrap_or_default();
    ItemView {
        id: item.id,
        number,
        part,
        under: item.under,
        kind: text.kind,
        title: text.title,
        lead: text.lead,
        minutes: text.minutes,
        seconds: text.seconds,
        optional: text.optional,
        hidden: text.hidden,
        state: item.state,
        started: item.started,
        finished: item.finished,
        spent_ms: item.spent_ms,
        attachments: item.attachments.clone(),
        notes: (place == Place::Chair).then(|| (&item.notes).into()),
    }
}

/// Whether an item is for this place to see.
fn sees(meeting: &Meeting, item: &Item, place: Place) -> bool {
    place.is_staff() || !meeting.agenda.is_hidden(item)
}

fn agenda(meeting: &Meeting, place: Place) -> AgendaPanel {
    let agenda = &meeting.agenda;
    let items = agenda.items.iter().filter(|item| sees(meeting, item, place));
    let next = if place.is_staff() { agenda.next() } else { agenda.next_shown() };
    AgendaPanel {
        items: items.map(|item| item_view(meeting, item, place)).collect(),
        next: next.map(|item| item.id),
    }
}

fn floor(meeting: &Meeting, place: Place) -> Floor {
    let speakers = &meeting.speakers;
    let item = meeting.agenda.current();
    let heard = speakers.last_heard().filter(|_| place.is_staff());
    Floor {
        item: item.map(|item| item_view(meeting, item, place)),
        items: meeting.agenda.count(),
        speech: speakers.current().map(|speech| speech_view(meeting, speech, place)),
        seconds: speakers.seconds_of(None, item),
        answer_seconds: speakers.rules.answer_seconds,
        heard: heard.map(|speech| speech_view(meeting, speech, place)),
    }
}

fn speech_view(meeting: &Meeting, speech: &Speech, place: Place) -> SpeechView {
    let about = speech.about.filter(|_| speech.purpose == Purpose::Answer);
    let about = about.and_then(|about| meeting.speakers.speech(about));
    SpeechView {
        id: speech.id,
        request: speech.request,
        purpose: speech.purpose,
        name: speech.name.clone(),
        hamlet: speech.hamlet.clone(),
        allotted_ms: speech.allotted_ms,
        clock: speech.clock,
        agreeing: agreeing_with(speech),
        answers: about.map(|about| about.name.clone()),
        staff: place.is_staff().then(|| SpeechDetail {
            on_behalf: speech.on_behalf.clone(),
            subject: speech.subject.clone(),
            about: speech.about,
            off_topic: speech.off_topic,
            also: also_asked(speech),
        }),
    }
}

/// Names of those who asked the same as a speech.
fn agreeing_with(speech: &Speech) -> Vec<String> {
    speech.agreeing.iter().map(|one| one.name.clone()).collect()
}

/// Those of them who registered a subject of their own: it is answered with the one that is spoken to.
fn also_asked(speech: &Speech) -> Vec<Agreeing> {
    let own = |one: &&Agreeing| !one.subject.is_empty() && one.subject != speech.subject;
    speech.agreeing.iter().filter(own).cloned().collect()
}

/// Steps at hand: enough for someone to see what another chair did.
const STEPS: usize = 12;

fn last_steps(meeting: &Meeting, place: Place) -> UndoPanel {
    let view = |step: &undo::Step| StepView {
        step: step.position,
        at: step.at,
        by: step.by,
        action: step.action.clone(),
    };
    let offered = undo::offered(meeting, place).map(|offer| OfferView {
        step: view(offer.step),
        held: offer.held,
        moves_agenda: offer.moves_agenda(),
    });
    UndoPanel { steps: meeting.undo.kept().iter().rev().take(STEPS).map(view).collect(), offered }
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
    ScenePanel {
        scene: projector::scene(meeting),
        pinned: meeting.projector.pinned.is_some(),
        resumes: projector::resumes(meeting),
        conclusions: match projector::scene(meeting) {
            Scene::Conclusions => conclusions(meeting),
            _ => Vec::new(),
        },
    }
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
            let ((number, part), text) = item(id);
            let (title, lead) = text.map_or_else(Default::default, |text| (text.title, text.lead));
            FactView::Item { number, part, title, lead }
        }
        Fact::ItemSkipped(id) => {
            let ((number, part), text) = item(id);
            FactView::ItemSkipped { number, part, title: text.map(|text| text.title).unwrap_or_default() }
        }
        Fact::Speech(id) => meeting.speakers.speech(id).map_or(FactView::Note, |speech| FactView::Speech {
            speech: id,
            purpose: speech.purpose,
            name: speech.name.clone(),
            hamlet: speech.hamlet.clone(),
            on_behalf: speech.on_behalf.clone(),
            subject: speech.subject.clone(),
            ended: speech.ended,
            spoken_ms: speech.ended.map(|ended| speech.spoken_ms(ended)),
            agreeing: agreeing_with(speech),
            also: also_asked(speech),
            off_topic: speech.off_topic,
            breach: speech.breach.clone(),
            opinions: meeting.opinions.of(id).map(opinion_view).collect(),
        }),
        Fact::Written(id) => meeting.written.get(id).map_or(FactView::Note, |written| FactView::Written {
            name: written.name.clone(),
            hamlet: written.hamlet.clone(),
            text: written.text.clone(),
            answer: written.answer.clone(),
        }),
        Fact::PollOpened(poll) => {
            let question = meeting.polls.get(poll).map(|poll| poll.sheet.title().to_owned());
            FactView::PollOpened { question: question.unwrap_or_default() }
        }
        Fact::PollClosed(poll) => {
            FactView::PollClosed { counts: meeting.polls.get(poll).and_then(poll::counted) }
        }
        Fact::PollReopened(_) => FactView::PollReopened,
        Fact::PollDiscarded(_) => FactView::PollDiscarded,
        Fact::MeetingClosed => FactView::MeetingClosed,
        Fact::Note => FactView::Note,
    };
    EntryPanel { id: entry.id, at: entry.at, fact, text: (&entry.text).into() }
}

fn opinion_view(opinion: &Opinion) -> OpinionView {
    OpinionView { id: opinion.id, text: (&opinion.text).into(), outcome: opinion.outcome.clone() }
}

/// What the wall tells of the conclusions: who raised it, what becomes of it, who sees to it and by when. The
/// words of an opinion are the secretary's, and stay with staff.
fn conclusions(meeting: &Meeting) -> Vec<ConclusionView> {
    let raised = |opinion: &Opinion| {
        let speech = meeting.speakers.speech(opinion.speech)?;
        let (name, hamlet) = (speech.name.clone(), speech.hamlet.clone());
        Some(ConclusionView { opinion: opinion.id, name, hamlet, outcome: opinion.outcome.clone() })
    };
    meeting.opinions.all.iter().filter_map(raised).collect()
}

fn cards(meeting: &Meeting) -> CardsPanel {
    let standing = |wanted| {
        let cards = meeting.cards.numbered().filter(move |(_, card)| card.standing == wanted);
        cards.map(|(number, _)| number).collect()
    };
    CardsPanel {
        printed: u32::try_from(meeting.cards.all.len()).unwrap_or(u32::MAX),
        out: standing(Standing::HandedOut),
        voided: standing(Standing::Voided),
        guesses: meeting.cards.guesses,
        renewed: meeting.cards.renewed,
        only: meeting.cards.only,
    }
}

/// Characters by which one knows one's own written opinion again; a push to a phone stays small.
const BEGINS: usize = 60;

/// The first words, and a mark if there are more.
fn beginning(text: &str) -> String {
    let mut begins: String = text.chars().take(BEGINS).collect();
    if begins.len() < text.len() {
        begins.truncate(begins.trim_end().len());
        begins.push('…');
    }
    begins
}

/// Most written opinions at hand: a page of them is read, the rest is a list to be turned over.
const AT_HAND: usize = 40;

/// Those at hand: what is still to be taken up or answered before what is not, what came by a door card before what
/// came without one, and of these the newest; in the order they came.
fn written(meeting: &Meeting) -> WrittenPanel {
    let mut at_hand: Vec<&Written> = meeting.written.all.iter().collect();
    at_hand.sort_by_key(|one| {
        let is_done = one.taken_up || !one.answer.is_empty();
        (is_done, one.person.card().is_none(), std::cmp::Reverse(one.id))
    });
    at_hand.truncate(AT_HAND);
    at_hand.sort_by_key(|one| one.id);
    let all = at_hand.into_iter().map(|written| WrittenView {
        id: written.id,
        name: written.name.clone(),
        hamlet: written.hamlet.clone(),
        text: written.text.clone(),
        at: written.at,
        taken_up: written.taken_up,
        answer: written.answer.clone(),
    });
    let all: Vec<_> = all.collect();
    let open = meeting.written.all.iter().filter(|one| !one.taken_up).count();
    WrittenPanel { more: meeting.written.all.len() - all.len(), open, all }
}

fn mine(meeting: &Meeting, urn: &Urn, person: PersonId) -> Mine {
    let request = meeting.speakers.request_of(person).map(|request| MyRequest {
        id: request.id,
        name: request.speaker.name.clone(),
        speaking: request.state == RequestState::Speaking,
        called: request.state == RequestState::Called,
        merged_with: match request.state {
            RequestState::Merged(into) => {
                meeting.speakers.requests.get(&into).map(|into| into.speaker.name.clone())
            }
            _ => None,
        },
    });
    let written = meeting.written.of(person).map(|written| MyWritten {
        begins: beginning(&written.text),
        taken_up: written.taken_up,
        answer: written.answer.clone(),
    });
    let same: Vec<PersonId> = meeting.cards.same_as(person).collect();
    // A ballot of a discarded poll is worth nothing, whether or not it is thrown away already.
    let polls = meeting.polls.all.iter().filter(|poll| poll.is_asked()).map(|poll| poll.id);
    let voted = polls.filter(|poll| same.iter().any(|person| urn.holds(*poll, *person)));
    // Of one that takes no ballots nothing is offered anyway.
    let open = meeting.polls.open().map(|poll| poll.id);
    let locked = |poll: &PollId| open == Some(*poll) && !urn.is_replaceable(*poll, person);
    let papers = meeting.polls.all.iter().filter(|poll| poll.papers.hold(same.iter().copied()));
    Mine {
        request,
        locked: voted.clone().filter(locked).collect(),
        voted: voted.collect(),
        papers: papers.map(|poll| poll.id).collect(),
        card: person.card(),
        card_voided: meeting.cards.is_void(person),
        written: written.collect(),
    }
}
