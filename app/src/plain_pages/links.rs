//! Pages of links to places: made and printed, and those that are good, to be ended.

use crate::address;
use leptos::prelude::*;
use meeting::{Moment, Place};

use super::document;
use crate::text::{self, Lang};
use crate::view_model::Assets;

/// A link to a place, as it is printed.
#[derive(Clone, Debug)]
pub struct LinkCard {
    /// The place it opens.
    pub place: Place,
    /// The address.
    pub url: String,
    /// The address as a QR code: one `<svg>` element.
    pub qr_svg: String,
}

/// A link that is good, as it is listed. It cannot be shown again.
#[derive(Clone, Debug)]
pub struct LinkRow {
    /// The place it opens.
    pub place: Place,
    /// The name by which it is listed.
    pub name: String,
    /// When it was made.
    pub made: Moment,
    /// The place it was made from; `None` is the laptop itself.
    pub made_by: Option<Place>,
    /// How many screens are open by it.
    pub open: usize,
    /// True if it is the one by which the office reads this.
    pub is_own: bool,
}

/// Renders the page before links are made: what that does, and which are good.
#[must_use]
pub fn form(lang: Lang, assets: &Assets, code: &str, title: String, rows: Vec<LinkRow>) -> String {
    let words = text::plain_pages::of(lang);
    let code = code.to_owned();
    document(lang, assets, "consoles.css", words.links, move || {
        let action = address::links(&code);
        let back = address::console(&code, &Place::Office);
        view! {
            <main class="plain">
                <h1>{words.links}</h1>
                <p><strong>{title}</strong></p>
                <p>{words.links_about}</p>
                <form class="card" method="post" action=action.clone()>
                    <label class="choice">
                        <input type="checkbox" name="revoke" value="yes"/>
                        <span>{words.revoke_older}</span>
                    </label>
                    <button class="primary" data-testid="make-links">{words.make_links}</button>
                </form>
                <form class="card" method="post" action=action.clone()>
                    <p>{words.office_link_about}</p>
                    <button name="office" value="yes" data-testid="make-office-link">{words.make_office_link}</button>
                </form>
                {good(lang, address::links_end(&code), rows)}
                <p><a class="button" href=back>{words.back}</a></p>
            </main>
        }
    })
}

/// Renders the links that are good, place by place, each with what ends it.
fn good(lang: Lang, action: String, rows: Vec<LinkRow>) -> impl IntoView + use<> {
    let words = text::plain_pages::of(lang);
    let common = text::common::of(lang);
    let of_place = |place: Place| {
        let here: Vec<_> = rows.iter().filter(|row| row.place == place).cloned().collect();
        let others = here.iter().filter(|row| !row.is_own).count();
        let all = (others > 1).then(|| {
            let name = (common.place)(place);
            view! {
                <form method="post" action=action.clone()>
                    <button name="place" value=place.name() data-testid="end-all">
                        {(words.end_all_links)(name, others)}
                    </button>
                </form>
            }
        });
        let rows: Vec<_> = here.into_iter().map(|row| line(lang, &action, row)).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3>{(common.place)(place)}</h3>
                <ul class="rows">{rows}</ul>
                {all}
            }
        })
    };
    let places: Vec<_> = Place::ALL.into_iter().filter_map(of_place).collect();
    view! {
        <section class="card" data-testid="good-links">
            <h2>{words.good_links}</h2>
            <p>{words.good_links_about}</p>
            {places}
        </section>
    }
}

fn line(lang: Lang, action: &str, row: LinkRow) -> impl IntoView + use<> {
    let words = text::plain_pages::of(lang);
    let common = text::common::of(lang);
    let made = format!("{}, {}", (common.time)(row.made), (common.date)(row.made));
    let made_by = match row.made_by {
        Some(place) => (words.link_made_by)((common.place)(place)),
        None => words.link_made_here.to_owned(),
    };
    let open = (row.open > 0).then(|| (words.link_open)(row.open));
    let facts = [Some(made), Some(made_by), open, row.is_own.then(|| words.own_link.to_owned())];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    // Whoever ends their own is out at once, and may have no other.
    let end = (!row.is_own).then(|| {
        view! {
            <form method="post" action=action.to_owned()>
                <button name="key" value=row.name.clone() data-testid="end-link">{words.end_link}</button>
            </form>
        }
    });
    let own = if row.is_own { "yes" } else { "no" };
    view! {
        <li class="row" data-testid="good-link" data-place=row.place.name() data-key=row.name.clone() data-own=own>
            <span class="row-text">{facts}</span>
            {end}
        </li>
    }
}

/// Renders links to places, to print and give to people.
#[must_use]
pub fn print_page(lang: Lang, assets: &Assets, code: &str, title: String, cards: Vec<LinkCard>) -> String {
    let words = text::plain_pages::of(lang);
    let common = text::common::of(lang);
    let code = code.to_owned();
    let cards: Vec<_> = cards
        .into_iter()
        .map(|card| {
            // A long address breaks before its key, not in the middle of it.
            let (address, key) = card.url.split_at(card.url.find('?').unwrap_or(card.url.len()));
            let (address, key) = (address.to_owned(), key.to_owned());
            view! {
                <li class="link-card" data-testid="link" data-place=card.place.name()>
                    <div class="qr" inner_html=card.qr_svg></div>
                    <div>
                        <h2>{(common.place)(card.place)}</h2>
                        <p class="address">{address}<wbr/>{key}</p>
                    </div>
                </li>
            }
        })
        .collect();
    document(lang, assets, "consoles.css", words.links, move || {
        let back = address::links(&code);
        view! {
            <main class="plain">
                <h1>{title}</h1>
                <p>{words.links_secret}<span class="screen-only">" "{words.how_to_print}</span></p>
                <ul class="link-cards">{cards}</ul>
                <p class="screen-only"><a class="button" href=back>{words.back}</a></p>
            </main>
        }
    })
}
