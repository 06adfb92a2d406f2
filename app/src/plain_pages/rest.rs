//! Pages of lists that are too long for a console: all who wait, all written opinions. To be read; what is done with
//! one of them is done at the console, which finds it by its name or number.

use crate::address;
use leptos::prelude::*;
use meeting::Place;

use super::document;
use crate::text::{self, Lang};
use crate::view_model::Assets;

/// One entry of such a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub number: u32,
    /// Name of the person.
    pub name: String,
    /// Where they come from, and what else is said in a word.
    pub about: Vec<String>,
    /// The words: what they say or want to say.
    pub text: String,
}

/// A list that a console shows only the beginning of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Those who wait for the floor, in order.
    Waiting,
    /// Written opinions, the newest first.
    Written,
}

/// A page of such a list.
#[derive(Clone, Debug)]
pub struct RestPage {
    /// The meeting's code.
    pub code: String,
    /// The place whose console it belongs to.
    pub place: Place,
    /// Which list.
    pub list: List,
    /// How many entries the whole list has.
    pub all: usize,
    /// The entries on this page.
    pub entries: Vec<Entry>,
    /// Number of this page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

/// Renders the page.
#[must_use]
pub fn page(lang: Lang, assets: &Assets, page: RestPage) -> String {
    let (words, common) = (text::staff::of(lang), text::common::of(lang));
    let RestPage { code, place, list, all, entries, page, pages } = page;
    let console = address::console(&code, &place);
    let (here, title, heading) = match list {
        List::Waiting => {
            (address::waiting(&code, &place), text::consoles::of(lang).speakers, (words.all_waiting)(all))
        }
        List::Written => (address::written(&code, &place), words.written, (words.all_written)(all)),
    };
    let at = |number: usize| format!("{here}?page={number}");
    let newer =
        (page > 1).then(|| view! { <a class="button quiet" href=at(page - 1) data-testid="newer">"←"</a> });
    let older = (page < pages)
        .then(|| view! { <a class="button quiet" href=at(page + 1) data-testid="older">"→"</a> });
    let turning = (pages > 1).then(|| {
        view! { <p class="actions">{newer}<span>{(words.page_of)(page, pages)}</span>{older}</p> }
    });
    let back = || {
        let label = (words.to_console)((common.place)(place));
        view! { <p><a class="button" href=console.clone() data-testid="to-console">{label}</a></p> }
    };
    // Of a long list the way back is at both ends.
    let (above, below) = ((entries.len() > 10).then(back), back());
    let row = |entry: Entry| {
        let about = entry.about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let text = (!entry.text.is_empty()).then(|| view! { <p class="words">{entry.text}</p> });
        view! {
            <li class="row" data-testid="entry">
                <div class="row-text">
                    <strong>{format!("{}. {}", entry.number, entry.name)}</strong>
                    <span class="hint">{about}</span>
                    {text}
                </div>
            </li>
        }
    };
    let rows = entries.into_iter().map(row).collect::<Vec<_>>();
    document(lang, assets, "consoles.css", title, move || {
        view! {
            <main class="plain" data-testid="rest">
                <h1>{heading}</h1>
                {above}
                <ul class="rows">{rows}</ul>
                {turning}
                {below}
            </main>
        }
    })
}
