//! The countdown: how much time a speech has left.

use leptos::prelude::*;
use meeting::speakers::Clock;

use crate::live::Live;
use crate::text::common::clock_face;

/// Milliseconds left under which it is time to come to an end.
const SOON_MS: i64 = 30_000;

/// The time the speech that is on has left, in words and figures: “còn 2:05”, “quá giờ 0:12”. Counted
/// here from the deadline and the meeting's clock; nothing is sent.
#[component]
pub fn Countdown() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let state = Memo::new(move |_| {
        let now = live.now.get();
        let (clock, allotted) = live
            .floor
            .with(|floor| floor.speech.as_ref().map(|speech| (speech.clock, speech.allotted_ms)))?;
        // Our idea of the meeting's clock lags a little; nobody has more time than was given.
        let left = clock.left_ms(now).min(allotted);
        let paused = matches!(clock, Clock::Paused { .. });
        let name = match left {
            _ if paused => "paused",
            ..0 => "over",
            0..SOON_MS => "soon",
            _ => "running",
        };
        let word = match (paused, left < 0) {
            (true, false) => t.time_paused,
            (true, true) => t.time_paused_over,
            (false, false) => t.time_left,
            (false, true) => t.time_over,
        };
        Some((name, word, clock_face(left)))
    });
    let part =
        move |which: fn((&'static str, &'static str, String)) -> String| move || state.get().map(which);
    view! {
        <p
            class="countdown"
            data-testid="countdown"
            role="timer"
            data-state=move || state.get().map(|(name, ..)| name)
        >
            <span class="countdown-word">{part(|(_, word, _)| word.to_owned())}</span>
            " "
            <span class="countdown-face">{part(|(.., face)| face)}</span>
        </p>
    }
    .into_any()
}
