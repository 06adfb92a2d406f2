//! Orders the list could stand in, each with why every person stands where they stand. A proposal moves
//! nobody: the chair sees it, and applies it or not.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PersonKey, Request, RequestState, Speakers};
use crate::attendance::Kind;
use crate::id::RequestId;
use crate::time::Moment;

/// What an order goes by.
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

/// Why someone stands where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Was called and comes forward: nobody passes.
    Called,
    /// The chair put them there.
    ByHand,
    /// Asked at this time.
    Asked {
        /// When.
        at: Moment,
    },
    /// Belongs to this field.
    Field {
        /// Which.
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
        /// How often.
        times: u32,
    },
    /// Nobody from the hamlet has spoken, or stands further ahead.
    HamletUnheard {
        /// Which.
        hamlet: String,
    },
    /// The hamlet has had fewer turns than those of the people behind.
    HamletTurn {
        /// Which.
        hamlet: String,
        /// Turns it has had, with those further ahead.
        turns: u32,
    },
    /// Hamlet or person was heard for less time than those behind.
    LessHeard {
        /// Milliseconds heard.
        heard_ms: i64,
    },
    /// All else equal, stood here already.
    Stood,
    /// The only one left.
    Last,
}

/// Where a proposal puts someone, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Who.
    pub request: RequestId,
    /// Why there.
    pub reason: Reason,
}

/// What has been heard so far, of a person or a hamlet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Heard {
    turns: u32,
    ms: i64,
}

/// The list as it would stand. `fields` are those of the programme in order. Who was called stays first;
/// who the chair put somewhere stays there, unless `hands_too`. All else equal people keep the order in
/// which they stand, so that the order of an order is itself.
#[must_use]
pub fn propose(
    speakers: &Speakers,
    basis: Basis,
    fields: &[String],
    hands_too: bool,
    now: Moment,
) -> Vec<Placed> {
    let waiting: Vec<&Request> = speakers.waiting().collect();
    let is_called = |request: &Request| request.state == RequestState::Called;
    let is_held = |request: &Request| request.by_hand && !hands_too && !is_called(request);
    let free: Vec<&Request> =
        waiting.iter().copied().filter(|request| !is_called(request) && !is_held(request)).collect();
    let mut placed = match basis {
        Basis::Registration => by_registration(free),
        Basis::Field => by_field(free, fields),
        Basis::Fair => fairly(speakers, &waiting, free, now),
    };
    let called = waiting.iter().filter(|request| is_called(request));
    let called = called.map(|request| Placed { request: request.id, reason: Reason::Called });
    placed.splice(0..0, called.collect::<Vec<_>>());
    // Each that was put somewhere by hand keeps the place it has, counted from the top.
    for (index, request) in waiting.iter().enumerate().filter(|(_, request)| is_held(request)) {
        let index = index.min(placed.len());
        placed.insert(index, Placed { request: request.id, reason: Reason::ByHand });
    }
    placed
}

fn by_registration(mut free: Vec<&Request>) -> Vec<Placed> {
    free.sort_by_key(|request| request.id);
    let place = |request: &Request| Placed { request: request.id, reason: Reason::Asked { at: request.at } };
    free.into_iter().map(place).collect()
}

fn by_field(mut free: Vec<&Request>, fields: &[String]) -> Vec<Placed> {
    let rank = |request: &Request| fields.iter().position(|field| *field == request.speaker.field);
    free.sort_by_key(|request| (rank(request).unwrap_or(fields.len()), request.id));
    let place = |request: &Request| {
        let field = || Reason::Field { field: request.speaker.field.clone() };
        Placed { request: request.id, reason: rank(request).map_or(Reason::NoField, |_| field()) }
    };
    free.into_iter().map(place).collect()
}

/// By what two people are told apart, the weightiest first.
type Rank = (bool, u32, u32, i64, i64);

fn fairly(speakers: &Speakers, waiting: &[&Request], mut free: Vec<&Request>, now: Moment) -> Vec<Placed> {
    let (mut people, mut hamlets) = heard(speakers, now);
    // Those whose place is settled take their hamlet's turn too.
    let settled = waiting.iter().filter(|request| !free.iter().any(|one| one.id == request.id));
    for request in settled {
        hamlets.entry(request.speaker.key().hamlet).or_default().turns += 1;
    }
    let mut placed = Vec::with_capacity(free.len());
    while !free.is_empty() {
        let rank = |request: &Request| -> Rank {
            let key = request.speaker.key();
            let hamlet = hamlets.get(&key.hamlet).copied().unwrap_or_default();
            let person = people.get(&key).copied().unwrap_or_default();
            (request.speaker.kind == Kind::Official, person.turns, hamlet.turns, hamlet.ms, person.ms)
        };
        let ranks: Vec<Rank> = free.iter().map(|request| rank(request)).collect();
        // The first of those that rank alike: who stands ahead stays ahead.
        let Some(first) = (0..free.len()).min_by_key(|index| ranks[*index]) else { break };
        // Told from whom they pass; who passes nobody, from whoever would have been next.
        let passed = ranks[..first].iter().min();
        let next = passed.or_else(|| ranks[first + 1..].iter().min()).copied();
        let request = free.remove(first);
        placed.push(Placed { request: request.id, reason: why(request, ranks[first], next) });
        hamlets.entry(request.speaker.key().hamlet).or_default().turns += 1;
        people.entry(request.speaker.key()).or_default().turns += 1;
    }
    placed
}

/// Why someone is taken now: what puts them behind others, or else the weightiest thing that puts them
/// ahead of `next`.
fn why(request: &Request, own: Rank, next: Option<Rank>) -> Reason {
    let (official, times, turns, hamlet_ms, person_ms) = own;
    let hamlet = || request.speaker.hamlet.clone();
    if official {
        return Reason::Official;
    }
    if times > 0 {
        return Reason::SpokeBefore { times };
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

type People = BTreeMap<PersonKey, Heard>;
type Hamlets = BTreeMap<String, Heard>;

fn heard(speakers: &Speakers, now: Moment) -> (People, Hamlets) {
    let (mut people, mut hamlets) = (People::new(), Hamlets::new());
    for speech in speakers.speeches.iter().filter(|speech| speech.is_from_the_hall()) {
        let (key, ms) = (speech.key(), speech.spoken_ms(now));
        // A follow-up is part of the turn it comes back to.
        let turn = u32::from(speech.purpose == super::Purpose::Opinion);
        for heard in [hamlets.entry(key.hamlet.clone()).or_default(), people.entry(key).or_default()] {
            heard.turns += turn;
            heard.ms += ms;
        }
    }
    (people, hamlets)
}

/// The total of one person or one hamlet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The person; empty for a hamlet.
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
