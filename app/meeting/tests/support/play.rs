//! Plays a meeting as a room does: a command is decided, what it leads to is stored and applied.

use meeting::{Actor, Command, Event, Meeting, Moment, Recorded, Refusal, decide, details, programme};

/// A meeting, the events that made it, and the time.
#[derive(Clone, Debug)]
pub(crate) struct Play {
    pub(crate) meeting: Meeting,
    pub(crate) events: Vec<Recorded>,
    pub(crate) now: Moment,
}

impl Play {
    /// A meeting made from a programme at this time.
    pub(crate) fn of(programme: &str, now: Moment) -> Self {
        let programme = programme::load(programme).expect("there is such a programme");
        let title = programme.title.clone();
        let mut play = Self { meeting: Meeting::default(), events: Vec::new(), now };
        for event in details::create("DT26", &title, programme).expect("its title can be kept") {
            play.push(Actor::System, event);
        }
        play
    }

    /// Time passes.
    pub(crate) fn later_ms(&mut self, ms: i64) {
        self.now = self.now.plus_ms(ms);
    }

    /// Decides a command and stores what it leads to.
    pub(crate) fn send(&mut self, actor: Actor, command: &Command) -> Result<(), Refusal> {
        let events = decide(&self.meeting, actor, command, self.now)?;
        for (index, event) in events.into_iter().enumerate() {
            self.record(actor, event, index > 0);
        }
        Ok(())
    }

    /// Keeps one event.
    pub(crate) fn push(&mut self, by: Actor, event: Event) {
        self.record(by, event, false);
    }

    /// Keeps one event, as one that came of the same command as the one before it or not.
    pub(crate) fn record(&mut self, by: Actor, event: Event, continues: bool) {
        let recorded = Recorded { position: self.meeting.position + 1, at: self.now, by, continues, event };
        self.meeting.apply(&recorded);
        self.events.push(recorded);
    }
}
