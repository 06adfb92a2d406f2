//! The laptop's clock set back an hour in mid-speech.

use meeting::speakers::{self, Speaker};
use meeting::{ItemId, Place, RequestId, SpeechId, agenda};

use super::harness::Hall;

const HOUR: i64 = 3_600_000;

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_back_in_mid_speech_breaks_nothing() {
    let mut hall = Hall::open("xa-dinh-ky").await;
    hall.act(Place::Chair, agenda::Command::StartItem { id: ItemId(4) }).await;
    let speaker = Speaker { name: "Bà Hoa".into(), ..Speaker::default() };
    hall.act(Place::Desk, speakers::Command::RegisterSpeaker { speaker, namesake: false }).await;
    let give = speakers::Command::GiveFloor { request: RequestId(1), seconds: Some(60) };
    hall.act(Place::Chair, give).await;
    let given = hall.events().await.pop().unwrap()["at"].as_i64().unwrap();
    hall.clock.move_wall(-HOUR);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    hall.act(Place::Chair, speakers::Command::PauseSpeech { speech: SpeechId(1) }).await;
    let panels = hall.panels(&hall.secret(Place::Chair)).await;
    let left = panels["floor"]["speech"]["clock"]["paused"]["left_ms"].as_i64().unwrap();
    assert!((50_000..=59_700).contains(&left), "time ran on, neither back nor away: {left} ms left");
    hall.act(Place::Chair, speakers::Command::ResumeSpeech { speech: SpeechId(1) }).await;
    // And it holds over a restart: the disk knows a later moment than the clock shows.
    hall.restart().await;
    hall.act(Place::Chair, speakers::Command::ResumeSpeech { speech: SpeechId(1) }).await;
    hall.act(Place::Chair, speakers::Command::EndSpeech { speech: SpeechId(1), breach: String::new() }).await;
    let times: Vec<i64> = hall.events().await.iter().map(|event| event["at"].as_i64().unwrap()).collect();
    assert!(times.is_sorted(), "time in the journal never goes back: {times:?}");
    assert!(times.last().unwrap() - given < 60_000, "nor does it jump");
}
