//! Lays down the agenda and the poll of a programme as events.

use super::{TemplateItem, TemplatePoll};
use crate::agenda::{self, ItemText};
use crate::id::{ItemId, PollId};
use crate::poll::{self, Questionnaire};
use crate::state::Event;

/// Returns the events that lay down a template's items.
pub(crate) fn agenda(items: &[TemplateItem]) -> Vec<Event> {
    let added = (1..).zip(items).map(|(number, item)| {
        let text = ItemText {
            lead: item.lead.clone(),
            optional: item.optional,
            ..ItemText::new(item.kind, &item.title)
        };
        let after = (number > 1).then(|| ItemId(number - 1));
        agenda::Event::ItemAdded { id: ItemId(number), after, under: None, item: text }.into()
    });
    added.collect()
}

/// Returns the event that lays down a template's poll.
pub(crate) fn poll(poll: &TemplatePoll) -> Event {
    let TemplatePoll { questions, asked_by } = poll.clone();
    let questionnaire = Questionnaire { questions, asked_by, changes: true, ..Questionnaire::default() };
    poll::Event::PollWritten { poll: PollId(1), questionnaire }.into()
}
