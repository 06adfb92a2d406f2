//! Decides what goes into the ballot box, and who may still put something in: the rules that need to know who has
//! voted. That is stored beside the meeting by the server, never in its journal.

use super::{Ballot, Command, Poll, Right, State, VoterRoll};
use crate::cards::{self, Standing};
use crate::id::{CardNumber, PersonId, PollId};
use crate::refusal::{Refusal, Thing};
use crate::state::Meeting;

/// Checks whether this ballot may go into the ballot box, and returns it validated. Whether it may replace one that is
/// there already is for the store of ballots to say: it alone can tell whose that is.
///
/// # Errors
/// If the poll does not take ballots, this person has voted and `replaces` none, or the ballot is not one of this
/// poll's.
pub fn check_ballot(
    meeting: &Meeting,
    voter_roll: &VoterRoll,
    person: PersonId,
    ballot: &Ballot,
    replaces: bool,
) -> Result<Ballot, Refusal> {
    let poll = meeting.polls.get(ballot.poll).ok_or(Refusal::NotFound { thing: Thing::Poll })?;
    taking(poll)?;
    holds_right(meeting, poll, person)?;
    // A card reissued after voting has voted.
    if has_voted(meeting, voter_roll, poll.id, person) && !(replaces && poll.questionnaire.changes) {
        return Err(Refusal::AlreadyVoted);
    }
    ballot.validated(&poll.questionnaire.questions)
}

/// Checks what only the voter roll can tell of a command that the rules take: a right that was used is not used once
/// more for a paper ballot or at the tablet, nor given to someone who has one already, and the tablet is one person's
/// until they have voted. While a card that has voted is voided and no other was reissued for it, a card goes only to
/// whom staff say is someone else: or one who lost a card would vote once more.
///
/// # Errors
/// If this person has voted, may have voted by a card that was voided, or someone else is at the tablet.
pub fn check_right(
    meeting: &Meeting,
    voter_roll: &VoterRoll,
    command: &crate::state::Command,
) -> Result<(), Refusal> {
    use crate::state::Command::{Cards, Poll};
    let (poll, person, at_the_tablet) = match command {
        Poll(Command::IssuePaperBallot { poll, card }) => (*poll, PersonId::of_card(*card), false),
        Poll(Command::OpenTablet { poll, card }) => {
            let Some(known) = meeting.polls.get(*poll) else { return Ok(()) };
            (*poll, voter_at_tablet(known, *card), true)
        }
        Cards(cards::Command::IssueCard { newcomer: false, .. }) => {
            let used = |card: &CardNumber| may_have_used(meeting, voter_roll, PersonId::of_card(*card));
            // All of them: whoever is asked about one alone says truly that it is another.
            let cards: Vec<CardNumber> = meeting.cards.unreplaced().filter(used).collect();
            return if cards.is_empty() { Ok(()) } else { Err(Refusal::VoidedCardsVoted { cards }) };
        }
        Cards(cards::Command::ReissueCard { by, .. }) => {
            let used = voter_roll.voters.values().any(|voters| voters.contains(&PersonId::of_card(*by)));
            return if used { Err(Refusal::CardUsed { card: *by }) } else { Ok(()) };
        }
        _ => return Ok(()),
    };
    if has_voted(meeting, voter_roll, poll, person) {
        // Said to the desk, not to who has voted.
        return Err(person.card().map_or(Refusal::AlreadyVoted, |card| Refusal::CardUsed { card }));
    }
    let at_tablet = meeting.polls.get(poll).and_then(|poll| at_tablet(poll, voter_roll));
    // Whoever is at the tablet has no paper ballot either.
    if at_tablet.is_some_and(|other| at_the_tablet || other == person) {
        return Err(Refusal::TabletTaken);
    }
    Ok(())
}

/// The person for whom the tablet is open, until they have voted.
#[must_use]
pub fn at_tablet(poll: &Poll, voter_roll: &VoterRoll) -> Option<PersonId> {
    poll.tablet.filter(|voter| poll.state == State::Open && !voter_roll.holds(poll.id, *voter))
}

/// True if this person's right was used for a ballot of any channel, in a poll that takes ballots or may take some
/// again.
fn may_have_used(meeting: &Meeting, voter_roll: &VoterRoll, person: PersonId) -> bool {
    let polls = meeting.polls.all.iter().filter(|poll| poll.state == State::Open || poll.is_uncounted());
    let same = || meeting.cards.same_as(person);
    polls
        .into_iter()
        .any(|poll| same().any(|one| voter_roll.holds(poll.id, one)) || poll.paper_ballots.hold(same()))
}

fn has_voted(meeting: &Meeting, voter_roll: &VoterRoll, poll: PollId, person: PersonId) -> bool {
    meeting.cards.same_as(person).any(|person| voter_roll.holds(poll, person))
}

/// Refuses a person who has not what entitles to one ballot, or has a paper ballot for it. Whether they have voted is
/// for the voter roll to say.
pub(super) fn holds_right(meeting: &Meeting, poll: &Poll, person: PersonId) -> Result<(), Refusal> {
    if meeting.cards.is_void(person) {
        return Err(Refusal::CardVoided);
    }
    let card = person.card().and_then(|number| meeting.cards.get(number));
    match (poll.questionnaire.right, card) {
        (Right::Card | Right::CardIssued, None) => return Err(Refusal::CardNeeded),
        (Right::CardIssued, Some(card)) if card.standing == Standing::Printed => {
            return Err(Refusal::CardNotIssued);
        }
        _ => {}
    }
    // A card reissued after a paper ballot was issued on it has its paper ballot.
    if poll.paper_ballots.hold(meeting.cards.same_as(person)) {
        return Err(Refusal::HasPaperBallot);
    }
    Ok(())
}

/// The person who votes at the tablet when it is opened next.
pub(super) fn voter_at_tablet(poll: &Poll, card: Option<CardNumber>) -> PersonId {
    card.map_or_else(|| PersonId::at_tablet(poll.times_opened + 1), PersonId::of_card)
}

/// Refuses, with the reason, if a poll takes no ballots.
pub(super) fn taking(poll: &Poll) -> Result<(), Refusal> {
    match poll.state {
        State::Open => Ok(()),
        State::Prepared => Err(Refusal::PollNotOpen),
        State::Discarded => Err(Refusal::PollDiscarded),
        State::Closed | State::Sealed if poll.tally.is_some() => Err(Refusal::PollCounted),
        State::Closed | State::Sealed => Err(Refusal::PollOver),
    }
}
