//! What one wall shows: halls with two projectors, and a monitor for who stands at the lectern.

use leptos::prelude::*;

use crate::text::screens::Projector;

/// What one wall shows, chosen by its address (`?show=`) and kept by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wall {
    /// What the meeting is at, or what the chair pinned.
    #[default]
    Follow,
    /// The agenda and where the meeting is on it.
    Agenda,
    /// Who speaks and who is next.
    Speaker,
    /// The poll, then its count.
    Poll,
    /// For who stands at the lectern: the time left, as large as it goes, and who is next.
    Lectern,
}

impl Wall {
    /// Every one, in the order a person chooses from.
    const ALL: [Self; 5] = [Self::Follow, Self::Agenda, Self::Speaker, Self::Poll, Self::Lectern];

    /// As in the address and in the style sheet.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Follow => "follow",
            Self::Agenda => "agenda",
            Self::Speaker => "speaker",
            Self::Poll => "poll",
            Self::Lectern => "lectern",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wall| wall.name() == name)
    }

    /// The scene on this wall, when the meeting is at `scene` and the poll at `poll`, all as the style sheet
    /// knows them. A message and a blank wall are the chair's word to the whole hall; only who stands at the
    /// lectern keeps the clock. The script does the same: see `sceneOf` there.
    pub(super) fn scene(self, scene: &'static str, poll: &'static str) -> &'static str {
        let said_to_all = matches!(scene, "message" | "blank");
        match self {
            Self::Follow => scene,
            Self::Lectern => "speaker",
            _ if said_to_all => scene,
            Self::Agenda => "agenda",
            Self::Speaker => "speaker",
            Self::Poll if poll == "shown" => "result",
            Self::Poll => "poll",
        }
    }
}

/// The choice, seen when a hand moves the mouse or a key walks to it.
pub(super) fn choice(projector: &'static Projector, wall: Wall) -> impl IntoView {
    let link = |(other, label): (Wall, &'static str)| {
        view! {
            <li>
                <a
                    href=format!("?show={}", other.name())
                    aria-current=(other == wall).then_some("true")
                    data-testid=format!("wall-{}", other.name())
                >
                    {label}
                </a>
            </li>
        }
    };
    view! {
        <nav class="walls" aria-label=projector.wall data-testid="walls">
            <p>{projector.wall}</p>
            <ul>{Wall::ALL.into_iter().zip(projector.walls).map(link).collect_view()}</ul>
            <button type="button" id="chime" data-testid="chime" data-back=projector.chime_on aria-pressed="false">
                {projector.chime_off}
            </button>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_keeps_to_its_own_but_for_what_is_said_to_all() {
        let table = [
            (Wall::Follow, "closing", "closed", "closing"),
            (Wall::Agenda, "speaker", "open", "agenda"),
            (Wall::Speaker, "poll", "open", "speaker"),
            (Wall::Speaker, "message", "open", "message"),
            (Wall::Poll, "speaker", "closed", "poll"),
            (Wall::Poll, "speaker", "shown", "result"),
            (Wall::Poll, "blank", "shown", "blank"),
            (Wall::Lectern, "blank", "open", "speaker"),
        ];
        for (wall, scene, poll, wanted) in table {
            assert_eq!(wall.scene(scene, poll), wanted, "{wall:?} at {scene}");
        }
        assert_eq!(Wall::ALL.map(|wall| Wall::from_name(wall.name())), Wall::ALL.map(Some));
    }

    #[test]
    fn a_wall_shows_what_the_script_would() {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            wall: &'static str,
            follows: &'static str,
            poll: &'static str,
            shows: &'static str,
        }
        let table = include_str!("../../../../fixtures/scenes.json");
        let table: Vec<Row> = serde_json::from_str(table).expect("a table both sides read");
        for Row { wall, follows, poll, shows } in table {
            let shown = Wall::from_name(wall).map(|wall| wall.scene(follows, poll));
            assert_eq!(shown, Some(shows), "{wall} at {follows}, poll {poll}");
        }
    }
}
