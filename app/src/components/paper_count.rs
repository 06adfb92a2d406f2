//! The count of the paper ballots: one enters it, another confirms it.

use leptos::prelude::*;
use meeting::poll::{Command, Count, Entry, Kind, PaperCount, Question, Signed, State};
use meeting::{PollId, validate};

use super::{Field, Form, FormNews, Lines, LinesField};
use crate::live::Live;
use crate::text::ballots;

/// Enters and confirms the count of the paper ballots of the poll that was closed; shown while that is to be done.
#[component]
pub fn PaperCountForm() -> AnyView {
    let live = Live::here();
    let words = ballots::of(live.lang);
    let counting = Memo::new(move |_| {
        live.paper_ballots.with(|panel| {
            let closed = matches!(panel.state, State::Closed | State::Sealed);
            let there = panel.issued > 0 || panel.wanting;
            (closed && there).then(|| (panel.poll, panel.questions.clone()))
        })
    });
    let entry =
        Memo::new(move |_| live.paper_ballots.with(|panel| panel.entry.clone().zip(panel.figures.clone())));
    // Someone may see that the figures of a poll are wrong: then they are entered anew, from what stands there. What
    // others do meanwhile takes nothing from under their hands: who has begun to enter them goes on.
    let (anew, filling) = (RwSignal::new(None), RwSignal::new(false));
    let named = move || {
        counting.with_untracked(|counting| counting.as_ref().map(|(poll, _)| (*poll, form_name(*poll))))
    };
    if let Some((poll, name)) = named() {
        live.typed.reopens(name, move || anew.set(Some(poll)));
    }
    let shown = Memo::new(move |before: Option<&Option<Shown>>| {
        let (poll, questions) = counting.get()?;
        let (entered, again) = (entry.get(), anew.get() == Some(poll));
        let before = before.and_then(Option::as_ref).filter(|shown| shown.poll == poll);
        let begun = before.filter(|shown| matches!(shown.what, What::Figures(_)) && (again || filling.get()));
        let what = match (begun, entered) {
            (Some(shown), _) => shown.what.clone(),
            (None, None) => What::Figures(None),
            (None, Some((_, count))) if again => What::Figures(Some(count)),
            (None, Some((entry, count))) => What::Entered(entry, count),
        };
        Some(Shown { poll, questions, what })
    });
    let body = move || {
        let Shown { poll, questions, what } = shown.get()?;
        Some(match what {
            What::Figures(before) => {
                view! { <Figures poll=poll questions=questions before=before anew=anew filling=filling /> }
                    .into_any()
            }
            What::Entered(entry, count) => {
                view! { <Entered poll=poll questions=questions entry=entry count=count anew=anew /> }
                    .into_any()
            }
        })
    };
    view! {
        <section class="card papers-count" class:hidden=move || counting.with(Option::is_none) aria-label=words.count>
            <div class="card-head">
                <h2>{words.count}</h2>
                <span class="about">{move || (words.issued)(live.paper_ballots.with(|panel| panel.issued))}</span>
            </div>
            <p class="about">{words.count_about}</p>
            {body}
        </section>
    }
    .into_any()
}

/// The name of the form in which the figures of a poll are entered.
fn form_name(poll: PollId) -> String {
    format!("papers {poll}")
}

/// What the card shows.
#[derive(Clone, PartialEq)]
struct Shown {
    poll: PollId,
    questions: Vec<Question>,
    what: What,
}

#[derive(Clone, PartialEq)]
enum What {
    /// The form, with what was entered before.
    Figures(Option<PaperCount>),
    /// What was entered, to be confirmed.
    Entered(Entry, PaperCount),
}

/// A number as it was typed; `None` if it is none.
fn number(typed: RwSignal<String>) -> Option<u32> {
    typed.with_untracked(|typed| typed.trim().parse().ok())
}

fn empty() -> RwSignal<String> {
    RwSignal::new(String::new())
}

/// A signal for a field that holds this number, or nothing yet.
fn field(number: Option<u32>) -> RwSignal<String> {
    RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default())
}

/// The figures of one question as they are typed.
#[derive(Clone)]
struct Draft {
    question: Question,
    ticks: Vec<RwSignal<String>>,
    answered: RwSignal<String>,
    words: Lines,
}

impl Draft {
    fn new(question: Question, before: Option<&Count>) -> Self {
        let places = 0..question.options.len();
        let ticks = places.map(|place| field(before.and_then(|count| count.ticks.get(place).copied())));
        let words = before.map(|count| count.words.as_slice()).unwrap_or_default();
        let answered = field(before.map(|count| count.answered));
        Self { ticks: ticks.collect(), question, answered, words: Lines::new(words) }
    }

    /// The count that is typed; `None` unless every field holds a number.
    fn count(&self) -> Option<Count> {
        let ticks = self.ticks.iter().copied().map(number).collect::<Option<Vec<u32>>>()?;
        let words = untrack(|| self.words.get());
        let answered = match self.question.kind {
            Kind::Text => u32::try_from(words.len()).unwrap_or(u32::MAX),
            // Where one may tick several, ticks do not say how many paper ballots they are on.
            Kind::Multiple => number(self.answered)?,
            Kind::Scale | Kind::YesNo | Kind::Single => {
                ticks.iter().fold(0_u32, |sum, one| sum.saturating_add(*one))
            }
        };
        Some(Count { answered, ticks, words })
    }
}

/// The form in which the figures are entered; `before` is what was entered already.
#[component]
fn Figures(
    poll: PollId,
    questions: Vec<Question>,
    before: Option<PaperCount>,
    anew: RwSignal<Option<PollId>>,
    /// True if someone has begun to fill it in.
    filling: RwSignal<bool>,
) -> AnyView {
    let live = Live::here();
    let words = ballots::of(live.lang);
    let (returned, invalid) = (
        field(before.as_ref().map(|count| count.returned)),
        field(before.as_ref().map(|count| count.invalid)),
    );
    let name = empty();
    let has_before = before.is_some();
    let draft =
        |(place, question)| Draft::new(question, before.as_ref().and_then(|count| count.counts.get(place)));
    let drafts: Vec<Draft> = questions.into_iter().enumerate().map(draft).collect();
    let mut form = Form::new(form_name(poll)).field("returned", returned).field("invalid", invalid);
    for (question, draft) in drafts.iter().enumerate() {
        for (place, ticks) in draft.ticks.iter().enumerate() {
            form = form.field(format!("ticks {question} {place}"), *ticks);
        }
        form = form.field(format!("answered {question}"), draft.answered);
        form = form.field(format!("words {question}"), draft.words);
    }
    let form = form.field("name", name).begin();
    Effect::new(move |_| filling.set(form.is_changed()));
    // Someone else may have entered them while they were being entered here.
    let entries =
        Memo::new(move |_| live.paper_ballots.with(|panel| panel.entry.as_ref().map(|entry| entry.number)));
    Effect::watch(move || entries.get(), move |_, _, _| form.tell(), false);
    let typed = StoredValue::new(drafts.clone());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = || {
            let counts = typed.with_value(|drafts| drafts.iter().map(Draft::count).collect::<Option<_>>())?;
            Some(PaperCount { returned: number(returned)?, invalid: number(invalid)?, counts })
        };
        // An empty field is no zero: it may have been forgotten.
        let Some(count) = typed() else { return live.say(words.numbers_wanted.to_owned()) };
        let command = Command::EnterPaperCount { poll, count, name: name.get_untracked() };
        form.send(command, move |answered| {
            if answered.is_over() {
                anew.try_set(None);
            }
        });
    };
    let one = |draft: Draft| {
        let Draft { question, ticks, answered, words: lines } = draft;
        let options = question.options.into_iter().zip(ticks).map(|(option, ticks)| {
            view! { <Field testid="paper-ticks" label=option value=ticks kind="number" /> }
        });
        let answered = (question.kind == Kind::Multiple).then(|| {
            view! { <Field testid="paper-answered" label=words.answered value=answered kind="number" /> }
        });
        let lines = (question.kind == Kind::Text).then(|| {
            view! {
                <div class="field wide">
                    <span>{words.words}</span>
                    <LinesField testid="paper-words" label=words.words lines=lines rows=3 />
                </div>
            }
        });
        view! {
            <fieldset class="paper-question">
                <legend>{question.title}</legend>
                {options.collect_view()}
                {answered}
                {lines}
            </fieldset>
        }
    };
    view! {
        <form class="form papers-form" on:submit=send data-testid="papers-form">
            <Field testid="papers-returned" label=words.returned value=returned kind="number" />
            <Field testid="papers-invalid" label=words.invalid value=invalid kind="number" />
            {drafts.into_iter().map(one).collect_view()}
            <Field testid="papers-name" class="wide" label=words.counter value=name most=validate::NAME />
            <FormNews form=form />
            <div class="actions">
                <button
                    type="submit"
                    class="button strong"
                    data-testid="enter-papers"
                    disabled=move || !live.ready.get()
                >
                    {words.enter}
                </button>
                <button
                    type="button"
                    class="button quiet"
                    data-testid="keep-papers"
                    class:hidden=!has_before
                    on:click=move |_| {
                        form.revert();
                        anew.set(None);
                    }
                >
                    {words.leave_as_entered}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Shows the figures as they were entered, with the form to confirm them.
#[component]
fn Entered(
    poll: PollId,
    questions: Vec<Question>,
    entry: Entry,
    count: PaperCount,
    anew: RwSignal<Option<PollId>>,
) -> AnyView {
    let live = Live::here();
    let (words, common) = (ballots::of(live.lang), live.common());
    let name = empty();
    let form = Form::new(format!("confirm {poll}")).field("name", name).begin();
    let Entry { number, entered, confirmed, .. } = entry;
    let said = |by: fn(&str, &str) -> String, signed: &Signed| by(&signed.name, (common.place)(signed.place));
    let entered = said(words.entered_by, &entered);
    let is_confirmed = confirmed.is_some();
    let confirmed = confirmed.map(|signed| {
        view! { <p class="state" data-testid="papers-confirmed">{said(words.confirmed_by, &signed)}</p> }
    });
    let row = |label: String, count: u32| {
        view! {
            <li>
                <span>{label}</span>
                <b>{count.to_string()}</b>
            </li>
        }
    };
    let one = |(question, count): (Question, Count)| {
        let rows = question.options.into_iter().zip(count.ticks).map(|(option, ticks)| row(option, ticks));
        let said = count.words.into_iter().map(|words| view! { <li class="words">{words}</li> });
        view! {
            <p class="about">{question.title}</p>
            <ul class="counts plain-counts">{rows.collect_view()} {said.collect_view()}</ul>
        }
    };
    let questions = questions.into_iter().zip(count.counts).map(one).collect_view();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.send(Command::ConfirmPaperCount { poll, entry: number, name: name.get_untracked() }, |_| {});
    };
    view! {
        <div class="papers-entered" data-testid="papers-entered">
            <ul class="counts plain-counts">
                {row(words.returned.to_owned(), count.returned)}
                {row(words.invalid.to_owned(), count.invalid)}
            </ul>
            {questions}
            <p class="state" data-testid="papers-entered-by">{entered}</p>
            {confirmed}
            <form class="form" class:hidden=is_confirmed on:submit=send>
                <Field testid="papers-second" class="wide" label=words.second value=name most=validate::NAME />
                <div class="actions">
                    <button
                        type="submit"
                        class="button strong"
                        data-testid="confirm-papers"
                        disabled=move || !live.ready.get()
                    >
                        {words.confirm}
                    </button>
                </div>
            </form>
            <button
                type="button"
                class="button quiet"
                data-testid="enter-again"
                on:click=move |_| anew.set(Some(poll))
            >
                {words.enter_again}
            </button>
        </div>
    }
    .into_any()
}
