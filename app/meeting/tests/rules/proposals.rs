//! Orders the list could stand in: for the chair alone, while there is something to put in order.

use meeting::panel::{Beside, Panel, PanelName, Proposal, view};
use meeting::speakers::Basis;
use meeting::{Audience, Place};

use super::table::{Given, events, given, listening, registered};

fn proposals(given: &Given, place: Place) -> Vec<Proposal> {
    match view(&given.meeting, &Beside::default(), Audience::Place(place), PanelName::Speakers) {
        Some(Panel::Speakers(panel)) => panel.proposals,
        other => panic!("a list of speakers: {other:?}"),
    }
}

#[test]
fn the_chair_is_shown_each_order_and_nobody_else_is() {
    let list = given(listening()).and(events![registered(1, "Ông Ba"), registered(2, "Bà Tư")]);
    let bases: Vec<Basis> =
        proposals(&list, Place::Chair).into_iter().map(|proposal| proposal.basis).collect();
    let fields = !list.meeting.programme.fields.is_empty();
    let expected: Vec<Basis> =
        Basis::ALL.into_iter().filter(|basis| *basis != Basis::Field || fields).collect();
    assert_eq!(bases, expected);
    for place in Place::ALL.into_iter().filter(|place| *place != Place::Chair) {
        assert_eq!(proposals(&list, place), [], "{place}");
    }
}

#[test]
fn for_one_who_waits_there_is_no_order() {
    assert_eq!(proposals(&given(listening()).and(events![registered(1, "Ông Ba")]), Place::Chair), []);
}
