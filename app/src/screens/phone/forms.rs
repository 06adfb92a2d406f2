//! The phone's forms. They stand outside the panels, so that no push ever replaces one that is half
//! filled in; whether one is shown follows from the root's state.

use crate::address;
use leptos::prelude::*;
use meeting::{validate, written};

use super::{Notice, PhoneForm};
use crate::components::TextArea;
use crate::text::Lang;
use crate::text::screens::Phone;

/// Renders the outcome of a form: empty until there is something to say.
pub(super) fn notice(notice: Option<&Notice>) -> impl IntoView + use<> {
    let (kind, sentence) = match notice {
        None => ("none", None),
        Some(Notice::Done(sentence)) => ("done", Some(sentence.clone())),
        Some(Notice::Refused(sentence)) => ("refused", Some(sentence.clone())),
    };
    view! { <p class="notice" id="notice" role="alert" data-kind=kind data-testid="notice">{sentence}</p> }
}

/// The form that asks for the floor. Only the name is needed. `fields` are those of the programme that opinions are
/// sorted by, if it has any; `contact_days` is for how long a contact is stored.
pub(super) fn ask(
    phone: &'static Phone,
    code: &str,
    form: &PhoneForm,
    fields: &[String],
    contact_days: u32,
) -> impl IntoView + use<> {
    let speaker = &form.speaker;
    let field = |field: &String| {
        let chosen = *field == speaker.field;
        view! { <option value=field.clone() selected=chosen>{field.clone()}</option> }
    };
    let field = (!fields.is_empty()).then(|| {
        view! {
            <label>
                <span>{phone.field}</span>
                <select name="field" data-testid="ask-field">
                    <option value="">{phone.no_field}</option>
                    {fields.iter().map(field).collect::<Vec<_>>()}
                </select>
            </label>
        }
    });
    view! {
        <form class="card" id="ask" method="post" action=address::ask(&code) data-testid="ask-form">
            <h2>{phone.ask}</h2>
            <input type="hidden" name="id" value=form.ask_id.clone()/>
            {line("name", "ask-name", phone.name, &speaker.name, validate::NAME)}
            {line("hamlet", "ask-hamlet", phone.hamlet, &speaker.hamlet, validate::NAME)}
            {line("subject", "ask-subject", phone.subject, &speaker.subject, validate::TITLE)}
            {field}
            <details open=!speaker.on_behalf.is_empty()>
                <summary data-testid="ask-on-behalf-open">{phone.on_behalf_open}</summary>
                {line("on_behalf", "ask-on-behalf", phone.on_behalf, &speaker.on_behalf, validate::NAME)}
            </details>
            <details open=!speaker.contact.is_empty()>
                <summary data-testid="ask-contact-open">{phone.contact_open}</summary>
                {line("contact", "ask-contact", phone.contact, &speaker.contact, validate::NAME)}
                <p class="hint">{(phone.contact_note)(contact_days)}</p>
            </details>
            <button data-testid="ask-submit">{phone.ask_submit}</button>
            <p class="status" role="status" data-testid="ask-status"></p>
        </form>
    }
}

/// A line to type in. The name of a person is the one thing that must be filled in.
fn line(
    name: &'static str,
    testid: &'static str,
    label: &'static str,
    value: &str,
    most: usize,
) -> impl IntoView + use<> {
    view! {
        <label>
            <span>{label}</span>
            <input
                name=name
                data-testid=testid
                value=value.to_owned()
                maxlength=most.to_string()
                required=name == "name"
                autocomplete=if name == "name" { "name" } else { "off" }
            />
        </label>
    }
}

/// The form that submits a written opinion. Folded: whoever wants to speak sees that first.
pub(super) fn write(phone: &'static Phone, code: &str, form: &PhoneForm) -> impl IntoView + use<> {
    let [name, hamlet, text] = &form.write;
    view! {
        <form class="card" id="write" method="post" action=address::write(&code) data-testid="write-form">
            <input type="hidden" name="id" value=form.write_id.clone()/>
            <details open=!text.is_empty()>
                <summary data-testid="write-open">{phone.write_open}</summary>
                <p class="hint">{phone.write_about}</p>
                {line("name", "write-name", phone.name, name, validate::NAME)}
                {line("hamlet", "write-hamlet", phone.hamlet, hamlet, validate::NAME)}
                <label>
                    <span>{phone.write_text}</span>
                    <TextArea
                        testid="write-text"
                        label=phone.write_text
                        initial=text.clone()
                        rows=4
                        most=written::TEXT
                        node=NodeRef::new()
                        attr:name="text"
                        attr:required=true
                    />
                </label>
                <button data-testid="write-submit">{phone.write_submit}</button>
            </details>
            <p class="status" role="status" data-testid="write-status"></p>
        </form>
    }
}

/// The form that withdraws the person's own request, in two steps: one slip of the thumb must not lose a place in the
/// list.
pub(super) fn withdraw(
    phone: &'static Phone,
    code: &str,
    form: &PhoneForm,
    request: &str,
) -> impl IntoView + use<> {
    view! {
        <form id="withdraw" method="post" action=address::withdraw(&code) data-testid="withdraw-form">
            <input type="hidden" name="id" value=form.withdraw_id.clone()/>
            <input type="hidden" name="request" value=request.to_owned()/>
            <details>
                <summary data-testid="withdraw-open">{phone.withdraw_open}</summary>
                <p>{phone.withdraw_why}</p>
                <button class="plain" data-testid="withdraw">{phone.withdraw}</button>
            </details>
            <p class="status" role="status" data-testid="withdraw-status"></p>
        </form>
    }
}

/// The form of the ballot, around the panel of what it asks.
pub(super) fn vote<Questions: IntoView>(
    phone: &'static Phone,
    code: &str,
    form: &PhoneForm,
    questions: Questions,
) -> impl IntoView + use<Questions> {
    view! {
        <form class="card" id="vote" method="post" action=address::vote(&code) autocomplete="off" data-testid="vote-form">
            <input type="hidden" name="id" value=form.vote_id.clone()/>
            {questions}
            <button data-testid="vote-submit">{phone.vote_submit}</button>
            <p class="status" role="status" data-testid="vote-status"></p>
            <p class="hint">{phone.secret}</p>
        </form>
    }
}

/// The switch to the other language.
pub(super) fn language(phone: &'static Phone, lang: Lang, base: &str) -> impl IntoView + use<> {
    let other = if lang == Lang::Vi { Lang::En } else { Lang::Vi };
    view! {
        <form method="post" action=address::lang()>
            <input type="hidden" name="lang" value=other.code()/>
            <input type="hidden" name="back" value=base.to_owned()/>
            <button class="plain" lang=other.code() data-testid="language">{phone.other_language}</button>
        </form>
    }
}
