//! The form that puts someone without a phone on the list of speakers, and the one that corrects what is known of them.

use leptos::html;
use leptos::prelude::*;
use meeting::attendance::Kind;
use meeting::speakers::{Command, Source, Speaker};
use meeting::{CardNumber, validate};

use super::{Choice, Field, For, Form, FormNews, Pick, fields};
use crate::live::typed::Fields;
use crate::live::{Live, Outcome, Why};
use crate::text::staff;

/// The content of a speaker's fields. A handle.
#[derive(Clone, Copy)]
pub struct SpeakerFields {
    /// Full name.
    pub name: RwSignal<String>,
    hamlet: RwSignal<String>,
    on_behalf: RwSignal<String>,
    subject: RwSignal<String>,
    field: RwSignal<String>,
    contact: RwSignal<String>,
    kind: RwSignal<String>,
    card: RwSignal<String>,
}

const RESIDENT: &str = "resident";
const OFFICIAL: &str = "official";

impl SpeakerFields {
    /// Fields filled with what is known of a speaker.
    #[must_use]
    pub fn new(known: Speaker) -> Self {
        let kind = kind_name(known.kind).to_owned();
        Self {
            name: RwSignal::new(known.name),
            hamlet: RwSignal::new(known.hamlet),
            on_behalf: RwSignal::new(known.on_behalf),
            subject: RwSignal::new(known.subject),
            field: RwSignal::new(known.field),
            contact: RwSignal::new(known.contact),
            kind: RwSignal::new(kind),
            card: RwSignal::new(known.card.map(|card| card.to_string()).unwrap_or_default()),
        }
    }

    /// The speaker as the fields say now.
    #[must_use]
    pub fn speaker(self) -> Speaker {
        Speaker {
            name: self.name.get_untracked(),
            hamlet: self.hamlet.get_untracked(),
            on_behalf: self.on_behalf.get_untracked(),
            subject: self.subject.get_untracked(),
            field: self.field.get_untracked(),
            contact: self.contact.get_untracked(),
            kind: if self.kind.with_untracked(|kind| kind == OFFICIAL) {
                Kind::Official
            } else {
                Kind::Resident
            },
            card: self.card.with_untracked(|typed| card_of(typed)),
            which: 0,
        }
    }

    /// Adds all of these fields to a form.
    fn form(self, form: Form) -> Form {
        let Self { name, hamlet, on_behalf, subject, field, contact, kind, card } = self;
        let lines = form.field("name", name).field("hamlet", hamlet).field("on_behalf", on_behalf);
        let lines = lines.field("subject", subject).field("field", field).field("contact", contact);
        lines.field("kind", kind).field("card", card).begin()
    }
}

/// The fields as they are filled with what is known of someone.
fn known_fields(known: Speaker) -> Fields {
    let Speaker { name, hamlet, on_behalf, subject, field, kind, card, .. } = known;
    fields([
        ("name", name),
        ("hamlet", hamlet),
        ("on_behalf", on_behalf),
        ("subject", subject),
        ("field", field),
        ("kind", kind_name(kind).to_owned()),
        ("card", card.map(|card| card.to_string()).unwrap_or_default()),
    ])
}

fn kind_name(kind: Kind) -> &'static str {
    if kind == Kind::Official { OFFICIAL } else { RESIDENT }
}

/// The name of the form in which a request is corrected.
#[must_use]
pub fn correction(request: meeting::RequestId) -> String {
    format!("correct {request}")
}

/// The door card whose number was typed; what is no number is a card that does not exist, and refused as one.
#[must_use]
pub fn card_of(typed: &str) -> Option<CardNumber> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.parse().unwrap_or_default())
}

/// Puts someone without a phone on the list of speakers. Enter submits and the focus goes back to the
/// name, so that one after the other can be entered.
#[component]
pub fn RegisterSpeaker() -> AnyView {
    let live = Live::here();
    let (t, words) = (live.words(), staff::of(live.lang));
    let fields = SpeakerFields::new(Speaker::default());
    let form = fields.form(Form::new("register"));
    let first = NodeRef::<html::Input>::new();
    // Someone of the same name waits: whoever this is, is asked once more.
    let clash = RwSignal::new(false);
    // Who has checked in need not say again where from.
    Effect::watch(
        move || fields.name.get(),
        move |name, _, _| {
            clash.set(false);
            let found = live.attendance.with_untracked(|panel| {
                panel.named.iter().find(|one| one.name == *name).map(|one| one.hamlet.clone())
            });
            if let Some(found) = found.filter(|_| fields.hamlet.with_untracked(String::is_empty)) {
                fields.hamlet.set(found);
            }
        },
        false,
    );
    let send = move |namesake: bool| {
        form.send(Command::RegisterSpeaker { speaker: fields.speaker(), namesake }, move |answered| {
            // Whoever is being typed by now is asked about on their own.
            if let Outcome::Refused { refusal: Why::SameName, .. } = answered.outcome
                && answered.untouched
            {
                clash.try_set(true);
            }
            answered.refocus(first);
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        clash.set(false);
        send(false);
    };
    let anyway = move |_| send(true);
    let names = move || live.attendance.with(|panel| panel.named.clone());
    view! {
        <form class="form register" on:submit=submit data-testid="register-form">
            <datalist id="present">
                <For
                    each=names
                    key=|one| one.id
                    children=|one| view! { <option value=one.name>{one.hamlet}</option> }
                />
            </datalist>
            <Field testid="register-name" label=t.name value=fields.name node=first list="present" most=validate::NAME />
            <Field testid="register-hamlet" label=t.hamlet value=fields.hamlet list="hamlets" most=validate::NAME />
            <Field testid="register-subject" label=t.subject value=fields.subject class="wide" most=validate::TITLE />
            <details class="more-about">
                <summary data-testid="register-more">{words.more_about}</summary>
                <Field testid="register-on-behalf" label=t.on_behalf value=fields.on_behalf most=validate::NAME />
                <MoreFields fields=fields />
            </details>
            <button
                type="submit"
                class="button strong"
                data-testid="register-speaker"
                disabled=move || !live.ready.get()
                aria-busy=move || form.is_busy().then_some("true")
            >
                {t.register}
            </button>
            <button
                type="button"
                class="button wide"
                class:hidden=move || !clash.get()
                data-testid="register-namesake"
                on:click=anyway
            >
                {words.namesake_anyway}
            </button>
        </form>
    }
    .into_any()
}

/// The fields of a request, to be corrected; the same as when it was registered.
#[component]
pub fn CorrectSpeaker(
    /// The speaker as known; `None` once the request is gone.
    #[prop(into)]
    known: Signal<Option<Speaker>>,
    /// The request.
    request: meeting::RequestId,
    /// Called when it is saved, or left as it was.
    #[prop(into)]
    done: Callback<()>,
) -> AnyView {
    let live = Live::here();
    let t = live.words();
    let fields = SpeakerFields::new(known.get_untracked().unwrap_or_default());
    let form = fields.form(Form::editing(correction(request)));
    let form = form.follows(move || known.get().map(known_fields));
    let (by_phone, has_contact) = live.speakers.with_untracked(|panel| {
        let one = panel.waiting.iter().find(|one| one.request == request);
        let waits = one.and_then(|one| one.staff.as_ref());
        let gone = panel.left_list.iter().find(|one| one.request == request);
        let waits = waits.map(|detail| (detail.source == Source::Phone, detail.contact));
        waits.or(gone.map(|one| (one.by_phone, one.contact))).unwrap_or_default()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.send(Command::EditRequest { request, speaker: fields.speaker() }, move |answered| {
            if answered.is_over() {
                let _ = done.try_run(());
            }
        });
    };
    let leave = move |_| {
        form.revert();
        done.run(());
    };
    view! {
        <form class="form correct wide" on:submit=submit data-testid="edit-form">
            <Field testid="edit-name" label=t.name value=fields.name most=validate::NAME />
            <Field testid="edit-hamlet" label=t.hamlet value=fields.hamlet list="hamlets" most=validate::NAME />
            <Field testid="edit-subject" label=t.subject value=fields.subject class="wide" most=validate::TITLE />
            <Field testid="edit-on-behalf" label=t.on_behalf value=fields.on_behalf most=validate::NAME />
            <MoreFields fields=fields by_phone=by_phone has_contact=has_contact />
            <FormNews form=form />
            <div class="actions wide">
                <button type="submit" class="button strong" data-testid="save-request">{t.save}</button>
                <button type="button" class="button quiet" data-testid="cancel-request" on:click=leave>
                    {t.cancel}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The optional fields: the field of the programme, the contact, in which capacity they come.
#[component]
fn MoreFields(
    fields: SpeakerFields,
    /// True if they asked from a phone: then that is known by what card, if by any.
    #[prop(optional)]
    by_phone: bool,
    /// True if they left a contact before.
    #[prop(optional)]
    has_contact: bool,
) -> AnyView {
    let live = Live::here();
    let (t, common, words) = (live.words(), live.common(), staff::of(live.lang));
    // Where there are no door cards nobody is asked for one.
    let no_cards = Memo::new(move |_| by_phone || live.cards.with(|panel| panel.printed == 0));
    let kinds = [(RESIDENT, Kind::Resident), (OFFICIAL, Kind::Official)];
    let kinds = kinds.map(|(key, kind)| (key, (common.attendee)(kind).to_owned()));
    let known = Memo::new(move |_| live.head.with(|head| head.fields.clone()));
    let note = move || {
        let who_reads = live.head.with(|head| (words.contact_note)(head.contact_days));
        if has_contact { format!("{} {who_reads}", words.contact_stays) } else { who_reads }
    };
    let options = Signal::derive(move || {
        let nothing = (String::new(), words.no_field.to_owned());
        let mut all: Vec<_> = known.get().into_iter().map(|field| (field.clone(), field)).collect();
        // As a file said it, though the programme does not know it.
        let own = fields.field.get();
        if !own.is_empty() && all.iter().all(|(field, _)| *field != own) {
            all.push((own.clone(), own));
        }
        std::iter::once(nothing).chain(all).collect::<Vec<_>>()
    });
    view! {
        <div class="form wide">
            <div class="wide" class:hidden=move || options.with(|all| all.len() < 2)>
                <Pick testid="speaker-field" label=words.field value=fields.field options=options />
            </div>
            <div class="wide" class:hidden=no_cards>
                <Field testid="speaker-card" label=words.card_number value=fields.card most=6 />
            </div>
            <div>
                <Field testid="speaker-contact" label=words.contact value=fields.contact most=validate::NAME />
                <p class="hint">{note}</p>
            </div>
            <Choice testid="speaker-kind" label=t.comes_as value=fields.kind options=kinds.to_vec() />
        </div>
    }
    .into_any()
}
