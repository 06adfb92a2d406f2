//! What people hand in from their phones: read here, put into the minutes, answered.

use crate::address;
use leptos::prelude::*;
use meeting::Place;
use meeting::WrittenId;
use meeting::written::{ANSWER, Command};

use crate::components::{Act, For, Form, Lines, LinesField};
use crate::live::Live;
use crate::text::staff;

/// Written opinions, the newest first. The card comes with the first of them.
#[component]
pub fn Written() -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let ids = Memo::new(move |_| {
        live.written.with(|panel| panel.all.iter().rev().map(|one| one.id).collect::<Vec<_>>())
    });
    let open = move || live.written.with(|panel| panel.open);
    let more = Memo::new(move |_| live.written.with(|panel| panel.more));
    let all = address::written(&live.code(), &Place::Desk);
    view! {
        <section class="card written-card" class:hidden=move || ids.with(Vec::is_empty) aria-label=words.written>
            <div class="card-head">
                <h2>{words.written}</h2>
                <span class="about" data-testid="written-open">{move || (words.written_open)(open())}</span>
            </div>
            <ul class="scroll written" data-testid="written-list" tabindex="0">
                <For each=move || ids.get() key=|id| *id children=|id| view! { <One id=id /> } />
            </ul>
            <p class="about" data-testid="more-written" class:hidden=move || more.get() == 0>
                {move || (words.more_written)(more.get())}
                " "
                <a href=all data-testid="all-written">{words.see_all}</a>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn One(id: WrittenId) -> AnyView {
    let live = Live::here();
    let (words, common) = (staff::of(live.lang), live.common());
    let one =
        Memo::new(move |_| live.written.with(|panel| panel.all.iter().find(|one| one.id == id).cloned()));
    let part = move |of: fn(&meeting::panel::WrittenView) -> String| {
        one.with(|one| one.as_ref().map(of).unwrap_or_default())
    };
    let about = move || {
        let at = one.with(|one| one.as_ref().map(|one| (common.time)(one.at)).unwrap_or_default());
        [part(|one| one.hamlet.clone()), at]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let taken_up = Memo::new(move |_| one.with(|one| one.as_ref().is_some_and(|one| one.taken_up)));
    let answered = Memo::new(move |_| part(|one| one.answer.clone()));
    let answer = Lines::new(&[]);
    let form = Form::new(format!("answer {id}")).field("answer", answer).begin();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let answer = untrack(|| answer.text());
        form.send(Command::AnswerWritten { written: id, answer }, |_| {});
    };
    view! {
        <li class="written-one" data-testid="written" data-written=id.to_string()>
            <p class="name">{move || part(|one| one.name.clone())}</p>
            <p class="about">{about}</p>
            <p class="words" data-testid="written-text">{move || part(|one| one.text.clone())}</p>
            <p class="state" class:hidden=move || !taken_up.get()>{words.taken_up}</p>
            <p class="about" data-testid="written-answer" class:hidden=move || answered.with(String::is_empty)>
                {move || (words.written_answer)(&answered.get())}
            </p>
            <form class="form written-form" on:submit=send>
                <LinesField
                    testid="answer-text"
                    label=words.answer_written
                    placeholder=words.answer_written
                    lines=answer
                    rows=1
                    most=ANSWER
                />
                <div class="actions">
                    <button type="submit" class="button quiet" data-testid="send-answer">{words.send_answer}</button>
                    <span class:hidden=taken_up>
                        <Act
                            testid="take-up"
                            class="quiet"
                            label=words.take_up
                            ask=move |()| Some(Command::TakeUp { written: id }.into())
                        />
                    </span>
                </div>
            </form>
        </li>
    }
    .into_any()
}
