//! Turns the commands that wait into one commit: each is answered, what it leads to is drafted, and nobody hears of
//! anything before it is on the disk.

use std::collections::{BTreeSet, HashMap};

use meeting::panel::{self, PanelName, Touched};
use meeting::poll;
use meeting::wire::{Answer, Ask, EXPIRES_MS, Envelope, Incoming};
use meeting::{Actor, Command, Meeting, Moment, PersonId, Place, Recorded, Refusal};
use sha2::{Digest, Sha256};

use super::RoomError;
use super::task::{PendingCommand, SNAPSHOT_EVERY, Task};
use crate::journal::{Batch, JournalError, StoredAnswer};
use crate::keys::Sitting;
use crate::secret;

impl Task {
    /// Does the commands that waited, in one commit; but a result that is asked for is counted after all that came
    /// before it.
    pub(super) async fn commit(&mut self, mut asked: Vec<PendingCommand>) {
        let shows = |asked: &PendingCommand| {
            matches!(asked.envelope.command, Ask::Poll(poll::Command::ShowResult { .. }))
        };
        while let Some(next) = asked.iter().skip(1).position(shows) {
            let rest = asked.split_off(next + 1);
            self.commit_at_once(asked).await;
            asked = rest;
        }
        self.commit_at_once(asked).await;
    }

    async fn commit_at_once(&mut self, asked: Vec<PendingCommand>) {
        let ids: Vec<_> =
            asked.iter().map(|asked| (asked.sitting.actor.to_string(), asked.envelope.id.clone())).collect();
        let mut answered = match self.prepare(&asked, &ids).await {
            Ok(answered) => answered,
            Err(fault) => return refuse_all(asked, &fault),
        };
        let mut draft = Draft::new(self.state.meeting.position, self.time.now());
        let mut answers = Vec::with_capacity(asked.len());
        for (asked, key) in asked.iter().zip(ids) {
            let answer = self.answer(asked, key, &mut answered, &mut draft);
            answers.push(answer);
        }
        if let Err(fault) = self.persist(&draft).await {
            return refuse_all(asked, &fault);
        }
        self.publish(draft.touched, draft.now);
        for (asked, answer) in asked.into_iter().zip(answers) {
            // Whoever asked may have gone; the answer is on disk for when they ask again.
            let _ = asked.reply.send(Ok(answer));
        }
        self.settle_ballots().await;
        if self.state.meeting.position >= self.snapshot_at + SNAPSHOT_EVERY {
            self.snapshot().await;
        }
    }

    /// Does what comes before any decision: the disk is read again if it may hold more than is known here, a poll whose
    /// result is asked for is counted, and the answers already given are looked up.
    async fn prepare(
        &mut self,
        asked: &[PendingCommand],
        ids: &[(String, String)],
    ) -> Result<HashMap<(String, String), StoredAnswer>, JournalError> {
        self.be_sure().await?;
        self.count_polls_to_show(asked).await?;
        self.find_answers(asked, ids).await
    }

    /// Looks up the answers already given to these commands, or under these ids from another place.
    async fn find_answers(
        &self,
        asked: &[PendingCommand],
        ids: &[(String, String)],
    ) -> Result<HashMap<(String, String), StoredAnswer>, JournalError> {
        // An id of one staff place is not one of another's too.
        let at_other_places = asked.iter().flat_map(|asked| others(asked.sitting.actor, &asked.envelope.id));
        let ids: Vec<_> = ids.iter().cloned().chain(at_other_places).collect();
        self.journal.answers(self.id, &ids).await
    }

    /// Answers one command; what it leads to is applied and drafted.
    fn answer(
        &mut self,
        asked: &PendingCommand,
        key: (String, String),
        answered: &mut HashMap<(String, String), StoredAnswer>,
        draft: &mut Draft,
    ) -> Answer {
        let PendingCommand { sitting: sender @ Sitting { actor, .. }, envelope, .. } = asked;
        let command = match Incoming::from(envelope.command.clone()) {
            Incoming::Command(command) => command,
            Incoming::Ballot(_) if answered.contains_key(&key) => return refused(Refusal::IdReused),
            Incoming::Ballot(ballot) => return self.cast(sender, envelope, &ballot, draft),
        };
        let digest = digest(&command);
        if let Some(answer_before) = answered.get(&key) {
            return if answer_before.digest.is_empty() || answer_before.digest == digest {
                answer_before.answer.clone()
            } else {
                refused(Refusal::IdReused)
            };
        }
        let elsewhere = others(*actor, &envelope.id).any(|key| answered.contains_key(&key));
        if elsewhere || self.state.has_voted_under(*actor, &envelope.id) {
            return refused(Refusal::IdReused);
        }
        if expired(&self.state.meeting, *actor, envelope, draft.now) {
            return refused(Refusal::Expired);
        }
        let decided = meeting::decide(&self.state.meeting, *actor, &command, draft.now);
        let checked = || poll::check_right(&self.state.meeting, &self.state.beside.voter_roll, &command);
        let events = match decided.and_then(|events| checked().map(|()| events)) {
            Ok(events) => events,
            Err(refusal) => return refused(refusal),
        };
        self.draft_paper_count(&command, draft);
        for (index, event) in events.into_iter().enumerate() {
            self.apply(*actor, event, index > 0, draft);
        }
        let answer = Answer::Done { position: self.state.meeting.position };
        let stored = StoredAnswer { actor: key.0.clone(), id: key.1.clone(), digest, answer: answer.clone() };
        draft.batch.answers.push(stored.clone());
        answered.insert(key, stored);
        answer
    }

    /// Applies an event to the state as decided, and adds it to the draft.
    pub(super) fn apply(&mut self, by: Actor, event: meeting::Event, continues: bool, draft: &mut Draft) {
        let position = self.state.meeting.position + 1;
        let recorded = Recorded { position, at: draft.now, by, continues, event };
        self.state.apply(&recorded);
        draft.touched.take_in(panel::touched(
            &self.state.meeting,
            &self.state.beside.voter_roll,
            &recorded.event,
        ));
        draft.batch.events.push(recorded);
    }
}

/// A draft: what one commit will write, and whom it concerns.
pub(super) struct Draft {
    pub(super) now: Moment,
    pub(super) before: u64,
    pub(super) batch: Batch,
    pub(super) touched: Changed,
}

/// Panels and persons that may have changed, each once.
#[derive(Default)]
pub(crate) struct Changed {
    pub(crate) panels: BTreeSet<PanelName>,
    pub(crate) persons: BTreeSet<PersonId>,
}

impl Changed {
    /// Adds what an event or a ballot may have changed.
    pub(super) fn take_in(&mut self, Touched { panels, persons }: Touched) {
        self.panels.extend(panels);
        self.persons.extend(persons);
    }
}

impl Draft {
    pub(super) fn new(before: u64, now: Moment) -> Self {
        Self { now, before, batch: Batch::default(), touched: Changed::default() }
    }
}

/// The keys under which the answer to this id would stand if another staff place had sent it. Each phone's ids are its
/// own.
fn others(actor: Actor, id: &str) -> impl Iterator<Item = (String, String)> {
    let is_staff = matches!(actor, Actor::Staff(_));
    let places = Place::ALL.into_iter().map(Actor::Staff).filter(move |other| is_staff && *other != actor);
    places.map(move |other| (other.to_string(), id.to_owned()))
}

/// The answer to a command that is refused.
pub(super) fn refused(refusal: Refusal) -> Answer {
    Answer::Refused { refusal }
}

/// Tells everyone who asked that their command was not saved.
pub(super) fn refuse_all(asked: Vec<PendingCommand>, fault: &JournalError) {
    for asked in asked {
        // Whoever asked may have gone; nothing was persisted for them.
        let _ = asked.reply.send(Err(RoomError::NotSaved(fault.to_string())));
    }
}

/// True if a phone's command was on its way for too long: the hall has moved on.
pub(super) fn expired(meeting: &Meeting, actor: Actor, envelope: &Envelope, now: Moment) -> bool {
    let age = |made| now.since(meeting.corrections.sent(made, now));
    matches!(actor.place(), Some(Place::Phone | Place::Tablet))
        && envelope.made.is_some_and(|made| age(made) > EXPIRES_MS)
}

/// The digest by which a command is known again. The count of paper ballots is left out: of a few one could work it
/// out.
fn digest(command: &Command) -> String {
    let json = match command {
        Command::Poll(poll::Command::EnterPaperCount { poll, name, .. }) => {
            serde_json::to_vec(&("EnterPapers", poll, name))
        }
        command => serde_json::to_vec(command),
    };
    let json = json.unwrap_or_default();
    secret::hex(&Sha256::digest(json))
}
