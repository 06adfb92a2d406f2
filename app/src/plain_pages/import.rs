//! The page on which people are registered from a file.

use crate::address;
use leptos::prelude::*;
use meeting::attendance::Kind;

use super::{document, language};
use crate::text::staff::Staff;
use crate::text::{self, Lang};
use crate::view_model::Assets;
use crate::view_model::import::{Finding, ImportPage, Preview, Row, Stage};

/// Renders the page, at whatever stage the import is.
#[must_use]
pub fn page(lang: Lang, assets: &Assets, page: ImportPage) -> String {
    let words = text::staff::of(lang);
    let console = address::console(&page.code, &page.place);
    let here = address::import(&page.code, &page.place);
    let template = address::import_template(&page.code, &page.place);
    let confirm = address::import_confirm(&page.code, &page.place);
    let back = (words.to_console)((text::common::of(lang).place)(page.place));
    let ImportPage { title, fields, stage, message, .. } = page;
    let fields = (!fields.is_empty()).then(|| (words.import_fields)(&fields.join("; ")));
    document(lang, assets, "consoles.css", words.import, move || {
        let result = match stage {
            Stage::Begin => None,
            Stage::Done(count) => {
                let said = (words.import_done)(count);
                Some(view! { <p class="done" role="status" data-testid="import-done">{said}</p> }.into_any())
            }
            Stage::Read { preview, id } => Some(found(lang, words, &confirm, preview, id)),
        };
        view! {
            <main class="plain" data-testid="import">
                <h1>{words.import}</h1>
                <p><strong>{title}</strong></p>
                {message.map(|message| view! { <p class="refusal" role="alert" data-testid="import-message">{message}</p> })}
                {result}
                <form class="card" method="post" enctype="multipart/form-data" action=here.clone()>
                    <p>{words.import_about}</p>
                    {fields.map(|fields| view! { <p class="hint">{fields}</p> })}
                    <label class="field">
                        {words.import_file}
                        <input type="file" name="file" accept=".csv,.txt,.tsv,text/csv" data-testid="import-file"/>
                    </label>
                    <div class="actions">
                        <button class="primary" data-testid="import-read">{words.import_read}</button>
                        <a class="button quiet" href=template data-testid="import-template">{words.import_template}</a>
                    </div>
                </form>
                <div class="actions"><a class="button" href=console data-testid="to-console">{back}</a>{language(lang, here)}</div>
            </main>
        }
    })
}

fn found(lang: Lang, words: &'static Staff, action: &str, preview: Preview, id: String) -> AnyView {
    let good = preview.is_good();
    let errors = (!preview.errors.is_empty()).then(|| {
        let count = preview.errors.len() + preview.more;
        let more =
            (preview.more > 0).then(|| view! { <p class="hint">{(words.import_more)(preview.more)}</p> });
        view! {
            <section class="card" data-testid="import-errors">
                <p class="refusal" role="alert">{(words.import_errors)(count)}</p>
                {findings(lang, &preview.errors)}
                {more}
            </section>
        }
    });
    let warnings = (!preview.warnings.is_empty()).then(|| {
        view! {
            <section class="card" data-testid="import-warnings">
                <h2>{words.import_warnings}</h2>
                {findings(lang, &preview.warnings)}
            </section>
        }
    });
    let rows = good.then(|| {
        let (count, asked) = (preview.rows.len(), preview.questions.len());
        let (heading, confirm) = match asked {
            0 => ((words.import_rows)(count), (words.import_confirm)(count)),
            _ => ((words.import_rows_asked)(count, asked), (words.import_confirm_and_ticked)(count - asked)),
        };
        // Our own types always have a JSON form.
        let json = serde_json::to_string(&preview.rows).unwrap_or_default();
        let rows: Vec<_> = preview.rows.iter().map(|row| person(lang, words, row)).collect();
        view! {
            <section class="card" data-testid="import-rows">
                <h2>{heading}</h2>
                <form method="post" enctype="multipart/form-data" action=action.to_owned()>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="rows" value=json/>
                    {questions(lang, &preview)}
                    <button class="primary" data-testid="import-confirm">{confirm}</button>
                </form>
                <ol class="rows">{rows}</ol>
            </section>
        }
    });
    view! { {errors}{warnings}{rows} }.into_any()
}

/// Renders the questions whether people are someone else. What is asked of goes with the form, so that nobody is left
/// out who was not asked about.
fn questions(lang: Lang, preview: &Preview) -> impl IntoView + use<> {
    let words = text::staff::of(lang);
    let question = |finding: &Finding| {
        let line = finding.line;
        let row = preview.rows.iter().find(|row| row.line == line);
        let speaker = row.map(|row| row.speaker.clone()).unwrap_or_default();
        let about = [speaker.hamlet, speaker.subject, speaker.contact];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let name = speaker.name;
        view! {
            <li class="row" data-testid="question" data-line=line.to_string()>
                <div class="row-text">
                    <strong>{format!("{}: {name}", (words.line)(line))}</strong>
                    <span class="hint">{about.join(" · ")}</span>
                    <span>{text::staff::fault(lang, &finding.fault)}</span>
                    <input type="hidden" name="asked" value=line.to_string()/>
                    <label class="choice">
                        <input type="checkbox" name="another" value=line.to_string() data-testid="another"/>
                        <span>{words.import_another}</span>
                    </label>
                </div>
            </li>
        }
    };
    let items: Vec<_> = preview.questions.iter().map(question).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section data-testid="import-questions">
                <h3>{words.import_questions}</h3>
                <p>{words.import_questions_about}</p>
                <ul class="rows">{items}</ul>
            </section>
        }
    })
}

fn findings(lang: Lang, findings: &[Finding]) -> impl IntoView + use<> {
    let words = text::staff::of(lang);
    let items = findings.iter().map(|finding| {
        view! {
            <li class="finding" data-testid="finding" data-line=finding.line.to_string()>
                <b>{(words.line)(finding.line)}</b>
                <span>{text::staff::fault(lang, &finding.fault)}</span>
            </li>
        }
    });
    view! { <ul class="rows">{items.collect::<Vec<_>>()}</ul> }
}

fn person(lang: Lang, words: &'static Staff, row: &Row) -> impl IntoView + use<> {
    let speaker = &row.speaker;
    let behalf = Some(&speaker.on_behalf).filter(|behalf| !behalf.is_empty());
    let parts = [
        Some((words.line)(row.line)),
        Some(speaker.hamlet.clone()),
        behalf.map(|behalf| (text::consoles::of(lang).behalf_of)(behalf)),
        (speaker.kind == Kind::Official)
            .then(|| (text::common::of(lang).attendee)(Kind::Official).to_owned()),
        Some(speaker.field.clone()),
        Some(speaker.contact.clone()),
    ];
    let about: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    view! {
        <li class="row" data-testid="import-row">
            <div class="row-text">
                <strong>{speaker.name.clone()}</strong>
                <span class="hint">{about.join(" · ")}</span>
                <span>{speaker.subject.clone()}</span>
            </div>
        </li>
    }
}
