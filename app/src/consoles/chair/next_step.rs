//! Works out the next sensible step: what the one large button of the chair does. A pure function of the panels.

use meeting::agenda::{self, ItemKind, ItemState, Phase};
use meeting::panel::{AgendaPanel, Floor, Head, PollPanel, SpeakersPanel, Waiting};
use meeting::speakers::{self, Clock};
use meeting::wire::Ask;
use meeting::{ItemId, PollId, RequestId, SpeechId, poll};

use crate::text::chair::Chair;
use crate::text::consoles::Consoles;

/// A step that the chair would do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Begin the meeting with its first item.
    Begin {
        /// The item.
        item: ItemId,
        /// Its number in writing; empty while it has none.
        number: String,
        /// Its title.
        title: String,
    },
    /// Go on to the next item.
    Next {
        /// The item.
        item: ItemId,
        /// Its number in writing; empty while it has none.
        number: String,
        /// Its title.
        title: String,
    },
    /// Give the floor to whoever is next.
    GiveFloor {
        /// The request.
        request: RequestId,
        /// The speaker's name.
        name: String,
    },
    /// Let the time of a speech run on.
    Resume {
        /// The speech.
        speech: SpeechId,
        /// The speaker's name.
        name: String,
    },
    /// End a speech.
    EndSpeech {
        /// The speech.
        speech: SpeechId,
        /// The speaker's name.
        name: String,
    },
    /// Open a poll: begin to take ballots.
    OpenPoll {
        /// The poll.
        poll: PollId,
    },
    /// Close a poll: take no more ballots.
    ClosePoll {
        /// The poll.
        poll: PollId,
    },
    /// None yet: the program seals the ballot box; a moment later there is a step again.
    Sealing,
    /// Show the result to the hall.
    ShowResult {
        /// The poll.
        poll: PollId,
    },
    /// Close the meeting.
    Close,
    /// None: the agenda is empty, and the office writes it.
    NoAgenda,
    /// None: the meeting is over.
    Over,
}

impl Step {
    /// The command the button sends; `None` if there is nothing to press.
    #[must_use]
    pub fn ask(&self) -> Option<Ask> {
        Some(match self {
            Self::Begin { item, .. } | Self::Next { item, .. } => {
                agenda::Command::StartItem { id: *item }.into()
            }
            Self::GiveFloor { request, .. } => {
                speakers::Command::GiveFloor { request: *request, seconds: None }.into()
            }
            Self::Resume { speech, .. } => speakers::Command::ResumeSpeech { speech: *speech }.into(),
            Self::EndSpeech { speech, .. } => {
                speakers::Command::EndSpeech { speech: *speech, breach: String::new() }.into()
            }
            Self::OpenPoll { poll } => poll::Command::OpenPoll { poll: *poll }.into(),
            Self::ClosePoll { poll } => poll::Command::ClosePoll { poll: *poll }.into(),
            Self::ShowResult { poll } => poll::Command::ShowResult { poll: *poll }.into(),
            Self::Close => agenda::Command::CloseMeeting.into(),
            Self::Sealing | Self::NoAgenda | Self::Over => return None,
        })
    }

    /// True if it cannot be undone, so that it is pressed twice.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::ClosePoll { .. } | Self::Close)
    }

    /// The label of the button.
    #[must_use]
    pub fn words(&self, t: &Consoles, c: &Chair) -> String {
        match self {
            Self::Begin { number, title, .. } => (c.step_begin)(number, title),
            Self::Next { number, title, .. } => (c.step_next)(number, title),
            Self::GiveFloor { name, .. } => (t.step_give_floor)(name),
            Self::Resume { name, .. } => (t.step_resume)(name),
            Self::EndSpeech { name, .. } => (t.step_end_speech)(name),
            Self::OpenPoll { .. } => t.open_poll.to_owned(),
            Self::ClosePoll { .. } => t.close_poll.to_owned(),
            Self::Sealing => t.step_sealing.to_owned(),
            Self::ShowResult { .. } => t.show_result.to_owned(),
            Self::Close => t.step_close.to_owned(),
            Self::NoAgenda => t.step_no_agenda.to_owned(),
            Self::Over => t.step_over.to_owned(),
        }
    }

    /// The kind of step, as a hook for tests and style.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Begin { .. } => "begin",
            Self::Next { .. } => "next",
            Self::GiveFloor { .. } => "give-floor",
            Self::Resume { .. } => "resume",
            Self::EndSpeech { .. } => "end-speech",
            Self::OpenPoll { .. } => "open-poll",
            Self::ClosePoll { .. } => "close-poll",
            Self::Sealing => "counting",
            Self::ShowResult { .. } => "show-result",
            Self::Close => "close",
            Self::NoAgenda => "no-agenda",
            Self::Over => "over",
        }
    }
}

/// The next sensible step.
///
/// A speech comes before all else; then whoever was asked to come forward, in whatever item; then what the item
/// that is on is for: the people's turn calls the next speaker, a poll is opened, closed, shown; then the next
/// item. A poll that stays open through other
/// items is closed before the meeting is, since until then people may still be voting.
#[must_use]
pub fn next_step(
    head: &Head,
    agenda: &AgendaPanel,
    floor: &Floor,
    speakers: &SpeakersPanel,
    poll: &PollPanel,
) -> Step {
    if head.phase == Phase::Closed {
        return Step::Over;
    }
    if let Some(speech) = &floor.speech {
        let name = speech.name.clone();
        return match speech.clock {
            Clock::Paused { left_ms } if left_ms > 0 => Step::Resume { speech: speech.id, name },
            _ => Step::EndSpeech { speech: speech.id, name },
        };
    }
    let next = agenda.next.and_then(|next| agenda.items.iter().find(|item| item.id == next));
    if head.phase == Phase::Prepared {
        return next.map_or(Step::NoAgenda, |first| Step::Begin {
            item: first.id,
            number: first.label(),
            title: first.title.clone(),
        });
    }
    let give = |one: &Waiting| Step::GiveFloor { request: one.request, name: one.name.clone() };
    // Whoever holds a voided card gets the floor once the desk has given them another.
    let ready =
        || speakers.waiting.iter().filter(|one| one.staff.as_ref().is_none_or(|detail| !detail.card_voided));
    if let Some(called) = ready().find(|one| one.called) {
        return give(called);
    }
    // Of an item and its part that are on together, what is done now is the part.
    let running = agenda.items.iter().rfind(|item| item.state == ItemState::Running);
    match running.map(|item| item.kind) {
        Some(ItemKind::Floor) => {
            if let Some(first) = ready().next() {
                return give(first);
            }
        }
        Some(ItemKind::Poll) => match poll.state {
            poll::State::Open => return Step::ClosePoll { poll: poll.poll },
            poll::State::Closed => return Step::Sealing,
            poll::State::Sealed if !poll.shown => return Step::ShowResult { poll: poll.poll },
            // What was asked is answered: the next that stands prepared is opened.
            poll::State::Prepared | poll::State::Sealed | poll::State::Discarded => {
                if let Some(prepared) = poll.prepared.first() {
                    return Step::OpenPoll { poll: prepared.poll };
                }
            }
        },
        _ => {}
    }
    match next {
        Some(next) => Step::Next { item: next.id, number: next.label(), title: next.title.clone() },
        None if poll.state == poll::State::Open => Step::ClosePoll { poll: poll.poll },
        None => Step::Close,
    }
}

#[cfg(test)]
mod tests {
    use meeting::Moment;
    use meeting::panel::{ItemView, PreparedPoll, SpeechView, Waiting};
    use meeting::speakers::Purpose;

    use super::*;

    /// A meeting as the chair's panels show it.
    #[derive(Default)]
    struct Panels {
        head: Head,
        agenda: AgendaPanel,
        floor: Floor,
        speakers: SpeakersPanel,
        poll: PollPanel,
    }

    impl Panels {
        /// Open, with these items; the one with this index is on, those before it are done.
        fn at(kinds: &[ItemKind], on: usize) -> Self {
            let mut panels = Self::default();
            panels.head.phase = Phase::Open;
            for (index, kind) in kinds.iter().enumerate() {
                let state = match index {
                    _ if index < on => ItemState::Done,
                    _ if index == on => ItemState::Running,
                    _ => ItemState::Pending,
                };
                panels.agenda.items.push(ItemView {
                    id: ItemId(u32::try_from(index).unwrap_or(0) + 1),
                    number: index + 1,
                    part: 0,
                    under: None,
                    kind: *kind,
                    title: format!("Mục {}", index + 1),
                    lead: String::new(),
                    planned_duration: None,
                    seconds: None,
                    optional: false,
                    hidden: false,
                    state,
                    started: None,
                    finished: None,
                    spent_ms: 0,
                    attachments: Vec::new(),
                    notes: None,
                });
            }
            let next = panels.agenda.items.iter().find(|item| item.state == ItemState::Pending);
            panels.agenda.next = next.map(|item| item.id);
            panels
        }

        fn waiting(mut self, names: &[&str]) -> Self {
            for (number, name) in (1..).zip(names) {
                self.speakers.waiting.push(Waiting {
                    request: RequestId(number),
                    name: (*name).to_owned(),
                    hamlet: String::new(),
                    card: None,
                    called: false,
                    staff: None,
                });
            }
            self
        }

        fn speaking(mut self, clock: Clock) -> Self {
            self.floor.speech = Some(SpeechView {
                id: SpeechId(4),
                request: None,
                purpose: Purpose::Opinion,
                name: "Bà Sáu".to_owned(),
                hamlet: String::new(),
                allotted_ms: 300_000,
                clock,
                answers: None,
                agreeing: Vec::new(),
                staff: None,
            });
            self
        }

        fn poll(mut self, state: poll::State, counted: bool, shown: bool) -> Self {
            self.poll.poll = PollId(1);
            self.poll.state = state;
            let questionnaire = poll::Questionnaire::default();
            self.poll.prepared = (state == poll::State::Prepared)
                .then_some(PreparedPoll { poll: PollId(1), questionnaire })
                .into_iter()
                .collect();
            self.poll.counts = counted.then(Vec::new);
            self.poll.shown = shown;
            self
        }

        fn step(&self) -> Step {
            next_step(&self.head, &self.agenda, &self.floor, &self.speakers, &self.poll)
        }
    }

    use ItemKind::{Address, Answer, Closing, Floor as People, Opening, Poll};

    #[test]
    fn a_prepared_meeting_begins_with_its_first_item() {
        let mut panels = Panels::at(&[Opening, People], 9);
        panels.head.phase = Phase::Prepared;
        for item in &mut panels.agenda.items {
            item.state = ItemState::Pending;
        }
        panels.agenda.next = Some(ItemId(1));
        assert_eq!(
            panels.step(),
            Step::Begin { item: ItemId(1), number: "1".to_owned(), title: "Mục 1".to_owned() }
        );
        assert_eq!(Panels::default().step(), Step::NoAgenda);
    }

    #[test]
    fn in_the_peoples_turn_the_next_speaker_is_called_then_the_next_item() {
        let panels = Panels::at(&[Opening, People, Closing], 1);
        assert_eq!(panels.step().name(), "next");
        let panels = panels.waiting(&["Ông Ba", "Bà Tư"]);
        assert_eq!(panels.step(), Step::GiveFloor { request: RequestId(1), name: "Ông Ba".to_owned() });
    }

    #[test]
    fn people_who_wait_hold_up_no_other_item() {
        assert_eq!(Panels::at(&[Answer, Closing], 0).waiting(&["Ông Ba"]).step().name(), "next");
    }

    #[test]
    fn who_was_called_is_next_in_whatever_item_and_wherever_they_stand() {
        for kind in [People, Answer] {
            let mut panels = Panels::at(&[kind, Closing], 0).waiting(&["Ông Ba", "Bà Tư"]);
            panels.speakers.waiting[1].called = true;
            assert_eq!(panels.step(), Step::GiveFloor { request: RequestId(2), name: "Bà Tư".to_owned() });
        }
    }

    #[test]
    fn after_an_opinion_in_an_answer_item_the_agenda_goes_on_and_in_the_peoples_turn_the_list_does() {
        let heard = |mut panels: Panels| {
            let panels_speaking = Panels::default().speaking(Clock::Ended { left_ms: 0 });
            panels.floor.heard = panels_speaking.floor.speech;
            panels
        };
        assert_eq!(heard(Panels::at(&[Answer, Closing], 0)).step().name(), "next");
        assert_eq!(heard(Panels::at(&[People, Closing], 0)).waiting(&["Ông Ba"]).step().name(), "give-floor");
        assert_eq!(heard(Panels::at(&[People, Closing], 0)).step().name(), "next");
    }

    #[test]
    fn a_part_that_is_on_says_what_is_done_now() {
        let mut panels = Panels::at(&[Opening, People, Closing], 1).waiting(&["Ông Ba"]);
        panels.agenda.items[0].state = ItemState::Running;
        panels.agenda.items[1].under = Some(ItemId(1));
        assert_eq!(panels.step().name(), "give-floor");
        panels.agenda.items[1].kind = Answer;
        assert_eq!(panels.step().name(), "next");
    }

    #[test]
    fn a_speech_comes_first_and_a_paused_one_goes_on_while_it_has_time() {
        let panels =
            || Panels::at(&[People, Poll], 1).waiting(&["Ông Ba"]).poll(poll::State::Open, false, false);
        let running = panels().speaking(Clock::Running { deadline: Moment(1) });
        assert_eq!(running.step(), Step::EndSpeech { speech: SpeechId(4), name: "Bà Sáu".to_owned() });
        assert_eq!(panels().speaking(Clock::Paused { left_ms: 9 }).step().name(), "resume");
        assert_eq!(panels().speaking(Clock::Paused { left_ms: -9 }).step().name(), "end-speech");
    }

    #[test]
    fn a_poll_item_opens_closes_counts_shows_and_goes_on() {
        let at = |state, counted, shown| Panels::at(&[Poll, Closing], 0).poll(state, counted, shown).step();
        assert_eq!(at(poll::State::Prepared, false, false), Step::OpenPoll { poll: PollId(1) });
        assert_eq!(at(poll::State::Open, false, false), Step::ClosePoll { poll: PollId(1) });
        assert_eq!(at(poll::State::Closed, false, false), Step::Sealing);
        assert_eq!(at(poll::State::Sealed, false, false), Step::ShowResult { poll: PollId(1) });
        assert_eq!(at(poll::State::Sealed, true, true).name(), "next");
        // What else stands prepared is asked before the meeting goes on.
        let mut asked = Panels::at(&[Poll, Closing], 0).poll(poll::State::Sealed, true, true);
        asked
            .poll
            .prepared
            .push(PreparedPoll { poll: PollId(2), questionnaire: poll::Questionnaire::default() });
        assert_eq!(asked.step(), Step::OpenPoll { poll: PollId(2) });
    }

    #[test]
    fn a_poll_left_open_is_closed_before_the_meeting_is() {
        let open = Panels::at(&[Poll, Address, Closing], 1).poll(poll::State::Open, false, false);
        assert_eq!(open.step().name(), "next");
        let last = Panels::at(&[Poll, Address, Closing], 2).poll(poll::State::Open, false, false);
        assert_eq!(last.step(), Step::ClosePoll { poll: PollId(1) });
        assert_eq!(Panels::at(&[Poll, Closing], 1).step(), Step::Close);
    }

    #[test]
    fn what_cannot_be_taken_back_is_pressed_twice() {
        assert!(Step::Close.is_final() && Step::ClosePoll { poll: PollId(1) }.is_final());
        assert!(
            !Step::OpenPoll { poll: PollId(1) }.is_final()
                && !Step::ShowResult { poll: PollId(1) }.is_final()
        );
    }

    #[test]
    fn a_closed_meeting_has_no_step() {
        let mut panels = Panels::at(&[Closing], 0);
        panels.head.phase = Phase::Closed;
        assert_eq!(panels.step(), Step::Over);
        assert_eq!(Step::Over.ask(), None);
    }
}
