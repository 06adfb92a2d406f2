//! Polls: the satisfaction poll and quick shows of hands. Ballots are not events: who has voted and what was voted
//! are stored apart, by the server; the journal gets the tally. Here are the rules for both.
//!
//! A poll is prepared, open, closed, sealed, and its result is shown. Between closing and sealing the server writes
//! both stores anew in random order and scrubs the traces of writing. Nobody, not even the chair, has a count
//! before it is shown: then the ballots are counted, and from then on the poll is not opened again.
//!
//! A ballot comes from a phone, from the tablet at the desk, which the desk opens for one person at a time, or on
//! paper, which the desk hands out and counts. Whoever has used their right one way has used it for all.

mod apply;
mod channel;
mod command;
mod eligibility;
mod event;
mod legacy;
mod paper_ballots;
mod question;
mod tally;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Meeting;
use crate::agenda::Phase;
use crate::clock::Correction;
use crate::id::{CardNumber, PersonId, PollId};
use crate::programme::TemplatePoll;
use crate::refusal::{Field, Refusal, Thing};
use crate::role::{Actor, Place};
use crate::time::Moment;
use crate::validate;

pub(crate) use apply::apply;
pub use channel::{Channel, FEWEST_APART, forgets, groups};
pub use command::Command;
use eligibility::holds_right;
pub use eligibility::{VoterRoll, at_tablet, check_ballot, check_right};
pub use event::Event;
pub use paper_ballots::{Entry, MOST_PAPER_BALLOTS, PaperBallots, PaperCount, Signed};
pub use question::{Answer, Ballot, Kind, MOST_OPTIONS, MOST_QUESTIONS, Question};
pub use tally::{Apart, Cast, Count, Tally, tenths};

/// Fewest ballots whose count the hall is shown: of one alone everyone who saw its voter would know what they chose.
pub const FEWEST_SHOWN: u32 = 2;
/// Most polls of a meeting, shows of hands among them.
const MOST_POLLS: usize = 60;
/// Most minutes a poll stays open by itself.
pub const LONGEST_DURATION: i64 = 240;
/// What is asked at a show of hands.
const SHOW_OF_HANDS: [&str; 3] = ["Đồng ý", "Không đồng ý", "Không có ý kiến"];

/// What a poll is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// How satisfied the people are.
    #[default]
    Satisfaction,
    /// A quick yes, no or abstention in the middle of the meeting.
    #[serde(rename = "hands")]
    ShowOfHands,
}

/// What gives one ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// A device: the weakest, since one may have two. The result says so.
    #[default]
    Device,
    /// A door card.
    Card,
    /// A door card that the desk handed out: only who came has one.
    #[serde(rename = "card_handed_out")]
    CardIssued,
}

impl Right {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Device, Self::Card, Self::CardIssued];

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Card => "card",
            Self::CardIssued => "card_handed_out",
        }
    }
}

/// How far a poll is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Written, not yet open.
    #[default]
    Prepared,
    /// Takes ballots.
    Open,
    /// Takes no more; its ballots are being put in random order.
    Closed,
    /// Nothing joins a ballot to its voter any more.
    Sealed,
    /// Worth nothing: its ballots are gone.
    Discarded,
}

/// What a poll asks, and by which rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// What it is for.
    #[serde(default)]
    pub purpose: Purpose,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Who asks; may be empty.
    #[serde(default)]
    pub asked_by: String,
    /// What gives one ballot.
    #[serde(default)]
    pub right: Right,
    /// Whether a ballot may be replaced until the poll closes.
    pub changes: bool,
    /// Closes by itself so many minutes after it was opened.
    #[serde(rename = "minutes", default, skip_serializing_if = "Option::is_none")]
    pub closes_after: Option<u32>,
    /// Who runs it beside the chair and the office: the desk (the Front) or the secretary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<Place>,
}

impl Questionnaire {
    /// Places that a poll may be given to.
    pub const GIVEN_TO: [Place; 2] = [Place::Desk, Place::Secretary];

    /// What is asked at a show of hands.
    #[must_use]
    pub fn show_of_hands(title: String) -> Self {
        let options = SHOW_OF_HANDS.map(str::to_owned).to_vec();
        let question = Question { kind: Kind::Single, title, options };
        Self { purpose: Purpose::ShowOfHands, questions: vec![question], changes: true, ..Self::default() }
    }

    /// What it asks first: what it is called by.
    #[must_use]
    pub fn title(&self) -> &str {
        self.questions.first().map_or("", |question| &question.title)
    }

    fn validated(&self) -> Result<Self, Refusal> {
        let questions = i64::try_from(self.questions.len()).unwrap_or(i64::MAX);
        validate::in_range(
            questions,
            Field::Questions,
            1,
            i64::try_from(MOST_QUESTIONS).unwrap_or(i64::MAX),
        )?;
        if let Some(place) = self.given_to.filter(|place| !Self::GIVEN_TO.contains(place)) {
            return Err(Refusal::NotAllowed { place: Some(place) });
        }
        if let Some(minutes) = self.closes_after {
            validate::in_range(i64::from(minutes), Field::Duration, 1, LONGEST_DURATION)?;
        }
        Ok(Self {
            questions: self.questions.iter().map(Question::validated).collect::<Result<_, _>>()?,
            asked_by: validate::optional_line(&self.asked_by, Field::Name, validate::NAME)?,
            ..*self
        })
    }
}

/// A poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// Its name on the wire.
    pub id: PollId,
    /// What it asks.
    pub questionnaire: Questionnaire,
    /// How far it is.
    pub state: State,
    /// While open: when it closes by itself.
    pub closes: Option<Moment>,
    /// The count, once the result was asked for.
    pub tally: Option<Tally>,
    /// Whether the hall may see the count.
    pub shown: bool,
    /// Its papers.
    #[serde(default)]
    pub paper_ballots: PaperBallots,
    /// For whom the desk has opened the tablet.
    #[serde(default)]
    pub tablet: Option<PersonId>,
    /// How often the tablet was opened.
    #[serde(default)]
    pub times_opened: u32,
    /// How many people were here when it was closed.
    #[serde(default)]
    pub present: u32,
    /// The free words the hall may read: which question, and which of its words, both from 0.
    #[serde(default)]
    pub published: BTreeSet<(u32, u32)>,
}

impl Poll {
    /// Whether ballots were taken, or are.
    #[must_use]
    pub fn begun(&self) -> bool {
        self.state != State::Prepared
    }

    /// Whether the hall was asked it, and it stands: what is prepared, or discarded, is not for the hall to read.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        matches!(self.state, State::Open | State::Closed | State::Sealed)
    }

    /// Whether it is closed, and nobody has asked for its result yet.
    #[must_use]
    pub fn is_uncounted(&self) -> bool {
        matches!(self.state, State::Closed | State::Sealed) && self.tally.is_none()
    }
}

/// The polls of a meeting, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polls {
    /// Each of them.
    pub all: Vec<Poll>,
    /// The one the hall sees: the last that was opened, or else the first that is prepared.
    pub current: PollId,
    /// The highest id of those that were removed: it is not given again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<PollId>,
}

impl Polls {
    /// Their times, after the clock was put right.
    pub(crate) fn correct(&mut self, correction: &Correction) {
        let closes = self.all.iter_mut().filter_map(|poll| poll.closes.as_mut());
        closes.for_each(|closes| correction.deadline(closes));
    }

    /// The poll of this id.
    #[must_use]
    pub fn get(&self, id: PollId) -> Option<&Poll> {
        self.all.iter().find(|poll| poll.id == id)
    }

    fn get_mut(&mut self, id: PollId) -> Option<&mut Poll> {
        self.all.iter_mut().find(|poll| poll.id == id)
    }

    /// The one the hall sees.
    #[must_use]
    pub fn current(&self) -> Option<&Poll> {
        self.get(self.current)
    }

    /// The one that takes ballots.
    #[must_use]
    pub fn open(&self) -> Option<&Poll> {
        self.all.iter().find(|poll| poll.state == State::Open)
    }
}

/// The event that lays down a template's poll.
pub(crate) fn from_template(poll: &TemplatePoll) -> crate::Event {
    let TemplatePoll { questions, asked_by } = poll.clone();
    let questionnaire = Questionnaire { questions, asked_by, changes: true, ..Questionnaire::default() };
    Event::PollWritten { poll: PollId(1), questionnaire }.into()
}

/// Decides a command on polls.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::Event>, Refusal> {
    let find = |poll: &PollId| meeting.polls.get(*poll).ok_or(Refusal::NotFound { thing: Thing::Poll });
    let run = |poll: &PollId| find(poll).and_then(|poll| runs(actor, poll).map(|()| poll));
    let event = match command {
        Command::WritePoll { poll: None, questionnaire } => {
            Event::PollWritten { poll: next(meeting)?, questionnaire: questionnaire.validated()? }
        }
        Command::WritePoll { poll: Some(poll), questionnaire } => {
            let known = find(poll)?;
            if known.begun() {
                return Err(Refusal::PollBegun);
            }
            if meeting.agenda.phase == Phase::Closed {
                return Err(Refusal::MeetingClosed);
            }
            let questionnaire = questionnaire.validated()?;
            if known.questionnaire == questionnaire {
                return Ok(Vec::new());
            }
            Event::PollWritten { poll: *poll, questionnaire }
        }
        Command::RemovePoll { poll } => {
            if find(poll)?.begun() {
                return Err(Refusal::PollBegun);
            }
            if meeting.agenda.phase == Phase::Closed {
                return Err(Refusal::MeetingClosed);
            }
            Event::PollRemoved { poll: *poll }
        }
        Command::OpenShowOfHands { title } => {
            may_open(meeting)?;
            let poll = next(meeting)?;
            let questionnaire = Questionnaire::show_of_hands(title.clone()).validated()?;
            let written = Event::PollWritten { poll, questionnaire };
            return Ok(vec![written.into(), Event::PollOpened { poll, closes: None }.into()]);
        }
        Command::OpenPoll { poll } => {
            let known = run(poll)?;
            match known.state {
                State::Open => return Err(Refusal::PollOpen),
                State::Closed | State::Sealed => return Err(Refusal::PollClosed),
                State::Discarded => return Err(Refusal::PollDiscarded),
                State::Prepared => may_open(meeting)?,
            }
            let closes =
                known.questionnaire.closes_after.map(|minutes| now.plus_ms(i64::from(minutes) * 60_000));
            Event::PollOpened { poll: *poll, closes }
        }
        Command::ClosePoll { poll } => {
            taking(run(poll)?)?;
            Event::PollClosed { poll: *poll }
        }
        Command::EndPoll => {
            let over = |poll: &&Poll| poll.closes.is_some_and(|closes| closes <= now);
            let ended = meeting.polls.open().filter(over);
            return Ok(ended.map(|poll| Event::PollClosed { poll: poll.id }.into()).into_iter().collect());
        }
        Command::ReopenPoll { poll, reason } => {
            let known = find(poll)?;
            match known.state {
                State::Prepared => return Err(Refusal::PollNotOpen),
                State::Discarded => return Err(Refusal::PollDiscarded),
                State::Open => return Err(Refusal::PollOpen),
                State::Closed => return Err(Refusal::PollNotSealed),
                State::Sealed => {}
            }
            // Whoever knows the count votes otherwise than whoever does not; and what a later count has more than
            // an earlier one would tell how the few voted who came in between. So it is with the papers.
            if known.tally.is_some() || known.paper_ballots.entries > 0 {
                return Err(Refusal::PollCounted);
            }
            may_open(meeting)?;
            let reason = validate::line(reason, Field::Reason, validate::TITLE)?;
            Event::PollReopened { poll: *poll, reason }
        }
        Command::DiscardPoll { poll, reason } => return discard(meeting, find(poll)?, reason),
        Command::ShowResult { poll } => {
            let known = run(poll)?;
            // The hall would look away from the ballot it is filling.
            if meeting.polls.open().is_some_and(|open| open.id != *poll) {
                return Err(Refusal::PollOpen);
            }
            match known.state {
                State::Closed => return Err(Refusal::PollNotSealed),
                State::Sealed if known.tally.is_none() && known.paper_ballots.wanting() => {
                    return Err(Refusal::PaperCountNotConfirmed);
                }
                State::Sealed if known.tally.is_none() => return Err(Refusal::PollNotCounted),
                State::Sealed if known.shown => return Ok(Vec::new()),
                State::Sealed => Event::ResultShown { poll: *poll },
                State::Prepared | State::Open | State::Discarded => return Err(Refusal::PollNotCounted),
            }
        }
        Command::HideResult { poll } if !run(poll)?.shown => return Ok(Vec::new()),
        Command::HideResult { poll } => Event::ResultHidden { poll: *poll },
        Command::PublishWords { poll, question, words, shown } => {
            let known = find(poll)?;
            let tally = known.tally.as_ref().ok_or(Refusal::PollNotCounted)?;
            let count = tally.counts.get(*question as usize);
            if tally.ballots < FEWEST_APART || count.is_none_or(|count| *words as usize >= count.words.len())
            {
                return Err(Refusal::NotFound { thing: Thing::Words });
            }
            if known.published.contains(&(*question, *words)) == *shown {
                return Ok(Vec::new());
            }
            Event::WordsPublished { poll: *poll, question: *question, words: *words, shown: *shown }
        }
        Command::IssuePaperBallot { poll, card } => {
            let known = find(poll)?;
            taking(known)?;
            meeting.cards.get(*card).ok_or(Refusal::NotFound { thing: Thing::Card })?;
            holds_right(meeting, known, PersonId::of_card(*card))?;
            Event::PaperBallotIssued { poll: *poll, card: *card }
        }
        Command::TakeBackPaperBallot { poll, card } => {
            let known = find(poll)?;
            taking(known)?;
            if !known.paper_ballots.cards.contains(card) {
                return Err(Refusal::NoPaperBallot);
            }
            if known.paper_ballots.boxed.contains(card) {
                return Err(Refusal::PaperBallotBoxed);
            }
            Event::PaperBallotTakenBack { poll: *poll, card: *card }
        }
        Command::CountLoosePaperBallots { poll, count } => {
            let known = find(poll)?;
            paper_ballots::may_count_out(known)?;
            if known.questionnaire.right != Right::Device {
                return Err(Refusal::CardNeeded);
            }
            validate::in_range(i64::from(*count), Field::PaperBallots, 0, i64::from(MOST_PAPER_BALLOTS))?;
            if known.paper_ballots.loose == *count {
                return Ok(Vec::new());
            }
            Event::LoosePaperBallotsCounted { poll: *poll, count: *count }
        }
        Command::EnterPaperCount { poll, count, name } => {
            let PaperCount { returned, invalid, .. } = figures(meeting, *poll, count)?;
            Event::PaperCountEntered { poll: *poll, returned, invalid, by: Signed::new(name, actor.place())? }
        }
        Command::ConfirmPaperCount { poll, entry, name } => {
            let known = find(poll)?;
            paper_ballots::may_count(known)?;
            let entered = known.paper_ballots.entry.as_ref().ok_or(Refusal::PaperCountNotEntered)?;
            if entered.number != *entry {
                return Err(Refusal::PaperCountChanged);
            }
            let by = Signed::new(name, actor.place())?;
            if entered.entered.is_same(&by) {
                return Err(Refusal::SamePerson { name: by.name });
            }
            if entered.confirmed.is_some() {
                return Ok(Vec::new());
            }
            Event::PaperCountConfirmed { poll: *poll, by }
        }
        Command::OpenTablet { poll, card } => {
            let known = find(poll)?;
            taking(known)?;
            let voter = voter_at_tablet(known, *card);
            if let Some(card) = card {
                meeting.cards.get(*card).ok_or(Refusal::NotFound { thing: Thing::Card })?;
            }
            holds_right(meeting, known, voter)?;
            Event::TabletOpened { poll: *poll, voter }
        }
        Command::CloseTablet { poll } if find(poll)?.tablet.is_none() => return Ok(Vec::new()),
        Command::CloseTablet { poll } => Event::TabletClosed { poll: *poll },
        Command::SealBallotBox { poll } if find(poll)?.state != State::Closed => return Ok(Vec::new()),
        Command::SealBallotBox { poll } => Event::BallotBoxSealed { poll: *poll },
        Command::CountBallots { poll, tally } => {
            let known = find(poll)?;
            if !awaits_count(known) {
                return Err(Refusal::PollNotOpen);
            }
            Event::BallotsCounted { poll: *poll, tally: tally.clone() }
        }
    };
    Ok(vec![event.into()])
}

/// Whether nothing is left to do before the ballots of a poll are counted.
#[must_use]
pub fn awaits_count(poll: &Poll) -> bool {
    poll.state == State::Sealed && poll.tally.is_none() && !poll.paper_ballots.wanting()
}

/// What the papers of a poll say, made fit to be kept beside the urn.
///
/// # Errors
/// If they are not to be counted now, or the figures cannot be those of so many papers.
pub fn figures(meeting: &Meeting, poll: PollId, count: &PaperCount) -> Result<PaperCount, Refusal> {
    let known = meeting.polls.get(poll).ok_or(Refusal::NotFound { thing: Thing::Poll })?;
    paper_ballots::may_count(known)?;
    if known.paper_ballots.issued() == 0 {
        return Err(Refusal::NoPaperBallots);
    }
    count.validated(&known.questionnaire.questions, known.paper_ballots.issued())
}

/// Who votes at the tablet when it is opened next.
fn voter_at_tablet(poll: &Poll, card: Option<CardNumber>) -> PersonId {
    card.map_or_else(|| PersonId::at_tablet(poll.times_opened + 1), PersonId::of_card)
}

/// The chair and the office run every poll; another place the one that was given to it.
fn runs(actor: Actor, poll: &Poll) -> Result<(), Refusal> {
    match actor.place() {
        place @ Some(given)
            if Questionnaire::GIVEN_TO.contains(&given) && poll.questionnaire.given_to != place =>
        {
            Err(Refusal::NotAllowed { place })
        }
        _ => Ok(()),
    }
}

fn next(meeting: &Meeting) -> Result<PollId, Refusal> {
    let all = &meeting.polls.all;
    if all.len() >= MOST_POLLS {
        return Err(Refusal::TooMany);
    }
    if meeting.agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    Ok(PollId::after(all.iter().map(|poll| poll.id).max().max(meeting.polls.removed)))
}

/// Polls are taken in the meeting, one at a time.
fn may_open(meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.agenda.phase {
        Phase::Prepared => Err(Refusal::MeetingNotOpen),
        Phase::Closed => Err(Refusal::MeetingClosed),
        Phase::Open if meeting.polls.open().is_some() => Err(Refusal::PollOpen),
        Phase::Open => Ok(()),
    }
}

/// That a poll takes ballots and papers; if not, why.
fn taking(poll: &Poll) -> Result<(), Refusal> {
    match poll.state {
        State::Open => Ok(()),
        State::Prepared => Err(Refusal::PollNotOpen),
        State::Discarded => Err(Refusal::PollDiscarded),
        State::Closed | State::Sealed if poll.tally.is_some() => Err(Refusal::PollCounted),
        State::Closed | State::Sealed => Err(Refusal::PollOver),
    }
}

fn discard(meeting: &Meeting, poll: &Poll, reason: &str) -> Result<Vec<crate::Event>, Refusal> {
    match poll.state {
        State::Prepared => return Err(Refusal::PollNotOpen),
        State::Discarded => return Err(Refusal::PollDiscarded),
        State::Open | State::Closed | State::Sealed => {}
    }
    let reason = validate::line(reason, Field::Reason, validate::TITLE)?;
    let mut events = vec![Event::PollDiscarded { poll: poll.id, reason }.into()];
    // It stands prepared anew, so that the people can be asked again. A show of hands is asked anew in two taps.
    if poll.questionnaire.purpose == Purpose::Satisfaction
        && let Ok(anew) = next(meeting)
    {
        events.push(Event::PollWritten { poll: anew, questionnaire: poll.questionnaire.clone() }.into());
    }
    Ok(events)
}
