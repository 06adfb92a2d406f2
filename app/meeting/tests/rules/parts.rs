//! Parts of items, hidden items, notes, attachments, and planned durations.

use meeting::agenda::{Command, Content, Event, ItemKind, ItemState, ItemText, Media, timing};
use meeting::panel::{Beside, Panel, PanelName, view};
use meeting::refusal::{Field, Thing};
use meeting::{AttachmentId, Audience, ItemId, Place, Refusal};

use super::table::{CHAIR, Given, OFFICE, T0, events, given, link, opened, text_of};

fn id(number: u32) -> ItemId {
    ItemId(number)
}

fn add(after: Option<u32>, under: Option<u32>, title: &str) -> Command {
    let item = text_of(ItemKind::Report, title);
    Command::AddItem { after: after.map(ItemId), under: under.map(ItemId), item, start: false }
}

fn added(number: u32, after: Option<u32>, under: Option<u32>, title: &str) -> Event {
    let item = text_of(ItemKind::Report, title);
    Event::ItemAdded { id: id(number), after: after.map(ItemId), under: under.map(ItemId), item }
}

fn move_to(number: u32, after: Option<u32>, under: Option<u32>) -> Command {
    Command::MoveItem { id: id(number), after: after.map(ItemId), under: under.map(ItemId) }
}

fn started(number: u32) -> Event {
    Event::ItemStarted { id: id(number) }
}

fn finished(number: u32) -> Event {
    Event::ItemFinished { id: id(number) }
}

/// Item 2 has the parts 5 and 6.
fn with_parts() -> Given {
    given(events![added(5, Some(2), Some(2), "Phần một"), added(6, Some(5), Some(2), "Phần hai")])
}

/// Ids in order, a part as "2/5".
fn order(given: &Given) -> Vec<String> {
    let items = given.meeting.agenda.items.iter();
    items.map(|item| item.under.map_or(item.id.to_string(), |under| format!("{under}/{}", item.id))).collect()
}

fn states(given: &Given) -> Vec<ItemState> {
    given.meeting.agenda.items.iter().map(|item| item.state).collect()
}

#[test]
fn parts_stand_behind_the_item_they_belong_to() {
    let parts = given(Vec::new())
        .when(OFFICE, add(Some(2), Some(2), "Phần một"))
        .then(events![added(5, Some(2), Some(2), "Phần một")])
        .when(OFFICE, add(Some(5), Some(2), "Phần hai"))
        .then(events![added(6, Some(5), Some(2), "Phần hai")]);
    assert_eq!(order(&parts), ["1", "2", "2/5", "2/6", "3", "4"]);
    let number = |item| parts.meeting.agenda.number(id(item));
    assert_eq!(
        [number(1), number(2), number(5), number(6), number(3)],
        [Some((1, 0)), Some((2, 0)), Some((2, 1)), Some((2, 2)), Some((3, 0))]
    );
    parts.when(OFFICE, add(None, Some(5), "Sâu quá")).refused(Refusal::TooDeep);
}

#[test]
fn an_item_moves_with_its_parts_and_a_part_moves_between_items() {
    for (command, wanted) in [
        (move_to(2, Some(4), None), ["1", "3", "4", "2", "2/5", "2/6"]),
        (move_to(2, None, None), ["2", "2/5", "2/6", "1", "3", "4"]),
        // Behind a part is behind the item it belongs to.
        (move_to(1, Some(5), None), ["2", "2/5", "2/6", "1", "3", "4"]),
        (move_to(6, Some(2), Some(2)), ["1", "2", "2/6", "2/5", "3", "4"]),
        (move_to(6, None, Some(3)), ["1", "2", "2/5", "3", "3/6", "4"]),
        (move_to(5, Some(4), None), ["1", "2", "2/6", "3", "4", "5"]),
        (move_to(4, Some(5), Some(2)), ["1", "2", "2/5", "2/4", "2/6", "3"]),
    ] {
        let Command::MoveItem { id, after, under } = command else { unreachable!() };
        let moved = Event::ItemMoved { id, after, under };
        let then = with_parts().when(CHAIR, Command::MoveItem { id, after, under }).then(events![moved]);
        assert_eq!(order(&then), wanted, "{id} behind {after:?} under {under:?}");
    }
    with_parts().when(CHAIR, move_to(2, None, Some(1))).refused(Refusal::TooDeep);
    with_parts().when(CHAIR, move_to(2, Some(6), None)).changes_nothing();
    with_parts().when(CHAIR, move_to(1, None, Some(9))).refused(Refusal::NotFound { thing: Thing::Item });
    with_parts().when(CHAIR, Command::RemoveItem { id: id(2) }).refused(Refusal::HasParts);
}

#[test]
fn a_part_is_on_within_its_item() {
    let part = with_parts()
        .and(opened())
        .when(CHAIR, Command::StartItem { id: id(5) })
        .then(events![finished(1), started(2), started(5), meeting::speakers::Event::ListOpened])
        .and(Vec::new());
    assert_eq!(part.meeting.agenda.current().map(|item| item.id), Some(id(5)));
    assert_eq!(part.meeting.agenda.next().map(|item| item.id), Some(id(6)));
    let second = part
        .when(CHAIR, Command::StartItem { id: id(6) })
        .then(events![finished(5), started(6)])
        .when(CHAIR, move_to(6, None, Some(3)))
        .refused(Refusal::ItemRunning)
        .when(CHAIR, Command::StartItem { id: id(2) })
        .refused(Refusal::ItemRunning);
    second.clone().when(CHAIR, Command::FinishItem { id: id(2) }).then(events![finished(6), finished(2)]);
    let next = second.when(CHAIR, Command::StartItem { id: id(3) }).then(events![
        finished(6),
        finished(2),
        started(3)
    ]);
    use ItemState::{Done, Pending, Running};
    assert_eq!(states(&next), [Done, Done, Done, Done, Running, Pending]);
    // What was left of an item that is over is taken only when nothing else is.
    let skipping = with_parts().and(opened()).and(events![started(2), finished(2), finished(1)]);
    assert_eq!(skipping.meeting.agenda.next().map(|item| item.id), Some(id(3)));
}

#[test]
fn leaving_an_item_out_leaves_its_parts_out_and_reopening_brings_it_back() {
    let skipped = |number| Event::ItemSkipped { id: id(number) };
    let out = with_parts().and(opened()).when(CHAIR, Command::SkipItem { id: id(2) }).then(events![
        skipped(2),
        skipped(5),
        skipped(6)
    ]);
    out.when(CHAIR, Command::ReopenItem { id: id(2) })
        .then(events![Event::ItemReopened { id: id(2) }])
        .when(CHAIR, Command::ReopenItem { id: id(2) })
        .changes_nothing()
        .when(CHAIR, Command::ReopenItem { id: id(1) })
        .refused(Refusal::ItemRunning);
}

#[test]
fn an_item_can_be_inserted_and_begun_at_once() {
    let item = text_of(ItemKind::Address, "Lãnh đạo cấp trên đến dự");
    let insert = Command::AddItem { after: Some(id(1)), under: None, item: item.clone(), start: true };
    let then = given(opened()).later(60).when(CHAIR, insert).then(events![
        Event::ItemAdded { id: id(5), after: Some(id(1)), under: None, item },
        finished(1),
        started(5),
    ]);
    assert_eq!(order(&then), ["1", "5", "2", "3", "4"]);
    assert_eq!(then.meeting.agenda.item(id(1)).unwrap().spent_ms, 60_000);
}

fn agenda_of(given: &Given, place: Place) -> Vec<(String, String)> {
    let panel = view(&given.meeting, &Beside::default(), Audience::Place(place), PanelName::Agenda);
    let Some(Panel::Agenda(agenda)) = panel else { unreachable!() };
    agenda.items.iter().map(|item| (item.label(), item.title.clone())).collect()
}

#[test]
fn a_hidden_item_is_for_staff_until_it_is_shown_or_begins() {
    let hidden = given(Vec::new())
        .when(OFFICE, Command::HideItem { id: id(2) })
        .then(events![Event::ItemHidden { id: id(2) }])
        .when(OFFICE, Command::HideItem { id: id(2) })
        .changes_nothing();
    let own = |label: &str, title: &str| (label.to_owned(), title.to_owned());
    let seen = [own("1", "Khai mạc"), own("2", "Phát biểu chỉ đạo"), own("3", "Kết luận")];
    assert_eq!(agenda_of(&hidden, Place::Phone), seen);
    assert_eq!(agenda_of(&hidden, Place::Projector), seen);
    assert_eq!(agenda_of(&hidden, Place::Chair)[1], own("", "Nhân dân phát biểu"));
    let shown = hidden
        .clone()
        .when(CHAIR, Command::ShowItem { id: id(2) })
        .then(events![Event::ItemShown { id: id(2) }])
        .when(CHAIR, Command::ShowItem { id: id(2) })
        .changes_nothing();
    assert_eq!(agenda_of(&shown, Place::Phone).len(), 4);
    let begun = hidden.and(opened()).and(events![finished(1), started(2)]);
    assert_eq!(agenda_of(&begun, Place::Phone)[1], own("2", "Nhân dân phát biểu"));
    begun
        .when(CHAIR, Command::HideItem { id: id(2) })
        .refused(Refusal::ItemBegun)
        .when(
            CHAIR,
            Command::EditItem {
                id: id(2),
                item: ItemText { hidden: true, ..text_of(ItemKind::Floor, "Nhân dân phát biểu") },
            },
        )
        .refused(Refusal::ItemBegun);
    // Parts of a hidden item are hidden with it.
    let parts = with_parts().and(events![Event::ItemHidden { id: id(2) }]);
    assert_eq!(agenda_of(&parts, Place::Phone).len(), 3);
}

#[test]
fn notes_are_for_the_chair_alone() {
    use meeting::minutes::{Command as Minutes, Event as Written, Target};
    use meeting::splice::Splice;
    let notes = "Nhắc đồng chí Trưởng thôn".to_owned();
    let write = |item: u32| {
        let splice = Splice { at: 0, removed: 0, inserted: notes.clone() };
        let known = given(Vec::new()).meeting.agenda.item(id(1)).unwrap().notes.revision();
        Minutes::EditText { target: Target::Notes(id(item)), revision: known, splice }
    };
    let splice = Splice { at: 0, removed: 0, inserted: notes.clone() };
    let noted = given(Vec::new())
        .when(OFFICE, write(1))
        .refused(Refusal::NotAllowed { place: Some(Place::Office) })
        .when(CHAIR, write(9))
        .refused(Refusal::NotFound { thing: Thing::Item })
        .when(CHAIR, write(1))
        .then(events![Written::TextSpliced { target: Target::Notes(id(1)), splice }]);
    for place in Place::ALL {
        let audience = Audience::Place(place);
        let seen = meeting::panel::names(&noted.meeting, audience).into_iter().any(|name| {
            let panel = view(&noted.meeting, &Beside::default(), audience, name);
            serde_json::to_string(&panel).unwrap().contains(&notes)
        });
        assert_eq!(seen, place == Place::Chair, "{place}");
    }
}

#[test]
fn files_and_addresses_are_attached_and_taken_away() {
    let attach = |title: &str, content| Command::Attach { id: id(1), title: title.to_owned(), content };
    let file = |digest: &str, bytes| Content::File { digest: digest.to_owned(), media: Media::Pdf, bytes };
    let good = "0123456789abcdef".repeat(4);
    let attached = |number, content| Event::Attached {
        id: id(1),
        attachment: meeting::agenda::Attachment {
            id: AttachmentId(number),
            title: "Kế hoạch".to_owned(),
            content,
        },
    };
    let both = given(Vec::new())
        .when(OFFICE, attach(" Kế  hoạch ", link()))
        .then(events![attached(1, link())])
        .when(CHAIR, attach("Kế hoạch", file(&good, 1)))
        .then(events![attached(2, file(&good, 1))]);
    let detach = |number| Command::Detach { id: id(1), attachment: AttachmentId(number) };
    both.when(OFFICE, detach(1))
        .then(events![Event::Detached { id: id(1), attachment: AttachmentId(1) }])
        .when(OFFICE, detach(1))
        .refused(Refusal::NotFound { thing: Thing::File })
        // A number is not given twice.
        .when(CHAIR, attach("Kế hoạch", link()))
        .then(events![attached(3, link())]);
    for url in [
        "",
        " ",
        "javascript:alert(1)",
        "ftp://x.vn",
        "//x.vn",
        "https://",
        "http:// x",
        "data:text/html,x",
        "https://x\"y",
        "HTTPS//x",
    ] {
        let why = given(Vec::new());
        let result = meeting::decide(
            &why.meeting,
            OFFICE,
            &attach("Kế hoạch", Content::Link { url: url.to_owned() }).into(),
            T0,
        );
        assert!(matches!(result, Err(Refusal::BadAddress | Refusal::Empty { .. })), "{url:?}: {result:?}");
    }
    for digest in ["", "xyz", &good.to_uppercase(), &good[1..], "../../../../etc/passwd"] {
        given(Vec::new())
            .when(OFFICE, attach("Kế hoạch", file(digest, 1)))
            .refused(Refusal::NotFound { thing: Thing::File });
    }
    for bytes in [0, 20 * 1024 * 1024 + 1] {
        let why = Refusal::OutOfRange { field: Field::File, least: 1, most: 20 * 1024 * 1024 };
        given(Vec::new()).when(OFFICE, attach("Kế hoạch", file(&good, bytes))).refused(why);
    }
}

#[test]
fn a_file_is_what_its_first_bytes_say() {
    for (bytes, media) in [
        (&b"%PDF-1.7\n"[..], Some(Media::Pdf)),
        (b"\x89PNG\r\n\x1a\n....", Some(Media::Png)),
        (b"\xff\xd8\xff\xe0", Some(Media::Jpeg)),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Some(Media::Webp)),
        (b"GIF89a..", Some(Media::Gif)),
        (b"<svg xmlns=", None),
        (b"<!doctype html>", None),
        (b"PK\x03\x04", None),
        (b"RIFF\x10\0\0\0WAVE", None),
        (b"", None),
        (b"%PD", None),
    ] {
        assert_eq!(Media::of(bytes), media, "{bytes:?}");
    }
}

#[test]
fn durations_are_planned_for_several_items_or_for_none() {
    let plan = |plan: &[(u32, u32)]| Command::PlanDurations {
        plan: plan.iter().map(|(item, minutes)| (id(*item), *minutes)).collect(),
    };
    let planned = given(opened())
        .when(CHAIR, plan(&[(1, 5), (2, 40)]))
        .then(events![Event::DurationsPlanned { plan: vec![(id(1), 5), (id(2), 40)] }]);
    assert_eq!(planned.meeting.agenda.item(id(2)).unwrap().text.planned_duration, Some(40));
    let out_of = |field, least, most| Refusal::OutOfRange { field, least, most };
    planned
        .when(CHAIR, plan(&[(2, 10), (9, 5)]))
        .refused(Refusal::NotFound { thing: Thing::Item })
        .when(CHAIR, plan(&[(2, 10), (3, 0)]))
        .refused(out_of(Field::Duration, 1, 1440))
        .when(CHAIR, plan(&[]))
        .refused(out_of(Field::Count, 1, 200))
        .and(events![finished(1)])
        .when(CHAIR, plan(&[(1, 10)]))
        .refused(Refusal::ItemBegun);
}

fn timed(given: &Given) -> Vec<timing::Timed> {
    let panel = view(&given.meeting, &Beside::default(), Audience::Place(Place::Chair), PanelName::Agenda);
    let Some(Panel::Agenda(agenda)) = panel else { unreachable!() };
    agenda.items.iter().map(meeting::panel::ItemView::timed).collect()
}

#[test]
fn the_end_is_projected_from_what_is_left() {
    let plan = vec![(id(1), 10), (id(2), 60), (id(4), 20)];
    let planned = given(opened()).and(events![Event::DurationsPlanned { plan }]);
    let after = |given: &Given, minutes: i64| {
        timing::outlook(&timed(given), Some(T0), Some(T0.plus_ms(90 * 60_000)), T0.plus_ms(minutes * 60_000))
    };
    let minutes = |given: &Given, at| after(given, at).projected_end.since(T0) / 60_000;
    // On time as long as item 1 takes no longer than planned; then every minute more is one more.
    assert_eq!((minutes(&planned, 0), minutes(&planned, 10), minutes(&planned, 15)), (90, 90, 95));
    assert_eq!(after(&planned, 10).overrun_ms(), None);
    assert_eq!(after(&planned, 15).overrun_ms(), Some(5 * 60_000));
    assert_eq!(after(&planned, 0).unplanned, 1);
    // Done early, the meeting ends early; done again, what it took before counts.
    let early = planned.later(300).and(events![finished(1), started(2)]);
    assert_eq!(minutes(&early, 5), 85);
    let again = early.later(300).and(events![finished(2), started(1)]);
    assert_eq!(minutes(&again, 10), 10 + 5 + 20);
    // Without a time to end, it is when all planned minutes are over; left out, they are won.
    let open_end = |given: &Given| timing::outlook(&timed(given), Some(T0), None, T0);
    let fresh = given(events![Event::DurationsPlanned { plan: vec![(id(1), 10), (id(4), 20)] }]);
    assert_eq!(open_end(&fresh).planned_end, Some(T0.plus_ms(30 * 60_000)));
    let left_out = fresh.and(events![Event::ItemSkipped { id: id(4) }]);
    assert_eq!(open_end(&left_out).planned_end, Some(T0.plus_ms(30 * 60_000)));
    assert_eq!(open_end(&left_out).projected_end, T0.plus_ms(10 * 60_000));
    assert_eq!(open_end(&given(Vec::new())).planned_end, None);
}

#[test]
fn what_is_left_is_spread_by_what_was_planned() {
    let plan = vec![(id(1), 10), (id(2), 60), (id(3), 30), (id(4), 30)];
    let running = given(opened()).and(events![Event::DurationsPlanned { plan }]);
    let spread = |ends: i64, at: i64| {
        let plan = timing::spread(&timed(&running), T0.plus_ms(ends * 60_000), T0.plus_ms(at * 60_000));
        plan.unwrap().into_iter().map(|(id, minutes)| (id.0, minutes)).collect::<Vec<_>>()
    };
    assert_eq!(spread(130, 0), [(2, 60), (3, 30), (4, 30)]);
    assert_eq!(spread(70, 10), [(2, 30), (3, 15), (4, 15)]);
    assert_eq!(spread(71, 10), [(2, 31), (3, 15), (4, 15)]);
    assert_eq!(spread(11, 10), [(2, 1), (3, 1), (4, 1)]);
    assert_eq!(spread(-50, 10), [(2, 1), (3, 1), (4, 1)]);
    let over = given(opened()).and(events![finished(1), Event::ItemSkipped { id: id(2) }]);
    let over = over.and(events![Event::ItemSkipped { id: id(3) }, Event::ItemSkipped { id: id(4) }]);
    assert_eq!(timing::spread(&timed(&over), T0.plus_ms(1), T0), None);
}

#[test]
fn the_next_item_is_behind_the_one_that_is_on_whatever_was_left_out_further_on() {
    let next = |given: &Given| given.meeting.agenda.next().map(|item| item.id.0);
    let skipped = given(opened()).and(events![Event::ItemSkipped { id: id(3) }]);
    assert_eq!(next(&skipped), Some(2));
    // An item taken early: between two items one goes on behind it, and comes back to what was passed.
    let early = given(opened()).later(1).and(events![finished(1), started(3)]);
    assert_eq!(next(&early), Some(4));
    let all = early.later(1).and(events![finished(3), started(4)]).later(1).and(events![finished(4)]);
    assert_eq!(next(&all), Some(2));
    // Between two items nothing later has to be over.
    let between = skipped.later(1).and(events![finished(1)]);
    assert_eq!(next(&between), Some(2));
    // The hall is shown what it may see.
    let hidden = given(opened()).and(events![Event::ItemHidden { id: id(2) }]);
    assert_eq!(hidden.meeting.agenda.next_shown().map(|item| item.id.0), Some(3));
    let parts = with_parts().and(opened()).and(events![Event::ItemHidden { id: id(2) }]);
    assert_eq!(parts.meeting.agenda.next_shown().map(|item| item.id.0), Some(3));
    assert_eq!(parts.meeting.agenda.number(id(5)), None, "a part of what is hidden has no number");
}

#[test]
fn what_has_been_on_is_not_removed() {
    let reopened = given(opened()).and(events![finished(1), Event::ItemReopened { id: id(1) }]);
    reopened.when(CHAIR, Command::RemoveItem { id: id(1) }).refused(Refusal::ItemBegun);
}

#[test]
fn the_end_that_was_planned_stays_while_the_time_is_spread_anew() {
    let plan = vec![(id(1), 10), (id(2), 60), (id(4), 20)];
    let planned = given(events![Event::DurationsPlanned { plan }]);
    let late = planned.and(opened()).later(20 * 60).and(events![finished(1), started(2)]);
    let end = late.meeting.agenda.planned_end;
    assert_eq!(end, Some(T0.plus_ms(90 * 60_000)));
    let spread = timing::spread(&timed(&late), end.unwrap(), late.now).unwrap();
    let after = late.and(events![Event::DurationsPlanned { plan: spread }]);
    assert_eq!(after.meeting.agenda.planned_end, end);
    let outlook = timing::outlook(&timed(&after), Some(T0), end, after.now);
    assert_eq!(outlook.overrun_ms(), None);
    // Nothing typed can break the sums.
    let far = timing::spread(&timed(&after), meeting::Moment(i64::MAX), after.now).unwrap();
    assert!(far.iter().all(|(_, minutes)| *minutes >= 1));
    // What was left out the evening before is no beginning.
    let evening = given(events![Event::ItemSkipped { id: id(3) }]);
    let morning = T0.plus_ms(12 * 3_600_000);
    assert_eq!(timing::outlook(&timed(&evening), Some(morning), None, T0).projected_end, morning);
}
