//! What comes due by time alone, looked at once a second: a running speech is noted, a last call ends, contacts go.

use meeting::{contacts, speakers};

use super::task::Task;

impl Task {
    /// Notes on disk that a running speech still runs.
    pub(super) async fn note_alive(&mut self) {
        let speech = self.state.meeting.speakers.current();
        let running = speech.is_some_and(|speech| matches!(speech.clock, speakers::Clock::Running { .. }));
        if running && let Err(fault) = self.journal.note_alive(self.id, self.time.now()).await {
            tracing::warn!(%fault, "the running time is not noted on disk");
        }
    }

    /// Closes the list when its last call is over.
    pub(super) async fn end_last_call(&mut self) {
        let rules = &self.state.meeting.speakers.rules;
        if !rules.open || rules.last_call.is_none() {
            return;
        }
        if let Err(fault) = self.do_ourselves(speakers::Command::EndLastCall.into()).await {
            // Nobody gets on the list meanwhile: the rules know the time too.
            tracing::warn!(%fault, "the list is not closed yet; trying again in a second");
        }
    }

    /// Erases the contacts that were kept as long as was set.
    pub(super) async fn erase_due_contacts(&mut self) {
        if contacts::due(&self.state.meeting).is_none_or(|due| due > self.time.now()) {
            return;
        }
        if let Err(fault) = self.do_ourselves(contacts::Command::EraseDueContacts.into()).await {
            tracing::warn!(%fault, "the contacts are not erased yet; trying again in a second");
        }
    }
}
