//! The middle of the chair's console: what is on, who speaks, and the next step.

use leptos::prelude::*;
use meeting::agenda::Phase;
use meeting::clean;
use meeting::panel::SpeechView;
use meeting::speakers::{Clock, Command, Purpose, Speaker};

use super::next_step::{Step, next_step};
use crate::components::{Act, Choice, Countdown, Field};
use crate::live::{Live, Outcome};

/// What is on, who speaks, and the next step.
#[component]
pub fn FloorPanel() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let speaks = Memo::new(move |_| live.floor.with(|floor| floor.speech.is_some()));
    view! {
        <section class="card floor-card" aria-label=t.on_now>
            <ItemOn />
            <div class="floor-middle">
                <Show when=move || speaks.get() fallback=|| view! { <Between /> }>
                    <SpeechOn />
                </Show>
            </div>
            <NextStep />
        </section>
    }
    .into_any()
}

#[component]
fn ItemOn() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let count = move || {
        live.floor.with(|floor| {
            floor.item.as_ref().map(|item| (t.item_of)(item.number, floor.items)).unwrap_or_default()
        })
    };
    let title = move || {
        let running = live.floor.with(|floor| floor.item.as_ref().map(|item| item.title.clone()));
        let over = live.head.with(|head| head.phase == Phase::Closed);
        running.unwrap_or_else(|| (if over { t.step_over } else { t.nothing_on }).to_owned())
    };
    let lead = move || live.floor.with(|floor| floor.item.as_ref().map(|item| item.lead.clone()));
    view! {
        <div class="item-on" data-testid="current-item">
            <p class="count">{count}</p>
            <h2 title=title>{title}</h2>
            <p class="about" title=lead>{lead}</p>
        </div>
    }
    .into_any()
}

#[component]
fn SpeechOn() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let speech = Memo::new(move |_| live.floor.with(|floor| floor.speech.clone()));
    let of = move |part: fn(&SpeechView) -> String| {
        move || speech.with(|speech| speech.as_ref().map(part).unwrap_or_default())
    };
    let purpose =
        move || speech.with(|speech| speech.as_ref().map(|speech| (common.purpose)(speech.purpose)));
    let paused = Memo::new(move |_| {
        speech
            .with(|speech| speech.as_ref().is_some_and(|speech| matches!(speech.clock, Clock::Paused { .. })))
    });
    let ask = move |command: fn(meeting::SpeechId) -> Command| {
        Callback::new(move |()| {
            let id = speech.with_untracked(|speech| speech.as_ref().map(|speech| speech.id))?;
            Some(command(id).into())
        })
    };
    view! {
        <div class="speech" data-testid="speech">
            <p class="count">{purpose}</p>
            <p class="speaker" data-testid="speaker-name" title=of(|speech| speech.name.clone())>
                {of(|speech| speech.name.clone())}
            </p>
            <p class="about" title=of(|speech| speech.hamlet.clone())>{of(|speech| speech.hamlet.clone())}</p>
            <Countdown />
            <div class="actions">
                <span class:hidden=paused>
                    <Act testid="pause-speech" label=t.pause ask=ask(|speech| Command::PauseSpeech { speech }) />
                </span>
                <span class:hidden=move || !paused.get()>
                    <Act testid="resume-speech" label=t.resume ask=ask(|speech| Command::ResumeSpeech { speech }) />
                </span>
                <Act
                    testid="extend-speech"
                    label=t.one_minute_more
                    ask=ask(|speech| Command::ExtendSpeech { speech, seconds: 60 })
                />
                <Act
                    testid="end-speech"
                    label=t.end_speech
                    meaning=Signal::derive(of(|speech| speech.id.to_string()))
                    ask=ask(|speech| Command::EndSpeech { speech, breach: String::new() })
                />
            </div>
        </div>
    }
    .into_any()
}

/// Nobody speaks: who is next, and the way to invite someone who is not on the list.
#[component]
fn Between() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let next = Memo::new(move |_| {
        live.speakers.with(|panel| panel.waiting.first().map(|one| (one.name.clone(), one.hamlet.clone())))
    });
    let inviting = RwSignal::new(false);
    view! {
        <div class="between">
            <div class:hidden=inviting>
                {move || match next.get() {
                    Some((name, hamlet)) => {
                        view! {
                            <p class="count">{t.next_speaker}</p>
                            <p class="next-speaker" data-testid="next-speaker" title=name.clone()>
                                {name.clone()}
                            </p>
                            <p class="about" title=hamlet.clone()>
                                {hamlet.clone()}
                            </p>
                        }
                            .into_any()
                    }
                    None => view! { <p class="empty">{t.nobody_waits}</p> }.into_any(),
                }}
            </div>
            <button
                type="button"
                class="button quiet"
                data-testid="invite-open"
                aria-expanded=move || inviting.get().to_string()
                on:click=move |_| inviting.update(|open| *open = !*open)
            >
                {t.invite_someone}
            </button>
            <Show when=move || inviting.get()>
                <Invite done=move || inviting.set(false) />
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn Invite(done: impl Fn() + Send + Sync + Copy + 'static) -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let (name, agency) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let purpose = RwSignal::new("answer");
    let purposes = [Purpose::Answer, Purpose::FollowUp, Purpose::Opinion];
    let key = |purpose| match purpose {
        Purpose::Answer => "answer",
        Purpose::FollowUp => "follow-up",
        Purpose::Opinion => "opinion",
    };
    let options = purposes.map(|purpose| (key(purpose), (common.purpose)(purpose).to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let speaker =
            Speaker { name: name.get_untracked(), hamlet: agency.get_untracked(), ..Speaker::default() };
        let chosen = purposes.into_iter().find(|one| key(*one) == purpose.get_untracked());
        let purpose = chosen.unwrap_or(Purpose::Answer);
        live.send_then(
            Command::InviteToSpeak { speaker, purpose, seconds: None, about: None },
            move |outcome| {
                if matches!(outcome, Outcome::Done { .. }) {
                    done();
                }
            },
        );
    };
    view! {
        <form class="form invite" on:submit=submit>
            <Field testid="invite-name" label=t.name value=name most=clean::NAME />
            <Field testid="invite-agency" label=t.agency value=agency list="hamlets" most=clean::NAME />
            <Choice testid="invite-purpose" label=t.purpose value=purpose options=options.to_vec() />
            <button type="submit" class="button strong" data-testid="invite">
                {t.invite}
            </button>
        </form>
    }
    .into_any()
}

/// The one large button.
#[component]
fn NextStep() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let step = Memo::new(move |_| {
        let (head, agenda, floor) = (live.head.read(), live.agenda.read(), live.floor.read());
        next_step(&head, &agenda, &floor, &live.speakers.read(), &live.poll.read())
    });
    let words = Signal::derive(move || step.with(|step| step.words(t)));
    let confirm = Signal::derive(move || {
        step.with(|step| match step {
            step if !step.is_final() => None,
            Step::ClosePoll => Some(t.close_poll_sure.to_owned()),
            _ => Some(t.close_meeting_sure.to_owned()),
        })
    });
    view! {
        <div
            class="next-step"
            data-testid="next-step"
            data-step=move || step.with(Step::name)
            title=words
        >
            <p class="count">{t.next_step}</p>
            <Act
                testid="primary-action"
                class="primary"
                label=words
                meaning=words
                confirm=confirm
                disabled=Signal::derive(move || step.with(|step| step.ask().is_none()))
                ask=move |()| step.with_untracked(Step::ask)
            />
        </div>
    }
    .into_any()
}
