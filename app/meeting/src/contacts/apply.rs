//! Applies events, of whatever subject, to the record of who left a contact.

use super::{Contacts, Event};
use crate::agenda;
use crate::opinions;
use crate::time::Moment;

/// Applies an event of contacts, or one that says how long they are stored.
pub(crate) fn apply(contacts: &mut Contacts, event: &crate::state::Event, at: Moment) {
    match event {
        crate::state::Event::Contacts(Event::ContactLeft { request, .. }) => {
            contacts.left.insert(*request);
        }
        crate::state::Event::Contacts(Event::ContactsErased { .. }) => contacts.left.clear(),
        crate::state::Event::Contacts(Event::ContactDaysSet { days }) => contacts.days = *days,
        crate::state::Event::Agenda(agenda::Event::MeetingClosed)
        | crate::state::Event::Opinions(opinions::Event::OutcomeDecided { .. }) => {
            contacts.answered = Some(at);
        }
        _ => {}
    }
}
