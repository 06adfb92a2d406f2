//! The order of the agenda: one flat list in which the parts of an item stand right behind it.

use super::Agenda;
use super::item::{Item, ItemState};
use crate::id::ItemId;

impl Agenda {
    /// The item with this id, if there is one.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The item that is on; if a part of it is, that part.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.items.iter().rfind(|item| item.state == ItemState::Running)
    }

    /// The parts of an item, in order.
    pub fn parts(&self, id: ItemId) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.under == Some(id))
    }

    /// True if the hall may not see an item yet. A part of what is hidden is hidden with it.
    #[must_use]
    pub fn is_hidden(&self, item: &Item) -> bool {
        let above = item.under.and_then(|above| self.item(above));
        item.text.hidden || above.is_some_and(|above| above.text.hidden)
    }

    /// The item's number as people count: 4, or 4.2 for the second part of the fourth. An item the hall
    /// may not see yet has no number, so that the numbers on the wall have no gaps.
    #[must_use]
    pub fn number(&self, id: ItemId) -> Option<(usize, usize)> {
        let (mut number, mut part) = (0, 0);
        for item in self.items.iter().filter(|item| !self.is_hidden(item)) {
            if item.under.is_none() {
                (number, part) = (number + 1, 0);
            } else {
                part += 1;
            }
            if item.id == id {
                return Some((number, part));
            }
        }
        None
    }

    /// How many items the hall may see, parts not counted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.iter().filter(|item| item.under.is_none() && !item.text.hidden).count()
    }

    /// The next item to take: the first still to come behind the one that is on, or, between two, behind
    /// the one that ended last; failing that the first still to come. A part of what is over or left out
    /// is taken only when nothing else is left.
    #[must_use]
    pub fn next(&self) -> Option<&Item> {
        self.next_among(|_| true)
    }

    /// The next item among those the hall may see.
    #[must_use]
    pub fn next_shown(&self) -> Option<&Item> {
        self.next_among(|item| !self.is_hidden(item))
    }

    fn next_among(&self, seen: impl Fn(&Item) -> bool) -> Option<&Item> {
        let is_over = |id| {
            let above = self.item(id).map(|item| item.state);
            matches!(above, Some(ItemState::Done | ItemState::Skipped))
        };
        let to_come = |item: &&Item| item.state == ItemState::Pending && seen(item);
        let fits = |item: &&Item| to_come(item) && !item.under.is_some_and(is_over);
        let ended_last =
            || self.items.iter().max_by_key(|item| item.finished).filter(|item| item.finished.is_some());
        let at = self.current().or_else(ended_last).and_then(|item| self.index(item.id));
        let behind = &self.items[at.map_or(0, |at| at + 1)..];
        let next = behind.iter().find(fits).or_else(|| self.items.iter().find(fits));
        next.or_else(|| self.items.iter().find(to_come))
    }

    /// The item with this id, to be changed.
    pub(crate) fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    fn index(&self, id: ItemId) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// The index behind the item at this index and its parts.
    fn end_of(&self, index: usize) -> usize {
        let id = self.items[index].id;
        index + 1 + self.items[index + 1..].iter().take_while(|item| item.under == Some(id)).count()
    }

    /// Removes an item and its parts from the list and returns them.
    pub(super) fn take(&mut self, id: ItemId) -> Vec<Item> {
        let Some(index) = self.index(id) else { return Vec::new() };
        let end = if self.items[index].under.is_some() { index + 1 } else { self.end_of(index) };
        self.items.drain(index..end).collect()
    }

    /// Inserts an item and its parts behind another; behind one that is gone, at the end, so that no item is ever lost.
    /// A part goes to the parts of `under`.
    pub(crate) fn put(&mut self, mut items: Vec<Item>, after: Option<ItemId>, under: Option<ItemId>) {
        let above =
            under.and_then(|under| self.index(under)).filter(|index| self.items[*index].under.is_none());
        let behind = after.and_then(|after| self.index(after));
        let index = match (above, behind) {
            (Some(_), Some(behind)) if self.items[behind].under == under => behind + 1,
            (Some(above), _) if after.is_none() || after == under => above + 1,
            (Some(above), _) => self.end_of(above),
            (None, _) if after.is_none() => 0,
            (None, None) => self.items.len(),
            (None, Some(behind)) => {
                let top = self.items[behind].under.and_then(|top| self.index(top)).unwrap_or(behind);
                self.end_of(top)
            }
        };
        if let Some(first) = items.first_mut() {
            first.under = above.and(under);
        }
        self.items.splice(index..index, items);
    }
}
