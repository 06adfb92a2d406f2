//! The tablet at the desk: large, for who has no phone. It waits until the desk opens it for one person, takes their
//! ballot, thanks them, and waits again; nothing of one person is there for the next.
//!
//! Like the phone it works before the script comes and without it.

use crate::address;
use leptos::prelude::*;
use meeting::Moment;
use meeting::Place;
use meeting::panel::{BallotPanel, Panel, PanelName, PollPanel};
use meeting::poll::Purpose;

use super::phone::Notice;
use super::{phone, render, section, shared};
use crate::text::Lang;
use crate::text::screens::{self as words, Tablet};
use crate::view_model::Assets;

/// Seconds after which a waiting page without script reloads.
const LOOKS: u32 = 5;
/// Seconds after which whoever began a ballot on a page without script is taken to be gone.
const ABANDONED: u32 = 300;

/// The view model of the tablet's page.
#[derive(Clone, Debug)]
pub struct TabletPage {
    /// The code of the meeting.
    pub code: String,
    /// The language it is shown in.
    pub lang: Lang,
    /// The stream's epoch.
    pub epoch: String,
    /// The meeting's clock when the page is rendered.
    pub now: Moment,
    /// The panels, each with its offset.
    pub panels: Vec<(PanelName, u64, Panel)>,
    /// The id under which the ballot is answered; new for each page.
    pub vote_id: String,
    /// What was ticked and typed on a ballot that was refused, field by field.
    pub ballot: Vec<(String, String)>,
    /// The outcome of the ballot this page answers, if it answers one.
    pub notice: Option<Notice>,
    /// Addresses of the script and the style sheet.
    pub assets: Assets,
}

/// Renders the HTML of one of the tablet's panels.
pub(super) fn panel(lang: Lang, panel: &Panel) -> Option<String> {
    let (words, tablet) = (words::of(lang), &words::of(lang).tablet);
    Some(match panel {
        Panel::Head(head) => render(|| view! { <h1 data-testid="title">{head.title.clone()}</h1> }),
        Panel::Poll(poll) => render(|| asked(tablet, poll)),
        Panel::Ballot(ballot) => render(|| booth(&words.phone, ballot, &[])),
        Panel::Agenda(_)
        | Panel::Floor(_)
        | Panel::Speakers(_)
        | Panel::PaperBallots(_)
        | Panel::Attendance(_)
        | Panel::Scene(_)
        | Panel::Minutes(_)
        | Panel::Entry(_)
        | Panel::Totals(_)
        | Panel::Undo(_)
        | Panel::Laptop(_)
        | Panel::Written(_)
        | Panel::Cards(_)
        | Panel::Mine(_) => return None,
    })
}

/// Renders the question, and while nobody is here what to do.
fn asked(tablet: &'static Tablet, poll: &PollPanel) -> impl IntoView + use<> {
    let state = shared::poll_state(poll);
    // A show of hands is answered from phones; who has none raises a hand.
    let takes = state == "open" && poll.purpose == Purpose::Satisfaction;
    let wait = if takes { tablet.wait } else { tablet.closed };
    let question = (state == "open").then(|| {
        view! { <h2 id="question" tabindex="-1" data-testid="poll-question">{poll.title().to_owned()}</h2> }
    });
    view! {
        {question}
        <p class="wait" data-testid="tablet-wait">{wait}</p>
        <i data-set-poll=state></i>
    }
}

/// Renders the ballot of the person who is here.
fn booth(
    phone: &'static words::Phone,
    ballot: &BallotPanel,
    typed: &[(String, String)],
) -> impl IntoView + use<> {
    let voter = voter_of(ballot);
    view! {
        <i data-set-booth=if ballot.ballots.is_empty() { "no" } else { "yes" } data-set-voter=voter></i>
        {phone::ballot(phone, ballot, typed)}
    }
}

/// The person whose ballot it is, as text; empty while nobody is here.
fn voter_of(ballot: &BallotPanel) -> String {
    let voter = ballot.ballots.iter().find_map(|ballot| ballot.voter);
    voter.map(|voter| voter.to_string()).unwrap_or_default()
}

/// Renders the whole page, as one document.
#[must_use]
pub fn page(page: &TabletPage) -> String {
    render(|| document(page))
}

fn document(page: &TabletPage) -> impl IntoView {
    let lang = page.lang;
    let (phone, tablet) = (&words::of(lang).phone, &words::of(lang).tablet);
    let (mut title, mut poll, mut booth_open, mut voter) = (String::new(), "prepared", false, String::new());
    for (_, _, panel) in &page.panels {
        match panel {
            Panel::Head(head) => title.clone_from(&head.title),
            Panel::Poll(panel) => poll = shared::poll_state(panel),
            Panel::Ballot(panel) => {
                booth_open = !panel.ballots.is_empty();
                voter = voter_of(panel);
            }
            _ => {}
        }
    }
    let shown = |name: PanelName| {
        let known = page.panels.iter().find(|(known, ..)| *known == name);
        let (offset, html) = known.map_or_else(Default::default, |(_, offset, known)| match known {
            // With what was ticked on a ballot that was refused: not what is pushed, so no push builds on it.
            Panel::Ballot(ballot) if !page.ballot.is_empty() => {
                (0, render(|| booth(phone, ballot, &page.ballot)))
            }
            known => (*offset, panel(lang, known).unwrap_or_default()),
        });
        section(name, offset, html, "")
    };
    let address = address::console(&page.code, &Place::Tablet);
    let (kind, sentence) = match &page.notice {
        None => ("none", None),
        Some(Notice::Done(sentence)) => ("done", Some(sentence.clone())),
        Some(Notice::Refused(sentence)) => ("refused", Some(sentence.clone())),
    };
    // Without script the page reloads by itself to see whether someone has come; under a hand that is filling in only
    // after so long that they must have gone, and then nothing of theirs is left.
    let seconds = if booth_open { ABANDONED } else { LOOKS };
    let again = format!("{seconds}; url={address}");
    view! {
        <!DOCTYPE html>
        <html
            lang=lang.code()
            data-place="tablet"
            data-lang=lang.code()
            data-code=page.code.clone()
            data-epoch=page.epoch.clone()
            data-now=page.now.0.to_string()
            data-poll=poll
            data-booth=if booth_open { "yes" } else { "no" }
            data-voter=voter
            data-thanks=if kind == "done" { "yes" } else { "no" }
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <link rel="stylesheet" href=page.assets.url("tablet.css")/>
                <link rel="icon" href=page.assets.url("icons/hoitruong.svg")/>
                <script defer src=page.assets.url("screen.js")></script>
                <noscript>
                    <meta http-equiv="refresh" content=again/>
                </noscript>
            </head>
            <body>
                <header>{shown(PanelName::Head)}</header>
                <main>
                    <p class="notice" id="notice" role="alert" data-kind=kind data-testid="notice">
                        {sentence}
                    </p>
                    <div class="thanks" role="status" data-testid="tablet-thanks">
                        <p class="large">{tablet.thanks}</p>
                        <p>{tablet.next}</p>
                    </div>
                    {shown(PanelName::Poll)}
                    <form id="vote" method="post" action=address::tablet_vote(&page.code) autocomplete="off" data-testid="vote-form">
                        <input type="hidden" name="id" value=page.vote_id.clone()/>
                        {shown(PanelName::Ballot)}
                        <button data-testid="vote-submit">{phone.vote_submit}</button>
                        <p class="status" role="status" data-testid="vote-status"></p>
                        <p class="hint">{tablet.secret}</p>
                    </form>
                </main>
                <p class="line" id="line" role="status" data-testid="offline" data-words=tablet.offline></p>
                <div id="words" hidden data-sending=phone.sending data-recorded=tablet.recorded></div>
            </body>
        </html>
    }
}
