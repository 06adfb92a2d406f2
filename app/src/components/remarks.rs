//! The free words of a counted poll: read by staff first, and only then, one by one, by the hall.

use leptos::prelude::*;
use meeting::poll::Command;

use super::For;
use crate::live::Live;
use crate::text::ballots;

/// One of the free words: index of the question, index among its words, the words.
type Remark = (u32, u32, String);

/// Lists the free words of a counted poll; shown once there are any that staff may read.
#[component]
pub fn Remarks() -> AnyView {
    let live = Live::here();
    let words = ballots::of(live.lang);
    let all = Memo::new(move |_| {
        live.poll.with(|poll| {
            let counts = (0..).zip(poll.counts.iter().flatten());
            let each = counts.flat_map(|(question, count)| {
                (0..).zip(&count.words).map(move |(place, words)| (question, place, words.clone()))
            });
            each.collect::<Vec<Remark>>()
        })
    });
    let poll = move || live.poll.with_untracked(|poll| poll.poll);
    let one = move |(question, place, said): Remark| {
        let is_shown = Memo::new(move |_| live.poll.with(|poll| poll.published.contains(&(question, place))));
        let publish = move |_| {
            let shown = !is_shown.get_untracked();
            live.send(Command::PublishWords { poll: poll(), question, words: place, shown });
        };
        let about = said.clone();
        let label = move || if is_shown.get() { words.unpublish } else { words.publish };
        view! {
            <li class="remark" data-testid="remark" data-shown=move || is_shown.get().to_string()>
                <p class="words">{said}</p>
                <button
                    type="button"
                    class="button quiet"
                    data-testid="publish-words"
                    aria-label=move || format!("{}: {about}", label())
                    on:click=publish
                >
                    {label}
                </button>
            </li>
        }
    };
    view! {
        <section class="card remarks" class:hidden=move || all.with(Vec::is_empty) aria-label=words.remarks>
            <h2>{words.remarks}</h2>
            <ul>
                <For each=move || all.get() key=Clone::clone children=one />
            </ul>
        </section>
    }
    .into_any()
}
