//! Undo: a new event that restores what a step of the chair or the office changed on the agenda, the list
//! or the floor. History keeps both the step and its undoing; typed words, ballots and numbers that were
//! told stay.
//!
//! Beside each of the last steps stands what it changed, as it was before. A step is undone from the
//! newest back, one at a time, and named by what it did. Once someone else has acted on the same request
//! or speech, or words were written under what it began, something rests on it: it is passed over, and the
//! next older one that has nothing to do with it can be undone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::agenda::{self, Item, Phase};
use crate::clock::Correction;
use crate::history::{self, Action, ActionKind};
use crate::id::{EntryId, ItemId, RequestId, SpeechId};
use crate::minutes::Fact;
use crate::refusal::Refusal;
use crate::role::{Actor, Place};
use crate::speakers::{self, Clock, Request, RequestState, Rule, Rules, Speech};
use crate::time::Moment;
use crate::{Meeting, Recorded, poll};

/// How many steps can be undone one after the other.
const MOST: usize = 40;

/// The steps that can be undone, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    steps: Vec<Step>,
}

/// What one command of the chair or the office did, or a removal of many from the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The position of its first event: its name on the wire.
    pub position: u64,
    /// When it was done.
    pub at: Moment,
    /// From where.
    pub by: Place,
    /// What it did.
    pub action: Action,
    before: Before,
    /// Whether someone else has acted since on what it changed.
    held: bool,
}

/// What a step changed, as it was before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Before {
    /// Where the meeting stood and when it was opened, if that changed.
    phase: Option<(Phase, Option<Moment>)>,
    items: BTreeMap<ItemId, Option<Item>>,
    item_order: Option<Vec<ItemId>>,
    requests: BTreeMap<RequestId, Option<Request>>,
    waiting: Option<Vec<RequestId>>,
    /// Whether everyone on the list was moved.
    all_moved: bool,
    /// Whether someone was put elsewhere on the list.
    moves: bool,
    speeches: BTreeMap<SpeechId, Option<Speech>>,
    /// What holds for all, as it was, and which of it changed.
    rules: Option<(Rules, BTreeSet<Rule>)>,
    /// Entries of the minutes that the step began.
    entries: Vec<EntryId>,
}

/// A command to undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Undoes the newest step, if it is this one: two who press at once undo one step, not two.
    Undo {
        /// The position by which it is named.
        step: u64,
    },
}

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A step was undone.
    Undone {
        /// Which.
        step: u64,
        /// Requests that changed back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        requests: Vec<RequestId>,
        /// Speeches that changed back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        speeches: Vec<SpeechId>,
        /// Entries that left the minutes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        entries: Vec<EntryId>,
    },
}

impl Undo {
    /// Its times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        // What was before an older step was so by the clock that was right.
        for step in self.steps.iter_mut().filter(|step| step.at >= correction.from) {
            step.action.correct(correction);
            step.before.correct(correction);
            correction.past(&mut step.at);
        }
    }

    /// The last steps, the oldest first, whether or not something rests on them.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// What a place could take back: its own last step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer<'a> {
    /// The step.
    pub step: &'a Step,
    /// Why it cannot be taken back. Then nothing is: an older step is not what anyone means who has just pressed.
    pub held: Option<Held>,
}

/// Why a step cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Someone has written under what it began: in the minutes, an opinion, notes at an item.
    Written,
    /// People vote.
    Voting,
    /// Someone else has acted on it.
    Acted,
}

/// What a place may take back: the last step it made itself, or one of the desk's that removed many; `None` if there is
/// none.
#[must_use]
pub fn offered(meeting: &Meeting, place: Place) -> Option<Offer<'_>> {
    let steps = meeting.undo.steps();
    // Who removes many from the desk has nothing there to take it back with.
    let is_own = |step: &Step| step.by == place || !matches!(step.by, Place::Chair | Place::Office);
    let last = steps.iter().rposition(is_own)?;
    let step = &steps[last];
    let requests = &meeting.speakers.requests;
    let rests = || steps[last + 1..].iter().any(|newer| step.before.is_before(&newer.before, requests));
    let held = held(meeting, step).or_else(|| rests().then_some(Held::Acted));
    Some(Offer { step, held })
}

impl Offer<'_> {
    /// Whether taking it back changes what the hall is at, so that it is asked once more.
    #[must_use]
    pub fn moves_agenda(&self) -> bool {
        self.step.before.phase.is_some() || !self.step.before.items.is_empty()
    }
}

/// What rests on a step, so that it cannot be undone.
fn held(meeting: &Meeting, step: &Step) -> Option<Held> {
    let wrote = |id: &EntryId| {
        meeting.minutes.entry(*id).is_some_and(|entry| {
            let opinions =
                matches!(entry.fact, Fact::Speech(speech) if meeting.opinions.of(speech).next().is_some());
            opinions || !entry.text.text().is_empty()
        })
    };
    // A meeting in which people vote is not one that has not begun.
    let voting = step.before.phase.is_some() && meeting.polls.all.iter().any(poll::Poll::begun);
    // An item goes with what the chair has noted at it.
    let noted = |(id, old): (&ItemId, &Option<Item>)| {
        let item = meeting.agenda.item(*id).filter(|_| old.is_none());
        item.is_some_and(|item| !item.notes.text().is_empty())
    };
    let written = step.before.entries.iter().any(wrote) || step.before.items.iter().any(noted);
    match (written, voting, step.held) {
        (true, ..) => Some(Held::Written),
        (_, true, _) => Some(Held::Voting),
        (.., true) => Some(Held::Acted),
        _ => None,
    }
}

/// Decides to undo.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
) -> Result<Vec<crate::Event>, Refusal> {
    let Command::Undo { step } = command;
    if meeting.agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    match actor.place().and_then(|place| offered(meeting, place)) {
        Some(Offer { step: last, .. }) if last.position != *step => Err(Refusal::OtherStep),
        Some(Offer { held: Some(why), .. }) => Err(Refusal::StepHeld { why }),
        Some(Offer { step: last, held: None }) => {
            let Before { requests, speeches, entries, .. } = &last.before;
            let undone = Event::Undone {
                step: *step,
                requests: requests.keys().copied().collect(),
                speeches: speeches.keys().copied().collect(),
                entries: entries.clone(),
            };
            Ok(vec![undone.into()])
        }
        None => Err(Refusal::NothingToUndo),
    }
}

/// Restores what the newest step changed.
pub(crate) fn apply(meeting: &mut Meeting, event: &Event, at: Moment) {
    let Event::Undone { step, .. } = event;
    let Some(index) = meeting.undo.steps.iter().position(|known| known.position == *step) else { return };
    let Step { before, action, .. } = meeting.undo.steps.remove(index);
    restore_agenda(meeting, &before);
    restore_speeches(meeting, &before, action.kind, at);
    restore_list(meeting, &before, at);
    for entry in before.entries {
        meeting.minutes.undo(entry);
    }
}

fn restore_agenda(meeting: &mut Meeting, before: &Before) {
    let agenda = &mut meeting.agenda;
    if let Some((phase, opened)) = before.phase {
        (agenda.phase, agenda.opened) = (phase, opened);
    }
    agenda.items.retain(|item| !matches!(before.items.get(&item.id), Some(None)));
    for item in &mut agenda.items {
        if let Some(Some(old)) = before.items.get(&item.id) {
            // Typed words stay as they are.
            let notes = std::mem::take(&mut item.notes);
            *item = Item { notes, ..old.clone() };
        }
    }
    let Some(order) = &before.item_order else { return };
    // The agenda is changed by those alone whose steps stand here, so the old order is that of the same
    // items.
    let mut items: BTreeMap<ItemId, Item> =
        std::mem::take(&mut agenda.items).into_iter().map(|item| (item.id, item)).collect();
    for (id, old) in &before.items {
        if let Some(old) = old {
            items.entry(*id).or_insert_with(|| old.clone());
        }
    }
    agenda.items = order.iter().filter_map(|id| items.remove(id)).collect();
    agenda.items.extend(items.into_values());
}

fn restore_speeches(meeting: &mut Meeting, before: &Before, kind: ActionKind, at: Moment) {
    use ActionKind::{SpeechBroken, SpeechEnded, SpeechPaused, SpeechResumed};
    // What did not stop or start the time does not by its undoing: after an outage it stands.
    let stopped_or_started = matches!(kind, SpeechPaused | SpeechResumed | SpeechEnded | SpeechBroken);
    for (id, old) in &before.speeches {
        let speeches = &mut meeting.speakers.speeches;
        match old {
            // It never was: its number is not given again.
            None => speeches.retain(|speech| speech.id != *id),
            Some(old) => {
                if let Some(speech) = speeches.iter_mut().find(|speech| speech.id == *id) {
                    // Time that has run is not given back, time that stood is not taken: what is left
                    // now, less what the step had added, runs or stands as it did before.
                    let left_ms = speech.clock.left_ms(at) - (speech.allotted_ms - old.allotted_ms);
                    let as_it_was = if stopped_or_started { old.clock } else { speech.clock };
                    let clock = match as_it_was {
                        Clock::Running { .. } => Clock::Running { deadline: at.plus_ms(left_ms) },
                        Clock::Paused { .. } => Clock::Paused { left_ms },
                        ended @ Clock::Ended { .. } => ended,
                    };
                    *speech = Speech { clock, ..old.clone() };
                }
            }
        }
    }
}

fn restore_list(meeting: &mut Meeting, before: &Before, at: Moment) {
    let speakers = &mut meeting.speakers;
    if let Some((was, changed)) = &before.rules {
        changed.iter().for_each(|rule| rule.restore(&mut speakers.rules, was, at));
    }
    for (id, old) in &before.requests {
        match old {
            Some(old) => drop(speakers.requests.insert(*id, old.clone())),
            // The number was told: it stays, as one that was taken back.
            None => speakers.set_state(*id, RequestState::Withdrawn),
        }
    }
    let Some(order) = &before.waiting else { return };
    let moved: BTreeSet<RequestId> = if before.all_moved {
        order.iter().copied().collect()
    } else {
        before.requests.keys().copied().collect()
    };
    // Who was not moved by the step keeps the place they have now; who was comes behind the one they
    // stood behind.
    let mut list: Vec<RequestId> =
        speakers.waiting.iter().copied().filter(|id| !moved.contains(id)).collect();
    for (index, id) in order.iter().enumerate().filter(|(_, id)| moved.contains(id)) {
        if !speakers.requests.get(id).is_some_and(|request| request.state.is_on_list()) {
            continue;
        }
        let ahead =
            order[..index].iter().rev().find_map(|ahead| list.iter().position(|known| known == ahead));
        list.insert(ahead.map_or(0, |ahead| ahead + 1), *id);
    }
    speakers.waiting = list;
}

/// What an event, not yet applied, is about to change, and what it does.
pub(crate) struct Noted {
    before: Before,
    action: Option<Action>,
    entries: usize,
}

/// Notes what an event is about to change. `None` for what belongs to no step and holds none.
pub(crate) fn note(meeting: &Meeting, event: &crate::Event) -> Option<Noted> {
    let mut before = Before::default();
    match event {
        crate::Event::Agenda(event) => {
            let agenda = &meeting.agenda;
            before.items =
                agenda::about(event).into_iter().map(|id| (id, agenda.item(id).cloned())).collect();
            if matches!(
                event,
                agenda::Event::ItemAdded { .. }
                    | agenda::Event::ItemRemoved { .. }
                    | agenda::Event::ItemMoved { .. }
            ) {
                before.item_order = Some(agenda.items.iter().map(|item| item.id).collect());
            }
            if matches!(event, agenda::Event::MeetingOpened) {
                before.phase = Some((agenda.phase, agenda.opened));
            }
        }
        crate::Event::Speakers(event) => {
            let speakers = &meeting.speakers;
            let speakers::About { requests, speeches, order, all_moved, moves, rules } =
                speakers::about(speakers, event);
            let request = |id| (id, speakers.requests.get(&id).cloned());
            before.requests = requests.into_iter().map(request).collect();
            before.speeches = speeches.into_iter().map(|id| (id, speakers.speech(id).cloned())).collect();
            before.waiting = order.then(|| speakers.waiting.clone());
            before.all_moved = all_moved;
            before.moves = moves;
            before.rules = (!rules.is_empty()).then(|| (speakers.rules, rules.into_iter().collect()));
        }
        _ => return None,
    }
    Some(Noted { before, action: history::action(meeting, event), entries: meeting.minutes.entries.len() })
}

/// Keeps what was noted as a step, or, if someone else acted, marks the steps that this holds.
pub(crate) fn keep(meeting: &mut Meeting, recorded: &Recorded, noted: Noted) {
    let begun: Vec<EntryId> = meeting.minutes.entries[noted.entries..].iter().map(|entry| entry.id).collect();
    let Noted { mut before, action, .. } = noted;
    before.entries = begun;
    let (steps, requests) = (&mut meeting.undo.steps, &meeting.speakers.requests);
    // Many are removed from the desk, and one wrong press must not cost them all: that is a step too.
    let removes = matches!(recorded.event, crate::Event::Speakers(speakers::Event::RequestsRemoved { .. }));
    let by = match recorded.by {
        Actor::Staff(by @ (Place::Chair | Place::Office)) => Some(by),
        Actor::Staff(by) if removes => Some(by),
        _ => None,
    };
    let Some(by) = by else {
        // The program pauses and counts; nothing it does is another's will.
        if recorded.by != Actor::System {
            for step in steps {
                if step.action.kind == ActionKind::RequestsRemoved {
                    step.before.leave_requests(&before, requests);
                }
                step.held |= step.before.is_under(&before, requests);
                step.before.leave_rules(&before);
            }
        }
        return;
    };
    let Some(action) = action else { return };
    // What was closed is not opened again by an undo, and what is done after it is no step.
    if meeting.agenda.phase == Phase::Closed {
        steps.clear();
        return;
    }
    if recorded.continues
        && let Some(step) = steps.last_mut()
    {
        step.before.earlier_than(before);
        step.action = step.action.with(action);
        return;
    }
    if steps.len() == MOST {
        steps.remove(0);
    }
    steps.push(Step { position: recorded.position, at: recorded.at, by, action, held: false, before });
}

impl Before {
    /// Its times, after the clock was put right.
    fn correct(&mut self, correction: &Correction) {
        if let Some((_, Some(opened))) = &mut self.phase {
            correction.past(opened);
        }
        self.items.values_mut().flatten().for_each(|item| item.correct(correction));
        self.requests.values_mut().flatten().for_each(|request| request.correct(correction));
        self.speeches.values_mut().flatten().for_each(|speech| speech.correct(correction));
        if let Some((rules, _)) = &mut self.rules {
            rules.correct(correction);
        }
    }

    /// Takes in what a later event of the same step changed; what is known already is older.
    fn earlier_than(&mut self, later: Self) {
        self.phase = self.phase.or(later.phase);
        for (id, item) in later.items {
            self.items.entry(id).or_insert(item);
        }
        self.item_order = self.item_order.take().or(later.item_order);
        for (id, request) in later.requests {
            self.requests.entry(id).or_insert(request);
        }
        self.waiting = self.waiting.take().or(later.waiting);
        self.all_moved |= later.all_moved;
        self.moves |= later.moves;
        for (id, speech) in later.speeches {
            self.speeches.entry(id).or_insert(speech);
        }
        self.rules = match (self.rules.take(), later.rules) {
            (Some((was, changed)), Some((_, more))) => Some((was, changed.into_iter().chain(more).collect())),
            (known, later) => known.or(later),
        };
        self.entries.extend(later.entries);
    }

    /// Whether a newer step that stays must be undone before this one: it changed the same, or both are
    /// about the floor, which only one person has, or about the agenda, where one item stands on another.
    fn is_before(&self, newer: &Self, requests: &BTreeMap<RequestId, Request>) -> bool {
        let floor = !self.speeches.is_empty() && !newer.speeches.is_empty();
        let agenda = !self.items.is_empty() && !newer.items.is_empty();
        floor || agenda || self.is_under(newer, requests)
    }

    /// Whether what changed later rests on what this step changed: the same item, the same request, another
    /// of the same person, the same speech, an order of everyone; or the rules, if this changed nothing else.
    fn is_under(&self, later: &Self, requests: &BTreeMap<RequestId, Request>) -> bool {
        let is_same = later.is_about(requests);
        let rules = |before: &Self| before.rules.as_ref().map(|(_, rules)| rules.clone()).unwrap_or_default();
        let only_rules = self.items.is_empty() && self.requests.is_empty() && self.speeches.is_empty();
        self.requests.keys().any(is_same)
            || self.speeches.keys().any(|id| later.speeches.contains_key(id))
            || (self.all_moved && later.moves)
            || (self.moves && later.all_moved)
            || (only_rules && !self.all_moved && !rules(self).is_disjoint(&rules(later)))
    }

    /// Whether a request is one of these, or another of the same person.
    fn is_about<'a>(
        &'a self,
        requests: &'a BTreeMap<RequestId, Request>,
    ) -> impl Fn(&RequestId) -> bool + 'a {
        let of = |id: &RequestId| requests.get(id).map(|request| (request.person, request.key()));
        let others: Vec<_> = self.requests.keys().filter_map(of).collect();
        move |id| {
            self.requests.contains_key(id)
                || of(id).is_some_and(|(person, key)| {
                    others.iter().any(|(other, name)| (person.is_some() && person == *other) || key == *name)
                })
        }
    }

    /// Of many who were removed those about whom someone has acted since stay as they are: one who asks anew does not
    /// keep the others from coming back.
    fn leave_requests(&mut self, later: &Self, requests: &BTreeMap<RequestId, Request>) {
        let is_same = later.is_about(requests);
        self.requests.retain(|id, _| !is_same(id));
    }

    /// What someone else has set since is theirs: undoing leaves it.
    fn leave_rules(&mut self, later: &Self) {
        if let (Some((_, changed)), Some((_, set))) = (&mut self.rules, &later.rules) {
            changed.retain(|rule| !set.contains(rule));
        }
    }
}
