//! The projector: what everyone in the hall sees from 20 m away.
//!
//! Every panel is always on the page, each in its own section; which of them are seen, where and how
//! large follows from the root's `data-scene`, which the scene panel sets. So a scene changes within one
//! frame of the picture, and whatever a scene needs is there already.

mod panels;
mod wall;

use leptos::prelude::*;
use meeting::Moment;
use meeting::panel::{Panel, PanelName};
use meeting::projector::Scene;

use super::{Surroundings, render, section, shared};
use crate::text::screens as words;
use crate::text::{Lang, ballots, common};
use crate::view_model::Assets;

pub use wall::Wall;

/// The view model of the projector's page.
#[derive(Clone, Debug)]
pub struct ProjectorPage {
    /// The code of the meeting.
    pub code: String,
    /// The language it is shown in.
    pub lang: Lang,
    /// The choice of what this wall shows.
    pub wall: Wall,
    /// The stream's epoch.
    pub epoch: String,
    /// The meeting's clock when the page is rendered.
    pub now: Moment,
    /// The panels, each with its offset.
    pub panels: Vec<(PanelName, u64, Panel)>,
    /// What is the same for the whole meeting.
    pub surroundings: Surroundings,
    /// Addresses of the script and the style sheet.
    pub assets: Assets,
}

/// Renders the HTML of one of the projector's panels.
pub(super) fn panel(lang: Lang, panel: &Panel) -> Option<String> {
    let (hall, projector) = (&words::of(lang).hall, &words::of(lang).projector);
    Some(match panel {
        Panel::Head(head) => render(|| panels::head(hall, head)),
        Panel::Agenda(agenda) => render(|| panels::agenda(hall, projector, agenda)),
        Panel::Floor(floor) => render(|| panels::floor(hall, projector, floor)),
        Panel::Speakers(speakers) => render(|| panels::speakers(projector, speakers)),
        Panel::Poll(poll) => render(|| panels::poll(hall, projector, ballots::of(lang), poll)),
        Panel::Scene(scene) => render(|| panels::scene(common::of(lang), projector, scene)),
        Panel::Attendance(_)
        | Panel::Ballot(_)
        | Panel::PaperBallots(_)
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

/// Renders the whole page, as one document.
#[must_use]
pub fn page(page: &ProjectorPage) -> String {
    render(|| document(page))
}

fn document(page: &ProjectorPage) -> impl IntoView {
    let lang = page.lang;
    let (hall, projector) = (&words::of(lang).hall, &words::of(lang).projector);
    // Until the panels say otherwise: the welcome is never wrong.
    let (mut scene, mut speech, mut list, mut poll, mut title) =
        ("welcome", "none", "closed", "prepared", String::new());
    for (_, _, panel) in &page.panels {
        match panel {
            Panel::Head(head) => title.clone_from(&head.title),
            Panel::Scene(panel) => scene = scene_name(&panel.scene),
            Panel::Floor(floor) => speech = panels::speech_state(floor),
            Panel::Speakers(speakers) => list = panels::list_state(speakers),
            Panel::Poll(panel) => poll = shared::poll_state(panel),
            _ => {}
        }
    }
    let shown = |name: PanelName| {
        let known = page.panels.iter().find(|(known, ..)| *known == name);
        let (offset, html) = known.map_or_else(Default::default, |(_, offset, known)| {
            (*offset, panel(lang, known).unwrap_or_default())
        });
        section(name, offset, html, "")
    };
    let join = page.surroundings.join_url.trim_start_matches("http://");
    // A long address breaks before its path, where people pause when they type it.
    let (host, path) = join.split_at(join.find('/').unwrap_or(join.len()));
    let (host, path) = (host.to_owned(), path.to_owned());
    view! {
        <!DOCTYPE html>
        <html
            lang=lang.code()
            data-place="projector"
            data-lang=lang.code()
            data-code=page.code.clone()
            data-epoch=page.epoch.clone()
            data-now=page.now.0.to_string()
            data-wall=page.wall.name()
            data-follows=scene
            data-scene=page.wall.scene(scene, poll)
            data-speech=speech
            data-list=list
            data-poll=poll
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <link rel="stylesheet" href=page.assets.url("projector.css")/>
                <link rel="icon" href=page.assets.url("icons/hoitruong.svg")/>
                <script defer src=page.assets.url("screen.js")></script>
                <noscript>
                    <meta http-equiv="refresh" content="10"/>
                </noscript>
            </head>
            <body>
                <main id="stage">
                    {shown(PanelName::Head)}
                    {shown(PanelName::Scene)}
                    {shown(PanelName::Agenda)}
                    {shown(PanelName::Floor)}
                    {shown(PanelName::Speakers)}
                    {shown(PanelName::Poll)}
                    <aside class="join" data-testid="join">
                        <h2>{projector.join}</h2>
                        <div class="qr" data-testid="qr" inner_html=page.surroundings.qr_svg.clone()></div>
                        <p>{projector.how_to_join}</p>
                        <p class="address" data-testid="join-address">{host}<wbr/>{path}</p>
                        <p class="code">
                            {format!("{} ", projector.code)}
                            <b data-testid="join-code">{page.surroundings.code.clone()}</b>
                        </p>
                    </aside>
                </main>
                {wall::choice(projector, page.wall)}
                <p class="line" id="line" role="status" data-testid="offline" data-words=projector.offline></p>
                <div
                    id="words"
                    hidden
                    data-left=hall.left
                    data-low=hall.low
                    data-over=hall.over
                    data-paused=hall.paused
                    data-paused-over=hall.paused_over
                ></div>
            </body>
        </html>
    }
}

/// The name of a scene in the style sheet.
fn scene_name(scene: &Scene) -> &'static str {
    match scene {
        Scene::Welcome => "welcome",
        Scene::Agenda => "agenda",
        Scene::Speaker => "speaker",
        Scene::Poll => "poll",
        Scene::Result => "result",
        Scene::Message(_) => "message",
        Scene::Break => "break",
        Scene::Minutes => "minutes",
        Scene::Conclusions => "conclusions",
        Scene::Blank => "blank",
        Scene::Closing => "closing",
    }
}
