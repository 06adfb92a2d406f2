//! The rules for the list and for speeches: until when one may register, how often and how long one may speak.

use leptos::prelude::*;
use meeting::Moment;
use meeting::agenda::{self, ItemText};
use meeting::panel::ItemView;
use meeting::speakers::{Command, SECONDS};
use meeting::wire::Ask;

use super::dialog::DialogTitle;
use crate::components::Act;
use crate::live::Live;

/// Minutes from now that are offered for a last call.
const LAST_CALLS: [u32; 3] = [15, 30, 60];
/// Limits on the speeches of one person that are offered.
const MOST: [u32; 4] = [1, 2, 3, 5];
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// Milliseconds by which the hall is ahead of UTC, the whole year.
const AHEAD_MS: i64 = 7 * 60 * MINUTE_MS;

/// The next moment at which the hall's clock shows this, such as `10:30`; `None` if it is no time.
#[must_use]
pub fn next_at(clock: &str, now: Moment) -> Option<Moment> {
    let (hours, minutes) = clock.trim().split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    if !(0..24).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    let midnight = (now.0 + AHEAD_MS).div_euclid(DAY_MS) * DAY_MS - AHEAD_MS;
    let today = Moment(midnight + (hours * 60 + minutes) * MINUTE_MS);
    Some(if today > now { today } else { today.plus_ms(DAY_MS) })
}

/// Adds so many minutes to a speaking time, within what a speech may be given.
fn changed(seconds: u32, by: i64) -> Option<u32> {
    u32::try_from((i64::from(seconds) + by).clamp(*SECONDS.start(), *SECONDS.end())).ok()
}

/// The dialog of the rules.
#[component]
pub fn Rules() -> AnyView {
    let t = Live::here().chair_words();
    view! {
        <DialogTitle title=t.rules_title />
        <div class="rules scroll">
            <LastCall />
            <MostSpeeches />
            <Times />
        </div>
    }
    .into_any()
}

#[component]
fn LastCall() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.chair_words(), live.common());
    let until = Memo::new(move |_| live.speakers.with(|panel| panel.last_call));
    let stands =
        move || until.get().map_or_else(|| t.last_call_none.to_owned(), |until| (common.time)(until));
    let clock = RwSignal::new(String::new());
    let button = move |minutes: u32| {
        view! {
            <Act
                testid="last-call-in"
                label=(t.last_call_in)(minutes)
                ask=move |()| {
                    // A whole minute, as it is said aloud.
                    let until = live.now.get_untracked().0 / MINUTE_MS * MINUTE_MS + i64::from(minutes) * MINUTE_MS;
                    Some(Command::SetLastCall { until: Some(Moment(until)) }.into())
                }
            />
        }
    };
    view! {
        <section>
            <h3>{t.last_call} " " <b data-testid="last-call">{stands}</b></h3>
            <div class="actions">
                {LAST_CALLS.map(button).collect_view()}
                <label class="field clock-field">
                    <span>{t.last_call_at}</span>
                    <input
                        type="time"
                        data-testid="last-call-time"
                        on:input=move |event| clock.set(event_target_value(&event))
                    />
                </label>
                <Act
                    testid="last-call-set"
                    label=t.last_call_set
                    disabled=Signal::derive(move || clock.with(String::is_empty))
                    ask=move |()| {
                        let until = clock.with_untracked(|clock| next_at(clock, live.now.get_untracked()))?;
                        Some(Command::SetLastCall { until: Some(until) }.into())
                    }
                />
                <span class:hidden=move || until.get().is_none()>
                    <Act
                        testid="last-call-clear"
                        class="quiet"
                        label=t.last_call_none
                        ask=move |()| Some(Command::SetLastCall { until: None }.into())
                    />
                </span>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn MostSpeeches() -> AnyView {
    let live = Live::here();
    let t = live.chair_words();
    let most = Memo::new(move |_| live.speakers.with(|panel| panel.most_speeches));
    let button = move |wanted: Option<u32>| {
        view! {
            <Act
                testid="most-speeches"
                label=wanted.map_or_else(|| t.most_any.to_owned(), t.most_of)
                pressed=Signal::derive(move || most.get() == wanted)
                ask=move |()| Some(Command::SetMostSpeeches { most: wanted }.into())
            />
        }
    };
    view! {
        <section>
            <h3>{t.most}</h3>
            <div class="actions">
                {MOST.into_iter().map(Some).chain([None]).map(button).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Times() -> AnyView {
    let live = Live::here();
    let (t, common) = (live.chair_words(), live.common());
    let speech = Memo::new(move |_| live.floor.with(|floor| floor.seconds));
    let answer = Memo::new(move |_| live.floor.with(|floor| floor.answer_seconds));
    let of_item = Memo::new(move |_| {
        live.floor.with(|floor| floor.item.as_ref().is_some_and(|item| item.seconds.is_some()))
    });
    // An item with a time of its own goes before the usual one, so it is the item's that is changed.
    let set_speech = move |by: i64| -> Option<Ask> {
        let seconds = changed(speech.get_untracked(), by)?;
        let item =
            live.floor.with_untracked(|floor| floor.item.clone()).filter(|item| item.seconds.is_some());
        Some(match item {
            None => Command::SetSpeechTime { seconds }.into(),
            Some(ItemView { id, kind, title, lead, planned_duration: minutes, optional, hidden, .. }) => {
                let item = ItemText {
                    kind,
                    title,
                    lead,
                    planned_duration: minutes,
                    seconds: Some(seconds),
                    optional,
                    hidden,
                };
                agenda::Command::EditItem { id, item }.into()
            }
        })
    };
    let set_answer =
        move |by: i64| Some(Command::SetAnswerTime { seconds: changed(answer.get_untracked(), by)? }.into());
    let length = move |seconds: Memo<u32>| move || (common.duration)(i64::from(seconds.get()) * 1000);
    view! {
        <section>
            <h3>{move || if of_item.get() { t.item_speech_time } else { t.speech_time }}</h3>
            <div class="actions">
                <Act testid="speech-time-less" class="sign" label="−" hint=t.one_less ask=move |()| set_speech(-60) />
                <b data-testid="speech-time">{length(speech)}</b>
                <Act testid="speech-time-more" class="sign" label="+" hint=t.one_more ask=move |()| set_speech(60) />
            </div>
        </section>
        <section>
            <h3>{t.answer_time}</h3>
            <div class="actions">
                <Act testid="answer-time-less" class="sign" label="−" hint=t.one_less ask=move |()| set_answer(-60) />
                <b data-testid="answer-time">{length(answer)}</b>
                <Act testid="answer-time-more" class="sign" label="+" hint=t.one_more ask=move |()| set_answer(60) />
            </div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_clock_is_the_next_one() {
        // 9:00 in the hall on 1 December 2026.
        let now = Moment(1_796_090_400_000);
        assert_eq!(next_at("10:30", now), Some(now.plus_ms(90 * MINUTE_MS)));
        assert_eq!(next_at("08:00", now), Some(now.plus_ms(23 * 60 * MINUTE_MS)));
        assert_eq!(next_at("09:00", now), Some(now.plus_ms(DAY_MS)));
        for text in ["", "10", "24:00", "10:60", "mai"] {
            assert_eq!(next_at(text, now), None, "{text}");
        }
    }

    #[test]
    fn a_time_stays_within_what_may_be_given() {
        assert_eq!(changed(300, -60), Some(240));
        assert_eq!(changed(30, -60), Some(10));
        assert_eq!(changed(3590, 60), Some(3600));
    }
}
