//! The view model of the history: who did what, as a page of lines that a filter lets through.

use meeting::history::{Line, Subject};
use meeting::{Actor, Moment, Place};

use meeting::search;

/// Whose actions the filter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Someone at this place; `Phone` is any person with one.
    At(Place),
    /// The program itself.
    Program,
}

impl Who {
    /// The name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::At(place) => place.name(),
            Self::Program => "program",
        }
    }

    /// Who has this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name == "program" { Some(Self::Program) } else { name.parse().ok().map(Self::At) }
    }

    /// True if this actor is meant.
    #[must_use]
    pub fn is(self, actor: Actor) -> bool {
        match self {
            Self::At(place) => actor.place() == Some(place),
            Self::Program => actor == Actor::System,
        }
    }
}

/// A filter of the history; what is `None` or empty lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose actions.
    pub who: Option<Who>,
    /// The subject they belong to.
    pub subject: Option<Subject>,
    /// Words of the sentence, with or without diacritics.
    pub words: String,
    /// The earliest time.
    pub from: Option<Moment>,
    /// The latest time, whose whole minute is included.
    pub to: Option<Moment>,
}

/// Milliseconds of the last minute that still belongs to it: `to` is said to the minute.
const WITHIN_MINUTE: i64 = 59_999;

impl Filter {
    /// True if the filter lets a line through; `sentence` is what people read of it.
    #[must_use]
    pub fn lets(&self, line: &Line, sentence: &str) -> bool {
        self.who.is_none_or(|who| who.is(line.by))
            && self.subject.is_none_or(|subject| line.action.kind.subject() == subject)
            && self.from.is_none_or(|from| line.at >= from)
            && self.to.is_none_or(|to| line.at <= to.plus_ms(WITHIN_MINUTE))
            && search::matches(&search::fold(&self.words), &[sentence])
    }
}

/// A page of the history.
#[derive(Clone, Debug)]
pub struct HistoryPage {
    /// The meeting's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The place from where it is read.
    pub place: Place,
    /// The filter that is asked for.
    pub filter: Filter,
    /// The filter as in addresses, without `?`.
    pub query: String,
    /// Lines of this page, newest first.
    pub lines: Vec<Line>,
    /// How many lines the filter lets through.
    pub all: usize,
    /// Number of this page, from 1.
    pub page: usize,
    /// How many pages there are; at least one.
    pub pages: usize,
}
