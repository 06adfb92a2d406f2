//! What the store must do.

use std::collections::BTreeMap;

use meeting::laptop::Trouble;
use meeting::poll::{Answer, Ballot, Cast, Channel};
use meeting::wire;
use meeting::{Actor, Meeting, Moment, PersonId, Place, PollId, Recorded, RequestId, attendance, contacts};
use server::journal::{Batch, Fault, Journal, JournalError, StoredAnswer};
use sqlx::Connection;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;

use super::harness::Hall;

async fn store() -> (TempDir, Journal, i64) {
    let data = TempDir::new().unwrap();
    let journal = Journal::open(data.path()).await.unwrap();
    let meeting = journal.create_meeting("11111", Moment(1), &Batch::default()).await.unwrap().unwrap();
    (data, journal, meeting)
}

fn counted(position: u64) -> Recorded {
    let event = attendance::Event::ArrivalsCounted { residents: 1, officials: 0 }.into();
    Recorded { position, at: Moment(position as i64), by: Actor::Staff(Place::Desk), continues: false, event }
}

fn events(positions: std::ops::RangeInclusive<u64>) -> Batch {
    Batch { events: positions.map(counted).collect(), ..Batch::default() }
}

#[tokio::test]
async fn events_come_back_in_order_from_a_position() {
    let (_data, journal, meeting) = store().await;
    journal.append(meeting, 0, &events(1..=3)).await.unwrap();
    journal.append(meeting, 3, &events(4..=5)).await.unwrap();
    assert_eq!(journal.events(meeting, 2, 10).await.unwrap(), (3..=5).map(counted).collect::<Vec<_>>());
    assert_eq!(journal.events(meeting, 2, 1).await.unwrap(), [counted(3)]);
    assert_eq!(journal.events(meeting, u64::MAX, 10).await.unwrap(), []);
}

#[tokio::test]
async fn a_taken_position_is_refused_and_nothing_of_the_batch_is_kept() {
    let (_data, journal, meeting) = store().await;
    journal.append(meeting, 0, &events(1..=2)).await.unwrap();
    let mut late = events(2..=3);
    late.answers.push(StoredAnswer {
        actor: "desk".into(),
        id: "a".into(),
        digest: "d".into(),
        answer: wire::Answer::Done { position: 3 },
    });
    let refused = journal.append(meeting, 1, &late).await;
    assert!(matches!(refused, Err(JournalError::PositionTaken { position: 2 })), "{refused:?}");
    assert_eq!(journal.events(meeting, 0, 10).await.unwrap().len(), 2);
    assert!(journal.answers(meeting, &[("desk".into(), "a".into())]).await.unwrap().is_empty());
}

#[tokio::test]
async fn answers_are_found_by_actor_and_id_after_the_store_was_reopened() {
    let (data, journal, meeting) = store().await;
    let answer = wire::Answer::Done { position: 1 };
    let stored =
        StoredAnswer { actor: "desk".into(), id: "a".into(), digest: "d".into(), answer: answer.clone() };
    journal.append(meeting, 0, &Batch { answers: vec![stored], ..events(1..=1) }).await.unwrap();
    journal.close().await;
    let journal = Journal::open(data.path()).await.unwrap();
    let asked = [("desk".to_owned(), "a".to_owned()), ("chair".to_owned(), "a".to_owned())];
    let known = journal.answers(meeting, &asked).await.unwrap();
    assert_eq!(known.len(), 1, "another actor's id is another id");
    assert_eq!(known[&asked[0]].answer, answer);
}

#[tokio::test]
async fn a_snapshot_only_makes_it_faster_and_a_broken_one_is_passed_over() {
    let (_data, journal, meeting) = store().await;
    journal.append(meeting, 0, &events(1..=4)).await.unwrap();
    let whole = journal.load(meeting).await.unwrap();
    assert_eq!(whole.replayed, 4);
    journal.snapshot(meeting, &whole.meeting).await.unwrap();
    journal.append(meeting, 4, &events(5..=5)).await.unwrap();
    let later = journal.load(meeting).await.unwrap();
    assert_eq!(later.replayed, 1);
    assert_eq!(later.meeting, Meeting::rebuilt(&journal.events(meeting, 0, 10).await.unwrap()));
}

#[tokio::test]
async fn sealing_keeps_every_voter_and_every_ballot_and_leaves_no_old_key() {
    let (data, journal, meeting) = store().await;
    let (one, two) = (PollId(1), PollId(2));
    let person = |number: u32| PersonId(u64::from(number));
    let ballot = |poll, level: u32| {
        let ballot = Ballot { poll, answers: vec![Answer::Ticked(vec![level % 5])] };
        Cast::by(Channel::Phone, ballot)
    };
    let of = |poll| (0..20).map(move |n| ((poll, person(n)), format!("command-{n}")));
    let voters: BTreeMap<_, _> = of(one).chain(of(two)).collect();
    let of = |poll| (0..20).map(move |n| ((poll, format!("oldkey{n:02}")), ballot(poll, n)));
    let batch = Batch { voters, ballots: of(one).chain(of(two)).collect(), ..Batch::default() };
    journal.append(meeting, 0, &batch).await.unwrap();
    let stored = journal.open_ballot_box(meeting, one).await.unwrap().voters;
    assert_eq!((stored.len(), journal.open_ballot_box(meeting, two).await.unwrap().voters.len()), (20, 20));
    let mut number = 0;
    let fresh = || {
        number += 1;
        format!("newkey{:02}", (number * 7) % 20)
    };
    journal.discard_ballot_box(meeting, two).await.unwrap();
    journal.seal_ballot_box(meeting, one, fresh).await.unwrap();
    let sealed = journal.sealed_ballot_box(meeting, one).await.unwrap();
    assert_eq!(sealed.voters, stored);
    assert!(journal.closed_ballot_box(meeting, two).await.unwrap().is_none());
    assert!(sealed.keys().is_sorted() && sealed.keys().iter().all(|key| key.starts_with("newkey")));
    let mut stored: Vec<_> = sealed.casts().into_iter().map(|cast| format!("{cast:?}")).collect();
    let mut cast: Vec<_> = (0..20).map(|n| format!("{:?}", ballot(one, n))).collect();
    stored.sort();
    cast.sort();
    assert_eq!(stored, cast);
    let ballot_boxes: Vec<_> =
        std::fs::read_dir(data.path().join("urns")).unwrap().map(|file| file.unwrap()).collect();
    assert_eq!(ballot_boxes.len(), 1, "the files they came in are gone: {ballot_boxes:?}");
    for file in ballot_boxes.into_iter().map(|file| file.path()).chain([data.path().join("hoitruong.db-wal")])
    {
        let bytes = std::fs::read(&file).unwrap();
        assert!(
            !bytes.windows(6).any(|bytes| bytes == b"oldkey"),
            "an old key is left in {}",
            file.display()
        );
    }
    let before = journal.sealed_ballot_box(meeting, one).await.unwrap();
    journal.seal_ballot_box(meeting, one, || unreachable!("it is sealed")).await.unwrap();
    assert_eq!(
        journal.sealed_ballot_box(meeting, one).await.unwrap(),
        before,
        "sealed again, it is as it was"
    );
}

#[tokio::test]
async fn a_ballot_box_that_is_opened_again_is_taken_up_where_it_was_left() {
    let (_data, journal, meeting) = store().await;
    let poll = PollId(1);
    let cast = |person: u64, key: &str| {
        let ballot = Ballot { poll, answers: vec![Answer::Ticked(vec![0])] };
        Batch {
            voters: [((poll, PersonId(person)), format!("command-{person}"))].into(),
            ballots: [((poll, key.to_owned()), Cast::by(Channel::Phone, ballot))].into(),
            ..Batch::default()
        }
    };
    journal.append(meeting, 0, &cast(1, "a")).await.unwrap();
    journal.seal_ballot_box(meeting, poll, || "sealed-1".to_owned()).await.unwrap();
    assert_eq!(journal.open_ballot_box(meeting, poll).await.unwrap().keys(), ["sealed-1"]);
    journal.append(meeting, 0, &cast(2, "b")).await.unwrap();
    let mut number = 0;
    let fresh = || {
        number += 1;
        format!("sealed-{number}")
    };
    journal.seal_ballot_box(meeting, poll, fresh).await.unwrap();
    let sealed = journal.sealed_ballot_box(meeting, poll).await.unwrap();
    assert_eq!((sealed.voters.len(), sealed.casts().len()), (2, 2));
}

/// A folder as a version left it that knew migrations up to this one.
async fn older_folder(migration: i64, statements: &[&str]) -> TempDir {
    let data = TempDir::new().unwrap();
    let file = SqliteConnectOptions::new().filename(data.path().join("hoitruong.db")).create_if_missing(true);
    let mut file = sqlx::SqliteConnection::connect_with(&file).await.unwrap();
    server::journal::migrations::all().run_to(migration, &mut file).await.unwrap();
    for statement in statements {
        sqlx::query(sqlx::AssertSqlSafe(statement.to_string())).execute(&mut file).await.unwrap();
    }
    file.close().await.unwrap();
    data
}

fn holds(data: &TempDir, words: &str) -> bool {
    let bytes = std::fs::read(data.path().join("hoitruong.db")).unwrap();
    memchr::memmem::find(&bytes, words.as_bytes()).is_some()
}

#[tokio::test]
async fn events_of_an_older_folder_are_chained_and_their_contacts_move_out() {
    let registered = |request: u32, name: &str, contact: &str| {
        format!(
            r#"{{"speakers":{{"SpeakerRegistered":{{"request":{request},"person":null,"source":"desk","speaker":{{"name":"{name}","contact":"{contact}"}}}}}}}}"#
        )
    };
    let edited = |request: u32, contact: &str| {
        format!(
            r#"{{"speakers":{{"RequestEdited":{{"request":{request},"speaker":{{"name":"Sửa"{contact}}}}}}}}}"#
        )
    };
    let insert = |position: u32, at: u32, body: &str, continues: u32| {
        format!(
            r#"INSERT INTO events (meeting, position, at, actor, body, continues) VALUES (1, {position}, {at}, '{{"staff":"desk"}}', '{body}', {continues})"#
        )
    };
    let statements = [
        "INSERT INTO meetings (id, code, created) VALUES (1, '11111', 1)".to_owned(),
        insert(1, 10, &registered(1, "An", "0911 111 111"), 0),
        insert(2, 10, &registered(2, "Bình", "0922 222 222"), 1),
        insert(3, 20, &registered(3, "Cúc", "0933 333 333"), 0),
        // Corrected: to another, and to none.
        insert(4, 30, &edited(2, r#","contact":"0944 444 444""#), 0),
        insert(5, 40, &edited(3, ""), 0),
        r#"INSERT INTO snapshots (meeting, format, position, body) VALUES (1, 4, 5, '{"contact":"0911 111 111"}')"#
            .to_owned(),
    ];
    let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
    let data = older_folder(6, &statements).await;
    let journal = Journal::open(data.path()).await.unwrap();
    let contacts =
        [(RequestId(1), "0911 111 111".to_owned()), (RequestId(2), "0944 444 444".to_owned())].into();
    assert_eq!(journal.contacts(1).await.unwrap(), contacts);
    let chained = journal.events(1, 0, u32::MAX).await.unwrap();
    let shape: Vec<_> = chained.iter().map(|event| (event.position, event.at.0, event.continues)).collect();
    let expected = [(1, 10, false), (2, 10, true), (3, 20, false), (4, 30, false), (5, 40, false)];
    assert_eq!(shape[..5], expected);
    assert_eq!(shape[5..], [(6, 40, false), (7, 40, false)], "that they were left is on record");
    let meeting = journal.load(1).await.unwrap().meeting;
    assert_eq!(meeting.contacts.left, [RequestId(1), RequestId(2)].into());
    assert_eq!(meeting.speakers.requests[&RequestId(2)].speaker.name, "Sửa");
    assert!(journal.inspect().await.unwrap().is_empty());
    journal.append(1, 7, &events(8..=8)).await.unwrap();
    journal.close().await;
    for gone in ["0922 222 222", "0933 333 333"] {
        assert!(!holds(&data, gone), "{gone} is still in the file");
    }
    // It is done once, and what came after is chained to it.
    let journal = Journal::open(data.path()).await.unwrap();
    assert!(journal.inspect().await.unwrap().is_empty());
    assert_eq!(journal.events(1, 0, u32::MAX).await.unwrap().len(), 8);
    // Erased, and nothing of them stays behind: in no page, no log, no digest of the command they came with.
    let event = contacts::Event::ContactsErased { count: 2 }.into();
    let erased = Recorded { position: 9, at: Moment(50), by: Actor::System, continues: false, event };
    let stored = StoredAnswer {
        actor: "desk".to_owned(),
        id: "one".to_owned(),
        digest: "d1ge57".to_owned(),
        answer: wire::Answer::Done { position: 1 },
    };
    let asked = ("desk".to_owned(), "one".to_owned());
    // In one commit with the command: that is how two who press at once come.
    let both = Batch { events: vec![erased], answers: vec![stored], ..Batch::default() };
    journal.append(1, 8, &both).await.unwrap();
    assert!(journal.contacts(1).await.unwrap().is_empty());
    assert_eq!(journal.answers(1, std::slice::from_ref(&asked)).await.unwrap()[&asked].digest, "");
    journal.close().await;
    for gone in ["0911 111 111", "0944 444 444", "d1ge57"] {
        assert!(!holds(&data, gone), "{gone} is still in the file");
    }
}

#[tokio::test]
async fn whatever_is_changed_in_an_event_is_noticed_at_the_next_start() {
    let (data, journal, meeting) = store().await;
    journal.append(meeting, 0, &events(1..=4)).await.unwrap();
    // So that nothing is read from behind it.
    let state = journal.load(meeting).await.unwrap().meeting;
    journal.snapshot(meeting, &state).await.unwrap();
    journal.close().await;
    let file = SqliteConnectOptions::new().filename(data.path().join("hoitruong.db"));
    for (statement, position) in [
        (
            "UPDATE events SET body = replace(body, '\"residents\":1', '\"residents\":9') WHERE position = 2",
            2,
        ),
        ("UPDATE events SET body = replace(body, '\"at\":3', '\"at\":4') WHERE position = 3", 3),
        ("UPDATE events SET body = replace(body, 'desk', 'office') WHERE position = 1", 1),
        ("UPDATE events SET salt = randomblob(16) WHERE position = 4", 4),
        ("UPDATE events SET link = x'00' WHERE position = 2", 2),
        ("UPDATE events SET link = zeroblob(32) WHERE position = 4", 4),
    ] {
        let whole = std::fs::read(data.path().join("hoitruong.db")).unwrap();
        let mut changed = sqlx::SqliteConnection::connect_with(&file).await.unwrap();
        sqlx::query(statement).execute(&mut changed).await.unwrap();
        changed.close().await.unwrap();
        let refused = Journal::open(data.path()).await.unwrap_err().to_string();
        assert!(refused.contains(&format!("sự kiện {position} ")), "{statement}: {refused}");
        assert!(refused.contains("--leave-out 11111"), "{refused}");
        std::fs::write(data.path().join("hoitruong.db"), whole).unwrap();
    }
    Journal::open(data.path()).await.unwrap().close().await;
}

#[tokio::test]
async fn ballots_of_an_older_folder_are_kept() {
    // As the program left it that knew one poll.
    let statements = [
        "INSERT INTO meetings (id, code, created) VALUES (1, '11111', 1)",
        // Any event: a meeting without one was never made.
        r#"INSERT INTO events (meeting, position, at, actor, body, continues)
           VALUES (1, 1, 1, '"system"', '{"attendance":{"ArrivalsCounted":{"residents":1,"officials":0}}}', 0)"#,
        "INSERT INTO voters (meeting, person, command) VALUES (1, '000000000000000a', 'one')",
        r#"INSERT INTO ballots (meeting, random, body) VALUES (1, 'k1', '{"level":2,"remark":"Tốt"}')"#,
        r#"INSERT INTO ballots (meeting, random, body) VALUES (1, 'k2', '{"level":0}')"#,
    ];
    let data = older_folder(2, &statements).await;
    let journal = Journal::open(data.path()).await.unwrap();
    let ballot_box = journal.closed_ballot_box(1, PollId(1)).await.unwrap().unwrap();
    assert_eq!(
        (ballot_box.voters.len(), ballot_box.voters[0].commands.as_str(), ballot_box.keys()),
        (1, "one", vec!["k1".into(), "k2".into()])
    );
    let ballot = |level, words: &str| {
        let answers = vec![Answer::Ticked(vec![level]), Answer::Words(words.to_owned())];
        Cast::by(Channel::Phone, Ballot { poll: PollId(1), answers })
    };
    assert_eq!(ballot_box.casts(), [ballot(2, "Tốt"), ballot(0, "")]);
    assert!(!holds(&data, "Tốt"), "it moved, and nothing of it stayed behind");
}

#[tokio::test]
async fn a_ballot_sent_again_stands_in_place_of_the_first() {
    let (_data, journal, meeting) = store().await;
    let poll = PollId(1);
    let ballot = |level| {
        let ballot = Ballot { poll, answers: vec![Answer::Ticked(vec![level])] };
        Cast::by(Channel::Phone, ballot)
    };
    for (level, ids) in [(0, "first"), (3, "first second")] {
        let batch = Batch {
            voters: [((poll, PersonId(7)), ids.to_owned())].into(),
            ballots: [((poll, "key".to_owned()), ballot(level))].into(),
            ..Batch::default()
        };
        journal.append(meeting, 0, &batch).await.unwrap();
    }
    let ballot_box = journal.open_ballot_box(meeting, poll).await.unwrap();
    assert_eq!(ballot_box.keys(), ["key"]);
    let ids: Vec<_> = ballot_box.voters.iter().map(|voter| voter.commands.clone()).collect();
    assert_eq!((ids, ballot_box.casts()), (vec!["first second".to_owned()], vec![ballot(3)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_disk_does_not_take_nobody_hears_of_and_it_can_be_sent_again() {
    let hall = Hall::open("xa-cong-an").await;
    let mut chair = hall.socket(Place::Chair).await;
    hall.faults.last(Some(Fault::Refused(Trouble::Full)));
    let open = serde_json::json!({ "speakers": "OpenList" });
    let (status, body) = hall.send(&hall.secret(Place::Chair), "open", open.clone()).await;
    assert_eq!((status, &body["error"]["code"]), (500, &"not_kept".into()));
    hall.faults.lift();
    let panels = hall.panels(&hall.secret(Place::Chair)).await;
    assert_eq!(panels["speakers"]["open"], false, "nobody hears of what is not kept");
    assert_eq!(chair.panel("speakers")["open"], false);
    let (status, _) = hall.send(&hall.secret(Place::Chair), "open", open).await;
    assert_eq!(status, 200, "sent again under the same id, it is done");
    chair.until("the list open", |client| client.panel("speakers")["open"] == true).await;
}
