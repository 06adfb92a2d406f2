//! Proposes orders in which the list could stand, each with why every person stands where they stand. A proposal moves
//! nobody: the chair sees it, and applies it or not.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{PersonKey, Purpose, Request, RequestState, Speakers};
use crate::attendance::Kind;
use crate::id::RequestId;
use crate::time::Moment;

/// What a proposed order goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Who asked first.
    Registration,
    /// The fields or issues of the programme in their order, within each who asked first.
    Field,
    /// The people before officials, first speeches before second ones, hamlets in turn, the less heard
    /// first.
    Fair,
}

impl Basis {
    /// Every basis, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Fair, Self::Registration, Self::Field];
}

/// The reason why someone stands where they stand in a proposed order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Was called and comes forward: nobody passes.
    Called,
    /// The chair pinned them there.
    #[serde(rename = "by_hand")]
    Pinned,
    /// Asked at this time.
    Asked {
        /// When they asked.
        at: Moment,
    },
    /// Belongs to this field.
    Field {
        /// Name of the field.
        field: String,
    },
    /// Names no field of the programme: behind those who do.
    NoField,
    /// One of the people, before officials.
    Resident,
    /// On duty: behind the people.
    Official,
    /// Has not spoken today, before those who have.
    FirstTime,
    /// Has spoken this often today: behind those who have not.
    SpokeBefore {
        /// How many times.
        times: u32,
    },
    /// Stands further ahead already with another request.
    StandsAhead,
    /// Nobody from the hamlet has spoken, or stands further ahead.
    HamletUnheard {
        /// Name of the hamlet.
        hamlet: String,
    },
    /// The hamlet has had fewer turns than those of the people behind.
    HamletTurn {
        /// Name of the hamlet.
        hamlet: String,
        /// Turns it has had, with those further ahead.
        turns: u32,
    },
    /// Hamlet or person was heard for less time than those behind.
    LessHeard {
        /// Milliseconds heard.
        heard_ms: i64,
    },
    /// Stood further ahead, and the hamlet has had more turns than those of the people who pass.
    HamletHad {
        /// Name of the hamlet.
        hamlet: String,
        /// Turns it has had, with those further ahead.
        turns: u32,
    },
    /// Stood further ahead, and hamlet or person was heard for more time than those who pass.
    Heard {
        /// Milliseconds heard.
        heard_ms: i64,
    },
    /// All else equal, stood here already.
    Stood,
    /// The only one left.
    Last,
}

/// The position a proposal gives someone, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// The request.
    pub request: RequestId,
    /// Why it stands there.
    pub reason: Reason,
}

/// What has been heard so far of a person or a hamlet: turns and time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Heard {
    turns: u32,
    ms: i64,
}

/// Proposes the list as it would stand. `fields` are those of the programme in order. Who was called stays first; who
/// is pinned stays there until the chair releases them. All else equal people keep the order in which they stand, so
/// that the order of an order is itself.
#[must_use]
pub fn propose(speakers: &Speakers, basis: Basis, fields: &[String], now: Moment) -> Vec<Ranked> {
    let waiting: Vec<&Request> = speakers.waiting().collect();
    let is_called = |request: &Request| request.state == RequestState::Called;
    let is_held = |request: &Request| request.pinned && !is_called(request);
    let free: Vec<&Request> =
        waiting.iter().copied().filter(|request| !is_called(request) && !is_held(request)).collect();
    let mut ranked = match basis {
        Basis::Registration => by_registration(free),
        Basis::Field => by_field(free, fields),
        Basis::Fair => fairly(speakers, &waiting, &free, now),
    };
    let called = waiting.iter().filter(|request| is_called(request));
    let called = called.map(|request| Ranked { request: request.id, reason: Reason::Called });
    ranked.splice(0..0, called.collect::<Vec<_>>());
    // Each that is pinned keeps the position it has, counted from the top.
    for (index, request) in waiting.iter().enumerate().filter(|(_, request)| is_held(request)) {
        let index = index.min(ranked.len());
        ranked.insert(index, Ranked { request: request.id, reason: Reason::Pinned });
    }
    ranked
}

fn by_registration(mut free: Vec<&Request>) -> Vec<Ranked> {
    free.sort_by_key(|request| (request.at, request.id));
    let place = |request: &Request| Ranked { request: request.id, reason: Reason::Asked { at: request.at } };
    free.into_iter().map(place).collect()
}

fn by_field(mut free: Vec<&Request>, fields: &[String]) -> Vec<Ranked> {
    let rank = |request: &Request| fields.iter().position(|field| *field == request.speaker.field);
    free.sort_by_key(|request| (rank(request).unwrap_or(fields.len()), request.at, request.id));
    let place = |request: &Request| {
        let field = || Reason::Field { field: request.speaker.field.clone() };
        Ranked { request: request.id, reason: rank(request).map_or(Reason::NoField, |_| field()) }
    };
    free.into_iter().map(place).collect()
}

/// The key by which two people are ranked, the weightiest first: on duty, turns of the person, turns of the hamlet,
/// milliseconds of the hamlet, milliseconds of the person.
type Rank = (bool, u32, u32, i64, i64);

/// Someone to be ranked, with what is known of the person and the hamlet.
struct Candidate<'a> {
    request: &'a Request,
    person: usize,
    hamlet: usize,
    /// Why somebody who stood behind was taken before.
    passed: Option<Reason>,
}

/// What was heard of people or hamlets, each under a number, so that a long list is ranked quickly.
struct Ledger<K> {
    numbers: HashMap<K, usize>,
    heard: Vec<Heard>,
}

impl<K: std::hash::Hash + Eq> Ledger<K> {
    fn new() -> Self {
        Self { numbers: HashMap::new(), heard: Vec::new() }
    }

    fn number(&mut self, key: K) -> usize {
        let next = self.heard.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.heard.push(Heard::default());
        }
        number
    }
}

/// The hamlet of a person; who names none stands for themselves.
fn hamlet_of(key: &PersonKey) -> (String, String) {
    let alone = if key.hamlet.is_empty() { key.name.clone() } else { String::new() };
    (key.hamlet.clone(), alone)
}

fn fairly(speakers: &Speakers, waiting: &[&Request], free: &[&Request], now: Moment) -> Vec<Ranked> {
    let (mut people, mut hamlets) = (Ledger::new(), Ledger::new());
    for speech in speakers.speeches.iter().filter(|speech| speech.is_from_the_hall()) {
        let (key, ms) = (speech.key(), speech.spoken_ms(now));
        // A follow-up is part of the turn it comes back to.
        let turn = u32::from(speech.purpose == Purpose::Opinion);
        let (hamlet, person) = (hamlets.number(hamlet_of(&key)), people.number(key));
        for heard in [&mut hamlets.heard[hamlet], &mut people.heard[person]] {
            (heard.turns, heard.ms) = (heard.turns + turn, heard.ms + ms);
        }
    }
    let mut candidate = |request| {
        let key = Request::key(request);
        Candidate {
            request,
            hamlet: hamlets.number(hamlet_of(&key)),
            person: people.number(key),
            passed: None,
        }
    };
    let all: Vec<Candidate<'_>> = waiting.iter().copied().map(&mut candidate).collect();
    let is_free = |request: &Request| free.iter().any(|one| one.id == request.id);
    let (mut left, settled): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| is_free(one.request));
    // Turns in this order, besides those that were spoken.
    let (mut ahead, mut ahead_of) = (vec![0; people.heard.len()], vec![0; hamlets.heard.len()]);
    for one in &settled {
        ahead_of[one.hamlet] += 1;
    }
    let mut ranked = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let rank = |one: &Candidate<'_>| -> Rank {
            let (person, hamlet) = (people.heard[one.person], hamlets.heard[one.hamlet]);
            let official = one.request.speaker.kind == Kind::Official;
            let turns = (person.turns + ahead[one.person], hamlet.turns + ahead_of[one.hamlet]);
            (official, turns.0, turns.1, hamlet.ms, person.ms)
        };
        let ranks: Vec<Rank> = left.iter().map(rank).collect();
        // The first of those that rank alike: who stands ahead stays ahead.
        let Some(first) = (0..left.len()).min_by_key(|index| ranks[*index]) else { break };
        for (one, rank) in left[..first].iter_mut().zip(&ranks).filter(|(one, _)| one.passed.is_none()) {
            one.passed = Some(why_behind(one.request, *rank, people.heard[one.person].turns, ranks[first]));
        }
        // Told from whom they pass; who passes nobody, from who passed them, or else from whoever would have
        // been next.
        let passes = ranks[..first].iter().min();
        let next = passes.or_else(|| ranks[first + 1..].iter().min()).copied();
        let one = left.remove(first);
        let spoke = people.heard[one.person].turns;
        let ahead_of_next = || why(one.request, ranks[first], spoke, next);
        let reason = one.passed.clone().filter(|_| passes.is_none()).unwrap_or_else(ahead_of_next);
        ranked.push(Ranked { request: one.request.id, reason });
        ahead[one.person] += 1;
        ahead_of[one.hamlet] += 1;
    }
    ranked
}

/// Why someone who stood ahead is passed by `other`: the weightiest thing in which they rank behind.
fn why_behind(request: &Request, own: Rank, spoke: u32, other: Rank) -> Reason {
    let (official, turns_of_person, turns, hamlet_ms, person_ms) = own;
    if official != other.0 {
        Reason::Official
    } else if turns_of_person != other.1 {
        if spoke > 0 { Reason::SpokeBefore { times: spoke } } else { Reason::StandsAhead }
    } else if turns != other.2 {
        Reason::HamletHad { hamlet: request.speaker.hamlet.clone(), turns }
    } else if hamlet_ms != other.3 {
        Reason::Heard { heard_ms: hamlet_ms }
    } else {
        Reason::Heard { heard_ms: person_ms }
    }
}

/// Why someone is taken now: what puts them behind others, or else the weightiest thing that puts them
/// ahead of `next`. `spoke` is how often they have had the floor.
fn why(request: &Request, own: Rank, spoke: u32, next: Option<Rank>) -> Reason {
    let (official, turns_of_person, turns, hamlet_ms, person_ms) = own;
    let hamlet = || request.speaker.hamlet.clone();
    if official {
        return Reason::Official;
    }
    if turns_of_person > 0 {
        return if spoke > 0 { Reason::SpokeBefore { times: spoke } } else { Reason::StandsAhead };
    }
    let Some(next) = next else { return Reason::Last };
    if next.0 {
        Reason::Resident
    } else if next.1 > 0 {
        Reason::FirstTime
    } else if next.2 != turns && turns == 0 {
        Reason::HamletUnheard { hamlet: hamlet() }
    } else if next.2 != turns {
        Reason::HamletTurn { hamlet: hamlet(), turns }
    } else if next.3 != hamlet_ms {
        Reason::LessHeard { heard_ms: hamlet_ms }
    } else if next.4 != person_ms {
        Reason::LessHeard { heard_ms: person_ms }
    } else {
        Reason::Stood
    }
}

/// How often and how long one person or one hamlet has spoken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Name of the person; empty for a hamlet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Hamlet or organisation.
    pub hamlet: String,
    /// Speeches that are over, follow-ups and answers counted.
    pub speeches: u32,
    /// Milliseconds spoken in them.
    pub spoken_ms: i64,
}

/// How long each person and each hamlet has spoken, the longest first. Only what is over counts; who has
/// the floor is seen on the clock.
#[must_use]
pub fn totals(speakers: &Speakers) -> (Vec<Total>, Vec<Total>) {
    let (mut people, mut hamlets) = (BTreeMap::new(), BTreeMap::new());
    for speech in &speakers.speeches {
        let Some(ended) = speech.ended else { continue };
        let key = speech.key();
        let of =
            |name: &str| Total { name: name.to_owned(), hamlet: speech.hamlet.clone(), ..Total::default() };
        let person: &mut Total = people.entry(key.clone()).or_insert_with(|| of(&speech.name));
        let hamlet: &mut Total = hamlets.entry(key.hamlet).or_insert_with(|| of(""));
        for total in [person, hamlet] {
            total.speeches += 1;
            total.spoken_ms += speech.spoken_ms(ended);
        }
    }
    let longest_first = |mut totals: Vec<Total>| {
        totals.sort_by_key(|total| Reverse(total.spoken_ms));
        totals
    };
    (longest_first(people.into_values().collect()), longest_first(hamlets.into_values().collect()))
}
