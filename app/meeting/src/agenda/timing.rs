//! Planned against actual: how long is left, when the meeting will end, and how the time that is left
//! would be spread. Pure sums over the items and the clock; parts count within the item they belong to.

use super::item::{ItemKind, ItemState};
use crate::id::ItemId;
use crate::time::Moment;

/// An item as the sums need it; parts are folded into the item they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timed {
    /// Id of the item.
    pub id: ItemId,
    /// The item it is a part of, if it is one.
    pub under: Option<ItemId>,
    /// Its kind.
    pub kind: ItemKind,
    /// Whether it is to come, on, over or left out.
    pub state: ItemState,
    /// Planned duration in minutes, if one is planned.
    pub planned_duration: Option<u32>,
    /// When it last began.
    pub started: Option<Moment>,
    /// When it last ended.
    pub finished: Option<Moment>,
    /// Milliseconds it was on before it last began.
    pub spent_ms: i64,
}

impl Timed {
    /// Milliseconds it has been on up to `now`.
    #[must_use]
    pub fn spent_ms(&self, now: Moment) -> i64 {
        match (self.state, self.started) {
            (ItemState::Running, Some(started)) => self.spent_ms + now.since(started).max(0),
            _ => self.spent_ms,
        }
    }
}

/// How the meeting stands against its plan: when it is to end, and when it will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// When it is to end, as far as that is known.
    pub planned_end: Option<Moment>,
    /// When it will end if what is left takes as long as planned.
    pub projected_end: Moment,
    /// How many items still to come have no planned duration: the meeting ends later by what they take.
    pub unplanned: usize,
}

impl Outlook {
    /// Milliseconds the meeting will run over; `None` if it will not, or its end is not known.
    #[must_use]
    pub fn overrun_ms(&self) -> Option<i64> {
        let over = self.projected_end.since(self.planned_end?);
        (over > 0).then_some(over)
    }
}

const MINUTE_MS: i64 = 60_000;
/// Most minutes that are spread: no meeting is longer, whatever end was typed.
const MOST_SPREAD: i64 = 3 * 24 * 60;

/// Items of the first level, each with the planned durations of its parts if it has none of its own.
fn folded(items: &[Timed]) -> Vec<Timed> {
    let top = items.iter().filter(|item| item.under.is_none());
    let fold = |item: &Timed| {
        let parts =
            items.iter().filter(|part| part.under == Some(item.id) && part.state != ItemState::Skipped);
        let of_parts = parts
            .filter_map(|part| part.planned_duration)
            .reduce(|sum, planned_duration| sum + planned_duration);
        Timed { planned_duration: item.planned_duration.or(of_parts), ..*item }
    };
    top.map(fold).collect()
}

fn planned_ms(item: &Timed) -> i64 {
    i64::from(item.planned_duration.unwrap_or(0)) * MINUTE_MS
}

fn left_ms(item: &Timed, now: Moment) -> i64 {
    match item.state {
        ItemState::Pending => planned_ms(item),
        ItemState::Running => (planned_ms(item) - item.spent_ms(now)).max(0),
        ItemState::Done | ItemState::Skipped => 0,
    }
}

/// When a meeting that begins at `begins` ends if every item takes its planned duration; `None` if none has one.
#[must_use]
pub fn planned_end(items: &[Timed], begins: Moment) -> Option<Moment> {
    let plan: i64 = folded(items).iter().map(planned_ms).sum();
    (plan > 0).then(|| begins.plus_ms(plan))
}

/// Computes how the meeting stands against its plan. `begins` is when it began, or is to begin; `ends` is when the
/// office says it ends, or when it was to end by the plan it began with. Without either it is when what was done and
/// what is planned is over.
#[must_use]
pub fn outlook(items: &[Timed], begins: Option<Moment>, ends: Option<Moment>, now: Moment) -> Outlook {
    let items = folded(items);
    let plan = |item: &Timed| if item.state == ItemState::Done { item.spent_ms } else { planned_ms(item) };
    let plan: i64 = items.iter().map(plan).sum();
    let left: i64 = items.iter().map(|item| left_ms(item, now)).sum();
    let begun = items.iter().any(|item| item.started.is_some());
    let from = if begun { now } else { begins.unwrap_or(now).max(now) };
    let unplanned =
        items.iter().filter(|item| item.state == ItemState::Pending && item.planned_duration.is_none());
    Outlook {
        planned_end: ends.or_else(|| begins.filter(|_| plan > 0).map(|begins| begins.plus_ms(plan))),
        projected_end: from.plus_ms(left),
        unplanned: unplanned.count(),
    }
}

/// Spreads the time that is left until `ends` over the items still to come, in proportion to their planned durations:
/// minutes for each. An item without one counts as an average one, a break keeps its own. Nobody gets less than a
/// minute. `None` if nothing is to come.
#[must_use]
pub fn spread(items: &[Timed], ends: Moment, now: Moment) -> Option<Vec<(ItemId, u32)>> {
    let items = folded(items);
    let is_fixed = |item: &&Timed| item.kind == ItemKind::Break && item.planned_duration.is_some();
    let pending: Vec<_> = items.iter().filter(|item| item.state == ItemState::Pending).collect();
    let fixed: i64 = pending.iter().copied().filter(is_fixed).map(planned_ms).sum();
    let shared: Vec<_> = pending.into_iter().filter(|item| !is_fixed(item)).collect();
    let count = i64::try_from(shared.len()).ok().filter(|count| *count > 0)?;
    let running: i64 =
        items.iter().filter(|item| item.state == ItemState::Running).map(|item| left_ms(item, now)).sum();
    let planned_duration =
        (ends.since(now) - running - fixed).div_euclid(MINUTE_MS).clamp(count, MOST_SPREAD.max(count));

    let known: Vec<i64> = shared.iter().filter_map(|item| item.planned_duration.map(i64::from)).collect();
    let sum: i64 = known.iter().sum();
    // In parts of a minute, so that an average is not rounded away.
    let average = if known.is_empty() { 60 } else { (sum * 60 / known.len() as i64).max(1) };
    let weights: Vec<i64> = shared
        .iter()
        .map(|item| {
            item.planned_duration.map_or(average, |planned_duration| i64::from(planned_duration) * 60)
        })
        .collect();
    let all: i64 = weights.iter().sum();
    let mut shares: Vec<i64> = weights.iter().map(|weight| planned_duration * weight / all).collect();
    // What rounding leaves goes to the largest remainders, in order.
    let mut largest: Vec<usize> = (0..shares.len()).collect();
    largest.sort_by_key(|index| std::cmp::Reverse(planned_duration * weights[*index] % all));
    let left = planned_duration - shares.iter().sum::<i64>();
    for index in largest.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[index] += 1;
    }
    // A minute at least for each, from whoever has most.
    while let (Some(least), Some(most)) = (
        (0..shares.len()).find(|index| shares[*index] < 1),
        (0..shares.len()).max_by_key(|index| shares[*index]),
    ) {
        (shares[least], shares[most]) = (shares[least] + 1, shares[most] - 1);
    }
    let plan =
        shared.iter().zip(shares).map(|(item, share)| (item.id, u32::try_from(share).unwrap_or(u32::MAX)));
    Some(plan.collect())
}
