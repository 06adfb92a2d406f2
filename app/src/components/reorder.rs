//! Reordering: puts the rows of a list in order, by mouse, by touch and by keyboard.
//!
//! Nothing moves on the page until the room has said so: what is shown meanwhile is where the row would go. A row
//! carries `data-row` with its id and holds one [`Grip`]; the list asks a [`Reorder`] which positions a row has.

pub mod positions;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use meeting::wire::Ask;

use self::positions::Position;
use crate::live::{Live, Outcome};

/// Pixels from the edge of the list within which a pointer makes it scroll.
const EDGE: f64 = 56.0;
/// Pixels that it scrolls each time, at most.
const SCROLL: f64 = 14.0;
/// How often it scrolls.
const SCROLL_EVERY: std::time::Duration = std::time::Duration::from_millis(24);

/// A row that is lifted, and where it would go.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lifted {
    row: u32,
    /// The position it would take.
    position: Position,
    /// The pointer that holds it and its height on the screen; `None` if it is the keyboard.
    pointer: Option<(i32, f64)>,
}

/// The reordering of one list. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Reorder {
    rows: Signal<Vec<u32>>,
    positions: Callback<u32, Vec<Position>>,
    ask: Callback<(u32, Position), Option<Ask>>,
    name: Callback<u32, String>,
    list: NodeRef<html::Ol>,
    lifted: RwSignal<Option<Lifted>>,
    /// The words a screen reader is to say.
    said: RwSignal<String>,
    /// The position a row was last sent to by single steps, until it stands there: the next step goes on from there.
    requested: StoredValue<Option<(u32, Position)>>,
    /// The row whose grip gets the focus back each time it has moved, until the focus goes elsewhere.
    refocus: StoredValue<Option<u32>>,
    scrolling: StoredValue<Option<IntervalHandle>>,
}

impl Reorder {
    /// Makes a list reorderable. `positions` are those a row may be put in, in order; `ask` is the command that puts it
    /// there; `name` is what people call it.
    #[must_use]
    pub fn new(
        rows: Signal<Vec<u32>>,
        positions: impl Fn(u32) -> Vec<Position> + Send + Sync + 'static,
        ask: impl Fn(u32, Position) -> Option<Ask> + Send + Sync + 'static,
        name: impl Fn(u32) -> String + Send + Sync + 'static,
        list: NodeRef<html::Ol>,
    ) -> Self {
        let reorder = Self {
            rows,
            positions: Callback::new(positions),
            ask: Callback::new(move |(row, position)| ask(row, position)),
            name: Callback::new(name),
            list,
            lifted: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            requested: StoredValue::new(None),
            refocus: StoredValue::new(None),
            scrolling: StoredValue::new(None),
        };
        Effect::watch(
            move || rows.get(),
            move |rows, _, _| {
                // Whoever is held and left the list is let go of.
                if reorder.lifted.get_untracked().is_some_and(|lifted| !rows.contains(&lifted.row)) {
                    reorder.let_go();
                }
                if let Some((row, position)) = reorder.requested.get_value()
                    && positions::is_same(rows, &reorder.positions.run(row), row, position)
                {
                    reorder.requested.set_value(None);
                }
                if let Some(row) = reorder.refocus.get_value() {
                    request_animation_frame(move || reorder.focus_again(row));
                }
            },
            false,
        );
        // Between the moving of a row and its getting the focus back, keys are still meant for it.
        let live = Live::here();
        Effect::new(move |_| {
            let listener = window_event_listener(leptos::ev::keydown, move |event| {
                if let Some(row) = reorder.refocus.get_value().filter(|_| nothing_has_focus()) {
                    reorder.focus(row);
                    reorder.key(live, row, &event);
                }
            });
            on_cleanup(move || listener.remove());
        });
        reorder
    }

    /// True if this row is lifted.
    #[must_use]
    pub fn is_lifted(self, row: u32) -> bool {
        self.lifted.with(|lifted| lifted.is_some_and(|lifted| lifted.row == row))
    }

    /// True if the lifted row would come to stand right behind this one, or at the top.
    #[must_use]
    pub fn drops_behind(self, position: Position) -> bool {
        self.lifted.with(|lifted| lifted.is_some_and(|lifted| lifted.position == position))
    }

    /// The words a screen reader is to say.
    #[must_use]
    pub fn said(self) -> Signal<String> {
        self.said.into()
    }

    fn begin(self, row: u32, pointer: Option<(i32, f64)>) {
        let rows = self.rows.get_untracked();
        let positions = self.positions.run(row);
        let Some(position) =
            positions::stands(&rows, &positions, row).and_then(|index| positions.get(index).copied())
        else {
            return;
        };
        self.lifted.set(Some(Lifted { row, position, pointer }));
    }

    fn let_go(self) {
        self.lifted.set(None);
        if let Some(timer) = self.scrolling.get_value() {
            timer.clear();
            self.scrolling.set_value(None);
        }
    }

    /// Drops the lifted row: asks the room to put it where it would go.
    fn drop(self, live: Live) {
        let Some(Lifted { row, position, .. }) = self.lifted.get_untracked() else { return };
        self.let_go();
        self.put(live, row, position);
    }

    fn put(self, live: Live, row: u32, position: Position) {
        let (rows, positions) = (self.rows.get_untracked(), self.positions.run(row));
        let known = positions.contains(&position);
        if !known || positions::is_same(&rows, &positions, row, position) {
            self.requested.set_value(None);
            self.refocus.set_value(None);
            self.said.set(live.chair_words().reorder_left.to_owned());
            return;
        }
        let Some(ask) = self.ask.run((row, position)) else { return };
        let (name, words) = (self.name.run(row), live.chair_words());
        let behind = position.map(|behind| self.name.run(behind));
        self.said.set((words.reorder_put)(&name, behind.as_deref()));
        self.requested.set_value(Some((row, position)));
        live.send_then(ask, move |outcome| {
            if matches!(outcome, Outcome::Refused { .. }) {
                self.requested.try_update_value(|requested| *requested = None);
                self.refocus.try_update_value(|refocus| *refocus = None);
            }
        });
    }

    /// Moves a row that is not lifted one step further, at once.
    fn shift(self, live: Live, row: u32, up: bool) {
        let (rows, positions) = (self.rows.get_untracked(), self.positions.run(row));
        let wished =
            self.requested.get_value().filter(|(wished, _)| *wished == row).map(|(_, position)| position);
        let stands =
            positions::stands(&rows, &positions, row).and_then(|index| positions.get(index).copied());
        let Some(from) = wished.filter(|position| positions.contains(position)).or(stands) else { return };
        if let Some(position) = positions::step(&rows, &positions, row, from, up) {
            self.refocus.set_value(Some(row));
            if positions::is_same(&rows, &positions, row, position) {
                // Back where it stood before the steps that are still on their way.
                let Some(ask) = self.ask.run((row, position)) else { return };
                self.requested.set_value(Some((row, position)));
                live.send(ask);
            } else {
                self.put(live, row, position);
            }
        }
    }

    fn step_lifted(self, live: Live, up: bool) {
        let Some(lifted) = self.lifted.get_untracked() else { return };
        let (rows, positions) = (self.rows.get_untracked(), self.positions.run(lifted.row));
        let Some(position) = positions::step(&rows, &positions, lifted.row, lifted.position, up) else {
            return;
        };
        self.lifted.set(Some(Lifted { position, ..lifted }));
        let behind = position.map(|behind| self.name.run(behind));
        self.said.set((live.chair_words().reorder_would)(behind.as_deref()));
        self.show(position.unwrap_or(lifted.row));
    }

    fn element(self, row: u32) -> Option<HtmlElement> {
        let list = self.list.get_untracked()?;
        let found = list.query_selector(&format!("[data-row='{row}']")).ok().flatten()?;
        found.dyn_into().ok()
    }

    /// Scrolls a row into sight.
    fn show(self, row: u32) {
        let (Some(list), Some(element)) = (self.list.get_untracked(), self.element(row)) else { return };
        let top = element.offset_top() - list.offset_top();
        let (from, height) = (list.scroll_top(), list.client_height());
        if top < from {
            list.set_scroll_top(top - 8);
        } else if top + element.offset_height() > from + height {
            list.set_scroll_top(top + element.offset_height() - height + 8);
        }
    }

    fn focus(self, row: u32) {
        self.show(row);
        let grip = self.element(row).and_then(|row| row.query_selector("[data-grip]").ok().flatten());
        if let Some(grip) = grip.and_then(|grip| grip.dyn_into::<HtmlElement>().ok()) {
            let _ = grip.focus();
        }
    }

    /// Handles a key pressed at the grip of a row.
    fn key(self, live: Live, row: u32, event: &KeyboardEvent) {
        let t = live.chair_words();
        let lifted = self.lifted.get_untracked().is_some_and(|lifted| lifted.row == row);
        let key = event.key();
        let up = key == "ArrowUp";
        match key.as_str() {
            "ArrowUp" | "ArrowDown" if lifted => self.step_lifted(live, up),
            "ArrowUp" | "ArrowDown" if event.alt_key() => self.shift(live, row, up),
            "ArrowUp" | "ArrowDown" => {
                if let Some(row) = self.neighbour(row, up) {
                    self.focus(row);
                }
            }
            "Enter" | " " if lifted => {
                self.refocus.set_value(Some(row));
                self.drop(live);
            }
            "Enter" | " " => {
                self.begin(row, None);
                self.said.set((t.reorder_lifted)(&self.name.run(row)));
            }
            "Escape" if lifted => {
                self.let_go();
                self.said.set(t.reorder_left.to_owned());
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// The next row above or below.
    fn neighbour(self, row: u32, up: bool) -> Option<u32> {
        self.rows.with_untracked(|rows| {
            let index = rows.iter().position(|known| *known == row)?;
            if up { index.checked_sub(1).map(|index| rows[index]) } else { rows.get(index + 1).copied() }
        })
    }

    /// Moves the focus back to a row: one that moves in the page loses it.
    fn focus_again(self, row: u32) {
        let active = document().active_element();
        let own = active.and_then(|active| active.get_attribute("data-grip")) == Some(row.to_string());
        if own || nothing_has_focus() {
            self.focus(row);
        } else {
            self.refocus.try_update_value(|refocus| *refocus = None);
        }
    }

    /// Takes the position nearest to the pointer.
    fn follow(self) {
        let Some(lifted) = self.lifted.get_untracked() else { return };
        let (Some((_, pointer)), Some(list)) = (lifted.pointer, self.list.get_untracked()) else { return };
        let height = |position: &Position| {
            let behind = position.and_then(|row| self.element(row)).map(|row| span(&row).1);
            let top = || {
                let first = self.rows.with_untracked(|rows| rows.first().copied())?;
                self.element(first).map(|row| span(&row).0)
            };
            behind.or_else(top).unwrap_or_else(|| span(&list).0)
        };
        let positions = self.positions.run(lifted.row);
        let heights: Vec<f64> = positions.iter().map(height).collect();
        if let Some(position) =
            positions::nearest(&heights, pointer).and_then(|index| positions.get(index).copied())
            && position != lifted.position
        {
            self.lifted.set(Some(Lifted { position, ..lifted }));
        }
    }

    /// Scrolls the list while the pointer is near its edge.
    fn scroll(self) {
        let Some(Lifted { pointer: Some((_, pointer)), .. }) = self.lifted.get_untracked() else { return };
        let Some(list) = self.list.get_untracked() else { return };
        let (top, bottom) = span(&list);
        let near = |gap: f64| ((EDGE - gap) / EDGE).clamp(0.0, 1.0) * SCROLL;
        let by = near(bottom - pointer) - near(pointer - top);
        if by.abs() >= 1.0 {
            list.set_scroll_top(list.scroll_top() + by as i32);
            self.follow();
        }
    }
}

fn nothing_has_focus() -> bool {
    document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}

/// Top and bottom of an element on the screen, in pixels.
#[cfg(feature = "hydrate")]
fn span(element: &Element) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.top(), rect.bottom())
}

/// Nothing: the server has no screen, and nothing is ever dragged there.
#[cfg(not(feature = "hydrate"))]
fn span(_: &Element) -> (f64, f64) {
    (0.0, 0.0)
}

/// The grip by which a row is taken: dragged with mouse or finger; on the keyboard, Alt with ↑ and ↓ moves it at once,
/// Enter or space lifts it, ↑ and ↓ then choose a position, Enter puts it there, Escape leaves it.
#[component]
pub fn Grip(
    /// The list's reordering.
    reorder: Reorder,
    /// Id of the row.
    row: u32,
    /// Hook for tests.
    #[prop(default = "grip")]
    testid: &'static str,
) -> AnyView {
    let live = Live::here();
    let t = live.chair_words();
    let lifted = Memo::new(move |_| reorder.is_lifted(row));
    let target = |event: &PointerEvent| event.current_target().and_then(|at| at.dyn_into::<Element>().ok());
    let down = move |event: PointerEvent| {
        if event.button() != 0
            || reorder.lifted.get_untracked().is_some_and(|lifted| lifted.pointer.is_some())
        {
            return;
        }
        // Or the browser would begin to select what the pointer passes.
        event.prevent_default();
        if let Some(grip) = target(&event) {
            let _ = grip.set_pointer_capture(event.pointer_id());
            if let Ok(grip) = grip.dyn_into::<HtmlElement>() {
                let _ = grip.focus();
            }
        }
        reorder.begin(row, Some((event.pointer_id(), f64::from(event.client_y()))));
        let timer = set_interval_with_handle(move || reorder.scroll(), SCROLL_EVERY).ok();
        reorder.scrolling.set_value(timer);
    };
    let is_held = move |event: &PointerEvent| {
        let lifted = reorder.lifted.get_untracked();
        lifted.is_some_and(|lifted| lifted.pointer.is_some_and(|(id, _)| id == event.pointer_id()))
    };
    let drag = move |event: PointerEvent| {
        if is_held(&event) {
            let pointer = Some((event.pointer_id(), f64::from(event.client_y())));
            reorder.lifted.update(|lifted| *lifted = lifted.map(|lifted| Lifted { pointer, ..lifted }));
            reorder.follow();
        }
    };
    let up = move |event: PointerEvent| {
        if is_held(&event) {
            reorder.drop(live);
        }
    };
    let lost = move |event: PointerEvent| {
        if is_held(&event) {
            reorder.let_go();
            reorder.said.set(t.reorder_left.to_owned());
        }
    };
    let press = move |event: KeyboardEvent| reorder.key(live, row, &event);
    let leave = move |_| {
        // Only what the keyboard lifted: a pointer holds on until it is let go.
        if reorder.lifted.get_untracked().is_some_and(|lifted| lifted.row == row && lifted.pointer.is_none())
        {
            reorder.let_go();
        }
    };
    view! {
        <button
            type="button"
            class="grip"
            data-testid=testid
            data-grip=row.to_string()
            aria-label=move || (t.reorder_grip)(&reorder.name.run(row))
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            aria-pressed=move || lifted.get().to_string()
            title=t.reorder_how
            on:pointerdown=down
            on:pointermove=drag
            on:pointerup=up
            on:pointercancel=lost
            on:lostpointercapture=lost
            on:keydown=press
            on:blur=leave
        >
            "⠿"
        </button>
    }
    .into_any()
}
