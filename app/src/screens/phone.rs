//! The phone: one page that shows what matters now, with the one thing its owner can do now as the large button. It
//! works before the script comes and without it: every action is a plain form, and what the script would work out (the
//! position in the list) the page says as it was when it was rendered.

mod forms;
mod panels;
mod text_size;

use crate::address;
use leptos::prelude::*;
use meeting::agenda::Phase;
use meeting::panel::{Head, Mine, Panel, PanelName, PollPanel, SpeakersPanel};
use meeting::speakers::Speaker;
use meeting::{Moment, RequestId};

use super::{Surroundings, render, section, shared};
use crate::text::screens::{self as words, Phone};
use crate::text::{Lang, ballots};
use crate::view_model::Assets;

pub(super) use panels::ballot;
pub use text_size::TextSize;

/// The view model of one phone's page.
#[derive(Clone, Debug)]
pub struct PhonePage {
    /// The code of the meeting.
    pub code: String,
    /// The language this person reads.
    pub lang: Lang,
    /// The size at which this person reads.
    pub text: TextSize,
    /// The stream's epoch.
    pub epoch: String,
    /// The meeting's clock when the page is rendered.
    pub now: Moment,
    /// The panels everyone sees, each with its offset.
    pub panels: Vec<(PanelName, u64, Panel)>,
    /// The panel of this person, with its offset.
    pub mine: (u64, Mine),
    /// What is the same for the whole meeting.
    pub surroundings: Surroundings,
    /// The content of the forms.
    pub form: PhoneForm,
    /// Addresses of the script and the style sheet.
    pub assets: Assets,
}

/// The content of the forms of a phone's page: fresh for a page that was asked for, as it was typed for one that
/// answers a refused form, so that nothing typed is lost.
#[derive(Clone, Debug, Default)]
pub struct PhoneForm {
    /// The id under which asking for the floor is answered; new for each page.
    pub ask_id: String,
    /// The id under which withdrawing is answered; new for each page.
    pub withdraw_id: String,
    /// The id under which submitting a written opinion is answered; new for each page.
    pub write_id: String,
    /// What was typed of a written opinion: name, hamlet, text.
    pub write: [String; 3],
    /// The id under which the ballot is answered; new for each page.
    pub vote_id: String,
    /// What was typed about the speaker.
    pub speaker: Speaker,
    /// What was ticked and typed on a ballot that was refused, field by field.
    pub ballot: Vec<(String, String)>,
    /// True if a ballot that is in the ballot box is to be replaced.
    pub changing: bool,
    /// The outcome of the form this page answers, if it answers one.
    pub notice: Option<Notice>,
}

/// The outcome of a form: a sentence at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It was done.
    Done(String),
    /// It was refused, and why.
    Refused(String),
}

/// Renders the HTML of one of the phone's panels.
pub(super) fn panel(lang: Lang, code: &str, panel: &Panel) -> Option<String> {
    let (hall, phone) = (&words::of(lang).hall, &words::of(lang).phone);
    Some(match panel {
        Panel::Head(head) => render(|| panels::head(hall, phone, head)),
        Panel::Agenda(agenda) => render(|| panels::agenda(phone, code, agenda)),
        Panel::Floor(floor) => render(|| panels::floor(hall, phone, floor)),
        Panel::Speakers(speakers) => render(|| panels::speakers(phone, speakers)),
        Panel::Poll(poll) => render(|| panels::poll(hall, phone, ballots::of(lang), poll)),
        Panel::Ballot(ballot) => render(|| panels::ballot(phone, ballot, &[])),
        Panel::Mine(mine) => render(|| panels::mine(phone, mine)),
        Panel::Attendance(_)
        | Panel::PaperBallots(_)
        | Panel::Scene(_)
        | Panel::Minutes(_)
        | Panel::Entry(_)
        | Panel::Totals(_)
        | Panel::Undo(_)
        | Panel::Laptop(_)
        | Panel::Written(_)
        | Panel::Cards(_) => return None,
    })
}

/// The state on the page's root, by which the style sheet shows and hides.
struct State {
    phase: &'static str,
    list: &'static str,
    poll: &'static str,
    request: String,
    speaking: &'static str,
    /// Whether the person's ballot of the poll that is on is in the ballot box.
    voted: &'static str,
    /// Whether it stands there and is not replaced.
    locked: &'static str,
    /// Whether a paper ballot was issued for it.
    paper: &'static str,
    /// The poll that is on.
    ballot: String,
    changes: &'static str,
    /// Whether the person's own card holds what is to be seen whatever else is on.
    more: &'static str,
    /// Whether the door card the person sits by is voided.
    void: &'static str,
    intake: &'static str,
    /// How many speak before this person, if they wait.
    before: Option<usize>,
}

impl State {
    fn of(head: &Head, speakers: &SpeakersPanel, poll: &PollPanel, mine: &Mine) -> Self {
        let request = mine.request.as_ref();
        let waiting = request.filter(|request| !request.speaking).map(|request| request.id);
        let before = |id: RequestId| speakers.waiting.iter().position(|other| other.request == id);
        Self {
            phase: panels::phase(head.phase),
            list: panels::list_state(speakers),
            poll: shared::poll_state(poll),
            request: request.map(|request| request.id.to_string()).unwrap_or_default(),
            speaking: panels::yes(request.is_some_and(|request| request.speaking)),
            voted: panels::yes(mine.voted.contains(&poll.poll)),
            locked: panels::yes(mine.locked.contains(&poll.poll)),
            paper: panels::yes(mine.paper_ballots.contains(&poll.poll)),
            ballot: poll.poll.to_string(),
            changes: panels::yes(poll.changes),
            more: panels::yes(panels::has_more(mine)),
            void: panels::yes(mine.card_voided),
            intake: panels::intake(head),
            before: waiting.and_then(before),
        }
    }

    /// The same that the script works out: see `turnOf` there.
    fn turn(&self) -> &'static str {
        match self.before {
            _ if self.speaking == "yes" => "speaking",
            _ if self.request.is_empty() => "none",
            Some(0) => "next",
            _ => "waiting",
        }
    }

    fn queue_position(&self, words: &Phone) -> Option<String> {
        self.before.map(|before| match before {
            0 => words.next.to_owned(),
            before => words.people_before.replace("{n}", &before.to_string()),
        })
    }
}

/// Renders the whole page, as one document.
#[must_use]
pub fn page(page: &PhonePage) -> String {
    render(|| document(page))
}

fn document(page: &PhonePage) -> impl IntoView {
    let lang = page.lang;
    let (hall, phone) = (&words::of(lang).hall, &words::of(lang).phone);
    let (mut head, mut speakers, mut poll) =
        (Head::default(), SpeakersPanel::default(), PollPanel::default());
    for (_, _, panel) in &page.panels {
        match panel {
            Panel::Head(panel) => head = panel.clone(),
            Panel::Speakers(panel) => speakers = panel.clone(),
            Panel::Poll(panel) => poll = panel.clone(),
            _ => {}
        }
    }
    let (mine_offset, mine) = &page.mine;
    let state = State::of(&head, &speakers, &poll, mine);
    let shown = |name: PanelName, label: &'static str| {
        let known = page.panels.iter().find(|(known, ..)| *known == name);
        let (offset, html) = known.map_or_else(Default::default, |(_, offset, known)| match known {
            // With what was ticked on a ballot that was refused: not what is pushed, so no push builds on it.
            Panel::Ballot(ballot) if !page.form.ballot.is_empty() => {
                (0, render(|| panels::ballot(phone, ballot, &page.form.ballot)))
            }
            known => (*offset, panel(lang, &page.code, known).unwrap_or_default()),
        });
        section(name, offset, html, label)
    };
    let base = address::phone(&page.code);
    let change_url = format!("{base}?change");
    let own = render(|| panels::mine(phone, mine));
    let rules = head.rules.iter().map(|rule| view! { <li>{rule.clone()}</li> }).collect::<Vec<_>>();
    view! {
        <!DOCTYPE html>
        <html
            lang=lang.code()
            data-place="phone"
            data-lang=lang.code()
            data-text=page.text.name()
            data-code=page.code.clone()
            data-epoch=page.epoch.clone()
            data-now=page.now.0.to_string()
            data-phase=state.phase
            data-list=state.list
            data-poll=state.poll
            data-request=state.request.clone()
            data-speaking=state.speaking
            data-voted=state.voted
            data-votes=panels::votes(mine)
            data-locked=state.locked
            data-locks=panels::locked(mine)
            data-paper=state.paper
            data-papers=panels::paper_ballots(mine)
            data-ballot=state.ballot.clone()
            data-changes=state.changes
            data-changing=panels::yes(page.form.changing)
            data-more=state.more
            data-void=state.void
            data-intake=state.intake
            data-turn=state.turn()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="theme-color" content="#8a1c1c"/>
                <title>{head.title.clone()}</title>
                <link rel="stylesheet" href=page.assets.url("phone.css")/>
                <link rel="icon" href=page.assets.url("icons/hoitruong.svg")/>
                <script defer src=page.assets.url("screen.js")></script>
            </head>
            <body>
                <header>
                    {shown(PanelName::Head, "")}
                    {text_size::switch(phone, page.text, &base)}
                </header>
                <main>
                    {forms::notice(page.form.notice.as_ref())}
                    <noscript>
                        <p>
                            <a class="button plain" data-testid="refresh" href=base.clone()>
                                {phone.refresh}
                            </a>
                        </p>
                    </noscript>
                    {shown(PanelName::Floor, phone.on_now)}
                    {shown(PanelName::Poll, phone.poll)}
                    {forms::vote(phone, &page.code, &page.form, shown(PanelName::Ballot, ""))}
                    <div class="card own" id="mine" aria-live="polite">
                        {section(PanelName::Mine, *mine_offset, own, "")}
                        <a class="button plain" id="change" href=change_url data-testid="change-ballot">
                            {phone.change_ballot}
                        </a>
                        <p class="place" id="place" data-testid="my-place">{state.queue_position(phone)}</p>
                        {forms::withdraw(phone, &page.code, &page.form, &state.request)}
                    </div>
                    {forms::ask(phone, &page.code, &page.form, &head.fields, head.contact_days)}
                    {forms::write(phone, &page.code, &page.form)}
                    {shown(PanelName::Speakers, phone.waiting)}
                    <details class="fold" data-testid="agenda" open=head.phase == Phase::Prepared>
                        <summary>{phone.agenda}</summary>
                        {shown(PanelName::Agenda, phone.agenda)}
                    </details>
                    <details class="fold" data-testid="rules">
                        <summary>{phone.rules}</summary>
                        <ul>{rules}</ul>
                    </details>
                </main>
                <footer>{forms::language(phone, lang, &base)}</footer>
                <p class="line" id="line" role="status" data-testid="offline" data-words=phone.offline></p>
                <div
                    id="words"
                    hidden
                    data-left=hall.left
                    data-low=hall.low
                    data-over=hall.over
                    data-paused=hall.paused
                    data-paused-over=hall.paused_over
                    data-place=phone.people_before
                    data-next=phone.next
                    data-sending=phone.sending
                    data-recorded=phone.recorded
                    data-withdrawn=phone.withdrawn
                    data-gone=phone.gone
                    data-cookies=phone.cookies
                ></div>
            </body>
        </html>
    }
}
