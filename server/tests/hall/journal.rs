//! What every store must do.

use std::collections::BTreeMap;

use meeting::laptop::Trouble;
use meeting::poll::{Answer, Ballot, Cast, Channel};
use meeting::wire;
use meeting::{Actor, Meeting, Moment, PersonId, Place, PollId, Recorded, attendance};
use server::journal::{Batch, Fault, Journal, JournalError, Kept};
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
    late.answers.push(Kept {
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
    let kept = Kept { actor: "desk".into(), id: "a".into(), digest: "d".into(), answer: answer.clone() };
    journal.append(meeting, 0, &Batch { answers: vec![kept], ..events(1..=1) }).await.unwrap();
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
    let kept = journal.open_urn(meeting, one).await.unwrap().voters;
    assert_eq!((kept.len(), journal.open_urn(meeting, two).await.unwrap().voters.len()), (20, 20));
    let mut number = 0;
    let fresh = || {
        number += 1;
        format!("newkey{:02}", (number * 7) % 20)
    };
    journal.discard_urn(meeting, two).await.unwrap();
    journal.seal_urn(meeting, one, fresh).await.unwrap();
    let sealed = journal.sealed_urn(meeting, one).await.unwrap();
    assert_eq!(sealed.voters, kept);
    assert!(journal.closed_urn(meeting, two).await.unwrap().is_none());
    assert!(sealed.keys().is_sorted() && sealed.keys().iter().all(|key| key.starts_with("newkey")));
    let mut kept: Vec<_> = sealed.casts().into_iter().map(|cast| format!("{cast:?}")).collect();
    let mut cast: Vec<_> = (0..20).map(|n| format!("{:?}", ballot(one, n))).collect();
    kept.sort();
    cast.sort();
    assert_eq!(kept, cast);
    let urns: Vec<_> =
        std::fs::read_dir(data.path().join("urns")).unwrap().map(|file| file.unwrap()).collect();
    assert_eq!(urns.len(), 1, "the files they came in are gone: {urns:?}");
    for file in urns.into_iter().map(|file| file.path()).chain([data.path().join("hoitruong.db-wal")]) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(
            !bytes.windows(6).any(|bytes| bytes == b"oldkey"),
            "an old key is left in {}",
            file.display()
        );
    }
    let before = journal.sealed_urn(meeting, one).await.unwrap();
    journal.seal_urn(meeting, one, || unreachable!("it is sealed")).await.unwrap();
    assert_eq!(journal.sealed_urn(meeting, one).await.unwrap(), before, "sealed again, it is as it was");
}

#[tokio::test]
async fn an_urn_that_is_opened_again_is_taken_up_where_it_was_left() {
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
    journal.seal_urn(meeting, poll, || "sealed-1".to_owned()).await.unwrap();
    assert_eq!(journal.open_urn(meeting, poll).await.unwrap().keys(), ["sealed-1"]);
    journal.append(meeting, 0, &cast(2, "b")).await.unwrap();
    let mut number = 0;
    let fresh = || {
        number += 1;
        format!("sealed-{number}")
    };
    journal.seal_urn(meeting, poll, fresh).await.unwrap();
    let sealed = journal.sealed_urn(meeting, poll).await.unwrap();
    assert_eq!((sealed.voters.len(), sealed.casts().len()), (2, 2));
}

#[tokio::test]
async fn ballots_of_an_older_folder_are_kept() {
    let data = TempDir::new().unwrap();
    let file = SqliteConnectOptions::new().filename(data.path().join("hoitruong.db")).create_if_missing(true);
    let mut file = sqlx::SqliteConnection::connect_with(&file).await.unwrap();
    // As the program left it that knew one poll.
    sqlx::migrate!("./migrations/sqlite").run_to(2, &mut file).await.unwrap();
    for statement in [
        "INSERT INTO meetings (id, code, created) VALUES (1, '11111', 1)",
        // Any event: a meeting without one was never made.
        r#"INSERT INTO events (meeting, position, at, actor, body, continues)
           VALUES (1, 1, 1, '"system"', '{"attendance":{"ArrivalsCounted":{"residents":1,"officials":0}}}', 0)"#,
        "INSERT INTO voters (meeting, person, command) VALUES (1, '000000000000000a', 'one')",
        r#"INSERT INTO ballots (meeting, random, body) VALUES (1, 'k1', '{"level":2,"remark":"Tốt"}')"#,
        r#"INSERT INTO ballots (meeting, random, body) VALUES (1, 'k2', '{"level":0}')"#,
    ] {
        sqlx::query(statement).execute(&mut file).await.unwrap();
    }
    file.close().await.unwrap();
    let journal = Journal::open(data.path()).await.unwrap();
    let urn = journal.closed_urn(1, PollId(1)).await.unwrap().unwrap();
    assert_eq!(
        (urn.voters.len(), urn.voters[0].commands.as_str(), urn.keys()),
        (1, "one", vec!["k1".into(), "k2".into()])
    );
    let ballot = |level, words: &str| {
        let answers = vec![Answer::Ticked(vec![level]), Answer::Words(words.to_owned())];
        Cast::by(Channel::Phone, Ballot { poll: PollId(1), answers })
    };
    assert_eq!(urn.casts(), [ballot(2, "Tốt"), ballot(0, "")]);
    let bytes = std::fs::read(data.path().join("hoitruong.db")).unwrap();
    assert_eq!(
        memchr::memmem::find(&bytes, "Tốt".as_bytes()),
        None,
        "it moved, and nothing of it stayed behind"
    );
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
    let urn = journal.open_urn(meeting, poll).await.unwrap();
    assert_eq!(urn.keys(), ["key"]);
    let ids: Vec<_> = urn.voters.iter().map(|voter| voter.commands.clone()).collect();
    assert_eq!((ids, urn.casts()), (vec!["first second".to_owned()], vec![ballot(3)]));
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
