//! Makes the panels of polls: the poll, the ballot to fill, the paper ballots.

use super::{
    BallotPanel, BallotView, CountedQuestion, PaperBallotsPanel, PaperFigures, PollPanel, PreparedPoll,
    UncountedPoll,
};
use crate::actor::Place;
use crate::id::{PersonId, PollId};
use crate::poll::{self, Tally, VoterRoll};
use crate::state::Meeting;

/// Makes the panel of the poll the hall looks at, as this place may see it.
pub(super) fn view(meeting: &Meeting, voter_roll: &VoterRoll, place: Place) -> PollPanel {
    let prepared = meeting.polls.all.iter().filter(|poll| place.is_staff() && !poll.begun());
    let prepared = prepared
        .map(|poll| PreparedPoll { poll: poll.id, questionnaire: poll.questionnaire.clone() })
        .collect();
    // What is not asked yet is nobody's to read but theirs who prepare it.
    let Some(poll) = meeting.polls.current().filter(|poll| place.is_staff() || poll.is_asked()) else {
        return PollPanel { prepared, ..PollPanel::default() };
    };
    let tally = poll.tally.as_ref();
    // A thousand phones must not each be told of each of a thousand ballots.
    let told = !matches!(place, Place::Phone | Place::Tablet) && poll.state != poll::State::Discarded;
    let voters = if told { voter_roll.count(poll.id) } else { 0 };
    // Of one ballot alone the count would say what its voter chose.
    let lone = tally.is_some_and(|tally| (1..poll::FEWEST_SHOWN).contains(&tally.ballots));
    let withheld = lone && poll.shown && !place.is_staff();
    let seen = tally.filter(|_| place.is_staff() || poll.shown && !withheld);
    let enough = tally.is_some_and(|tally| tally.ballots >= poll::FEWEST_APART);
    let counts = |tally: &Tally| {
        let mut counts = tally.counts.clone();
        if !(enough && place.is_staff()) {
            counts.iter_mut().for_each(|count| count.words.clear());
        }
        counts
    };
    let published = |(question, words): &(u32, u32)| {
        let count = tally?.counts.get(*question as usize)?;
        count.words.get(*words as usize).cloned()
    };
    let reads_words = seen.is_some() && (place.is_staff() || place == Place::Projector);
    let confirmed = poll.paper_ballots.confirmed().filter(|_| seen.is_some());
    PollPanel {
        poll: poll.id,
        purpose: poll.questionnaire.purpose,
        questions: poll.questionnaire.questions.clone(),
        asked_by: poll.questionnaire.asked_by.clone(),
        right: poll.questionnaire.right,
        changes: poll.questionnaire.changes,
        state: poll.state,
        closes: poll.closes,
        closes_after: poll.questionnaire.closes_after,
        cast: tally.map_or(voters, |tally| tally.ballots),
        shown: poll.shown,
        withheld,
        counts: seen.map(counts),
        apart: seen.map(|tally| tally.apart.clone()).unwrap_or_default(),
        paper_ballots: confirmed.map(|entry| PaperFigures {
            issued: poll.paper_ballots.issued(),
            returned: entry.returned,
            invalid: entry.invalid,
        }),
        present: if seen.is_some() { poll.present } else { 0 },
        published: if place.is_staff() { poll.published.iter().copied().collect() } else { Vec::new() },
        words: poll.published.iter().filter(|_| reads_words).filter_map(published).collect(),
        given_to: poll.questionnaire.given_to.filter(|_| place.is_staff()),
        paper_count_missing: place.is_staff() && poll.paper_ballots.wanting(),
        paper_ballots_out: if place.is_staff() { poll.paper_ballots.issued() } else { 0 },
        uncounted: if place.is_staff() { uncounted(meeting, poll.id) } else { Vec::new() },
        counted: if place == Place::Office { all_counted(meeting) } else { Vec::new() },
        prepared,
    }
}

/// Makes the tablet's panel: the ballot, while it is open for someone.
pub(super) fn tablet(meeting: &Meeting, voter_roll: &VoterRoll) -> BallotPanel {
    let open =
        meeting.polls.open().and_then(|poll| poll::at_tablet(poll, voter_roll).map(|voter| (poll, voter)));
    let view = |(poll, voter): (&poll::Poll, PersonId)| {
        let questions = poll.questionnaire.questions.clone();
        BallotView { poll: poll.id, questions, voter: Some(voter) }
    };
    BallotPanel { ballots: open.map(view).into_iter().collect() }
}

/// Every poll that is counted, with the title it is called by.
fn all_counted(meeting: &Meeting) -> Vec<(PollId, String)> {
    let all = meeting.polls.all.iter().filter(|poll| poll.tally.is_some());
    all.map(|poll| (poll.id, poll.questionnaire.title().to_owned())).collect()
}

/// Polls besides this one that are closed, and whose result nobody has asked for yet.
fn uncounted(meeting: &Meeting, current: PollId) -> Vec<UncountedPoll> {
    let others = meeting.polls.all.iter().filter(|poll| poll.id != current && poll.is_uncounted());
    let view = |poll: &poll::Poll| UncountedPoll {
        poll: poll.id,
        title: poll.questionnaire.title().to_owned(),
        given_to: poll.questionnaire.given_to,
        paper_count_missing: poll.paper_ballots.wanting(),
    };
    others.map(view).collect()
}

/// Makes the panel of paper ballots: those of the poll that takes ballots, or else of one whose paper ballots are to be
/// counted, or else of the last that waits for its result. A show of hands has none, and does not take the paper
/// ballots of another poll from under the hands of those who count them.
pub(super) fn paper_ballots(meeting: &Meeting, voter_roll: &VoterRoll) -> PaperBallotsPanel {
    let asks = |poll: &&poll::Poll| poll.questionnaire.purpose == poll::Purpose::Satisfaction;
    let uncounted = || meeting.polls.all.iter().rev().filter(asks).filter(|poll| poll.is_uncounted());
    let wanting = || uncounted().find(|poll| poll.paper_ballots.wanting());
    let open = meeting.polls.open().filter(asks);
    let Some(poll) = open.or_else(wanting).or_else(|| uncounted().next()) else {
        return PaperBallotsPanel::default();
    };
    PaperBallotsPanel {
        poll: poll.id,
        state: poll.state,
        right: poll.questionnaire.right,
        questions: poll.questionnaire.questions.clone(),
        cards: poll.paper_ballots.cards.iter().copied().collect(),
        loose: poll.paper_ballots.loose,
        issued: poll.paper_ballots.issued(),
        wanting: poll.paper_ballots.wanting(),
        entry: poll.paper_ballots.entry.clone(),
        figures: poll
            .paper_ballots
            .entry
            .as_ref()
            .and_then(|_| voter_roll.paper_counts.get(&poll.id).cloned()),
        at_tablet: poll::at_tablet(poll, voter_roll).is_some(),
    }
}

/// Makes a phone's panel: the ballot of the poll that is open.
pub(super) fn ballot(meeting: &Meeting) -> BallotPanel {
    let view = |poll: &poll::Poll| {
        let questions = poll.questionnaire.questions.clone();
        BallotView { poll: poll.id, questions, voter: None }
    };
    BallotPanel { ballots: meeting.polls.open().map(view).into_iter().collect() }
}

/// The count as the minutes say it; `None` before the ballots are counted.
pub(super) fn counted(poll: &poll::Poll) -> Option<Vec<CountedQuestion>> {
    let tally = poll.tally.as_ref()?;
    let ticked =
        poll.questionnaire.questions.iter().zip(&tally.counts).filter(|(asked, _)| !asked.options.is_empty());
    let row = |(asked, count): (&poll::Question, &poll::Count)| {
        let options = asked.options.iter().cloned().zip(count.ticks.iter().copied());
        CountedQuestion { title: asked.title.clone(), options: options.collect() }
    };
    Some(ticked.map(row).collect())
}
