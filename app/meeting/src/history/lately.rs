//! The last actions: told to whoever wants the same a moment too late, so that they read what happened and by whom.

use std::collections::VecDeque;

use super::action::{of_item, of_request, of_speech};
use super::{Action, ActionKind, Subject};
use crate::actor::Actor;
use crate::refusal::{Refusal, Thing};
use crate::time::Moment;
use crate::{Command, Meeting, agenda, speakers};

/// An action that was done, with when and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When it was done.
    pub at: Moment,
    /// Who did it.
    pub by: Actor,
    /// What it was.
    pub action: Action,
}

/// The last actions, the newest last. Held beside the meeting: after a restart nobody is a moment too late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lately(VecDeque<Done>);

/// How many actions are remembered.
const MOST: usize = 32;
/// Milliseconds within which someone is a moment too late for what was done.
const A_MOMENT_MS: i64 = 60_000;

impl Lately {
    /// Notes an action that is done now.
    pub fn note(&mut self, done: Done) {
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back(done);
    }

    /// The action behind the refusal of a command that would have been in order a moment before; `None` where nothing
    /// that was done just now explains it.
    #[must_use]
    pub fn behind(
        &self,
        meeting: &Meeting,
        command: &Command,
        refusal: &Refusal,
        now: Moment,
    ) -> Option<&Done> {
        let explains = explanation(meeting, command, refusal)?;
        let just_now = self.0.iter().rev().take_while(|done| now.since(done.at) <= A_MOMENT_MS);
        just_now.into_iter().find(|done| explains(&done.action))
    }
}

type Explains = Box<dyn Fn(&Action) -> bool>;

/// Which actions could explain such a refusal of such a command.
fn explanation(meeting: &Meeting, command: &Command, refusal: &Refusal) -> Option<Explains> {
    let of = |subjects: &'static [Subject], about: String| -> Option<Explains> {
        (!about.is_empty())
            .then(|| Box::new(move |action: &Action| is_of(action, subjects) && names(action, &about)) as _)
    };
    let any = |actions: &'static [ActionKind]| -> Option<Explains> {
        Some(Box::new(move |action| actions.contains(&action.kind)))
    };
    match refusal {
        Refusal::FloorTaken { name } => of(&[Subject::Floor], name.clone()),
        Refusal::NotWaiting
        | Refusal::StillOnList
        | Refusal::NotMerged
        | Refusal::NotFound { thing: Thing::Request } => {
            of(&[Subject::List, Subject::Floor], named(meeting, command))
        }
        Refusal::SpeechEnded | Refusal::SpeechPaused | Refusal::SpeechRunning => {
            of(&[Subject::Floor], named(meeting, command))
        }
        Refusal::ListChanged => any(&[ActionKind::FloorGiven]),
        Refusal::ListOpen => any(&[ActionKind::ListOpened]),
        Refusal::ListClosed => any(&[ActionKind::ListClosed]),
        Refusal::ItemRunning | Refusal::ItemNotRunning | Refusal::ItemBegun => {
            of(&[Subject::Agenda], named(meeting, command))
        }
        Refusal::NotFound { thing: Thing::Item } => any(&[ActionKind::ItemRemoved]),
        Refusal::MeetingClosed => any(&[ActionKind::MeetingClosed]),
        Refusal::PollOpen => any(&[ActionKind::PollOpened]),
        Refusal::PollClosed | Refusal::PollOver => any(&[ActionKind::PollClosed]),
        Refusal::PollBegun => any(&[ActionKind::PollOpened, ActionKind::PollClosed]),
        Refusal::PollCounted => any(&[ActionKind::ResultShown]),
        Refusal::NotFound { thing: Thing::Poll } => any(&[ActionKind::PollRemoved]),
        Refusal::OtherStep | Refusal::NothingToUndo => {
            Some(Box::new(|action| is_of(action, &[Subject::Agenda, Subject::List, Subject::Floor])))
        }
        _ => None,
    }
}

fn is_of(action: &Action, subjects: &[Subject]) -> bool {
    subjects.contains(&action.undid.unwrap_or(action.kind).subject())
}

/// True if an action names `one`: whole, since one name may begin another. Several are named with `,`, `+` or `→`
/// between them, and what more there is to say of one stands in brackets.
fn names(action: &Action, one: &str) -> bool {
    action.about == one || action.about.split([',', '+', '→', '(']).any(|named| named.trim() == one)
}

/// What the command was about, as the history names it; empty if it names nothing.
fn named(meeting: &Meeting, command: &Command) -> String {
    use speakers::Command as Speakers;
    match command {
        Command::Speakers(
            Speakers::GiveFloor { request, .. }
            | Speakers::CallSpeaker { request }
            | Speakers::MarkAbsent { request }
            | Speakers::WithdrawRequest { request }
            | Speakers::MoveRequest { request, .. }
            | Speakers::SetRequestTime { request, .. }
            | Speakers::EditRequest { request, .. }
            | Speakers::SplitRequest { request }
            | Speakers::ReturnToList { request, .. },
        ) => of_request(meeting, *request),
        Command::Speakers(
            Speakers::PauseSpeech { speech }
            | Speakers::ResumeSpeech { speech }
            | Speakers::ExtendSpeech { speech, .. }
            | Speakers::EndSpeech { speech, .. },
        ) => of_speech(meeting, *speech),
        Command::Agenda(
            agenda::Command::StartItem { id }
            | agenda::Command::FinishItem { id }
            | agenda::Command::SkipItem { id }
            | agenda::Command::RemoveItem { id }
            | agenda::Command::MoveItem { id, .. },
        ) => of_item(meeting, *id),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Place;

    fn done(seconds: i64, kind: ActionKind, about: &str) -> Done {
        Done { at: Moment(seconds * 1_000), by: Actor::Staff(Place::Desk), action: Action::new(kind, about) }
    }

    #[test]
    fn only_what_was_done_just_now_and_explains_the_refusal_stands_behind_it() {
        let mut lately = Lately::default();
        lately.note(done(0, ActionKind::ListOpened, ""));
        lately.note(done(50, ActionKind::FloorGiven, "Bà Sáu"));
        lately.note(done(55, ActionKind::CheckedIn, "Bà Sáu"));
        let command: Command = speakers::Command::OpenList.into();
        let behind = |refusal: &Refusal, seconds: i64| {
            let found = lately.behind(&Meeting::default(), &command, refusal, Moment(seconds * 1_000));
            found.map(|done| done.action.kind)
        };
        let taken = Refusal::FloorTaken { name: "Bà Sáu".to_owned() };
        assert_eq!(behind(&taken, 60), Some(ActionKind::FloorGiven), "not that she was checked in");
        assert_eq!(behind(&taken, 111), None, "a while ago");
        assert_eq!(behind(&Refusal::FloorTaken { name: "Ông Ba".to_owned() }, 60), None, "someone else's");
        lately.note(done(56, ActionKind::Absent, "Bà Sáu Mận"));
        lately.note(done(57, ActionKind::Merged, "Ông Ba + Bà Tư, Ông Năm"));
        let behind = |refusal: &Refusal, seconds: i64| {
            let found = lately.behind(&Meeting::default(), &command, refusal, Moment(seconds * 1_000));
            found.map(|done| done.action.kind)
        };
        assert_eq!(
            behind(&taken, 60),
            Some(ActionKind::FloorGiven),
            "not what happened to one whose name begins so"
        );
        assert!(names(&lately.0[4].action, "Bà Tư") && !names(&lately.0[4].action, "Bà"));
        assert_eq!(behind(&Refusal::ListOpen, 60), Some(ActionKind::ListOpened));
        assert_eq!(behind(&Refusal::TooMany, 60), None, "nobody did that");
    }

    #[test]
    fn it_does_not_grow() {
        let mut lately = Lately::default();
        (0..100).for_each(|number| lately.note(done(number, ActionKind::Called, "An")));
        assert_eq!(lately.0.len(), MOST);
        assert_eq!(lately.0.back().map(|done| done.at), Some(Moment(99_000)));
    }
}
