//! Door cards at the desk: by the number typed or scanned, one is issued, voided, or reissued for a lost one.

use leptos::html;
use leptos::prelude::*;
use meeting::CardNumber;
use meeting::cards::Command;

use crate::components::{Field, For, Form, card_of};
use crate::live::{Live, Outcome, Why};
use crate::text::staff;

/// Issues, voids and reissues door cards; shown once cards are printed.
#[component]
pub fn Cards() -> AnyView {
    let live = Live::here();
    let words = staff::of(live.lang);
    let none = Memo::new(move |_| live.cards.with(|panel| panel.printed == 0));
    let standing = move || {
        live.cards.with(|panel| (words.cards_standing)(panel.printed, panel.out.len(), panel.voided.len()))
    };
    let (number, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let field = NodeRef::<html::Input>::new();
    let form = Form::new("cards").field("number", number).field("new", new).begin();
    let card = move |typed: RwSignal<String>| typed.with_untracked(|typed| card_of(typed));
    // Voided cards that have voted, and for which no other was reissued: whether this one is for whoever held one of
    // them is asked.
    let voted = RwSignal::new(Vec::<CardNumber>::new());
    Effect::watch(move || number.track(), move |(), _, _| voted.set(Vec::new()), false);
    // The question may lie below what is seen of the console. It is not given the focus: a scanner's Enter would answer it.
    let whose = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(question) = whose.get().filter(|_| voted.with(|voted| !voted.is_empty())) {
            request_animation_frame(move || question.scroll_into_view_with_bool(false));
        }
    });
    let send = move |command: Command| {
        form.send(command, move |answered| {
            if let Outcome::Refused { refusal: Why::VoidedCardsVoted { cards }, .. } = answered.outcome
                && answered.untouched
            {
                voted.try_set(cards.clone());
            }
            answered.refocus(field);
        });
    };
    let issue = move |newcomer: bool| {
        if let Some(card) = card(number) {
            send(Command::IssueCard { card, newcomer });
        }
    };
    // A scanner types the number and Enter: that issues the card.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        voted.set(Vec::new());
        issue(false);
    };
    let same_person = move |old: CardNumber| {
        let reissue = move |_| {
            if let Some(by) = card(number) {
                send(Command::ReissueCard { card: old, by });
            }
        };
        view! {
            <button type="button" class="button" data-testid="card-same-person" on:click=reissue>
                {(words.card_reissue_for)(old.0)}
            </button>
        }
    };
    let void = move |_| {
        if let Some(card) = card(number) {
            send(Command::VoidCard { card });
        }
    };
    let reissue = move |_| {
        if let (Some(card), Some(by)) = (card(number), card(new)) {
            send(Command::ReissueCard { card, by });
        }
    };
    view! {
        <section class="card cards-card" class:hidden=none aria-label=words.cards>
            <div class="card-head">
                <h2>{words.cards}</h2>
                <span class="about" data-testid="cards-standing">{standing}</span>
            </div>
            <form class="form cards-form" on:submit=submit>
                <Field testid="card-number" label=words.card_number value=number node=field most=6 />
                <button type="submit" class="button strong" data-testid="card-hand-out">{words.card_issue}</button>
                <button type="button" class="button quiet" data-testid="card-void" on:click=void>
                    {words.card_void}
                </button>
                <div
                    class="actions wide"
                    node_ref=whose
                    class:hidden=move || voted.with(Vec::is_empty) data-testid="card-whose">
                    <For each=move || voted.get() key=|card| *card children=same_person />
                    <button
                        type="button"
                        class="button"
                        data-testid="card-newcomer"
                        on:click=move |_| issue(true)
                    >
                        {words.card_newcomer}
                    </button>
                </div>
                <Field testid="card-new-number" label=words.card_new_number value=new most=6 />
                <button type="button" class="button quiet" data-testid="card-reissue" on:click=reissue>
                    {words.card_reissue}
                </button>
            </form>
        </section>
    }
    .into_any()
}
