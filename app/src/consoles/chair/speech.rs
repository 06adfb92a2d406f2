//! The speech that is on: who, for whom, about what, how long, and what the chair may do.

use leptos::prelude::*;
use meeting::SpeechId;
use meeting::panel::SpeechView;
use meeting::speakers::{Clock, Command, Purpose};

use super::dialog::{Dialog, Opens};
use crate::components::{Act, Countdown, agreed};
use crate::live::Live;

/// Shows the speech that is on.
#[component]
pub fn SpeechOn() -> AnyView {
    let live = Live::here();
    let (t, c, common) = (live.words(), live.chair_words(), live.common());
    let speech = Memo::new(move |_| live.floor.with(|floor| floor.speech.clone()));
    let of = move |part: fn(&SpeechView) -> String| {
        move || speech.with(|speech| speech.as_ref().map(part).unwrap_or_default())
    };
    let detail = move |part: fn(&meeting::panel::SpeechDetail) -> String| {
        move || speech.with(|speech| speech.as_ref()?.staff.as_ref().map(part)).unwrap_or_default()
    };
    let purpose = move || {
        let about = speech.with(|speech| {
            let speech = speech.as_ref().filter(|speech| speech.purpose == Purpose::Answer)?;
            speech.staff.as_ref()?.about
        });
        let whom = live.floor.with(|floor| {
            floor.heard.as_ref().filter(|heard| Some(heard.id) == about).map(|heard| heard.name.clone())
        });
        let purpose = speech.with(|speech| speech.as_ref().map(|speech| (common.purpose)(speech.purpose)));
        match whom {
            Some(whom) => (c.answers)(&whom),
            None => purpose.unwrap_or_default().to_owned(),
        }
    };
    let about = move || {
        let behalf = detail(|detail| detail.on_behalf.clone())();
        let behalf = (!behalf.is_empty()).then(|| (t.behalf_of)(&behalf));
        let parts = [Some(of(|speech| speech.hamlet.clone())()), behalf];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let agreeing = move || {
        let names = of(|speech| {
            let also = speech.staff.as_ref().map(|detail| detail.also.as_slice()).unwrap_or_default();
            agreed(&speech.agreeing, also)
        })();
        if names.is_empty() { String::new() } else { (c.agreeing)(&names) }
    };
    let paused = Memo::new(move |_| {
        speech
            .with(|speech| speech.as_ref().is_some_and(|speech| matches!(speech.clock, Clock::Paused { .. })))
    });
    let off_topic = Memo::new(move |_| {
        speech.with(|speech| Some(speech.as_ref()?.staff.as_ref()?.off_topic)).unwrap_or_default()
    });
    let id = move || speech.with_untracked(|speech| speech.as_ref().map(|speech| speech.id));
    let ask = move |command: fn(SpeechId) -> Command| Callback::new(move |()| Some(command(id()?).into()));
    view! {
        <div class="speech" data-testid="speech" data-off-topic=move || off_topic.get().then_some("true")>
            <p class="count">{purpose}</p>
            <p class="speaker" data-testid="speaker-name" title=of(|speech| speech.name.clone())>
                {of(|speech| speech.name.clone())}
            </p>
            <p class="about" data-testid="speech-about" title=about>{about}</p>
            <p class="subject" data-testid="speech-subject" title=detail(|detail| detail.subject.clone())>
                {detail(|detail| detail.subject.clone())}
            </p>
            <p class="about" data-testid="speech-agreeing" title=agreeing>{agreeing}</p>
            <Countdown />
            <div class="actions">
                <span class:hidden=paused>
                    <Act testid="pause-speech" key="P" label=t.pause ask=ask(|speech| Command::PauseSpeech { speech }) />
                </span>
                <span class:hidden=move || !paused.get()>
                    <Act testid="resume-speech" key="P" label=t.resume ask=ask(|speech| Command::ResumeSpeech { speech }) />
                </span>
                <Act
                    testid="extend-speech"
                    key="M"
                    label=t.extend_by_one
                    ask=ask(|speech| Command::ExtendSpeech { speech, seconds: 60 })
                />
                <Act
                    testid="end-speech"
                    key="E"
                    label=t.end_speech
                    meaning=Signal::derive(of(|speech| speech.id.to_string()))
                    ask=ask(|speech| Command::EndSpeech { speech, breach: String::new() })
                />
            </div>
            <div class="actions">
                <Act
                    testid="off-topic"
                    class="quiet"
                    key="X"
                    label=c.off_topic
                    title=c.off_topic_hint
                    pressed=Signal::derive(move || off_topic.get())
                    ask=move |()| {
                        let off_topic = !off_topic.get_untracked();
                        Some(Command::MarkOffTopic { speech: id()?, off_topic }.into())
                    }
                />
                <Opens testid="breach-open" key="B" label=c.breach dialog=Dialog::Breach />
            </div>
        </div>
    }
    .into_any()
}
