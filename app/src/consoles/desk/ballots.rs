//! What the desk does for a poll: paper ballots are issued, the tablet is opened for one person at a time.

use leptos::html;
use leptos::prelude::*;
use meeting::PollId;
use meeting::poll::{Command, Right, State};

use crate::components::{Act, Field, Form, FormNews, card_of, fields};
use crate::live::Live;
use crate::text::ballots;

/// Issues paper ballots and opens the tablet; shown while a poll is open. How many paper ballots were issued without a
/// card may still be said when it is closed and the box is opened.
#[component]
pub fn Ballots() -> AnyView {
    let live = Live::here();
    let words = ballots::of(live.lang);
    let poll = Memo::new(move |_| live.paper_ballots.with(|panel| panel.poll));
    let state = Memo::new(move |_| live.paper_ballots.with(|panel| panel.state));
    let right = Memo::new(move |_| live.paper_ballots.with(|panel| panel.right));
    let at_tablet = Memo::new(move |_| live.paper_ballots.with(|panel| panel.at_tablet));
    let printed = Memo::new(move |_| live.cards.with(|panel| panel.printed > 0));
    let open = move || state.get() == State::Open;
    let there = move || poll.get().0 > 0 && (open() || right.get() == Right::Device);
    let number = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let form = Form::new("ballot-card").field("number", number).begin();
    let card = move || number.with_untracked(|typed| card_of(typed));
    let send = move |command: Command| {
        form.send(command, move |answered| {
            answered.refocus(field);
        });
    };
    let poll_now = move || poll.get_untracked();
    // A scanner types the number and Enter: what is wanted then differs, so it does nothing by itself.
    let nothing = |event: leptos::ev::SubmitEvent| event.prevent_default();
    let wanted = move || live.say(words.card_wanted.to_owned());
    let issue = move |_| match card() {
        Some(card) => send(Command::IssuePaperBallot { poll: poll_now(), card }),
        None => wanted(),
    };
    let take_back = move |_| match card() {
        Some(card) => send(Command::TakeBackPaperBallot { poll: poll_now(), card }),
        None => wanted(),
    };
    let open_tablet = move |_| match card() {
        None if right.get_untracked() != Right::Device => wanted(),
        card => send(Command::OpenTablet { poll: poll_now(), card }),
    };
    let by_card = move || open() && (printed.get() || right.get() != Right::Device);
    view! {
        <section class="card ballots-card" class:hidden=move || !there() aria-label=words.desk>
            <div class="card-head">
                <h2>{words.desk}</h2>
                <span class="about" data-testid="papers-out">
                    {move || (words.issued)(live.paper_ballots.with(|panel| panel.issued))}
                </span>
            </div>
            <form class="form ballots-form" on:submit=nothing>
                <div class="by-card" class:hidden=move || !by_card()>
                    <Field testid="ballot-card" label=words.card value=number node=field most=6 />
                    <button type="button" class="button strong" data-testid="hand-out-paper" on:click=issue>
                        {words.issue}
                    </button>
                    <button type="button" class="button quiet" data-testid="take-back-paper" on:click=take_back>
                        {words.take_back}
                    </button>
                </div>
                <div class="actions" class:hidden=move || !open()>
                    <button
                        type="button"
                        class="button"
                        data-testid="open-tablet"
                        class:hidden=at_tablet
                        on:click=open_tablet
                    >
                        {words.open_tablet}
                    </button>
                    <span class="state" class:hidden=move || !at_tablet.get() data-testid="at-tablet">
                        {words.at_tablet}
                    </span>
                    <span class:hidden=move || !at_tablet.get()>
                        <Act
                            testid="close-tablet"
                            class="quiet"
                            label=words.close_tablet
                            ask=move |()| Some(Command::CloseTablet { poll: poll_now() }.into())
                        />
                    </span>
                </div>
            </form>
            <div class:hidden=move || right.get() != Right::Device>{move || view! { <Loose poll=poll.get() /> }}</div>
        </section>
    }
    .into_any()
}

/// The field for how many paper ballots of one poll were issued without a card. Of one poll nothing comes into another.
#[component]
fn Loose(poll: PollId) -> AnyView {
    let live = Live::here();
    let (t, words) = (live.words(), ballots::of(live.lang));
    let known = Memo::new(move |_| {
        live.paper_ballots.with(|panel| (panel.poll == poll).then(|| panel.loose.to_string()))
    });
    let count = RwSignal::new(known.get_untracked().unwrap_or_default());
    let form = Form::editing(format!("loose {poll}")).field("count", count).begin();
    let form = form.follows(move || known.get().map(|count| fields([("count", count)])));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(count) = count.with_untracked(|typed| typed.trim().parse()) {
            form.send(Command::CountLoosePaperBallots { poll, count }, |_| {});
        }
    };
    view! {
        <form class="form loose-form" on:submit=send>
            <Field testid="loose-papers" label=words.loose value=count kind="number" />
            <FormNews form=form />
            <button type="submit" class="button quiet" data-testid="save-loose">{t.save}</button>
        </form>
    }
    .into_any()
}
