//! Random plans: who does what, and how long after the one before. Which commands there are is read from the enum, so
//! that none is forgotten; a plan that draws one it cannot make panics.
//!
//! A step is drawn without knowing the meeting; [`Step::resolve`] then makes a command of it that mostly
//! fits, naming things that exist and actors who may, so that plans get somewhere, and sometimes does not.

mod commands;
mod spoil;

use meeting::{Actor, Command, Moment, PersonId, Place, permissions};
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) use commands::questionnaire;

use super::enums;
use crate::play::Play;

/// Stands in everything that only staff may see. One character, so that no edit can take it apart.
pub(crate) const SECRET: char = '§';

/// When plans begin.
pub(crate) const START: Moment = Moment(1_730_000_000_000);

/// Those with a phone.
pub(crate) const PERSONS: [PersonId; 7] = [
    PersonId(1),
    PersonId(2),
    PersonId(3),
    // The first door cards.
    PersonId(0xffff_ffff_0000_0001),
    PersonId(0xffff_ffff_0000_0002),
    PersonId(0xffff_ffff_0000_0003),
    // One that is given for another.
    PersonId(0xffff_ffff_0000_0005),
];

/// One step of a plan.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// Which command, by its name in the enum.
    what: &'static str,
    /// Who, of those who may; now and then of all.
    who: u8,
    /// Which thing, which other thing, how much.
    a: u8,
    b: u8,
    /// How long after the step before; often at the same moment.
    wait_ms: i64,
}

/// Plans of up to so many steps.
pub(crate) fn plans(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..most)
}

fn step() -> impl Strategy<Value = Step> {
    let drawn = enums::commands().iter().filter(|name| *name != NOT_DRAWN);
    let what = select(drawn.flat_map(|name| vec![name.as_str(); weight(name)]).collect::<Vec<_>>());
    let wait_ms = prop_oneof![3 => Just(0), 4 => 1..2_000_i64, 3 => 2_000..400_000_i64];
    (what, any::<u8>(), any::<u8>(), any::<u8>(), wait_ms).prop_map(|(what, who, a, b, wait_ms)| Step {
        what,
        who,
        a,
        b,
        wait_ms,
    })
}

/// The clock put right moves every time there is: it has laws of its own, and would take the ground from the others'.
const NOT_DRAWN: &str = "details/CorrectClock";

/// How often a command is drawn, so that plans get somewhere: what is done all evening more often than what is done
/// once, and what nobody has thought of here now and then.
fn weight(command: &str) -> usize {
    let (subject, name) = command.split_once('/').unwrap();
    match (subject, name) {
        ("undo", _) => 80,
        ("poll", "EndPoll") => 15,
        ("agenda", "StartItem") | ("speakers", "GiveFloor") => 60,
        ("speakers", "RequestFloor") => 47,
        ("minutes", "EditText") => 40,
        ("speakers", "InviteToSpeak" | "PauseSpeech" | "ResumeSpeech" | "ExtendSpeech" | "EndSpeech") => 31,
        ("opinions", "DecideOutcome") => 30,
        ("speakers", "OpenList" | "RegisterSpeaker" | "WithdrawRequest" | "MoveRequest") => 23,
        ("agenda", "CloseMeeting") | ("speakers", "CloseList" | "SetSpeechTime") | ("keys", _) => 2,
        ("details", "Describe") | ("projector", "Follow") => 2,
        ("cards", "RenewCards") => 1,
        ("details", "Recover") | ("projector", _) | ("opinions" | "written" | "minutes", _) => 15,
        ("agenda", "AddItem" | "EditItem" | "RemoveItem" | "MoveItem" | "FinishItem" | "SkipItem") => 13,
        ("poll", "OpenPoll") => 24,
        ("poll", "ClosePoll" | "CountBallots" | "ShowResult" | "HideResult") => 12,
        ("poll", "WritePoll") | ("cards", "VoidCard") | ("speakers", "SetMostSpeeches") => 10,
        ("agenda", _) => 9,
        ("speakers", "SetLastCall" | "EndLastCall" | "SetAnswerTime" | "SetRequestTime" | "ReleaseHands") => {
            5
        }
        ("speakers", _) => 14,
        _ => 5,
    }
}

impl Step {
    /// Lets time pass in the play, and says who sends what.
    pub(crate) fn resolve(&self, play: &mut Play, number: usize) -> (Actor, Command) {
        play.later_ms(self.wait_ms);
        let command = self.command(&play.meeting, play.now, number);
        (self.actor(&command), command)
    }

    /// The same, but with something in the command that does not belong there: what people and programs send by
    /// mistake.
    pub(crate) fn resolve_spoiled(&self, play: &mut Play, number: usize) -> (Actor, Command) {
        let (actor, command) = self.resolve(play, number);
        (actor, spoil::spoiled(&command, self.a, self.b))
    }

    /// The numbers it draws with, for what is drawn beside its command.
    pub(crate) fn numbers(&self) -> (u8, u8) {
        (self.a, self.b)
    }

    fn actor(&self, command: &Command) -> Actor {
        let staff =
            Place::ALL.map(Actor::Staff).into_iter().filter(|actor| actor.place() != Some(Place::Phone));
        let all = staff.chain(PERSONS.map(Actor::Person)).chain([Actor::System]);
        let may: Vec<_> = all.clone().filter(|actor| permissions::may(*actor, command)).collect();
        let among = if self.who.is_multiple_of(10) { all.collect() } else { may };
        among[usize::from(self.who) % among.len()]
    }
}
