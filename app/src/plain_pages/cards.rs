//! Door cards: how many, and the cards themselves on A4, eight to a page.

use crate::address;
use leptos::prelude::*;
use meeting::Place;

use super::document;
use crate::text::{self, Lang, staff};
use crate::view_model::Assets;

/// One card, as it is printed.
#[derive(Clone, Debug)]
pub struct PrintedCard {
    /// Its number.
    pub number: u32,
    /// Its address.
    pub url: String,
    /// Its address as a QR code: one `<svg>` element.
    pub qr_svg: String,
}

/// What stands on every card beside its number.
#[derive(Clone, Debug, Default)]
pub struct CardHead {
    /// What the meeting is.
    pub title: String,
    /// Hall and date, as far as they are known.
    pub place: String,
}

/// What there is of a meeting's cards.
#[derive(Clone, Copy, Debug)]
pub struct CardCount {
    /// How many were printed.
    pub printed: u32,
    /// How many of them are in nobody's hand.
    pub in_stack: u32,
    /// Whether those that were given out open nothing any more.
    pub renewed: bool,
}

/// Asks how many; shows how many there are, and why not if it was refused. Those in nobody's hand can be printed again,
/// which comes first where that is what has to be done.
#[must_use]
pub fn form(lang: Lang, assets: &Assets, code: &str, count: CardCount, refused: Option<String>) -> String {
    let words = staff::of(lang);
    let code = code.to_owned();
    let CardCount { printed, in_stack, renewed } = count;
    // Where those that were given out open nothing, "not handed out" would be said of cards in people's hands.
    let label = if renewed { words.cards_renew } else { words.cards_again };
    let (first, second) = if renewed { ("", "primary") } else { ("primary", "") };
    document(lang, assets, "consoles.css", words.cards, move || {
        let action = address::cards(&code);
        let again = (in_stack > 0).then(|| {
            view! {
                <form class="card" method="post" action=action.clone()>
                    <p>{if renewed { words.cards_renewed } else { words.cards_again_about }}</p>
                    <button class=second name="again" value="yes" data-testid="cards-again">{label(in_stack)}</button>
                </form>
            }
        });
        let (before, after) = if renewed { (again, None) } else { (None, again) };
        let back = address::console(&code, &Place::Office);
        view! {
            <main class="plain">
                <h1>{words.cards}</h1>
                {refused.map(|why| view! { <p class="error" role="alert">{why}</p> })}
                <p>{words.cards_about}</p>
                <p data-testid="cards-printed">{(words.cards_printed)(printed)}</p>
                {before}
                <form class="card" method="post" action=action>
                    <label class="field">
                        <span>{words.cards_count}</span>
                        <input type="number" name="count" min="1" max="400" value="80" required data-testid="cards-count"/>
                    </label>
                    <button class=first data-testid="make-cards">{words.cards_make}</button>
                </form>
                {after}
                <p><a class="button" href=back>{text_back(lang)}</a></p>
            </main>
        }
    })
}

/// The cards, to print and cut.
#[must_use]
pub fn print_page(
    lang: Lang,
    assets: &Assets,
    code: &str,
    head: CardHead,
    cards: Vec<PrintedCard>,
) -> String {
    let words = staff::of(lang);
    let code = code.to_owned();
    document(lang, assets, "consoles.css", words.cards, move || {
        let one = |card: PrintedCard| {
            view! {
                <li class="door-card" data-testid="door-card" data-card=card.number.to_string()>
                    <p class="title">{head.title.clone()}</p>
                    <a class="qr" href=card.url aria-label=(words.card_open)(card.number) inner_html=card.qr_svg></a>
                    <div class="number">
                        <p>{words.card}</p>
                        <b>{card.number.to_string()}</b>
                    </div>
                    <p class="use">{words.card_use}</p>
                    <p class="place">{head.place.clone()}</p>
                </li>
            }
        };
        let cards = cards.into_iter().map(one).collect::<Vec<_>>();
        view! {
            <main class="plain cards-page">
                <h1 class="screen-only">{words.cards}</h1>
                <p class="screen-only">{words.cards_print}</p>
                <p class="screen-only"><a class="button" href=address::console(&code, &Place::Office)>{text_back(lang)}</a></p>
                <ul class="door-cards">{cards}</ul>
            </main>
        }
    })
}

fn text_back(lang: Lang) -> &'static str {
    crate::text::plain_pages::of(lang).back
}

/// Asks whether this phone is to be that of a card: it is something else to someone, or another site led here.
#[must_use]
pub fn replace(
    lang: Lang,
    assets: &Assets,
    code: &str,
    key: &str,
    card: u32,
    from_elsewhere: bool,
) -> String {
    let words = text::plain_pages::of(lang);
    let (page, action) = (address::phone(&code), address::card(&code, &key));
    let why = if from_elsewhere { words.replace_foreign } else { words.replace_own };
    document(lang, assets, "phone.css", words.program, move || {
        view! {
            <main class="plain">
                <h1>{(words.replace)(card)}</h1>
                <p>{why(card)}</p>
                <form method="post" action=action>
                    <button class="primary" data-testid="replace-seat">{(words.replace_yes)(card)}</button>
                </form>
                <p><a class="button plain" href=page data-testid="keep-seat">{words.replace_no}</a></p>
            </main>
        }
    })
}
