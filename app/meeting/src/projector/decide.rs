//! Decides commands on the projector, and which scene it shows.

use super::{Command, Event, Scene};
use crate::agenda::{ItemKind, Phase};
use crate::refusal::{Field, Refusal};
use crate::time::Moment;
use crate::{Meeting, poll, validate};

/// Most characters of a message to the hall: what still reads from 20 m.
pub const MESSAGE: usize = 200;

/// The scene that fits what is going on, whatever is pinned.
#[must_use]
pub fn following(meeting: &Meeting) -> Scene {
    let poll = meeting.polls.current();
    let is = |wanted: fn(&poll::Poll) -> bool| poll.is_some_and(wanted);
    let item = meeting.agenda.current().map(|item| item.text.kind);
    match meeting.agenda.phase {
        Phase::Prepared => Scene::Welcome,
        Phase::Closed => Scene::Closing,
        // A speech goes before all else: the speaker must see the time, whatever else is under way.
        Phase::Open if meeting.speakers.current().is_some() => Scene::Speaker,
        Phase::Open if meeting.polls.open().is_some() => Scene::Poll,
        Phase::Open => match item {
            Some(ItemKind::Poll) if is(|poll| poll.shown) => Scene::Result,
            // The hall reads that no more ballots are taken, until it sees the count.
            Some(ItemKind::Poll) if is(poll::Poll::begun) => Scene::Poll,
            Some(ItemKind::Floor) => Scene::Speaker,
            Some(ItemKind::Break) => Scene::Break,
            Some(ItemKind::Signing) => Scene::Minutes,
            // Until something is concluded there is nothing to show of it.
            Some(ItemKind::Conclusion | ItemKind::Closing)
                if meeting.opinions.all.iter().any(|one| one.outcome.is_some()) =>
            {
                Scene::Conclusions
            }
            _ => Scene::Agenda,
        },
    }
}

/// When the meeting goes on after the break that is on, if the break has a planned length.
#[must_use]
pub fn resumes(meeting: &Meeting) -> Option<Moment> {
    let item = meeting.agenda.current().filter(|item| item.text.kind == ItemKind::Break)?;
    let planned_ms = i64::from(item.text.planned_duration?) * 60_000;
    Some(item.started?.plus_ms(planned_ms - item.spent_ms))
}

/// The scene on the wall: the pinned one, or else the one that fits.
#[must_use]
pub fn scene(meeting: &Meeting) -> Scene {
    meeting.projector.pinned.clone().unwrap_or_else(|| following(meeting))
}

/// Decides a command on the projector.
pub(crate) fn decide(meeting: &Meeting, command: &Command) -> Result<Vec<crate::state::Event>, Refusal> {
    let event = match command {
        // Pinning the count must not be a way around showing it.
        Command::Pin { scene: Scene::Result } if !meeting.polls.current().is_some_and(|poll| poll.shown) => {
            return Err(Refusal::PollNotCounted);
        }
        Command::Pin { scene: Scene::Message(text) } => {
            let text = validate::line(text, Field::Message, MESSAGE)?;
            Event::ScenePinned { scene: Scene::Message(text) }
        }
        Command::Pin { scene } => Event::ScenePinned { scene: scene.clone() },
        Command::Follow if meeting.projector.pinned.is_none() => return Ok(Vec::new()),
        Command::Follow => Event::MeetingFollowed,
    };
    Ok(vec![event.into()])
}
