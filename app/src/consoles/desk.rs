//! The desk's console: who is here, the door cards, papers and the tablet of a poll, who speaks without a phone, the list of those who wait, and what was
//! handed in in writing.

pub mod ballots;
pub mod cards;
pub mod check_in;
pub mod left_list;
pub mod present;
pub mod waiting;
pub mod written;

use crate::address;
use leptos::prelude::*;
use meeting::Place;
use meeting::speakers::Command;

use crate::components::{Act, CardsRenewed, Field, GivenPoll, HamletTotals, PaperCountForm, RegisterSpeaker};
use crate::live::Live;
use crate::text::staff;

/// The desk's console.
#[component]
pub fn Desk() -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let code = live.code();
    view! {
        <main class="desk">
            <check_in::CheckIn />
            <section class="desk-left">
                <GivenPoll />
                <ballots::Ballots />
                <PaperCountForm />
                <cards::Cards />
                <written::Written />
                <present::Present />
                <nav class="card desk-links">
                    <a class="button quiet" href=address::import(&code, &Place::Desk) data-testid="import-link">{words.import}</a>
                    <a class="button quiet" href=address::history(&code, &Place::Desk) data-testid="history-link">{words.history}</a>
                    <a class="button quiet" href=address::contacts(&code, &Place::Desk) data-testid="contacts-link">{words.contacts}</a>
                    <HamletTotals />
                </nav>
            </section>
            <Speakers />
        </main>
    }
    .into_any()
}

/// Minutes after which the list may be closed by itself.
const LAST_CALLS: [u32; 2] = [5, 10];

#[component]
fn Speakers() -> AnyView {
    let live = Live::here();
    let (t, words) = (live.words(), staff::of(live.lang));
    let wanted = RwSignal::new(String::new());
    view! {
        <section class="card desk-speakers" aria-label=t.speakers>
            <CardsRenewed />
            <ListState />
            <RegisterSpeaker />
            <Field testid="search-waiting" label=words.search_list value=wanted kind="search" />
            <div class="scroll" tabindex="0">
                <waiting::DeskWaiting wanted=wanted />
                <left_list::LeftList wanted=wanted />
            </div>
        </section>
    }
    .into_any()
}

/// Whether the list is open and until when, and what changes that.
#[component]
fn ListState() -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), staff::of(live.lang));
    let open = Memo::new(move |_| live.speakers.with(|panel| panel.open));
    let last_call = Memo::new(move |_| live.speakers.with(|panel| panel.last_call.filter(|_| panel.open)));
    let state = move || {
        let state = if open.get() { t.list_open } else { t.list_closed };
        match last_call.get() {
            Some(until) => format!("{state}, {}", (words.last_call_until)(&(common.time)(until))),
            None => state.to_owned(),
        }
    };
    let calls = LAST_CALLS.map(|minutes| {
        view! {
            <Act
                testid=if minutes == 5 { "last-call-5" } else { "last-call-10" }
                class="quiet"
                label=(words.last_call_in)(minutes)
                ask=move |()| {
                    let until = live.now.get_untracked().plus_ms(i64::from(minutes) * 60_000);
                    Some(Command::SetLastCall { until: Some(until) }.into())
                }
            />
        }
    });
    view! {
        <div class="card-head">
            <h2>{t.speakers}</h2>
            <span class="state" data-testid="list-state" data-open=move || open.get().to_string()>
                {state}
            </span>
            <span class:hidden=open>
                <Act testid="open-list" class="quiet" label=t.open_list ask=move |()| Some(Command::OpenList.into()) />
            </span>
            <span class="actions" class:hidden=move || !open.get()>
                <span class="actions" class:hidden=move || last_call.get().is_some()>{calls.collect_view()}</span>
                <span class:hidden=move || last_call.get().is_none()>
                    <Act
                        testid="last-call-off"
                        class="quiet"
                        label=words.last_call_off
                        ask=move |()| Some(Command::SetLastCall { until: None }.into())
                    />
                </span>
                <Act
                    testid="close-list"
                    class="quiet"
                    label=t.close_list
                    ask=move |()| Some(Command::CloseList.into())
                />
            </span>
        </div>
    }
    .into_any()
}
