//! Applies events of the list of speakers and the floor.

use std::collections::{HashMap, HashSet};

use super::{Agreeing, Clock, Event, PersonKey, Request, RequestState, Rule, Source, Speakers, Speech};
use crate::actor::{Actor, Place};
use crate::id::{PersonId, RequestId, SpeechId};
use crate::state::Meeting;
use crate::time::Moment;

impl Speakers {
    /// The speeches that a request led to: the one it fulfilled, and those in which the same person came back to it.
    pub(crate) fn speeches_by(&self, request: RequestId) -> Vec<SpeechId> {
        let mut by: Vec<&Speech> = Vec::new();
        for speech in &self.speeches {
            let comes_back = || {
                let before = speech.about.and_then(|about| by.iter().find(|known| known.id == about));
                before.is_some_and(|before| before.key() == speech.key())
            };
            if speech.request == Some(request) || speech.request.is_none() && comes_back() {
                by.push(speech);
            }
        }
        by.into_iter().map(|speech| speech.id).collect()
    }

    /// Inserts a request behind another, or first; behind one that is gone, last, so that nobody is ever lost.
    fn insert_waiting(&mut self, id: RequestId, after: Option<RequestId>) {
        let behind = after.and_then(|after| self.waiting.iter().position(|known| *known == after));
        let index = match (after, behind) {
            (None, _) => 0,
            (Some(_), Some(index)) => index + 1,
            (Some(_), None) => self.waiting.len(),
        };
        self.waiting.insert(index, id);
    }

    /// The requests for which this one is to speak.
    pub(super) fn speaks_for(&self, into: RequestId) -> Vec<RequestId> {
        self.agreeing(into).map(|request| request.id).collect()
    }

    fn leave_list(&mut self, id: RequestId, state: RequestState) {
        self.waiting.retain(|known| *known != id);
        self.set_state(id, state);
    }

    /// Sets the state of a request, if there is such a one.
    pub(crate) fn set_state(&mut self, id: RequestId, state: RequestState) {
        if let Some(request) = self.requests.get_mut(&id) {
            request.state = state;
        }
    }

    /// Frees those for whom this one was to speak: each waits for themselves again, in the same position.
    fn free_agreeing(&mut self, into: RequestId) {
        let agreeing: Vec<_> = self.agreeing(into).map(|request| request.id).collect();
        for request in agreeing.into_iter().rev() {
            self.insert_waiting(request, Some(into));
            self.set_state(request, RequestState::Waiting);
        }
    }

    /// Removes a request from the names of those who agree with the speech that is on.
    fn no_longer_agrees(&mut self, id: RequestId) {
        if let Some(speech) = self.speeches.last_mut().filter(|speech| speech.ended.is_none()) {
            speech.agreeing.retain(|one| one.request != id);
        }
    }

    /// The speech with this id, to be changed.
    pub(crate) fn speech_mut(&mut self, id: SpeechId) -> Option<&mut Speech> {
        self.speeches.iter_mut().find(|speech| speech.id == id)
    }
}

/// Applies an event of the list or the floor.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, by: Actor, at: Moment) {
    let item = meeting.agenda.current().map(|item| item.id);
    let speakers = &mut meeting.speakers;
    let pinned = by == Actor::Staff(Place::Chair);
    match event {
        Event::ListOpened => {
            speakers.rules.open = true;
            speakers.rules.was_opened = true;
        }
        Event::ListClosed => {
            speakers.rules.open = false;
            speakers.rules.last_call = None;
        }
        Event::LastCallSet { until } => speakers.rules.last_call = *until,
        Event::MostSpeechesSet { most } => speakers.rules.most_speeches = *most,
        Event::SpeechTimeSet { seconds } => speakers.rules.seconds = *seconds,
        Event::AnswerTimeSet { seconds } => speakers.rules.answer_seconds = *seconds,
        Event::SpeakerRegistered { request: id, person, source, speaker } => {
            let request = Request {
                id: *id,
                person: *person,
                source: *source,
                speaker: speaker.clone(),
                at,
                state: RequestState::Waiting,
                seconds: None,
                pinned: false,
            };
            speakers.requests.insert(*id, request);
            speakers.waiting.push(*id);
        }
        Event::RequestEdited { request, speaker } => {
            if let Some(known) = speakers.requests.get_mut(request) {
                if known.source != Source::Phone {
                    known.person = speaker.card.map(PersonId::of_card);
                }
                known.speaker = speaker.clone();
            }
            // What was said by it is said under the right name.
            for speech in speakers.speeches_by(*request) {
                let Some(speech) = speakers.speeches.iter_mut().find(|known| known.id == speech) else {
                    continue;
                };
                speech.name.clone_from(&speaker.name);
                speech.hamlet.clone_from(&speaker.hamlet);
                speech.on_behalf.clone_from(&speaker.on_behalf);
                speech.subject.clone_from(&speaker.subject);
            }
            let agreeing = speakers.speeches.iter_mut().flat_map(|speech| &mut speech.agreeing);
            for one in agreeing.filter(|one| one.request == *request) {
                one.name.clone_from(&speaker.name);
                one.subject.clone_from(&speaker.subject);
            }
        }
        Event::RequestTimeSet { request, seconds } => {
            if let Some(known) = speakers.requests.get_mut(request) {
                known.seconds = *seconds;
            }
        }
        Event::RequestWithdrawn { request } => {
            speakers.no_longer_agrees(*request);
            speakers.free_agreeing(*request);
            speakers.leave_list(*request, RequestState::Withdrawn);
        }
        Event::RequestsRemoved { requests } => {
            let gone: HashSet<RequestId> = requests.iter().copied().collect();
            for request in requests {
                speakers.no_longer_agrees(*request);
                let speaks_for = !speakers.speaks_for(*request).is_empty();
                if speaks_for {
                    speakers.free_agreeing(*request);
                }
                speakers.set_state(*request, RequestState::Withdrawn);
            }
            // Those who were freed and go too were counted among the waiting for a moment.
            for request in requests {
                speakers.set_state(*request, RequestState::Withdrawn);
            }
            speakers.waiting.retain(|known| !gone.contains(known));
        }
        Event::RequestMoved { request, after } => {
            speakers.waiting.retain(|known| known != request);
            speakers.insert_waiting(*request, *after);
            if let Some(known) = speakers.requests.get_mut(request) {
                known.pinned = pinned;
            }
        }
        Event::ListReordered { order, .. } => reorder(speakers, order),
        Event::ManualOrderCleared => {
            for request in speakers.requests.values_mut() {
                request.pinned = false;
            }
        }
        Event::RequestsMerged { into, requests } => {
            for request in requests {
                // Those who agreed with one who now agrees with another go along.
                let along: Vec<_> = speakers.agreeing(*request).map(|agreeing| agreeing.id).collect();
                for one in along {
                    speakers.set_state(one, RequestState::Merged(*into));
                }
                speakers.leave_list(*request, RequestState::Merged(*into));
            }
        }
        Event::RequestSplit { request } => {
            let into = match speakers.requests.get(request).map(|request| request.state) {
                Some(RequestState::Merged(into)) => Some(into),
                _ => None,
            };
            speakers.no_longer_agrees(*request);
            // Behind whoever was to speak for them; if that one is gone, last.
            speakers.insert_waiting(*request, into.or(Some(*request)));
            speakers.set_state(*request, RequestState::Waiting);
        }
        Event::SpeakerCalled { request } => speakers.set_state(*request, RequestState::Called),
        Event::SpeakerAbsent { request } => {
            speakers.free_agreeing(*request);
            speakers.leave_list(*request, RequestState::Absent);
        }
        Event::ReturnedToList { request, after } => {
            speakers.insert_waiting(*request, *after);
            if let Some(known) = speakers.requests.get_mut(request) {
                // Who was called and came late asked when they asked; who asks again asks now.
                if known.state != RequestState::Absent {
                    known.at = at;
                }
                known.state = RequestState::Waiting;
                known.pinned = pinned;
            }
        }
        Event::FloorGiven { speech, request, purpose, name, hamlet, seconds, on_behalf, subject, about } => {
            let known = request.and_then(|request| speakers.requests.get(&request));
            let asked = known.map(|request| request.speaker.clone()).unwrap_or_default();
            let or_asked = |text: &String, asked: String| if text.is_empty() { asked } else { text.clone() };
            // Whoever comes back is who they were.
            let before = about.and_then(|about| speakers.speech(about));
            let before = before
                .filter(|before| PersonKey::of(&before.name, &before.hamlet) == PersonKey::of(name, hamlet));
            let which = if known.is_some() { asked.which } else { before.map_or(0, |before| before.which) };
            let agreeing = request.map(|request| speakers.agreeing(request).map(Agreeing::of).collect());
            if let Some(request) = request {
                speakers.leave_list(*request, RequestState::Speaking);
            }
            let allotted_ms = i64::from(*seconds) * 1000;
            speakers.last_speech = Some(*speech);
            speakers.speeches.push(Speech {
                id: *speech,
                request: *request,
                purpose: *purpose,
                name: name.clone(),
                hamlet: hamlet.clone(),
                item,
                started: at,
                ended: None,
                allotted_ms,
                clock: Clock::Running { deadline: at.plus_ms(allotted_ms) },
                on_behalf: or_asked(on_behalf, asked.on_behalf),
                subject: or_asked(subject, asked.subject),
                about: *about,
                agreeing: agreeing.unwrap_or_default(),
                off_topic: false,
                breach: String::new(),
                which,
            });
        }
        Event::SpeechPaused { speech, left_ms } => {
            if let Some(speech) = speakers.speech_mut(*speech) {
                speech.clock = Clock::Paused { left_ms: *left_ms };
            }
        }
        Event::SpeechResumed { speech, deadline } => {
            if let Some(speech) = speakers.speech_mut(*speech) {
                speech.clock = Clock::Running { deadline: *deadline };
            }
        }
        Event::SpeechExtended { speech, seconds } => {
            let more = i64::from(*seconds) * 1000;
            if let Some(speech) = speakers.speech_mut(*speech) {
                speech.allotted_ms += more;
                speech.clock = match speech.clock {
                    Clock::Running { deadline } => Clock::Running { deadline: deadline.plus_ms(more) },
                    Clock::Paused { left_ms } => Clock::Paused { left_ms: left_ms + more },
                    ended @ Clock::Ended { .. } => ended,
                };
            }
        }
        Event::SpeechEnded { speech, left_ms, breach } => {
            let mut request = None;
            if let Some(speech) = speakers.speech_mut(*speech) {
                speech.clock = Clock::Ended { left_ms: *left_ms };
                speech.ended = Some(at);
                speech.breach.clone_from(breach);
                request = speech.request;
            }
            if let Some(request) = request {
                // Who was spoken for has been heard too.
                let heard: Vec<_> = speakers.agreeing(request).map(|one| one.id).chain([request]).collect();
                heard.into_iter().for_each(|one| speakers.set_state(one, RequestState::Spoken));
            }
        }
        Event::OffTopicMarked { speech, off_topic } => {
            if let Some(speech) = speakers.speech_mut(*speech) {
                speech.off_topic = *off_topic;
            }
        }
    }
}

/// Puts the list into an order that was seen. Who was called since goes first, who is pinned stays there, who came
/// since stands last: what was seen may be older than they are.
fn reorder(speakers: &mut Speakers, order: &[RequestId]) {
    let (rank, last): (HashMap<RequestId, usize>, usize) =
        (order.iter().copied().zip(0..).collect(), order.len());
    let waiting = std::mem::take(&mut speakers.waiting);
    let state = |id: &RequestId| speakers.requests.get(id).map(|request| (request.state, request.pinned));
    let (called, rest): (Vec<_>, Vec<_>) =
        waiting.iter().copied().partition(|id| matches!(state(id), Some((RequestState::Called, _))));
    let (held, mut free): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|id| matches!(state(id), Some((_, true))));
    free.sort_by_key(|id| rank.get(id).copied().unwrap_or(last));
    let mut list: Vec<_> = called.into_iter().chain(free).collect();
    for (index, id) in waiting.iter().enumerate().filter(|(_, id)| held.contains(id)) {
        list.insert(index.min(list.len()), *id);
    }
    speakers.waiting = list;
}

/// What an event is about, for the undo, which notes it as it was before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// Requests that change, or come to be.
    pub requests: Vec<RequestId>,
    /// Speeches that change, or come to be.
    pub speeches: Vec<SpeechId>,
    /// True if who stands on the list, or in what order, changes.
    pub order: bool,
    /// True if everyone on the list may stand elsewhere.
    pub all_moved: bool,
    /// True if someone who stands on the list is put elsewhere on it.
    pub moves: bool,
    /// The rules for all that change.
    pub rules: Vec<Rule>,
}

/// Finds what an event, not yet applied, is about.
pub(crate) fn about(speakers: &Speakers, event: &Event) -> About {
    let rules = |rules: &[Rule]| About { rules: rules.to_vec(), ..About::default() };
    let changed = |request: &RequestId| About { requests: vec![*request], ..About::default() };
    let listed = |requests: Vec<RequestId>| About { requests, order: true, ..About::default() };
    let speech = |speech: SpeechId| About { speeches: vec![speech], ..About::default() };
    let agreeing = |request: RequestId| speakers.agreeing(request).map(|request| request.id);
    // Whoever leaves those who agree leaves the speech that names them.
    let naming = |request: RequestId| {
        let named = |speech: &&Speech| speech.agreeing.iter().any(|one| one.request == request);
        speakers.current().filter(named).map(|speech| speech.id).into_iter().collect()
    };
    match event {
        Event::ListOpened => rules(&[Rule::Open]),
        Event::ListClosed => rules(&[Rule::Open, Rule::LastCall]),
        Event::LastCallSet { .. } => rules(&[Rule::LastCall]),
        Event::MostSpeechesSet { .. } => rules(&[Rule::MostSpeeches]),
        Event::SpeechTimeSet { .. } => rules(&[Rule::Seconds]),
        Event::AnswerTimeSet { .. } => rules(&[Rule::AnswerSeconds]),
        Event::RequestEdited { request, .. } => {
            let naming = |speech: &&Speech| speech.agreeing.iter().any(|one| one.request == *request);
            let named = speakers.speeches.iter().filter(naming).map(|speech| speech.id);
            let speeches = speakers.speeches_by(*request).into_iter().chain(named).collect();
            About { speeches, ..changed(request) }
        }
        Event::RequestTimeSet { request, .. } | Event::SpeakerCalled { request } => changed(request),
        Event::SpeakerRegistered { request, .. } => listed(vec![*request]),
        Event::RequestMoved { request, .. } | Event::ReturnedToList { request, .. } => {
            About { moves: true, ..listed(vec![*request]) }
        }
        Event::RequestSplit { request } => About { speeches: naming(*request), ..listed(vec![*request]) },
        Event::RequestWithdrawn { request } | Event::SpeakerAbsent { request } => {
            let requests = [*request].into_iter().chain(agreeing(*request)).collect();
            About { speeches: naming(*request), ..listed(requests) }
        }
        Event::RequestsRemoved { requests } => {
            let along = requests.iter().flat_map(|request| speakers.speaks_for(*request));
            let speeches = speakers.current().filter(|speech| {
                let named: HashSet<RequestId> = speech.agreeing.iter().map(|one| one.request).collect();
                requests.iter().any(|request| named.contains(request))
            });
            let speeches = speeches.map(|speech| speech.id).into_iter().collect();
            About { speeches, ..listed(requests.iter().copied().chain(along).collect()) }
        }
        Event::ListReordered { .. } => {
            About { order: true, all_moved: true, moves: true, ..About::default() }
        }
        Event::ManualOrderCleared => {
            // Of those who have left the list too, so that undoing gives it back to all.
            let held = speakers.requests.values().filter(|request| request.pinned);
            About { requests: held.map(|request| request.id).collect(), ..About::default() }
        }
        Event::RequestsMerged { into, requests } => {
            let along = requests.iter().flat_map(|request| agreeing(*request));
            listed(requests.iter().copied().chain([*into]).chain(along).collect())
        }
        Event::FloorGiven { speech, request, .. } => {
            About { speeches: vec![*speech], ..listed(request.iter().copied().collect()) }
        }
        Event::SpeechEnded { speech: id, .. } => {
            let request = speakers.speech(*id).and_then(|speech| speech.request);
            let heard = request.into_iter().flat_map(|request| agreeing(request).chain([request]));
            About { requests: heard.collect(), ..speech(*id) }
        }
        Event::SpeechPaused { speech: id, .. }
        | Event::SpeechResumed { speech: id, .. }
        | Event::SpeechExtended { speech: id, .. }
        | Event::OffTopicMarked { speech: id, .. } => speech(*id),
    }
}
