//! Tells which panels an event may have changed, so that the room makes only those again.

use super::PanelName;
use crate::actor::{Audience, Place};
use crate::id::{PersonId, PollId, RequestId, SpeechId};
use crate::minutes::{Fact, Target};
use crate::poll::VoterRoll;
use crate::{
    Event, Meeting, attendance, cards, contacts, details, minutes, opinions, poll, projector, speakers, undo,
    written,
};

/// The panels that may have changed, and the persons whose own panel may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Panels of places that may have changed.
    pub panels: Vec<PanelName>,
    /// Persons whose own panel may have changed.
    pub persons: Vec<PersonId>,
}

/// The panels that an event, already applied, may have changed. Every panel that changes is named; one that is named
/// need not have changed. A property in `tests/` holds this to [`view`](super::view()).
#[must_use]
pub fn touched(meeting: &Meeting, voter_roll: &VoterRoll, event: &Event) -> Touched {
    use PanelName::{Agenda, Attendance, Ballot, Floor, Head, Minutes, Poll, Scene, Speakers, Totals, Undo};
    let mut touched = Touched::default();
    let last_entry = meeting.minutes.entries.last().map(|entry| PanelName::Entry(entry.id));
    match event {
        Event::Details(details::Event::ClockCorrected(_)) => {
            let places = Place::ALL.into_iter().map(Audience::Place);
            touched.panels.extend(places.flat_map(|place| super::names(meeting, place)));
            let asked = meeting.speakers.requests.values().filter_map(|request| request.person);
            let wrote = meeting.written.all.iter().map(|written| written.person);
            touched.persons.extend(asked.chain(wrote).chain(holders(meeting)));
        }
        Event::Details(_) => touched.panels.extend([Head, Attendance]),
        Event::Agenda(_) => {
            touched.panels.extend([Head, Agenda, Floor, Scene, Minutes, Undo]);
            touched.panels.extend(about_items(meeting));
            touched.panels.extend(last_entry);
        }
        Event::Speakers(event) => {
            touched.panels.extend([Speakers, Undo]);
            speakers_touched(meeting, event, &mut touched);
        }
        Event::Undo(undo::Event::Undone { requests, speeches, entries, .. }) => {
            touched.panels.extend([Head, Agenda, Floor, Speakers, Totals, Scene, Minutes, Undo]);
            touched.panels.extend(about_items(meeting));
            touched.panels.extend(entries.iter().map(|entry| PanelName::Entry(*entry)));
            touched.panels.extend(speeches.iter().filter_map(|speech| about_speech(meeting, *speech)));
            touched.persons.extend(requests.iter().flat_map(|request| persons_of(meeting, *request)));
        }
        Event::Opinions(opinions::Event::OpinionRecorded { speech, .. }) => {
            touched.panels.extend(about_speech(meeting, *speech));
            touched.panels.extend([Undo, Scene]);
        }
        Event::Opinions(opinions::Event::OutcomeDecided { opinion, .. }) => {
            let opinion = meeting.opinions.get(*opinion);
            touched.panels.extend(opinion.and_then(|opinion| about_speech(meeting, opinion.speech)));
            touched.panels.push(Scene);
        }
        Event::Contacts(event) => match event {
            contacts::Event::ContactLeft { .. } | contacts::Event::ContactsErased { .. } => {
                touched.panels.push(Speakers);
            }
            contacts::Event::ContactDaysSet { .. } => touched.panels.push(PanelName::Head),
            contacts::Event::ContactsRead { .. } => {}
        },
        Event::Written(event) => {
            let (written::Event::Submitted { written, .. }
            | written::Event::TakenUp { written }
            | written::Event::WrittenAnswered { written, .. }) = event;
            touched.panels.push(PanelName::Written);
            if matches!(event, written::Event::TakenUp { .. }) {
                touched.panels.push(Minutes);
            }
            let about = meeting.minutes.about_written(*written);
            touched.panels.extend(about.map(|entry| PanelName::Entry(entry.id)));
            touched.persons.extend(meeting.written.get(*written).map(|written| written.person));
        }
        Event::Minutes(minutes::Event::NoteWritten { .. }) => {
            touched.panels.push(Minutes);
            touched.panels.extend(last_entry);
        }
        Event::Minutes(minutes::Event::TextSpliced { target, .. }) => {
            touched.panels.push(Undo);
            match target {
                Target::Entry(entry) => {
                    touched.panels.push(PanelName::Entry(*entry));
                    // Words bring an entry back whose fact was undone.
                    if meeting.minutes.entry(*entry).is_some_and(|entry| entry.undone) {
                        touched.panels.push(Minutes);
                    }
                }
                Target::Notes(_) => touched.panels.extend([PanelName::Agenda, PanelName::Floor]),
                Target::Opinion(opinion) => {
                    let opinion = meeting.opinions.get(*opinion);
                    touched.panels.extend(opinion.and_then(|opinion| about_speech(meeting, opinion.speech)));
                }
            }
        }
        Event::Poll(event) => {
            // The card may have been reissued; and paper ballots go with their poll.
            if let poll::Event::PaperBallotIssued { .. }
            | poll::Event::PaperBallotTakenBack { .. }
            | poll::Event::PollDiscarded { .. } = event
            {
                touched.persons.extend(holders(meeting));
            }
            // Of a ballot that stands nothing is said once no other could be sent anyway.
            if let poll::Event::PollClosed { poll } = event {
                touched.persons.extend(voter_roll.locked.get(poll).into_iter().flatten());
                touched.persons.extend(holders(meeting));
            }
            // Whoever voted has not voted any more, or has a ballot that stands.
            if let poll::Event::PollDiscarded { poll, .. } | poll::Event::PollReopened { poll, .. } = event {
                touched.persons.extend(voter_roll.voters.get(poll).into_iter().flatten());
                touched.persons.extend(holders(meeting));
            }
            touched.panels.extend([Poll, Ballot, PanelName::PaperBallots, Scene, Minutes, Undo]);
            let entries = meeting.minutes.entries.iter();
            let about = entries.filter(|entry| {
                matches!(
                    entry.fact,
                    Fact::PollOpened(_)
                        | Fact::PollClosed(_)
                        | Fact::PollReopened(_)
                        | Fact::PollDiscarded(_)
                )
            });
            touched.panels.extend(about.map(|entry| PanelName::Entry(entry.id)));
        }
        Event::Attendance(attendance::Event::CheckedIn { .. })
        | Event::Attendance(attendance::Event::CheckedOut { .. })
        | Event::Attendance(attendance::Event::ArrivalsCounted { .. }) => touched.panels.push(Attendance),
        Event::Cards(event) => {
            touched.panels.push(PanelName::Cards);
            match event {
                cards::Event::CardGuessed
                | cards::Event::CardsGuessed { .. }
                | cards::Event::CardsShown { .. }
                | cards::Event::CardsOnlySet { .. } => {}
                cards::Event::CardsPrinted { .. } | cards::Event::CardsRenewed => {
                    touched.persons.extend(holders(meeting));
                }
                cards::Event::CardIssued { card, .. } => touched.persons.push(PersonId::of_card(*card)),
                cards::Event::CardVoided { card } => {
                    touched.panels.push(Speakers);
                    touched.persons.push(PersonId::of_card(*card));
                }
                cards::Event::CardReissued { card, by } => {
                    // What was asked and submitted goes over to the new card.
                    touched.panels.extend([Speakers, PanelName::Written]);
                    touched.persons.extend([card, by].map(|card| PersonId::of_card(*card)));
                }
            }
        }
        Event::Keys(_) => {}
        Event::Projector(projector::Event::ScenePinned { .. } | projector::Event::MeetingFollowed) => {
            touched.panels.push(Scene);
        }
    }
    touched
}

/// The panels that a ballot put into the ballot box may have changed: how many there are, for those who are told, and
/// its voter's own panel; and if the tablet was open for that voter, the tablet goes back to its start and the desk
/// sees that it is free.
#[must_use]
pub fn touched_by_ballot(meeting: &Meeting, poll: PollId, voter: PersonId) -> Touched {
    let mut panels = vec![PanelName::Poll];
    if meeting.polls.get(poll).is_some_and(|poll| poll.tablet == Some(voter)) {
        panels.extend([PanelName::Ballot, PanelName::PaperBallots]);
    }
    Touched { panels, persons: vec![voter] }
}

/// The minutes entry of the speech that is on.
fn speaking(meeting: &Meeting) -> Option<PanelName> {
    meeting.speakers.current().and_then(|speech| about_speech(meeting, speech.id))
}

fn about_speech(meeting: &Meeting, speech: SpeechId) -> Option<PanelName> {
    meeting.minutes.about_speech(speech).map(|entry| PanelName::Entry(entry.id))
}

/// The panels that quote the numbers of items: an item that moves gives others another number, and the minutes quote
/// numbers.
fn about_items(meeting: &Meeting) -> impl Iterator<Item = PanelName> {
    let items = meeting.minutes.entries.iter();
    let items = items.filter(|entry| matches!(entry.fact, Fact::Item(_) | Fact::ItemSkipped(_)));
    items.map(|entry| PanelName::Entry(entry.id))
}

/// The persons of all door cards.
fn holders(meeting: &Meeting) -> impl Iterator<Item = PersonId> {
    meeting.cards.numbered().map(|(card, _)| PersonId::of_card(card))
}

/// The persons to whom a request matters: its own, and those for whom it speaks.
fn persons_of(meeting: &Meeting, id: RequestId) -> impl Iterator<Item = PersonId> {
    let own = meeting.speakers.requests.get(&id);
    own.into_iter().chain(meeting.speakers.agreeing(id)).filter_map(|request| request.person)
}

fn speakers_touched(meeting: &Meeting, event: &speakers::Event, touched: &mut Touched) {
    use PanelName::{Floor, Minutes, Scene, Totals};
    let (panels, persons) = (&mut touched.panels, &mut touched.persons);
    match event {
        speakers::Event::ListOpened
        | speakers::Event::ListClosed
        | speakers::Event::LastCallSet { .. }
        | speakers::Event::MostSpeechesSet { .. }
        | speakers::Event::RequestTimeSet { .. }
        | speakers::Event::RequestMoved { .. }
        | speakers::Event::ManualOrderCleared
        | speakers::Event::ListReordered { .. } => {}
        speakers::Event::SpeakerRegistered { person, .. } => persons.extend(*person),
        // A card that was mistyped may have been anyone's.
        speakers::Event::RequestEdited { request, .. } => {
            persons.extend(persons_of(meeting, *request));
            persons.extend(holders(meeting));
            let agrees =
                |speech: &&speakers::Speech| speech.agreeing.iter().any(|one| one.request == *request);
            let named = meeting.speakers.speeches.iter().filter(agrees).map(|speech| speech.id);
            let by = meeting.speakers.speeches_by(*request);
            panels.extend(by.into_iter().chain(named).filter_map(|speech| about_speech(meeting, speech)));
            panels.extend([Floor, Totals, Scene]);
        }
        speakers::Event::ReturnedToList { request, .. } => persons.extend(persons_of(meeting, *request)),
        // Who was named as agreeing with the one who speaks may be no longer.
        speakers::Event::RequestSplit { request } => {
            panels.push(Floor);
            panels.extend(speaking(meeting));
            persons.extend(persons_of(meeting, *request));
        }
        // What is said of who comes next is on the wall too.
        speakers::Event::SpeakerCalled { request } => {
            panels.extend([Floor, Scene]);
            persons.extend(persons_of(meeting, *request));
        }
        // Those for whom this one was to speak wait for themselves again, so all may be meant.
        speakers::Event::RequestWithdrawn { request } | speakers::Event::SpeakerAbsent { request } => {
            panels.extend([Floor, Scene]);
            panels.extend(speaking(meeting));
            persons.extend(persons_of(meeting, *request));
            persons.extend(meeting.speakers.waiting().filter_map(|request| request.person));
        }
        speakers::Event::RequestsRemoved { requests } => {
            panels.extend([Floor, Scene]);
            panels.extend(speaking(meeting));
            let all = &meeting.speakers.requests;
            persons.extend(requests.iter().filter_map(|request| all.get(request)?.person));
            persons.extend(meeting.speakers.waiting().filter_map(|request| request.person));
        }
        speakers::Event::RequestsMerged { into, .. } => persons.extend(persons_of(meeting, *into)),
        speakers::Event::FloorGiven { request, .. } => {
            panels.extend([Floor, Scene, Minutes]);
            panels.extend(meeting.minutes.entries.last().map(|entry| PanelName::Entry(entry.id)));
            persons.extend(request.iter().flat_map(|request| persons_of(meeting, *request)));
        }
        speakers::Event::SpeechPaused { .. }
        | speakers::Event::SpeechResumed { .. }
        | speakers::Event::SpeechExtended { .. }
        | speakers::Event::SpeechTimeSet { .. }
        | speakers::Event::AnswerTimeSet { .. } => panels.push(Floor),
        speakers::Event::OffTopicMarked { speech, .. } => {
            panels.push(Floor);
            panels.extend(about_speech(meeting, *speech));
        }
        speakers::Event::SpeechEnded { speech, .. } => {
            panels.extend([Floor, Scene, Totals]);
            panels.extend(about_speech(meeting, *speech));
            let speech = meeting.speakers.speech(*speech);
            let heard = speech.into_iter().flat_map(|speech| speech.agreeing.iter().map(|one| one.request));
            let heard = heard.chain(speech.and_then(|speech| speech.request));
            persons.extend(heard.flat_map(|request| persons_of(meeting, request)));
        }
    }
}
