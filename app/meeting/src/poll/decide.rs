//! Decides commands on polls.

use super::eligibility::{holds_right, taking, voter_at_tablet};
use super::{
    Command, Event, FEWEST_APART, MOST_PAPER_BALLOTS, PaperCount, Poll, Purpose, Questionnaire, Right,
    Signed, State, awaits_count, paper_ballots,
};
use crate::actor::Actor;
use crate::agenda::Phase;
use crate::id::{PersonId, PollId};
use crate::refusal::{Field, Refusal, Thing};
use crate::state::Meeting;
use crate::time::Moment;
use crate::validate;

/// Most polls of a meeting, shows of hands among them.
const MOST_POLLS: usize = 60;

/// Decides a command on polls.
pub(crate) fn decide(
    meeting: &Meeting,
    actor: Actor,
    command: &Command,
    now: Moment,
) -> Result<Vec<crate::state::Event>, Refusal> {
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
            // Whoever knows the count votes otherwise than whoever does not; and what a later count has more than an
            // earlier one would tell how the few voted who came in between. So it is with the paper ballots.
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

/// Validates the count of a poll's paper ballots, to be stored beside the ballot box.
///
/// # Errors
/// If they are not to be counted now, or the figures cannot be those of so many paper ballots.
pub fn figures(meeting: &Meeting, poll: PollId, count: &PaperCount) -> Result<PaperCount, Refusal> {
    let known = meeting.polls.get(poll).ok_or(Refusal::NotFound { thing: Thing::Poll })?;
    paper_ballots::may_count(known)?;
    if known.paper_ballots.issued() == 0 {
        return Err(Refusal::NoPaperBallots);
    }
    count.validated(&known.questionnaire.questions, known.paper_ballots.issued())
}

/// Refuses an actor who does not run this poll: the chair and the office run every poll, another place the one given to
/// it.
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

/// Refuses if no poll may be opened now: polls are taken in the meeting, one at a time.
fn may_open(meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.agenda.phase {
        Phase::Prepared => Err(Refusal::MeetingNotOpen),
        Phase::Closed => Err(Refusal::MeetingClosed),
        Phase::Open if meeting.polls.open().is_some() => Err(Refusal::PollOpen),
        Phase::Open => Ok(()),
    }
}

fn discard(meeting: &Meeting, poll: &Poll, reason: &str) -> Result<Vec<crate::state::Event>, Refusal> {
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
