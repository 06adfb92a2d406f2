//! The question what the time is.

use leptos::prelude::*;
use meeting::Place;

use crate::live::Live;

/// That the laptop's clock and the meeting's do not agree, for as long as the office has not said what the time is. At
/// the office it is said here: with a plain form, since the answer is the house's and not this meeting's.
#[component]
pub fn ClockNotice() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let question = Memo::new(move |_| {
        let now = live.now.get();
        live.laptop.with(|laptop| laptop.clock.map(|doubt| (t.clock)(&doubt, now)))
    });
    let asks = Memo::new(move |_| question.with(Option::is_some));
    let action = format!("/m/{}/office/clock", live.code());
    let answer = move || {
        (live.place == Place::Office && asks.get()).then(|| {
            view! {
                <form method="post" action=action.clone() data-testid="say-time">
                    <button class="button" name="is" value="laptop">{t.clock_laptop}</button>
                    <button class="button" name="is" value="program">{t.clock_program}</button>
                    <label>{t.clock_other} <input type="datetime-local" name="time" data-testid="time" /></label>
                    <button class="button" name="is" value="other">{t.clock_say}</button>
                </form>
            }
        })
    };
    let tell = move || (live.place != Place::Office && asks.get()).then_some(t.clock_tell);
    view! {
        <div class="laptop" role="alert" data-testid="clock" class:shown=asks>
            <p>{move || question.get()} " " {tell}</p>
            {answer}
        </div>
    }
    .into_any()
}
