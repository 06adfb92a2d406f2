//! What happened on the list or the floor, made part of the meeting.

use super::{Clock, Event, Request, RequestState, Speakers, Speech};
use crate::Meeting;
use crate::id::{RequestId, SpeechId};
use crate::role::{Actor, Place};
use crate::time::Moment;

impl Speakers {
    /// Puts a request behind another, or first; behind one that is gone, last, so that nobody is ever
    /// lost.
    fn insert_waiting(&mut self, id: RequestId, after: Option<RequestId>) {
        let behind = after.and_then(|after| self.waiting.iter().position(|known| *known == after));
        let index = match (after, behind) {
            (None, _) => 0,
            (Some(_), Some(index)) => index + 1,
            (Some(_), None) => self.waiting.len(),
        };
        self.waiting.insert(index, id);
    }

    fn leave_list(&mut self, id: RequestId, state: RequestState) {
        self.waiting.retain(|known| *known != id);
        self.set_state(id, state);
    }

    pub(crate) fn set_state(&mut self, id: RequestId, state: RequestState) {
        if let Some(request) = self.requests.get_mut(&id) {
            request.state = state;
        }
    }

    /// Whoever was to speak for others does not: each waits for themselves again, in the same place.
    fn free_agreeing(&mut self, into: RequestId) {
        let agreeing: Vec<_> = self.agreeing(into).map(|request| request.id).collect();
        for request in agreeing.into_iter().rev() {
            self.insert_waiting(request, Some(into));
            self.set_state(request, RequestState::Waiting);
        }
    }

    pub(crate) fn speech_mut(&mut self, id: SpeechId) -> Option<&mut Speech> {
        self.speeches.iter_mut().find(|speech| speech.id == id)
    }
}

/// Applies what happened on the list or the floor.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, by: Actor, at: Moment) {
    let item = meeting.agenda.current().map(|item| item.id);
    let speakers = &mut meeting.speakers;
    let by_hand = by == Actor::Staff(Place::Chair);
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
                by_hand: false,
            };
            speakers.requests.insert(*id, request);
            speakers.waiting.push(*id);
        }
        Event::RequestEdited { request, speaker } => {
            if let Some(known) = speakers.requests.get_mut(request) {
                known.speaker = speaker.clone();
            }
        }
        Event::RequestTimeSet { request, seconds } => {
            if let Some(known) = speakers.requests.get_mut(request) {
                known.seconds = *seconds;
            }
        }
        Event::RequestWithdrawn { request } => {
            speakers.free_agreeing(*request);
            speakers.leave_list(*request, RequestState::Withdrawn);
        }
        Event::RequestMoved { request, after } => {
            speakers.waiting.retain(|known| known != request);
            speakers.insert_waiting(*request, *after);
            if let Some(known) = speakers.requests.get_mut(request) {
                known.by_hand = by_hand;
            }
        }
        Event::ListReordered { order, .. } => {
            let waiting = std::mem::take(&mut speakers.waiting);
            let still = order.iter().filter(|id| waiting.contains(id)).copied();
            let came = waiting.iter().filter(|id| !order.contains(id)).copied();
            speakers.waiting = still.chain(came).collect();
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
                known.state = RequestState::Waiting;
                known.by_hand = by_hand;
            }
        }
        Event::FloorGiven { speech, request, purpose, name, hamlet, seconds, on_behalf, subject, about } => {
            let known = request.and_then(|request| speakers.requests.get(&request));
            let asked = known.map(|request| request.speaker.clone()).unwrap_or_default();
            let or_asked = |text: &String, asked: String| if text.is_empty() { asked } else { text.clone() };
            let agreeing = request.map(|request| speakers.agreeing(request).map(|one| one.id).collect());
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
                speakers.set_state(request, RequestState::Spoken);
            }
        }
        Event::OffTopicMarked { speech, off_topic } => {
            if let Some(speech) = speakers.speech_mut(*speech) {
                speech.off_topic = *off_topic;
            }
        }
    }
}

/// What an event is about, for those who keep what was before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// Requests that change, or come to be.
    pub requests: Vec<RequestId>,
    /// Speeches that change, or come to be.
    pub speeches: Vec<SpeechId>,
    /// Whether who stands on the list, or in what order, changes.
    pub order: bool,
    /// Whether everyone on the list may stand elsewhere.
    pub all_moved: bool,
    /// Whether what holds for all changes.
    pub rules: bool,
}

/// What an event, not yet applied, is about.
pub(crate) fn about(speakers: &Speakers, event: &Event) -> About {
    let requests = |requests: Vec<RequestId>| About { requests, order: true, ..About::default() };
    let speech = |speech: SpeechId| About { speeches: vec![speech], ..About::default() };
    let with_agreeing = |request: RequestId| {
        let agreeing = speakers.agreeing(request).map(|request| request.id);
        requests([request].into_iter().chain(agreeing).collect())
    };
    match event {
        Event::ListOpened
        | Event::ListClosed
        | Event::LastCallSet { .. }
        | Event::MostSpeechesSet { .. }
        | Event::SpeechTimeSet { .. }
        | Event::AnswerTimeSet { .. } => About { rules: true, ..About::default() },
        Event::SpeakerRegistered { request, .. }
        | Event::RequestEdited { request, .. }
        | Event::RequestTimeSet { request, .. }
        | Event::RequestMoved { request, .. }
        | Event::RequestSplit { request }
        | Event::SpeakerCalled { request }
        | Event::ReturnedToList { request, .. } => requests(vec![*request]),
        Event::RequestWithdrawn { request } | Event::SpeakerAbsent { request } => with_agreeing(*request),
        Event::ListReordered { .. } => About { order: true, all_moved: true, ..About::default() },
        Event::RequestsMerged { into, requests: merged } => {
            let along = merged.iter().flat_map(|request| speakers.agreeing(*request)).map(|one| one.id);
            requests(merged.iter().copied().chain([*into]).chain(along).collect())
        }
        Event::FloorGiven { speech, request, .. } => {
            About { speeches: vec![*speech], ..requests(request.iter().copied().collect()) }
        }
        Event::SpeechEnded { speech: id, .. } => {
            let request = speakers.speech(*id).and_then(|speech| speech.request);
            About { requests: request.into_iter().collect(), ..speech(*id) }
        }
        Event::SpeechPaused { speech: id, .. }
        | Event::SpeechResumed { speech: id, .. }
        | Event::SpeechExtended { speech: id, .. }
        | Event::OffTopicMarked { speech: id, .. } => speech(*id),
    }
}
