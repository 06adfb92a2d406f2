//! Polls: the satisfaction poll and quick shows of hands. Ballots are not events: who has voted and what was voted
//! are stored apart, by the server; the journal gets the tally. Here are the rules for both.
//!
//! A poll is prepared, open, closed, sealed, and its result is shown. Between closing and sealing the server writes
//! both stores anew in random order and scrubs the traces of writing. Nobody, not even the chair, has a count
//! before it is shown: then the ballots are counted, and from then on the poll is not opened again.

mod before;
mod question;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Meeting;
use crate::agenda::Phase;
use crate::cards::Standing;
use crate::clean;
use crate::id::{PersonId, PollId};
use crate::programme::TemplatePoll;
use crate::refusal::{Field, Refusal, Thing};
use crate::role::Actor;
use crate::time::Moment;

pub use question::{Answer, Ballot, Kind, MOST_OPTIONS, MOST_QUESTIONS, Question};
pub use tally::{Count, Tally};

/// Below so many ballots the free words are shown to nobody: they would tell whose they are.
pub const FEWEST_FOR_WORDS: u32 = 5;
/// Most polls of a meeting, shows of hands among them.
const MOST_POLLS: usize = 60;
/// Most minutes a poll stays open by itself.
pub const MOST_MINUTES: i64 = 240;
/// What is asked at a show of hands.
const HANDS: [&str; 3] = ["Đồng ý", "Không đồng ý", "Không có ý kiến"];

/// What a poll is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// How satisfied the people are.
    #[default]
    Satisfaction,
    /// A quick yes, no or abstention in the middle of the meeting.
    Hands,
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
    CardHandedOut,
}

impl Right {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Device, Self::Card, Self::CardHandedOut];

    /// Its name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Card => "card",
            Self::CardHandedOut => "card_handed_out",
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
pub struct Sheet {
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

impl Sheet {
    /// What is asked at a show of hands.
    #[must_use]
    pub fn hands(title: String) -> Self {
        let options = HANDS.map(str::to_owned).to_vec();
        let question = Question { kind: Kind::Single, title, options };
        Self { purpose: Purpose::Hands, questions: vec![question], changes: true, ..Self::default() }
    }

    /// What it asks first: what it is called by.
    #[must_use]
    pub fn title(&self) -> &str {
        self.questions.first().map_or("", |question| &question.title)
    }

    fn cleaned(&self) -> Result<Self, Refusal> {
        let questions = i64::try_from(self.questions.len()).unwrap_or(i64::MAX);
        clean::number(questions, Field::Questions, 1, i64::try_from(MOST_QUESTIONS).unwrap_or(i64::MAX))?;
        if let Some(minutes) = self.minutes {
            clean::number(i64::from(minutes), Field::Minutes, 1, MOST_MINUTES)?;
        }
        Ok(Self {
            questions: self.questions.iter().map(Question::cleaned).collect::<Result<_, _>>()?,
            asked_by: clean::optional_line(&self.asked_by, Field::Name, clean::NAME)?,
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
    pub sheet: Sheet,
    /// How far it is.
    pub state: State,
    /// While open: when it closes by itself.
    pub closes: Option<Moment>,
    /// The count, once the result was asked for.
    pub tally: Option<Tally>,
    /// Whether the hall may see the count.
    pub shown: bool,
}

impl Poll {
    /// Whether ballots were taken, or are.
    #[must_use]
    pub fn begun(&self) -> bool {
        self.state != State::Prepared
    }
}

/// The polls of a meeting, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polls {
    /// Each of them.
    pub all: Vec<Poll>,
    /// The one the hall sees: the last that was opened, or else the first that is prepared.
    pub current: PollId,
}

impl Polls {
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

/// Who has a ballot in the urn, poll by poll. Held beside the meeting, never in its journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urn {
    /// Those who have voted.
    pub voters: BTreeMap<PollId, BTreeSet<PersonId>>,
}

impl Urn {
    /// Whether this person's ballot is in it.
    #[must_use]
    pub fn holds(&self, poll: PollId, person: PersonId) -> bool {
        self.voters.get(&poll).is_some_and(|voters| voters.contains(&person))
    }

    /// How many ballots are in it.
    #[must_use]
    pub fn count(&self, poll: PollId) -> u32 {
        self.voters.get(&poll).map_or(0, |voters| u32::try_from(voters.len()).unwrap_or(u32::MAX))
    }
}

/// A command on polls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Command {
    /// Writes a poll, or writes it anew before it is opened.
    WritePoll {
        /// Which; `None` for one more.
        poll: Option<PollId>,
        /// What it asks.
        sheet: Sheet,
    },
    /// Asks for a show of hands at once.
    AskHands {
        /// What is asked.
        title: String,
    },
    /// Begins to take ballots.
    OpenPoll {
        /// Of which poll.
        poll: PollId,
    },
    /// Takes no more ballots.
    ClosePoll {
        /// Of which poll.
        poll: PollId,
    },
    /// Takes ballots again, of those who have not voted.
    ReopenPoll {
        /// Of which poll.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// Makes a poll worth nothing; the same stands prepared anew.
    DiscardPoll {
        /// Which.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// Lets the hall see the count.
    ShowResult {
        /// Of which poll.
        poll: PollId,
    },
    /// Hides the count again.
    HideResult {
        /// Of which poll.
        poll: PollId,
    },
    /// The time is over.
    EndPoll,
    /// The program has put the ballots in random order.
    SealUrn {
        /// Of which poll.
        poll: PollId,
    },
    /// The program has counted.
    CountBallots {
        /// Of which poll.
        poll: PollId,
        /// The count.
        tally: Tally,
    },
}

/// What happened to polls. What older journals hold is read too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Event {
    /// A poll was written.
    PollWritten {
        /// Which.
        poll: PollId,
        /// What it asks.
        sheet: Sheet,
    },
    /// It takes ballots.
    PollOpened {
        /// Which.
        poll: PollId,
        /// When it closes by itself.
        closes: Option<Moment>,
    },
    /// It takes no more.
    PollClosed {
        /// Which.
        poll: PollId,
    },
    /// Nothing joins its ballots to their voters any more.
    UrnSealed {
        /// Of which poll.
        poll: PollId,
    },
    /// It takes ballots again, of those who have not voted.
    PollReopened {
        /// Which.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// It is worth nothing.
    PollDiscarded {
        /// Which.
        poll: PollId,
        /// Why.
        reason: String,
    },
    /// The ballots were counted.
    BallotsCounted {
        /// Of which poll.
        poll: PollId,
        /// The count.
        tally: Tally,
    },
    /// The hall may see the count.
    ResultShown {
        /// Of which poll.
        poll: PollId,
    },
    /// The hall may no longer see it.
    ResultHidden {
        /// Of which poll.
        poll: PollId,
    },
}

/// The event that lays down a template's poll.
pub(crate) fn from_template(poll: &TemplatePoll) -> crate::Event {
    let TemplatePoll { questions, asked_by } = poll.clone();
    let sheet = Sheet { questions, asked_by, changes: true, ..Sheet::default() };
    Event::PollWritten { poll: PollId(1), sheet }.into()
}

/// Decides a command on polls.
pub(crate) fn decide(
    meeting: &Meeting,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::Event>, Refusal> {
    let find = |poll: &PollId| meeting.polls.get(*poll).ok_or(Refusal::NotFound { thing: Thing::Poll });
    let event = match command {
        Command::WritePoll { poll: None, sheet } => {
            Event::PollWritten { poll: next(meeting)?, sheet: sheet.cleaned()? }
        }
        Command::WritePoll { poll: Some(poll), sheet } => {
            let known = find(poll)?;
            if known.begun() {
                return Err(Refusal::PollBegun);
            }
            if meeting.agenda.phase == Phase::Closed {
                return Err(Refusal::MeetingClosed);
            }
            let sheet = sheet.cleaned()?;
            if known.sheet == sheet {
                return Ok(Vec::new());
            }
            Event::PollWritten { poll: *poll, sheet }
        }
        Command::AskHands { title } => {
            may_open(meeting)?;
            let poll = next(meeting)?;
            let sheet = Sheet::hands(title.clone()).cleaned()?;
            let written = Event::PollWritten { poll, sheet };
            return Ok(vec![written.into(), Event::PollOpened { poll, closes: None }.into()]);
        }
        Command::OpenPoll { poll } => {
            let known = find(poll)?;
            match known.state {
                State::Open => return Err(Refusal::PollOpen),
                State::Closed | State::Sealed | State::Discarded => return Err(Refusal::PollClosed),
                State::Prepared => may_open(meeting)?,
            }
            let closes = known.sheet.minutes.map(|minutes| now.plus_ms(i64::from(minutes) * 60_000));
            Event::PollOpened { poll: *poll, closes }
        }
        Command::ClosePoll { poll } => {
            taking(find(poll)?)?;
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
                State::Prepared | State::Discarded => return Err(Refusal::PollNotOpen),
                State::Open => return Err(Refusal::PollOpen),
                State::Closed => return Err(Refusal::PollNotSealed),
                State::Sealed => {}
            }
            // Whoever knows the count votes otherwise than whoever does not; and what a later count has more than
            // an earlier one would tell how the few voted who came in between.
            if known.tally.is_some() {
                return Err(Refusal::PollCounted);
            }
            may_open(meeting)?;
            let reason = clean::line(reason, Field::Reason, clean::TITLE)?;
            Event::PollReopened { poll: *poll, reason }
        }
        Command::DiscardPoll { poll, reason } => return discard(meeting, find(poll)?, reason),
        Command::ShowResult { poll } => {
            let known = find(poll)?;
            match known.state {
                State::Closed => return Err(Refusal::PollNotSealed),
                State::Sealed if known.tally.is_none() => return Err(Refusal::PollNotCounted),
                State::Sealed if known.shown => return Ok(Vec::new()),
                State::Sealed => Event::ResultShown { poll: *poll },
                State::Prepared | State::Open | State::Discarded => return Err(Refusal::PollNotCounted),
            }
        }
        Command::HideResult { poll } if !find(poll)?.shown => return Ok(Vec::new()),
        Command::HideResult { poll } => Event::ResultHidden { poll: *poll },
        Command::SealUrn { poll } if find(poll)?.state != State::Closed => return Ok(Vec::new()),
        Command::SealUrn { poll } => Event::UrnSealed { poll: *poll },
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
    poll.state == State::Sealed && poll.tally.is_none()
}

fn next(meeting: &Meeting) -> Result<PollId, Refusal> {
    let all = &meeting.polls.all;
    if all.len() >= MOST_POLLS {
        return Err(Refusal::TooMany);
    }
    if meeting.agenda.phase == Phase::Closed {
        return Err(Refusal::MeetingClosed);
    }
    Ok(PollId::after(all.iter().map(|poll| poll.id).max()))
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

fn taking(poll: &Poll) -> Result<(), Refusal> {
    if poll.state == State::Open { Ok(()) } else { Err(Refusal::PollNotOpen) }
}

fn discard(meeting: &Meeting, poll: &Poll, reason: &str) -> Result<Vec<crate::Event>, Refusal> {
    if matches!(poll.state, State::Prepared | State::Discarded) {
        return Err(Refusal::PollNotOpen);
    }
    let reason = clean::line(reason, Field::Reason, clean::TITLE)?;
    let mut events = vec![Event::PollDiscarded { poll: poll.id, reason }.into()];
    // It stands prepared anew, so that the people can be asked again. A show of hands is asked anew in two taps.
    if poll.sheet.purpose == Purpose::Satisfaction
        && let Ok(anew) = next(meeting)
    {
        events.push(Event::PollWritten { poll: anew, sheet: poll.sheet.clone() }.into());
    }
    Ok(events)
}

/// Whether this ballot may go into the urn; gives it back made fit to keep. Whether it may replace one that is
/// there already is for who keeps the urn to say: it alone can tell whose that is.
///
/// # Errors
/// If the poll does not take ballots, this person has voted and `replaces` none, or the ballot is not one of this
/// poll's.
pub fn check_ballot(
    meeting: &Meeting,
    urn: &Urn,
    actor: Actor,
    ballot: &Ballot,
    replaces: bool,
) -> Result<Ballot, Refusal> {
    let person = actor.person().ok_or(Refusal::NotAllowed { place: actor.place() })?;
    let poll = meeting.polls.get(ballot.poll).ok_or(Refusal::NotFound { thing: Thing::Poll })?;
    taking(poll)?;
    if meeting.cards.is_void(person) {
        return Err(Refusal::CardVoided);
    }
    let card = person.card().and_then(|number| meeting.cards.get(number));
    match (poll.sheet.right, card) {
        (Right::Card | Right::CardHandedOut, None) => return Err(Refusal::CardNeeded),
        (Right::CardHandedOut, Some(card)) if card.standing == Standing::Printed => {
            return Err(Refusal::CardNotHandedOut);
        }
        _ => {}
    }
    // A card reissued after voting has voted.
    let voted = meeting.cards.same_as(person).any(|person| urn.holds(poll.id, person));
    if voted && !(replaces && poll.sheet.changes) {
        return Err(Refusal::AlreadyVoted);
    }
    ballot.cleaned(&poll.sheet.questions)
}

impl Event {
    /// Which poll it happened to.
    #[must_use]
    pub fn poll(&self) -> PollId {
        match self {
            Self::PollWritten { poll, .. }
            | Self::PollOpened { poll, .. }
            | Self::PollClosed { poll }
            | Self::UrnSealed { poll }
            | Self::PollReopened { poll, .. }
            | Self::PollDiscarded { poll, .. }
            | Self::BallotsCounted { poll, .. }
            | Self::ResultShown { poll }
            | Self::ResultHidden { poll } => *poll,
        }
    }
}

/// Applies what happened to polls.
pub(crate) fn apply(polls: &mut Polls, event: &Event) {
    let id = event.poll();
    if polls.get(id).is_none() {
        polls.all.push(Poll { id, ..Poll::default() });
    }
    // The hall goes on to a new one when nothing that was asked before is left to see.
    let nothing_left = polls.current().is_none_or(|poll| poll.state == State::Discarded);
    let Some(poll) = polls.get_mut(id) else { return };
    match event {
        Event::PollWritten { sheet, .. } => poll.sheet.clone_from(sheet),
        Event::PollOpened { closes, .. } => {
            poll.state = State::Open;
            poll.closes = *closes;
        }
        Event::PollClosed { .. } => {
            poll.state = State::Closed;
            poll.closes = None;
        }
        Event::UrnSealed { .. } => poll.state = State::Sealed,
        Event::PollReopened { .. } => poll.state = State::Open,
        Event::PollDiscarded { .. } => {
            *poll = Poll { id, sheet: poll.sheet.clone(), state: State::Discarded, ..Poll::default() };
        }
        Event::BallotsCounted { tally, .. } => {
            // Older journals say nothing of sealing: it was part of counting.
            poll.state = State::Sealed;
            poll.tally = Some(tally.clone());
        }
        Event::ResultShown { .. } => poll.shown = true,
        Event::ResultHidden { .. } => poll.shown = false,
    }
    let to_be_seen = match event {
        Event::PollOpened { .. } | Event::PollReopened { .. } | Event::ResultShown { .. } => true,
        Event::PollWritten { .. } => nothing_left,
        _ => false,
    };
    if to_be_seen {
        polls.current = id;
    }
}
