//! Laws of undoing.

use std::collections::BTreeMap;

use meeting::agenda::Phase;
use meeting::speakers::RequestState;
use meeting::{Actor, Event, Meeting, Moment, Place, Refusal, RequestId, speakers, undo};
use proptest::prelude::*;

use super::cases;
use super::plan::{START, plans};
use super::state::check_lists;
use crate::play::Play;

const CHAIR: Actor = Actor::Staff(Place::Chair);

fn undo_last(play: &mut Play) -> Option<Result<(), Refusal>> {
    let offer = undo::offered(&play.meeting, Place::Chair).filter(|offer| offer.held.is_none())?;
    let step = offer.step.position;
    Some(play.send(CHAIR, &undo::Command::Undo { step }.into()))
}

/// What undoing restores: agenda, list and floor, and which entries the minutes show. Numbers that were
/// told stay told, so a request that was taken back by undoing is left out. A last call that is over calls
/// nobody, so it counts as none.
fn state(
    meeting: &Meeting,
    told_since: &[RequestId],
    now: Moment,
) -> impl PartialEq + std::fmt::Debug + use<> {
    let Meeting { agenda, mut speakers, minutes, .. } = meeting.clone();
    speakers.rules.last_call = speakers.rules.last_call.filter(|until| *until > now);
    let requests: BTreeMap<_, _> =
        speakers.requests.into_iter().filter(|(id, _)| !told_since.contains(id)).collect();
    let entries = minutes.entries.iter().filter(|entry| entry.is_shown()).map(|entry| entry.id);
    let entries: Vec<_> = entries.collect();
    let agenda = (agenda.items, agenda.phase, agenda.opened);
    (agenda, requests, speakers.waiting, speakers.rules, speakers.speeches, entries)
}

proptest! {
    #![proptest_config(cases(400))]

    /// At the same moment, undoing what was just done gives back exactly what was there.
    #[test]
    fn undo_of_do_restores_agenda_list_and_floor(plan in plans(60)) {
        let mut play = Play::of("xa-cong-an", START);
        for (number, step) in plan.iter().enumerate() {
            let before = play.clone();
            let (actor, command) = step.resolve(&mut play, number);
            let steps = play.events.len();
            if play.send(actor, &command).is_err() || play.events.len() == steps {
                continue;
            }
            let first = play.events[steps].position;
            let last = undo::offered(&play.meeting, Place::Chair);
            if last.is_none_or(|last| last.step.position != first || last.held.is_some()) {
                continue;
            }
            let mut back = play.clone();
            prop_assert_eq!(undo_last(&mut back), Some(Ok(())), "{:?}", command);
            let told: Vec<RequestId> = back
                .meeting
                .speakers
                .requests
                .keys()
                .filter(|id| !before.meeting.speakers.requests.contains_key(id))
                .copied()
                .collect();
            for id in &told {
                prop_assert_eq!(back.meeting.speakers.requests[id].state, RequestState::Withdrawn);
            }
            // The time that passed before the command was not the command's doing.
            prop_assert_eq!(
                state(&back.meeting, &told, back.now),
                state(&before.meeting, &[], back.now),
                "{:?} is not undone",
                command
            );
            // What is undone is named, and cannot be undone twice.
            let again = back.send(CHAIR, &undo::Command::Undo { step: first }.into());
            let refused = matches!(again, Err(Refusal::OtherStep | Refusal::NothingToUndo | Refusal::StepHeld { .. }));
            prop_assert!(refused, "{:?}", again);
        }
    }

    /// However far back one goes, whatever others did meanwhile: nobody and nothing is lost or doubled,
    /// and no typed word goes.
    #[test]
    fn undoing_step_by_step_loses_nobody_and_no_word(plan in plans(80)) {
        let mut play = Play::of("xa-hdnd-thon", START);
        for (number, step) in plan.iter().enumerate() {
            let (actor, command) = step.resolve(&mut play, number);
            let _ = play.send(actor, &command);
        }
        let words = |play: &Play| {
            let entries = play.meeting.minutes.entries.iter().filter(|entry| entry.is_shown());
            let entries = entries.map(|entry| entry.text.text().to_owned());
            let opinions = play.meeting.opinions.all.iter().map(|opinion| opinion.text.text().to_owned());
            let notes = play.meeting.agenda.items.iter().map(|item| item.notes.text().to_owned());
            let mut words: Vec<_> = entries.chain(opinions).chain(notes).filter(|text| !text.is_empty()).collect();
            words.sort();
            words
        };
        let typed = words(&play);
        while let Some(Ok(())) = undo_last(&mut play) {
            let undone = undo::Command::Undo { step: play.events.last().unwrap().position }.into();
            check_lists(&play, &undone);
            // What was typed is there; what went with a removed item may have come back.
            let now = words(&play);
            prop_assert!(typed.iter().all(|text| now.contains(text)), "{:?} of {:?}", now, typed);
            prop_assert_eq!(&Meeting::rebuilt(&play.events), &play.meeting);
        }
        if let Some(refused) = undo_last(&mut play) {
            prop_assert_eq!(play.meeting.agenda.phase, Phase::Closed);
            prop_assert_eq!(refused, Err(Refusal::MeetingClosed));
        }
    }

    /// What someone else did to a request or a speech is never taken back with a step of the chair.
    #[test]
    fn undoing_never_takes_back_what_a_person_did(plan in plans(80)) {
        let mut play = Play::of("xa-cong-an", START);
        for (number, step) in plan.iter().enumerate() {
            let (actor, command) = step.resolve(&mut play, number);
            let _ = play.send(actor, &command);
            let withdrawn = play.events.iter().rev().find_map(|recorded| match recorded.event {
                Event::Speakers(speakers::Event::RequestWithdrawn { request }) => Some((recorded.by, request)),
                _ => None,
            });
            let Some((Actor::Person(_), request)) = withdrawn else { continue };
            if play.meeting.speakers.requests[&request].state != RequestState::Withdrawn {
                continue;
            }
            let mut back = play.clone();
            while let Some(Ok(())) = undo_last(&mut back) {
                let state = back.meeting.speakers.requests[&request].state;
                prop_assert_eq!(state, RequestState::Withdrawn, "{} was put back", request);
            }
        }
    }
}
