//! One entry of the minutes: when, what happened, and the secretary's words beside it.

use leptos::prelude::*;
use meeting::minutes::Target;
use meeting::opinions::{self, Outcome};
use meeting::panel::{EntryPanel, FactView, TextView, label};
use meeting::speakers::Command;
use meeting::{EntryId, OpinionId, SpeechId};

use super::Minutes;
use super::outcome::OpinionOutcome;
use crate::components::{Act, For, SyncedText, agreed};
use crate::live::Live;
use crate::text::common::Common;
use crate::text::consoles::Consoles;
use crate::text::staff::{self, Staff};

/// The id of the field beside an entry.
pub(super) fn text_id(entry: EntryId) -> String {
    format!("entry-{entry}")
}

/// The id of the field of an opinion.
pub(super) fn opinion_id(opinion: OpinionId) -> String {
    format!("opinion-{opinion}")
}

/// Shows one entry.
#[component]
pub fn MinutesEntry(
    /// The entry.
    id: EntryId,
) -> AnyView {
    let live = Live::here();
    let desk = expect_context::<Minutes>();
    let (t, common, staff) = (live.words(), live.common(), staff::of(live.lang));
    let known = live.entry(id);
    let entry = Memo::new(move |_| known.get());
    let time = move || entry.with(|entry| entry.as_ref().map(|entry| (common.time)(entry.at)));
    let fact =
        move || entry.with(|entry| entry.as_ref().map(|entry| sentence(t, staff, common, &entry.fact)));
    let about = move || entry.with(|entry| entry.as_ref().and_then(|entry| subject(t, &entry.fact)));
    let beside = move || entry.with(|entry| entry.as_ref().and_then(|entry| beside(staff, &entry.fact)));
    let off_topic = Memo::new(move |_| {
        entry.with(|entry| match entry.as_ref().map(|entry| &entry.fact) {
            Some(FactView::Speech { off_topic, .. }) => Some(*off_topic),
            _ => None,
        })
    });
    let kind = move || entry.with(|entry| entry.as_ref().map(|entry| kind(&entry.fact)));
    let text = Memo::new(move |_| {
        entry.with(|entry| entry.as_ref().map(|entry| entry.text.clone()).unwrap_or_default())
    });
    let speech = Memo::new(move |_| entry.with(|entry| entry.as_ref().and_then(speech_of)));
    let opinions = Memo::new(move |_| {
        entry.with(|entry| match entry.as_ref().map(|entry| &entry.fact) {
            Some(FactView::Speech { opinions, .. }) => opinions.clone(),
            _ => Vec::new(),
        })
    });
    Effect::new(move |_| {
        desk.wanted.track();
        desk.arrived(text.with(|text| text.revision), text_id(id));
    });
    let opinion = move |opinion: OpinionId| {
        let text = Memo::new(move |_| {
            opinions.with(|all| {
                all.iter().find(|one| one.id == opinion).map(|one| one.text.clone()).unwrap_or_default()
            })
        });
        let outcome = Memo::new(move |_| {
            opinions.with(|all| all.iter().find(|one| one.id == opinion)?.outcome.clone())
        });
        view! { <OpinionText opinion=opinion text=text outcome=outcome /> }
    };
    view! {
        <li class="minutes-entry" data-testid="minutes-entry" data-entry=id.to_string() data-kind=kind>
            <p class="time">{time}</p>
            <div class="entry-body">
                <p class="fact" data-testid="entry-fact">
                    {fact}
                </p>
                {move || about().map(|about| view! { <p class="about">{about}</p> })}
                {move || beside().map(|beside| view! { <p class="about" data-testid="entry-beside">{beside}</p> })}
                <p class="about off-topic" class:hidden=move || off_topic.get() != Some(true) data-testid="off-topic">
                    {staff.off_topic}
                </p>
                <SyncedText
                    target=Target::Entry(id)
                    text=text
                    testid="entry-text"
                    label=t.entry_text
                    id=text_id(id)
                    placeholder=t.entry_text
                />
                <For
                    each=move || opinions.get().into_iter().map(|one| one.id)
                    key=|id| *id
                    children=opinion
                />
                {move || {
                    speech
                        .get()
                        .map(|speech| {
                            view! {
                                <div class="actions">
                                    <RecordOpinion speech=speech />
                                    <OffTopic speech=speech off_topic=off_topic />
                                </div>
                            }
                        })
                }}
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn RecordOpinion(speech: SpeechId) -> AnyView {
    let t = Live::here().words();
    let desk = expect_context::<Minutes>();
    let ask = move |_| desk.begin(opinions::Command::RecordOpinion { speech, text: String::new() });
    view! {
        <button type="button" class="button quiet" data-testid="record-opinion" on:click=ask>
            {t.record_opinion}
        </button>
    }
    .into_any()
}

/// Marks a speech as off the topic, or takes the mark back.
#[component]
fn OffTopic(speech: SpeechId, off_topic: Memo<Option<bool>>) -> AnyView {
    let words = staff::of(Live::here().lang);
    let is_off = move || off_topic.get() == Some(true);
    view! {
        <Act
            testid="mark-off-topic"
            class="quiet"
            label=Signal::derive(move || {
                if is_off() { words.mark_on_topic } else { words.mark_off_topic }.to_owned()
            })
            ask=move |()| {
                let off_topic = off_topic.get_untracked() != Some(true);
                Some(Command::MarkOffTopic { speech, off_topic }.into())
            }
        />
    }
    .into_any()
}

#[component]
fn OpinionText(opinion: OpinionId, text: Memo<TextView>, outcome: Memo<Option<Outcome>>) -> AnyView {
    let t = Live::here().words();
    let desk = expect_context::<Minutes>();
    Effect::new(move |_| {
        desk.wanted.track();
        desk.arrived(text.with(|text| text.revision), opinion_id(opinion));
    });
    view! {
        <div class="opinion" data-testid="opinion" data-opinion=opinion.to_string()>
            <p class="opinion-head">{(t.opinion_number)(&opinion.to_string())}</p>
            <SyncedText
                target=Target::Opinion(opinion)
                text=text
                testid="opinion-text"
                label=t.opinion_text
                id=opinion_id(opinion)
                placeholder=t.opinion_text
            />
            <OpinionOutcome opinion=opinion outcome=outcome />
        </div>
    }
    .into_any()
}

fn speech_of(entry: &EntryPanel) -> Option<SpeechId> {
    match &entry.fact {
        FactView::Speech { speech, .. } => Some(*speech),
        _ => None,
    }
}

/// What happened, as a sentence.
fn sentence(t: &Consoles, staff: &Staff, common: &Common, fact: &FactView) -> String {
    match fact {
        FactView::MeetingOpened => t.fact_opened.to_owned(),
        FactView::Item { number, part, title, lead } => {
            (staff.fact_item)(&label(*number, *part), title, lead)
        }
        FactView::ItemSkipped { number, part, title } => (staff.fact_skipped)(&label(*number, *part), title),
        FactView::Speech { purpose, name, hamlet, on_behalf, ended, spoken_ms, .. } => {
            let mut who = name.clone();
            if !hamlet.is_empty() {
                who = format!("{who} ({hamlet})");
            }
            if !on_behalf.is_empty() {
                who = format!("{who}, {}", (t.behalf_of)(on_behalf));
            }
            let spoken = spoken_ms.filter(|_| ended.is_some()).map(|ms| (common.duration)(ms));
            (t.fact_speech)(*purpose, &who, spoken.as_deref())
        }
        FactView::PollOpened { question } => (t.fact_poll_opened)(question),
        FactView::PollClosed { counts: None } => t.fact_poll_closed.to_owned(),
        FactView::PollClosed { counts: Some(counts) } => (t.fact_poll_counted)(counts),
        FactView::PollReopened => t.fact_poll_reopened.to_owned(),
        FactView::PollDiscarded => t.fact_poll_discarded.to_owned(),
        FactView::MeetingClosed => t.fact_closed.to_owned(),
        FactView::Written { name, hamlet, .. } => (staff.fact_written)(name, hamlet),
        FactView::Note => t.fact_note.to_owned(),
    }
}

/// The words that someone registered to speak about, or wrote.
fn subject(t: &Consoles, fact: &FactView) -> Option<String> {
    match fact {
        FactView::Speech { subject, .. } if !subject.is_empty() => Some((t.registered_subject)(subject)),
        FactView::Written { text, .. } => Some(text.clone()),
        _ => None,
    }
}

/// The line beside an entry: who agreed, and why a speech was ended; what a written opinion was answered.
fn beside(staff: &Staff, fact: &FactView) -> Option<String> {
    let (agreeing, also, breach) = match fact {
        FactView::Speech { agreeing, also, breach, .. } => (agreeing, also, breach),
        FactView::Written { answer, .. } if !answer.is_empty() => {
            return Some((staff.written_answer)(answer));
        }
        _ => return None,
    };
    let agreed = (!agreeing.is_empty()).then(|| (staff.agreeing)(&agreed(agreeing, also)));
    let broken = (!breach.is_empty()).then(|| (staff.breach)(breach));
    let parts: Vec<String> = [agreed, broken].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The kind of entry, as a hook for tests and style.
fn kind(fact: &FactView) -> &'static str {
    match fact {
        FactView::MeetingOpened => "meeting-opened",
        FactView::Item { .. } => "item",
        FactView::ItemSkipped { .. } => "item-skipped",
        FactView::Speech { .. } => "speech",
        FactView::PollOpened { .. } => "poll-opened",
        FactView::PollClosed { .. } => "poll-closed",
        FactView::PollReopened => "poll-reopened",
        FactView::PollDiscarded => "poll-discarded",
        FactView::MeetingClosed => "meeting-closed",
        FactView::Written { .. } => "written",
        FactView::Note => "note",
    }
}
