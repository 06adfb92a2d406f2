//! The floor while nobody speaks: who is next, who was just heard, and whom to invite.

use leptos::prelude::*;
use meeting::speakers::{Command, Purpose};

use super::answer::{ANSWER_FORM, Answer, INVITE_FORM, Invite};
use crate::components::{Act, KeyHint};
use crate::live::Live;

/// The part that is opened below who is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Those who may answer.
    Answer,
    /// The form to invite anyone.
    Invite,
    /// What is seldom needed.
    More,
}

/// Shows who is next, who was just heard, and whom to invite.
#[component]
pub fn BetweenSpeeches() -> AnyView {
    let live = Live::here();
    let c = live.chair_words();
    let open = RwSignal::new(None::<Open>);
    for (form, which) in [(ANSWER_FORM, Open::Answer), (INVITE_FORM, Open::Invite)] {
        live.typed.reopens(form.to_owned(), move || open.set(Some(which)));
    }
    let heard = Memo::new(move |_| {
        live.floor.with(|floor| floor.heard.as_ref().map(|heard| (heard.id, heard.name.clone())))
    });
    let named = move |words: fn(&str) -> String| {
        Signal::derive(move || {
            heard.with(|heard| heard.as_ref().map(|(_, name)| words(name)).unwrap_or_default())
        })
    };
    let again = move |purpose: Purpose| {
        Callback::new(move |()| {
            let (speech, _) = heard.get_untracked()?;
            Some(Command::GiveFloorAgain { speech, purpose, seconds: None }.into())
        })
    };
    let toggle = move |which: Open| {
        move |_| open.update(|open| *open = if *open == Some(which) { None } else { Some(which) })
    };
    let is_open = move |which: Open| move || (open.get() == Some(which)).to_string();
    let filled = move || matches!(open.get(), Some(Open::Answer | Open::Invite));
    view! {
        <div class="between">
            <div class="between-next" class:hidden=filled>
                <NextSpeaker />
            </div>
            <div class="heard" class:hidden=move || heard.with(Option::is_none) || filled()>
                <p class="count" data-testid="heard">{named(c.just_heard)}</p>
                <Act testid="follow-up" class="wide" key="F" label=named(c.follow_up) ask=again(Purpose::FollowUp) />
            </div>
            <div class="actions between-actions" class:hidden=move || open.get() == Some(Open::Answer)>
                <button
                    type="button"
                    class="button"
                    data-testid="answer-open"
                    data-key="A"
                    aria-keyshortcuts="A"
                    aria-expanded=is_open(Open::Answer)
                    on:click=toggle(Open::Answer)
                >
                    {c.answer}
                    <KeyHint key=Some("A") />
                </button>
                <button
                    type="button"
                    class="button quiet"
                    data-testid="invite-open"
                    data-key="I"
                    aria-keyshortcuts="I"
                    aria-expanded=is_open(Open::Invite)
                    on:click=toggle(Open::Invite)
                >
                    {c.invite_other}
                    <KeyHint key=Some("I") />
                </button>
                <button
                    type="button"
                    class="button quiet"
                    class:hidden=move || heard.with(Option::is_none)
                    data-testid="between-more"
                    aria-expanded=is_open(Open::More)
                    on:click=toggle(Open::More)
                >
                    {c.more}
                </button>
            </div>
            // Folded away and not put away: its key works all the same.
            <div class="folded" class:unfolded=move || open.get() == Some(Open::More)>
                <span class:hidden=move || heard.with(Option::is_none)>
                    <Act testid="speak-again" class="quiet" key="G" label=named(c.again) ask=again(Purpose::Opinion) />
                </span>
            </div>
            <Show when=move || open.get() == Some(Open::Answer)>
                <Answer done=move || open.set(None) />
            </Show>
            <Show when=move || open.get() == Some(Open::Invite)>
                <Invite done=move || open.set(None) />
            </Show>
        </div>
    }
    .into_any()
}

/// Shows who is next, with what is asked of them before they speak.
#[component]
fn NextSpeaker() -> AnyView {
    let live = Live::here();
    let (t, c) = (live.words(), live.chair_words());
    let next = Memo::new(move |_| {
        live.speakers.with(|panel| {
            let called = panel.waiting.iter().find(|one| one.called);
            called
                .or(panel.waiting.first())
                .map(|one| (one.request, one.name.clone(), one.hamlet.clone(), one.called))
        })
    });
    let request = move || next.with_untracked(|next| next.as_ref().map(|(request, ..)| *request));
    let called = Memo::new(move |_| next.with(|next| next.as_ref().is_some_and(|(.., called)| *called)));
    let name = move || next.with(|next| next.as_ref().map(|(_, name, ..)| name.clone()));
    let hamlet = move || {
        next.with(|next| {
            let (_, _, hamlet, called) = next.as_ref()?;
            Some(match (called, hamlet.as_str()) {
                (true, "") => format!("● {}", c.called),
                (true, hamlet) => format!("{hamlet} · ● {}", c.called),
                (false, hamlet) => hamlet.to_owned(),
            })
        })
    };
    let none = move || next.with(Option::is_none);
    view! {
        <p class="empty" class:hidden=move || !none()>{t.nobody_waits}</p>
        <div class="next-one" class:hidden=none>
            <p class="count">{t.next_speaker}</p>
            <p class="next-speaker" data-testid="next-speaker" title=name>{name}</p>
            <p class="about" title=hamlet>{hamlet}</p>
            <div class="actions">
                <span class:hidden=called>
                    <Act
                        testid="call-next"
                        key="C"
                        label=c.call
                        title=c.call_hint
                        ask=move |()| Some(Command::CallSpeaker { request: request()? }.into())
                    />
                </span>
                <Act
                    testid="absent-next"
                    class="quiet"
                    key="V"
                    label=c.absent
                    title=c.absent_hint
                    meaning=Signal::derive(move || name().unwrap_or_default())
                    ask=move |()| Some(Command::MarkAbsent { request: request()? }.into())
                />
            </div>
        </div>
    }
    .into_any()
}
