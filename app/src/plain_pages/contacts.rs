//! The page of contacts, at which people can be reached with an answer: how many left one and, when asked for, which.
//! Each reading is put on record before anything is shown.

use crate::address;
use leptos::prelude::*;
use meeting::contacts::{MOST_DAYS, Standing};
use meeting::{Moment, Place};

use super::document;
use crate::text::{self, Lang};
use crate::view_model::Assets;

/// Someone who left a contact.
#[derive(Clone, Debug)]
pub struct ContactRow {
    /// The number they are called by.
    pub number: u32,
    /// Their name.
    pub name: String,
    /// Their hamlet or organisation.
    pub hamlet: String,
    /// What they wanted to speak about.
    pub subject: String,
    /// The contact; `None` while it is not asked for.
    pub contact: Option<String>,
    /// Whether they are still owed an answer.
    pub standing: Standing,
}

/// The view model of the page of contacts.
#[derive(Clone, Debug)]
pub struct ContactsPage {
    /// The meeting's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The place from where it is read: the desk or the office, which also erases.
    pub place: Place,
    /// Ids of the commands that may be sent: to read, to erase, to set the days.
    pub ids: [String; 3],
    /// Those who are still to be answered first, each kind in the order of their numbers.
    pub rows: Vec<ContactRow>,
    /// Days that contacts are stored after the last answer.
    pub days: u32,
    /// When they will be erased, if that is known.
    pub due: Option<Moment>,
    /// Why what was pressed was not done.
    pub message: Option<String>,
}

/// Renders the page.
#[must_use]
pub fn page(lang: Lang, assets: &Assets, page: ContactsPage) -> String {
    let (words, common) = (text::staff::of(lang), text::common::of(lang));
    let ContactsPage { code, title, place, ids: [read_id, erase_id, days_id], rows, days, due, message } =
        page;
    let console = address::console(&code, &place);
    let action = address::contacts(&code, &place);
    let back = (words.to_console)((common.place)(place));
    let due = due.map(|due| (words.contacts_due)(&format!("{}, {}", (common.time)(due), (common.date)(due))));
    let is_read = rows.iter().any(|row| row.contact.is_some());
    let read = (!rows.is_empty() && !is_read).then(|| {
        view! {
            <form method="post" action=action.clone()>
                <input type="hidden" name="id" value=read_id/>
                <button class="primary" name="do" value="read" data-testid="read-contacts">{words.read_contacts}</button>
            </form>
        }
    });
    let erase = (!rows.is_empty() && place == Place::Office).then(|| {
        view! {
            <details data-testid="erase">
                <summary>{words.erase_contacts}</summary>
                <form method="post" action=action.clone()>
                    <p>{words.erase_contacts_sure}</p>
                    <input type="hidden" name="id" value=erase_id/>
                    <button name="do" value="erase" data-testid="erase-contacts">{words.erase_contacts}</button>
                </form>
            </details>
        }
    });
    let keep = (place == Place::Office).then(|| {
        view! {
            <form class="card" method="post" action=action.clone()>
                <label class="field">
                    <span>{words.contact_days}</span>
                    <input
                        type="number" name="days" min="0" max=MOST_DAYS.to_string() value=days.to_string()
                        required inputmode="numeric" data-testid="contact-days"
                    />
                </label>
                <input type="hidden" name="id" value=days_id/>
                <button name="do" value="keep" data-testid="keep-contacts">{words.save_contact_days}</button>
            </form>
        }
    });
    let row = |row: ContactRow| {
        let about = [row.hamlet, row.subject].into_iter().filter(|part| !part.is_empty());
        let about = about.collect::<Vec<_>>().join(" · ");
        view! {
            <li class="row" data-testid="contact">
                <div class="row-text">
                    <span>{format!("{}. {}", row.number, row.name)}</span>
                    <span class="hint">{about}</span>
                    {row.contact.map(|contact| view! { <strong>{contact}</strong> })}
                </div>
                <span class="standing" data-testid="standing">{(words.standing)(row.standing)}</span>
            </li>
        }
    };
    let count = rows.len();
    let none = rows.is_empty().then(|| view! { <p class="empty">{words.no_contacts}</p> });
    let rows = rows.into_iter().map(row).collect::<Vec<_>>();
    document(lang, assets, "consoles.css", words.contacts, move || {
        view! {
            <main class="plain" data-testid="contacts">
                <h1>{if count == 0 { words.contacts.to_owned() } else { (words.contacts_of)(count) }}</h1>
                <p><strong>{title}</strong></p>
                {message.map(|message| view! { <p class="refusal" role="alert" data-testid="problem">{message}</p> })}
                <p>{words.contacts_about}</p>
                <p>{(words.contacts_stored_for)(days)}" "{due}</p>
                {read}
                <ul class="rows">{rows}</ul>
                {none}
                {keep}
                {erase}
                <p><a class="button" href=console data-testid="to-console">{back}</a></p>
            </main>
        }
    })
}
