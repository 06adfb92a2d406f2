//! Laws of panels: what audiences see.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use meeting::panel::{Beside, Panel, PanelName, Touched, names, touched, touched_by_ballot, view};
use meeting::poll::VoterRoll;
use meeting::speakers::RequestState;
use meeting::{Audience, Meeting, PersonId, Place, PollId};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::hall::Hall;
use super::plan::{PERSONS, SECRET, START, Step, plans};
use super::{cases, walk};
use crate::play::Play;

/// Everyone there is to see something.
fn audiences() -> impl Iterator<Item = Audience> {
    Place::ALL.map(Audience::Place).into_iter().chain(PERSONS.map(Audience::Person))
}

pub(crate) type Seen = BTreeMap<(Audience, PanelName), Panel>;

/// All panels of everyone.
pub(crate) fn everything(meeting: &Meeting, beside: &Beside) -> Seen {
    let all = audiences().flat_map(|audience| {
        names(meeting, audience).into_iter().filter_map(move |name| {
            let panel = view(meeting, beside, audience, name)?;
            Some(((audience, name), panel))
        })
    });
    all.collect()
}

fn voters(bits: u8) -> VoterRoll {
    let voted = PERSONS.into_iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
    VoterRoll {
        voters: [(PollId(1), voted.map(|(_, person)| person).collect())].into(),
        ..VoterRoll::default()
    }
}

/// The panels that differ between two moments, but for those that are named.
fn unnamed(before: &Seen, after: &Seen, touched: &Touched) -> Vec<(Audience, PanelName)> {
    let all: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let named = |(audience, name): &(Audience, PanelName)| match audience {
        Audience::Place(_) => touched.panels.contains(name),
        Audience::Person(person) => touched.persons.contains(person),
    };
    all.into_iter().filter(|key| before.get(key) != after.get(key) && !named(key)).collect()
}

/// What changes is named: by an event, by a ballot, and by nothing when the room throws away what a discarded poll had.
#[test]
fn a_panel_that_changes_is_named() {
    let (ballots, shown, replaced) = (Cell::new(0_u32), Cell::new(0_u32), Cell::new(0_u32));
    let law = |plan: Vec<Step>| {
        let mut hall = Hall::of(Play::of("xa-cong-an", START));
        let mut before = everything(&hall.play.meeting, &hall.beside);
        let mut walked = walk::steps(false).into_iter();
        for (number, step) in plan.iter().enumerate() {
            let drawn = (number % 2 == 1).then(|| step.resolve(&mut hall.play, number));
            let Some((actor, command)) = drawn.or_else(|| walked.next()) else { continue };
            let decided = hall.decided(actor, &command);
            if decided.is_ok() {
                hall.note_paper_counts(&command);
            }
            for event in decided.unwrap_or_default() {
                hall.play.push(actor, event.clone());
                let touched = touched(&hall.play.meeting, &hall.beside.voter_roll, &event);
                let after = everything(&hall.play.meeting, &hall.beside);
                prop_assert_eq!(unnamed(&before, &after, &touched), [], "{:?}", event);
                before = after;
            }
            hall.settle();
            prop_assert!(everything(&hall.play.meeting, &hall.beside) == before, "after {:?}", command);
            let (a, b) = step.numbers();
            let (person, ballot) = (PERSONS[usize::from(b) % PERSONS.len()], hall.ballot(a, b));
            let voted = hall.beside.voter_roll.holds(ballot.poll, person);
            if hall.cast(person, &ballot, true).is_ok() {
                let after = everything(&hall.play.meeting, &hall.beside);
                let touched = touched_by_ballot(&hall.play.meeting, ballot.poll, person);
                prop_assert_eq!(unnamed(&before, &after, &touched), [], "{} votes", person);
                ballots.set(ballots.get() + 1);
                replaced.set(replaced.get() + u32::from(voted));
                shown.set(shown.get() + u32::from(before != after));
                before = after;
            }
        }
        Ok(())
    };
    TestRunner::new(cases(100)).run(&plans(100), law).unwrap_or_else(|fault| panic!("{fault}"));
    let met = (ballots.get(), shown.get(), replaced.get());
    assert!(
        met.0 > 100 && met.1 > 50 && met.2 > 10,
        "ballots, those that changed a panel, those replaced: {met:?}"
    );
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn screens_and_persons_never_get_what_is_for_staff(plan in plans(80), bits in 0..64_u8) {
        let beside = Beside::from(voters(bits));
        let mut play = Play::of("xa-cong-an", START);
        for (number, step) in plan.iter().enumerate() {
            let (actor, command) = step.resolve(&mut play, number);
            if play.send(actor, &command).is_ok() {
                check_secrets(&play, &beside);
            }
        }
    }

    #[test]
    fn a_panel_is_read_as_it_was_written(plan in plans(60)) {
        let mut play = Play::of("xa-hdnd-thon", START);
        for (number, step) in plan.iter().enumerate() {
            let (actor, command) = step.resolve(&mut play, number);
            let _ = play.send(actor, &command);
        }
        for ((audience, name), panel) in everything(&play.meeting, &Beside::default()) {
            let json = serde_json::to_string(&panel).unwrap();
            prop_assert_eq!(&Panel::read(name, &json).unwrap(), &panel, "{:?} of {:?}", name, audience);
            prop_assert_eq!(name.to_string().parse(), Ok(name));
        }
    }
}

fn json(meeting: &Meeting, beside: &Beside, audience: Audience) -> String {
    let panels =
        names(meeting, audience).into_iter().filter_map(|name| view(meeting, beside, audience, name));
    serde_json::to_string(&panels.collect::<Vec<_>>()).unwrap()
}

fn check_secrets(play: &Play, beside: &Beside) {
    for place in [Place::Phone, Place::Tablet, Place::Projector] {
        let json = json(&play.meeting, beside, Audience::Place(place));
        assert!(!json.contains(SECRET), "the {place} is sent {json}");
    }
    for person in PERSONS {
        let json = json(&play.meeting, beside, Audience::Person(person));
        assert!(!json.contains(SECRET), "{person} is sent {json}");
        let others = play.meeting.speakers.requests.values().filter(|request| request.person != Some(person));
        // Who speaks for this person is told by name.
        let speaks_for = play.meeting.speakers.request_of(person).map(|request| request.state);
        for other in others.filter(|other| speaks_for != Some(RequestState::Merged(other.id))) {
            assert!(!json.contains(&other.speaker.name), "{person} is sent {json}");
        }
    }
}

#[test]
fn staff_do_get_what_is_kept_from_the_hall() {
    // Otherwise the law above would hold of a program that shows nothing to anyone.
    use meeting::attendance::{Command as Attendance, Kind};
    use meeting::speakers::{Command as Speakers, Speaker};
    use meeting::{Actor, minutes};
    let mut play = Play::of("xa-cong-an", START);
    let secret = |what: &str| format!("{SECRET}{what}");
    let speaker = Speaker { name: "An".to_owned(), subject: secret("đường"), ..Speaker::default() };
    let (desk, secretary) = (Actor::Staff(Place::Desk), Actor::Staff(Place::Secretary));
    play.send(desk, &Speakers::RegisterSpeaker { speaker, namesake: false }.into()).unwrap();
    let (name, hamlet) = (secret("Bình"), String::new());
    play.send(desk, &Attendance::CheckIn { name, hamlet, kind: Kind::Resident, namesake: false }.into())
        .unwrap();
    play.send(secretary, &minutes::Command::WriteNote { text: secret("ghi") }.into()).unwrap();
    for (place, reads) in [
        (Place::Chair, &["đường", "Bình"][..]),
        (Place::Secretary, &["đường", "Bình", "ghi"]),
        (Place::Desk, &["đường", "Bình", "ghi"]),
        (Place::Office, &["đường", "Bình", "ghi"]),
        (Place::Projector, &[]),
        (Place::Tablet, &[]),
        (Place::Phone, &[]),
    ] {
        let json = json(&play.meeting, &Beside::default(), Audience::Place(place));
        for what in ["đường", "Bình", "ghi"] {
            assert_eq!(json.contains(&secret(what)), reads.contains(&what), "{place}: {what}");
        }
    }
}

#[test]
fn each_audience_has_the_panels_of_the_table() {
    use PanelName::{
        Agenda, Attendance, Ballot, Cards, Entry, Floor, Head, Laptop, Mine, Minutes, PaperBallots, Poll,
        Scene, Speakers, Totals, Undo, Written,
    };
    let mut play = Play::of("xa-cong-an", START);
    let secretary = meeting::Actor::Staff(Place::Secretary);
    play.send(secretary, &meeting::minutes::Command::WriteNote { text: String::new() }.into()).unwrap();
    let entry = Entry(meeting::EntryId(1));
    let of = |audience| names(&play.meeting, audience);
    let all = [Head, Agenda, Floor, Speakers, Poll];
    let and = |more: &[PanelName]| [&all[..], more].concat();
    assert_eq!(of(Audience::Place(Place::Chair)), and(&[Attendance, Scene, Written, Totals, Undo, Laptop]));
    assert_eq!(
        of(Audience::Place(Place::Secretary)),
        and(&[PaperBallots, Attendance, Written, Minutes, Totals, Laptop, entry])
    );
    assert_eq!(
        of(Audience::Place(Place::Desk)),
        and(&[PaperBallots, Attendance, Cards, Written, Minutes, Totals, entry])
    );
    let office =
        and(&[PaperBallots, Attendance, Cards, Scene, Written, Minutes, Totals, Undo, Laptop, entry]);
    assert_eq!(of(Audience::Place(Place::Office)), office);
    assert_eq!(of(Audience::Place(Place::Projector)), and(&[Scene]));
    assert_eq!(of(Audience::Place(Place::Tablet)), and(&[Ballot]));
    assert_eq!(of(Audience::Place(Place::Phone)), and(&[Ballot]));
    assert_eq!(of(Audience::Person(PersonId(1))), [Mine]);
}

#[test]
fn a_panel_has_no_other_name() {
    for unknown in ["", "Head", "entry", "entry/", "entry/x", "entry/-1", "entry/4294967296", "mine "] {
        assert!(unknown.parse::<PanelName>().is_err(), "{unknown}");
    }
}
