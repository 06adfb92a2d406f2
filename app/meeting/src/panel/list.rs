//! Makes the panel of the list of speakers: who waits, who left the list, and what staff see of them.

use std::collections::{BTreeSet, HashMap};

use super::types::{LeftRequest, Proposal, SpeakersPanel, Waiting, WaitingDetail};
use crate::actor::Place;
use crate::id::RequestId;
use crate::speakers::{
    Agreeing, Basis, Clock, PersonKey, Purpose, Request, RequestState, Source, Speakers, fair,
};
use crate::state::Meeting;

/// Makes the panel as this place may see it.
pub(super) fn view(meeting: &Meeting, place: Place) -> SpeakersPanel {
    let speakers = &meeting.speakers;
    let known = place.is_staff().then(|| Known::of(speakers));
    // Screens are told names alone, and find their own number in all of it.
    let told = if place.is_staff() { ROWS_SHOWN } else { usize::MAX };
    // Whoever holds a voided card gets no floor until the desk has given them another; the hall is not told to expect
    // them.
    let seen = |request: &&Request| place.is_staff() || !voided(meeting, request);
    let waiting = |request: &Request| Waiting {
        request: request.id,
        name: request.speaker.name.clone(),
        hamlet: request.speaker.hamlet.clone(),
        card: request.speaker.card,
        called: request.state == RequestState::Called,
        staff: known.as_ref().map(|known| {
            let contact = meeting.contacts.left.contains(&request.id);
            WaitingDetail { card_voided: voided(meeting, request), ..known.detail(request, contact) }
        }),
    };
    SpeakersPanel {
        open: speakers.rules.open,
        last_call: speakers.rules.last_call,
        most_speeches: speakers.rules.most_speeches,
        waiting: speakers.waiting().filter(seen).take(told).map(waiting).collect(),
        more: speakers.waiting.len().saturating_sub(told),
        spoken: speakers.speeches.iter().filter(|speech| speech.ended.is_some()).count(),
        left_list: if place.is_staff() { left_list(meeting, place) } else { Vec::new() },
        proposals: if place == Place::Chair { proposals(meeting) } else { Vec::new() },
    }
}

fn voided(meeting: &Meeting, request: &Request) -> bool {
    request.person.is_some_and(|person| meeting.cards.is_void(person))
}

/// Most rows that staff are given with all that is known of those who wait: a crowd is turned over in a list.
const ROWS_SHOWN: usize = 300;

/// What is known of everyone on the list, looked up once for all: a crowd may wait.
struct Known {
    /// The first on the list of each name from each hamlet, and the number they are called by.
    first: HashMap<PersonKey, (RequestId, u32)>,
    /// How often each has had the floor from the list.
    spoken: HashMap<PersonKey, u32>,
    /// Who agrees with each request.
    agreeing: HashMap<RequestId, Vec<Agreeing>>,
}

impl Known {
    fn of(speakers: &Speakers) -> Self {
        let mut known = Self { first: HashMap::new(), spoken: HashMap::new(), agreeing: HashMap::new() };
        for request in speakers.waiting() {
            let number = request.speaker.card.map_or(request.id.0, |card| card.0);
            let alike = PersonKey::of(&request.speaker.name, &request.speaker.hamlet);
            known.first.entry(alike).or_insert((request.id, number));
        }
        for speech in speakers.speeches.iter().filter(|speech| speech.purpose == Purpose::Opinion) {
            *known.spoken.entry(speech.key()).or_default() += 1;
        }
        for request in speakers.requests.values() {
            if let RequestState::Merged(into) = request.state {
                known.agreeing.entry(into).or_default().push(Agreeing::of(request));
            }
        }
        known
    }

    fn detail(&self, request: &Request, contact: bool) -> WaitingDetail {
        let (key, speaker) = (request.key(), request.speaker.clone());
        // Who asks by phone is not turned away for a name that is there; staff see that it is.
        let first =
            self.first.get(&PersonKey { which: 0, ..key.clone() }).filter(|(first, _)| *first != request.id);
        WaitingDetail {
            subject: speaker.subject,
            on_behalf: speaker.on_behalf,
            source: request.source,
            at: request.at,
            field: speaker.field,
            contact,
            kind: speaker.kind,
            spoken: self.spoken.get(&key).copied().unwrap_or(0),
            seconds: request.seconds,
            pinned: request.pinned,
            agreeing: self.agreeing.get(&request.id).cloned().unwrap_or_default(),
            card_voided: false,
            namesake: first.filter(|_| request.source == Source::Phone).map(|(_, number)| *number),
        }
    }
}

/// Most of those who left the list that are shown for each way of leaving it.
const LEFT_SHOWN: usize = 6;
/// Most of those who have spoken that are shown: a name is often put right when the minutes are read.
const SPOKEN: usize = 60;

fn left_list(meeting: &Meeting, place: Place) -> Vec<LeftRequest> {
    let speakers = &meeting.speakers;
    let newest = || speakers.requests.values().rev();
    let in_state = |state| newest().filter(move |request| request.state == state);
    let spoken = speakers.speeches.iter().rev().filter_map(|speech| speakers.requests.get(&speech.request?));
    let spoken = spoken.filter(|request| request.state == RequestState::Spoken);
    let mut seen = BTreeSet::new();
    // The desk puts names right, also of who speaks and has spoken; the others look for who comes back.
    let (speaking, most) = if place == Place::Desk { (usize::MAX, SPOKEN) } else { (0, LEFT_SHOWN) };
    let left_list = in_state(RequestState::Speaking)
        .take(speaking)
        .chain(in_state(RequestState::Absent))
        .chain(spoken.take(most))
        .chain(in_state(RequestState::Withdrawn).take(LEFT_SHOWN))
        .filter(|request| seen.insert(request.id));
    left_list
        .map(|request| LeftRequest {
            request: request.id,
            name: request.speaker.name.clone(),
            hamlet: request.speaker.hamlet.clone(),
            card: request.speaker.card,
            state: request.state,
            on_behalf: request.speaker.on_behalf.clone(),
            subject: request.speaker.subject.clone(),
            field: request.speaker.field.clone(),
            kind: request.speaker.kind,
            by_phone: request.source == Source::Phone,
            contact: meeting.contacts.left.contains(&request.id),
        })
        .collect()
}

/// Number of people who wait for whom an order is proposed: of one there is none, and a longer list nobody reads.
const ORDERED: std::ops::RangeInclusive<usize> = 2..=200;

fn proposals(meeting: &Meeting) -> Vec<Proposal> {
    let speakers = &meeting.speakers;
    if !ORDERED.contains(&speakers.waiting.len()) {
        return Vec::new();
    }
    // Who has the floor counts as using all the time given, so that no proposal changes by the mere
    // passing of time.
    let now = match speakers.current().map(|speech| speech.clock) {
        Some(Clock::Running { deadline }) => deadline,
        _ => meeting.last,
    };
    let fields = &meeting.programme.fields;
    let offered = Basis::ALL.into_iter().filter(|basis| *basis != Basis::Field || !fields.is_empty());
    offered.map(|basis| Proposal { basis, ranked: fair::propose(speakers, basis, fields, now) }).collect()
}
