//! What stands at a route beside its handler: how large a body it takes, in which queue its requests wait, and where
//! someone goes back to whose form was not taken.

use std::collections::HashMap;

use app::address;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::Uri;
use axum::routing::MethodRouter;
use meeting::{Place, wire};

use super::Web;
use super::error::Error;
use super::upload::MEGABYTE;

/// Bytes that a form says around its file.
const AROUND: usize = 64 * 1024;

/// In which queue the requests of a route wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Queue {
    /// Guests wait behind guests; staff do not wait.
    Guests,
    /// The same, and staff wait behind staff: the answer holds much that is made for whoever asks.
    Documents,
    /// The same, and staff who send a file wait behind staff.
    Uploads,
    /// Nobody waits: it is off at once, holds a turn of its own, or is slowed on purpose.
    Nobody,
}

/// What stands at a route.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    /// In which queue its requests wait.
    pub(super) queue: Queue,
    /// Most bytes of the file it takes; `None` if it takes none.
    most_of_file: Option<usize>,
    /// Where someone goes back to whose form it did not take.
    back: fn(&Parts<'_>) -> String,
}

impl Route {
    /// A route that takes small bodies, makes small answers, and leads back to the start.
    pub(super) const PLAIN: Self =
        Self { queue: Queue::Guests, most_of_file: None, back: |_| address::start() };
    /// One for which nobody waits.
    pub(super) const AT_ONCE: Self = Self { queue: Queue::Nobody, ..Self::PLAIN };
    /// One with an answer that holds much.
    pub(super) const DOCUMENT: Self = Self { queue: Queue::Documents, ..Self::PLAIN };

    /// A route that takes a file of at most so many bytes.
    pub(super) const fn file(most: usize) -> Self {
        Self { queue: Queue::Uploads, most_of_file: Some(most), ..Self::PLAIN }
    }

    /// The same with another way back.
    pub(super) const fn back(self, back: fn(&Parts<'_>) -> String) -> Self {
        Self { back, ..self }
    }

    /// Whether forms with a file go there; only staff send them.
    pub(super) fn takes_file(&self) -> bool {
        self.most_of_file.is_some()
    }

    /// Most bytes of a body.
    pub(super) fn most_bytes(&self) -> usize {
        self.most_of_file.map_or(wire::MOST_BYTES, |most| most + AROUND)
    }

    /// Why a body that is larger is not taken.
    pub(super) fn too_large(&self) -> Error {
        self.most_of_file.map_or(Error::TooLarge, |most| Error::FileTooLarge(most / MEGABYTE))
    }
}

/// The parts of an address in which it differs from others of its route.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    named: HashMap<&'a str, &'a str>,
    query: &'a str,
}

impl<'a> Parts<'a> {
    fn of(pattern: &'a str, uri: &'a Uri) -> Self {
        let name = |part: &'a str| part.strip_prefix('{')?.strip_suffix('}');
        let both = pattern.split('/').zip(uri.path().split('/'));
        let named = both.filter_map(|(part, value)| Some((name(part)?, value))).collect();
        Self { named, query: uri.query().unwrap_or_default() }
    }

    /// The code of the meeting; empty where there is none.
    pub(super) fn code(&self) -> &'a str {
        self.named.get("code").copied().unwrap_or_default()
    }

    /// The place in the address; `None` if there is none, or no such place.
    pub(super) fn place(&self) -> Option<Place> {
        self.named.get("place").and_then(|place| place.parse().ok())
    }

    /// The place of staff a form says it comes from (`?as=`); the office if it says none.
    pub(super) fn sender(&self) -> Place {
        let said = self.query.strip_prefix("as=").and_then(|place| place.parse().ok());
        said.filter(|place: &Place| place.is_staff()).unwrap_or(Place::Office)
    }
}

/// What stands at each route, by its pattern.
#[derive(Debug, Default)]
pub(super) struct Routes(HashMap<&'static str, Route>);

/// The site as it is put together: handlers, and what stands at their routes.
#[derive(Default)]
pub(super) struct Site {
    pub(super) router: Router<Web>,
    pub(super) routes: Routes,
}

impl Site {
    /// Adds a route.
    pub(super) fn route(mut self, pattern: &'static str, route: Route, methods: MethodRouter<Web>) -> Self {
        let methods = methods.layer(DefaultBodyLimit::max(route.most_bytes()));
        self.router = self.router.route(pattern, methods);
        self.routes.0.insert(pattern, route);
        self
    }
}

/// Where a request goes.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Its address.
    pub(super) uri: Uri,
    /// What stands at its route; of an address that there is not, of any plain one.
    pub(super) route: Route,
    /// The pattern of its route; empty if there is none.
    pattern: &'static str,
}

impl Target {
    /// Where this request goes.
    pub(super) fn of(web: &Web, request: &Request) -> Self {
        let pattern = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        Self::at(&web.routes, pattern.unwrap_or_default(), request.uri().clone())
    }

    fn at(routes: &Routes, pattern: &str, uri: Uri) -> Self {
        let (pattern, route) = routes.0.get_key_value(pattern).unwrap_or((&"", &Route::PLAIN));
        Self { uri, route: *route, pattern }
    }

    /// Where someone goes back to whose form was not taken.
    pub(super) fn back(&self) -> String {
        (self.route.back)(&Parts::of(self.pattern, &self.uri))
    }

    /// Whether a program asks, and is answered in JSON.
    pub(super) fn is_api(&self) -> bool {
        self.uri.path().starts_with(address::API)
    }
}

#[cfg(test)]
mod tests {
    use app::address::pattern;

    use super::*;
    use crate::web::site;

    #[test]
    fn whoever_sent_a_form_that_was_not_taken_goes_back_where_it_was() {
        let Site { routes, .. } = site();
        for (pattern, uri, back) in [
            (pattern::ITEM_FILES, "/m/12345/items/3/files?as=chair", "/m/12345/chair"),
            (pattern::ITEM_FILES, "/m/12345/items/3/files?as=phone", "/m/12345/office"),
            (pattern::ITEM_FILES, "/m/12345/items/3/files", "/m/12345/office"),
            (pattern::IMPORT, "/m/12345/desk/import", "/m/12345/desk/import"),
            (pattern::IMPORT_CONFIRM, "/m/12345/office/import/confirm", "/m/12345/office/import"),
            (pattern::IMPORT_TEMPLATE, "/m/12345/desk/import/template", "/m/12345/desk/import"),
            (pattern::IMPORT, "/m/12345/nobody/import", "/"),
            (pattern::POLL_RECORD, "/m/12345/office/polls/2/result", "/m/12345/office"),
            (pattern::POLL_CHART, "/m/12345/office/polls/2/chart.svg?question=1", "/m/12345/office"),
            (pattern::ASK, "/m/12345/ask", "/"),
            ("", "/nowhere/at/all", "/"),
        ] {
            let target = Target::at(&routes, pattern, uri.parse().expect("an address"));
            assert_eq!(target.back(), back, "{uri}");
            assert_eq!(
                target.route.takes_file(),
                uri.contains("/files") || (uri.contains("/import") && !uri.contains("template"))
            );
        }
    }
}
