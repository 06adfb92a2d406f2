//! The question what the time is.

use crate::address;
use leptos::prelude::*;
use meeting::{Moment, Place};

use crate::live::Live;

/// That the laptop's clock and the meeting's do not agree, for as long as the office has not said what the time is. At
/// the office it is said here: with plain forms, since the answer is the house's and not this meeting's.
#[component]
pub fn ClockNotice() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let doubt = Memo::new(move |_| live.laptop.with(|laptop| laptop.clock));
    let question = Memo::new(move |_| doubt.get().map(|doubt| (t.clock)(&doubt, live.now.get())));
    let asks = Memo::new(move |_| doubt.with(Option::is_some));
    let action = address::clock(&live.code());
    let at = move |moment: Moment| {
        let common = live.common();
        format!("{}, {}", (common.time)(moment), (common.date)(moment))
    };
    let laptop = Memo::new(move |_| {
        let ahead = doubt.get().map_or(0, |doubt| doubt.ahead_ms);
        (t.clock_laptop)(&at(live.now.get().plus_ms(ahead)))
    });
    let program = Memo::new(move |_| (t.clock_program)(&at(live.now.get())));
    // Where both say the same, it is one answer.
    let differs = Memo::new(move |_| doubt.get().is_some_and(|doubt| doubt.differs()));
    let answer = move || {
        (live.place == Place::Office && asks.get()).then(|| {
            let of_program = move || {
                differs.get().then(|| {
                    view! {
                        <button class="button" name="is" value="program">{move || program.get()}</button>
                    }
                })
            };
            view! {
                <form method="post" action=action.clone() data-testid="say-time">
                    <button class="button" name="is" value="laptop">{move || laptop.get()}</button>
                    {of_program}
                </form>
                <form method="post" action=action.clone() data-testid="say-other-time">
                    <input type="hidden" name="is" value="other" />
                    <label>
                        {t.clock_other} <input type="datetime-local" name="time" required data-testid="said-time" />
                    </label>
                    <button class="button">{t.clock_say}</button>
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
