//! The state of what a step changed, as it was before: what undoing it restores.

use crate::agenda::{Item, Phase};
use crate::clock::Correction;
use crate::id::{EntryId, ItemId, RequestId, SpeechId};
use crate::speakers::{Request, Rule, Rules, Speech};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The state of what a step changed, as it was before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Prior {
    /// The phase and when the meeting was opened, if that changed.
    pub(super) phase: Option<(Phase, Option<Moment>)>,
    pub(super) items: BTreeMap<ItemId, Option<Item>>,
    pub(super) item_order: Option<Vec<ItemId>>,
    pub(super) requests: BTreeMap<RequestId, Option<Request>>,
    pub(super) waiting: Option<Vec<RequestId>>,
    /// True if everyone on the list was moved.
    pub(super) all_moved: bool,
    /// True if someone was put elsewhere on the list.
    pub(super) moves: bool,
    pub(super) speeches: BTreeMap<SpeechId, Option<Speech>>,
    /// The rules for all as they were, and which of them changed.
    pub(super) rules: Option<(Rules, BTreeSet<Rule>)>,
    /// Entries of the minutes that the step began.
    pub(super) entries: Vec<EntryId>,
}

impl Prior {
    /// Moves its times by a correction of the clock.
    pub(super) fn correct(&mut self, correction: &Correction) {
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
    pub(super) fn earlier_than(&mut self, later: Self) {
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

    /// True if a newer step that stays must be undone before this one: it changed the same, or both are about the
    /// floor, which only one person has, or about the agenda, where one item stands on another.
    pub(super) fn is_before(&self, newer: &Self, requests: &BTreeMap<RequestId, Request>) -> bool {
        let floor = !self.speeches.is_empty() && !newer.speeches.is_empty();
        let agenda = !self.items.is_empty() && !newer.items.is_empty();
        floor || agenda || self.is_under(newer, requests)
    }

    /// True if what changed later rests on what this step changed: the same item, the same request, another of the same
    /// person, the same speech, an order of everyone; or the rules, if this changed nothing else.
    pub(super) fn is_under(&self, later: &Self, requests: &BTreeMap<RequestId, Request>) -> bool {
        let is_same = later.is_about(requests);
        let rules = |prior: &Self| prior.rules.as_ref().map(|(_, rules)| rules.clone()).unwrap_or_default();
        let only_rules = self.items.is_empty() && self.requests.is_empty() && self.speeches.is_empty();
        self.requests.keys().any(is_same)
            || self.speeches.keys().any(|id| later.speeches.contains_key(id))
            || (self.all_moved && later.moves)
            || (self.moves && later.all_moved)
            || (only_rules && !self.all_moved && !rules(self).is_disjoint(&rules(later)))
    }

    /// True if a request is one of these, or another of the same person.
    pub(super) fn is_about<'a>(
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

    /// Leaves out the requests, of many who were removed, on which someone has acted since: one who asks anew does not
    /// keep the others from coming back.
    pub(super) fn leave_requests(&mut self, later: &Self, requests: &BTreeMap<RequestId, Request>) {
        let is_same = later.is_about(requests);
        self.requests.retain(|id, _| !is_same(id));
    }

    /// Leaves out the rules that someone else has set since: undoing leaves theirs.
    pub(super) fn leave_rules(&mut self, later: &Self) {
        if let (Some((_, changed)), Some((_, set))) = (&mut self.rules, &later.rules) {
            changed.retain(|rule| !set.contains(rule));
        }
    }
}
