//! The card of the projector on the chair's console.

use leptos::prelude::*;
use meeting::projector::{Command, MESSAGE, Scene};

use crate::components::{Act, Field, Form};
use crate::live::Live;

/// The name of the form for a message to the hall.
const MESSAGE_FORM: &str = "message";

/// The scenes the chair may pin, each with the name of its button and its key.
const SCENES: [(&str, &str, Scene); 10] = [
    ("scene-welcome", "5", Scene::Welcome),
    ("scene-agenda", "6", Scene::Agenda),
    ("scene-speaker", "7", Scene::Speaker),
    ("scene-poll", "8", Scene::Poll),
    ("scene-result", "9", Scene::Result),
    ("scene-blank", "0", Scene::Blank),
    ("scene-break", "=", Scene::Break),
    ("scene-conclusions", ";", Scene::Conclusions),
    ("scene-minutes", "[", Scene::Minutes),
    ("scene-closing", "]", Scene::Closing),
];

/// Shows what is on the projector, and pins scenes or follows the meeting.
#[component]
pub fn ProjectorCard() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.words(), live.common());
    let pinned = Memo::new(move |_| {
        live.scene.with(|panel| panel.as_ref().filter(|panel| panel.pinned).map(|panel| panel.scene.clone()))
    });
    let now = move || {
        live.scene.with(|panel| {
            panel.as_ref().map(|panel| match &panel.scene {
                Scene::Message(text) => format!("“{text}”"),
                scene => (common.scene)(scene).to_owned(),
            })
        })
    };
    let writing = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let form = Form::new(MESSAGE_FORM).field("text", text).begin();
    live.typed.reopens(MESSAGE_FORM.to_owned(), move || writing.set(true));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let scene = Scene::Message(text.get_untracked());
        form.send(Command::Pin { scene }, move |answered| {
            if answered.is_over() {
                writing.try_set(false);
            }
        });
    };
    let buttons = SCENES.map(|(testid, key, scene)| {
        let label = (common.scene)(&scene);
        let shown = scene.clone();
        view! {
            <Act
                testid=testid
                key=key
                class="quiet"
                label=label
                pressed=Signal::derive(move || pinned.with(|pinned| pinned.as_ref() == Some(&shown)))
                ask=move |()| Some(Command::Pin { scene: scene.clone() }.into())
            />
        }
    });
    view! {
        <section class="card projector-card" data-in="more" tabindex="-1" aria-label=t.projector>
            <h2>{t.projector} <span class="state" data-testid="scene">{now}</span></h2>
            <div class="actions scenes">
                <Act
                    testid="scene-follow"
                    key="H"
                    class="quiet"
                    label=t.follow
                    pressed=Signal::derive(move || pinned.with(Option::is_none))
                    ask=move |()| Some(Command::Follow.into())
                />
                {buttons.collect_view()}
                <button
                    type="button"
                    class="button quiet"
                    data-testid="scene-message"
                    data-key="-"
                    aria-keyshortcuts="-"
                    aria-expanded=move || writing.get().to_string()
                    aria-pressed=move || {
                        pinned.with(|pinned| matches!(pinned, Some(Scene::Message(_)))).to_string()
                    }
                    on:click=move |_| writing.update(|open| *open = !*open)
                >
                    {(common.scene)(&Scene::Message(String::new()))}
                </button>
            </div>
            <Show when=move || writing.get()>
                <form class="form message-form" on:submit=submit>
                    <Field testid="message-text" label=t.message_to_hall value=text most=MESSAGE class="wide" />
                    <button type="submit" class="button strong" data-testid="show-message">
                        {t.show_message}
                    </button>
                </form>
            </Show>
        </section>
    }
    .into_any()
}
