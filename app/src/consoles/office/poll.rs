//! What polls ask, written by the office until they are opened.

use leptos::prelude::*;
use meeting::panel::PreparedPoll;
use meeting::poll::{Command, Kind, MOST_QUESTIONS, Question, Questionnaire, Right};
use meeting::{Place, PollId, validate};

use crate::address;
use crate::components::{
    Act, Choice, Field, For, Form, FormNews, Lines, LinesField, Pick, Remarks, fields, ticks,
};
use crate::live::Live;
use crate::live::typed::Fields;
use crate::text::{ballots, results, staff};

/// A poll is given to nobody beside the chair and the office.
const NOBODY: &str = "";

/// Every poll that stands prepared, and the one that is on.
#[component]
pub fn Polls() -> AnyView {
    let live = Live::here();
    let t = live.words();
    let words = staff::of(live.lang);
    let begun = move || live.poll.with(|poll| !poll.questions.is_empty() && poll.state != Default::default());
    let current = move || {
        let said =
            live.poll.with(|poll| format!("{}: {}", (live.common().poll_state)(poll.state), poll.title()));
        begun().then_some(said)
    };
    let anew = move || {
        let scale = Question {
            kind: Kind::Scale,
            title: words.poll_question.to_owned(),
            options: words.poll_levels.map(str::to_owned).to_vec(),
        };
        Questionnaire { questions: vec![scale], changes: true, ..Questionnaire::default() }
    };
    view! {
        <section class="card office-poll" aria-label=t.poll>
            <h2>{t.poll}</h2>
            <p class="about" class:hidden=move || !begun() data-testid="poll-current">{current}</p>
            <ResultLinks />
            <For
                each=move || live.poll.with(|poll| poll.prepared.clone())
                key=|prepared| prepared.poll
                children=|prepared| view! { <Editor prepared=prepared /> }
            />
            <Remarks />
            <Act
                testid="add-poll"
                class="quiet"
                label=words.add_poll
                ask=move |()| Some(Command::WritePoll { poll: None, questionnaire: anew() }.into())
            />
        </section>
    }
    .into_any()
}

/// The counted polls, to print and to keep.
#[component]
fn ResultLinks() -> AnyView {
    let live = Live::here();
    let words = results::of(live.lang);
    let code = live.code();
    let counted = Memo::new(move |_| live.poll.with(|poll| poll.counted.clone()));
    let one = move |(poll, title): (PollId, String)| {
        let files = [
            ("result-sheet", address::poll_record(&code, &poll), words.print_record),
            ("result-xlsx", address::poll_workbook(&code, &poll), words.workbook),
            ("result-svg", address::poll_chart(&code, &poll), words.chart),
        ];
        let links = files.map(|(testid, address, label)| {
            view! { <a class="button quiet" href=address data-testid=testid aria-label=format!("{label}: {title}")>{label}</a> }
        });
        view! {
            <li>
                <p class="about">{title.clone()}</p>
                <p class="actions">{links.into_iter().collect::<Vec<_>>()}</p>
            </li>
        }
    };
    view! {
        <nav class:hidden=move || counted.with(Vec::is_empty) aria-label=words.links>
            <ul>
                <For each=move || counted.get() key=Clone::clone children=one />
            </ul>
        </nav>
    }
    .into_any()
}

/// A question as it is being written.
#[derive(Clone, Copy)]
struct Draft {
    key: usize,
    kind: RwSignal<String>,
    title: RwSignal<String>,
    options: Lines,
}

impl Draft {
    fn of(key: usize, question: &Question) -> Self {
        let kind = RwSignal::new(question.kind.name().to_owned());
        let (title, options) = (RwSignal::new(question.title.clone()), Lines::new(&question.options));
        Self { key, kind, title, options }
    }

    fn kind(self) -> Kind {
        let name = self.kind.get();
        Kind::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or_default()
    }

    fn question(self) -> Question {
        let kind = self.kind();
        let options = if kind == Kind::Text { Vec::new() } else { self.options.get() };
        Question { kind, title: self.title.get(), options }
    }
}

/// One poll. What is being typed is kept when someone else saves.
#[component]
fn Editor(prepared: PreparedPoll) -> AnyView {
    let live = Live::here();
    let t = live.words();
    let (words, ballots) = (staff::of(live.lang), ballots::of(live.lang));
    let PreparedPoll { poll, questionnaire } = prepared;
    let asked_by = RwSignal::new(questionnaire.asked_by.clone());
    let changes = RwSignal::new(questionnaire.changes);
    let right = RwSignal::new(questionnaire.right.name().to_owned());
    let rights = Right::ALL.map(|right| (right.name(), (words.poll_right)(right).to_owned())).to_vec();
    let given_to = RwSignal::new(questionnaire.given_to.map_or(NOBODY, Place::name).to_owned());
    let givable = [None].into_iter().chain(Questionnaire::GIVEN_TO.map(Some));
    let givable =
        givable.map(|place| (place.map_or(NOBODY, Place::name), (ballots.given_to)(place).to_owned()));
    let givable: Vec<_> = givable.collect();
    let minutes =
        RwSignal::new(questionnaire.closes_after.map(|minutes| minutes.to_string()).unwrap_or_default());
    let drafts: Vec<Draft> =
        questionnaire.questions.iter().enumerate().map(|(key, question)| Draft::of(key, question)).collect();
    let drafts = RwSignal::new(drafts);
    let purpose = questionnaire.purpose;
    let questions = move || json(&drafts.get().into_iter().map(Draft::question).collect::<Vec<_>>());
    // Other questions come in the place of these, as fields of their own, which live as long as this form.
    let owner = Owner::current();
    let rewrite = move |words: &str| {
        let Ok(questions) = serde_json::from_str::<Vec<Question>>(words) else { return };
        let anew = || {
            drafts.update(|drafts| {
                let next = drafts.iter().map(|draft| draft.key + 1).max().unwrap_or_default();
                *drafts = (next..).zip(&questions).map(|(key, question)| Draft::of(key, question)).collect();
            });
        };
        match &owner {
            Some(owner) => owner.with(anew),
            None => anew(),
        }
    };
    let form = Form::editing(format!("poll {poll}")).more("questions", questions, rewrite);
    let form = form.field("asked_by", asked_by).field("changes", changes).field("right", right);
    let form = form.field("given_to", given_to).field("minutes", minutes).begin();
    let form = form.follows(move || {
        live.poll.with(|panel| {
            let known = panel.prepared.iter().find(|prepared| prepared.poll == poll);
            known.map(|known| known_fields(&known.questionnaire))
        })
    });
    let written = move || Questionnaire {
        purpose,
        questions: drafts.get().into_iter().map(Draft::question).collect(),
        asked_by: asked_by.get(),
        right: Right::ALL
            .into_iter()
            .find(|known| right.with(|right| known.name() == right))
            .unwrap_or_default(),
        changes: changes.get(),
        closes_after: minutes.get().trim().parse().ok(),
        given_to: Questionnaire::GIVEN_TO
            .into_iter()
            .find(|place| given_to.with(|given| place.name() == given)),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let questionnaire = untrack(written);
        form.send(Command::WritePoll { poll: Some(poll), questionnaire }, |_| {});
    };
    let add = move |_| {
        drafts.update(|drafts| {
            let key = drafts.iter().map(|draft| draft.key + 1).max().unwrap_or_default();
            let kind = Kind::Text;
            drafts.push(Draft::of(key, &Question { kind, ..Question::default() }));
        });
    };
    view! {
        <form class="form poll-editor" on:submit=submit data-testid="poll-editor">
            <For
                each=move || drafts.get()
                key=|draft| draft.key
                children=move |draft| view! { <One draft=draft drafts=drafts /> }
            />
            <Field testid="poll-asked-by" class="wide" label=words.poll_asked_by value=asked_by most=validate::NAME />
            <Field testid="poll-minutes" label=words.poll_duration value=minutes kind="number" />
            <Choice testid="poll-right" class="wide" label=words.poll_right_label value=right options=rights />
            <Choice testid="poll-given-to" class="wide" label=ballots.given_to_label value=given_to options=givable />
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="poll-changes"
                    prop:checked=changes
                    on:change=move |event| changes.set(event_target_checked(&event))
                />
                <span>{words.poll_changes}</span>
            </label>
            <FormNews form=form />
            <div class="actions">
                <button
                    type="button"
                    class="button quiet"
                    data-testid="add-question"
                    class:hidden=move || drafts.with(|drafts| drafts.len() >= MOST_QUESTIONS)
                    on:click=add
                >
                    {words.add_question}
                </button>
                <button type="submit" class="button strong" data-testid="save-poll" disabled=move || !live.ready.get()>
                    {t.save}
                </button>
                <span class="about" data-testid="poll-saved">
                    {move || if form.is_changed() { t.details_changed } else { t.saved }}
                </span>
                <Act
                    testid="remove-poll"
                    class="quiet"
                    label=words.remove_poll
                    confirm=Signal::derive(move || Some(words.remove_poll_sure.to_owned()))
                    ask=move |()| Some(Command::RemovePoll { poll }.into())
                />
            </div>
        </form>
    }
    .into_any()
}

/// What the fields hold of what a poll asks.
fn known_fields(questionnaire: &Questionnaire) -> Fields {
    fields([
        ("questions", json(&questionnaire.questions)),
        ("asked_by", questionnaire.asked_by.clone()),
        ("changes", ticks(questionnaire.changes)),
        ("right", questionnaire.right.name().to_owned()),
        ("given_to", questionnaire.given_to.map_or(NOBODY, Place::name).to_owned()),
        ("minutes", questionnaire.closes_after.map(|minutes| minutes.to_string()).unwrap_or_default()),
    ])
}

fn json(questions: &[Question]) -> String {
    serde_json::to_string(questions).unwrap_or_default()
}

/// One question.
#[component]
fn One(draft: Draft, drafts: RwSignal<Vec<Draft>>) -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let kinds = Kind::ALL.map(|kind| (kind.name().to_owned(), (words.poll_kind)(kind).to_owned())).to_vec();
    let remove = move |_| drafts.update(|drafts| drafts.retain(|other| other.key != draft.key));
    view! {
        <fieldset class="poll-question" data-testid="poll-question">
            <Field testid="question-title" class="wide" label=words.question value=draft.title most=validate::TITLE />
            <Pick testid="question-kind" label=words.question_kind value=draft.kind options=kinds />
            <button
                type="button"
                class="button quiet"
                data-testid="remove-question"
                class:hidden=move || drafts.with(|drafts| drafts.len() < 2)
                on:click=remove
            >
                {words.remove_question}
            </button>
            <div class="field wide" class:hidden=move || draft.kind() == Kind::Text>
                <span>{words.question_options}</span>
                <LinesField testid="question-options" label=words.question_options lines=draft.options rows=3 />
            </div>
        </fieldset>
    }
    .into_any()
}
