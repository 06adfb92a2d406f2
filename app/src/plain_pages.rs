//! Plain pages, rendered on the server only: the start page, what went wrong, the office's lists.

pub mod cards;
pub mod contacts;
pub mod history;
pub mod import;
pub mod links;
pub mod rest;
pub mod results;

use crate::address;
use leptos::prelude::*;
use meeting::Place;
use meeting::programme::Programme;

use crate::text::{self, Lang};
use crate::view_model::Assets;

/// A meeting as the office lists it.
#[derive(Clone, Debug)]
pub struct MeetingRow {
    /// The code people join by.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The phase it is in.
    pub phase: meeting::agenda::Phase,
}

/// Renders the start page, where people enter the code of their meeting; `message` says why an earlier try failed.
#[must_use]
pub fn start(lang: Lang, assets: &Assets, message: Option<String>) -> String {
    let words = text::plain_pages::of(lang);
    document(lang, assets, "phone.css", words.program, move || {
        view! {
            <main class="plain">
                <h1>{words.program}</h1>
                {message.map(|message| view! { <p class="refusal" role="alert">{message}</p> })}
                <form class="card" method="get" action=address::join()>
                    <label>
                        {words.enter_code}
                        <input name="code" inputmode="numeric" autocomplete="off" required maxlength="12" data-testid="join-code"/>
                    </label>
                    <button class="primary" data-testid="join">{words.join}</button>
                </form>
                <p class="hint">{words.where_code}</p>
                {language(lang, address::pattern::START)}
            </main>
        }
    })
}

/// Renders the page that says what went wrong, with a way back to where it was tried, if that leads anywhere. It is
/// read from afar too: a wall shows it whose key was ended.
#[must_use]
pub fn problem(lang: Lang, assets: &Assets, message: String, back: Option<String>) -> String {
    let words = text::plain_pages::of(lang);
    let back = back.map(|back| view! { <p><a class="button plain" href=back>{words.back}</a></p> });
    document(lang, assets, "phone.css", words.problem, move || {
        view! {
            <main class="plain problem">
                <h1>{words.problem}</h1>
                <p class="refusal" role="alert" data-testid="problem">{message}</p>
                {back}
            </main>
        }
    })
}

/// Renders the office's list of meetings, with the form for a new one. `typed` is what was entered before a refusal:
/// programme and title.
#[must_use]
pub fn meetings(
    lang: Lang,
    assets: &Assets,
    meetings: Vec<MeetingRow>,
    programmes: Vec<Programme>,
    typed: (String, String),
    message: Option<String>,
) -> String {
    let words = text::plain_pages::of(lang);
    let common = text::common::of(lang);
    let (chosen, title) = typed;
    let rows: Vec<_> = meetings
        .into_iter()
        .map(|row| {
            let office = address::console(&row.code, &Place::Office);
            let links = address::links(&row.code);
            view! {
                <li class="row" data-testid="meeting" data-code=row.code.clone()>
                    <div class="row-text">
                        <strong>{row.title}</strong>
                        <span class="hint">{format!("{} {} · {}", words.code, row.code, (common.phase)(row.phase))}</span>
                    </div>
                    <a class="button" href=office>{words.open}</a>
                    <a class="button" href=links>{words.links}</a>
                </li>
            }
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p class="hint">{words.no_meetings}</p> });
    let options: Vec<_> = programmes
        .into_iter()
        .enumerate()
        .map(|(index, programme)| {
            let checked = if chosen.is_empty() { index == 0 } else { programme.id == chosen };
            view! {
                <label class="choice">
                    <input type="radio" name="programme" value=programme.id checked=checked/>
                    <span><strong>{programme.name}</strong><span class="hint">{programme.about}</span></span>
                </label>
            }
        })
        .collect();
    document(lang, assets, "consoles.css", words.office, move || {
        view! {
            <main class="plain">
                <h1>{words.office}</h1>
                <section class="card">
                    <h2>{words.meetings}</h2>
                    {none}
                    <ul class="rows">{rows}</ul>
                </section>
                <section class="card">
                    <h2>{words.new_meeting}</h2>
                    {message.map(|message| view! { <p class="refusal" role="alert">{message}</p> })}
                    <form method="post" action=address::office()>
                        <fieldset>
                            <legend>{words.programme}</legend>
                            {options}
                        </fieldset>
                        <label class="field">
                            {words.title}
                            <input name="title" value=title data-testid="new-title"/>
                            <span class="hint">{words.title_hint}</span>
                        </label>
                        <button class="primary" data-testid="create-meeting">{words.create}</button>
                    </form>
                </section>
                {language(lang, address::pattern::OFFICE)}
            </main>
        }
    })
}

/// The switch between the two languages: one button, the other language's own name on it.
fn language(lang: Lang, back: impl Into<String>) -> impl IntoView {
    let back: String = back.into();
    let (other, name) = match lang {
        Lang::Vi => (Lang::En, "English"),
        Lang::En => (Lang::Vi, "Tiếng Việt"),
    };
    view! {
        <form class="language" method="post" action=address::lang()>
            <input type="hidden" name="lang" value=other.code()/>
            <input type="hidden" name="back" value=back/>
            <button class="plain" lang=other.code()>{name}</button>
        </form>
    }
}

fn document<V: IntoView + 'static>(
    lang: Lang,
    assets: &Assets,
    style: &str,
    title: &'static str,
    body: impl FnOnce() -> V,
) -> String {
    let (style, icon) = (assets.url(style), assets.url("icons/hoitruong.svg"));
    let page = Owner::new().with(|| {
        view! {
            <html lang=lang.code()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title>{title}</title>
                    <link rel="icon" href=icon/>
                    <link rel="stylesheet" href=style/>
                </head>
                <body>{body()}</body>
            </html>
        }
        .to_html()
    });
    format!("<!DOCTYPE html>{page}")
}
